// The one-screen summary for the terminal: what, when, against what, how big, who, what is damaged, where it was written.

import { basename } from 'node:path';
import pc from 'picocolors';
import { isDamage } from '../model/damage.ts';
import type { CountryFacts, EvidenceFacts, IncidentFacts, NetworkFacts } from '../model/facts.ts';
import { share } from '../model/share.ts';
import { escapeControl } from '../model/text.ts';
import { VERDICTS, type Verdict } from '../model/verdict.ts';
import { campaignLine } from './text/campaign-words.ts';
import * as units from './units.ts';

/** How the summary is shown. */
export interface SummaryStyle {
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
}

const MAX_WIDTH = 100;
const MIN_WIDTH = 60;
const LABEL_COLUMNS = 10;
// One screen is 40 lines: a stamp, a title, six answers of two lines, six verdicts, five of networks, four of damage, six of files, blanks.
const ANSWER_LINES = 2;
const TOP_ROWS = 4;
const DAMAGE_ROWS = 3;
const ELLIPSIS = '…';

// VERDICT_WORDING in one line of a terminal.
const VERDICT_MEANING: Record<Verdict, string> = {
  proven: 'completed a connection: a host really used this address',
  likely: 'consistent with a real host; no completed connection was captured',
  reflector: 'answered requests forged with our address; its operator is likely a victim',
  unproven: 'packets or half-open sockets bear this address; it may be forged',
  refuted: 'forged: not in use on the public Internet, or it denied the connection',
  claimed: 'stated by the client only; nothing confirms it',
};

/** At most `columns` wide, the rest cut off and shown as such. */
function cut(text: string, columns: number): string {
  const clean = escapeControl(text);
  return clean.length <= columns ? clean : clean.slice(0, columns - 1) + ELLIPSIS;
}

/** Lines of at most `columns`, at most `most` of them. */
function wrapped(text: string, columns: number, most: number): string[] {
  const words = escapeControl(text).split(' ');
  const lines: string[] = [];
  let line = '';
  words.forEach((word, index) => {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = '';
    }
    if (lines.length < most) line += (line === '' ? '' : ' ') + word;
    else if (index === words.length - 1) lines[most - 1] = cut(lines[most - 1] + ' ' + ELLIPSIS, columns);
  });
  if (line !== '' && lines.length < most) lines.push(line);
  return lines.map((written) => cut(written, columns));
}

type Colours = ReturnType<typeof pc.createColors>;

function verdictRows(facts: IncidentFacts, columns: number, colours: Colours): string[] {
  const rows: string[] = [];
  for (const verdict of VERDICTS) {
    const count = facts.sourcesByVerdict[verdict];
    if (count === 0) continue;
    const label = `${units.count(count).padStart(11)} ${verdict.padEnd(LABEL_COLUMNS)}`;
    const shown = verdict === 'proven' ? colours.bold(label) : label;
    rows.push(shown + cut(VERDICT_MEANING[verdict], columns - label.length));
  }
  return rows;
}

function ranked(name: string, sources: number, share: number, columns: number): string {
  const figures = `${units.count(sources).padStart(9)} ${units.percent(share).padStart(8)}`;
  const room = columns - figures.length;
  return cut(name, room).padEnd(room) + figures;
}

function networkName(network: NetworkFacts): string {
  return network.asn === 0 ? 'network unknown' : `AS${network.asn} ${network.asName}`;
}

function countryName(country: CountryFacts): string {
  return country.countryName || country.country || 'country unknown';
}

/** Two lists side by side, of proven sources only; in a case without any, the networks of misused open services. */
function topRows(facts: IncidentFacts, columns: number, colours: Colours): string[] {
  const networks = facts.networks.filter((network) => network.sourcesProven > 0).slice(0, TOP_ROWS);
  const countries = facts.countries.filter((country) => country.sourcesProven > 0).slice(0, TOP_ROWS);
  if (networks.length === 0 && countries.length === 0) return misusedRows(facts, columns, colours);
  const gap = '    ';
  const right = Math.floor((columns - gap.length) * 0.42);
  const left = columns - gap.length - right;
  const rows = [
    colours.bold('Proven sources by network'.padEnd(left)) + gap + colours.bold('Proven, by country'),
  ];
  for (let row = 0; row < Math.max(networks.length, countries.length); row++) {
    const network = networks[row];
    const country = countries[row];
    const first =
      network === undefined ? '' : ranked(networkName(network), network.sourcesProven, network.share, left);
    const second =
      country === undefined ? '' : ranked(countryName(country), country.sourcesProven, country.share, right);
    rows.push((first.padEnd(left) + gap + second).trimEnd());
  }
  return rows;
}

