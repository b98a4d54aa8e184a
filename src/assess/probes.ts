// Hostile activity that is no denial of service: scans, vulnerability probes, password guessing. Told apart so that it is neither
// counted as the attack nor lost.

import type { CaseStore } from '../aggregate/store.ts';
import { addressText } from '../model/address.ts';
import { TCP } from '../model/batch.ts';
import type { ActivityFacts } from '../model/facts.ts';
import { LOGIN_PATHS, PROBED_PATHS, pathPattern } from '../model/probed-paths.ts';
import { formatMicroseconds } from '../model/time.ts';
import { CLASS, HTTP_LOGIN, HTTP_PROBE } from '../model/traffic.ts';
import { BACKSCATTER } from './detectors/icmp-errors.ts';
import { type DetectorContext, recordPointer } from './finding.ts';
import { SCAN_LIMIT_PER_MINUTE } from './surges.ts';
import { refusedGuesses } from './unused-answers.ts';

const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;
/** Most sources listed per kind. */
const MOST_LISTED = 20;

interface ProbeRow extends Record<string, bigint | number> {
  hi: bigint;
  lo: bigint;
  n: bigint;
  distinct_things: bigint;
  first_us: number;
  last_us: number;
  first_ref: bigint;
}

/** A kind of activity: SQL that yields ProbeRow columns, and what it means. */
interface Probe {
  kind: ActivityFacts['kind'];
  title: string;
  attackTechnique: string;
  /** A completed connection is part of the record. */
  proven: boolean;
  unit: string;
  text: string;
  sql(context: DetectorContext): string;
}

const REQUESTS = `FROM requests_in r JOIN texts t ON t.evidence = r.evidence AND t.id = r.path_id`;
const REQUEST_COLUMNS = `r.client_hi AS hi, r.client_lo AS lo, sum(r.requests)::BIGINT AS n, count(DISTINCT t.text)::BIGINT AS distinct_things,
  min(r.first_us) AS first_us, max(r.last_us) AS last_us, min(${recordPointer('r.first_record').replace('evidence', 'r.evidence')})::BIGINT AS first_ref`;

const PROBED = pathPattern(PROBED_PATHS);
const LOGINS = pathPattern(LOGIN_PATHS);

const IS_PROBE = `(regexp_matches(lower(t.text), ${PROBED}) OR r.probe_query = 1)`;
const IS_LOGIN = `(r.method = 2 AND regexp_matches(lower(t.text), ${LOGINS}))`;

function loggedProbes(context: DetectorContext): string {
  return `SELECT ${REQUEST_COLUMNS} ${REQUESTS} WHERE ${IS_PROBE} GROUP BY hi, lo HAVING n >= ${context.thresholds['probe.requests']}`;
}

function loggedLogins(context: DetectorContext): string {
  return `SELECT ${REQUEST_COLUMNS} ${REQUESTS} WHERE ${IS_LOGIN} AND (r.client_hi, r.client_lo) IN (SELECT (client_hi, client_lo) FROM (${LOGGED_TOOLS})) GROUP BY hi, lo
    QUALIFY n >= ${context.thresholds['probe.logins']} OR (n >= ${LEAST_TRIES} AND count(*) FILTER (n >= ${LEAST_TRIES}) OVER (PARTITION BY floor(min(r.first_us) / 3.6e9)) >= ${MANY_GUESSERS})`;
}

/** So many addresses that begin within one hour and do hardly anything but log in, each so often, guess together. */
const MANY_GUESSERS = 50;
const LEAST_TRIES = 3;

// As TOOLS, of requests in logs.
const LOGGED_TOOLS = `SELECT r.client_hi, r.client_lo ${REQUESTS} GROUP BY ALL
  HAVING 2 * coalesce(sum(r.requests) FILTER (${IS_LOGIN} OR ${IS_PROBE}), 0) >= sum(r.requests)`;

const CONNECTED =
  '(src_hi, src_lo, dst_hi, dst_lo, port) IN (SELECT (src_hi, src_lo, dst_hi, dst_lo, port) FROM syn_pairs WHERE handshakes > 0)';

