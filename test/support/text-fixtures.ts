// Fixtures of the text formats: their names and bytes, golden files, cuts, truncations and seeded damage.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Cutting, Decoded } from './text-rows.ts';

// The project's root is three levels above dist/test/support/.
const root = fileURLToPath(new URL('../../../fixtures/', import.meta.url));

/** Input files in fixtures/<folder>, without their expectations. */
export function fixtureNames(folder: string): string[] {
  return readdirSync(root + folder)
    .filter((name) => /\.(log|txt)$/.test(name))
    .sort();
}

/** Bytes of a fixture. */
export function readFixture(folder: string, name: string): Buffer {
  return readFileSync(`${root}${folder}/${name}`);
}

/** Compares with <name>.expected.json beside the input; UPDATE_GOLDEN=1 writes it. */
export function checkGolden<Row>(folder: string, name: string, decoded: Decoded<Row>): void {
  const path = `${root}${folder}/${name.replace(/\.\w+$/, '')}.expected.json`;
  const { rows, diagnostics } = decoded;
  if (process.env.UPDATE_GOLDEN === '1') {
    const lines = [...rows.map((row) => `    ${JSON.stringify(row)}`)].join(',\n');
    const damage = diagnostics.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
    const list = (text: string): string => (text === '' ? '[]' : `[\n${text}\n  ]`);
    writeFileSync(path, `{\n  "rows": ${list(lines)},\n  "diagnostics": ${list(damage)}\n}\n`);
  }
  assert.ok(existsSync(path), `${path} is missing`);
  assert.deepEqual({ rows, diagnostics }, JSON.parse(readFileSync(path, 'utf8')));
}

/** Cuts and batches small enough to fall into every line. */
export const SMALL_CUTS: Cutting[] = [1, 2, 7, 61, 300].flatMap((pieceBytes) => [
  { pieceBytes, capacity: 1, textBytes: 2048 },
  { pieceBytes, capacity: 3, textBytes: 600 },
]);

/** Every byte is either decoded or skipped. */
export function assertLedger(decoded: Decoded<unknown>, bytesRead: number): void {
  assert.equal(decoded.bytesDecoded + decoded.bytesSkipped, bytesRead);
}

/** `count` copies of `input` with one to eight bytes changed each; the same ones every time. */
export function* byteFlips(input: Uint8Array, count: number): Generator<Uint8Array> {
  let seed = 20260517;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const favourites = [0x0a, 0x0d, 0x20, 0x22, 0x5b, 0x5c, 0x5d, 0x3a, 0x2e, 0x00, 0xff];
  for (let i = 0; i < count; i++) {
    const damaged = Uint8Array.from(input);
    for (let flips = 1 + random(8); flips > 0; flips--) {
      damaged[random(damaged.length)] = random(2) === 0 ? random(256) : favourites[random(favourites.length)];
    }
    yield damaged;
  }
}
