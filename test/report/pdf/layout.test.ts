// Layout under stress: hostile text, endless names, many rows; nothing leaves its page and no heading stands alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncidentFacts } from '../../../src/model/facts.ts';
import { BREVITIES, Flow, type FlowResult } from '../../../src/report/pdf/flow.ts';
import { cappedLines, linesOf, quoted, visible } from '../../../src/report/pdf/lines.ts';
import { table } from '../../../src/report/pdf/table.ts';
import { sampleFacts } from '../../support/sample-facts.ts';
import { drawnText, drawSample } from './draw-sample.ts';

const STYLE = { face: 'sans', size: 8, colour: '#000000' } as const;

/** Every piece lies between header and footer or in the frame, and inside the margins. */
function assertInside({ drawn, width, height }: FlowResult): void {
  for (const { x, y, width: w, height: h, text } of drawn) {
    assert.ok(x >= 51 && x + w <= width - 51, `${text} at ${x}`);
    assert.ok(y >= 10 && y + h <= height - 20, `${text} at ${y}`);
  }
}

/** No two texts of a page overlap. */
function assertApart({ drawn }: FlowResult): void {
  const byPage = new Map<number, FlowResult['drawn'][number][]>();
  for (const piece of drawn) byPage.set(piece.page, [...(byPage.get(piece.page) ?? []), piece]);
  for (const pieces of byPage.values()) {
    for (const [index, a] of pieces.entries()) {
      for (const b of pieces.slice(index + 1)) {
        const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
        // Lines of different sizes may share the leading above and below their letters.
        assert.ok(across < 0.5 || down < 3.5, `"${a.text}" and "${b.text}" overlap by ${across} x ${down}`);
      }
    }
  }
}

function monstrous(facts: IncidentFacts): void {
  const long = 'W'.repeat(400);
  const name = `EXAMPLE-${long} ${'very '.repeat(60)}long`;
  facts.case.id = `CASE-${long}`;
  facts.case.title = name;
  facts.case.handling = name;
  facts.case.victim.name = name.repeat(20);
  facts.answers.what = name.repeat(3);
  const vector = facts.vectors[0]!;
  facts.vectors = Array.from({ length: 50 }, (_, index) => ({
    ...vector,
    id: `V${index + 1}`,
    title: name,
    match: long,
    reason: name.repeat(10),
    targets: Array.from({ length: 30 }, (_, target) => `2001:db8::${target}:${long}`),
    waves: Array.from({ length: 100 }, (_, wave) => `W${wave + 1}`),
    samples: [{ evidenceId: 'E1', recordRef: `E1 packet ${long}`, text: `\u202e${long}`.repeat(30) }],
  }));
  const wave = facts.waves[0]!;
  facts.waves = Array.from({ length: 100 }, (_, index) => ({
    ...wave,
    id: `W${index + 1}`,
    vectors: facts.vectors.map(({ id }) => id),
    targets: [long, long],
    detectionRule: `${name} ${index}`,
  }));
  for (const network of facts.networks) network.asName = name;
  for (const source of facts.topProven) {
    source.asName = name;
    source.address = '2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff';
  }
  for (const file of facts.evidence) file.path = long.repeat(3);
  for (const event of facts.timeline) event.message = name.repeat(2);
  for (const action of facts.case.actions) action.what = name.repeat(30);
}

/** 100 waves and 50 vectors with names of usual length. */
function long(facts: IncidentFacts): void {
  const [vector, wave] = [facts.vectors[0]!, facts.waves[0]!];
  facts.vectors = Array.from({ length: 50 }, (_, index) => ({ ...vector, id: `V${index + 1}` }));
  facts.waves = Array.from({ length: 100 }, (_, index) => ({
    ...wave,
    id: `W${index + 1}`,
    vectors: facts.vectors.map(({ id }) => id),
  }));
}

// However large the attack: the rest is in the tables.
const MOST_PAGES = { extortion: 15, provider: 4, billing: 6 } as const;

