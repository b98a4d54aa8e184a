// Every threshold of the assessment in one table; each can be set in incident.yaml under `thresholds`.

import { SURGE_THRESHOLDS, type SurgeThreshold } from './surge-thresholds.ts';

/** A threshold: its value, unit and what it decides. */
export interface Threshold {
  value: number;
  unit: string;
  meaning: string;
}

/** Names of the thresholds. */
export type ThresholdName =
  | 'wave.gap_sec'
  | 'syn_flood.incomplete_per_minute'
  | 'syn_flood.incomplete_share'
  | 'syn_flood.spread_per_minute'
  | 'syn_flood.spread_per_second'
  | 'syn_flood.spread_sources'
  | 'syn_flood.half_open_sockets'
  | 'syn_flood.half_open_share'
  | 'udp_flood.unsolicited_per_minute'
  | 'icmp_flood.unsolicited_per_minute'
  | 'flood.peak_per_second'
  | 'flood.solicited_ratio'
  | 'tcp_flood.segments_per_minute'
  | 'ip_flood.packets_per_minute'
  | 'reflection.packets_per_minute'
  | 'reflection.peak_per_second'
  | 'dns_flood.new_names_per_minute'
  | 'dns_flood.new_share'
  | 'dns_flood.zone_share'
  | 'dns_flood.failed_share'
  | 'dns_flood.sources'
  | 'dns_flood.peak_per_second'
  | 'http_packets.requests_per_minute'
  | 'http_packets.repeats_per_source'
  | 'http_packets.repeat_share'
  | 'slow_sources.per_minute'
  | 'http2_reset.requests_per_minute'
  | 'http2_reset.requests_per_second'
  | 'http2_reset.requests_per_source'
  | 'http2_reset.cancelled_share'
  | SurgeThreshold
  | 'connection_flood.sockets'
  | 'connection_flood.concentrated_share'
  | 'connection_flood.answered_ratio'
  | 'connection_flood.empty_per_minute'
  | 'connection_flood.empty_per_source'
  | 'tls_flood.hellos_per_minute'
  | 'tls_flood.hellos_per_source'
  | 'tls_flood.renewals_per_source'
  | 'slow_http.untaken_sockets'
  | 'slow_http.untaken_per_source'
  | 'slow_http.untaken_share'
  | 'slow_http.untaken_renewed'
  | 'slow_http.timeouts_share'
  | 'slow_http.timeouts_per_minute'
  | 'slow_http.timeouts_per_source'
  | 'slow_http.connections'
  | 'slow_http.connections_per_source'
  | 'probe.ports'
  | 'probe.addresses'
  | 'probe.requests'
  | 'probe.missing_paths'
  | 'probe.logins'
  | 'probe.connections'
  | 'baseline.least_minutes'
  | 'phase.gap_sec'
  | 'phase.least_sec'
  | 'phase.level_ratio'
  | 'phase.pulses'
  | 'shared_address.user_agents'
  | 'address_list.old_days';

