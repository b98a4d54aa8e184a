// `afterflood explain`: all that a finished case holds about an address, prefix, AS, vector or wave, with pointers to the records.

import { openAttributor } from '../aggregate/attribute.ts';
import { explainAddress } from '../explain/address.ts';
import { explainVector, explainWave } from '../explain/attack.ts';
import { explainNetwork } from '../explain/network.ts';
import { type OpenCase, openCase } from '../explain/open-case.ts';
import { parseTarget, type Target } from '../explain/target.ts';
import { type Explanation, explanationText } from '../explain/text.ts';
import type { CommandResult } from './inspect.ts';

/** Runs the command; exit code 1 when the case holds nothing about the target. */
export async function explain(
  target: string,
  options: { case: string; json?: boolean },
): Promise<CommandResult> {
  const subject = parseTarget(target);
  const open = await openCase(options.case);
  try {
    const explanation = await explanationOf(open, subject);
    const { facts } = open;
    return {
      out:
        options.json === true
          ? `${JSON.stringify({ case: { id: facts.case.id, title: facts.case.title, exercise: facts.case.exercise }, ...explanation }, undefined, 2)}\n`
          : explanationText(explanation, facts),
      messages: [],
      exitCode: explanation.found ? 0 : 1,
    };
  } finally {
    await open.close();
  }
}

async function explanationOf(open: OpenCase, subject: Target): Promise<Explanation> {
  switch (subject.kind) {
    case 'vector':
      return explainVector(open.facts, subject.text);
    case 'wave':
      return explainWave(open.facts, subject.text);
    case 'address':
      return explainAddress(open, await openAttributor({}), subject.text, subject.words);
    default:
      return explainNetwork(open, await openAttributor({}), subject);
  }
}
