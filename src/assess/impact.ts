// What each wave did to the service, measured: failed answers, requests of earlier clients, SYN-ACKs, half-open sockets, outage minutes.

import type { CaseStore } from '../aggregate/store.ts';
import { type AnswerTimes, answerTimes } from './impact-times.ts';
import {
  type HalfOpenImpact,
  halfOpenImpact,
  overlap,
  type SynAckImpact,
  synAckImpact,
} from './impact-transport.ts';
import type { MinuteRun } from './series.ts';
import type { Wave } from './waves.ts';

/** Status with which nginx (499) and AWS load balancers (460) log a request whose client closed the connection first. */
const GIVEN_UP = '460, 499';

/** Answers of a site by outcome. `failed` are 5xx, `gaveUp` 408 and those of GIVEN_UP, `abandoned` the latter, `completed` 2xx and 3xx. */
export interface AnswerCounts {
  requests: number;
  failed: number;
  gaveUp: number;
  abandoned: number;
  completed: number;
}

/** Completed requests of clients that were there before, in the wave and in equally long stretches without one. */
export interface EarlierClients {
  /** Both stretches look back equally far for earlier requests, minutes. */
  lookBackMinutes: number;
  completed: number;
  minutes: number;
  baseline: 'day before' | 'day after' | 'day before and day after' | 'hour before';
  baselineCompleted: number;
  baselineMinutes: number;
}

/** A wave on a site known from logs. */
export interface SiteImpact {
  waveId: string;
  /** '' when the log names none. */
  site: string;
  inWave: AnswerCounts;
  outside: AnswerCounts;
  earlier: EarlierClients | undefined;
  /** In the wave and outside all waves; undefined where too few were logged. */
  times: AnswerTimes | undefined;
  outsideTimes: AnswerTimes | undefined;
}

/** Consecutive minutes in which a site failed. */
export interface SiteOutage extends MinuteRun {
  site: string;
  kind: 'outage' | 'degraded';
  requests: number;
  failed: number;
  clients: number;
  waveIds: string[];
}

/** All that was measured. */
export interface Impact {
  sites: SiteImpact[];
  synAcks: SynAckImpact[];
  halfOpen: HalfOpenImpact[];
  outages: SiteOutage[];
}

type Store = Pick<CaseStore, 'query' | 'run'>;

/** Sites looked at, those with the most requests first. */
const MOST_SITES = 5;
/** Outages told of a site, the longest first. */
const MOST_OUTAGES = 20;
const DAY_MINUTES = 1440;
const MOST_LOOK_BACK = 7 * DAY_MINUTES;
/** Less log before a stretch than this says too little about who was there before. */
const LEAST_LOOK_BACK_DAYS = 360;
const LEAST_LOOK_BACK_HOUR = 60;
/** Fewer records make no share. */
const LEAST_COUNT = 10;
/** An outage takes this many requests, from this many clients: one broken page asked for by one crawler is none. */
const LEAST_OUTAGE_REQUESTS = 5;
const LEAST_OUTAGE_CLIENTS = 2;
const LEAST_OUTAGE_MINUTES = 2;

/** Measures everything. To be called after the assessment: it reads members and the views. */
export async function measureImpact(store: Store, waves: readonly Wave[]): Promise<Impact> {
  const spans = waves.map(minutesOf);
  return {
    ...(await siteImpact(store, waves, spans)),
    synAcks: await synAckImpact(store, waves, spans),
    halfOpen: await halfOpenImpact(store, waves),
  };
}

function minutesOf({ startUs, endUs }: { startUs: number; endUs: number }): MinuteRun {
  return { first: Math.floor(startUs / 60e6), last: Math.floor(endUs / 60e6) };
}

function within(span: MinuteRun): string {
  return `minute BETWEEN ${span.first} AND ${span.last}`;
}

type SiteMinute = AnswerCounts & MinuteRun;

