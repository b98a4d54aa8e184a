// Abuse folders: nothing of any other network, no demand, no loss, no ordinary client; the form that desks read.

import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { test } from 'node:test';
import type { AbuseContact } from '../../../src/model/abuse-contact.ts';
import type { SourceFacts } from '../../../src/model/facts.ts';
import { escapeControl } from '../../../src/model/text.ts';
import { folderName } from '../../../src/report/provider/abuse.ts';
import { readCsv } from '../../support/read-csv.ts';
import { caseFacts, caseSources, like, packOf, RECORDS, textOf } from './pack.ts';

/** Every address in a text, IPv4 and IPv6. */
function addressesIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w.:])[0-9a-f]*[.:][0-9a-f.:]+/g)]
    .map(([found]) => found.replace(/[.:]+$/, ''))
    .filter((found) => isIP(found) !== 0);
}

function foldersOf(files: ReadonlyMap<string, string>): Map<string, [string, string][]> {
  const folders = new Map<string, [string, string][]>();
  for (const [path, text] of files) {
    const match = /^provider\/abuse\/([^/]+)\/(.+)$/.exec(path);
    if (match === null) continue;
    // Attachments are read as the desk reads them.
    const shown = match[2] === 'draft.eml' ? decodedMail(text) : text + decodedPayloads(text);
    folders.set(match[1], [...(folders.get(match[1]) ?? []), [match[2], shown]]);
  }
  return folders;
}

function decodedAttachment(mail: string): string {
  const encoded = mail.split('Content-Transfer-Encoding: base64\r\n\r\n')[1] ?? '';
  return Buffer.from(encoded.split('\r\n--')[0], 'base64').toString('utf8');
}

/** The mail with its attachment as text in place of Base64. */
function decodedMail(mail: string): string {
  const [head] = mail.split('Content-Transfer-Encoding: base64');
  return head + decodedAttachment(mail);
}

function decodedPayloads(text: string): string {
  return [...text.matchAll(/"payload": "([^"]+)"/g)]
    .map((match) => Buffer.from(match[1], 'base64').toString('utf8'))
    .join('');
}

test('report check 6: a folder holds the addresses of its network only, and nothing of the demand, losses or clients', async (t) => {
  const facts = caseFacts();
  facts.case.title = 'SECRET-TITLE extortion';
  facts.case.losses[0] = { ...facts.case.losses[0], item: 'SECRET-LOSS', method: 'SECRET-METHOD' };
  facts.case.demands = facts.case.demands.map((each) => ({ ...each, note: 'SECRET-DEMAND' }));
  facts.answers.what = 'SECRET-ANSWER';
  facts.vectors[2].samples.push({
    evidenceId: 'E2',
    recordRef: 'line 7',
    text: '2025-12-05T21:10:04Z 192.0.2.20 GET /login?password=SECRET-QUERY status 200',
  });
  const sources = caseSources(facts);
  // An ordinary client and an unproven source in the same network as the first proven one.
  sources.push(
    like(sources[0], { address: '192.0.2.201', verdict: 'unproven' }),
    like(sources[0], { address: '192.0.2.202', verdict: 'refuted' }),
  );
  // They come best verdict first.
  sources.unshift(
    like(sources[0], { address: '2001:db8:a::7', ipVersion: 6 }),
    like(sources[1], { address: '2001:db8:b::7', ipVersion: 6 }),
  );
  const folders = foldersOf(await packOf(t, facts, sources));
  assert.equal(folders.size, 16);
  const seen = new Set<string>();
  for (const [folder, files] of folders) {
    const asn = Number(/^AS(\d+)-/.exec(folder)?.[1]);
    const own = new Set(
      sources
        .filter((each) => each.asn === asn && ['proven', 'reflector'].includes(each.verdict))
        .map((each) => each.address),
    );
    own.add('203.0.113.10'); // the target
    for (const [name, text] of files) {
      for (const found of addressesIn(text)) {
        assert.ok(own.has(found), `${folder}/${name}: ${found}`);
        seen.add(found);
      }
      assert.doesNotMatch(
        text,
        /SECRET|extortion|ransom|demand|wallet|\bEUR\b|ordinary client/i,
        `${folder}/${name}`,
      );
      assert.doesNotMatch(
        text,
        /attacked us|the attacker|botnet|\bbots?\b|is attacking/i,
        `${folder}/${name}`,
      );
    }
    assert.deepEqual(
      files.map(([name]) => name).filter((name) => !name.startsWith('xarf/')),
      ['draft.eml', 'report.txt', 'samples.txt', 'sources.csv'],
    );
  }
  for (const address of ['192.0.2.20', '2001:db8:a::7', '2001:db8:b::7'])
    assert.ok(seen.has(address), address);
});

