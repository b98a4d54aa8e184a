// The explanation of a vector or a wave as text.

import type { IncidentFacts, Peaks, VectorFacts, WaveFacts } from '../model/facts.ts';
import { VERDICT_TITLE, VERDICTS, type Verdict } from '../model/verdict.ts';
import {
  bitRate,
  bytes,
  count,
  counted,
  duration,
  measured,
  percent,
  rate,
  utc,
  utcSpan,
} from '../report/units.ts';
import type { Lines } from './lines.ts';
import { evidenceLines, evidenceNamed } from './provenance.ts';

function sourceCounts({
  sources,
  sourcesByVerdict,
}: Pick<WaveFacts, 'sources' | 'sourcesByVerdict'>): string {
  return sources === 0 ? 'none is named' : `${count(sources)}: ${verdictCounts(sourcesByVerdict)}`;
}

function verdictCounts(by: Record<Verdict, number>): string {
  return VERDICTS.filter((verdict) => by[verdict] > 0)
    .map((verdict) => `${count(by[verdict])} ${VERDICT_TITLE[verdict].toLowerCase()}`)
    .join(', ');
}

function peakText(peaks: Peaks): string {
  const at = (time: string): string => (time === '' ? '' : ` at ${utc(time)}`);
  return [
    peaks.pps1s > 0
      ? `${rate(peaks.pps1s, 'packets')} in one second${at(peaks.pps1sAt)}, ${rate(peaks.pps60s, 'packets')} over a minute`
      : '',
    peaks.bps1s > 0 ? `${bitRate(peaks.bps1s)} in one second, ${bitRate(peaks.bps60s)} over a minute` : '',
    peaks.rps1s > 0
      ? `${rate(peaks.rps1s, 'requests')} in one second${at(peaks.rps1sAt)}, ${rate(peaks.rps60s, 'requests')} over a minute`
      : '',
    peaks.halfOpen > 0 ? `${counted(peaks.halfOpen, 'half-open socket')} at once${at(peaks.halfOpenAt)}` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function volumeText(of: Pick<WaveFacts, 'packets' | 'bytesReceived' | 'bytesSent' | 'requests'>): string {
  return [
    of.packets > 0 ? counted(of.packets, 'packet') : '',
    of.bytesReceived > 0 ? `${bytes(of.bytesReceived)} received` : '',
    of.requests > 0 ? counted(of.requests, 'request') : '',
    of.bytesSent > 0 ? `${bytes(of.bytesSent)} sent in answer` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Writes one vector. */
export function vectorLines(lines: Lines, vector: VectorFacts, facts: IncidentFacts): void {
  lines.heading(`${vector.id} ${vector.title} (${vector.vector})`);
  lines.fact('Against', vector.targets.slice(0, 12).join(', '));
  lines.fact('When', `${utcSpan(vector.firstUtc, vector.lastUtc)}, in ${vector.waves.join(', ')}`);
  lines.fact('Label', `${vector.cisaClass}; consistent with ${vector.attackTechnique}`);
  lines.fact('Volume', volumeText(vector));
  lines.fact('Peak', peakText(vector.peaks));
  lines.fact(
    'Shape',
    [
      vector.protocol,
      vector.tcpFlags === '' ? '' : `flags ${vector.tcpFlags}`,
      vector.sourcePort === '' ? '' : `source port ${vector.sourcePort}`,
      vector.destinationPort === '' ? '' : `destination port ${vector.destinationPort}`,
      vector.lengthMax === 0 ? '' : `${lengths(vector)} bytes on the wire`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  );
  lines.fact('Sources', sourceCounts(vector));
  lines.fact('Why', vector.reason);
  lines.fact('Match', vector.match);
  if (typeof vector.baselineShare === 'number')
    lines.fact(
      '',
      `would have hit ${percent(vector.baselineShare)} of the captured packets before the attack`,
    );
  if (vector.criteria.length > 0) {
    lines.heading(`${vector.id} criteria`);
    const inWaves = vector.criteria.some(({ waves }) => waves !== undefined);
    lines.table(
      ['criterion', ...(inWaves ? ['waves'] : []), '>measured', '>threshold', 'held', 'meaning'],
      vector.criteria.map((each) => [
        each.name,
        ...(inWaves ? [(each.waves ?? []).join(', ')] : []),
        measured(each.measured, each.unit),
        each.threshold === 0 ? 'none' : measured(each.threshold, each.unit),
        each.held ? 'yes' : 'no',
        each.text,
      ]),
    );
  }
  if (vector.samples.length > 0) {
    lines.heading(`${vector.id} samples`);
    for (const sample of vector.samples) lines.fact(`${sample.evidenceId} ${sample.recordRef}`, sample.text);
  }
  evidenceLines(lines, evidenceNamed(facts, vector.evidenceIds));
}

/** Writes one wave and why its vectors were found. */
export function waveLines(
  lines: Lines,
  wave: WaveFacts,
  vectors: readonly VectorFacts[],
  facts: IncidentFacts,
): void {
  // A case does not hold to which side an edge is unsure, which its reports tell.
  const edge = (seconds: number): string => (seconds > 0 ? `, known to within ${duration(seconds)}` : '');
  lines.fact(
    'Start',
    `${utc(wave.startUtc)}${edge(wave.startUncertaintySec)}${wave.startCensored ? '; already under way when the evidence begins' : ''}`,
  );
  lines.fact(
    'End',
    `${utc(wave.endUtc)}${edge(wave.endUncertaintySec)}${wave.endCensored ? '; still under way when the evidence ends' : ''}`,
  );
  lines.fact('Lasted', duration(wave.durationSec));
  lines.fact('Against', wave.targets.slice(0, 12).join(', '));
  lines.fact('Volume', volumeText(wave));
  lines.fact('Peak', peakText(wave.peaks));
  lines.fact('Sources', sourceCounts(wave));
  lines.fact('Found by', wave.detectionRule);
  for (const vector of vectors) {
    lines.heading(`${vector.id} ${vector.title} (all its waves: ${vector.waves.join(', ')})`);
    lines.fact('Against', vector.targets.slice(0, 12).join(', '));
    lines.fact('Why', vector.reason);
    for (const sample of vector.samples) lines.fact(`${sample.evidenceId} ${sample.recordRef}`, sample.text);
  }
  evidenceLines(lines, evidenceNamed(facts, wave.evidenceIds));
}

function lengths({ lengthMin, lengthMax }: VectorFacts): string {
  return lengthMin === lengthMax ? `${lengthMin}` : `${lengthMin} to ${lengthMax}`;
}
