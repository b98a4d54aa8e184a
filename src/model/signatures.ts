// What a payload can be recognised as: answers and questions of UDP services that reflect, and the opening bytes of TCP clients.
// Published factors: US-CERT TA14-017A (rev. 2018-03-02) and the advisories named as sources; printed as published, never measured here.

/** What is fixed for a signature. Several signatures share an `id`. */
export interface Signature {
  /** Stem of the vector in model/vectors.ts ("dns" of "dns_amplification"); sip, quic, telemetry, and for TCP tls, http_get, http_post and ssh, which have none; '' for none. */
  id: string;
  /** For people: "DNS answer". */
  title: string;
  /** Ports on which it is looked for: the source port of a response, the destination port of a request. Empty for TCP: any port. */
  ports: readonly number[];
  direction: 'response' | 'request';
  /** Bandwidth amplification factor as published, '' when none is. */
  factor: string;
  /** Specification or advisory that the check follows. */
  source: string;
}

/** Values of `PacketBatch.signature`: indices into SIGNATURES. */
export const SIGNATURE = {
  none: 0,
  dnsResponse: 1,
  dnsQuery: 2,
  mdnsResponse: 3,
  mdnsQuery: 4,
  netbiosResponse: 5,
  netbiosQuery: 6,
  ntpPrivateResponse: 7,
  ntpControlResponse: 8,
  ntpServer: 9,
  ntpRequest: 10,
  memcachedResponse: 11,
  ssdpResponse: 12,
  ssdpSearch: 13,
  cldapResponse: 14,
  cldapRequest: 15,
  snmpResponse: 16,
  snmpRequest: 17,
  chargenResponse: 18,
  qotdResponse: 19,
  portmapReply: 20,
  portmapCall: 21,
  wsDiscoveryResponse: 22,
  coapResponse: 23,
  coapRequest: 24,
  armsResponse: 25,
  tftpResponse: 26,
  ripResponse: 27,
  slpReply: 28,
  ikeResponse: 29,
  ikeRequest: 30,
  stunResponse: 31,
  stunRequest: 32,
  openvpnServerReset: 33,
  openvpnClientReset: 34,
  ubiquitiResponse: 35,
  plexResponse: 36,
  steamResponse: 37,
  steamQuery: 38,
  quakeResponse: 39,
  quakeQuery: 40,
  dhdiscoverResponse: 41,
  tp240Response: 42,
  rdpResponse: 43,
  bacnetResponse: 44,
  mssqlResponse: 45,
  ipmiResponse: 46,
  xdmcpResponse: 47,
  natpmpResponse: 48,
  jenkinsResponse: 49,
  bittorrentResponse: 50,
  bittorrentQuery: 51,
  kadResponse: 52,
  tlsClientHello: 53,
  httpGet: 54,
  httpPost: 55,
  sshBanner: 56,
  sipRequest: 57,
  sipInvite: 58,
  sipOptions: 59,
  sipAccepted: 60,
  sipChallenge: 61,
  sipRefused: 62,
  quicInitial: 63,
  telemetry: 64,
} as const;

/** Names of the signatures. */
export type SignatureName = keyof typeof SIGNATURE;

const STEAM_PORTS = [27015, 27016, 27017, 27018, 27019, 27020];
// NetQuake and Quake 4, QuakeWorld, Quake II, Call of Duty, Quake III, Wolfenstein and master servers, Jedi Academy, FiveM.
const QUAKE_PORTS = [26000, 27500, 27910, 27950, 27960, 28004, 28960, 29070, 30120];

function response(id: string, title: string, ports: number[], factor: string, source: string): Signature {
  return { id, title, ports, direction: 'response', factor, source };
}

function request(id: string, title: string, ports: number[], source: string): Signature {
  return { id, title, ports, direction: 'request', factor: '', source };
}