async function siteImpact(
  store: Store,
  waves: readonly Wave[],
  spans: readonly MinuteRun[],
): Promise<Pick<Impact, 'sites' | 'outages'>> {
  // Few sites, many rows: rows carry the number of their site instead of its name.
  await store.run(`
    CREATE TABLE impact_sites AS
    WITH h AS (SELECT evidence, host_id, sum(requests) AS n FROM request_minutes GROUP BY evidence, host_id),
      t AS (SELECT h.*, sites.site AS name FROM h JOIN sites USING (evidence, host_id)),
      top AS (SELECT name, row_number() OVER (ORDER BY sum(n) DESC, name) - 1 AS site FROM t GROUP BY name QUALIFY site < ${MOST_SITES})
    SELECT evidence, host_id, site::UINTEGER AS site, name FROM t JOIN top USING (name)`);
  // Participants of floods are no earlier clients, even when an earlier wave brought them.
  await store.run(`
    CREATE TABLE impact_clients AS
    SELECT site, minute, client_hi AS hi, client_lo AS lo, coalesce(sum(requests) FILTER (status BETWEEN 200 AND 399), 0) AS completed
    FROM requests_in JOIN impact_sites USING (evidence, host_id)
    ANTI JOIN (SELECT DISTINCT src_hi AS client_hi, src_lo AS client_lo FROM members WHERE requests > 0) USING (client_hi, client_lo)
    GROUP BY ALL`);
  const bySite = await siteMinutes(store);
  const sites: SiteImpact[] = [];
  const outages: SiteOutage[] = [];
  // Most logs tell no durations: one question instead of one a wave and site.
  const timed = (await store.query('SELECT 1 AS one FROM request_durations LIMIT 1')).length > 0;
  const anyWave = waves.length === 0 ? 'false' : spans.map(within).join(' OR ');
  for (const { site, number, minutes } of bySite) {
    const outside = sum(minutes.filter((minute) => !spans.some((span) => overlap(span, minute))));
    const outsideTimes = timed ? await answerTimes(store, number, `NOT (${anyWave})`) : undefined;
    for (const [index, wave] of waves.entries()) {
      const inWave = sum(minutes.filter((minute) => overlap(spans[index], minute)));
      const earlier = await earlierClients(store, number, minutes, spans, spans[index]);
      const times = timed ? await answerTimes(store, number, within(spans[index])) : undefined;
      if (inWave.requests > 0 || earlier !== undefined)
        sites.push({ waveId: wave.id, site, inWave, outside, earlier, times, outsideTimes });
    }
    for (const outage of await findOutages(store, number, minutes, waves, spans))
      outages.push({ site, ...outage });
  }
  await store.run('DROP TABLE impact_sites; DROP TABLE impact_clients');
  sites.sort((a, b) => waveOrder(waves, a.waveId) - waveOrder(waves, b.waveId));
  outages.sort((a, b) => a.first - b.first || a.last - b.last || (a.site < b.site ? -1 : 1));
  return { sites, outages };
}

// Answers by site and minute.
async function siteMinutes(store: Store): Promise<{ site: string; number: number; minutes: SiteMinute[] }[]> {
  const rows = await store.query<
    Record<'site' | 'minute' | 'n' | 'completed' | 'failed' | 'gave_up' | 'abandoned', number>
  >(`
    SELECT site, minute, sum(requests)::DOUBLE AS n, coalesce(sum(requests) FILTER (status BETWEEN 200 AND 399), 0)::DOUBLE AS completed,
      coalesce(sum(requests) FILTER (status BETWEEN 500 AND 599), 0)::DOUBLE AS failed, coalesce(sum(requests) FILTER (status IN (408, ${GIVEN_UP})), 0)::DOUBLE AS gave_up,
      coalesce(sum(requests) FILTER (status IN (${GIVEN_UP})), 0)::DOUBLE AS abandoned
    FROM request_minutes JOIN impact_sites USING (evidence, host_id) GROUP BY site, minute ORDER BY site, minute`);
  const names = await store.query<{ name: string }>(
    'SELECT DISTINCT site, name FROM impact_sites ORDER BY site',
  );
  const bySite = names.map(({ name }, number) => ({ site: name, number, minutes: [] as SiteMinute[] }));
  for (const row of rows) {
    bySite[row.site].minutes.push({
      first: row.minute,
      last: row.minute,
      requests: row.n,
      failed: row.failed,
      gaveUp: row.gave_up,
      abandoned: row.abandoned,
      completed: row.completed,
    });
  }
  return bySite;
}

function waveOrder(waves: readonly Wave[], id: string): number {
  return waves.findIndex((wave) => wave.id === id);
}

function sum(minutes: readonly AnswerCounts[]): AnswerCounts {
  const total = { requests: 0, failed: 0, gaveUp: 0, abandoned: 0, completed: 0 };
  for (const minute of minutes) {
    total.requests += minute.requests;
    total.failed += minute.failed;
    total.gaveUp += minute.gaveUp;
    total.abandoned += minute.abandoned;
    total.completed += minute.completed;
  }
  return total;
}

