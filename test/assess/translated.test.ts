// A capture on a gateway holds a flood before and behind address translation: it counts once. Two targets of one flood count both.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openAttributor } from '../../src/aggregate/attribute.ts';
import type { IncidentFacts } from '../../src/model/facts.ts';
import { assessCase } from '../support/labelled/assess-case.ts';
import { Capture } from '../support/labelled/capture.ts';
import { udpFrame } from '../support/labelled/frames.ts';

const START_US = Date.UTC(2026, 4, 17, 12) * 1000;
const OUTSIDE = '203.0.113.10';
const INSIDE = '10.9.0.2';
const PACKETS = 6000;

/** Packets of as many sources to both addresses; one in ten does not get past the gateway. Every twentieth source is a private address. */
function capture(second: string, laterUs: number): Capture {
  const made = new Capture(60);
  for (let n = 0; n < PACKETS; n++) {
    const source = n % 20 === 0 ? `10.77.${n >> 8}.${n & 255}` : `81.${12 + (n >> 8)}.7.${n & 255}`;
    const atUs = START_US + n * 5_000;
    made.add(atUs, udpFrame({ source, destination: OUTSIDE, ttl: 52 }, 40_000, 9_999, Buffer.alloc(100)));
    if (n % 10 !== 1)
      made.add(
        atUs + laterUs,
        udpFrame({ source, destination: second, ttl: 51 }, 40_000, 9_999, Buffer.alloc(100)),
      );
  }
  return made;
}

async function said(made: Capture, own: string): Promise<Awaited<ReturnType<typeof assessCase>>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'af-nat-'));
  try {
    writeFileSync(path.join(folder, 'gateway.pcap.gz'), made.file());
    writeFileSync(
      path.join(folder, 'incident.yaml'),
      `case: {id: NAT}\nown_addresses: ["${OUTSIDE}", "${own}"]\n`,
    );
    return await assessCase(folder, await openAttributor({ asnDb: undefined, countryDb: undefined }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the same packets to an outside and an inside address count once, and private senders are forged', async () => {
  const facts = (await said(capture(INSIDE, 21), INSIDE)).facts as IncidentFacts;
  assert.deepEqual(
    facts.waves.map(({ packets, sources }) => [packets, sources]),
    [[PACKETS, PACKETS]],
  );
  assert.deepEqual(
    facts.vectors.map(({ packets, sharePackets }) => [packets, sharePackets]),
    [
      [PACKETS, 1],
      [0.9 * PACKETS, 0.9],
    ],
  );
  assert.match(
    facts.vectors[1].reason,
    /They are the same packets as those to 203\.0\.113\.10, before or behind address translation \(5,400 of 5,400 sources at the same times\), and count there\.$/,
  );
  assert.deepEqual(facts.internalHosts, []);
  assert.equal(facts.sourcesByVerdict.refuted, PACKETS / 20);
  assert.equal(
    facts.waves[0].phases.reduce((sum, { packets }) => sum + packets, 0),
    PACKETS,
  );
});

test('two outside addresses flooded by the same sources count both, and so does what comes at other times', async () => {
  for (const [second, laterUs] of [
    ['203.0.113.11', 21],
    [INSIDE, 900_000],
  ] as const) {
    const { facts } = await said(capture(second, laterUs), second);
    assert.deepEqual(
      facts.waves.map(({ packets }) => packets),
      [1.9 * PACKETS],
    );
  }
});
