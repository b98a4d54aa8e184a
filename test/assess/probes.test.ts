// Requests of tools in captures: told as probes with their proven senders, apart from floods, and not twice where a log tells them too.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { type Attributor, openAttributor } from '../../src/aggregate/attribute.ts';
import type { ActivityFacts } from '../../src/model/facts.ts';
import { Random } from '../support/debtember/random.ts';
import { findingsIn } from '../support/findings.ts';
import { assessCase } from '../support/labelled/assess-case.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { httpAnswer, httpGet, WEB } from '../support/labelled/case.ts';
import { FLAG, tcpFrame } from '../support/labelled/frames.ts';
import { scratchFolder } from '../support/output.ts';
import { FIXTURES } from '../support/run-main.ts';

const LABELLED = path.join(FIXTURES, 'labelled');
const SCANNED = path.join(LABELLED, 'benign-probes-in-capture');
const LAB = path.join(FIXTURES, 'lab/probes');

let attributor: Attributor;
before(async () => {
  attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
});

const told = ({ kind, title, proven, sources, records }: ActivityFacts): string =>
  `${kind} | ${title} | ${proven ? 'proven' : 'not proven'} | ${sources} | ${records}`;

/** Frames and clients of the requests that match, as tshark reads them. */
function requests(file: string, filter: string): { frame: number; client: string }[] {
  return execFileSync(
    'tshark',
    ['-n', '-r', file, '-Y', filter, '-T', 'fields', '-e', 'frame.number', '-e', 'ip.src'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([frame, client]) => ({ frame: Number(frame), client }));
}

test('a scanner and a guesser in a capture are named with what tshark counts, and flood nothing', async () => {
  const { facts } = await assessCase(SCANNED, attributor);
  assert.deepEqual(facts.vectors, []);
  const file = path.join(SCANNED, 'capture.pcap.gz');
  const expected = [
    ['vulnerability_probe', requests(file, 'http.request.uri contains "/tea?id="')],
    [
      'password_guessing',
      requests(file, 'http.request.method == POST && http.request.uri contains "wp-login"'),
    ],
  ] as const;
  assert.deepEqual(
    facts.activities.map(({ kind, proven, records, top }) => ({
      kind,
      proven,
      records,
      top: top.map(({ address, firstRef }) => `${address} ${firstRef}`),
    })),
    expected.map(([kind, found]) => ({
      kind,
      proven: true,
      records: found.length,
      top: [`${found[0].client} E1 record ${found[0].frame}`],
    })),
  );
});

test('searches for words that look like SQL, and the log-ins of an office, are nothing', async () => {
  const { facts } = await assessCase(path.join(LABELLED, 'benign-search-words'), attributor);
  assert.deepEqual(facts.activities, []);
});

test('a flood of probes is a flood and no scan', async () => {
  const { facts } = await assessCase(path.join(LABELLED, 'http-flood-dressed-as-probes'), attributor);
  assert.deepEqual(facts.activities, []);
  assert.deepEqual(
    facts.vectors.map(({ vector, sourcesByVerdict }) => [vector, sourcesByVerdict.proven]),
    [['http_flood', 10]],
  );
});

for (const sees of ['both', 'late'] as const)
  test(`a sender of probes is ${sees === 'both' ? 'named when' : 'counted and not named unless'} its handshake is seen`, async (t) => {
    const folder = scratchFolder(t);
    const capture = new Capture(300);
    const random = new Random(7);
    const start = Date.UTC(2026, 5, 1, 10) * 1000;
    const talk = new Conversation(capture, random, { client: '198.51.100.9', server: WEB, port: 80 });
    let at = talk.open(start);
    if (sees === 'late') capture.frames.length = 0;
    for (let turn = 0; turn < 5; turn++)
      at = talk.down(
        talk.up(at + 50_000, httpGet(`/?page=..%2f..%2fetc/passwd${turn}`)) + 500,
        httpAnswer(20),
      );
    // The same frames again, as a mirrored port delivers them: they count once.
    for (const { atUs, bytes } of [...capture.frames]) capture.add(atUs + 1, bytes);
    cpSync(path.join(SCANNED, 'incident.yaml'), path.join(folder, 'incident.yaml'));
    writeFileSync(path.join(folder, 'capture.pcap.gz'), capture.file());
    const { facts } = await assessCase(folder, attributor);
    assert.deepEqual(facts.activities.map(told), [
      sees === 'both'
        ? 'vulnerability_probe | Vulnerability probes in captures | proven | 1 | 5'
        : 'vulnerability_probe | Vulnerability probes in captures, no handshake seen | not proven | 1 | 5',
    ]);
    assert.deepEqual(
      facts.activities[0].top.map(({ address }) => address),
      sees === 'both' ? ['198.51.100.9'] : [],
    );
  });

test('what curl sent to nginx: capture and log alone tell the same, together they tell it once', async (t) => {
  const truth = JSON.parse(readFileSync(path.join(LAB, 'truth.json'), 'utf8')) as {
    probes: Record<string, number>;
  };
  const alone = async (name: string): Promise<ActivityFacts[]> => {
    const folder = scratchFolder(t);
    for (const file of [name, 'incident.yaml']) cpSync(path.join(LAB, file), path.join(folder, file));
    return (await assessCase(folder, attributor)).facts.activities;
  };
  const named = (activities: readonly ActivityFacts[]): Record<string, number> =>
    Object.fromEntries(
      activities.flatMap(({ top }) => top.map(({ address, records }) => [address, records])),
    );
  for (const name of ['capture.pcap', 'access.log']) {
    const activities = await alone(name);
    assert.deepEqual(named(activities), truth.probes, name);
    assert.deepEqual(
      activities.map(({ kind }) => kind),
      ['vulnerability_probe', 'password_guessing'],
      name,
    );
  }
  const { facts } = await assessCase(LAB, attributor);
  assert.deepEqual(facts.activities.map(told), [
    'vulnerability_probe | Vulnerability probes | proven | 1 | 40',
    'password_guessing | Password guessing on the web | proven | 1 | 30',
  ]);
});

test('log-ins in a log are guesses when little else is asked for, and not those of an office', async (t) => {
  const folder = scratchFolder(t);
  const line = (client: string, second: number, request: string): string => {
    const clock = new Date(Date.UTC(2026, 5, 16, 8, 0, second)).toISOString().slice(11, 19);
    return `${client} - - [16/Jun/2026:${clock} +0000] "${request} HTTP/1.1" 200 512 "-" "Mozilla/5.0"\n`;
  };
  const lines: string[] = [];
  for (let i = 0; i < 60; i++) {
    // Each person of the office reads two pages for each log-in, the guesser fetches the form for each attempt.
    lines.push(line('198.51.100.7', 60 * i, 'POST /wp-login.php'));
    lines.push(line('198.51.100.7', 60 * i + 1, `GET /orders/${i}`));
    lines.push(line('198.51.100.7', 60 * i + 2, `GET /stock/${i}`));
    lines.push(line('198.51.100.9', 60 * i + 3, 'GET /wp-login.php'));
    lines.push(line('198.51.100.9', 60 * i + 4, 'POST /wp-login.php'));
  }
  cpSync(path.join(SCANNED, 'incident.yaml'), path.join(folder, 'incident.yaml'));
  writeFileSync(path.join(folder, 'access.log'), lines.join(''));
  const { facts } = await assessCase(folder, attributor);
  assert.deepEqual(
    facts.activities.map(({ kind, records, top }) => [kind, records, top.map(({ address }) => address)]),
    [['password_guessing', 60, ['198.51.100.9']]],
  );
});

test('a SYN flood over many ports is no scan, and a scan beside a flood of one port is one', async () => {
  const random = new Random(11);
  const capture = new Capture(96);
  const startUs = Date.UTC(2026, 4, 17, 12) * 1000;
  const syn = (atUs: number, source: string, destinationPort: number): void => {
    const sent = {
      sourcePort: random.whole(1024, 32767),
      destinationPort,
      seq: random.word(),
      flags: FLAG.SYN,
    };
    capture.add(
      atUs,
      tcpFrame({ source, destination: WEB, ttl: 51, id: random.whole(0, 0xffff) }, { ...sent, window: 512 }),
    );
  };
  const flooder = '81.12.81.5';
  const scanner = '81.12.81.9';
  for (let n = 0; n < 6000; n++) syn(startUs + 500 * n, flooder, random.whole(1, 65535));
  for (let n = 0; n < 6000; n++) syn(startUs + 1e6 + 500 * n, '81.12.81.13', 80);
  for (let n = 0; n < 300; n++) syn(startUs + 30_000 * n, scanner, n + 1);
  const { facts } = await findingsIn(attributor, [['capture.pcap.gz', capture.file()]], { own: WEB });
  assert.deepEqual(
    facts.vectors.map(({ vector }) => vector),
    ['syn_flood', 'syn_flood'],
  );
  assert.deepEqual(facts.activities.map(told), ['port_scan | Port scan | not proven | 1 | 300']);
});
