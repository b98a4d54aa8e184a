// What every format of web logs must do with its fixtures: golden rows, a slow twin, cuts, truncation, damage.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EvidenceFormat } from '../../src/ingest/format.ts';
import { FORMATS } from '../../src/ingest/formats/index.ts';
import {
  assertLedger,
  byteFlips,
  checkGolden,
  fixtureNames,
  readFixture,
  SMALL_CUTS,
} from './text-fixtures.ts';
import { decodeRequests, type RequestRow } from './text-rows.ts';

/** Tests over fixtures/<id of the format>; `twin` reads the same in a plain way, `least` is the arena that the longest line needs, bytes. */
export function testRequestFormat(
  format: EvidenceFormat,
  twin?: (input: Uint8Array) => RequestRow[],
  least = 0,
): void {
  for (const name of fixtureNames(format.id)) {
    const input = readFixture(format.id, name);
    const decoded = decodeRequests(format, input);

    test(`${name}: fits, is taken by no format before, and gives the expected rows`, () => {
      assert.equal(FORMATS.find((each) => each.sniff(input) === undefined)?.id, format.id);
      checkGolden(format.id, name, decoded);
    });

    if (twin !== undefined)
      test(`${name}: the slow twin agrees`, () => assert.deepEqual(decoded.rows, twin(input)));

    test(`${name}: rows do not depend on cuts or batch sizes`, () => {
      for (const small of SMALL_CUTS) {
        const cutting = { ...small, textBytes: Math.max(small.textBytes, least) };
        assert.deepEqual(decodeRequests(format, input, cutting), decoded, JSON.stringify(cutting));
      }
    });

    test(`${name}: the ledger holds wherever the file ends`, () => {
      for (let end = 0; end <= input.length; end++)
        assertLedger(decodeRequests(format, input.subarray(0, end)), end);
    });

    test(`${name}: flipped bytes neither throw nor lose bytes`, () => {
      for (const damaged of byteFlips(input, 300))
        assertLedger(decodeRequests(format, damaged), damaged.length);
    });
  }
}
