// Connections that lie on both sides of a cut between captures: what is told of them, where it stands, and which captures are joined at all.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { seamsOf } from '../../src/aggregate/join.ts';
import { collect } from '../../src/collect.ts';
import { FLAG, icmpFrame, quotedRest, tcpFrame } from '../support/labelled/frames.ts';
import { scratchFolder } from '../support/output.ts';
import { asPcap, type Frame } from '../support/small-scenes.ts';

const SERVER = '203.0.113.80';
const CLIENT = '198.51.100.20';
const START_US = Date.UTC(2026, 4, 17, 12) * 1000;
const [X, Y] = [1000, 0xffff_ffff]; // y + 1 runs over

type Fields = Partial<Parameters<typeof tcpFrame>[1]> & { flags: number; ttl?: number };

function frame(atSec: number, bytes: Buffer): Frame {
  return { atUs: START_US + Math.round(atSec * 1e6), bytes, length: bytes.length };
}

function up(atSec: number, { ttl = 55, ...fields }: Fields, port = 40_000): Frame {
  return frame(
    atSec,
    tcpFrame(
      { source: CLIENT, destination: SERVER, ttl },
      { sourcePort: port, destinationPort: 80, seq: X, ...fields },
    ),
  );
}

function down(atSec: number, fields: Fields): Frame {
  return frame(
    atSec,
    tcpFrame(
      { source: SERVER, destination: CLIENT },
      { sourcePort: 80, destinationPort: 40_000, seq: Y, ack: X + 1, ...fields },
    ),
  );
}

const syn = (atSec: number): Frame => up(atSec, { flags: FLAG.SYN });
const synAck = (atSec: number): Frame => down(atSec, { flags: FLAG.SYN | FLAG.ACK });
const ack = (atSec: number, fields: Partial<Fields> = {}): Frame =>
  up(atSec, { flags: FLAG.ACK, seq: X + 1, ack: 0, ...fields });
const piece = (atSec: number): Frame =>
  ack(atSec, { flags: FLAG.ACK | FLAG.PSH, payload: Buffer.from('X-a: 00001\r\n') });

interface Told {
  handshakes: number;
  denied: number;
  retransmits: number;
  unfinished: number;
  stalled: number;
  /** Evidence and packet of the rows that tell of no packets: what was joined. */
  joined: string[];
  continues: (number | undefined)[];
  givenUp: (number | undefined)[];
}

async function told(
  t: TestContext,
  captures: readonly (readonly Frame[])[],
  aheadMs: readonly number[] = [],
): Promise<Told> {
  const folder = scratchFolder(t);
  const files = captures.map((frames, index) => {
    const file = path.join(folder, `part-${index}.pcap`);
    writeFileSync(file, asPcap(frames));
    return file;
  });
  const clockAheadMs = (file: string): number => aheadMs[files.indexOf(file)] ?? 0;
  const { store, evidence } = await collect(files, { workers: 1, clockAheadMs });
  const [sums] = await store.query<Record<'handshakes' | 'denied' | 'retransmits', number>>(
    'SELECT sum(handshakes)::DOUBLE AS handshakes, sum(denied)::DOUBLE AS denied, sum(retransmits)::DOUBLE AS retransmits FROM packet_minutes',
  );
  const [slow] = await store.query<Record<'unfinished' | 'stalled', number>>(
    'SELECT coalesce(sum(unfinished), 0)::DOUBLE AS unfinished, coalesce(sum(stalled), 0)::DOUBLE AS stalled FROM connection_minutes',
  );
  const rows = await store.query<{ place: string }>(
    "SELECT 'E' || evidence || ' packet ' || first_record AS place FROM packet_minutes WHERE packets = 0 ORDER BY place",
  );
  await store.close();
  return {
    ...sums,
    ...slow,
    joined: rows.map(({ place }) => place),
    continues: evidence.map(({ summary }) => summary?.packets?.continues),
    givenUp: evidence.map(({ summary }) => summary?.packets?.beginningsGivenUp),
  };
}

