// netstat dumps: golden rows, cuts, the ledger under truncation and damage, the slow twin, snapshots and their times.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { netstat } from '../../../src/ingest/formats/netstat.ts';
import { parseDateLine, parseFileNameTime } from '../../../src/ingest/formats/sockets-time.ts';
import { ss } from '../../../src/ingest/formats/ss.ts';
import { slowNetstat } from '../../support/slow-text-decoders.ts';
import {
  assertLedger,
  byteFlips,
  checkGolden,
  fixtureNames,
  readFixture,
  SMALL_CUTS,
} from '../../support/text-fixtures.ts';
import type { SocketRow } from '../../support/text-rows.ts';
import { decodeSockets } from '../../support/text-rows.ts';

// The twin knows nothing of cut columns.
const CUT_COLUMNS = ['bsd-an.txt', 'columns-cut.txt'];

for (const name of fixtureNames('netstat')) {
  const input = readFixture('netstat', name);
  const decoded = decodeSockets(netstat, input, name);

  test(`${name}: fits, is no ss dump, and gives the expected rows`, () => {
    assert.equal(netstat.sniff(input), undefined);
    assert.match(ss.sniff(input) ?? 'taken', /^no line like/);
    checkGolden('netstat', name, decoded);
  });

  test(`${name}: the slow twin agrees`, { skip: CUT_COLUMNS.includes(name) && 'columns are cut' }, () => {
    assert.deepEqual(decoded.rows.map(bare), slowNetstat(input));
  });

  test(`${name}: rows do not depend on cuts or batch sizes`, () => {
    for (const cutting of SMALL_CUTS) {
      assert.deepEqual(decodeSockets(netstat, input, name, cutting), decoded, JSON.stringify(cutting));
    }
  });

  test(`${name}: the ledger holds wherever the file ends`, () => {
    for (let end = 0; end <= input.length; end++) {
      assertLedger(decodeSockets(netstat, input.subarray(0, end), name), end);
    }
  });

  test(`${name}: flipped bytes neither throw nor lose bytes`, () => {
    for (const damaged of byteFlips(input, 300))
      assertLedger(decodeSockets(netstat, damaged, name), damaged.length);
  });
}

function bare(row: SocketRow): Partial<SocketRow> {
  const { protocol, state, local, localPort, remote, remotePort, sendQueue } = row;
  const queue = sendQueue !== undefined && { sendQueue };
  return { protocol, state, local, localPort, remote, remotePort, ...queue };
}

test('date lines in all forms mean the same second', () => {
  const lines = [
    'Sun May 17 03:02:10 UTC 2026',
    'Sun May 17 03:02:10 AM UTC 2026',
    'Sun 17 May 2026 03:02:10 AM UTC',
    'Sun 17 May 03:02:10 GMT 2026',
    'Sun, 17 May 2026 03:02:10 +0000',
    'Sun May 17 05:02:10 +02 2026',
    '2026-05-17T03:02:10Z',
    '2026-05-16T20:02:10-07:00',
    '### 2026-05-17 03:02:10 UTC ###',
    '=== 20260517T030210Z',
    'date: 1778986930',
    '--- @1778986930 ---',
    '[2026/05/17 03:02:10 UTC]',
    // date of coreutils in other languages
    'So 17. Mai 03:02:10 UTC 2026',
    'So 17. Mai 2026 03:02:10 UTC',
    'dim. 17 mai 2026 03:02:10 UTC',
    'dom 17 may 2026 03:02:10 UTC',
    'dom 17 mag 2026, 03:02:10, UTC',
    'dom 17 mai 2026 03:02:10 UTC',
    'zo 17 mei 2026 03:02:10 UTC',
    'Every 2.0s: ss -tanH state syn-recv                    web1: Sun May 17 03:02:10 UTC 2026',
  ];
  for (const line of lines) {
    const time = parseDateLine(line);
    assert.deepEqual(
      [time && time.localSec - 60 * (time.offsetMin ?? Number.NaN), time?.offsetStated],
      [1778986930, true],
      line,
    );
  }
});

test('months in other languages, whatever the encoding of their letters', () => {
  const months: [string, number][] = [
    ['7. M\u00e4r', 3],
    ['07 f\u00e9vr.', 2],
    ['07 ao\u00fbt', 8],
    ['07 d\u00e9c.', 12],
    ['07 juin', 6],
    ['07 juil.', 7],
    ['07 ene', 1],
    ['07 gen', 1],
    ['07 dic', 12],
    ['07 Dez', 12],
    ['07 out', 10],
    ['07 mrt', 3],
  ];
  for (const [text, month] of months)
    for (const encoding of ['utf8', 'latin1'] as const) {
      const line = Buffer.from(`${text} 2026 13:02:10 UTC`, encoding).toString('latin1');
      assert.equal(parseDateLine(line)?.localSec, Date.UTC(2026, month - 1, 7, 13, 2, 10) / 1000, text);
    }
});

test('a date that cannot be read begins a snapshot all the same, at the time of the file', () => {
  const socket = (port: number): string => `tcp 0 0 192.0.2.1:443 203.0.113.5:${port} SYN_RECV\n`;
  const input = Buffer.from(
    `2026-05-17T03:02:10Z\n${socket(50001)}So 17. kv\u011btna 2026, 03:03:10 UTC\n${socket(50002)}`,
  );
  const { rows, diagnostics } = decodeSockets(netstat, input, 'netstat-2026-05-17T04:00:00Z.txt');
  assert.deepEqual(
    rows.map(({ snapshot, time, basis }) => [snapshot, time, basis]),
    [
      [0, '2026-05-17T03:02:10Z', 'exact'],
      [1, '2026-05-17T04:00:00Z', 'date from file name'],
    ],
  );
  assert.deepEqual(
    diagnostics.map(({ code, count }) => [code, count]),
    [['line/no-time', 1]],
  );
});

