// The page as text: its policy, its bytes, and that nothing in it can end the element it stands in. In a browser: browser.test.ts.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { IncidentFacts } from '../../../src/model/facts.ts';
import { sampleFacts } from '../../support/sample-facts.ts';
import { HOSTILE, hostile, makePage } from './make-page.ts';

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start) + start.length;
  assert.ok(from >= start.length, start);
  return text.slice(from, text.indexOf(end, from));
}

test('the policy allows the own style and script by their hashes, and nothing else', async () => {
  const page = await makePage();
  const policy = between(page, 'http-equiv="Content-Security-Policy" content="', '"');
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  assert.deepEqual(policy.split('; ').sort(), [
    "base-uri 'none'",
    "default-src 'none'",
    "form-action 'none'",
    'img-src data:',
    "require-trusted-types-for 'script'",
    `script-src ${hash(between(page, '<script>', '</script>'))}`,
    `style-src ${hash(between(page, '<style>', '</style>'))}`,
    "trusted-types 'none'",
  ]);
});

test('equal facts give equal bytes', async () => {
  assert.equal(await makePage(), await makePage());
});

test('criteria of several waves say of which they are; those of one do not', async () => {
  const column = '{"title":"Waves","kind":"text","values":["W2","W2, W3"]}';
  const criteria = sampleFacts().vectors[0].criteria.slice(0, 1);
  const page = await makePage((facts) => {
    facts.vectors[0].criteria = [['W2'], ['W2', 'W3']].map((waves) => ({ ...criteria[0], waves }));
  });
  assert.ok(between(page, '"id":"criteria-V1"', '"id":').includes(column));
  assert.ok(!between(await makePage(), '"id":"criteria-V1"', '"id":').includes('"Waves"'));
});

test('text of strangers opens no element and is found again whole', async () => {
  const plain = await makePage();
  const page = await makePage(hostile);
  const tags = (text: string): string[] =>
    [...text.matchAll(/<[a-z!/][^>]*>/gi)].map(([tag]) => tag.slice(0, 12));
  assert.deepEqual(tags(page), tags(plain));
  assert.ok(!page.includes('\u202e') && !page.includes('\u0000'));
  const data = JSON.parse(between(page, 'id="page-data">', '</script>')) as { title: string };
  const shown = HOSTILE.replace('\u202e', '\\u{202e}').replace('\u0000', '\\u{0}');
  assert.ok(data.title.endsWith(shown), data.title);
});

test('the page names no address but those of its evidence', async () => {
  const page = await makePage();
  const addresses = [...page.matchAll(/(?:https?:)?\/\/[^\s"'<>)]+/g)].map(([address]) => address);
  const allowed = /^http:\/\/www\.w3\.org\/|^https?:\/\/(www\.)?example\.|^\/\/ ?[A-Z]/;
  for (const address of new Set(addresses)) assert.match(address, allowed);
});

interface Table {
  rows: number;
  note: string;
  columns: { title: string; values: (string | number)[]; words?: string[] }[];
}

async function tablesOf(change?: (facts: IncidentFacts) => void): Promise<Map<string, Table>> {
  const page = JSON.parse(between(await makePage(change), 'id="page-data">', '</script>')) as {
    sections: { tables: (Table & { id: string })[] }[];
  };
  return new Map(page.sections.flatMap(({ tables }) => tables).map((table) => [table.id, table]));
}

function cells(table: Table | undefined, title: string): (string | number)[] {
  const column = table?.columns.find((each) => each.title === title) ?? assert.fail(title);
  return column.values.map((value) => (column.words === undefined ? value : column.words[Number(value)]));
}

test('leads, losses and the waiting period are those of the facts; without any there is no chapter', async () => {
  const facts = sampleFacts();
  assert.ok(facts.leads.length > 1 && facts.losses.rows.length > 1 && facts.outageMinutes.outages.length > 0);
  const tables = await tablesOf();
  const leads = tables.get('leads-table');
  assert.deepEqual(
    cells(leads, 'No'),
    facts.leads.map(({ id }) => id),
  );
  assert.deepEqual(
    cells(leads, 'May be gone from').map((text) => String(text).slice(0, 10)),
    facts.leads.map(({ goneFrom }) => goneFrom),
  );
  const amounts = cells(tables.get('loss-table'), 'Amount').map((text) =>
    Math.round(Number(String(text).replace(/[^\d.-]/g, '')) * 100),
  );
  assert.deepEqual(
    amounts,
    facts.losses.rows.map(({ amountMinor }) => amountMinor),
  );
  const [{ amountMinor }] = facts.losses.totals;
  assert.match(
    tables.get('loss-table')?.note.replaceAll(',', '') ?? '',
    new RegExp(`Total of the included: .*${(amountMinor / 100).toFixed(2)}`),
  );
  const { outages, totals } = facts.outageMinutes;
  assert.deepEqual(
    cells(tables.get('waiting-table'), 'Minutes').map((text) => Number(text)),
    [...outages, ...totals].map(({ minutes }) => minutes ?? NaN),
  );
  const none = await tablesOf((changed) => {
    changed.leads = [];
    changed.losses = { rows: [], totals: [] };
    changed.outageMinutes = { waitingPeriodMinutes: undefined, outages: [], totals: [] };
  });
  for (const id of ['leads-table', 'loss-table', 'waiting-table']) assert.ok(!none.has(id), id);
});
