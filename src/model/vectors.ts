// The attack vectors Afterflood knows: XARF spelling, words for people, and the labels each carries. ATT&CK names are "consistent with".

/** CISA's classes, Understanding and Responding to Distributed Denial-of-Service Attacks. */
export type CisaClass = 'volumetric' | 'protocol' | 'application';

/** What is fixed for a vector. */
export interface VectorLabel {
  /** For people: "SYN flood". */
  title: string;
  cisaClass: CisaClass;
  /** MITRE ATT&CK number and name. */
  attackTechnique: string;
  /** tcp, udp, icmp, ip. */
  protocol: string;
  /** TCP flags that mark it, '' when none do. */
  tcpFlags: string;
  /** 'direct': the sources, if real, sent it. 'reflected': the sources answered forged questions and are victims too. */
  path: 'direct' | 'reflected';
  /** ICMP type that marks it, over IPv4 and over IPv6; undefined when none does. */
  icmpType?: { v4: number; v6: number };
}

const OS_EXHAUSTION = 'T1499.001 OS Exhaustion Flood';
const SERVICE_EXHAUSTION = 'T1499.002 Service Exhaustion Flood';
const DIRECT = 'T1498.001 Direct Network Flood';
const REFLECTION = 'T1498.002 Reflection Amplification';

function direct(
  title: string,
  cisaClass: CisaClass,
  attackTechnique: string,
  protocol: string,
  tcpFlags: string = '',
): VectorLabel {
  return { title, cisaClass, attackTechnique, protocol, tcpFlags, path: 'direct' };
}

function icmp(title: string, cisaClass: CisaClass, v4: number, v6: number): VectorLabel {
  return { ...direct(title, cisaClass, DIRECT, 'icmp'), icmpType: { v4, v6 } };
}

function reflected(title: string, protocol: string = 'udp', tcpFlags: string = ''): VectorLabel {
  return {
    title,
    cisaClass: 'volumetric',
    attackTechnique: REFLECTION,
    protocol,
    tcpFlags,
    path: 'reflected',
  };
}

