// Leads: only from proven sources and from what a demand holds, dated, those first whose records may be gone first.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProvenNetworks } from '../../src/facts/lead-networks.ts';
import { leadFacts } from '../../src/facts/leads.ts';
import type { DemandRecord } from '../../src/model/demand.ts';
import type { SourceFacts } from '../../src/model/facts.ts';
import type { LeadFacts } from '../../src/model/lead.ts';
import { RETENTION } from '../../src/model/retention.ts';
import { sampleDemandRecord } from '../report/pdf/sample-demand.ts';
import { sampleFacts } from '../support/sample-facts.ts';

const NOW = Date.UTC(2025, 11, 8, 9) / 1000;
const facts = sampleFacts();

function source(changes: Partial<SourceFacts>): SourceFacts {
  return { ...facts.topProven[0]!, special: '', role: 'attack_source', ...changes };
}

function leadsOf(
  sources: readonly SourceFacts[],
  records: readonly DemandRecord[] = [],
  relayAsn: number = 0,
): LeadFacts[] {
  const networks = new ProvenNetworks();
  for (const each of sources) networks.add(each);
  return leadFacts({
    facts: { ...facts, demandRecords: [...records] },
    networks,
    attributor: {
      lookup: () => ({
        ...facts.topProven[0]!,
        special: '',
        globallyReachable: true,
        asn: relayAsn,
        asName: relayAsn === 0 ? '' : 'EXAMPLE-MAIL',
      }),
    },
    nowSec: NOW,
  });
}

function record(changes: Partial<DemandRecord> = {}): DemandRecord {
  return { ...sampleDemandRecord(facts.case.demands[0]!), ...changes };
}

test('a network leads by its proven sources, with their window, ports and the date of their records', () => {
  const [lead, upstream, ...more] = leadsOf([
    source({
      address: '192.0.2.1',
      asn: 64_500,
      asName: 'EXAMPLE-A',
      firstUtc: '2025-12-05T21:10:04Z',
      lastUtc: '2025-12-05T22:00:00Z',
      sourcePortsSample: [40_001, 40_002],
    }),
    source({
      address: '192.0.2.2',
      asn: 64_500,
      asName: 'EXAMPLE-A',
      firstUtc: '2025-12-05T21:10:03.5Z',
      lastUtc: '2025-12-05T22:01:41Z',
      sourcePortsSample: [],
    }),
  ]);
  assert.deepEqual(more, []);
  assert.equal(upstream!.kind, 'upstream');
  assert.equal(lead!.asn, 64_500);
  assert.equal(lead!.identifiersTotal, 2);
  assert.deepEqual([lead!.fromUtc, lead!.toUtc], ['2025-12-05T21:10:03.5Z', '2025-12-05T22:01:41Z']);
  assert.deepEqual(lead!.identifiers[0]!.sourcePorts, [40_001, 40_002]);
  assert.equal(RETENTION.network.days, 7);
  assert.equal(lead!.goneFrom, '2025-12-12', 'the day of the last record and seven');
  assert.equal(lead!.daysLeft, 3, 'from 8 December 09:00 to 12 December 00:00');
});

test('nothing unproven, internal, special or unannounced leads anywhere', () => {
  const kinds = leadsOf([
    source({ verdict: 'unproven', asn: 64_501 }),
    source({ verdict: 'likely', asn: 64_502 }),
    source({ verdict: 'reflector', asn: 64_503 }),
    source({ verdict: 'refuted', asn: 64_504 }),
    source({ role: 'internal_host', asn: 64_505 }),
    source({ special: 'Private-Use (RFC 1918)', asn: 64_506 }),
    source({ asn: 0 }),
  ]).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['upstream']);
});

