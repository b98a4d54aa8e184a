// Answers that nobody makes use of: how many QUIC Initials without a continuation, and how fast refused SIP requests, are a flood.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { Random } from '../support/debtember/random.ts';
import { findingsIn } from '../support/findings.ts';
import { Capture } from '../support/labelled/capture.ts';
import { WEB } from '../support/labelled/case.ts';
import { type Client, knock, visit } from '../support/labelled/quic.ts';
import { ask } from '../support/labelled/sip.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

async function foundIn(capture: Capture): Promise<{ vectors: string[]; activities: string[] }> {
  const { facts } = await findingsIn(attributor, [['capture.pcap.gz', capture.file()]], { own: WEB });
  return {
    vectors: facts.vectors.map(({ vector }) => vector),
    activities: facts.activities.map(({ title, records }) => `${title}: ${records}`),
  };
}

function client(n: number): Client {
  return { address: `198.51.${100 + (n >> 8)}.${n & 255}`, port: 20_000 + n, ttl: 50 };
}

/** Of 2,000 clients within ten seconds so many get no Retry through. */
function site(lost: number): Capture {
  const random = new Random(7);
  const capture = new Capture(62);
  for (let n = 0; n < 2_000; n++) {
    const at = START_US + n * 5_000;
    if (n % 20 < lost / 100) knock(capture, random, at, client(n));
    else visit(capture, random, at, client(n), true);
  }
  return capture;
}

test('a site on whose visitors QUIC mostly works is not flooded by the others', async () => {
  // 700 that send three Initials each, 1,300 that send two.
  assert.deepEqual((await foundIn(site(700))).vectors, []);
});

test('Initials that nobody goes on with are a flood when they are most of all', async () => {
  assert.deepEqual((await foundIn(site(1_900))).vectors, ['udp_flood']);
});

/** REGISTERs of so many sources, so many a second together, all refused, for twenty seconds. */
function registrar(sources: number, perSecond: number): Capture {
  const capture = new Capture(72);
  for (let n = 0; n < 20 * perSecond; n++)
    ask(capture, START_US + (n * 1e6) / perSecond, client(n % sources), 'REGISTER', '', ['401 Unauthorized']);
  return capture;
}

test('refused SIP requests of few sources are guessing, of many or at great speed a flood', async () => {
  assert.deepEqual(await foundIn(registrar(5, 150)), {
    vectors: [],
    activities: ['Refused SIP requests: 3000'],
  });
  assert.deepEqual(await foundIn(registrar(25, 150)), { vectors: ['udp_flood'], activities: [] });
  assert.deepEqual(await foundIn(registrar(5, 600)), { vectors: ['udp_flood'], activities: [] });
});
