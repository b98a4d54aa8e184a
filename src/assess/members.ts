// The sources of all findings: one table in the case database, the verdict of each (source, vector), and per source the best of them.

import type { CaseStore } from '../aggregate/store.ts';
import { type Prefix, parsePrefix, prefixContains } from '../model/address.ts';
import { VECTOR_LABELS } from '../model/vectors.ts';
import { type Finding, MEMBER_COLUMNS } from './finding.ts';
import { insidePrefixes } from './own.ts';
import { WEB_PORTS } from './socket-pile.ts';
import { countTranslatedOnce } from './translated.ts';
import type { VectorGroup, Wave } from './waves.ts';

/** Verdicts as numbers in the case database; index into VERDICTS of model/verdict.ts. */
export const VERDICT_NUMBER = { proven: 0, likely: 1, reflector: 2, unproven: 3, refuted: 4 } as const;

// Address blocks that cannot be the source of a packet on the public Internet: IANA registries with "Globally Reachable: false".
const BOGONS = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/127',
  '100::/64',
  '2001:2::/48',
  '2001:db8::/32',
  '3fff::/20',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];
const INTERNAL = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
];
const DOCUMENTATION = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'];

/** Bit of a vector group in `vectors`; there are at most 62 groups. */
export function vectorBit(index: number): bigint {
  return 1n << BigInt(index);
}

/**
 * Creates `members` (a row a finding and source, with the bit of its vector and the number of its wave, from 0) and `sources` (a row a source: sums, best verdict).
 * An HTTP request needs a completed connection, so those sources are proven; the others are unproven, or refuted when they cannot exist.
 */
export async function createSources(
  store: CaseStore,
  groups: readonly VectorGroup[],
  waves: readonly Wave[],
): Promise<void> {
  await store.run(
    `CREATE TABLE members AS SELECT ''::VARCHAR AS vector, 0::UTINYINT AS verdict, 0::BIGINT AS vector_bit, 0::UINTEGER AS wave, false AS internal, ${MEMBER_COLUMNS.map(memberType).join(', ')} WHERE false`,
  );
  const parts = await partsOfSources(store);
  for (const [index, group] of groups.entries()) {
    for (const finding of group.findings) {
      const wave = waves.findIndex((each) => each.findings.includes(finding));
      const target = finding.target.address;
      const bogon = bogonCondition(target);
      const internal = isInternalOrUnknown(target)
        ? insidePrefixes(prefixes(INTERNAL), 'src_hi', 'src_lo')
        : 'false';
      const verdict = finding.proves
        ? `${VERDICT_NUMBER.proven}`
        : `CASE WHEN ${bogon} OR denied > 0 THEN ${VERDICT_NUMBER.refuted} WHEN ${LIKELY} THEN ${VERDICT_NUMBER.likely} ELSE ${baseVerdict(finding)} END`;
      for (const part of parts)
        await store.run(
          `INSERT INTO members SELECT '${finding.vector}', ${verdict}, ${vectorBit(index)}::BIGINT, ${wave}, ${internal}, ${MEMBER_COLUMNS.join(', ')} FROM (${finding.membersSql}) WHERE ${part}`,
        );
    }
  }
  await countTranslatedOnce(store, groups, waves);
  for (const [index, part] of parts.entries())
    await store.run(`${index === 0 ? 'CREATE TABLE sources AS' : 'INSERT INTO sources'} ${sourcesSql(part)}`);
}

/** Rows of the fold that are grouped by source at once: DuckDB keeps the groups of a statement in memory, some 500 bytes each. */
const ROWS_AT_ONCE = 700_000;

/**
 * SQL conditions on src_lo and src_hi, ranges that together hold every source once: a flood with random addresses has as many sources as packets.
 * Ranges and not remainders, because DuckDB hands a comparison down to the scan of a table. Where they are cut changes no row.
 */
export async function partsOfSources(
  store: Pick<CaseStore, 'query'>,
  rowsAtOnce: number = ROWS_AT_ONCE,
): Promise<string[]> {
  const rows =
    'SELECT src_hi, src_lo FROM packet_minutes UNION ALL SELECT client_hi, client_lo FROM request_minutes UNION ALL SELECT remote_hi, remote_lo FROM sockets';
  const [{ n }] = await store.query<{ n: bigint }>(`SELECT count(*)::BIGINT AS n FROM (${rows})`);
  const count = Math.ceil(Number(n) / rowsAtOnce);
  // One source in sixteen tells where to cut as well as all of them.
  const some = `(${rows}) WHERE hash(src_hi, src_lo) % 16 = 0`;
  const parts: string[] = [];
  for (const { condition, shares } of await ranges(store, 'src_lo', some, count)) {
    // Many sources with one src_lo: an IPv6 flood from ::1 in random networks.
    const within = shares < 3 ? [] : await ranges(store, 'src_hi', `${some} AND ${condition}`, shares);
    if (within.length <= 1) parts.push(condition);
    else for (const range of within) parts.push(`${condition} AND ${range.condition}`);
  }
  return parts;
}

