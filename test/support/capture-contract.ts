// What every capture decoder must hold to, over its fixtures: golden rows, any cut, any truncation, the ledger, the slow twin.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { EvidenceFormat } from '../../src/ingest/format.ts';
import { SHAPE } from '../../src/model/batch.ts';
import type { CaptureFixture } from './capture-fixtures.ts';
import { type DecodedCapture, decodeCapture, type PacketRow } from './decode-capture.ts';
import { slowCapture } from './slow-captures.ts';
import { tsharkRows } from './tshark-rows.ts';

const FIXTURES = fileURLToPath(new URL('../../../fixtures', import.meta.url));

/** Declares the contract's tests for each fixture. */
export function testContract(format: EvidenceFormat, fixtures: CaptureFixture[]): void {
  for (const fixture of fixtures) {
    const path = join(FIXTURES, format.id, fixture.name);
    const expectedPath = path.replace(/\.[a-z]+$/, '.expected.json');
    test(fixture.name, async (t) => {
      if (process.env.UPDATE_GOLDEN === '1') write(path, expectedPath, fixture);
      assert.ok(existsSync(path), `${path} is missing; UPDATE_GOLDEN=1 writes it`);
      const bytes = new Uint8Array(readFileSync(path));
      assert.deepEqual(bytes, fixture.bytes, 'the file is what the capture writer writes');
      const whole = decodeCapture(format, bytes);
      await t.test('is recognised', () => assert.equal(format.sniff(bytes), undefined));
      await t.test('rows as tshark sees them', () => golden(whole, expectedPath));
      await t.test('damage', () => {
        const damaged = whole.rows.flatMap((row, i) => ((row.shape & SHAPE.damaged) !== 0 ? [i + 1] : []));
        assert.deepEqual(damaged, fixture.damaged ?? []);
        const codes = whole.diagnostics.map(
          ({ code, count, bytesSkipped }) => `${code} ${count} ${bytesSkipped}`,
        );
        assert.deepEqual(codes, fixture.diagnostics ?? []);
      });
      await t.test('rows as the slow twin sees them', () => {
        const rows = whole.rows.map((row) => ({ ...row, synFingerprint: Math.min(1, row.synFingerprint) }));
        assert.deepEqual(rows, slowCapture(bytes));
      });
      await t.test('cut anywhere', () => {
        for (let length = 1; length < 80; length++)
          assert.deepEqual(
            decodeCapture(format, bytes, () => length),
            whole,
            `pieces of ${length}`,
          );
        const random = pseudoRandom(bytes.length);
        for (let round = 0; round < 20; round++)
          assert.deepEqual(
            decodeCapture(format, bytes, () => 1 + (random() % 300)),
            whole,
            `round ${round}`,
          );
      });
      await t.test('truncated anywhere', () => {
        for (let length = 0; length < bytes.length; length += 1 + (length >> 9)) {
          const part = decodeCapture(format, bytes.subarray(0, length));
          assertLedger(part, length);
          assert.deepEqual(part.rows, whole.rows.slice(0, part.rows.length));
        }
        assertLedger(whole, bytes.length);
      });
      await t.test('with any byte changed', () => {
        const random = pseudoRandom(7);
        for (let round = 0; round < 300; round++) {
          const broken = Uint8Array.from(bytes);
          for (let i = 0; i <= round % 3; i++) broken[random() % broken.length] = random();
          const part = decodeCapture(format, broken, () => 200);
          assertLedger(part, broken.length);
          assert.deepEqual(part, decodeCapture(format, broken), 'rows do not depend on the cut');
        }
      });
    });
  }
}

/** Every byte is decoded or skipped. */
export function assertLedger(capture: DecodedCapture, length: number): void {
  assert.equal(capture.bytesDecoded + capture.bytesSkipped, length, 'decoded + skipped = read');
}

function golden(capture: DecodedCapture, expectedPath: string): void {
  const expected: Partial<PacketRow>[] = JSON.parse(readFileSync(expectedPath, 'utf8'));
  assert.equal(capture.rows.length, expected.length);
  for (const [i, row] of capture.rows.entries()) {
    const known = Object.fromEntries(
      Object.keys(expected[i]).map((key) => [key, row[key as keyof PacketRow]]),
    );
    assert.deepEqual(known, expected[i], `packet ${i + 1}`);
  }
}

function write(path: string, expectedPath: string, fixture: CaptureFixture): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, fixture.bytes);
  const rows = tsharkRows(path).map((row) => JSON.stringify(row));
  writeFileSync(expectedPath, rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`);
}

function pseudoRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
