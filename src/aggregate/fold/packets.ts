// Packets into rollups, a slice of a batch at a time, and the counts of one file.

import { type PacketBatch, SHAPE, TCP } from '../../model/batch.ts';
import { SIGNATURE } from '../../model/signatures.ts';
import { type Block, CLASS, type FileSummary } from '../../model/traffic.ts';
import { Asked } from './asked.ts';
import { type ConnectionKey, connectionHash, connectionPorts } from './connection-table.ts';
import { FOLLOWED, Handshakes, WAITS } from './handshakes.ts';
import { LooseEnds } from './loose-ends.ts';
import { PacketSlice, SLICE_ROWS } from './packet-slice.ts';
import { PortHours } from './port-hours.ts';
import type { TextsBlock } from './requests.ts';
import type { RowTable } from './row-table.ts';
import { SeenTwice } from './seen-twice.ts';
import { SlowConnections } from './slow-connections.ts';
import { SourceMinutes, sourceMinutesTable } from './source-minutes.ts';
import { DENIES, SEEN, SynWatch } from './syn-watch.ts';
import { TargetSeconds, targetSecondsTable } from './target-seconds.ts';
import { TimePieces } from './time-pieces.ts';

const IPPROTO_TCP = 6;
const NO_WORDS = new Uint32Array(0);

/** Folds the packets of one file. Blocks go to `emit` whenever a table is full and at the end. */
export class PacketFold {
  readonly #minutes: SourceMinutes;
  readonly #seconds: TargetSeconds;
  readonly #ports: PortHours;
  readonly #asked: Asked;
  readonly #slow: SlowConnections;
  readonly #seenTwice: SeenTwice = new SeenTwice();
  readonly #handshakes: Handshakes = new Handshakes();
  readonly #syns: SynWatch = new SynWatch();
  readonly #looseEnds: LooseEnds | undefined;
  // The same while the beginning of the file is read.
  #beginning: LooseEnds | undefined;
  readonly #hashes: Int32Array = new Int32Array(SLICE_ROWS);
  readonly #key: ConnectionKey = { server: NO_WORDS, client: NO_WORDS, at: 0, ports: 0, hash: 0 };
  readonly #connectionPorts: Uint32Array = new Uint32Array(SLICE_ROWS);
  /** Keeps the reads of #lookAhead from being optimised away. */
  lookedAt = 0;
  readonly #slice: PacketSlice = new PacketSlice();
  readonly #byProtocol: Float64Array = new Float64Array(256);
  #records = 0;
  #wireBytes = 0;
  #ipv4 = 0;
  #ipv6 = 0;
  #tcpSyn = 0;
  #tcpSynAck = 0;
  #tcpRst = 0;
  #tcpFin = 0;
  readonly #times: TimePieces = new TimePieces();

  /** With `joins` loose ends are handed on too, for the captures before and after this one. */
  constructor(
    evidence: number,
    minutes: RowTable,
    seconds: RowTable,
    emit: (block: Block) => void,
    joins = false,
  ) {
    this.#minutes = new SourceMinutes(evidence, minutes, emit);
    this.#seconds = new TargetSeconds(evidence, seconds, emit);
    this.#ports = new PortHours(evidence, emit);
    this.#asked = new Asked(evidence, emit);
    this.#slow = new SlowConnections(evidence, emit);
    if (joins) this.#looseEnds = new LooseEnds(evidence, emit);
    this.#beginning = this.#looseEnds;
  }

