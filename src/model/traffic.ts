// Classes of traffic and the columns of the case database: the vocabulary between fold, store and assess.

/** Traffic classes, one a packet. Order is part of the stored data. */
export const TRAFFIC_CLASSES = [
  'non_ip',
  'tcp_syn',
  'tcp_syn_ack',
  'tcp_rst',
  'tcp_fin',
  'tcp_ack',
  'tcp_data',
  'tcp_other',
  'udp',
  'icmp',
  'icmpv6',
  'fragment',
  'other_ip',
  'tcp_syn_data',
] as const;
export type TrafficClass = (typeof TRAFFIC_CLASSES)[number];

/** Index of each class. */
export const CLASS = {
  nonIp: 0,
  syn: 1,
  synAck: 2,
  rst: 3,
  fin: 4,
  ack: 5,
  data: 6,
  tcpOther: 7,
  udp: 8,
  icmp: 9,
  icmpv6: 10,
  fragment: 11,
  otherIp: 12,
  /** SYN without ACK that carries data. */
  synData: 13,
} as const;

/** Column types of the case database that blocks can carry. */
export type ColumnType = 'UTINYINT' | 'USMALLINT' | 'UINTEGER' | 'UBIGINT' | 'DOUBLE';

/** Bytes per value of each column type. */
export const COLUMN_BYTES: Record<ColumnType, number> = {
  UTINYINT: 1,
  USMALLINT: 2,
  UINTEGER: 4,
  UBIGINT: 8,
  DOUBLE: 8,
};

/**
 * Value of the columns `signature` that the fold sets for a DNS query (SIGNATURE.dnsQuery) whose name was not asked lately: names that
 * nobody asks twice are what random-name floods are made of.
 */
export const NEW_DNS_NAME = 255;

/** The same for requests of HTTP in the clear (class tcp_data) by REQUEST_KIND: their rows hold nothing else. */
export const HTTP_PROBE = 254;
export const HTTP_LOGIN = 253;

/** The same for ICMP errors (class icmp, icmpv6) that quote a packet which bore the address they are sent to as its source. */
export const OWN_QUOTE = 252;

/** Width of the time buckets of the per-source rollups, seconds. */
export const BUCKET_SEC: number = 60;

/** Width of the buckets of `dns_queries`, seconds: six make a minute that may begin anywhere. */
export const DNS_BUCKET_SEC: number = 10;

/** Tables that blocks can fill. */
export type TableName =
  | 'packet_minutes'
  | 'packet_seconds'
  | 'packet_ports'
  | 'dns_queries'
  | 'connection_minutes'
  | 'sockets'
  | 'request_minutes'
  | 'request_seconds'
  | 'request_durations'
  | 'client_minutes'
  | 'events'
  | 'counters';

/**
 * Tables of the case database, filled by blocks. Addresses are (hi, lo) halves of the 128-bit form; *_us are whole microseconds
 * since 1970 UTC (exact in a double until 2255); records are packet or line numbers; `evidence` is the number of the evidence source.
 */
