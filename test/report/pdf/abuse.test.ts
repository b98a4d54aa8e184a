// The report to a network as PDF: at most two pages whatever the network, its own addresses only, nothing of demands, losses or clients.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncidentFacts, SourceFacts } from '../../../src/model/facts.ts';
import { type AbuseRequest, abuseReport } from '../../../src/report/pdf/abuse.ts';
import { abuseFolders } from '../../../src/report/provider/abuse.ts';
import { abusePdf, MOST_ABUSE_PDFS } from '../../../src/report/provider/abuse-pdf.ts';
import { answeredTcp, openServices } from '../../../src/report/provider/abuse-text.ts';
import { namedSources, spanOf } from '../../../src/report/provider/gather.ts';
import { providerPack } from '../../../src/report/provider/index.ts';
import { contentsBelow, sampleRows, scratchFolder } from '../../support/output.ts';
import { caseFacts, caseSources, like } from '../provider/pack.ts';
import { drawnText } from './draw-sample.ts';

const ADDRESS = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g;
const SHA256 = '0123456789abcdef'.repeat(4);

async function requestsOf(facts: IncidentFacts, sources: SourceFacts[]): Promise<AbuseRequest[]> {
  const { networks } = await namedSources(facts, sampleRows([sources]));
  return abuseFolders(networks).map(({ network, folder }) => ({
    network,
    provenTotal: network.proven.length,
    openTotal: openServices(network.reflectors).length,
    answeredTotal: answeredTcp(network.reflectors).length,
    span: spanOf([...network.proven, ...network.reflectors]),
    path: `${folder}/report.pdf`,
    id: '00000000-0000-4000-8000-000000000000',
    csvSha256: SHA256,
    records: [...network.proven, ...network.reflectors].map(({ address }) => ({
      pointer: 'E2 line 7',
      text: `${address} "GET /${'long-path/'.repeat(20)} \u202e"`,
    })),
  }));
}

test('report check 6: every network reads of its own addresses, and nothing of demands, losses or anybody else', async () => {
  const facts = caseFacts();
  facts.case.title = 'SECRET-TITLE extortion';
  facts.case.losses[0] = { ...facts.case.losses[0], item: 'SECRET-LOSS' };
  facts.case.demands = facts.case.demands.map((each) => ({ ...each, note: 'SECRET-DEMAND' }));
  const sources = caseSources(facts);
  const requests = await requestsOf(facts, sources);
  assert.equal(requests.length, 16);
  for (const request of requests) {
    const result = await abuseReport(facts, request);
    assert.ok(result.pages >= 1 && result.pages <= 2, request.path);
    const text = drawnText(result);
    const own = new Set(
      [...request.network.proven, ...request.network.reflectors].map((each) => each.address),
    );
    for (const address of own) assert.ok(text.includes(address), address);
    for (const [found] of text.matchAll(ADDRESS))
      assert.ok(own.has(found) || found === '203.0.113.10', `${request.path}: ${found}`);
    assert.doesNotMatch(
      text,
      /SECRET|extortion|ransom|demand|wallet|\bEUR\b|ordinary client|attacked us|botnet/i,
    );
    assert.match(text, /EXERCISE/);
    assert.match(text, /may be shared/);
    assert.ok(text.replaceAll(' ', '').includes(SHA256));
  }
  const first = await abuseReport(facts, requests[0]);
  assert.match(drawnText(first), /Please check these hosts, stop the traffic/);
  assert.ok(first.bytes.equals((await abuseReport(facts, requests[0])).bytes));
});

test('two pages, however large or hostile the network', async () => {
  const facts = caseFacts();
  facts.case.preparer.name = 'Very Long Name '.repeat(40);
  const [first] = facts.topProven;
  for (const vector of facts.vectors) {
    vector.targets = Array.from({ length: 40 }, (_, index) => `203.0.113.${index} tcp/443`);
  }
  const sources = Array.from({ length: 5000 }, (_, index) =>
    like(first, {
      address: index === 0 ? '192.0.2.20' : `2001:db8::${index.toString(16)}`,
      verdict: index % 2 === 0 ? 'proven' : 'reflector',
      asName: `${'Name '.repeat(200)}<script>\u202e`,
      sourcePortsSample: Array.from({ length: 20 }, (_, port) => 40_000 + port),
      sourcePortsCount: 60_000,
    }),
  );
  // They come best verdict first.
  sources.sort((a, b) => (a.verdict < b.verdict ? -1 : a.verdict > b.verdict ? 1 : 0));
  const requests = await requestsOf(facts, sources);
  assert.equal(requests.length, 1);
  const result = await abuseReport(facts, requests[0]);
  assert.ok(result.pages <= 2, `${result.pages} pages`);
  const text = drawnText(result);
  assert.match(text, /more in sources\.csv|left out for length/);
  assert.doesNotMatch(text, /\u202e/);
});

test('the networks with most sources get one beside their text, with the hash of the table beside it', async (t) => {
  const facts = caseFacts();
  const folder = scratchFolder(t);
  const input = { facts, rows: sampleRows([caseSources(facts)]), bill: undefined };
  await providerPack.write(input, folder);
  const written = await abusePdf.write(input, folder);
  assert.equal(written.length, MOST_ABUSE_PDFS);
  const files = contentsBelow(folder);
  for (const { path } of written) {
    assert.match(path, /^provider\/abuse\/AS\d+-[a-z0-9-]+\/report\.pdf$/);
    assert.equal(files.get(path)?.toString('latin1', 0, 5), '%PDF-');
    assert.ok(files.has(path.replace('.pdf', '.txt')), path);
  }
  facts.attackFound = false;
  assert.deepEqual(await abusePdf.write(input, folder), []);
});
