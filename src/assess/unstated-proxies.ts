// Addresses that look like a reverse proxy, load balancer or delivery network which nobody stated: they carry the ordinary visitors of a site.

import { BUCKET_SEC } from '../model/traffic.ts';
import type { DetectorContext } from './finding.ts';
import { type ProxiedRequests, proxiedRequests } from './proxied-surges.ts';
import type { Surge } from './surges.ts';

/** Numbers of the networks that announce `count` addresses, 4 words each; 0 unknown. */
export type AsnOf = (words: Uint32Array, count: number) => Uint32Array;

/** What came from such addresses. They are in the table unstated_proxies (hi, lo). */
export interface UnstatedProxies extends ProxiedRequests {
  /** Share of the ordinary requests that these addresses carried, 0 to 1, on the site where it is lowest. */
  share: number;
  /** Different user agents of these requests on all sites. */
  agents: number;
}

type Context = DetectorContext & { run(sql: string): Promise<void> };

/** Ordinary requests below which they tell nothing; then the whole log is looked at, and more is asked of it. */
const LEAST_REQUESTS = 50;
/** Requests of a file from which it is also looked at by itself; pieces of a rotation are smaller, and may hold few clients by chance. */
const LEAST_REQUESTS_OF_FILE = 500;
/**
 * Pages that one user agent read at one address in one day, all of them pages that other user agents read too: a flood asks for few paths, or for
 * made-up ones. More where the log holds no time without a surge.
 */
const LEAST_PAGES = 3;
const LEAST_PAGES_IN_SURGE = 10;
/** In a log without user agents: hours in which the address came, pages it read, and the share of the requests that it carried alone. */
const LEAST_HOURS = 3;
const LEAST_PAGES_WITHOUT_AGENT = 10;
const LEAST_SHARE_EACH = 0.05;
const LEAST_SHARE_WITHOUT_AGENT = 0.9;
/**
 * Requests that name a page of the site as referrer which somebody asked for in that minute or the one before: how many tell something, and the share of
 * them whose own address had not asked for the page, from which visitors are spread over a pool of addresses.
 */
const LEAST_LINKED = 50;
const SPLIT_SHARE = 0.6;
/** Addresses of one block (/24, /48) from which visitors read, so many and by so many user agents together that the block is a pool. */
const LEAST_READING_IN_BLOCK = 5;
/** Share of the requests of surges that came through such blocks too: visitors of one network are no proxy of others. */
const POOL_SHARE = 0.5;
/** Ordinary requests from which only some minutes are looked at first. */
const SPLIT_SAMPLE = 50_000;
/** Such addresses in one block (/24, /48), and such blocks of one AS, from which others of it are taken for edges of the same network. */
const LEAST_IN_BLOCK = 2;
const LEAST_BLOCKS_IN_AS = 3;

const BLOCK = 'CASE WHEN hi = 0 THEN lo // 256 ELSE hi // 65536 END';
const ANSWERED = 'status BETWEEN 200 AND 399';

/**
 * Fills the table unstated_proxies from the requests of the sites that had a surge; undefined when no address looks so. Reads requests_in and
 * the surges, which are to be found again without these addresses.
 */
export async function findUnstatedProxies(
  context: Context,
  surges: readonly Surge[],
  asnOf: AsnOf,
): Promise<Omit<UnstatedProxies, keyof ProxiedRequests> | undefined> {
  await context.run('CREATE TABLE unstated_proxies (hi UBIGINT, lo UBIGINT)');
  if (surges.length === 0) return undefined;
  const found = await amongOrdinary(context, surges, asnOf);
  // They hold a row a client.
  await context.run('DROP VIEW ordinary; DROP VIEW of_sites');
  for (const table of ['site_clients', 'quiet_sites', 'scopes', 'surge_minutes'])
    await context.run(`DROP TABLE ${table}`);
  return found;
}