export const TABLES: Record<TableName, readonly (readonly [name: string, type: ColumnType])[]> = {
  /**
   * Per minute, source, target, class, service port, payload signature. `handshakes` stand on the tcp_syn row of the client; `repeats` are
   * the HTTP requests among `requests` for the path that the source asked for in its request before.
   */
  packet_minutes: [
    ['evidence', 'UINTEGER'],
    ['minute', 'UINTEGER'],
    ['class', 'UTINYINT'],
    ['port', 'USMALLINT'],
    ['signature', 'UTINYINT'],
    ['src_hi', 'UBIGINT'],
    ['src_lo', 'UBIGINT'],
    ['dst_hi', 'UBIGINT'],
    ['dst_lo', 'UBIGINT'],
    ['packets', 'UINTEGER'],
    ['bytes', 'DOUBLE'],
    ['handshakes', 'UINTEGER'],
    ['requests', 'UINTEGER'],
    ['first_us', 'DOUBLE'],
    ['last_us', 'DOUBLE'],
    ['first_record', 'UINTEGER'],
    ['last_record', 'UINTEGER'],
    ['peak_packets', 'UINTEGER'],
    ['peak_bytes', 'UINTEGER'],
    ['ttl_min', 'UTINYINT'],
    ['ttl_max', 'UTINYINT'],
    ['src_port', 'USMALLINT'],
    ['fingerprint', 'UINTEGER'],
    ['tool', 'UTINYINT'],
    ['denied', 'UINTEGER'],
    ['retransmits', 'UINTEGER'],
    ['hellos', 'UINTEGER'],
    ['repeats', 'UINTEGER'],
  ],
  /** Per second, target, class, service port, payload signature. */
  packet_seconds: [
    ['evidence', 'UINTEGER'],
    ['second', 'DOUBLE'],
    ['class', 'UTINYINT'],
    ['port', 'USMALLINT'],
    ['signature', 'UTINYINT'],
    ['dst_hi', 'UBIGINT'],
    ['dst_lo', 'UBIGINT'],
    ['packets', 'UINTEGER'],
    ['bytes', 'DOUBLE'],
    ['first_us', 'DOUBLE'],
    ['last_us', 'DOUBLE'],
    ['length_min', 'UINTEGER'],
    ['length_max', 'UINTEGER'],
  ],
  /** Packets per hour, class and port; side 0 is the source port, 1 the destination port. */
  packet_ports: [
    ['evidence', 'UINTEGER'],
    ['hour', 'UINTEGER'],
    ['class', 'UTINYINT'],
    ['side', 'UTINYINT'],
    ['port', 'USMALLINT'],
    ['packets', 'UINTEGER'],
  ],
  /**
   * DNS per DNS_BUCKET_SEC, server and zone: queries seen on their way to it, those for new names, and its answers that told of a failure
   * (RCODE not 0). zone_id refers to `texts` of the same evidence, 0 = not told; failed answers stand there. `from_sec` is where the bucket begins.
   */
  dns_queries: [
    ['evidence', 'UINTEGER'],
    ['from_sec', 'UINTEGER'],
    ['server_hi', 'UBIGINT'],
    ['server_lo', 'UBIGINT'],
    ['zone_id', 'UINTEGER'],
    ['queries', 'UINTEGER'],
    ['new_names', 'UINTEGER'],
    ['failed', 'UINTEGER'],
  ],
  /**
   * What clients did on connections, per minute, client, server and service port. Connections, each counted once: `unfinished` those on which
   * a request still came in small pieces 5 s after the handshake without an answer, `stalled` those whose client had closed its receive window then,
   * `unclear` those inside TLS on which such pieces may have come before an answer or after it, `strange` those whose client began with
   * neither a request nor TLS. `renewed` are handshakes that a client began inside TLS after the first.
   */
  connection_minutes: [
    ['evidence', 'UINTEGER'],
    ['minute', 'UINTEGER'],
    ['src_hi', 'UBIGINT'],
    ['src_lo', 'UBIGINT'],
    ['dst_hi', 'UBIGINT'],
    ['dst_lo', 'UBIGINT'],
    ['port', 'USMALLINT'],
    ['unfinished', 'UINTEGER'],
    ['stalled', 'UINTEGER'],
    ['unclear', 'UINTEGER'],
    ['renewed', 'UINTEGER'],
    ['strange', 'UINTEGER'],
  ],
  /** Sockets as dumped, a row each. Kinds as in SocketBatch. */
  sockets: [
    ['evidence', 'UINTEGER'],
    ['snapshot', 'UINTEGER'],
    ['at_us', 'DOUBLE'],
    ['basis', 'UTINYINT'],
    ['protocol', 'UTINYINT'],
    ['state', 'UTINYINT'],
    ['local_kind', 'UTINYINT'],
    ['local_hi', 'UBIGINT'],
    ['local_lo', 'UBIGINT'],
    ['local_port', 'USMALLINT'],
    ['remote_kind', 'UTINYINT'],
    ['remote_hi', 'UBIGINT'],
    ['remote_lo', 'UBIGINT'],
    ['remote_port', 'USMALLINT'],
    ['send_q', 'UINTEGER'],
    ['line', 'UINTEGER'],
  ],
  /** Requests per minute, client and what was asked; *_id refer to `texts` of the same evidence, 0 = empty. */
  request_minutes: [
    ['evidence', 'UINTEGER'],
    ['minute', 'UINTEGER'],
    ['client_hi', 'UBIGINT'],
    ['client_lo', 'UBIGINT'],
    ['client_id', 'UINTEGER'],
    ['path_id', 'UINTEGER'],
    ['referer_id', 'UINTEGER'],
    ['agent_id', 'UINTEGER'],
    ['host_id', 'UINTEGER'],
    ['status', 'USMALLINT'],
    ['method', 'UTINYINT'],
    ['has_query', 'UTINYINT'],
    ['http2', 'UTINYINT'],
    ['probe_query', 'UTINYINT'],
    ['requests', 'UINTEGER'],
    ['bytes', 'DOUBLE'],
    ['first_us', 'DOUBLE'],
    ['last_us', 'DOUBLE'],
    ['first_record', 'UINTEGER'],
    ['last_record', 'UINTEGER'],
    ['first_port', 'USMALLINT'],
    ['last_port', 'USMALLINT'],
  ],
  /** Requests per second, host and first digit of the status. */
  request_seconds: [
    ['evidence', 'UINTEGER'],
    ['second', 'DOUBLE'],
    ['host_id', 'UINTEGER'],
    ['status_class', 'UTINYINT'],
    ['requests', 'UINTEGER'],
    ['bytes', 'DOUBLE'],
  ],
  /** Requests per minute and host whose duration was logged, by how long they took (model/duration-step.ts). */
  request_durations: [
    ['evidence', 'UINTEGER'],
    ['minute', 'UINTEGER'],
    ['host_id', 'UINTEGER'],
    ['step', 'UTINYINT'],
    ['requests', 'UINTEGER'],
  ],
  /** Requests per minute and client address, and those of its busiest second. */
  client_minutes: [
    ['evidence', 'UINTEGER'],
    ['minute', 'UINTEGER'],
    ['client_hi', 'UBIGINT'],
    ['client_lo', 'UBIGINT'],
    ['requests', 'UINTEGER'],
    ['peak_requests', 'UINTEGER'],
  ],
  /**
   * Events per minute and what they have in common; *_id refer to `texts` of the same evidence, 0 = empty. Kinds, basis, addresses and
   * detail as in EventBatch. `lines` told of them, `events` is how often they happened. With basis 'no date' times count from boot.
   */
  events: [
    ['evidence', 'UINTEGER'],
    ['kind', 'UTINYINT'],
    ['minute', 'UINTEGER'],
    ['basis', 'UTINYINT'],
    ['addresses', 'UTINYINT'],
    ['src_hi', 'UBIGINT'],
    ['src_lo', 'UBIGINT'],
    ['dst_hi', 'UBIGINT'],
    ['dst_lo', 'UBIGINT'],
    ['port', 'USMALLINT'],
    ['src_port', 'USMALLINT'],
    ['protocol', 'UTINYINT'],
    ['detail', 'UTINYINT'],
    ['host_id', 'UINTEGER'],
    ['program_id', 'UINTEGER'],
    ['subject_id', 'UINTEGER'],
    ['lines', 'UINTEGER'],
    ['events', 'UINTEGER'],
    ['bytes', 'DOUBLE'],
    ['first_us', 'DOUBLE'],
    ['last_us', 'DOUBLE'],
    ['first_record', 'UINTEGER'],
    ['last_record', 'UINTEGER'],
  ],
  /** Counters as dumped, a row each; name_id refers to `texts` of the same evidence. */
  counters: [
    ['evidence', 'UINTEGER'],
    ['snapshot', 'UINTEGER'],
    ['at_us', 'DOUBLE'],
    ['basis', 'UTINYINT'],
    ['name_id', 'UINTEGER'],
    ['value', 'DOUBLE'],
    ['line', 'UINTEGER'],
  ],
};