// Sources of requests in captures that the log does not tell already, and that are no participants of a flood.
function captured(signature: number, logged: string, least: number, proven: boolean): string {
  const byTool =
    signature === HTTP_LOGIN
      ? `AND (src_hi, src_lo, dst_hi, dst_lo, port) IN (SELECT (src_hi, src_lo, dst_hi, dst_lo, port) FROM (${TOOLS}))`
      : '';
  return `
    SELECT src_hi AS hi, src_lo AS lo, sum(requests)::BIGINT AS n, 0::BIGINT AS distinct_things, min(first_us) AS first_us, max(last_us) AS last_us, min(${recordPointer('first_record')})::BIGINT AS first_ref
    FROM inbound WHERE class = ${CLASS.data} AND signature = ${signature} AND ${proven ? '' : 'NOT '}${CONNECTED} ${byTool} AND (src_hi, src_lo) NOT IN (SELECT (hi, lo) FROM (${logged}))
      AND (src_hi, src_lo) NOT IN (SELECT (src_hi, src_lo) FROM members WHERE vector = 'http_flood') GROUP BY hi, lo HAVING n >= ${least}`;
}

// At least as many probes and log-in attempts as other requests: a tool, and not an office whose people log in.
const TOOLS = `SELECT src_hi, src_lo, dst_hi, dst_lo, port FROM inbound WHERE class = ${CLASS.data} AND requests > 0 GROUP BY ALL
  HAVING 2 * coalesce(sum(requests) FILTER (signature IN (${HTTP_PROBE}, ${HTTP_LOGIN})), 0) >= sum(requests)`;

/**
 * SQL that yields sources (src_*, dst_*, port) whose requests in captures are for the greater part probes and log-in attempts, on ports
 * where all of them together are slower than floods: what they repeat is no flood.
 */
export const PROBING_SOURCES: string = `SELECT * FROM (${TOOLS}) WHERE (dst_hi, dst_lo, port) NOT IN (SELECT (dst_hi, dst_lo, port) FROM (
  SELECT dst_hi, dst_lo, port FROM inbound JOIN (${TOOLS}) USING (src_hi, src_lo, dst_hi, dst_lo, port) WHERE class = ${CLASS.data}
  GROUP BY dst_hi, dst_lo, port, minute HAVING sum(requests) >= ${SCAN_LIMIT_PER_MINUTE}))`;

// Sources with so many rows of SYNs that they may scan: there are no more different ports or addresses than rows, and most sources of a flood have
// few, so that rows are counted before anything is added up. Asked once for both kinds of scan. Those whose SYNs mostly belong to a SYN flood, and are
// faster than scans, do not scan as well.
function mayScanSql({ thresholds }: DetectorContext): string {
  return `CREATE TABLE may_scan AS
    WITH many AS MATERIALIZED (SELECT src_hi, src_lo FROM inbound WHERE class = ${CLASS.syn}
        GROUP BY src_hi, src_lo HAVING count(*) >= ${Math.min(thresholds['probe.ports'], thresholds['probe.addresses'])}),
      b AS MATERIALIZED (SELECT src_hi, src_lo, count(*) AS row_count, sum(packets) AS n, (max(last_us) - min(first_us)) / 1e6 + 1 AS sec
        FROM inbound SEMI JOIN many USING (src_hi, src_lo) WHERE class = ${CLASS.syn} GROUP BY src_hi, src_lo),
      f AS (SELECT src_hi, src_lo, sum(packets) AS n FROM members SEMI JOIN b USING (src_hi, src_lo) WHERE vector = 'syn_flood' GROUP BY src_hi, src_lo)
    SELECT src_hi, src_lo, row_count FROM b LEFT JOIN f USING (src_hi, src_lo) WHERE 2 * coalesce(f.n, 0) < b.n OR b.n < ${thresholds['syn_flood.spread_per_second']} * sec`;
}

// SYNs of those with so many rows at least.
function synRowsOf(least: number): string {
  return `FROM inbound SEMI JOIN (SELECT src_hi, src_lo FROM may_scan WHERE row_count >= ${least}) s USING (src_hi, src_lo) WHERE class = ${CLASS.syn}`;
}

/** Of sources whose handshake the capture does not show. */
const NOT_SEEN = 'no handshake seen';

