// Sentences of the analysis in another language: shapes, what varies in them, and what no shape fits.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { THRESHOLDS } from '../../../src/assess/thresholds.ts';
import { JURISDICTIONS } from '../../../src/facts/jurisdictions/index.ts';
import { VECTOR_LABELS } from '../../../src/model/vectors.ts';
import { localUnits } from '../../../src/report/local-units.ts';
import { germanVector } from '../../../src/report/text/de-names.ts';
import { germanPhrases, germanSaid } from '../../../src/report/text/de-phrases.ts';
import { phraseBook } from '../../../src/report/text/phrases.ts';

const SOURCE = fileURLToPath(new URL('../../../../src', import.meta.url));
const LONG = localUnits({ language: 'de', dateStyle: 'long' });
const ISO = localUnits({ language: 'de', dateStyle: 'iso' });

const book = phraseBook({
  phrases: [
    ['{n} packet[s] [was|were] lost', '{1:Paket ging|Pakete gingen} verloren'],
    ['It [began|ended] at {t}.', 'Zeit: {1}.'],
    ['Seen from {span}: {w}.', 'Gesehen {1}: {2}.'],
    ['{d} of {x}', '{1} von {2}'],
    ['{v} against {x}', '{1} gegen {2}'],
    ['Signs: {ws}.', 'Anzeichen: {1}.'],
    ['Told by {x} with {n} lines.', 'Von {1} mit {2} Zeilen gesagt.'],
    ['Noted: {z}', 'Notiz: {1}'],
    ['one', 'eins'],
    ['two', 'zwei'],
  ],
  and: ' und ',
  vector: (title) => `<${title}>`,
  target: (text) => text,
  unknown: (sentence) => `?${sentence}?`,
});

test('numbers, measures and times are carried over as the language writes them', () => {
  const { said } = book(LONG);
  assert.equal(said('1 packet was lost'), '1 Paket ging verloren');
  assert.equal(said('1,024 packets were lost'), '1.024 Pakete gingen verloren');
  assert.equal(said('81.7 % of 203.0.113.80'), '81,7 % von 203.0.113.80');
  assert.equal(said('1 d 21 h of it'), '1 d 21 h von it');
  assert.equal(said('It began at 2026-06-10 03:02:10Z.'), 'Zeit: 10. Juni 2026, 03:02:10 UTC.');
  assert.equal(book(ISO).said('It ended at 2026-06-10T03:02:10.25Z.'), 'Zeit: 2026-06-10T03:02:10.25Z.');
  assert.equal(
    said('Seen from 2026-06-10 03:02:00Z to 04:00:00Z: one.'),
    'Gesehen 10. Juni 2026, 03:02 bis 04:00 UTC: eins.',
  );
  assert.equal(
    said('SYN flood, UDP flood and HTTP flood against x'),
    '<SYN flood>, <UDP flood> und <HTTP flood> gegen x',
  );
  assert.equal(said('Signs: one; two, and one.'), 'Anzeichen: eins; zwei und eins.');
});

test('sentences in a row are said one by one, and only what is not known is marked', () => {
  const { said, saidOrWritten } = book(LONG);
  assert.equal(
    said('It began at 2026-06-10 03:02:00Z. Nobody knows why. Or how. Signs: two.'),
    'Zeit: 10. Juni 2026, 03:02 UTC. ?Nobody knows why. Or how.? Anzeichen: zwei.',
  );
  // What varies never reaches into the next sentence, unless a person wrote it.
  assert.equal(
    said('Told by a with 2 lines. Told by b with 3 lines.'),
    'Von a mit 2 Zeilen gesagt. Von b mit 3 Zeilen gesagt.',
  );
  assert.equal(said('Noted: Found it. Told nobody.'), 'Notiz: Found it. Told nobody.');
  // A part that is looked up and not known leaves the whole sentence as it was.
  assert.equal(said('Signs: three.'), '?Signs: three.?');
  assert.equal(said(''), '');
  assert.equal(saidOrWritten('Restarted the server'), 'Restarted the server');
  assert.equal(saidOrWritten('one'), 'eins');
});