/** Kinds of rows in LOOSE_ENDS, and how many there are. Those from synEnd on are states at the end of a capture. */
export const LOOSE = {
  syn: 0,
  reset: 1,
  segment: 2,
  answer: 3,
  quoted: 4,
  handshake: 5,
  request: 6,
  name: 7,
  synEnd: 8,
  handshakeEnd: 9,
  requestEnd: 10,
  nameEnd: 11,
  kinds: 12,
} as const;

/**
 * A passing table beside the case database: what the captures of a rotation hand over to be joined. `record` is a packet number, or for a state the place
 * in order; the ports are server << 16 | client; the values are known to the fold.
 */
export const LOOSE_ENDS: readonly (readonly [name: string, type: ColumnType])[] = [
  ['evidence', 'UINTEGER'],
  ['kind', 'UTINYINT'],
  ['record', 'UINTEGER'],
  ['at_us', 'DOUBLE'],
  ...['server', 'client'].flatMap((side) =>
    [0, 1, 2, 3].map((word) => [`${side}_${word}`, 'UINTEGER'] as const),
  ),
  ['ports', 'UINTEGER'],
  ...[0, 1, 2, 3].map((value) => [`value_${value}`, 'UINTEGER'] as const),
];

/** Rows of one table, a buffer a column in the order of TABLES, or of LOOSE_ENDS. */
export interface Block {
  table: TableName | 'loose_ends';
  rows: number;
  columns: ArrayBuffer[];
}

