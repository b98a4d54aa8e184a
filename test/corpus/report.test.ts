// Reports on captures and logs of the corpus: attacks are found, ordinary traffic is not called one, nothing crashes.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Assessment, assess } from '../../src/assess/assess.ts';
import { collect } from '../../src/collect.ts';
import { filesBelow } from '../support/output.ts';
import { namesIn, reportInto } from '../support/run-main.ts';

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));
const skip = existsSync(CORPUS) ? false : `no corpus at ${CORPUS}`;

/** No attack may be found in these. */
const ORDINARY = [
  'pcap-benign/ndpi__quic.pcap',
  'pcap-benign/pcapplusplus__4KHttpRequests.pcap',
  'pcap-benign/pcapplusplus__650HttpResponses.pcap',
  'pcap-benign/plaso__test.pcap',
  'pcap-attacks/ndpi__memcached.cap',
  'pcap-attacks/ndpi__ssdp-m-search.pcap',
  'pcap-attacks/ndpi__synscan-nmap.pcap',
  'pcap-attacks/ndpi__tcp_scan.pcapng',
  'pcap-attacks/ndpi__WebattackSQLinj.pcap',
  'pcap-attacks/suricata-verify__cldap-leak.pcap',
  'pcap-attacks/suricata-verify__ldap-udp-cldap.pcap',
  'pcap-attacks/tcpdump__ntp-control.pcap',
  'pcap-attacks/tcpdump__ntp-mode7.pcap',
  'pcap-attacks/zeek__sshguess.pcap',
  'weblogs/elastic__apache_logs_10000.log',
  'weblogs/srhegde__apache_access_105k.log',
];

/** These must show a wave with one of the vectors. */
const ATTACKS: Record<string, RegExp> = {
  'cic-ddos2019__SynFlood.pcap': /^syn_flood$/,
  'stopddos__pkt.TCP.DOMINATE.syn.ecn.cwr.pcapng': /^syn_flood$/,
  'suricata-verify__tcp-syn-flood-200.pcap': /^syn_flood$/,
  'stopddos__amp.UDP.isakmp.pcap': /^(udp_flood|[a-z]+_amplification)$/,
  'derived__isakmp-amp-in-benign.pcap': /^(udp_flood|[a-z]+_amplification)$/,
  'netlyzer__ddos-dns-reflection.pcap': /^dns_amplification$/,
  'ndpi__ip_fragmented_garbage.pcap': /^fragment_flood$/,
  'suricata-verify__ipv6-dos-denial6-5.pcap': /^icmp_flood$/,
};

let scratch = '';
before(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'afterflood-corpus-'));
});
after(() => rmSync(scratch, { recursive: true, force: true }));

// Only what is judged; the documents are tested elsewhere and cost seconds each.
async function assessmentOf(file: string, thresholds: Record<string, number> = {}): Promise<Assessment> {
  const { store } = await collect([path.join(CORPUS, file)], {});
  try {
    return await assess(store, { own: [], spared: [], thresholds, siteName: 'the site' });
  } finally {
    await store.close();
  }
}

function vectorsOf({ waves }: Assessment): string[] {
  return [...new Set(waves.flatMap(({ findings }) => findings.map(({ vector }) => vector)))].sort();
}

for (const file of ORDINARY) {
  test(`${file}: no wave`, { skip }, async () => {
    assert.deepEqual(vectorsOf(await assessmentOf(file)), []);
  });
}

for (const file of skip === false
  ? filesBelow(path.join(CORPUS, 'netstat')).filter((n) => n.endsWith('.out'))
  : []) {
  test(`netstat/${file}: no wave`, async () => {
    assert.deepEqual(vectorsOf(await assessmentOf(`netstat/${file}`)), []);
  });
}

for (const [file, vector] of Object.entries(ATTACKS)) {
  test(`pcap-attacks/${file}: a wave of ${vector.source}`, { skip }, async () => {
    const found = vectorsOf(await assessmentOf(`pcap-attacks/${file}`));
    assert.equal(found.length, 1, found.join(' '));
    assert.match(found[0], vector);
  });
}

// Eight requests a minute from one address: no flood by its rate, which a program that polls has as well. Whoever knows better lowers the thresholds.
test('pcap-attacks/cic-ddos2019__WebDDoS.pcap: an HTTP flood for who states that so few requests are one', {
  skip,
}, async () => {
  const file = 'pcap-attacks/cic-ddos2019__WebDDoS.pcap';
  assert.deepEqual(vectorsOf(await assessmentOf(file)), []);
  const lowered = {
    'http_packets.requests_per_minute': 10,
    'http_packets.repeats_per_source': 10,
    'slow_sources.per_minute': 10,
  };
  const { findings } = await assessmentOf(file, lowered);
  assert.deepEqual(
    findings.map(({ vector, target, proves }) => [vector, target.text, proves]),
    [['http_flood', '192.168.50.1 tcp/80', true]],
  );
});

// Whole reports where a writer could stumble: bogon sources, one-way traffic, IPv6, spans of a year and of 584,000 years.
for (const file of [
  'pcap-attacks/netlyzer__ddos-dns-reflection.pcap',
  'pcap-attacks/cic-ddos2019__SynFlood.pcap',
  'pcap-attacks/suricata-verify__ipv6-dos-denial6-5.pcap',
  'pcap-attacks/zeek__dhcp_flood.pcap',
  'pcap-benign/ndpi__quic.pcap',
  'pcap-formats/pcapplusplus__pcapng-example.pcapng',
  'pcap-formats/derived__cut-in-block-dominate.pcapng',
]) {
  test(`${file}: a whole report`, { skip }, async () => {
    const out = path.join(scratch, path.basename(file));
    const { facts, imperfect } = await reportInto(out, [path.join(CORPUS, file)]);
    // tshark gives packet 2 of the second a time of 2061, between two of 2015.
    assert.equal(imperfect, file.includes('derived__cut') || file.includes('pcapng-example'));
    assert.equal(facts.attackFound, facts.waves.length > 0);
    for (const each of facts.evidence) assert.equal(each.bytesDecoded + each.bytesSkipped, each.bytesRead);
    assert.ok(namesIn(out).includes('SHA256SUMS'));
  });
}