test('those whose records are gone first come first; of equals the provider, then the largest network', () => {
  const leads = leadsOf(
    [
      source({ asn: 64_501, lastUtc: '2025-12-06T02:00:00Z' }),
      source({ asn: 64_502, lastUtc: '2025-12-06T02:00:00Z' }),
      source({ asn: 64_502, lastUtc: '2025-12-06T02:10:00Z' }),
      source({ asn: 64_503, firstUtc: '2025-12-05T18:00:00Z', lastUtc: '2025-12-05T19:00:00Z' }),
    ],
    [record()],
  );
  assert.deepEqual(
    leads.map(({ id, kind, asn }) => `${id} ${kind} ${asn}`),
    [
      'L1 network 64503',
      'L2 upstream 0',
      'L3 network 64502',
      'L4 network 64501',
      'L5 mail_relay 0',
      'L6 mail_service 0',
    ],
  );
  const dates = leads.map(({ goneFrom }) => goneFrom);
  assert.deepEqual(dates, [...dates].sort());
});

test('a mail: relay with Message-ID around the receipt, mailbox with how far its domain is confirmed', () => {
  const leads = leadsOf(
    [],
    [record({ contacts: [{ kind: 'email', value: 'crew@mail.example', where: 'header' }] })],
    64_510,
  );
  const relay = leads.find(({ kind }) => kind === 'mail_relay')!;
  assert.match(relay.keeper, /^AS64510 EXAMPLE-MAIL, mail relay 198\.51\.100\.187$/);
  assert.deepEqual(
    relay.identifiers.map(({ type, value }) => [type, value]),
    [
      ['message_id', '<1@mail.example>'],
      ['ip_address', '198.51.100.187'],
    ],
  );
  assert.deepEqual([relay.fromUtc, relay.toUtc], ['2025-12-05T16:31:07Z', '2025-12-05T18:31:07Z']);
  assert.equal(relay.goneFrom, '2025-12-19');
  const box = leads.find(({ kind }) => kind === 'mail_service')!;
  assert.equal(box.keeper, 'mail service of mail.example');
  assert.match(box.keeperBasis, /SPF passed at the own mail server/);
  const [unconfirmed] = leadsOf([], [record({ authentication: [] })]).filter(
    ({ kind }) => kind === 'mail_service',
  );
  assert.match(unconfirmed!.keeperBasis, /set by the sender; not confirmed/);
  assert.deepEqual(
    leadsOf([], [record({ receivedUtc: '' })]).map(({ kind }) => kind),
    ['upstream'],
    'no time, no lead',
  );
});

test('several messages of one keeper are one lead; a wallet needs a checksum that does not fail', () => {
  const second = record({ id: 'D2', receivedUtc: '2025-12-05T20:00:00Z', messageId: '<2@mail.example>' });
  const leads = leadsOf([], [record(), second]);
  const relays = leads.filter(({ kind }) => kind === 'mail_relay');
  assert.equal(relays.length, 1);
  assert.deepEqual(relays[0]!.demandIds, ['D1', 'D2']);
  assert.equal(relays[0]!.toUtc, '2025-12-05T21:00:00Z');
  assert.equal(relays[0]!.identifiersTotal, 3);
  assert.ok(!leads.some(({ kind }) => kind === 'wallet'), 'the checksum of the sample fails');
  const wallet = { ...record().wallets[0]!, checksum: 'valid' as const };
  const withWallet = leadsOf([], [record({ wallets: [wallet] })]);
  assert.match(withWallet.at(-1)!.keeperBasis, /not known from the evidence/);
});

test('hostile texts are cut, and the list is bounded', () => {
  const contacts = Array.from({ length: 50 }, (_, index) => ({
    kind: 'email' as const,
    value: `a@${index}.example`,
    where: 'text' as const,
  }));
  const leads = leadsOf(
    Array.from({ length: 60 }, (_, index) => source({ asn: 64_000 + index })),
    [record({ contacts, messageId: `<${'x'.repeat(10_000)}>` })],
  );
  assert.equal(leads.length, 40);
  assert.equal(leads.filter(({ kind }) => kind === 'network').length, 15);
  for (const { identifiers } of leads) {
    assert.ok(identifiers.length <= 5);
    for (const { value } of identifiers) assert.ok(value.length <= 200);
  }
});
