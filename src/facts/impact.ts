// The measured effect of the waves, in words that say no more than was counted.

import type { CaseStore } from '../aggregate/store.ts';
import type { Assessment } from '../assess/assess.ts';
import {
  type EarlierClients,
  type Impact,
  measureImpact,
  type SiteImpact,
  type SiteOutage,
} from '../assess/impact.ts';
import type { AnswerTimes } from '../assess/impact-times.ts';
import type { HalfOpenImpact, SynAckImpact } from '../assess/impact-transport.ts';
import type { ImpactFacts, ImpactMeasure, MeasuredOutage } from '../model/facts.ts';
import { share } from '../model/share.ts';
import { escapeControl } from '../model/text.ts';
import { formatSecond } from '../model/time.ts';
import { count, counted, duration, measured, percent, ports, utcSpan } from '../report/units.ts';

/** Fewer answers make no share. */
const LEAST_ANSWERS = 10;
/** Least share of failed requests that page 1 tells. */
const NOTABLE_SHARE = 0.05;
/** How many times the ordinary median page 1 tells. */
const SLOWER = 2;
/** A difference of two counts that chance does not explain, in standard deviations (counts taken as Poisson). */
const BEYOND_CHANCE = 3;

/** What was measured; undefined when there was no wave, or nothing to measure it by. */
export async function impactFacts(
  store: CaseStore,
  { waves }: Assessment,
  siteName: string,
): Promise<ImpactFacts | undefined> {
  const impact = await measureImpact(store, waves);
  const name = (site: string): string => (site === '' ? siteName : escapeControl(site));
  const order = waves.map((wave) => wave.id);
  const measures = [
    ...impact.sites.flatMap((each) => siteMeasures(each, name(each.site))),
    ...impact.synAcks.map(synAckMeasure),
    ...impact.halfOpen.map(halfOpenMeasure),
  ].sort((a, b) => order.indexOf(a.waveId) - order.indexOf(b.waveId));
  const outages = impact.outages.map((outage) => outageFacts(outage, name(outage.site)));
  if (measures.length === 0 && outages.length === 0) return undefined;
  return { measures, outages, summary: waves.length === 0 ? '' : summary(impact, measures) };
}

function siteMeasures(impact: SiteImpact, target: string): ImpactMeasure[] {
  const { inWave, outside, waveId, earlier } = impact;
  const out: ImpactMeasure[] = [];
  const of = (
    kind: 'failed_share' | 'given_up_share',
    what: string,
    part: number,
    outsidePart: number,
  ): ImpactMeasure => {
    const outsideShare = outside.requests >= LEAST_ANSWERS ? share(outsidePart, outside.requests) : undefined;
    const inShare = share(part, inWave.requests);
    return {
      waveId,
      target,
      kind,
      unit: 'share',
      inWave: inShare,
      outside: outsideShare,
      changePercent: undefined,
      counts: {
        inWave: part,
        inWaveOf: inWave.requests,
        outside: outsidePart,
        outsideOf: outside.requests,
      },
      mark: 'observed',
      text: `${target}, ${waveId}: ${percent(inShare)} of the logged requests ${what} (${count(part)} of ${count(inWave.requests)}), ${outsideShare === undefined ? 'too few requests outside the waves to compare with' : `${percent(outsideShare)} outside the waves (${count(outsidePart)} of ${count(outside.requests)})`}.`,
    };
  };
  if (inWave.requests >= LEAST_ANSWERS) {
    out.push(of('failed_share', 'ended in a server error (5xx)', inWave.failed, outside.failed));
    if (inWave.gaveUp > 0)
      out.push(
        of(
          'given_up_share',
          'timed out or were given up by the client (408, 460, 499)',
          inWave.gaveUp,
          outside.gaveUp,
        ),
      );
  }
  if (impact.times !== undefined) out.push(answerTimeMeasure(impact, impact.times, target));
  if (earlier !== undefined) {
    const inside = perMinute(earlier.completed, earlier.minutes);
    const before = perMinute(earlier.baselineCompleted, earlier.baselineMinutes);
    const percentChange = earlierChange(earlier);
    const baseline =
      earlier.baseline === 'hour before'
        ? 'in the hour before'
        : `in the same minutes of the ${earlier.baseline}`;
    out.push({
      waveId,
      target,
      kind: 'earlier_clients',
      unit: 'requests/min',
      inWave: inside,
      outside: before,
      changePercent: percentChange,
      counts: {
        inWave: earlier.completed,
        inWaveOf: earlier.minutes,
        outside: earlier.baselineCompleted,
        outsideOf: earlier.baselineMinutes,
      },
      mark: 'computed',
      text: `${target}, ${waveId}: completed requests (2xx, 3xx) from addresses also seen in the ${duration(earlier.lookBackMinutes * 60)} before ${percentChange <= 0 ? 'fell' : 'rose'} by ${percent(Math.abs(percentChange) / 100)}: ${count(earlier.completed)} in ${count(earlier.minutes)} min, against ${count(earlier.baselineCompleted)} in ${count(earlier.baselineMinutes)} min ${baseline}. ${Math.abs(deviation(earlier)) < BEYOND_CHANCE ? 'So few requests may differ that much by chance. ' : ''}Sources of the flood are left out on both sides.`,
    });
  }
  return out;
}