/** Packets between two times, and where they stand in the file. Times keep the source's precision. */
export interface TimePiece {
  firstSec: number;
  firstNsec: number;
  lastSec: number;
  lastNsec: number;
  packets: number;
  firstRecord: number;
  lastRecord: number;
}

/** What the fold counted over one file, besides the blocks. Times keep the source's precision. */
export interface FileSummary {
  records: number;
  firstSec: number;
  firstNsec: number;
  lastSec: number;
  lastNsec: number;
  /** True when some record had a usable time. */
  hasTime: boolean;
  packets?: {
    wireBytes: number;
    ipv4: number;
    ipv6: number;
    nonIp: number;
    tcpSyn: number;
    tcpSynAck: number;
    tcpRst: number;
    tcpFin: number;
    /** Packets by IP protocol number. */
    byProtocol: number[];
    /** Half-finished handshakes given up because too many were open at once. */
    handshakesGivenUp: number;
    /** Segments at the beginning that could not be kept for the capture before; counted only where captures are joined. */
    beginningsGivenUp: number;
    /** Number of the capture that this one goes on from; 0 for none. */
    continues: number;
    /** IPv4 packets looked at for it, and those of them that stand in the file exactly twice, at most 1 ms apart. */
    lookedAt: number;
    seenTwice: number;
    /** The time that the capture covers: first to last of its packets without those set aside; undefined when none has a time. */
    covered: TimePiece | undefined;
    /** Packets whose times nothing else in the file supports; they are in no table by time. */
    setAside: TimePiece[];
  };
  sockets?: { snapshots: number; byState: number[]; timeBasis: number };
  requests?: {
    byStatus: Record<string, number>;
    byMethod: Record<string, number>;
    /** Minutes east of UTC, of lines whose zone was written or stated. */
    utcOffsets: number[];
    /** Index into TIME_BASIS: the least certain one met. */
    timeBasis: number;
    textsGivenUp: number;
    /** Requests whose line tells the size of the answer. */
    sized: number;
    /** Requests whose line tells the port of the client. */
    withPort: number;
  };
  /** Lines by EVENT_KINDS; timeBasis is the least certain one met. */
  events?: { byKind: number[]; timeBasis: number };
  counters?: { snapshots: number; names: number; timeBasis: number };
}
