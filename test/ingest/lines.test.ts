// Line framing: terminators, cuts, lines over the limit, giving a line back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_LINE_BYTES } from '../../src/ingest/format.ts';
import { headLines, LineFramer, notText } from '../../src/ingest/lines.ts';
import { Diagnostics } from '../../src/model/diagnostic.ts';

function frame(text: string, pieceBytes: number): { lines: string[]; diagnostics: Diagnostics } {
  const input = Buffer.from(text, 'latin1');
  const diagnostics = new Diagnostics();
  const framer = new LineFramer(diagnostics);
  const lines: string[] = [];
  let rest: Buffer = Buffer.alloc(0);
  const take = (piece: Buffer, last: boolean): void => {
    framer.open(piece, last);
    while (framer.next()) {
      const content = piece.toString('latin1', framer.start, framer.end);
      lines.push(`${framer.number}@${framer.offset}+${framer.bytes}:${content}`);
    }
    rest = piece.subarray(framer.close());
  };
  for (let at = 0; at < input.length; at += pieceBytes) {
    take(Buffer.concat([rest, input.subarray(at, at + pieceBytes)]), false);
  }
  take(rest, true);
  assert.equal(rest.length, 0);
  return { lines, diagnostics };
}

test('LF, CRLF, blank lines and a last line without newline', () => {
  const expected = ['1@0+2:a', '2@2+3:b', '3@5+1:', '4@6+2:', '5@8+3:c\rd'];
  for (const pieceBytes of [100, 1, 2, 3])
    assert.deepEqual(frame('a\nb\r\n\n\r\nc\rd', pieceBytes).lines, expected);
  assert.deepEqual(frame('', 1).lines, []);
  assert.deepEqual(frame('x\r', 1).lines, ['1@0+2:x']);
});

test('a byte order mark is not content', () => {
  for (const pieceBytes of [1, 100])
    assert.deepEqual(frame('\xef\xbb\xbfa\nb', pieceBytes).lines, ['1@0+5:a', '2@5+1:b']);
});

test('a line of exactly the limit is kept, one byte more is skipped, at any cut', () => {
  const whole = 'x'.repeat(MAX_LINE_BYTES);
  for (const pieceBytes of [1 << 22, MAX_LINE_BYTES, MAX_LINE_BYTES + 1, 99_991]) {
    const kept = frame(`${whole}\nb\n`, pieceBytes);
    assert.equal(kept.lines.length, 2);
    assert.equal(kept.diagnostics.bytesSkipped, 0);
    const skipped = frame(`a\n${whole}x\nb\n`, pieceBytes);
    assert.deepEqual(skipped.lines, ['1@0+2:a', `3@${MAX_LINE_BYTES + 4}+2:b`]);
    assert.deepEqual(skipped.diagnostics.list(), [
      { code: 'line/too-long', count: 1, bytesSkipped: MAX_LINE_BYTES + 2, firstOffsets: [2] },
    ]);
    const open = frame(`a\n${whole}x`, pieceBytes);
    assert.deepEqual(
      open.diagnostics.list().map((entry) => [entry.count, entry.bytesSkipped]),
      [[1, MAX_LINE_BYTES + 1]],
    );
  }
});

test('a line given back comes again', () => {
  const framer = new LineFramer(new Diagnostics());
  const input = Buffer.from('a\nbb\n');
  framer.open(input, false);
  framer.next();
  framer.next();
  framer.back();
  assert.equal(framer.close(), 2);
  framer.open(input.subarray(2), false);
  assert.ok(framer.next());
  assert.deepEqual([framer.number, framer.offset, framer.end - framer.start], [2, 2, 2]);
});

test('the head for sniffing ends with a whole line, or with the file', () => {
  assert.equal(headLines(Buffer.from('a\nb\nc'), 2).length, 4);
  assert.equal(headLines(Buffer.from('a\nb\nc'), 9).length, 5);
  assert.equal(headLines(Buffer.alloc(65536, 'a\nbbb'), 100_000).length % 5, 2);
});

test('UTF-16 and binary data are no text', () => {
  assert.match(notText(Buffer.from('\ufeffab', 'utf16le')) ?? '', /^UTF-16/);
  assert.equal(notText(Buffer.alloc(100)), 'binary data');
  assert.equal(notText(Buffer.from(`${'x'.repeat(100)}\0`)), undefined);
});
