// Who took, held and hashed each file, as far as stated; files of which the same is stated stand in one row.

import type { CustodyFacts, EvidenceFacts, IncidentFacts } from '../../model/facts.ts';
import type { Flow } from './flow.ts';
import { bold, type Text } from './lines.ts';
import { table } from './table.ts';
import { andMore, spanCell } from './traffic.ts';

const MAX_ROWS = 40;

/** What is stated of one or more files. */
interface Stated {
  files: EvidenceFacts[];
  steps: CustodyFacts[];
}

/** Custody of all files; nothing of it is invented. */
export function custodyTable(flow: Flow, facts: IncidentFacts): void {
  const { units } = flow;
  const { notStated, integrity } = flow.texts;
  const texts = integrity.custody;
  const { name, version } = facts.tool;
  const all = groups(facts);
  const shown = all.slice(0, MAX_ROWS);
  table(flow, {
    caption: texts.caption,
    size: 7,
    columns: [
      { title: texts.files, width: 56 },
      { title: texts.takenBy, width: 84 },
      { title: texts.takenAt, width: 84 },
      { title: texts.from, width: 56 },
      { title: texts.since, width: 218 },
    ],
    rows: shown.map(({ files, steps }) => {
      const [{ collectedBy, collectedUtc, host, hostRole, collectionCommand }] = files as [EvidenceFacts];
      return {
        cells: [
          [bold(idsText(files.map(({ id }) => id)))],
          collectedBy || notStated,
          collectedUtc === '' ? notStated : units.utcCell(collectedUtc),
          host || hostRole || notStated,
          steps.map((step) => stepText(flow, step)).join('; ') || notStated,
        ],
        below: collectionCommand === '' ? [] : [howTaken(texts.how, collectionCommand)],
      };
    }),
    note: [
      texts.read(`${name} ${version}`, units.utc(facts.generatedUtc)),
      andMore(all.length, shown.length, 'data/custody.csv', flow),
    ]
      .filter((part) => part !== '')
      .join(' '),
  });
}

function howTaken(label: string, command: string): Text {
  return [{ text: label }, { text: command, face: 'mono' }];
}

// In order of the first file of each.
function groups({ evidence, custody }: IncidentFacts): Stated[] {
  const found = new Map<string, Stated>();
  const stepsOf = new Map<string, CustodyFacts[]>();
  for (const step of custody) stepsOf.set(step.evidenceId, [...(stepsOf.get(step.evidenceId) ?? []), step]);
  for (const file of evidence) {
    const steps = stepsOf.get(file.id) ?? [];
    const { collectedBy, collectedUtc, host, hostRole, collectionCommand } = file;
    // Names and hashes differ from file to file; whether a hash is right is what is told.
    const said = steps.map(({ evidenceId: _id, file: _file, sha256: _hash, ...step }) => step);
    const key = JSON.stringify([collectedBy, collectedUtc, host, hostRole, collectionCommand, said]);
    const known = found.get(key);
    if (known === undefined) found.set(key, { files: [file], steps });
    else known.files.push(file);
  }
  return [...found.values()];
}

function stepText(flow: Flow, step: CustodyFacts): string {
  const texts = flow.texts.integrity.custody;
  const { action, by, to, place, method, note, matches } = step;
  const parts = [
    texts.step(texts.actions[action], by, to),
    // First what a cut must not take away.
    matches === undefined ? '' : matches ? texts.matches : texts.differs,
    spanCell(step.atUtc, step.untilUtc, flow),
    place,
    method,
    note,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** 'E1, E3 to E7': runs of three and more are told by their ends. */
function idsText(ids: readonly string[]): string {
  const numbers = ids.map((id) => Number(id.slice(1)));
  const parts: string[] = [];
  for (let at = 0; at < numbers.length; ) {
    let end = at;
    while (numbers[end + 1] === numbers[end]! + 1) end++;
    if (end - at < 2) parts.push(...ids.slice(at, end + 1));
    else parts.push(`${ids[at]}\u2013${ids[end]}`);
    at = end + 1;
  }
  return parts.join(', ');
}
