// What a reader is told of how captures were made: cut packets, filters of the file and of the stated command, losses, samples.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { captureFacts, captureLimits } from '../../src/facts/capture-origin.ts';
import { statedFilter } from '../../src/facts/stated-filter.ts';
import { pcap } from '../../src/ingest/formats/pcap.ts';
import { type CaptureInterface, type CaptureOrigin, emptyOrigin } from '../../src/model/capture.ts';
import type { EvidenceFacts } from '../../src/model/facts.ts';
import { evidenceCsv } from '../../src/report/csv/evidence.ts';
import { localUnits } from '../../src/report/local-units.ts';
import { germanSaid } from '../../src/report/text/de-phrases.ts';
import { decodeCapture } from '../support/decode-capture.ts';
import { sampleRows } from '../support/output.ts';
import { readCsvObjects } from '../support/read-csv.ts';
import { FIXTURES, runMain } from '../support/run-main.ts';
import { sampleFacts } from '../support/sample-facts.ts';

function seen(changes: Partial<CaptureInterface>): CaptureInterface {
  return { name: '', description: '', snapLength: 262144, filter: '', filterKind: 'none', ...changes };
}

function capture(
  id: string,
  origin: Partial<CaptureOrigin>,
  changes: Partial<EvidenceFacts> = {},
): EvidenceFacts {
  const [file] = sampleFacts().evidence;
  const made = captureFacts({ ...emptyOrigin(), interfaces: [seen({})], ...origin });
  return { ...file!, id, records: 1000, collectionCommand: '', ...changes, capture: made };
}

// tshark -r synflood.pcap -Y 'frame.cap_len < frame.len' | wc -l; capinfos: "Packet size limit: file hdr: 96 bytes"
test('cut packets of the demo case are those that tshark counts', () => {
  const bytes = readFileSync(join(FIXTURES, 'debtember/capture/synflood.pcap'));
  const { origin } = decodeCapture(pcap, bytes, () => 65_536, 4096);
  assert.deepEqual(origin, { ...emptyOrigin(), interfaces: [seen({ snapLength: 96 })], packetsCut: 1969 });
});

test('inspect tells of it too', () => {
  const run = runMain(['inspect', join(FIXTURES, 'debtember/capture/synflood.pcap')]);
  assert.match(run.stdout, /^ {2}Interface +not named; at most 96 bytes of a packet; no filter told$/m);
  assert.match(run.stdout, /^ {2}Packets cut +1969$/m);
});

test('a capture that holds all says nothing', () => {
  assert.deepEqual(captureLimits([capture('E1', {})]), []);
  assert.deepEqual(captureLimits([capture('E1', { packetsDropped: 0 }, { samplingRate: 1 })]), []);
  const [log] = sampleFacts().evidence.filter(({ kind }) => kind === 'requests');
  assert.deepEqual(captureLimits([log!]), []);
});

test('every limit is told once for all files that share it, and has a German form', () => {
  const words = { filter: 'tcp port 80', filterKind: 'words' } as const;
  const rotated = Array.from({ length: 12 }, (_, index) =>
    capture(`E${index + 1}`, { interfaces: [seen({ ...words, snapLength: 96 })], packetsCut: 10 }),
  );
  const sentences = captureLimits([
    ...rotated,
    capture('E20', {
      interfaces: [seen({ filter: '(BPF bytecode, 4 instructions)', filterKind: 'bytecode' })],
    }),
    capture('E21', { packetsDropped: 1234 }),
    capture('E22', {}, { samplingRate: 1000 }),
    capture('E23', {}, { samplingRate: 512 }),
    capture('E24', {}, { collectionCommand: "sudo tcpdump -ni eth0 -w a.pcap 'udp and port 53'" }),
  ]);
  assert.deepEqual(sentences, [
    'Cut when they were recorded: 120 of 12,000 packets in E1, E2, E3, E4, E5, E6, E7, E8 and 4 more (most bytes kept of one, as the file says: 96). Sizes are those on the wire; what was cut off, such as requests and names asked for, is not in the evidence.',
    'Recorded with the capture filter "tcp port 80", as the file says: E1, E2, E3, E4, E5, E6, E7, E8 and 4 more. Traffic that a filter keeps out is not in the evidence, and that it is missing shows nothing.',
    'Recorded with the capture filter "udp and port 53", as the stated command says: E24. Traffic that a filter keeps out is not in the evidence, and that it is missing shows nothing.',
    'Recorded with a capture filter that the file does not give in words: E20. Traffic that a filter keeps out is not in the evidence, and that it is missing shows nothing.',
    'Packets dropped while they were recorded, as the file counts them: 1,234 in E21. Rates and counts are lower bounds there.',
    'Only a sample was recorded, as stated: one packet of 1,000 in E22; one packet of 512 in E23. Counts and rates are those of the sample; nothing was multiplied.',
  ]);
  const { said } = germanSaid(localUnits({ language: 'de', dateStyle: 'iso' }));
  for (const sentence of sentences) assert.doesNotMatch(said(sentence), /Englisch/, sentence);
});

