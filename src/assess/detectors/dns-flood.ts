// DNS query flood seen in captures: names below one zone that nobody asked before and that do not exist (water torture). RFC 1035, RFC 8020.

import { grouped, sourceAddresses } from '../../model/numbers.ts';
import { SIGNATURE } from '../../model/signatures.ts';
import { BUCKET_SEC, CLASS, DNS_BUCKET_SEC, NEW_DNS_NAME } from '../../model/traffic.ts';
import { type Detector, type DetectorContext, type Finding, reaches } from '../finding.ts';
import { findPacketFloods } from '../packet-flood.ts';

/** With fewer answers than this share of the queries the server is overrun, or the capture holds one direction: their codes say nothing. */
const ANSWERED_SHARE = 0.1;
/** Number of the text that stands for all zones beyond those kept. */
const OTHER_ZONES = 1;

/** 60 s in which a server was flooded; `zone` is the one asked most. */
interface FloodedWindow extends Record<string, bigint | number | string> {
  hi: bigint;
  lo: bigint;
  from_sec: number;
  queries: bigint;
  new_names: bigint;
  zone: string;
  zone_names: bigint;
}

// Stretches of 60 s in which one of our servers was asked for new names of one zone as a flood does it, six of them in a minute.
async function floodedWindows(context: DetectorContext): Promise<FloodedWindow[]> {
  const { thresholds } = context;
  const least = thresholds['dns_flood.new_names_per_minute'];
  const steps = BUCKET_SEC / DNS_BUCKET_SEC;
  // Of a window that reaches the threshold one of its two minutes holds half.
  return context.query<FloodedWindow>(`
    WITH busy AS (
      SELECT hi, lo FROM (SELECT server_hi AS hi, server_lo AS lo, sum(new_names) AS n FROM dns_queries GROUP BY hi, lo, from_sec // ${BUCKET_SEC}) GROUP BY hi, lo HAVING 2 * max(n) >= ${least}),
    z AS (
      SELECT hi, lo, from_sec::BIGINT - back * ${DNS_BUCKET_SEC} AS from_sec, zone_id = ${OTHER_ZONES} AS others, coalesce(t.text, '') AS zone, sum(queries) AS queries, sum(new_names) AS new_names, sum(failed) AS failed
      FROM dns_queries d JOIN busy ON hi = server_hi AND lo = server_lo LEFT JOIN texts t ON t.evidence = d.evidence AND t.id = d.zone_id, (SELECT unnest(range(${steps})) AS back) GROUP BY ALL),
    m AS (
      SELECT hi, lo, from_sec, sum(queries) AS queries, sum(new_names) AS new_names, sum(failed) AS failed,
        coalesce(max(new_names) FILTER (NOT others), 0) AS zone_names, coalesce(arg_max(zone, (new_names, zone)) FILTER (NOT others), '') AS zone
      FROM z GROUP BY ALL
      HAVING sum(new_names) >= greatest(${least}, ${thresholds['dns_flood.new_share']} * sum(queries)) AND zone_names >= ${thresholds['dns_flood.zone_share']} * sum(new_names)),
    a AS (
      SELECT hi, lo, from_sec, sum(packets) AS answers FROM m JOIN packet_minutes ON src_hi = hi AND src_lo = lo AND minute BETWEEN from_sec // ${BUCKET_SEC} AND (from_sec + ${BUCKET_SEC - 1}) // ${BUCKET_SEC}
      WHERE class = ${CLASS.udp} AND signature = ${SIGNATURE.dnsResponse} AND last_us >= from_sec * 1e6 AND first_us < (from_sec + ${BUCKET_SEC}) * 1e6 GROUP BY hi, lo, from_sec)
    SELECT hi, lo, from_sec::DOUBLE AS from_sec, queries::BIGINT AS queries, new_names::BIGINT AS new_names, zone, zone_names::BIGINT AS zone_names
    FROM m LEFT JOIN a USING (hi, lo, from_sec)
    WHERE coalesce(answers, 0) < ${ANSWERED_SHARE} * queries OR failed >= ${thresholds['dns_flood.failed_share']} * answers
    ORDER BY hi, lo, from_sec`);
}

