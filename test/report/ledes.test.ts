// LEDES 1998B: header and field order as published, amounts that add up, ASCII only, and no file unless asked for.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ledes } from '../../src/report/ledes.ts';
import { sampleRows, scratchFolder } from '../support/output.ts';
import { sampleBill } from '../support/sample-bill.ts';
import { sampleFacts } from '../support/sample-facts.ts';

const HEADER =
  'INVOICE_DATE|INVOICE_NUMBER|CLIENT_ID|LAW_FIRM_MATTER_ID|INVOICE_TOTAL|BILLING_START_DATE|BILLING_END_DATE|INVOICE_DESCRIPTION|LINE_ITEM_NUMBER|EXP/FEE/INV_ADJ_TYPE|LINE_ITEM_NUMBER_OF_UNITS|LINE_ITEM_ADJUSTMENT_AMOUNT|LINE_ITEM_TOTAL|LINE_ITEM_DATE|LINE_ITEM_TASK_CODE|LINE_ITEM_EXPENSE_CODE|LINE_ITEM_ACTIVITY_CODE|TIMEKEEPER_ID|LINE_ITEM_DESCRIPTION|LAW_FIRM_ID|LINE_ITEM_UNIT_COST|TIMEKEEPER_NAME|TIMEKEEPER_CLASSIFICATION|CLIENT_MATTER_ID[]';

test('a record a line of the bill; totals are units x cost + adjustment and add up to the invoice', async (t) => {
  const folder = scratchFolder(t);
  const facts = sampleFacts();
  facts.case.ledes = true;
  facts.case.title = 'Flüsse | [EXERCISE]\nStraße';
  const bill = sampleBill();
  // A third of an hour at 90.00 is 30.00; 0.33 units are 29.70, so that 0.30 is the adjustment. A discount of 5.00 is a line of its own.
  bill.summary.discountMinor = 500;
  bill.summary.taxBaseMinor = bill.summary.subtotalMinor - 500;
  const [file] = await ledes.write({ facts, rows: sampleRows([]), bill }, folder);
  assert.equal(file.path, 'billing/ledes.txt');
  const text = readFileSync(join(folder, file.path), 'latin1');
  assert.match(text, /^[\x20-\x7e\r\n]*$/);
  const [first, header, ...records] = text.trimEnd().split('\r\n');
  assert.equal(first, 'LEDES1998B[]');
  assert.equal(header, HEADER);
  const names = header.replace('[]', '').split('|');
  const rows = records.map((record) => {
    assert.ok(record.endsWith('[]'));
    const cells = record.slice(0, -2).split('|');
    assert.equal(cells.length, names.length);
    return Object.fromEntries(cells.map((cell, index) => [names[index], cell]));
  });
  assert.equal(rows.length, 10, 'nine entries and the discount');
  const cents = (text: string): number => Math.round(Number(text) * 100);
  let total = 0;
  for (const row of rows) {
    const product = Math.round(Number(row.LINE_ITEM_NUMBER_OF_UNITS) * cents(row.LINE_ITEM_UNIT_COST));
    assert.equal(cents(row.LINE_ITEM_TOTAL), product + cents(row.LINE_ITEM_ADJUSTMENT_AMOUNT));
    total += cents(row.LINE_ITEM_TOTAL);
  }
  assert.equal(total, cents(rows[0].INVOICE_TOTAL));
  // Eight hours at 90.00 less 5.00.
  assert.equal(rows[0].INVOICE_TOTAL, '715.00');
  assert.deepEqual(
    [rows[1].LINE_ITEM_NUMBER_OF_UNITS, rows[1].LINE_ITEM_ADJUSTMENT_AMOUNT, rows[1].LINE_ITEM_TOTAL],
    ['0.33', '0.30', '30.00'],
  );
  assert.deepEqual(
    [rows[0].LINE_ITEM_DATE, rows[0].TIMEKEEPER_ID, rows[1].TIMEKEEPER_ID],
    ['20251205', 'T1', 'T2'],
  );
  assert.deepEqual([rows[9]['EXP/FEE/INV_ADJ_TYPE'], rows[9].LINE_ITEM_TOTAL], ['IF', '-5.00']);
  assert.equal(rows[0].INVOICE_DESCRIPTION, 'Flusse EXERCISE Strasse');
});

test('no file unless asked for, and none without a work log', async (t) => {
  const facts = sampleFacts();
  const input = { facts, rows: sampleRows([]), bill: sampleBill() };
  assert.deepEqual(await ledes.write(input, scratchFolder(t)), []);
  facts.case.ledes = true;
  assert.deepEqual(await ledes.write({ ...input, bill: undefined }, scratchFolder(t)), []);
});
