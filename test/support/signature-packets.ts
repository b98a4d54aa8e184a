// One packet or more for every payload signature, built from the specifications, with what tshark's own dissection says of it.

import type { SignatureName } from '../../src/model/signatures.ts';
import * as w from './capture-writer.ts';

/** A packet whose signature is known. */
export interface SignedPacket {
  signature: SignatureName;
  sourcePort: number;
  destinationPort: number;
  payload: Uint8Array;
  tcp: boolean;
  /** What tshark's protocol and info columns must match; undefined where tshark knows no such protocol. */
  tshark: RegExp | undefined;
}

const CLIENT = 40000;
const NAME = '03777777 076578616d706c65 03636f6d 00'; // www.example.com
const bytes = (n: number): Uint8Array => new Uint8Array(n);
const parts = (...items: (string | Uint8Array)[]): Uint8Array =>
  w.join(...items.map((item) => (typeof item === 'string' ? w.hex(item) : item)));

function answer(signature: SignatureName, port: number, payload: Uint8Array, tshark?: RegExp): SignedPacket {
  return { signature, sourcePort: port, destinationPort: CLIENT, payload, tcp: false, tshark };
}

function question(
  signature: SignatureName,
  port: number,
  payload: Uint8Array,
  tshark?: RegExp,
): SignedPacket {
  return { signature, sourcePort: CLIENT, destinationPort: port, payload, tcp: false, tshark };
}

function segment(signature: SignatureName, payload: Uint8Array, tshark: RegExp): SignedPacket {
  const destinationPort = signature === 'tlsClientHello' ? 443 : signature === 'sshBanner' ? 22 : 80;
  const sourcePort = CLIENT + payload.length; // connections of their own, or tshark sees retransmissions
  return { signature, sourcePort, destinationPort, payload, tcp: true, tshark };
}

function isakmp(version: string, responder: string, exchange: string, flags: string): Uint8Array {
  return parts(
    '1122334455667788',
    responder,
    '00',
    version,
    exchange,
    flags,
    '00000000 00000024 00000008 00000000',
  );
}

// RFC 3412 section 6 with an empty security model's parameters and an empty list of bindings.
function snmpV3(flags: string, pdu: string): Uint8Array {
  const header = parts('300d 020101 02020800 0401', flags, '020103');
  const security = parts('0410 300e 0400 020100 020100 0400 0400 0400');
  return parts('3035 020103', header, security, '3011 0400 0400', pdu, '0b 020101 020100 020100 3000');
}

const SNMP_BINDING = '300e 300c 06082b06010201010100 0500';
const DHT_ID = 'd2:id20:abcdefghij0123456789';
const DHIP = w.ascii('{"mac":"02:00:00:00:00:01","method":"client.notifyDevInfo"}');

