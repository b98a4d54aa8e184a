// incident.yaml: defaults, values, and what is said about mistakes.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultIncident, incidentKeys, loadIncident, parseIncident } from '../../src/case/incident.ts';
import { ACTIVITY_CLASSES } from '../../src/model/billing.ts';
import { InputError } from '../../src/model/diagnostic.ts';

function refused(text: string, thresholds?: readonly string[]): string {
  const options = thresholds === undefined ? {} : { knownThresholds: thresholds };
  try {
    parseIncident(text, 'incident.yaml', options);
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return `${error.code} ${error.message}`;
  }
  return 'accepted';
}

test('nothing stated: every list empty, every text empty, nothing missing', () => {
  const incident = defaultIncident();
  assert.equal(incident.case.id, '');
  assert.equal(incident.case.exercise, false);
  assert.equal(incident.victim.contact.email, '');
  assert.deepEqual(incident.ownAddresses, []);
  assert.equal(incident.workLog.rounding.mode, 'none');
  assert.equal(incident.workLog.afterHours.factorMilli, 1000);
  assert.deepEqual(incident.report, {
    paper: 'A4',
    profile: 'law_enforcement',
    language: 'en',
    dateStyle: 'iso',
    ledes: false,
  });
  assert.deepEqual(parseIncident('# only a comment\n', 'incident.yaml'), incident);
  assert.deepEqual(parseIncident('case:\n  id: ~\nvictim:\n', 'incident.yaml'), incident);
});

test('the incident is frozen to its leaves', () => {
  const incident = parseIncident('allow_list: [{prefix: 192.0.2.1}]', 'incident.yaml');
  assert.ok(
    Object.isFrozen(incident) &&
      Object.isFrozen(incident.allowList) &&
      Object.isFrozen(incident.allowList[0]),
  );
});

test('texts stay as written, numbers are not reinterpreted', () => {
  const incident = parseIncident(
    'preparer: {phone: +49 30 5550100}\ncase: {id: 0815, title: no, police_reference: 1e3}\nclient: {contract: 2026-10}',
    'incident.yaml',
  );
  assert.equal(incident.preparer.phone, '+49 30 5550100');
  assert.deepEqual(
    [incident.case.id, incident.case.title, incident.case.policeReference],
    ['0815', 'no', '1e3'],
  );
  assert.equal(incident.client.contract, '2026-10');
});

test('times: offset written, zone assumed, which zone', () => {
  const incident = parseIncident(
    'zone: Europe/Berlin\nactions:\n  - {at: 2026-05-17 05:00, what: a}\n  - {at: "2026-05-17T05:00:00.25-03:30", what: b}',
    'incident.yaml',
  );
  // 05:00 in Berlin in May is 03:00Z = 1778986800; 05:00-03:30 is 08:30Z = 1779006600.
  assert.deepEqual(incident.actions[0].at, {
    sec: 1778986800,
    nsec: 0,
    text: '2026-05-17 05:00',
    offsetMin: 120,
    zone: 'Europe/Berlin',
  });
  assert.deepEqual(incident.actions[1].at, {
    sec: 1779006600,
    nsec: 250000000,
    text: '2026-05-17T05:00:00.25-03:30',
    offsetMin: -210,
    zone: '',
  });
  const fromWorkLog = parseIncident('work_log: {zone: +05:45}\ncase: {discovered_at: 2026-05-17 05:45}', 'i');
  assert.equal(fromWorkLog.case.discoveredAt?.sec, 1778976000); // 2026-05-17T00:00:00Z
  assert.equal(parseIncident('zone: UTC', 'i').workLog.zone, 'UTC');
});

