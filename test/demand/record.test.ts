// Demands from file to record: the fixtures read by hand, the rules of kind, amounts and deadlines, and hostile mail.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { zoneClock } from '../../src/case/zones.ts';
import { findAmounts } from '../../src/demand/amounts.ts';
import { findDeadlines } from '../../src/demand/deadlines.ts';
import { demandKind } from '../../src/demand/kind.ts';
import { type DemandContext, demandRecordsOf } from '../../src/demand/record.ts';
import { sentencesOf } from '../../src/demand/sentences.ts';
import { findWallets } from '../../src/demand/wallets.ts';
import type { DemandRecord } from '../../src/model/demand.ts';
import type { StatedDemand } from '../../src/model/incident.ts';

import { NOTHING_STATED } from '../support/sample-facts-case.ts';

const CONTEXT: DemandContext = {
  own: { mailServers: ['*.victim.example'], ownAddresses: [] },
  zone: zoneClock('Europe/Berlin'),
  attackedHosts: ['www.victim.example'],
  redact: (text) => text,
};
const STATED: StatedDemand = {
  file: 'x',
  receivedAt: undefined,
  channel: 'other',
  paid: '',
  replied: '',
  ...NOTHING_STATED,
  note: '',
};

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url));
}

function records(
  bytes: Uint8Array,
  stated: Partial<StatedDemand> = {},
  context = CONTEXT,
): Promise<DemandRecord[]> {
  return demandRecordsOf(
    { id: 'D1', stated: { ...STATED, ...stated }, bytes, evidenceId: 'E1', sha256: '', modifiedUtc: '' },
    context,
  );
}

/** Every quote stands in the text where it says. */
function checkQuotes(record: DemandRecord): void {
  const quotes = [
    ...record.kindQuotes,
    ...record.threats,
    ...record.announcedTimes,
    ...[...record.amounts, ...record.deadlines, ...record.wallets, ...record.claims].map(
      (each) => each.quote,
    ),
  ];
  for (const quote of quotes) assert.equal(record.text.slice(quote.start, quote.end), quote.text);
}

test('report check 9: received by the own server, not by the Date header; a forged line below is a claim', async () => {
  const [record] = await records(fixture('demand/trust.eml'));
  assert.equal(record.dateHeader, 'Sat, 6 Jun 2026 03:00:00 +0000');
  assert.equal(record.receivedUtc, '2026-06-09T20:14:36Z');
  assert.equal(record.receivedFrom, 'own_server');
  assert.equal(record.receivedText, 'Tue,  9 Jun 2026 22:14:36 +0200 (CEST)');
  assert.equal(record.receivedOffsetMin, 120);
  assert.equal(record.firstExternalAddress, '198.51.100.187');
  assert.deepEqual(
    record.received.map((hop) => hop.trusted),
    [true, true, false],
  );
  assert.deepEqual(
    record.authentication.map((one) => `${one.method}=${one.result} ${one.trusted}`),
    ['spf=pass true', 'dkim=none true', 'dmarc=fail true', 'dmarc=pass false'],
  );
  assert.deepEqual(record.warnings, []);
  assert.equal(record.preservation, 'original');
  assert.equal(record.channel, 'email');
});

test('header verbatim, fields decoded, text in its charset, attachments hashed', async () => {
  const bytes = fixture('demand/trust.eml');
  const [record] = await records(bytes);
  assert.ok(Buffer.from(bytes).toString().startsWith(`${record.headerBlock}\n\n`));
  assert.equal(record.from, 'Sturmätz <crew@mail.example>');
  assert.equal(record.subject, 'Zahlung');
  assert.equal(
    record.text.trim(),
    'Wir sind die Gruppe Sturm und greifen www.victim.example an. Zahlt 5.000 Euro oder 0,1 BTC an bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4 innerhalb von drei Tagen. Wenn ihr nicht zahlt, werden wir euch lahmlegen. Grüße',
  );
  // printf '\x89PNG\r\n\x1a\n' | sha256sum
  assert.deepEqual(record.attachments, [
    {
      fileName: 'qr.png',
      mimeType: 'image/png',
      sizeBytes: 8,
      sha256: '4c4b6a3be1314ab86138bef4314dde022e600960d8689a2c8f8631802d20dab6',
    },
  ]);
});

