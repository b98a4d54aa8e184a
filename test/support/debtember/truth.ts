// What the generator knows about the demo case: the shape of debtember.truth.json, which tests compare reports with.

/** One period of attack. */
export interface TrueWave {
  vector: 'syn_flood' | 'http_flood';
  target: string;
  /** When it really began and ended, UTC to the second. */
  startUtc: string;
  endUtc: string;
  /** First and last moment at which the evidence shows it; the dumps and the capture begin later than the SYN flood. */
  firstSeenUtc: string;
  lastSeenUtc: string;
  /** The last moment before `startUtc` at which the evidence shows the service without attack; '' when there is none. */
  quietBeforeUtc: string;
  /** Files (relative to the case folder) in which it shows. */
  evidence: string[];
  /** Requests sent, for an HTTP flood. */
  requests: number;
}

/** debtember.truth.json. */
export interface Truth {
  exercise: true;
  seed: number;
  server: string;
  waves: TrueWave[];
  /** Every machine of the botnet; each made requests that the server logged, so each can be proven. Ascending. */
  bots: {
    count: number;
    sha256: string;
    addresses: string[];
    countries: string[];
    requests: Record<string, number>;
  };
  /** Source addresses that were forged in the SYN flood, ascending; none may be named. `sha256` is over the lines, each ended by \n. */
  forged: { count: number; sha256: string; bogons: number; addresses: string[] };
  /** Addresses of people, crawlers, monitoring: none may be accused. */
  innocent: {
    /** In the capture, with handshake and requests. */
    capturedClients: string[];
    /** In the capture, tried during the flood and never got an answer. */
    strandedClients: string[];
    /** In the web logs while the HTTP flood ran. */
    clientsDuringHttpFlood: string[];
    crawlers: string[];
    /** Everybody who followed the link. */
    crowd: string[];
  };
  /** The crowd from a news site; must not be called an attack. */
  crowd: { startUtc: string; endUtc: string; referrer: string; requests: number; peakPerMinute: number };
  logs: {
    file: string;
    lines: number;
    uncompressedBytes: number;
    gzip: boolean;
    byStatus: Record<string, number>;
  }[];
  capture: {
    file: string;
    packets: number;
    tcpSyn: number;
    tcpSynAck: number;
    tcpRst: number;
    forgedSyn: number;
    /** Of these, from sources that cannot exist on the public Internet. */
    forgedSynBogons: number;
    handshakes: number;
    httpRequests: number;
  };
  dumps: { file: string; atUtc: string; sockets: number; synRecv: number; established: number }[];
  workLog: { file: string; entries: number; seconds: number };
}
