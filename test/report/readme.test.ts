// README.txt: what to do is told of the files that are there, and of no other.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readmeText } from '../../src/report/readme.ts';
import { sampleFacts } from '../support/sample-facts.ts';

function told(paths: readonly string[], language: 'en' | 'de' = 'en'): string {
  const facts = sampleFacts();
  facts.case.writtenIn = { ...facts.case.writtenIn, language };
  const files = paths.map((path) => ({ path, title: 'periods of attack' }));
  return readmeText(facts, files).replace(/\s+/g, ' ');
}

test('without an attack and a work log there is nothing to send to the upstream and the client', () => {
  const text = told(['extortion/report.pdf', 'provider/upstream-request.pdf', 'billing/timesheet.pdf']);
  assert.match(text, /There is nothing to send: the document says that no attack was found\. 3\. Client/);
  assert.match(text, /There is nothing to send: no work log was given, and the document says so\. KEEP/);
  for (const file of ['loss.csv', 'ic3-paste.txt', 'lookups.sh', 'flowspec.txt', 'AbuseIPDB'])
    assert.ok(!text.includes(file), file);
});

test('each file that is there has its sentence', () => {
  const text = told([
    'extortion/report.pdf',
    'extortion/demands.csv',
    'extortion/loss.csv',
    'provider/upstream-request.pdf',
    'provider/upstream-request.txt',
    'provider/abuseipdb-refused.txt',
    'billing/timesheet.pdf',
    'billing/time_entries.csv',
  ]);
  assert.match(text, /loss\.csv is for the insurer\./);
  assert.match(text, /do not answer its sender without the police\./);
  assert.match(text, /Send the PDF, or upstream-request\.txt where only text is taken/);
  assert.match(text, /The AbuseIPDB files are for yourself\. Do not add the extortion or billing folder/);
  assert.match(text, /Send it with the invoice\./);
  assert.ok(!text.includes('nothing to send'));
});

test('a German folder without the files for providers names none of them as English', () => {
  assert.match(told(['billing/timesheet.pdf'], 'de'), /Englisch sind alle Tabellen und Daten/);
  assert.ok(!told(['billing/timesheet.pdf'], 'de').includes('ic3-paste'));
  assert.match(told(['provider/upstream-request.pdf'], 'de'), /Englisch: Berichte an fremde Netze/);
});