function misusedRows(facts: IncidentFacts, columns: number, colours: Colours): string[] {
  const all = facts.sourcesByVerdict.reflector;
  if (all === 0) return [];
  const networks = facts.networks
    .filter((network) => network.sourcesReflector > 0)
    .sort((a, b) => b.sourcesReflector - a.sourcesReflector)
    .slice(0, TOP_ROWS);
  return [
    colours.bold('Reflectors by network'),
    ...networks.map((each) =>
      ranked(networkName(each), each.sourcesReflector, share(each.sourcesReflector, all), columns),
    ),
  ];
}

function isDamaged(evidence: EvidenceFacts): boolean {
  return evidence.diagnostics.some((diagnostic) => isDamage(diagnostic.code));
}

function damageRows(facts: IncidentFacts, columns: number, colours: Colours): string[] {
  const files = facts.evidence.filter((evidence) => evidence.kind !== 'document');
  const damaged = files.filter(isDamaged);
  if (damaged.length === 0) return [];
  const rows = [
    colours.yellow(
      `Damage in ${units.count(damaged.length)} of ${units.counted(files.length, 'evidence file')}; the rest was read`,
    ),
  ];
  for (const evidence of damaged.slice(0, DAMAGE_ROWS)) {
    const counts = `${units.counted(evidence.rejected, 'record')} rejected, ${units.count(evidence.bytesSkipped)} of ${units.count(evidence.bytesRead)} bytes skipped`;
    rows.push(cut(`  ${evidence.id} ${evidence.fileName}: ${counts}`, columns));
  }
  if (damaged.length > DAMAGE_ROWS) rows[DAMAGE_ROWS] = `  and ${damaged.length - DAMAGE_ROWS + 1} more`;
  return rows;
}

/** Sockets that an admin can still make count. */
function statelessRows(facts: IncidentFacts, columns: number, colours: Colours): string[] {
  const files = facts.evidence.filter(({ diagnostics }) =>
    diagnostics.some(({ code }) => code === 'socket/no-state'),
  );
  if (files.length === 0) return [];
  return [
    colours.yellow(
      cut(
        `Sockets without states in ${files.map(({ id, fileName }) => `${id} ${fileName}`).join(', ')}`,
        columns,
      ),
    ),
    cut('  put the ss command in front of the list or state collection_command, and run again', columns),
  ];
}

/** One line a folder, and one for the files beside them. */
function fileRows(
  outDirectory: string,
  files: { path: string }[],
  columns: number,
  colours: Colours,
): string[] {
  const byFolder = new Map<string, string[]>();
  for (const { path } of files) {
    const slash = path.indexOf('/');
    const folder = path.slice(0, slash + 1);
    const name = slash === -1 ? path : basename(path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), name]);
  }
  const rows = [colours.bold(cut(`Written to ${outDirectory}`, columns))];
  for (const [folder, names] of byFolder) {
    const label = `  ${(folder || 'and').padEnd(LABEL_COLUMNS + 1)} `;
    rows.push(label + cut(names.join('  '), columns - label.length));
  }
  return rows;
}

/** The summary, at most 40 lines of at most 100 columns, with a final newline. `files` are the files written, in their order. */
export function summaryText(
  facts: IncidentFacts,
  outDirectory: string,
  files: { path: string }[],
  style: SummaryStyle,
): string {
  const colours = pc.createColors(style.colour);
  const columns = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, style.width));
  const { answers } = facts;
  const lines: string[] = [];
  if (facts.case.exercise) lines.push(colours.inverse(' EXERCISE ') + ' Nothing in this case happened.');
  lines.push(colours.bold(cut(`${facts.case.id}  ${facts.case.title}`.trimEnd(), columns)));
  for (const [label, answer] of [
    ['What', answers.what],
    ['When', answers.when],
    ['Against', answers.against],
    ['How big', answers.howBig],
    ['Sources', answers.sources],
    ['Effect', answers.effect],
    ['Together', facts.campaign === undefined ? '' : campaignLine(facts.campaign)],
  ] as const) {
    if (answer === '') continue;
    wrapped(answer, columns - LABEL_COLUMNS, ANSWER_LINES).forEach((line, index) => {
      lines.push(colours.cyan((index === 0 ? label : '').padEnd(LABEL_COLUMNS)) + line);
    });
  }
  for (const block of [
    verdictRows(facts, columns, colours),
    topRows(facts, columns, colours),
    damageRows(facts, columns, colours),
    statelessRows(facts, columns, colours),
    fileRows(outDirectory, files, columns, colours),
  ]) {
    if (block.length > 0) lines.push('', ...block);
  }
  return lines.join('\n') + '\n';
}