const OWN_CLIENTS =
  'These are own or stated addresses: malware on them asks so, and so do devices that pass on what anybody asks them. Nobody is named.';

function inWindows(windows: readonly FloodedWindow[], row: string): string {
  if (windows.length === 0) return 'false';
  const keys = windows.flatMap(({ hi, lo, from_sec }) =>
    [from_sec, from_sec + BUCKET_SEC - 1].map(
      (sec) => `(${hi}::UBIGINT, ${lo}::UBIGINT, ${Math.floor(sec / BUCKET_SEC)})`,
    ),
  );
  return `(${row}dst_hi, ${row}dst_lo, ${row}minute) IN (${[...new Set(keys)].join(', ')})`;
}

/** SQL condition on rows of `inbound` (alias i): a query of a flood that this detector tells of. */
export async function isRandomNameQuery(context: DetectorContext): Promise<string> {
  return `(i.signature = ${NEW_DNS_NAME} AND ${inWindows(await floodedWindows(context), 'i.')})`;
}

export const dnsFlood: Detector = {
  id: 'dns_water_torture',
  title: 'DNS query flood (water torture)',
  async detect(context) {
    const windows = await floodedWindows(context);
    const findings: Finding[] = [];
    // One search a server: the zone is named in the text.
    for (const server of new Map(windows.map((each) => [`${each.hi}/${each.lo}`, each])).values())
      for (const own of [false, true])
        findings.push(
          ...(await floodsOf(
            context,
            windows.filter(({ hi, lo }) => hi === server.hi && lo === server.lo),
            own,
          )),
        );
    return findings;
  },
};

// `own`: those asked by own and spared addresses, which are no sources: the clients of a resolver.
function floodsOf(
  context: DetectorContext,
  windows: readonly FloodedWindow[],
  own: boolean,
): Promise<Finding[]> {
  const { thresholds } = context;
  const busiest = windows.reduce((a, b) => (b.new_names > a.new_names ? b : a));
  const least = thresholds['dns_flood.new_names_per_minute'];
  const newNames = Number(busiest.new_names);
  return findPacketFloods(context, {
    vector: 'dns_water_torture',
    classes: [CLASS.udp],
    hidden: own,
    mayBeAnswered: true,
    from: `FROM ${own ? 'spared_in' : 'inbound'} i WHERE i.class = ${CLASS.udp} AND i.signature = ${NEW_DNS_NAME} AND ${inWindows(windows, 'i.')}`,
    seconds: `signature = ${NEW_DNS_NAME}`,
    byPort: true,
    leastPerMinute: least,
    leastPeak: 0,
    leastShare: 0,
    // Somebody who tries a list of names is looking for hosts; only many sources, or great speed, are a flood.
    accepts: ({ peak, sources }) =>
      sources >= thresholds['dns_flood.sources'] || peak >= thresholds['dns_flood.peak_per_second'],
    service: (port) => `udp/${port}`,
    criteria: ({ perMinute, peak }) => [
      reaches(
        'queries for new names per minute',
        perMinute,
        least,
        'queries/min',
        'DNS queries in the busiest minute for names not asked lately, look-ups of addresses left out',
      ),
      reaches(
        'share of new names',
        newNames / Number(busiest.queries),
        thresholds['dns_flood.new_share'],
        'share',
        'their share of all queries to the server in that minute',
      ),
      reaches(
        'share of one zone',
        Number(busiest.zone_names) / newNames,
        thresholds['dns_flood.zone_share'],
        'share',
        'the share of the new names that lie below the zone asked most',
      ),
      reaches(
        'busiest second',
        peak,
        thresholds['dns_flood.peak_per_second'],
        'queries/s',
        'such queries in the busiest second; decides only when they come from few sources',
      ),
    ],
    reason: (target, { packets, sources }) =>
      `${grouped(packets)} DNS queries reached ${target} from ${sourceAddresses(sources)}, each for a name that had not been asked before, most of them below ${busiest.zone}; the server told of a failure (no such name) in most of its answers, or hardly answered. ${own ? OWN_CLIENTS : 'Resolvers pass on what their clients ask, and a source may be forged: none of them is called an attacker.'}`,
  });
}
