// What a viewer and an archive read of a document besides its pages: XMP, fonts, version, outline.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { IncidentFacts } from '../../../src/model/facts.ts';
import { PdfDocument } from '../../../src/report/pdf/document.ts';
import { PDF_WRITERS } from '../../../src/report/pdf/index.ts';
import { abusePdf } from '../../../src/report/provider/abuse-pdf.ts';
import { providerPack } from '../../../src/report/provider/index.ts';
import { sampleRows, scratchFolder } from '../../support/output.ts';
import { caseFacts, caseSources } from '../provider/pack.ts';
import { drawSample } from './draw-sample.ts';

/** The XMP packet of a PDF. */
function xmpOf(bytes: Buffer): string {
  const from = bytes.indexOf('<?xpacket begin');
  const to = bytes.indexOf('<?xpacket end', from);
  assert.ok(from > 0 && to > from);
  return bytes.subarray(from, to).toString('utf8');
}

/** A strict small check that a text is well-formed XML: tags nest, attributes are quoted, no stray & or <. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  const token = /<\?[^?]*\?>|<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<&]*")*)\s*(\/?)>|[^<]+/gy;
  let at = 0;
  for (const match of xml.matchAll(token)) {
    assert.equal(match.index, at, `not XML: ${xml.slice(at, at + 60)}`);
    at += match[0].length;
    const [whole, closing, name, , empty] = match;
    if (name === undefined) {
      assert.doesNotMatch(
        whole.startsWith('<?') ? '' : whole,
        /&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i,
      );
    } else if (closing === '/') assert.equal(open.pop(), name);
    else if (empty === '') open.push(name);
  }
  assert.equal(at, xml.length, `not XML: ${xml.slice(at, at + 60)}`);
  assert.deepEqual(open, []);
}

function titled(facts: IncidentFacts): void {
  facts.case.id = 'A & B <c>';
  facts.case.title = 'A & B <c>';
  facts.case.preparer.name = 'A & B <c>';
  facts.case.client.invoice = 'A & B <c>';
}

test('the check of XML finds what is not well-formed', () => {
  assertWellFormed('<a b="c"><d/>text &amp; more</a>');
  for (const bad of ['<a>&b</a>', '<a><b></a>', '<a>c <d</a>', '<a', '<a b=c/>', '<a>'])
    assert.throws(() => assertWellFormed(bad), bad);
});

test('report check 2: XMP stays XML whatever the title is', async () => {
  const { bytes } = await drawSample('extortion', (facts) => {
    facts.case.id = 'A & B <c>\u0001 "d" é';
    facts.case.title = ']]> <!-- & \u0000';
    facts.case.preparer.name = 'Smith & Sons <x>';
  });
  const xmp = xmpOf(bytes);
  assertWellFormed(xmp);
  assert.ok(xmp.includes('A and B ‹c›'));
  assert.ok(xmp.includes('<pdfaid:part>3</pdfaid:part>'));
  assert.ok(xmp.includes('<pdfaid:conformance>B</pdfaid:conformance>'));
  assert.ok(xmp.includes('<xmp:CreateDate>2025-12-08T09:00:00Z</xmp:CreateDate>'));
});

for (const id of PDF_WRITERS.map((writer) => writer.id))
  for (const language of ['en', 'de'] as const)
    test(`report check 2: XMP of ${id} (${language}) is XML with the title A & B <c>`, async () => {
      const { bytes } = await drawSample(id, (facts) => {
        titled(facts);
        facts.case.writtenIn = { language, dateStyle: 'iso' };
      });
      const xmp = xmpOf(bytes);
      assertWellFormed(xmp);
      assert.ok(xmp.includes('A and B \u2039c\u203a'));
    });

test('report check 2: XMP of a report to a network is XML with the title A & B <c>', async (t) => {
  const facts = caseFacts();
  titled(facts);
  const folder = scratchFolder(t);
  const input = { facts, rows: sampleRows([caseSources(facts)]), bill: undefined };
  await providerPack.write(input, folder);
  const [first] = await abusePdf.write(input, folder);
  const xmp = xmpOf(readFileSync(join(folder, first!.path)));
  assertWellFormed(xmp);
  assert.ok(xmp.includes('A and B \u2039c\u203a'));
});

test('PDF 1.7 in English with an outline, and only embedded fonts', async () => {
  const { bytes } = await drawSample('extortion');
  const text = bytes.toString('latin1');
  assert.ok(text.startsWith('%PDF-1.7'));
  assert.match(text, /\/Lang \(en\)/);
  assert.match(text, /\/Type \/Catalog[\s\S]*\/Outlines/);
  const fonts = [...text.matchAll(/\/BaseFont \/(\S+)/g)].map((match) => match[1]!);
  assert.ok(fonts.length > 0);
  for (const font of fonts) assert.match(font, /^[A-Z]{6}\+DejaVuSans(-Bold|Mono)?$/);
  assert.equal((text.match(/\/FontFile2 /g) ?? []).length, 3);
  assert.doesNotMatch(text, /Helvetica|\/JavaScript|\/Encrypt/);
});

test('text that leaves the page is refused', () => {
  const document = new PdfDocument({
    title: 'T',
    author: '',
    subject: '',
    keywords: '',
    creator: '',
    createdUtc: '2025-12-08T09:00:00Z',
    paper: 'A4',
    language: 'en',
  });
  document.addPage();
  assert.throws(() => document.text('x', 10, 838, 'sans', 9, '#000000'), /leaves page 1/);
  assert.throws(() => document.text('x'.repeat(200), 10, 10, 'sans', 9, '#000000'), /leaves page 1/);
});
