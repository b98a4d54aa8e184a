// HAProxy logs: golden rows, rows independent of cuts and batches, the ledger under truncation and damage, the slow twin, zones.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareContext } from '../../../src/ingest/format.ts';
import { webHaproxy } from '../../../src/ingest/formats/web-haproxy.ts';
import { REQUEST_SHAPE } from '../../../src/model/batch.ts';
import { Diagnostics } from '../../../src/model/diagnostic.ts';
import { createRequestBatch } from '../../../src/model/empty-batch.ts';
import { testRequestFormat } from '../../support/request-format.ts';
import { slowHaproxy } from '../../support/slow-haproxy-decoder.ts';

testRequestFormat(webHaproxy, slowHaproxy);

const LINE =
  '192.0.2.7:42617 [14/Jul/2026:12:48:57.127] www~ web/web1 0/0/0/3/5 200 739 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1"\n';

test('times have no zone: that which was stated, else UTC, and which of them is kept', () => {
  const read = (assumedOffsetMin: ((localSec: number) => number) | undefined): [number, number, number] => {
    const batch = createRequestBatch(10, 4096);
    const diagnostics = new Diagnostics();
    const decoder = webHaproxy.createDecoder({ ...bareContext(diagnostics), assumedOffsetMin });
    decoder.finish(Buffer.from(LINE, 'latin1'), batch);
    const zone = batch.shape[0] & (REQUEST_SHAPE.zoneStated | REQUEST_SHAPE.zoneAssumed);
    return [batch.timeSec[0], batch.utcOffsetMin[0], zone];
  };
  const local = Date.UTC(2026, 6, 14, 12, 48, 57) / 1000;
  assert.deepEqual(read(undefined), [local, 0, REQUEST_SHAPE.zoneAssumed]);
  assert.deepEqual(
    read(() => 120),
    [local - 7200, 120, REQUEST_SHAPE.zoneStated],
  );
});

test('what is no such log is refused with the reason', () => {
  const other = 'May 17 03:02:16 lb1 sshd[77]: Failed password for root from 203.0.113.9 port 51004 ssh2\n';
  assert.match(webHaproxy.sniff(Buffer.from(other)) ?? 'taken', /^no line like/);
  assert.match(
    webHaproxy.sniff(Buffer.from(LINE + other.repeat(3))) ?? 'taken',
    /^only 1 of the first 4 lines/,
  );
});
