// Address lists: golden rows, cuts, the ledger, and how strictly they are recognised.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressList } from '../../../src/ingest/formats/address-list.ts';
import { FORMATS } from '../../../src/ingest/formats/index.ts';
import { decodeEvents, EVENT_CUTS } from '../../support/event-rows.ts';
import {
  assertLedger,
  byteFlips,
  checkGolden,
  fixtureNames,
  readFixture,
} from '../../support/text-fixtures.ts';

for (const name of fixtureNames('address-list')) {
  const input = readFixture('address-list', name);
  const decoded = decodeEvents(addressList, input);

  test(`${name}: gives the expected rows`, () => {
    const first = FORMATS.find((format) => format.sniff(input) === undefined);
    assert.equal(first?.id, name === 'damaged.txt' ? undefined : 'address-list');
    checkGolden('address-list', name, decoded);
  });

  test(`${name}: rows do not depend on cuts or batch sizes`, () => {
    for (const cutting of EVENT_CUTS) assert.deepEqual(decodeEvents(addressList, input, cutting), decoded);
  });

  test(`${name}: the ledger holds wherever the file ends and whatever is damaged`, () => {
    for (let end = 0; end <= input.length; end++)
      assertLedger(decodeEvents(addressList, input.subarray(0, end)), end);
    for (const damaged of byteFlips(input, 300))
      assertLedger(decodeEvents(addressList, damaged), damaged.length);
  });
}

test('prefixes lose their host bits and keep their length', () => {
  const { rows } = decodeEvents(addressList, readFixture('address-list', 'header.txt'));
  assert.deepEqual(
    rows.map((row) => [row.source, row.detail, row.subject, row.basis]),
    [
      ['192.0.2.7', 128, 'tor-exit', 'exact'],
      ['192.0.2.8', 128, 'tor-exit', 'exact'],
      ['198.51.100.0', 120, 'tor-exit', 'exact'],
      ['2001:db8:1::', 48, 'tor-exit', 'exact'],
      ['203.0.113.64', 122, 'own crawler', 'no date'],
      ['203.0.113.64', 122, 'own crawler', 'no date'],
    ],
  );
});

test('what is refused: anything that may be something else', () => {
  const refused = [
    '',
    '# list: tor-exit 2026-05-17\n',
    '192.0.2.1\n192.0.2.2\n',
    '# blocklist\n192.0.2.1\n',
    'prefix,label,date\n192.0.2.0/24,cdn,2026-05-17\n',
    '192.0.2.1,GET /?a=1,2026-05-17\n',
    '192.0.2.1,200,17/May/2026\n',
    '192.0.2.1;cdn\n',
    '192.0.2.0/24,cdn\nand a line of prose\n',
    '192.0.2.1 - - [17/May/2026:03:02:10 +0000] "GET / HTTP/1.1" 200 5\n',
  ];
  for (const text of refused) assert.notEqual(addressList.sniff(Buffer.from(text)), undefined, text);
});
