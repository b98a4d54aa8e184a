// Connections that stay slow after their handshake: which segment tells so, and which never does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ConnectionKey,
  connectionHash,
  connectionPorts,
} from '../../src/aggregate/fold/connection-table.ts';
import { FOLLOWED, Handshakes } from '../../src/aggregate/fold/handshakes.ts';
import { OPENING } from '../../src/model/batch.ts';

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
  client(sec: number, piece: number, window?: number, opening?: number): number;
  hello(sec: number, length: number): number;
  server(length?: number, opening?: number): void;
} {
  const handshakes = new Handshakes();
  handshakes.offer(KEY, Y, X + 1);
  return {
    client: (sec, piece, window = 502, opening = OPENING.cut) =>
      handshakes.follow(KEY, X + 1, 0, BEGIN_MS + sec * 1e3, piece, window, opening),
    hello: (sec, length) =>
      handshakes.follow(KEY, X + 1, 0, BEGIN_MS + sec * 1e3, length, 502, OPENING.hello),
    server: (length = 100, opening = OPENING.data) => handshakes.answers(KEY, length, opening),
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
    assert.equal(handshakes.follow(KEY, X, Y, BEGIN_MS + sec * 1e3, 20, 0, OPENING.cut), FOLLOWED.unknown);
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
  const older = greeted(); // before TLS 1.3 the records say what ends the handshake, however late it comes
  older.client(0.2, 93, 502, OPENING.handshake);
  older.client(0.2, 299);
  older.server(258, OPENING.handshake);
  for (const sec of [3, 6]) assert.equal(older.client(sec, 51), FOLLOWED.nothing);
  assert.equal(older.client(9, 51), FOLLOWED.unfinished);
  const silent = greeted();
  silent.client(0.2, 80);
  silent.client(0.2, 299);
  for (const sec of [3, 6]) assert.equal(silent.client(sec, 51), FOLLOWED.nothing);
  assert.equal(silent.client(9, 51), FOLLOWED.unfinished);
});

test('inside TLS one ticket tells nothing against a client that had not asked', () => {
  const single = greeted(); // ssl_conf_command NumTickets 1
  single.client(0.2, 80);
  single.server(271);
  single.client(0.3, 244);
  for (const sec of [3, 6]) assert.equal(single.client(sec, 51), FOLLOWED.nothing);
  assert.equal(single.client(9, 51), FOLLOWED.unfinished);
});

test('inside TLS pieces behind what may be an answer are no sign, and told apart, once', () => {
  const unclear = ({ client }: ReturnType<typeof connection>): void => {
    const told = [];
    for (let sec = 3; sec < 60; sec += 3) told.push(client(sec, 38));
    assert.deepEqual([...new Set(told)].sort(), [FOLLOWED.nothing, FOLLOWED.unclear]);
    assert.equal(told.filter((each) => each === FOLLOWED.unclear).length, 1);
  };
  const stream = greeted(); // a stream that is answered once: 101, after the tickets
  stream.client(0.2, 80);
  stream.server(271);
  stream.server(271);
  stream.client(0.3, 105);
  stream.server(158);
  unclear(stream);
  const late = greeted();
  late.client(0.2, 80);
  late.client(0.2, 105);
  late.server(271);
  late.server(271);
  late.server(158);
  unclear(late);
  const single = greeted(); // a server without tickets, whose only segment is the answer
  single.client(0.2, 80);
  single.client(0.2, 105);
  single.server(158);
  unclear(single);
  const answered = greeted(); // each message is acknowledged with as many bytes as the first
  answered.client(0.2, 80);
  answered.client(0.2, 60);
  answered.client(0.4, 40);
  answered.server(26);
  answered.client(1, 40);
  answered.server(26);
  unclear(answered);
  const settings = greeted(); // HTTP/2: settings of the server ahead of any answer, and its acknowledgement of the client's
  settings.client(0.2, 80);
  settings.server(271);
  settings.server(271);
  settings.server(62);
  settings.client(0.21, 93);
  settings.client(0.22, 31);
  settings.server(44);
  unclear(settings);
  const together = greeted(); // end of handshake and request in one segment, so that the only segment of the server may be its answer
  together.client(0.2, 185);
  together.server(158);
  unclear(together);
  const older = greeted(); // TLS 1.2 has no tickets inside
  older.client(0.2, 93, 502, OPENING.handshake);
  older.server(51, OPENING.cipher);
  older.client(0.3, 112);
  older.server(165);
  unclear(older);
});

