// abuse-contacts.csv: what it may hold, what is refused and how that is said, and where its contacts go.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadAbuseContacts, parseAbuseContacts } from '../../src/facts/abuse-contacts.ts';
import { ContactBook } from '../../src/model/abuse-contact.ts';
import { InputError } from '../../src/model/diagnostic.ts';
import type { SourceFacts } from '../../src/model/facts.ts';
import { sourcesCsv } from '../../src/report/csv/sources.ts';
import { caseFacts, caseSources, packOf, textOf } from '../report/provider/pack.ts';
import { contentsBelow, sampleRows, scratchFolder } from '../support/output.ts';
import { readCsv, readCsvObjects } from '../support/read-csv.ts';

const HEADER = 'network,contact,source,retrieved_at\n';

function refusal(text: string): string {
  try {
    parseAbuseContacts(text, 'abuse-contacts.csv');
  } catch (error) {
    assert.ok(error instanceof InputError);
    return `${error.code} ${error.message}`;
  }
  return 'accepted';
}

test('a first line that tells Excel the delimiter is none of the table', () => {
  assert.deepEqual(parseAbuseContacts('sep=;\r\nnetwork;contact\r\nAS64500;abuse@example.net\r\n', 'x'), [
    { network: 'AS64500', contact: 'abuse@example.net', source: '', retrieved: '' },
  ]);
});

test('networks, prefixes and addresses; mail addresses and forms; columns in any order', () => {
  assert.deepEqual(
    parseAbuseContacts(
      '\ufeffretrieved_at;network;contact\r\n2026-01-02;as064500;abuse@example.net\r\n;192.0.2.77/24;"https://example.org/report?a=1"\r\n2026-01-02T03:04:05Z;2001:db8::15;desk@example.com\r\n;AS64501;\r\n',
      'x',
    ),
    [
      { network: 'AS64500', contact: 'abuse@example.net', source: '', retrieved: '2026-01-02' },
      { network: '192.0.2.0/24', contact: 'https://example.org/report?a=1', source: '', retrieved: '' },
      { network: '2001:db8::15/128', contact: 'desk@example.com', source: '', retrieved: '2026-01-02' },
    ],
  );
});

test('what could become a header, a command, markup or somebody else is refused with its line', () => {
  const row = (text: string): string => refusal(`${HEADER}AS64496,ok@example.net,RDAP,2026-01-02\n${text}\n`);
  for (const contact of [
    '"a@example.net\nBcc: b@example.org"',
    '"a@example.net, b@example.org"',
    'Abuse <a@example.net>',
    '"a@example.net\u202e"',
    'mailto:a@example.net?bcc=b@example.org',
    'javascript:alert(1)',
    'http://example.net/form',
    "https://example.net/'><script>",
    'https://user:pass@example.net/',
    '=HYPERLINK(1)',
    '$(id)@example.net',
    '|cat',
    'a@b',
    `${'a'.repeat(65)}@example.net`,
  ])
    assert.match(
      row(`AS64497,${contact},RDAP,2026-01-02`),
      /^contacts\/wrong-row abuse-contacts\.csv:3: contact: expected one e-mail address or the https address of a form, found "/,
      contact,
    );
  assert.match(
    row('AS0,a@example.net,,'),
    /:3: network: expected a number like AS64500, an address or a prefix/,
  );
  assert.match(row('AS4294967296,a@example.net,,'), /:3: network: /);
  assert.match(row('example.net,a@example.net,,'), /:3: network: /);
  assert.match(row('AS64497,a@example.net,<b>,'), /:3: source: /);
  assert.match(row('AS64497,a@example.net,RDAP,yesterday'), /:3: retrieved_at: /);
  assert.match(row('AS64497,a@example.net,RDAP,2026-13-01'), /:3: retrieved_at: /);
  assert.match(row('AS64497,"a@example.net,RDAP,'), /:3: expected cells that are quoted/);
  assert.match(row('AS64496,other@example.net,,'), /:3: AS64496 has the contact ok@example\.net further up/);
  assert.equal(row('AS64496,ok@example.net,whois,'), 'accepted');
  assert.match(
    refusal('asn,mail\nAS64500,a@example.net\n'),
    /^contacts\/wrong-header abuse-contacts\.csv:1: expected the columns network,contact,/,
  );
  assert.match(refusal(''), /^contacts\/wrong-header/);
  assert.match(refusal(`${HEADER}${'AS1,x,,\n'.repeat(30)}`), /and 10 more$/);
  // Nothing of the file reaches a terminal as it is.
  assert.doesNotMatch(row('AS64497,\u001b[31m,,'), /\u001b/);
});

