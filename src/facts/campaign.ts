// Several waves as one campaign: days, quiet times, sums, sources that came again, and whether the starts cluster round one time of the day.

import type { CaseStore } from '../aggregate/store.ts';
import { VERDICT_NUMBER } from '../assess/members.ts';
import type { CampaignFacts, EvidenceFacts, WaveFacts } from '../model/facts.ts';
import { toTenth } from '../model/numbers.ts';
import { formatSecond, parseTime } from '../model/time.ts';
import { lastedAtLeast } from '../model/wave-edges.ts';

const DAY_SEC = 86_400;
/** Fewest days with a start for the test, and the p below which a usual time is told. */
const LEAST_DAYS = 5;
const MOST_P = 0.01;

/** What the case database adds: days with records, and sources with the bits of more than one wave. */
export interface CampaignCounts {
  daysCovered: number;
  sourcesAgain: CampaignFacts['sourcesAgain'];
}

type Span = [fromSec: number, toSec: number];
type Timed = Pick<EvidenceFacts, 'id' | 'kind' | 'firstUtc' | 'lastUtc'>;

/** The waves together; undefined with fewer than two. */
export async function campaignFacts(
  store: Pick<CaseStore, 'query'>,
  waves: readonly WaveFacts[],
  evidence: readonly Timed[],
  gapSec: number,
): Promise<CampaignFacts | undefined> {
  if (waves.length < 2) return undefined;
  const [row] = await store.query<{ days: bigint; proven: bigint; reflector: bigint }>(`
    WITH again AS (SELECT verdict FROM sources WHERE first_wave < last_wave AND NOT internal)
    SELECT (SELECT count(*) FROM (
        SELECT floor(second / ${DAY_SEC}) AS day FROM packet_seconds UNION SELECT floor(second / ${DAY_SEC}) FROM request_seconds
        UNION SELECT floor(at_us / ${DAY_SEC}e6) FROM sockets WHERE at_us > 0))::BIGINT AS days,
      (SELECT count(*) FROM again WHERE verdict = ${VERDICT_NUMBER.proven})::BIGINT AS proven,
      (SELECT count(*) FROM again WHERE verdict = ${VERDICT_NUMBER.reflector})::BIGINT AS reflector`);
  return campaignOf(waves, evidence, gapSec, {
    daysCovered: Number(row.days),
    sourcesAgain: { proven: Number(row.proven), reflector: Number(row.reflector) },
  });
}

/** The arithmetic of it. `waves` are in order of start; holes of at most `gapSec` between two files end no coverage. */
export function campaignOf(
  waves: readonly WaveFacts[],
  evidence: readonly Timed[],
  gapSec: number,
  { daysCovered, sourcesAgain }: CampaignCounts,
): CampaignFacts {
  const spans = waves.map((wave): Span => [seconds(wave.startUtc), seconds(wave.endUtc)]);
  const kinds = new Map(evidence.map((each) => [each.id, each.kind]));
  const covered = coverage(evidence, gapSec);
  const quiet: number[] = [];
  let quietNotCovered = 0;
  let attackSec = 0;
  let daysAttacked = 0;
  let latest = -Infinity;
  let latestIndex = 0;
  for (const [i, [from, to]] of spans.entries()) {
    if (i > 0 && from > latest) {
      if (isCovered([waves[latestIndex], waves[i]], kinds, covered, [latest, from]))
        quiet.push(from - latest);
      else quietNotCovered++;
    }
    attackSec += Math.max(0, to - Math.max(from, latest));
    const day = Math.max(dayOf(from), dayOf(latest) + 1);
    daysAttacked += Math.max(0, dayOf(to) - day + 1);
    if (to > latest) {
      latest = to;
      latestIndex = i;
    }
  }
  const sum = (of: (wave: WaveFacts) => number): number => waves.reduce((all, wave) => all + of(wave), 0);
  return {
    waves: waves.length,
    firstWave: waves[0].id,
    lastWave: waves[waves.length - 1].id,
    startUtc: waves[0].startUtc,
    endUtc: waves[latestIndex].endUtc,
    daysAttacked,
    daysCovered: Math.max(daysCovered, daysAttacked),
    attackSec: toTenth(attackSec),
    atLeast: waves.some(lastedAtLeast),
    quietTimes: quiet.length,
    quietNotCovered,
    longestQuietSec: quiet.length === 0 ? undefined : Math.round(Math.max(...quiet)),
    shortestQuietSec: quiet.length === 0 ? undefined : Math.round(Math.min(...quiet)),
    packets: sum((wave) => wave.packets),
    bytesReceived: sum((wave) => wave.bytesReceived),
    bytesSent: sum((wave) => wave.bytesSent),
    requests: sum((wave) => wave.requests),
    sourcesAgain,
    // Where evidence has holes, starts cluster in the hours that it happens to cover.
    usualStart: quietNotCovered > 0 ? undefined : usualStart(waves),
  };
}

