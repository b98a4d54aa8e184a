// `afterflood verify`: is a report folder as it was written, and its evidence as it was read?

import { escapeControl } from '../model/text.ts';
import type { Check, Outcome } from '../verify/check.ts';
import { verifyReport } from '../verify/verify.ts';
import type { CommandResult } from './inspect.ts';

const WIDEST = 'unchecked'.length;

/** Runs the command; exit code 1 when something differs. */
export async function verify(
  directory: string,
  options: { evidence?: string[]; json?: boolean },
): Promise<CommandResult> {
  const checks = await verifyReport(directory, options.evidence ?? []);
  const exitCode = checks.some(({ outcome }) => outcome === 'differs') ? 1 : 0;
  const out =
    options.json === true
      ? `${JSON.stringify({ whole: exitCode === 0, checks }, undefined, 2)}\n`
      : verificationText(checks);
  return { out, messages: [], exitCode };
}

function verificationText(checks: readonly Check[]): string {
  const count = (outcome: Outcome): number => checks.filter((each) => each.outcome === outcome).length;
  const lines = checks.map(
    ({ outcome, subject, text }) => `${outcome.padEnd(WIDEST)}  ${escapeControl(`${subject}: ${text}`)}`,
  );
  const differing = count('differs');
  const unchecked = count('unchecked');
  const rest = unchecked === 0 ? '' : ` ${unchecked} could not be checked.`;
  const verdict =
    differing === 0
      ? `Whole: nothing that was checked differs.${rest}`
      : `Not whole: ${differing} of ${checks.length} checks differ.${rest}`;
  return `${[...lines, '', verdict].join('\n')}\n`;
}
