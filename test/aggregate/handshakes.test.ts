// Connections that stay slow after their handshake: which segment tells so, and which never does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ConnectionKey,
  connectionHash,
  connectionPorts,
} from '../../src/aggregate/fold/connection-table.ts';
import { FOLLOWED, Handshakes } from '../../src/aggregate/fold/handshakes.ts';

const SERVER = Uint32Array.of(0, 0, 0xffff, 0xcb007150);
const CLIENT = Uint32Array.of(0, 0, 0xffff, 0xc6336414);
const PORTS = connectionPorts(80, 40_000);
const KEY: ConnectionKey = {
  server: SERVER,
  client: CLIENT,
  at: 0,
  ports: PORTS,
  hash: connectionHash(SERVER[3]!, CLIENT[3]!, PORTS),
};
const BEGIN_US = 1_781_000_000e6;
const [X, Y] = [1000, 0xffff_ffff]; // y + 1 runs over

function connection(): {
  client(sec: number, piece: number, window?: number): number;
  server(): void;
} {
  const handshakes = new Handshakes();
  handshakes.offer(KEY, Y, X + 1);
  return {
    client: (sec, piece, window = 502) =>
      handshakes.follow(KEY, X + 1, 0, BEGIN_US + sec * 1e6, piece, window),
    server: () => handshakes.answers(KEY),
  };
}

test('a request that comes in small pieces is told once, five seconds after the handshake', () => {
  const { client } = connection();
  assert.equal(client(0, 0), FOLLOWED.completes);
  assert.equal(client(0.1, 0), FOLLOWED.nothing, 'the segment that begins the request is no piece');
  assert.equal(client(2, 20), FOLLOWED.nothing);
  assert.equal(client(4, 20), FOLLOWED.nothing);
  assert.equal(client(6, 20), FOLLOWED.unfinished);
  assert.equal(client(8, 20), FOLLOWED.nothing);
});

test('two pieces, pieces of one byte and pieces within five seconds tell nothing', () => {
  const few = connection();
  few.client(0, 0);
  assert.equal(few.client(10, 20), FOLLOWED.nothing);
  assert.equal(few.client(20, 20), FOLLOWED.nothing);
  const probes = connection();
  probes.client(0, 0);
  for (let sec = 45; sec < 450; sec += 45) assert.equal(probes.client(sec, 1), FOLLOWED.nothing);
  const quick = connection();
  quick.client(0, 0);
  for (let sec = 0.1; sec < 4.9; sec += 0.1) assert.equal(quick.client(sec, 20), FOLLOWED.nothing);
});

test('once the server has answered, or the client sent a large segment, pieces tell nothing', () => {
  const answered = connection();
  answered.client(0, 0);
  answered.server();
  for (let sec = 1; sec < 60; sec += 5) assert.equal(answered.client(sec, 20), FOLLOWED.nothing);
  const upload = connection();
  upload.client(0, 0);
  assert.equal(upload.client(1, 1460), FOLLOWED.nothing);
  for (let sec = 2; sec < 60; sec += 5) assert.equal(upload.client(sec, 20), FOLLOWED.nothing);
});

test('a receive window that is closed five seconds after the handshake is told once, answered or not', () => {
  const { client, server } = connection();
  client(0, 0);
  server();
  assert.equal(client(1, 0, 0), FOLLOWED.nothing);
  assert.equal(client(5, 0, 0), FOLLOWED.stalled);
  assert.equal(client(9, 0, 0), FOLLOWED.nothing);
});

test('nothing is slow without its handshake', () => {
  const handshakes = new Handshakes();
  for (let sec = 0; sec < 60; sec += 5)
    assert.equal(handshakes.follow(KEY, X, Y, BEGIN_US + sec * 1e6, 20, 0), FOLLOWED.unknown);
});
