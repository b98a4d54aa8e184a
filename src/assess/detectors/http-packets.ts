// HTTP flood seen in captures: sources that ask one port in the clear for the same path again and again. What the web log already tells is left
// to it, and who probes for holes or passwords is no participant.

import { addressText } from '../../model/address.ts';
import type { AlternativeFacts } from '../../model/facts.ts';
import { grouped } from '../../model/numbers.ts';
import { formatSecond } from '../../model/time.ts';
import { BUCKET_SEC, CLASS } from '../../model/traffic.ts';
import { type Detector, type DetectorContext, type Finding, hitsAny, reaches } from '../finding.ts';
import { type FloodedMinute, floodedMinutes, targetKey } from '../flooded-minutes.ts';
import { findPacketFloods } from '../packet-flood.ts';
import {
  doubted,
  fasterThanPrograms,
  fastOrDoubtful,
  MOST_POLLS,
  notPollers,
  type Polled,
} from '../pollers.ts';
import { PROBING_SOURCES } from '../probes.ts';
import { VISIT_MINUTES, VISIT_PER_MINUTE } from '../surge-habits.ts';
import { TIMER_PER_MINUTE } from '../surge-programs.ts';

export const httpPackets: Detector = {
  id: 'http_packets',
  title: 'HTTP flood in captures',
  async detect(context) {
    const ports = await floodedPorts(context, '', false);
    if (ports.length === 0) return [];
    const others = await notPollers(context, ports, POLLS);
    const find = async (leftOut: string, fast: boolean): Promise<Finding[]> => {
      const findings: Finding[] = [];
      for (const target of await floodedPorts(context, leftOut, fast))
        findings.push(...(await floodsOf(context, target, leftOut, fast)));
      return findings;
    };
    const visits = await visitsTo(context, ports, others);
    const hanging = await notHanging(context, ports);
    const told = await fastOrDoubtful(
      (fast) => find(others + visits + hanging, fast),
      'Most of its sources asked no more than once a second or so, and few times together: applications that poll and programs that send in batches do so, and so does a slow attack.',
      context.thresholds['slow_sources.per_minute'],
    );
    if (visits !== '') told.push(...doubted(await find(others + hanging, false), told, VISIT));
    return hanging === '' ? told : [...told, ...doubted(await find(others, false), told, HANGING)];
  },
};

const HANGING =
  'Most of its sources asked no more than once a second or so and the server sent them nothing at all: programs try again so when it hangs, and a slow attack that makes it hang looks the same.';
const VISIT =
  'Most of its sources asked for other paths first, and then for one path many times within seconds: so does a page that fetches pictures or suggestions from one path, among many visitors, and so does a short attack.';

const WHO = 'src_hi, src_lo, dst_hi, dst_lo, port';

/** Share of one path among the requests of such a visitor; bots that take turns between two paths stay below it. */
const VISIT_SHARE = 0.6;
/** A single page may take so many requests within so many seconds. */
const PAGE_REQUESTS = 500;
const PAGE_SEC = 20;

/** SQL condition, with its AND, that leaves out whoever asks as the visitor of such a page does; '' when nobody does. */
function visitsTo(
  context: DetectorContext,
  ports: readonly FloodedMinute[],
  others: string,
): Promise<string> {
  const least = context.thresholds['http_packets.repeats_per_source'];
  const sources = `
    SELECT ${WHO} FROM (
      SELECT ${WHO}, minute, sum(repeats) AS repeats, sum(requests) AS requests, min(first_us) AS first_us, max(last_us) AS last_us FROM inbound
      WHERE class IN (${CLASS.data}, ${CLASS.fin}) AND requests > 0 AND ${hitsAny(ports, '')} ${others} GROUP BY ALL)
    GROUP BY ${WHO}
    HAVING sum(requests - repeats) >= 2 AND count(*) FILTER (repeats >= ${least}) <= ${VISIT_MINUTES}
      AND sum(repeats) >= ${VISIT_SHARE} * sum(requests)
      AND ((sum(requests) <= ${PAGE_REQUESTS} AND max(last_us) - min(first_us) <= ${PAGE_SEC}e6)
        OR (max(requests) <= ${VISIT_PER_MINUTE} AND sum(requests) * ${BUCKET_SEC}e6 <= ${VISIT_PER_MINUTE} * greatest(${BUCKET_SEC}e6, max(last_us) - min(first_us))))`;
  return leftOut(context, sources);
}

