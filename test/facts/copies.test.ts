// Copies among the evidence: counted once, and nothing that is no copy is taken for one.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { collect } from '../../src/collect.ts';
import { dropCopies, isCopy, noteCopies } from '../../src/facts/copies.ts';
import { FLAG, tcpFrame } from '../support/labelled/frames.ts';
import { scratchFolder } from '../support/output.ts';
import { FIXTURES } from '../support/run-main.ts';
import { asPcap } from '../support/small-scenes.ts';

const LINE = '192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 1\n';
const LATER = '192.0.2.8 - - [10/Oct/2025:13:59:36 +0000] "GET / HTTP/1.1" 200 1\n';
const LOG = LINE.repeat(300) + LATER.repeat(20);
const CAPTURE = readFileSync(path.join(FIXTURES, 'pcap/transports-usec-le.pcap'));
const DUMP = 'tcp 0 0 192.0.2.1:443 203.0.113.5:50123 SYN_RECV\n';

/** What is counted of these files, and which of them are noted as copies. */
async function counted(
  t: TestContext,
  files: Record<string, string | Uint8Array>,
): Promise<{ requests: number; packets: number; sockets: number; copies: string[] }> {
  const folder = scratchFolder(t);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  const { store, evidence } = await collect([folder], {});
  try {
    await dropCopies(store, evidence);
    const sum = async (column: string, table: string): Promise<number> => {
      const [row] = await store.query<{ n: number }>(
        `SELECT coalesce(sum(${column}), 0)::DOUBLE AS n FROM ${table}`,
      );
      return row.n;
    };
    return {
      requests: await sum('requests', 'request_minutes'),
      packets: await sum('packets', 'packet_minutes'),
      sockets: await sum('1', 'sockets'),
      copies: evidence
        .filter((each) => each.diagnostics.some(({ code }) => code === 'file/copy'))
        .map((each) => each.file.fileName),
    };
  } finally {
    await store.close();
  }
}

test('a log and its copies: plain, in gzip, and taken while it grew', async (t) => {
  const whole = await counted(t, { 'a.log': LOG });
  assert.deepEqual([whole.requests, whole.copies], [320, []]);
  const copied = await counted(t, {
    'a.log': LOG,
    'b.log': LOG,
    'c.log.gz': gzipSync(LOG),
    'd.log': LOG.slice(0, 200 * LINE.length + 30),
    'e.log.gz': gzipSync(LINE.repeat(10)),
  });
  assert.deepEqual([copied.requests, copied.copies], [320, ['b.log', 'c.log.gz', 'd.log', 'e.log.gz']]);
});

test('a capture and its copy, and the one that was copied while it was written', async (t) => {
  const once = await counted(t, { 'a.pcap': CAPTURE });
  const copied = await counted(t, {
    'a.pcap': CAPTURE.subarray(0, CAPTURE.length - 33),
    'b.pcap.gz': gzipSync(CAPTURE),
    'c.pcap': CAPTURE,
  });
  assert.ok(once.packets > 0);
  assert.deepEqual([copied.packets, copied.copies], [once.packets, ['a.pcap', 'c.pcap']]);
});

test('logs that begin in the same second or with the same lines are no copies', async (t) => {
  const { requests, copies } = await counted(t, {
    'a.log': LOG,
    'b.log': LATER.replace('59:36', '55:36') + LOG,
    'c.log': LINE.repeat(300) + LATER.repeat(10) + LINE,
  });
  assert.deepEqual([requests, copies], [320 + 321 + 311, []]);
});

test('a copy that is damaged at its beginning is left as it is', async (t) => {
  const damaged = gzipSync(LOG, { level: 0 });
  damaged.fill(0xff, 2000, 2200);
  const truncated = gzipSync(LOG, { level: 0 }).subarray(0, 1500);
  const { copies } = await counted(t, { 'a.log': LOG, 'b.log.gz': damaged, 'c.log.gz': truncated });
  assert.deepEqual(copies, ['c.log.gz']);
});

