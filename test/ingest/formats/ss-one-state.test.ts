// Lists of ss that was asked for one state: recorded with iproute2-6.1.0 in a network namespace. They have no State column; what tells the state instead.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openAttributor } from '../../../src/aggregate/attribute.ts';
import { netstat } from '../../../src/ingest/formats/netstat.ts';
import { ss } from '../../../src/ingest/formats/ss.ts';
import { isNamedHalfOpen, readSsCommand } from '../../../src/ingest/formats/ss-command.ts';
import { SOCKET_STATES } from '../../../src/model/batch.ts';
import { findingsIn } from '../../support/findings.ts';
import { scratchFolder } from '../../support/output.ts';
import { reportInto } from '../../support/run-main.ts';
import { decodeSockets } from '../../support/text-rows.ts';

const SYN_RECV = `Recv-Q Send-Q Local Address:Port Peer Address:Port Process
0      0          192.0.2.1:443   203.0.113.3:40002       
0      0          192.0.2.1:443   203.0.113.5:40004       
`;
const SYN_RECV_NETID = `Netid Recv-Q Send-Q Local Address:Port Peer Address:Port Process
tcp   0      0          192.0.2.1:443   203.0.113.3:40002       
tcp   0      0          192.0.2.1:443   203.0.113.5:40004       
`;
const SYN_RECV_NO_HEADER = `0      0      192.0.2.1:443  203.0.113.3:40002
0      0      192.0.2.1:443  203.0.113.5:40004
`;
const ESTABLISHED = `Recv-Q Send-Q Local Address:Port  Peer Address:Port Process
0      0          192.0.2.1:443      192.0.2.1:46166       
`;
const ALL = `State    Recv-Q Send-Q Local Address:Port  Peer Address:Port Process
LISTEN   0      64         192.0.2.1:443        0.0.0.0:*           
SYN-RECV 0      0          192.0.2.1:443    203.0.113.3:40002       
`;

function told(text: string, fileName = 'ss.txt', collectionCommand = ''): [string[], [string, number][]] {
  const { rows, diagnostics, bytesDecoded, bytesSkipped } = decodeSockets(
    ss,
    Buffer.from(text),
    fileName,
    undefined,
    {
      collectionCommand,
    },
  );
  assert.equal(bytesDecoded + bytesSkipped, Buffer.byteLength(text));
  return [rows.map(({ state }) => state), diagnostics.map(({ code, count }) => [code, count])];
}

test('without anything that tells it the state is unknown, and that is noted', () => {
  for (const list of [SYN_RECV, SYN_RECV_NETID, SYN_RECV_NO_HEADER]) {
    assert.equal(ss.sniff(Buffer.from(list)), undefined);
    assert.notEqual(netstat.sniff(Buffer.from(list)), undefined);
    assert.deepEqual(told(list), [['UNKNOWN', 'UNKNOWN'], [['socket/no-state', 2]]]);
  }
});

test('the command in the file tells it: at a prompt, from a script, in the heading of watch', () => {
  for (const line of [
    'root@web1:~# ss -tan state syn-recv',
    '$ sudo ss -tan state syn-recv | tee -a out.txt',
    '+ /usr/sbin/ss -nt state SYN-RECV "( sport = :443 )"',
    '==> ss state syn-recv <==',
    'Every 1.0s: ss -tan state syn-recv                  web1: Sun May 17 03:02:10 2026',
    '# date -u; ss -tan state syn-recv',
  ])
    for (const list of [SYN_RECV, SYN_RECV_NETID, SYN_RECV_NO_HEADER])
      assert.deepEqual(
        told(`${line}\n${list}`),
        [['SYN_RECV', 'SYN_RECV'], [['socket/state-from-command', 2]]],
        line,
      );
  const { rows } = decodeSockets(
    ss,
    Buffer.from(`Every 1.0s: ss -tan state syn-recv     web1: Sun May 17 03:02:10 2026\n\n${SYN_RECV}`),
    'ss.txt',
  );
  assert.equal(rows[0].time, '2026-05-17T03:02:10Z');
});

test('each list has the state of the command in front of it; a column is believed before any command', () => {
  const file = `$ ss -tan state syn-recv\n${SYN_RECV}${SYN_RECV}$ ss -tan state established\n${ESTABLISHED}$ ss -tan\n${ALL}${SYN_RECV}`;
  assert.deepEqual(told(file), [
    [
      'SYN_RECV',
      'SYN_RECV',
      'SYN_RECV',
      'SYN_RECV',
      'ESTABLISHED',
      'LISTEN',
      'SYN_RECV',
      'UNKNOWN',
      'UNKNOWN',
    ],
    [
      ['socket/no-state', 2],
      ['socket/state-from-command', 5],
    ],
  ]);
});