function answerTimeMeasure(impact: SiteImpact, times: AnswerTimes, target: string): ImpactMeasure {
  const { waveId, inWave, outside, outsideTimes } = impact;
  const took = ({ medianMs, p95Ms }: AnswerTimes): string =>
    `half of the requests took up to about ${measured(inSeconds(medianMs), 's')}, 95 % up to about ${measured(inSeconds(p95Ms), 's')}`;
  const ordinary =
    outsideTimes === undefined
      ? 'too few requests outside the waves to compare with'
      : `outside the waves ${took(outsideTimes)} (${count(outsideTimes.requests)} of ${count(outside.requests)})`;
  const inside = inSeconds(times.medianMs);
  const before = outsideTimes === undefined ? undefined : inSeconds(outsideTimes.medianMs);
  return {
    waveId,
    target,
    kind: 'answer_time',
    unit: 's',
    inWave: inside,
    outside: before,
    changePercent: undefined,
    counts: {
      inWave: times.requests,
      inWaveOf: inWave.requests,
      outside: outsideTimes?.requests ?? 0,
      outsideOf: outside.requests,
    },
    mark: 'computed',
    text: `${target}, ${waveId}: ${took(times)} (${count(times.requests)} of ${count(inWave.requests)}, as logged); ${ordinary}. The requests of the flood are among them.`,
  };
}

function synAckMeasure(impact: SynAckImpact): ImpactMeasure {
  const { waveId, address, syns, synAcks, outsideSyns, outsideSynAcks } = impact;
  const ratio = share(synAcks, syns);
  const outside = outsideSyns >= LEAST_ANSWERS ? share(outsideSynAcks, outsideSyns) : undefined;
  return {
    waveId,
    target: address,
    kind: 'syn_ack_ratio',
    unit: 'ratio',
    inWave: ratio,
    outside,
    changePercent: change(ratio, outside),
    counts: { inWave: synAcks, inWaveOf: syns, outside: outsideSynAcks, outsideOf: outsideSyns },
    mark: 'observed',
    text: `${address}, ${waveId}: ${ratio.toFixed(2)} SYN-ACKs sent for each SYN received (${count(synAcks)} for ${count(syns)}), ${impact.lowestMinute.toFixed(2)} in the lowest minute; ${outside === undefined ? 'the capture holds too little outside the waves to compare with' : `${outside.toFixed(2)} outside the waves`}. Servers repeat unanswered SYN-ACKs: a ratio near 1 does not show that every SYN was answered.`,
  };
}

function halfOpenMeasure(impact: HalfOpenImpact): ImpactMeasure {
  const { waveId, port, most, snapshots, atMost, outsideMost, outsideSnapshots } = impact;
  const outside = outsideSnapshots > 0 ? outsideMost : undefined;
  const full =
    atMost >= 2
      ? ` ${counted(atMost, 'snapshot')} of ${count(snapshots)} hold this number within 1 %: consistent with a full queue, which turns new connections away.`
      : '';
  return {
    waveId,
    target: `tcp/${port}`,
    kind: 'half_open',
    unit: 'sockets',
    inWave: most,
    outside,
    changePercent: undefined,
    counts: { inWave: atMost, inWaveOf: snapshots, outside: outsideMost, outsideOf: outsideSnapshots },
    mark: 'observed',
    text: `Port ${ports([port], 1, 1)}, ${waveId}: peak of ${counted(most, 'half-open socket')} in one snapshot, ${outside === undefined ? 'no snapshot outside the waves' : `${count(outside)} in ${counted(outsideSnapshots, 'snapshot')} outside the waves`}.${full}`,
  };
}