function seconds(time: string): number {
  return parseTime(time) ?? 0;
}

function dayOf(sec: number): number {
  return Math.floor(sec / DAY_SEC);
}

// Stretches that the files of a kind cover, ascending.
function coverage(evidence: readonly Timed[], gapSec: number): Map<string, Span[]> {
  const byKind = new Map<string, Span[]>();
  const timed = evidence
    .filter(({ firstUtc, lastUtc }) => firstUtc !== '' && lastUtc !== '')
    .map((each) => ({ kind: each.kind, from: seconds(each.firstUtc), to: seconds(each.lastUtc) }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  for (const { kind, from, to } of timed) {
    const spans = byKind.get(kind) ?? [];
    const last = spans.at(-1);
    if (last !== undefined && from - last[1] <= gapSec) last[1] = Math.max(last[1], to);
    else spans.push([from, to]);
    byKind.set(kind, spans);
  }
  return byKind;
}

// Captures and logs cover time, snapshots do not: the pause counts where every kind in both waves goes on through it.
function isCovered(
  around: readonly WaveFacts[],
  kinds: ReadonlyMap<string, string>,
  covered: ReadonlyMap<string, Span[]>,
  [from, to]: Span,
): boolean {
  const lanes = around.map((wave) =>
    wave.evidenceIds
      .map((id) => kinds.get(id) ?? '')
      .filter((kind) => kind === 'packets' || kind === 'requests'),
  );
  return (
    lanes.every((each) => each.length > 0) &&
    [...new Set(lanes.flat())].every((kind) => covered.get(kind)?.some(([a, b]) => a <= from && b >= to))
  );
}

// Rayleigh's test over the time of the day of each day's first start: later waves of a day follow from the first. Starts that were not seen are left out.
function usualStart(waves: readonly WaveFacts[]): CampaignFacts['usualStart'] {
  const firsts = new Map<number, WaveFacts>();
  for (const wave of waves) {
    const day = dayOf(seconds(wave.startUtc));
    if (!firsts.has(day)) firsts.set(day, wave);
  }
  const angles = [...firsts.values()]
    .filter((wave) => !wave.startCensored)
    .map((wave) => ((seconds(wave.startUtc) % DAY_SEC) / DAY_SEC) * 2 * Math.PI);
  const n = angles.length;
  if (n < LEAST_DAYS) return undefined;
  const x = angles.reduce((all, angle) => all + Math.cos(angle), 0);
  const y = angles.reduce((all, angle) => all + Math.sin(angle), 0);
  const p = rayleighP(n, Math.hypot(x, y));
  if (p >= MOST_P) return undefined;
  const turn = Math.atan2(y, x) / (2 * Math.PI);
  const minute = Math.round((turn < 0 ? turn + 1 : turn) * 1440) % 1440;
  return { timeUtc: formatSecond(minute * 60).slice(11, 16), days: n, p: Number(p.toPrecision(2)) };
}

/** Chance that n directions drawn at random sum to a length of at least `length` (Zar 1999, equation 27.4). */
export function rayleighP(n: number, length: number): number {
  return Math.min(1, Math.exp(Math.sqrt(1 + 4 * n + 4 * (n * n - length * length)) - (1 + 2 * n)));
}
