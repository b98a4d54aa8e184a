// The slow twin of the payload signatures: one regular expression over the captured bytes as Latin-1, and a condition on their length.

import type { SignatureName } from '../../src/model/signatures.ts';

interface Rule {
  name: SignatureName;
  /** Service ports: a source port for answers, a destination port for questions. */
  ports: number[];
  asks?: true;
  /** What the captured bytes begin with. */
  begins: RegExp;
  /** `size` is the length that the UDP header states. */
  fits?: (view: DataView, size: number) => boolean;
}

const BER_LENGTH = '(?:[\\0-\\x7f]|\\x81.|\\x82..|\\x83...|\\x84....)';
const SMALL_INTEGER = '\\x02[\\x01-\\x05]';
const dns = (flags: string): RegExp => new RegExp(`^..${flags}.\\0[\\0\\x01].{6}`, 's');
const text = /^[\t\n\r -~]{8,}/;
const word16 =
  (at: number, less: number, little = false) =>
  (view: DataView, size: number) =>
    view.getUint16(at, little) === size - less;
const isText = (view: DataView): boolean =>
  /^[\t\n\r -~]*$/.test(latin(new Uint8Array(view.buffer, view.byteOffset, Math.min(64, view.byteLength))));
const ike =
  (marker: number, answers: boolean) =>
  (view: DataView, size: number): boolean => {
    if (view.byteLength < marker + 28 || view.getUint32(marker + 24) !== size - marker) return false;
    const isV2 = view.getUint8(marker + 17) >> 4 === 2;
    const hasCookie = view.getBigUint64(marker + 8) !== 0n;
    return answers === (isV2 ? (view.getUint8(marker + 19) & 0x20) !== 0 : hasCookie);
  };
const stun = (view: DataView, size: number): boolean =>
  view.byteLength >= 20 &&
  view.getUint16(2) === size - 20 &&
  size % 4 === 0 &&
  (view.getUint32(4) === 0x2112a442 || (view.getUint16(0) & 0x3eef) === 1);
const STEAM = [27015, 27016, 27017, 27018, 27019, 27020];
const TELEMETRY = [162, 514, 2055, 4739, 6343, 8125, 9995, 9996, 12201];
const GAMES = [...STEAM, 26000, 27500, 27910, 27950, 27960, 28004, 28960, 29070, 30120];

