// CSV tables: what they hold after an independent reader has read them, the slow twin, and hostile text.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import type { SourceFacts } from '../../../src/model/facts.ts';
import { escapeControl, escapeRemainingControl } from '../../../src/model/text.ts';
import { column, csvTable, unknown } from '../../../src/report/csv/csv.ts';
import type { CellValue } from '../../../src/report/csv/line-writer.ts';
import { rejectedCsv } from '../../../src/report/csv/rejected.ts';
import { sourcesCsv } from '../../../src/report/csv/sources.ts';
import { timelineCsv } from '../../../src/report/csv/timeline.ts';
import { sampleRows, scratchFolder } from '../../support/output.ts';
import { readCsv, readCsvObjects, unescapeControl } from '../../support/read-csv.ts';
import { sampleFacts } from '../../support/sample-facts.ts';

const HOSTILE =
  '=HYPERLINK("http://192.0.2.1/","x")\n198.51.100.9,4,proven\r"\u0000\u001b[31m\u202egpj.exe\u200b\\u{a}';
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/;

function hostileSource(): SourceFacts {
  return {
    ...sampleFacts().topProven[0],
    asName: HOSTILE,
    userAgentsTop: [HOSTILE, '+1', '@SUM(A1)'],
    role: ' =1+1',
    countryName: '-2+3',
    region: '\uff1d1',
    special: '',
  };
}

async function tableText(t: TestContext, rows: CellValue[][]): Promise<{ exact: string; excel: string }> {
  const folder = scratchFolder(t);
  const width = rows[0]?.length ?? 1;
  const table = csvTable<CellValue[]>({
    id: 'twin',
    title: 'twin',
    path: 'twin.csv',
    columns: () => Array.from({ length: width }, (_, i) => column(`c${i}`, (row) => row[i])),
    rows: () => [rows],
    excel: true,
  });
  await table.write({ facts: sampleFacts(), rows: sampleRows([]), bill: undefined }, folder);
  return {
    exact: readFileSync(join(folder, 'twin.csv'), 'utf8'),
    excel: readFileSync(join(folder, 'twin.excel.csv'), 'utf8'),
  };
}

/** The slow twin: every cell through csv-stringify. */
function twin(rows: CellValue[][]): string {
  const header = rows[0].map((_, i) => `c${i}`);
  const cells = rows.map((row) =>
    row.map((cell) => {
      if (cell === undefined) return '';
      return escapeControl(typeof cell === 'object' ? cell.map(String).join(' ') : String(cell));
    }),
  );
  return stringify([header, ...cells], { record_delimiter: 'windows', quote_record_delimiter: true });
}

test('report check 3: hostile text makes neither a row nor a cell, and can be read back as it was', async (t) => {
  const folder = scratchFolder(t);
  const facts = sampleFacts();
  const source = hostileSource();
  const files = await sourcesCsv.write(
    { facts, rows: sampleRows([[source], [{ ...source, address: '192.0.2.77' }]]), bill: undefined },
    folder,
  );
  assert.deepEqual(
    files.map((file) => file.path),
    ['data/sources.csv', 'data/sources.excel.csv'],
  );
  const text = readFileSync(join(folder, 'data/sources.csv'), 'utf8');
  assert.doesNotMatch(text, /[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202e\ufeff]/);
  assert.equal(text.replaceAll('\r\n', '').match(/[\r\n]/), null);
  const rows = readCsvObjects(text);
  assert.equal(rows.length, 2);
  assert.equal(unescapeControl(rows[0].as_name), HOSTILE);
  assert.equal(unescapeControl(rows[0].user_agents_top), `${HOSTILE} +1 @SUM(A1)`);
  assert.equal(rows[0].verdict, 'proven');
  assert.equal(rows[1].source_ip, '192.0.2.77');
});

test('report check 3: no cell of the view for Excel begins like a formula, and it joins back by row number', async (t) => {
  const folder = scratchFolder(t);
  await sourcesCsv.write(
    { facts: sampleFacts(), rows: sampleRows([[hostileSource()]]), bill: undefined },
    folder,
  );
  const text = readFileSync(join(folder, 'data/sources.excel.csv'), 'utf8');
  assert.equal(text.codePointAt(0), 0xfeff);
  const [header, row, ...more] = readCsv(text.slice(1));
  assert.equal(more.length, 0);
  assert.equal(header[0], 'row_id');
  assert.equal(row[0], '1');
  for (const cell of row) assert.doesNotMatch(cell, FORMULA);
  assert.equal(row[header.indexOf('role')], "' =1+1");
  assert.equal(row[header.indexOf('country_name')], "'-2+3");
  const exact = readCsv(readFileSync(join(folder, 'data/sources.csv'), 'utf8'))[1];
  assert.equal(exact[exact.length - 1], row[row.length - 1]);
  assert.ok(exact.includes('-2+3'));
});

