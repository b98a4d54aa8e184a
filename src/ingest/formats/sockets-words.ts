// Words that netstat and ss print: socket states of all systems, service names in place of ports, protocol names of raw sockets.

import { SOCKET_STATES } from '../../model/batch.ts';
import { WordTable } from '../fields.ts';

type SocketState = (typeof SOCKET_STATES)[number];

/** Index of a state in SOCKET_STATES. */
export function stateIndex(state: SocketState): number {
  return SOCKET_STATES.indexOf(state);
}

// Linux net-tools, also in German, Portuguese and Czech; iproute2; Windows, English and German; BSD and macOS. Words with letters
// outside ASCII come in UTF-8 or in the tool's older character set; of two words the first.
const STATE_SPELLINGS: Record<SocketState, string[]> = {
  UNKNOWN: ['UNKNOWN', 'BOUND', 'BOUND-INACTIVE'],
  ESTABLISHED: ['ESTABLISHED', 'ESTAB', 'HERGESTELLT', 'VERBUNDEN', 'ESTABELECIDA', 'SPOJENO'],
  SYN_SENT: ['SYN_SENT', 'SYN-SENT', 'SYN_GESENDET', 'SYN_ENVIADO'],
  SYN_RECV: ['SYN_RECV', 'SYN-RECV', 'SYN_RCVD', 'SYN_RECEIVED', 'SYN_RECD', 'SYN_EMPFANGEN', 'SYN_RECEBIDO'],
  FIN_WAIT1: ['FIN_WAIT1', 'FIN-WAIT-1', 'FIN_WAIT_1', 'FIN_WARTEN_1', 'ESPERA_FIN1'],
  FIN_WAIT2: ['FIN_WAIT2', 'FIN-WAIT-2', 'FIN_WAIT_2', 'FIN_WARTEN_2', 'ESPERA_FIN2'],
  TIME_WAIT: ['TIME_WAIT', 'TIME-WAIT', 'WARTEND'],
  CLOSE: ['CLOSE', 'CLOSED', 'GESCHLOSSEN', 'FECHAR', ...inBoth('ZAVŘEN', 'ZAV\xd8EN')],
  CLOSE_WAIT: ['CLOSE_WAIT', 'CLOSE-WAIT', 'SCHLIESSEN_WARTEN', 'ESPERANDO_FECHAR'],
  LAST_ACK: [
    'LAST_ACK',
    'LAST-ACK',
    ...inBoth('ÚLTIMO_ACK', '\xdaLTIMO_ACK'),
    ...inBoth('POSLEDNÍ', 'POSLEDN\xcd'),
  ],
  LISTEN: [
    'LISTEN',
    'LISTENING',
    'ABH\x99REN',
    ...inBoth('ABHÖREN', 'ABH\xd6REN'),
    ...inBoth('OUÇA', 'OU\xc7A'),
    ...inBoth('NASLOUCHÁ', 'NASLOUCH\xc1'),
  ],
  CLOSING: ['CLOSING', 'FECHANDO', ...inBoth('ZAVÍRÁ', 'ZAV\xcdR\xc1')],
  NEW_SYN_RECV: ['NEW_SYN_RECV', 'NEW-SYN-RECV'],
  UNCONN: ['UNCONN'],
  NONE: [],
};

// A character a byte, as WordTable takes them.
function inBoth(word: string, older: string): string[] {
  return [Buffer.from(word).toString('latin1'), older];
}

const STATES = new WordTable(
  Object.fromEntries(
    Object.entries(STATE_SPELLINGS).flatMap(([state, spellings]) =>
      spellings.map((spelling) => [spelling, stateIndex(state as SocketState)]),
    ),
  ),
);

/** Index into SOCKET_STATES of the state written in bytes[start..end); -1 when it is none. */
export function scanState(bytes: Uint8Array, start: number, end: number): number {
  return STATES.find(bytes, start, end);
}

// The names that dumps made without -n show most, from IANA's registry. The system's own table is not asked: it differs.
const SERVICES = new WordTable({
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  http: 80,
  www: 80,
  kerberos: 88,
  pop3: 110,
  sunrpc: 111,
  ntp: 123,
  epmap: 135,
  'netbios-ns': 137,
  'netbios-dgm': 138,
  'netbios-ssn': 139,
  imap2: 143,
  imap: 143,
  snmp: 161,
  ldap: 389,
  https: 443,
  'microsoft-ds': 445,
  submissions: 465,
  isakmp: 500,
  syslog: 514,
  'dhcpv6-client': 546,
  'dhcpv6-server': 547,
  submission: 587,
  ipp: 631,
  ldaps: 636,
  rsync: 873,
  domains: 853,
  'domain-s': 853,
  imaps: 993,
  pop3s: 995,
  openvpn: 1194,
  'ms-sql-s': 1433,
  nfs: 2049,
  mysql: 3306,
  'ms-wbt-server': 3389,
  'ipsec-nat-t': 4500,
  sip: 5060,
  mdns: 5353,
  postgresql: 5432,
  amqp: 5672,
  'http-alt': 8080,
  webcache: 8080,
});

/** Port of the service named in bytes[start..end); 0 when it is in no table of ours. */
export function scanService(bytes: Uint8Array, start: number, end: number): number {
  return Math.max(0, SERVICES.find(bytes, start, end));
}

/** IANA's number for a raw socket whose protocol cannot be read; IPPROTO_RAW. */
export const PROTOCOL_RAW: number = 255;

const PROTOCOLS = new WordTable({
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  'ipv6-icmp': 58,
  ospf: 89,
  ospfigp: 89,
  vrrp: 112,
  sctp: 132,
});

/** Number of the IP protocol named in bytes[start..end); -1 when it is in no table of ours. */
export function scanProtocolName(bytes: Uint8Array, start: number, end: number): number {
  return PROTOCOLS.find(bytes, start, end);
}
