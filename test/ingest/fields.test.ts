// Scanners against node's own readers of addresses and dates, and at their limits.

import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { test } from 'node:test';
import {
  scanAddress,
  scanIpv4,
  scanMonth,
  scanTwoDigits,
  scanUint,
  utcSeconds,
  WordTable,
} from '../../src/ingest/fields.ts';
import { parseAddress } from '../../src/model/address.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

test('numbers fill their range or are none', () => {
  const cases: [string, number][] = [
    ['0', 0],
    ['007', 7],
    ['999999999999999', 999999999999999],
    ['1000000000000000', -1],
    ['', -1],
    ['-1', -1],
    ['1 ', -1],
    ['1e3', -1],
  ];
  for (const [text, value] of cases) assert.equal(scanUint(bytes(text), 0, text.length), value, text);
  assert.equal(scanTwoDigits(bytes('07'), 0), 7);
  assert.equal(scanTwoDigits(bytes('7'), 0), -1);
  assert.equal(scanTwoDigits(bytes(':7'), 0), -1);
});

test('addresses: node agrees on what is one, the model on its words', () => {
  const texts = [
    '192.0.2.1',
    '0.0.0.0',
    '255.255.255.255',
    '256.0.0.1',
    '1.2.3',
    '1.2.3.4.5',
    '1..2.3',
    '.1.2.3',
    '1.2.3.4.',
    'a.b.c.d',
    '::',
    '::1',
    '1::',
    '2001:db8::1',
    '2001:DB8::Abcd',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    ':::',
    ':1',
    '1:',
    '12345::',
    '::g',
    '',
    ':',
    '::ffff:192.0.2.1',
    '::192.0.2.1',
    '1:2:3:4:5:6:192.0.2.1',
    '1:2:3:4:5:6:7:192.0.2.1',
    '::ffff:192.0.2',
    '::ffff:192.0.2.1:1',
    '2001:db8:0:0:1:0:0:1',
    'fe80::1%eth0',
    '[::1]',
  ];
  for (const text of texts) {
    const scanned = new Uint32Array(6).fill(7);
    const parsed = new Uint32Array(6).fill(7);
    const is = scanAddress(bytes(`x${text}y`), 1, 1 + text.length, scanned, 1);
    assert.equal(is, isIP(text.replace('%', '!')) > 0, text);
    if (is) parseAddress(text, parsed, 1);
    assert.deepEqual(scanned, parsed, text);
  }
  assert.equal(scanIpv4(bytes('255.255.255.255'), 0, 15), 0xffffffff);
});

test('months in any case', () => {
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  for (const [index, name] of names.entries()) {
    for (const text of [name, name.toUpperCase(), name.toLowerCase()])
      assert.equal(scanMonth(bytes(text), 0), index + 1);
  }
  assert.equal(scanMonth(bytes('Mai'), 0), 0);
  assert.equal(scanMonth(bytes('Ja'), 0), 0);
});

test('every day from 1970 to 2110 is the second Date says', () => {
  for (let day = 0; day < 51_200; day++) {
    const date = new Date(day * 86_400_000 + 3_723_000);
    const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    assert.equal(utcSeconds(year, month, dayOfMonth, 1, 2, 3), day * 86_400 + 3723);
  }
});

test('times out of range are refused', () => {
  const wrong: [number, number, number, number, number, number][] = [
    [1969, 12, 31, 0, 0, 0],
    [2026, 0, 1, 0, 0, 0],
    [2026, 13, 1, 0, 0, 0],
    [2026, 2, 29, 0, 0, 0],
    [2100, 2, 29, 0, 0, 0],
    [2026, 4, 31, 0, 0, 0],
    [2026, 1, 1, 24, 0, 0],
    [2026, 1, 1, 0, 60, 0],
    [2026, 1, 1, 0, 0, 61],
    [2026, 1, 1, -1, 0, 0],
  ];
  for (const time of wrong) assert.equal(utcSeconds(...time), -1, time.join());
  assert.equal(utcSeconds(2016, 12, 31, 23, 59, 60), Date.UTC(2017, 0, 1) / 1000);
});

test('words are found whole, among others that share their hash', () => {
  const entries = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`w${i}`, i]));
  const table = new WordTable(entries);
  for (const [word, value] of Object.entries(entries))
    assert.equal(table.find(bytes(`<${word}>`), 1, 1 + word.length), value);
  for (const word of ['', 'w', 'w300', 'W1', 'w1 '])
    assert.equal(table.find(bytes(word), 0, word.length), -1, word);
});