test('sources.csv has the documented columns and every source of the network', async (t) => {
  const facts = caseFacts();
  const sources = caseSources(facts);
  const files = await packOf(t, facts, sources, RECORDS);
  const [header, ...rows] = readCsv(
    textOf(files, 'provider/abuse/AS64496-example-cable-example-cable-broadband/sources.csv'),
  );
  assert.equal(
    header.join(','),
    'source_ip,iso_datetime_first,iso_datetime_last,source_ports,protocol,destination_ip,destination_port,packets,bytes,requests,basis,log_sample',
  );
  const expected = sources.filter((each) => each.asn === 64496).map((each) => each.address);
  assert.deepEqual(
    rows.map(([address]) => address),
    expected,
  );
  assert.deepEqual(rows[0], [
    '192.0.2.20',
    '2025-12-05T21:10:04Z',
    '2025-12-05T22:01:41Z',
    '40123 40124 51877',
    'tcp',
    '203.0.113.10',
    '443',
    '15200',
    '3222400',
    '9800',
    'handshake request_logged',
    'first, E2 line 40112: 2025-12-05T21:10:04Z 192.0.2.20 GET /search status 503 (42 requests in its busiest minute) | last, E2 line 99120: 2025-12-05T22:01:41Z 192.0.2.20 GET /\\u{202e}gpj status 503 | socket, E4 line 12: 2025-12-05T21:30:00Z 192.0.2.20 port 40123 > 203.0.113.10 port 443 ESTABLISHED',
  ]);
  // Of the others there is the pointer to the first record.
  assert.match(rows[1].at(-1) ?? '', /^E\d+ (line|packet) \d+ at 2025-/);
});

test('records of a source stand in the text, in samples.txt and in its XARF report, and in no other folder', async (t) => {
  const files = await packOf(t, caseFacts(), caseSources(caseFacts()), RECORDS);
  const folder = 'provider/abuse/AS64496-example-cable-example-cable-broadband';
  for (const name of ['report.txt', 'samples.txt', 'draft.eml']) {
    const text = textOf(files, `${folder}/${name}`).replace(/\s+/g, ' ');
    for (const record of RECORDS['192.0.2.20'])
      assert.ok(
        text.includes(`${record.which}, ${record.pointer}: ${escapeControl(record.text)}`),
        `${name}: ${record.text}`,
      );
  }
  const payload = decodedPayloads(textOf(files, `${folder}/xarf/192.0.2.20.json`));
  assert.match(payload, /record socket, E4 line 12: 2025-12-05T21:30:00Z 192\.0\.2\.20 port 40123/);
  for (const [path, text] of files)
    if (path.startsWith('provider/abuse/') && !path.startsWith(folder))
      assert.doesNotMatch(text, /E4 line 12/);
});

test('of a large network the records of the first twelve sources stand in the text, of fifty in samples.txt', async (t) => {
  const facts = caseFacts();
  const [first] = facts.topProven;
  const sources = Array.from({ length: 60 }, (_, index) => like(first, { address: `192.0.2.${index + 1}` }));
  const records = Object.fromEntries(
    sources.map(({ address }, index) => [
      address,
      [
        {
          which: 'first' as const,
          pointer: `E2 line ${index}`,
          utc: '',
          port: 0,
          protocol: '' as const,
          text: `record-of ${address}`,
        },
      ],
    ]),
  );
  const files = await packOf(t, facts, sources, records);
  const found = (name: string): number =>
    [...files]
      .filter(([path]) => path.endsWith(`/${name}`))
      .flatMap(([, text]) => text.match(/record-of/g) ?? []).length;
  assert.equal(found('report.txt'), 12);
  assert.equal(found('samples.txt'), 50);
  assert.equal(found('sources.csv'), 50);
});

