// From batches of events and counters through folds and case database to what is said of them: guessing, kernel words, cookies.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CounterFold } from '../../src/aggregate/fold/counters.ts';
import { createEventTable, EventFold } from '../../src/aggregate/fold/events.ts';
import type { TextsBlock } from '../../src/aggregate/fold/requests.ts';
import { type CaseStore, openStore } from '../../src/aggregate/store.ts';
import { type CounterReading, counterFacts, describeCounters } from '../../src/assess/counters.ts';
import { corroborateSynFlood, kernelEvents, passwordGuessing } from '../../src/assess/kernel-events.ts';
import { counters } from '../../src/ingest/formats/counters.ts';
import { kernelLog } from '../../src/ingest/formats/kernel-log.ts';
import { createBatch, Pump } from '../../src/ingest/pump.ts';
import { addressKey } from '../../src/model/address.ts';
import { Diagnostics } from '../../src/model/diagnostic.ts';
import type { FileSummary } from '../../src/model/traffic.ts';
import { readFixture } from '../support/text-fixtures.ts';
import { testContext } from '../support/text-rows.ts';

function appendTexts(store: CaseStore, evidence: number, texts: TextsBlock): void {
  const rows = [{ evidence, id: 0, text: '' }];
  for (let id = 2; id < texts.ends.length; id++) {
    const text = Buffer.from(texts.bytes.subarray(texts.ends[id - 1], texts.ends[id])).toString('utf8');
    rows.push({ evidence, id, text });
  }
  store.appendTexts(rows);
}

function addLog(store: CaseStore, evidence: number, input: Uint8Array): FileSummary {
  const decoder = kernelLog.createDecoder(testContext('x.log', new Diagnostics()));
  const fold = new EventFold(evidence, createEventTable(), store.append);
  const pump = new Pump(
    decoder,
    createBatch('events'),
    (batch) => batch.kind === 'events' && fold.add(batch),
  );
  pump.push(input);
  pump.finish();
  const { summary, texts } = fold.finish();
  appendTexts(store, evidence, texts);
  return summary;
}

function addCounters(store: CaseStore, evidence: number, input: Uint8Array): FileSummary {
  const decoder = counters.createDecoder(testContext('x.txt', new Diagnostics()));
  const fold = new CounterFold(evidence, store.append);
  const pump = new Pump(
    decoder,
    createBatch('counters'),
    (batch) => batch.kind === 'counters' && fold.add(batch),
  );
  pump.push(input);
  pump.finish();
  const { summary, texts } = fold.finish();
  appendTexts(store, evidence, texts);
  return summary;
}

async function withStore(run: (store: CaseStore) => Promise<void>): Promise<void> {
  const store = await openStore(undefined, undefined);
  try {
    await run(store);
  } finally {
    await store.close();
  }
}

/** `count` refused passwords of one source, one every `everySec` seconds from 03:00 on, each with the line PAM adds. */
function guesses(source: string, count: number, everySec: number): string {
  let log = '';
  for (let i = 0; i < count; i++) {
    const at = new Date(Date.UTC(2026, 4, 17, 3, 0, i * everySec)).toISOString().replace('.000', '');
    log += `${at} web1 sshd[${i}]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${source}  user=u${i % 3}\n`;
    log += `${at} web1 sshd[${i}]: Failed password for u${i % 3} from ${source} port ${1000 + i} ssh2\n`;
  }
  return log;
}

