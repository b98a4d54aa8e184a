// What clients ask for: rows of dns_queries (queries and new names per 10 s, server and zone), which HTTP requests repeat the one before, and which are those of tools.

import { type PacketBatch, REQUEST_KIND, TCP } from '../../model/batch.ts';
import { SIGNATURE } from '../../model/signatures.ts';
import {
  type Block,
  CLASS,
  DNS_BUCKET_SEC,
  HTTP_LOGIN,
  HTTP_PROBE,
  NEW_DNS_NAME,
} from '../../model/traffic.ts';
import { connectionHash, connectionPorts } from './connection-table.ts';
import type { LooseEnds } from './loose-ends.ts';
import type { PacketSlice } from './packet-slice.ts';
import type { TextsBlock } from './requests.ts';
import { mix, RowTable } from './row-table.ts';
import { Texts, viewOf } from './texts.ts';

// Words of a row of dns_queries.
const FROM_SEC = 0;
const SERVER = 1;
const ZONE = 5;
const QUERIES = 6;
const NEW_NAMES = 7;
const FAILED = 8;
const STRIDE = 10;
const ROWS = 1 << 12;

/** Names remembered: one is new when it was not asked among the last so many different ones, about. */
export const NAMES: number = 1 << 16;
/** Clients whose last request is remembered, three words each: who, for which path, in which segment. */
export const CLIENTS: number = 1 << 15;
const CLIENT_WORDS = 3;

/** What a request is to the one before of its client: there was none, another path, the same path, the same segment. */
export const REQUEST = { first: 0, other: 1, repeated: 2, again: 3 } as const;

/** The last requests of clients. */
export class LastRequests {
  readonly #clients: Uint32Array = new Uint32Array(CLIENTS * CLIENT_WORDS);

  /** Notes a request. The same segment seen again (a retransmission, a mirrored capture) is not another request. */
  see(who: number, path: number, segment: number): (typeof REQUEST)[keyof typeof REQUEST] {
    const clients = this.#clients;
    const at = (who & (CLIENTS - 1)) * CLIENT_WORDS;
    const known = clients[at] === who;
    if (known && clients[at + 2] === segment) return REQUEST.again;
    const same = known && clients[at + 1] === path;
    clients[at] = who;
    clients[at + 1] = path;
    clients[at + 2] = segment;
    return same ? REQUEST.repeated : known ? REQUEST.other : REQUEST.first;
  }

  /** Shows what is known of each client. */
  all(show: (who: number, path: number, segment: number) => void): void {
    const clients = this.#clients;
    for (let at = 0; at < clients.length; at += CLIENT_WORDS)
      if (clients[at] !== 0) show(clients[at], clients[at + 1], clients[at + 2]);
  }
}

/** The last names asked of servers, by a hash of both. */
export class LastNames {
  readonly #names: Uint32Array = new Uint32Array(NAMES);

