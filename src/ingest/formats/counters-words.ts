// What `netstat -s` says in words, and the name nstat has for it. net-tools statistics.c, FreeBSD usr.bin/netstat/inet.c.

/**
 * Sections of Linux counters in /proc/net/netstat, /proc/net/snmp, /proc/net/snmp6, nstat and `netstat -s`. Longer names come before
 * their beginnings.
 */
export const LINUX_SECTIONS: readonly string[] = [
  'IcmpMsg',
  'Icmp6',
  'Icmp',
  'IpExt',
  'Ip6',
  'Ip',
  'MPTcpExt',
  'Sctp',
  'TcpExt',
  'Tcp',
  'UdpLite6',
  'UdpLite',
  'Udp6',
  'Udp',
];

/** Sections of BSD and macOS `netstat -s` that matter here. */
export const BSD_SECTIONS: readonly string[] = ['tcp', 'udp', 'ip', 'icmp', 'ip6', 'icmp6', 'syncache'];

// The number is N; one noun for one and many: "1 SYN cookies sent" is what net-tools prints.
const LINUX: Readonly<Record<string, string>> = {
  'Ip:N total packets received': 'IpInReceives',
  'Ip:N with invalid headers': 'IpInHdrErrors',
  'Ip:N with invalid addresses': 'IpInAddrErrors',
  'Ip:N forwarded': 'IpForwDatagrams',
  'Ip:N with unknown protocol': 'IpInUnknownProtos',
  'Ip:N incoming packets discarded': 'IpInDiscards',
  'Ip:N incoming packets delivered': 'IpInDelivers',
  'Ip:N requests sent out': 'IpOutRequests',
  'Ip:N outgoing packets dropped': 'IpOutDiscards',
  'Ip:N dropped because of missing route': 'IpOutNoRoutes',
  'Ip:N fragments dropped after timeout': 'IpReasmTimeout',
  'Ip:N reassemblies required': 'IpReasmReqds',
  'Ip:N packets reassembled ok': 'IpReasmOKs',
  'Ip:N packet reassembles failed': 'IpReasmFails',
  'Ip:N packet reassemblies failed': 'IpReasmFails',
  'Icmp:N ICMP messages received': 'IcmpInMsgs',
  'Icmp:N input ICMP message failed': 'IcmpInErrors',
  'Icmp:N ICMP messages sent': 'IcmpOutMsgs',
  'Icmp:N ICMP messages failed': 'IcmpOutErrors',
  'Tcp:N active connection openings': 'TcpActiveOpens',
  'Tcp:N active connections openings': 'TcpActiveOpens',
  'Tcp:N passive connection openings': 'TcpPassiveOpens',
  'Tcp:N failed connection attempts': 'TcpAttemptFails',
  'Tcp:N connection resets received': 'TcpEstabResets',
  'Tcp:N connections established': 'TcpCurrEstab',
  'Tcp:N segments received': 'TcpInSegs',
  'Tcp:N segments sent out': 'TcpOutSegs',
  'Tcp:N segments send out': 'TcpOutSegs',
  'Tcp:N segments retransmitted': 'TcpRetransSegs',
  'Tcp:N segments retransmited': 'TcpRetransSegs',
  'Tcp:N bad segments received': 'TcpInErrs',
  'Tcp:N bad segments received.': 'TcpInErrs',
  'Tcp:N resets sent': 'TcpOutRsts',
  'Udp:N packets received': 'UdpInDatagrams',
  'Udp:N packets to unknown port received': 'UdpNoPorts',
  'Udp:N packets to unknown port received.': 'UdpNoPorts',
  'Udp:N packet receive errors': 'UdpInErrors',
  'Udp:N packets sent': 'UdpOutDatagrams',
  'Udp:N receive buffer errors': 'UdpRcvbufErrors',
  'Udp:N send buffer errors': 'UdpSndbufErrors',
  'TcpExt:N SYN cookies sent': 'TcpExtSyncookiesSent',
  'TcpExt:N SYN cookies received': 'TcpExtSyncookiesRecv',
  'TcpExt:N invalid SYN cookies received': 'TcpExtSyncookiesFailed',
  'TcpExt:N resets received for embryonic SYN_RECV sockets': 'TcpExtEmbryonicRsts',
  'TcpExt:N times the listen queue of a socket overflowed': 'TcpExtListenOverflows',
  'TcpExt:N SYNs to LISTEN sockets dropped': 'TcpExtListenDrops',
  'TcpExt:N SYNs to LISTEN sockets ignored': 'TcpExtListenDrops',
  'TcpExt:N other TCP timeouts': 'TcpExtTCPTimeouts',
  'TcpExt:N connections aborted due to memory pressure': 'TcpExtTCPAbortOnMemory',
  'TcpExt:N connections aborted due to timeout': 'TcpExtTCPAbortOnTimeout',
  'TcpExt:N connections reset due to unexpected data': 'TcpExtTCPAbortOnData',
  'TcpExt:N connections reset due to early user close': 'TcpExtTCPAbortOnClose',
};

// BSD counts the same things under other names; the noun may be singular, and macOS says "SYN cookies".
const BSD: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^(?:tcp|syncache):N (?:SYN )?cookies? sent$/, 'TcpExtSyncookiesSent'],
  [/^(?:tcp|syncache):N (?:SYN )?cookies? received$/, 'TcpExtSyncookiesRecv'],
  [/^tcp:N listen queue overflows?$/, 'TcpExtListenOverflows'],
  [/^tcp:N connection requests?$/, 'TcpActiveOpens'],
  [/^tcp:N connection accepts?$/, 'TcpPassiveOpens'],
];

/** nstat's name for a sentence of a section, its number written as N; else section and sentence as they are. */
export function counterName(section: string, sentence: string): { name: string; known: boolean } {
  const key = `${section}:${sentence}`;
  const linux = LINUX[key];
  if (linux !== undefined) return { name: linux, known: true };
  const bsd = BSD.find(([pattern]) => pattern.test(key));
  if (bsd !== undefined) return { name: bsd[1], known: true };
  return { name: `${section}: ${sentence}`, known: false };
}
