// SYNs over many ports of which the host refuses some: counted with the flood that they are part of, not with a scan.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assess } from '../../src/assess/assess.ts';
import { collect } from '../../src/collect.ts';
import { Random } from '../support/debtember/random.ts';
import { Capture } from '../support/labelled/capture.ts';
import { WEB } from '../support/labelled/case.ts';
import { FLAG, tcpFrame } from '../support/labelled/frames.ts';

const START_US = Date.UTC(2026, 4, 17, 12, 30, 10) * 1000;
const FLOODER = '81.12.81.7';
const SCANNER = '171.225.166.5';

/** Two SYNs to each of `ports` ports from the flooder, of which every `refusedOf`th port is closed; all ports are for the scanner. */
function capture(ports: number, refusedOf: number): Capture {
  const random = new Random(5);
  const made = new Capture(600);
  const segment = (
    atUs: number,
    from: string,
    to: string,
    ports: [number, number],
    flags: number,
    ack = 0,
  ): void =>
    made.add(
      atUs,
      tcpFrame(
        { source: from, destination: to, ttl: 51, id: random.whole(0, 0xffff) },
        { sourcePort: ports[0], destinationPort: ports[1], seq: random.word(), ack, flags, window: 512 },
      ),
    );
  for (let n = 0; n < ports; n++) {
    const port = 2000 + n;
    const atUs = START_US + n * 400;
    segment(atUs, FLOODER, WEB, [port, port], FLAG.SYN);
    segment(atUs + 1, FLOODER, WEB, [port, port], FLAG.SYN);
    if (n % refusedOf === 0)
      for (const later of [50, 51]) segment(atUs + later, WEB, FLOODER, [port, port], FLAG.RST | FLAG.ACK);
    if (n % 8 === 0) {
      segment(atUs + 5, SCANNER, WEB, [40_000, port], FLAG.SYN);
      segment(atUs + 55, WEB, SCANNER, [port, 40_000], FLAG.RST | FLAG.ACK);
    }
  }
  return made;
}

async function counted(made: Capture): Promise<{ packets: number; sources: number }[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'refused-'));
  writeFileSync(path.join(folder, 'capture.pcap.gz'), made.file());
  const { store } = await collect([folder], { workers: 1 });
  try {
    const { findings } = await assess(store, {
      own: [WEB],
      spared: [],
      thresholds: {},
      siteName: 'the site',
    });
    const [{ sources }] = await store.query<{ sources: bigint }>(
      'SELECT count(*)::BIGINT AS sources FROM sources',
    );
    return findings.map(({ packets }) => ({ packets, sources: Number(sources) }));
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

test('the SYNs of a flood that the host refused are part of it, those of a scan are not', async () => {
  assert.deepEqual(await counted(capture(4000, 3)), [{ packets: 8000, sources: 1 }]);
});

test('SYNs that are refused on most ports are a scan', async () => {
  assert.deepEqual(await counted(capture(4000, 1)), []);
});

/** Four SYNs, seconds after one another, from each of 300 clients to one port, each refused or none. */
function knocks(port: number, refused: boolean): Capture {
  const random = new Random(7);
  const made = new Capture(120);
  for (let n = 0; n < 300; n++) {
    const client = `81.12.${80 + (n >> 7)}.${1 + (n & 127)}`;
    let atUs = START_US + random.whole(0, 20e6);
    for (let i = 0; i < 4; i++, atUs += random.whole(1e6, 4e6)) {
      const from = random.whole(32_768, 60_999);
      const hop = { ttl: 51, id: random.whole(0, 0xffff) };
      const seq = random.word();
      made.add(
        atUs,
        tcpFrame(
          { source: client, destination: WEB, ...hop },
          { sourcePort: from, destinationPort: port, seq, ack: 0, flags: FLAG.SYN, window: 64_240 },
        ),
      );
      if (refused)
        made.add(
          atUs + 60,
          tcpFrame(
            { source: WEB, destination: client, ttl: 64, id: 0 },
            {
              sourcePort: port,
              destinationPort: from,
              seq: 0,
              ack: seq + 1,
              flags: FLAG.RST | FLAG.ACK,
              window: 0,
            },
          ),
        );
    }
  }
  return made;
}

// The port of a reset from above 32768 may be the lower one of its client.
for (const port of [6881, 51_413, 60_443])
  test(`clients that a closed port ${port} refuses are no flood, unanswered ones are`, async () => {
    assert.deepEqual(await counted(knocks(port, true)), []);
    assert.deepEqual(await counted(knocks(port, false)), [{ packets: 1200, sources: 300 }]);
  });