test('a handshake on both sides of a cut counts once, and stands where its last segment stands', async (t) => {
  const all = [syn(0), synAck(0.01), ack(0.05), piece(0.06)];
  for (const cut of [1, 2]) {
    const found = await told(t, [all.slice(0, cut), all.slice(cut)]);
    assert.equal(found.handshakes, 1);
    assert.deepEqual(found.continues, [0, 1]);
    // With the SYN-ACK in the second file that file proves it by itself.
    if (cut === 2) assert.deepEqual(found.joined, ['E2 packet 1']);
  }
  const three = await told(t, [all.slice(0, 2), [syn(0.02)], all.slice(2)]);
  assert.equal(three.handshakes, 1, 'a file between that says nothing of it');
  assert.deepEqual(three.joined, ['E3 packet 1']);
});

test('a guess completes no handshake: both numbers must be right', async (t) => {
  for (const wrong of [{ ack: 1 }, { ack: Y }, { seq: X }, { seq: X + 2 }]) {
    const { handshakes } = await told(t, [[syn(0), synAck(0.01)], [ack(0.05, wrong)]]);
    assert.equal(handshakes, 0, JSON.stringify(wrong));
  }
  const otherPort = up(0.05, { flags: FLAG.ACK, seq: X + 1, ack: 0 }, 40_001);
  assert.equal((await told(t, [[syn(0), synAck(0.01)], [otherPort]])).handshakes, 0);
  assert.equal((await told(t, [[syn(0)], [ack(0.05)]])).handshakes, 0, 'without our SYN-ACK');
});

test('what is captured again after the cut is counted once', async (t) => {
  const repeated = [synAck(1), ack(1.05)];
  assert.equal((await told(t, [[syn(0), synAck(0.01), ack(0.05)], repeated])).handshakes, 1);
  assert.equal(
    (
      await told(t, [
        [syn(0), synAck(0.01)],
        [ack(0.05), ...repeated],
      ])
    ).handshakes,
    1,
  );
});

test('a SYN repeated after the cut is judged by the first one', async (t) => {
  for (const [seconds, expected] of [
    [[0, 1, 3, 7], 3],
    [[0, 1, 2, 3, 4, 5, 7], 6],
    [[0, 9, 24, 50], 0],
    [[0, 1, 1.5, 9], 1],
  ] as const)
    for (let cut = 1; cut < seconds.length; cut++) {
      const syns = seconds.map((sec) => syn(sec));
      const { retransmits } = await told(t, [syns.slice(0, cut), syns.slice(cut)]);
      assert.equal(retransmits, expected, `${seconds} cut before ${cut}`);
    }
});

test('a denial after the cut refutes the SYN before it', async (t) => {
  const reset = (ttl: number): Frame => up(0.1, { flags: FLAG.RST, seq: X + 1, ttl });
  assert.equal((await told(t, [[syn(0), synAck(0.01)], [reset(120)]])).denied, 1);
  assert.equal((await told(t, [[syn(0), synAck(0.01)], [reset(50)]])).denied, 0, 'the same kind of system');
  const unreachable = (seq: number): Frame =>
    frame(
      0.1,
      icmpFrame(
        { source: '192.0.2.1', destination: SERVER },
        3,
        1,
        quotedRest(down(0, { flags: FLAG.SYN | FLAG.ACK, seq }).bytes),
      ),
    );
  assert.equal((await told(t, [[syn(0), synAck(0.01)], [unreachable(Y)]])).denied, 1);
  assert.equal((await told(t, [[syn(0), synAck(0.01)], [unreachable(7)]])).denied, 0, 'another segment');
});

