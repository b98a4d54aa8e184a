// ic3-paste.txt: the parts of the form in their order, ASCII, a bounded description, and nobody accused.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exactAscii, spelledAscii } from '../../../src/report/extortion/ascii.ts';
import { ic3Text, MOST_NARRATIVE, narrative } from '../../../src/report/extortion/ic3-paste.ts';
import { unescapeControl } from '../../support/read-csv.ts';
import { withoutAttack } from '../pdf/draw-sample.ts';
import { caseFacts, packOf } from './pack.ts';

function part(text: string, number: number): string {
  return text.split(/^== \d\. .* ==$/m)[number]!;
}

test('part by part, in the order of the form', () => {
  const text = ic3Text(caseFacts());
  assert.deepEqual(
    [...text.matchAll(/^== (\d\. .*) ==$/gm)].map((match) => match[1]),
    [
      '1. VICTIM',
      '2. FINANCIAL TRANSACTIONS',
      '3. SUBJECT',
      '4. DESCRIPTION OF THE INCIDENT',
      '5. TECHNICAL DETAILS',
      '6. E-MAIL HEADERS',
      '7. OTHER INFORMATION',
    ],
  );
  assert.match(part(text, 1), /^Name of the business: Example Games Ltd$/m);
  assert.match(
    part(text, 1),
    /^Contact of the business: Cleo Example, owner, \+44 20 7946 0002, cleo@example\.com$/m,
  );
  assert.match(part(text, 2), /^Was money sent for D1: no$/m);
  assert.match(part(text, 2), /^Was money sent for D2: \[not stated\]$/m);
  assert.doesNotMatch(part(text, 2), /Transaction ID/);
  assert.match(part(text, 3), /^Name: not known; calls itself "the Example Crew"$/m);
  assert.match(part(text, 3), /^IP address: 198\.51\.100\.187 \(.* not necessarily the sender\)$/m);
  assert.match(part(text, 6), /^--- D1\nReceived: from relay\.mail\.example/m);
  assert.match(text, /DO NOT FILE/, 'an exercise is none to be filed');
  assert.doesNotMatch(
    ic3Text(
      caseFacts((facts) => {
        facts.case.exercise = false;
      }),
    ),
    /EXERCISE/,
  );
});

test('a payment gives blanks for what only the payer knows', () => {
  const text = ic3Text(
    caseFacts((facts) => {
      facts.case.demands[0]!.paid = 'part';
    }),
  );
  assert.match(
    part(text, 2),
    /Was money sent for D1: in part\n.*\n.*\n.*\n {2}Transaction ID \(hash\): \[fill in\]/,
  );
});

test('proven sources are technical details, never the subject; unproven ones are nowhere', () => {
  const facts = caseFacts();
  const text = ic3Text(facts);
  const proven = facts.topProven[0]!.address;
  assert.ok(part(text, 5).includes(`  ${proven}, source ports`));
  assert.ok(!part(text, 3).includes(proven));
  assert.match(part(text, 5), /it may be compromised or shared/);
});

test('ASCII only: what was stated is spelled, what a stranger wrote can be restored', () => {
  const facts = caseFacts((changed) => {
    changed.case.victim.name = 'Müller & Łódź GmbH – „Straße“ 漢';
    changed.demandRecords[0]!.claimedIdentity = 'Crew\u202eé\n== 9. FAKE ==';
    changed.demandRecords[0]!.headerBlock = `X: é\u0007\r\n\tfolded\r\nY: ${'z'.repeat(5000)}`;
  });
  const text = ic3Text(facts);
  assert.doesNotMatch(text, /[^\n\x20-\x7e]/);
  assert.match(text, /^Name of the business: Muller & Lodz GmbH - "Strasse" \\u\{6f22\}$/m);
  assert.match(text, /calls itself "Crew\\u\{202e\}\\u\{e9\}\\u\{a\}== 9\. FAKE =="/);
  assert.doesNotMatch(text, /^== 9/m);
  assert.match(text, /^X: \\u\{e9\}\\u\{7\}$/m);
  assert.match(text, /z\[cut, 5003 characters\]$/m);
  for (const sample of ['plain', 'é\u202e\\u{41}', '漢\u0000"'])
    assert.equal(unescapeControl(exactAscii(sample)), sample);
  assert.equal(spelledAscii('Ærø, ½ × 2 €'), 'AEro, \\u{bd} x 2 EUR');
});

test('the description stays within its limit and says when it was cut', () => {
  const short = narrative(caseFacts());
  assert.ok(short.length < MOST_NARRATIVE);
  assert.match(short, /D1 was received 31 min 4 s before W1 begins\./);
  assert.match(short, /does not prove it/);
  const alone = narrative(
    caseFacts((facts) => {
      facts.demandTimings = [];
      facts.answers.effect = 'Not stated.';
    }),
  );
  assert.doesNotMatch(alone, /follows a message/, 'without a message there is nothing to follow');
  assert.match(alone, /Effect on the service: \[fill in\]\. /);
  const long = narrative(
    caseFacts((facts) => {
      facts.case.outages = Array.from({ length: 12 }, (_, index) => ({
        id: `O${index}`,
        service: 'x'.repeat(400),
        startUtc: '2025-12-05T18:05:00Z',
        endUtc: '',
        howMeasured: '',
      }));
    }),
  );
  assert.ok(long.length <= MOST_NARRATIVE, String(long.length));
  assert.match(long, /\[\d+ more sentences in the full report\]$/);
});

test('neither attack nor demand: nothing to file, and no such file', async (t) => {
  const files = await packOf(
    t,
    caseFacts((facts) => {
      withoutAttack(facts);
      facts.leads = [];
    }),
  );
  assert.deepEqual([...files.keys()], ['extortion/loss.csv']);
});

test('what people know of a demand stands in its parts; nothing is said to be kept that nobody stated', () => {
  const text = ic3Text(
    caseFacts((facts) => {
      facts.case.originalsKept = 'safe of Example Games';
      Object.assign(facts.case.demands[0]!, {
        paid: 'part',
        payment: '0.1 BTC from an exchange',
        witness: 'Kim Example',
        priorContact: 'a call in April',
      });
      facts.demandRecords[1] = {
        ...facts.demandRecords[1]!,
        channel: 'phone',
        kind: 'not_read',
        note: 'A voice said: two bitcoin.',
        preservation: 'recollection',
      };
    }),
  );
  assert.match(part(text, 2), /^ {2}As stated: 0\.1 BTC from an exchange$/m);
  assert.match(part(text, 4), /by phone\. As somebody noted of it: "A voice said: two bitcoin\."/);
  assert.match(part(text, 4), /Where the originals are kept: safe of Example Games\./);
  assert.match(part(text, 7), /^Witness of D1: Kim Example$/m);
  assert.match(part(text, 7), /^Contact with the sender before D1: a call in April$/m);
  const unstated = caseFacts((facts) => {
    facts.case.originalsKept = '';
  });
  assert.match(part(ic3Text(unstated), 4), /Where the originals are kept: \[fill in\]\./);
});

test('a reflection is named by the port that its answers come from', () => {
  const text = ic3Text(
    caseFacts((facts) => {
      Object.assign(facts.vectors[3]!, {
        vector: 'ntp_amplification',
        sourcePort: '123',
        destinationPort: '80',
      });
    }),
  );
  assert.match(part(text, 5), /^V4 .*: protocol udp, source port 123;/m);
});