test('a stranger who writes into a sentence can neither add to it nor slow it down', () => {
  const { said } = book(LONG);
  assert.equal(said('5 % of {1} [s] $& \\ {2:a|b}'), '5 % von {1} [s] $& \\ {2:a|b}');
  const long = `Seen from ${' against '.repeat(100_000)}`;
  assert.equal(said(long), `?${long}?`);
  const nearly = `${' and'.repeat(900)} against`;
  assert.equal(said(nearly), `?${nearly}?`);
});

// Two words in a row between what varies in a shape; one where there are no two. A sentence may be put together of several templates.
function pairs(shape: string): string[] {
  return shape.split(/\{[a-z]+\}|\[[^\]]*\]|\s[^a-z\s]+\s/i).flatMap((part) => {
    const words = part.split(/\s+/).filter((word) => /[a-z]/i.test(word));
    return words.length < 2 ? words : words.slice(1).map((word, at) => `${words[at]} ${word}`);
  });
}

function sourceTexts(): string {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith(path.join('report', 'text', 'de')))
    .map((name) => readFileSync(path.join(SOURCE, name), 'utf8').replaceAll("\\'", "'"))
    .join('\n');
}

test('every shape is still said somewhere: a changed sentence leaves no dead translation', () => {
  const plain = sourceTexts();
  const texts = plain + plain.replaceAll('_', ' ');
  const dead = germanPhrases
    .map(([shape]) => shape)
    .filter((shape) => {
      const all = pairs(shape);
      const known = all.filter((pair) => texts.includes(pair.replace(/^[(":]+|[.:;,)(":]+$/g, '')));
      return known.length < 0.5 * all.length;
    });
  // The words of these stand in two templates.
  assert.deepEqual(dead, ['Kernel on {x}: {w}', 'Pulse begins', 'Phase begins']);
});

test('translations name the parts of their shapes, no more, and no shape stands twice', () => {
  assert.equal(new Set(germanPhrases.map(([shape]) => shape)).size, germanPhrases.length);
  for (const [shape, translation] of germanPhrases) {
    const parts = shape.match(/\{[a-z]+\}/g) ?? [];
    const used = new Set((translation.match(/\{\d/g) ?? []).map((place) => Number(place.slice(1))));
    assert.deepEqual(
      [...used].sort((a, b) => a - b),
      parts.map((_, index) => index + 1),
      shape,
    );
  }
});

test('what has no German form is told to be English', () => {
  const { said } = germanSaid(LONG);
  assert.equal(said('mean of nothing'), '\u201emean of nothing\u201c (Englisch)');
  assert.equal(
    said('Something new was found.'),
    'Feststellung des Analyseprogramms (Englisch): \u201eSomething new was found.\u201c',
  );
});

test('every threshold, kind of attack and entry of the jurisdiction data has a German form', () => {
  const { said } = germanSaid(LONG);
  const entries = JURISDICTIONS.flatMap(({ title, report, laws, preservation, declaration }) => [
    title,
    declaration.basis.name === '' ? '' : declaration.basis.text,
    ...[...report, ...laws, ...preservation].map(({ text }) => text),
  ]);
  const texts = [...Object.values(THRESHOLDS).map(({ meaning }) => meaning), ...entries];
  const open = texts.filter((text) => /\u201c \(Englisch\)|Analyseprogramms \(Englisch\)/.test(said(text)));
  // A court of the US or the UK is told in English.
  assert.deepEqual(
    open.filter((text) => !/^written /.test(text)),
    [],
  );
  for (const { title } of Object.values(VECTOR_LABELS))
    assert.doesNotMatch(germanVector(title), / flood| reflection|\b(?:of|with|the|requests)\b/, title);
});
