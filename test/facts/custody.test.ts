// Custody as stated, joined to the files: which steps fit which file, hashes compared, statements on files that are not there.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseIncident } from '../../src/case/incident.ts';
import type { IncidentFacts } from '../../src/model/facts.ts';
import { scratchFolder } from '../support/output.ts';
import { readCsvObjects } from '../support/read-csv.ts';
import { FIXTURES, reportInto } from '../support/run-main.ts';

const CAPTURE = join(FIXTURES, 'pcap/transports-usec-le.pcap');

test('steps stand by their files, a hash is compared with that of the file as read', async (t) => {
  const folder = scratchFolder(t);
  const evidence = join(folder, 'evidence');
  mkdirSync(evidence);
  for (const name of ['a.pcap', 'b.pcap']) cpSync(CAPTURE, join(evidence, name));
  const hash = createHash('sha256').update(readFileSync(CAPTURE)).digest('hex');
  writeFileSync(
    join(evidence, 'incident.yaml'),
    `custody:
  - {file: a.pcap, action: hashed, at: 2026-06-10T10:20:00+02:00, by: Bo, method: sha256sum, sha256: ${hash.toUpperCase()}}
  - {file: "*.pcap", action: transferred, by: Bo, to: Police, place: Office, note: receipt 7, sha256: ${'0'.repeat(64)}}
  - {file: "b.*", action: stored, at: 2026-06-10T11:00:00Z, until: 2026-06-11T11:00:00Z}
  - {file: c.pcap, action: sealed}
`,
  );
  await reportInto(join(folder, 'out'), [evidence]);
  const facts = JSON.parse(readFileSync(join(folder, 'out/data/incident.json'), 'utf8')) as IncidentFacts;
  assert.deepEqual(
    facts.custody.map(({ evidenceId, action, atUtc, untilUtc, matches }) => [
      ...[evidenceId, action, atUtc, untilUtc, matches ?? ''],
    ]),
    [
      ['E1', 'hashed', '2026-06-10T08:20:00Z', '', true],
      ['E1', 'transferred', '', '', false],
      ['E2', 'transferred', '', '', false],
      ['E2', 'stored', '2026-06-10T11:00:00Z', '2026-06-11T11:00:00Z', ''],
      ['', 'sealed', '', '', ''],
    ],
  );
  const limits = facts.limits.join('\n');
  assert.match(limits, /A hash stated for these files is not that of the file as it was read: E1, E2\. /);
  assert.match(limits, /Custody is stated for files that are not in the evidence: c\.pcap\./);
  const rows = readCsvObjects(readFileSync(join(folder, 'out/data/custody.csv'), 'utf8'));
  const stated = rows.filter(({ action }) => !/collected|ingested|exported/.test(action!));
  assert.deepEqual(
    stated.map((row) => [
      row.evidence_id,
      row.action,
      row.from_person,
      row.to_person,
      row.match,
      row.remarks,
    ]),
    [
      ['E1', 'hashed', 'Bo', '', 'true', 'stated by the operator'],
      ['E1', 'transferred', 'Bo', 'Police', 'false', 'stated by the operator; receipt 7'],
      ['E2', 'transferred', 'Bo', 'Police', 'false', 'stated by the operator; receipt 7'],
      ['E2', 'stored', '', '', '', 'stated by the operator; until 2026-06-11T11:00:00Z'],
      ['', 'sealed', '', '', '', 'stated by the operator; no file of the evidence is named c.pcap'],
    ],
  );
  assert.deepEqual(
    rows.map(({ seq }) => Number(seq)),
    rows.map((_, index) => index + 1),
  );
});

test('what is stated wrongly is refused with what was expected', () => {
  for (const [step, expected] of [
    ['{file: a, sha256: 12ab}', /expected a SHA-256 of 64 hexadecimal digits/],
    ['{file: a, action: eaten}', /expected .*hashed, copied, transferred/],
    ['{file: a, at: 2026-06-10T10:00:00Z, until: 2026-06-09T10:00:00Z}', /a time not before "at"/],
    ['{action: sealed}', /file/],
  ] as const)
    assert.throws(() => parseIncident(`custody: [${step}]`, 'incident.yaml'), expected, step);
});
