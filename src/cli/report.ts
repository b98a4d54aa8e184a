// `afterflood report`: from evidence to a folder of documents, with a one-screen summary.

import path from 'node:path';
import { isMissed } from '../collect.ts';
import { parsePrefix } from '../model/address.ts';
import { InputError } from '../model/diagnostic.ts';
import { runReport } from '../pipeline.ts';
import { summaryText } from '../report/summary.ts';
import type { CommandResult } from './inspect.ts';
import { refusalLine } from './messages.ts';
import { startProgress } from './terminal.ts';
import { timeOfRun } from './time-of-run.ts';

export interface ReportOptions {
  incident?: string;
  out?: string;
  now?: string;
  asnDb?: string;
  countryDb?: string;
  own?: string[];
  json?: boolean;
  /** False with --no-redact. */
  redact?: boolean;
}

/** Runs the command. */
export async function report(paths: readonly string[], options: ReportOptions): Promise<CommandResult> {
  for (const own of options.own ?? []) {
    if (parsePrefix(own) === undefined)
      throw new InputError(
        'input/own',
        `--own ${own}: expected an address or prefix such as 203.0.113.80 or 203.0.113.0/24; correct it`,
      );
  }
  const nowSec = timeOfRun(options.now);
  const progress = startProgress();
  const outcome = await runReport({
    paths,
    incidentFile: options.incident,
    outDirectory: options.out,
    nowSec,
    asnDb: options.asnDb,
    countryDb: options.countryDb,
    own: options.own ?? [],
    redact: options.redact !== false,
    command: commandLine(paths, options),
    onProgress: progress.update,
    onStage: progress.stage,
  }).finally(progress.stop);
  const { facts, outDirectory, files, collection } = outcome;
  const messages = collection.failures.map((failure) => failure.message);
  // A record of another kind beside the evidence is no fault, and nobody should take it for read.
  for (const evidence of collection.evidence)
    if (isMissed(evidence) || evidence.advice !== '') messages.push(refusalLine(evidence));
  // Many targets alike, as in carpet bombing, and nothing that tells which of them are ours.
  if (!facts.own.judged)
    messages.push(
      facts.own.how === 'unknown'
        ? 'no packet was judged: expected own addresses, found none that the captures make plain; state them with --own (a prefix will do) or own_addresses, and run again'
        : `no packet was judged: expected some that reached or left ${facts.own.addresses.slice(0, 8).join(', ')}, found none; look at the addresses stated with --own or own_addresses, and run again`,
    );
  const { language, dateStyle } = facts.case.writtenIn;
  if (language !== 'en' || dateStyle !== 'iso')
    messages.push(
      `report.language ${language}, report.date_style ${dateStyle}: documents for people at home follow them; tables, data, abuse reports and ic3-paste.txt are English with ISO dates`,
    );
  const style = {
    colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    width: process.stdout.columns ?? 100,
  };
  const out =
    options.json === true
      ? `${JSON.stringify(facts, undefined, 2)}\n`
      : summaryText(facts, outDirectory, files, style);
  return { out, messages, exitCode: outcome.imperfect ? 1 : 0 };
}

// Base names only: the reader of a report needs no map of our disks.
function commandLine(paths: readonly string[], options: ReportOptions): string {
  const parts = ['afterflood', 'report', ...paths.map((each) => path.basename(path.resolve(each)))];
  for (const [name, value] of [
    ['--incident', options.incident],
    ['--asn-db', options.asnDb],
    ['--country-db', options.countryDb],
  ] as const) {
    if (value !== undefined) parts.push(name, path.basename(value));
  }
  if (options.own !== undefined) parts.push('--own', ...options.own);
  if (options.now !== undefined) parts.push('--now', options.now);
  if (options.redact === false) parts.push('--no-redact');
  return parts.join(' ');
}
