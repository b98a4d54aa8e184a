// The slow twin of the decoder of W3C extended logs: split at separators, columns by name. It says what the fast one means, over fixtures only.

import { isIP } from 'node:net';
import { formatAddress, parseAddress } from '../../src/model/address.ts';
import type { RequestRow } from './text-rows.ts';

const METHODS = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'CONNECT', 'TRACE', 'PROPFIND'];

/** Rows of a W3C extended log. */
export function slowW3c(input: Uint8Array): RequestRow[] {
  const rows: RequestRow[] = [];
  let [names, date, software]: [string[], string, string] = [[], '', ''];
  let offset = 0;
  for (const [index, line] of Buffer.from(input).toString('latin1').split('\n').entries()) {
    const at = offset;
    offset += line.length + 1;
    const text = line.replace(/\r$/, '');
    const directive = /^#(Software|Date|Fields): *(.*)$/.exec(text);
    if (directive?.[1] === 'Software') software = directive[2];
    if (directive?.[1] === 'Date') date = directive[2].slice(0, 10);
    if (directive?.[1] === 'Fields') names = directive[2].trim().split(' ');
    const words = text.split(text.includes('\t') ? '\t' : ' ');
    if (text.startsWith('#') || words.length !== names.length) continue;
    const fields = new Map(names.map((name, i) => [name.toLowerCase(), words[i] === '-' ? '' : words[i]]));
    const row = slowRow((name) => fields.get(name) ?? '', date, software.startsWith('Microsoft'));
    if (row !== undefined) rows.push({ line: index + 1, offset: at, ...row });
  }
  return rows;
}

function slowRow(
  field: (name: string) => string,
  fileDate: string,
  isMicrosoft: boolean,
): Omit<RequestRow, 'line' | 'offset'> | undefined {
  const [method, status] = [field('cs-method'), field('sc-status')];
  const time = new Date(`${field('date') || fileDate}T${field('time')}Z`);
  if ((method === '' && status === '') || Number.isNaN(time.getTime())) return undefined;
  const client = field('c-ip').replace(/%.*/, '');
  const words = new Uint32Array(4);
  if (isIP(client) === 0 || !parseAddress(client, words, 0)) return undefined;
  const target = field('cs-uri-stem') || field('cs-uri');
  const taken = field('time-taken');
  const isSeconds = taken.includes('.');
  const milliseconds = time.getUTCMilliseconds();
  return {
    time: time
      .toISOString()
      .replace('.000', '')
      .replace(/\.\d+Z$/, `.${String(milliseconds).padStart(3, '0')}000000Z`),
    utcOffsetMin: 0,
    host: (field('x-host-header') || field('cs-host')).replace(/:\d+$/, ''),
    client: formatAddress(words, 0),
    clientIsAddress: true,
    method: method === '' ? 'MALFORMED' : METHODS.includes(method) ? method : 'OTHER',
    path: method === '' ? '' : target.split('?')[0],
    hasQuery: target.includes('?') || field('cs-uri-query') !== '',
    status: Number(status),
    bytes: field('sc-bytes') === '' ? null : Number(field('sc-bytes')),
    referer: field('cs(referer)'),
    userAgent: slowAgent(field('cs(user-agent)')),
    ...(Number(field('c-port')) > 0 && { clientPort: Number(field('c-port')) }),
    ...(taken !== '' &&
      (isSeconds || isMicrosoft) && {
        durationMs: isSeconds ? Math.round(Number(taken) * 1000) : Number(taken),
      }),
  };
}

function slowAgent(text: string): string {
  if (/%(25)?20/.test(text))
    return text.replace(/%(?:25)?([0-9a-f]{2})/gi, (_, digits) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  return text.replace(/\+(?!http)/g, ' ');
}
