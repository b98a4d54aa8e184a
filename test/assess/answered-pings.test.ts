// Echo requests that are answered: who measures a connection floods nothing; forged, unanswered and many ones are a flood.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { findingsIn } from '../support/findings.ts';
import { Capture } from '../support/labelled/capture.ts';
import { WEB } from '../support/labelled/case.ts';
import { echoRest, icmpFrame } from '../support/labelled/frames.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

/** So many sources ping once a second for 40 s; each of them in `one` second only where the addresses are made up. */
async function vectors(sources: number, answered: boolean, forged = false): Promise<string[]> {
  const capture = new Capture(98);
  for (let second = 0; second < 40; second++)
    for (let n = 0; n < sources; n++) {
      const of = forged ? second * sources + n : n;
      const source = `81.${12 + (of >> 16)}.${(of >> 8) & 255}.${of & 255}`;
      const atUs = START_US + second * 1e6 + n * (900_000 / sources);
      const rest = echoRest(of & 0xffff, second, Buffer.alloc(56));
      capture.add(atUs, icmpFrame({ source, destination: WEB, ttl: 52 }, 8, 0, rest));
      if (answered)
        capture.add(atUs + 40, icmpFrame({ source: WEB, destination: source, ttl: 64 }, 0, 0, rest));
      else if (n === 0)
        // Something of ours, so that the capture shows both directions.
        capture.add(atUs + 40, icmpFrame({ source: WEB, destination: '198.51.100.9', ttl: 64 }, 8, 0, rest));
    }
  const { facts } = await findingsIn(attributor, [['capture.pcap.gz', capture.file()]], { own: WEB });
  return facts.vectors.map(({ vector }) => vector);
}

test('150 that are answered once a second are no flood', async () => {
  assert.deepEqual(await vectors(150, true), []);
});

for (const [what, of] of [
  ['unanswered', [150, false]],
  ['from made-up addresses', [150, true, true]],
  ['600 a second', [600, true]],
] as [string, Parameters<typeof vectors>][])
  test(`a flood: ${what}`, async () => {
    assert.deepEqual(await vectors(...of), ['icmp_flood']);
  });
