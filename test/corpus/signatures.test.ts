// Signatures, SYN fingerprints and quoted packets in captures of the corpus, against what tshark 4.0.17 counts with the filters beside each number.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pcap } from '../../src/ingest/formats/pcap.ts';
import { pcapng } from '../../src/ingest/formats/pcapng.ts';
import { decodeCapture, type PacketRow } from '../support/decode-capture.ts';

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));
const skip = existsSync(CORPUS) ? false : `no corpus at ${CORPUS}`;

/** Signatures and their counts; tshark ran with -o ip.defragment:FALSE, and "not icmp" leaves out what ICMP errors quote. */
const COUNTS: Record<string, Record<string, number>> = {
  // dns.flags.response==1 && udp.srcport==53 && !icmp; nbns.flags.response==0 && !icmp
  'pcap-attacks/netlyzer__ddos-dns-reflection.pcap': { dnsResponse: 6677, netbiosQuery: 6 },
  // isakmp (all have a responder cookie)
  'pcap-attacks/stopddos__amp.UDP.isakmp.pcap': { ikeResponse: 3984 },
  // snmp.data==2 && !icmp: 13, and frame 3658, a first fragment, which tshark leaves undissected
  'pcap-attacks/stopddos__amp.TCP.reflection.SYNACK.pcap': { snmpResponse: 14 },
  // ntp.ctrl.flags2.r
  'pcap-attacks/tcpdump__ntp-control.pcap': { ntpRequest: 8, ntpControlResponse: 13 },
  // ntp.priv.flags.r
  'pcap-attacks/tcpdump__ntp-mode7.pcap': { ntpRequest: 4, ntpPrivateResponse: 4 },
  // cldap && udp.srcport==389, udp.dstport==389
  'pcap-attacks/suricata-verify__cldap-leak.pcap': { cldapRequest: 7, cldapResponse: 4 },
  'pcap-attacks/suricata-verify__ldap-udp-cldap.pcap': { cldapRequest: 1, cldapResponse: 1 },
  // M-SEARCH to Plex's port, frame contains "M-SEARCH"
  'pcap-attacks/ndpi__ssdp-m-search.pcap': { ssdpSearch: 19 },
  // ssh.protocol
  'pcap-attacks/zeek__sshguess.pcap': { sshBanner: 22 },
  // memcached over TCP is no answer over UDP
  'pcap-attacks/ndpi__memcached.cap': {},
  'pcap-attacks/cic-ddos2019__SynFlood.pcap': {},
  'pcap-benign/ndpi__quic.pcap': {},
  'pcap-benign/pcapplusplus__650HttpResponses.pcap': {},
  // dns.flags.response, tls.handshake.type==1, tcp.payload[0:4]==47:45:54:20
  'pcap-benign/plaso__test.pcap': { dnsQuery: 22, dnsResponse: 12, tlsClientHello: 4, httpGet: 13 },
  // tcp.payload[0:4]==47:45:54:20 or 48:45:41:44; http.request.method in {"POST","PUT"}
  'pcap-benign/pcapplusplus__4KHttpRequests.pcap': { httpGet: 222, httpPost: 156 },
};

function rowsOf(path: string): PacketRow[] {
  const bytes = readFileSync(join(CORPUS, path));
  const format = pcap.sniff(bytes.subarray(0, 65536)) === undefined ? pcap : pcapng;
  return decodeCapture(format, bytes, undefined, 4096).rows;
}

test('signatures in captures of the corpus', { skip }, async (t) => {
  for (const [path, expected] of Object.entries(COUNTS))
    await t.test(path, () => {
      const found: Record<string, number> = {};
      for (const { signature } of rowsOf(path))
        if (signature !== 'none') found[signature] = (found[signature] ?? 0) + 1;
      assert.deepEqual(found, expected);
    });
});

test('SYN fingerprints in captures of the corpus', { skip }, async (t) => {
  // Distinct combinations of ip.flags, ip.id==0, tcp.window_size_value and tcp.options among SYNs.
  const expected: Record<string, number> = {
    'pcap-attacks/cic-ddos2019__SynFlood.pcap': 1,
    'pcap-attacks/stopddos__pkt.TCP.DOMINATE.syn.ecn.cwr.pcapng': 2, // one of 9,639 drew identification 0
    'pcap-attacks/suricata-verify__tcp-syn-flood-200.pcap': 1,
    'pcap-attacks/ndpi__synscan-nmap.pcap': 4, // nmap's windows 1024, 2048, 3072, 4096
  };
  for (const [path, count] of Object.entries(expected))
    await t.test(path, () => {
      const hashes = rowsOf(path).map((row) => row.synFingerprint);
      assert.equal(new Set(hashes.filter((hash) => hash !== 0)).size, count);
    });
});

test('packets quoted by ICMP errors in captures of the corpus', { skip }, () => {
  // icmp.type==3 || icmp.type==11 || icmp.type==12
  assert.equal(
    rowsOf('pcap-attacks/stopddos__amp.TCP.reflection.SYNACK.pcap').filter((row) => row.quoted !== '').length,
    153,
  );
  const reflection = rowsOf('pcap-attacks/netlyzer__ddos-dns-reflection.pcap');
  assert.equal(reflection.filter((row) => row.quoted.startsWith('17 ')).length, 360);
});
