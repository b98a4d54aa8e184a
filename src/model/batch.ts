// What decoders produce: rows as structs of arrays, reused from batch to batch. Addresses are 4 x u32 words a row
// (model/address.ts), times are (sec, nsec) since 1970 UTC, texts are byte ranges in the batch's `text` arena.

/** Bits of `PacketBatch.shape`. */
export const SHAPE = {
  /** sourcePort and destinationPort were in the capture: TCP or UDP, first fragment, not cut. */
  hasPorts: 1,
  /** Part of a fragmented datagram (any fragment). */
  fragment: 2,
  /** A fragment other than the first: no transport header. */
  laterFragment: 4,
  /** flags, seq, ack, window are valid: TCP with at least the first 16 bytes of its header. */
  hasTcp: 8,
  /** The TCP payload starts with an HTTP request line. */
  httpRequest: 16,
  /** A header was cut short or malformed; fields behind it are 0. */
  damaged: 32,
  /** icmpType and icmpCode are valid. */
  hasIcmp: 64,
} as const;

/** TCP flag bits, RFC 9293 section 3.1. */
export const TCP = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ECE: 64, CWR: 128 } as const;

/** Packets, outermost IP header. Row i is packet number `firstRecord + i` of its file (1-based, as tshark counts). */
export interface PacketBatch {
  kind: 'packets';
  readonly capacity: number;
  rows: number;
  full: boolean;
  /** Number of the first row's packet in the file. */
  firstRecord: number;
  /** Byte offset of the record in the uncompressed stream. */
  offset: Float64Array;
  timeSec: Float64Array;
  timeNsec: Uint32Array;
  /** Bytes on the wire (original length). */
  wireLength: Uint32Array;
  /** 4, 6, or 0 when the frame holds no IP. */
  ipVersion: Uint8Array;
  /** 4 words a row. */
  source: Uint32Array;
  /** 4 words a row. */
  destination: Uint32Array;
  /** IP protocol behind any IPv6 extension headers. */
  protocol: Uint8Array;
  /** TTL or hop limit. */
  ttl: Uint8Array;
  /** SHAPE bits. */
  shape: Uint8Array;
  sourcePort: Uint16Array;
  destinationPort: Uint16Array;
  /** TCP bits; valid iff SHAPE.hasTcp. */
  tcpFlags: Uint8Array;
  seq: Uint32Array;
  ack: Uint32Array;
  window: Uint16Array;
  /** Bytes behind the transport header, from the header lengths (0 when not known). */
  payloadLength: Uint32Array;
  icmpType: Uint8Array;
  icmpCode: Uint8Array;
}

/** Socket states, one spelling for all systems (SYN_RECEIVED, SYN_RCVD, SYN-RECV are SYN_RECV). */
export const SOCKET_STATES = [
  'UNKNOWN',
  'ESTABLISHED',
  'SYN_SENT',
  'SYN_RECV',
  'FIN_WAIT1',
  'FIN_WAIT2',
  'TIME_WAIT',
  'CLOSE',
  'CLOSE_WAIT',
  'LAST_ACK',
  'LISTEN',
  'CLOSING',
  'NEW_SYN_RECV',
  'UNCONN',
  'NONE',
] as const;

/** How the time of a snapshot or line is known. */
export const TIME_BASIS = [
  'exact',
  'offset assumed',
  'date from file name',
  'date from file mtime',
  'operator stated',
] as const;

/** Sockets of one or more snapshots. */
export interface SocketBatch {
  kind: 'sockets';
  readonly capacity: number;
  rows: number;
  full: boolean;
  /** Byte offset of the line. */
  offset: Float64Array;
  /** 1-based line number. */
  line: Uint32Array;
  /** 0-based number of the snapshot within the file. */
  snapshot: Uint32Array;
  timeSec: Float64Array;
  timeNsec: Uint32Array;
  /** Index into TIME_BASIS. */
  timeBasis: Uint8Array;
  /** 6 TCP, 17 UDP; others as in IANA's protocol numbers. */
  protocol: Uint8Array;
  /** Index into SOCKET_STATES. */
  state: Uint8Array;
  /** 4 words a row; all zero with `localKind` 0. */
  local: Uint32Array;
  remote: Uint32Array;
  /** 0: wildcard or unknown, 1: an address, 2: a host name (not resolved; counted, not attributed). */
  localKind: Uint8Array;
  remoteKind: Uint8Array;
  /** 0 when wildcard or a name that is in no table of ours. */
  localPort: Uint16Array;
  remotePort: Uint16Array;
}

/** Request methods; index 0 stands for anything else, and for request lines that are no HTTP. */
export const METHODS = [
  'OTHER',
  'GET',
  'POST',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'PATCH',
  'CONNECT',
  'TRACE',
  'PROPFIND',
  'MALFORMED',
] as const;

