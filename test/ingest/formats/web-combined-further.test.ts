// Durations and ports in access logs of nginx and Apache, by the stated format of the log.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareContext } from '../../../src/ingest/format.ts';
import { webCombined } from '../../../src/ingest/formats/web-combined.ts';
import { REQUEST_SHAPE } from '../../../src/model/batch.ts';
import { Diagnostics } from '../../../src/model/diagnostic.ts';
import { createRequestBatch } from '../../../src/model/empty-batch.ts';
import { loggedFields } from '../../../src/model/log-format.ts';

const NGINX =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';
const APACHE = '%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"';
const LINE = '192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1 "-" "curl/8.5.0"';

/** Durations of the lines, milliseconds; undefined where there is none. And how many lines lack what the format promises. */
function durations(logFormat: string, ...rests: string[]): [(number | undefined)[], number] {
  const diagnostics = new Diagnostics();
  const batch = createRequestBatch(100, 1 << 16);
  const decoder = webCombined.createDecoder({ ...bareContext(diagnostics), logFormat });
  const input = Buffer.from(rests.map((rest) => `${LINE}${rest}\n`).join(''), 'latin1');
  decoder.finish(input, batch);
  assert.equal(batch.rows, rests.length);
  assert.equal(decoder.bytesDecoded, input.length);
  const of = (row: number): number | undefined =>
    (batch.shape[row] & REQUEST_SHAPE.hasDuration) !== 0 ? batch.durationMs[row] : undefined;
  return [rests.map((_, row) => of(row)), diagnostics.list().reduce((sum, { count }) => sum + count, 0)];
}

test('the field that the format names, in its unit', () => {
  assert.deepEqual(durations(`${NGINX} $request_time`, ' 0.250', ' 12.000'), [[250, 12_000], 0]);
  assert.deepEqual(
    durations(
      `${NGINX} "$http_x_forwarded_for" rt=$request_time uct="$upstream_connect_time"`,
      ' "-" rt=0.250 uct="0.001, 0.002"',
    ),
    [[250], 0],
  );
  assert.deepEqual(durations(`${NGINX} "$request_time"`, ' "1.5"'), [[1500], 0]);
  assert.deepEqual(durations(`${APACHE} %D`, ' 1500'), [[1.5], 0]);
  assert.deepEqual(durations(`${APACHE} %T`, ' 3'), [[3000], 0]);
  assert.deepEqual(durations(`${APACHE} %{ms}T %{us}T`, ' 3 3012'), [[3], 0]);
});

test('a line with other fields keeps its request and is noted', () => {
  const [found, noted] = durations(
    `${NGINX} $request_time $pipe`,
    ' 0.250 .',
    ' - .',
    ' 0.250',
    ' 0.250 . p',
    '',
    ' x0.250 .',
  );
  assert.deepEqual(found, [250, undefined, undefined, undefined, undefined, undefined]);
  assert.equal(noted, 5);
});

test('the port of the client, beside a duration or without', () => {
  const ports = (logFormat: string, rest: string): [number, number, number] => {
    const diagnostics = new Diagnostics();
    const batch = createRequestBatch(100, 1 << 16);
    const decoder = webCombined.createDecoder({ ...bareContext(diagnostics), logFormat });
    decoder.finish(Buffer.from(`${LINE}${rest}\n`, 'latin1'), batch);
    return [batch.clientPort[0], batch.durationMs[0], diagnostics.list().length];
  };
  assert.deepEqual(ports(`${NGINX} $remote_port $request_time`, ' 42617 0.250'), [42_617, 250, 0]);
  assert.deepEqual(ports(`${APACHE} port=%{remote}p`, ' port=42617'), [42_617, 0, 0]);
  assert.deepEqual(ports(`${NGINX} $remote_port`, ' -'), [0, 0, 1]);
  assert.deepEqual(ports(`${NGINX} $remote_port`, ' 65536'), [0, 0, 0]);
  assert.deepEqual(ports('', ' 42617'), [0, 0, 0]);
});

test('without a stated format nothing behind the user agent is read', () => {
  assert.deepEqual(durations('', ' 0.250'), [[undefined], 0]);
});

test('a format without either behind the user agent has none', () => {
  for (const format of [
    NGINX,
    `${NGINX} $upstream_response_time`,
    `$request_time ${NGINX}`,
    '$request_time',
    `${APACHE} %D" timed`,
    '',
  ])
    assert.equal(loggedFields(format), undefined, format);
});