/** All vectors, in the order in which equal findings are listed. */
export const VECTOR_LABELS: Record<Vector, VectorLabel> = {
  syn_flood: direct('SYN flood', 'protocol', OS_EXHAUSTION, 'tcp', 'SYN'),
  syn_data_flood: direct('SYN flood with data', 'protocol', OS_EXHAUSTION, 'tcp', 'SYN'),
  ack_flood: direct('ACK flood', 'protocol', OS_EXHAUSTION, 'tcp', 'ACK'),
  psh_ack_flood: direct('PSH-ACK flood', 'protocol', OS_EXHAUSTION, 'tcp', 'PSH ACK'),
  rst_flood: direct('RST flood', 'protocol', OS_EXHAUSTION, 'tcp', 'RST'),
  fin_flood: direct('FIN flood', 'protocol', OS_EXHAUSTION, 'tcp', 'FIN'),
  xmas_flood: direct('Flood with impossible TCP flags', 'protocol', OS_EXHAUSTION, 'tcp'),
  syn_ack_reflection: reflected('SYN-ACK reflection', 'tcp', 'SYN ACK'),
  rst_reflection: reflected('RST reflection (backscatter)', 'tcp', 'RST'),
  udp_flood: direct('UDP flood', 'volumetric', DIRECT, 'udp'),
  dns_water_torture: direct('DNS query flood (water torture)', 'application', SERVICE_EXHAUSTION, 'udp'),
  icmp_flood: direct('ICMP flood', 'volumetric', DIRECT, 'icmp'),
  icmp_unreachable_flood: icmp('ICMP unreachable flood (BlackNurse)', 'protocol', 3, 1),
  icmp_redirect_flood: icmp('ICMP redirect flood', 'protocol', 5, 137),
  icmp_time_exceeded_flood: icmp('ICMP time-exceeded flood', 'volumetric', 11, 3),
  fragment_flood: direct('IP fragment flood', 'volumetric', DIRECT, 'ip'),
  gre_flood: direct('GRE flood', 'volumetric', DIRECT, 'gre'),
  esp_flood: direct('ESP flood', 'volumetric', DIRECT, 'esp'),
  other_protocol_flood: direct('Flood of another IP protocol', 'volumetric', DIRECT, 'ip'),
  connection_flood: direct('Connection flood', 'protocol', SERVICE_EXHAUSTION, 'tcp'),
  tls_handshake_flood: direct('TLS handshake flood', 'application', SERVICE_EXHAUSTION, 'tcp'),
  http_flood: direct('HTTP flood', 'application', SERVICE_EXHAUSTION, 'tcp'),
  http2_rapid_reset: direct(
    'HTTP/2 requests cancelled at once (consistent with rapid reset)',
    'application',
    SERVICE_EXHAUSTION,
    'tcp',
  ),
  slow_http: direct('Slow HTTP (Slowloris, slow POST, slow read)', 'application', SERVICE_EXHAUSTION, 'tcp'),
  dns_amplification: reflected('DNS reflection'),
  ntp_amplification: reflected('NTP reflection'),
  memcached_amplification: reflected('memcached reflection'),
  ssdp_amplification: reflected('SSDP reflection'),
  cldap_amplification: reflected('CLDAP reflection'),
  snmp_amplification: reflected('SNMP reflection'),
  chargen_amplification: reflected('CharGEN reflection'),
  qotd_amplification: reflected('QOTD reflection'),
  portmap_amplification: reflected('Portmap reflection'),
  mdns_amplification: reflected('mDNS reflection'),
  ws_discovery_amplification: reflected('WS-Discovery reflection'),
  coap_amplification: reflected('CoAP reflection'),
  arms_amplification: reflected('Apple Remote Management reflection'),
  tftp_amplification: reflected('TFTP reflection'),
  rip_amplification: reflected('RIPv1 reflection'),
  slp_amplification: reflected('SLP reflection'),
  ike_amplification: reflected('IKE reflection'),
  stun_amplification: reflected('STUN reflection'),
  openvpn_amplification: reflected('OpenVPN reflection'),
  ubiquiti_amplification: reflected('Ubiquiti discovery reflection'),
  plex_amplification: reflected('Plex reflection'),
  steam_amplification: reflected('Source engine (Steam) reflection'),
  quake_amplification: reflected('Quake engine reflection'),
  dhdiscover_amplification: reflected('DHDiscover reflection'),
  tp240_amplification: reflected('Mitel TP-240 reflection'),
  rdp_amplification: reflected('RDP over UDP reflection'),
  bacnet_amplification: reflected('BACnet reflection'),
  netbios_amplification: reflected('NetBIOS name service reflection'),
  mssql_amplification: reflected('SQL Server browser reflection'),
  ipmi_amplification: reflected('IPMI reflection'),
  xdmcp_amplification: reflected('XDMCP reflection'),
  natpmp_amplification: reflected('NAT-PMP reflection'),
  sentinel_amplification: reflected('Sentinel licence server reflection'),
  jenkins_amplification: reflected('Jenkins discovery reflection'),
  bittorrent_amplification: reflected('BitTorrent reflection'),
  kad_amplification: reflected('Kad reflection'),
};

/** Names of the vectors, as XARF v4 spells `attack_vector`. */
export type Vector =
  | 'syn_flood'
  | 'syn_data_flood'
  | 'ack_flood'
  | 'psh_ack_flood'
  | 'rst_flood'
  | 'fin_flood'
  | 'xmas_flood'
  | 'syn_ack_reflection'
  | 'rst_reflection'
  | 'udp_flood'
  | 'dns_water_torture'
  | 'icmp_flood'
  | 'icmp_unreachable_flood'
  | 'icmp_redirect_flood'
  | 'icmp_time_exceeded_flood'
  | 'fragment_flood'
  | 'gre_flood'
  | 'esp_flood'
  | 'other_protocol_flood'
  | 'connection_flood'
  | 'tls_handshake_flood'
  | 'http_flood'
  | 'http2_rapid_reset'
  | 'slow_http'
  | `${'dns' | 'ntp' | 'memcached' | 'ssdp' | 'cldap' | 'snmp' | 'chargen' | 'qotd' | 'portmap' | 'mdns' | 'ws_discovery' | 'coap' | 'arms' | 'tftp' | 'rip' | 'slp' | 'ike' | 'stun' | 'openvpn' | 'ubiquiti' | 'plex' | 'steam' | 'quake' | 'dhdiscover' | 'tp240' | 'rdp' | 'bacnet' | 'netbios' | 'mssql' | 'ipmi' | 'xdmcp' | 'natpmp' | 'sentinel' | 'jenkins' | 'bittorrent' | 'kad'}_amplification`;

/** True for a vector of answers to TCP packets, which need no open service: a closed port answers with a reset. */
export function isTcpReflection(vector: string): boolean {
  return vector === 'syn_ack_reflection' || vector === 'rst_reflection';
}
