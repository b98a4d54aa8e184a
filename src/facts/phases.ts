// Phases, pulses and gaps of a wave as facts, and the sentence about them.

import type { Phase, WaveParts } from '../assess/phases.ts';
import { median } from '../assess/series.ts';
import type { VectorGroup } from '../assess/waves.ts';
import type { PhaseFacts, WaveFacts } from '../model/facts.ts';
import { toTenth } from '../model/numbers.ts';
import { formatMicroseconds } from '../model/time.ts';
import { VECTOR_LABELS } from '../model/vectors.ts';
import { count, counted, duration, rate, utcClock } from '../report/units.ts';

/** Pulses are regular when their periods differ from the median by no more than this share of it. */
const REGULAR_SHARE = 0.1;
/** Phases told in the sentence. */
const MOST_TOLD = 4;

/** The parts of one wave; `inWave` are the vectors of it, of which one may be too short for a phase of its own. */
export function phaseFacts(
  waveId: string,
  { parts, total }: WaveParts,
  groups: readonly VectorGroup[],
  inWave: readonly VectorGroup[],
): Pick<WaveFacts, 'phases' | 'phasesTotal' | 'pulses' | 'shape'> {
  const phases = parts.map((part, index): PhaseFacts => {
    const seconds = Math.max(1, (part.endUs - part.startUs) / 1e6);
    return {
      id: `${waveId}.${index + 1}`,
      kind: part.kind,
      startUtc: formatMicroseconds(part.startUs),
      endUtc: formatMicroseconds(part.endUs),
      durationSec: toTenth((part.endUs - part.startUs) / 1e6),
      vectors: part.groups.map((group) => groups[group].id),
      packets: part.packets,
      requests: part.requests,
      peakPps: part.peakPps,
      meanPps: toTenth(part.packets / seconds),
      peakRps: part.peakRps,
      meanRps: toTenth(part.requests / seconds),
    };
  });
  const pulses = pulsesOf(parts);
  return {
    phases,
    phasesTotal: total,
    pulses,
    shape: pulses === undefined ? phasesSentence(parts, phases, groups, inWave) : pulsesSentence(pulses),
  };
}

function pulsesOf(parts: readonly Phase[]): WaveFacts['pulses'] {
  const pulses = parts.filter(({ kind }) => kind === 'pulse');
  if (pulses.length < 2) return undefined;
  const starts = pulses.map(({ startUs }) => startUs / 1e6);
  const periods = starts.slice(1).map((start, i) => start - starts[i]);
  const periodSec = median(periods);
  return {
    count: pulses.length,
    lengthSec: toTenth(median(pulses.map(({ startUs, endUs }) => (endUs - startUs) / 1e6))),
    gapSec: toTenth(
      median(parts.filter(({ kind }) => kind === 'gap').map(({ startUs, endUs }) => (endUs - startUs) / 1e6)),
    ),
    periodSec: toTenth(periodSec),
    regular: periods.every((period) => Math.abs(period - periodSec) <= REGULAR_SHARE * periodSec),
  };
}

function pulsesSentence({
  count: pulses,
  lengthSec,
  gapSec,
  periodSec,
  regular,
}: NonNullable<WaveFacts['pulses']>): string {
  const every = regular ? `, one every ${duration(periodSec)}` : ', at no regular distance';
  return `It came in ${count(pulses)} pulses of about ${duration(Math.max(1, lengthSec))} with about ${duration(gapSec)} of silence between them${every}.`;
}

function phasesSentence(
  parts: readonly Phase[],
  phases: readonly PhaseFacts[],
  groups: readonly VectorGroup[],
  inWave: readonly VectorGroup[],
): string {
  if (phases.length < 2) return '';
  const name = vectorNames(inWave);
  const active = phases.filter(({ kind }) => kind === 'phase');
  const told = parts
    .map((part, index) => {
      const { durationSec } = phases[index];
      if (part.kind === 'gap') return `silence for ${duration(durationSec)}`;
      if (part.kind === 'unseen') return `no evidence for ${duration(durationSec)}`;
      return `${part.groups.map((group) => name(groups[group])).join(' and ')} from ${utcClock(phases[index].startUtc)}${level(phases[index])}`;
    })
    .slice(0, MOST_TOLD);
  const more = phases.length > MOST_TOLD ? ` and ${counted(phases.length - MOST_TOLD, 'more part')}` : '';
  const named = new Set(parts.slice(0, MOST_TOLD).flatMap((part) => part.groups));
  const later = [...new Set(parts.slice(MOST_TOLD).flatMap((part) => part.groups))].filter(
    (group) => !named.has(group),
  );
  const among =
    later.length === 0 ? '' : `, ${later.map((group) => name(groups[group])).join(' and ')} among them`;
  const shown = new Set(parts.flatMap((part) => part.groups.map((group) => groups[group])));
  const short = inWave.filter((group) => !shown.has(group)).map(name);
  const also = short.length === 0 ? '' : ` ${short.join(' and ')} came too, for too short to be a phase.`;
  return `${counted(active.length, 'phase')}: ${told.join('; ')}${more}${among}.${also}`;
}

// Two vectors of one title (two ports, two sites) are told apart by their ids.
function vectorNames(inWave: readonly VectorGroup[]): (group: VectorGroup) => string {
  return ({ id, vector }) => {
    const { title } = VECTOR_LABELS[vector];
    return inWave.filter((each) => each.vector === vector).length > 1 ? `${title} (${id})` : title;
  };
}

function level(phase: PhaseFacts): string {
  const means = [
    phase.packets > 0 ? rate(Math.round(phase.meanPps), 'packets') : '',
    phase.requests > 0 ? rate(phase.meanRps, 'requests') : '',
  ].filter((part) => part !== '');
  return means.length === 0 ? '' : ` (mean ${means.join(', ')})`;
}