test('a damaged socket line with a year for a port begins no snapshot', () => {
  const socket = 'tcp 0 0 192.0.2.1:443 203.0.113.5:50001 SYN_RECV\n';
  const damaged = 'tcp 0 0 !192.0.2.1:2026 [2001:db8::20:26:33]:2026 SYN_RECV\n';
  const { rows, diagnostics } = decodeSockets(netstat, Buffer.from(socket + damaged + socket), 'x');
  assert.deepEqual(
    rows.map(({ snapshot }) => snapshot),
    [0, 0],
  );
  assert.equal(diagnostics[0].code, 'line/unparsable');
});

// From the message catalogues of net-tools 2.10.
test('states in the languages that net-tools translates them into', () => {
  const states: [string, string][] = [
    ['VERBUNDEN', 'ESTABLISHED'],
    ['ESTABELECIDA', 'ESTABLISHED'],
    ['SYN_ENVIADO', 'SYN_SENT'],
    ['SYN_RECEBIDO', 'SYN_RECV'],
    ['ESPERA_FIN1', 'FIN_WAIT1'],
    ['ESPERANDO_FECHAR', 'CLOSE_WAIT'],
    ['\u00daLTIMO_ACK', 'LAST_ACK'],
    ['OU\u00c7A', 'LISTEN'],
    ['SPOJENO', 'ESTABLISHED'],
    ['POSLEDN\u00cd ACK', 'LAST_ACK'],
    ['NASLOUCH\u00c1', 'LISTEN'],
  ];
  for (const [word, state] of states)
    for (const encoding of ['utf8', 'latin1'] as const) {
      const input = Buffer.from(`tcp 0 0 192.0.2.1:443 203.0.113.5:50123 ${word}\n`, encoding);
      assert.equal(decodeSockets(netstat, input, 'x').rows[0].state, state, word);
    }
});

test('zones by name are known but not certain; ambiguous ones are left open', () => {
  assert.equal(parseDateLine('Sun May 17 05:02:10 CEST 2026')?.offsetMin, 120);
  assert.equal(parseDateLine('Sun May 17 05:02:10 CEST 2026')?.offsetStated, false);
  assert.equal(parseDateLine('Sun May 17 05:02:10 CST 2026')?.offsetMin, undefined);
  assert.equal(parseDateLine('2026-05-17 03:02:10')?.offsetMin, undefined);
});

test('what is no date line', () => {
  for (const line of [
    '',
    'Sun Feb 30 03:02:10 UTC 2026',
    '2026-13-01 00:00:00',
    '12345',
    '2026-05-17',
    '1.2.3.4 - -',
  ]) {
    assert.equal(parseDateLine(line), undefined, line);
  }
});

test('times in file names', () => {
  const names = [
    'netstat-2026-05-17T03:02:10Z.txt',
    'netstat_20260517_030210.log',
    '20260517T030210Z',
    'web1-netstat-2026-05-17_03-02-10.txt.gz',
    'ss.1778986930.txt',
  ];
  for (const name of names) assert.equal(parseFileNameTime(name)?.localSec, 1778986930, name);
  assert.equal(parseFileNameTime('ss-2026-05-17-0302.txt')?.localSec, 1778986920);
  for (const name of ['netstat.txt', 'netstat-2026-05-17.txt', 'ticket-20261399123456.txt']) {
    assert.equal(parseFileNameTime(name), undefined, name);
  }
});

test('the stated zone is used for dates without one, and said to be assumed', () => {
  const input = Buffer.from('2026-05-17 03:02:10\ntcp 0 0 192.0.2.1:443 203.0.113.5:50123 SYN_RECV\n');
  const { rows } = decodeSockets(netstat, input, 'x', undefined, { assumedOffsetMin: () => 120 });
  assert.deepEqual([rows[0].time, rows[0].basis], ['2026-05-17T01:02:10Z', 'offset assumed']);
});

test('what is refused, and the phrase', () => {
  const pcb = 'Active Internet connections\nTcpcb            Proto Recv-Q Send-Q Local Address\n';
  assert.match(netstat.sniff(Buffer.from(pcb)) ?? 'taken', /^BSD netstat -A .* is not supported/);
  for (const text of [
    '',
    'Sun May 17 03:02:10 UTC 2026\n',
    'tcp is a protocol\nudp too\n',
    'TcpExt: SyncookiesSent 1\n',
  ]) {
    assert.match(netstat.sniff(Buffer.from(text)) ?? 'taken', /^no line like/, text);
  }
});

test('a snapshot with -W does not vouch for the one behind it: an address of the width of the column may be cut', () => {
  const snapshot = (remote: string): string =>
    `Proto Recv-Q Send-Q Local Address           Foreign Address         State\ntcp6       0      0 2001:db8::1:443         ${remote} SYN_RECV\n`;
  const cut = '2001:db8::1234:56:50123'; // of 2001:db8::1234:5678
  const remotes = (text: string): string[] =>
    decodeSockets(netstat, Buffer.from(text), 'dump.txt').rows.map(({ remote }) => remote);
  const wide = snapshot('2001:db8:aaaa:bbbb:cccc::1:50123');
  assert.deepEqual(remotes(wide + snapshot(cut)), ['2001:db8:aaaa:bbbb:cccc::1', '*']);
  assert.deepEqual(remotes(`${wide}tcp6 0 0 2001:db8::1:443 ${cut} SYN_RECV\n`), [
    '2001:db8:aaaa:bbbb:cccc::1',
    '2001:db8::1234:56',
  ]);
});
