// Slow twins of the text decoders: split, regular expressions, Date. They say what the fast ones mean, over fixtures only.

import { isIP } from 'node:net';
import { formatAddress, parseAddress } from '../../src/model/address.ts';
import type { RequestRow, SocketRow } from './text-rows.ts';

const TEXT = String.raw`((?:[^"\\]|\\.)*)`;
const LOG_LINE = new RegExp(
  String.raw`^(.*?) \[(\d{1,2})/(\w{3})/(\d{4}):(\d\d:\d\d:\d\d) ([+-])(\d\d)(\d\d)\] "${TEXT}" (\d{3}) (\d{1,15}|-)(?= |$)(?: "${TEXT}(?:"|$)(?: "${TEXT}(?:"|$))?)?`,
);
const REQUEST = /^([^ ]+) +(.*?)(?: (HTTP\S*))?$/;
const METHODS = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'CONNECT', 'TRACE', 'PROPFIND'];

/** Rows of a web log, one regular expression a line. */
export function slowRequests(input: Uint8Array): RequestRow[] {
  const rows: RequestRow[] = [];
  let hostFirst = false;
  for (const { line, offset, number } of lines(input)) {
    const m = LOG_LINE.exec(line);
    if (m === null) continue;
    const prefix = m[1].replace(
      /^(?:[A-Z][a-z]{2} +\d+ [\d:]{8} \S+ \S+: |\d{4}-\d\d-\d\dT\S+ \S+ \S+: )/,
      '',
    );
    const words = prefix.split(' ');
    if (words.length < 3) continue;
    const utcOffsetMin = Number(`${m[6]}${Number(m[7]) * 60 + Number(m[8])}`) || 0;
    const time = new Date(`${m[2]} ${m[3]} ${m[4]} ${m[5]} ${m[6]}${m[7]}${m[8]}`);
    if (Number.isNaN(time.getTime()) || time.getTime() < 0) continue;
    if (new Date(time.getTime() + utcOffsetMin * 60000).getUTCDate() !== Number(m[2])) continue;
    const addresses = [address(words[0]), words.length > 3 ? address(words[1]) : undefined];
    if (addresses[1] === undefined)
      hostFirst = addresses[0] === undefined && words.length > 3 && /:\d+$/.test(words[0]);
    else if (addresses[0] === undefined) hostFirst = true;
    const client = words[hostFirst ? 1 : 0];
    const host = hostFirst ? words[0].replace(/:\d+$/, '').replace(/^-$/, '') : '';
    const size = m[11] === '-' ? null : Number(m[11]);
    rows.push({
      line: number,
      offset,
      time: time.toISOString().replace('.000', ''),
      utcOffsetMin,
      host,
      client: address(client) ?? client,
      clientIsAddress: address(client) !== undefined,
      ...slowRequest(m[9]),
      status: Number(m[10]),
      bytes: size,
      referer: (m[12] ?? '').replace(/^-$/, ''),
      userAgent: (m[13] ?? '').replace(/^-$/, ''),
    });
  }
  return rows;
}

function slowRequest(text: string): { method: string; path: string; hasQuery: boolean } {
  const m = REQUEST.exec(text);
  const method = m === null || m[2] === '' ? 'MALFORMED' : slowMethod(m[1], m[3] !== undefined);
  if (m === null || method === 'MALFORMED')
    return { method: 'MALFORMED', path: text === '-' ? '' : text, hasQuery: false };
  return { method, path: m[2].split('?')[0], hasQuery: m[2].includes('?') };
}

function slowMethod(word: string, hasProtocol: boolean): string {
  if (METHODS.includes(word)) return word;
  return (hasProtocol ? /^[\w-]{1,24}$/ : /^[A-Z_-]{1,24}$/).test(word) ? 'OTHER' : 'MALFORMED';
}

function address(text: string): string | undefined {
  const bare = text.replace(/%.*/, '');
  const words = new Uint32Array(4);
  return isIP(bare) > 0 && parseAddress(bare, words, 0) ? formatAddress(words, 0) : undefined;
}

function* lines(input: Uint8Array): Generator<{ line: string; offset: number; number: number }> {
  let offset = 0;
  for (const [index, line] of Buffer.from(input).toString('latin1').split('\n').entries()) {
    yield { line: line.replace(/\r$/, ''), offset, number: index + 1 };
    offset += line.length + 1;
  }
}