test('events are merged by minute; other lines are counted and not kept', async () => {
  await withStore(async (store) => {
    const summary = addLog(store, 1, readFixture('kernel-log', 'logins.log'));
    assert.equal(summary.records, 26);
    assert.equal(summary.hasTime, true);
    const rows = await store.query<{ lines: bigint; events: bigint }>(
      'SELECT sum(lines)::BIGINT AS lines, sum(events)::BIGINT AS events FROM events',
    );
    // 19 lines are events (grep), one of which stands for 5 and one for 2.
    assert.deepEqual(rows, [{ lines: 19n, events: 24n }]);
    const five = await store.query(
      `SELECT e.lines, e.events, e.first_record, e.last_record, p.text AS program, s.text AS subject FROM events e JOIN texts p ON p.id = e.program_id JOIN texts s ON s.id = e.subject_id WHERE src_lo = ${addressKey('203.0.113.5')?.lo}::UBIGINT`,
    );
    assert.deepEqual(five, [
      { lines: 2, events: 6, first_record: 1, last_record: 2, program: 'sshd', subject: 'root' },
    ]);
  });
});

test('password guessing by many addresses with three tries each; people with names of their own, or let in, are none', async () => {
  const at = (sec: number): string =>
    new Date(Date.UTC(2026, 4, 17, 3, 0, sec)).toISOString().replace('.000', '');
  // So many sources, a new one every 20 s, three tries each.
  const spread = (network: string, sources: number, user: (n: number) => string, end = ''): string =>
    Array.from({ length: sources }, (_, n) => {
      const line = (sec: number, what: string): string =>
        `${at(20 * n + sec)} web1 sshd[${n}]: ${what} password for ${user(n)} from ${network}.${1 + n} port ${2000 + n} ssh2\n`;
      return line(0, 'Failed') + line(3, 'Failed') + line(6, 'Failed') + (end === '' ? '' : line(9, end));
    }).join('');
  const guessed = async (log: string): Promise<[number, number]> => {
    let told: [number, number] = [0, 0];
    await withStore(async (store) => {
      addLog(store, 1, Buffer.from(log));
      const found = await passwordGuessing(store.query);
      told = [found.length, found.reduce((sum, { failures }) => sum + failures, 0)];
    });
    return told;
  };
  const root = (): string => 'root';
  assert.deepEqual(await guessed(spread('198.51.100', 60, root)), [60, 180]);
  assert.deepEqual(await guessed(spread('198.51.100', 49, root)), [0, 0]);
  assert.deepEqual(await guessed(spread('198.51.100', 60, (n) => `u${n}`)), [0, 0]);
  assert.deepEqual(await guessed(spread('198.51.100', 60, root, 'Accepted')), [0, 0]);
});

test('password guessing: 20 in 10 minutes or 50 in all, an attempt once, the same log once', async () => {
  await withStore(async (store) => {
    const log =
      guesses('203.0.113.5', 20, 30) + // 20 in 9.5 minutes
      guesses('203.0.113.6', 19, 30) +
      guesses('203.0.113.7', 50, 60) + // 10 in 10 minutes, 50 in all
      guesses('203.0.113.8', 49, 60) +
      '2026-05-17T03:30:00Z web1 sshd[9]: Accepted password for u1 from 203.0.113.5 port 2000 ssh2\n';
    addLog(store, 1, Buffer.from(log));
    addLog(store, 2, Buffer.from(log));
    const found = await passwordGuessing(store.query);
    assert.deepEqual(
      found.map(({ address, failures, peakPer10Min, users, acceptedAfter, evidence }) => [
        address,
        failures,
        peakPer10Min,
        users,
        acceptedAfter,
        evidence,
      ]),
      [
        ['203.0.113.7', 50, 10, 3, 0, [1, 2]],
        ['203.0.113.5', 20, 20, 3, 2, [1, 2]],
      ],
    );
    assert.deepEqual(
      found[1].criteria.map((each) => each.held),
      [true, false],
    );
    assert.match(
      found[1].reason,
      /^20 logins under 3 user names were refused by sshd .* not denial of service\./,
    );
  });
});

