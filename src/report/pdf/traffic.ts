// Waves and vectors as tables: when it came, how big it was, why each kind of traffic is called what it is called.

import type { IncidentFacts, VectorFacts, WaveFacts } from '../../model/facts.ts';
import { type EdgeUncertainty, endEdge, startEdge } from '../../model/wave-edges.ts';
import { listed, peakWords, targetsOf } from '../text/attack-words.ts';
import { volumes } from '../text/campaign-words.ts';
import { type DocumentLanguage, ENGLISH } from '../text/language.ts';
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
function some({ units }: Flow, value: number): string {
  return value > 0 ? units.count(value) : '\u2013';
}

/** An edge with what it may be off by: ± behind the time, words in brackets; censored, the line below says more. */
function edge({ units }: Flow, time: string, uncertainty: EdgeUncertainty, censored: boolean): string {
  const known = uncertainty.oneSided && censored ? '' : units.uncertainty(uncertainty);
  const told = uncertainty.oneSided && known !== '' ? `(${known})` : known;
  return [unbroken(units.utcCell(time)), unbroken(told)].filter((part) => part !== '').join(' ');
}

/** What came in a wave against what, for the line below its numbers. */
function waveWords(flow: Flow, wave: WaveFacts, facts: IncidentFacts): string {
  const titles = facts.vectors
    .filter((vector) => wave.vectors.includes(vector.id))
    .map((vector) => nameOf(flow, vector));
  const against = flow.texts.incident.attack.against(
    listed(wave.targets.map(flow.texts.provider.targetName), 3, flow),
  );
  const what = `${listed(titles.length > 0 ? titles : wave.vectors, undefined, flow)} ${against}`;
  const volume = volumes(wave, flow).join(', ');
  return volume === '' ? what : `${what}: ${volume}`;
}

function waveRow(flow: Flow, wave: WaveFacts, facts: IncidentFacts): WideRow {
  const { peaks } = wave;
  const { units } = flow;
  const texts = flow.texts.incident.attack;
  const start = edge(flow, wave.startUtc, startEdge(wave), wave.startCensored);
  const end = edge(flow, wave.endUtc, endEdge(wave), wave.endCensored);
  const beyond = [
    wave.startCensored ? texts.startCensored : '',
    wave.endCensored ? texts.endCensored : '',
  ].join(' ');
  return {
    cells: [
      [bold(wave.id)],
      [{ text: start }, { text: texts.to(end), newLine: true }],
      unbroken(units.duration(wave.durationSec)),
      some(flow, peaks.pps1s),
      peaks.bps1s > 0 ? unbroken(units.bitRate(peaks.bps1s)) : '\u2013',
      some(flow, peaks.rps1s),
      some(flow, peaks.halfOpen),
    ],
    below: [
      [`${waveWords(flow, wave, facts)}.`, beyond, flow.said(wave.shape)]
        .filter((part) => part.trim() !== '')
        .join(' '),
    ],
  };
}

/** One row a wave. */
export function wavesTable(flow: Flow, facts: IncidentFacts): void {
  const shown = facts.waves.slice(0, MAX_WAVES);
  const texts = flow.texts.incident.attack;
  table(flow, {
    caption: texts.wavesCaption,
    columns: [
      { title: texts.wave, width: 30 },
      { title: texts.startAndEnd, width: 164 },
      { title: texts.length, width: 66, align: 'right' },
      { title: texts.packetRate, width: 54, align: 'right' },
      { title: texts.bitRate, width: 66, align: 'right' },
      { title: texts.requestRate, width: 56, align: 'right' },
      { title: texts.halfOpen, width: 54, align: 'right' },
    ],
    rows: shown.map((wave) => waveRow(flow, wave, facts)),
    note: andMore(facts.waves.length, shown.length, 'data/waves.csv', flow),
  });
}

function nameOf({ texts }: Flow, { id, title }: VectorFacts): string {
  return `${id} ${texts.provider.vectorTitle(title)}`;
}

// A port, several of them, or a word such as random.
function ports({ saidOrWritten }: Flow, vector: VectorFacts): string {
  const source = orDash(saidOrWritten(vector.sourcePort));
  const destination = orDash(saidOrWritten(vector.destinationPort));
  return source === '\u2013' && destination === '\u2013' ? '\u2013' : `${source} > ${destination}`;
}

