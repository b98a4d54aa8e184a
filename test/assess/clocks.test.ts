// Clock differences through the whole pipeline: evidence made with a known difference, and what the report says about it.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openAttributor } from '../../src/aggregate/attribute.ts';
import { bestLag } from '../../src/assess/correlation.ts';
import type { ClockFacts, IncidentFacts } from '../../src/model/facts.ts';
import { Random } from '../support/debtember/random.ts';
import { assessCase } from '../support/labelled/assess-case.ts';
import { Capture, Conversation, STACKS } from '../support/labelled/capture.ts';
import { FLAG, tcpFrame } from '../support/labelled/frames.ts';

const SERVER = '203.0.113.10';
const START_SEC = Date.UTC(2026, 5, 15, 9, 41, 23) / 1000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });

async function factsOf(files: Record<string, string | Buffer>, settings = ''): Promise<IncidentFacts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'af-clocks-'));
  folders.push(folder);
  writeFileSync(
    path.join(folder, 'incident.yaml'),
    `case:\n  id: CLOCKS\n  title: "EXERCISE"\n  exercise: true\nzone: UTC\nown_addresses: ["${SERVER}"]\nservices:\n  - name: "Shop"\n    host: shop.example\n${settings}`,
  );
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return (await assessCase(folder, attributor)).facts as IncidentFacts;
}

interface Visit {
  client: string;
  atSec: number;
  path: string;
}