/**
 * SQL condition, with its AND, that leaves out whoever asks no more often than programs that poll, waits, and is sent no byte by the port: its server hangs. Whoever
 * resets its connections does not wait. '' when nobody does, and where the capture shows one direction.
 */
function notHanging(context: DetectorContext, ports: readonly FloodedMinute[]): Promise<string> {
  return context.oneWay
    ? Promise.resolve('')
    : leftOut(
        context,
        `
    SELECT ${WHO} FROM (SELECT ${WHO}, minute, coalesce(sum(requests) FILTER (class <> ${CLASS.rst}), 0) AS n, coalesce(sum(packets) FILTER (class = ${CLASS.rst}), 0) AS broken
        FROM inbound WHERE class IN (${CLASS.data}, ${CLASS.fin}, ${CLASS.rst}) AND ${hitsAny(ports, '')} GROUP BY ALL)
      ANTI JOIN (SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, port FROM outbound WHERE class = ${CLASS.data}) USING (${WHO})
    GROUP BY ${WHO} HAVING max(n) BETWEEN 1 AND ${MOST_POLLS} AND 2 * sum(broken) < sum(n)`,
      );
}

// SQL condition, with its AND, that leaves out the `sources`; '' where there are none.
async function leftOut({ query }: DetectorContext, sources: string): Promise<string> {
  const [{ n }] = await query<{ n: bigint }>(`SELECT count(*)::BIGINT AS n FROM (${sources})`);
  return n === 0n ? '' : ` AND (${WHO}) NOT IN (SELECT (${WHO}) FROM (${sources}))`;
}

const POLLS: Polled = {
  rows: `class IN (${CLASS.data}, ${CLASS.fin}) AND requests > 0`,
  count: 'repeats',
  alias: '',
  ofMany: TIMER_PER_MINUTE,
};

/** Ports that many sources poll, each on a timer, and that nobody else floods: an application, or slow bots. */
export async function polledInCaptures(context: DetectorContext): Promise<AlternativeFacts[]> {
  const ports = await floodedPorts(context, '', false);
  if (ports.length === 0) return [];
  // A few that poll are monitoring.
  const few = await notPollers(context, ports, { ...POLLS, ofMany: 0 });
  const all = await notPollers(context, ports, POLLS);
  if (all === few) return [];
  const left = new Set((await floodedPorts(context, all, false)).map(targetKey));
  return (await floodedPorts(context, few, false))
    .filter((row) => !left.has(targetKey(row)))
    .map((row) => {
      const perMinute = Number(row.packets);
      return {
        title: `Was the surge of requests on ${addressText(row.hi, row.lo)} tcp/${row.port} popularity or attack?`,
        startUtc: formatSecond(row.from_sec),
        endUtc: formatSecond(row.from_sec + BUCKET_SEC),
        conclusion: 'undecided',
        text: `Up to ${grouped(perMinute)} requests in one minute. Many sources asked for the same path on a timer, as often in every minute, as captures show: an application that polls does so, and so does a slow attack. It is called neither an attack nor a crowd, and nobody is named.`,
        criteria: [
          reaches(
            'requests per minute',
            perMinute,
            context.thresholds['http_packets.requests_per_minute'],
            'requests/min',
            'requests in the busiest minute',
          ),
        ],
      };
    });
}

