// Long lines at the front of a log, as an attacker sends them: the format is found behind them, and no other line is lost.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { collect } from '../../src/collect.ts';
import { MOST_SNIFFED_BYTES, sniff } from '../../src/ingest/sniff.ts';
import { scratchFolder } from '../support/output.ts';

const request = (target: string): string =>
  `198.51.100.7 - - [17/May/2026:03:02:01 +0000] "GET /${target} HTTP/1.1" 200 512 "-" "Mozilla/5.0"\n`;
const login = (user: string): string =>
  `May 17 03:02:10 web1 sshd[812]: Failed password for ${user} from 198.51.100.7 port 40022 ssh2\n`;

async function read(t: TestContext, text: string | Uint8Array): Promise<string> {
  const file = path.join(scratchFolder(t), 'x.log');
  writeFileSync(file, text);
  const { store, evidence } = await collect([file], {});
  await store.close();
  const [{ format, summary, diagnostics, bytesRead, bytesDecoded, bytesSkipped }] = evidence;
  assert.equal(bytesDecoded + bytesSkipped, bytesRead);
  const damage = diagnostics.map(({ code, count }) => ` ${code} ${count}`).join('');
  return `${format?.id ?? 'unknown'} ${summary?.records ?? 0}${damage}`;
}

test('a line of 100 KB in front of a log is one of its lines', async (t) => {
  const long = 'a'.repeat(100_000);
  assert.equal(await read(t, request(long) + request('').repeat(50)), 'web-combined 51');
  assert.equal(await read(t, login(long) + login('root').repeat(50)), 'kernel-log 51');
  assert.equal(await read(t, gzipSync(request(long) + request('').repeat(50))), 'web-combined 51');
  assert.equal(await read(t, request('') + request(long) + request('').repeat(50)), 'web-combined 52');
  assert.equal(
    await read(t, request(long) + request('').slice(0, -1)),
    'web-combined 2',
    'one line behind it, without its end',
  );
});

test('one that no decoder takes is tallied, and everything else kept', async (t) => {
  const tooLong = request('a'.repeat(1_200_000));
  assert.equal(await read(t, tooLong + request('').repeat(50)), 'web-combined 50 line/too-long 1');
  const binary = `${'\0\x16\x03\x01'.repeat(25_000)}\n`;
  assert.equal(await read(t, binary + request('').repeat(50)), 'web-combined 50 line/unparsable 1');
});

test('many of them are looked past, in a stream that comes in small pieces too, up to a bound', async (t) => {
  const long = request('a'.repeat(100_000));
  assert.equal(await read(t, long.repeat(60) + request('').repeat(50)), 'web-combined 110');
  assert.equal(await read(t, gzipSync(long.repeat(60) + request('').repeat(50))), 'web-combined 110');
  const beyond = Math.ceil(MOST_SNIFFED_BYTES / long.length) + 10;
  assert.equal(await read(t, long.repeat(beyond) + request('').repeat(50)), 'unknown 0');
});

test('what is no log is none for a long first line', () => {
  assert.equal(sniff(Buffer.from(`${'var a=1;'.repeat(20_000)}\nfunction b() {}\n`)).format, undefined);
  assert.equal(sniff(Buffer.alloc(200_000, 'x')).format, undefined);
});

test('an archive of logs is no log: its header would pass for a line, and no later member be named', async (t) => {
  const folder = scratchFolder(t);
  writeFileSync(path.join(folder, 'access.log'), request('').repeat(50));
  writeFileSync(path.join(folder, 'auth.log'), login('root').repeat(50));
  for (const format of ['ustar', 'pax', 'gnu']) {
    const packed = execFileSync('tar', ['-c', `--format=${format}`, '-C', folder, 'access.log', 'auth.log']);
    assert.equal(await read(t, packed), 'unknown 0', format);
    assert.equal(await read(t, gzipSync(packed)), 'unknown 0', `${format}, in gzip`);
  }
});