test('report.txt fits 72 columns, tells what is asked, and calls reflectors open services', async (t) => {
  const facts = caseFacts();
  const sources = caseSources(facts);
  const files = await packOf(t, facts, sources);
  for (const [path, text] of files) {
    if (!path.endsWith('/report.txt') && !path.endsWith('/samples.txt')) continue;
    for (const line of text.split('\n')) assert.ok([...line].length <= 72, `${path}: ${line}`);
    assert.match(text, /EXERCISE/);
  }
  const path = 'provider/abuse/AS64496-example-cable-example-cable-broadband/report.txt';
  const proven = textOf(files, path).replace(/\s+/g, ' ');
  assert.match(proven, /A host using this address completed TCP connections/);
  assert.match(proven, /Requested action: please check these hosts/);
  assert.match(proven, /Target: 203\.0\.113\.10 tcp\/443/);
  assert.match(proven, /contact not looked up/);
  const reflector = sources.find((each) => each.verdict === 'reflector') as SourceFacts;
  const alone = await packOf(t, facts, [reflector]);
  const text = [...alone].find(([path]) => path.endsWith('/report.txt'))?.[1] ?? '';
  assert.match(text, /Type: open service used by others: NTP reflection/);
  assert.match(text.replace(/\s+/g, ' '), /its operator is likely not involved/);
  assert.doesNotMatch(text, /stop the traffic|completed TCP/);
  // A closed port that answered is no service that could be closed.
  const answered = like(reflector, { bases: ['tcp_reflect'], vectors: ['rst_reflection'] });
  const courtesy =
    [...(await packOf(t, facts, [answered]))].find(([path]) => path.endsWith('/report.txt'))?.[1] ?? '';
  assert.match(courtesy, /Subject: EXERCISE \[Abuse\] answers to packets forged with our address/);
  assert.match(courtesy, /Type: answers to packets forged with our address/);
  assert.match(courtesy.replace(/\s+/g, ' '), /Requested action: none for these hosts/);
  assert.doesNotMatch(courtesy, /open service|close or restrict|stop the traffic/i);
});

test('draft.eml is an unsent mail without recipient whose attachment is sources.csv', async (t) => {
  const files = await packOf(t, caseFacts(), caseSources(caseFacts()));
  const folder = 'provider/abuse/AS64496-example-cable-example-cable-broadband';
  const mail = textOf(files, `${folder}/draft.eml`);
  const head = mail.slice(0, mail.indexOf('\r\n\r\n'));
  assert.match(head, /^X-Unsent: 1\r\n/);
  assert.match(head, /contact not looked up/);
  assert.match(
    head,
    /^Subject: EXERCISE \[Abuse\] DDoS traffic from AS64496 \(\d+ addresses\) 2025-12-05 UTC ref /m,
  );
  assert.match(head, /^Message-ID: <[0-9a-f-]{36}@[^>]+>/m);
  assert.doesNotMatch(head, /^(To|Cc|Bcc):/im);
  assert.doesNotMatch(mail, /[^\r]\n/);
  assert.equal(decodedAttachment(mail), textOf(files, `${folder}/sources.csv`));
});

test('report check 12: internal, own, allow-listed, proxy and special-purpose addresses are in no file of the pack', async (t) => {
  const facts = caseFacts();
  facts.case.allowList = [{ prefix: '198.51.100.128/25', label: 'monitoring', note: '' }];
  facts.case.trustedProxies = ['192.0.2.240/28'];
  facts.own.addresses = ['203.0.113.10', '2001:db8:1::/48'];
  const [first] = facts.topProven;
  const kept = ['192.0.2.241', '198.51.100.130', '2001:db8:1::7', '10.1.2.3', '192.0.2.9'];
  const sources = kept.map((address) => like(first, { address }));
  sources[3].special = 'Private-Use';
  sources[4].role = 'internal_host';
  const files = await packOf(t, facts, [first, ...sources]);
  for (const [path, text] of files)
    for (const address of kept) assert.ok(!text.includes(address), `${path}: ${address}`);
  const list = textOf(files, 'provider/blocklists/plain-v4.txt');
  assert.match(list, /Entries: 1 rule for 1 address/);
  assert.match(
    list,
    /Left out of the proven: 1 internal host, 1 on the allow list, 1 own address, 1 special-purpose address, 1 trusted proxy/,
  );
});

test('at most 200 folders; the other networks and those without a number are in a table', async (t) => {
  const facts = caseFacts();
  const [first] = facts.topProven;
  const sources = Array.from({ length: 203 }, (_, index) =>
    like(first, {
      address: `2001:db8::${(index + 1).toString(16)}`,
      ipVersion: 6,
      asn: index === 202 ? 0 : 4_200_000_000 + index,
      asName: index === 202 ? '' : 'Net',
    }),
  );
  const files = await packOf(t, facts, sources);
  assert.equal(foldersOf(files).size, 200);
  const rows = readCsv(textOf(files, 'provider/abuse/networks-without-folder.csv'));
  assert.deepEqual(
    rows.slice(1).map((row) => [row[0], row[6]]),
    [
      ['4200000200', 'beyond the first 200 networks'],
      ['4200000201', 'beyond the first 200 networks'],
      ['', 'no announcing network known, no contact given'],
    ],
  );
});

