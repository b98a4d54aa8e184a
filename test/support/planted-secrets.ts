// A case with secrets of many kinds planted wherever evidence and statements hold text, and a search for them in a report folder.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, inflateSync } from 'node:zlib';
import { openStoreReadOnly } from '../../src/aggregate/store.ts';
import * as w from './capture-writer.ts';
import { filesBelow } from './output.ts';
import { botAddress } from './small-cases.ts';

/** A secret: what must not leave, and a text that holds it. `%` stands for the secret. */
export interface Planted {
  name: string;
  secret: string;
  text: string;
  /** How it may stand in the path or referrer of a request; '' when it cannot. */
  url: string;
  /** False where the text is what a demand or a statement is about: mail addresses. */
  everywhere: boolean;
}

function planted(name: string, secret: string, text: string, url: string, everywhere = true): Planted {
  return { name, secret, text, url, everywhere };
}

/** Twenty-four kinds. Cards, accounts and keys are their makers' examples for tests. */
export const PLANTED: readonly Planted[] = [
  planted('password in a query', 'Tr0ub4dor-and-3', 'password=%', '/login?user=a&password=%'),
  planted('password told', 'correct-horse-77', 'Password: %', '/?passwd=%'),
  planted('access token', 'ya-tok-5f2c91ab77', 'access_token=%', '/api?access_token=%'),
  planted('nested token', 'nested-9c41d2e7', 'token=%', '/?next=https%3A%2F%2Fb.example%2F%3Ftoken%3D%'),
  planted('session cookie', 'c00kie-aa51e9d0', 'Cookie: theme=dark; session=%', '/;session=%'),
  planted('PHP session', 'p9k2h7v4c1x8', 'PHPSESSID=%', '/?PHPSESSID=%'),
  planted('Java session', '1A2B3C4D5E6F7788', 'jsessionid=%', '/shop;jsessionid=%'),
  planted('bearer', 'mF_9.B5f-4.1JqM77', 'Authorization: Bearer %', '/?auth=%'),
  planted('basic', 'YWxhZGRpbjpvcGVuc2VzYW1l', 'Authorization: Basic %', '/?authorization=%'),
  planted(
    'password in a URL',
    'url-s3cret-55',
    'https://admin:%@intranet.example/',
    'https://admin:%@intranet.example/',
  ),
  planted('JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0NDIifQ.c2lnbmF0dXJlLTQ0Mg', 'id %', '/t/%'),
  planted('AWS key id', 'AKIAIOSFODNN7EXAMPLE', 'key %', '/k/%'),
  planted(
    'AWS secret key',
    'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY',
    'aws_secret_access_key=%',
    '/?secret=%',
  ),
  planted('GitHub token', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'use %', '/g/%'),
  planted('Slack token', 'xoxb-17653672481-19874698323-abcdef', 'hook %', '/s/%'),
  planted('Stripe key', 'sk_live_4eC39HqLyjWDarjtT1zdp7dc', 'stripe %', '/p/%'),
  planted('Telegram bot', '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawZ', 'bot %', '/bot%/getMe'),
  planted('API key', 'k-77ab-41cd-90ef', 'api_key: %', '/?api_key=%'),
  planted(
    'private key',
    'MHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY',
    '-----BEGIN EC PRIVATE KEY-----\\n%\\n-----END EC PRIVATE KEY-----',
    '',
  ),
  planted('card', '4111 1111 1111 1111', 'card %', '/pay?card=%'),
  planted('card of another issuer', '378282246310005', 'amex %', '/pay/%'),
  planted('IBAN', 'DE89370400440532013000', 'account %', '/sepa/%'),
  planted('signature of a shared link', 'c1f5a27b9d4e8f60', 'signature=%', '/blob?sv=2020&sig=%'),
  planted('reset link', '8f14e45fceea167a5a36dedd4bea2543', 'https://www.example.net/?reset=%', '/reset/%'),
  planted('visitor', 'jane.doe.442@visitor.example', 'mail %', '/u/%', false),
];

