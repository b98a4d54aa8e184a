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
  /** The capture tells no time for the packet (pcapng simple packet block): timeSec and timeNsec are 0 and mean nothing. */
  noTime: 128,
} as const;

/** TCP flag bits, RFC 9293 section 3.1. */
export const TCP = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ECE: 64, CWR: 128 } as const;

/** Most bytes kept of the zone of a DNS name. */
export const ZONE_BYTES = 64;

/** What a request line asks for: a path or query that only tools send, or a password check by POST. */
export const REQUEST_KIND = { ordinary: 0, probe: 1, login: 2 } as const;

/**
 * What the payload of a TCP segment begins with. `text`: what a method of HTTP is made of; `hello`: a ClientHello in the clear; `handshake`, `cipher`
 * (ChangeCipherSpec), `data` (or an alert): other records of TLS; `cut`: not enough of it is in the capture to tell.
 */
export const OPENING = { cut: 0, text: 1, hello: 2, handshake: 3, cipher: 4, data: 5, other: 6 } as const;

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
  /** IPv4 identification; 0 for IPv6 and when there is no IP. */
  ipId: Uint16Array;
  /** Index into SIGNATURES (model/signatures.ts): what the payload was recognised as; 0 when it was not, or was cut away. */
  signature: Uint8Array;
  /**
   * What the payload asks for, by `signature`: hash of the name of a dnsQuery (0 when it is cut, or a reverse look-up) and of the path of an
   * httpGet or httpPost; RCODE of a dnsResponse. Stale with any other signature.
   */
  asked: Uint32Array;
  /** REQUEST_KIND of an httpGet or httpPost, as far as its request line is in the capture; stale with any other signature. */
  requestKind: Uint8Array;
  /** OPENING of a TCP segment with payload; stale in other rows. */
  opening: Uint8Array;
  /** Zone of a dnsQuery whose `asked` is not 0, as [zoneStart, zoneEnd) of `text`: the last two labels of the name, or three. Else stale. */
  zoneStart: Uint32Array;
  zoneEnd: Uint32Array;
  /** Arena of this batch's zones, ZONE_BYTES a row; valid until the next decode. */
  text: Uint8Array;
  textUsed: number;
  /** Hash of the traits of a SYN (no ACK, RST or FIN) that model/syn-fingerprint.ts spells out; 0 for others and for cut headers. */
  synFingerprint: Uint32Array;
  /** Index into SYN_TOOLS (model/syn-fingerprint.ts) for a SYN; 0 for none and for other packets. */
  tool: Uint8Array;
  /** IP protocol of the packet that an ICMP error quotes; 0 when none is quoted, and then the other quoted columns are stale. */
  quotedProtocol: Uint8Array;
  /** 4 words a row. */
  quotedSource: Uint32Array;
  /** 4 words a row. */
  quotedDestination: Uint32Array;
  /** TCP or UDP; 0 when the quotation ends before or is of a later fragment. */
  quotedSourcePort: Uint16Array;
  quotedDestinationPort: Uint16Array;
  /** TCP; 0 when the quotation ends before. */
  quotedSeq: Uint32Array;
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
  'boot time plus uptime',
  'no date',
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
  /** Send-Q: of a connection, bytes that the other end has not acknowledged; 0 where the dump has no such column. */
  sendQueue: Uint32Array;
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
  /** The protocol of the request line was HTTP/2. */
  http2: 8,
  /** The query string holds what no form sends: SQL, traversal, commands, script (ingest/formats/web-combined-query.ts). */
  probeQuery: 16,
  /** A size was logged (else `bytes` is 0 and means unknown). */
  hasBytes: 4,
  /** How long the request took was logged (else `durationMs` means nothing). */
  hasDuration: 32,
  /** The line has no zone: `utcOffsetMin` is that of the zone which the operator stated, or with `zoneAssumed` 0. */
  zoneStated: 64,
  zoneAssumed: 128,
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
  /** Port that the client asked from, 0 when not logged. */
  clientPort: Uint16Array;
  /** Index into METHODS. */
  method: Uint8Array;
  status: Uint16Array;
  bytes: Float64Array;
  /** From the request to the end of its answer, milliseconds. */
  durationMs: Float64Array;
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