test('a local time that happened twice or never is refused with both readings', () => {
  const text = (time: string): string => `zone: Europe/Berlin\nactions:\n  - at: ${time}\n    what: x\n`;
  const twice = refused(text('2026-10-25 02:30'));
  assert.match(twice, /^incident\/ambiguous-time incident\.yaml:3:9: actions\[0\]\.at/);
  assert.match(twice, /2026-10-25T02:30:00\+02:00 \(2026-10-25T00:30:00Z\)/);
  assert.match(twice, /2026-10-25T02:30:00\+01:00 \(2026-10-25T01:30:00Z\)/);
  const never = refused(text('2026-03-29 02:30'));
  assert.match(never, /^incident\/nonexistent-time incident\.yaml:3:9/);
  // Read with the offset before the change, and with the one after it.
  assert.match(never, /2026-03-29T03:30:00\+02:00 \(2026-03-29T01:30:00Z\)/);
  assert.match(never, /2026-03-29T01:30:00\+01:00 \(2026-03-29T00:30:00Z\)/);
  assert.equal(refused(text('2026-10-25T02:30+01:00')), 'accepted');
  assert.match(
    refused('actions: [{at: 2026-05-17 03:00, what: x}]'),
    /^incident\/no-zone incident\.yaml:1:16/,
  );
});

test('money becomes minor units of its currency, exactly', () => {
  const log = (yaml: string): ReturnType<typeof defaultIncident>['workLog'] =>
    parseIncident(`work_log: {${yaml}}`, 'i').workLog;
  assert.equal(log('currency: EUR, rates: {default: 0.29}').rates.default, 29);
  assert.equal(log('currency: EUR, rates: {default: "87,5"}').rates.default, 8750);
  assert.equal(log('currency: JPY, rates: {default: 12000}').rates.default, 12000);
  assert.deepEqual(
    { ...log('currency: KWD, rates: {by_person: {Ada: 1.005}}').rates.byPerson },
    { Ada: 1005 },
  );
  assert.match(refused('work_log: {currency: JPY, rates: {default: 0.5}}'), /at most 0 decimals/);
  assert.match(refused('work_log: {rates: {default: 1}}'), /^incident\/missing-key .*needs "currency"/);
  const { losses } = parseIncident(
    'losses: [{item: a, amount: 1, currency: EUR}, {item: b, amount: 2.50, currency: EUR, category: hardening}]',
    'i',
  );
  assert.deepEqual(
    losses.map((loss) => [loss.amountMinor, loss.included]),
    [
      [100, true],
      [250, false],
    ],
  );
});

test('a loss is an amount, or a price for traffic received or sent', () => {
  const { losses } = parseIncident(
    'losses:\n  - {item: a, per_gigabyte: 0.09, of: received, currency: EUR}\n  - {item: b, per_gibibyte: "0,000000001", of: sent, currency: JPY}\n  - {item: c, amount: 7, currency: EUR}',
    'i',
  );
  assert.deepEqual(
    losses.map(({ amountMinor, tariff }) => [amountMinor, tariff]),
    [
      [undefined, { priceBillionths: 90_000_000, unit: 'GB', of: 'received' }],
      [undefined, { priceBillionths: 1, unit: 'GiB', of: 'sent' }],
      [700, undefined],
    ],
  );
  const one = (keys: string): string => refused(`losses: [{item: a, currency: EUR, ${keys}}]`);
  assert.match(one('method: b'), /needs one of "amount", "per_gigabyte" and "per_gibibyte"/);
  assert.match(one('amount: 1, per_gigabyte: 1, of: sent'), /needs one of "amount"/);
  assert.match(one('per_gigabyte: 1, per_gibibyte: 1, of: sent'), /needs one of "amount"/);
  assert.match(one('per_gigabyte: 1'), /needs "of" \(received or sent\)/);
  assert.match(one('amount: 1, of: sent'), /needs "of" .* only there/);
  assert.match(one('per_gigabyte: 0.0000000001, of: sent'), /at most 9 decimals/);
  assert.match(one('per_gigabyte: -1, of: sent'), /a price up to 1000/);
  assert.match(one('per_gigabyte: 1, of: both'), /one of received, sent/);
  assert.match(refused('losses: [{item: a, per_gigabyte: 1, of: sent}]'), /needs "currency"/);
});

