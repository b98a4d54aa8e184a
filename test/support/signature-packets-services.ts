// Packets of device, game and file-sharing services, and of TCP clients, for signature-packets.ts.

import * as w from './capture-writer.ts';
import { answer, bytes, parts, question, type SignedPacket, segment } from './signed-packet.ts';

const DHT_ID = 'd2:id20:abcdefghij0123456789';
const DHIP = w.ascii('{"mac":"02:00:00:00:00:01","method":"client.notifyDevInfo"}');

/** Packets of these services. */
export function servicePackets(): SignedPacket[] {
  return [
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
    question('quakeQuery', 27960, parts('ffffffff', w.ascii('getstatus\n')), /QUAKE3\|Connectionless/),
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
      /RDPUDP\|.*SYN.*\|1/,
    ),
    answer(
      'bacnetResponse',
      47808,
      parts('81 0a 0016 01 00 30 01 0c 0c 023fffff 194d 3e 75020061 3f'),
      /BACnet-APDU\|Complex-ACK/,
    ),
    answer(
      'bacnetResponse',
      47808,
      parts('81 0a 0011 01 08 0001 01 05 50 01 0c 9102 911f'),
      /BACnet-APDU\|Error/,
    ),
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
    question(
      'sipRequest',
      5060,
      w.ascii(
        'REGISTER sip:pbx.example SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bK1\r\nFrom: <sip:100@pbx.example>;tag=1\r\nTo: <sip:100@pbx.example>\r\nCall-ID: 1@192.0.2.9\r\nCSeq: 1 REGISTER\r\nContent-Length: 0\r\n\r\n',
      ),
      /SIP\|Request: REGISTER/,
    ),
    question(
      'sipInvite',
      5060,
      w.ascii('INVITE sip:100@pbx.example SIP/2.0\r\n\r\n'),
      /SIP.*\|Request: INVITE/,
    ),
    question('sipOptions', 5060, w.ascii('OPTIONS sip:pbx.example SIP/2.0\r\n\r\n'), /SIP\|Request: OPTIONS/),
    question('sipRequest', 5060, w.ascii('ACK sips:100@pbx.example SIP/2.0\r\n\r\n'), /SIP.*\|Request: ACK/),
    answer('sipAccepted', 5060, w.ascii('SIP/2.0 200 OK\r\n\r\n'), /SIP\|Status: 200/),
    answer('sipAccepted', 5060, w.ascii('SIP/2.0 180 Ringing\r\n\r\n'), /SIP\|Status: 180/),
    answer('sipChallenge', 5060, w.ascii('SIP/2.0 401 Unauthorized\r\n\r\n'), /SIP\|Status: 401/),
    answer(
      'sipChallenge',
      5060,
      w.ascii('SIP/2.0 407 Proxy Authentication Required\r\n\r\n'),
      /SIP\|Status: 407/,
    ),
    answer('sipRefused', 5060, w.ascii('SIP/2.0 100 Trying\r\n\r\n'), /SIP\|Status: 100/),
    answer('sipRefused', 5060, w.ascii('SIP/2.0 503 Service Unavailable\r\n\r\n'), /SIP\|Status: 503/),
    question(
      'telemetry',
      514,
      w.ascii('<134>1 2026-05-17T09:00:00Z fw1.example kernel - - - DROP'),
      /Syslog\|LOCAL0.INFO/,
    ),
    question(
      'telemetry',
      2055,
      parts('0005 0001 00000001 68000000 00000000 00000001 00 00 0000', bytes(48)),
      /CFLOW\|.*v5/,
    ),
    question('telemetry', 2055, parts('0009 0000 00000001 68000000 00000001 00000001'), /CFLOW\|.*v9/),
    question('telemetry', 4739, parts('000a 0010 68000000 00000001 00000001'), /CFLOW\|IPFIX/),
    question(
      'telemetry',
      6343,
      parts('00000005 00000001 c0000201 00000000 00000001 00000001 00000000'),
      /sFlow\|V5/,
    ),
    question(
      'telemetry',
      162,
      parts(
        '3043 020101 0406 7075626c6963 a736 020411223344 020100 020100 3028',
        '300d 06082b06010201010300 430104 3017 060a2b060106030101040100 06092b0601060301010501',
      ),
      /SNMP\|snmpV2-trap/,
    ),
    question(
      'telemetry',
      162,
      parts('3027 020100 0406 7075626c6963 a41a 06072b06010401bf08 4004c0000201 020102 020100 430104 3000'),
      /SNMP\|trap/,
    ),
    question(
      'telemetry',
      12201,
      w.ascii('{"version":"1.1","host":"fw1.example","short_message":"dropped"}'),
      /GELF\/JSON\|/,
    ),
    question('telemetry', 12201, parts('1e0f 0102030405060708 00 02', bytes(8)), /GELF\|/),
    // tshark has no dissector for it.
    question('telemetry', 8125, w.ascii('web-1.requests:17|c'), undefined),
    // RFC 9000 section 17.2.2: version 1, connection IDs of 8 and 0 bytes, no token, 1182 bytes follow; the same in version 2.
    question(
      'quicInitial',
      443,
      parts('c3 00000001 08 0102030405060708 00 00 449e', bytes(1182)),
      /QUIC\|.*Initial/,
    ),
    question(
      'quicInitial',
      443,
      parts('d3 6b3343cf 08 0102030405060708 00 00 449e', bytes(1182)),
      /QUIC\|.*Initial/,
    ),
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