// Sources and minutes of the flood, or of its `fast` sources; `others` is a condition that leaves sources out. A handshake is asked of each, where the
// capture can show one: then the connection is proven.
function insistent(context: DetectorContext, others: string, fast: boolean): string {
  const { thresholds } = context;
  const connected = context.oneWay
    ? ''
    : 'AND (src_hi, src_lo, dst_hi, dst_lo, port) IN (SELECT (src_hi, src_lo, dst_hi, dst_lo, port) FROM syn_pairs WHERE handshakes > 0)';
  const logged = context.surges
    .filter(({ participants }) => participants !== '')
    .map(
      ({ participants }) =>
        `AND (src_hi, src_lo) NOT IN (SELECT (hi, lo) FROM ${participants} WHERE participant)`,
    );
  // Whom the log lets look like ordinary clients, its requests in the capture do not name either.
  const doubted = context.surges
    .filter(({ conclusion }) => conclusion === 'undecided')
    .map(({ clients }) => `AND (src_hi, src_lo) NOT IN (SELECT (hi, lo) FROM ${clients} WHERE doubt <> '')`);
  const enough = (repeats: string, requests: string, sec: string): string =>
    `(${repeats} >= ${thresholds['http_packets.repeats_per_source']} AND ${repeats} >= ${thresholds['http_packets.repeat_share']} * (${requests}) ${fast ? `AND ${fasterThanPrograms(repeats, sec)}` : ''})`;
  // A source counts in a minute by what it did there, or by its rate over what lies on both sides of an end of it.
  const both = (column: string, other: string, sec: string): string =>
    `(${column} + ${other}(${column}) OVER source) * ${BUCKET_SEC} / greatest(${BUCKET_SEC}, ${sec})`;
  const over = (other: string, sec: string): string =>
    enough(both('repeats', other, sec), both('requests', other, sec), `least(${BUCKET_SEC}, ${sec})`);
  return `SELECT * EXCLUDE requests FROM (
      SELECT src_hi, src_lo, dst_hi, dst_lo, port, minute, sum(repeats) AS repeats, sum(requests) AS requests, min(first_us) AS first_us, max(last_us) AS last_us FROM inbound
      WHERE class IN (${CLASS.data}, ${CLASS.fin}) AND requests > 0 ${connected} ${logged.join(' ')} ${doubted.join(' ')} ${others}
        AND (src_hi, src_lo, dst_hi, dst_lo, port) NOT IN (SELECT (src_hi, src_lo, dst_hi, dst_lo, port) FROM (${PROBING_SOURCES})) GROUP BY ALL)
    WINDOW source AS (PARTITION BY src_hi, src_lo, dst_hi, dst_lo, port ORDER BY minute)
    QUALIFY ${enough('repeats', 'requests', '(last_us - first_us) / 1e6')}
      OR (lead(minute) OVER source = minute + 1 AND ${over('lead', '(lead(last_us) OVER source - first_us) / 1e6')})
      OR (lag(minute) OVER source = minute - 1 AND ${over('lag', '(last_us - lag(first_us) OVER source) / 1e6')})`;
}

async function floodedPorts(
  context: DetectorContext,
  others: string,
  fast: boolean,
): Promise<FloodedMinute[]> {
  const ports = new Map<string, FloodedMinute>();
  for (const row of await floodedMinutes(context, {
    from: `FROM (${insistent(context, others, fast)}) i WHERE true`,
    count: 'i.repeats',
    second: `class IN (${CLASS.data}, ${CLASS.fin})`,
    byPort: true,
    leastPerMinute: context.thresholds['http_packets.requests_per_minute'],
    width: 1,
    leastTargets: 1,
  })) {
    const known = ports.get(targetKey(row));
    if (known === undefined || known.packets < row.packets) ports.set(targetKey(row), row);
  }
  return [...ports.values()];
}

function floodsOf(
  context: DetectorContext,
  target: FloodedMinute,
  others: string,
  fast: boolean,
): Promise<Finding[]> {
  const { hi, lo, port } = target;
  const perMinute = Number(target.packets);
  const least = context.thresholds['http_packets.requests_per_minute'];
  const perSource = context.thresholds['http_packets.repeats_per_source'];
  return findPacketFloods(context, {
    vector: 'http_flood',
    proves: !context.oneWay,
    classes: [CLASS.data],
    from: `FROM inbound i WHERE i.class = ${CLASS.data} AND i.requests > 0 AND i.dst_hi = ${hi}::UBIGINT AND i.dst_lo = ${lo}::UBIGINT AND i.port = ${port}
      AND (i.src_hi, i.src_lo, i.dst_hi, i.dst_lo, i.port) IN (SELECT (src_hi, src_lo, dst_hi, dst_lo, port) FROM (${insistent(context, others, fast)}))`,
    seconds: 'true',
    byPort: true,
    leastPerMinute: least,
    leastPeak: 0,
    leastShare: 0,
    service: () => `tcp/${port}`,
    criteria: () => [
      reaches(
        'requests per minute',
        perMinute,
        least,
        'requests/min',
        `HTTP requests in the busiest minute for the path that the same source had asked for just before, by sources with ${grouped(perSource)} and more of them; a segment seen twice counts once`,
      ),
    ],
    reason: (text, { packets, sources }) =>
      `${grouped(packets)} segments with HTTP requests reached ${text} from ${grouped(sources)} sources that asked for the same path again and again, up to ${grouped(perMinute)} times in one minute. Counted in the capture: requests inside TLS are not seen.`,
  });
}
