// The bundled ASN database: the range CSVs of @ip-location-db/asn, read into typed arrays; names stay bytes until one is asked for.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isIpv4, V4_MAPPED } from '../../model/address.ts';
import { InputError } from '../../model/diagnostic.ts';
import { type Block, type BlockSource, compareWords, emptyBlock, stepAddress } from './block.ts';
import { type Database, dateInVersion, sha256 } from './database.ts';

/** A database of ASNs; the value of its blocks is the ASN, 0 where it knows none. */
export interface AsnSource extends BlockSource {
  /** Name of an ASN that a block has had so far; '' for others. */
  nameOf(asn: number): string;
}

const IPV4_FILE = 'asn-ipv4-num.csv';
const IPV6_FILE = 'asn-ipv6.csv';
const LICENCE =
  'CC BY 4.0. IP to ASN data by RouteViews (routeviews.org), DB-IP (https://db-ip.com) and NRO (nro.net), merged by ip-location-db';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const NEWLINE = 0x0a;

/** Ranges of one family in ascending order, as in the file. */
export interface AsnRanges {
  rows: number;
  /** Words of an address in `first` and `last`: 1 for IPv4, 4 for IPv6. */
  width: 1 | 4;
  first: Uint32Array;
  last: Uint32Array;
  asn: Uint32Array;
  /** Offset of the name in `bytes`; it ends with the line. */
  name: Uint32Array;
  bytes: Uint8Array;
}

/** Reads `first,last,asn,name` lines: decimal addresses for IPv4 (16777216), text for IPv6 (2001:200::). */
export function readAsnRanges(bytes: Uint8Array, width: 1 | 4, file: string): AsnRanges {
  // The shortest line is "0,1,2,\n"; pages of the arrays that no row reaches are never touched.
  const capacity = (bytes.length >>> 3) + 1;
  const first = new Uint32Array(width * capacity);
  const last = new Uint32Array(width * capacity);
  const asn = new Uint32Array(capacity);
  const name = new Uint32Array(capacity);
  let rows = 0;
  for (let at = 0; at < bytes.length; rows++) {
    const line = at;
    for (let column = 0; column < 2; column++) {
      const words = column === 0 ? first : last;
      at = width === 1 ? readDecimal(bytes, at, words, rows) : readIpv6(bytes, at, words, 4 * rows);
      if (bytes[at++] !== COMMA) throw damaged(file, line);
    }
    at = readDecimal(bytes, at, asn, rows);
    if (bytes[at++] !== COMMA) throw damaged(file, line);
    name[rows] = at;
    while (at < bytes.length && bytes[at] !== NEWLINE) at++;
    at++;
  }
  return {
    rows,
    width,
    first: first.slice(0, width * rows),
    last: last.slice(0, width * rows),
    asn: asn.slice(0, rows),
    name: name.slice(0, rows),
    bytes,
  };
}

function damaged(file: string, offset: number): InputError {
  return new InputError(
    'databases/damaged',
    `${file}: expected a line first,last,asn,name at byte ${offset}, found something else: install the package again, or give --asn-db FILE`,
  );
}

function readDecimal(bytes: Uint8Array, from: number, out: Uint32Array, index: number): number {
  let at = from;
  let value = 0;
  for (let digit = bytes[at] - 0x30; digit >= 0 && digit <= 9; digit = bytes[at] - 0x30) {
    value = value * 10 + digit;
    at++;
  }
  out[index] = value;
  return at;
}

// Reads "2001:200:1b9:ffff::" into out[to..to+3]; the file has lower case only and no embedded IPv4.
function readIpv6(bytes: Uint8Array, from: number, out: Uint32Array, to: number): number {
  let at = from;
  let groups = 0;
  let gap = -1;
  for (;;) {
    if (bytes[at] === COLON) {
      at++;
      if (bytes[at] === COLON || groups === 0) {
        gap = groups;
        at++;
      }
    }
    let value = 0;
    let digits = 0;
    for (let digit = hexDigit(bytes[at]); digit >= 0; digit = hexDigit(bytes[at])) {
      value = (value << 4) | digit;
      digits++;
      at++;
    }
    if (digits === 0 || groups === 8) break;
    setGroup(out, to, groups++, value);
    if (bytes[at] !== COLON) break;
  }
  if (gap >= 0) {
    for (let group = groups - 1; group >= gap; group--) {
      const value = (out[to + (group >> 1)] >>> (group & 1 ? 0 : 16)) & 0xffff;
      setGroup(out, to, group, 0);
      setGroup(out, to, group + 8 - groups, value);
    }
  }
  return at;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
}