test('two dumps with the same sockets at two times are two dumps', async (t) => {
  const { sockets, copies } = await counted(t, {
    'ss-2026-05-17T03:02:10Z.txt': DUMP,
    'ss-2026-05-17T03:03:10Z.txt': DUMP,
  });
  assert.deepEqual([sockets, copies], [2, []]);
});

test('copies beside a rotated capture do not keep its files from being joined', async (t) => {
  const [client, server] = ['198.51.100.20', '203.0.113.80'];
  const frame = (ms: number, up: boolean, fields: { flags: number; seq: number; ack?: number }) => {
    const bytes = tcpFrame(
      { source: up ? client : server, destination: up ? server : client },
      { sourcePort: up ? 40_000 : 80, destinationPort: up ? 80 : 40_000, ...fields },
    );
    return { atUs: 1_781_000_000e6 + ms * 1000, bytes, length: bytes.length };
  };
  const before = asPcap([
    frame(0, true, { flags: FLAG.SYN, seq: 1000 }),
    frame(10, false, { flags: FLAG.SYN | FLAG.ACK, seq: 500, ack: 1001 }),
  ]);
  const after = asPcap([
    frame(20, true, { flags: FLAG.ACK, seq: 1001, ack: 501 }),
    frame(30, true, { flags: FLAG.ACK, seq: 1001, ack: 501 }),
  ]);
  const folder = scratchFolder(t);
  const files = { 'a.pcap': before, 'b.pcap': after, 'copy.pcap.gz': gzipSync(before), 'd.pcap': after };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
  const { store, evidence } = await collect([folder], {});
  await dropCopies(store, evidence);
  const [row] = await store.query<{ handshakes: number; packets: number }>(
    'SELECT sum(handshakes)::DOUBLE AS handshakes, sum(packets)::DOUBLE AS packets FROM packet_minutes',
  );
  await store.close();
  assert.deepEqual(row, { handshakes: 1, packets: 4 });
  assert.deepEqual(
    evidence.map(({ file, summary }) => [file.fileName, summary?.packets?.continues]),
    [
      ['a.pcap', 0],
      ['b.pcap', 1],
      ['copy.pcap.gz', 0],
      ['d.pcap', 0],
    ],
  );
});

test('among many logs that begin in the same second, each copy is found', async (t) => {
  const sites = Array.from({ length: 40 }, (_, site) =>
    LOG.replaceAll('GET /', `GET /${String(site).padStart(2, '0')}`),
  );
  const files = Object.fromEntries(sites.map((log, site) => [`site-${site}.log`, log]));
  const { requests, copies } = await counted(t, {
    ...files,
    'site-9.part': sites[9].slice(0, 100 * (LINE.length + 2)),
    'site-11.gz': gzipSync(sites[11]),
  });
  assert.deepEqual([requests, copies], [40 * 320, ['site-11.log', 'site-9.part']]);
});

test('a part of a capture that does not compress, in gzip, is a copy', async (t) => {
  const capture = (packets: number): Uint8Array =>
    asPcap(
      Array.from({ length: packets }, (_, i) => {
        const payload = createHash('sha512').update(String(i)).digest();
        const bytes = tcpFrame(
          { source: '198.51.100.20', destination: '203.0.113.80' },
          { sourcePort: 40_000, destinationPort: 80, flags: FLAG.ACK, seq: 1001 + 64 * i, payload },
        );
        return { atUs: 1_781_000_000e6 + i * 1000, bytes, length: bytes.length };
      }),
    );
  const { packets, copies } = await counted(t, {
    'a.pcap': capture(200),
    'b.pcap.gz': gzipSync(capture(150)),
  });
  assert.deepEqual([packets, copies], [200, ['b.pcap.gz']]);
});

test('files that are gone when copies are looked for are no copies', async (t) => {
  const folder = scratchFolder(t);
  const files = { 'a.log': LOG, 'b.log': LOG.slice(0, 100 * LINE.length) };
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  const { store, evidence } = await collect([folder], {});
  await store.close();
  for (const each of evidence) each.diagnostics = [];
  rmSync(path.join(folder, 'a.log'));
  await noteCopies(evidence);
  assert.deepEqual(evidence.map(isCopy), [false, false]);
});
