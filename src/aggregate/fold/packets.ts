// Packets into rollups, a slice of a batch at a time, and the counts of one file.

import { type PacketBatch, SHAPE, TCP } from '../../model/batch.ts';
import { type Block, CLASS, type FileSummary } from '../../model/traffic.ts';
import { Asked } from './asked.ts';
import { type Connection, connectionHash } from './connection-table.ts';
import { Handshakes } from './handshakes.ts';
import { PacketSlice, SLICE_ROWS } from './packet-slice.ts';
import { PortHours } from './port-hours.ts';
import type { TextsBlock } from './requests.ts';
import type { RowTable } from './row-table.ts';
import { SourceMinutes, sourceMinutesTable } from './source-minutes.ts';
import { SynWatch } from './syn-watch.ts';
import { TargetSeconds, targetSecondsTable } from './target-seconds.ts';

const IPPROTO_TCP = 6;
const NO_WORDS = new Uint32Array(4);

/** Folds the packets of one file. Blocks go to `emit` whenever a table is full and at the end. */
export class PacketFold {
  readonly #minutes: SourceMinutes;
  readonly #seconds: TargetSeconds;
  readonly #ports: PortHours;
  readonly #asked: Asked;
  readonly #handshakes: Handshakes = new Handshakes();
  readonly #syns: SynWatch = new SynWatch();
  readonly #connection: Connection = {
    server: NO_WORDS,
    serverAt: 0,
    client: NO_WORDS,
    clientAt: 0,
    serverPort: 0,
    clientPort: 0,
    hash: 0,
  };
  readonly #hashes: Int32Array = new Int32Array(SLICE_ROWS);
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
  #firstSec = Infinity;
  #firstNsec = 0;
  #lastSec = -Infinity;
  #lastNsec = 0;

  constructor(evidence: number, minutes: RowTable, seconds: RowTable, emit: (block: Block) => void) {
    this.#minutes = new SourceMinutes(evidence, minutes, emit);
    this.#seconds = new TargetSeconds(evidence, seconds, emit);
    this.#ports = new PortHours(evidence, emit);
    this.#asked = new Asked(evidence, emit);
  }

  /** Counts all rows of the batch. */
  add(batch: PacketBatch): void {
    this.#countFile(batch);
    const slice = this.#slice;
    for (let from = 0; from < batch.rows; from += SLICE_ROWS) {
      slice.fill(batch, from, Math.min(from + SLICE_ROWS, batch.rows));
      if (slice.untimed > 0) this.#minutes.addUntimed(batch, slice);
      this.#asked.add(batch, slice);
      this.#minutes.add(batch, slice);
      this.#seconds.add(batch, slice);
      this.#ports.add(batch, slice);
      this.#followConnections(batch, slice);
    }
    this.#records += batch.rows;
  }

  /** Hands on everything that is left; the texts are the zones of DNS names. */
  finish(): { summary: FileSummary; texts: TextsBlock } {
    this.#minutes.flush();
    this.#seconds.flush();
    this.#ports.flush();
    return { summary: this.#summary(), texts: this.#asked.finish() };
  }

  #summary(): FileSummary {
    return {
      records: this.#records,
      firstSec: this.#firstSec,
      firstNsec: this.#firstNsec,
      lastSec: this.#lastSec,
      lastNsec: this.#lastNsec,
      hasTime: this.#firstSec !== Infinity,
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
      },
    };
  }

  // What inspect tells of the file: all packets, whatever their time.
  #countFile(batch: PacketBatch): void {
    const { timeSec, timeNsec, wireLength, ipVersion, protocol, shape, tcpFlags } = batch;
    for (let row = 0; row < batch.rows; row++) {
      this.#wireBytes += wireLength[row];
      if ((shape[row] & SHAPE.noTime) === 0) {
        const sec = timeSec[row];
        const nsec = timeNsec[row];
        if (sec < this.#firstSec || (sec === this.#firstSec && nsec < this.#firstNsec)) {
          this.#firstSec = sec;
          this.#firstNsec = nsec;
        }
        if (sec > this.#lastSec || (sec === this.#lastSec && nsec > this.#lastNsec)) {
          this.#lastSec = sec;
          this.#lastNsec = nsec;
        }
      }
      if (ipVersion[row] === 0) continue;
      if (ipVersion[row] === 4) this.#ipv4++;
      else this.#ipv6++;
      this.#byProtocol[protocol[row]]++;
      if ((shape[row] & SHAPE.hasTcp) === 0) continue;
      const flags = tcpFlags[row];
      if ((flags & (TCP.SYN | TCP.ACK)) === TCP.SYN) this.#tcpSyn++;
      else if ((flags & (TCP.SYN | TCP.ACK)) === (TCP.SYN | TCP.ACK)) this.#tcpSynAck++;
      if ((flags & TCP.RST) !== 0) this.#tcpRst++;
      if ((flags & TCP.FIN) !== 0) this.#tcpFin++;
    }
  }

  // As in SourceMinutes: the slots of all connections of a slice are fetched together.
  #lookAhead(batch: PacketBatch, slice: PacketSlice): void {
    const { source, destination, sourcePort, destinationPort } = batch;
    const { kind, from } = slice;
    const hashes = this.#hashes;
    for (let i = 0, row = from; i < slice.rows; i++, row++) {
      const sender = source[4 * row + 3];
      const receiver = destination[4 * row + 3];
      hashes[i] =
        kind[i] === CLASS.synAck
          ? connectionHash(sender, receiver, sourcePort[row], destinationPort[row])
          : connectionHash(receiver, sender, destinationPort[row], sourcePort[row]);
    }
    let seen = 0;
    for (let i = 0; i < slice.rows; i++) {
      const klass = kind[i];
      if (klass === CLASS.syn || klass === CLASS.synData || klass === CLASS.rst)
        seen ^= this.#syns.peek(hashes[i]);
      else if (klass === CLASS.synAck || klass === CLASS.ack || klass === CLASS.data || klass === CLASS.fin)
        seen ^= this.#handshakes.peek(hashes[i]);
    }
    this.lookedAt = seen;
  }

  #followConnections(batch: PacketBatch, slice: PacketSlice): void {
    this.#lookAhead(batch, slice);
    const { sourcePort, destinationPort, seq, ack, ttl, quotedProtocol } = batch;
    const { kind, from, microseconds } = slice;
    const connection = this.#connection;
    for (let i = 0; i < slice.rows; i++) {
      const row = from + i;
      connection.hash = this.#hashes[i];
      switch (kind[i]) {
        case CLASS.synAck:
          this.#orient(batch.source, batch.destination, row, sourcePort[row], destinationPort[row]);
          this.#handshakes.offer(connection, seq[row], ack[row]);
          break;
        case CLASS.syn:
        case CLASS.synData:
          this.#orient(batch.destination, batch.source, row, destinationPort[row], sourcePort[row]);
          if (this.#syns.see(connection, seq[row], ttl[row], microseconds[i]))
            this.#minutes.addRetransmit(batch, slice, i);
          break;
        case CLASS.rst:
          this.#orient(batch.destination, batch.source, row, destinationPort[row], sourcePort[row]);
          if (this.#syns.denies(connection, seq[row], ttl[row])) this.#minutes.addDenial(batch, slice, i);
          break;
        case CLASS.ack:
        case CLASS.data:
        case CLASS.fin:
          this.#orient(batch.destination, batch.source, row, destinationPort[row], sourcePort[row]);
          if (this.#handshakes.completes(connection, seq[row], ack[row]))
            this.#minutes.addHandshake(batch, slice, i);
          break;
        case CLASS.icmp:
        case CLASS.icmpv6:
          if (quotedProtocol[row] !== IPPROTO_TCP) break;
          this.#orient(
            batch.quotedSource,
            batch.quotedDestination,
            row,
            batch.quotedSourcePort[row],
            batch.quotedDestinationPort[row],
          );
          connection.hash = connectionHash(
            batch.quotedSource[4 * row + 3],
            batch.quotedDestination[4 * row + 3],
            batch.quotedSourcePort[row],
            batch.quotedDestinationPort[row],
          );
          if (this.#handshakes.waits(connection, batch.quotedSeq[row]))
            this.#minutes.addQuotedDenial(batch, slice, i);
          break;
        default:
      }
    }
  }

  // One object for all look-ups: nothing is made in the loop.
  #orient(
    server: Uint32Array,
    client: Uint32Array,
    row: number,
    serverPort: number,
    clientPort: number,
  ): void {
    const connection = this.#connection;
    connection.server = server;
    connection.serverAt = 4 * row;
    connection.client = client;
    connection.clientAt = 4 * row;
    connection.serverPort = serverPort;
    connection.clientPort = clientPort;
  }
}

/** Tables for PacketFold, made once a worker and reused from file to file. */
export function createPacketTables(): { minutes: RowTable; seconds: RowTable } {
  return { minutes: sourceMinutesTable(1 << 17), seconds: targetSecondsTable(1 << 15) };
}