async function amongOrdinary(
  context: Context,
  surges: readonly Surge[],
  asnOf: AsnOf,
): Promise<Omit<UnstatedProxies, keyof ProxiedRequests> | undefined> {
  const { run, query, thresholds } = context;
  await run('CREATE TEMP TABLE surge_minutes (site VARCHAR, minute UINTEGER)');
  for (const { site, run: each } of surges)
    await run(
      `INSERT INTO surge_minutes SELECT '${site.replaceAll("'", "''")}', unnest(range(${each.first - each.margin}, ${each.last + each.margin + 1}))`,
    );
  // Each file by itself too: beside the log of the server there may be that of the proxy, with the clients in it.
  await run(`
    CREATE TEMP TABLE scopes AS
    WITH files AS (SELECT evidence, sum(requests) AS n FROM requests_in GROUP BY evidence)
    SELECT evidence, -1 AS file FROM files UNION ALL
    SELECT evidence, evidence::INTEGER FROM files WHERE n >= ${LEAST_REQUESTS_OF_FILE} AND (SELECT count(*) FROM files) > 1`);
  // Ordinary requests of each such site: outside its surges, or all where there are too few.
  await run(`
    CREATE TEMP VIEW of_sites AS
    SELECT s.site, f.file, r.evidence, r.minute, r.client_hi AS hi, r.client_lo AS lo, r.agent_id, r.path_id, r.referer_id, r.status, r.requests, m.minute IS NULL AS quiet
    FROM requests_in r JOIN scopes f ON f.evidence = r.evidence JOIN sites h ON h.evidence = r.evidence AND h.host_id = r.host_id JOIN (SELECT DISTINCT site FROM surge_minutes) s ON s.site = h.site
      LEFT JOIN (SELECT DISTINCT site, minute FROM surge_minutes) m ON m.site = s.site AND m.minute = r.minute`);
  await run(`
    CREATE TEMP TABLE quiet_sites AS SELECT site, file FROM of_sites WHERE quiet GROUP BY ALL HAVING sum(requests) >= ${LEAST_REQUESTS}`);
  await run(`
    CREATE TEMP VIEW ordinary AS SELECT o.*, q.site IS NOT NULL AS outside FROM of_sites o LEFT JOIN quiet_sites q USING (site, file) WHERE o.quiet OR q.site IS NULL`);
  await run(`
    CREATE TEMP TABLE site_clients AS
    SELECT site, file, outside, hi, lo, sum(requests)::DOUBLE AS requests, count(DISTINCT (evidence, agent_id)) AS pairs, false AS proxy FROM ordinary GROUP BY ALL`);
  const share = thresholds['unstated_proxy.share'];
  const least = thresholds['shared_address.user_agents'];
  await markReaders(context, share, least);
  await markBlocks(context, share, least);
  await markWithoutAgents(context);
  await markSplitVisits(context);
  const shares = await query<{ site: string; share: number }>(
    `SELECT site, ${shareOf('proxy')} AS share FROM site_clients GROUP BY site, file, outside HAVING share >= ${share} ORDER BY share, site`,
  );
  if (shares.length === 0) return undefined;
  await run(
    `INSERT INTO unstated_proxies SELECT DISTINCT hi, lo FROM site_clients JOIN (SELECT site, file FROM site_clients GROUP BY site, file, outside HAVING ${shareOf('proxy')} >= ${share}) USING (site, file) WHERE proxy`,
  );
  await addNeighbours(context, asnOf);
  const [{ agents }] = await query<{ agents: bigint }>(
    'SELECT count(DISTINCT a.text)::BIGINT AS agents FROM ordinary o JOIN unstated_proxies USING (hi, lo) JOIN texts a ON a.evidence = o.evidence AND a.id = o.agent_id',
  );
  return { share: shares[0].share, agents: Number(agents) };
}

/** What came from these addresses, and its surges. */
export async function unstatedRequests(
  context: Pick<DetectorContext, 'query' | 'thresholds' | 'siteName'>,
  found: Omit<UnstatedProxies, keyof ProxiedRequests> | undefined,
): Promise<UnstatedProxies | undefined> {
  if (found === undefined) return undefined;
  const came = await proxiedRequests(
    context,
    '(client_hi, client_lo) IN (SELECT hi, lo FROM unstated_proxies)',
    'unstated',
  );
  return came === undefined ? undefined : { ...came, ...found };
}

// Share of the requests, or of the clients (an address with a user agent) outside surges: monitoring that asks all day is one of these.
function shareOf(condition: string): string {
  return `greatest(coalesce(sum(requests) FILTER (${condition}), 0) / sum(requests), CASE WHEN outside THEN coalesce(sum(pairs) FILTER (${condition}), 0) / sum(pairs) ELSE 0 END)`;
}

// Addresses at which several user agents read the site as visitors do, within one day.
async function markReaders({ run, query }: Context, share: number, least: number): Promise<void> {
  // Most logs end here: few addresses have so many user agents.
  const sites = `SELECT site, file FROM site_clients GROUP BY site, file, outside HAVING ${shareOf(`pairs >= ${least}`)} >= ${share}`;
  if ((await query(`${sites} LIMIT 1`)).length === 0) return;
  await run(`
    UPDATE site_clients SET proxy = true FROM (
      WITH o AS (SELECT ordinary.* FROM ordinary SEMI JOIN (${sites}) USING (site, file) WHERE ${ANSWERED}),
        pages AS (SELECT site, file, evidence, path_id FROM o GROUP BY ALL HAVING count(DISTINCT agent_id) >= 2),
        readers AS (
          SELECT o.site, o.file, o.hi, o.lo, o.evidence, o.agent_id, o.minute // ${86_400 / BUCKET_SEC} AS day
          FROM o JOIN pages USING (site, file, evidence, path_id) SEMI JOIN (SELECT site, file, hi, lo FROM site_clients WHERE pairs >= ${least}) c USING (site, file, hi, lo)
          GROUP BY ALL HAVING count(DISTINCT o.path_id) >= CASE WHEN bool_and(o.outside) THEN ${LEAST_PAGES} ELSE ${LEAST_PAGES_IN_SURGE} END)
      SELECT DISTINCT site, file, hi, lo FROM (
        SELECT r.site, r.file, r.hi, r.lo FROM readers r JOIN texts a ON a.evidence = r.evidence AND a.id = r.agent_id WHERE a.text NOT IN ('', '-')
        GROUP BY r.site, r.file, r.hi, r.lo, r.day HAVING count(DISTINCT a.text) >= ${least})) found
    WHERE site_clients.site = found.site AND site_clients.file = found.file AND site_clients.hi = found.hi AND site_clients.lo = found.lo`);
}