test('what a German demand says: kind, amounts, deadline, address, identity', async () => {
  const [record] = await records(fixture('demand/trust.eml'));
  checkQuotes(record);
  assert.equal(record.language, 'de');
  assert.equal(record.kind, 'explicit');
  assert.ok(record.kindQuotes.some((quote) => quote.text.startsWith('Wenn ihr nicht zahlt')));
  assert.deepEqual(
    record.amounts.map((one) => [one.value, one.currency, one.role, one.assumption]),
    [
      ['5000', 'EUR', 'demanded', 'read as thousands, not as a decimal fraction'],
      ['0.1', 'BTC', 'demanded', ''],
    ],
  );
  // Three days from 2026-06-09T20:14:36Z.
  assert.deepEqual(
    record.deadlines.map((one) => [one.utc, one.quote.text]),
    [['2026-06-12T20:14:36Z', 'innerhalb von drei Tagen']],
  );
  assert.match(record.deadlines[0].assumption, /counted from the receipt/);
  assert.deepEqual(
    record.wallets.map((one) => [one.asset, one.checksum, one.amount]),
    [['BTC', 'valid', '0.1']],
  );
  assert.equal(record.claimedIdentity, 'Gruppe Sturm');
  assert.deepEqual(record.targets, ['www.victim.example']);
  assert.deepEqual(
    record.contacts.map((one) => `${one.kind} ${one.value} ${one.where}`),
    ['email crew@mail.example header', 'email pay@mail.example header'],
  );
});

test('the demand of the demo case', async () => {
  const context = { ...CONTEXT, own: { mailServers: ['*.falk-hosting.example'], ownAddresses: [] } };
  const [record] = await records(fixture('debtember/mail/demand.eml'), {}, context);
  checkQuotes(record);
  assert.equal(record.receivedUtc, '2026-06-09T20:14:36Z');
  assert.equal(record.firstExternalAddress, '198.51.100.187');
  assert.equal(record.kind, 'explicit');
  assert.equal(record.claimedIdentity, 'Storm Crew');
  assert.deepEqual(
    record.amounts.map((one) => [one.value, one.currency, one.role]),
    [
      ['0.4', 'BTC', 'demanded'],
      ['0.2', 'BTC', 'escalation'],
    ],
  );
  assert.deepEqual(
    record.wallets.map((one) => [one.address, one.checksum, one.amount]),
    [['1EXERCisENotAReaLAddressDoNotPay99', 'invalid', '0.4']],
  );
  // "After that you have 48 hours": after the demonstration, whose end the mail does not fix.
  assert.deepEqual(
    record.deadlines.map((one) => [one.quote.text, one.utc]),
    [['have 48 hours', '']],
  );
  assert.deepEqual(
    record.announcedTimes.map((quote) => quote.text),
    ['Tonight between 4 and 6 your time'],
  );
  assert.ok(record.targets.includes('203.0.113.80') && record.targets.includes('www.kettleandcrane.example'));
  assert.ok(record.claims.some((claim) => claim.kind === 'demonstration'));
  assert.ok(record.warnings.some((warning) => warning.includes('wrong checksum')));
});

test('report check 9: a forwarded mail is told, with the signs', async () => {
  const [record] = await records(fixture('demand/forwarded.eml'));
  assert.equal(record.preservation, 'forwarded');
  assert.match(
    record.warnings[0],
    /not the message as it was received: the subject begins with "Fwd:".*Forwarded message/,
  );
  assert.equal(record.kind, 'explicit');
  assert.deepEqual(
    record.wallets.map((one) => one.checksum),
    ['valid'],
  );
});

test('a veiled threat is called implied and quoted, never paraphrased', async () => {
  const [record] = await records(fixture('demand/veiled.txt'), { channel: 'web_form' });
  checkQuotes(record);
  assert.equal(record.kind, 'implied');
  assert.equal(record.preservation, 'text_only');
  assert.equal(record.channel, 'web_form');
  assert.match(record.kindQuotes[1].text, /^It would be a shame if something\nhappened to it/);
  assert.deepEqual(record.contacts, [{ kind: 'telegram', value: 'quiet_friend', where: 'text' }]);
  assert.deepEqual(record.targets, []);
});