for (const id of ['extortion', 'provider', 'billing'] as const) {
  test(`${id}: nothing is clipped or drawn over other text`, async () => {
    const result = await drawSample(id);
    assertInside(result);
    assertApart(result);
  });

  test(`${id}: 100 waves, 50 vectors and names without end stay on their pages and few`, async () => {
    const result = await drawSample(id, monstrous, 'fresh');
    assertInside(result);
    assert.ok(result.pages <= MOST_PAGES[id], `${result.pages} pages`);
  });

  test(`${id}: a long case stays short`, async () => {
    const result = await drawSample(id, long, 'fresh');
    assertInside(result);
    assertApart(result);
    assert.ok(result.pages <= MOST_PAGES[id], `${result.pages} pages`);
  });

  test(`${id}: below every heading stands something of its section`, async () => {
    const { drawn } = await drawSample(id);
    drawn.forEach((piece, index) => {
      if (piece.face !== 'bold' || !/^\d+ \S/.test(piece.text) || piece.height < 12) return;
      const next = drawn.slice(index + 1).find((other) => other.height < piece.height)!;
      assert.equal(next.page, piece.page, piece.text);
    });
  });
}

async function drawRows(rows: number): Promise<FlowResult> {
  const flow = new Flow(sampleFacts(), 'Test', { title: 'Test', subject: '' }, BREVITIES[0]!);
  table(flow, {
    caption: 'Rows',
    columns: [
      { title: 'Name', width: 1 },
      { title: 'Amount', width: 1, align: 'right' },
    ],
    rows: Array.from({ length: rows }, (_, row) => [`row ${row}`, String(row)]),
    totals: [['Sum', '1']],
  });
  return flow.finish();
}

test('table headings are repeated on every page, and totals never stand alone', async () => {
  const { drawn, pages } = await drawRows(200);
  assert.ok(pages > 3);
  for (let page = 0; page < pages; page++) {
    const texts = drawn.filter((piece) => piece.page === page).map(({ text }) => text);
    assert.equal(texts.filter((text) => text === 'Amount').length, 1);
    assert.ok(texts.some((text) => text.startsWith(page === 0 ? 'Table 1' : 'Table 1 Rows (continued)')));
  }
  for (let rows = 30; rows < 110; rows++) {
    const result = await drawRows(rows);
    const last = result.drawn.filter((piece) => piece.page === result.pages - 1).map(({ text }) => text);
    assert.ok(last.some((text) => text.startsWith('row ')));
  }
});

test('numbers end at the same place', async () => {
  const { drawn } = await drawRows(20);
  const ends = drawn.filter(({ text }) => /^\d+$/.test(text)).map(({ x, width }) => (x + width).toFixed(3));
  assert.equal(ends.length, 21);
  assert.equal(new Set(ends).size, 1);
});

test('characters that turn, hide or are missing are shown as escapes', () => {
  assert.equal(visible('a\u202eb\u200bc\u0000d', 'mono'), 'a\\u{202e}b\\u{200b}c\\u{0}d');
  assert.equal(visible('Türkiye ą ж', 'sans'), 'Türkiye ą ж');
  // No glyph for these in the fonts that are embedded; Hebrew would stand in the wrong order.
  assert.equal(visible('漢\u05d0', 'sans'), '\\u{6f22}\\u{5d0}');
});

test('long text of strangers is cut and its length is told', () => {
  assert.deepEqual(quoted('GET /', 10), { text: 'GET /', face: 'mono' });
  assert.equal(quoted('x'.repeat(1500), 10).text, 'xxxxxxxxxx\u2026 (cut, 1,500 characters)');
  const lines = cappedLines('word '.repeat(500), STYLE, 160, 5);
  assert.equal(lines.length, 5);
  assert.equal(lines[4]!.map(({ text }) => text).join(''), '\u2026 (cut, 2,500 characters)');
  const [only, ...others] = cappedLines('word '.repeat(500), STYLE, 100, 1);
  assert.equal(others.length, 0);
  assert.match(only!.map(({ text }) => text).join(''), /^word( word)*( w?o?r?d?)?\u2026$/);
  assert.ok(only!.at(-1)!.x + only!.at(-1)!.width <= 100);
});

test('lines keep to their width and lose no letter', () => {
  for (const text of [
    'a'.repeat(300),
    'one two  three '.repeat(30),
    '/path/to/some/where?with=query&and=more'.repeat(9),
  ]) {
    const lines = linesOf([{ text }, { text: ' end', face: 'bold' }], STYLE, 90);
    for (const line of lines) {
      const last = line.at(-1)!;
      assert.ok(last.x + last.width <= 90.001);
    }
    const letters = lines.flatMap((line) => line.map((piece) => piece.text)).join('');
    assert.equal(letters.replaceAll(' ', ''), `${text}end`.replaceAll(' ', ''));
  }
});

