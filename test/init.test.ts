// `afterflood init`: piped answers, wrong ones asked again, nothing overwritten, and a file that our own schema accepts with every key switched on.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { incidentKeys, loadIncident, parseIncident } from '../src/case/incident.ts';
import { incidentTemplate, NO_ANSWERS } from '../src/case/template.ts';
import { scratchFolder } from './support/output.ts';
import { namesIn, runMain } from './support/run-main.ts';

function answers(lines: readonly string[]): { input: string } {
  return { input: `${lines.join('\n')}\n` };
}

test('piped answers: all of them reach the file, a wrong one is asked again', (t) => {
  const folder = join(scratchFolder(t), 'new', 'case-7');
  const run = runMain(
    ['init', folder],
    answers([
      '', // the suggested id
      'A "B" & C: #1 {x}',
      'UK',
      'GB',
      'CET',
      'Europe/London',
      '203.0.113.80, 2001:db8::/48',
      'www.example.com',
      'Example Transit',
      'Ada Example',
      'ada@example.org',
      'mail/demand.eml',
      'mx1.example.org *.mail.example.org',
      'work.csv',
      'GBP',
      '95,50',
    ]),
  );
  assert.equal(run.exitCode, 0, run.lines.join('\n'));
  const stderr = run.lines.join('\n');
  assert.match(stderr, /expected a country code of two capitals .*GB for the United Kingdom.*found "UK"/);
  assert.match(stderr, /expected .*abbreviations.*found "CET"/);
  assert.match(run.stdout, /afterflood report /);
  const incident = loadIncident(join(folder, 'incident.yaml'));
  assert.equal(incident.case.id, 'case-7');
  assert.equal(incident.case.exercise, false);
  assert.equal(incident.victim.name, 'A "B" & C: #1 {x}');
  assert.equal(incident.victim.country, 'GB');
  assert.equal(incident.zone, 'Europe/London');
  assert.deepEqual([...incident.ownAddresses], ['203.0.113.80', '2001:db8::/48']);
  assert.deepEqual(
    incident.services.map(({ name, host, address }) => [name, host, address]),
    [['www.example.com', 'www.example.com', '']],
  );
  assert.equal(incident.provider.name, 'Example Transit');
  assert.deepEqual([incident.preparer.name, incident.preparer.email], ['Ada Example', 'ada@example.org']);
  assert.equal(incident.demands[0].file, 'mail/demand.eml');
  assert.deepEqual([...incident.mailServers], ['mx1.example.org', '*.mail.example.org']);
  assert.deepEqual([...incident.workLog.files], ['work.csv']);
  assert.equal(incident.workLog.rates.default, 9550);
  assert.equal(incident.insurer.waitingPeriodMinutes, undefined, 'what was not asked is not stated');
});

test('input that ends early leaves the rest unstated; questions that hang on others are not asked', (t) => {
  const folder = scratchFolder(t);
  const run = runMain(['init', folder], { input: 'X-1\nExample Ltd' });
  assert.equal(run.exitCode, 0, run.lines.join('\n'));
  const incident = loadIncident(join(folder, 'incident.yaml'));
  assert.deepEqual([incident.case.id, incident.victim.name, incident.zone], ['X-1', 'Example Ltd', '']);
  const asked = runMain(['init', join(folder, 'b')], answers(Array(20).fill(''))).lines.join('\n');
  assert.match(asked, /File with a demand/);
  assert.doesNotMatch(asked, /mail servers|Currency|Rate an hour/);
});

test('--yes asks nothing; a file that is there is never touched', (t) => {
  const folder = scratchFolder(t);
  const here = join(folder, 'case-8');
  mkdirSync(here);
  const run = runMain(['init', '--yes'], { cwd: here, input: 'not read\n' });
  assert.deepEqual([run.exitCode, run.lines], [0, []]);
  assert.equal(loadIncident(join(here, 'incident.yaml')).case.id, 'case-8');
  writeFileSync(join(here, 'incident.yaml'), 'case: {id: mine}\n');
  const again = runMain(['init', here], answers(['other']));
  assert.equal(again.exitCode, 2);
  assert.equal(again.stdout, '');
  assert.match(again.lines.join('\n'), /^afterflood: .*incident\.yaml: expected no such file yet/);
  assert.equal(readFileSync(join(here, 'incident.yaml'), 'utf8'), 'case: {id: mine}\n');
  assert.deepEqual(namesIn(here), ['incident.yaml']);
});

test('the same answers give the same bytes', () => {
  assert.equal(incidentTemplate(NO_ANSWERS), incidentTemplate({ ...NO_ANSWERS }));
  assert.deepEqual(
    parseIncident(incidentTemplate(NO_ANSWERS), 'incident.yaml'),
    parseIncident('', 'incident.yaml'),
  );
});

test('with every key switched on it is accepted, and no key is missing', () => {
  const text = incidentTemplate(NO_ANSWERS)
    .split('\n')
    .filter((line) => !line.startsWith('##'))
    .map((line) => line.replace(/^# /, ''))
    .join('\n');
  const incident = parseIncident(text, 'incident.yaml');
  assert.equal(incident.insurer.waitingPeriodMinutes, 480);
  assert.equal(incident.demands[0].paid, 'no');
  assert.equal(incident.workLog.rates.byClass.report_writing, 8000);
  for (const key of incidentKeys()) {
    const name = key.slice(key.lastIndexOf('.') + 1);
    if (key.includes('by_class.')) continue;
    assert.match(text, new RegExp(`(^|[ {-])${name}:`, 'm'), key);
  }
});
