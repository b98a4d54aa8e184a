// The committed sample report is what the program writes today, byte for byte.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isKept, makeSample } from '../support/write-sample-reports.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const KEPT = path.join(ROOT, 'reports', 'debtember');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => name.split(path.sep).join('/'))
    .sort();
}

test('reports/debtember is equal to a fresh run', async (t) => {
  assert.ok(existsSync(KEPT), 'npm run reports writes the sample report');
  const manifest = JSON.parse(readFileSync(path.join(KEPT, 'manifest.json'), 'utf8')) as {
    node_version: string;
  };
  const made = manifest.node_version;
  if (made !== process.version) {
    t.skip(
      `the sample was made with Node ${made}, this is ${process.version}: its manifest and compressed streams name another version`,
    );
    return;
  }
  const { top, directory } = await makeSample();
  try {
    const fresh = filesBelow(directory).filter(isKept);
    assert.deepEqual(filesBelow(KEPT), fresh);
    for (const name of fresh) {
      assert.ok(
        readFileSync(path.join(KEPT, name)).equals(readFileSync(path.join(directory, name))),
        `${name} differs: npm run reports, then look at the change`,
      );
    }
  } finally {
    rmSync(top, { recursive: true });
  }
});