test('the fast writer gives the bytes of csv-stringify', async (t) => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom(
      HOSTILE,
      '',
      ' ',
      ' =1',
      '=1',
      '-1',
      '"',
      ',',
      '\r',
      '\n',
      '\\u{a}',
      '\\',
      'Ü, x',
      '\ud800',
    ),
  );
  const count = fc.oneof(fc.nat(), fc.constantFrom(0, 9, 10, 99, 100, 2 ** 32, 2 ** 53 - 1, -5));
  const value = fc.oneof(
    word,
    count,
    fc.boolean(),
    fc.constant(undefined),
    fc.array(fc.oneof(word, fc.nat())),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 8 }),
      async (rows) => {
        const { exact, excel } = await tableText(t, rows);
        assert.equal(exact, twin(rows));
        const read = readCsv(excel.slice(1)).slice(1);
        assert.equal(read.length, rows.length);
        read.forEach((row, r) => {
          row.slice(1).forEach((cell, c) => {
            if (typeof rows[r][c] !== 'number') assert.doesNotMatch(cell, FORMULA);
          });
        });
      },
    ),
    { numRuns: 150, seed: 20260517 },
  );
});

test('numbers are plain digits, unknown is empty, zero is zero', async (t) => {
  const { exact } = await tableText(t, [
    [0, undefined, 1e-7, 0.25, 2 ** 53 - 1, true, ['a', 'b'], [443, 80], Number.NaN],
  ]);
  assert.equal(exact.split('\r\n')[1], '0,,0.0000001,0.25,9007199254740991,true,a b,443 80,');
});

test('an empty table is its header', async (t) => {
  const folder = scratchFolder(t);
  const table = csvTable<string>({
    id: 'e',
    title: 'e',
    path: 'e.csv',
    columns: () => [column('a', (row) => row), unknown('b')],
    rows: () => [],
    excel: false,
  });
  const [file] = await table.write({ facts: sampleFacts(), rows: sampleRows([]), bill: undefined }, folder);
  assert.equal(readFileSync(join(folder, 'e.csv'), 'utf8'), 'a,b\r\n');
  assert.equal(file.sizeBytes, 5);
});

test('report check 13: the timeline carries microseconds, and what Timesketch requires comes first and is never empty', async (t) => {
  const folder = scratchFolder(t);
  const facts = sampleFacts();
  facts.timeline[0] = {
    ...facts.timeline[0],
    atUtc: '2026-01-02T03:04:05.123456Z',
    message: '',
    timestampDesc: '',
  };
  await timelineCsv.write({ facts, rows: sampleRows([]), bill: undefined }, folder);
  const text = readFileSync(join(folder, 'data/timeline.csv'), 'utf8');
  assert.deepEqual(readCsv(text)[0].slice(0, 3), ['message', 'datetime', 'timestamp_desc']);
  const rows = readCsvObjects(text);
  assert.equal(rows.length, facts.timeline.length);
  // date -u -d 2026-01-02T03:04:05Z +%s
  assert.equal(rows[0].timestamp, '1767323045123456');
  for (const row of rows) {
    for (const name of ['message', 'datetime', 'timestamp_desc']) assert.notEqual(row[name], '', name);
    assert.match(row.datetime, /Z$/);
  }
});

test('an event without a time is refused', async (t) => {
  const facts = sampleFacts();
  facts.timeline[0] = { ...facts.timeline[0], atUtc: '' };
  await assert.rejects(
    timelineCsv.write({ facts, rows: sampleRows([]), bill: undefined }, scratchFolder(t)),
    /no UTC time/,
  );
});

test('samples of rejected lines are not escaped twice', async (t) => {
  const folder = scratchFolder(t);
  const rejected = [{ evidenceId: 'E2', line: 7, reason: 'no time', sampleEscaped: 'a\\u{a}b\u0007' }];
  await rejectedCsv.write({ facts: sampleFacts(), rows: sampleRows([], rejected), bill: undefined }, folder);
  const [row] = readCsvObjects(readFileSync(join(folder, 'data/rejected.csv'), 'utf8'));
  assert.deepEqual(row, {
    evidence_id: 'E2',
    line: '7',
    reason: 'no time',
    sample_escaped: 'a\\u{a}b\\u{7}',
  });
});

test('escaping is visible, reversible, and leaves ordinary text alone', () => {
  assert.equal(escapeControl('Zürich 東京 \\x22 C:\\new'), 'Zürich 東京 \\x22 C:\\new');
  assert.equal(
    escapeControl('a\nb\u202e\u200d\ufeff\u2028\ud800'),
    'a\\u{a}b\\u{202e}\\u{200d}\\u{feff}\\u{2028}\\u{d800}',
  );
  assert.equal(escapeControl('\\u{a}'), '\\u{5c}u{a}');
  assert.equal(escapeRemainingControl('\\u{a}\n'), '\\u{a}\\u{a}');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = escapeControl(text);
      assert.equal(unescapeControl(shown), text);
      assert.doesNotMatch(shown, /[\p{Cc}\p{Bidi_Control}]/u);
    }),
    { seed: 20260517 },
  );
});