test('the longest prefix goes before the network', () => {
  const book = new ContactBook(
    parseAbuseContacts(
      `${HEADER}AS64500,net@example.net,,\n192.0.2.0/24,wide@example.net,,\n192.0.2.128/25,narrow@example.net,,\n2001:db8::/32,six@example.net,,\n`,
      'x',
    ),
  );
  const found = (address: string, asn = 64500): string | undefined => book.find(address, asn)?.contact;
  assert.equal(found('192.0.2.200'), 'narrow@example.net');
  assert.equal(found('192.0.2.20'), 'wide@example.net');
  assert.equal(found('198.51.100.20'), 'net@example.net');
  assert.equal(found('2001:db8:1::1', 0), 'six@example.net');
  assert.equal(found('198.51.100.20', 64501), undefined);
  assert.equal(found('198.51.100.20', 0), undefined);
});

test('the stated file is read, else the one that lies with the evidence; two are a question', (t) => {
  const folder = scratchFolder(t);
  const [first, second] = ['one', 'two'].map((name) => join(folder, name));
  for (const each of [first, second]) mkdirSync(each);
  const incident = join(first, 'incident.yaml');
  const code = (...args: Parameters<typeof loadAbuseContacts>): string => {
    try {
      return String(loadAbuseContacts(...args).length);
    } catch (error) {
      return error instanceof InputError ? error.code : String(error);
    }
  };
  assert.equal(code('', incident, [first]), '0');
  assert.equal(code('contacts.csv', incident, []), 'contacts/unreadable');
  writeFileSync(join(first, 'abuse-contacts.csv'), `${HEADER}AS64500,a@example.net,,\n`);
  assert.equal(code('', incident, []), '1');
  assert.equal(code('', undefined, [first, join(first, 'access.log')]), '1');
  writeFileSync(
    join(second, 'abuse-contacts.csv'),
    `${HEADER}AS64500,a@example.net,,\nAS64501,a@example.net,,\n`,
  );
  assert.equal(code('', incident, [first, second]), 'contacts/two-files');
  assert.equal(code('../two/abuse-contacts.csv', incident, [first, second]), '2');
  writeFileSync(join(first, 'abuse-contacts.csv'), Buffer.from([0x6e, 0xff]));
  assert.equal(code('', incident, []), 'contacts/not-text');
  writeFileSync(join(first, 'abuse-contacts.csv'), Buffer.alloc((4 << 20) + 1, 0x20));
  assert.equal(code('', incident, []), 'contacts/too-large');
});