function vectorRow(flow: Flow, vector: VectorFacts): WideRow {
  const { texts: all, units } = flow;
  const texts = all.incident.attack;
  const cells: Text[] = [
    [bold(vector.id)],
    [
      bold(all.provider.vectorTitle(vector.title)),
      { text: texts.cisaClass(vector.cisaClass), newLine: true },
    ],
    [vector.protocol.toUpperCase(), vector.tcpFlags].filter((part) => part !== '').join(' '),
    ports(flow, vector),
    some(flow, vector.packets),
    vector.packets > 0 ? units.percent(vector.sharePackets) : '\u2013',
    vector.bytesReceived > 0 ? units.bytes(vector.bytesReceived) : '\u2013',
    vector.bytesSent > 0 ? units.bytes(vector.bytesSent) : '\u2013',
    some(flow, vector.requests),
    units.count(vector.sources),
    units.count(vector.sourcesByVerdict.proven),
    listed(vector.waves, undefined, flow),
  ];
  return { cells, below: [texts.against(listed(vector.targets.map(all.provider.targetName), 3, flow))] };
}

/** One row a vector. */
export function vectorsTable(flow: Flow, facts: IncidentFacts): void {
  const shown = facts.vectors.slice(0, MAX_VECTORS);
  const texts = flow.texts.incident.attack;
  table(flow, {
    caption: texts.vectorsCaption,
    columns: [
      { title: flow.texts.provider.number, width: 26 },
      { title: texts.vectorAndClass, width: 70 },
      { title: texts.protocol, width: 44 },
      { title: texts.ports, width: 58 },
      { title: texts.packets, width: 54, align: 'right' },
      { title: texts.share, width: 36, align: 'right' },
      { title: texts.received, width: 48, align: 'right' },
      { title: texts.sent, width: 44, align: 'right' },
      { title: texts.requests, width: 46, align: 'right' },
      { title: texts.sources, width: 54, align: 'right' },
      { title: texts.ofTheseProven, width: 38, align: 'right' },
      { title: texts.waves, width: 28 },
    ],
    rows: shown.map((vector) => vectorRow(flow, vector)),
    note: andMore(facts.vectors.length, shown.length, 'data/vectors.csv', flow),
  });
}

// Sample of two stretches: "At most 120 packets/s of SYN came in. At most 95 packets/s of SYN came in."
/** The sentences, those that differ only in numbers once, with how often. */
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
      // Sentences of the same stretches share one count, before the first of them: a long paragraph is cut at its end.
      count === 1 || groups[index - 1]?.count === count
        ? first
        : `There were ${count} such stretches; the next numbers are those of the first. ${first}`,
    )
    .join(' ');
}

/** Why each vector has its name: reason, criteria with threshold, sample records. */
export function vectorReasons(flow: Flow, facts: IncidentFacts): void {
  const { texts: all, units } = flow;
  const texts = all.incident.attack;
  flow.subheading(texts.reasons);
  for (const vector of facts.vectors.slice(0, MAX_EXPLAINED)) {
    const label = nameOf(flow, vector);
    const peak = peakWords(vector.peaks, flow);
    const reason = withoutRepeats(vector.reason);
    // Peak and criteria are those of all its waves and stretches, where the sentences tell of the first.
    const waves =
      vector.waves.length > 1 || reason !== vector.reason ? listed(vector.waves, undefined, flow) : '';
    flow.paragraph(
      [
        bold(`${label}, ${units.utcSpan(vector.firstUtc, vector.lastUtc)}. `),
        { text: flow.said(reason) },
        { text: peak === '' ? '' : ` ${waves === '' ? texts.peak(peak) : texts.peakOver(waves, peak)}` },
        { text: ` ${texts.evidence(listed(vector.evidenceIds, undefined, flow))}` },
        { text: vector.attackTechnique === '' ? '' : ` ${texts.consistentWith(vector.attackTechnique)}` },
      ],
      'assessed',
    );
    criteriaTable(
      flow,
      waves === '' ? texts.criteriaOf(label) : texts.criteriaOver(label, waves),
      vector.criteria,
    );
    populationTable(flow, vector);
    snapshotSentence(flow, vector);
    verbatim(
      flow,
      vector.samples.slice(0, MAX_SAMPLES).map((sample) => ({
        pointer: texts.sample(all.provider.table.record(sample.recordRef)),
        text: [quoted(sample.text, SAMPLE_CHARACTERS, flow)],
      })),
    );
  }
  const rest = andMore(facts.vectors.length, MAX_EXPLAINED, 'data/vectors.csv', flow);
  flow.paragraph(rest === '' ? texts.consistentWithAll : `${rest} ${texts.consistentWithAll}`);
}
