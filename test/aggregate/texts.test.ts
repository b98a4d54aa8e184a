// More different texts than are kept: what comes once stands as one, what comes often gets a number of its own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY_TEXT, MAX_TEXTS, OTHER_TEXT, Texts, viewOf } from '../../src/aggregate/fold/texts.ts';

test('the path of a flood is told apart among more paths than are kept', () => {
  const texts = new Texts();
  const encoder = new TextEncoder();
  const intern = (text: string): number => {
    const bytes = encoder.encode(text);
    return texts.intern(viewOf(bytes), 0, bytes.length);
  };
  const numbers = new Set<number>();
  for (let n = 2; n < MAX_TEXTS; n++) numbers.add(intern(`/item/${n}`));
  assert.equal(numbers.size, MAX_TEXTS - 2);
  assert.ok(!numbers.has(EMPTY_TEXT) && !numbers.has(OTHER_TEXT));
  // Amid a million and a half that come once each.
  const flood: number[] = [];
  let others = 0;
  for (let n = 0; n < 1_500_000; n++) {
    if (intern(`/once/${n}`) === OTHER_TEXT) others++;
    if (n % 1500 === 0) flood.push(intern('/login'));
  }
  assert.ok(others >= 1_499_000, `${others}`);
  const own = flood.filter((number) => number !== OTHER_TEXT);
  assert.ok(own.length >= 960 && own.length < 1000, `${own.length} of 1000`);
  assert.equal(new Set(own).size, 1);
  const { bytes, ends } = texts.drain();
  assert.equal(new TextDecoder().decode(bytes.subarray(ends[own[0] - 1], ends[own[0]])), '/login');
  assert.equal(intern('/item/2'), 2);
  assert.equal(texts.givenUp, others + flood.length - own.length);
});
