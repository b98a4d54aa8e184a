// The slow twin of the decoder of AWS load balancer logs: one regular expression a line. It says what the fast one means, over fixtures only.

import { formatAddress, parseAddress } from '../../src/model/address.ts';
import type { RequestRow } from './text-rows.ts';

const LINE =
  /^(?:[a-z0-9]+ )?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z \S+ \[?([^ \]]+)\]?:(\d+) \S+ (\S+) (\S+) (\S+) (\S+) \S+ \S+ (\S+) "([^"]*)"(?: "([^"]*)")?/;
const METHODS = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'CONNECT', 'TRACE', 'PROPFIND'];

/** Rows of a log. */
export function slowElb(input: Uint8Array): RequestRow[] {
  const rows: RequestRow[] = [];
  let offset = 0;
  for (const [index, line] of Buffer.from(input).toString('latin1').split('\n').entries()) {
    const at = offset;
    offset += line.length + 1;
    const m = LINE.exec(line);
    const words = new Uint32Array(4);
    if (m === null || (m[10] === '- - - ' && m[8] === '-') || !parseAddress(m[3], words, 0)) continue;
    if (Number.isNaN(Date.parse(`${m[1]}Z`))) continue;
    const [method, target = ''] = m[10].split(' ');
    const isRequest = METHODS.includes(method);
    const [, host = '', path = ''] = /^[a-z]+:\/\/(\[[^\]]*\]|[^/:]*)(?::\d+)?([^?]*)/.exec(target) ?? [];
    const taken = m.slice(5, 8).map(Number);
    rows.push({
      line: index + 1,
      offset: at,
      time: Number(m[2] ?? 0) === 0 ? `${m[1]}Z` : `${m[1]}.${m[2].padEnd(9, '0')}Z`,
      utcOffsetMin: 0,
      host: isRequest ? host : '',
      client: formatAddress(words, 0),
      clientIsAddress: true,
      method: isRequest ? method : 'MALFORMED',
      path: isRequest ? path : m[10],
      hasQuery: isRequest && target.includes('?'),
      status: m[8] === '-' ? 0 : Number(m[8]),
      bytes: Math.max(Number(m[9]), 0),
      referer: '',
      clientPort: Number(m[4]),
      userAgent: m[11] === undefined || m[11] === '-' ? '' : m[11],
      ...(taken.every((each) => each >= 0) && {
        durationMs: Math.round(1000 * taken.reduce((sum, each) => sum + each, 0)),
      }),
    });
  }
  return rows;
}