// A delivery network that leads each visitor through one of many addresses: blocks from which many visitors read, where ordinary visitors come from a
// block each.
async function markBlocks({ run, query }: Context, share: number, least: number): Promise<void> {
  const pool = `sum(pairs) OVER block >= ${least} AND count(*) OVER block >= ${LEAST_READING_IN_BLOCK}`;
  const sites = `SELECT site, file FROM (SELECT *, ${pool} AS pool FROM site_clients WHERE outside WINDOW block AS (PARTITION BY site, file, ${BLOCK}))
    GROUP BY site, file, outside HAVING ${shareOf('pool')} >= ${share}`;
  if ((await query(`${sites} LIMIT 1`)).length === 0) return;
  await run(`
    UPDATE site_clients SET proxy = true FROM (
      WITH readers AS (
          SELECT site, file, ${BLOCK} AS block, hi, lo, evidence, agent_id FROM ordinary SEMI JOIN (${sites}) USING (site, file) WHERE ${ANSWERED}
          GROUP BY ALL HAVING count(DISTINCT path_id) >= ${LEAST_PAGES}),
      pools AS (SELECT r.site, r.file, r.block FROM readers r JOIN texts a ON a.evidence = r.evidence AND a.id = r.agent_id WHERE a.text NOT IN ('', '-')
      GROUP BY ALL HAVING count(DISTINCT a.text) >= ${least} AND count(DISTINCT (r.hi, r.lo)) >= ${LEAST_READING_IN_BLOCK}),
      of_surges AS (
        SELECT s.site, s.file FROM (SELECT site, file, ${BLOCK} AS block, sum(requests) AS n FROM of_sites WHERE NOT quiet GROUP BY ALL) s LEFT JOIN pools p USING (site, file, block)
        GROUP BY ALL HAVING coalesce(sum(s.n) FILTER (p.block IS NOT NULL), 0) >= ${POOL_SHARE} * sum(s.n))
      SELECT * FROM pools SEMI JOIN of_surges USING (site, file)) found
    WHERE site_clients.site = found.site AND site_clients.file = found.file AND ${BLOCK} = found.block`);
}

// Where a log tells no user agents: few addresses that carried nearly everything, for hours, and read many pages.
async function markWithoutAgents({ run }: Context): Promise<void> {
  await run(`
    UPDATE site_clients SET proxy = true FROM (
      WITH silent AS (
          SELECT site, file FROM ordinary o LEFT JOIN texts a ON a.evidence = o.evidence AND a.id = o.agent_id WHERE outside GROUP BY site, file HAVING bool_and(coalesce(a.text, '') IN ('', '-'))),
        whole AS (SELECT site, file, sum(requests) AS n FROM site_clients GROUP BY site, file),
        big AS (SELECT c.site, c.file, c.hi, c.lo, c.requests, w.n FROM site_clients c JOIN whole w USING (site, file) SEMI JOIN silent USING (site, file) WHERE c.requests >= ${LEAST_SHARE_EACH} * w.n),
        busy AS (
          SELECT b.site, b.file, b.hi, b.lo, b.requests, b.n FROM ordinary o JOIN big b USING (site, file, hi, lo) WHERE ${ANSWERED} GROUP BY ALL
          HAVING count(DISTINCT o.minute // ${3600 / BUCKET_SEC}) >= ${LEAST_HOURS} AND count(DISTINCT (o.evidence, o.path_id)) >= ${LEAST_PAGES_WITHOUT_AGENT})
      SELECT site, file, hi, lo FROM busy QUALIFY sum(requests) OVER (PARTITION BY site, file) >= ${LEAST_SHARE_WITHOUT_AGENT} * n) found
    WHERE site_clients.site = found.site AND site_clients.file = found.file AND site_clients.hi = found.hi AND site_clients.lo = found.lo`);
}

