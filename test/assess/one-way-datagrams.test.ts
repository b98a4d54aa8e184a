// Datagrams that go one way: what is spared as a stream or as telemetry, and what is a flood all the same.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import { Random } from '../support/debtember/random.ts';
import { findingsIn } from '../support/findings.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { udpFrame } from '../support/labelled/frames.ts';
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

// A server that answers each of its senders every few seconds lets a botnet look like streams: all of them together are too fast.
for (const [senders, expected] of [
  [19, []],
  [21, ['udp_flood']],
] as const)
  test(`${senders} senders of 1,250 packets in a second that hear something every five`, async () => {
    const capture = new Capture(60);
    const payload = Buffer.from('0123456789abcdefghij');
    const pass = (atUs: number, from: string, to: string, ports: [number, number]): void =>
      capture.add(atUs, udpFrame({ source: from, destination: to, ttl: 52 }, ports[0], ports[1], payload));
    for (let n = 0; n < senders; n++) {
      const sender = `198.51.100.${1 + n}`;
      for (let i = 0; i < 1_250; i++) pass(START_US + 3e6 + i * 790 + n, sender, WEB, [40_000, 9_000]);
      for (let sec = 0; sec < 15; sec++) {
        pass(START_US + sec * 1e6 + n, sender, WEB, [40_000, 9_000]);
        if (sec % 5 === 0) pass(START_US + sec * 1e6 + 500 + n, WEB, sender, [9_000, 40_000]);
      }
      pass(START_US + 14.5e6 + n, WEB, sender, [9_000, 40_000]);
    }
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

for (const [what, port, payload] of [
  ['measurements', 8125, 'web-1.requests:17|c'],
  ['messages', 12_201, '{"version":"1.1","host":"fw1.example","short_message":"dropped"}'],
] as const)
  for (const [devices, expected] of [
    [200, []],
    [300, ['udp_flood']],
  ] as const)
    test(`${what} of ${devices} sources to port ${port}`, async () => {
      const capture = new Capture(70);
      for (let n = 0; n < 6_000; n++) {
        const source = `198.51.${100 + ((n % devices) >> 8)}.${(n % devices) & 255}`;
        capture.add(
          START_US + n * 500,
          udpFrame({ source, destination: WEB, ttl: 52 }, 40_000 + (n % devices), port, Buffer.from(payload)),
        );
      }
      assert.deepEqual(await vectorsIn(capture), expected);
    });

for (const [everySec, expected] of [
  [10, []],
  [15, ['udp_flood']],
] as const)
  test(`tunnels of twenty cameras to which a keepalive goes every ${everySec} s`, async () => {
    const capture = new Capture(60);
    const ours = Buffer.from('04000000000000000000000000000000', 'hex');
    for (let n = 0; n < 20; n++) {
      const hop = { source: `198.51.100.${1 + n}`, destination: WEB, ttl: 52 };
      for (let i = 0; i < 50 * 62; i++)
        capture.add(START_US + i * 20_000 + n * 900, udpFrame(hop, 51_820, 51_820, Buffer.alloc(120, 4)));
      for (let sec = 0.2; sec < 62; sec += everySec)
        capture.add(
          START_US + sec * 1e6 + n,
          udpFrame({ source: WEB, destination: hop.source, ttl: 64 }, 51_820, 51_820, ours),
        );
    }
    assert.deepEqual(await vectorsIn(capture), expected);
  });