function setGroup(out: Uint32Array, to: number, group: number, value: number): void {
  const index = to + (group >> 1);
  out[index] = group & 1 ? (out[index] & 0xffff0000) | value : (out[index] & 0xffff) | (value << 16);
}

/** The bundled table; each family's file is read when the first address of that family comes up. */
export function openAsnTable(): AsnSource {
  const rowOfAsn: Map<number, number> = new Map();
  const rangesOfAsn: Map<number, AsnRanges> = new Map();
  const block = emptyBlock();
  let ipv4: AsnRanges | undefined;
  let ipv6: AsnRanges | undefined;
  return {
    block,
    seek(words, at): void {
      let ranges: AsnRanges;
      if (isIpv4(words, at)) ranges = ipv4 ??= loadRanges(IPV4_FILE, 1);
      else ranges = ipv6 ??= loadRanges(IPV6_FILE, 4);
      const row = ranges.width === 1 ? findRow1(ranges, words[at + 3]) : findRow4(ranges, words, at);
      setBlock(block, ranges, row, words, at);
      if (block.value !== 0 && !rowOfAsn.has(block.value)) {
        rowOfAsn.set(block.value, row);
        rangesOfAsn.set(block.value, ranges);
      }
    },
    nameOf(asn): string {
      const ranges = rangesOfAsn.get(asn);
      return ranges === undefined ? '' : nameAt(ranges, rowOfAsn.get(asn)!);
    },
  };
}

function loadRanges(file: string, width: 1 | 4): AsnRanges {
  return readAsnRanges(readFileSync(join(packageDirectory(), file)), width, file);
}

function packageDirectory(): string {
  return dirname(createRequire(import.meta.url).resolve('@ip-location-db/asn/package.json'));
}

// Last row that starts at or before the address, -1 when none does. Of rows that overlap (the file has a pair) the later, narrower one holds.
function findRow1(ranges: AsnRanges, address: number): number {
  const { first } = ranges;
  let low = 0;
  let high = ranges.rows;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (first[middle] <= address) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function findRow4(ranges: AsnRanges, words: Uint32Array, at: number): number {
  let low = 0;
  let high = ranges.rows;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareWords(ranges.first, 4 * middle, words, at) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const edge = new Uint32Array(4);

function setBlock(block: Block, ranges: AsnRanges, row: number, words: Uint32Array, at: number): void {
  // The next row ends this block, whether this row reaches it, overlaps it or leaves a gap before it.
  if (row + 1 < ranges.rows) {
    setEdge(ranges, ranges.first, row + 1);
    stepAddress(edge, 0, -1);
    block.last.set(edge);
  } else if (ranges.width === 1) block.last.set([0, 0, V4_MAPPED, 0xffffffff]);
  else block.last.fill(0xffffffff);
  block.value = 0;
  if (row < 0) {
    block.first.set(ranges.width === 1 ? [0, 0, V4_MAPPED, 0] : [0, 0, 0, 0]);
    return;
  }
  setEdge(ranges, ranges.last, row);
  if (compareWords(edge, 0, words, at) < 0) {
    stepAddress(edge, 0, 1);
    block.first.set(edge);
    return;
  }
  if (compareWords(edge, 0, block.last, 0) < 0) block.last.set(edge);
  setEdge(ranges, ranges.first, row);
  block.first.set(edge);
  block.value = ranges.asn[row];
}

function setEdge(ranges: AsnRanges, column: Uint32Array, row: number): void {
  if (ranges.width === 4) {
    for (let k = 0; k < 4; k++) edge[k] = column[4 * row + k];
    return;
  }
  edge[0] = 0;
  edge[1] = 0;
  edge[2] = V4_MAPPED;
  edge[3] = column[row];
}

// A name stands bare or as RFC 4180 has it: "LLC ""SPUTNIK""".
function nameAt(ranges: AsnRanges, row: number): string {
  const start = ranges.name[row];
  const newline = ranges.bytes.indexOf(NEWLINE, start);
  const text = Buffer.from(ranges.bytes.subarray(start, newline < 0 ? undefined : newline)).toString();
  return text.charCodeAt(0) === QUOTE ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** The two files of the bundled table. */
export async function describeAsnTable(): Promise<Database[]> {
  const directory = packageDirectory();
  const { version } = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')) as {
    version: string;
  };
  return Promise.all(
    [IPV4_FILE, IPV6_FILE].map(async (file): Promise<Database> => {
      const bytes = await readFile(join(directory, file));
      return {
        role: 'asn',
        name: '@ip-location-db/asn',
        file,
        version,
        buildDate: dateInVersion(version),
        sha256: sha256(bytes),
        licence: LICENCE,
        records: countLines(bytes),
      };
    }),
  );
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
