// The provider pack of a hand-made case, written into a scratch folder: what its tests read.

import type { TestContext } from 'node:test';
import type { IncidentFacts, SourceFacts, SourceRecord } from '../../../src/model/facts.ts';
import { providerPack } from '../../../src/report/provider/index.ts';
import { contentsBelow, sampleRows, scratchFolder } from '../../support/output.ts';
import { sampleFacts } from '../../support/sample-facts.ts';

/** The sample case with reflections, which a desk gets as open services. */
export function caseFacts(): IncidentFacts {
  const facts = sampleFacts();
  const udp = facts.vectors[3];
  facts.vectors[3] = {
    ...udp,
    vector: 'ntp_amplification',
    title: 'NTP reflection',
    sourcePort: '123',
    match: 'protocol udp, destination 203.0.113.10/32, source port 123',
  };
  return facts;
}

/** The sample case with one vector of each kind that has a rule of its own shape. */
export function manyVectors(): IncidentFacts {
  const facts = caseFacts();
  const [syn] = facts.vectors;
  facts.vectors.push(
    { ...syn, id: 'V5', vector: 'ack_flood', tcpFlags: 'ACK' },
    { ...syn, id: 'V6', vector: 'psh_ack_flood', tcpFlags: 'PSH ACK' },
    { ...syn, id: 'V7', vector: 'fragment_flood', protocol: 'ip', tcpFlags: '', destinationPort: '' },
    {
      ...syn,
      id: 'V8',
      vector: 'icmp_flood',
      protocol: 'icmp',
      tcpFlags: '',
      destinationPort: '',
      targets: ['2001:db8::10'],
      match:
        'protocol icmpv6, destination 2001:db8::10/128 (rate limit, do not drop: path MTU and neighbour discovery need ICMP)',
    },
    { ...syn, id: 'V9', vector: 'syn_flood', targets: ['2001:db8::10 tcp/443'] },
    { ...syn, id: 'V10', vector: 'gre_flood', protocol: 'gre', tcpFlags: '', destinationPort: '' },
    {
      ...syn,
      id: 'V11',
      vector: 'icmp_redirect_flood',
      protocol: 'icmp',
      tcpFlags: '',
      destinationPort: '',
      match: 'protocol icmp, destination 203.0.113.10/32, ICMP type 5',
    },
    {
      ...syn,
      id: 'V12',
      vector: 'icmp_time_exceeded_flood',
      protocol: 'icmp',
      tcpFlags: '',
      destinationPort: '',
      targets: ['2001:db8::10'],
      match: 'protocol icmpv6, destination 2001:db8::10/128, ICMP type 3',
    },
  );
  facts.own.addresses.push('2001:db8::/64');
  return facts;
}

/** Sources of the sample case in the order in which the case database gives them. */
export function caseSources(facts: IncidentFacts): SourceFacts[] {
  const reflectors = facts.topReflectors.map(
    (source): SourceFacts => ({
      ...source,
      vectors: ['ntp_amplification'],
      sourcePortsSample: [123],
      sourcePortsCount: 1,
    }),
  );
  return [...facts.topProven, ...reflectors];
}

/** Records of the busiest source of the sample case, as the case database gives them. */
export const RECORDS: Record<string, SourceRecord[]> = {
  '192.0.2.20': [
    {
      which: 'first',
      pointer: 'E2 line 40112',
      utc: '2025-12-05T21:10:04Z',
      port: 0,
      protocol: '',
      text: '2025-12-05T21:10:04Z 192.0.2.20 GET /search status 503 (42 requests in its busiest minute)',
    },
    {
      which: 'last',
      pointer: 'E2 line 99120',
      utc: '2025-12-05T22:01:41Z',
      port: 0,
      protocol: '',
      text: '2025-12-05T22:01:41Z 192.0.2.20 GET /\u{202e}gpj status 503',
    },
    {
      which: 'socket',
      pointer: 'E4 line 12',
      utc: '2025-12-05T21:30:00Z',
      port: 40_123,
      protocol: 'tcp',
      text: '2025-12-05T21:30:00Z 192.0.2.20 port 40123 > 203.0.113.10 port 443 ESTABLISHED',
    },
  ],
};

/** A source like another, with changes. */
export function like(source: SourceFacts, changes: Partial<SourceFacts>): SourceFacts {
  return { ...source, ...changes };
}

/** The files of the pack as text, by path. */
export async function packOf(
  test: TestContext,
  facts: IncidentFacts,
  sources: SourceFacts[],
  records: Record<string, SourceRecord[]> = {},
): Promise<Map<string, string>> {
  const folder = scratchFolder(test);
  const written = await providerPack.write(
    { facts, rows: sampleRows([sources], [], records), bill: undefined },
    folder,
  );
  const files = new Map<string, string>();
  for (const [path, bytes] of contentsBelow(folder)) files.set(path, bytes.toString('utf8'));
  if (written.length !== files.size) throw new Error('the list of files and the folder differ');
  return files;
}

/** The text of one file; it must be there. */
export function textOf(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path);
  if (text === undefined)
    throw new Error(`${path} was not written; there are ${[...files.keys()].join(' ')}`);
  return text;
}