// Ranges of a column in which about one of `count` equal shares of the rows lies, or `shares` of them where one value has so many.
async function ranges(
  store: Pick<CaseStore, 'query'>,
  column: string,
  from: string,
  count: number,
): Promise<{ condition: string; shares: number }[]> {
  if (count <= 1) return [{ condition: 'true', shares: 1 }];
  const quantiles = Array.from({ length: count - 1 }, (_, index) => (index + 1) / count);
  const cuts = await store.query<{ cut: number; shares: bigint }>(
    `SELECT cut, count(*)::BIGINT AS shares FROM (SELECT floor(unnest(approx_quantile(${column}::DOUBLE, [${quantiles.join(', ')}]))) AS cut FROM ${from}) GROUP BY cut ORDER BY cut`,
  );
  // The estimate may lie a little beyond the largest value.
  const bounds = cuts
    .filter(({ cut }) => cut < 2 ** 64)
    .map(({ cut, shares }) => ({ from: `${BigInt(cut)}::UBIGINT`, shares: Number(shares) }));
  if (bounds.length === 0) return [{ condition: 'true', shares: count }];
  return [
    { condition: `${column} < ${bounds[0].from}`, shares: 1 },
    ...bounds.map((bound, index) => {
      const next = bounds[index + 1];
      const below = next === undefined ? '' : ` AND ${column} < ${next.from}`;
      return { condition: `${column} >= ${bound.from}${below}`, shares: bound.shares };
    }),
  ];
}

// Most sources stand in one finding, and their row is taken as it is: adding up all of 0.8 M took 1.2 s of CPU, this 0.3 (2026-11).
// Other proof that an address exists, wherever it stands in the evidence: a completed handshake, an established socket, a logged request.
function sourcesSql(part: string): string {
  const members = `(SELECT * FROM members WHERE ${part})`;
  const within = (side: 'client' | 'remote'): string => part.replace(/\bsrc_(?=hi|lo)/g, `${side}_`);
  return `
    WITH several AS MATERIALIZED (SELECT src_hi, src_lo FROM ${members} GROUP BY src_hi, src_lo HAVING count(*) > 1),
    m AS (
      SELECT src_hi, src_lo, ${SOURCE_COLUMNS.map(([name, of, over]) => sourceColumn(of, name, over)).join(', ')}
      FROM ${members} ANTI JOIN several USING (src_hi, src_lo)
      UNION ALL
      SELECT src_hi, src_lo, ${SOURCE_COLUMNS.map(([name, of, over]) => sourceColumn(`${over}(${of})`, name, over)).join(', ')}
      FROM ${members} SEMI JOIN several USING (src_hi, src_lo)
      GROUP BY src_hi, src_lo),
    h AS (SELECT src_hi, src_lo, sum(handshakes) AS handshakes FROM syn_pairs WHERE handshakes > 0 AND ${part} GROUP BY src_hi, src_lo),
    e AS (SELECT DISTINCT remote_hi, remote_lo FROM sockets_in WHERE state IN ${USED_SOCKET} AND ${within('remote')}),
    p AS (SELECT src_hi, src_lo, min(port) AS port_min, max(port) AS port_max, count(DISTINCT port) AS ports FROM (
        SELECT src_hi, src_lo, remote_port AS port FROM (${socketsOfRequestsSql('m')}) UNION ALL SELECT src_hi, src_lo, port FROM (${portsOfRequestsSql('m')}))
      GROUP BY src_hi, src_lo),
    l AS (SELECT DISTINCT client_hi, client_lo FROM requests_in WHERE ${within('client')}),
    first_attack AS (SELECT min(first_us) AS us FROM members),
    b AS (SELECT DISTINCT hi, lo FROM (
      SELECT client_hi AS hi, client_lo AS lo FROM requests_in, first_attack WHERE last_us < us AND ${within('client')}
      UNION ALL SELECT src_hi, src_lo FROM inbound, first_attack WHERE last_us < us AND ${part}))
    SELECT m.* REPLACE (coalesce(m.port_min, p.port_min) AS port_min, greatest(m.port_max, coalesce(p.port_max, 0)) AS port_max, greatest(m.ports, coalesce(p.ports, 0)) AS ports),
      coalesce(h.handshakes, 0)::UBIGINT AS handshakes, e.remote_hi IS NOT NULL AS established, l.client_hi IS NOT NULL AS logged, b.hi IS NOT NULL AS before
    FROM m LEFT JOIN h USING (src_hi, src_lo) LEFT JOIN e ON e.remote_hi = m.src_hi AND e.remote_lo = m.src_lo
    LEFT JOIN p ON p.src_hi = m.src_hi AND p.src_lo = m.src_lo
    LEFT JOIN l ON l.client_hi = m.src_hi AND l.client_lo = m.src_lo LEFT JOIN b ON b.hi = m.src_hi AND b.lo = m.src_lo`;
}

