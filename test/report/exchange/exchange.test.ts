// data/exchange/: every file keeps to its schema, names only what is proven or a reflector, and is the same in every run.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { IncidentFacts, SourceFacts } from '../../../src/model/facts.ts';
import { timelineCsv } from '../../../src/report/csv/timeline.ts';
import { ddosFingerprint } from '../../../src/report/exchange/ddos-fingerprint.ts';
import { mispExport } from '../../../src/report/exchange/misp.ts';
import { sourcesJsonl } from '../../../src/report/exchange/sources-jsonl.ts';
import { stixBundle } from '../../../src/report/exchange/stix.ts';
import { timelineJsonl } from '../../../src/report/exchange/timeline-jsonl.ts';
import { uuid5 } from '../../../src/report/exchange/uuid5.ts';
import { sampleRows, scratchFolder } from '../../support/output.ts';
import { readCsvObjects } from '../../support/read-csv.ts';
import { schemaCheck } from '../../support/schema-check.ts';
import { caseFacts, caseSources, like } from '../provider/pack.ts';
import { ECS, FINGERPRINT, MISP_EVENT, TIMESKETCH } from './schemas.ts';
import { STIX_BUNDLE } from './stix-schema.ts';

const WRITERS = [stixBundle, mispExport, ddosFingerprint, timelineJsonl, sourcesJsonl];
const ADDRESS = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g;

async function filesOf(
  t: TestContext,
  facts: IncidentFacts,
  sources: SourceFacts[],
): Promise<Map<string, string>> {
  const folder = scratchFolder(t);
  const input = { facts, rows: sampleRows([sources]), bill: undefined };
  const files = new Map<string, string>();
  for (const writer of WRITERS)
    for (const { path } of await writer.write(input, folder))
      files.set(path.replace('data/exchange/', ''), readFileSync(join(folder, path), 'utf8'));
  return files;
}

interface Stix {
  type: string;
  id: string;
  [key: string]: unknown;
}

function stixOf(files: Map<string, string>): Stix[] {
  return (JSON.parse(files.get('stix.json') ?? '') as { objects: Stix[] }).objects;
}

