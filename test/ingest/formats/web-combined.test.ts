// Access logs: golden rows, rows independent of cuts and batches, the ledger under truncation and damage, the slow twin.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareContext, MAX_LINE_BYTES } from '../../../src/ingest/format.ts';
import { webCombined } from '../../../src/ingest/formats/web-combined.ts';
import { REQUEST_SHAPE } from '../../../src/model/batch.ts';
import { Diagnostics } from '../../../src/model/diagnostic.ts';
import { createRequestBatch } from '../../../src/model/empty-batch.ts';
import { testRequestFormat } from '../../support/request-format.ts';
import { slowRequests } from '../../support/slow-text-decoders.ts';
import { assertLedger } from '../../support/text-fixtures.ts';
import { decodeRequests } from '../../support/text-rows.ts';

testRequestFormat(webCombined, slowRequests);

function decodeText(text: string): ReturnType<typeof decodeRequests> {
  return decodeRequests(webCombined, Buffer.from(text, 'latin1'));
}

test('a Host header that is an address does not become the client', () => {
  const tail = '[10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1\n';
  const { rows } = decodeText(`www.example.org 192.0.2.7 - - ${tail}198.51.100.1 192.0.2.8 - - ${tail}`);
  assert.deepEqual(
    rows.map((row) => [row.host, row.client]),
    [
      ['www.example.org', '192.0.2.7'],
      ['198.51.100.1', '192.0.2.8'],
    ],
  );
});

test('a list of addresses in front is X-Forwarded-For, and none of them a client', () => {
  const tail = '- - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1\n';
  const { rows, diagnostics } = decodeText(
    `198.51.100.1, 192.0.2.7 ${tail}unknown, 192.0.2.7, 192.0.2.8 ${tail}192.0.2.9 ${tail}`,
  );
  assert.deepEqual(
    rows.map((row) => row.client),
    ['192.0.2.9'],
  );
  assert.deepEqual(
    diagnostics.map(({ code, count }) => [code, count]),
    [['line/unparsable', 2]],
  );
});

test('the port of a client is no part of its address', () => {
  const tail = '- - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1\n';
  const clients = ['192.0.2.7:50123', '[2001:db8::5]:443', '[2001:db8::5]', '2001:db8::5:443'];
  const { rows } = decodeText(clients.map((client) => `${client} ${tail}`).join(''));
  assert.deepEqual(
    rows.map((row) => row.client),
    ['192.0.2.7', '2001:db8::5', '2001:db8::5', '2001:db8::5:443'],
  );
});

test('NULs that a crash left in one piece do not make a log binary', () => {
  const line = '192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1\n';
  const input = Buffer.from(line.repeat(80) + '\0'.repeat(4096) + line.repeat(80));
  assert.equal(webCombined.sniff(input), undefined);
  const { rows, diagnostics } = decodeRequests(webCombined, input);
  assert.deepEqual(new Set(rows.map((row) => row.client)), new Set(['192.0.2.7']));
  assert.equal(rows.length, 159);
  assert.equal(diagnostics[0].bytesSkipped, 4096 + line.length);
  assert.equal(webCombined.sniff(Buffer.from(line.repeat(40), 'utf16le')), 'binary data');
});

test('a user name that looks like a syslog tag or a time stays a user name', () => {
  const { rows } = decodeText(
    '192.0.2.7 - nginx: 198.51.100.1 - [10/Oct/2020:13:55:36 +0000] [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1\n',
  );
  assert.equal(rows[0].client, '192.0.2.7');
  assert.equal(rows[0].time, '2025-10-10T13:55:36Z');
});

test('a time that is in memory is not taken for the next one-digit day', () => {
  const line = (day: string): string =>
    `192.0.2.7 - - [${day}/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1\n`;
  const { rows } = decodeText(line('19') + line('9') + line('19') + line('09'));
  assert.deepEqual(
    rows.map((row) => row.time.slice(8, 10)),
    ['19', '09', '19', '09'],
  );
});

test('garbage does not end the decoding', () => {
  const garbage = '\xff\x00[[[ "x" 200 1\n'.repeat(1000);
  const decoded = decodeText(`${garbage}192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1`);
  assert.equal(decoded.rows.length, 1);
  assert.deepEqual(
    decoded.diagnostics.map((entry) => [entry.code, entry.count, entry.bytesSkipped]),
    [['line/unparsable', 1000, garbage.length]],
  );
});

test('a line over the limit is skipped, tallied once, however it is cut', () => {
  const good = '192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1\n';
  const input = Buffer.from(`${good}${'x'.repeat(MAX_LINE_BYTES + 1)}\n${good}`, 'latin1');
  for (const pieceBytes of [1 << 22, 300_007]) {
    const decoded = decodeRequests(webCombined, input, { pieceBytes, capacity: 10, textBytes: 4096 });
    assert.deepEqual(
      decoded.rows.map((row) => row.line),
      [1, 3],
    );
    assert.deepEqual(decoded.diagnostics, [
      { code: 'line/too-long', count: 1, bytesSkipped: MAX_LINE_BYTES + 2, firstOffsets: [good.length] },
    ]);
    assertLedger(decoded, input.length);
  }
});

test('a line larger than the whole arena is tallied, not waited for', () => {
  const line = (path: string): string =>
    `192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET /${path} HTTP/1.1" 200 1\n`;
  const input = Buffer.from(line('a') + line('b'.repeat(500)) + line('c'), 'latin1');
  const decoded = decodeRequests(webCombined, input, { pieceBytes: 64, capacity: 10, textBytes: 256 });
  assert.deepEqual(
    decoded.rows.map((row) => row.path),
    ['/a', '/c'],
  );
  assert.deepEqual(
    decoded.diagnostics.map((entry) => [entry.code, entry.count]),
    [['line/too-long', 1]],
  );
});

test('what is refused, and the phrase', () => {
  const refusals: [string, RegExp][] = [
    ['', /^no line like/],
    ['{"a":1}\n', /^JSON lines$/],
    ['#Fields: date time\n', /^W3C extended log/],
    ['\xff\xfeA\x00', /^UTF-16/],
    ['\x00\x00\x00\x00', /^binary data$/],
    [
      'a\nb\n192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1\n',
      /^only 1 of the first 3 lines/,
    ],
  ];
  for (const [text, reason] of refusals)
    assert.match(webCombined.sniff(Buffer.from(text, 'latin1')) ?? 'taken', reason);
});

test('HTTP/2 is told from other protocols', () => {
  const line = (protocol: string): string =>
    `192.0.2.7 - - [10/Oct/2025:13:55:36 -0700] "GET /2 ${protocol}" 499 0 "-" "-"\n`;
  const protocols = ['HTTP/2.0', 'HTTP/1.1', 'HTTP/2', 'HTTP/3.0', 'HTTP/1.0', 'HTTP/', 'FTP/2.0'];
  const batch = createRequestBatch(protocols.length, 4096);
  const context = bareContext(new Diagnostics());
  webCombined.createDecoder(context).decode(Buffer.from(protocols.map(line).join('')), batch);
  assert.deepEqual(
    [...batch.shape].map((shape) => (shape & REQUEST_SHAPE.http2) !== 0),
    [true, false, true, false, false, false, false],
  );
});