// A delivery network of many edges: the image of a page comes through another address than the page.
async function markSplitVisits({ run, query }: Context): Promise<void> {
  const [{ n }] = await query<{ n: number }>('SELECT sum(requests)::DOUBLE AS n FROM site_clients');
  // Some minutes tell already that a busy site has none.
  const every = 1 + Math.floor(n / SPLIT_SAMPLE);
  const spread = `SELECT site, file FROM told GROUP BY site, file HAVING count(*) >= ${LEAST_LINKED} AND count(*) FILTER (split) >= ${SPLIT_SHARE} * count(*)`;
  if ((await query(`${told(every)} ${spread} LIMIT 1`)).length === 0) return;
  await run(`
    UPDATE site_clients SET proxy = true FROM (${told(1)} SELECT DISTINCT site, file, hi, lo FROM told SEMI JOIN (${spread}) USING (site, file) WHERE split) found
    WHERE site_clients.site = found.site AND site_clients.file = found.file AND site_clients.hi = found.hi AND site_clients.lo = found.lo`);
}

// WITH clause of `told`: requests that name as referrer a page which somebody asked for just before, and whether another address did; of each nth minute.
function told(every: number): string {
  const sampled = (minutes: string): string => (every === 1 ? 'true' : `minute % ${every} IN (${minutes})`);
  return `
    WITH linked AS (
        SELECT f.evidence, f.id AS referer_id, p.id AS path_id
        FROM texts f JOIN texts p ON p.evidence = f.evidence AND p.text = regexp_extract(f.text, '^[a-z]+://[^/]+([^?#]*)', 1) WHERE f.text LIKE '%://%'),
      asked AS (SELECT DISTINCT site, file, hi, lo, evidence, path_id, minute + unnest([0, 1]) AS minute FROM ordinary WHERE outside AND ${sampled(`0, ${every - 1}`)}),
      linking AS (SELECT DISTINCT site, file, hi, lo, minute, evidence, referer_id, path_id FROM ordinary WHERE outside AND ${sampled('0')}),
      from_page AS (SELECT o.site, o.file, o.hi, o.lo, o.minute, o.evidence, l.path_id, o.path_id AS part FROM linking o JOIN linked l USING (evidence, referer_id) WHERE o.path_id <> l.path_id),
      told AS (
        SELECT f.*, a.hi IS NULL AS split FROM from_page f SEMI JOIN asked b USING (site, file, evidence, path_id, minute) LEFT JOIN asked a USING (site, file, evidence, path_id, minute, hi, lo))`;
}

// A flood from elsewhere comes through other edges of the same network than visitors do.
async function addNeighbours({ run, query }: Context, asnOf: AsnOf): Promise<void> {
  await run(`
    INSERT INTO unstated_proxies SELECT DISTINCT hi, lo FROM of_sites
    WHERE ${BLOCK} IN (SELECT ${BLOCK} FROM unstated_proxies GROUP BY ALL HAVING count(*) >= ${LEAST_IN_BLOCK}) AND (hi, lo) NOT IN (SELECT hi, lo FROM unstated_proxies)`);
  const known = await query<Client>(`SELECT hi, lo, ${BLOCK} AS block FROM unstated_proxies ORDER BY hi, lo`);
  const blocks = new Map<number, Set<string>>();
  for (const [at, asn] of asnOf(words(known), known.length).entries())
    if (asn > 0)
      blocks.set(asn, (blocks.get(asn) ?? new Set()).add(`${known[at].hi > 0n} ${known[at].block}`));
  const networks = new Set(
    [...blocks].filter(([, { size }]) => size >= LEAST_BLOCKS_IN_AS).map(([asn]) => asn),
  );
  if (networks.size === 0) return;
  const others = await query<Client>(
    `SELECT DISTINCT hi, lo, 0 AS block FROM of_sites WHERE (hi, lo) NOT IN (SELECT hi, lo FROM unstated_proxies) ORDER BY hi, lo`,
  );
  const numbers = asnOf(words(others), others.length);
  const edges = others.filter((_, at) => networks.has(numbers[at]));
  if (edges.length > 0)
    await run(
      `INSERT INTO unstated_proxies VALUES ${edges.map(({ hi, lo }) => `(${hi}, ${lo})`).join(', ')}`,
    );
}

interface Client extends Record<string, bigint | number> {
  hi: bigint;
  lo: bigint;
}

function words(clients: readonly Client[]): Uint32Array {
  const out = new Uint32Array(4 * clients.length);
  for (const [at, { hi, lo }] of clients.entries()) {
    out[4 * at] = Number(hi >> 32n);
    out[4 * at + 1] = Number(hi & 0xffffffffn);
    out[4 * at + 2] = Number(lo >> 32n);
    out[4 * at + 3] = Number(lo & 0xffffffffn);
  }
  return out;
}