// Text, then what the complaint begins with: code, line, column, and a part of the sentence.
const MISTAKES: [string, RegExp][] = [
  [
    'work_log:\n  curency: EUR\n',
    /^incident\/unknown-key incident\.yaml:2:3: .*"curency" in "work_log".*did you mean "currency"/,
  ],
  [
    'services:\n  - name: a\n    prot: 1',
    /^incident\/unknown-key incident\.yaml:3:5: .*in "services\[0\]".*"port"/,
  ],
  ['currency: EUR', /^incident\/unknown-key incident\.yaml:1:1: .*belongs elsewhere: .*work_log\.currency/],
  ['zzzzzz: 1', /known here: zone, case, victim/],
  ['__proto__: {a: 1}', /^incident\/unknown-key/],
  ['case: 3', /^incident\/wrong-value incident\.yaml:1:7: case: expected keys with values, found "3"/],
  ['contacts: {name: x}', /^incident\/wrong-value incident\.yaml:1:11: contacts: expected a list/],
  ['- a', /the file: expected keys with values, found a list/],
  [
    'case:\n  exercise: maybe',
    /^incident\/wrong-value incident\.yaml:2:13: case\.exercise: expected true or false, found "maybe"/,
  ],
  ['report: {language: fr}', /:1:20: report\.language: expected one of en, de, found "fr"/],
  ['report: {paper: a4}', /:1:17: report\.paper: expected one of A4, Letter, found "a4"/],
  ['own_addresses: [192.0.2.0/33]', /:1:17: own_addresses\[0\]: expected an address or prefix/],
  ['zone: CET', /^incident\/wrong-value incident\.yaml:1:7: zone: .*abbreviations/],
  ['zone: Europe/Nowhere', /^incident\/wrong-value incident\.yaml:1:7/],
  [
    'actions:\n  - what: x',
    /^incident\/missing-key incident\.yaml:2:5: actions\[0\]\.at is empty or missing/,
  ],
  ['actions: [{at: 2026-02-30T10:00Z, what: x}]', /^incident\/wrong-value .*expected a time like/],
  [
    'outages: [{service: s, from: 2026-01-02T00:00Z, to: 2026-01-01T00:00Z}]',
    /outages\[0\]\.to: expected a time not before "from"/,
  ],
  ['work_log: {rounding: {mode: up}}', /work_log\.rounding needs both "mode"/],
  ['work_log: {after_hours: {weekday_from: "18:00"}}', /needs both "weekday_from" and "weekday_to"/],
  [
    'victim:\n  country: UK',
    /^incident\/wrong-value incident\.yaml:2:12: victim\.country: .*GB for the United Kingdom/,
  ],
  ['victim: {country: de}', /:1:19: victim\.country: expected a country code of two capitals/],
  [
    'insurer:\n  waiting_period_minutes: 8h',
    /^incident\/wrong-value incident\.yaml:2:27: insurer\.waiting_period_minutes: expected minutes, a whole number/,
  ],
  ['insurer: {notified_at: 2026-05-17 09:00}', /^incident\/no-zone incident\.yaml:1:24/],
  ['insurer: {waiting_hours: 8}', /^incident\/unknown-key incident\.yaml:1:11/],
  ['demands: [{file: a, paid: maybe}]', /:1:27: demands\[0\]\.paid: expected one of no, part, yes/],
  ['demands: [{file: a, replied: part}]', /:1:30: demands\[0\]\.replied: expected one of no, yes/],
  ['demands: [{note: x}]', /demands\[0\] needs "file" or "received_at"/],
  ['a: 1\na: 2', /^incident\/duplicate-key incident\.yaml:2:1/],
  ['a: [1\nb: 2', /^incident\/yaml-syntax incident\.yaml:2:1/],
  ['\ta: 1', /^incident\/yaml-syntax incident\.yaml:1:1: .*Tabs/],
  ['case: {id: !!int 3}', /^incident\/yaml-syntax .*Unresolved tag/],
  ['case: *nobody', /^incident\/aliases .*nobody/],
  ['case:\n  id: "\u001b[2J"\n  tlp: "\u202eder"', /found "\\u\{202e\}der"/],
];