test('inside TLS a long answer and large pieces tell nothing', () => {
  const quiet = ({ client }: ReturnType<typeof connection>): void => {
    for (let sec = 3; sec < 60; sec += 3) assert.equal(client(sec, 38), FOLLOWED.nothing);
  };
  const page = greeted();
  page.client(0.2, 80);
  page.server(271);
  page.server(271);
  page.client(0.3, 105);
  page.server(1400);
  quiet(page);
  const chatter = greeted(); // answered now and then
  chatter.client(0.2, 80);
  chatter.client(0.2, 105);
  for (let sec = 3; sec < 600; sec += 3) {
    assert.equal(chatter.client(sec, 38), FOLLOWED.nothing);
    if (sec % 2 === 0) chatter.server(24);
  }
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

test('a handshake inside TLS is told each time that the client begins one', () => {
  const { client, hello, server } = connection();
  client(0, 0);
  hello(0.1, 188);
  server(1186);
  // Lengths of openssl s_client -tls1_2 at which R was typed.
  assert.equal(client(0.2, 93, 502, OPENING.handshake), FOLLOWED.nothing, 'the first handshake');
  server(242, OPENING.handshake);
  for (let sec = 1; sec < 5; sec++) {
    assert.equal(client(sec, 227, 502, OPENING.handshake), FOLLOWED.renewed);
    server(1306, OPENING.handshake);
    assert.equal(client(sec, 141, 502, OPENING.handshake), FOLLOWED.nothing, 'its second half');
    server(290, OPENING.handshake);
  }
  assert.equal(client(6, 100, 502, OPENING.data), FOLLOWED.nothing);
  assert.equal(client(7, 227, 502, OPENING.handshake), FOLLOWED.renewed);
  assert.equal(client(7, 51, 502, OPENING.cipher), FOLLOWED.nothing, 'resumed');
  assert.equal(client(8, 227, 502, OPENING.handshake), FOLLOWED.renewed);
});

test('a HelloRetryRequest and a certificate of the client are no second handshake', () => {
  const retried = connection();
  retried.client(0, 0);
  retried.hello(0.1, 188);
  retried.server(99, OPENING.handshake);
  assert.equal(retried.client(0.2, 6, 502, OPENING.cipher), FOLLOWED.nothing);
  assert.equal(retried.client(0.2, 220, 502, OPENING.hello), FOLLOWED.nothing);
  retried.server(1300, OPENING.handshake);
  assert.equal(retried.client(0.3, 80, 502, OPENING.data), FOLLOWED.nothing);
  const older = connection();
  older.client(0, 0);
  older.hello(0.1, 188);
  older.server(1300, OPENING.handshake);
  assert.equal(older.client(0.3, 1400, 502, OPENING.handshake), FOLLOWED.nothing);
  assert.equal(older.client(0.3, 800, 502, OPENING.handshake), FOLLOWED.nothing);
  older.server(51, OPENING.cipher);
  assert.equal(older.client(0.4, 300, 502, OPENING.data), FOLLOWED.nothing);
});

test('a connection is strange by its first data alone', () => {
  const garbage = connection();
  garbage.client(0, 0);
  assert.equal(garbage.client(0.1, 120, 502, OPENING.other), FOLLOWED.strange);
  assert.equal(garbage.client(0.2, 120, 502, OPENING.other), FOLLOWED.nothing);
  const post = connection(); // the request line is no piece, and its body is whatever it is
  post.client(0, 0);
  assert.equal(post.client(0.1, 0, 502, OPENING.text), FOLLOWED.nothing);
  assert.equal(post.client(0.2, 900, 502, OPENING.other), FOLLOWED.nothing);
  const withAck = connection(); // the request completes the handshake
  assert.equal(withAck.client(0, 0, 502, OPENING.text), FOLLOWED.completes);
  assert.equal(withAck.client(0.2, 900, 502, OPENING.other), FOLLOWED.nothing);
  const greetedFirst = connection(); // the server speaks first: SSH, mail
  greetedFirst.client(0, 0);
  greetedFirst.server(21, OPENING.text);
  assert.equal(greetedFirst.client(0.2, 900, 502, OPENING.other), FOLLOWED.nothing);
  const cut = connection();
  cut.client(0, 0);
  assert.equal(cut.client(0.1, 120, 502, OPENING.cut), FOLLOWED.nothing);
  const probe = connection(); // a keep-alive probe may carry a byte that means nothing
  probe.client(0, 0);
  assert.equal(probe.client(45, 1, 502, OPENING.other), FOLLOWED.nothing);
});