  /** Notes a name; true when it is new. */
  see(key: number): boolean {
    const place = key & (NAMES - 1);
    if (this.#names[place] === key) return false;
    this.#names[place] = key;
    return true;
  }

  /** Shows all. */
  all(show: (key: number) => void): void {
    for (const key of this.#names) if (key !== 0) show(key);
  }
}

// Signatures that are looked at: everything else is passed over with one read.
const LOOKED_AT: Uint8Array = new Uint8Array(256);
for (const signature of [
  SIGNATURE.dnsQuery,
  SIGNATURE.dnsResponse,
  SIGNATURE.httpGet,
  SIGNATURE.httpPost,
] as const)
  LOOKED_AT[signature] = 1;

/** What was asked last; undefined where nothing was. */
export interface LastAsked {
  requests: LastRequests | undefined;
  names: LastNames | undefined;
}

/** The counts of one file. */
export class Asked {
  readonly #evidence: number;
  readonly #emit: (block: Block) => void;
  readonly #texts: Texts = new Texts();
  // Made when first needed: most captures hold neither.
  #table: RowTable | undefined;
  #names: LastNames | undefined;
  #requests: LastRequests | undefined;
  // The text of the batch, which is the same object every time.
  #text: Uint8Array = new Uint8Array(0);
  #view: DataView = viewOf(this.#text);

  constructor(evidence: number, emit: (block: Block) => void) {
    this.#evidence = evidence;
    this.#emit = emit;
  }

  /**
   * Counts a slice, marks queries for new names and requests of tools in its `classPort`, and fills `repeats` for HTTP requests. To be called
   * before the tables that read them. First requests and new names go to `beginning` too.
   */
  add(batch: PacketBatch, slice: PacketSlice, beginning: LooseEnds | undefined): void {
    const { signature } = batch;
    const { kind, from } = slice;
    for (let i = 0, row = from; i < slice.rows; i++, row++) {
      if (LOOKED_AT[signature[row]] === 0 || kind[i] === CLASS.nonIp) continue;
      if (kind[i] !== CLASS.udp) this.#countRequest(batch, slice, i, row, beginning);
      else if (signature[row] === SIGNATURE.dnsQuery) this.#countQuery(batch, slice, i, row, beginning);
      else if (batch.asked[row] !== 0) this.#countFailure(batch, slice, i, row);
    }
  }

  #viewOf(text: Uint8Array): DataView {
    if (text !== this.#text) {
      this.#text = text;
      this.#view = viewOf(text);
    }
    return this.#view;
  }

  #countQuery(
    batch: PacketBatch,
    slice: PacketSlice,
    i: number,
    row: number,
    beginning: LooseEnds | undefined,
  ): void {
    const { asked, source, destination, text, zoneStart, zoneEnd } = batch;
    const name = asked[row];
    const zone = name === 0 ? 0 : this.#texts.intern(this.#viewOf(text), zoneStart[row], zoneEnd[row]);
    const at = this.#find(destination, 4 * row, zone, slice.sec[i]);
    const table = this.#table as RowTable;
    table.u32[at + QUERIES]++;
    if (name === 0) return;
    this.#names ??= new LastNames();
    const key = mix(name, destination[4 * row + 3]) >>> 0;
    if (!this.#names.see(key)) return;
    table.u32[at + NEW_NAMES]++;
    slice.classPort[i] = ((NEW_DNS_NAME << 24) | (slice.classPort[i] & 0xffffff)) >>> 0;
    if (beginning === undefined) return;
    const connection = { server: destination, client: source, at: 4 * row, ports: 0, hash: 0 };
    beginning.addName(connection, batch.firstRecord + row, slice.microseconds[i], key, zone);
  }

  #countFailure(batch: PacketBatch, slice: PacketSlice, i: number, row: number): void {
    const at = this.#find(batch.source, 4 * row, 0, slice.sec[i]);
    (this.#table as RowTable).u32[at + FAILED]++;
  }

  // A request repeats the one before when its client asked for the same path then.
  #countRequest(
    batch: PacketBatch,
    slice: PacketSlice,
    i: number,
    row: number,
    beginning: LooseEnds | undefined,
  ): void {
    this.#requests ??= new LastRequests();
    const { source, destination, seq, sourcePort, destinationPort, asked } = batch;
    const s = 4 * row;
    const who =
      mix(mix(mix(source[s + 3], source[s + 1]), source[s] ^ source[s + 2]), destination[s + 3]) >>> 0;
    const segment = mix(seq[row], sourcePort[row]) >>> 0;
    const seen = this.#requests.see(who, asked[row], segment);
    if (seen === REQUEST.again) return;
    if (seen === REQUEST.first && beginning !== undefined) {
      const ports = connectionPorts(destinationPort[row], sourcePort[row]);
      const hash = connectionHash(destination[s + 3], source[s + 3], ports);
      const key = { server: destination, client: source, at: s, ports, hash };
      const isFin = (batch.tcpFlags[row] & TCP.FIN) !== 0;
      beginning.addRequest(
        key,
        batch.firstRecord + row,
        slice.microseconds[i],
        who,
        asked[row],
        segment,
        isFin,
      );
    }
    slice.repeats[i] = seen === REQUEST.repeated ? 1 : 0;
    const kind = batch.requestKind[row];
    if (kind === REQUEST_KIND.ordinary || slice.kind[i] !== CLASS.data) return;
    const signature = kind === REQUEST_KIND.probe ? HTTP_PROBE : HTTP_LOGIN;
    slice.classPort[i] = ((signature << 24) | slice.classPort[i]) >>> 0;
  }

  /** The last requests of clients and the last names, for the capture after this one. */
  get requests(): LastAsked {
    return { requests: this.#requests, names: this.#names };
  }

  #find(addresses: Uint32Array, a: number, zone: number, sec: number): number {
    this.#table ??= new RowTable(ROWS, STRIDE);
    const table = this.#table;
    const { u32, slots, slotMask } = table;
    const fromSec = (Math.floor(sec / DNS_BUCKET_SEC) * DNS_BUCKET_SEC) >>> 0;
    const hash = mix(
      mix(mix(fromSec, addresses[a + 3]), zone),
      addresses[a] ^ addresses[a + 1] ^ addresses[a + 2],
    );
    let slot = hash & slotMask;
    for (; slots[slot] !== 0; slot = (slot + 1) & slotMask) {
      const at = (slots[slot] - 1) * STRIDE;
      if (
        u32[at + FROM_SEC] === fromSec &&
        u32[at + ZONE] === zone &&
        u32[at + SERVER + 3] === addresses[a + 3] &&
        u32[at + SERVER + 2] === addresses[a + 2] &&
        u32[at + SERVER + 1] === addresses[a + 1] &&
        u32[at + SERVER] === addresses[a]
      )
        return at;
    }
    if (table.full) {
      this.#flush();
      slot = hash & slotMask;
    }
    const at = table.rows * STRIDE;
    slots[slot] = ++table.rows;
    u32[at + FROM_SEC] = fromSec;
    for (let i = 0; i < 4; i++) u32[at + SERVER + i] = addresses[a + i];
    u32[at + ZONE] = zone;
    for (let i = QUERIES; i < STRIDE; i++) u32[at + i] = 0;
    return at;
  }

  #flush(): void {
    const table = this.#table;
    if (table === undefined || table.rows === 0) return;
    this.#emit({
      table: 'dns_queries',
      rows: table.rows,
      columns: table.drain([
        table.constant32(this.#evidence),
        table.column32(FROM_SEC),
        table.column64(SERVER),
        table.column64(SERVER + 2),
        table.column32(ZONE),
        table.column32(QUERIES),
        table.column32(NEW_NAMES),
        table.column32(FAILED),
      ]),
    });
    table.clear();
  }

  /** Hands on all rows; the texts are the zones. */
  finish(): TextsBlock {
    this.#flush();
    return this.#texts.drain();
  }
}
