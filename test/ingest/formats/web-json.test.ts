// Access logs in JSON: golden rows, rows independent of cuts and batches, the ledger under truncation and damage, what is refused.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webJson } from '../../../src/ingest/formats/web-json.ts';
import { jsonTime } from '../../../src/ingest/formats/web-json-time.ts';
import { testRequestFormat } from '../../support/request-format.ts';

testRequestFormat(webJson, undefined, 2048);

test('times: RFC 3339, Combined, seconds and milliseconds since 1970, without a zone where none is written', () => {
  const sec = Date.UTC(2026, 4, 17, 2, 2, 43) / 1000;
  const utc = (value: unknown): unknown => {
    const time = jsonTime(value);
    return time && [time.localSec - 60 * (time.offsetMin ?? 0), time.nsec, time.offsetMin];
  };
  assert.deepEqual(utc('2026-05-17T02:02:43.5Z'), [sec, 500_000_000, 0]);
  assert.deepEqual(utc('2026-05-17T04:02:43+02:00'), [sec, 0, 120]);
  assert.deepEqual(utc('2026-05-16 21:32:43.000000001-0430'), [sec, 1, -270]);
  assert.deepEqual(utc('17/May/2026:04:02:43 +0200'), [sec, 0, 120]);
  assert.deepEqual(utc(sec + 0.125), [sec, 125_000_000, 0]);
  assert.deepEqual(utc(`${sec}.125`), [sec, 125_000_000, 0]);
  assert.deepEqual(utc(sec * 1000 + 250), [sec, 250_000_000, 0]);
  assert.deepEqual(utc('2026-05-17T02:02:43'), [sec, 0, undefined]);
  for (const value of ['', 'yesterday', '2026-02-30T00:00:00Z', '17/Foo/2026:04:02:43 +0200', undefined, {}])
    assert.equal(jsonTime(value), undefined, String(value));
});

test('JSON that holds no requests, or under other names, is refused with the reason', () => {
  const cases: [string, RegExp][] = [
    ['{"event":"alert","src_ip":"192.0.2.7"}\n', /^no line with a JSON object that holds client/],
    ['{"remote_addr":"192.0.2.7","request":"GET / HTTP/1.1"}\n', /^no line/],
    ['192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1\n', /^no line/],
    [
      '{"remote_addr":"192.0.2.7","request":"GET / HTTP/1.1","status":200,"msec":1778983363}\n{"a\n{"b\n',
      /^only 1 of the first 3 lines/,
    ],
  ];
  for (const [text, reason] of cases) assert.match(webJson.sniff(Buffer.from(text)) ?? 'taken', reason);
});
