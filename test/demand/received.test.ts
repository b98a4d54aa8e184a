// Received lines of several servers, and how far down they can be believed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authenticationResults, mailTime, receivedChain } from '../../src/demand/received.ts';

const OWN = {
  mailServers: ['mx1.victim.example', '*.mail.victim.example', '203.0.113.25'],
  ownAddresses: [],
};

function external(...lines: string[]): string[] {
  const chain = receivedChain(lines, OWN);
  return [chain.firstExternalAddress, chain.receipt?.utc ?? '', chain.receiptFrom];
}

test('what the receiving server saw goes before what the client said', () => {
  const by = 'by mx1.victim.example with ESMTP; Tue, 9 Jun 2026 22:14:36 +0200';
  for (const from of [
    'from relay.mail.example (relay.mail.example [198.51.100.7])', // Postfix, sendmail
    'from [203.0.113.25] (unknown [198.51.100.7])', // a literal as HELO
    'from mx1.victim.example (unknown [198.51.100.7])', // our own name as HELO
    'from mx1.victim.example (mx1.victim.example [198.51.100.7] (may be forged))', // sendmail
    'from [198.51.100.7] (helo=[203.0.113.25])', // Exim
    'from relay.mail.example ([198.51.100.7] helo=[203.0.113.25])', // Exim
    'from unknown (HELO [203.0.113.25]) (198.51.100.7)', // qmail
    'from relay.mail.example (198.51.100.7)', // Exchange
  ])
    assert.deepEqual(external(`${from} ${by}`), ['198.51.100.7', '2026-06-09T20:14:36Z', 'own_server'], from);
  assert.equal(external(`from a (a [IPv6:2001:DB8::7]) ${by}`)[0], '2001:db8::7');
});

test('trust goes down only through own machines, and stops at the first stranger', () => {
  const forged =
    'from bank.example (bank.example [192.0.2.1]) by mx1.victim.example; Mon, 1 Jun 2026 10:00:00 +0200';
  const edge =
    'from a.example (a.example [198.51.100.7]) by mx1.victim.example; Tue, 9 Jun 2026 22:14:36 +0200';
  const chain = receivedChain(
    [
      'by store1.mail.victim.example (Dovecot) with LMTP; Tue, 9 Jun 2026 22:14:39 +0200',
      'from scan.mail.victim.example (localhost [127.0.0.1]) by store1.mail.victim.example; Tue, 9 Jun 2026 22:14:38 +0200',
      'from mx1.victim.example (mx1.victim.example [203.0.113.25]) by scan.mail.victim.example; Tue, 9 Jun 2026 22:14:37 +0200',
      edge,
      forged,
    ],
    OWN,
  );
  assert.deepEqual(
    chain.hops.map((hop) => hop.trusted),
    [true, true, true, true, false],
  );
  assert.equal(chain.receipt?.utc, '2026-06-09T20:14:36Z');
  assert.equal(chain.firstExternalAddress, '198.51.100.7');
  assert.deepEqual(chain.warnings, []);
});

test('without stated servers, or with none of them on top, nothing is trusted and it is said', () => {
  const line = 'from a (a [198.51.100.7]) by other.example; Tue, 9 Jun 2026 22:14:36 +0200';
  const nothing = receivedChain([line], { mailServers: [], ownAddresses: [] });
  assert.deepEqual([nothing.receiptFrom, nothing.firstExternalAddress], ['topmost_received', '']);
  assert.match(nothing.warnings[0], /mail_servers/);
  const stranger = receivedChain([line], OWN);
  assert.equal(stranger.receiptFrom, 'topmost_received');
  assert.match(stranger.warnings[0], /not written by one of the stated/);
  assert.equal(receivedChain([], OWN).receiptFrom, 'unknown');
  assert.equal(receivedChain(['by mx1.victim.example; yesterday'], OWN).receiptFrom, 'unknown');
  assert.equal(receivedChain(['from a by mx1.victim.example.evil.example; x'], OWN).hops[0].trusted, false);
});

test('mail times with offsets and the few zones that mean something', () => {
  // date -u -d '2026-06-09T20:14:36Z' +%s = 1781036076
  assert.deepEqual(mailTime('Tue,  9 Jun 2026 22:14:36 +0200 (CEST)'), { sec: 1781036076, offsetMin: 120 });
  assert.deepEqual(mailTime('9 Jun 2026 15:14:36 CDT'), { sec: 1781036076, offsetMin: -300 });
  assert.deepEqual(mailTime('9 Jun 2026 20:14 GMT'), { sec: 1781036040, offsetMin: 0 });
  for (const text of [
    '',
    '9 Jun 2026 22:14:36 CET',
    '31 Jun 2026 10:00:00 +0000',
    '9 Foo 2026 10:00:00 +0000',
    '9 Jun 2026 25:00:00 +0000',
  ])
    assert.equal(mailTime(text), undefined, text);
});

test('authentication results are only as good as the server that states them', () => {
  const results = authenticationResults(
    [
      'mx1.victim.example; spf=pass (sender ok; really) smtp.mailfrom=a@b.example; dkim=none',
      'evil.example; dmarc=pass header.from=victim.example',
      'mx1.victim.example; none',
    ],
    OWN,
  );
  assert.deepEqual(
    results.map((one) => [one.server, one.method, one.result, one.properties, one.trusted]),
    [
      ['mx1.victim.example', 'spf', 'pass', 'smtp.mailfrom=a@b.example', true],
      ['mx1.victim.example', 'dkim', 'none', '', true],
      ['evil.example', 'dmarc', 'pass', 'header.from=victim.example', false],
    ],
  );
});