test('the command that the operator stated tells it, and one in the file counts before it', () => {
  assert.deepEqual(told(SYN_RECV, 'ss.txt', 'ss -tan state syn-recv'), [
    ['SYN_RECV', 'SYN_RECV'],
    [['socket/state-from-command', 2]],
  ]);
  assert.deepEqual(
    told(`# ss -tan state established\n${ESTABLISHED}`, 'ss.txt', 'ss -tan state syn-recv')[0],
    ['ESTABLISHED'],
  );
  assert.deepEqual(told(SYN_RECV, 'ss.txt', 'netstat -ant')[0], ['UNKNOWN', 'UNKNOWN']);
});

test('a file name is believed for half-open sockets, never for what would prove a source', () => {
  assert.deepEqual(told(SYN_RECV, 'ss-syn-recv.txt'), [
    ['SYN_RECV', 'SYN_RECV'],
    [['socket/state-from-file-name', 2]],
  ]);
  assert.deepEqual(told(ESTABLISHED, 'ss-state-established.txt')[0], ['UNKNOWN']);
  for (const name of ['web1_SYN_RECV.log', 'synrecv', 'ss.syn-received.txt'])
    assert.equal(isNamedHalfOpen(name), true, name);
  for (const name of ['ss.txt', 'syn-flood.txt', 'received.txt'])
    assert.equal(isNamedHalfOpen(name), false, name);
});

test('only one state, written out, is one state', () => {
  const state = (text: string): string | undefined => {
    const command = readSsCommand(text);
    return command === undefined ? undefined : SOCKET_STATES[command.state];
  };
  assert.equal(state('ss -tan state time-wait'), 'TIME_WAIT');
  assert.equal(state('for s in syn-recv; do ss -tan state $s; done'), 'UNKNOWN');
  for (const several of [
    'ss -tan',
    'ss -tan state all',
    'ss -tan state connected',
    'ss -tan state syn-recv state established',
    'ss -tan exclude listening',
    'ss -tan state syn-recv; ss -tan state established',
  ])
    assert.equal(state(several), 'UNKNOWN', several);
  for (const none of [
    '',
    'less state syn-recv',
    'css state syn-recv',
    'ssh web1',
    'passing state syn-recv',
    `ss${' '.repeat(2000)}state syn-recv`,
  ])
    assert.equal(state(none), undefined, none);
  assert.equal(readSsCommand('ss -uan state established')?.isUdp, true);
  assert.equal(readSsCommand('ss -tuan state established')?.isUdp, false);
  assert.equal(
    decodeSockets(ss, Buffer.from(`$ ss -uan state established\n${ESTABLISHED}`), 'x').rows[0].protocol,
    17,
  );
});

/** A pile of half-open sockets as ss lists them with and without their state. */
const PEERS = Array.from({ length: 256 }, (_, i) => `192.0.2.1:443 198.51.100.${i % 250}:${40_000 + i}`);
const DATES = ['2026-05-17T03:02:10Z', '2026-05-17T03:03:10Z'];
const WITH_STATE = DATES.map(
  (date) => `${date}\n${ALL.split('\n')[0]}\n${PEERS.map((each) => `SYN-RECV 0 0 ${each}\n`).join('')}`,
).join('');
const WITHOUT = DATES.map(
  (date) => `${date}\n${SYN_RECV.split('\n')[0]}\n${PEERS.map((each) => `0 0 ${each}\n`).join('')}`,
).join('');

test('the pile is found as with the column, and limits say how its state is known', async () => {
  const attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });
  const found = async (name: string, text: string) =>
    (await findingsIn(attributor, [[name, Buffer.from(text)]], { own: '192.0.2.1' })).facts;
  const whole = await found('ss.txt', WITH_STATE);
  assert.equal(whole.waves[0].peaks.halfOpen, 256);
  for (const [name, text, says] of [
    [
      'ss.txt',
      `# ss -tan state syn-recv\n${WITHOUT}`,
      /^512 sockets in E1 stand in lists without states: theirs is the one/,
    ],
    [
      'ss-syn-recv.txt',
      WITHOUT,
      /^512 sockets in E1 stand in lists without states: they are taken for half-open/,
    ],
  ] as const) {
    const facts = await found(name, text);
    assert.deepEqual(facts.waves, whole.waves);
    assert.equal(facts.limits.filter((each) => says.test(each)).length, 1);
  }
  const untold = await found('ss.txt', WITHOUT);
  assert.equal(untold.attackFound, false);
  assert.match(untold.limits.join('\n'), /nothing is concluded from them.*collection_command/);
});

test('collection_command of incident.yaml reaches the reader', async (t) => {
  const folder = scratchFolder(t);
  writeFileSync(path.join(folder, 'a.txt'), WITHOUT);
  writeFileSync(
    path.join(folder, 'incident.yaml'),
    'evidence:\n  - file: a.txt\n    collection_command: ss -tan state syn-recv\nown_addresses: ["192.0.2.1"]\n',
  );
  const { facts } = await reportInto(path.join(scratchFolder(t), 'out'), [folder]);
  assert.equal(facts.attackFound, true);
});
