// Port scans as packet filters log them.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import { collect } from '../../src/collect.ts';
import type { ActivityFacts } from '../../src/model/facts.ts';
import { scratchFolder } from '../support/output.ts';

type Line = [sec: number, source: string, rest: string];

// As Linux writes them (net/netfilter/nf_log_syslog.c).
function lines(rows: readonly Line[]): string {
  return rows
    .map(
      ([sec, source, rest]) =>
        `2026-05-17T12:00:${String(sec).padStart(2, '0')}+00:00 web1 kernel: [${1000 + sec}.000001] DROP IN=eth0 OUT= SRC=${source} DST=203.0.113.80 LEN=44 TOS=0x00 PREC=0x00 TTL=50 ID=1 ${rest}\n`,
    )
    .join('');
}

const syn = (port: number): string => `PROTO=TCP SPT=40000 DPT=${port} WINDOW=1024 RES=0x00 SYN URGP=0`;
const synAck = (port: number): string => `PROTO=TCP SPT=443 DPT=${port} WINDOW=1024 RES=0x00 ACK SYN URGP=0`;
const datagram = (port: number): string => `PROTO=UDP SPT=40000 DPT=${port} LEN=24`;

async function activities(
  files: Readonly<Record<string, string>>,
  t: TestContext,
  own: string[] = [],
): Promise<ActivityFacts[]> {
  const folder = path.join(scratchFolder(t), 'case');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const { store } = await collect([folder], { workers: 1 });
  try {
    return (await assess(store, { own, spared: [], thresholds: {}, siteName: '' })).activities;
  } finally {
    await store.close();
  }
}

// SYNs to 60 ports, and each of 30 datagrams' ports besides.
const SCAN: Line[] = [
  ...Array.from({ length: 60 }, (_, n): Line => [n % 50, '198.51.100.7', syn(1000 + n)]),
  ...Array.from({ length: 30 }, (_, n): Line => [n % 50, '198.51.100.7', datagram(1000 + n)]),
];

test('a port scan in a firewall log is told once, its sender counted and not named', async (t) => {
  const text = lines(SCAN.sort((a, b) => a[0] - b[0]));
  const [told, ...others] = await activities({ 'kern.log': text, 'kern-copy.log': `${text}\n` }, t);
  assert.deepEqual(others, []);
  assert.equal(told?.title, 'Port scan in firewall logs');
  assert.deepEqual(
    [told?.kind, told?.sources, told?.records, told?.proven, told?.top],
    ['port_scan', 1, 90, false, []],
  );
  assert.deepEqual([told?.firstUtc, told?.lastUtc], ['2026-05-17T12:00:00Z', '2026-05-17T12:00:49Z']);
});

test('no scans: one port again and again, many senders, answers, few ports, an own sender', async (t) => {
  const rows: Line[] = [];
  for (let n = 0; n < 400; n++) {
    rows.push([n % 50, '198.51.100.20', syn(n % 2 === 0 ? 80 : 443)]);
    rows.push([n % 50, `198.51.100.${n % 250}`, syn(2000 + n)]);
    rows.push([n % 50, '192.0.2.53', synAck(10_000 + n)]);
    rows.push([n % 50, '198.51.100.21', datagram(3000 + (n % 49))]);
    rows.push([n % 50, '203.0.113.9', syn(4000 + n)]);
  }
  const own = ['203.0.113.0/24'];
  assert.deepEqual(await activities({ 'kern.log': lines(rows.sort((a, b) => a[0] - b[0])) }, t, own), []);
});
