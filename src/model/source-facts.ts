// Facts about source addresses, one by one and by network and country. Part of IncidentFacts.

import type { Basis, Verdict } from './verdict.ts';

/** A source address; the same columns as sources.csv. */
export interface SourceFacts {
  address: string;
  ipVersion: 4 | 6;
  verdict: Verdict;
  bases: Basis[];
  confidence: 'high' | 'moderate' | 'low' | 'none';
  /** attack_source (proven), unproven_source, forged_source, internal_host. */
  role: string;
  asn: number;
  asName: string;
  prefix: string;
  /** Country of registration, ISO 3166-1 alpha-2, '' unknown or special-purpose. */
  country: string;
  countryName: string;
  countrySecond: string;
  countryAgrees: boolean | undefined;
  continent: string;
  region: string;
  special: string;
  firstUtc: string;
  lastUtc: string;
  activeSeconds: number;
  timesSeen: number;
  packets: number;
  /** Wire bytes of the packets received, from captures. */
  bytesReceived: number;
  /** Bytes of the answers to the requests, as logged. */
  bytesSent: number;
  requests: number;
  sockets: number;
  peakPps: number;
  peakBps: number;
  peakRps: number;
  handshakes: number;
  protocols: string[];
  sourcePortsCount: number;
  sourcePortsSample: number[];
  destinationPorts: number[];
  vectors: string[];
  ttlValues: number[];
  userAgentsTop: string[];
  shareOfAttack: number;
  isBogon: boolean;
  /** It may stand for many people (carrier-grade NAT, many user agents); undefined where no log tells. A hint, no verdict. */
  isSharedHint: boolean | undefined;
  /** Label, date and evidence of the Tor or VPN list it stands on; '' on none. A hint, no verdict. */
  torVpnList: string;
  alsoBeforeAttack: boolean | undefined;
  evidenceIds: string[];
  /** Pointer to the first record: evidence id and packet or line. */
  firstRef: string;
}

/** Sources per network; `sources` = proven + likely + reflector + unproven + refuted. */
export interface NetworkFacts {
  asn: number;
  asName: string;
  registeredCountry: string;
  sources: number;
  sourcesProven: number;
  sourcesReflector: number;
  sourcesUnproven: number;
  packets: number;
  /** Wire bytes of the packets received, from captures. */
  bytesReceived: number;
  /** Bytes of the answers to the requests, as logged. */
  bytesSent: number;
  requests: number;
  firstUtc: string;
  lastUtc: string;
  /** Share of all proven sources. */
  share: number;
}

/** Sources per country. Proven and unproven are kept apart, always. */
export interface CountryFacts {
  country: string;
  countryName: string;
  /** ISO 3166-1 numeric, three digits, for the map; '' unknown. */
  countryNumeric: string;
  continent: string;
  region: string;
  sourcesProven: number;
  sourcesUnproven: number;
  packets: number;
  /** Wire bytes of the packets received, from captures. */
  bytesReceived: number;
  /** Bytes of the answers to the requests, as logged. */
  bytesSent: number;
  requests: number;
  /** Share of all proven sources. */
  share: number;
}

/** A moment at which a source used a port: a packet, or a socket in a dump. */
export interface FlowFacts {
  source: string;
  sourcePort: number;
  protocol: string;
  target: string;
  /** 0 unknown. */
  targetPort: number;
  /** Time of the packet or dump in which the port was seen. */
  firstUtc: string;
  /** The same where the row stands for one packet or socket; '' where more followed, which may have had other ports. */
  lastUtc: string;
  packets: number | undefined;
  bytes: number | undefined;
  tcpFlags: string;
  /** True: this connection was completed; undefined: not known of it. */
  handshake: true | undefined;
  evidenceId: string;
  /** Number of the packet, or line of the dump. */
  firstFrame: number;
  lastFrame: number | undefined;
}

/** A record of one source. */
export interface SourceRecord {
  /** Which of its records: a socket is one in a dump, with the port that web servers do not log. */
  which: 'first' | 'busiest minute' | 'last' | 'socket';
  /** 'E5 line 5131'. */
  pointer: string;
  utc: string;
  /** Source port of that record; 0 where nothing tells it. */
  port: number;
  /** Of the port; '' where a log does not tell. */
  protocol: 'tcp' | 'udp' | '';
  /** Without query; of strangers, so that writers escape it. */
  text: string;
}
