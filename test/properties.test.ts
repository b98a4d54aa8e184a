// Properties of the whole path from bytes to findings: what must not matter to them does not, for small scenes drawn at random.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { type Attributor, openAttributor } from '../src/aggregate/attribute.ts';
import { VERDICTS } from '../src/model/verdict.ts';
import { Random } from './support/debtember/random.ts';
import { asWhole, findingsIn, inFull, type Said } from './support/findings.ts';
import { WEB } from './support/labelled/case.ts';
import {
  asGzip,
  asPcap,
  asPcapng,
  castOf,
  type Frame,
  framesOf,
  handshake,
  inOrder,
  POOLS,
  type Scene,
  SPAN_SEC,
} from './support/small-scenes.ts';

// A failure prints the seed, the path and the scene; it is not made smaller, each step of that would be whole runs.
const RUNS = {
  seed: 20260517,
  numRuns: 3,
  endOnFailure: true,
  includeErrorInReport: true,
} as const;
const DAY_US = Date.UTC(2026, 4, 17) * 1000;

const scenes: fc.Arbitrary<Scene> = fc.record({
  seed: fc.nat(),
  startUs: fc.integer({ min: 0, max: 86_000_000_000 }).map((us) => DAY_US + us),
  forged: fc.integer({ min: 15, max: 40 }),
  bots: fc.integer({ min: 2, max: 9 }),
  reflectors: fc.constantFrom(0, 8, 20),
  visitors: fc.integer({ min: 1, max: 5 }),
});

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

/** What is found in the files, read in the order given. */
async function findings(
  files: readonly (readonly [string, Uint8Array])[],
  how: { workers?: number; order?: number[] } = {},
): Promise<Said> {
  const said = await findingsIn(attributor, files, { ...how, own: WEB });
  // A scene in which nothing is found would have every property.
  for (const flood of ['syn_flood', 'tls_handshake_flood'])
    assert.ok(
      said.facts.vectors.some(({ vector }) => vector === flood),
      `no ${flood}`,
    );
  for (const verdict of ['proven', 'unproven', 'refuted'])
    assert.ok(
      said.sources.some((source) => source.verdict === verdict),
      `nobody is ${verdict}`,
    );
  return said;
}

/** The verdict on each source with what it rests on, and the totals of each vector; no pointers into files. */
function verdictsAndTotals({ facts, sources }: Said): unknown {
  return {
    sources: sources.map(
      ({ address, verdict, bases, vectors, packets, bytesReceived, firstUtc, lastUtc }) => ({
        address,
        verdict,
        bases,
        vectors,
        packets,
        bytesReceived,
        firstUtc,
        lastUtc,
      }),
    ),
    vectors: facts.vectors.map(
      ({ vector, targets, packets, bytesReceived, peaks, sourcesByVerdict, firstUtc, lastUtc }) => ({
        vector,
        targets,
        packets,
        bytesReceived,
        peaks,
        sourcesByVerdict,
        firstUtc,
        lastUtc,
      }),
    ),
  };
}

/** Frames dealt out to so many files, each in order of time. A connection stays in one file. */
function dealt(frames: readonly Frame[], count: number): [string, Uint8Array][] {
  const piles: Frame[][] = Array.from({ length: count }, () => []);
  for (const frame of frames) piles[(frame.bytes[29] + frame.bytes[33]) % count].push(frame);
  return piles.map((pile, index) => [`part-${index}.pcap`, asPcap(pile)]);
}

/** The place among `length` at this share, 0 (included) to 1 (excluded). */
const place = (share: number, length: number): number => Math.floor(share * length);
const shares = fc.noBias(fc.integer({ min: 0, max: 999_999 })).map((millionths) => millionths / 1e6);

test('the order in which files are given changes nothing', async () => {
  const orders = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
  await fc.assert(
    fc.asyncProperty(scenes, orders, async (scene, order) => {
      const files = dealt(framesOf(scene), 3);
      const [given, permuted] = [await findings(files), await findings(files, { order })];
      assert.deepEqual(permuted, given);
    }),
    RUNS,
  );
});

test('a capture cut between any records is the same as the whole', async () => {
  await fc.assert(
    fc.asyncProperty(scenes, fc.tuple(shares, shares), async (scene, cuts) => {
      const frames = framesOf(scene);
      const ends = [...cuts.map((share) => 1 + place(share, frames.length - 1)), frames.length];
      ends.sort((a, b) => a - b);
      const pieces = ends.map((end, index) => frames.slice(index === 0 ? 0 : ends[index - 1], end));
      const whole = await findings([['capture.pcap', asPcap(frames)]]);
      const cut = await findings(pieces.map((piece, index) => [`capture-${index}.pcap`, asPcap(piece)]));
      assert.deepEqual(verdictsAndTotals(cut), verdictsAndTotals(whole));
      const lengths = pieces.map((piece) => piece.length);
      assert.deepEqual(asWhole(cut, lengths), asWhole(whole, [frames.length]));
    }),
    RUNS,
  );
});