const TABLE: Record<SignatureName, Signature> = {
  none: request('', 'not recognised', [], ''),
  dnsResponse: response('dns', 'DNS answer', [53], '28-54', 'RFC 1035 section 4.1.1, QR=1'),
  dnsQuery: request('dns', 'DNS query', [53], 'RFC 1035 section 4.1.1, QR=0'),
  mdnsResponse: response('mdns', 'mDNS answer', [5353], '2-10', 'RFC 6762 section 18, QR=1'),
  mdnsQuery: request('mdns', 'mDNS query', [5353], 'RFC 6762 section 18, QR=0'),
  netbiosResponse: response('netbios', 'NetBIOS name answer', [137], '3.8', 'RFC 1002 section 4.2.1.1, R=1'),
  netbiosQuery: request('netbios', 'NetBIOS name query', [137], 'RFC 1002 section 4.2.1.1, R=0'),
  ntpPrivateResponse: response(
    'ntp',
    'NTP mode 7 answer (monlist)',
    [123],
    '556.9',
    'ntpd ntp_request.h, R=1',
  ),
  ntpControlResponse: response('ntp', 'NTP mode 6 answer', [123], '', 'RFC 9327 section 2, R=1'),
  ntpServer: response('ntp', 'NTP time answer (mode 4)', [123], '', 'RFC 5905 section 7.3'),
  ntpRequest: request(
    'ntp',
    'NTP question (mode 3, 6 or 7)',
    [123],
    'RFC 5905 section 7.3; RFC 9327 section 2',
  ),
  memcachedResponse: response(
    'memcached',
    'memcached answer',
    [11211],
    '10 000-51 000',
    'memcached doc/protocol.txt, UDP protocol',
  ),
  ssdpResponse: response('ssdp', 'SSDP answer', [1900], '30.8', 'UPnP Device Architecture 2.0 section 1'),
  ssdpSearch: request('ssdp', 'SSDP M-SEARCH', [1900], 'UPnP Device Architecture 2.0 section 1.3'),
  cldapResponse: response('cldap', 'CLDAP search result', [389], '56-70', 'RFC 1798; RFC 4511 section 4.5.2'),
  cldapRequest: request('cldap', 'CLDAP search', [389], 'RFC 1798; RFC 4511 section 4.5.1'),
  snmpResponse: response(
    'snmp',
    'SNMP GetResponse or report',
    [161],
    '6.3',
    'RFC 3416 section 3; RFC 3412 section 6.4',
  ),
  snmpRequest: request('snmp', 'SNMP request', [161], 'RFC 3416 section 3; RFC 3412 section 6.4'),
  chargenResponse: response('chargen', 'CharGEN text', [19], '358.8', 'RFC 864'),
  qotdResponse: response('qotd', 'Quote of the day', [17], '140.3', 'RFC 865'),
  portmapReply: response('portmap', 'Portmap (RPC) reply', [111], '7-28', 'RFC 5531 section 9'),
  portmapCall: request('portmap', 'Portmap (RPC) call', [111], 'RFC 5531 section 9'),
  wsDiscoveryResponse: response('ws_discovery', 'WS-Discovery answer', [3702], '', 'OASIS WS-Discovery 1.1'),
  coapResponse: response('coap', 'CoAP answer', [5683], '10-50', 'RFC 7252 section 3'),
  coapRequest: request('coap', 'CoAP request', [5683], 'RFC 7252 section 3'),
  armsResponse: response(
    'arms',
    'Apple Remote Management answer',
    [3283],
    '35.5',
    'NETSCOUT ASERT, June 2019',
  ),
  tftpResponse: response('tftp', 'TFTP data or error', [69], '60', 'RFC 1350 section 5'),
  ripResponse: response('rip', 'RIP response', [520], '131.24', 'RFC 2453 section 3.6; RFC 1058'),
  slpReply: response('slp', 'SLP reply', [427], 'up to 2 200', 'RFC 2608 section 8; CVE-2023-29552'),
  ikeResponse: response(
    'ike',
    'IKE answer',
    [500, 4500],
    '',
    'RFC 7296 section 3.1; RFC 2408 section 3.1; RFC 3948',
  ),
  ikeRequest: request(
    'ike',
    'IKE request',
    [500, 4500],
    'RFC 7296 section 3.1; RFC 2408 section 3.1; RFC 3948',
  ),
  stunResponse: response('stun', 'STUN success or error', [3478], '2.3', 'RFC 8489 section 5; RFC 3489'),
  stunRequest: request('stun', 'STUN request', [3478], 'RFC 8489 section 5; RFC 3489'),
  openvpnServerReset: response(
    'openvpn',
    'OpenVPN server hard reset',
    [1194],
    '',
    'OpenVPN network protocol, opcodes 2 and 8',
  ),
  openvpnClientReset: request(
    'openvpn',
    'OpenVPN client hard reset',
    [1194],
    'OpenVPN network protocol, opcodes 1, 7 and 10',
  ),
  ubiquitiResponse: response('ubiquiti', 'Ubiquiti discovery answer', [10001], '~30', 'Rapid7, January 2019'),
  plexResponse: response(
    'plex',
    'Plex discovery answer',
    [32410, 32412, 32413, 32414],
    '~4.7',
    'NETSCOUT ASERT, February 2021',
  ),
  steamResponse: response('steam', 'Source engine answer', STEAM_PORTS, '5.5', 'Valve, Server queries'),
  steamQuery: request('steam', 'Source engine query', STEAM_PORTS, 'Valve, Server queries'),
  quakeResponse: response(
    'quake',
    'Quake engine answer',
    QUAKE_PORTS,
    '63.9',
    'Quake and Quake III network protocol',
  ),
  quakeQuery: request('quake', 'Quake engine query', QUAKE_PORTS, 'Quake and Quake III network protocol'),
  dhdiscoverResponse: response('dhdiscover', 'DHDiscover answer', [37810], '~25', 'DHIP header and JSON'),
  tp240Response: response('tp240', 'TP-240 test facility output', [10074], '', 'CVE-2022-26143'),
  rdpResponse: response('rdp', 'RDP over UDP SYN and ACK', [3389], '85.9', 'MS-RDPEUDP section 3.1.5.1.1'),
  bacnetResponse: response('bacnet', 'BACnet answer', [47808], '', 'ASHRAE 135 annex J and clauses 6, 20'),
  mssqlResponse: response('mssql', 'SQL Server browser answer', [1434], '', 'MC-SQLR section 2.2.5'),
  ipmiResponse: response('ipmi', 'IPMI or RMCP answer', [623], '', 'IPMI 2.0 sections 13.1 and 13.2'),
  xdmcpResponse: response('xdmcp', 'XDMCP answer', [177], '', 'X Display Manager Control Protocol 1.1'),
  natpmpResponse: response(
    'natpmp',
    'NAT-PMP or PCP answer',
    [5351],
    '',
    'RFC 6886 section 3; RFC 6887 section 7.2',
  ),
  jenkinsResponse: response('jenkins', 'Jenkins discovery answer', [33848], '', 'CVE-2020-2100'),
  bittorrentResponse: response('bittorrent', 'BitTorrent DHT answer', [6881], '3.8', 'BEP 5'),
  bittorrentQuery: request('bittorrent', 'BitTorrent DHT query', [6881], 'BEP 5'),
  kadResponse: response('kad', 'Kad answer', [751, 4672], '16.3', 'eMule Kademlia opcodes'),
  sipRequest: request('sip', 'SIP request other than INVITE and OPTIONS', [5060], 'RFC 3261 section 7.1'),
  sipInvite: request('sip', 'SIP INVITE', [5060], 'RFC 3261 section 7.1'),
  sipOptions: request('sip', 'SIP OPTIONS', [5060], 'RFC 3261 section 7.1'),
  sipAccepted: response('sip', 'SIP ringing, success or redirection', [5060], '', 'RFC 3261 section 7.2'),
  sipChallenge: response('sip', 'SIP challenge (401 or 407)', [5060], '', 'RFC 3261 sections 7.2 and 22'),
  sipRefused: response('sip', 'SIP failure or 100 Trying', [5060], '', 'RFC 3261 section 7.2'),
  quicInitial: request('quic', 'QUIC Initial', [443, 853, 8443], 'RFC 9000 section 17.2.2; RFC 9369'),
  telemetry: request(
    'telemetry',
    'syslog message, flow record, SNMP notification or measurement',
    [162, 514, 2055, 4739, 6343, 8125, 9995, 9996, 12201],
    'RFC 5424 section 6.2.1; RFC 3954 section 5.1; RFC 7011 section 3.1; sFlow version 5; RFC 3416 section 4.2.6; GELF 1.1; StatsD',
  ),
  tlsClientHello: request('tls', 'TLS ClientHello', [], 'RFC 8446 sections 4.1.2 and 5.1'),
  httpGet: request('http_get', 'HTTP GET or HEAD', [], 'RFC 9112 section 3'),
  httpPost: request('http_post', 'HTTP POST or PUT', [], 'RFC 9112 section 3'),
  sshBanner: request('ssh', 'SSH banner', [], 'RFC 4253 section 4.2'),
};

/** All signatures, indexed by `PacketBatch.signature`; entry 0 is "none". */
export const SIGNATURES: readonly Signature[] = Object.keys(SIGNATURE).map(
  (name) => TABLE[name as SignatureName],
);
