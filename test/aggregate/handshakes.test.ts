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
const BEGIN_MS = 1_781_000_000e3 >>> 0;
const [X, Y] = [1000, 0xffff_ffff]; // y + 1 runs over

function connection(): {
  client(sec: number, piece: number, window?: number): number;
  hello(sec: number, length: number): number;
  server(length?: number): void;
} {
  const handshakes = new Handshakes();
  handshakes.offer(KEY, Y, X + 1);
  return {
    client: (sec, piece, window = 502) =>
      handshakes.follow(KEY, X + 1, 0, BEGIN_MS + sec * 1e3, piece, window, false),
    hello: (sec, length) => handshakes.follow(KEY, X + 1, 0, BEGIN_MS + sec * 1e3, length, 502, true),
    server: (length = 100) => handshakes.answers(KEY, length),
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
    assert.equal(handshakes.follow(KEY, X, Y, BEGIN_MS + sec * 1e3, 20, 0, false), FOLLOWED.unknown);
});

// Lengths as slowhttptest and nginx sent them over TLS 1.3 and 1.2 (fixtures/lab/slow-https-headers): Finished, two tickets, head, pieces.
function greeted(): ReturnType<typeof connection> {
  const talk = connection();
  talk.client(0, 0);
  talk.hello(0.1, 297);
  talk.server(1343);
  return talk;
}

test('inside TLS pieces tell when the server sent nothing but handshake and tickets', () => {
  const tickets = greeted();
  tickets.client(0.2, 80);
  tickets.client(0.2, 299); // the head follows at once, the tickets a round trip later
  tickets.server(271);
  tickets.server(271);
  tickets.client(3, 58);
  tickets.client(6, 51);
  assert.equal(tickets.client(9, 49), FOLLOWED.unfinished);
  const older = greeted();
  older.client(0.2, 93);
  older.server(258);
  older.client(0.3, 299);
  for (const sec of [3, 6]) assert.equal(older.client(sec, 51), FOLLOWED.nothing);
  assert.equal(older.client(9, 51), FOLLOWED.unfinished);
  const silent = greeted();
  silent.client(0.2, 80);
  silent.client(0.2, 299);
  for (const sec of [3, 6]) assert.equal(silent.client(sec, 51), FOLLOWED.nothing);
  assert.equal(silent.client(9, 51), FOLLOWED.unfinished);
});

test('inside TLS an answer, a first segment that may be one, and large pieces tell nothing', () => {
  const quiet = ({ client }: ReturnType<typeof connection>): void => {
    for (let sec = 3; sec < 60; sec += 3) assert.equal(client(sec, 38), FOLLOWED.nothing);
  };
  const stream = greeted(); // a stream that is answered once: 101, after the tickets
  stream.client(0.2, 80);
  stream.server(271);
  stream.server(271);
  stream.client(0.3, 105);
  stream.server(158);
  quiet(stream);
  const late = greeted();
  late.client(0.2, 80);
  late.client(0.2, 105);
  late.server(271);
  late.server(271);
  late.server(158);
  quiet(late);
  const single = greeted(); // a server without tickets, whose only segment is the answer
  single.client(0.2, 80);
  single.client(0.2, 105);
  single.server(158);
  quiet(single);
  const answered = greeted(); // each message is acknowledged with as many bytes as the first
  answered.client(0.2, 80);
  answered.client(0.2, 60);
  answered.client(0.4, 40);
  answered.server(26);
  answered.client(1, 40);
  answered.server(26);
  quiet(answered);
  const photograph = greeted();
  photograph.client(0.2, 80);
  photograph.client(0.2, 1400);
  photograph.client(2, 1400);
  quiet(photograph);
});

test('inside TLS an idle connection tells nothing, a closed window does', () => {
  const idle = greeted();
  idle.client(0.2, 80);
  idle.server(271);
  idle.server(271);
  for (let sec = 45; sec < 450; sec += 45) assert.equal(idle.client(sec, 1), FOLLOWED.nothing);
  assert.equal(idle.client(500, 0, 0), FOLLOWED.stalled);
});