function outageFacts(outage: SiteOutage, site: string): MeasuredOutage {
  const minutes = outage.last - outage.first + 1;
  const what =
    outage.kind === 'outage'
      ? 'no request was answered with 2xx or 3xx'
      : 'in each minute at least half of the requests ended in 5xx, 460 or 499';
  return {
    site,
    kind: outage.kind,
    startUtc: formatSecond(outage.first * 60),
    endUtc: formatSecond((outage.last + 1) * 60),
    minutes,
    requests: outage.requests,
    failed: outage.failed,
    waveIds: outage.waveIds,
    mark: 'observed',
    howMeasured: `Web log, by the minute: ${what} for ${count(minutes)} consecutive minutes (${utcSpan(formatSecond(outage.first * 60), formatSecond((outage.last + 1) * 60))}), while ${counted(outage.requests, 'request')} came in, of which ${count(outage.failed)} failed, from ${counted(outage.clients, 'address', 'addresses')}.`,
  };
}

// The worst of each kind, in the order of what a reader asks first.
function summary({ outages, sites }: Impact, measures: readonly ImpactMeasure[]): string {
  const parts: string[] = [];
  const down = outages.filter(({ kind, waveIds }) => kind === 'outage' && waveIds.length > 0);
  if (down.length > 0)
    parts.push(
      `no successful answer in ${count(down.reduce((total, each) => total + each.last - each.first + 1, 0))} logged minutes (${counted(down.length, 'outage')})`,
    );
  const failed = measures
    .filter((each) => each.kind === 'failed_share')
    .sort((a, b) => b.inWave - a.inWave)[0];
  if (failed !== undefined && failed.inWave >= NOTABLE_SHARE && failed.inWave > (failed.outside ?? 0))
    parts.push(`${percent(failed.inWave)} of requests ended in a server error in ${failed.waveId}`);
  const slower = measures
    .filter((each) => each.kind === 'answer_time' && each.inWave >= SLOWER * (each.outside ?? Infinity))
    .sort((a, b) => b.inWave - a.inWave)[0];
  if (slower?.outside !== undefined)
    parts.push(
      `half of the requests took up to about ${measured(slower.inWave, 's')} in ${slower.waveId}, ${measured(slower.outside, 's')} outside the waves`,
    );
  const fewer = sites
    .filter(({ earlier }) => earlier !== undefined && deviation(earlier) <= -BEYOND_CHANCE)
    .map(({ waveId, earlier }) => ({ waveId, fall: earlierChange(earlier as EarlierClients) }))
    .sort((a, b) => a.fall - b.fall)[0];
  if (fewer !== undefined)
    parts.push(
      `completed requests from addresses seen before fell by ${percent(-fewer.fall / 100)} in ${fewer.waveId}`,
    );
  return parts.length === 0 ? '' : `Measured: ${parts.join('; ')}.`;
}

function earlierChange(earlier: EarlierClients): number {
  const expected = (earlier.baselineCompleted * earlier.minutes) / earlier.baselineMinutes;
  return Math.round((earlier.completed / expected - 1) * 1000) / 10;
}

// How many standard deviations the wave's count lies above (below: negative) what the baseline lets expect.
function deviation({ completed, minutes, baselineCompleted, baselineMinutes }: EarlierClients): number {
  const expected = (baselineCompleted * minutes) / baselineMinutes;
  return (completed - expected) / Math.sqrt(expected * (1 + minutes / baselineMinutes));
}

// To two digits: durations are counted in steps of a tenth.
function inSeconds(milliseconds: number): number {
  return Number((milliseconds / 1000).toPrecision(2));
}

function perMinute(requests: number, minutes: number): number {
  return Math.round((requests / minutes) * 1000) / 1000;
}

// In percent of `before`, one digit; undefined without anything before.
function change(now: number, before: number | undefined): number | undefined {
  return before === undefined || before === 0 ? undefined : Math.round((now / before - 1) * 1000) / 10;
}