  /** Counts all rows of the batch. */
  add(batch: PacketBatch): void {
    this.#countFile(batch);
    const slice = this.#slice;
    for (let from = 0; from < batch.rows; from += SLICE_ROWS) {
      slice.fill(batch, from, Math.min(from + SLICE_ROWS, batch.rows));
      if (slice.untimed > 0) this.#minutes.addUntimed(batch, slice);
      if (this.#beginning?.isPast(slice.microseconds[0])) this.#beginning = undefined;
      this.#asked.add(batch, slice, this.#beginning);
      this.#minutes.add(batch, slice);
      this.#seconds.add(batch, slice);
      this.#ports.add(batch, slice);
      this.#seenTwice.add(batch, slice);
      this.#followConnections(batch, slice);
    }
    this.#records += batch.rows;
  }

  /** Hands on everything that is left; the texts are the zones of DNS names. */
  finish(): { summary: FileSummary; texts: TextsBlock } {
    this.#minutes.flush();
    this.#seconds.flush();
    this.#ports.flush();
    this.#slow.flush();
    this.#looseEnds?.finish(this.#syns, this.#handshakes, this.#asked.requests);
    return { summary: this.#summary(), texts: this.#asked.finish() };
  }

  #summary(): FileSummary {
    const times = this.#times.finish();
    return {
      records: this.#records,
      firstSec: times?.all.firstSec ?? Infinity,
      firstNsec: times?.all.firstNsec ?? 0,
      lastSec: times?.all.lastSec ?? -Infinity,
      lastNsec: times?.all.lastNsec ?? 0,
      hasTime: times !== undefined,
      packets: {
        wireBytes: this.#wireBytes,
        ipv4: this.#ipv4,
        ipv6: this.#ipv6,
        nonIp: this.#records - this.#ipv4 - this.#ipv6,
        tcpSyn: this.#tcpSyn,
        tcpSynAck: this.#tcpSynAck,
        tcpRst: this.#tcpRst,
        tcpFin: this.#tcpFin,
        byProtocol: [...this.#byProtocol],
        handshakesGivenUp: this.#handshakes.givenUp,
        beginningsGivenUp: this.#looseEnds?.givenUp ?? 0,
        continues: 0,
        lookedAt: this.#seenTwice.looked,
        seenTwice: this.#seenTwice.twice,
        covered: times?.covered,
        setAside: times?.setAside ?? [],
      },
    };
  }

  // What inspect tells of the file: all packets, whatever their time. Sums in locals: fields are written once a batch.
  #countFile(batch: PacketBatch): void {
    const { wireLength, ipVersion, protocol, shape, tcpFlags, rows } = batch;
    const byProtocol = this.#byProtocol;
    let wireBytes = 0;
    let ipv4 = 0;
    let ipv6 = 0;
    let syn = 0;
    let synAck = 0;
    let rst = 0;
    let fin = 0;
    for (let row = 0; row < rows; row++) {
      wireBytes += wireLength[row];
      if (ipVersion[row] === 0) continue;
      if (ipVersion[row] === 4) ipv4++;
      else ipv6++;
      byProtocol[protocol[row]]++;
      if ((shape[row] & SHAPE.hasTcp) === 0) continue;
      const flags = tcpFlags[row];
      const synBits = flags & (TCP.SYN | TCP.ACK);
      if (synBits === TCP.SYN) syn++;
      else if (synBits === (TCP.SYN | TCP.ACK)) synAck++;
      rst += (flags & TCP.RST) === 0 ? 0 : 1;
      fin += (flags & TCP.FIN) === 0 ? 0 : 1;
    }
    this.#wireBytes += wireBytes;
    this.#ipv4 += ipv4;
    this.#ipv6 += ipv6;
    this.#tcpSyn += syn;
    this.#tcpSynAck += synAck;
    this.#tcpRst += rst;
    this.#tcpFin += fin;
    this.#times.add(batch);
  }

  // As in SourceMinutes: the slots of all connections of a slice are fetched together.
  #lookAhead(batch: PacketBatch, slice: PacketSlice): void {
    const { source, destination, sourcePort, destinationPort } = batch;
    const { kind, from, rows } = slice;
    const hashes = this.#hashes;
    const bothPorts = this.#connectionPorts;
    const syns = this.#syns;
    const handshakes = this.#handshakes;
    for (let i = 0, row = from; i < rows; i++, row++) {
      const sender = source[4 * row + 3];
      const receiver = destination[4 * row + 3];
      if (kind[i] === CLASS.synAck) {
        const ports = connectionPorts(sourcePort[row], destinationPort[row]);
        bothPorts[i] = ports;
        hashes[i] = connectionHash(sender, receiver, ports);
      } else {
        const ports = connectionPorts(destinationPort[row], sourcePort[row]);
        bothPorts[i] = ports;
        hashes[i] = connectionHash(receiver, sender, ports);
      }
    }
    let seen = 0;
    for (let i = 0; i < rows; i++) {
      const klass = kind[i];
      if (klass === CLASS.syn || klass === CLASS.synData || klass === CLASS.rst) seen ^= syns.peek(hashes[i]);
      else if (klass === CLASS.synAck || klass === CLASS.ack || klass === CLASS.data || klass === CLASS.fin)
        seen ^= handshakes.peek(hashes[i]);
    }
    this.lookedAt = seen;
  }

