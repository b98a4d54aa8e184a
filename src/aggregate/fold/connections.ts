// The TCP packets of a file as parts of connections: SYNs and what denies them, handshakes and what follows them.

import { OPENING, type PacketBatch, SHAPE } from '../../model/batch.ts';
import { type Block, CLASS, TRAFFIC_CLASSES } from '../../model/traffic.ts';
import { CONNECTION, ConnectionMinutes } from './connection-minutes.ts';
import {
  type ConnectionKey,
  type ConnectionSlice,
  connectionHash,
  connectionPorts,
  ROLE,
} from './connection-table.ts';
import { FOLLOWED, Handshakes, WAITS } from './handshakes.ts';
import type { LooseEnds } from './loose-ends.ts';
import { type PacketSlice, SLICE_ROWS } from './packet-slice.ts';
import type { SourceMinutes } from './source-minutes.ts';
import { DENIES, SEEN, SynWatch } from './syn-watch.ts';

const IPPROTO_TCP = 6;
const NO_WORDS = new Uint32Array(0);

// By class: what a packet is to SynWatch, and what to Handshakes.
const SYN_ROLES = roles([CLASS.syn, CLASS.synData], [CLASS.rst]);
const HANDSHAKE_ROLES = roles([CLASS.synAck], [CLASS.ack, CLASS.data, CLASS.fin, CLASS.icmp, CLASS.icmpv6]);

// By FOLLOWED: what is counted of a connection.
const COUNTED: readonly number[] = [
  ...[-1, -1, -1], // nothing, completes, unknown: see below
  ...[CONNECTION.unfinished, CONNECTION.stalled, CONNECTION.unclear, CONNECTION.renewed, CONNECTION.strange],
];

function roles(begins: readonly number[], follows: readonly number[]): Uint8Array {
  const out = new Uint8Array(TRAFFIC_CLASSES.length);
  for (const klass of begins) out[klass] = ROLE.begins;
  for (const klass of follows) out[klass] = ROLE.follows;
  return out;
}

