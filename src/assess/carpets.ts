// Carpet bombing: a flood spread thinly over the addresses of an IPv4 /24, or of a whole network of such blocks.

import { grouped } from '../model/numbers.ts';
import { type DetectorContext, type Finding, hitsAny, widthOf } from './finding.ts';
import type { FloodedMinute } from './flooded-minutes.ts';
import { measureFloods, minutesOf, type PacketFlood } from './packet-flood.ts';

/** Addresses in a block, an IPv4 /24. */
const BLOCK = 256;
/** Widest network that is told as one target, a /16. */
const NETWORK = 65_536;
/** Least attacked addresses of a block. */
const LEAST_TARGETS = 8;
/** So many blocks of a network that are bombed in the same minute make it one target, with its blocks that get less. */
const LEAST_BLOCKS = 8;
/** Fewer sources that are slower than this many packets a second and block sweep it in search of hosts; they do not bomb it. */
const LEAST_SOURCES = 20;
const SWEEP_PEAK = 1000;

/** A network of which every block is attacked. */
interface Network {
  /** First address, as dst_lo of the case database. */
  lo: bigint;
  /** Addresses, a power of two. */
  width: number;
}

/** Both: floods of single addresses, and of the rest of their blocks, each of all ports. Where most of a block is flooded, it is the target. */
export async function findFloodsAndCarpets(
  context: DetectorContext,
  flood: PacketFlood,
  carpet: PacketFlood = flood,
): Promise<Finding[]> {
  const rows = await minutesOf(context, flood, 1, 1);
  const blocks = crowdedBlocks(rows);
  const isCrowded = ({ hi, lo }: FloodedMinute): boolean => hi === 0n && blocks.has(lo / BigInt(BLOCK));
  const single = await measureFloods(
    context,
    flood,
    rows.filter((row) => !isCrowded(row)),
    1,
  );
  const carpets = await findCarpetFloods(context, carpet, single);
  // How often one source may come in a capture of one direction holds for each address of a crowded block.
  if (context.oneWay && carpet.oneWayPerSource !== undefined)
    for (const [block, flooded] of blocks) {
      const network = { lo: block * BigInt(BLOCK), width: BLOCK };
      if (carpets.some((told) => isIn(told, network.lo))) continue;
      const whole = {
        ...ofWidth(within(carpet, network), BLOCK),
        oneWayPerSource: carpet.oneWayPerSource * flooded,
      };
      const rowsOfBlock = await minutesOf(context, whole, BLOCK, LEAST_TARGETS);
      carpets.push(...(await measureFloods(context, whole, rowsOfBlock, BLOCK)));
    }
  const isTold = (row: FloodedMinute): boolean => carpets.some((told) => isWithin(told, row));
  const left = rows.filter((row) => isCrowded(row) && !isTold(row));
  return [...single, ...carpets, ...(await measureFloods(context, flood, left, 1))];
}

/** Floods of single ports of addresses; where most of a block is flooded on a port, the block is the target. */
export async function findFloodsOnPorts(context: DetectorContext, flood: PacketFlood): Promise<Finding[]> {
  const rows = await minutesOf(context, flood, 1, 1);
  const carpets: Finding[] = [];
  for (const port of [...new Set(rows.map((row) => row.port))].sort((a, b) => a - b)) {
    const ofPort = rows.filter((row) => row.port === port);
    for (const block of crowdedBlocks(ofPort).keys()) {
      const network = { lo: block * BigInt(BLOCK), width: BLOCK };
      const inBlock = within(flood, network);
      const whole = ofWidth(
        {
          ...inBlock,
          from: `${inBlock.from} AND i.port = ${port}`,
          seconds: `${inBlock.seconds} AND port = ${port}`,
        },
        BLOCK,
      );
      const blockRows = await minutesOf(context, whole, BLOCK, LEAST_TARGETS);
      carpets.push(...(await measureFloods(context, whole, blockRows, BLOCK)));
    }
  }
  const isTold = (row: FloodedMinute): boolean =>
    carpets.some((told) => told.target.port === row.port && row.hi === 0n && isWithin(told, row));
  return [
    ...(await measureFloods(
      context,
      flood,
      rows.filter((row) => !isTold(row)),
      1,
    )),
    ...carpets,
  ];
}

