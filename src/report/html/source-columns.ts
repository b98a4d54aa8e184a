// The table of sources on the page: column arrays with repeated texts told once, so that 100,000 rows stay small and open at once.

import type { CaseRows, IncidentFacts, SourceFacts } from '../../model/facts.ts';
import { escapeRemainingControl } from '../../model/text.ts';
import { parseTime } from '../../model/time.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { DocumentLanguage } from '../text/language.ts';
import { asn, count as plainCount, ports } from '../units.ts';
import type { ColumnKind, PageColumn, PageTable } from './model.ts';

/** Rows of the page; a browser takes more, but nobody reads them there. */
export const MOST_SOURCES = 100_000;

// Unproven and refuted addresses may belong to people who sent nothing: the page can be shown around, so it does not hold them.
const NAMED: ReadonlySet<Verdict> = new Set<Verdict>(['proven', 'likely', 'reflector']);

interface SourceColumn {
  title: string;
  kind: ColumnKind;
  /** 'repeated': few distinct texts. */
  texts: 'repeated' | 'distinct' | 'none';
  hidden: boolean;
  cell(source: SourceFacts): string | number;
}

function repeated(title: string, cell: (source: SourceFacts) => string): SourceColumn {
  return { title, kind: 'text', texts: 'repeated', hidden: false, cell };
}

function distinct(title: string, kind: ColumnKind, cell: (source: SourceFacts) => string): SourceColumn {
  return { title, kind, texts: 'distinct', hidden: false, cell };
}

function number(title: string, cell: (source: SourceFacts) => number): SourceColumn {
  return { title, kind: 'count', texts: 'none', hidden: false, cell };
}

function moment(title: string, cell: (source: SourceFacts) => string): SourceColumn {
  return {
    title,
    kind: 'time',
    texts: 'none',
    hidden: false,
    cell: (source) => Math.floor(parseTime(cell(source)) ?? -1),
  };
}

function inDetail(column: SourceColumn): SourceColumn {
  return { ...column, hidden: true };
}

function columnsIn({ texts, units, said }: DocumentLanguage): readonly SourceColumn[] {
  const { yes, no } = texts.incident;
  const yesNo = (value: boolean | undefined): string => (value === undefined ? '' : value ? yes : no);
  return [
    distinct('Address', 'address', (s) => s.address),
    repeated('Verdict', (s) => texts.provider.verdicts.title[s.verdict]),
    repeated('Network', (s) => `${asn(s.asn)} ${s.asName}`.trim()),
    repeated('Country of registration', (s) => texts.figures.country(s.country, s.countryName) || s.country),
    number('Requests', (s) => s.requests),
    number('Packets', (s) => s.packets),
    number('Bytes received', (s) => s.bytesReceived),
    number('Bytes sent', (s) => s.bytesSent),
    moment('First seen (UTC)', (s) => s.firstUtc),
    moment('Last seen (UTC)', (s) => s.lastUtc),
    repeated('Vectors', (s) => s.vectors.map((vector) => texts.provider.table.vectorName(vector)).join(', ')),
    inDetail(repeated('What this means', (s) => texts.provider.verdicts.wording[s.verdict])),
    inDetail(repeated('Basis', (s) => s.bases.map((basis) => texts.provider.table.basis[basis]).join('; '))),
    inDetail(repeated('Confidence', (s) => said(s.confidence))),
    inDetail(repeated('Role', (s) => said(s.role.replaceAll('_', ' ')))),
    inDetail(distinct('First record', 'text', (s) => texts.provider.table.record(s.firstRef))),
    inDetail(repeated('Evidence', (s) => s.evidenceIds.join(', '))),
    inDetail(repeated('Announced prefix', (s) => s.prefix)),
    inDetail(repeated('Country, second database', (s) => s.countrySecond)),
    inDetail(repeated('Databases agree on the country', (s) => yesNo(s.countryAgrees))),
    inDetail(repeated('Region', (s) => said(s.region || s.continent))),
    inDetail(repeated('Special-purpose range', (s) => s.special)),
    inDetail(number('Seconds active, at most', (s) => s.activeSeconds)),
    inDetail(number('Minutes or snapshots in which it was seen', (s) => s.timesSeen)),
    inDetail(number('Sockets', (s) => s.sockets)),
    inDetail(number('Completed handshakes', (s) => s.handshakes)),
    inDetail(
      repeated('Busiest second, packets', (s) =>
        s.peakPps > 0 ? units.rate(s.peakPps, texts.provider.packets) : '',
      ),
    ),
    inDetail(repeated('Busiest second, bits', (s) => (s.peakBps > 0 ? units.bitRate(s.peakBps) : ''))),
    inDetail(
      repeated('Busiest second, requests', (s) =>
        s.peakRps > 0 ? units.rate(s.peakRps, texts.provider.requests) : '',
      ),
    ),
    inDetail(repeated('Share of the attack', (s) => units.percent(s.shareOfAttack))),
    inDetail(repeated('Protocols', (s) => s.protocols.join(', '))),
    inDetail(
      repeated('Source ports', (s) =>
        ports(s.sourcePortsSample, s.sourcePortsCount, s.sourcePortsSample.length),
      ),
    ),
    inDetail(repeated('Destination ports', (s) => ports(s.destinationPorts, 0, s.destinationPorts.length))),
    inDetail(repeated('Time to live, as received', (s) => s.ttlValues.join(', '))),
    inDetail(repeated('User agents, as sent', (s) => s.userAgentsTop.join(' | '))),
    inDetail(repeated('Also seen before the attack', (s) => yesNo(s.alsoBeforeAttack))),
  ];
}

