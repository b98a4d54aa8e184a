// Where a case database in memory spills.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { openStore } from '../../src/aggregate/store.ts';

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
