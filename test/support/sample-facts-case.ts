// What was stated about the sample incident, and the files that were handed in.

import { emptyOrigin } from '../../src/model/capture.ts';
import type { CaseFacts, CustodyFacts, EvidenceFacts } from '../../src/model/facts.ts';
import type { DemandStatements } from '../../src/model/incident.ts';

function evidenceFile(
  id: string,
  path: string,
  format: string,
  formatTitle: string,
  kind: EvidenceFacts['kind'],
  records: number,
  bytesRead: number,
): EvidenceFacts {
  const digit = id.slice(1);
  return {
    id,
    fileName: path.slice(path.lastIndexOf('/') + 1),
    path,
    format,
    formatTitle,
    kind,
    sha256: `${digit}4c1`.repeat(16),
    innerSha256: path.endsWith('.gz') ? `${digit}9be`.repeat(16) : '',
    sizeBytes: path.endsWith('.gz') ? Math.round(bytesRead / 9) : bytesRead,
    modifiedUtc: '2025-12-06T03:05:12Z',
    firstUtc: '2025-12-05T16:00:00Z',
    lastUtc: '2025-12-06T04:00:00Z',
    records,
    rejected: 0,
    bytesRead,
    bytesDecoded: bytesRead,
    bytesSkipped: 0,
    diagnostics: [],
    timeConfidence: 'exact',
    host: 'web1',
    hostRole: 'attacked web server',
    collectedBy: 'Ana Example',
    collectedUtc: '2025-12-06T04:02:00Z',
    collectionCommand: '',
    clockOffsetMs: 0,
    clockOffsetMethod: '',
    packetsDropped: undefined,
    declaredOffset: '',
    capture: emptyOrigin(),
    samplingRate: undefined,
    complete: 'yes',
    notes: '',
  };
}

/** Of a demand. */
export const NOTHING_STATED: DemandStatements = {
  note: '',
  witness: '',
  payment: '',
  translation: '',
  translator: '',
  otherRecipients: '',
  priorContact: '',
  disputeContext: '',
};

/** Five files, two of them damaged a little. */
export function sampleEvidence(): EvidenceFacts[] {
  return [
    {
      ...evidenceFile(
        'E1',
        'captures/web1.pcap.gz',
        'pcap',
        'libpcap capture',
        'packets',
        61_204_118,
        6_181_616_000,
      ),
      bytesDecoded: 6_181_615_926,
      bytesSkipped: 74,
      diagnostics: [
        { code: 'capture/cut-in-record', count: 1, bytesSkipped: 74, firstOffsets: [6_181_615_926] },
      ],
      capture: {
        ...emptyOrigin(),
        interfaces: [{ name: '', description: '', snapLength: 96, filter: '', filterKind: 'none' }],
        packetsCut: 14_204_118,
      },
      collectionCommand: 'tcpdump -i eth0 -s 96 -w web1.pcap',
    },
    {
      ...evidenceFile(
        'E2',
        'logs/access.log.gz',
        'web-combined',
        'web log',
        'requests',
        1_702_334,
        391_536_820,
      ),
      rejected: 12,
      bytesDecoded: 391_535_420,
      bytesSkipped: 1_400,
      diagnostics: [
        {
          code: 'line/unparsable',
          count: 12,
          bytesSkipped: 1_400,
          firstOffsets: [10_442, 77_120, 78_004, 90_771, 91_002],
        },
      ],
      declaredOffset: '+01:00',
    },
    {
      ...evidenceFile('E3', 'sockets/ss.txt', 'ss', 'ss listing', 'sockets', 214_800, 20_190_112),
      collectionCommand: 'while sleep 60; do date -u; ss -tan; done',
      timeConfidence: 'exact',
    },
    {
      ...evidenceFile(
        'E4',
        'sockets/netstat-1815.txt',
        'netstat',
        'netstat listing',
        'sockets',
        16_612,
        1_478_468,
      ),
      firstUtc: '2025-12-05T18:15:00Z',
      lastUtc: '2025-12-05T18:15:00Z',
      timeConfidence: 'date from file name',
    },
    {
      ...evidenceFile('E5', 'mail/demand-1.eml', 'eml', 'e-mail message', 'document', 1, 6_812),
      firstUtc: '2025-12-05T17:31:07Z',
      lastUtc: '2025-12-05T17:31:07Z',
      host: '',
      hostRole: '',
    },
  ];
}

function custodyStep(evidenceId: string, changes: Partial<CustodyFacts>): CustodyFacts {
  return {
    ...{ evidenceId, file: '*', action: 'stored', atUtc: '', untilUtc: '', by: '', to: '', place: '' },
    ...{ method: '', note: '', sha256: '', matches: undefined },
    ...changes,
  };
}

/** What was stated of two of the files after they were collected. */
export function sampleCustody(): CustodyFacts[] {
  const stored = { atUtc: '2025-12-06T05:00:00Z', by: 'Ana Example', place: 'safe of Example Ops' };
  const [first] = sampleEvidence();
  return [
    custodyStep('E1', {
      action: 'hashed',
      atUtc: '2025-12-06T04:10:00Z',
      by: 'Ana Example',
      method: 'sha256sum',
      sha256: first!.sha256,
      matches: true,
    }),
    custodyStep('E1', stored),
    custodyStep('E2', stored),
  ];
}