const PROBES: readonly Probe[] = [
  {
    kind: 'port_scan',
    title: 'Port scan',
    attackTechnique: 'T1046 Network Service Discovery',
    proven: false,
    unit: 'ports',
    text: 'few SYNs to each of many ports of one address',
    sql: (context) => `
      SELECT src_hi AS hi, src_lo AS lo, sum(packets)::BIGINT AS n, count(DISTINCT port)::BIGINT AS distinct_things, min(first_us) AS first_us, max(last_us) AS last_us, min(${recordPointer('first_record')})::BIGINT AS first_ref
      ${synRowsOf(context.thresholds['probe.ports'])} GROUP BY hi, lo, dst_hi, dst_lo
      HAVING distinct_things >= ${context.thresholds['probe.ports']} AND n <= 5 * distinct_things`,
  },
  {
    kind: 'port_scan',
    title: 'Sweep over addresses',
    attackTechnique: 'T1595.001 Scanning IP Blocks',
    proven: false,
    unit: 'addresses',
    text: 'few SYNs to each of many addresses of one network',
    sql: (context) => `
      SELECT src_hi AS hi, src_lo AS lo, sum(packets)::BIGINT AS n, count(DISTINCT dst_lo)::BIGINT AS distinct_things, min(first_us) AS first_us, max(last_us) AS last_us, min(${recordPointer('first_record')})::BIGINT AS first_ref
      ${synRowsOf(context.thresholds['probe.addresses'])} AND dst_hi = 0 GROUP BY hi, lo, dst_lo // 256
      HAVING distinct_things >= ${context.thresholds['probe.addresses']} AND n <= 5 * count(DISTINCT (dst_lo, port))`,
  },
  {
    kind: 'port_scan',
    title: 'Port scan in firewall logs',
    attackTechnique: 'T1046 Network Service Discovery',
    proven: false,
    unit: 'ports',
    text: 'few SYNs or datagrams to each of many ports of one address, as a packet filter logged them',
    // The same lines in two logs count once.
    sql: ({ thresholds }) => `
      SELECT hi, lo, max(n)::BIGINT AS n, max(distinct_things)::BIGINT AS distinct_things, min(first_us) AS first_us, max(last_us) AS last_us, min(first_ref)::BIGINT AS first_ref FROM (
        SELECT src_hi AS hi, src_lo AS lo, dst_hi, dst_lo, evidence, sum(events) AS n, count(DISTINCT (protocol, port)) AS distinct_things, min(first_us) AS first_us, max(last_us) AS last_us, min(${recordPointer('first_record')}) AS first_ref
        FROM packets_logged WHERE protocol = ${IPPROTO_UDP} OR (protocol = ${IPPROTO_TCP} AND detail & ${TCP.SYN | TCP.ACK} = ${TCP.SYN}) GROUP BY hi, lo, dst_hi, dst_lo, evidence
        HAVING distinct_things >= ${thresholds['probe.ports']} AND n <= 5 * distinct_things AND n < ${thresholds['syn_flood.spread_per_second']} * ((max(last_us) - min(first_us)) / 1e6 + 1))
      GROUP BY hi, lo, dst_hi, dst_lo`,
  },
  {
    kind: 'vulnerability_probe',
    title: 'Vulnerability probes',
    attackTechnique: 'T1595.002 Vulnerability Scanning',
    proven: true,
    unit: 'requests',
    text: 'requests for system files, consoles and known holes, SQL and commands in queries',
    sql: loggedProbes,
  },
  ...[true, false].map(
    (proven): Probe => ({
      kind: 'vulnerability_probe',
      title: proven ? 'Vulnerability probes in captures' : `Vulnerability probes in captures, ${NOT_SEEN}`,
      attackTechnique: 'T1595.002 Vulnerability Scanning',
      proven,
      unit: 'requests',
      text: 'requests in the clear for system files, consoles and known holes, SQL and commands in queries',
      sql: (context) =>
        captured(HTTP_PROBE, loggedProbes(context), context.thresholds['probe.requests'], proven),
    }),
  ),
  {
    kind: 'web_scan',
    title: 'Web scan',
    attackTechnique: 'T1595.003 Wordlist Scanning',
    proven: true,
    unit: 'paths',
    text: 'many different paths that do not exist',
    sql: (
      context,
    ) => `SELECT * FROM (SELECT ${REQUEST_COLUMNS}, sum(r.requests) FILTER (r.status BETWEEN 400 AND 404) AS missed ${REQUESTS} GROUP BY hi, lo)
      WHERE distinct_things >= ${context.thresholds['probe.missing_paths']} AND missed >= 0.7 * n`,
  },
  {
    kind: 'password_guessing',
    title: 'Password guessing on the web',
    attackTechnique: 'T1110 Brute Force',
    proven: true,
    unit: 'attempts',
    text: 'posts to log-in pages again and again',
    sql: loggedLogins,
  },
  ...[true, false].map(
    (proven): Probe => ({
      kind: 'password_guessing',
      title: proven
        ? 'Password guessing on the web in captures'
        : `Password guessing on the web in captures, ${NOT_SEEN}`,
      attackTechnique: 'T1110 Brute Force',
      proven,
      unit: 'attempts',
      text: 'posts in the clear to log-in pages again and again',
      sql: (context) =>
        captured(HTTP_LOGIN, loggedLogins(context), context.thresholds['probe.logins'], proven),
    }),
  ),
  {
    kind: 'password_guessing',
    title: 'Many connections to a log-in service',
    attackTechnique: 'T1110 Brute Force',
    proven: true,
    unit: 'connections',
    text: 'SSH, FTP, Telnet or RDP, connected to again and again: as password guessing does, and as programs do that copy or deploy',
    sql: (context) => `
      SELECT src_hi AS hi, src_lo AS lo, sum(handshakes)::BIGINT AS n, count(DISTINCT port)::BIGINT AS distinct_things, min(first_us) AS first_us, max(last_us) AS last_us, min(${recordPointer('first_record')})::BIGINT AS first_ref
      FROM inbound WHERE class = 1 AND port IN (21, 22, 23, 3389) GROUP BY hi, lo HAVING n >= ${context.thresholds['probe.connections']}`,
  },
  {
    kind: 'password_guessing',
    title: 'Refused SIP requests',
    attackTechnique: 'T1110 Brute Force',
    proven: false,
    unit: 'requests',
    text: 'more than phones make, refused again and again: as guessing of passwords and numbers does, and as many phones behind one address do whose password is wrong',
    sql: ({ thresholds }) => refusedGuesses(thresholds),
  },
];