/** The text with its secret. */
export function withSecret({ text, secret }: Planted): string {
  return text.replace('%', secret);
}

const START_SEC = Date.UTC(2026, 5, 10) / 1000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

function logTime(sec: number): string {
  const time = new Date(sec * 1000).toISOString();
  return `${time.slice(8, 10)}/${MONTHS[Number(time.slice(5, 7)) - 1]}/${time.slice(0, 4)}:${time.slice(11, 19)} +0000`;
}

/** Six quiet hours, then a flood whose paths, referrers and agents hold the secrets; lines that are no requests hold them too. */
function accessLog(): string {
  const lines: { sec: number; text: string }[] = [];
  const add = (sec: number, client: string, request: string, referer: string, agent: string): void => {
    lines.push({
      sec,
      text: `${client} - - [${logTime(sec)}] "${request}" 200 512 "${referer}" "${agent}"`,
    });
  };
  for (let minute = 0; minute < 420; minute++)
    for (const target of ['/', '/style.css', '/logo.png'])
      add(START_SEC + minute * 60, `198.51.100.${1 + (minute % 40)}`, `GET ${target} HTTP/1.1`, '-', BROWSER);
  const withUrl = PLANTED.filter(({ url }) => url !== '');
  for (let n = 0; n < 60 * 40; n++) {
    const each = withUrl[n % withUrl.length]!;
    const url = each.url.replace(/%(?![0-9A-F]{2})/, encodeURI(each.secret));
    const path = url.startsWith('/') ? url : `/go?to=${url}`;
    const referer = url.startsWith('/') ? `https://www.example.net${url}` : url;
    const sec = START_SEC + 6 * 3600 + Math.floor(n / 10);
    add(sec, botAddress(n % 60), `GET ${path} HTTP/1.1`, referer, `tool/1 ${withSecret(each)}`);
  }
  const end = START_SEC + 7 * 3600;
  for (const each of PLANTED) {
    add(end, botAddress(1), withSecret(each), '-', '-'); // no method: kept as it was sent
    lines.push({ sec: end, text: `no request at all ${withSecret(each)}` });
  }
  lines.sort((a, b) => a.sec - b.sec);
  return `${lines.map(({ text }) => text).join('\n')}\n`;
}

function kernelLog(): string {
  const lines = PLANTED.map(
    (each, index) =>
      `Jun 10 06:${String(index).padStart(2, '0')}:10 web1 sshd[77]: Failed password for invalid user ${withSecret(each)} from ${botAddress(index)} port 4242 ssh2`,
  );
  return `${lines.join('\n')}\nJun 10 06:59:00 web1 kernel: TCP: request_sock_TCP: Possible SYN flooding on port 80. Sending cookies.  Check SNMP counters.\n`;
}

function capture(): Uint8Array {
  return w.pcapFile(
    { littleEndian: true, magic: w.MAGIC.microseconds, linkType: 1 },
    PLANTED.map((each, index) => {
      const request = w.ascii(`GET / HTTP/1.1\r\nHost: www.example.net\r\n${withSecret(each)}\r\n\r\n`);
      const packet = w.ipv4({ protocol: 6, destination: '203.0.113.80' }, w.tcp(0x18, request));
      return { sec: START_SEC + 21_600 + index, nsec: 0, bytes: w.ethernet(0x0800, packet) };
    }),
  );
}

/** A capture whose interfaces, filters and program hold the secrets. */
function capturedOn(): Uint8Array {
  const order = { littleEndian: true };
  const everywhere = PLANTED.filter((each) => each.everywhere);
  const text = (code: number, each: Planted, before = ''): Uint8Array =>
    w.option(order, code, new TextEncoder().encode(`${before}${withSecret(each)}`));
  const packet = w.ipv4({ protocol: 17, destination: '203.0.113.80' }, w.udp(w.ascii('x')));
  return w.join(
    w.block(
      order,
      0x0a0d0d0a,
      w.join(w.number(0x1a2b3c4d, 4, true), w.hex('0100 0000 ffffffffffffffff'), text(4, PLANTED[0]!)),
    ),
    ...everywhere.map((each, index) =>
      w.interfaceBlock(order, 1, 96 + index, w.join(text(2, each), text(3, each), text(11, each, '\0'))),
    ),
    w.enhancedPacket(order, 0, BigInt(START_SEC + 21_700) * 1_000_000n, w.ethernet(0x0800, packet)),
  );
}

