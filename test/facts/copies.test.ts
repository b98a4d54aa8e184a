// Copies among the evidence: counted once, and nothing that is no copy is taken for one.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { collect } from '../../src/collect.ts';
import { dropCopies } from '../../src/facts/copies.ts';
import { scratchFolder } from '../support/output.ts';
import { FIXTURES } from '../support/run-main.ts';

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
