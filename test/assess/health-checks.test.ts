// Health checks and monitoring in captures: as often in every minute, and from few addresses, they flood nothing and are no sources of a flood.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { Random } from '../support/debtember/random.ts';
import { findingsIn } from '../support/findings.ts';
import { clientHello } from '../support/labelled/attacks-tcp.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { FLAG } from '../support/labelled/frames.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;
const SECONDS = 400;

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

function ask(
  capture: Capture,
  random: Random,
  client: string,
  atUs: number,
  target: string,
  n: number,
): void {
  const clientPort = 20_000 + n;
  const talk = new Conversation(capture, random, { client, server: WEB, port: 80, clientPort, rttUs: 300 });
  const asked = talk.up(talk.open(atUs) + 200, httpGet(target));
  talk.close(talk.down(asked + 2_000, httpAnswer(60)));
}

/** Checkers that ask once a second, for almost seven minutes if not stated. */
function checked(checkers: readonly string[], seconds = SECONDS): { capture: Capture; random: Random } {
  const random = new Random(3);
  const capture = new Capture(96);
  for (const [n, client] of checkers.entries())
    for (let second = 0; second < seconds; second++)
      ask(capture, random, client, START_US + second * 1e6 + n * 20_000, '/health', second);
  return { capture, random };
}

async function foundIn(
  capture: Capture,
): Promise<{ vectors: string[]; sources: string[]; undecided?: true }> {
  const { facts, sources } = await findingsIn(attributor, [['capture.pcap.gz', capture.file()]], {
    own: WEB,
  });
  return {
    vectors: facts.vectors.map(({ vector }) => vector),
    sources: sources.map(({ address }) => address),
    ...(facts.alternatives.some(({ conclusion }) => conclusion === 'undecided') ? { undecided: true } : {}),
  };
}

const CHECKERS = Array.from({ length: 6 }, (_, n) => `198.51.100.${10 + n}`);

test('six load balancers that check once a second are no flood', async () => {
  assert.deepEqual(await foundIn(checked(CHECKERS).capture), { vectors: [], sources: [] });
});

test('beside a flood they are no sources of it', async () => {
  const { capture, random } = checked(CHECKERS);
  const bots = Array.from({ length: 8 }, (_, n) => `192.0.2.${20 + n}`);
  for (const [n, bot] of bots.entries())
    for (let turn = 0; turn < 60; turn++)
      ask(capture, random, bot, START_US + 130e6 + turn * 250_000 + n * 9_000, `/?q=${turn}`, turn);
  assert.deepEqual(await foundIn(capture), { vectors: ['http_flood'], sources: bots });
});

test('forty that ask as often are undecided, and more than a hundred a flood', async () => {
  const many = Array.from({ length: 110 }, (_, n) => `198.51.100.${10 + n}`);
  const forty = await foundIn(checked(many.slice(0, 40)).capture);
  assert.deepEqual(forty, { vectors: [], sources: [], undecided: true });
  const { vectors, sources } = await foundIn(checked(many, 200).capture);
  assert.deepEqual(vectors, ['http_flood']);
  assert.equal(sources.length, 110);
});

/** Connections that open TLS and hang up, one a second. */
function greeted(clients: readonly string[]): Capture {
  const random = new Random(5);
  const capture = new Capture(600);
  for (const [n, client] of clients.entries())
    for (let second = 0; second < SECONDS; second++) {
      const clientPort = 20_000 + second;
      const talk = new Conversation(capture, random, {
        client,
        server: WEB,
        port: 443,
        clientPort,
        rttUs: 300,
      });
      const hello = talk.up(
        talk.open(START_US + second * 1e6 + n * 20_000) + 200,
        clientHello(Buffer.alloc(32, second)),
      );
      talk.fromClient(talk.down(hello + 2_000, Buffer.alloc(900, 0x16)) + 200, FLAG.RST | FLAG.ACK);
    }
  return capture;
}

test('nor are those that check TLS', async () => {
  assert.deepEqual(await foundIn(greeted(CHECKERS)), { vectors: [], sources: [] });
  const many = Array.from({ length: 40 }, (_, n) => `198.51.100.${10 + n}`);
  assert.deepEqual((await foundIn(greeted(many))).vectors, ['tls_handshake_flood']);
});

/** SYNs on a timer whose SYN-ACKs are refused at once, or left unanswered. */
function knocked(clients: readonly string[], refused: boolean): Capture {
  const random = new Random(7);
  const capture = new Capture(80);
  for (const [n, client] of clients.entries())
    for (let second = 0; second < SECONDS; second++) {
      const atUs = START_US + second * 1e6 + n * 20_000;
      const clientPort = 20_000 + second;
      const talk = new Conversation(capture, random, {
        client,
        server: WEB,
        port: 80,
        clientPort,
        rttUs: 300,
      });
      talk.syn(atUs);
      talk.clientSeq = (talk.clientSeq + 1) >>> 0;
      talk.fromServer(atUs + 40, FLAG.SYN | FLAG.ACK);
      if (refused) talk.fromClient(atUs + 300, FLAG.RST);
    }
  return capture;
}

test('nor are half-open checks, whose kernel refuses each SYN-ACK; without the refusals they are', async () => {
  assert.deepEqual(await foundIn(knocked(CHECKERS.slice(0, 3), true)), { vectors: [], sources: [] });
  assert.deepEqual((await foundIn(knocked(CHECKERS.slice(0, 3), false))).vectors, ['syn_flood']);
  const many = Array.from({ length: 40 }, (_, n) => `198.51.100.${10 + n}`);
  assert.deepEqual((await foundIn(knocked(many, true))).vectors, ['syn_flood']);
});

/** Connections that so many machines open and reset, each so often in a minute, to a database. */
function opened(machines: number, perMinute: number): Capture {
  const random = new Random(7);
  const capture = new Capture(96);
  for (let n = 0; n < machines; n++)
    for (let turn = 0; turn < (SECONDS / 60) * perMinute; turn++) {
      const client = `198.51.100.${10 + n}`;
      const at = { client, server: WEB, port: 5432, clientPort: 20_000 + turn, rttUs: 300 };
      const talk = new Conversation(capture, random, at);
      talk.fromClient(
        talk.open(START_US + (turn * 60e6) / perMinute + n * 20_000) + 300,
        FLAG.RST | FLAG.ACK,
      );
    }
  return capture;
}

test('fifty machines that try a port every other second are undecided, and more than a hundred a second a flood', async () => {
  assert.deepEqual(await foundIn(opened(50, 30)), { vectors: [], sources: [], undecided: true });
  assert.deepEqual(await foundIn(opened(22, 60)), { vectors: [], sources: [], undecided: true });
  const { vectors, sources } = await foundIn(opened(110, 60));
  assert.deepEqual(vectors, ['connection_flood']);
  assert.equal(sources.length, 110);
});