/** Names and defaults. Sources: docs/verdicts.md. */
export const THRESHOLDS: Record<ThresholdName, Threshold> = {
  'wave.gap_sec': {
    value: 300,
    unit: 's',
    meaning: 'activity of one vector on one target with shorter pauses is one wave',
  },
  'syn_flood.incomplete_per_minute': {
    value: 120,
    unit: 'SYN/min',
    meaning: 'SYNs from sources that never completed a connection, to one port in one minute',
  },
  'syn_flood.incomplete_share': {
    value: 0.5,
    unit: 'share',
    meaning: 'their share of all SYNs to that port in that minute',
  },
  'syn_flood.spread_per_minute': {
    value: 1000,
    unit: 'SYN/min',
    meaning:
      'the same to one address over many ports in one minute, ports that are flooded by themselves left out',
  },
  'syn_flood.spread_per_second': {
    value: 1000,
    unit: 'SYN/s',
    meaning: 'busiest second of such a flood from few sources; port scans are slower',
  },
  'syn_flood.spread_sources': {
    value: 50,
    unit: 'sources',
    meaning: 'sources of such a flood from which its speed does not matter: scans come from few',
  },
  'syn_flood.half_open_sockets': {
    value: 64,
    unit: 'sockets',
    meaning: 'half-open sockets (SYN_RECV) on one port in one snapshot',
  },
  'syn_flood.half_open_share': {
    value: 0.25,
    unit: 'share',
    meaning: 'their share of all connections on that port in that snapshot',
  },
  'udp_flood.unsolicited_per_minute': {
    value: 1000,
    unit: 'packets/min',
    meaning: 'UDP packets to one address from sources it did not talk to',
  },
  'icmp_flood.unsolicited_per_minute': {
    value: 600,
    unit: 'packets/min',
    meaning: 'ICMP packets other than errors and asked-for replies to one address',
  },
  'flood.peak_per_second': {
    value: 100,
    unit: 'packets/s',
    meaning: 'busiest second of a UDP or ICMP flood',
  },
  'flood.solicited_ratio': {
    value: 50,
    unit: 'packets',
    meaning: 'a source is unsolicited when it sent more than this many packets for each one it was sent',
  },
  'tcp_flood.segments_per_minute': {
    value: 300,
    unit: 'packets/min',
    meaning: 'TCP segments of one kind to one address from sources without a connection',
  },
  'ip_flood.packets_per_minute': {
    value: 500,
    unit: 'packets/min',
    meaning:
      'fragments, tunnel packets, other protocols or ICMP errors to one address from sources it hardly answered',
  },
  'reflection.packets_per_minute': {
    value: 300,
    unit: 'packets/min',
    meaning: 'answers of one service to one address that had not asked',
  },
  'reflection.peak_per_second': { value: 50, unit: 'packets/s', meaning: 'busiest second of a reflection' },
  'dns_flood.new_names_per_minute': {
    value: 300,
    unit: 'queries/min',
    meaning: 'DNS queries to one server for names that were not asked lately',
  },
  'dns_flood.new_share': {
    value: 0.5,
    unit: 'share',
    meaning: 'their share of all queries to the server in that minute',
  },
  'dns_flood.zone_share': {
    value: 0.5,
    unit: 'share',
    meaning: 'share of the new names that lie below one zone; the clients of a resolver ask for many',
  },
  'dns_flood.failed_share': {
    value: 0.5,
    unit: 'share',
    meaning: 'share of the answers of the server that tell of a failure (no such name), where it answers',
  },
  'dns_flood.sources': {
    value: 20,
    unit: 'sources',
    meaning:
      'sources of such queries from which their speed does not matter: whoever looks for host names is one or two',
  },
  'dns_flood.peak_per_second': {
    value: 500,
    unit: 'queries/s',
    meaning: 'busiest second of such queries from fewer sources',
  },
  'http_packets.requests_per_minute': {
    value: 300,
    unit: 'requests/min',
    meaning:
      'HTTP requests in a capture to one port for the path that the same source asked for just before, by sources that do so again and again',
  },
  'http_packets.repeats_per_source': {
    value: 15,
    unit: 'requests/min',
    meaning:
      'requests of a source in one minute for the path it asked for just before; programs that poll are slower',
  },
  'http_packets.repeat_share': {
    value: 0.4,
    unit: 'share',
    meaning:
      'their share of the requests of the source; browsers, crawlers and proxies ask for one path after another',
  },
  'slow_sources.per_minute': {
    value: 1200,
    unit: 'requests/min',
    meaning:
      'such requests, or empty connections, to one port from which sources count too that are no faster than programs that poll or try again',
  },
  'http2_reset.requests_per_minute': {
    value: 300,
    unit: 'requests/min',
    meaning: 'HTTP/2 requests in a log that their client gave up before the answer (status 499, 0 or none)',
  },
  'http2_reset.requests_per_second': {
    value: 20,
    unit: 'requests/s',
    meaning: 'such requests by one source, on average over the minute in which it made them',
  },
  'http2_reset.requests_per_source': {
    value: 200,
    unit: 'requests/min',
    meaning: 'such requests by one source in one minute; whoever pulls a map about gives up a hundred tiles',
  },
  'http2_reset.cancelled_share': {
    value: 0.5,
    unit: 'share',
    meaning: 'their share of the HTTP/2 requests of the source in that minute',
  },
  ...SURGE_THRESHOLDS,
  'connection_flood.sockets': {
    value: 300,
    unit: 'sockets',
    meaning: 'established connections on one port in one snapshot',
  },
  'connection_flood.concentrated_share': {
    value: 0.5,
    unit: 'share',
    meaning: 'their share held by sources with ten or more each',
  },
  'connection_flood.answered_ratio': {
    value: 5,
    unit: 'requests',
    meaning: 'answered requests for each connection held, or slow, from which a source uses them',
  },
  'connection_flood.empty_per_minute': {
    value: 600,
    unit: 'connections/min',
    meaning: 'completed connections to one port in a capture on which nothing was sent, of all participants',
  },
  'connection_flood.empty_per_source': {
    value: 20,
    unit: 'connections/min',
    meaning: 'such connections of one source in one minute before it is called a participant',
  },
  'tls_flood.hellos_per_minute': {
    value: 200,
    unit: 'handshakes/min',
    meaning: 'TLS handshakes to one port from sources that send nothing else',
  },
  'tls_flood.hellos_per_source': {
    value: 2,
    unit: 'handshakes',
    meaning: 'TLS handshakes of a source before it is called a participant',
  },
  'tls_flood.renewals_per_source': {
    value: 20,
    unit: 'handshakes/min',
    meaning: 'the same begun inside connections that had one, by one source in one minute',
  },
  'slow_http.untaken_sockets': {
    value: 100,
    unit: 'sockets',
    meaning:
      'established connections on one web port in one snapshot on which sent data waits (Send-Q), of all participants',
  },
  'slow_http.untaken_per_source': {
    value: 100,
    unit: 'sockets',
    meaning:
      'connections of one source whose Send-Q stands as in the snapshot before, before it is called a participant',
  },
  'slow_http.untaken_share': {
    value: 0.5,
    unit: 'share',
    meaning:
      'their share of the established connections of the source on the port, new ones with waiting data left out; most who share an address take their answers',
  },
  'slow_http.untaken_renewed': {
    value: 0.2,
    unit: 'ratio',
    meaning:
      'connections with unacknowledged data that the source opened since the snapshot before, for each such connection; a network that failed opens none',
  },
  'slow_http.timeouts_share': {
    value: 0.5,
    unit: 'share',
    meaning: "share of a participant's requests that ended so; browsers leave a few unused behind",
  },
  'slow_http.timeouts_per_minute': {
    value: 30,
    unit: 'requests/min',
    meaning: 'requests that ended in a time-out (status 408) in one minute',
  },
  'slow_http.timeouts_per_source': {
    value: 5,
    unit: 'requests',
    meaning: 'such requests by one source before it is called a participant',
  },
  'slow_http.connections': {
    value: 30,
    unit: 'connections',
    meaning:
      'connections to one port on which requests never end or answers are not taken, of all participants',
  },
  'slow_http.connections_per_source': {
    value: 10,
    unit: 'connections',
    meaning: 'such connections of one source before it is called a participant',
  },
  'probe.ports': {
    value: 50,
    unit: 'ports',
    meaning: 'ports of one address that a source tried, few SYNs each, to be called a port scan',
  },
  'probe.addresses': {
    value: 32,
    unit: 'addresses',
    meaning: 'addresses of one /24 that a source tried, few SYNs each, to be called a sweep',
  },
  'probe.requests': { value: 3, unit: 'requests', meaning: 'requests for known holes by one source' },
  'probe.missing_paths': {
    value: 30,
    unit: 'paths',
    meaning: 'different paths that do not exist, asked for by one source',
  },
  'probe.logins': { value: 20, unit: 'attempts', meaning: 'posts to log-in pages by one source' },
  'probe.connections': {
    value: 10,
    unit: 'connections',
    meaning: 'completed connections to a log-in service (FTP, SSH, Telnet, RDP) by one source',
  },
  'baseline.least_minutes': {
    value: 360,
    unit: 'min',
    meaning: 'minutes of log outside the surge below which no baseline is claimed',
  },
  'phase.gap_sec': {
    value: 5,
    unit: 's',
    meaning:
      'silence inside a wave from which it is a gap; more where the traffic is so thin that chance makes longer ones',
  },
  'phase.least_sec': {
    value: 10,
    unit: 's',
    meaning:
      'least length of a phase when vectors or level change inside a stretch without gap; one that alone shows a vector may be shorter',
  },
  'phase.level_ratio': {
    value: 2,
    unit: 'times',
    meaning: 'change of the mean rate from which a new phase begins',
  },
  'phase.pulses': {
    value: 3,
    unit: 'stretches',
    meaning: 'stretches apart by gaps inside one wave from which they are called pulses',
  },
  'shared_address.user_agents': {
    value: 5,
    unit: 'user agents',
    meaning:
      'different user agents at one address, each with a page and two of its assets, from which it may stand for many people',
  },
  'address_list.old_days': {
    value: 90,
    unit: 'days',
    meaning: 'age of an address list at the time of the attack from which it is called old',
  },
};
export type Thresholds = Record<ThresholdName, number>;

/** The defaults with the operator's changes. */
export function thresholdsInForce(stated: Readonly<Record<string, number>>): Thresholds {
  const inForce = {} as Thresholds;
  for (const name of Object.keys(THRESHOLDS) as ThresholdName[])
    inForce[name] = stated[name] ?? THRESHOLDS[name].value;
  return inForce;
}