function mails(): [name: string, text: string][] {
  const plain = PLANTED.filter(({ everywhere }) => everywhere).map(withSecret);
  const threat = 'Send 0.4 BTC to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa within 24 hours or we attack again.';
  const head = (subject: string, encoding: string): string =>
    `From: Crew <crew@mail.example>\nTo: info@www.example.net\nSubject: ${subject}\nDate: Wed, 10 Jun 2026 05:00:00 +0000\nMessage-ID: <1@mail.example>\nX-Note: ${plain[0]}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${encoding}\n\n`;
  const body = `${threat}\n${plain.join('\n')}\n`;
  const encodedSubject = `=?utf-8?b?${Buffer.from(plain[1]!).toString('base64')}?=`;
  return [
    ['plain.eml', head(plain[2]!, '8bit') + body],
    [
      'encoded.eml',
      head(encodedSubject, 'base64') + Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\n'),
    ],
    ['note.txt', body],
  ];
}

function incident(profile: string): string {
  const told = PLANTED.filter(({ everywhere }) => everywhere).map(withSecret);
  const quote = (text: string): string => JSON.stringify(text);
  const all = quote(told.join(' / '));
  return `case:
  id: SECRETS
  title: ${quote(`A case, ${told[0]}`)}
  prepared_for: ${quote(told[1]!)}
victim: { name: Tea House, address: 7 Mill Lane, protection: "none of ours", contact: { name: Ina Kern, organisation: Kern and Sons, email: ina@kern.example, phone: "+49 30 5550101" } }
preparer: { name: Joris Vale, organisation: Vale Response, email: joris@vale.example, phone: "+49 30 5550102" }
contacts:
  - { name: Uma Roth, organisation: Roth Legal, email: uma@roth.example, phone: "+49 30 5550103" }
zone: UTC
own_addresses: [203.0.113.80/32]
services:
  - { name: Shop, host: www.example.net, address: 203.0.113.80, port: 80, url: ${quote(withSecret(PLANTED[9]!))} }
evidence:
  - file: "access.log*"
    collection_command: ${all}
    notes: ${all}
outages:
  - { service: Shop, from: 2026-06-10T06:01:00Z, to: 2026-06-10T06:03:00Z, how_measured: ${all} }
demands:
${mails()
  .map(([name]) => `  - { file: ${name}, received_at: 2026-06-10T05:00:00Z, channel: email, note: ${all} }`)
  .join('\n')}
actions:
${told.map((text) => `  - { at: 2026-06-10T06:02:00Z, by: Robin Falk, what: ${quote(text)}, kind: other }`).join('\n')}
losses:
  - { item: ${quote(`lost orders ${told[0]}`)}, category: other, amount: "10.00", currency: EUR, method: ${all} }
work_log:
  files: [worklog.csv]
  zone: UTC
  currency: EUR
  rates: { default: "90.00" }
report: { profile: ${profile} }
`;
}

function workLog(): string {
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const told = PLANTED.filter(({ everywhere }) => everywhere).map(withSecret);
  return `start,end,person,description,activity_class,rate\n${told
    .map((text, index) => `2026-06-10 08:${10 + index},2026-06-10 08:${11 + index},Robin,${cell(text)},,`)
    .join('\n')}\n2026-06-10 09:00,2026-06-10 08:00,Robin,${cell(told.join(' '))},,\n`;
}