test('addresses that nobody announces get a folder named by the prefix of their contact, or a question each', async (t) => {
  const facts = caseFacts();
  const [proven] = facts.topProven;
  const contact = (network: string, mail: string): AbuseContact => ({
    ...{ network, contact: mail, source: 'RDAP', retrieved: '2026-01-02' },
  });
  facts.case.abuseContacts = [
    contact('203.0.114.0/24', 'abuse@a.example'),
    contact('2001:db9::/32', 'abuse@b.example'),
    contact('AS64496', 'abuse@c.example'),
  ];
  const unannounced = (address: string): SourceFacts => like(proven, { address, asn: 0, asName: '' });
  const files = await packOf(t, facts, [
    proven,
    ...['203.0.114.7', '203.0.114.8', '2001:db9::1', '203.0.115.9', '203.0.116.9'].map(unannounced),
  ]);
  const folders = [
    ...new Set(
      [...files.keys()]
        .filter((path) => path.startsWith('provider/abuse/'))
        .map((path) => path.split('/')[2]),
    ),
  ];
  assert.deepEqual(folders.sort(), [
    'AS64496-example-cable-example-cable-broadband',
    'net-2001-db9--_32',
    'net-203-0-114-0_24',
    'networks-without-folder.csv',
  ]);
  const report = textOf(files, 'provider/abuse/net-203-0-114-0_24/report.txt').replace(/\s+/g, ' ');
  assert.match(report, /from 203\.0\.114\.0\/24 \(2 addresses\)/);
  assert.match(
    report,
    /To: abuse@a\.example, abuse desk of 203\.0\.114\.0\/24 \(contact from RDAP, 2026-01-02\)/,
  );
  assert.match(report, /on addresses in 203\.0\.114\.0\/24/);
  assert.doesNotMatch(report, /AS0|2001:db9|203\.0\.11[56]/);
  assert.match(textOf(files, 'provider/abuse/net-2001-db9--_32/draft.eml'), /^To: <?abuse@b\.example>?$/m);
  const questions = textOf(files, 'provider/lookups.sh')
    .split('\n')
    .filter((line) => line.startsWith('ask 2'));
  assert.deepEqual(questions, [
    'ask 203.0.115.9 203.0.115.9 9.115.0.203',
    'ask 203.0.116.9 203.0.116.9 9.116.0.203',
  ]);
});

test('names of networks cannot leave their folder, nor begin a command', async (t) => {
  assert.equal(
    folderName({ asn: 64500, asName: '../../etc/passwd', contact: undefined }),
    'AS64500-etc-passwd',
  );
  assert.equal(folderName({ asn: 64500, asName: '日本\u202e\n', contact: undefined }), 'AS64500');
  assert.equal(
    folderName({ asn: 64500, asName: 'Örnek İletişim A.Ş.', contact: undefined }),
    'AS64500-ornek-iletisim-a-s',
  );
  const facts = caseFacts();
  const evil = like(facts.topProven[0], { asName: 'x\nrm -rf / #\r\nBcc: a@b.example' });
  const files = await packOf(t, facts, [evil]);
  // All that comes from the case is a comment, a number and addresses.
  const [, asked = ''] = textOf(files, 'provider/lookups.sh').split(
    '\necho network,contact,source,retrieved_at\n',
  );
  assert.match(asked, /^# AS64496 /m);
  for (const line of asked.split('\n'))
    assert.match(line, /^(#.*|ask (AS\d+|[0-9a-f.:]+) [0-9a-f.:]+ [0-9a-f.]+)?$/);
  assert.match(asked, /^ask AS64496 192\.0\.2\.20 20\.2\.0\.192$/m);
  const mail = [...files].find(([path]) => path.endsWith('.eml'))?.[1] ?? '';
  assert.doesNotMatch(mail, /^Bcc:/m);
});

test('the same facts give the same bytes; no attack, no pack', async (t) => {
  const first = await packOf(t, caseFacts(), caseSources(caseFacts()));
  assert.deepEqual(await packOf(t, caseFacts(), caseSources(caseFacts())), first);
  const quiet = caseFacts();
  quiet.attackFound = false;
  assert.equal((await packOf(t, quiet, [])).size, 0);
});