const STATE_NAMES: [RegExp, string][] = [
  [/^(ESTAB|ESTABLISHED|HERGESTELLT)$/, 'ESTABLISHED'],
  [/^SYN.(RECV|RCVD|RECEIVED)$/, 'SYN_RECV'],
  [/^FIN.WAIT.?1$/, 'FIN_WAIT1'],
  [/^FIN.WAIT.?2$/, 'FIN_WAIT2'],
  [/^TIME.WAIT$/, 'TIME_WAIT'],
  [/^CLOSE.WAIT$/, 'CLOSE_WAIT'],
  [/^LAST.ACK$/, 'LAST_ACK'],
  [/^(LISTEN|LISTENING|ABH.REN)$/, 'LISTEN'],
  [/^(UNCONN|7)$/, 'UNCONN'],
];

/** A socket without the facts of its file and snapshot. */
export type BareSocket = Pick<
  SocketRow,
  'protocol' | 'state' | 'local' | 'localPort' | 'remote' | 'remotePort' | 'sendQueue'
>;

/** Sockets of a netstat dump whose addresses are whole, one split a line. */
export function slowNetstat(input: Uint8Array): BareSocket[] {
  const rows: BareSocket[] = [];
  for (const { line } of lines(input)) {
    const m = /^\s*(tcp|udp|raw|icm)\w*\s+(?:\d+\s+(\d+)\s+)?(\S*[:.]\S+)\s+(\S*[:.]\S+)(?:\s+(\S+))?/i.exec(
      line,
    );
    if (m === null) continue;
    const protocol = { tcp: 6, udp: 17, raw: 58, icm: 58 }[m[1].toLowerCase()]!;
    const state = STATE_NAMES.find(([pattern]) => pattern.test(m[5] ?? ''))?.[1] ?? 'NONE';
    push(
      rows,
      protocol,
      protocol === 17 && /^\d+$/.test(m[5] ?? '') ? 'NONE' : state,
      m[3],
      m[4],
      /^raw/i.test(m[1]),
      Number(m[2] ?? 0),
    );
  }
  return rows;
}

/** Sockets of an ss dump with a State column, one split a line. */
export function slowSs(input: Uint8Array): BareSocket[] {
  const rows: BareSocket[] = [];
  let implied = 'tcp';
  for (const { line } of lines(input)) {
    const words = line.split(/\s+/);
    if (/^(tcp|udp|raw|icmp6)$/.test(words[0])) implied = words.shift()!;
    else if (words[0] === 'UNCONN') implied = 'udp';
    else if (/^[A-Z]+-|^LISTEN/.test(words[0])) implied = 'tcp';
    const state = STATE_NAMES.find(([pattern]) => pattern.test(words[0]))?.[1];
    if (state === undefined || !/^\d+$/.test(words[1])) continue;
    const protocol = { tcp: 6, udp: 17, raw: 58, icmp6: 58 }[implied]!;
    push(rows, protocol, state, words[3], words[4], implied === 'raw', Number(words[2]));
  }
  return rows;
}

const PORT_NAMES: Record<string, number> = { ssh: 22, http: 80, https: 443 };

function push(
  rows: BareSocket[],
  protocol: number,
  state: string,
  local: string,
  remote: string,
  raw: boolean,
  sendQueue: number,
): void {
  const [near, far] = [end(local), end(remote)];
  if (near === undefined || far === undefined) return;
  rows.push({
    protocol,
    state,
    local: near.host,
    localPort: raw ? 0 : near.port,
    remote: far.host,
    remotePort: far.port,
    ...(sendQueue > 0 && { sendQueue }),
  });
}

function end(text: string): { host: string; port: number } | undefined {
  const m = /^(.*)[:.]([^:.]+)$/.exec(text);
  if (m === null || Number(m[2]) > 65535) return undefined;
  const port = PORT_NAMES[m[2]] ?? (Number(m[2]) || 0);
  const bare = m[1].replace(/[[\]]/g, '').replace(/%.*/, '');
  if (bare === '*' || bare === '::' || bare === '0.0.0.0') return { host: '*', port };
  return { host: address(bare) ?? '?', port };
}
