// What a packet asks for: names of DNS queries with their zones, paths of HTTP requests, cut and hostile ones.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../../../src/ingest/bytes.ts';
import { dnsCode, pathHash, writeDnsQuery } from '../../../src/ingest/packet/asked.ts';
import { ZONE_BYTES } from '../../../src/model/batch.ts';
import { createPacketBatch } from '../../../src/model/empty-batch.ts';

/** A query in wire format, RFC 1035 section 4.1; labels as given, type A, class IN. */
function query(labels: readonly string[]): Buffer {
  const name = labels.map((label) =>
    Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')]),
  );
  return Buffer.concat([
    Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    ...name,
    Buffer.from([0, 0, 1, 0, 1]),
  ]);
}

function read(message: Buffer, end = message.length): { asked: number; zone: string } {
  const batch = createPacketBatch(1);
  writeDnsQuery(bytesOf(message), 0, end, batch, 0);
  const { asked, text, textUsed, zoneStart, zoneEnd } = batch;
  assert.ok(textUsed <= ZONE_BYTES);
  const zone = asked[0] === 0 ? '' : Buffer.from(text.subarray(zoneStart[0], zoneEnd[0])).toString('latin1');
  return { asked: asked[0], zone };
}

test('the zone of a name is its last two labels, three below a registry for names', () => {
  const zones: [name: string, zone: string][] = [
    ['a1b2c3.www.shop.example', 'shop.example'],
    ['shop.example', 'shop.example'],
    ['example', 'example'],
    ['x.shop.co.uk', 'shop.co.uk'],
    ['x.bbb.de', 'bbb.de'],
    ['co.uk', 'co.uk'],
    ['x.Shop.EXAMPLE', 'shop.example'],
    [`x.${'l'.repeat(63)}.example`, 'example'],
    [`x.${'l'.repeat(56)}.example`, `${'l'.repeat(56)}.example`],
    [`${'k'.repeat(63)}`, 'k'.repeat(63)],
    ['x.<i>|\n\u00ff.example', '?i????.example'],
  ];
  for (const [name, zone] of zones) assert.equal(read(query(name.split('.'))).zone, zone, name);
});

test('capitals do not make another name, every other difference does', () => {
  const names = ['a.shop.example', 'b.shop.example', 'as.hop.example', 'a.shop.exampl', 'shop.example'];
  const hashes = names.map((name) => read(query(name.split('.'))).asked);
  assert.equal(new Set([...hashes, 0]).size, names.length + 1);
  assert.equal(read(query(['A', 'sHoP', 'eXample'])).asked, hashes[0]);
});

test('look-ups of addresses, the root, cut names and compressed names are no new names', () => {
  for (const labels of [
    ['7', '2', '0', '192', 'in-addr', 'arpa'],
    ['mail', '192', 'IN-ADDR', 'ARPA'],
    ['12', '2', '0', '192', 'list', 'example'],
    [],
  ])
    assert.equal(read(query(labels)).asked, 0, labels.join('.'));
  assert.notEqual(read(query(['1234', 'list', 'example'])).asked, 0);
  const message = query(['abc', 'shop', 'example']);
  // Header 12, name 4 + 5 + 8 + 1.
  for (let end = 12; end < 30; end++) assert.equal(read(message, end).asked, 0, String(end));
  assert.notEqual(read(message, 30).asked, 0);
  const pointer = query(['abc']);
  pointer[12] = 0xc0;
  assert.equal(read(pointer).asked, 0);
});

test('the code of an answer is the low half of its fourth byte', () => {
  assert.equal(dnsCode(bytesOf(Buffer.from([0, 1, 0x85, 0x83])), 0), 3);
});

// Published values of FNV-1a, 32 bits: "a" and "foobar".
test('the hash of a path is FNV-1a over its bytes, without method and query', () => {
  const hash = (line: string): number => pathHash(bytesOf(Buffer.from(line, 'latin1')), 0, line.length);
  assert.equal(hash('GET a HTTP/1.1\r\n'), 0xe40c292c);
  assert.equal(hash('POST foobar?x=1 HTTP/1.1\r\n'), 0xbf9cf968);
  assert.equal(hash('GET foobar'), 0xbf9cf968);
  const long = 'f'.repeat(64);
  assert.equal(hash(`GET ${long}a HTTP/1.1`), hash(`GET ${long}b HTTP/1.1`));
  assert.notEqual(hash(`GET ${long.slice(1)}a HTTP/1.1`), hash(`GET ${long.slice(1)}b HTTP/1.1`));
});

test('pieces of a file are different targets, whatever stands around their Range', () => {
  const hash = (text: string): number => pathHash(bytesOf(Buffer.from(text, 'latin1')), 0, text.length);
  const piece = (range: string, agent = 'a'): number =>
    hash(`GET /film.mp4 HTTP/1.1\r\nHost: x\r\nUser-Agent: ${agent}\r\n${range}\r\nAccept: */*\r\n\r\n`);
  assert.notEqual(piece('Range: bytes=0-99'), piece('Range: bytes=100-199'));
  assert.equal(piece('Range: bytes=0-99'), piece('range: bytes=0-99', 'range: b'));
  assert.equal(piece('X-Range: bytes=0-99'), piece('X-Range: bytes=100-199'));
  assert.equal(piece('X: y'), hash('GET /film.mp4?a=1 HTTP/1.1'));
});
