// Packets into rollups: per minute and source, per second and target, ports per hour, and the counts of one file.

import { type PacketBatch, SHAPE, TCP } from '../../model/batch.ts';
import { REFLECTOR_PORTS } from '../../model/services.ts';
import { type Block, BUCKET_SEC, CLASS, type FileSummary, TRAFFIC_CLASSES } from '../../model/traffic.ts';
import { Handshakes } from './handshakes.ts';
import { mix, RowTable } from './row-table.ts';

const IPPROTO_ICMP = 1;
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;
const IPPROTO_ICMPV6 = 58;

// Words of a row of packet_minutes.
const MINUTE = 0;
const CLASS_PORT = 1; // port << 8 | class
const SOURCE = 2;
const TARGET = 6;
const PACKETS = 10;
const HANDSHAKES = 11;
const REQUESTS = 12;
const TTLS_PORT = 13; // first source port << 16 | TTL max << 8 | TTL min
const BYTES = 14; // double
const FIRST = 16; // double, microseconds
const LAST = 18; // double
const FIRST_RECORD = 20;
const LAST_RECORD = 21;
const SECOND = 22; // the second being counted, low 32 bits
const SECOND_PACKETS = 23;
const SECOND_BYTES = 24;
const PEAK_PACKETS = 25;
const PEAK_BYTES = 26;
const MINUTES_STRIDE = 28;

// Words of a row of packet_seconds.
const S_SECOND = 0; // double
const S_TARGET = 2;
const S_CLASS_PORT = 6;
const S_PACKETS = 7;
const S_BYTES = 8; // double
const S_FIRST = 10; // double
const S_LAST = 12; // double
const S_LENGTH_MIN = 14;
const S_LENGTH_MAX = 15;
const SECONDS_STRIDE = 16;

const isReflectorPort = new Uint8Array(65536);
for (const port of REFLECTOR_PORTS) isReflectorPort[port] = 1;

/** Class of a packet from its protocol, flags and shape. */
export function trafficClass(
  ipVersion: number,
  protocol: number,
  shape: number,
  flags: number,
  payload: number,
): number {
  if (ipVersion === 0) return CLASS.nonIp;
  if ((shape & SHAPE.laterFragment) !== 0) return CLASS.fragment;
  if (protocol === IPPROTO_TCP) {
    if ((shape & SHAPE.hasTcp) === 0) return CLASS.tcpOther;
    if ((flags & TCP.SYN) !== 0) {
      if ((flags & (TCP.RST | TCP.FIN)) !== 0) return CLASS.tcpOther;
      return (flags & TCP.ACK) !== 0 ? CLASS.synAck : CLASS.syn;
    }
    if ((flags & TCP.RST) !== 0) return CLASS.rst;
    if ((flags & TCP.ACK) === 0) return CLASS.tcpOther;
    if ((flags & TCP.FIN) !== 0) return CLASS.fin;
    return payload > 0 ? CLASS.data : CLASS.ack;
  }
  if (protocol === IPPROTO_UDP) return CLASS.udp;
  if (protocol === IPPROTO_ICMP) return CLASS.icmp;
  if (protocol === IPPROTO_ICMPV6) return CLASS.icmpv6;
  return CLASS.otherIp;
}

/**
 * The port that names the service: the server's for TCP, a reflector's source port or a well-known port for UDP (0 when both sides are
 * ephemeral, so that random-port floods stay one row a source), type * 256 + code for ICMP.
 */
export function servicePort(
  kind: number,
  sourcePort: number,
  destinationPort: number,
  icmpType: number,
  icmpCode: number,
): number {
  switch (kind) {
    case CLASS.syn:
      return destinationPort;
    case CLASS.synAck:
      return sourcePort;
    case CLASS.udp:
      if (isReflectorPort[sourcePort] === 1) return sourcePort;
      if (destinationPort < 1024 || isReflectorPort[destinationPort] === 1) return destinationPort;
      return sourcePort < 1024 ? sourcePort : 0;
    case CLASS.icmp:
    case CLASS.icmpv6:
      return (icmpType << 8) | icmpCode;
    default:
      return Math.min(sourcePort, destinationPort);
  }
}