/** Everything incident.yaml would hold. */
export function sampleCase(): CaseFacts {
  return {
    id: 'AF-2025-0007',
    title: 'Extortion and denial of service against Example Games',
    exercise: true,
    handling: 'TLP:AMBER',
    policeReference: '',
    preparedFor: 'Example State Police, cybercrime desk',
    version: '2, replaces 1 of 2025-12-07',
    originalsKept: 'safe of Example Ops, by Ana Example',
    discoveredUtc: '2025-12-05T18:05:00Z',
    victim: {
      name: 'Example Games Ltd',
      address: '1 Example Street, Exampleton',
      sector: 'online games',
      size: '12 people',
      protection: 'rate limits at the load balancer',
      country: 'DE',
      contact: {
        name: 'Cleo Example',
        role: 'owner',
        organisation: 'Example Games Ltd',
        email: 'cleo@example.com',
        phone: '+44 20 7946 0002',
      },
    },
    insurer: {
      name: 'Example Insurance',
      policy: 'CY-0815',
      notifiedUtc: '2025-12-05T20:00:00Z',
      waitingPeriodMinutes: 60,
    },
    preparer: {
      name: 'Ana Example',
      role: 'system administrator',
      organisation: 'Example Ops',
      email: 'ana@example.org',
      phone: '+44 20 7946 0000',
      authority: 'engaged by Example Games Ltd, contract C-2025-03',
      qualification: 'administrator of these servers since 2019',
    },
    contacts: [
      {
        name: 'Ben Example',
        role: 'on call',
        organisation: 'Example Games Ltd',
        email: 'ben@example.com',
        phone: '+44 20 7946 0001',
      },
    ],
    provider: {
      name: 'Example Transit',
      email: 'abuse@example.net',
      phone: '',
      ticket: 'TKT-4711',
      server: '',
    },
    client: { name: 'Example Games Ltd', address: '', contract: 'C-2025-03', invoice: 'INV-0042' },
    services: [
      { name: 'Web shop', host: 'web1', address: '203.0.113.10', port: 443, url: 'https://www.example.net/' },
    ],
    paper: 'A4',
    writtenIn: { language: 'en', dateStyle: 'iso' },
    profile: 'law_enforcement',
    ledes: false,
    outages: [
      {
        id: 'O1',
        service: 'Web shop',
        startUtc: '2025-12-05T18:05:00Z',
        endUtc: '2025-12-05T18:33:00Z',
        howMeasured: 'uptime monitor, 60 s',
      },
      {
        id: 'O2',
        service: 'Web shop',
        startUtc: '2025-12-05T21:15:00Z',
        endUtc: '2025-12-05T22:05:00Z',
        howMeasured: 'uptime monitor, 60 s',
      },
    ],
    demands: [
      {
        id: 'D1',
        file: 'mail/demand-1.eml',
        evidenceId: 'E5',
        receivedUtc: '2025-12-05T17:31:07Z',
        channel: 'email',
        paid: 'no',
        replied: 'no',
        ...NOTHING_STATED,
        note: 'Asks for payment within 24 hours.',
      },
      {
        id: 'D2',
        file: '',
        evidenceId: '',
        receivedUtc: '2025-12-05T22:20:00Z',
        channel: 'chat',
        paid: '',
        replied: '',
        ...NOTHING_STATED,
        note: 'Repeats the demand.',
      },
    ],
    actions: [
      {
        id: 'A1',
        atUtc: '2025-12-05T18:12:00Z',
        untilUtc: '',
        by: 'Ana Example',
        what: 'Switched on SYN cookies',
        kind: 'mitigation',
      },
      {
        id: 'A2',
        atUtc: '2025-12-05T18:20:00Z',
        untilUtc: '',
        by: 'Ana Example',
        what: 'Called the provider',
        kind: 'provider_contact',
      },
      {
        id: 'A3',
        atUtc: '2025-12-05T21:40:00Z',
        untilUtc: '2025-12-06T03:00:00Z',
        by: 'Ben Example',
        what: 'Rate limit on /search',
        kind: 'mitigation',
      },
      {
        id: 'A4',
        atUtc: '2025-12-06T02:25:00Z',
        untilUtc: '',
        by: 'Example Transit',
        what: 'Filtered UDP from ports 53 and 123',
        kind: 'mitigation',
      },
    ],
    losses: [
      {
        item: 'Lost sales',
        category: 'lost_revenue',
        amountMinor: 184_000,
        tariff: undefined,
        currency: 'EUR',
        method: 'same hours a week earlier',
        included: true,
      },
    ],
    allowList: [{ prefix: '192.0.2.240/28', label: 'monitoring', note: 'uptime checks' }],
    trustedProxies: [],
    abuseContacts: [],
  };
}
