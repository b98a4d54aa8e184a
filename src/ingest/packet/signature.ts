// Payload signatures (model/signatures.ts): which check belongs to which UDP port, and the opening bytes of TCP clients.

import { SIGNATURE, SIGNATURES } from '../../model/signatures.ts';
import { type Bytes, u8, u16be, u32be } from '../bytes.ts';
import * as ber from './signature-ber.ts';
import * as devices from './signature-devices.ts';
import * as games from './signature-games.ts';
import * as network from './signature-network.ts';
import * as text from './signature-text.ts';

/**
 * Recognises a service's payload: bytes `at` to `end` are captured, `size` is the length on the wire. With `answer` the service's port is the
 * source port and only responses count, without it the destination port and only requests.
 */
type Check = (b: Bytes, at: number, end: number, answer: boolean, size: number) => number;

const CHECK_OF_ID: Record<string, Check> = {
  dns: network.dnsSignature,
  mdns: network.mdnsSignature,
  netbios: network.netbiosSignature,
  ntp: network.ntpSignature,
  portmap: network.rpcSignature,
  tftp: network.tftpSignature,
  rip: network.ripSignature,
  slp: network.slpSignature,
  ike: network.ikeSignature,
  stun: network.stunSignature,
  openvpn: network.openvpnSignature,
  xdmcp: network.xdmcpSignature,
  natpmp: network.natpmpSignature,
  ipmi: network.rmcpSignature,
  coap: network.coapSignature,
  cldap: ber.ldapSignature,
  snmp: ber.snmpSignature,
  memcached: text.memcachedSignature,
  ssdp: text.ssdpSignature,
  plex: text.plexSignature,
  chargen: text.chargenSignature,
  qotd: text.qotdSignature,
  ws_discovery: text.wsDiscoverySignature,
  tp240: text.tp240Signature,
  sip: text.sipSignature,
  quic: network.quicSignature,
  telemetry: text.telemetrySignature,
  arms: devices.armsSignature,
  ubiquiti: devices.ubiquitiSignature,
  dhdiscover: devices.dhdiscoverSignature,
  rdp: devices.rdpSignature,
  bacnet: devices.bacnetSignature,
  mssql: devices.mssqlSignature,
  jenkins: devices.jenkinsSignature,
  kad: devices.kadSignature,
  steam: games.gameSignature,
  quake: games.gameSignature,
  bittorrent: games.bittorrentSignature,
};
const IKE_NAT_PORT = 4500;

const checks: Check[] = [...Object.values(CHECK_OF_ID), network.ikeNatSignature];
/** 0 for a port on which nothing is looked for, otherwise 1 + an index into `checks`. */
const checkOfPort: Uint8Array = new Uint8Array(65536);
for (const { id, ports } of SIGNATURES)
  for (const port of ports) checkOfPort[port] = 1 + checks.indexOf(CHECK_OF_ID[id]);
checkOfPort[IKE_NAT_PORT] = checks.length;

/**
 * Signature of a UDP payload at `at` whose captured bytes end at `end`; `size` is its length on the wire as the UDP header says.
 * 0 when the bytes that would decide are not in the capture.
 */
export function udpSignature(
  b: Bytes,
  at: number,
  end: number,
  size: number,
  sourcePort: number,
  destinationPort: number,
): number {
  const from = checkOfPort[sourcePort];
  const to = checkOfPort[destinationPort];
  if (from !== 0) {
    const found = checks[from - 1](b, at, end, true, size);
    if (found !== SIGNATURE.none) return found;
  }
  return to === 0 ? SIGNATURE.none : checks[to - 1](b, at, end, false, size);
}

const TLS_HANDSHAKE = 0x1603; // content type and the major version that all of SSL 3 to TLS 1.3 write
const TLS_NEWEST_MINOR = 4;
const TLS_HANDSHAKE_TYPE = 5;
const CLIENT_HELLO = 1;

/** Signature of a TCP payload whose first four bytes at `at` are in the capture, as all up to `end` are. */
export function tcpSignature(b: Bytes, at: number, end: number): number {
  const word = u32be(b, at);
  switch (word) {
    case 0x47455420: // "GET "
    case 0x48454144: // "HEAD"
      return SIGNATURE.httpGet;
    case 0x504f5354: // "POST"
    case 0x50555420: // "PUT "
      return SIGNATURE.httpPost;
    case 0x5353482d: // "SSH-"
      return SIGNATURE.sshBanner;
    default:
      if (word >>> 16 !== TLS_HANDSHAKE || end - at <= TLS_HANDSHAKE_TYPE) return SIGNATURE.none;
      return u16be(b, at + 1) - 0x300 <= TLS_NEWEST_MINOR && u8(b, at + TLS_HANDSHAKE_TYPE) === CLIENT_HELLO
        ? SIGNATURE.tlsClientHello
        : SIGNATURE.none;
  }
}
