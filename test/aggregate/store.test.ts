// Where a case database in memory spills, and what its columns hold.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openStore } from '../../src/aggregate/store.ts';
import { DecodeThread } from '../../src/decode-thread.ts';
import { scratchFolder } from '../support/output.ts';
import { FIXTURES } from '../support/run-main.ts';

test('databases in memory spill each into a folder of its own, which goes with it', async () => {
  const stores = [await openStore(undefined, undefined), await openStore(undefined, undefined)];
  const folders: string[] = [];
  for (const store of stores) {
    await store.run(`SET memory_limit = '40MB'`);
    await store.run(
      'CREATE TABLE large AS SELECT range AS n, hash(range)::VARCHAR AS text FROM range(3000000)',
    );
    const [{ folder }] = await store.query<{ folder: string }>(
      `SELECT current_setting('temp_directory') AS folder`,
    );
    assert.ok(readdirSync(folder).length > 0, 'something was spilled');
    folders.push(folder);
  }
  assert.notEqual(folders[0], folders[1]);
  for (const store of stores) {
    const [{ wrong }] = await store.query<{ wrong: bigint }>(
      'SELECT count(*)::BIGINT AS wrong FROM large WHERE text <> hash(n)::VARCHAR',
    );
    assert.equal(wrong, 0n);
    await store.close();
  }
  for (const folder of folders) assert.ok(!existsSync(folder));
});

test('evidence numbers beyond 65,535: a folder may hold so many files', async () => {
  const store = await openStore(undefined, undefined);
  const thread = new DecodeThread(store);
  const files = [
    ['pcap', 'pcap/transports-usec-le.pcap'],
    ['web-combined', 'web-combined/common-and-combined.log'],
    ['netstat', 'netstat/linux-an.txt'],
    ['kernel-log', 'kernel-log/packets.log'],
    ['counters', 'counters/nstat-az-lab.txt'],
  ] as const;
  try {
    for (const [index, [format, name]] of files.entries()) {
      thread.start({
        type: 'file',
        evidence: 70_000 + index,
        format,
        fileName: path.basename(name),
        logFormat: '',
        collectionCommand: '',
        modifiedSec: 1_781_000_000,
        latestSec: 1_781_000_000,
        offsets: undefined,
        joins: true,
      });
      await thread.send(readFileSync(path.join(FIXTURES, name)));
      await thread.end(70_000 + index, (text) => text);
    }
    for (const table of [
      'packet_minutes',
      'loose_ends',
      'request_minutes',
      'sockets',
      'events',
      'counters',
      'texts',
    ]) {
      const [row] = await store.query<{ n: bigint; wrong: bigint }>(
        `SELECT count(*)::BIGINT AS n, count(*) FILTER (evidence NOT BETWEEN 70000 AND 70004)::BIGINT AS wrong FROM ${table}`,
      );
      assert.ok(row.n > 0n, table);
      assert.equal(row.wrong, 0n, table);
    }
  } finally {
    await thread.close();
    await store.close();
  }
});

test('without a place for temporary files', async (t) => {
  const before = process.env.TMPDIR;
  t.after(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
  process.env.TMPDIR = path.join(scratchFolder(t), 'gone');
  await assert.rejects(openStore(undefined, undefined), /found ENOENT at .*gone; name another in .* TMPDIR/);
});
