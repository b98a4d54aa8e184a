// A demand as its file tells it, made by hand: one mail over one stranger's relay, in which the sender names an amount and a time.

import type { DemandRecord } from '../../../src/model/demand.ts';
import type { CaseFacts } from '../../../src/model/facts.ts';

const TEXT = [
  'We are the Example Crew.',
  '',
  '  Pay 0.4 BTC within 24 hours or 203.0.113.10 goes down.',
  `\tDo not answer\u202e ${'or ask '.repeat(40)}.`,
].join('\n');

const HEADER = [
  'Received: from relay.mail.example (relay.mail.example [198.51.100.187])',
  '\tby mx1.hosting.example with ESMTPS; Fri, 5 Dec 2025 18:31:07 +0100',
  'From: "Example Crew" <crew@mail.example>',
  'Subject: your shop',
].join('\n');

function quote(text: string): { text: string; start: number; end: number } {
  const start = TEXT.indexOf(text);
  return { text, start, end: start + text.length };
}

/** The record of a stated demand. */
export function sampleDemandRecord(stated: CaseFacts['demands'][number]): DemandRecord {
  const { id, channel, file, evidenceId, receivedUtc, note } = stated;
  return {
    id,
    channel,
    file,
    evidenceId,
    sha256: file === '' ? '' : 'ab'.repeat(32),
    sizeBytes: 2048,
    modifiedUtc: '',
    receivedUtc,
    receivedText: 'Fri, 5 Dec 2025 18:31:07 +0100',
    receivedOffsetMin: 60,
    receivedFrom: 'own_server',
    preservation: file === '' ? 'recollection' : 'original',
    warnings: [`To be known of ${id}.`],
    headerBlock: file === '' ? '' : HEADER,
    returnPath: 'crew@mail.example',
    from: '"Example Crew" <crew@mail.example>',
    replyTo: 'pay@mail.example',
    to: 'info@shop.example',
    subject: 'your shop',
    messageId: '<1@mail.example>',
    dateHeader: 'Fri, 5 Dec 2025 09:00:00 +0000',
    mailer: '',
    originatingIp: '',
    dkimSignatures: [],
    arc: [],
    received: [
      {
        raw: 'from relay.mail.example by mx1.hosting.example',
        fromName: 'relay.mail.example',
        fromAddress: '198.51.100.187',
        by: 'mx1.hosting.example',
        timeText: 'Fri, 5 Dec 2025 18:31:07 +0100',
        utc: '2025-12-05T17:31:07Z',
        trusted: true,
      },
      {
        raw: 'from [192.0.2.66] by relay.mail.example',
        fromName: '',
        fromAddress: '192.0.2.66',
        by: 'relay.mail.example',
        timeText: 'Fri, 5 Dec 2025 17:31:01 +0000',
        utc: '2025-12-05T17:31:01Z',
        trusted: false,
      },
    ],
    firstExternalAddress: '198.51.100.187',
    authentication: [
      {
        server: 'mx1.hosting.example',
        method: 'spf',
        result: 'pass',
        properties: 'smtp.mailfrom=crew@mail.example',
        trusted: true,
      },
      { server: 'elsewhere.example', method: 'dkim', result: 'pass', properties: '', trusted: false },
    ],
    text: TEXT,
    textFrom: 'plain',
    attachments: [],
    language: 'en',
    kind: 'explicit',
    kindReason: 'A sentence asks for an amount, and another threatens.',
    kindQuotes: [quote('Pay 0.4 BTC within 24 hours or 203.0.113.10 goes down.')],
    claimedIdentity: 'the Example Crew',
    contacts: [{ kind: 'email', value: 'pay@mail.example', where: 'header' }],
    threats: [],
    targets: ['203.0.113.10'],
    announcedTimes: [],
    amounts: [
      { value: '0.4', currency: 'BTC', role: 'demanded', assumption: '', quote: quote('Pay 0.4 BTC') },
    ],
    deadlines: [
      {
        utc: '2025-12-06T17:31:07Z',
        assumption: 'counted from the receipt',
        quote: quote('within 24 hours'),
      },
    ],
    wallets: [
      {
        asset: 'BTC',
        format: 'base58check',
        address: '1ExampleExampleExampleExampleExamp',
        checksum: 'invalid',
        amount: '0.4',
        quote: quote('0.4 BTC'),
      },
    ],
    claims: [{ kind: 'group', quote: quote('We are the Example Crew.') }],
    note,
  };
}
