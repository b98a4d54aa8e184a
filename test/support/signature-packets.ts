// One packet or more for every payload signature, built from the specifications, with what tshark's own dissection says of it.

import * as w from './capture-writer.ts';
import { servicePackets } from './signature-packets-services.ts';
import { answer, bytes, NAME, parts, question, type SignedPacket } from './signed-packet.ts';

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
      /NTP\|NTP Version 2, control\|1\|/,
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
    answer('snmpResponse', 161, snmpV3('00', 'a8'), /SNMP\|report/),
    question(
      'snmpRequest',
      161,
      parts('3029 020101 0406 7075626c6963 a51c 020411223344 020100 02010a', SNMP_BINDING),
      /SNMP\|getBulkRequest/,
    ),
    question('snmpRequest', 161, snmpV3('04', 'a0'), /SNMP\|/),
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
    ...servicePackets(),
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
    question('none', 5060, w.ascii('\r\n\r\n')), // keep-alive, RFC 5626 section 3.5.1
    question('none', 5060, w.ascii('SIP/2.0 200 OK\r\n')), // an answer sent to port 5060
    answer('none', 5060, w.ascii('SIP/2.0 700 No\r\n')),
    question('none', 514, w.ascii('<1234>text')),
    question('none', 4739, parts('000a 0011 68000000 00000001 00000001')), // another length than it says
    question('none', 443, parts('c3 00000001 08 0102030405060708 00 00 449e', bytes(1181))), // an Initial that is too short
    question('none', 443, parts('c3 00000000 08 0102030405060708 00', bytes(1190))), // Version Negotiation
    question('none', 443, parts('e3 00000001 08 0102030405060708 00', bytes(1190))), // Handshake
    question('none', 443, parts('41 0102030405060708', bytes(1200))), // short header
    answer('none', 443, parts('c3 00000001 08 0102030405060708 00 00 449e', bytes(1182))), // of a server
    answer('none', 40001, w.ascii('HTTP/1.1 200 OK\r\n')),
    answer('none', 1900, bytes(0)),
  ];
}
