// The bill from the files that incident.yaml names: every amount reckoned by hand beside it, and letters in another encoding.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { parseIncident } from '../../src/case/incident.ts';
import { billFacts } from '../../src/facts/bill.ts';
import { InputError } from '../../src/model/diagnostic.ts';
import type { BillFacts } from '../../src/model/facts.ts';
import { Redactor } from '../../src/model/redaction.ts';

const RULES = `work_log:
  files: [log.csv]
  zone: Europe/Berlin
  currency: EUR
  rates: {default: 95, by_person: {"jörg  example": 120.50}, by_class: {report_writing: 70}}
  minimum_minutes: 15
  rounding: {mode: up, minutes: 6, scope: entry}
  after_hours: {weekday_from: "18:00", weekday_to: "08:00", factor: 1.5, weekend_factor: 1.75}
  holidays: {dates: [2026-12-25, 2026-12-26], factor: 2}
  call_out: {minimum_minutes: 60, gap_minutes: 30}
  not_to_exceed: 2300
  discount_percent: 3.5
  tax_percent: 19
`;

async function bill(t: TestContext, log: Uint8Array): Promise<BillFacts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bill-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'log.csv'), log);
  const incident = parseIncident(RULES, 'incident.yaml');
  const found = await billFacts(incident, path.join(folder, 'incident.yaml'), [], [], new Redactor(true));
  return found!;
}

const HEADER = 'start;end;person;description;activity_class;rate;break_minutes';

test('nights that gain and lose an hour, holiday and weekend and night, a call-out, discount, cap and tax', async (t) => {
  const rows: [row: string, lines: [billedSeconds: number, factorMilli: number, amountMinor: number][]][] = [
    // The night of Sunday 29 March has no 02:00: one hour, 1 x 120.50 x 1.75 = 210.875.
    ['2026-03-29 01:30;2026-03-29 03:30;Jörg Example;watch;mitigate;;', [[3600, 1750, 21_088]]],
    // The night of 25 October has it twice: 3 h less 20 min = 160 min, up to 162 = 2.7 h x 99.99 x 1.75 = 472.45275.
    ['2026-10-25 01:30;2026-10-25 03:30;Bo Example;watch;mitigate;99,99;20', [[9720, 1750, 47_245]]],
    // Over midnight into a holiday: 70 min x 120.50 x 1.5 = 210.875; 80 min x 120.50 x 2 = 321.333.
    [
      '2026-12-24 22:50;2026-12-25 01:20;Jörg Example;rules;mitigate;;',
      [
        [4200, 1500, 21_088],
        [4800, 2000, 32_133],
      ],
    ],
    // Holiday on a Saturday, the higher factor alone. 5 and 7 min are 15 each by the minimum, 60 together by the call-out: 15 and 45;
    // up to 18 and 48 by the rounding: 0.3 x 95 x 2 = 57, 0.8 x 95 x 2 = 152.
    ['2026-12-26 10:00;2026-12-26 10:05;Bo Example;call;communication_provider;;', [[1080, 2000, 5_700]]],
    ['2026-12-26 10:20;2026-12-26 10:27;Bo Example;calls;communication_provider;;', [[2880, 2000, 15_200]]],
    // Two people at once: 151 min, up to 156 = 2.6 h x 70 by the class; 30 min x 95.
    ['2026-12-28 09:00;2026-12-28 11:31;Jörg Example;report;report_writing;;', [[9360, 1000, 18_200]]],
    ['2026-12-28 10:00;2026-12-28 10:30;Bo Example;watch again;mitigate;;', [[1800, 1000, 4_750]]],
    // 6 h, then 2 h after hours less a break of 45 min: 7.25 h, up to 7.3: 6 x 95 = 570; 1.3 x 95 x 1.5 = 185.25.
    [
      '2026-12-28 12:00;2026-12-28 20:00;Bo Example;rebuild;restore;;45',
      [
        [21_600, 1000, 57_000],
        [4680, 1500, 18_525],
      ],
    ],
  ];
  const text = `\uFEFF${[HEADER, ...rows.map(([row]) => row)].join('\r\n')}\r\n`;
  const { entries, rejected, summary, warnings } = await bill(t, Buffer.from(text));
  assert.deepEqual(rejected, []);
  assert.deepEqual(
    entries.map(({ lines }) => lines.map((line) => [line.billedSeconds, line.factorMilli, line.amountMinor])),
    rows.map(([, lines]) => lines),
  );
  // 210.88 + 472.45 + 210.88 + 321.33 + 57 + 152 + 182 + 47.50 + 570 + 185.25 = 2409.29.
  // 3.5 % are 84.32515; 2324.96 are left, 24.96 over the cap; 19 % of 2300 are 437.
  assert.deepEqual(
    [
      summary.subtotalMinor,
      summary.discountMinor,
      summary.overCapMinor,
      summary.taxBaseMinor,
      summary.taxMinor,
      summary.totalMinor,
    ],
    [240_929, 8_433, 2_496, 230_000, 43_700, 273_700],
  );
  assert.deepEqual(
    warnings.filter(({ code }) => code === 'overlap'),
    [],
    'different people',
  );
});

test('a work log in another encoding is refused: the name would be another, and so the rate', async (t) => {
  const row = `${HEADER}\n2026-05-17 10:00;2026-05-17 11:00;Jörg Example;x;;;\n`;
  await assert.rejects(
    bill(t, Buffer.from(row, 'latin1')),
    (error: unknown) =>
      error instanceof InputError && error.code === 'billing/not-utf8' && /CSV UTF-8/.test(error.message),
  );
  // The same in UTF-8 with a decomposed letter finds the rate of the person: 120.50 x 1.75.
  const { summary } = await bill(t, Buffer.from(row.normalize('NFD')));
  assert.equal(summary.subtotalMinor, 21_088);
});
