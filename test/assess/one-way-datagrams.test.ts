// Datagrams that go one way: what is spared as a stream or as telemetry, and what is a flood all the same.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { Random } from '../support/debtember/random.ts';
import { findingsIn } from '../support/findings.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { holdMusic, report } from '../support/labelled/one-way-udp.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

async function vectorsIn(capture: Capture): Promise<string[]> {
  // One visitor, so that the capture shows both directions.
  const talk = new Conversation(capture, new Random(1), { client: '198.51.100.200', server: WEB, port: 80 });
  talk.close(talk.down(talk.up(talk.open(START_US), httpGet('/')) + 900, httpAnswer(900)));
  const { facts } = await findingsIn(attributor, [['capture.pcap.gz', capture.file()]], { own: WEB });
  return facts.vectors.map(({ vector }) => vector);
}

for (const [reports, expected] of [
  [true, []],
  [false, ['udp_flood']],
] as const)
  test(`a stream ${reports ? 'that its receiver reports on is none' : 'to which nobody says anything is told as a flood'}`, async () => {
    const capture = new Capture(60);
    holdMusic(capture, START_US, '198.51.100.7', 4, reports);
    assert.deepEqual(await vectorsIn(capture), expected);
  });

for (const [devices, expected] of [
  [200, []],
  [300, ['udp_flood']],
] as const)
  test(`telemetry from ${devices} sources`, async () => {
    const capture = new Capture(70);
    for (let n = 0; n < 3_000; n++)
      report(
        capture,
        START_US + n * 2_000,
        `198.51.${100 + ((n % devices) >> 8)}.${(n % devices) & 255}`,
        n % devices,
      );
    assert.deepEqual(await vectorsIn(capture), expected);
  });
