// Waves and vectors as tables: when it came, how big it was, why each kind of traffic is called what it is called.

import type { IncidentFacts, VectorFacts, WaveFacts } from '../../model/facts.ts';
import { listed, peakWords, targetsOf } from '../text/attack-words.ts';
import { type DocumentLanguage, ENGLISH } from '../text/language.ts';
import { CONSISTENT_WITH } from '../text/wording.ts';
import * as units from '../units.ts';
import { verbatim } from './blocks.ts';
import { criteriaTable } from './criteria.ts';
import type { Flow } from './flow.ts';
import { bold, quoted, type Text, unbroken } from './lines.ts';
import { populationTable, snapshotSentence } from './population.ts';
import { table, type WideRow } from './table.ts';

export { listed, peakWords, targetsOf };

const MAX_WAVES = 24;
const MAX_VECTORS = 24;
/** Vectors that are explained with criteria and samples. */
const MAX_EXPLAINED = 6;
const MAX_SAMPLES = 2;
const SAMPLE_CHARACTERS = 300;

/** What does not fit into a table: 'and 12 more in data/waves.csv.'; '' when all fits. */
export function andMore(
  total: number,
  shown: number,
  file: string,
  language: DocumentLanguage = ENGLISH,
): string {
  return total > shown ? language.texts.table.andMoreIn(language.units.count(total - shown), file) : '';
}

/** A span of time for a narrow column: a line ends before 'to'. */
export function spanCell(start: string, end: string, language: DocumentLanguage = ENGLISH): string {
  return language.units.utcSpan(start, end).replace(/ (to|bis) /, ' $1\u00a0');
}

function orDash(text: string): string {
  return text === '' ? '\u2013' : text;
}

/** A count, or a dash when the evidence has none of the kind. */
function some(value: number): string {
  return value > 0 ? units.count(value) : '\u2013';
}

function edge(time: string, uncertaintySec: number): string {
  const parts = [units.utc(time), units.uncertainty(uncertaintySec)];
  return unbroken(parts.filter((part) => part !== '').join(' '));
}

/** What came in a wave against what, for the line below its numbers. */
function waveWords(wave: WaveFacts, facts: IncidentFacts): string {
  const titles = facts.vectors
    .filter((vector) => wave.vectors.includes(vector.id))
    .map((vector) => `${vector.id} ${vector.title}`);
  return `${listed(titles.length > 0 ? titles : wave.vectors)} against ${listed(wave.targets, 3)}`;
}

function waveRow(wave: WaveFacts, facts: IncidentFacts): WideRow {
  const { peaks } = wave;
  const start = edge(wave.startUtc, wave.startUncertaintySec);
  const end = edge(wave.endUtc, wave.endUncertaintySec);
  const beyond = [
    wave.startCensored ? 'Already under way when the evidence begins.' : '',
    wave.endCensored ? 'Still under way when the evidence ends.' : '',
  ].join(' ');
  return {
    cells: [
      [bold(wave.id)],
      [{ text: start }, { text: `to ${end}`, newLine: true }],
      unbroken(units.duration(wave.durationSec)),
      some(peaks.pps1s),
      peaks.bps1s > 0 ? unbroken(units.bitRate(peaks.bps1s)) : '\u2013',
      some(peaks.rps1s),
      some(peaks.halfOpen),
    ],
    below: [
      [`${waveWords(wave, facts)}.`, beyond, wave.shape].filter((part) => part.trim() !== '').join(' '),
    ],
  };
}

/** One row a wave. */
export function wavesTable(flow: Flow, facts: IncidentFacts): void {
  const shown = facts.waves.slice(0, MAX_WAVES);
  table(flow, {
    caption: 'Waves. Peaks are the busiest second; half-open sockets the largest snapshot',
    columns: [
      { title: 'Wave', width: 30 },
      { title: 'Start and end (UTC)', width: 164 },
      { title: 'Length', width: 66, align: 'right' },
      { title: 'Packets/s', width: 54, align: 'right' },
      { title: 'Bit rate', width: 66, align: 'right' },
      { title: 'Requests/s', width: 56, align: 'right' },
      { title: 'Half-open', width: 54, align: 'right' },
    ],
    rows: shown.map((wave) => waveRow(wave, facts)),
    note: andMore(facts.waves.length, shown.length, 'data/waves.csv'),
  });
}

