// Evidence on disk: finding files, hashes, and gzip whole or damaged, against zlib's own one-shot inflation.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { findEvidence, type ReadResult, readEvidence } from '../../src/ingest/open.ts';
import { type Diagnostic, Diagnostics } from '../../src/model/diagnostic.ts';
import { scratchFolder } from '../support/output.ts';

interface Read extends ReadResult {
  bytes: Buffer;
  diagnostics: Diagnostic[];
  progress: number;
}

async function read(t: TestContext, content: Uint8Array): Promise<Read> {
  const file = path.join(scratchFolder(t), 'file');
  writeFileSync(file, content);
  const diagnostics = new Diagnostics();
  const parts: Buffer[] = [];
  let progress = 0;
  const { files } = await findEvidence([file]);
  const result = await readEvidence(
    files[0],
    diagnostics,
    async (chunk) => {
      parts.push(Buffer.from(chunk));
    },
    (bytes) => {
      progress += bytes;
    },
  );
  return { ...result, bytes: Buffer.concat(parts), diagnostics: diagnostics.list(), progress };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

// Larger than a chunk of the reader, packs neither to nothing nor not at all.
const PLAIN = ((): Buffer => {
  let word = 20260610;
  let text = '';
  while (text.length < 3_000_000) {
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    text += `198.51.100.${word >>> 24} GET /page-${word % 9973} 200 ${word >>> 12}\n`;
  }
  return Buffer.from(text);
})();
const PACKED = gzipSync(PLAIN);
const damagedAt = (offset: number): Partial<Diagnostic>[] => [
  { code: 'compressed/damaged', count: 1, bytesSkipped: 0, firstOffsets: [offset] },
];

test('a plain file: its bytes, its hash, no compression', async (t) => {
  const found = await read(t, PLAIN);
  assert.ok(found.bytes.equals(PLAIN));
  assert.equal(found.sha256, sha256(PLAIN));
  assert.deepEqual([found.compression, found.innerSha256, found.sizeBytes], ['', '', PLAIN.length]);
  assert.equal(found.progress, PLAIN.length);
  assert.deepEqual(found.diagnostics, []);
});

test('gzip: the bytes inside, both hashes', async (t) => {
  const found = await read(t, PACKED);
  assert.ok(found.bytes.equals(PLAIN));
  assert.equal(found.sha256, sha256(PACKED));
  assert.equal(found.innerSha256, sha256(PLAIN));
  assert.deepEqual(
    [found.compression, found.sizeBytes, found.progress],
    ['gzip', PACKED.length, PACKED.length],
  );
  assert.deepEqual(found.diagnostics, []);
});

test('gzip of several members is one stream', async (t) => {
  const members = [0, 1_000_000, 1_000_001, PLAIN.length].map((from, i, all) =>
    PLAIN.subarray(from, all[i + 1]),
  );
  const found = await read(t, Buffer.concat(members.map((member) => gzipSync(member))));
  assert.ok(found.bytes.equals(PLAIN));
  assert.deepEqual(found.diagnostics, []);
});

test('gzip cut anywhere: all that zlib can inflate, and the cut is named', async (t) => {
  const cuts = [
    11,
    20,
    500,
    65_537,
    PACKED.length >> 1,
    PACKED.length - 9,
    PACKED.length - 8,
    PACKED.length - 1,
  ];
  for (const cut of cuts) {
    const packed = PACKED.subarray(0, cut);
    const found = await read(t, packed);
    const expected = gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
    assert.ok(found.bytes.equals(expected), `${cut}: ${found.bytes.length} of ${expected.length}`);
    assert.equal(found.innerSha256, sha256(expected));
    assert.deepEqual(found.diagnostics, damagedAt(cut));
  }
});

test('gzip cut in its second member', async (t) => {
  const second = gzipSync(PLAIN);
  const packed = Buffer.concat([PACKED, second.subarray(0, second.length - 1000)]);
  const found = await read(t, packed);
  const rest = gunzipSync(second.subarray(0, second.length - 1000), { finishFlush: constants.Z_SYNC_FLUSH });
  assert.ok(found.bytes.equals(Buffer.concat([PLAIN, rest])));
  assert.deepEqual(found.diagnostics, damagedAt(packed.length));
});

test('a wrong checksum or length: every byte is kept, and it is said', async (t) => {
  for (const back of [8, 5, 4, 1]) {
    const packed = Buffer.from(PACKED);
    packed[packed.length - back] ^= 0x10;
    const found = await read(t, packed);
    assert.ok(found.bytes.equals(PLAIN), `${back} from the end: ${found.bytes.length} of ${PLAIN.length}`);
    assert.equal(found.innerSha256, sha256(PLAIN));
    assert.deepEqual(
      found.diagnostics.map(({ code }) => code),
      ['compressed/damaged'],
    );
    assert.ok(found.diagnostics[0].firstOffsets[0] >= PACKED.length - 8);
  }
});

// A reserved block type (RFC 1951 section 3.2.3) behind a flushed block: where sound data ends is known exactly.
test('damage in the middle: everything before it is kept, its place is named', async (t) => {
  const half = PLAIN.length >> 1;
  const whole = gzipSync(PLAIN.subarray(0, half), { finishFlush: constants.Z_FULL_FLUSH });
  const packed = Buffer.concat([whole, Buffer.from([0xff, 0xff, 0xff, 0xff]), PACKED.subarray(5000)]);
  const found = await read(t, packed);
  assert.equal(found.bytes.length, half);
  assert.ok(found.bytes.equals(PLAIN.subarray(0, half)));
  assert.deepEqual(found.diagnostics, damagedAt(whole.length));
});

test('behind the last member: zeros are padding, anything else is noticed', async (t) => {
  const zeros = new Uint8Array(10_240);
  const garbage = Buffer.from('behind the last member');
  const padded = await read(t, Buffer.concat([PACKED, zeros]));
  assert.ok(padded.bytes.equals(PLAIN));
  assert.deepEqual(padded.diagnostics, []);
  for (const tail of [
    [garbage],
    [zeros, garbage],
    [zeros, PACKED],
    [zeros, new Uint8Array(3_000_000), garbage],
  ]) {
    const found = await read(t, Buffer.concat([PACKED, ...tail]));
    assert.ok(found.bytes.equals(PLAIN));
    const [{ code, firstOffsets }] = found.diagnostics;
    assert.equal(code, 'compressed/damaged');
    const expected =
      PACKED.length + (tail.length === 1 ? 0 : tail.slice(0, -1).reduce((sum, part) => sum + part.length, 0));
    // A header is refused at its second byte.
    assert.ok([expected, expected + 1].includes(firstOffsets[0]), `${firstOffsets[0]} for ${expected}`);
  }
});

test('what only begins like gzip is taken as it is', async (t) => {
  for (const bytes of [Buffer.from([0x1f, 0x8b]), Buffer.from([0x1f, 0x8b, 7, 0, 0])]) {
    const found = await read(t, bytes);
    assert.ok(found.bytes.equals(bytes));
    assert.equal(found.compression, '');
  }
});

test('files are found below directories, in order of path, each once, named or not', async (t) => {
  const folder = scratchFolder(t);
  mkdirSync(path.join(folder, 'b/c'), { recursive: true });
  for (const name of ['z.log', 'b/y.log', 'b/c/x.log']) writeFileSync(path.join(folder, name), name);
  symlinkSync('z.log', path.join(folder, 'a.log'));
  symlinkSync('.', path.join(folder, 'b/circle'));
  const { files, failures } = await findEvidence([
    folder,
    path.join(folder, 'b/y.log'),
    path.join(folder, 'none'),
  ]);
  assert.deepEqual(
    files.map(({ path: at, named }) => [path.relative(folder, at), named]),
    [
      ['a.log', false],
      ['b/c/x.log', false],
      ['b/y.log', true],
      ['z.log', false],
    ],
  );
  assert.deepEqual(
    failures.map((failure) => path.relative(folder, failure.path)),
    ['b/circle', 'none'],
  );
});

test('UTF-16 text with a byte order mark, as Windows PowerShell writes it, is read as UTF-8; the hash is that of the disk', async (t) => {
  const text = 'TCP 192.0.2.1:443 203.0.113.5:50123 HERGESTELLT \u00c4\u{1f600}\r\n'.repeat(40_000);
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  for (const bytes of [little, Buffer.from(little).swap16()]) {
    const plain = await read(t, bytes);
    assert.equal(plain.bytes.toString('utf8'), text);
    assert.equal(plain.sha256, sha256(bytes));
    assert.deepEqual(
      plain.diagnostics.map(({ code }) => code),
      ['text/utf-16'],
    );
    assert.equal((await read(t, gzipSync(bytes))).bytes.toString('utf8'), text);
  }
  const cut = await read(t, little.subarray(0, little.length - 1));
  assert.equal(cut.bytes.toString('utf8'), `${text.slice(0, -1)}\ufffd`, 'half a character is not lost');
});

test('what a gzip bomb becomes is handed on as it comes, not gathered', async (t) => {
  const file = path.join(scratchFolder(t), 'bomb.gz');
  const size = 1 << 28;
  writeFileSync(file, Buffer.concat(Array(64).fill(gzipSync(Buffer.alloc(size / 64)))));
  const { files } = await findEvidence([file]);
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  let bytes = 0;
  await readEvidence(
    files[0],
    new Diagnostics(),
    async (chunk) => {
      bytes += chunk.length;
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    },
    () => undefined,
  );
  assert.equal(bytes, size);
  assert.ok(most < size / 2, `${most} bytes at once`);
});
