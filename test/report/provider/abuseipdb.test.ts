// The AbuseIPDB file keeps to the policy and the limits of the service; what it leaves out is counted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFacts } from '../../../src/model/facts.ts';
import { caseFacts, like, packOf, textOf } from './pack.ts';

const LINE = /^([0-9a-f.:]+),"4",(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00),"([^"\\]*)"$/;

async function upload(
  t: Parameters<typeof packOf>[0],
  sources: SourceFacts[],
): Promise<{ lines: string[]; bytes: number; account: string }> {
  const files = await packOf(t, caseFacts(), sources);
  const text = textOf(files, 'provider/abuseipdb.csv');
  assert.ok(text.endsWith('\r\n'));
  return {
    lines: text.split('\r\n').slice(0, -1),
    bytes: Buffer.byteLength(text),
    account: textOf(files, 'provider/abuseipdb-refused.txt'),
  };
}

test('report check 5: handshake or logged request, at most 60 days old; all else is counted by reason', async (t) => {
  const [first] = caseFacts().topProven;
  const sources = [
    like(first, { address: '192.0.2.1' }),
    // The report is of 2025-12-08T09:00:00Z; 60 days before is 2025-10-09T09:00:00Z.
    like(first, { address: '192.0.2.2', lastUtc: '2025-10-09T09:00:00Z' }),
    like(first, { address: '192.0.2.3', lastUtc: '2025-10-09T08:59:59Z' }),
    like(first, { address: '192.0.2.4', bases: ['established_socket'], requests: 0, handshakes: 0 }),
    // A basis without the numbers that would bear it out is not enough.
    like(first, {
      address: '192.0.2.5',
      bases: ['request_logged', 'established_socket'],
      requests: 0,
      handshakes: 0,
    }),
    like(first, { address: '192.0.2.6', special: 'Private-Use' }),
    like(first, { address: '192.0.2.7', verdict: 'likely' }),
    like(first, { address: '192.0.2.8', verdict: 'reflector' }),
    like(first, { address: '192.0.2.9', verdict: 'unproven' }),
  ];
  const { lines, account } = await upload(t, sources);
  assert.equal(lines[0], 'IP,Categories,ReportDate,Comment');
  const read = lines.slice(1).map((line) => LINE.exec(line));
  assert.deepEqual(
    read.map((match) => match?.[1]),
    ['192.0.2.1', '192.0.2.2'],
  );
  assert.match(
    read[0]?.[3] ?? '',
    /HTTP flood: 9800 HTTP requests to TCP port 443 over completed TCP connections/,
  );
  const once = await upload(t, [like(first, { requests: 0, handshakes: 1, bases: ['handshake'] })]);
  assert.match(once.lines[1], /HTTP flood: 1 completed TCP connection to TCP port 443, 2025-/);
  assert.doesNotMatch(lines.join('\n'), /203\.0\.113\.10|example\.net/, 'not the own host');
  for (const expected of [
    /^ +1 {2}older than 60 days/m,
    /^ +2 {2}proven by a socket table only/m,
    /^ +1 {2}special-purpose address/m,
    /^ +40 {2}likely/m,
    /^ +120 {2}reflector/m,
    /^ +12000 {2}unproven/m,
    /^ +1900 {2}refuted/m,
    /^In abuseipdb\.csv: 2$/m,
  ])
    assert.match(account, expected);
});

test('report check 5: at most 10,000 lines with the header, below 2 MB, comments within 1,024 bytes', async (t) => {
  const [first] = caseFacts().topProven;
  const sources = Array.from({ length: 10_050 }, (_, index) =>
    like(first, {
      address: `2001:db8:ffff:ffff:ffff:ffff:ffff:${index.toString(16)}`,
      ipVersion: 6,
      asn: 64496,
    }),
  );
  const { lines, bytes, account } = await upload(t, sources);
  assert.ok(lines.length <= 10_000 && lines.length > 5_000, String(lines.length));
  assert.ok(bytes < 2_000_000, String(bytes));
  for (const line of lines.slice(1))
    assert.ok(Buffer.byteLength(LINE.exec(line)?.[3] ?? 'x'.repeat(2000)) <= 1024);
  assert.match(account, new RegExp(`^ +${10_051 - lines.length} {2}beyond 10,000 lines`, 'm'));
});

test('every source of the case is either in the file or counted among the refused', async (t) => {
  const facts = caseFacts();
  const [first] = facts.topProven;
  const sources = Array.from({ length: 30 }, (_, index) =>
    like(first, {
      address: `192.0.2.${index + 1}`,
      ...(index % 5 === 1 ? { bases: ['established_socket' as const], requests: 0, handshakes: 0 } : {}),
      ...(index % 5 === 2 ? { lastUtc: '2025-01-01T00:00:00Z' } : {}),
      ...(index % 5 === 3 ? { special: 'Private-Use' } : {}),
      ...(index === 0 ? { role: 'internal_host' } : {}),
    }),
  );
  facts.sourcesByVerdict = {
    proven: sources.length,
    likely: 7,
    reflector: 11,
    unproven: 13,
    refuted: 17,
    claimed: 19,
  };
  facts.sourcesTotal = Object.values(facts.sourcesByVerdict).reduce((sum, count) => sum + count, 0);
  const files = await packOf(t, facts, sources);
  const account = textOf(files, 'provider/abuseipdb-refused.txt');
  const written = Number(/^In abuseipdb\.csv: (\d+)$/m.exec(account)?.[1]);
  assert.equal(textOf(files, 'provider/abuseipdb.csv').split('\r\n').length - 2, written);
  const refused = [...account.matchAll(/^ +(\d+) {2}\S/gm)].map(([, count]) => Number(count));
  assert.equal(refused.length, 9);
  assert.equal(
    refused.reduce((sum, count) => sum + count, written),
    facts.sourcesTotal,
  );
});
