// What the operator states in incident.yaml is in the facts, whatever becomes of it in the documents: nothing stated is lost in silence.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { IncidentFacts } from '../../src/model/facts.ts';
import { scratchFolder } from '../support/output.ts';
import { FIXTURES, reportInto } from '../support/run-main.ts';

const person = (word: string): string =>
  `{name: ${word}Name, role: ${word}Role, organisation: ${word}Organisation, email: ${word}Mail@example.net, phone: ${word}Phone}`;

const STATED = `case: {id: wordId, title: wordTitle, police_reference: wordReference, prepared_for: wordFor, version: wordVersion, originals_kept: wordOriginals}
victim: {name: wordVictim, address: wordVictimAddress, sector: wordSector, size: wordSize, protection: wordProtection, contact: ${person('wordVictim')}}
preparer: ${person('wordPreparer').replace('}', ', authority: wordAuthority, qualification: wordQualification}')}
contacts: [${person('wordContact')}]
provider: {name: wordProvider, ticket: wordTicket, server: wordServer, email: wordProviderMail@example.net, phone: wordProviderPhone}
client: {name: wordClient, address: wordClientAddress, contract: wordContract, invoice: wordInvoice}
insurer: {name: wordInsurer, policy: wordPolicy}
allow_list: [{prefix: 198.51.100.20, label: office, note: wordNote}]
evidence:
  - {file: a.pcap, host: wordHost, host_role: wordHostRole, collected_by: wordCollector, collection_command: wordCommand,
     clock_offset_ms: 3, clock_offset_method: wordClock, packets_dropped: 770077, sampling_rate: 770078, notes: wordNotes}
custody: [{file: a.pcap, action: stored, by: wordKeeper, to: wordNext, place: wordPlace, method: wordMeans, note: wordCustody}]
services: [{name: wordService, host: wordservice.example.net, address: 198.51.100.5, port: 443, url: "https://wordurl.example.net/"}]
outages: [{service: wordService, from: 2026-06-10T03:00:00Z, to: 2026-06-10T03:10:00Z, how_measured: wordMeasured}]
demands: [{file: none.eml, received_at: 2026-06-10T01:00:00Z, channel: email, note: wordDemand, witness: wordWitness, payment: wordPayment, translation: wordTranslation,
     translator: wordTranslator, other_recipients: wordOthers, prior_contact: wordPrior, dispute_context: wordDispute}]
actions: [{at: 2026-06-10T03:05:00Z, by: wordActor, what: wordAction, kind: other}]
losses: [{item: wordLoss, amount: "5.00", currency: EUR, method: wordLossMethod}]
`;

test('every text of incident.yaml is in the facts', async (t) => {
  const folder = scratchFolder(t);
  const evidence = join(folder, 'evidence');
  mkdirSync(evidence);
  cpSync(join(FIXTURES, 'pcap/transports-usec-le.pcap'), join(evidence, 'a.pcap'));
  writeFileSync(join(evidence, 'incident.yaml'), STATED);
  await reportInto(join(folder, 'out'), [evidence]);
  const facts = readFileSync(join(folder, 'out/data/incident.json'), 'utf8');
  const words = STATED.match(/word\w+|77007\d/g) ?? [];
  assert.ok(words.length > 50);
  assert.deepEqual(
    words.filter((word) => !facts.includes(word)),
    [],
  );
});

test('a case without a number gets one from its evidence: the same in each run, another for other evidence', async (t) => {
  const folder = scratchFolder(t);
  const idOf = async (out: string, ...files: string[]): Promise<string> => {
    await reportInto(
      join(folder, out),
      files.map((file) => join(FIXTURES, file)),
    );
    return (JSON.parse(readFileSync(join(folder, out, 'data/incident.json'), 'utf8')) as IncidentFacts).case
      .id;
  };
  const [capture, log] = ['pcap/transports-usec-le.pcap', 'web-combined/common-and-combined.log'];
  // SHA-256 over the sorted hashes, a line each: by coreutils.
  const expected = execFileSync(
    'sh',
    ['-c', 'sha256sum "$@" | cut -c1-64 | sort | sha256sum', 'sh', join(FIXTURES, capture)],
    { encoding: 'utf8' },
  );
  assert.equal(await idOf('one', capture), `AF-${expected.slice(0, 8).toUpperCase()}`);
  assert.notEqual(await idOf('two', capture, log), await idOf('three', capture));
});