/** How many sources may be named. */
export function nameable(facts: IncidentFacts): number {
  let sum = 0;
  for (const verdict of NAMED) sum += facts.sourcesByVerdict[verdict];
  return sum;
}

/** Reads the sources that may be named, in the order of sources.csv. */
export async function sourceTable(
  facts: IncidentFacts,
  rows: CaseRows,
  language: DocumentLanguage,
): Promise<PageTable> {
  const wantedColumns = columnsIn(language);
  const columns = wantedColumns.map(
    ({ title, kind, texts, hidden }): PageColumn => ({
      title,
      kind,
      values: [],
      ...(texts === 'repeated' ? { words: [] } : {}),
      ...(hidden ? { hidden } : {}),
    }),
  );
  const known = wantedColumns.map(() => new Map<string, number>());
  const wanted = Math.min(MOST_SOURCES, nameable(facts));
  let count = 0;
  if (wanted > 0) {
    // The rows behind the last one that is wanted may be millions: they are not read.
    reading: for await (const block of rows.sources()) {
      for (const source of block) {
        if (!NAMED.has(source.verdict)) continue;
        addRow(wantedColumns, source, columns, known);
        if (++count === wanted) break reading;
      }
    }
  }
  return {
    id: 'sources-table',
    caption: 'Sources that may be named',
    noun: ['source', 'sources'],
    rows: count,
    columns,
    note:
      count < nameable(facts)
        ? language.said(
            `The first ${plainCount(count)} of ${plainCount(nameable(facts))}; all are in data/sources.csv.`,
          )
        : '',
  };
}

function addRow(
  wanted: readonly SourceColumn[],
  source: SourceFacts,
  columns: PageColumn[],
  known: Map<string, number>[],
): void {
  for (const [index, { texts, cell }] of wanted.entries()) {
    const value = cell(source);
    const column = columns[index]!;
    if (typeof value === 'number') column.values.push(value);
    else if (texts === 'distinct') column.values.push(escapeRemainingControl(value));
    else {
      let word = known[index]!.get(value);
      if (word === undefined) {
        word = column.words!.length;
        known[index]!.set(value, word);
        column.words!.push(escapeRemainingControl(value));
      }
      column.values.push(word);
    }
  }
}
