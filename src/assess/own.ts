// Which addresses are ours: stated, or inferred from socket dumps and captures, and said so.

import type { CaseStore } from '../aggregate/store.ts';
import { addressText, formatPrefix, type Prefix, parsePrefix } from '../model/address.ts';

/** Our own prefixes and how they are known. */
export interface OwnAddresses {
  prefixes: Prefix[];
  addresses: string[];
  how: 'stated' | 'inferred' | 'unknown';
  reason: string;
}

/** SQL condition that an address (columns hi, lo) lies in one of the prefixes; 'false' without any. */
export function insidePrefixes(prefixes: readonly Prefix[], hi: string, lo: string): string {
  if (prefixes.length === 0) return 'false';
  const parts = prefixes.map(({ words, bits }) => {
    const high = (BigInt(words[0]) << 32n) | BigInt(words[1]);
    const low = (BigInt(words[2]) << 32n) | BigInt(words[3]);
    if (bits > 64)
      return `(${hi} = ${high}::UBIGINT AND ${lo} BETWEEN ${low}::UBIGINT AND ${low | ((1n << BigInt(128 - bits)) - 1n)}::UBIGINT)`;
    return `${hi} BETWEEN ${high}::UBIGINT AND ${high | ((1n << BigInt(64 - bits)) - 1n)}::UBIGINT`;
  });
  return `(${parts.join(' OR ')})`;
}

/** The stated prefixes, or what the evidence suggests. */
export async function findOwn(store: CaseStore, stated: readonly string[]): Promise<OwnAddresses> {
  const prefixes = stated.map(parsePrefix).filter((prefix) => prefix !== undefined);
  if (prefixes.length > 0)
    return { prefixes, addresses: prefixes.map(bare), how: 'stated', reason: 'stated by the operator' };
  const fromSockets = await store.query<{ hi: bigint; lo: bigint }>(
    `SELECT DISTINCT local_hi AS hi, local_lo AS lo FROM sockets WHERE local_kind = 1 AND NOT ${insidePrefixes(LOOPBACK, 'local_hi', 'local_lo')} AND local_lo <> 0 ORDER BY hi, lo`,
  );
  const fromPackets = await packetTargets(store);
  const keys = new Map<string, { hi: bigint; lo: bigint }>();
  for (const key of [...fromSockets, ...fromPackets]) keys.set(addressText(key.hi, key.lo), key);
  if (keys.size === 0)
    return {
      prefixes: [],
      addresses: [],
      how: 'unknown',
      reason: 'the evidence names no address of the server; state it with --own or own_addresses',
    };
  const addresses = [...keys.keys()];
  const parts = [];
  if (fromSockets.length > 0) parts.push('local addresses of the socket dumps');
  if (fromPackets.length > 0)
    parts.push('addresses that receive at least a tenth of the captured packets, from the most senders');
  return {
    prefixes: addresses.map((address) => parsePrefix(address) as Prefix),
    addresses,
    how: 'inferred',
    reason: `inferred: ${parts.join('; ')}`,
  };
}

const LOOPBACK = ['127.0.0.0/8', '::1/128'].map((text) => parsePrefix(text) as Prefix);

function bare(prefix: Prefix): string {
  const text = formatPrefix(prefix);
  return prefix.bits === 128 ? text.slice(0, text.lastIndexOf('/')) : text;
}

// The receiver with the most senders is the server; others join it when they too receive a tenth of all packets and are not
// merely its partner in a two-host capture. A sender of SYNs to the server is a client, however much it receives.
async function packetTargets(store: CaseStore): Promise<{ hi: bigint; lo: bigint }[]> {
  const rows = await store.query<{
    hi: bigint;
    lo: bigint;
    packets: bigint;
    senders: bigint;
    syns: bigint;
    total: bigint;
  }>(`
    WITH received AS (
      SELECT dst_hi AS hi, dst_lo AS lo, sum(packets) AS packets, sum(packets) FILTER (class = 1) AS syns,
        approx_count_distinct(src_hi::VARCHAR || src_lo::VARCHAR) AS approx
      FROM packet_minutes WHERE class > 0 AND dst_lo <> 0 GROUP BY hi, lo)
    SELECT hi, lo, packets::BIGINT AS packets, coalesce(syns, 0)::BIGINT AS syns, 0::BIGINT AS senders,
      (SELECT sum(packets) FROM packet_minutes WHERE class > 0)::BIGINT AS total
    FROM received ORDER BY packets DESC, hi, lo LIMIT 64`);
  const candidates = rows.filter((row) => Number(row.packets) * 10 >= Number(row.total));
  if (candidates.length === 0) return [];
  const counted: { hi: bigint; lo: bigint; senders: number; syns: number; packets: number }[] = [];
  for (const row of candidates) {
    const [{ n }] = await store.query<{ n: bigint }>(
      `SELECT count(*)::BIGINT AS n FROM (SELECT DISTINCT src_hi, src_lo FROM packet_minutes WHERE class > 0 AND dst_hi = ${row.hi}::UBIGINT AND dst_lo = ${row.lo}::UBIGINT)`,
    );
    counted.push({
      hi: row.hi,
      lo: row.lo,
      senders: Number(n),
      syns: Number(row.syns),
      packets: Number(row.packets),
    });
  }
  counted.sort(
    (a, b) => b.senders - a.senders || b.syns - a.syns || b.packets - a.packets || (a.lo < b.lo ? -1 : 1),
  );
  const top = counted[0];
  const own = [top];
  for (const other of counted.slice(1)) {
    const [{ n }] = await store.query<{ n: bigint }>(
      `SELECT coalesce(sum(packets), 0)::BIGINT AS n FROM packet_minutes WHERE src_hi = ${other.hi}::UBIGINT AND src_lo = ${other.lo}::UBIGINT AND dst_hi = ${top.hi}::UBIGINT AND dst_lo = ${top.lo}::UBIGINT`,
    );
    if (Number(n) === 0 && other.senders > 1) own.push(other);
  }
  return own.map(({ hi, lo }) => ({ hi, lo }));
}
