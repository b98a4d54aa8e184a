// Answers of the reflected services that reflections.ts leaves out, payloads shaped as their specifications and advisories say; small cases.

import type { Random } from '../debtember/random.ts';
import type { CaseScript } from './case.ts';
import { reflection, type Service } from './reflections.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const join = (...parts: (Buffer | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? hex(part) : part)));
const word = (value: number, bytes: 2 | 3 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};
const mac = (random: Random): Buffer => join('0200', word(random.word(), 4));

type Answer = [id: string, title: string, stem: string, port: number, payload: (random: Random) => Buffer];

const ANSWERS: readonly Answer[] = [
  // RFC 865: text of less than 512 characters.
  ['qotd', 'quotes of the day', 'qotd', 17, () => ascii('"Say little and do much." Shammai\r\n'.repeat(9))],
  [
    // RFC 6762 section 18: QR and AA set, PTR records for the question of all services (RFC 6763 section 9).
    'mdns',
    'mDNS answers',
    'mdns',
    5353,
    (random) =>
      join(
        word(random.whole(0, 0xffff), 2),
        '8400 0001 0002 0000 0000 09',
        ascii('_services'),
        '07',
        ascii('_dns-sd'),
        '04',
        ascii('_udp'),
        '05',
        ascii('local'),
        '00 000c 0001 c00c 000c 0001 0000000a 000d 05',
        ascii('_http'),
        '04',
        ascii('_tcp'),
        'c023 c00c 000c 0001 0000000a 0007 04',
        ascii('_ipp'),
        'c040',
      ),
  ],
  // The 1,006 bytes of the attacks seen (NETSCOUT ASERT, June 2019).
  [
    'arms',
    'Apple Remote Management answers',
    'arms',
    3283,
    () => join('0001 03ea 0001', Buffer.alloc(1_000, 0x11)),
  ],
  // RFC 1350 section 5: DATA, block 1.
  ['tftp', 'TFTP data', 'tftp', 69, () => join('0003 0001', ascii('! configuration\n'.repeat(32)))],
  // RFC 1058 section 3.1: response, version 1, 25 routes.
  [
    'rip',
    'RIPv1 routing tables',
    'rip',
    520,
    (random) =>
      join(
        '02 01 0000',
        ...Array.from({ length: 25 }, () =>
          join('0002 0000 0a', word(random.whole(0, 0xffff), 2), '00 00000000 00000000 00000002'),
        ),
      ),
  ],
  [
    // RFC 2608 section 10.2: service type reply.
    'slp',
    'SLP service type replies',
    'slp',
    427,
    (random) => {
      const types = ascii('service:VMwareInfrastructure,service:wbem:https'.repeat(24));
      const rest = join(
        '0000 000000',
        word(random.whole(0, 0xffff), 2),
        '0002 656e 0000',
        word(types.length, 2),
        types,
      );
      return join('02 0a', word(rest.length + 5, 3), rest);
    },
  ],
  [
    // P_CONTROL_HARD_RESET_SERVER_V2: session, one acknowledgement with the client's session, message number.
    'openvpn',
    'OpenVPN server resets',
    'openvpn',
    1194,
    (random) =>
      join('40', word(random.word(), 4), word(random.word(), 4), '01 00000000 1122334455667788 00000000'),
  ],
  [
    // Rapid7, January 2019: version 1, command 0, length, fields with type and length (addresses, firmware, host name, model).
    'ubiquiti',
    'Ubiquiti discovery answers',
    'ubiquiti',
    10001,
    (random) => {
      const address = mac(random);
      const fields = join(
        '01 0006',
        address,
        '02 000a',
        address,
        'c0a80114 03 0020',
        ascii('XW.ar934x.v6.1.7.32555.180523.20'),
        '0b 0009',
        ascii('NanoStatn'),
        '0c 0003',
        ascii('N5N'),
      );
      return join('01 00', word(fields.length, 2), fields);
    },
  ],
  // NETSCOUT ASERT, February 2021: the answer of Plex to discovery (GDM).
  [
    'plex',
    'Plex discovery answers',
    'plex',
    32414,
    () =>
      ascii(
        'HTTP/1.0 200 OK\r\nContent-Type: plex/media-server\r\nHost: 0123456789abcdef.plex.direct\r\nName: media\r\nPort: 32400\r\nResource-Identifier: 0123456789abcdef\r\nUpdated-At: 1611000000\r\nVersion: 1.21.1.3830\r\n\r\n',
      ),
  ],
  // Quake III network protocol: connectionless statusResponse.
  [
    'quake',
    'Quake III status answers',
    'quake',
    27960,
    (random) =>
      join(
        'ffffffff',
        ascii(
          `statusResponse\n\\mapname\\q3dm17\\sv_maxclients\\16\\sv_hostname\\example${random.whole(1, 99)}\\g_gametype\\0\n${'12 48 "player"\n'.repeat(20)}`,
        ),
      ),
  ],
  [
    // DHIP header of 32 bytes, JSON.
    'dhdiscover',
    'DHDiscover answers of video recorders',
    'dhdiscover',
    37810,
    () => {
      const json = ascii(
        `{"mac":"02:00:00:00:00:01","method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceType":"DVR"${',"Vendor":"General"'.repeat(20)}}}}`,
      );
      const length = Buffer.alloc(4);
      length.writeUInt32LE(json.length, 0);
      return join(
        '20000000 44484950',
        Buffer.alloc(8),
        length,
        Buffer.alloc(4),
        length,
        Buffer.alloc(4),
        json,
      );
    },
  ],
  // CVE-2022-26143: output of the test facility.
  [
    'tp240',
    'Mitel TP-240 test output',
    'tp240',
    10074,
    (random) => ascii(`Starting Call, Call_ID= testcall_${random.whole(0, 9_999)}  \n`),
  ],
  // MS-RDPEUDP section 3.1.5.1.1: SYN and ACK, padded to 1,232 bytes.
  [
    'rdp',
    'RDP over UDP answers',
    'rdp',
    3389,
    (random) => join('00000000 0040 0005', word(random.word(), 4), '04d0 04d0', Buffer.alloc(1_216)),
  ],
  [
    // ASHRAE 135 annex J and clause 20: Complex-ACK to ReadProperty of the object name.
    'bacnet',
    'BACnet answers',
    'bacnet',
    47808,
    () => {
      const apdu = join(
        '01 00 30 01 0c 0c 023fffff 19 4d 3e 75 1f 00',
        ascii('Air handling unit, second floor'.slice(0, 30)),
        '3f',
      );
      return join('81 0a', word(apdu.length + 4, 2), apdu);
    },
  ],
  [
    // RFC 1002 section 4.2.18: node status response.
    'netbios',
    'NetBIOS node status answers',
    'netbios',
    137,
    (random) =>
      join(
        word(random.whole(0, 0xffff), 2),
        '8400 0000 0001 0000 0000 20',
        ascii('CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
        '00 0021 0001 00000000 0053 02',
        ascii('WORKSTATION    '),
        '00 0400',
        ascii('WORKGROUP      '),
        '00 8400',
        mac(random),
        Buffer.alloc(40),
      ),
  ],
  [
    // MC-SQLR section 2.2.5: the list of instances.
    'mssql',
    'SQL Server browser answers',
    'mssql',
    1434,
    (random) => {
      const text = ascii(
        `ServerName;DB${random.whole(10, 99)};InstanceName;SQLEXPRESS;IsClustered;No;Version;15.0.2000.5;tcp;49172;;`.repeat(
          3,
        ),
      );
      const length = Buffer.alloc(2);
      length.writeUInt16LE(text.length, 0);
      return join('05', length, text);
    },
  ],
  // IPMI 2.0 section 13.2.4: RMCP presence pong.
  [
    'ipmi',
    'RMCP presence pongs',
    'ipmi',
    623,
    () => join('06 00 ff 06 000011be 40 00 00 10 000011be 00000000 81 00 000000000000'),
  ],
  // XDMCP 1.1: Willing, with host name and status.
  [
    'xdmcp',
    'XDMCP answers',
    'xdmcp',
    177,
    (random) =>
      join(
        '0001 0005 0028 0000 0008',
        ascii(`host${random.whole(1_000, 9_999)}`),
        '001a',
        ascii('Linux 5.10.0-8-amd64 ready'),
      ),
  ],
  // RFC 6886 section 3.2: external address.
  [
    'natpmp',
    'NAT-PMP answers',
    'natpmp',
    5351,
    (random) => join('00 80 0000', word(random.word(), 4), 'cb007101'),
  ],
  // CVE-2020-2100: discovery answer.
  [
    'jenkins',
    'Jenkins discovery answers',
    'jenkins',
    33848,
    () =>
      ascii(
        '<hudson><version>2.193</version><url>http://ci.example/</url><server-id>0123456789abcdef0123456789abcdef</server-id><slave-port>50000</slave-port></hudson>',
      ),
  ],
  [
    // BEP 5: answer to find_node, eight nodes of 26 bytes.
    'bittorrent',
    'BitTorrent DHT answers',
    'bittorrent',
    6881,
    () =>
      join(
        ascii('d1:rd2:id20:abcdefghij01234567895:nodes208:'),
        Buffer.alloc(208, 0x2b),
        ascii('e1:t2:aa1:y1:re'),
      ),
  ],
  [
    // KADEMLIA2_RES: target, then contacts of 25 bytes (eMule, opcodes.h).
    'kad',
    'Kad answers',
    'kad',
    4672,
    () => join('e4 29', Buffer.alloc(16, 0x3c), '0b', Buffer.alloc(11 * 25, 0x2d)),
  ],
];

const SMALL = { reflectors: 45, perSecond: 120, seconds: 3 };

export const SMALL_REFLECTIONS: readonly CaseScript[] = [
  ...ANSWERS.map(([id, title, stem, port, payload]) =>
    reflection({ id, title, vector: `${stem}_amplification`, port, payload, ...SMALL }, 3),
  ),
  // No layout of its answers is published: they are found, as a UDP flood.
  reflection(
    {
      id: 'sentinel',
      title: 'Sentinel licence server answers, which no signature knows,',
      vector: 'udp_flood',
      port: 5093,
      reflectors: 45,
      perSecond: 370,
      seconds: 3,
      payload: () => Buffer.alloc(256, 0x7b),
    } satisfies Service,
    3,
  ),
];
