// The slow twin of the HAProxy decoder: one regular expression a line. It says what the fast one means, over fixtures only.

import { formatAddress, parseAddress } from '../../src/model/address.ts';
import type { RequestRow } from './text-rows.ts';

const LINE = new RegExp(
  String.raw`^(?:[A-Z][a-z]{2} +\d+ [\d:]{8} \S+ \S+: |\d{4}-\S+ \S+ \S+: )?(\S+):(\d+) \[(\d\d)/(\w{3})/(\d{4}):(\d\d:\d\d:\d\d)\.(\d{3})\] (\S+) (\S+/\S+) ` +
    String.raw`[-\d]+/[-\d]+/[-\d]+/[-\d]+/(\+?[-\d]+) (-1|\d{3}) (\+?\d+) \S+ \S+ \S+ \S+ \S+ [^"]*"([^"]*)"?`,
);
const METHODS = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'CONNECT', 'TRACE', 'PROPFIND'];

/** Rows of a HAProxy log, times taken as UTC. */
export function slowHaproxy(input: Uint8Array): RequestRow[] {
  const rows: RequestRow[] = [];
  let offset = 0;
  for (const [index, line] of Buffer.from(input).toString('latin1').split('\n').entries()) {
    const at = offset;
    offset += line.length + 1;
    const m = LINE.exec(line);
    if (m === null) continue;
    const time = new Date(`${m[3]} ${m[4]} ${m[5]} ${m[6]} UTC`);
    const words = new Uint32Array(4);
    if (time.getUTCDate() !== Number(m[3]) || !parseAddress(m[1], words, 0)) continue;
    const [method, target = '', protocol = ''] = m[13].split(' ');
    const url = protocol === 'HTTP/2.0' ? /^https?:\/\/([^/]*)(.*)$/.exec(target) : null;
    const isRequest = METHODS.includes(method);
    rows.push({
      line: index + 1,
      offset: at,
      time: time.toISOString().replace('.000Z', m[7] === '000' ? 'Z' : `.${m[7]}000000Z`),
      utcOffsetMin: 0,
      host: '',
      client: formatAddress(words, 0),
      clientIsAddress: true,
      method: isRequest ? method : 'MALFORMED',
      path: isRequest ? (url?.[2] ?? target).split('?')[0] : m[13],
      hasQuery: target.includes('?'),
      status: Math.max(Number(m[11]), 0),
      bytes: Number(m[12]),
      referer: '',
      userAgent: '',
      clientPort: Number(m[2]),
      ...(/^\d/.test(m[10]) && { durationMs: Number(m[10]) }),
    });
  }
  return rows;
}
