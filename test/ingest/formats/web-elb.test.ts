// Logs of AWS load balancers: golden rows, rows independent of cuts and batches, the ledger under truncation and damage, the slow twin.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webElb } from '../../../src/ingest/formats/web-elb.ts';
import { testRequestFormat } from '../../support/request-format.ts';
import { slowElb } from '../../support/slow-elb-decoder.ts';

testRequestFormat(webElb, slowElb);

const LINE =
  'h2 2026-05-17T03:02:16.512431Z app/web/50dc6c495c0c9188 192.0.2.7:42617 10.0.0.5:80 0.001 0.048 0.000 200 200 192 739 "GET https://www.example.org:443/ HTTP/2.0" "curl/8.14.1"\n';

test('what is no such log is refused with the reason', () => {
  const other = 'May 17 03:02:16 lb1 sshd[77]: Failed password for root from 203.0.113.9 port 51004 ssh2\n';
  assert.match(webElb.sniff(Buffer.from(other)) ?? 'taken', /^no line like: https 2026/);
  assert.match(webElb.sniff(Buffer.from(LINE + other.repeat(3))) ?? 'taken', /^only 1 of the first 4 lines/);
});