function isIn({ target }: Finding, lo: bigint): boolean {
  return lo >= target.lo && lo < target.lo + widthOf(target);
}

function isWithin(told: Finding, { lo, minute }: FloodedMinute): boolean {
  return isIn(told, lo) && minute >= Math.floor(told.startUs / 6e7) && minute <= Math.floor(told.endUs / 6e7);
}

// Blocks of which at least half is flooded in one minute, address by address; how many addresses at most, in order of blocks.
function crowdedBlocks(rows: readonly FloodedMinute[]): Map<bigint, number> {
  const counts = new Map<string, number>();
  for (const { hi, lo, minute } of rows) {
    if (hi !== 0n) continue;
    const key = `${lo / BigInt(BLOCK)} ${minute}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const blocks = new Map<bigint, number>();
  for (const [key, count] of counts) {
    if (2 * count < BLOCK) continue;
    const block = BigInt(key.split(' ')[0] as string);
    blocks.set(block, Math.max(count, blocks.get(block) ?? 0));
  }
  return new Map([...blocks].sort(([a], [b]) => Number(a > b) - Number(a < b)));
}

/**
 * Finds the same flood spread thinly over the addresses of blocks (carpet bombing). Addresses found flooded by themselves (`known`) are left
 * out: they are findings of their own, and what is left must be a carpet without them.
 * IPv4 only: IPv6 networks are too wide to be bombed address by address.
 */
export async function findCarpetFloods(
  context: DetectorContext,
  flood: PacketFlood,
  known: readonly Finding[],
): Promise<Finding[]> {
  // The seconds know the targets without a look at the sources, of which there may be a million.
  const spread = await context.query(
    `SELECT dst_lo // ${BLOCK} AS block FROM inbound_seconds WHERE dst_hi = 0 AND class IN (${flood.classes.join(', ')})
    GROUP BY block HAVING count(DISTINCT dst_lo) >= ${LEAST_TARGETS} LIMIT 1`,
  );
  if (spread.length === 0) return [];
  const alone = [
    ...new Map(
      known
        .filter(({ target }) => target.hi === 0n && widthOf(target) === 1n)
        .map(({ target }) => [target.lo, target]),
    ).values(),
  ];
  const told = known.filter(({ target }) => widthOf(target) > 1n).map(({ target }) => target);
  const others = (row: string): string =>
    `${alone.length === 0 ? '' : `AND ${row}dst_lo NOT IN (${alone.map(({ lo }) => `${lo}::UBIGINT`).join(', ')})`} AND NOT ${hitsAny(told, row)}`;
  const rest: PacketFlood = {
    ...flood,
    from: `${flood.from} ${others('i.')}`,
    seconds: `${flood.seconds} ${others('')}`,
  };
  let blocks = await minutesOf(context, rest, BLOCK, LEAST_TARGETS);
  const findings: Finding[] = [];
  const tell = (carpet: readonly Finding[], width: number): void => {
    for (const finding of carpet) {
      const parts = width / BLOCK;
      if (parts > 1)
        finding.reason += ` In the busiest second that is ${grouped(Math.round(finding.peaks.pps1s / parts))} packets on average for each of its ${grouped(parts)} blocks (/24).`;
      noteAlone(finding, width, alone);
    }
    findings.push(...carpet);
  };
  for (const network of await bombedNetworks(context, rest, blocks)) {
    const whole = ofWidth(within(rest, network), network.width);
    const carpet = await measureFloods(
      context,
      whole,
      await minutesOf(context, whole, network.width, LEAST_TARGETS),
      network.width,
    );
    if (carpet.length === 0) continue;
    tell(carpet, network.width);
    blocks = blocks.filter(({ lo }) => lo < network.lo || lo >= network.lo + BigInt(network.width));
  }
  tell(await measureFloods(context, ofWidth(rest, BLOCK), blocks, BLOCK), BLOCK);
  return findings;
}

// What one block must show, the blocks of a network must show on average; of the busiest second the half of it, since not all have it in the
// same one. SYNs come to any network all the time, from thousands of scanners: of them the whole.
function ofWidth(flood: PacketFlood, width: number): PacketFlood {
  const blocks = width / BLOCK;
  const ofPeak = blocks === 1 || flood.vector === 'syn_flood' ? 1 : 0.5;
  return {
    ...flood,
    leastPerMinute: flood.leastPerMinute * blocks,
    leastPeak: flood.leastPeak * blocks * ofPeak,
    ...(flood.oneWayPerSource === undefined ? {} : { oneWayPerSource: flood.oneWayPerSource * blocks }),
    accepts: (measured) => {
      const each = {
        peak: measured.peak / blocks,
        packets: measured.packets / blocks,
        bytes: measured.bytes / blocks,
        sources: measured.sources / blocks,
        durationSec: measured.durationSec,
      };
      return (
        (measured.sources >= LEAST_SOURCES || each.peak >= SWEEP_PEAK) && flood.accepts?.(each) !== false
      );
    },
  };
}

function within(flood: PacketFlood, { lo, width }: Network): PacketFlood {
  const range = `BETWEEN ${lo}::UBIGINT AND ${lo + BigInt(width - 1)}::UBIGINT`;
  return {
    ...flood,
    from: `${flood.from} AND i.dst_hi = 0 AND i.dst_lo ${range}`,
    seconds: `${flood.seconds} AND dst_hi = 0 AND dst_lo ${range}`,
  };
}

/**
 * Networks of several bombed blocks, each as wide as all of its blocks are attacked: of a flood that is near the threshold in each of them, by
 * chance the one reaches it and the other does not. Neighbours that get nothing, and may be another's, are never in one.
 */
async function bombedNetworks(
  context: DetectorContext,
  flood: PacketFlood,
  blocks: readonly FloodedMinute[],
): Promise<Network[]> {
  const together = new Map<string, Set<bigint>>();
  for (const { lo, minute } of blocks) {
    const key = `${lo / BigInt(NETWORK)} ${minute}`;
    const list = together.get(key);
    if (list === undefined) together.set(key, new Set([lo / BigInt(BLOCK)]));
    else list.add(lo / BigInt(BLOCK));
  }
  const bombed = [...together].filter(([, list]) => list.size >= LEAST_BLOCKS);
  if (bombed.length === 0) return [];
  const minutes = [...new Set(bombed.map(([key]) => key.split(' ')[1]))];
  const attacked = await context.query<{ block: bigint }>(
    `SELECT i.dst_lo // ${BLOCK} AS block ${flood.from} AND i.dst_hi = 0 AND i.minute IN (${minutes.join(', ')})
    GROUP BY block HAVING count(DISTINCT i.dst_lo) >= ${LEAST_TARGETS} ORDER BY block`,
  );
  const isAttacked = new Set(attacked.map(({ block }) => block));
  const networks: Network[] = [];
  const isFull = (first: bigint, count: number): boolean => {
    for (let n = 0; n < count; n++) if (!isAttacked.has(first + BigInt(n))) return false;
    return true;
  };
  const isBombed = (first: bigint, count: number): boolean =>
    bombed.some(
      ([, list]) =>
        [...list].filter((block) => block >= first && block < first + BigInt(count)).length >= LEAST_BLOCKS,
    );
  const search = (first: bigint, count: number): void => {
    if (count < LEAST_BLOCKS || !isBombed(first, count)) return;
    if (isFull(first, count)) networks.push({ lo: first * BigInt(BLOCK), width: count * BLOCK });
    else {
      search(first, count / 2);
      search(first + BigInt(count / 2), count / 2);
    }
  };
  const ofNetwork = BigInt(NETWORK / BLOCK);
  const firsts = new Set(bombed.map(([key]) => BigInt(key.split(' ')[0] as string) * ofNetwork));
  for (const first of [...firsts].sort((a, b) => Number(a > b) - Number(a < b)))
    search(first, NETWORK / BLOCK);
  return networks;
}

function noteAlone(finding: Finding, width: number, alone: readonly Finding['target'][]): void {
  const { lo } = finding.target;
  const left = alone.filter((each) => each.lo >= lo && each.lo < lo + BigInt(width));
  if (left.length > 0)
    finding.reason += ` ${left.length === 1 ? left[0]?.address : `${grouped(left.length)} addresses`} of the block, flooded ${left.length === 1 ? 'by itself' : 'by themselves'}, ${left.length === 1 ? 'is' : 'are'} not counted there.`;
}