/** Folds the packets of one file. Blocks go to `emit` whenever a table is full and at the end. */
export class PacketFold {
  readonly #evidence: number;
  readonly #emit: (block: Block) => void;
  readonly #minutes: RowTable;
  readonly #seconds: RowTable;
  readonly #handshakes: Handshakes = new Handshakes();
  readonly #ports: (Uint32Array | undefined)[] = new Array(TRAFFIC_CLASSES.length * 2).fill(undefined);
  #hour = -1;
  // The row of packet_seconds last used by each class: consecutive packets of a flood share it.
  readonly #lastSecondRow: Int32Array = new Int32Array(TRAFFIC_CLASSES.length).fill(-1);
  readonly #byProtocol: number[] = new Array(256).fill(0);
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
    this.#evidence = evidence;
    this.#minutes = minutes;
    this.#seconds = seconds;
    this.#emit = emit;
  }

  /** Counts all rows of the batch. */
  add(batch: PacketBatch): void {
    const { timeSec, timeNsec, wireLength, ipVersion, protocol, shape, tcpFlags, payloadLength } = batch;
    for (let row = 0; row < batch.rows; row++) {
      const sec = timeSec[row];
      const nsec = timeNsec[row];
      const length = wireLength[row];
      const flags = tcpFlags[row];
      this.#wireBytes += length;
      if (sec < this.#firstSec || (sec === this.#firstSec && nsec < this.#firstNsec)) {
        this.#firstSec = sec;
        this.#firstNsec = nsec;
      }
      if (sec > this.#lastSec || (sec === this.#lastSec && nsec > this.#lastNsec)) {
        this.#lastSec = sec;
        this.#lastNsec = nsec;
      }
      const kind = trafficClass(ipVersion[row], protocol[row], shape[row], flags, payloadLength[row]);
      if (ipVersion[row] === 0) continue;
      if (ipVersion[row] === 4) this.#ipv4++;
      else this.#ipv6++;
      this.#byProtocol[protocol[row]]++;
      if ((shape[row] & SHAPE.hasTcp) !== 0) {
        if ((flags & (TCP.SYN | TCP.ACK)) === TCP.SYN) this.#tcpSyn++;
        else if ((flags & (TCP.SYN | TCP.ACK)) === (TCP.SYN | TCP.ACK)) this.#tcpSynAck++;
        if ((flags & TCP.RST) !== 0) this.#tcpRst++;
        if ((flags & TCP.FIN) !== 0) this.#tcpFin++;
      }
      const port = servicePort(
        kind,
        batch.sourcePort[row],
        batch.destinationPort[row],
        batch.icmpType[row],
        batch.icmpCode[row],
      );
      const microseconds = sec * 1e6 + Math.floor(nsec / 1000);
      this.#countSource(batch, row, kind, port, sec, microseconds, length);
      this.#countTarget(batch, row, kind, port, sec, microseconds, length);
      if ((shape[row] & SHAPE.hasPorts) !== 0)
        this.#countPorts(kind, sec, batch.sourcePort[row], batch.destinationPort[row]);
    }
    this.#records += batch.rows;
  }

  /** Hands on everything that is left. */
  finish(): FileSummary {
    this.#flushMinutes();
    this.#flushSeconds();
    this.#flushPorts();
    return {
      records: this.#records,
      firstSec: this.#firstSec,
      firstNsec: this.#firstNsec,
      lastSec: this.#lastSec,
      lastNsec: this.#lastNsec,
      hasTime: this.#records > 0,
      packets: {
        wireBytes: this.#wireBytes,
        ipv4: this.#ipv4,
        ipv6: this.#ipv6,
        nonIp: this.#records - this.#ipv4 - this.#ipv6,
        tcpSyn: this.#tcpSyn,
        tcpSynAck: this.#tcpSynAck,
        tcpRst: this.#tcpRst,
        tcpFin: this.#tcpFin,
        byProtocol: this.#byProtocol,
        handshakesGivenUp: this.#handshakes.givenUp,
      },
    };
  }

  #countSource(
    batch: PacketBatch,
    row: number,
    kind: number,
    port: number,
    sec: number,
    microseconds: number,
    length: number,
  ): void {
    const record = batch.firstRecord + row;
    const at = this.#sourceRow(batch, row, kind, port, sec, microseconds, record);
    const { u32, f64 } = this.#minutes;
    u32[at + PACKETS]++;
    f64[(at + BYTES) >> 1] += length;
    const second = sec >>> 0;
    if (u32[at + SECOND] !== second) {
      u32[at + SECOND] = second;
      u32[at + SECOND_PACKETS] = 0;
      u32[at + SECOND_BYTES] = 0;
    }
    const packets = ++u32[at + SECOND_PACKETS];
    const bytes = u32[at + SECOND_BYTES] + length;
    u32[at + SECOND_BYTES] = bytes;
    if (packets > u32[at + PEAK_PACKETS]) u32[at + PEAK_PACKETS] = packets;
    if (bytes > u32[at + PEAK_BYTES]) u32[at + PEAK_BYTES] = bytes;
    const ttl = batch.ttl[row];
    const ttls = u32[at + TTLS_PORT];
    if (ttl < (ttls & 0xff)) u32[at + TTLS_PORT] = (ttls & 0xffffff00) | ttl;
    else if (ttl > ((ttls >>> 8) & 0xff)) u32[at + TTLS_PORT] = (ttls & 0xffff00ff) | (ttl << 8);
    if (kind === CLASS.synAck) {
      this.#handshakes.offer(
        batch.source,
        4 * row,
        batch.destination,
        4 * row,
        batch.sourcePort[row],
        batch.destinationPort[row],
        batch.seq[row],
        batch.ack[row],
      );
    } else if (kind === CLASS.ack || kind === CLASS.data || kind === CLASS.fin) {
      if ((batch.shape[row] & SHAPE.httpRequest) !== 0) u32[at + REQUESTS]++;
      const completed = this.#handshakes.completes(
        batch.destination,
        4 * row,
        batch.source,
        4 * row,
        batch.destinationPort[row],
        batch.sourcePort[row],
        batch.seq[row],
        batch.ack[row],
      );
      if (completed) {
        const synRow = this.#sourceRow(
          batch,
          row,
          CLASS.syn,
          batch.destinationPort[row],
          sec,
          microseconds,
          record,
        );
        this.#minutes.u32[synRow + HANDSHAKES]++;
      }
    }
  }

  // Finds or adds the row of (minute, source, target, class, port), and widens its first and last time. Returns its first word.
  #sourceRow(
    batch: PacketBatch,
    row: number,
    kind: number,
    port: number,
    sec: number,
    microseconds: number,
    record: number,
  ): number {
    const table = this.#minutes;
    const { source, destination } = batch;
    const s = 4 * row;
    const minute = Math.floor(sec / BUCKET_SEC) >>> 0;
    const classPort = (port << 8) | kind;
    const s3 = source[s + 3];
    const d3 = destination[s + 3];
    // IPv4 differs in the last word only; the other words are mixed in for IPv6.
    let hash = mix(mix(mix(minute, s3), d3), classPort);
    if (source[s] !== 0)
      hash = mix(mix(mix(hash, source[s]), source[s + 1]), source[s + 2] ^ destination[s + 2]);
    const { u32, f64, slots, slotMask } = table;
    let slot = hash & slotMask;
    for (;;) {
      const entry = slots[slot];
      if (entry === 0) break;
      const at = (entry - 1) * MINUTES_STRIDE;
      if (
        u32[at + SOURCE + 3] === s3 &&
        u32[at + TARGET + 3] === d3 &&
        u32[at + CLASS_PORT] === classPort &&
        u32[at + MINUTE] === minute &&
        u32[at + SOURCE] === source[s] &&
        u32[at + SOURCE + 1] === source[s + 1] &&
        u32[at + SOURCE + 2] === source[s + 2] &&
        u32[at + TARGET] === destination[s] &&
        u32[at + TARGET + 1] === destination[s + 1] &&
        u32[at + TARGET + 2] === destination[s + 2]
      ) {
        if (microseconds < f64[(at + FIRST) >> 1]) {
          f64[(at + FIRST) >> 1] = microseconds;
          u32[at + FIRST_RECORD] = record;
        }
        if (microseconds >= f64[(at + LAST) >> 1]) {
          f64[(at + LAST) >> 1] = microseconds;
          u32[at + LAST_RECORD] = record;
        }
        return at;
      }
      slot = (slot + 1) & slotMask;
    }
    if (table.full) {
      this.#flushMinutes();
      slot = hash & slotMask;
    }
    const at = table.rows * MINUTES_STRIDE;
    slots[slot] = ++table.rows;
    u32[at + MINUTE] = minute;
    u32[at + CLASS_PORT] = classPort;
    for (let i = 0; i < 4; i++) {
      u32[at + SOURCE + i] = source[s + i];
      u32[at + TARGET + i] = destination[s + i];
    }
    u32[at + PACKETS] = 0;
    u32[at + HANDSHAKES] = 0;
    u32[at + REQUESTS] = 0;
    const ttl = batch.ttl[row];
    u32[at + TTLS_PORT] = (batch.sourcePort[row] << 16) | (ttl << 8) | ttl;
    f64[(at + BYTES) >> 1] = 0;
    f64[(at + FIRST) >> 1] = microseconds;
    f64[(at + LAST) >> 1] = microseconds;
    u32[at + FIRST_RECORD] = record;
    u32[at + LAST_RECORD] = record;
    u32[at + SECOND] = sec >>> 0;
    u32[at + SECOND_PACKETS] = 0;
    u32[at + SECOND_BYTES] = 0;
    u32[at + PEAK_PACKETS] = 0;
    u32[at + PEAK_BYTES] = 0;
    return at;
  }

  #countTarget(
    batch: PacketBatch,
    row: number,
    kind: number,
    port: number,
    sec: number,
    microseconds: number,
    length: number,
  ): void {
    const table = this.#seconds;
    const { u32, f64 } = table;
    const { destination } = batch;
    const d = 4 * row;
    const classPort = (port << 8) | kind;
    let at = this.#lastSecondRow[kind];
    if (
      at < 0 ||
      u32[at + S_CLASS_PORT] !== classPort ||
      f64[(at + S_SECOND) >> 1] !== sec ||
      u32[at + S_TARGET + 3] !== destination[d + 3] ||
      u32[at + S_TARGET + 2] !== destination[d + 2] ||
      u32[at + S_TARGET + 1] !== destination[d + 1] ||
      u32[at + S_TARGET] !== destination[d]
    ) {
      at = this.#targetRow(destination, d, classPort, sec, microseconds, length);
      this.#lastSecondRow[kind] = at;
    }
    u32[at + S_PACKETS]++;
    f64[(at + S_BYTES) >> 1] += length;
    if (microseconds < f64[(at + S_FIRST) >> 1]) f64[(at + S_FIRST) >> 1] = microseconds;
    if (microseconds > f64[(at + S_LAST) >> 1]) f64[(at + S_LAST) >> 1] = microseconds;
    if (length < u32[at + S_LENGTH_MIN]) u32[at + S_LENGTH_MIN] = length;
    if (length > u32[at + S_LENGTH_MAX]) u32[at + S_LENGTH_MAX] = length;
  }

  #targetRow(
    destination: Uint32Array,
    d: number,
    classPort: number,
    sec: number,
    microseconds: number,
    length: number,
  ): number {
    const table = this.#seconds;
    const { u32, f64, slots, slotMask } = table;
    const d3 = destination[d + 3];
    const hash = mix(mix(mix(sec | 0, d3), classPort), destination[d + 1] ^ destination[d]);
    let slot = hash & slotMask;
    for (;;) {
      const entry = slots[slot];
      if (entry === 0) break;
      const at = (entry - 1) * SECONDS_STRIDE;
      if (
        u32[at + S_TARGET + 3] === d3 &&
        u32[at + S_CLASS_PORT] === classPort &&
        f64[(at + S_SECOND) >> 1] === sec &&
        u32[at + S_TARGET] === destination[d] &&
        u32[at + S_TARGET + 1] === destination[d + 1] &&
        u32[at + S_TARGET + 2] === destination[d + 2]
      ) {
        return at;
      }
      slot = (slot + 1) & slotMask;
    }
    if (table.full) {
      this.#flushSeconds();
      slot = hash & slotMask;
    }
    const at = table.rows * SECONDS_STRIDE;
    slots[slot] = ++table.rows;
    f64[(at + S_SECOND) >> 1] = sec;
    for (let i = 0; i < 4; i++) u32[at + S_TARGET + i] = destination[d + i];
    u32[at + S_CLASS_PORT] = classPort;
    u32[at + S_PACKETS] = 0;
    f64[(at + S_BYTES) >> 1] = 0;
    f64[(at + S_FIRST) >> 1] = microseconds;
    f64[(at + S_LAST) >> 1] = microseconds;
    u32[at + S_LENGTH_MIN] = length;
    u32[at + S_LENGTH_MAX] = length;
    return at;
  }

  #countPorts(kind: number, sec: number, sourcePort: number, destinationPort: number): void {
    const hour = Math.floor(sec / 3600) >>> 0;
    if (hour !== this.#hour) {
      this.#flushPorts();
      this.#hour = hour;
    }
    this.#portCounts(2 * kind)[sourcePort]++;
    this.#portCounts(2 * kind + 1)[destinationPort]++;
  }

  #portCounts(index: number): Uint32Array {
    let counts = this.#ports[index];
    if (counts === undefined) {
      counts = new Uint32Array(65536);
      this.#ports[index] = counts;
    }
    return counts;
  }

  #flushPorts(): void {
    let rows = 0;
    for (const counts of this.#ports)
      if (counts !== undefined) for (const count of counts) if (count !== 0) rows++;
    if (rows === 0) return;
    const classes = new Uint8Array(rows);
    const sides = new Uint8Array(rows);
    const ports = new Uint16Array(rows);
    const packets = new Uint32Array(rows);
    let row = 0;
    for (const [index, counts] of this.#ports.entries()) {
      if (counts === undefined) continue;
      for (let port = 0; port < 65536; port++) {
        if (counts[port] === 0) continue;
        classes[row] = index >> 1;
        sides[row] = index & 1;
        ports[row] = port;
        packets[row++] = counts[port];
      }
      counts.fill(0);
    }
    const evidence = new Uint16Array(rows).fill(this.#evidence);
    const hours = new Uint32Array(rows).fill(this.#hour);
    this.#emit({
      table: 'packet_ports',
      rows,
      columns: [evidence.buffer, hours.buffer, classes.buffer, sides.buffer, ports.buffer, packets.buffer],
    });
  }

  #flushMinutes(): void {
    const table = this.#minutes;
    if (table.rows === 0) return;
    this.#emit({
      table: 'packet_minutes',
      rows: table.rows,
      columns: [
        table.constant16(this.#evidence),
        table.column32(MINUTE),
        table.columnBits(CLASS_PORT, 0, 8),
        table.columnBits(CLASS_PORT, 8, 16),
        table.column64(SOURCE),
        table.column64(SOURCE + 2),
        table.column64(TARGET),
        table.column64(TARGET + 2),
        table.column32(PACKETS),
        table.columnDouble(BYTES),
        table.column32(HANDSHAKES),
        table.column32(REQUESTS),
        table.columnDouble(FIRST),
        table.columnDouble(LAST),
        table.column32(FIRST_RECORD),
        table.column32(LAST_RECORD),
        table.column32(PEAK_PACKETS),
        table.column32(PEAK_BYTES),
        table.columnBits(TTLS_PORT, 0, 8),
        table.columnBits(TTLS_PORT, 8, 8),
        table.columnBits(TTLS_PORT, 16, 16),
      ],
    });
    table.clear();
  }

  #flushSeconds(): void {
    const table = this.#seconds;
    if (table.rows === 0) return;
    this.#emit({
      table: 'packet_seconds',
      rows: table.rows,
      columns: [
        table.constant16(this.#evidence),
        table.columnDouble(S_SECOND),
        table.columnBits(S_CLASS_PORT, 0, 8),
        table.columnBits(S_CLASS_PORT, 8, 16),
        table.column64(S_TARGET),
        table.column64(S_TARGET + 2),
        table.column32(S_PACKETS),
        table.columnDouble(S_BYTES),
        table.columnDouble(S_FIRST),
        table.columnDouble(S_LAST),
        table.column32(S_LENGTH_MIN),
        table.column32(S_LENGTH_MAX),
      ],
    });
    table.clear();
    this.#lastSecondRow.fill(-1);
  }
}

/** Tables for PacketFold, made once a worker and reused from file to file. */
export function createPacketTables(): { minutes: RowTable; seconds: RowTable } {
  return { minutes: new RowTable(1 << 17, MINUTES_STRIDE), seconds: new RowTable(1 << 15, SECONDS_STRIDE) };
}