// A sum of integers is a HUGEINT to DuckDB.
function sourceColumn(value: string, name: string, over: string): string {
  return `(${value})${over === 'sum' ? '::UBIGINT' : ''} AS ${name}`;
}

// Columns of a source: the name, what a member gives, and how those of several members become one.
const SOURCE_COLUMNS: readonly (readonly [
  name: string,
  of: string,
  over: 'min' | 'max' | 'sum' | 'bit_or' | 'bool_or',
])[] = [
  ['verdict', 'verdict', 'min'],
  ['vectors', 'vector_bit', 'bit_or'],
  ['first_wave', 'wave', 'min'],
  ['last_wave', 'wave', 'max'],
  ['internal', 'internal', 'bool_or'],
  ['proven_vectors', 'CASE WHEN verdict = 0 THEN vector_bit ELSE 0::BIGINT END', 'bit_or'],
  ['packets', 'packets', 'sum'],
  ['bytes_received', 'CASE WHEN packets > 0 THEN bytes ELSE 0 END', 'sum'],
  ['bytes_sent', 'CASE WHEN packets > 0 THEN 0 ELSE bytes END', 'sum'],
  ['requests', 'requests', 'sum'],
  ['sockets', 'sockets', 'sum'],
  ['first_us', 'first_us', 'min'],
  ['last_us', 'last_us', 'max'],
  ['peak_packets', 'peak_packets', 'max'],
  ['peak_bytes', 'peak_bytes', 'max'],
  ['peak_requests', 'peak_requests', 'max'],
  ['ttl_min', 'nullif(ttl_min, 0)', 'min'],
  ['ttl_max', 'ttl_max', 'max'],
  ['port_min', 'nullif(port_min, 0)', 'min'],
  ['port_max', 'port_max', 'max'],
  ['ports', 'ports', 'max'],
  ['seen', 'seen', 'max'],
  ['active', 'active', 'max'],
  ['denied', 'denied', 'max'],
  ['fingerprint', 'fingerprint', 'max'],
  ['tool', 'tool', 'max'],
  ['first_ref', 'first_ref', 'min'],
  ['evidence_0', 'evidence_0', 'bit_or'],
  ['evidence_1', 'evidence_1', 'bit_or'],
  ['evidence_2', 'evidence_2', 'bit_or'],
  ['evidence_3', 'evidence_3', 'bit_or'],
];
/** SQL list of the states of a socket that got past the handshake. */
export const USED_SOCKET = '(1, 4, 5, 6, 8, 9, 11)';
// A socket stands in a dump for a minute after its last packet (TIME_WAIT), and the clocks of dump and log may differ a little.
const AROUND_US = 120e6;

/**
 * SQL of the sockets, in dumps, on which sources without a port of their own may have asked: few web servers log ports, dumps do.
 * `sources` has src_hi, src_lo, first_us, last_us, requests; rows have src_hi, src_lo and the columns of sockets_in.
 */
export function socketsOfRequestsSql(sources: string): string {
  return `SELECT m.src_hi, m.src_lo, s.* FROM ${sources} m JOIN sockets_in s ON s.remote_hi = m.src_hi AND s.remote_lo = m.src_lo
    WHERE m.requests > 0 AND m.packets = 0 AND s.state IN ${USED_SOCKET} AND s.local_port IN ${WEB_PORTS} AND s.at_us BETWEEN m.first_us - ${AROUND_US} AND m.last_us + ${AROUND_US}`;
}

/** SQL of the ports (src_hi, src_lo, port, at_us, evidence, line) from which sources asked, as their web log tells: of the first and the last of what it counts together. */
export function portsOfRequestsSql(sources: string): string {
  const logged = (which: 'first' | 'last'): string =>
    `SELECT m.src_hi, m.src_lo, q.${which}_port AS port, q.${which}_us AS at_us, q.evidence, q.${which}_record AS line FROM ${sources} m JOIN requests_in q ON q.client_hi = m.src_hi AND q.client_lo = m.src_lo
    WHERE m.requests > 0 AND q.${which}_port > 0 AND q.first_us >= m.first_us AND q.last_us <= m.last_us`;
  return `${logged('first')} UNION ALL ${logged('last')} AND q.last_record <> q.first_record`;
}

