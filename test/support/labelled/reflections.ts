// Answers of open UDP services to forged questions, payloads shaped as their specifications say.

import type { Random } from '../debtember/random.ts';
import { cldapEntry, snmpMessage } from './ber.ts';
import { Capture } from './capture.ts';
import { type CaseScript, WEB } from './case.ts';
import { udpFrame } from './frames.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A service whose answers reach who had not asked. */
export interface Service {
  id: string;
  title: string;
  vector: string;
  port: number;
  reflectors: number;
  perSecond: number;
  seconds: number;
  /** What one packet of the answer carries. */
  payload(random: Random): Buffer;
}

// mode 7 response to MON_GETLIST_1, implementation 3: six items of 72 bytes (ntpd's ntp_request.h).
const MONLIST = Buffer.concat([hex('d7 00 03 2a 0006 0048'), Buffer.alloc(6 * 72, 0x11)]);

const SERVICES: readonly Service[] = [
  {
    id: 'ntp-monlist',
    title: 'NTP monlist answers',
    vector: 'ntp_amplification',
    port: 123,
    reflectors: 90,
    perSecond: 500,
    seconds: 3,
    payload: (random) => {
      const answer = Buffer.from(MONLIST);
      answer[1] = random.whole(0, 80);
      return answer;
    },
  },
  {
    // Frame header of 8 bytes (protocol.txt, UDP), then the value.
    id: 'memcached',
    title: 'memcached answers of 1400 bytes',
    vector: 'memcached_amplification',
    port: 11211,
    reflectors: 25,
    perSecond: 600,
    seconds: 3,
    payload: (random) => {
      const head = hex('0000 0000 02d6 0000');
      head.writeUInt16BE(random.whole(0, 725), 2);
      return Buffer.concat([head, ascii('VALUE a 0 1048576\r\n'), Buffer.alloc(1373, 0x61)]);
    },
  },
  {
    // UPnP Device Architecture 1.1 section 1.3.3.
    id: 'ssdp',
    title: 'SSDP search answers',
    vector: 'ssdp_amplification',
    port: 1900,
    reflectors: 180,
    perSecond: 400,
    seconds: 3.5,
    payload: (random) =>
      ascii(
        `HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=1800\r\nEXT:\r\nLOCATION: http://192.168.1.1:49152/rootDesc.xml\r\nSERVER: Linux UPnP/1.0 MiniUPnPd/1.4\r\nST: ${random.pick(['upnp:rootdevice', 'urn:schemas-upnp-org:device:InternetGatewayDevice:1', 'urn:schemas-upnp-org:service:WANIPConnection:1'])}\r\nUSN: uuid:fc4ec57e-b051-11db-88f8-0060085db3f6\r\n\r\n`,
      ),
  },
  {
    id: 'cldap',
    title: 'CLDAP rootDSE answers',
    vector: 'cldap_amplification',
    port: 389,
    reflectors: 70,
    perSecond: 400,
    seconds: 3.5,
    payload: () => cldapEntry(55),
  },
  {
    id: 'snmp',
    title: 'SNMP GetBulk answers',
    vector: 'snmp_amplification',
    port: 161,
    reflectors: 120,
    perSecond: 400,
    seconds: 3.5,
    payload: () => snmpMessage(0xa2, 0x1d2c3b4a, 'S'.repeat(1_233)),
  },
  {
    // RFC 864: lines of 72 out of the printable characters.
    id: 'chargen',
    title: 'CharGEN answers',
    vector: 'chargen_amplification',
    port: 19,
    reflectors: 40,
    perSecond: 400,
    seconds: 3.5,
    payload: (random) => {
      const ring = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
        .join('')
        .repeat(2);
      const from = random.whole(0, 94);
      return ascii(
        Array.from(
          { length: 13 },
          (_, line) => `${ring.slice((from + line) % 95, ((from + line) % 95) + 72)}\r\n`,
        ).join(''),
      );
    },
  },
  {
    // RPC reply (1), accepted, success; list of mappings, RFC 1833 section 3.2.
    id: 'portmap',
    title: 'Portmap dump answers',
    vector: 'portmap_amplification',
    port: 111,
    reflectors: 90,
    perSecond: 400,
    seconds: 3.5,
    payload: (random) => {
      const head = hex('00000000 00000001 00000000 00000000 00000000 00000000');
      head.writeUInt32BE(random.word(), 0);
      const mapping = hex('00000001 000186a0 00000004 00000006 0000006f');
      return Buffer.concat([head, ...Array.from({ length: 20 }, () => mapping), Buffer.alloc(4)]);
    },
  },
  {
    // ProbeMatches, WS-Discovery 1.1 section 5.3.
    id: 'ws-discovery',
    title: 'WS-Discovery ProbeMatches',
    vector: 'ws_discovery_amplification',
    port: 3702,
    reflectors: 110,
    perSecond: 400,
    seconds: 3.5,
    payload: () =>
      ascii(
        `<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" xmlns:wsdd="http://schemas.xmlsoap.org/ws/2005/04/discovery"><SOAP-ENV:Body><wsdd:ProbeMatches><wsdd:ProbeMatch><wsdd:Types>dn:NetworkVideoTransmitter</wsdd:Types><wsdd:XAddrs>http://192.168.1.108/onvif/device_service</wsdd:XAddrs></wsdd:ProbeMatch></wsdd:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>${' '.repeat(500)}`,
      ),
  },
  {
    // Version 1, ACK, 2.05 Content, message id, Content-Format 40 (link format), payload marker: RFC 7252, RFC 6690.
    id: 'coap',
    title: 'CoAP answers to /.well-known/core',
    vector: 'coap_amplification',
    port: 5683,
    reflectors: 150,
    perSecond: 400,
    seconds: 3.5,
    payload: (random) => {
      const head = hex('60 45 0000 c1 28 ff');
      head.writeUInt16BE(random.whole(0, 0xffff), 2);
      return Buffer.concat([
        head,
        ascii(
          '</qlink/ack>;ct=0,</qlink/request>;ct=0,</qlink/success>;ct=0,</device/inform>;ct=0'.repeat(4),
        ),
      ]);
    },
  },
  {
    // Non-ESP marker, then IKEv1 Main Mode message 2 with SA payload, RFC 3948 section 2.2 and RFC 2408 section 3.1.
    id: 'ike',
    title: 'IKE answers over port 4500',
    vector: 'ike_amplification',
    port: 4500,
    reflectors: 100,
    perSecond: 400,
    seconds: 3.5,
    payload: (random) => {
      const marker = Buffer.alloc(4);
      const header = Buffer.alloc(28);
      header.writeUInt32BE(0x5ca1ab1e, 0);
      header.writeUInt32BE(random.word(), 8);
      header.set([1, 0x10, 2, 0], 16);
      header.writeUInt32BE(28 + 56 + 20, 24);
      const sa = Buffer.concat([
        hex(
          '0d00 0038 00000001 00000001 0000002c 01010001 00000024 01010000 80010005 80020002 80040002 80030001 800b0001 000c0004 00007080',
        ),
      ]);
      const vendor = hex('0000 0014 4a131c81070358455c5728f20e95452f');
      return Buffer.concat([marker, header, sa, vendor]);
    },
  },
  {
    // Binding success response with magic cookie, RFC 8489 section 5; MAPPED and XOR-MAPPED-ADDRESS, SOFTWARE.
    id: 'stun',
    title: 'STUN Binding answers',
    vector: 'stun_amplification',
    port: 3478,
    reflectors: 160,
    perSecond: 400,
    seconds: 3.5,
    payload: (random) => {
      const header = hex('0101 003c 2112a442 000000000000000000000000');
      header.writeUInt32BE(random.word(), 8);
      return Buffer.concat([
        header,
        hex('0001 0008 0001 d431 cb00710a 0020 0008 0001 f523 ea12d548'),
        hex('8022 0020'),
        ascii("Coturn-4.5.2 'dan Eider'".padEnd(32, ' ')),
      ]);
    },
  },
  {
    // A2S_INFO answer: four bytes of ff, 'I', protocol 17, strings (Valve developer wiki, Server queries).
    id: 'steam',
    title: 'Source engine A2S_INFO answers',
    vector: 'steam_amplification',
    port: 27015,
    reflectors: 130,
    perSecond: 400,
    seconds: 3.5,
    payload: (random) =>
      Buffer.concat([
        hex('ffffffff 49 11'),
        ascii(`Example server ${random.whole(1, 99)}\0de_dust2\0csgo\0Counter-Strike: Global Offensive\0`),
        hex('da02 0c 20 00 64 6c 00 01'),
        ascii('1.38.7.9\0'),
      ]),
  },
];

/** The case of such answers, with so many visitors beside them. */
export function reflection(service: Service, visitors = 8): CaseScript {
  return {
    id: service.id,
    title: `Reflection: ${service.title} that nobody asked for`,
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const from = random.whole(12, 25);
      const to = from + service.seconds;
      const servers = desk
        .servers(service.reflectors)
        .map((address) => ({ address, ttl: random.whole(44, 61) }));
      const port = random.chance(0.5) ? 80 : undefined;
      for (const atUs of desk.times(from, to, service.perSecond)) {
        const { address, ttl } = random.pick(servers);
        const hop = { source: address, destination: WEB, ttl, dontFragment: true };
        capture.add(
          atUs,
          udpFrame(hop, service.port, port ?? random.whole(1024, 65535), service.payload(random)),
        );
      }
      desk.truth.reflectors.push(...servers.map(({ address }) => address));
      desk.visitors(capture, visitors, 1, to + 12);
      desk.attack(service.vector, WEB, from, to);
      desk.keep(capture);
    },
  };
}

export const REFLECTIONS: readonly CaseScript[] = SERVICES.map((service) => reflection(service));
