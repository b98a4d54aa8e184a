// XARF: every file against the rules of the v4 schemas (core, connection/ddos, vulnerability/open_service), written out here
// from the specification, since no registry package ships the schema files.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { caseFacts, caseSources, like, packOf, textOf } from './pack.ts';

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TAG = /^[a-z0-9][a-z0-9_+-]*:[a-z0-9][a-z0-9_+-]*$/;
const ITEM_KEYS = ['content_type', 'payload', 'description', 'hash', 'size'];

interface Party {
  org: string;
  contact: string;
  domain: string;
}

interface Report {
  [key: string]: unknown;
  reporter: Party;
  sender: Party;
  tags: string[];
  evidence: { payload: string; hash: string; size: number; description: string }[];
}

function assertCore(report: Report): void {
  assert.match(String(report.xarf_version), /^4\.\d+\.\d+$/);
  assert.match(String(report.report_id), UUID_4);
  assert.match(String(report.timestamp), DATE_TIME);
  for (const party of [report.reporter, report.sender]) {
    assert.deepEqual(Object.keys(party).sort(), ['contact', 'domain', 'org']);
    assert.ok(party.org.length > 0 && party.org.length <= 200);
    assert.match(party.contact, /^[^@\s]+@[^@\s]+\.[^@\s]+$/);
    assert.match(party.domain, /^[A-Za-z0-9.-]+$/);
  }
  assert.ok(String(report.source_identifier).length > 0);
  const port = Number(report.source_port);
  assert.ok(Number.isInteger(port) && port >= 1 && port <= 65_535);
  assert.ok(Number(report.confidence) >= 0 && Number(report.confidence) <= 1);
  assert.ok(report.tags.length <= 20);
  for (const tag of report.tags) assert.match(tag, TAG);
  assert.ok(String(report.description).length <= 1000);
  assert.ok(!('_internal' in report));
  assert.ok(report.evidence.length <= 50);
  for (const item of report.evidence) {
    for (const key of Object.keys(item)) assert.ok(ITEM_KEYS.includes(key), key);
    const raw = Buffer.from(item.payload, 'base64');
    assert.equal(raw.toString('base64'), item.payload);
    assert.equal(item.size, raw.length);
    assert.ok(item.size <= 5_242_880 && item.description.length <= 500);
    assert.equal(item.hash, `sha256:${createHash('sha256').update(raw).digest('hex')}`);
  }
}

function assertDdos(report: Report): void {
  assert.equal(report.type, 'ddos');
  assert.ok(['tcp', 'udp', 'icmp', 'sctp'].includes(String(report.protocol)));
  assert.match(String(report.first_seen), DATE_TIME);
  assert.match(String(report.last_seen), DATE_TIME);
  for (const key of ['peak_pps', 'peak_bps'])
    if (key in report) assert.ok(Number.isInteger(report[key]) && Number(report[key]) >= 1, key);
}

test('every report keeps to the schema, its source is in the folder, its id is unique', async (t) => {
  const facts = caseFacts();
  const files = await packOf(t, facts, caseSources(facts));
  const ids = new Set<string>();
  const types = new Map<string, number>();
  for (const [path, text] of files) {
    if (!path.includes('/xarf/')) continue;
    const report = JSON.parse(text) as Report;
    assertCore(report);
    if (report.category === 'connection') assertDdos(report);
    else {
      assert.equal(`${String(report.category)}/${String(report.type)}`, 'vulnerability/open_service');
      assert.equal(report.service, 'ntp');
      assert.equal(report.source_port, 123);
    }
    types.set(String(report.type), (types.get(String(report.type)) ?? 0) + 1);
    ids.add(String(report.report_id));
    assert.ok(path.includes(String(report.source_identifier)));
    assert.ok(report.tags.includes('reporting:post-incident') && report.tags.includes('reporting:exercise'));
  }
  assert.deepEqual(
    types,
    new Map([
      ['ddos', 50],
      ['open_service', 12],
    ]),
  );
  assert.equal(ids.size, 62);
});

test('the report on a source says what was seen of it', async (t) => {
  const facts = caseFacts();
  const files = await packOf(t, facts, caseSources(facts));
  const path = 'provider/abuse/AS64496-example-cable-example-cable-broadband/xarf/192.0.2.20.json';
  const report = JSON.parse(textOf(files, path)) as Report;
  const { source_port, destination_ip, destination_port, attack_vector, peak_pps, peak_bps, confidence } =
    report;
  assert.deepEqual(
    { source_port, destination_ip, destination_port, attack_vector, peak_pps, peak_bps, confidence },
    {
      source_port: 40123,
      destination_ip: '203.0.113.10',
      destination_port: 443,
      attack_vector: 'http_flood',
      peak_pps: 96,
      peak_bps: 168_000,
      confidence: 0.95,
    },
  );
});

test('no port, no time, no reporter, no service: no report, and the reason in report.txt', async (t) => {
  const facts = caseFacts();
  const [first] = facts.topProven;
  const without = async (changes: Parameters<typeof like>[1], email = facts.case.preparer.email) => {
    const changed = caseFacts();
    changed.case.preparer.email = email;
    const files = await packOf(t, changed, [like(first, changes)]);
    assert.ok(![...files.keys()].some((path) => path.includes('/xarf/')));
    const report = [...files].find(([path]) => path.endsWith('/report.txt'))?.[1] ?? '';
    return report.replace(/\s+/g, ' ');
  };
  const icmp = { sourcePortsSample: [], sourcePortsCount: 0, protocols: ['icmp'] };
  assert.match(await without(icmp), /Without XARF: 1 no source port was recorded.*ICMP/);
  assert.match(await without({ sourcePortsSample: [0] }), /no source port was recorded/);
  assert.match(await without({ firstUtc: '' }), /no time: /);
  assert.match(await without({}, 'nobody'), /no reporter: /);
  const tcp = { verdict: 'reflector', vectors: ['syn_ack_reflection'] } as const;
  assert.match(await without({ ...tcp, vectors: [...tcp.vectors] }), /name no open service/);
});