// A real stack repeats unanswered SYNs on a schedule; a source that does so on many connections opens them in earnest. A visitor who
// cannot get through does it on one or two, and is not among the members at all.
const LIKELY = 'retransmits >= 5 AND ports >= 5';

// What a source is when nothing speaks against it.
function baseVerdict(finding: Finding): number {
  if (finding.proves) return VERDICT_NUMBER.proven;
  return VECTOR_LABELS[finding.vector].path === 'reflected'
    ? VERDICT_NUMBER.reflector
    : VERDICT_NUMBER.unproven;
}

function prefixes(texts: readonly string[]): Prefix[] {
  return texts.map((text) => parsePrefix(text) as Prefix);
}

// A source that cannot exist on the public Internet is forged, if the target is public. Documentation addresses stand for public
// ones in exercises: as targets they count as public, and as sources they are no bogon against another documentation address.
function bogonCondition(target: string): string {
  const words = parsePrefix(target)?.words;
  const inside = (list: readonly string[]): boolean =>
    words !== undefined && prefixes(list).some((prefix) => prefixContains(prefix, words, 0));
  if (inside(INTERNAL)) return 'false';
  const blocks = inside(DOCUMENTATION) ? BOGONS.filter((block) => !DOCUMENTATION.includes(block)) : BOGONS;
  return insidePrefixes(prefixes(blocks), 'src_hi', 'src_lo');
}

// Private to private is an internal host; private to public from outside is forged.
function isInternalOrUnknown(target: string): boolean {
  return parsePrefix(target) === undefined || isInternalAddress(target);
}

/** True for an address, or a prefix, of an internal network. */
export function isInternalAddress(text: string): boolean {
  const words = parsePrefix(text)?.words;
  return words !== undefined && prefixes(INTERNAL).some((prefix) => prefixContains(prefix, words, 0));
}

/** SQL condition: the address, given by the columns of its halves, is one of an internal network. */
export function isInternal(hi: string, lo: string): string {
  return insidePrefixes(prefixes(INTERNAL), hi, lo);
}

/** SQL condition: both addresses, given by the columns of their halves, are those of an internal network. */
export function bothInternal(
  a: readonly [hi: string, lo: string],
  b: readonly [hi: string, lo: string],
): string {
  return `(${[a, b].map(([hi, lo]) => isInternal(hi, lo)).join(' AND ')})`;
}

function memberType(column: string): string {
  const type = MEMBER_TYPES[column];
  return `${type === 'DOUBLE' ? '0.0' : '0'}::${type} AS ${column}`;
}

const MEMBER_TYPES: Record<string, string> = {
  src_hi: 'UBIGINT',
  src_lo: 'UBIGINT',
  packets: 'UBIGINT',
  bytes: 'DOUBLE',
  requests: 'UBIGINT',
  sockets: 'UBIGINT',
  handshakes: 'UBIGINT',
  first_us: 'DOUBLE',
  last_us: 'DOUBLE',
  peak_packets: 'UINTEGER',
  peak_bytes: 'UINTEGER',
  peak_requests: 'UINTEGER',
  ttl_min: 'UTINYINT',
  ttl_max: 'UTINYINT',
  port_min: 'USMALLINT',
  port_max: 'USMALLINT',
  ports: 'UINTEGER',
  seen: 'UINTEGER',
  active: 'UINTEGER',
  first_ref: 'BIGINT',
  evidence_0: 'BIGINT',
  evidence_1: 'BIGINT',
  evidence_2: 'BIGINT',
  evidence_3: 'BIGINT',
  fingerprint: 'UINTEGER',
  tool: 'UTINYINT',
  denied: 'UINTEGER',
  retransmits: 'UINTEGER',
};

/** Distinct sources of each verdict among the members that fit `condition`, best verdict first; sums to the distinct sources. */
export async function countByVerdict(
  store: CaseStore,
  condition: string,
): Promise<Record<'proven' | 'likely' | 'reflector' | 'unproven' | 'refuted' | 'claimed', number>> {
  const counts = { proven: 0, likely: 0, reflector: 0, unproven: 0, refuted: 0, claimed: 0 };
  const names = ['proven', 'likely', 'reflector', 'unproven', 'refuted'] as const;
  const rows = await store.query<{ verdict: number; n: bigint }>(
    `SELECT verdict, count(*)::BIGINT AS n FROM (SELECT min(verdict) AS verdict FROM members WHERE ${condition} GROUP BY src_hi, src_lo) GROUP BY verdict`,
  );
  for (const { verdict, n } of rows) counts[names[verdict]] = Number(n);
  return counts;
}
