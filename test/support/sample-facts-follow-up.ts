// Leads and times of the sample incident, made by hand: what a reader could ask for, and of whom.

import type { DemandTiming } from '../../src/model/demand.ts';
import type { LeadFacts } from '../../src/model/lead.ts';

/** The provider, a network, the relay of the demand, and an address that a payment would go to. */
export function sampleLeads(): LeadFacts[] {
  return [
    {
      id: 'L1',
      kind: 'upstream',
      keeper: 'Example Transit',
      keeperBasis: 'own provider, as stated; ticket TKT-4711',
      asn: 0,
      demandIds: [],
      identifiers: [],
      identifiersTotal: 0,
      mayHold: 'flow records at the edge of its network',
      fromUtc: '2025-12-05T18:02:11Z',
      toUtc: '2025-12-06T02:39:58Z',
      destinations: ['203.0.113.10 tcp/443'],
      keptDays: 7,
      goneFrom: '2025-12-13',
      daysLeft: 4,
    },
    {
      id: 'L2',
      kind: 'network',
      keeper: 'AS64500 Example Broadband',
      keeperBasis: 'announces the addresses (database of 2025-12-01), registered in US',
      asn: 64_500,
      demandIds: [],
      identifiers: [
        {
          type: 'ip_address',
          value: '192.0.2.20',
          sourcePorts: [40_123, 50_111],
          fromUtc: '2025-12-05T21:10:04Z',
          toUtc: '2025-12-05T22:01:41Z',
        },
      ],
      identifiersTotal: 48,
      mayHold: 'which customer used the address and source port at the time',
      fromUtc: '2025-12-05T21:10:04Z',
      toUtc: '2025-12-06T02:39:58Z',
      destinations: ['203.0.113.10 tcp/443'],
      keptDays: 7,
      goneFrom: '2025-12-13',
      daysLeft: 4,
    },
    {
      id: 'L3',
      kind: 'mail_relay',
      keeper: 'operator of the mail relay 198.51.100.187',
      keeperBasis: 'handed the message over; recorded by the first trusted mail server',
      asn: 0,
      demandIds: ['D1'],
      identifiers: [
        { type: 'message_id', value: '<1@mail.example>', sourcePorts: [], fromUtc: '', toUtc: '' },
        { type: 'ip_address', value: '198.51.100.187', sourcePorts: [], fromUtc: '', toUtc: '' },
      ],
      identifiersTotal: 2,
      mayHold: 'log of the delivery',
      fromUtc: '2025-12-05T16:31:07Z',
      toUtc: '2025-12-05T18:31:07Z',
      destinations: [],
      keptDays: 14,
      goneFrom: '2025-12-19',
      daysLeft: 10,
    },
    {
      id: 'L4',
      kind: 'wallet',
      keeper: 'exchange or service behind the BTC address',
      keeperBasis: 'not known from the evidence',
      asn: 0,
      demandIds: ['D1'],
      identifiers: [{ type: 'wallet', value: 'ExampleWalletValue', sourcePorts: [], fromUtc: '', toUtc: '' }],
      identifiersTotal: 1,
      mayHold: 'identity of the customer, payments in and out',
      fromUtc: '2025-12-05T17:31:07Z',
      toUtc: '2025-12-05T17:31:07Z',
      destinations: [],
      keptDays: 1825,
      goneFrom: '2030-12-04',
      daysLeft: 1821,
    },
  ];
}

/** The receipt of the first demand and its deadline against the first wave. */
export function sampleTimings(): DemandTiming[] {
  const wave = { waveId: 'W1', waveUtc: '2025-12-05T18:02:11Z', startCensored: false, targetsNamed: [] };
  return [
    {
      ...wave,
      demandId: 'D1',
      from: 'receipt',
      fromUtc: '2025-12-05T17:31:07Z',
      seconds: 1864,
      text: 'D1 was received 31 min 4 s before W1 begins.',
    },
    {
      ...wave,
      demandId: 'D1',
      from: 'deadline',
      fromUtc: '2025-12-06T17:31:07Z',
      seconds: -84_536,
      text: 'W1 begins 23 h 28 min before the deadline in D1.',
    },
  ];
}