test('pcap, pcapng and compressed: the same sources, vectors and waves', async () => {
  await fc.assert(
    fc.asyncProperty(scenes, async (scene) => {
      const frames = framesOf(scene);
      const pcap = inFull(await findings([['capture.pcap', asPcap(frames)]]));
      assert.deepEqual(inFull(await findings([['capture.pcapng', asPcapng(frames)]])), pcap);
      assert.deepEqual(inFull(await findings([['capture.pcap.gz', asGzip(frames)]])), pcap);
    }),
    { ...RUNS, numRuns: 2 },
  );
});

test('whole minutes later: the times move with them, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(scenes, fc.noBias(fc.integer({ min: 1, max: 20_000 })), async (scene, minutes) => {
      const frames = framesOf(scene);
      const later = frames.map((frame) => ({ ...frame, atUs: frame.atUs + minutes * 60e6 }));
      const now = inFull(await findings([['capture.pcap', asPcap(frames)]]));
      const moved = inFull(await findings([['capture.pcap', asPcap(later)]]));
      assert.notDeepEqual(moved, now);
      assert.deepEqual(moved, timesMoved(now, minutes));
    }),
    RUNS,
  );
});

// Every RFC 3339 time in the findings and every time of day in their sentences, so many minutes on; what is finer stays as written.
function timesMoved(said: unknown, minutes: number): unknown {
  const text = JSON.stringify(said).replace(
    /(\d{4}-\d\d-\d\dT)?(\d\d:\d\d)((?::\d\d)?(?:\.\d+)?Z)/g,
    (_, day: string | undefined, minute: string, rest: string) => {
      const moved = Date.parse(`${day ?? '1970-01-01T'}${minute}Z`) + minutes * 60_000;
      return new Date(moved).toISOString().slice(day === undefined ? 11 : 0, 16) + rest;
    },
  );
  return JSON.parse(text);
}

test('other addresses of the same kind: the same number of each verdict', async () => {
  await fc.assert(
    fc.asyncProperty(scenes, fc.nat(), async (scene, seed) => {
      const random = new Random(seed);
      const renamed = new Map<string, string>();
      for (const pool of POOLS) {
        const left = [...pool];
        for (const address of pool) renamed.set(address, left.splice(random.whole(0, left.length - 1), 1)[0]);
      }
      const counts = ({ facts }: Said): unknown =>
        facts.vectors.map(({ vector, packets, bytesReceived, sources, sourcesByVerdict }) => ({
          vector,
          packets,
          bytesReceived,
          sources,
          sourcesByVerdict,
        }));
      const first = await findings([['capture.pcap', asPcap(framesOf(scene))]]);
      const frames = framesOf(scene, (address) => renamed.get(address) as string);
      const second = await findings([['capture.pcap', asPcap(frames)]]);
      assert.deepEqual(counts(second), counts(first));
      for (const { address, verdict } of first.sources) {
        const same = second.sources.find((source) => source.address === renamed.get(address));
        assert.equal(same?.verdict, verdict, address);
      }
    }),
    RUNS,
  );
});

test('one worker or two: the same findings', async () => {
  await fc.assert(
    fc.asyncProperty(scenes, async (scene) => {
      const files = dealt(framesOf(scene), 3);
      assert.deepEqual(await findings(files, { workers: 2 }), await findings(files, { workers: 1 }));
    }),
    RUNS,
  );
});

test('one more completed connection weakens no verdict, and proves its source if that is listed', async () => {
  await fc.assert(
    fc.asyncProperty(scenes, shares, shares, async (scene, who, when) => {
      const frames = framesOf(scene);
      const less = await findings([['capture.pcap', asPcap(frames)]]);
      const { bots, forged, reflectors, visitors } = castOf(scene);
      for (const [index, group] of [bots, [...forged, ...reflectors, ...visitors]].entries()) {
        const client = group[place(who, group.length)];
        const more = handshake(new Random(index), client, scene.startUs + Math.floor(when * SPAN_SEC * 1e6));
        const full = await findings([['capture.pcap', asPcap(inOrder([...frames, ...more]))]]);
        const after = new Map(full.sources.map((source) => [source.address, source.verdict]));
        for (const { address, verdict } of less.sources) {
          const now = after.get(address);
          // Who has sent little and turns out to be a client may leave the list, if nothing was proven before.
          if (now === undefined) assert.ok(address === client && verdict !== 'proven', `${address} is gone`);
          else
            assert.ok(
              VERDICTS.indexOf(now) <= VERDICTS.indexOf(verdict),
              `${address}: ${verdict}, then ${now}`,
            );
        }
        if (index === 0) assert.equal(after.get(client), 'proven');
      }
    }),
    { ...RUNS, numRuns: 2 },
  );
});
