// ss dumps: golden rows, cuts, the ledger under truncation and damage, the slow twin.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { netstat } from '../../../src/ingest/formats/netstat.ts';
import { ss } from '../../../src/ingest/formats/ss.ts';
import { slowSs } from '../../support/slow-text-decoders.ts';
import {
  assertLedger,
  byteFlips,
  checkGolden,
  fixtureNames,
  readFixture,
  SMALL_CUTS,
} from '../../support/text-fixtures.ts';
import { decodeSockets } from '../../support/text-rows.ts';

for (const name of fixtureNames('ss')) {
  const input = readFixture('ss', name);
  const decoded = decodeSockets(ss, input, name);

  test(`${name}: fits, is no netstat dump, and gives the expected rows`, () => {
    assert.equal(ss.sniff(input), undefined);
    assert.match(netstat.sniff(input) ?? 'taken', /^(no line like|a list of ss)/);
    checkGolden('ss', name, decoded);
  });

  test(`${name}: the slow twin agrees`, () => {
    const rows = decoded.rows.filter((row) => row.state !== 'UNKNOWN');
    assert.deepEqual(
      rows.map(({ protocol, state, local, localPort, remote, remotePort, sendQueue }) => {
        const queue = sendQueue !== undefined && { sendQueue };
        return { protocol, state, local, localPort, remote, remotePort, ...queue };
      }),
      slowSs(input),
    );
  });

  test(`${name}: rows do not depend on cuts or batch sizes`, () => {
    for (const cutting of SMALL_CUTS) {
      assert.deepEqual(decodeSockets(ss, input, name, cutting), decoded, JSON.stringify(cutting));
    }
  });

  test(`${name}: the ledger holds wherever the file ends`, () => {
    for (let end = 0; end <= input.length; end++)
      assertLedger(decodeSockets(ss, input.subarray(0, end), name), end);
  });

  test(`${name}: flipped bytes neither throw nor lose bytes`, () => {
    for (const damaged of byteFlips(input, 300))
      assertLedger(decodeSockets(ss, damaged, name), damaged.length);
  });
}

test('lines that only resemble sockets are refused', () => {
  for (const text of ['', 'LISTEN to me 1 2\n', 'State of the union\n', 'ESTAB 0 0 nowhere\n']) {
    assert.match(ss.sniff(Buffer.from(text)) ?? 'taken', /^no line like/, text);
  }
});
