// Sockets in the case database: snapshots without a date of their own are not one moment.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { collect } from '../../src/collect.ts';
import { scratchFolder } from '../support/output.ts';

const HEADER = 'Proto Recv-Q Send-Q Local Address           Foreign Address         State\n';
const NAME = 'netstat-2026-05-17T03:02:10Z.txt';

/** Most half-open sockets at one time, and the times in microseconds behind the first. */
async function atOnce(
  t: TestContext,
  files: Record<string, string>,
): Promise<{ most: number; times: number[] }> {
  const folder = scratchFolder(t);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  const { store } = await collect([folder], {});
  try {
    const rows = await store.query<{ us: number; n: number }>(
      'SELECT at_us AS us, count(DISTINCT remote_port)::DOUBLE AS n FROM sockets GROUP BY us ORDER BY us',
    );
    return {
      most: Math.max(...rows.map(({ n }) => n)),
      times: rows.map(({ us }) => us - 1_778_986_930_000_000),
    };
  } finally {
    await store.close();
  }
}

function dump(...ports: number[]): string {
  return HEADER + ports.map((port) => `tcp 0 0 192.0.2.1:443 203.0.113.5:${port} SYN_RECV\n`).join('');
}

test('snapshots under headers alone are counted apart, in the order of the file', async (t) => {
  const content = dump(1001, 1002) + dump(1003, 1004) + dump(1005);
  assert.deepEqual(await atOnce(t, { [NAME]: content }), { most: 2, times: [0, 1, 2] });
});

test('so are those under one date line, and the next date line is exact again', async (t) => {
  const content = `2026-05-17T03:02:10Z\n${dump(1001)}${dump(1002)}2026-05-17T03:02:11Z\n${dump(1003)}`;
  assert.deepEqual(await atOnce(t, { [NAME]: content }), { most: 1, times: [0, 1, 1_000_000] });
});

test('two files of one second stay one moment', async (t) => {
  const files = { [NAME]: dump(1001, 1002), [NAME.replace('netstat', 'other')]: dump(1002, 1003) };
  assert.deepEqual(await atOnce(t, files), { most: 3, times: [0] });
});