  #followConnections(batch: PacketBatch, slice: PacketSlice): void {
    this.#lookAhead(batch, slice);
    const { source, destination, seq, ack, ttl, shape, payloadLength, window, signature } = batch;
    const { kind, from, microseconds, rows } = slice;
    const hashes = this.#hashes;
    const bothPorts = this.#connectionPorts;
    const handshakes = this.#handshakes;
    const syns = this.#syns;
    const minutes = this.#minutes;
    const key = this.#key;
    const beginning = this.#beginning;
    for (let i = 0, row = from; i < rows; i++, row++) {
      const fromServer = kind[i] === CLASS.synAck;
      key.server = fromServer ? source : destination;
      key.client = fromServer ? destination : source;
      key.at = 4 * row;
      key.ports = bothPorts[i];
      key.hash = hashes[i];
      switch (kind[i]) {
        case CLASS.synAck:
          handshakes.offer(key, seq[row], ack[row]);
          break;
        case CLASS.syn:
        case CLASS.synData: {
          const onSchedule = syns.see(key, seq[row], ttl[row], microseconds[i]) === SEEN.onSchedule;
          if (onSchedule) minutes.addRetransmit(batch, slice, i);
          beginning?.addSyn(key, batch.firstRecord + row, microseconds[i], seq[row], onSchedule);
          break;
        }
        case CLASS.rst: {
          const denies = syns.denies(key, seq[row], ttl[row]);
          if (denies === DENIES.yes) minutes.addDenial(batch, slice, i);
          else if (denies === DENIES.unknown)
            beginning?.addReset(key, batch.firstRecord + row, microseconds[i], seq[row], ttl[row]);
          break;
        }
        case CLASS.ack:
        case CLASS.data:
        case CLASS.fin: {
          const piece = (shape[row] & SHAPE.httpRequest) === 0 ? payloadLength[row] : 0;
          const hello = signature[row] === SIGNATURE.tlsClientHello;
          const followed = handshakes.follow(
            key,
            seq[row],
            ack[row],
            microseconds[i],
            piece,
            window[row],
            hello,
          );
          if (followed === FOLLOWED.completes) {
            minutes.addHandshake(batch, slice, i);
            beginning?.addHandshake(key, batch.firstRecord + row, microseconds[i], ack[row]);
          } else if (followed === FOLLOWED.unknown)
            beginning?.addSegment(
              key,
              batch.firstRecord + row,
              microseconds[i],
              seq[row],
              ack[row],
              piece,
              window[row],
              ttl[row],
            );
          else if (followed !== FOLLOWED.nothing)
            this.#slow.add(batch, slice, i, followed === FOLLOWED.unfinished);
          if (kind[i] === CLASS.data && !this.#seeAnswer(batch, row))
            beginning?.addAnswer(key, batch.firstRecord + row, microseconds[i], payloadLength[row]);
          break;
        }
        case CLASS.icmp:
        case CLASS.icmpv6:
          if (batch.quotedProtocol[row] === IPPROTO_TCP) {
            const waits = this.#quotedOffer(batch, row);
            if (waits === WAITS.yes) minutes.addQuotedDenial(batch, slice, i);
            else if (waits === WAITS.unknown)
              beginning?.addQuoted(key, batch.firstRecord + row, microseconds[i], batch.quotedSeq[row]);
          }
          break;
        default:
      }
    }
  }

  // Data on a connection seen from its other end: whoever sends them may be its server. False when it is not known; the key is that of the other end.
  #seeAnswer(batch: PacketBatch, row: number): boolean {
    const { source, destination, sourcePort, destinationPort, payloadLength } = batch;
    this.#fillKey(source, destination, 4 * row, sourcePort[row], destinationPort[row]);
    return this.#handshakes.answers(this.#key, payloadLength[row]);
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
    return this.#handshakes.waits(this.#key, quotedSeq[row]);
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

/** Tables for PacketFold, made once a worker and reused from file to file. */
export function createPacketTables(): { minutes: RowTable; seconds: RowTable } {
  return { minutes: sourceMinutesTable(1 << 17), seconds: targetSecondsTable(1 << 15) };
}
