// Connections whose answers are not taken, through the whole pipeline: which dumps and logs name a source, and which look alike and do not.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { openAttributor } from '../../src/aggregate/attribute.ts';
import { assessCase } from '../support/labelled/assess-case.ts';
import type { Said } from '../support/labelled/judge.ts';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });

// So many connections are a connection flood to whoever does not look at their queues: left out here.
async function said(files: Record<string, string>): Promise<Said> {
  const folder = mkdtempSync(path.join(tmpdir(), 'af-untaken-'));
  folders.push(folder);
  writeFileSync(
    path.join(folder, 'incident.yaml'),
    `case:\n  id: UNTAKEN\n  title: "EXERCISE"\n  exercise: true\nzone: UTC\nown_addresses: ["203.0.113.10"]\nservices:\n  - name: "Shop"\n    host: shop.example\nthresholds:\n  connection_flood.sockets: 100000\n`,
  );
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return assessCase(folder, attributor);
}

function names({ facts, sources }: Said): { vectors: string[]; named: string[] } {
  return {
    vectors: [...new Set(facts?.vectors.map(({ vector }) => vector as string))],
    named: sources
      .filter(({ verdict }) => verdict === 'proven' || verdict === 'likely')
      .map(({ address, verdict }) => `${verdict} ${address}`)
      .sort(),
  };
}

interface Held {
  client: string;
  remotePort: number;
  queue: number;
  port?: number;
}

const TIMES = ['2026-06-16T090000Z', '2026-06-16T090030Z', '2026-06-16T090100Z'];

// One dump a turn, half a minute apart: what is held in it, in the layout of `ss -tan`.
function dumps(held: (turn: number) => Held[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [turn, time] of TIMES.entries()) {
    let text = 'State  Recv-Q Send-Q Local Address:Port  Peer Address:Port Process\n';
    for (const { client, remotePort, queue, port = 80 } of held(turn))
      text += `ESTAB  0      ${queue}  203.0.113.10:${port}   ${client}:${remotePort}\n`;
    files[`ss-${time}.txt`] = text;
  }
  return files;
}

// `count` connections of which every turn the first `renewed` are replaced by new ones.
function pile(client: string, count: number, turn: number, renewed: number, queue = 29_376): Held[] {
  return Array.from({ length: count }, (_, n) => ({
    client,
    remotePort: 40_000 + turn * renewed + n,
    queue,
  }));
}

const BOTS = ['198.51.100.20', '198.51.100.21', '198.51.100.22'];
const NONE = { vectors: [], named: [] };

test('sources whose answers stand while they open more connections are named', async () => {
  const files = dumps((turn) => [
    ...BOTS.flatMap((bot) => pile(bot, 150, turn, 40)),
    ...pile('198.51.100.99', 6, turn, 0),
  ]);
  assert.deepEqual(names(await said(files)), {
    vectors: ['slow_http'],
    named: BOTS.map((bot) => `proven ${bot}`),
  });
});

test('the same connections in netstat and ss dumps of one second count once', async () => {
  const ss = dumps((turn) => BOTS.flatMap((bot) => pile(bot, 150, turn, 40)));
  const both = { ...ss };
  for (const [name, text] of Object.entries(ss))
    both[name.replace('ss-', 'netstat-')] = text
      .replace(/^State.*\n/, 'Proto Recv-Q Send-Q Local Address           Foreign Address         State\n')
      .replace(/^ESTAB +(\d+) +(\d+) +(\S+) +(\S+)$/gm, 'tcp $1 $2 $3 $4 ESTABLISHED');
  const found = await said(both);
  assert.deepEqual(
    names(found).named,
    BOTS.map((bot) => `proven ${bot}`),
  );
  assert.match(JSON.stringify(found.facts), /up to 450 established connections/);
});

// What looks alike, and the threshold or condition that tells it from a slow read.
const LOOK_ALIKES: [what: string, held: (turn: number) => Held[]][] = [
  [
    'a mobile network fails: many wait behind three shared addresses, and none opens more',
    (turn) => BOTS.flatMap((shared) => pile(shared, 150, turn, 0)),
  ],
  [
    'films are paused behind shared addresses, and twice as many people there go on',
    (turn) =>
      BOTS.flatMap((shared) => [
        ...pile(shared, 150, turn, 40),
        ...pile(shared, 300, turn, 0, 0).map((each) => ({ ...each, remotePort: each.remotePort + 10_000 })),
      ]),
  ],
  [
    'films are watched and paused behind shared addresses, up to eighty at once',
    (turn) => [...BOTS, '198.51.100.23', '198.51.100.24'].flatMap((campus) => pile(campus, 80, turn, 20)),
  ],
  [
    'downloads go on: something waits in every snapshot, never the same',
    (turn) =>
      BOTS.flatMap((office) =>
        pile(office, 150, turn, 40).map((each) => ({
          ...each,
          queue: 1448 * (1 + ((each.remotePort + 7 * turn) % 20)),
        })),
      ),
  ],
  [
    'keep-alive and long polling: nothing waits',
    (turn) => BOTS.flatMap((nat) => pile(nat, 150, turn, 40, 0)),
  ],
  [
    'a service that is no web server',
    (turn) => BOTS.flatMap((each) => pile(each, 150, turn, 40).map((held) => ({ ...held, port: 873 }))),
  ],
];

for (const [what, held] of LOOK_ALIKES) {
  test(`no slow read: ${what}`, async () => {
    assert.deepEqual(names(await said(dumps(held))), NONE);
  });
}

test('one snapshot shows no queue that stands', async () => {
  const [first] = Object.entries(dumps((turn) => BOTS.flatMap((bot) => pile(bot, 150, turn, 40))));
  assert.deepEqual(names(await said(Object.fromEntries([first]))), NONE);
});

// Two minutes of a log: connections opened ahead and never used end as `"-" 408` in Apache's log.
function log(clients: readonly string[], unused: number, pages: number): string {
  let text = '';
  for (let n = 0; n < Math.max(unused, pages); n++)
    for (const client of clients) {
      const line = (request: string, status: string): string =>
        `${client} - - [16/Jun/2026:09:00:${String(n % 60).padStart(2, '0')} +0000] "${request}" ${status} "-" "-"\n`;
      if (n < unused) text += line('-', '408 -');
      if (n < pages) text += line(`GET /tea/${n}.html HTTP/1.1`, '200 512');
    }
  return text;
}

test('time-outs in a log name whoever does little else, and no office whose browsers open connections ahead', async () => {
  assert.deepEqual(names(await said({ 'access.log': log(BOTS, 20, 2) })), {
    vectors: ['slow_http'],
    named: BOTS.map((bot) => `proven ${bot}`),
  });
  assert.deepEqual(names(await said({ 'access.log': log(BOTS, 20, 40) })), NONE);
});