test('a connection that stays slow over cuts is told once', async (t) => {
  const all = [syn(0), synAck(0.01), ack(0.05), piece(1), piece(3), piece(6), piece(9), piece(12)];
  for (let cut = 1; cut < all.length; cut++) {
    const found = await told(t, [all.slice(0, cut), all.slice(cut)]);
    assert.equal(found.unfinished, 1, `cut before ${cut}`);
  }
  const closed = [syn(0), synAck(0.01), ack(0.05), ack(8, { window: 0 })];
  assert.equal((await told(t, [closed.slice(0, 3), closed.slice(3)])).stalled, 1);
  const answer = down(2, { flags: FLAG.ACK | FLAG.PSH, seq: 0, payload: Buffer.from('HTTP/1.1 200 OK\r\n') });
  const answered = [syn(0), synAck(0.01), ack(0.05), answer, piece(3), piece(6), piece(9), piece(12)];
  assert.equal((await told(t, [answered.slice(0, 3), answered.slice(3)])).unfinished, 0);
});

test('the bound holds, and what is beyond it is counted', async (t) => {
  const flood = Array.from({ length: 17_000 }, (_, i) =>
    up(0.02 + i / 1e6, { flags: FLAG.ACK, seq: 7, ack: 9 }, 1024 + i),
  );
  const found = await told(t, [
    [syn(0), synAck(0.01)],
    [ack(0.015), ...flood],
  ]);
  assert.equal(found.handshakes, 1);
  assert.deepEqual(found.givenUp, [0, 17_001 - 16_384]);
});

test('a stated clock offset is taken out first', async (t) => {
  const late = [ack(3600.05)];
  assert.deepEqual((await told(t, [[syn(0), synAck(0.01)], late])).continues, [0, 0]);
  const found = await told(t, [[syn(0), synAck(0.01)], late], [0, 3_600_000]);
  assert.equal(found.handshakes, 1);
  const syns = await told(t, [[syn(0)], [syn(61)]], [0, 60_000]);
  assert.equal(syns.retransmits, 1, 'one second after the first');
});

test('the whole beside its parts: the cut is not mended twice', async (t) => {
  const all = [syn(0), synAck(0.01), ack(0.05), piece(0.06)];
  const found = await told(t, [all, all.slice(0, 2), all.slice(2)]);
  assert.equal(found.handshakes, 1);
  assert.deepEqual(found.continues, [0, 0, 0]);
});

const capture = (evidence: number, firstSec: number, lastSec: number, aheadMs = 0) => ({
  evidence,
  firstUs: firstSec * 1e6,
  lastUs: lastSec * 1e6,
  aheadMs,
});

test('captures are joined when one begins as the other has ended, and no third one runs then', () => {
  const pairs = (...captures: ReturnType<typeof capture>[]): string =>
    seamsOf(captures)
      .map(([earlier, later]) => `${earlier.evidence}>${later.evidence}`)
      .join(' ');
  assert.equal(pairs(capture(1, 0, 10), capture(2, 10, 20), capture(3, 20.5, 30)), '1>2 2>3');
  assert.equal(pairs(capture(3, 20.5, 30), capture(1, 0, 10), capture(2, 10, 20)), '1>2 2>3', 'in any order');
  assert.equal(pairs(capture(1, 0, 10), capture(2, 84, 90)), '1>2');
  assert.equal(pairs(capture(1, 0, 10), capture(2, 86, 90)), '', 'too long a pause');
  assert.equal(pairs(capture(1, 0, 10), capture(2, 9.95, 20)), '1>2', 'packets of queues out of order');
  assert.equal(pairs(capture(1, 0, 10), capture(2, 9, 20)), '', 'they overlap');
  assert.equal(pairs(capture(1, 0, 0.1), capture(2, 0.05, 0.15)), '', 'short ones too');
  assert.equal(pairs(capture(1, 0, 10), capture(2, 2, 8)), '', 'one inside the other');
  assert.equal(pairs(capture(1, 0, 10), capture(2, 10, 20), capture(3, 5, 15)), '', 'a third one runs');
  assert.equal(pairs(capture(1, 0, 10), capture(2, 0, 10), capture(3, 10, 20)), '', 'two end together');
  assert.equal(pairs(capture(1, 0, 10), capture(2, 11, 20), capture(3, 11, 20)), '', 'two begin together');
  assert.equal(pairs(capture(1, 0, 10), capture(2, 3610, 3620, 3_600_000)), '1>2');
});
