// Times that nothing else in a capture supports: which are meant, and that one of them changes neither what the evidence covers nor what is found in it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { openAttributor } from '../../src/aggregate/attribute.ts';
import { unsupported } from '../../src/aggregate/fold/time-pieces.ts';
import { collect } from '../../src/collect.ts';
import { inspectAll } from '../../src/inspect.ts';
import type { TimePiece } from '../../src/model/traffic.ts';
import { findingsIn, inFull } from '../support/findings.ts';
import { FLAG, tcpFrame } from '../support/labelled/frames.ts';
import { scratchFolder } from '../support/output.ts';
import { FIXTURES } from '../support/run-main.ts';
import { asPcap } from '../support/small-scenes.ts';

const SERVER = '203.0.113.80';
const DAY = 86_400;
const NOW = Date.UTC(2026, 4, 17, 12) / 1000;

/** [seconds from NOW, packets, number of the first packet] of each piece, in order of time. */
function setAsideOf(...pieces: (readonly [atSec: number, packets: number, firstRecord: number])[]): number[] {
  const all = pieces.map(
    ([atSec, packets, firstRecord]): TimePiece => ({
      firstSec: NOW + atSec,
      firstNsec: 0,
      lastSec: NOW + atSec,
      lastNsec: 0,
      packets,
      firstRecord,
      lastRecord: firstRecord + packets - 1,
    }),
  );
  return unsupported(all).map((piece) => all.indexOf(piece));
}

test('a single packet is set aside when it lies years away, or in the file where its time is not', () => {
  assert.deepEqual(setAsideOf([-NOW, 1, 1], [0, 9, 2]), [0], '1970 in front');
  assert.deepEqual(setAsideOf([-NOW, 1, 5], [0, 9, 1]), [0], '1970 in the middle');
  assert.deepEqual(setAsideOf([0, 9, 1], [80 * 365 * DAY, 1, 10]), [1], '2106 at the end');
  assert.deepEqual(setAsideOf([-NOW, 1, 3], [0, 9, 1], [80 * 365 * DAY, 1, 7]), [0, 2], 'both');
  assert.deepEqual(setAsideOf([-2 * 3600, 1, 5], [0, 9, 1]), [0], 'two hours before what stands before it');
  assert.deepEqual(setAsideOf([0, 9, 2], [DAY, 1, 1]), [1], 'a day after what stands after it');
});

test('a quiet capture is believed: its packets stand in order, however far apart', () => {
  assert.deepEqual(setAsideOf([-2 * 3600, 1, 1], [0, 9, 2], [5 * DAY, 1, 11]), []);
  assert.deepEqual(setAsideOf([-300 * DAY, 1, 1], [0, 9, 2], [300 * DAY, 1, 11]), []);
  assert.deepEqual(setAsideOf([0, 9, 1]), []);
});

test('packets that support one another are believed, wherever they are', () => {
  assert.deepEqual(setAsideOf([-700 * DAY, 400, 1001], [0, 1000, 1]), [], 'two captures joined with cat');
  assert.deepEqual(setAsideOf([-NOW, 500, 1], [0, 10_000, 501]), [], '5 % before the clock was set');
  assert.deepEqual(setAsideOf([-NOW, 80, 1], [0, 10_000, 81]), [0], 'under 1 %');
  const early = Array.from({ length: 5 }, (_, i) => [(i - 9) * DAY, 1, 20 + i] as const);
  assert.deepEqual(setAsideOf(...early, [0, 19, 1]), [], 'a file that is not in order of time at all');
  assert.deepEqual(setAsideOf([-NOW, 1, 1], [0, 1, 2]), [], 'one against one');
});

const LAB = path.join(FIXTURES, 'lab/syn-flood-no-cookies/capture.pcap');
const CAPTURE = existsSync(LAB) ? readFileSync(LAB) : gunzipSync(readFileSync(`${LAB}.gz`));

/** The capture with the second of packet `record` changed. */
function withSecond(record: number, sec: number): Buffer {
  const changed = Buffer.from(CAPTURE);
  let at = 24;
  for (let i = 1; i < record; i++) at += 16 + changed.readUInt32LE(at + 8);
  changed.writeUInt32LE(sec, at);
  return changed;
}

