// The documents as archives and screen readers take them (PDF/A-3b, tagged), looked at with qpdf and poppler.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { IncidentFacts } from '../../../src/model/facts.ts';
import { REPORT_WRITERS } from '../../../src/report/index.ts';
import { PDF_WRITERS } from '../../../src/report/pdf/index.ts';
import { withForeignText } from '../../support/foreign-text.ts';
import { sampleRows, scratchFolder } from '../../support/output.ts';
import { sampleFacts } from '../../support/sample-facts.ts';
import { drawSample } from './draw-sample.ts';

const missing = ['qpdf', 'pdfinfo', 'pdffonts', 'pdfdetach', 'pdftotext'].filter(
  (tool) => spawnSync(tool, ['--version']).error !== undefined,
);
const skip = missing.length === 0 ? false : `not installed: ${missing.join(', ')}`;
const IDS = PDF_WRITERS.map((writer) => writer.id);

/** The document on disk. */
async function stored(
  t: TestContext,
  id: (typeof IDS)[number],
  change?: (facts: IncidentFacts) => void,
): Promise<string> {
  const file = join(scratchFolder(t), `${id}.pdf`);
  writeFileSync(file, (await drawSample(id, change)).bytes);
  return file;
}

function run(tool: string, ...args: string[]): string {
  return execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 1e9 });
}

type Dictionary = Record<string, unknown>;

/** Every object of the document that is a dictionary, and the dictionary of every stream, as qpdf reads them. */
function objects(file: string): Map<string, Dictionary> {
  const { qpdf } = JSON.parse(run('qpdf', '--json=2', '--json-key=qpdf', file)) as {
    qpdf: [unknown, Record<string, { value?: Dictionary; stream?: { dict: Dictionary } }>];
  };
  return new Map(
    Object.entries(qpdf[1]).map(([key, object]) => [
      key.replace('obj:', ''),
      (object.stream?.dict ?? object.value) as Dictionary,
    ]),
  );
}

function catalogue(all: Map<string, Dictionary>): Dictionary {
  return all.get((all.get('trailer') as { '/Root': string })['/Root'])!;
}

for (const id of IDS) {
  test(`${id}: qpdf finds no fault, and poppler a tagged document in English with embedded fonts`, {
    skip,
  }, async (t) => {
    const file = await stored(t, id);
    assert.match(run('qpdf', '--check', file), /No syntax or stream encoding errors found/);
    const info = run('pdfinfo', file);
    assert.match(info, /^Tagged: +yes$/m);
    assert.match(info, /^PDF version: +1\.7$/m);
    assert.match(info, /^Encrypted: +no$/m);
    assert.match(info, /^JavaScript: +no$/m);
    const fonts = run('pdffonts', file).trim().split('\n').slice(2);
    assert.ok(fonts.length > 0);
    // Columns: name, type, encoding, emb, sub, uni, object.
    for (const font of fonts) assert.match(font, /DejaVuSans.* yes yes yes +\d+ +\d+$/);
  });

  test(`${id}: the catalogue names language, output intent, metadata, outline and structure`, {
    skip,
  }, async (t) => {
    const all = objects(await stored(t, id));
    const root = catalogue(all);
    assert.equal(root['/Lang'], 'u:en');
    const intents = (root['/OutputIntents'] as string[]).map((ref) => all.get(ref)!);
    assert.deepEqual(
      intents.map((intent) => intent['/S']),
      ['/GTS_PDFA1'],
    );
    assert.equal(all.get(intents[0]!['/DestOutputProfile'] as string)!['/N'], 3);
    const metadata = all.get(root['/Metadata'] as string)!;
    assert.equal(metadata['/Subtype'], '/XML');
    assert.equal(metadata['/Filter'], undefined, 'an archive reads it without unpacking');
    assert.ok(all.get(root['/Outlines'] as string));
    assert.equal(
      (all.get(root['/MarkInfo'] as string) ?? (root['/MarkInfo'] as Dictionary))['/Marked'],
      true,
    );
    assert.ok((all.get('trailer') as { '/ID': unknown })['/ID']);
    const actions = [...all.values()].filter(
      (each) => each?.['/S'] === '/URI' || each?.['/S'] === '/JavaScript',
    );
    assert.deepEqual(actions, [], 'no links');
  });
}