/** What a line of a system log says, or an entry of an address list. Order is part of the stored data. */
export const EVENT_KINDS = [
  /** A log line that tells none of the events below. */
  'other',
  /** The kernel says that a listening socket's queue of half-open connections is full. */
  'syn_flooding',
  /** The connection tracking table is full; packets were dropped. */
  'conntrack_full',
  /** TCP ran out of memory or has too many orphaned sockets. */
  'tcp_memory',
  /** The neighbour (ARP, ND) table is full. */
  'neighbour_full',
  /** The kernel killed a process for want of memory; `subject` is its name. */
  'oom_kill',
  /** The packet filter logged a packet; `subject` is the prefix that its rule sets. */
  'packet_logged',
  /** A server (sshd, vsftpd, proftpd, pure-ftpd) refused a password; `subject` is the user name tried. */
  'auth_failed',
  /** PAM says so; sshd then mostly says the same of the same attempt. */
  'auth_failed_pam',
  /** sshd was asked for a user that does not exist; an attempt with a password follows, unless only keys are taken. */
  'auth_invalid_user',
  /** sshd let a user in. */
  'auth_accepted',
  /** A prefix on a list of addresses; `subject` is its label, `detail` its length in bits of the 128-bit form. */
  'address_listed',
] as const;

/** Bits of `EventBatch.addresses`. */
export const EVENT_ADDRESS = { source: 1, destination: 2 } as const;

/** Values of `EventBatch.detail` for syn_flooding and tcp_memory; 0 when the line does not tell. */
export const EVENT_DETAIL = { cookies: 1, dropping: 2, orphans: 1, outOfMemory: 2 } as const;

/** Lines of system logs and entries of address lists. All text fields are [start, end) byte ranges in `text`. */
export interface EventBatch {
  kind: 'events';
  readonly capacity: number;
  rows: number;
  full: boolean;
  offset: Float64Array;
  line: Uint32Array;
  /** Index into EVENT_KINDS. */
  event: Uint8Array;
  /** How often it happened: more than 1 in lines like "message repeated 5 times". */
  count: Uint32Array;
  /** Seconds since boot with basis 'no date' in a kernel log, 0 in a list without one. */
  timeSec: Float64Array;
  timeNsec: Uint32Array;
  /** Index into TIME_BASIS. */
  timeBasis: Uint8Array;
  /** EVENT_ADDRESS bits: which of the two addresses are known. */
  addresses: Uint8Array;
  /** 4 words a row. */
  source: Uint32Array;
  /** 4 words a row. */
  destination: Uint32Array;
  sourcePort: Uint16Array;
  /** Destination port, or the flooded port. */
  port: Uint16Array;
  /** IP protocol; 0 when not told. */
  protocol: Uint8Array;
  /** packet_logged: TCP bits; else as told at EVENT_DETAIL and EVENT_KINDS. */
  detail: Uint8Array;
  /** packet_logged: length of the IP packet in bytes. */
  length: Uint32Array;
  /** Arena of this batch's texts; valid until the next decode. */
  text: Uint8Array;
  textUsed: number;
  /** Host name that the log line bears, as written. */
  hostStart: Uint32Array;
  hostEnd: Uint32Array;
  /** Program that wrote the line: "kernel", "sshd". */
  programStart: Uint32Array;
  programEnd: Uint32Array;
  subjectStart: Uint32Array;
  subjectEnd: Uint32Array;
}

/** Values of kernel counters, one row a counter and snapshot. Names as nstat prints them: "TcpExtSyncookiesSent". */
export interface CounterBatch {
  kind: 'counters';
  readonly capacity: number;
  rows: number;
  full: boolean;
  offset: Float64Array;
  line: Uint32Array;
  /** 0-based number of the snapshot within the file. */
  snapshot: Uint32Array;
  timeSec: Float64Array;
  timeNsec: Uint32Array;
  /** Index into TIME_BASIS. */
  timeBasis: Uint8Array;
  value: Float64Array;
  /** Arena of this batch's names; valid until the next decode. */
  text: Uint8Array;
  textUsed: number;
  nameStart: Uint32Array;
  nameEnd: Uint32Array;
}

/** Any batch; tested once a batch, never a row. */
export type EvidenceBatch = PacketBatch | SocketBatch | RequestBatch | EventBatch | CounterBatch;