test('one packet of 1970, or of 2106, changes nothing that is found, and is told', async () => {
  const attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
  const found = async (bytes: Buffer) => findingsIn(attributor, [['a.pcap', bytes]], { own: SERVER });
  const whole = await found(CAPTURE);
  // tshark: the flood begins 1.038 s after the first packet.
  assert.equal(whole.facts.waves[0].startCensored, false);
  // Packet 2 is an answer of the server: one of the packets in all, and of nothing that came in.
  for (const sec of [0, 0xffff_fff0]) {
    const changed = await found(withSecond(2, sec));
    const { totals } = whole.facts;
    assert.deepEqual(changed.facts.totals, {
      ...totals,
      packets: totals.packets - 1,
      bytes: changed.facts.totals.bytes,
    });
    assert.deepEqual(inFull({ ...changed, facts: { ...changed.facts, totals } }), inFull(whole));
    for (const name of ['answers', 'firstUtc', 'lastUtc'] as const)
      assert.deepEqual(changed.facts[name], whole.facts[name]);
    assert.deepEqual(
      changed.facts.series.map(({ lane, bucketSec, points }) => [lane, bucketSec, points.length]),
      whole.facts.series.map(({ lane, bucketSec, points }) => [lane, bucketSec, points.length]),
    );
    const [evidence] = changed.facts.evidence;
    assert.deepEqual(evidence.diagnostics, [
      { code: 'capture/implausible-time', count: 1, bytesSkipped: 0, firstOffsets: [] },
    ]);
    assert.equal(evidence.records, whole.facts.evidence[0].records);
    const text = changed.facts.limits.find((each) => each.includes('nothing else in the file'));
    assert.match(
      text ?? '',
      sec === 0 ? /first is packet 2: 1970-01-01 00:00:00Z/ : /packet 2: 2106-02-07 06:28:00Z/,
    );
  }
});

const hasCapinfos = spawnSync('capinfos', ['-v']).error === undefined;

test('inspect tells of the file as it is: the times and counts of capinfos', {
  skip: !hasCapinfos,
}, async (t) => {
  const file = path.join(scratchFolder(t), 'a.pcap');
  writeFileSync(file, withSecond(2, 0));
  const { store, evidence } = await collect([file], {});
  const [told] = await inspectAll(store, evidence);
  await store.close();
  const { stdout } = spawnSync('capinfos', ['-T', '-m', '-r', '-S', '-c', '-a', '-e', file], {
    encoding: 'utf8',
  });
  const [, count, first, last] = stdout
    .trim()
    .split(/\s*,\s*/)
    .map(String);
  const seconds = (time: string | null): string => {
    const [whole, fraction] = (time ?? '').split('.');
    return `${Date.parse(`${whole}Z`) / 1000}.${fraction.replace('Z', '')}`;
  };
  assert.deepEqual(
    [String(told.records), seconds(told.first_seen), seconds(told.last_seen)],
    [count, first, last],
  );
  // Every source still has all its packets, that of the packet too.
  assert.equal(
    told.top_sources?.reduce((sum, source) => Math.max(sum, Number(source.packets)), 0),
    743,
  );
});

test('a bogus time at either end of a piece of a rotation does not keep it from being joined', async (t: TestContext) => {
  const frame = (atSec: number, flags: number, up = true) => {
    const bytes = tcpFrame(
      up
        ? { source: '198.51.100.20', destination: SERVER }
        : { source: SERVER, destination: '198.51.100.20' },
      up
        ? {
            sourcePort: 40_000,
            destinationPort: 80,
            seq: 1000 + (flags === FLAG.SYN ? 0 : 1),
            ack: flags === FLAG.SYN ? 0 : 501,
            flags,
          }
        : { sourcePort: 80, destinationPort: 40_000, seq: 500, ack: 1001, flags },
    );
    return { atUs: (NOW + atSec) * 1e6, bytes, length: bytes.length };
  };
  const folder = scratchFolder(t);
  const parts = [
    [
      frame(0, FLAG.SYN),
      frame(80 * 365 * DAY - NOW / 10, FLAG.RST, false),
      frame(0.01, FLAG.SYN | FLAG.ACK, false),
    ],
    [frame(0.05, FLAG.ACK), frame(-NOW, FLAG.RST, false), frame(0.06, FLAG.ACK)],
  ];
  const files = parts.map((frames, i) => {
    const file = path.join(folder, `part-${i}.pcap`);
    writeFileSync(file, asPcap(frames));
    return file;
  });
  const { store, evidence } = await collect(files, { workers: 1 });
  await store.close();
  assert.deepEqual(
    evidence.map(({ summary }) => summary?.packets?.continues),
    [0, 1],
  );
});