test('a contact stands in the report, the draft and the tables; a network with two has two folders', async (t) => {
  const facts = caseFacts();
  facts.case.abuseContacts = parseAbuseContacts(
    `${HEADER}AS64496,abuse@cable.example,RDAP,2025-12-07\n192.0.2.20,tenant@host.example,whois,2025-12-07\nAS64497,https://tele.example/abuse,,\n`,
    'x',
  );
  const sources = caseSources(facts);
  const files = await packOf(t, facts, sources);
  const folder = 'provider/abuse/AS64496-example-cable-example-cable-broadband';
  const addresses = (path: string): string[] =>
    readCsv(textOf(files, path))
      .slice(1)
      .map(([address]) => address);
  const own = sources.filter((each) => each.asn === 64496).map((each) => each.address);
  assert.deepEqual(
    [addresses(`${folder}/sources.csv`), addresses(`${folder}-2/sources.csv`)],
    [own.filter((each) => each !== '192.0.2.20'), ['192.0.2.20']],
  );
  assert.match(textOf(files, `${folder}/draft.eml`), /^X-Unsent: 1\r\nTo: abuse@cable\.example\r\n/);
  assert.match(textOf(files, `${folder}-2/draft.eml`), /^X-Unsent: 1\r\nTo: tenant@host\.example\r\n/);
  assert.match(
    textOf(files, `${folder}/report.txt`).replace(/\s+/g, ' '),
    /To: abuse@cable\.example, abuse desk of AS64496 .* \(contact from RDAP, 2025-12-07\)/,
  );
  const form = textOf(files, 'provider/abuse/AS64497-example-tele-exemplo-telecomunicacoes-s/draft.eml');
  assert.doesNotMatch(form, /^To:/m);
  assert.match(form, /takes reports by a form, https:\/\/tele\.example\/abuse/);
  const asked = textOf(files, 'provider/lookups.sh');
  assert.doesNotMatch(asked, /^ask AS6449[67] /m);
  assert.match(asked, /^ask AS64498 /m);
  const output = scratchFolder(t);
  await sourcesCsv.write({ facts, rows: sampleRows([sources]), bill: undefined }, output);
  const rows = readCsvObjects(contentsBelow(output).get('data/sources.csv')?.toString('utf8') ?? '');
  const of = (address: string): string[] => {
    const row = rows.find((each) => each.source_ip === address);
    return [row?.abuse_contact ?? '', row?.abuse_contact_source ?? '', row?.abuse_contact_date ?? ''];
  };
  assert.deepEqual(of('192.0.2.20'), ['tenant@host.example', 'whois', '2025-12-07']);
  assert.deepEqual(of(own.find((each) => each !== '192.0.2.20') ?? ''), [
    'abuse@cable.example',
    'RDAP',
    '2025-12-07',
  ]);
});

test('what lookups.sh prints is read back; without --ask it asks nobody', async (t) => {
  const facts = caseFacts();
  const sources: SourceFacts[] = [{ ...facts.topProven[0], asn: 0, asName: '' }, ...caseSources(facts)];
  sources[0].address = '2001:db8::15';
  const folder = scratchFolder(t);
  const script = join(folder, 'lookups.sh');
  writeFileSync(script, textOf(await packOf(t, facts, sources), 'provider/lookups.sh'));
  // Tools that answer without a network: RDAP knows nothing, whois one network, the last a name that is no address alone.
  const tools = join(folder, 'bin');
  mkdirSync(tools);
  const tool = (name: string, body: string): void =>
    writeFileSync(join(tools, name), `#!/bin/sh\necho "${name} $*" >> "${folder}/asked"\n${body}\n`, {
      mode: 0o755,
    });
  tool('curl', 'exit 22');
  tool('jq', 'cat');
  tool('whois', `case "$1" in 192.0.2.20) echo "OrgAbuseEmail: Abuse-1@cable.example";; esac`);
  tool('dig', `case "$3" in 5.1.0.0.*) echo '"v6@desk.example"';; *) echo '"$(id)"';; esac`);
  tool('sleep', '');
  const env = { PATH: `${tools}:${process.env.PATH}` };
  const quiet = spawnSync('sh', [script], { encoding: 'utf8', env });
  assert.equal(quiet.status, 2);
  assert.equal(quiet.stdout, '');
  assert.ok(!contentsBelow(folder).has('asked'));
  const run = spawnSync('sh', [script, '--ask'], { encoding: 'utf8', env, timeout: 60_000 });
  assert.equal(run.status, 0, run.stderr);
  const today = run.stdout.split('\n')[1].split(',').at(-1) ?? '';
  assert.deepEqual(parseAbuseContacts(run.stdout, 'x'), [
    { network: 'AS64496', contact: 'Abuse-1@cable.example', source: 'whois', retrieved: today },
    { network: '2001:db8::15/128', contact: 'v6@desk.example', source: 'Abusix', retrieved: today },
  ]);
  assert.match(today, /^\d{4}-\d\d-\d\d$/);
});