function ports(vector: VectorFacts): string {
  const source = orDash(vector.sourcePort);
  const destination = orDash(vector.destinationPort);
  return source === '\u2013' && destination === '\u2013' ? '\u2013' : `${source} > ${destination}`;
}

function vectorRow(vector: VectorFacts): WideRow {
  const cells: Text[] = [
    [bold(vector.id)],
    [bold(vector.title), { text: vector.cisaClass, newLine: true }],
    [vector.protocol.toUpperCase(), vector.tcpFlags].filter((part) => part !== '').join(' '),
    ports(vector),
    some(vector.packets),
    vector.packets > 0 ? units.percent(vector.sharePackets) : '\u2013',
    vector.bytes > 0 ? units.bytes(vector.bytes) : '\u2013',
    some(vector.requests),
    units.count(vector.sources),
    units.count(vector.sourcesByVerdict.proven),
    listed(vector.waves),
  ];
  return { cells, below: [`against ${listed(vector.targets, 3)}`] };
}

/** One row a vector. */
export function vectorsTable(flow: Flow, facts: IncidentFacts): void {
  const shown = facts.vectors.slice(0, MAX_VECTORS);
  table(flow, {
    caption: 'Vectors: one technique against one target. Shares are of the packets of all vectors',
    columns: [
      { title: 'No', width: 26 },
      { title: 'Vector, class', width: 76 },
      { title: 'Protocol', width: 44 },
      { title: 'Ports', width: 62 },
      { title: 'Packets', width: 60, align: 'right' },
      { title: 'Share', width: 40, align: 'right' },
      { title: 'Bytes', width: 48, align: 'right' },
      { title: 'Requests', width: 54, align: 'right' },
      { title: 'Sources', width: 46, align: 'right' },
      { title: 'of these proven', width: 46, align: 'right' },
      { title: 'Waves', width: 44 },
    ],
    rows: shown.map(vectorRow),
    note: andMore(facts.vectors.length, shown.length, 'data/vectors.csv'),
  });
}

// Sample of two stretches: "At most 120 packets/s of SYN came in. At most 95 packets/s of SYN came in."
/** The sentences, those that differ only in numbers once. */
export function withoutRepeats(text: string): string {
  const alike = new Map<string, { first: string; count: number }>();
  for (const sentence of text.split(/(?<=[.!?]) (?=[\p{Lu}\d])/u)) {
    const key = sentence.replace(/\d[\d.,:]*/g, '0');
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { first: sentence, count: 1 });
    else known.count++;
  }
  const groups = [...alike.values()];
  return groups
    .map(({ first, count }, index) =>
      // Sentences of the same stretches share one count, behind the last of them.
      count === 1 || groups[index + 1]?.count === count
        ? first
        : `${first} And ${units.counted(count - 1, 'more stretch', 'more stretches')} alike.`,
    )
    .join(' ');
}

/** Why each vector has its name: reason, criteria with threshold, sample records. */
export function vectorReasons(flow: Flow, facts: IncidentFacts): void {
  flow.subheading('Why each vector has its name');
  for (const vector of facts.vectors.slice(0, MAX_EXPLAINED)) {
    const label = `${vector.id} ${vector.title}`;
    const peak = peakWords(vector.peaks);
    flow.paragraph(
      [
        bold(`${label}, ${units.utcSpan(vector.firstUtc, vector.lastUtc)}. `),
        { text: withoutRepeats(vector.reason) },
        { text: peak === '' ? '' : ` Peak: ${peak}.` },
        { text: ` Evidence: ${listed(vector.evidenceIds)}.` },
        { text: vector.attackTechnique === '' ? '' : ` Consistent with ${vector.attackTechnique}.` },
      ],
      'assessed',
    );
    criteriaTable(flow, `${label}: criteria`, vector.criteria);
    populationTable(flow, vector);
    snapshotSentence(flow, vector);
    verbatim(
      flow,
      vector.samples.slice(0, MAX_SAMPLES).map((sample) => ({
        pointer: `Sample, ${sample.recordRef}:`,
        text: [quoted(sample.text, SAMPLE_CHARACTERS)],
      })),
    );
  }
  const rest = andMore(facts.vectors.length, MAX_EXPLAINED, 'data/vectors.csv');
  flow.paragraph(rest === '' ? CONSISTENT_WITH : `${rest} ${CONSISTENT_WITH}`);
}