/** Writes the evidence into a new folder. */
export function writePlanted(folder: string, profile = 'law_enforcement'): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'access.log'), accessLog());
  writeFileSync(join(folder, 'access.log.1.gz'), gzipSync(accessLog()));
  writeFileSync(join(folder, 'auth.log'), kernelLog());
  writeFileSync(join(folder, 'traffic.pcap'), capture());
  writeFileSync(join(folder, 'traffic.pcapng'), capturedOn());
  for (const [name, text] of mails()) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'incident.yaml'), incident(profile));
  writeFileSync(join(folder, 'worklog.csv'), workLog());
}

/** Ways in which a secret could stand in a file: as it is, in UTF-16, percent-encoded, as hex, and in base64 at each of its three places. */
function spellings(secret: string): Buffer[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((shift) => {
    // What the bytes before and behind have a part in is cut off.
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return Buffer.from(
      text.slice(shift === 0 ? 0 : shift + 1, text.length - ((bytes.length + shift) % 3 === 0 ? 0 : 1)),
    );
  });
  const wide = Buffer.from(secret, 'utf16le');
  return [
    bytes,
    Buffer.from(secret.replaceAll(' ', '')),
    Buffer.from(encodeURIComponent(secret)),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    wide,
    Buffer.from(wide).swap16(),
    ...base64,
  ];
}

/** What the compressed streams of a document hold: fonts, pages, files inside. */
function inflatedStreams(bytes: Buffer): ReturnType<typeof inflateSync>[] {
  const streams: ReturnType<typeof inflateSync>[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    const from = at + 'stream\n'.length;
    const deflated = bytes.readUInt16BE(from) % 31 === 0 && (bytes[from]! & 0x0f) === 8; // RFC 1950 section 2.2
    if (deflated && bytes.toString('latin1', at - 3, at) !== 'end')
      streams.push(inflateSync(bytes.subarray(from)));
  }
  if (streams.length === 0) throw new Error('no stream of the document could be read');
  return streams;
}

/** Everything a file says: its bytes, what is packed in it, and the same without white space, which line breaks put into long words. */
function contentsOf(path: string): Buffer[] {
  const bytes = readFileSync(path);
  const parts = [bytes];
  if (path.endsWith('.pdf')) {
    parts.push(...inflatedStreams(bytes));
    const text = spawnSync('pdftotext', ['-layout', path, '-'], { maxBuffer: 1 << 28 });
    if (text.error === undefined) parts.push(text.stdout);
  }
  for (const [packed] of bytes
    .toString('latin1')
    .matchAll(/(?:[A-Za-z0-9+/]{60,}\r?\n?)+[A-Za-z0-9+/]*={0,2}/g))
    parts.push(Buffer.from(packed, 'base64'));
  return parts.flatMap((part) => [part, Buffer.from(part.toString('latin1').replace(/\s+/g, ''), 'latin1')]);
}

async function databaseTexts(path: string): Promise<Buffer> {
  const store = await openStoreReadOnly(path);
  try {
    const columns = await store.query<{ t: string; c: string }>(
      `SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE data_type LIKE 'VARCHAR%'`,
    );
    const texts: string[] = [];
    for (const { t, c } of columns)
      for (const { text } of await store.query<{ text: string | null }>(`SELECT "${c}" AS text FROM "${t}"`))
        texts.push(text ?? '');
    return Buffer.from(texts.join('\n'));
  } finally {
    await store.close();
  }
}

/** Which of the texts stand in which files of the folder. */
export async function holders(
  folder: string,
  searched: readonly Pick<Planted, 'name' | 'secret'>[] = PLANTED,
): Promise<{ name: string; file: string }[]> {
  const found: { name: string; file: string }[] = [];
  for (const file of filesBelow(folder)) {
    const path = join(folder, file);
    const parts = contentsOf(path);
    if (file.endsWith('.duckdb')) parts.push(await databaseTexts(path));
    for (const { name, secret } of searched)
      if (spellings(secret).some((spelling) => parts.some((part) => part.includes(spelling))))
        found.push({ name, file });
  }
  return found;
}
