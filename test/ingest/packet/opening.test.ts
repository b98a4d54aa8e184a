// What a TCP payload begins with: requests, records of TLS, and neither.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../../../src/ingest/bytes.ts';
import { openingOf } from '../../../src/ingest/packet/opening.ts';
import { OPENING } from '../../../src/model/batch.ts';

function opening(bytes: string | readonly number[], captured = bytes.length): number {
  return openingOf(bytesOf(Buffer.from(bytes)), 0, captured);
}

test('records of TLS, by content type and message type', () => {
  // First bytes as openssl s_client and nginx sent them.
  assert.equal(opening([0x16, 3, 1, 1, 0x24, 1, 0]), OPENING.hello);
  assert.equal(opening([0x16, 3, 3, 0, 0x7a, 2, 0]), OPENING.handshake);
  assert.equal(opening([0x16, 3, 3, 0, 0xde, 0x34]), OPENING.handshake, 'encrypted');
  assert.equal(opening([0x14, 3, 3, 0, 1, 1]), OPENING.cipher);
  assert.equal(opening([0x17, 3, 3, 0, 0xfa, 0x13]), OPENING.data);
  assert.equal(opening([0x15, 3, 3, 0, 0x1a, 0x27]), OPENING.data);
  assert.equal(opening([0x80, 0x2e, 1, 3, 1]), OPENING.hello, 'in the clothes of SSL 2.0');
});

test('text: methods of any server, and what balancers put before a request', () => {
  for (const text of [
    'GET / HTTP/1.1',
    'PROPFIND /',
    'M-SEARCH *',
    'BITS_POST /',
    'PRI * HTTP/2.0',
    'SSH-2.0-x',
  ])
    assert.equal(opening(text), OPENING.text, text);
  assert.equal(opening('PROXY TCP4 192.0.2.1'), OPENING.text);
  assert.equal(opening([0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51]), OPENING.text, 'PROXY protocol 2');
  assert.equal(opening('\r\nGET / HTTP/1.1'), OPENING.text, 'an empty line first, RFC 9112 section 2.2');
});

test('neither', () => {
  assert.equal(opening([0xcd, 0x70, 0x25, 0xa9]), OPENING.other);
  assert.equal(opening('U dun goofed'), OPENING.other);
  assert.equal(opening([0, 0x2a, 0x38, 1]), OPENING.other);
  assert.equal(opening([0x16, 0x7f, 0, 0]), OPENING.other, 'no version of TLS');
  assert.equal(opening([0xff]), OPENING.other);
});

test('what is cut, or may go on as either, is told as neither', () => {
  assert.equal(opening('GET / HTTP/1.1', 0), OPENING.cut);
  // A ClientHello or a request whose first byte travels alone, as tools against censorship send it.
  assert.equal(opening([0x16]), OPENING.cut);
  assert.equal(opening([0x16, 3]), OPENING.cut);
  assert.equal(opening('GE'), OPENING.cut);
  assert.equal(opening([0x16, 3, 1, 1, 0x24, 1], 5), OPENING.cut);
});