// Told from so many messages on: a few stray ones come in at all times.
const backscatter: Probe = {
  kind: 'backscatter',
  title: 'Backscatter: time-exceeded messages for packets that were not sent',
  attackTechnique: '',
  proven: false,
  unit: 'messages',
  text: 'routers report packets that bore an own address as source and ran out of time; the captures do not show them sent, so that it was forged elsewhere or they left by another way',
  sql: (context) => `
    SELECT i.src_hi AS hi, i.src_lo AS lo, sum(i.packets)::BIGINT AS n, 0::BIGINT AS distinct_things, min(i.first_us) AS first_us, max(i.last_us) AS last_us, min(${recordPointer('i.first_record').replace('evidence', 'i.evidence')})::BIGINT AS first_ref
    ${BACKSCATTER} GROUP BY hi, lo QUALIFY sum(n) OVER () >= ${context.thresholds['ip_flood.packets_per_minute']}`,
};

/** All activities found, most active sources first; sources already counted in a flood of the same kind of evidence stay listed here too. */
export async function findActivities(
  context: DetectorContext & Pick<CaseStore, 'run'>,
): Promise<ActivityFacts[]> {
  const out: ActivityFacts[] = [];
  await context.run(mayScanSql(context));
  for (const probe of [...PROBES, backscatter]) {
    const rows = await context.query<ProbeRow>(
      `SELECT hi, lo, n, distinct_things, first_us, last_us, first_ref FROM (${probe.sql(context)}) ORDER BY n DESC, hi, lo`,
    );
    if (rows.length === 0) continue;
    out.push({
      kind: probe.kind,
      title: probe.title,
      attackTechnique: probe.attackTechnique,
      text: probe.text,
      sources: rows.length,
      records: rows.reduce((sum, row) => sum + Number(row.n), 0),
      unit: probe.unit,
      proven: probe.proven,
      firstUtc: formatMicroseconds(Math.min(...rows.map((row) => row.first_us))),
      lastUtc: formatMicroseconds(Math.max(...rows.map((row) => row.last_us))),
      // An address seen in SYNs only may be forged, scans included: it is counted, not named.
      top: probe.proven
        ? rows.slice(0, MOST_LISTED).map((row) => ({
            address: addressText(row.hi, row.lo),
            records: Number(row.n),
            firstUtc: formatMicroseconds(row.first_us),
            firstRef: `E${row.first_ref >> 32n} record ${row.first_ref & 0xffffffffn}`,
          }))
        : [],
    });
  }
  await context.run('DROP TABLE may_scan');
  return out;
}