const RULES: Rule[] = [
  { name: 'dnsResponse', ports: [53], begins: dns('[\\x80-\\xb7]') },
  { name: 'dnsQuery', ports: [53], asks: true, begins: dns('[\\0-\\x37]') },
  { name: 'mdnsResponse', ports: [5353], begins: /^..[\x80-\x87]...(?!\0\0)..{5}/s },
  { name: 'mdnsQuery', ports: [5353], asks: true, begins: /^..[\0-\x07].(?!\0\0)..{7}/s },
  { name: 'netbiosResponse', ports: [137], begins: dns('[\\x80-\\xcf]') },
  { name: 'netbiosQuery', ports: [137], asks: true, begins: dns('[\\0-\\x4f]') },
  {
    name: 'ntpPrivateResponse',
    ports: [123],
    begins: /^[\x87\x8f\x97\x9f\xa7\xaf\xb7\xbf\xc7\xcf\xd7\xdf\xe7\xef\xf7\xff]./s,
    fits: (_, size) => size >= 8,
  },
  {
    name: 'ntpControlResponse',
    ports: [123],
    begins:
      /^[\x06\x0e\x16\x1e&.6>FNV^fnv~\x86\x8e\x96\x9e\xa6\xae\xb6\xbe\xc6\xce\xd6\xde\xe6\xee\xf6\xfe][\x80-\xff]/,
    fits: (_, size) => size >= 8,
  },
  {
    name: 'ntpServer',
    ports: [123],
    begins: /^../s,
    fits: (view, size) => (view.getUint8(0) & 7) === 4 && size >= 48,
  },
  {
    name: 'ntpRequest',
    ports: [123],
    asks: true,
    begins: /^../s,
    fits: (view, size) => {
      const [first, second] = [view.getUint8(0), view.getUint8(1)];
      if ((first & 7) === 3) return size >= 48;
      return size >= 8 && ((first & 0x87) === 7 || ((first & 7) === 6 && second < 128));
    },
  },
  {
    name: 'memcachedResponse',
    ports: [11211],
    begins:
      /^..(?:\0\0..\0\0(?:VALU|STAT|END\r|ERRO|SERV|CLIE|STOR|NOT_|DELE|VERS|RESE|OK\r\n|\x81...)|(?!\0\0)....\0\0....)/s,
    fits: (view) => view.getUint16(2) < view.getUint16(4),
  },
  { name: 'ssdpResponse', ports: [1900], begins: /^(HTTP\/1\.1 200|NOTIFY \*)/ },
  { name: 'ssdpSearch', ports: [1900, 32410, 32412, 32413, 32414], asks: true, begins: /^M-SEARCH/ },
  { name: 'plexResponse', ports: [32410, 32412, 32413, 32414], begins: /^HTTP\/1\.0 200/ },
  { name: 'chargenResponse', ports: [19], begins: text, fits: isText },
  { name: 'qotdResponse', ports: [17], begins: text, fits: isText },
  { name: 'wsDiscoveryResponse', ports: [3702], begins: /^(?:\xef\xbb\xbf)?<[?A-Za-z]../s },
  { name: 'tp240Response', ports: [10074], begins: /^(<tp240dv|<\/tp240d|Starting|\.\.\.diali)/ },
  { name: 'sipInvite', ports: [5060], asks: true, begins: /^INVI[A-Z]{0,5} (sip:|sips|tel:)/ },
  { name: 'sipOptions', ports: [5060], asks: true, begins: /^OPTI[A-Z]{0,5} (sip:|sips|tel:)/ },
  { name: 'sipRequest', ports: [5060], asks: true, begins: /^(?!INVI|OPTI)[A-Z]{3,9} (sip:|sips|tel:)/ },
  { name: 'sipAccepted', ports: [5060], begins: /^SIP\/2\.0 ([23]..|18.)/s },
  { name: 'sipChallenge', ports: [5060], begins: /^SIP\/2\.0 4(01|07)/ },
  { name: 'sipRefused', ports: [5060], begins: /^SIP\/2\.0 (1[^8].|[456]..)/s },
  {
    name: 'quicInitial',
    ports: [443, 853, 8443],
    asks: true,
    // Long header; type 0, in version 2 type 1; a connection ID of at most 20 bytes.
    begins: /^([\xc0-\xcf](?!\0{4}|\x6b\x33\x43\xcf)....|[\xd0-\xdf]\x6b\x33\x43\xcf)[\0-\x14]/s,
    fits: (_, size) => size >= 1200,
  },
  {
    name: 'telemetry',
    ports: TELEMETRY,
    asks: true,
    begins:
      /^(?=.{8})(<[0-9]{1,3}>|\0\0\0\x05\0\0\0[\x01\x02]|\0[\x05\t]|\x1e\x0f|\x1f\x8b|x[\x01\x5e\x9c\xda]|\{"|[A-Za-z_][\w./-]{0,62}:[-+0-9])/s,
  },
  {
    name: 'telemetry',
    ports: TELEMETRY,
    asks: true,
    begins: /^\0\n.{6}/s,
    fits: word16(2, 0),
  },
  {
    name: 'telemetry',
    ports: TELEMETRY,
    asks: true,
    begins: new RegExp(`^(?=.{8})0${BER_LENGTH}\\x02\\x01[^\\x03]\\x04`, 's'),
    fits: community([0xa4, 0xa6, 0xa7]),
  },
  {
    name: 'telemetry',
    ports: TELEMETRY,
    asks: true,
    // Of version 3 the first number in the header.
    begins: new RegExp(
      `^(?=.{8})0${BER_LENGTH}\\x02\\x01\\x030${BER_LENGTH}\\x02(\\x01.|\\x02..|\\x03...|\\x04....|\\x05.....)`,
      's',
    ),
  },
  { name: 'portmapReply', ports: [111], begins: /^....\0\0\0\x01\0\0\0[\0\x01]/s },
  { name: 'portmapCall', ports: [111], asks: true, begins: /^....\0\0\0\0\0\0\0\x02/s },
  { name: 'coapResponse', ports: [5683], begins: /^[@-HP-X`-hp-x][@-_\x80-\xbf]../s },
  { name: 'coapRequest', ports: [5683], asks: true, begins: /^[@-HP-X`-hp-x][\x01-\x1f]../s },
  { name: 'armsResponse', ports: [3283], begins: /^\0\x01../s, fits: word16(2, 4) },
  {
    name: 'tftpResponse',
    ports: [69],
    begins: /^\0(\x03..|\x05\0[\0-\x08]|\x06..)/s,
    fits: (_, size) => size >= 4,
  },
  {
    name: 'ripResponse',
    ports: [520],
    begins: /^\x02[\x01\x02]\0\0/,
    fits: (_, size) => size > 4 && size % 20 === 4,
  },
  {
    name: 'slpReply',
    ports: [427],
    begins: /^\x02[\x02\x05\x07\x08\n\x0b].../s,
    fits: (view, size) => (view.getUint32(1) & 0xffffff) === size,
  },
  { name: 'slpReply', ports: [427], begins: /^\x01[\x02\x05\x07\x08\n\x0b].../s, fits: word16(2, 0) },
  { name: 'ikeResponse', ports: [500], begins: /^.{17}[\x10-\x2f]/s, fits: ike(0, true) },
  { name: 'ikeRequest', ports: [500], asks: true, begins: /^.{17}[\x10-\x2f]/s, fits: ike(0, false) },
  { name: 'ikeResponse', ports: [4500], begins: /^\0\0\0\0.{17}[\x10-\x2f]/s, fits: ike(4, true) },
  {
    name: 'ikeRequest',
    ports: [4500],
    asks: true,
    begins: /^\0\0\0\0.{17}[\x10-\x2f]/s,
    fits: ike(4, false),
  },
  // Class bits 8 and 4 of the type: success is 10, error 11, request 00.
  {
    name: 'stunResponse',
    ports: [3478],
    begins: /^[\x01\x03\x05\x07\t\x0b\r\x0f\x11\x13\x15\x17\x19\x1b\x1d\x1f!#%')+\-/13579;=?]/,
    fits: stun,
  },
  {
    name: 'stunRequest',
    ports: [3478],
    asks: true,
    begins:
      /^[\0\x02\x04\x06\x08\n\x0c\x0e\x10\x12\x14\x16\x18\x1a\x1c\x1e "$&(*,.02468:<>][\0-\x0f -/@-O`-o\x80-\x8f\xa0-\xaf\xc0-\xcf\xe0-\xef]/,
    fits: stun,
  },
  { name: 'openvpnServerReset', ports: [1194], begins: /^[\x10@]/, fits: (_, size) => size >= 14 },
  {
    name: 'openvpnClientReset',
    ports: [1194],
    asks: true,
    begins: /^[\x088P]/,
    fits: (_, size) => size >= 14,
  },
  { name: 'ubiquitiResponse', ports: [10001], begins: /^[\x01\x02].(?!\0\0)../s, fits: word16(2, 4) },
  { name: 'steamResponse', ports: GAMES, begins: /^(\xff{4}[ADEIjlm]|\xfe\xff{3}.)/s },
  { name: 'steamQuery', ports: GAMES, asks: true, begins: /^\xff{4}[TUVW]/ },
  {
    name: 'quakeResponse',
    ports: GAMES,
    begins: /^\xff{4}(n\\|(?:prin|stat|info|chal|conn|disc)....|getserve..Resp)/s,
  },
  { name: 'quakeResponse', ports: GAMES, begins: /^\x80\0..[\x81-\x85]/s, fits: word16(2, 0) },
  { name: 'quakeQuery', ports: GAMES, asks: true, begins: /^\xff{4}(gets|geti|getc|stat)/ },
  { name: 'quakeQuery', ports: GAMES, asks: true, begins: /^\x80\0..[\x01-\x04]/s, fits: word16(2, 0) },
  { name: 'dhdiscoverResponse', ports: [37810], begins: /^ \0\0\0DHIP/ },
  {
    name: 'rdpResponse',
    ports: [3389],
    begins:
      /^.{7}[\x05\x0d\x15\x1d%\-5=EMU\]emu}\x85\x8d\x95\x9d\xa5\xad\xb5\xbd\xc5\xcd\xd5\xdd\xe5\xed\xf5\xfd]/s,
    fits: (_, size) => size >= 1132 && size <= 1232,
  },
  { name: 'bacnetResponse', ports: [47808], begins: /^\x81\n..\x01./s, fits: bacnet },
  { name: 'mssqlResponse', ports: [1434], begins: /^\x05../s, fits: word16(1, 3, true) },
  { name: 'ipmiResponse', ports: [623], begins: /^\x06\0.(\x86|\x06....@|\x07\x06[\x11\x13\x15])/s },
  {
    name: 'ipmiResponse',
    ports: [623],
    begins:
      /^\x06\0.\x07(\0.{10}|[^\0\x06].{26})[\x04-\x07\x0c-\x0f\x14-\x17\x1c-\x1f$-',-/4-7<-?D-GL-OT-W\\-_d-gl-ot-w|-\x7f\x84-\x87\x8c-\x8f\x94-\x97\x9c-\x9f\xa4-\xa7\xac-\xaf\xb4-\xb7\xbc-\xbf\xc4-\xc7\xcc-\xcf\xd4-\xd7\xdc-\xdf\xe4-\xe7\xec-\xef\xf4-\xf7\xfc-\xff]/s,
  },
  {
    name: 'xdmcpResponse',
    ports: [177],
    begins: /^\0\x01\0[\x05\x06\x08\t\x0b\x0c\x0e]../s,
    fits: word16(4, 6),
  },
  {
    name: 'natpmpResponse',
    ports: [5351],
    begins: /^\0[\x80-\xff]/,
    fits: (_, size) => size >= 8 && size <= 16,
  },
  { name: 'natpmpResponse', ports: [5351], begins: /^\x02[\x80-\xff]/, fits: (_, size) => size >= 24 },
  { name: 'jenkinsResponse', ports: [33848], begins: /^<hudson>/ },
  { name: 'bittorrentResponse', ports: [6881], begins: /^d(1:rd2|1:eli|2:ip6)/ },
  { name: 'bittorrentQuery', ports: [6881], asks: true, begins: /^d1:ad2/ },
  { name: 'kadResponse', ports: [751, 4672], begins: /^[\xe4\xe5][\x08\t\x18\x19()8;HKa]/ },
  {
    name: 'cldapResponse',
    ports: [389],
    begins: new RegExp(
      `^0${BER_LENGTH}(?:${[1, 2, 3, 4, 5].map((n) => `\\x02\\x0${n}.{${n}}`).join('|')})[des]`,
      's',
    ),
  },
  {
    name: 'cldapRequest',
    ports: [389],
    asks: true,
    begins: new RegExp(
      `^0${BER_LENGTH}(?:${[1, 2, 3, 4, 5].map((n) => `\\x02\\x0${n}.{${n}}`).join('|')})c`,
      's',
    ),
  },
  {
    name: 'snmpResponse',
    ports: [161],
    begins: new RegExp(`^0${BER_LENGTH}\\x02\\x01[^\\x03]\\x04`, 's'),
    fits: community([0xa2]),
  },
  {
    name: 'snmpRequest',
    ports: [161],
    asks: true,
    begins: new RegExp(`^0${BER_LENGTH}\\x02\\x01[^\\x03]\\x04`, 's'),
    fits: community([0xa0, 0xa1, 0xa5]),
  },
  {
    name: 'snmpResponse',
    ports: [161],
    begins: new RegExp(`^0${BER_LENGTH}\\x02\\x01\\x030${BER_LENGTH}${SMALL_INTEGER}`, 's'),
    fits: reportable(0),
  },
  {
    name: 'snmpRequest',
    ports: [161],
    asks: true,
    begins: new RegExp(`^0${BER_LENGTH}\\x02\\x01\\x030${BER_LENGTH}${SMALL_INTEGER}`, 's'),
    fits: reportable(4),
  },
];

/** Name of the signature of a UDP payload, captured in `payload`, stated to be `size` bytes long. */
export function slowUdpSignature(
  payload: Uint8Array,
  size: number,
  sourcePort: number,
  destinationPort: number,
): SignatureName {
  const start = latin(payload);
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const holds = (rule: Rule): boolean => rule.begins.test(start) && (rule.fits?.(view, size) ?? true);
  const answer = RULES.find(
    (rule) => rule.asks === undefined && rule.ports.includes(sourcePort) && holds(rule),
  );
  const question = RULES.find((rule) => rule.asks && rule.ports.includes(destinationPort) && holds(rule));
  return (answer ?? question)?.name ?? 'none';
}

/** Name of the signature of a TCP payload. */
export function slowTcpSignature(payload: Uint8Array): SignatureName {
  const start = latin(payload.subarray(0, 16));
  if (/^(GET |HEAD)/.test(start)) return 'httpGet';
  if (/^(POST|PUT )/.test(start)) return 'httpPost';
  if (start.startsWith('SSH-')) return 'sshBanner';
  return /^\x16\x03[\0-\x04]..\x01/s.test(start) ? 'tlsClientHello' : 'none';
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function bacnet(view: DataView, size: number): boolean {
  if (view.getUint16(2) !== size) return false;
  const control = view.getUint8(5);
  const [toNetwork, fromNetwork] = [(control & 0x20) !== 0, (control & 0x08) !== 0];
  const address = (at: number): number =>
    at + 3 + (view.byteLength > at + 2 ? view.getUint8(at + 2) : 1 << 20);
  let at = 6;
  if (toNetwork) at = address(at);
  if (fromNetwork) at = address(at);
  if (toNetwork) at++;
  return (control & 0x80) === 0 && view.byteLength > at && [2, 3, 5, 6, 7].includes(view.getUint8(at) >> 4);
}

// Contents of the BER element at `at`, and where the next one begins; undefined when it is not whole.
function element(view: DataView, at: number): { start: number; next: number } | undefined {
  if (view.byteLength < at + 2) return undefined;
  const first = view.getUint8(at + 1);
  const bytes = first < 128 ? 0 : first - 128;
  const start = at + 2 + bytes;
  if (view.byteLength < start || bytes > 4 || first === 128) return undefined;
  let length = first < 128 ? first : 0;
  for (let i = at + 2; i < start; i++) length = length * 256 + view.getUint8(i);
  return { start, next: start + length };
}

function community(tags: number[]): NonNullable<Rule['fits']> {
  return (view) => {
    const string = element(view, element(view, 0)!.start + 3);
    return string !== undefined && string.next < view.byteLength && tags.includes(view.getUint8(string.next));
  };
}

function reportable(bit: number): NonNullable<Rule['fits']> {
  return (view) => {
    const header = element(view, element(view, 0)!.start + 3);
    const maxSizeAt = header && element(view, header.start)?.next;
    if (maxSizeAt === undefined || maxSizeAt >= view.byteLength || view.getUint8(maxSizeAt) !== 2)
      return false;
    const maxSize = element(view, maxSizeAt);
    if (maxSize === undefined || maxSize.next - maxSize.start < 1 || maxSize.next - maxSize.start > 5)
      return false;
    const flags = element(view, maxSize.next);
    if (flags === undefined || flags.start >= view.byteLength || view.getUint8(maxSize.next) !== 4)
      return false;
    return view.getUint8(maxSize.next + 1) === 1 && (view.getUint8(flags.start) & 4) === bit;
  };
}
