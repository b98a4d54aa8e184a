// `afterflood init`: asks the few questions that matter and writes a commented incident.yaml. Never over an existing one.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseIncident } from '../case/incident.ts';
import * as scalar from '../case/scalars.ts';
import { incidentTemplate, NO_ANSWERS, type TemplateAnswers } from '../case/template.ts';
import { InputError } from '../model/diagnostic.ts';
import { escapeControl } from '../model/text.ts';
import type { CommandResult } from './inspect.ts';

/** Where answers come from and questions go. */
export interface Dialogue {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream;
}

/** A question; its answer is one text, or a list of them. */
interface Question {
  key: keyof TemplateAnswers;
  text: string;
  /** What the answer, or each of a list, has to be; undefined for any text. */
  kind: (answers: TemplateAnswers) => scalar.Scalar<unknown> | undefined;
  list?: boolean;
  /** Asked only when this holds. */
  when?: (answers: TemplateAnswers) => boolean;
}

const QUESTIONS: readonly Question[] = [
  { key: 'caseId', text: 'Your case number or name', kind: () => undefined },
  { key: 'victim', text: 'Who was attacked (company, person)', kind: () => undefined },
  { key: 'country', text: 'Their country, two capitals such as DE, GB, US', kind: () => scalar.COUNTRY },
  { key: 'zone', text: 'Time zone of your notes, such as Europe/Berlin', kind: () => scalar.ZONE },
  {
    key: 'ownAddresses',
    text: 'Attacked addresses or prefixes, such as 203.0.113.80',
    kind: () => scalar.PREFIX,
    list: true,
  },
  { key: 'site', text: 'Attacked site, such as www.example.com', kind: () => undefined },
  { key: 'provider', text: 'Your upstream provider or hoster', kind: () => undefined },
  { key: 'preparerName', text: 'Your name', kind: () => undefined },
  { key: 'preparerEmail', text: 'Your e-mail address', kind: () => undefined },
  {
    key: 'demandFile',
    text: 'File with a demand as it was received (.eml), seen from this folder; empty if there is none',
    kind: () => undefined,
  },
  {
    key: 'mailServers',
    text: 'Your own mail servers, such as mx1.example.net',
    kind: () => scalar.MAIL_SERVER,
    list: true,
    when: ({ demandFile }) => demandFile !== '',
  },
  {
    key: 'workLog',
    text: 'File with working hours; empty if there is none',
    kind: () => undefined,
  },
  {
    key: 'currency',
    text: 'Currency of the bill, such as EUR',
    kind: () => scalar.CURRENCY,
    when: ({ workLog }) => workLog !== '',
  },
  {
    key: 'rate',
    text: 'Rate an hour, such as 95 or 110.50',
    kind: ({ currency }) => scalar.money(currency),
    when: ({ currency }) => currency !== '',
  },
];

/** Runs the command. */
export async function init(
  directory: string,
  options: { yes?: boolean },
  dialogue: Dialogue,
): Promise<CommandResult> {
  const file = path.join(directory, 'incident.yaml');
  if (existsSync(file)) throw exists(file);
  const suggested = { ...NO_ANSWERS, caseId: suggestedId(directory) };
  const answers = options.yes === true ? suggested : await ask(suggested, dialogue);
  const text = incidentTemplate(answers);
  parseIncident(text, 'incident.yaml'); // what we write we also accept
  mkdirSync(directory, { recursive: true });
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw exists(file);
    throw error;
  }
  return {
    out: `Written: ${file}\nLook through it, put your evidence beside it, then run: afterflood report ${directory}\n`,
    messages: [],
    exitCode: 0,
  };
}

function exists(file: string): InputError {
  return new InputError(
    'init/exists',
    `${file}: expected no such file yet, found one; edit it, or name another directory`,
  );
}

/** The folder's own name, where it can serve as a case number. */
function suggestedId(directory: string): string {
  const name = path.basename(path.resolve(directory));
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/.test(name) ? name : '';
}

async function ask(suggested: TemplateAnswers, { input, output }: Dialogue): Promise<TemplateAnswers> {
  const reader = createInterface({ input, output, terminal: input.isTTY === true });
  let interrupted = false;
  reader.on('SIGINT', () => {
    interrupted = true;
    reader.close();
  });
  const lines = reader[Symbol.asyncIterator]();
  output.write('An empty answer leaves a thing unstated. Everything can be changed in the file later.\n');
  let answers = suggested;
  let ended = false;
  for (const question of QUESTIONS) {
    if (question.when?.(answers) === false) continue;
    while (!ended) {
      const fallback = answers[question.key];
      reader.setPrompt(`${question.text}${fallback.length > 0 ? ` [${String(fallback)}]` : ''}: `);
      reader.prompt();
      const next = await lines.next();
      ended = next.done === true;
      const line = ended ? '' : String(next.value).trim();
      if (line === '') break;
      const read = readAnswer(line, question, answers);
      if (read.problem === '') {
        answers = { ...answers, [question.key]: read.value };
        break;
      }
      output.write(`  ${read.problem}\n`);
    }
  }
  reader.close();
  if (interrupted) throw new InputError('init/interrupted', 'interrupted; nothing was written');
  if (ended) output.write('\n');
  return answers;
}

function readAnswer(
  line: string,
  { kind, list }: Question,
  answers: TemplateAnswers,
): { value: string | string[]; problem: string } {
  const parts = list === true ? line.split(/[\s,;]+/).filter((part) => part !== '') : [line];
  const scalarKind = kind(answers);
  const wrong = parts.find(
    (part) => /\p{Cc}/u.test(part) || (scalarKind?.read(part) === undefined && scalarKind !== undefined),
  );
  const problem =
    wrong === undefined
      ? ''
      : `expected ${scalarKind?.expected ?? 'a text without control characters'}, found "${escapeControl(wrong)}"`;
  return { value: list === true ? parts : line, problem };
}