for (const [text, complaint] of MISTAKES)
  test(`refused: ${JSON.stringify(text)}`, () => {
    assert.match(refused(text), complaint);
    assert.ok(!refused(text).includes('\n'), 'one line');
  });

test('several mistakes: one line each, in order of the file', () => {
  const lines = refused('report: {paper: A5}\ncase: {exercise: 2}\nfoo: 1').split('\n');
  assert.deepEqual(
    lines.map((line) => /incident\.yaml:\d+:\d+/.exec(line)?.[0]),
    ['incident.yaml:1:17', 'incident.yaml:2:18', 'incident.yaml:3:1'],
  );
});

test('anchors may be shared, not multiplied', () => {
  const incident = parseIncident('preparer: &ada {name: Ada}\ncontacts: [*ada]', 'incident.yaml');
  assert.equal(incident.contacts[0].name, 'Ada');
  assert.match(refused('preparer: &ada {nme: Ada}\ncontacts: [*ada]'), /:1:17: .*"nme"/);
  const level = (name: string, of: string): string =>
    `${name}: &${name} [${Array(9).fill(`*${of}`).join(',')}]\n`;
  const bomb = `a: &a [x,x]\n${level('b', 'a')}${level('c', 'b')}${level('d', 'c')}${level('e', 'd')}`;
  const begin = process.hrtime.bigint();
  assert.match(refused(bomb), /^incident\/aliases/);
  assert.ok(process.hrtime.bigint() - begin < 1_000_000_000n);
});

test('threshold names are checked against those that exist', () => {
  assert.deepEqual({ ...parseIncident('thresholds: {syn_pps: 1.5}', 'i').thresholds }, { syn_pps: 1.5 });
  assert.match(
    refused('thresholds: {syn_ppz: 1}', ['syn_pps']),
    /unknown key "syn_ppz" in "thresholds"; did you mean "syn_pps"/,
  );
  assert.equal(refused('thresholds: {syn_pps: 1}', ['syn_pps', 'other']), 'accepted');
});

test('a file that is missing, too large or no text', () => {
  const directory = mkdtempSync(join(tmpdir(), 'incident-'));
  const path = join(directory, 'incident.yaml');
  const code = (): string => {
    try {
      loadIncident(path);
    } catch (error) {
      return error instanceof InputError ? error.code : String(error);
    }
    return 'accepted';
  };
  try {
    assert.equal(code(), 'incident/unreadable');
    writeFileSync(path, Buffer.from([0x61, 0x3a, 0x20, 0xff]));
    assert.equal(code(), 'incident/not-text');
    writeFileSync(path, Buffer.alloc((1 << 20) + 1, 0x20));
    assert.equal(code(), 'incident/too-large');
    writeFileSync(path, '\ufeffcase: {id: A-1}\r\n');
    assert.equal(loadIncident(path).case.id, 'A-1');
  } finally {
    rmSync(directory, { recursive: true });
  }
});

const page = readFileSync(new URL('../../../docs/incident-file.md', import.meta.url), 'utf8');

