// Packets into rollups, a slice of a batch at a time, and the counts of one file.

import { type PacketBatch, SHAPE, TCP } from '../../model/batch.ts';
import type { Block, FileSummary } from '../../model/traffic.ts';
import { Asked } from './asked.ts';
import { Connections } from './connections.ts';
import { LooseEnds } from './loose-ends.ts';
import { PacketSlice, SLICE_ROWS } from './packet-slice.ts';
import { PortHours, portCounts } from './port-hours.ts';
import type { TextsBlock } from './requests.ts';
import type { RowTable } from './row-table.ts';
import { SeenTwice } from './seen-twice.ts';
import { SourceMinutes, type SourceMinutesTables, sourceMinutesTables } from './source-minutes.ts';
import { TargetSeconds, targetSecondsTable } from './target-seconds.ts';
import { TimePieces } from './time-pieces.ts';

interface Stage {
  /** Counts a slice; at the beginning of a file what may have begun before it goes to `beginning` too. */
  add(batch: PacketBatch, slice: PacketSlice, beginning: LooseEnds | undefined): void;
}

/** What a worker lends to PacketFold. */
export interface PacketTables {
  minutes: SourceMinutesTables;
  seconds: RowTable;
  ports: Uint32Array;
}

/** Folds the packets of one file. Blocks go to `emit` whenever a table is full and at the end. */
export class PacketFold {
  readonly #minutes: SourceMinutes;
  readonly #seconds: TargetSeconds;
  readonly #ports: PortHours;
  readonly #asked: Asked;
  readonly #connections: Connections;
  // In the order in which they need what another fills in. A list, so that the engine optimises each by itself: all in one function they
  // are too much for its registers, and how much of them it puts there is another thing every run.
  readonly #stages: readonly Stage[];
  readonly #seenTwice: SeenTwice = new SeenTwice();
  readonly #looseEnds: LooseEnds | undefined;
  // The same while the beginning of the file is read.
  #beginning: LooseEnds | undefined;
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
  constructor(evidence: number, tables: PacketTables, emit: (block: Block) => void, joins = false) {
    this.#minutes = new SourceMinutes(evidence, tables.minutes, emit);
    this.#seconds = new TargetSeconds(evidence, tables.seconds, emit);
    this.#ports = new PortHours(evidence, tables.ports, emit);
    this.#asked = new Asked(evidence, emit);
    this.#connections = new Connections(evidence, this.#minutes, emit);
    if (joins) this.#looseEnds = new LooseEnds(evidence, emit);
    this.#beginning = this.#looseEnds;
    this.#stages = [
      this.#asked,
      this.#minutes,
      this.#seconds,
      this.#ports,
      this.#seenTwice,
      this.#connections,
    ];
  }

  /** Counts all rows of the batch. */
  add(batch: PacketBatch): void {
    this.#countFile(batch);
    const slice = this.#slice;
    for (let from = 0; from < batch.rows; from += SLICE_ROWS) {
      slice.fill(batch, from, Math.min(from + SLICE_ROWS, batch.rows));
      if (slice.untimed > 0) this.#minutes.addUntimed(batch, slice);
      if (this.#beginning?.isPast(slice.microseconds[0])) this.#beginning = undefined;
      for (const stage of this.#stages) stage.add(batch, slice, this.#beginning);
    }
    this.#records += batch.rows;
  }

  /** Hands on everything that is left; the texts are the zones of DNS names. */
  finish(): { summary: FileSummary; texts: TextsBlock } {
    this.#minutes.flush();
    this.#seconds.flush();
    this.#ports.flush();
    this.#connections.flush();
    this.#looseEnds?.finish(this.#connections.syns, this.#connections.handshakes, this.#asked.requests);
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
        handshakesGivenUp: this.#connections.handshakes.givenUp,
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
}

/** Tables for PacketFold, made once a worker and reused from file to file; the rows that they hold are powers of two. */
export function createPacketTables(minutes: number = 1 << 17, seconds: number = 1 << 15): PacketTables {
  return { minutes: sourceMinutesTables(minutes), seconds: targetSecondsTable(seconds), ports: portCounts() };
}
