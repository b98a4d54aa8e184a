// Addresses to the fewest rules that cover exactly them, and the header that every blocklist carries.

import { addressKey, addressText } from '../../model/address.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import { escapeControl } from '../../model/text.ts';
import { EXERCISE_LINE } from '../text/wording.ts';
import { count, counted } from '../units.ts';

/** An address or a complete block of addresses. */
export interface Block {
  ipVersion: 4 | 6;
  address: string;
  /** Length of the prefix: 32 (128) is one address. */
  bits: number;
}

/** Days after which a list is to be removed. */
export const LIST_DAYS = 7;

/** IPv4 in its mapped form begins here: the 96 bits before it never merge away. */
const V4_BITS = 96;
const LOW_64 = (1n << 64n) - 1n;
const MAPPED = 0xffffn << 32n;

/** Exactly these addresses, IPv4 first, in order; two halves of a block become the block, and nothing is ever widened. */
export function aggregate(addresses: readonly string[]): Block[] {
  const keys = new Set<bigint>();
  for (const address of addresses) {
    const key = addressKey(address);
    if (key !== undefined) keys.add((key.hi << 64n) | key.lo);
  }
  const merged: { start: bigint; size: bigint; bits: number }[] = [];
  for (const key of [...keys].sort((a, b) => (a < b ? -1 : 1))) {
    let block = { start: key, size: 1n, bits: 128 };
    for (let before = merged.at(-1); before !== undefined; before = merged.at(-1)) {
      const sibling = before.size === block.size && before.start + before.size === block.start;
      if (!sibling || before.start % (2n * before.size) !== 0n) break;
      merged.pop();
      block = { start: before.start, size: 2n * before.size, bits: before.bits - 1 };
    }
    merged.push(block);
  }
  const blocks = merged.map(({ start, bits }): Block => {
    const ipv4 = start >> 32n === MAPPED >> 32n;
    const address = addressText(start >> 64n, start & LOW_64);
    return { ipVersion: ipv4 ? 4 : 6, address, bits: ipv4 ? bits - V4_BITS : bits };
  });
  return [...blocks.filter((block) => block.ipVersion === 4), ...blocks.filter((b) => b.ipVersion === 6)];
}

/** True for a single address. */
export function isSingle(block: Block): boolean {
  return block.bits === (block.ipVersion === 4 ? 32 : 128);
}

/** '192.0.2.15', or '192.0.2.0/30' for more than one address. */
export function blockText(block: Block): string {
  return isSingle(block) ? block.address : `${block.address}/${block.bits}`;
}

/** What a list is about, beside its rules. */
export interface ListHeader {
  /** Safe as an identifier in every format: letters, digits, hyphens. */
  name: string;
  /** Whole days from loading the list to its removal. */
  days: number;
  /** RFC 3339 UTC. */
  expiresUtc: string;
  lines: string[];
}

/** The case id as a name in configuration files. */
export function caseName(caseId: string): string {
  const safe = caseId.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return safe === '' || !/^[A-Za-z]/.test(safe) ? `CASE-${safe}`.slice(0, 40) : safe.slice(0, 40);
}

/** RFC 3339 UTC some days after another. */
export function daysAfter(utc: string, days: number): string {
  return new Date(Date.parse(utc) + days * 86_400_000).toISOString().replace('.000Z', 'Z');
}

/** The lines that stand above the rules. `filter` says which sources were taken. */
export function listHeader(
  facts: IncidentFacts,
  blocks: readonly Block[],
  addresses: number,
  filter: readonly string[],
): ListHeader {
  const expiresUtc = daysAfter(facts.generatedUtc, LIST_DAYS);
  const lines = [
    `Blocklist of case ${facts.case.id}, made ${facts.generatedUtc} by ${facts.tool.name} ${facts.tool.version}`,
    `Entries: ${counted(blocks.length, 'rule')} for ${counted(addresses, 'address', 'addresses')}`,
    ...filter,
    `Expires: ${expiresUtc}`,
    `Addresses may be shared, spoofed or reassigned; remove after ${expiresUtc.slice(0, 10)}.`,
  ];
  if (facts.case.exercise) lines.unshift(EXERCISE_LINE);
  if (blocks.length === 0)
    lines.push('This list is empty: no source of this attack is proven and may be blocked.');
  return { name: caseName(facts.case.id), days: LIST_DAYS, expiresUtc, lines: lines.map(escapeControl) };
}

/** Where addresses known from socket dumps alone can be had. */
export const TAKE_FROM_DUMPS =
  'Once no proxy, delivery network or load balancer of yours is among those of the dumps: afterflood block --case DIR --from-dumps';

/** The filter of the lists in the report folder, as header lines. */
export function provenOnly(leftOut: string, unproven: number): string[] {
  return [
    'Taken: proven sources only (completed TCP handshake or logged request)',
    `Never taken: ${count(unproven)} other sources, which may be forged or only answered`,
    `Left out of the proven: ${leftOut === '' ? 'none' : leftOut}`,
  ];
}
