// W3C extended logs: golden rows, rows independent of cuts and batches, the ledger under truncation and damage, the slow twin, what is refused.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webW3c } from '../../../src/ingest/formats/web-w3c.ts';
import { testRequestFormat } from '../../support/request-format.ts';
import { slowW3c } from '../../support/slow-w3c-decoder.ts';
import { readFixture } from '../../support/text-fixtures.ts';
import { decodeRequests } from '../../support/text-rows.ts';

testRequestFormat(webW3c, slowW3c);

const FIELDS = 'date time c-ip cs-method cs-uri-stem sc-status time-taken';

function log(software: string, fields: string, ...lines: string[]): Buffer {
  return Buffer.from([`#Software: ${software}`, `#Fields: ${fields}`, ...lines, ''].join('\n'), 'latin1');
}

test('what is no log of web requests is refused with the reason', () => {
  const cases: [Buffer, RegExp][] = [
    [Buffer.from('192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1\n'), /no #Fields: line/],
    [
      log('Microsoft Windows Firewall', 'date time action protocol src-ip'),
      /has no c-ip, cs-method, sc-status/,
    ],
    [
      log('Microsoft Internet Information Services 10.0', 'time c-ip cs-method cs-uri-stem sc-status'),
      /has no date/,
    ],
    [
      log(
        'Microsoft IIS',
        FIELDS,
        '2026-05-17 02:00:00 192.0.2.7 USER - 331 0',
        '2026-05-17 02:00:01 192.0.2.7 PASS - 530 0',
      ),
      /FTP or SMTP/,
    ],
    [log('Microsoft IIS', FIELDS, 'one two', 'three four'), /only 0 of the first 2 lines/],
    [Buffer.from([0, 1, 0, 2, 0, 3, 0, 4]), /binary/],
  ];
  for (const [input, reason] of cases) assert.match(webW3c.sniff(input) ?? 'taken', reason);
});

test('a log in which nothing happened is one', () =>
  assert.equal(webW3c.sniff(log('Microsoft IIS', FIELDS)), undefined));

test('how long a request took: milliseconds of Microsoft, seconds with a fraction, and nothing where it may be either', () => {
  const taken = (software: string, text: string): number | undefined =>
    decodeRequests(webW3c, log(software, FIELDS, `2026-05-17 02:00:00 192.0.2.7 GET / 200 ${text}`)).rows[0]
      .durationMs;
  assert.equal(taken('Microsoft Internet Information Services 10.0', '250'), 250);
  assert.equal(taken('somebody else', '1.250'), 1250);
  assert.equal(taken('somebody else', '250'), undefined);
  assert.equal(taken('Microsoft Internet Information Services 10.0', '-'), undefined);
});

test('lines that were grepped out of a log of CloudFront are read without its heading', () => {
  const whole = readFixture('web-w3c', 'cloudfront.log');
  const text = whole.toString('latin1');
  const heading = text.split('\n').filter((line) => line.startsWith('#'));
  const cut = heading.join('\n').length + 1;
  const alone = whole.subarray(cut);
  assert.equal(webW3c.sniff(alone), undefined);
  assert.deepEqual(
    decodeRequests(webW3c, alone).rows,
    decodeRequests(webW3c, whole).rows.map((row) => ({
      ...row,
      line: row.line - heading.length,
      offset: row.offset - cut,
    })),
  );
  // As many columns as older logs had, and one that never was.
  const first = alone.toString('latin1').split('\n')[0].split('\t');
  const row = (columns: number): number =>
    decodeRequests(webW3c, Buffer.from(`${first.slice(0, columns).join('\t')}\n`, 'latin1')).rows.length;
  assert.deepEqual([row(33), row(26), row(32)], [1, 1, 0]);
});