test('kernel events: one a port and minute, the same lines in two files once, and what they corroborate', async () => {
  await withStore(async (store) => {
    const input = readFixture('kernel-log', 'rfc3164.log');
    addLog(store, 1, input);
    addLog(store, 2, input);
    addLog(store, 3, readFixture('kernel-log', 'dmesg-lab.log'));
    const events = await kernelEvents(store.query);
    const flooding = events.filter(
      (event) => event.kind === 'syn_flooding' && event.port === 80 && event.host === 'web1',
    );
    assert.deepEqual(
      flooding.map(({ times, evidence, line, host }) => [times, evidence, line, host]),
      [[5, 1, 1, 'web1']],
    );
    const dmesg = events.filter((event) => event.firstUs === undefined);
    assert.deepEqual(
      dmesg.map((event) => [event.address, event.port, event.evidence]),
      [
        ['203.0.113.80', 80, 3],
        ['203.0.113.80', 8443, 3],
      ],
    );
    const start = Date.UTC(2026, 4, 17, 3, 2, 40) * 1000;
    const found = corroborateSynFlood(events, { address: '192.0.2.1', port: 80 }, start, start + 60e6);
    assert.equal(found?.times, 5);
    assert.match(found?.text ?? '', /on port 80 at 2026-05-17T03:02:10Z and 4 more times/);
    const elsewhere = { address: '192.0.2.1', port: 443 };
    // The line for [2001:db8::80]:443 says nothing of 192.0.2.1; "port 443" without an address does.
    assert.equal(corroborateSynFlood(events, elsewhere, start, start)?.times, 1);
    assert.equal(corroborateSynFlood(events, { address: '192.0.2.1', port: 25 }, start, start), undefined);
    assert.equal(
      corroborateSynFlood(events, { address: '192.0.2.1', port: 80 }, start + 3600e6, start + 3600e6),
      undefined,
    );
  });
});

test('counters of the lab: 383 SYNs never completed', async () => {
  await withStore(async (store) => {
    const summary = addCounters(store, 4, readFixture('counters', 'nstat-az-lab.txt'));
    // awk counts 395 names in the file.
    assert.deepEqual(summary.counters, { snapshots: 2, names: 395, timeBasis: 0 });
    const [facts, ...more] = await counterFacts(store.query, () => 'web1');
    assert.equal(more.length, 0);
    assert.equal(facts.neverCompleted, 383);
    assert.equal(facts.restarts, 0);
    assert.equal(facts.moves.find((move) => move.name === 'TcpExtTCPReqQFullDoCookies')?.rise, 383);
    assert.match(facts.sentences[0], /sent 383 SYN cookies .* got 0 valid answers: at least 383 SYNs/);
  });
});

test('a restart sets counters to 0: what was counted since is a lower bound', () => {
  const reading = (minute: number, name: string, value: number): CounterReading => ({
    us: minute * 60e6,
    name,
    value,
    evidence: 1,
    line: minute,
    basis: 0,
  });
  const facts = describeCounters('', [
    reading(1, 'TcpExtSyncookiesRecv', 400),
    reading(1, 'TcpExtSyncookiesSent', 1000),
    reading(2, 'TcpExtSyncookiesRecv', 410),
    reading(2, 'TcpExtSyncookiesSent', 7000),
    // Received rose above its old value, yet it counts from 0: sent tells of the restart.
    reading(3, 'TcpExtSyncookiesRecv', 500),
    reading(3, 'TcpExtSyncookiesSent', 900),
    reading(4, 'TcpExtSyncookiesRecv', 500),
    reading(4, 'TcpExtSyncookiesSent', 950),
  ]);
  assert.equal(facts.restarts, 1);
  assert.deepEqual(
    facts.moves.map((move) => [move.name, move.rise, move.peakPerSec]),
    [
      ['TcpExtSyncookiesSent', 6950, 100],
      ['TcpExtSyncookiesRecv', 510, 500 / 60],
    ],
  );
  assert.equal(facts.neverCompleted, 6440);
  assert.deepEqual(
    facts.intervals.map((each) => [each.restarted, each.rises.TcpExtSyncookiesSent]),
    [
      [false, 6000],
      [true, 900],
      [false, 50],
    ],
  );
  assert.ok(facts.sentences.some((text) => text.startsWith('Counters fell 1 time')));
});