/** Packets of all signatures. */
export function signedPackets(): SignedPacket[] {
  return [
    answer(
      'dnsResponse',
      53,
      parts('1234 8180 0001 0001 0000 0000', NAME, '0001 0001 c00c 0001 0001 0000003c 0004 c0000201'),
      /DNS\|Standard query response 0x1234/,
    ),
    answer(
      'dnsResponse',
      53,
      parts('1234 8185 0001 0000 0000 0000', NAME, '00ff 0001'),
      /DNS\|.*response.*Refused/,
    ),
    question(
      'dnsQuery',
      53,
      parts('1234 0100 0001 0000 0000 0000', NAME, '00ff 0001'),
      /DNS\|Standard query 0x1234 ANY/,
    ),
    answer(
      'mdnsResponse',
      5353,
      parts('0000 8400 0000 0001 0000 0000', NAME, '0001 8001 00000078 0004 c0000201'),
      /MDNS\|Standard query response/,
    ),
    question(
      'mdnsQuery',
      5353,
      parts('0000 0000 0001 0000 0000 0000', NAME, '00ff 0001'),
      /MDNS\|Standard query 0x0000/,
    ),
    answer(
      'netbiosResponse',
      137,
      parts(
        '80f0 8400 0000 0001 0000 0000 20',
        w.ascii('CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
        '00 0021 0001 00000000 0041 01',
        w.ascii('WORKSTATION    '),
        '00 0400',
        bytes(46),
      ),
      /NBNS\|Name query response NBSTAT/,
    ),
    question(
      'netbiosQuery',
      137,
      parts('80f0 0000 0001 0000 0000 0000 20', w.ascii('CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'), '00 0021 0001'),
      /NBNS\|Name query NBSTAT/,
    ),
    answer(
      'ntpPrivateResponse',
      123,
      parts('d7 00 03 2a 0001 0048', bytes(72)),
      /NTP\|NTP Version 2, private, Response, MON_GETLIST_1/,
    ),
    answer(
      'ntpControlResponse',
      123,
      parts('16 82 0001 0615 0000 0000 0010', w.ascii('version="ntpd 4"')),
      /NTP\|NTP Version 2, control\|.*ntp.ctrl.r=1/,
    ),
    answer(
      'ntpServer',
      123,
      parts('24 02 06 e9 00000100 00000200 c0000201', bytes(32)),
      /NTP\|NTP Version 4, server/,
    ),
    question(
      'ntpRequest',
      123,
      parts('17 00 03 2a 0000 0000', bytes(40)),
      /NTP\|NTP Version 2, private, Request, MON_GETLIST_1/,
    ),
    question('ntpRequest', 123, parts('16 02 0001 0000 0000 0000 0000'), /NTP\|NTP Version 2, control/),
    question('ntpRequest', 123, parts('23 00 06 20', bytes(44)), /NTP\|NTP Version 4, client/),
    answer(
      'memcachedResponse',
      11211,
      parts('0001 0000 0001 0000', w.ascii('STAT pid 1\r\nEND\r\n')),
      /MEMCACHE\|/,
    ),
    answer(
      'memcachedResponse',
      11211,
      parts('0001 0000 0002 0000', w.ascii('VALUE a 0 2000\r\n'), bytes(1300)),
      /MEMCACHE\|/,
    ),
    answer('memcachedResponse', 11211, parts('0001 0001 0002 0000', bytes(700)), /MEMCACHE\|/),
    answer(
      'ssdpResponse',
      1900,
      w.ascii('HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\n\r\n'),
      /SSDP\|HTTP\/1.1 200 OK/,
    ),
    answer('ssdpResponse', 1900, w.ascii('NOTIFY * HTTP/1.1\r\nNTS: ssdp:alive\r\n\r\n'), /SSDP\|NOTIFY/),
    question('ssdpSearch', 1900, w.ascii('M-SEARCH * HTTP/1.1\r\nST: ssdp:all\r\n\r\n'), /SSDP\|M-SEARCH/),
    answer(
      'cldapResponse',
      389,
      parts('3012 020107 640d 0400 3009 3007 040161 3102 0400'),
      /CLDAP\|searchResEntry/,
    ),
    answer(
      'cldapResponse',
      389,
      parts('308400000010 020107 658400000007 0a0100 0400 0400'),
      /CLDAP\|searchResDone/,
    ),
    question(
      'cldapRequest',
      389,
      parts('3025 020101 6320 0400 0a0100 0a0100 020100 020100 010100 870b6f626a656374436c617373 3000'),
      /CLDAP\|searchRequest/,
    ),
    answer(
      'snmpResponse',
      161,
      parts('3029 020101 0406 7075626c6963 a21c 020411223344 020100 020100', SNMP_BINDING),
      /SNMP\|get-response/,
    ),
    answer(
      'snmpResponse',
      161,
      snmpV3('00', 'a8'),
      /SNMP\|report/,
    ),
    question(
      'snmpRequest',
      161,
      parts('3029 020101 0406 7075626c6963 a51c 020411223344 020100 02010a', SNMP_BINDING),
      /SNMP\|getBulkRequest/,
    ),
    question(
      'snmpRequest',
      161,
      snmpV3('04', 'a0'),
      /SNMP\|/,
    ),
    answer(
      'chargenResponse',
      19,
      w.ascii(' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefg\r\n'),
      /Chargen\|/,
    ),
    answer('qotdResponse', 17, w.ascii('"A quotation a day." - Anonymous\r\n'), undefined),
    answer(
      'portmapReply',
      111,
      parts('00000001 00000001 00000000 00000000 00000000 00000000 00000000'),
      /RPC\|/,
    ),
    question(
      'portmapCall',
      111,
      parts('00000001 00000000 00000002 000186a0 00000002 00000004 0000000000000000 0000000000000000'),
      /Portmap\|.*DUMP Call/,
    ),
    answer(
      'wsDiscoveryResponse',
      3702,
      w.ascii('<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"/>'),
      undefined,
    ),
    answer(
      'coapResponse',
      5683,
      parts('64 45 1234 aabbccdd ff', w.ascii('</.well-known/core>')),
      /CoAP\|.*2.05 Content/,
    ),
    question(
      'coapRequest',
      5683,
      parts('44 01 1234 aabbccdd bb', w.ascii('.well-known'), '04', w.ascii('core')),
      /CoAP\|.*GET/,
    ),
    answer('armsResponse', 3283, parts('0001 03ea 0001', bytes(1000)), undefined),
    answer('tftpResponse', 69, parts('0003 0001', bytes(512)), /TFTP\|Data Packet, Block: 1/),
    answer(
      'tftpResponse',
      69,
      parts('0005 0001', w.ascii('File not found'), '00'),
      /TFTP\|Error Code, Code: File not found/,
    ),
    answer(
      'ripResponse',
      520,
      parts('02 01 0000', '0002 0000 c0000200 00000000 00000000 00000001'),
      /RIPv1\|Response/,
    ),
    answer(
      'slpReply',
      427,
      parts('02 02 00001c 0000 000000 0001 0002 656e 0000 0000', bytes(8)),
      /SRVLOC\|Service Reply/,
    ),
    answer('ikeResponse', 500, isakmp('20', '99aabbccddeeff00', '22', '20'), /ISAKMP\|IKE_SA_INIT/),
    answer('ikeResponse', 500, isakmp('20', '0000000000000000', '22', '20'), /ISAKMP\|IKE_SA_INIT/),
    answer('ikeResponse', 500, isakmp('10', '99aabbccddeeff00', '02', '00'), /ISAKMP\|Identity Protection/),
    answer(
      'ikeResponse',
      4500,
      parts('00000000', isakmp('10', '99aabbccddeeff00', '05', '00')),
      /ISAKMP\|Informational/,
    ),
    question('ikeRequest', 500, isakmp('20', '0000000000000000', '22', '08'), /ISAKMP\|IKE_SA_INIT/),
    question(
      'ikeRequest',
      4500,
      parts('00000000', isakmp('10', '0000000000000000', '04', '00')),
      /ISAKMP\|Aggressive/,
    ),
    answer(
      'stunResponse',
      3478,
      parts('0101 000c 2112a442 000102030405060708090a0b 0020 0008 0001 a147 e112a643'),
      /STUN\|Binding Success Response/,
    ),
    answer(
      'stunResponse',
      3478,
      parts('0111 0000 2112a442 000102030405060708090a0b'),
      /STUN\|Binding Error Response/,
    ),
    answer('stunResponse', 3478, parts('0101 0000 000102030405060708090a0b0c0d0e0f'), /STUN|CLASSIC-STUN/),
    question(
      'stunRequest',
      3478,
      parts('0001 0000 2112a442 000102030405060708090a0b'),
      /STUN\|Binding Request/,
    ),
    answer(
      'openvpnServerReset',
      1194,
      parts('40 0102030405060708 01 00000000 1112131415161718 00000000'),
      /OpenVPN\|.*P_CONTROL_HARD_RESET_SERVER_V2/,
    ),
    question(
      'openvpnClientReset',
      1194,
      parts('38 1112131415161718 00 00000000'),
      /OpenVPN\|.*P_CONTROL_HARD_RESET_CLIENT_V2/,
    ),
    answer('ubiquitiResponse', 10001, parts('01 00 000d 01 0006 020000000001 0b 0001 61'), undefined),
    answer(
      'plexResponse',
      32414,
      w.ascii('HTTP/1.0 200 OK\r\nContent-Type: plex/media-server\r\n'),
      undefined,
    ),
    question('ssdpSearch', 32414, w.ascii('M-SEARCH * HTTP/1.1\r\n\r\n'), undefined),
    answer('steamResponse', 27015, parts('ffffffff 49 11', w.ascii('server\0map\0')), undefined),
    answer('steamResponse', 27015, parts('ffffffff 41 01020304'), undefined),
    answer('steamResponse', 27016, parts('feffffff 01000000 02 00 e004', bytes(100)), undefined),
    question('steamQuery', 27015, parts('ffffffff 54', w.ascii('Source Engine Query\0')), undefined),
    answer(
      'quakeResponse',
      27960,
      parts('ffffffff', w.ascii('statusResponse\n\\mapname\\q3dm17\n')),
      /QUAKE3\|Connectionless/,
    ),
    answer(
      'quakeResponse',
      27960,
      parts('ffffffff', w.ascii('infoResponse\n\\mapname\\q3dm17')),
      /QUAKE3\|Connectionless/,
    ),
    answer(
      'quakeResponse',
      27950,
      parts('ffffffff', w.ascii('getserversResponse\\'), 'c0000201 6d38', w.ascii('\\EOT')),
      undefined,
    ),
    answer(
      'quakeResponse',
      27500,
      parts('ffffffff', w.ascii('n\\maxclients\\8\n')),
      /QUAKEWORLD\|Server to Client Connectionless/,
    ),
    answer('quakeResponse', 26000, parts('8000 000f 83', w.ascii('hostname\0'), '03'), /QUAKE\|/),
    question(
      'quakeQuery',
      27960,
      parts('ffffffff', w.ascii('getstatus\n')),
      /QUAKE3\|Connectionless/,
    ),
    question('quakeQuery', 26000, parts('8000 000c 02', w.ascii('QUAKE\0'), '03'), /QUAKE\|/),
    answer(
      'dhdiscoverResponse',
      37810,
      parts(
        '20000000 44484950',
        bytes(8),
        w.number(DHIP.length, 4, true),
        bytes(4),
        w.number(DHIP.length, 4, true),
        bytes(4),
        DHIP,
      ),
      undefined,
    ),
    answer('tp240Response', 10074, w.ascii('<tp240dvr>\n'), undefined),
    answer('tp240Response', 10074, w.ascii('Starting Call, Call_ID= testcall_0  '), undefined),
    answer('tp240Response', 10074, w.ascii('...dialing 3\n'), undefined),
    answer(
      'rdpResponse',
      3389,
      parts('00000000 0040 0005 fb6d06e8 04d0 04d0', bytes(1216)),
      /RDPUDP\|.*SYN/,
    ),
    answer(
      'bacnetResponse',
      47808,
      parts('81 0a 0016 01 00 30 01 0c 0c 023fffff 194d 3e 75020061 3f'),
      /BACnet-APDU\|Complex-ACK/,
    ),
    answer('bacnetResponse', 47808, parts('81 0a 0011 01 08 0001 01 05 50 01 0c 9102 911f'), /BACnet-APDU\|Error/),
    answer('mssqlResponse', 1434, parts('05 1000', w.ascii('ServerName;HOST;')), undefined),
    answer(
      'ipmiResponse',
      623,
      parts('06 00 ff 06 000011be 40 00 00 10 000011be 00000000 81 00 000000000000'),
      /ASF\|Presence Pong/,
    ),
    answer(
      'ipmiResponse',
      623,
      parts('06 00 ff 07 00 00000000 00000000 10 81 1c 63 20 00 38 00 01 97 04 02 00 00 00 00 0b'),
      /IPMB\|/,
    ),
    answer(
      'ipmiResponse',
      623,
      parts('06 00 ff 07 06 11 00000000 00000000 0008 0001 0000 a4a3a2a0'),
      /RMCP\+\|.*Open Session Response/,
    ),
    answer('xdmcpResponse', 177, parts('0001 0005 000c 0000 0004 686f7374 0002 6f6b'), /XDMCP\|Willing/),
    answer(
      'natpmpResponse',
      5351,
      parts('00 80 0000 00000001 c0000201'),
      /NAT-PMP\|External Address Response/,
    ),
    answer('natpmpResponse', 5351, parts('02 81 00 00 00000078 00000001', bytes(48)), /PCP/),
    answer('jenkinsResponse', 33848, w.ascii('<hudson><version>2.193</version></hudson>'), undefined),
    answer('bittorrentResponse', 6881, w.ascii('d1:r' + DHT_ID + 'e1:t2:aa1:y1:re'), /BT-DHT\|/),
    question('bittorrentQuery', 6881, w.ascii('d1:a' + DHT_ID + 'e1:q4:ping1:t2:aa1:y1:qe'), /BT-DHT\|/),
    answer('kadResponse', 4672, parts('e4 28', bytes(17)), /eDonkey\|Kademlia UDP/),
    segment(
      'tlsClientHello',
      parts('16 0301 002d 01 000029 0303', bytes(32), '00 0002 1301 01 00'),
      /TLS.*\|Client Hello/,
    ),
    segment('httpGet', w.ascii('GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n'), /HTTP\|GET/),
    segment('httpGet', w.ascii('HEAD / HTTP/1.1\r\nHost: shop.example\r\n\r\n'), /HTTP\|HEAD/),
    segment(
      'httpPost',
      w.ascii('POST /login HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 0\r\n\r\n'),
      /HTTP\|POST/,
    ),
    segment(
      'httpPost',
      w.ascii('PUT /a HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 0\r\n\r\n'),
      /HTTP\|PUT/,
    ),
    segment('sshBanner', w.ascii('SSH-2.0-client_1.0\r\n'), /SSH.*\|/),
  ];
}

/** Packets that stand on the right port and must not be taken for the service's payload. */
export function unsignedPackets(): SignedPacket[] {
  const nothing = (port: number, payload: Uint8Array): SignedPacket => answer('none', port, payload);
  return [
    nothing(53, parts('1234 0100 0001 0000 0000 0000', NAME, '0001 0001')), // a query with source port 53
    nothing(123, new Uint8Array(512).fill(0xff).fill(0x17, 0, 1)), // mode 7 without the response bit
    nothing(123, parts('24', bytes(20))), // too short for a time message
    nothing(1900, w.ascii('M-SEARCH * HTTP/1.1\r\n\r\n')),
    nothing(11211, w.ascii('STAT pid 1\r\n')), // no frame before the text
    nothing(161, parts('3029 020101 0406 7075626c6963 a01c 020411223344 020100 020100', SNMP_BINDING)),
    nothing(389, parts('300c 020101 6007 020103 0400 8000')), // a bind
    nothing(19, parts('00010203040506070809')),
    nothing(500, isakmp('20', '0000000000000000', '22', '08')),
    nothing(4500, parts('12345678 00000001', bytes(60))), // ESP in UDP
    nothing(4500, parts('ff')), // NAT keepalive
    nothing(3478, parts('0001 0000 2112a442 000102030405060708090a0b')),
    nothing(3389, parts('ffffffff 0040 0001', bytes(1224))), // SYN alone
    nothing(10001, parts('01 00 0000')),
    nothing(5683, parts('44 01 1234 aabbccdd')),
    question('none', 53, parts('1234 8180 0001 0001 0000 0000', NAME, '0001 0001')), // an answer sent to port 53
    answer('none', 40001, w.ascii('HTTP/1.1 200 OK\r\n')),
    answer('none', 1900, bytes(0)),
  ];
}

/** The IPv4 packet. */
export function signedFrame(packet: SignedPacket): Uint8Array {
  const ports = w.join(w.number(packet.sourcePort, 2), w.number(packet.destinationPort, 2));
  const header = packet.tcp
    ? w.join(ports, w.tcp(0x18).subarray(4))
    : w.join(ports, w.number(8 + packet.payload.length, 2), w.hex('0000'));
  return w.ipv4({ protocol: packet.tcp ? 6 : 17 }, w.join(header, packet.payload));
}
