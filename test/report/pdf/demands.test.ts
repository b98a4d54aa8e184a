// The section on demands, activities and populations: what is claimed, what is trusted, what is quoted, and that it stays short.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutRepeats } from '../../../src/report/pdf/traffic.ts';
import { writtenLines } from '../../../src/report/pdf/written.ts';
import { drawnText, drawSample } from './draw-sample.ts';

const MONO = { face: 'mono', size: 7, colour: '#000000' } as const;

test('a demand: warnings first, then claims marked as claims, the text as written', async () => {
  const text = drawnText(
    await drawSample('extortion', (facts) => {
      facts.demandRecords = facts.demandRecords.slice(0, 1);
    }),
  );
  const order = [
    'To be known of D1.',
    'written by one of the stated mail servers',
    'Example Crew" <crew@mail.example>',
    'elsewhere.example: dkim pass',
    'D1: Received lines',
    'Judged as an open demand under a threat.',
    '   Pay 0.4 BTC within 24 hours or 203.0.113.10 goes down.',
    'Do not answer\\u{202e} or ask',
    '2025-12-06 17:31:07Z counted from the receipt',
    'checksum fails',
    'Annex: mail headers',
    'From: "Example Crew" <crew@mail.example>',
  ];
  let at = text.indexOf('To be known before');
  for (const words of order) {
    const next = text.indexOf(words, at);
    assert.ok(next >= 0, `"${words}" is missing or comes too early`);
    at = next;
  }
  assert.match(text, /Fri, 5 Dec 2025 09:00:00 \+0000 {1,2}\(set by the sender\)/);
  assert.match(text, /relay\.mail\.example .{0,90}claimed by the sender's side/);
});

test('a demand without mail is told as far as it is known', async () => {
  const text = drawnText(
    await drawSample('extortion', (facts) => {
      facts.demandRecords = facts.demandRecords.slice(1).map((record) => ({
        ...record,
        headerBlock: '',
        received: [],
        authentication: [],
        from: '',
        subject: '',
        messageId: '',
        dateHeader: '',
        text: '',
        kind: 'not_read',
        receivedFrom: 'operator',
      }));
    }),
  );
  assert.match(text, /no file: as somebody remembers it/);
  assert.doesNotMatch(text, /mail headers|Received lines, from|the text, as written|Message-ID/);
});

test('many long demands stay inside the pages of the report', async () => {
  const result = await drawSample('extortion', (facts) => {
    const [record] = facts.demandRecords;
    facts.demandRecords = Array.from({ length: 40 }, (_, index) => ({
      ...record!,
      id: `D${index + 1}`,
      warnings: Array.from({ length: 30 }, () => 'A long warning. '.repeat(80)),
      text: 'A line of it.\n'.repeat(5000),
      headerBlock: `X-Long: ${'W'.repeat(90_000)}`,
      subject: 'W'.repeat(2000),
      received: Array.from({ length: 30 }, () => record!.received[0]!),
      contacts: Array.from({ length: 50 }, () => ({ ...record!.contacts[0]!, value: 'w'.repeat(300) })),
      claims: Array.from({ length: 90 }, () => record!.claims[0]!),
      kindQuotes: Array.from({ length: 90 }, () => record!.kindQuotes[0]!),
    }));
  });
  assert.ok(result.pages <= 15, `${result.pages} pages`);
  const text = drawnText(result);
  assert.match(text, /70,000 characters, the first \d+ lines of them shown/);
  assert.match(text, /38 more messages, not told one by one here, in extortion\/demands\.csv/);
});

test('the lines of a text keep their spaces and lose no character', () => {
  const text = `  indented ${'word '.repeat(60)}${'x'.repeat(200)}`;
  const lines = writtenLines(text, MONO, 200);
  assert.equal(lines.join(''), text);
  assert.ok(lines.length > 5);
  assert.deepEqual(writtenLines('', MONO, 200), ['']);
});

test('activities are named only where the records prove their sources', async () => {
  const activity = {
    kind: 'web_scan',
    title: 'Scan of the web server',
    attackTechnique: 'T1595.003 Wordlist Scanning',
    text: 'many paths that do not exist',
    sources: 2,
    records: 900,
    unit: 'requests',
    firstUtc: '2025-12-05T16:00:00Z',
    lastUtc: '2025-12-05T16:10:00Z',
    top: [
      { address: '198.51.100.77', records: 800, firstUtc: '2025-12-05T16:00:00Z', firstRef: 'E2 line 5' },
    ],
  } as const;
  const text = drawnText(
    await drawSample('extortion', (facts) => {
      facts.activities = [
        { ...activity, proven: true, top: [...activity.top] },
        { ...activity, title: 'Port scan', proven: false, top: [] },
      ];
    }),
  );
  assert.match(text, /Other hostile activity, not denial of service/);
  assert.match(text, /Most active: 198\.51\.100\.77 \(800, first E2 line 5\)/);
  assert.match(text, /Port scan .*do not prove their sources: counted, never named/);
});

test('population and snapshots are told with their numbers; the provider reads the conclusion', async () => {
  const change: Parameters<typeof drawSample>[1] = (facts) => {
    facts.vectors[0]!.population = {
      sources: 12_000,
      blocks8: 220,
      distinctTtls: 2,
      ttlEntropyBits: 1,
      singletonShare: 0.99,
      bogonShare: 0,
      expectedBogonShare: 0.138,
      poolEstimate: undefined,
      distinctFingerprints: 1,
      deniedSources: 0,
      signs: [{ name: 'distinct TTL values', measured: 2, unit: '', weight: 4, text: 'few emitters' }],
      logOdds: 4,
      conclusion: 'The sources are forged by few emitters (high confidence).',
      emitters: '2 TTL values: about as many paths to the emitters',
    };
    facts.vectors[0]!.snapshotEstimate = {
      snapshots: 6,
      distinctSources: 2890,
      atLeast: 41_230,
      low: 36_100,
      high: 47_900,
    };
  };
  const text = drawnText(await drawSample('extortion', change));
  assert.match(text, /distinct TTL values 2 \+4 few emitters/);
  assert.match(
    text,
    /at least 41,230 distinct half-open sources, 95 % interval 36,100 to 47,900, from 6 snapshots/,
  );
  const few = drawnText(
    await drawSample('extortion', (facts) => {
      facts.vectors[0]!.snapshotEstimate = {
        snapshots: 7,
        distinctSources: 5632,
        atLeast: 5632,
        low: 5632,
        high: 5632,
      };
    }),
  );
  assert.match(few, /at least 5,632 distinct half-open sources: so many were seen in 7 snapshots, too few/);
  assert.doesNotMatch(few, /95 % interval/);
  const provider = drawnText(await drawSample('provider', change));
  assert.match(provider, /forged by few emitters \(high confidence\)\. Seen: 2 TTL values/);
});

test('sentences that differ only in numbers are told once', () => {
  assert.equal(withoutRepeats('One sentence.'), 'One sentence.');
  assert.equal(
    withoutRepeats('Up to 1,200 packets/s. 3 were seen. Up to 90 packets/s. 2.5 were seen. Another thing.'),
    'There were 2 such stretches; the next numbers are those of the first. Up to 1,200 packets/s. 3 were seen. Another thing.',
  );
});
