// Health checks and monitoring in captures: what asks on a timer, as often in every minute, and from few addresses; and the pace of programs.

import { BUCKET_SEC } from '../model/traffic.ts';
import { type DetectorContext, type Finding, hitsAny } from './finding.ts';
import { targetKey } from './flooded-minutes.ts';
import { TIMER_PER_MINUTE } from './surge-programs.ts';

/** They are seen for so long at least, seconds, ask so often in a minute at most, and send so many packets in a second. */
const POLLED_SEC = 180;
export const MOST_POLLS = 75;
const MOST_IN_SECOND = 6;
/** Their whole minutes differ by no more than this share. */
const UNEVEN_SHARE = 0.1;
/** Addresses that poll one port; more are a flood, or users of an application. */
const MOST_POLLERS = 20;

/** Most in a minute of many pollers together, a hundred a second: machines that send measurements every second. */
const MOST_OF_MANY = 6000;

/** Applications ask, and programs try again, about once a second at most; what is seen for less than a minute may be faster by chance. */
const SHORT_PER_MINUTE = 90;

/** SQL condition that `n` actions of a source within `sec` seconds, of one minute at most, are more than applications make that poll or try again. */
export function fasterThanPrograms(n: string, sec: string): string {
  return `(${n} > ${MOST_POLLS} OR ${n} * ${BUCKET_SEC} > ${SHORT_PER_MINUTE} * (${sec}))`;
}

/** How many times as much all sources must have sent as the fast ones among them to be told of too. */
const LEAST_TIMES = 2;

/**
 * Floods of which each source counts, whatever its pace, where they come to `most` a minute together; of fast ones alone elsewhere, and where there are none,
 * those of all with a doubt. `find` gives floods whose first criterion is how many there were in a minute.
 */
export async function fastOrDoubtful(
  find: (fast: boolean) => Promise<Finding[]>,
  doubt: string,
  most: number,
): Promise<Finding[]> {
  const all = await find(false);
  const isMuch = ({ criteria }: Finding): boolean => criteria[0].measured >= most;
  if (all.every(isMuch)) return all;
  const much = all.filter(isMuch);
  const fast = (await find(true)).filter((each) => !much.some((other) => isSame(each, other)));
  const named = [...much, ...fast];
  return [...named, ...doubted(all, named, doubt)];
}

/** Of `all` floods those that are mostly something else than the `told` ones within them, with a doubt. */
export function doubted(all: readonly Finding[], told: readonly Finding[], doubt: string): Finding[] {
  return all
    .filter((each) => {
      const within = told.filter((other) => isSame(each, other));
      return within.reduce((sum, { packets }) => sum + packets, 0) * LEAST_TIMES <= each.packets;
    })
    .map((each) => ({ ...each, doubt }));
}

function isSame(one: Finding, other: Finding): boolean {
  return (
    targetKey(one.target) === targetKey(other.target) &&
    one.startUs <= other.endUs &&
    other.startUs <= one.endUs
  );
}

/** What is counted of them: SQL condition on rows of `inbound`, and SQL of what a row counts for. */
export interface Polled {
  rows: string;
  count: string;
  /** Of the rows that the condition is for, with its dot. */
  alias: string;
  /** Most in a minute of each where more than MOST_POLLERS poll one port and more than MOST_OF_MANY come together; without it these are a flood. */
  ofMany?: number;
}

interface Poller extends Record<string, bigint | number> {
  src_hi: bigint;
  src_lo: bigint;
  dst_hi: bigint;
  dst_lo: bigint;
  port: number;
}

/** Floods as `find` finds them, without what polls their targets; `others` is a condition as notPollers gives it. */
export async function withoutPollers(
  context: DetectorContext,
  polled: Polled,
  find: (others: string) => Promise<Finding[]>,
): Promise<Finding[]> {
  const found = await find('');
  if (found.length === 0) return found;
  const others = await notPollers(
    context,
    found.map(({ target }) => target),
    polled,
  );
  return others === '' ? found : find(others);
}

const ON_A_TIMER =
  'Most of its sources opened connections on a timer, as often in every minute: health checks of many machines do so, and so does a slow attack.';

/** As withoutPollers; where more than a few poll a port, what they do is told with a doubt. */
export async function withoutTimers(
  context: DetectorContext,
  polled: Polled,
  find: (others: string) => Promise<Finding[]>,
): Promise<Finding[]> {
  const found = await find('');
  if (found.length === 0) return found;
  const targets = found.map(({ target }) => target);
  const few = await notPollers(context, targets, polled);
  const many = await notPollers(context, targets, { ...polled, ofMany: TIMER_PER_MINUTE });
  const told = many === '' ? found : await find(many);
  if (many === few) return told;
  return [...told, ...doubted(few === '' ? found : await find(few), told, ON_A_TIMER)];
}

/** SQL condition, with its AND, that leaves out whoever polls one of the ports; '' when nobody does. */
export async function notPollers(
  context: DetectorContext,
  ports: Parameters<typeof hitsAny>[0],
  { rows, count, alias, ofMany = 0 }: Polled,
): Promise<string> {
  const who = 'src_hi, src_lo, dst_hi, dst_lo, port';
  const found = await context.query<Poller>(`
    WITH m AS (
      SELECT ${who}, minute, sum(${count}) AS n, max(peak_packets) AS peak, min(first_us) AS first_us, max(last_us) AS last_us FROM inbound
      WHERE ${rows} AND ${hitsAny(ports, '')} GROUP BY ${who}, minute),
    e AS (SELECT *, min(minute) OVER source AS began, max(minute) OVER source AS ended FROM m WINDOW source AS (PARTITION BY ${who}))
    SELECT ${who} FROM e GROUP BY ${who}, began, ended
    HAVING max(last_us) - min(first_us) >= ${POLLED_SEC}e6 AND max(n) <= ${MOST_POLLS} AND max(peak) <= ${MOST_IN_SECOND} AND count(*) = ended - began + 1
      AND max(n) FILTER (minute > began AND minute < ended) - min(n) FILTER (minute > began AND minute < ended) <= greatest(2, ${UNEVEN_SHARE} * max(n))
    QUALIFY count(*) OVER (PARTITION BY dst_hi, dst_lo, port) <= ${MOST_POLLERS}
      OR (${ofMany} > 0 AND (max(n) <= ${ofMany} OR sum(max(n)) OVER (PARTITION BY dst_hi, dst_lo, port) <= ${MOST_OF_MANY})) ORDER BY ${who}`);
  if (found.length === 0) return '';
  const keys = found.map(
    (each) =>
      `(${each.src_hi}::UBIGINT, ${each.src_lo}::UBIGINT, ${each.dst_hi}::UBIGINT, ${each.dst_lo}::UBIGINT, ${each.port})`,
  );
  return `AND (${who
    .split(', ')
    .map((column) => alias + column)
    .join(', ')}) NOT IN (${keys.join(', ')})`;
}