/** Follows the connections of one file; what they show is counted on the rows of `minutes`. */
export class Connections {
  readonly handshakes: Handshakes = new Handshakes();
  readonly syns: SynWatch = new SynWatch();
  readonly #minutes: SourceMinutes;
  readonly #told: ConnectionMinutes;
  readonly #synRole: Uint8Array = new Uint8Array(SLICE_ROWS);
  readonly #handshakeRole: Uint8Array = new Uint8Array(SLICE_ROWS);
  readonly #packets: ConnectionSlice = {
    from: 0,
    rows: 0,
    hashes: new Int32Array(SLICE_ROWS),
    ports: new Uint32Array(SLICE_ROWS),
    state0: new Uint32Array(SLICE_ROWS),
    state1: new Uint32Array(SLICE_ROWS),
    state2: new Uint32Array(SLICE_ROWS),
  };
  readonly #key: ConnectionKey = { server: NO_WORDS, client: NO_WORDS, at: 0, ports: 0, hash: 0 };
  /** Keeps the reads of #lookAhead from being optimised away. */
  lookedAt = 0;

  constructor(evidence: number, minutes: SourceMinutes, emit: (block: Block) => void) {
    this.#minutes = minutes;
    this.#told = new ConnectionMinutes(evidence, emit);
  }

  /** Follows the packets of a slice; `beginning` is told of what may go on from the capture before. */
  add(batch: PacketBatch, slice: PacketSlice, beginning: LooseEnds | undefined): void {
    this.#lookAhead(batch, slice);
    const packets = this.#packets;
    // SYNs and handshakes know nothing of each other.
    const synRole = this.#synRole;
    for (let i = 0; i < slice.rows; i++) {
      if (synRole[i] === ROLE.begins && beginning?.keepsSyns !== true) {
        i = this.syns.seeNew(packets, synRole, i, batch);
        beginning?.passSyns(this.syns.taken);
      }
      if (i < slice.rows && synRole[i] !== ROLE.none) this.#followSyn(batch, slice, i, beginning);
    }
    const handshakeRole = this.#handshakeRole;
    for (let i = 0; i < slice.rows; i++) {
      if (handshakeRole[i] === ROLE.begins) i = this.handshakes.offerNew(packets, handshakeRole, i, batch);
      if (i < slice.rows && handshakeRole[i] !== ROLE.none) this.#followHandshake(batch, slice, i, beginning);
    }
  }

  // As in SourceMinutes: the slots of all connections of a slice are fetched together.
  #lookAhead(batch: PacketBatch, slice: PacketSlice): void {
    const { source, destination, sourcePort, destinationPort, seq, ack, ttl } = batch;
    const { kind, from, milliseconds, rows } = slice;
    const { hashes, ports, state0, state1, state2 } = this.#packets;
    const synRole = this.#synRole;
    const handshakeRole = this.#handshakeRole;
    this.#packets.from = from;
    this.#packets.rows = rows;
    for (let i = 0, row = from; i < rows; i++, row++) {
      const klass = kind[i];
      const sender = source[4 * row + 3];
      const receiver = destination[4 * row + 3];
      synRole[i] = SYN_ROLES[klass];
      handshakeRole[i] = HANDSHAKE_ROLES[klass];
      state0[i] = seq[row] + 1;
      if (klass === CLASS.synAck) {
        const both = connectionPorts(sourcePort[row], destinationPort[row]);
        ports[i] = both;
        hashes[i] = connectionHash(sender, receiver, both);
        state1[i] = ack[row];
        state2[i] = 0;
      } else {
        const both = connectionPorts(destinationPort[row], sourcePort[row]);
        ports[i] = both;
        hashes[i] = connectionHash(receiver, sender, both);
        state1[i] = ttl[row];
        state2[i] = milliseconds[i];
      }
    }
    let seen = 0;
    for (let i = 0; i < rows; i++) {
      if (synRole[i] !== ROLE.none) seen ^= this.syns.peek(hashes[i]);
      else if (handshakeRole[i] !== ROLE.none) seen ^= this.handshakes.peek(hashes[i]);
    }
    this.lookedAt = seen;
  }

  /** Hands on what connections showed. */
  flush(): void {
    this.#told.flush();
  }

  #fillKeyAt(batch: PacketBatch, i: number, fromServer: boolean): ConnectionKey {
    const key = this.#key;
    const packets = this.#packets;
    key.server = fromServer ? batch.source : batch.destination;
    key.client = fromServer ? batch.destination : batch.source;
    key.at = 4 * (packets.from + i);
    key.ports = packets.ports[i];
    key.hash = packets.hashes[i];
    return key;
  }

  #followSyn(batch: PacketBatch, slice: PacketSlice, i: number, beginning: LooseEnds | undefined): void {
    const row = slice.from + i;
    const key = this.#fillKeyAt(batch, i, false);
    const { seq, ttl } = batch;
    const record = batch.firstRecord + row;
    const at = slice.microseconds[i];
    if (slice.kind[i] === CLASS.rst) {
      const denies = this.syns.denies(key, seq[row], ttl[row]);
      if (denies === DENIES.yes) this.#minutes.addDenial(batch, slice, i);
      else if (denies === DENIES.unknown) beginning?.addReset(key, record, at, seq[row], ttl[row]);
      return;
    }
    const onSchedule = this.syns.see(key, seq[row], ttl[row], slice.milliseconds[i]) === SEEN.onSchedule;
    if (onSchedule) this.#minutes.addRetransmit(batch, slice, i);
    beginning?.addSyn(key, record, at, seq[row], onSchedule);
  }

  #followHandshake(
    batch: PacketBatch,
    slice: PacketSlice,
    i: number,
    beginning: LooseEnds | undefined,
  ): void {
    const row = slice.from + i;
    const { seq, ack, ttl, shape, payloadLength, window } = batch;
    const record = batch.firstRecord + row;
    const at = slice.microseconds[i];
    const klass = slice.kind[i];
    if (klass === CLASS.synAck) {
      this.handshakes.offer(this.#fillKeyAt(batch, i, true), seq[row], ack[row]);
      return;
    }
    if (klass === CLASS.icmp || klass === CLASS.icmpv6) {
      if (batch.quotedProtocol[row] !== IPPROTO_TCP) return;
      const waits = this.#quotedOffer(batch, row);
      if (waits === WAITS.yes) this.#minutes.addQuotedDenial(batch, slice, i);
      else if (waits === WAITS.unknown) beginning?.addQuoted(this.#key, record, at, batch.quotedSeq[row]);
      return;
    }
    const key = this.#fillKeyAt(batch, i, false);
    const piece = (shape[row] & SHAPE.httpRequest) === 0 ? payloadLength[row] : 0;
    const opening = payloadLength[row] > 0 ? batch.opening[row] : OPENING.cut;
    const followed = this.handshakes.follow(
      key,
      seq[row],
      ack[row],
      slice.milliseconds[i],
      piece,
      window[row],
      opening,
    );
    if (followed === FOLLOWED.completes) {
      this.#minutes.addHandshake(batch, slice, i);
      beginning?.addHandshake(key, record, at, ack[row]);
    } else if (followed === FOLLOWED.unknown)
      beginning?.addSegment(key, record, at, seq[row], ack[row], piece, window[row], ttl[row]);
    else if (followed !== FOLLOWED.nothing) this.#told.add(batch, slice, i, COUNTED[followed]);
    if (klass === CLASS.data && !this.#seeAnswer(batch, row))
      beginning?.addAnswer(key, record, at, payloadLength[row]);
  }

  // Data on a connection seen from its other end: whoever sends them may be its server. False when it is not known; the key is that of the other end.
  #seeAnswer(batch: PacketBatch, row: number): boolean {
    const { source, destination, sourcePort, destinationPort, payloadLength } = batch;
    this.#fillKey(source, destination, 4 * row, sourcePort[row], destinationPort[row]);
    return this.handshakes.answers(this.#key, payloadLength[row], batch.opening[row]);
  }

  #quotedOffer(batch: PacketBatch, row: number): ReturnType<Handshakes['waits']> {
    const { quotedSource, quotedDestination, quotedSourcePort, quotedDestinationPort, quotedSeq } = batch;
    this.#fillKey(
      quotedSource,
      quotedDestination,
      4 * row,
      quotedSourcePort[row],
      quotedDestinationPort[row],
    );
    return this.handshakes.waits(this.#key, quotedSeq[row]);
  }

  #fillKey(
    server: Uint32Array,
    client: Uint32Array,
    at: number,
    serverPort: number,
    clientPort: number,
  ): void {
    const key = this.#key;
    key.server = server;
    key.client = client;
    key.at = at;
    key.ports = connectionPorts(serverPort, clientPort);
    key.hash = connectionHash(server[at + 3], client[at + 3], key.ports);
  }
}