test('headings, tables with header cells, lists and figures with their words', { skip }, async (t) => {
  const all = objects(await stored(t, 'extortion'));
  const elements = [...all.values()].filter((each) => each?.['/S'] !== undefined && each['/P'] !== undefined);
  const count = (tag: string): number => elements.filter((each) => each['/S'] === `/${tag}`).length;
  assert.equal(count('H1'), 1);
  assert.ok(count('H2') >= 10 && count('H3') >= 4);
  assert.ok(count('Table') >= 12 && count('TH') > count('Table') && count('TD') > count('TH'));
  assert.ok(count('L') >= 3 && count('LI') > count('L'));
  const figures = elements.filter((each) => each['/S'] === '/Figure');
  assert.equal(figures.length, 4, 'timeline, vectors, map, countries');
  for (const figure of figures) {
    assert.match(figure['/Alt'] as string, /^u:.{40,}/);
    assert.equal(((figure['/A'] as Dictionary)['/BBox'] as number[]).length, 4);
  }
  for (const cell of elements.filter((each) => each['/S'] === '/TH'))
    assert.equal((cell['/A'] as Dictionary)['/Scope'], '/Column');
});

test('a reader aloud hears headings once, in order, and no page frame', { skip }, async (t) => {
  const file = await stored(t, 'extortion');
  const aloud = run('pdfinfo', '-struct-text', file);
  assert.doesNotMatch(aloud, /page \d+ of \d+|TLP:AMBER"\n.*inputs sha256:|\(continued\)/);
  const headings = [...aloud.matchAll(/H2 \(block\)\n +"(\d+) /g)].map((match) => Number(match[1]));
  assert.deepEqual(
    headings,
    headings.map((_, index) => index + 1),
  );
  const printed = run('pdftotext', '-layout', file, '-');
  assert.match(printed, /\(continued\)/, 'a table runs over pages here');
  assert.match(printed, /page 1 of \d+/);
});

test('the heading of a table stands on each of its pages', { skip }, async (t) => {
  const file = await stored(t, 'extortion');
  const pages = run('pdftotext', '-layout', file, '-').split('\f');
  const continued = pages.filter((page) =>
    /Files of evidence.*\(continued\)|Proven sources.*\(continued\)/s.test(page),
  );
  assert.ok(continued.length > 0);
  for (const page of continued) assert.match(page, /\(continued\)\s[\s\S]{0,200}(Records|Network, country)/);
});

test('tables inside the documents are those beside them, byte for byte', { skip }, async (t) => {
  const expected = {
    extortion: ['clocks', 'evidence', 'networks', 'services', 'vectors', 'waves'],
    provider: ['networks', 'waves'],
    billing: ['billing_summary', 'entry_event_links', 'services', 'time_entries'],
  };
  const beside = scratchFolder(t);
  const facts = sampleFacts();
  for (const writer of REPORT_WRITERS.filter(
    ({ id }) => !['documents', 'html', 'provider-pack'].includes(id),
  ))
    await writer.write({ facts, rows: sampleRows([]), bill: facts.billing }, beside);
  for (const id of IDS) {
    const file = await stored(t, id);
    const folder = join(scratchFolder(t), 'inside');
    mkdirSync(folder);
    run('pdfdetach', '-saveall', '-o', folder, file);
    assert.deepEqual(
      readdirSync(folder).sort(),
      expected[id].map((name) => `${name}.csv`),
    );
    for (const name of readdirSync(folder)) {
      const from = join(beside, id === 'billing' && name !== 'services.csv' ? 'billing' : 'data', name);
      assert.ok(readFileSync(join(folder, name)).equals(readFileSync(from)), name);
    }
    const all = objects(file);
    const specifications = (catalogue(all)['/AF'] as string[]).map((ref) => all.get(ref)!);
    for (const each of specifications) {
      assert.equal(each['/AFRelationship'], '/Data');
      assert.ok((each['/Desc'] as string).length > 4);
      const stream = all.get((each['/EF'] as Dictionary)['/F'] as string)!;
      assert.equal(stream['/Subtype'], '/text/csv');
      assert.equal((stream['/Params'] as Dictionary)['/ModDate'], 'u:D:20251208090000Z');
    }
  }
});

test('tables inside the upstream request tell nothing of paths, outages or staff', { skip }, async (t) => {
  const file = await stored(t, 'provider', (facts) => {
    for (const vector of facts.vectors) vector.reason = 'SECRET-REASON';
    for (const outage of facts.impact!.outages) outage.site = 'SECRET-SITE';
    for (const file of facts.evidence)
      Object.assign(file, { path: 'SECRET-PATH', collectedBy: 'SECRET-STAFF' });
  });
  const folder = join(scratchFolder(t), 'inside');
  mkdirSync(folder);
  run('pdfdetach', '-saveall', '-o', folder, file);
  for (const name of readdirSync(folder))
    assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), /SECRET|\/search/);
});

test('what no font can show is printed as its code point, and reads back so', { skip }, async (t) => {
  const file = await stored(t, 'extortion', (facts) => {
    facts.networks[0]!.asName = 'NET 中文 \u202eevil';
  });
  const text = run('pdftotext', '-layout', file, '-').replace(/\s+/g, ' ');
  assert.ok(text.includes('\\u{4e2d}\\u{6587}'), 'CJK');
  assert.ok(text.includes('\\u{202e}evil'), 'a control character');
  assert.doesNotMatch(text, /[\u4e2d\u202e\ufffd]/);
});

/** Numbers of the glyphs that a document draws: of pdfkit in arrays, of charts one by one. */
function glyphsOf(t: TestContext, file: string): string[] {
  const plain = join(scratchFolder(t), 'plain.pdf');
  run('qpdf', '--qdf', '--object-streams=disable', file, plain);
  const content = readFileSync(plain, 'latin1');
  return [...content.matchAll(/^(?:\[.*\] TJ|<[0-9a-f]+> Tj)$/gm)].flatMap(([shown]) =>
    [...shown.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? []),
  );
}

// Two that DejaVu does not have, an animal, and one that turns the direction.
const FOREIGN = '\u4e2d\u6587 \u{1f980}\u202e ';

for (const id of IDS)
  test(`report check 14: ${id}, no glyph is .notdef, in text and charts, whatever the text`, {
    skip,
  }, async (t) => {
    const file = join(scratchFolder(t), `${id}.pdf`);
    const change = (facts: IncidentFacts): void => {
      const { evidence, jurisdiction, ...rest } = facts;
      withForeignText(rest, FOREIGN);
    };
    writeFileSync(file, (await drawSample(id, change, 'fresh')).bytes);
    const glyphs = glyphsOf(t, file);
    assert.ok(glyphs.length > 3000, String(glyphs.length));
    assert.equal(glyphs.filter((glyph) => glyph === '0000').length, 0);
    assert.match(run('pdftotext', '-layout', file, '-'), /\\u\{4e2d\}/);
  });

test('every mark on a page is in an element of the structure or told to be decoration', {
  skip,
}, async (t) => {
  for (const id of IDS) {
    const plain = join(scratchFolder(t), 'plain.pdf');
    run('qpdf', '--qdf', '--object-streams=disable', await stored(t, id), plain);
    const text = readFileSync(plain, 'latin1');
    let marks = 0;
    for (const [, content] of text.matchAll(
      /^%% Contents for page \d+\n[\s\S]*?\nstream\n([\s\S]*?)\nendstream/gm,
    )) {
      let depth = 0;
      for (const line of content!.split('\n')) {
        if (/ (BDC|BMC)$/.test(line)) depth++;
        else if (line === 'EMC') depth--;
        else if (/(?:^| )(TJ|Tj|S|s|f|f\*|B|B\*|b|Do|sh)$/.test(line)) {
          assert.equal(depth, 1, `${id}: ${line}`);
          marks++;
        }
      }
      assert.equal(depth, 0);
    }
    assert.ok(marks > 100, `${id}: ${marks} marks`);
  }
});