test('a link to an attacked site is a target and leads to no sender; any other is as written', async () => {
  const text =
    'Pay 1 BTC or we attack https://www.victim.example/shop. Read https://pay.example.org/7 first.';
  const [record] = await records(Buffer.from(text));
  assert.deepEqual(record.contacts, [{ kind: 'url', value: 'https://pay.example.org/7', where: 'text' }]);
  assert.deepEqual(record.targets, ['www.victim.example']);
});

test('a mailbox gives a record a message', async () => {
  const [one, two, ...rest] = await records(fixture('demand/box.mbox'));
  assert.deepEqual(rest, []);
  assert.deepEqual([one.id, one.subject, one.kind], ['D1.1', 'one', 'explicit']);
  assert.match(one.text, /^From now on we watch\./m);
  assert.deepEqual([two.id, two.textFrom, two.kind], ['D1.2', 'html', 'none']);
  assert.equal(two.text.trim(), 'Hello & goodbye\nWe took you down yesterday.');
});

test('pictures, other charsets, missing files and what nobody wrote down', async () => {
  const [shot] = await records(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  assert.deepEqual([shot.preservation, shot.kind], ['screenshot', 'not_read']);
  const [wide] = await records(Buffer.from('\ufeffSend 1 BTC or else we attack', 'utf16le'));
  assert.equal(wide.kind, 'explicit');
  const [latin] = await records(Buffer.from('Gr\xfc\xdfe', 'latin1'));
  assert.equal(latin.text, 'Grüße');
  assert.ok(latin.warnings.some((warning) => warning.includes('Windows-1252')));
  const [missing] = await records(new Uint8Array(0));
  assert.equal(missing.preservation, 'missing');
  const [call] = await records(new Uint8Array(0), {
    file: '',
    channel: 'phone',
    receivedAt: {
      sec: 1781036076,
      nsec: 0,
      text: '2026-06-09 22:14:36',
      offsetMin: 120,
      zone: 'Europe/Berlin',
    },
  });
  assert.deepEqual(
    [call.preservation, call.receivedUtc, call.receivedFrom],
    ['recollection', '2026-06-09T20:14:36Z', 'operator'],
  );
});

test('the rules of kind', () => {
  const kind = (text: string): string => {
    const sentences = sentencesOf(text);
    return demandKind(sentences, findAmounts(sentences), findWallets(text)).kind;
  };
  assert.equal(kind('Pay $5,000 by Friday. Otherwise we attack your site.'), 'explicit');
  assert.equal(kind('We will DDoS you unless you pay. The price is 10 BTC.'), 'explicit');
  assert.equal(kind('Please pay 100 EUR for your hosting.'), 'implied');
  assert.equal(kind('We will take your site down. Contact us.'), 'implied');
  assert.equal(kind('Your network needs our protection service.'), 'implied');
  assert.equal(kind('We took you offline with our DDoS. Ha ha.'), 'none');
  assert.equal(kind('Your invoice is attached. Kind regards'), 'none');
  assert.equal(kind('Zahlen Sie 0,5 BTC. Andernfalls greifen wir an und werden Sie lahmlegen.'), 'explicit');
});

test('amounts: grouping and decimals by currency, rises apart', () => {
  const amounts = (text: string): string[] =>
    findAmounts(sentencesOf(text)).map((one) => `${one.value} ${one.currency} ${one.role}`);
  assert.deepEqual(amounts('$5,000 or 4.500,50 € or 10k USD or 1,500 BTC'), [
    '5000 USD demanded',
    '4500.50 EUR demanded',
    '10000 USD demanded',
    '1.500 BTC demanded',
  ]);
  assert.deepEqual(amounts('Pay 10 bitcoins. The fee increases by 10 Bitcoin for every day.'), [
    '10 BTC demanded',
    '10 BTC escalation',
  ]);
  assert.deepEqual(amounts('20 bitcoin, and it will rise by 5 BTC'), ['20 BTC demanded', '5 BTC escalation']);
  assert.deepEqual(amounts('call 555 1234, version 1.2.3, 80 ports'), []);
});

test('deadlines: counted, dated, zoned or left open', () => {
  const deadlines = (text: string): [string, string][] =>
    findDeadlines(sentencesOf(text), {
      receivedSec: Date.parse('2026-06-09T20:00:00Z') / 1000,
      zone: zoneClock('Europe/Berlin'),
    }).map((one) => [one.utc, one.assumption.slice(0, 20)]);
  assert.deepEqual(deadlines('You have 24 hours to pay.'), [
    ['2026-06-10T20:00:00Z', 'counted from the rec'],
  ]);
  assert.deepEqual(deadlines('Pay until 2026-06-12 18:00 UTC.'), [['2026-06-12T18:00:00Z', '']]);
  // 18:00 in Berlin in June is 16:00Z.
  assert.deepEqual(deadlines('Pay by June 12, 2026 at 18:00!'), [
    ['2026-06-12T16:00:00Z', 'zone assumed: Europe'],
  ]);
  assert.deepEqual(deadlines('Pay before 12 June 2026 18:00 CET'), [['', '"CET" is not a clear']]);
  assert.deepEqual(deadlines('Pay by 12 June 2026.'), [['', '2026-06-12, without ']]);
  assert.deepEqual(deadlines('We were here 3 days ago, in 2 days we celebrate.'), []);
});

test('hostile mail: deep nesting, huge headers, broken encodings, endless lines', async () => {
  const nested = Array.from(
    { length: 400 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
  );
  const hostile = [
    `From: a@b.example\nSubject: x\n${nested.join('')}Content-Type: text/plain\n\nPay 1 BTC or else\n`,
    `From: a@b.example\nSubject: ${'x'.repeat(3 << 20)}\n\nbody`,
    'From: a@b.example\nContent-Type: text/plain; charset=no-such-charset\nContent-Transfer-Encoding: base64\n\n@@@@====\n',
    'From: =?utf-8?b?////?=\nSubject: =?no-such?q?=ZZ?=\n\nx',
    `From: a@b.example\nSubject: y\n\n${'pay 1'.repeat(200_000)}`,
    `From: a@b.example\nSubject: y\n\n${'1'.repeat(300_000)} BTC ${'if you '.repeat(50_000)}`,
    `From: a@b.example\nReceived: ${'(('.repeat(5000)} by ${'x.'.repeat(5000)}; ${'9 '.repeat(3000)}\n\nx`,
    `From: a@b.example\nSubject: y\n\n${'a.'.repeat(100_000)} ${':'.repeat(100_000)} ${'a@'.repeat(50_000)}`,
    `From: a@b.example\nSubject: y\nContent-Type: text/html\n\n${'<'.repeat(100_000)}${'<style>'.repeat(10_000)}`,
  ];
  for (const [index, text] of hostile.entries()) {
    const begin = performance.now();
    const found = await records(Buffer.from(text, 'latin1'));
    assert.equal(found.length, 1, String(index));
    assert.ok(found[0].text.length <= 256 * 1024);
    const ms = performance.now() - begin;
    assert.ok(ms < 3000, `${index}: ${ms.toFixed(0)} ms`);
  }
  const [deep] = await records(Buffer.from(hostile[0]));
  assert.ok(deep.warnings.some((warning) => warning.includes('structure of the mail cannot be read')));
});

test('mutated mail never throws, and its quotes stay true', async () => {
  const seeds = [
    'demand/trust.eml',
    'demand/forwarded.eml',
    'demand/box.mbox',
    'demand/veiled.txt',
    'debtember/mail/demand.eml',
  ].map(fixture);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 40 })), {
        maxLength: 12,
      }),
      async (seed, edits) => {
        let bytes = Buffer.from(seed);
        for (const [at, value, removed] of edits) {
          const place = at % bytes.length;
          bytes = Buffer.concat([
            bytes.subarray(0, place),
            Buffer.from([value]),
            bytes.subarray(place + removed),
          ]);
        }
        for (const record of await records(bytes)) checkQuotes(record);
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});