test('the filter of a stated command, where the command is understood', () => {
  for (const [command, filter] of [
    ['tcpdump -i eth0 -s 96 -w synflood.pcap tcp port 80', 'tcp port 80'],
    [
      '/usr/sbin/tcpdump -nni any -s0 -C100 -W 10 -w x.pcap "host 192.0.2.1 and (udp or icmp)"',
      'host 192.0.2.1 and (udp or icmp)',
    ],
    ['sudo tcpdump --interface=eth0 -w x.pcap', ''],
    ['tcpdump -i eth0 -w x.pcap', ''],
    ['tcpdump -i eth0 --snapshot-length 96 port 80', ''], // which word belongs to the option is not known
    ['tcpdump -F filter.txt -i eth0', ''],
    ['tcpdump -i eth0 port 80 | tee x', ''],
    ['timeout 60 tcpdump -i eth0 port 80', ''],
    ['tcpdump -i $IF port 80', ''],
    ['dumpcap -i 1 -f "udp port 53" -w x.pcapng', 'udp port 53'],
    ['tshark -i 1 -w x.pcapng', ''],
    ['netstat -ant', ''],
    ['', ''],
  ] as const)
    assert.equal(statedFilter(command), filter, command);
});

test('evidence.csv: once where interfaces agree, else in their order; text of strangers is cut', async () => {
  const facts = sampleFacts();
  const hostile = `=cmd|"\n${'x'.repeat(400)}`;
  facts.evidence = [
    capture('E1', { interfaces: [seen({ snapLength: 96 })] }),
    capture('E2', {
      application: 'Dumpcap 4.0.17',
      packetsDropped: 7,
      interfaces: [
        seen({ name: 'eth0', description: 'upstream', filter: 'tcp', filterKind: 'words' }),
        seen({ name: 'eth1', snapLength: 0 }),
      ],
    }),
    capture(
      'E3',
      { interfaces: [seen({ name: hostile })], interfacesLeftOut: 9 },
      { packetsDropped: 3, samplingRate: 64 },
    ),
  ];
  const bytes = await evidenceCsv.bytes({ facts, rows: sampleRows([]), bill: undefined });
  const cells = readCsvObjects(bytes.toString('utf8')).map((row) => [
    row.collection_tool_version,
    row.snaplen,
    row.capture_filter,
    row.packets_dropped,
    row.sampling_rate,
    row.interface,
  ]);
  assert.deepEqual(cells, [
    ['', '96', '', '', '', ''],
    ['Dumpcap 4.0.17', '262144 | 0', 'tcp | not stated', '7', '', 'eth0 (upstream) | eth1'],
    [
      '',
      '262144 | 9 more not shown',
      'not stated | 9 more not shown',
      '3',
      '64',
      `=cmd|"\\u{a}${'x'.repeat(193)}[cut, 407 characters] | 9 more not shown`,
    ],
  ]);
});