test('hostile text reaches the page escaped, and no link reaches the file', async () => {
  const result = await drawSample('extortion', (facts) => {
    facts.vectors[0]!.samples = [
      { evidenceId: 'E2', recordRef: 'E2 line 1', text: 'GET /\u202egpj.exe\u0007 http://198.51.100.1/x "' },
    ];
  });
  const text = drawnText(result);
  assert.ok(text.includes('\\u{202e}gpj.exe\\u{7}'));
  assert.ok(!result.bytes.includes('/URI') && !result.bytes.includes('/Annot'));
});

test('what is too wide for a column stands below its row, whole and on its page', async () => {
  const hash = '0123456789abcdef'.repeat(4);
  const flow = new Flow(sampleFacts(), 'Test', { title: 'Test', subject: '' }, BREVITIES[0]!);
  table(flow, {
    caption: 'Rows',
    columns: [
      { title: 'No', width: 1 },
      { title: 'Name', width: 1 },
      { title: 'Amount', width: 1, align: 'right' },
    ],
    rows: Array.from({ length: 60 }, (_, row) => ({
      cells: [`E${row}`, 'name', '1'],
      below: [[{ text: hash, face: 'mono' as const, size: 6.2 }]],
    })),
  });
  const result = await flow.finish();
  assertInside(result);
  assertApart(result);
  const hashes = result.drawn.filter(({ text }) => text === hash);
  assert.equal(hashes.length, 60);
  const name = result.drawn.find(({ text }) => text === 'name')!;
  assert.equal(hashes[0]!.x.toFixed(3), name.x.toFixed(3));
});

test('forty long events still stand on one page', async () => {
  const result = await drawSample('extortion', (facts) => {
    const event = facts.timeline.find(({ important }) => important)!;
    facts.timeline = Array.from({ length: 60 }, (_, index) => ({
      ...event,
      id: `T${index + 1}`,
      message: 'Something that takes many words to be told '.repeat(6),
    }));
  });
  const rows = result.drawn.filter(({ text }) => /^T\d+$/.test(text));
  assert.equal(rows.length, 40);
  assert.equal(new Set(rows.map(({ page }) => page)).size, 1);
  assert.ok(drawnText(result).includes('And 20 more in data/timeline.csv.'));
});

test('a table of one page that a page would cut stands uncut on what is left of this page and on the next', async () => {
  const words = `Something that takes two lines of its column ${'to be told '.repeat(5)} to the last word.`;
  for (const [rows, above, pages, uncut] of [
    [28, 30, 2, true],
    [28, 57, 1, false], // nothing of it fits on the first page
    [18, 30, 1, true], // a page of its own does not cut it
    [36, 30, 1, false], // too long for both
  ] as const) {
    const flow = new Flow(sampleFacts(), 'Test', { title: 'Test', subject: '' }, BREVITIES[0]!);
    for (let line = 0; line < above; line++) flow.plain('above', { ...STYLE, size: 6 });
    table(flow, {
      caption: 'Rows',
      columns: [
        { title: 'No', width: 1 },
        { title: 'What', width: 4 },
      ],
      size: 10,
      rows: Array.from({ length: rows }, (_, row) => [`T${row}`, words]),
      onePage: true,
    });
    const result = await flow.finish();
    assertInside(result);
    const found = result.drawn.filter(({ text }) => /^T\d+$/.test(text));
    assert.equal(found.length, rows);
    assert.equal(new Set(found.map(({ page }) => page)).size, pages, `${rows} rows below ${above} lines`);
    assert.equal(drawnText(result).split('last word.').length - 1, uncut ? rows : 0);
  }
});

test('a document that ends at the foot of its page has no empty page behind it', async () => {
  for (let rows = 30; rows < 60; rows++) {
    const { drawn, pages } = await drawRows(rows);
    assert.equal(
      Math.max(...drawn.filter(({ text }) => /^row|^Sum/.test(text)).map(({ page }) => page)),
      pages - 1,
    );
  }
});