test('the page on the incident file names every key, and no other', () => {
  const keys = incidentKeys();
  const classPrefix = 'work_log.rates.by_class.';
  for (const key of keys) {
    const name = key.startsWith(classPrefix) ? key.slice(classPrefix.length) : key;
    assert.ok(page.includes(`\`${name}\``), `docs/incident-file.md lacks \`${name}\``);
  }
  const rows = page.split('\n').filter((row) => row.startsWith('| `'));
  const documented = rows.flatMap((row) =>
    [...row.split('|')[1].matchAll(/`([^`]+)`/g)].map((match) => match[1]),
  );
  assert.deepEqual(
    documented.filter((key) => !keys.includes(key)),
    [],
  );
  assert.equal(documented.length, keys.length - ACTIVITY_CLASSES.length);
});

test('the example on the page is accepted and uses every key', () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const incident = parseIncident(example, 'incident.yaml');
  assert.equal(incident.actions.length, 2);
  assert.equal(incident.workLog.rates.byPerson['Ada Example'], 11050);
  assert.equal(incident.evidence[0].clockOffsetMs, 120);
  assert.equal(incident.workLog.afterHours.window?.fromSec, 64800);
  for (const key of incidentKeys()) {
    const last = key.slice(key.lastIndexOf('.') + 1);
    if (key.includes('by_class.')) continue;
    assert.match(example, new RegExp(`(^|[ {-])${last}:`, 'm'), key);
  }
});

test('country, insurer, and what became of a demand', () => {
  const incident = parseIncident(
    'victim: {country: GB}\ninsurer: {name: I, notified_at: 2026-05-17T09:00Z, waiting_period_minutes: 480}\ndemands: [{file: a, paid: part, replied: no}, {file: b}]',
    'i',
  );
  assert.equal(incident.victim.country, 'GB');
  assert.equal(incident.insurer.waitingPeriodMinutes, 480);
  assert.equal(incident.insurer.notifiedAt?.sec, 1779008400); // date -ud 2026-05-17T09:00Z +%s
  assert.deepEqual(
    incident.demands.map(({ paid, replied }) => [paid, replied]),
    [
      ['part', 'no'],
      ['', ''],
    ],
  );
});

test('rules of the bill that need each other, dates and mail servers', () => {
  const { workLog, mailServers } = parseIncident(
    'mail_servers: [MX1.example.net, "*.mail.example.net", 2001:db8::/32]\nwork_log: {currency: EUR, date_format: MM/DD/YYYY, person_by_file: {"*.timeclock": Bo}, holidays: {dates: [2026-12-25], factor: 2}, call_out: {minimum_minutes: 60, gap_minutes: 5}, not_to_exceed: 12000.50, rounding: {mode: up, minutes: 6, scope: person_day}}',
    'i',
  );
  assert.deepEqual(mailServers, ['mx1.example.net', '*.mail.example.net', '2001:db8::/32']);
  assert.equal(workLog.dateFormat, 'MM/DD/YYYY');
  assert.deepEqual({ ...workLog.personByFile }, { '*.timeclock': 'Bo' });
  assert.deepEqual(workLog.holidays, { dates: ['2026-12-25'], factorMilli: 2000 });
  assert.deepEqual(workLog.callOut, { minimumSeconds: 3600, gapSeconds: 300 });
  assert.equal(workLog.capMinor, 1200050);
  assert.equal(workLog.rounding.scope, 'person_day');
  for (const [text, complaint] of [
    ['work_log: {date_format: YYYY}', /wrong-value .*one of DD\/MM\/YYYY, MM\/DD\/YYYY/],
    ['work_log: {holidays: {dates: [2026-12-25]}}', /missing-key .*both "dates" and a "factor"/],
    ['work_log: {holidays: {dates: [2026-02-30], factor: 2}}', /wrong-value .*a date such as/],
    ['work_log: {call_out: {minimum_minutes: 60}}', /missing-key .*"after_hours" or "holidays"/],
    ['work_log: {not_to_exceed: 5}', /missing-key .*"currency"/],
    ['mail_servers: ["mx1 example"]', /wrong-value .*a host name such as/],
  ] as const)
    assert.match(refused(text), complaint);
});

test('expenses need a currency and a work log, a date and an amount', () => {
  const expense = '{date: 2026-05-20, item: Disk, amount: 64.90}';
  assert.match(refused(`work_log: {files: [a.csv], expenses: [${expense}]}`), /currency/);
  assert.match(refused(`work_log: {currency: EUR, expenses: [${expense}]}`), /"files" beside its "expenses"/);
  const stated = (one: string) => refused(`work_log: {files: [a.csv], currency: EUR, expenses: [${one}]}`);
  assert.equal(stated(expense), 'accepted');
  assert.match(stated('{date: 20.05.2026, item: Disk, amount: 64.90}'), /a date such as 2026-12-25/);
  assert.match(stated('{date: 2026-05-20, item: Disk}'), /amount/);
  assert.match(stated('{date: 2026-05-20, item: Disk, amount: 64.905}'), /amount|decimal/);
});
