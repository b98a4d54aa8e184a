// XARF: every file against the v4 schemas (core, connection/ddos, vulnerability/open_service) and against what a schema cannot say.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { schemaCheck } from '../../support/schema-check.ts';
import { caseFacts, caseSources, like, packOf, RECORDS, textOf } from './pack.ts';
import { XARF } from './xarf-schema.ts';

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

/** What a schema cannot say: the hash and the size are those of the payload. */
function assertEvidence(report: Report): void {
  for (const { payload, hash, size } of report.evidence) {
    const raw = Buffer.from(payload, 'base64');
    assert.equal(raw.toString('base64'), payload);
    assert.equal(size, raw.length);
    assert.equal(hash, `sha256:${createHash('sha256').update(raw).digest('hex')}`);
  }
}

const check = schemaCheck(XARF);

test('report check 4: every report keeps to the schema, its source is in the folder, its id is unique', async (t) => {
  const facts = caseFacts();
  const files = await packOf(t, facts, caseSources(facts));
  const ids = new Set<string>();
  const types = new Map<string, number>();
  for (const [path, text] of files) {
    if (!path.includes('/xarf/')) continue;
    const report = JSON.parse(text) as Report;
    check(report, path);
    assertEvidence(report);
    if (report.type === 'open_service') {
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

test('the schema refuses a report without port, with a wrong time, and with notes of our own', async (t) => {
  const facts = caseFacts();
  const files = await packOf(t, facts, caseSources(facts));
  const [path, text] = [...files].find(([name]) => name.includes('/xarf/')) ?? ['', ''];
  const report = JSON.parse(text) as Report;
  check(report, path);
  for (const change of [
    { source_port: undefined },
    { source_port: 0 },
    { first_seen: '2025-12-05 21:10' },
    { _internal: {} },
    { tags: ['Post Incident'] },
    { type: 'open_service' },
    { reporter: { ...report.reporter, phone: '1' } },
  ])
    assert.throws(
      () => check(JSON.parse(JSON.stringify({ ...report, ...change })), path),
      JSON.stringify(change),
    );
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

test('port and time are those of one record: of a shared address both together tell the subscriber', async (t) => {
  const facts = caseFacts();
  const lower = { sourcePortsSample: [30_001, 40_123], sourcePortsCount: 2 };
  const sources = caseSources(facts).map((source) =>
    source.address === '192.0.2.20' ? like(source, lower) : source,
  );
  const reportOf = async (records: typeof RECORDS): Promise<Report> =>
    JSON.parse(
      textOf(
        await packOf(t, facts, sources, records),
        'provider/abuse/AS64496-example-cable-example-cable-broadband/xarf/192.0.2.20.json',
      ),
    );
  const paired = await reportOf(RECORDS);
  assert.deepEqual([paired.source_port, paired.timestamp], [40_123, '2025-12-05T21:30:00Z']);
  assert.match(
    String(paired.description),
    /that of the record at this timestamp, one of 2 source ports seen/,
  );
  // A packet over another protocol is of another mapping of the same address.
  const [first] = RECORDS['192.0.2.20'];
  const datagram = { ...first, utc: '2025-12-05T21:12:00Z', port: 50_000, protocol: 'udp' as const };
  const beside = await reportOf({ '192.0.2.20': [datagram, ...RECORDS['192.0.2.20']] });
  assert.deepEqual([beside.source_port, beside.timestamp], [40_123, '2025-12-05T21:30:00Z']);
  const alone = await reportOf({});
  assert.equal(alone.source_port, 30_001);
  assert.match(String(alone.description), /the lowest of 2 source ports seen/);
});

test('report check 4: no port, no time, no reporter, no service: no report, and the reason in report.txt', async (t) => {
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
  assert.match(await without(icmp), /Without XARF, 1 source: no source port was recorded.*ICMP/);
  assert.match(await without({ sourcePortsSample: [0] }), /no source port was recorded/);
  assert.match(await without({ firstUtc: '' }), /no time: /);
  assert.match(await without({}, 'nobody'), /no reporter: /);
  const tcp = { verdict: 'reflector', vectors: ['syn_ack_reflection'] } as const;
  assert.match(await without({ ...tcp, vectors: [...tcp.vectors] }), /name no open service/);
});