// The same minutes of the days beside the wave, where the log holds them and no wave falls into them; otherwise the hour before.
async function earlierClients(
  store: Store,
  site: number,
  minutes: readonly SiteMinute[],
  waves: readonly MinuteRun[],
  wave: MinuteRun,
): Promise<EarlierClients | undefined> {
  const logFirst = minutes[0].first;
  const logLast = minutes[minutes.length - 1].last;
  const covered = (span: MinuteRun): boolean => span.first >= logFirst && span.last <= logLast;
  if (!covered(wave)) return undefined;
  const usable = (span: MinuteRun, lookBack: number): boolean =>
    covered(span) && span.first - logFirst >= lookBack && !waves.some((each) => overlap(each, span));
  const days = [-DAY_MINUTES, DAY_MINUTES]
    .map((shift) => ({ first: wave.first + shift, last: wave.last + shift }))
    .filter((span) => usable(span, LEAST_LOOK_BACK_DAYS));
  const hour = { first: wave.first - 60, last: wave.first - 1 };
  const byDay = days.length > 0 && wave.first - logFirst >= LEAST_LOOK_BACK_DAYS;
  if (!byDay && !usable(hour, LEAST_LOOK_BACK_HOUR)) return undefined;
  const baselines = byDay ? days : [hour];
  // A longer look back finds more earlier clients: all stretches get the same.
  const lookBack = Math.min(MOST_LOOK_BACK, ...[wave, ...baselines].map((span) => span.first - logFirst));
  const completed = (span: MinuteRun): Promise<number> => returning(store, site, span, lookBack);
  let baselineCompleted = 0;
  for (const span of baselines) baselineCompleted += await completed(span);
  if (baselineCompleted < LEAST_COUNT) return undefined;
  const length = (span: MinuteRun): number => span.last - span.first + 1;
  return {
    lookBackMinutes: lookBack,
    completed: await completed(wave),
    minutes: length(wave),
    baseline: !byDay
      ? 'hour before'
      : days.length === 2
        ? 'day before and day after'
        : days[0].first < wave.first
          ? 'day before'
          : 'day after',
    baselineCompleted,
    baselineMinutes: baselines.reduce((total, span) => total + length(span), 0),
  };
}

async function returning(store: Store, site: number, span: MinuteRun, lookBack: number): Promise<number> {
  const here = `site = ${site}`;
  const [{ n }] = await store.query<{ n: number }>(`
    SELECT coalesce(sum(completed), 0)::DOUBLE AS n FROM impact_clients
    SEMI JOIN (SELECT DISTINCT hi, lo FROM impact_clients WHERE ${here} AND minute BETWEEN ${span.first - lookBack} AND ${span.first - 1}) USING (hi, lo)
    WHERE ${here} AND ${within(span)}`);
  return n;
}

async function findOutages(
  store: Store,
  site: number,
  minutes: readonly SiteMinute[],
  waves: readonly Wave[],
  spans: readonly MinuteRun[],
): Promise<Omit<SiteOutage, 'site'>[]> {
  // 408 is left out: there the client was slow, as in a slow attack that the server survives.
  const bad = (minute: SiteMinute): number => minute.failed + minute.abandoned;
  const outages = runs(minutes, (minute) => minute.completed === 0 && bad(minute) > 0);
  const degraded = runs(minutes, (minute) => bad(minute) > 0 && 2 * bad(minute) >= minute.requests);
  const found = [
    ...outages.map((run) => ({ run, kind: 'outage' as const })),
    ...degraded
      .filter((run) => !outages.some((each) => each.first === run.first && each.last === run.last))
      .map((run) => ({ run, kind: 'degraded' as const })),
  ]
    .filter(({ run }) => run.requests >= LEAST_OUTAGE_REQUESTS)
    .sort((a, b) => b.run.last - b.run.first - (a.run.last - a.run.first) || a.run.first - b.run.first)
    .slice(0, MOST_OUTAGES);
  const out: Omit<SiteOutage, 'site'>[] = [];
  for (const { run, kind } of found) {
    const [{ clients }] = await store.query<{ clients: bigint }>(
      `SELECT count(*)::BIGINT AS clients FROM (SELECT DISTINCT client_hi, client_lo, client_id FROM request_minutes JOIN impact_sites USING (evidence, host_id)
        WHERE site = ${site} AND ${within(run)} AND (status BETWEEN 500 AND 599 OR status IN (${GIVEN_UP})))`,
    );
    if (Number(clients) < LEAST_OUTAGE_CLIENTS) continue;
    out.push({
      kind,
      first: run.first,
      last: run.last,
      requests: run.requests,
      failed: bad(run),
      clients: Number(clients),
      waveIds: waves.filter((_, index) => overlap(spans[index], run)).map((wave) => wave.id),
    });
  }
  return out;
}

// Runs of consecutive minutes, each with requests and each such that `holds`.
function runs(minutes: readonly SiteMinute[], holds: (minute: SiteMinute) => boolean): SiteMinute[] {
  const out: SiteMinute[] = [];
  for (const minute of minutes) {
    if (!holds(minute)) continue;
    const run = out.at(-1);
    if (run !== undefined && run.last + 1 === minute.first)
      Object.assign(run, sum([run, minute]), { last: minute.last });
    else out.push({ ...minute });
  }
  return out.filter((run) => run.last - run.first + 1 >= LEAST_OUTAGE_MINUTES);
}
