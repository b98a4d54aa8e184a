// Drafts, template and tables of the extortion pack: whom they name, what they never say, and that a person has to act before anything counts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jurisdictionOf } from '../../../src/facts/jurisdictions/index.ts';
import { lossFacts } from '../../../src/facts/losses.ts';
import { outageFacts } from '../../../src/facts/outage-minutes.ts';
import { declarationText } from '../../../src/report/extortion/declaration.ts';
import { readCsvObjects } from '../../support/read-csv.ts';
import { sampleBill } from '../../support/sample-bill.ts';
import { textOf } from '../provider/pack.ts';
import { caseFacts, packOf } from './pack.ts';

const FOLDER = 'extortion/preservation/';
const NOW = Date.UTC(2025, 11, 8, 9) / 1000;

test('one draft for each record-keeper that can be written to, named by us and not by the message', async (t) => {
  const files = await packOf(
    t,
    caseFacts((facts) => {
      facts.leads[2]!.keeper = '../../etc/passwd \u001b[2J';
    }),
  );
  assert.deepEqual(
    [...files.keys()].filter((path) => path.startsWith(FOLDER)),
    [
      `${FOLDER}preservation-request-AS64500.txt`,
      `${FOLDER}preservation-request-mail-relay-L3.txt`,
      `${FOLDER}preservation-request-upstream-L1.txt`,
    ],
    'none for a wallet: who keeps its records is not known',
  );
  assert.match(textOf(files, `${FOLDER}preservation-request-mail-relay-L3.txt`), /\\u\{1b\}\[2J/);
});

test('a draft says that it is one, asks to keep and not to hand over, and claims no power', async (t) => {
  const files = await packOf(t, caseFacts());
  for (const [path, text] of files) {
    if (!path.startsWith(FOLDER)) continue;
    assert.ok(text.startsWith('*** DRAFT, NOT SENT ***\n'), path);
    assert.match(text, /EXERCISE/);
    assert.match(text, /rests on no power to order\s+anything/, path);
    assert.match(text, /Please keep what you have now/);
    assert.doesNotMatch(text, /2703|statute|required by law|must preserve|legally obliged/i, path);
    for (const line of text.split('\n')) assert.ok(line.length <= 72, `${path}: ${line}`);
  }
});

test('a draft for a network names its own proven sources with ports and times, and nothing else', async (t) => {
  const facts = caseFacts();
  const own = facts.topProven.filter(({ asn }) => asn === 64_500);
  const others = facts.topProven.filter(({ asn }) => asn !== 64_500);
  assert.ok(own.length > 0 && others.length > 0);
  const files = await packOf(t, facts);
  const text = textOf(files, `${FOLDER}preservation-request-AS64500.txt`);
  for (const { address, sourcePortsSample } of own) {
    assert.ok(text.includes(`  ${address}, `), address);
    for (const port of sourcePortsSample.slice(0, 2)) assert.ok(text.includes(String(port)));
  }
  const words = new Set(text.split(/[\s,]+/));
  for (const { address } of others) assert.ok(!words.has(address), address);
  assert.doesNotMatch(text, /BTC|ransom|extort|demand|pay\b|EUR|Lost sales/i);
  assert.match(
    text.replace(/\s+/g, ' '),
    /We do not know who used them: a device may be compromised, shared/,
  );
  for (const path of [
    `${FOLDER}preservation-request-mail-relay-L3.txt`,
    `${FOLDER}preservation-request-upstream-L1.txt`,
  ]) {
    const other = textOf(files, path);
    for (const { address } of facts.topProven) assert.ok(!new Set(other.split(/[\s,]+/)).has(address), path);
    assert.doesNotMatch(other, /0\.4 BTC|goes down|EUR|Lost sales/);
  }
});

test('the data sheet: every proven source with port and time, leads of the demand, nothing unproven', async (t) => {
  const facts = caseFacts();
  const rows = readCsvObjects(textOf(await packOf(t, facts), 'extortion/le-preservation-datasheet.csv'));
  const addresses = rows.filter((row) => row.asn !== '').map((row) => row.identifier);
  assert.deepEqual([...addresses].sort(), facts.topProven.map(({ address }) => address).sort());
  const first = rows.find((row) => row.identifier === facts.topProven[0]!.address)!;
  assert.equal(first.src_ports, facts.topProven[0]!.sourcePortsSample.join(' '));
  assert.equal(first.from_utc, facts.topProven[0]!.firstUtc);
  const gone = new Date(Date.parse(facts.topProven[0]!.lastUtc.slice(0, 10)) + 7 * 86_400_000);
  assert.equal(first.may_be_gone_from, gone.toISOString().slice(0, 10));
  assert.deepEqual(
    rows.filter((row) => row.demand_ids === 'D1').map((row) => [row.identifier_type, row.identifier]),
    [
      ['message_id', '<1@mail.example>'],
      ['ip_address', '198.51.100.187'],
      ['wallet', 'ExampleWalletValue'],
    ],
  );
  assert.equal(rows.find((row) => row.lead_id === 'L1')!.dst_ip, '203.0.113.10');
});

test('loss.csv: plain decimals that add up, outages without an amount, what is not stated said so', async (t) => {
  const facts = caseFacts();
  const rows = readCsvObjects(textOf(await packOf(t, facts), 'extortion/loss.csv'));
  const cents = (amount: string): number => Math.round(Number(amount) * 100);
  const counted = rows
    .filter((row) => row.included === 'true')
    .reduce((sum, row) => sum + cents(row.amount), 0);
  assert.equal(counted, facts.losses.totals[0]!.amountMinor);
  for (const row of rows.filter(({ category }) => category === 'outage')) {
    assert.deepEqual([row.amount, row.currency, row.included], ['', '', 'false']);
  }
  // O1 18:05 to 18:33, O2 21:15 to 22:05, waiting period 60 minutes.
  assert.deepEqual(
    rows.filter(({ category }) => category === 'outage').map((row) => row.reason),
    [
      '28 minutes; 0 minutes beyond the waiting period of 60 minutes',
      '50 minutes; 0 minutes beyond the waiting period of 60 minutes',
      '78 minutes; 18 minutes beyond the waiting period of 60 minutes',
    ],
  );
  const unstated = caseFacts((changed) => {
    changed.case.insurer.waitingPeriodMinutes = undefined;
    changed.outageMinutes = outageFacts(changed.case, undefined);
    changed.losses = lossFacts(
      { ...changed.case, losses: [{ ...changed.case.losses[0]!, currency: 'JPY', amountMinor: 5 }] },
      undefined,
      [],
      { received: undefined, sent: undefined },
    );
  });
  const others = readCsvObjects(textOf(await packOf(t, unstated), 'extortion/loss.csv'));
  assert.equal(others[0]!.amount, '5', 'a yen has no minor unit');
  assert.match(others[1]!.reason, /^28 minutes; waiting period not stated$/);
});

test('the declaration is a template: not signed, blanks for what a person knows, hashes of all files', () => {
  const facts = caseFacts();
  const text = declarationText(facts);
  assert.ok(text.startsWith('*** TEMPLATE, NOT SIGNED ***\n'));
  for (const { sha256 } of facts.evidence) assert.ok(text.includes(sha256));
  assert.ok(text.includes(facts.inputsSha256));
  assert.match(text, /My name is _{10,}/);
  assert.match(text, /Signature: +_{10,}\n/);
  assert.ok(
    !/Signature:.*[A-Za-z]/.test(
      text.slice(text.lastIndexOf('Signature:') + 'Signature:'.length).split('\n')[0]!,
    ),
  );
  assert.match(text, /not recorded/, 'what was not stated is not made up');
  assert.doesNotMatch(text, /forensically|court[- ]proof|certif(y|ied)\b|untampered/i);
  for (const line of text.split('\n')) assert.ok(line.length <= 72, line);
});

test('its form follows the country, and old data is called old', () => {
  const form = (country: string, nowSec: number): string =>
    declarationText(
      caseFacts((facts) => {
        facts.jurisdiction = jurisdictionOf(country, nowSec);
      }),
    ).replace(/\s+/g, ' ');
  assert.match(form('US', NOW), /902\(13\) and 902\(14\), in the form of 28 USC 1746/);
  // 28 USC 1746(1), as enacted.
  assert.match(
    form('US', NOW),
    /I declare under penalty of perjury under the laws of the United States of America that the foregoing is true and correct\./,
  );
  // The statement of truth of section 9 of the Act, as printed in the enforcement guide of the HSE.
  assert.match(
    form('GB', NOW),
    /I shall be liable to prosecution if I have wilfully stated in it anything which I know to be false,? or do not believe to be true\./,
  );
  assert.match(form('DE', NOW), /No fixed form/);
  assert.match(form('CH', NOW), /ask the authority for its form/);
  assert.doesNotMatch(form('US', NOW), /days before this report/);
  assert.match(form('US', Date.UTC(2028, 0, 1) / 1000), /days before this report: check that it still holds/);
});

test('without a bill, losses or outages there is no table of them', async (t) => {
  const files = await packOf(
    t,
    caseFacts((facts) => {
      facts.losses = { rows: [], totals: [] };
      facts.outageMinutes = { waitingPeriodMinutes: undefined, outages: [], totals: [] };
    }),
  );
  assert.ok(!files.has('extortion/loss.csv'));
  assert.ok(sampleBill().summary.subtotalMinor > 0);
});
