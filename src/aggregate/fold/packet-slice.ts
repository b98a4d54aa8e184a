// A slice of a packet batch with what the tables of the fold share: class, service port and time of each packet.

import { type PacketBatch, SHAPE } from '../../model/batch.ts';
import { BUCKET_SEC, CLASS, OWN_QUOTE } from '../../model/traffic.ts';
import { servicePort, trafficClass } from './packet-class.ts';

/** Packets a slice. Few enough that what one table looks at for all of them stays in the second-level cache. */
export const SLICE_ROWS: number = 256;

/** In classPort: both addresses are IPv4, so that their last words tell them from all others that are. */
export const BOTH_IPV4 = 0x80;
/** In classPort: the class. */
export const CLASS_BITS = 0x7f;

/** Columns of the slice; entry i is row `from + i` of the batch. */
export class PacketSlice {
  /** First row in the batch. */
  from = 0;
  rows = 0;
  /** Rows at the front that come before the first time of the file; they are in no minute. */
  untimed = 0;
  /** CLASS; nonIp marks a row that no table by time counts: not IP, or before the first time of the file. */
  readonly kind: Uint8Array = new Uint8Array(SLICE_ROWS);
  /** Payload signature << 24 | service port << 8 | BOTH_IPV4 | class. */
  readonly classPort: Uint32Array = new Uint32Array(SLICE_ROWS);
  /** Seconds since 1970 UTC; that of the packet before where a packet has none. */
  readonly sec: Float64Array = new Float64Array(SLICE_ROWS);
  /** Minutes since 1970 UTC, low 32 bits. */
  readonly minute: Uint32Array = new Uint32Array(SLICE_ROWS);
  /** Whole microseconds since 1970 UTC. */
  readonly microseconds: Float64Array = new Float64Array(SLICE_ROWS);
  /** Whole milliseconds since 1970 UTC, low 32 bits. */
  readonly milliseconds: Uint32Array = new Uint32Array(SLICE_ROWS);
  /** 1 for an HTTP request that repeats the one before; Asked fills it in. */
  readonly repeats: Uint8Array = new Uint8Array(SLICE_ROWS);
  #timed = false;
  #lastSec = 0;
  #lastMinute = 0;
  #lastMicroseconds = 0;
  #lastMilliseconds = 0;

  /** Describes rows [from, to) of the batch. */
  fill(batch: PacketBatch, from: number, to: number): void {
    const { timeSec, timeNsec, ipVersion, protocol, shape, tcpFlags, payloadLength } = batch;
    const { sourcePort, destinationPort, icmpType, icmpCode, signature } = batch;
    const { kind, classPort, sec, minute, microseconds, milliseconds } = this;
    this.from = from;
    this.rows = to - from;
    this.untimed = 0;
    this.repeats.fill(0);
    for (let row = from, i = 0; row < to; row++, i++) {
      if ((shape[row] & SHAPE.noTime) === 0) {
        this.#timed = true;
        if (timeSec[row] !== this.#lastSec) {
          this.#lastSec = timeSec[row];
          this.#lastMinute = Math.floor(timeSec[row] / BUCKET_SEC) >>> 0;
        }
        this.#lastMicroseconds = timeSec[row] * 1e6 + ((timeNsec[row] / 1000) >>> 0);
        this.#lastMilliseconds = (timeSec[row] * 1000 + ((timeNsec[row] / 1e6) >>> 0)) >>> 0;
      } else if (!this.#timed) this.untimed++;
      sec[i] = this.#lastSec;
      minute[i] = this.#lastMinute;
      microseconds[i] = this.#lastMicroseconds;
      milliseconds[i] = this.#lastMilliseconds;
      const klass = trafficClass(
        ipVersion[row],
        protocol[row],
        shape[row],
        tcpFlags[row],
        payloadLength[row],
      );
      kind[i] = this.#timed ? klass : CLASS.nonIp;
      const port = servicePort(
        klass,
        protocol[row],
        sourcePort[row],
        destinationPort[row],
        icmpType[row],
        icmpCode[row],
      );
      // What a TCP client opens with is no part of the key: it would split its packets over two rows.
      const mark = klass === CLASS.udp ? signature[row] : isOwnQuote(batch, row, klass) ? OWN_QUOTE : 0;
      const family = ipVersion[row] === 4 ? BOTH_IPV4 : 0;
      classPort[i] = (mark << 24) | (port << 8) | family | klass;
    }
  }
}

function isOwnQuote(
  { quotedProtocol, quotedSource, destination }: PacketBatch,
  row: number,
  klass: number,
): boolean {
  if ((klass !== CLASS.icmp && klass !== CLASS.icmpv6) || quotedProtocol[row] === 0) return false;
  for (let word = 4 * row; word < 4 * row + 4; word++)
    if (quotedSource[word] !== destination[word]) return false;
  return true;
}
