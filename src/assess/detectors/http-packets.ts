// HTTP flood seen in captures: sources that ask one port in the clear for the same path again and again. What the web log already tells is left
// to it, and who probes for holes or passwords is no participant.

import { grouped } from '../../model/numbers.ts';
import { BUCKET_SEC, CLASS } from '../../model/traffic.ts';
import { type Detector, type DetectorContext, type Finding, reaches } from '../finding.ts';
import { type Counted, type FloodedMinute, floodedMinutes, targetKey } from '../flooded-minutes.ts';
import { findPacketFloods } from '../packet-flood.ts';
import { PROBING_SOURCES } from '../probes.ts';

/**
 * Pages with many pictures, maps and live streams ask for one path again and again too. They ask for others between, or in bursts: a participant repeats
 * itself in most of its requests, and its busiest second is no more than so many times the mean one, and so many requests more, or it is faster than any of these.
 */
const PARTICIPANT_SHARE = 0.8;
const BURST_RATIO = 2;
const BURST_MORE = 4;
const RELENTLESS_PER_MINUTE = 600;
/** In less than so many seconds nothing is steady. */
const LEAST_SPAN_SEC = 5;

export const httpPackets: Detector = {
  id: 'http_packets',
  title: 'HTTP flood in captures',
  async detect(context) {
    const ports = new Map<string, FloodedMinute>();
    for (const row of await floodedMinutes(context, repeatsCounted(context, true, ''))) {
      const known = ports.get(targetKey(row));
      if (known === undefined || known.packets < row.packets) ports.set(targetKey(row), row);
    }
    const findings: Finding[] = [];
    for (const target of ports.values()) findings.push(...(await floodsOf(context, target)));
    return findings;
  },
};

/** Requests for the path that the same source asked for just before; `fast` ones: of sources that are faster and steadier than programs and pages. `others` is a condition that leaves rows out. */
export function repeatsCounted(context: DetectorContext, fast: boolean, others: string): Counted {
  return {
    from: `FROM (${insistent(context, fast, others)}) i WHERE true`,
    count: 'i.repeats',
    second: `class IN (${CLASS.data}, ${CLASS.fin})`,
    byPort: true,
    leastPerMinute: context.thresholds['http_packets.requests_per_minute'],
    width: 1,
    leastTargets: 1,
  };
}

// Sources and minutes of the flood. A handshake is asked of each, where the capture can show one: then the connection is proven.
function insistent(context: DetectorContext, fast: boolean, others: string): string {
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
  const isParticipant = (repeats: string, requests: string, sec: string, peak: string): string =>
    `AND ${repeats} >= ${PARTICIPANT_SHARE} * (${requests}) AND ${sec} >= ${LEAST_SPAN_SEC} AND ${repeats} >= ${thresholds['http_packets.repeats_of_named']}
      AND (${repeats} > ${RELENTLESS_PER_MINUTE} OR ${peak} <= ${BURST_RATIO} * (${repeats}) / (${sec}) + ${BURST_MORE})`;
  const enough = (repeats: string, requests: string, sec: string, peak: string): string =>
    `(${repeats} >= ${thresholds['http_packets.repeats_per_source']} AND ${repeats} >= ${thresholds['http_packets.repeat_share']} * (${requests}) ${fast ? isParticipant(repeats, requests, sec, peak) : ''})`;
  // A source counts in a minute by what it did there, or by its rate over what lies on both sides of an end of it.
  const both = (column: string, other: string, sec: string): string =>
    `(${column} + ${other}(${column}) OVER source) * ${BUCKET_SEC} / greatest(${BUCKET_SEC}, ${sec})`;
  const over = (other: string, sec: string): string =>
    enough(
      both('repeats', other, sec),
      both('requests', other, sec),
      `least(${BUCKET_SEC}, ${sec})`,
      `greatest(peak, ${other}(peak) OVER source)`,
    );
  return `SELECT * EXCLUDE (requests, peak) FROM (
      SELECT src_hi, src_lo, dst_hi, dst_lo, port, minute, sum(repeats) AS repeats, sum(requests) AS requests, sum(peak_packets) AS peak, min(first_us) AS first_us, max(last_us) AS last_us FROM inbound
      WHERE class IN (${CLASS.data}, ${CLASS.fin}) AND requests > 0 ${connected} ${logged.join(' ')} ${others}
        AND (src_hi, src_lo, dst_hi, dst_lo, port) NOT IN (SELECT (src_hi, src_lo, dst_hi, dst_lo, port) FROM (${PROBING_SOURCES})) GROUP BY ALL)
    WINDOW source AS (PARTITION BY src_hi, src_lo, dst_hi, dst_lo, port ORDER BY minute)
    QUALIFY ${enough('repeats', 'requests', '((last_us - first_us) / 1e6)', 'peak')}
      OR (lead(minute) OVER source = minute + 1 AND ${over('lead', '(lead(last_us) OVER source - first_us) / 1e6')})
      OR (lag(minute) OVER source = minute - 1 AND ${over('lag', '(last_us - lag(first_us) OVER source) / 1e6')})`;
}

function floodsOf(context: DetectorContext, target: FloodedMinute): Promise<Finding[]> {
  const { hi, lo, port } = target;
  const perMinute = Number(target.packets);
  const least = context.thresholds['http_packets.requests_per_minute'];
  const perSource = context.thresholds['http_packets.repeats_of_named'];
  return findPacketFloods(context, {
    vector: 'http_flood',
    proves: !context.oneWay,
    classes: [CLASS.data],
    from: `FROM inbound i WHERE i.class = ${CLASS.data} AND i.requests > 0 AND i.dst_hi = ${hi}::UBIGINT AND i.dst_lo = ${lo}::UBIGINT AND i.port = ${port}
      AND (i.src_hi, i.src_lo, i.dst_hi, i.dst_lo, i.port) IN (SELECT (src_hi, src_lo, dst_hi, dst_lo, port) FROM (${insistent(context, true, '')}))`,
    seconds: 'true',
    byPort: true,
    leastPerMinute: least,
    leastPeak: context.thresholds['http_packets.peak_per_second'],
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
