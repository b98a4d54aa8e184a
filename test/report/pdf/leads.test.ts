// Leads, offices and laws, and the insurer's arithmetic in the incident report: dated, ordered, and silent where nothing is stated.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jurisdictionOf } from '../../../src/facts/jurisdictions/index.ts';
import { outageFacts } from '../../../src/facts/outage-minutes.ts';
import type { IncidentFacts } from '../../../src/model/facts.ts';
import { drawnText, drawSample } from './draw-sample.ts';

async function text(change: (facts: IncidentFacts) => void = () => {}): Promise<string> {
  return drawnText(await drawSample('extortion', change)).replaceAll('\u200b', '');
}

test('leads stand with keeper, identifier, port, window, and the date from which records may be gone', async () => {
  const shown = await text();
  assert.match(shown, /Leads .*Record-keepers, those first whose records may be gone first/);
  assert.match(
    shown,
    /L2 AS64500 Example Broadband .*192\.0\.2\.20 ?, from ports 40123, 50111 ?; and 47 more addresses/,
  );
  assert.match(shown, /to 203\.0\.113\.10 tcp\/443/);
  assert.match(shown, /2025-12-13 in 4 days/);
  assert.match(shown, /none of them was asked/);
  const past = await text((facts) => {
    for (const lead of facts.leads) lead.daysLeft = -3;
  });
  assert.match(past, /past: ask now/);
});

test('many networks do not crowd out the mail provider', async () => {
  const shown = await text((facts) => {
    const [, network, relay] = facts.leads;
    facts.leads = [
      ...Array.from({ length: 15 }, (_, index) => ({
        ...network!,
        id: `L${index + 1}`,
        asn: 64_000 + index,
      })),
      { ...relay!, id: 'L16' },
    ];
  });
  assert.match(shown, /L5 AS64500/);
  assert.doesNotMatch(shown, /L6 AS64500/);
  assert.match(shown, /L16 operator of the mail relay/);
  assert.match(shown, /10 more leads and all addresses with ports and times/);
});

test("offices and laws follow the victim's country; old data is told to be old", async () => {
  const at = (country: string, nowSec: number) => (facts: IncidentFacts) => {
    facts.case.victim.country = country;
    facts.jurisdiction = jurisdictionOf(country, nowSec);
  };
  const soon = Date.UTC(2026, 11, 1) / 1000;
  const german = await text(at('DE', soon));
  assert.match(german, /instruments: Germany, as of 2026-11-26/);
  assert.match(german, /Section 303b StGB/);
  assert.doesNotMatch(german, /To be checked/);
  assert.match(
    await text(at('US', Date.UTC(2027, 11, 1) / 1000)),
    /To be checked: .*as of 2026-11-26, 370 days before this report/,
  );
  assert.match(await text(at('CH', soon)), /For the country of the victim \(CH\) no offices/);
  const none = await text(at('', soon));
  assert.match(none, /country of the victim is not stated/);
  assert.doesNotMatch(none, /StGB|USC 1030/);
});

test('the insurer reads minutes and the waiting period, or that it is not stated', async () => {
  const stated = await text();
  assert.match(
    stated,
    /Insurer: Example Insurance; policy: CY-0815; notified: 2025-12-05 20:00:00Z\. Waiting period: 60 minutes\./,
  );
  assert.match(stated, /2 outages together, stated 78 18/);
  const not = await text((facts) => {
    facts.case.insurer = { name: '', policy: '', notifiedUtc: '', waitingPeriodMinutes: undefined };
    facts.outageMinutes = outageFacts(facts.case, undefined);
  });
  assert.match(
    not,
    /Insurer: not stated; policy: not stated; notified: not stated\. Waiting period: not stated\./,
  );
  assert.match(not, /2 outages together, stated 78 not stated/);
});

test('losses are those of loss.csv, work that a court may leave out among them', async () => {
  const shown = await text();
  assert.match(shown, /Work: Mitigation, .* yes response/);
  assert.match(shown, /Work: Report writing, .* no a court may not count it/);
});

test('receipt and deadline are told as times', async () => {
  const shown = await text();
  assert.match(
    shown,
    /Times only: D1 was received 31 min 4 s before W1 begins\. W1 begins 23 h 28 min before the deadline in D1\./,
  );
  assert.match(shown, /Paid, answered paid: no; answered: no/);
});