function linesOf(text: string = ''): unknown[] {
  assert.ok(text.endsWith('\n'));
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Proven, reflecting and IPv6 sources of the sample case, and some that must never appear. */
function mixedSources(facts: IncidentFacts): SourceFacts[] {
  const sources = caseSources(facts);
  const six = like(sources[0], { address: '2001:db8::15', ipVersion: 6, asn: 0, asName: '' });
  const hidden = (['likely', 'unproven', 'refuted', 'claimed'] as const).map((verdict, index) =>
    like(sources[0], { address: `198.18.0.${index + 1}`, verdict }),
  );
  return [six, ...sources, ...hidden];
}

test('every file keeps to its schema', async (t) => {
  const facts = caseFacts();
  const files = await filesOf(t, facts, mixedSources(facts));
  assert.deepEqual(
    [...files.keys()],
    ['stix.json', 'misp-event.json', 'ddos-fingerprint.json', 'timeline.jsonl', 'sources.jsonl'],
  );
  const check = (schema: object, name: string): void =>
    schemaCheck(schema)(JSON.parse(files.get(name) ?? ''), name);
  check(STIX_BUNDLE, 'stix.json');
  check(MISP_EVENT, 'misp-event.json');
  check(FINGERPRINT, 'ddos-fingerprint.json');
  const [timesketch, ecs] = [schemaCheck(TIMESKETCH), schemaCheck(ECS)];
  for (const line of linesOf(files.get('timeline.jsonl'))) timesketch(line, 'timeline.jsonl');
  for (const line of linesOf(files.get('sources.jsonl'))) ecs(line, 'sources.jsonl');
});

test('the schemas refuse what is wrong', async (t) => {
  const facts = caseFacts();
  const files = await filesOf(t, facts, mixedSources(facts));
  const broken = (schema: object, name: string, change: (text: string) => string): void =>
    assert.throws(() => schemaCheck(schema)(JSON.parse(change(files.get(name) ?? '')), name));
  broken(STIX_BUNDLE, 'stix.json', (text) => text.replace('"number_observed":', '"number_seen":'));
  broken(STIX_BUNDLE, 'stix.json', (text) =>
    text.replace('"protocols":["ipv4","tcp","http"]', '"protocols":[]'),
  );
  broken(MISP_EVENT, 'misp-event.json', (text) =>
    text.replace('"object_relation":"ip-src"', '"object_relation":"src"'),
  );
  broken(MISP_EVENT, 'misp-event.json', (text) => text.replace('"to_ids":false', '"to_ids":true'));
  broken(FINGERPRINT, 'ddos-fingerprint.json', (text) => text.replace('"time_start"', '"time_begin"'));
});

test('only proven sources and reflectors are named; an indicator is for the proven alone', async (t) => {
  const facts = caseFacts();
  const sources = mixedSources(facts);
  const files = await filesOf(t, facts, sources);
  for (const [name, text] of files)
    if (name !== 'timeline.jsonl') assert.doesNotMatch(text, /198\.18\.0\./, name);
  const objects = stixOf(files);
  const proven = sources.filter((each) => each.verdict === 'proven').map((each) => each.address);
  const reflectors = sources.filter((each) => each.verdict === 'reflector');
  assert.ok(proven.length > 10 && reflectors.length > 5);
  const indicated = objects
    .filter((each) => each.type === 'indicator')
    .map((each) => /'(.+)'/.exec(String(each.pattern))?.[1]);
  assert.deepEqual(indicated, proven);
  const observed = objects.filter((each) => each.type === 'observed-data');
  assert.equal(observed.length, proven.length + reflectors.length);
  // A completed handshake is surer than what a reflector's payload shows.
  assert.equal(observed[0].confidence, 95);
  assert.equal(observed.at(-1)?.confidence, 90);
  const [note] = objects.filter((each) => each.type === 'note');
  assert.equal((note.object_refs as string[]).length, reflectors.length);
  assert.match(String(note.content), /operator is likely not involved/);
});

test('the bundle is whole: every reference is in it, each object once, no actor is named', async (t) => {
  const facts = caseFacts();
  facts.case.title = 'SECRET-TITLE';
  facts.case.victim.name = 'SECRET-VICTIM';
  const files = await filesOf(t, facts, mixedSources(facts));
  const objects = stixOf(files);
  const ids = new Set(objects.map((each) => each.id));
  assert.equal(ids.size, objects.length);
  for (const object of objects)
    for (const [key, value] of Object.entries(object))
      if (/_refs?$/.test(key))
        for (const id of [value].flat()) assert.ok(ids.has(String(id)), `${key} ${id}`);
  assert.ok(!objects.some((each) => ['threat-actor', 'malware', 'campaign', 'tool'].includes(each.type)));
  for (const name of ['stix.json', 'misp-event.json', 'ddos-fingerprint.json', 'sources.jsonl'])
    assert.doesNotMatch(files.get(name) ?? '', /SECRET|demand|ransom|wallet|attacked us|botnet/i, name);
});

test('ids are UUIDs of version 5: RFC 9562 appendix A.4, and the published id of an address', () => {
  // The name space of DNS and the example of the RFC.
  assert.equal(
    uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com'),
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
  // The id of ipv4-addr 198.51.100.3, as Python's uuid.uuid5 has it over the canonical JSON.
  assert.equal(
    uuid5('00abedb4-aa42-466c-9c01-fed23315a9b7', '{"value":"198.51.100.3"}'),
    '28bb3599-77cd-5a82-a950-b5bc3caf07c4',
  );
});

test('ids do not depend on the time of the run, and equal facts give equal bytes', async (t) => {
  const facts = caseFacts();
  const first = await filesOf(t, facts, mixedSources(facts));
  assert.deepEqual(await filesOf(t, caseFacts(), mixedSources(caseFacts())), first);
  const later = caseFacts();
  later.generatedUtc = '2026-01-09T09:00:00Z';
  const second = await filesOf(t, later, mixedSources(later));
  const versions = (files: Map<string, string>): string[][] =>
    stixOf(files).map((each) => [each.id, String(each.created)]);
  assert.deepEqual(versions(second), versions(first));
  assert.notEqual(second.get('stix.json'), first.get('stix.json'));
  const uuids = (files: Map<string, string>): string[] =>
    files.get('misp-event.json')?.match(/"uuid":"[^"]+"/g) ?? [];
  assert.deepEqual(uuids(second), uuids(first));
  assert.equal(new Set(uuids(first)).size, uuids(first).length);
});

test('the fingerprint counts all sources, lists the named ones, and says null where no packets were measured', async (t) => {
  const facts = caseFacts();
  const files = await filesOf(t, facts, mixedSources(facts));
  const text = files.get('ddos-fingerprint.json') ?? '';
  const print = JSON.parse(text) as Record<string, unknown> & {
    attack_vectors: Record<string, unknown>[];
  };
  assert.equal(print.total_ips, facts.sourcesTotal);
  const [syn, icmp, http, ntp] = print.attack_vectors;
  assert.deepEqual(
    [syn.service, syn.protocol, syn.tcp_flags, syn.destination_ports, syn.source_ips],
    ['Unknown service', 'TCP', { '......S.': 1 }, { 443: 1 }, []],
  );
  assert.deepEqual([icmp.protocol, icmp.tcp_flags], ['ICMP', null]);
  assert.equal(http.service, 'HTTP');
  assert.ok((http.source_ips as string[]).includes('2001:db8::15'));
  assert.deepEqual([ntp.service, ntp.source_port], ['NTP', 123]);
  assert.equal(print.target, '203.0.113.10');
  const { key, ...rest } = print;
  assert.equal(key, createHash('md5').update(JSON.stringify(rest)).digest('hex'));
  for (const vector of facts.vectors) vector.packets = 0;
  const unmeasured = JSON.parse(
    (await filesOf(t, facts, mixedSources(facts))).get('ddos-fingerprint.json') ?? '',
  ) as typeof print;
  assert.equal(unmeasured.total_packets, null);
  assert.equal(unmeasured.attack_vectors[0].nr_packets, null);
});

test('a file for the public does not tell the attacked address', async (t) => {
  const facts = caseFacts();
  facts.case.profile = 'public';
  // 203.0.113.10 is the target; sources have other addresses.
  const files = await filesOf(t, facts, mixedSources(facts));
  for (const name of ['stix.json', 'ddos-fingerprint.json', 'sources.jsonl'])
    for (const [found] of (files.get(name) ?? '').matchAll(ADDRESS))
      assert.notEqual(found, '203.0.113.10', name);
  schemaCheck(MISP_EVENT)(JSON.parse(files.get('misp-event.json') ?? ''), 'misp-event.json');
  assert.match(files.get('ddos-fingerprint.json') ?? '', /"target": "Anonymous"/);
});

test('timeline.jsonl says what timeline.csv says; both load in Timesketch', async (t) => {
  const facts = caseFacts();
  facts.timeline[0] = { ...facts.timeline[0], message: '', timestampDesc: '' };
  facts.timeline[1] = {
    ...facts.timeline[1],
    message: 'two\nlines \u2028 "quoted" \u202e, end',
    userAgent: '=1+1',
  };
  const folder = scratchFolder(t);
  await timelineCsv.write({ facts, rows: sampleRows([]), bill: undefined }, folder);
  const csv = readFileSync(join(folder, 'data/timeline.csv'), 'utf8');
  assert.match(csv, /^message,datetime,timestamp_desc,timestamp,/);
  const rows = readCsvObjects(csv);
  const lines = linesOf((await filesOf(t, facts, [])).get('timeline.jsonl')) as Record<string, unknown>[];
  assert.equal(rows.length, facts.timeline.length);
  assert.equal(lines.length, rows.length);
  const micros = /^\d{16}$/;
  for (const [index, row] of rows.entries()) {
    for (const name of ['message', 'datetime', 'timestamp_desc']) assert.notEqual(row[name], '', name);
    assert.match(row.timestamp, micros);
    assert.equal(Date.parse(row.datetime), Math.floor(Number(row.timestamp) / 1000));
    for (const [name, value] of Object.entries(lines[index]))
      if (index !== 1) assert.equal(String(value), row[name], name);
  }
  assert.equal(lines[1].message, 'two\nlines \u2028 "quoted" \u202e, end');
});

test('without an attack only the timeline is written', async (t) => {
  const facts = caseFacts();
  facts.attackFound = false;
  assert.deepEqual([...(await filesOf(t, facts, [])).keys()], ['timeline.jsonl']);
});
