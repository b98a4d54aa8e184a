// A wave on the timeline: where it begins and ends, its peaks and parts, each with the file that tells of it.

import type { EvidenceFacts, TimelineEvent, VectorFacts, WaveFacts } from '../model/facts.ts';
import { bitRate, count, duration, rate } from '../report/units.ts';

/** Takes an event; what it does not say stays empty. */
export type Add = (
  event: Partial<TimelineEvent> &
    Pick<TimelineEvent, 'atUtc' | 'message' | 'timestampDesc' | 'kind' | 'mark' | 'important'>,
) => void;

/** Waves of more parts show none of them on the one page. */
const MOST_PHASES_SHOWN = 6;

// A busiest second begins at its full second, which may lie before the first record in it.
function notBefore(secondUtc: string, startUtc: string): string {
  return Date.parse(secondUtc) < Date.parse(startUtc) ? startUtc : secondUtc;
}

/** Adds begin, peaks, parts and end of a wave. */
export function addWave(
  wave: WaveFacts,
  vectors: readonly VectorFacts[],
  evidence: readonly EvidenceFacts[],
  add: Add,
): void {
  const inWave = vectors.filter((vector) => wave.vectors.includes(vector.id));
  const names = inWave.map((vector) => `${vector.title} (${vector.id})`).join(', ');
  const first = inWave[0];
  const common = {
    phase: wave.id,
    kind: 'attack' as const,
    mark: 'computed' as const,
    important: true,
    protocol: first?.protocol ?? '',
    destinationAddress: wave.targets[0]?.split(' ')[0] ?? '',
  };
  const at = (atUtc: string, kind?: EvidenceFacts['kind']): WhereTold =>
    whereTold(wave, evidence, atUtc, kind);
  add({
    ...common,
    ...at(wave.startUtc),
    message: `${wave.id} ${wave.startCensored ? 'already under way when the evidence begins' : 'begins'}: ${names} against ${wave.targets.slice(0, 3).join(', ')}`,
    timestampDesc: wave.startCensored ? 'Attack seen first' : 'Attack begins',
    packets: wave.packets || undefined,
    bytes: wave.bytesReceived || undefined,
  });
  const { peaks } = wave;
  if (peaks.pps1sAt !== '')
    add({
      ...common,
      ...at(notBefore(peaks.pps1sAt, wave.startUtc), 'packets'),
      message: `${wave.id} peak: ${rate(peaks.pps1s, 'packets')} (${bitRate(peaks.bps1s)} in its busiest second)`,
      timestampDesc: 'Peak of packets',
    });
  if (peaks.rps1sAt !== '')
    add({
      ...common,
      ...at(notBefore(peaks.rps1sAt, wave.startUtc), 'requests'),
      message: `${wave.id} peak: ${rate(peaks.rps1s, 'requests')}`,
      timestampDesc: 'Peak of requests',
    });
  if (peaks.halfOpenAt !== '')
    add({
      ...common,
      ...at(peaks.halfOpenAt, 'sockets'),
      message: `${wave.id} fullest snapshot: ${count(peaks.halfOpen)} half-open sockets`,
      timestampDesc: 'Peak of half-open sockets',
    });
  addPhases(wave, vectors, { ...common, at }, add);
  add({
    ...common,
    ...at(wave.endUtc),
    message: wave.endCensored ? `${wave.id} still under way when the evidence ends` : `${wave.id} ends`,
    timestampDesc: wave.endCensored ? 'Attack seen last' : 'Attack ends',
  });
}

/** Every part after the first begins an event; pulses and gaps are too many for the one page. */
function addPhases(
  wave: WaveFacts,
  vectors: readonly VectorFacts[],
  {
    at,
    ...common
  }: Pick<TimelineEvent, 'phase' | 'kind' | 'mark' | 'protocol' | 'destinationAddress'> & {
    at(atUtc: string): WhereTold;
  },
  add: Add,
): void {
  for (const part of wave.phases.slice(1)) {
    if (part.kind === 'unseen') continue;
    const titles = vectors.filter(({ id }) => part.vectors.includes(id)).map(({ title }) => title);
    const what =
      part.kind === 'gap'
        ? `silence for ${duration(part.durationSec)}`
        : `${part.kind} of ${[...new Set(titles)].join(' and ')} begins`;
    add({
      ...common,
      ...at(part.startUtc),
      message: `${part.id} ${what}`,
      timestampDesc:
        part.kind === 'gap' ? 'Gap begins' : `${part.kind === 'pulse' ? 'Pulse' : 'Phase'} begins`,
      important: part.kind === 'phase' && wave.phases.length <= MOST_PHASES_SHOWN,
      packets: part.packets || undefined,
    });
  }
}

type WhereTold = Pick<TimelineEvent, 'atUtc' | 'evidenceId' | 'timeConfidence'>;

// Which file of the wave tells of this time: one that covers it and, where it matters, holds what was counted. None is named that does not.
function whereTold(
  wave: WaveFacts,
  evidence: readonly EvidenceFacts[],
  atUtc: string,
  kind?: EvidenceFacts['kind'],
): WhereTold {
  const second = (utcText: string): string => utcText.slice(0, '2026-05-17T03:02:10'.length); // peaks are whole seconds
  const time = second(atUtc);
  const file = evidence.find(
    (each) =>
      wave.evidenceIds.includes(each.id) &&
      (kind === undefined || each.kind === kind) &&
      each.firstUtc !== '' &&
      second(each.firstUtc) <= time &&
      time <= second(each.lastUtc),
  );
  return { atUtc, evidenceId: file?.id ?? '', timeConfidence: file?.timeConfidence || 'exact' };
}