/** Bits of `RequestBatch.shape`. */
export const REQUEST_SHAPE = {
  /** The client is an address (else a host name in `clientStart..clientEnd`). */
  clientIsAddress: 1,
  /** The request target had a query string. */
  hasQuery: 2,
  /** A size was logged (else `bytes` is 0 and means unknown). */
  hasBytes: 4,
} as const;

/** Requests from web server logs. All text fields are [start, end) byte ranges in `text`. */
export interface RequestBatch {
  kind: 'requests';
  readonly capacity: number;
  rows: number;
  full: boolean;
  offset: Float64Array;
  line: Uint32Array;
  timeSec: Float64Array;
  timeNsec: Uint32Array;
  /** Minutes east of UTC as written in the line. */
  utcOffsetMin: Int16Array;
  shape: Uint8Array;
  /** 4 words a row; zero when the client is a host name. */
  client: Uint32Array;
  /** Index into METHODS. */
  method: Uint8Array;
  status: Uint16Array;
  bytes: Float64Array;
  /** Arena of this batch's texts; valid until the next decode. */
  text: Uint8Array;
  textUsed: number;
  clientStart: Uint32Array;
  clientEnd: Uint32Array;
  /** Request target without its query string. */
  pathStart: Uint32Array;
  pathEnd: Uint32Array;
  /** Virtual host, empty when not logged. */
  hostStart: Uint32Array;
  hostEnd: Uint32Array;
  refererStart: Uint32Array;
  refererEnd: Uint32Array;
  userAgentStart: Uint32Array;
  userAgentEnd: Uint32Array;
}

/** Any batch; tested once a batch, never a row. */
export type EvidenceBatch = PacketBatch | SocketBatch | RequestBatch;

/** An empty packet batch; 150 bytes a row. */
export function createPacketBatch(capacity: number): PacketBatch {
  return {
    kind: 'packets',
    capacity,
    rows: 0,
    full: false,
    firstRecord: 1,
    offset: new Float64Array(capacity),
    timeSec: new Float64Array(capacity),
    timeNsec: new Uint32Array(capacity),
    wireLength: new Uint32Array(capacity),
    ipVersion: new Uint8Array(capacity),
    source: new Uint32Array(4 * capacity),
    destination: new Uint32Array(4 * capacity),
    protocol: new Uint8Array(capacity),
    ttl: new Uint8Array(capacity),
    shape: new Uint8Array(capacity),
    sourcePort: new Uint16Array(capacity),
    destinationPort: new Uint16Array(capacity),
    tcpFlags: new Uint8Array(capacity),
    seq: new Uint32Array(capacity),
    ack: new Uint32Array(capacity),
    window: new Uint16Array(capacity),
    payloadLength: new Uint32Array(capacity),
    icmpType: new Uint8Array(capacity),
    icmpCode: new Uint8Array(capacity),
  };
}

/** An empty socket batch. */
export function createSocketBatch(capacity: number): SocketBatch {
  return {
    kind: 'sockets',
    capacity,
    rows: 0,
    full: false,
    offset: new Float64Array(capacity),
    line: new Uint32Array(capacity),
    snapshot: new Uint32Array(capacity),
    timeSec: new Float64Array(capacity),
    timeNsec: new Uint32Array(capacity),
    timeBasis: new Uint8Array(capacity),
    protocol: new Uint8Array(capacity),
    state: new Uint8Array(capacity),
    local: new Uint32Array(4 * capacity),
    remote: new Uint32Array(4 * capacity),
    localKind: new Uint8Array(capacity),
    remoteKind: new Uint8Array(capacity),
    localPort: new Uint16Array(capacity),
    remotePort: new Uint16Array(capacity),
  };
}

/** An empty request batch whose arena holds `textBytes` bytes; a decoder sets `full` when either runs out. */
export function createRequestBatch(capacity: number, textBytes: number): RequestBatch {
  const range = (): Uint32Array => new Uint32Array(capacity);
  return {
    kind: 'requests',
    capacity,
    rows: 0,
    full: false,
    offset: new Float64Array(capacity),
    line: range(),
    timeSec: new Float64Array(capacity),
    timeNsec: range(),
    utcOffsetMin: new Int16Array(capacity),
    shape: new Uint8Array(capacity),
    client: new Uint32Array(4 * capacity),
    method: new Uint8Array(capacity),
    status: new Uint16Array(capacity),
    bytes: new Float64Array(capacity),
    text: new Uint8Array(textBytes),
    textUsed: 0,
    clientStart: range(),
    clientEnd: range(),
    pathStart: range(),
    pathEnd: range(),
    hostStart: range(),
    hostEnd: range(),
    refererStart: range(),
    refererEnd: range(),
    userAgentStart: range(),
    userAgentEnd: range(),
  };
}

/** Empties a batch for the next rows. */
export function resetBatch(batch: EvidenceBatch): void {
  if (batch.kind === 'packets') batch.firstRecord += batch.rows;
  if (batch.kind === 'requests') batch.textUsed = 0;
  batch.rows = 0;
  batch.full = false;
}
