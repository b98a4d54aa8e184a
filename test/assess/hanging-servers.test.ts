// In captures: programs whose server hangs, or turns them away, try again, and are not named for it; whoever is faster or is answered is.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { AddressSpace } from '../support/debtember/address-space.ts';
import { findingsIn } from '../support/findings.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { Desk, httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { FLAG } from '../support/labelled/frames.ts';

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

/** Record of a ClientHello, RFC 8446 sections 4 and 5.1. */
const HELLO = Buffer.concat([Buffer.from([22, 3, 3, 1, 144, 1]), Buffer.alloc(399, 9)]);
const GREETING = Buffer.from('421 too many connections, try again later\r\n');

interface Trying {
  clients: number;
  port: number;
  /** Seconds between two connections of a client. */
  everySec: number;
  said?: Buffer;
  answer?: Buffer;
  /** Said by the server before anything else; it closes then. */
  greeting?: Buffer;
  /** Who ends the connection, if not the client by and by: it resets it, or either takes leave at once. */
  end?: 'client resets' | 'client closes' | 'server closes';
}

async function told({
  clients,
  port,
  everySec,
  said,
  answer,
  greeting,
  end,
}: Trying): Promise<{ vectors: string[]; texts: string[]; named: number }> {
  const desk = new Desk({ id: 'trying', title: 'trying', write: () => undefined }, 0, new AddressSpace());
  const { random } = desk;
  const capture = new Capture(500);
  for (const client of desk.people(clients))
    for (let at = 10 + random.between(0, everySec); at < 100; at += everySec * random.between(0.9, 1.1)) {
      const talk = new Conversation(capture, random, { client, server: WEB, port });
      let us = talk.open(desk.us(at)) + 100;
      if (greeting !== undefined) us = talk.down(us, greeting);
      if (said !== undefined) us = talk.up(us, said);
      if (answer !== undefined) us = talk.down(us, answer);
      if (end === 'client resets') talk.fromClient(us, FLAG.RST | FLAG.ACK);
      else if (end === undefined) talk.close(desk.us(at + 0.8 * everySec));
      else {
        const [first, second] =
          end === 'client closes' ? [talk.fromClient, talk.fromServer] : [talk.fromServer, talk.fromClient];
        first.call(talk, us, FLAG.FIN | FLAG.ACK);
        second.call(talk, us + 30_000, FLAG.FIN | FLAG.ACK);
      }
    }
  desk.keep(capture);
  const { facts, sources } = await findingsIn(attributor, [...desk.files], { own: '203.0.113.10' });
  return {
    vectors: facts.vectors.map(({ vector }) => vector),
    texts: facts.alternatives.map(({ conclusion, text }) => `${conclusion}: ${text}`),
    named: sources.length,
  };
}

const HUNG = { clients: 60, port: 80, everySec: 2, said: httpGet('/api/me') };
const HUNG_TLS = { clients: 60, port: 443, everySec: 2, said: HELLO };
const FULL: Trying = { clients: 20, port: 25, everySec: 0.5, greeting: GREETING, end: 'server closes' };

const UNDECIDED: [what: string, trying: Trying, why: RegExp][] = [
  [
    'a web server that hangs',
    HUNG,
    /the server sent them nothing at all: programs try again so when it hangs/,
  ],
  ['a server that hangs before it speaks TLS', HUNG_TLS, /or whose server hangs, try again so/],
  ['a mail server with too many connections', FULL, /the server spoke first and closed each connection/],
];

for (const [what, trying, why] of UNDECIDED)
  test(`nobody is named for ${what}`, async () => {
    const { vectors, texts, named } = await told(trying);
    assert.deepEqual(vectors, []);
    assert.equal(named, 0);
    assert.match(texts.join(' '), /^undecided/);
    assert.match(texts.join(' '), why);
  });

const NAMED: [what: string, trying: Trying, vector: string][] = [
  ['requests of many that the server answers', { ...HUNG, answer: httpAnswer(200) }, 'http_flood'],
  ['more than one request a second that nobody answers', { ...HUNG, everySec: 0.6 }, 'http_flood'],
  [
    'more than one handshake a second that nobody answers',
    { ...HUNG_TLS, everySec: 0.6 },
    'tls_handshake_flood',
  ],
  [
    'connections that clients reset after the greeting',
    { ...FULL, end: 'client resets' },
    'connection_flood',
  ],
  [
    'connections that clients close after the greeting',
    { ...FULL, end: 'client closes' },
    'connection_flood',
  ],
];

for (const [what, trying, vector] of NAMED)
  test(`named: ${what}`, async () => {
    const { vectors, named } = await told(trying);
    assert.deepEqual(vectors, [vector]);
    assert.equal(named, trying.clients);
  });