// The log writes the second in which a request began, by a clock that is `ahead` seconds ahead.
function logText(visits: readonly Visit[], ahead: number): string {
  return visits
    .map(({ client, atSec, path: asked }) => {
      const iso = new Date(Math.floor(atSec + ahead) * 1000).toISOString();
      const time = `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
      return `${client} - - [${time}] "GET ${asked} HTTP/1.1" 200 5120 "-" "Mozilla/5.0"\n`;
    })
    .sort()
    .join('');
}

// Visits of `clients` people in 20 minutes: a page, sometimes its style sheet a second later, and for some a second page.
function visits(seed: number, clients: number, first = 1): Visit[] {
  const random = new Random(seed);
  const out: Visit[] = [];
  for (let i = 0; i < clients; i++) {
    const client = `198.51.100.${first + i}`;
    const atSec = START_SEC + random.between(0, 1100);
    out.push({ client, atSec, path: `/tea/${i}` });
    if (i % 3 === 0) out.push({ client, atSec: atSec + 0.8, path: '/style.css' });
    if (i % 4 === 0) out.push({ client, atSec: atSec + random.between(20, 90), path: `/tea/${i + 1}` });
  }
  return out;
}

// Every page is a connection of its own; the capture's clock is right.
function captureOf(all: readonly Visit[], port = 80): Buffer {
  const random = new Random(7);
  const capture = new Capture(160);
  for (const { client, atSec, path: asked } of all) {
    const talk = new Conversation(capture, random, { client, server: SERVER, port, rttUs: 2000 });
    const open = talk.open(atSec * 1e6 - 2050);
    const text =
      port === 80
        ? `GET ${asked} HTTP/1.1\r\nHost: shop.example\r\n\r\n`
        : `\x17\x03\x03\x00\x20${asked.padEnd(32)}`;
    talk.close(talk.down(talk.up(open, Buffer.from(text, 'latin1')), Buffer.alloc(600)));
  }
  return capture.file();
}

// A log goes on for hours before and after the capture: the same and other people, at times of their own.
function otherHours(seed: number): Visit[] {
  const random = new Random(seed);
  return Array.from({ length: 1500 }, (_, i) => ({
    client: `198.51.100.${random.whole(1, 250)}`,
    atSec: START_SEC + (i % 2 === 0 ? random.between(-10_800, -300) : random.between(1500, 10_800)),
    path: `/cup/${i % 40}`,
  }));
}

function pair(facts: IncidentFacts, kinds: ClockFacts['kinds']): ClockFacts {
  const found = facts.clocks.filter((each) => each.kinds === kinds);
  assert.equal(found.length, 1, JSON.stringify(facts.clocks));
  return found[0];
}

const CASES: { ahead: number; wholeHours: boolean; said: RegExp }[] = [
  { ahead: 0, wholeHours: false, said: /^The clocks of E1 and E2 agree/ },
  { ahead: 7, wholeHours: false, said: /^The clock of E2 is [67](\.\d+)? s ahead of that of E1/ },
  {
    ahead: -3600,
    wholeHours: true,
    said: /behind that of E1: .*Whole hours \(-1 h\): this looks like a time-zone/,
  },
  {
    ahead: 7203,
    wholeHours: true,
    said: /^The clock of E2 is 2 h 3 s ahead .*Whole hours \(\+2 h, with \+[23](\.\d+)? s/,
  },
];
for (const { ahead, wholeHours, said } of CASES)
  test(`capture and log, log ${ahead} s ahead`, async () => {
    const people = visits(11, 60);
    const facts = await factsOf({
      'a.pcap.gz': captureOf(people),
      'b.log': logText([...people, ...otherHours(5)], ahead),
    });
    const clock = pair(facts, 'capture and log');
    assert.equal(clock.method, 'matched requests');
    assert.ok(Math.abs((clock.offsetSec as number) - ahead) <= 0.25, `${clock.offsetSec} for ${ahead}`);
    // Cutting to whole seconds spreads the differences evenly over one second: the middle half is half a second wide.
    assert.ok((clock.spreadSec as number) > 0.2 && (clock.spreadSec as number) < 0.8, `${clock.spreadSec}`);
    assert.ok(clock.matches >= 60 && clock.matches <= 75, `${clock.matches}`);
    assert.equal(clock.wholeHours, wholeHours);
    assert.match(clock.text, said);
    // Nothing is shifted: the log's first line stands as written.
    const log = facts.evidence.find((each) => each.fileName === 'b.log');
    const first = Math.min(...[...people, ...otherHours(5)].map(({ atSec }) => Math.floor(atSec + ahead)));
    assert.equal(Date.parse(log?.firstUtc as string) / 1000, first);
  });

test('log and log: a backend an hour behind its proxy', async () => {
  const people = visits(12, 50);
  const all = [...people, ...otherHours(6)];
  const facts = await factsOf({ 'a.log': logText(all, 0), 'b.log': logText(all, -3600) });
  const clock = pair(facts, 'log and log');
  assert.equal(clock.method, 'matched requests');
  assert.equal(clock.offsetSec, -3600);
  assert.equal(clock.wholeHours, true);
});

test('encrypted capture: the rhythm of packets and log lines tells', async () => {
  const random = new Random(31);
  const people = Array.from({ length: 400 }, (_, i) => ({
    client: `198.51.100.${1 + (i % 200)}`,
    atSec: START_SEC + random.between(0, 1200),
    path: `/tea/${i % 20}`,
  }));
  const facts = await factsOf({
    'a.pcap.gz': captureOf(people, 443),
    'b.log': logText([...people, ...otherHours(8)], 7),
  });
  const clock = pair(facts, 'capture and log');
  assert.equal(clock.method, 'rate correlation');
  // Whole seconds on one side only: half a second either way.
  assert.ok(Math.abs((clock.offsetSec as number) - 7) <= 1, `${clock.offsetSec}`);
  assert.ok(clock.ratio >= 1.5);
});

test('nothing in common is said so, with no number', async () => {
  const facts = await factsOf({
    'a.pcap.gz': captureOf(visits(13, 40)),
    'b.log': logText(
      [...visits(14, 40, 100), ...otherHours(9).map((each) => ({ ...each, client: '192.0.2.9' }))],
      0,
    ),
  });
  const clock = pair(facts, 'capture and log');
  assert.equal(clock.method, 'none');
  assert.equal(clock.offsetSec, undefined);
  assert.equal(clock.wholeHours, false);
  assert.equal(clock.text, 'E1 and E2: not enough in common to compare their clocks.');
});

test('the same people at other times give no offset', async () => {
  const facts = await factsOf({
    'a.pcap.gz': captureOf(visits(15, 60)),
    'b.log': logText([...visits(16, 60), ...otherHours(10)], 0),
  });
  assert.equal(pair(facts, 'capture and log').offsetSec, undefined);
});

test('a dump 90 s ahead: half-open sockets and their SYNs bound the difference; a stated offset stands beside it', async () => {
  const random = new Random(41);
  const capture = new Capture(96);
  const syns = Array.from({ length: 6000 }, (_, i) => ({
    atSec: START_SEC + i / 20,
    source: `${random.whole(11, 99)}.${random.whole(0, 255)}.${random.whole(0, 255)}.${random.whole(1, 254)}`,
    port: random.whole(1024, 65535),
  }));
  for (const { atSec, source, port } of syns)
    capture.add(
      atSec * 1e6,
      tcpFrame(
        { source, destination: SERVER, ttl: 55 },
        {
          sourcePort: port,
          destinationPort: 80,
          seq: random.word(),
          flags: FLAG.SYN,
          window: STACKS.linux.window,
        },
      ),
    );
  const snapshotSec = START_SEC + 200;
  const open = syns.filter(({ atSec }) => atSec <= snapshotSec && atSec > snapshotSec - 63);
  assert.equal(open.length, 1260);
  const stamp = new Date((snapshotSec + 90) * 1000)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '');
  const dump = open
    .map(
      ({ source, port }) =>
        `tcp        0      0 ${SERVER}:80         ${`${source}:${port}`.padEnd(23)} SYN_RECV   \n`,
    )
    .join('');
  const facts = await factsOf(
    {
      'a.pcap.gz': capture.file(),
      [`netstat-${stamp}.txt`]: `Active Internet connections (servers and established)\nProto Recv-Q Send-Q Local Address           Foreign Address         State      \n${dump}`,
    },
    'evidence:\n  - file: "netstat-*"\n    clock_offset_ms: 90000\n',
  );
  const clock = pair(facts, 'capture and dump');
  assert.equal(clock.method, 'half-open sockets');
  assert.ok(Math.abs((clock.offsetSec as number) - 90) <= 2, `${clock.offsetSec}`);
  assert.ok((clock.spreadSec as number) <= 4, `${clock.spreadSec}`);
  assert.equal(clock.wholeHours, false);
  assert.equal(clock.statedMsB, 90_000);
  assert.match(clock.text, /Stated for E3: \+90 s against UTC\.$/);
});

test('a flat series has no lag', () => {
  const seconds = Float64Array.from({ length: 600 }, (_, i) => START_SEC + i);
  const values = new Float64Array(600).fill(3);
  assert.equal(bestLag({ seconds, values }, { seconds, values }), undefined);
});

test('demo case: capture and log come from one clock', async () => {
  const folder = fileURLToPath(new URL('../../../fixtures/debtember', import.meta.url));
  const facts = (await assessCase(folder, attributor)).facts as IncidentFacts;
  const clock = pair(facts, 'capture and log');
  assert.equal(clock.method, 'matched requests');
  assert.ok(Math.abs(clock.offsetSec as number) <= 0.5, `${clock.offsetSec}`);
  assert.equal(facts.evidence.find(({ id }) => id === clock.evidenceA)?.fileName, 'synflood.pcap');
  assert.equal(facts.evidence.find(({ id }) => id === clock.evidenceB)?.fileName, 'access.log.3.gz');
});
