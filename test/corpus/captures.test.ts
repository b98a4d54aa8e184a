// Captures of the corpus against facts that tshark and capinfos found in them.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { EvidenceFormat } from '../../src/ingest/format.ts';
import { pcap } from '../../src/ingest/formats/pcap.ts';
import { pcapng } from '../../src/ingest/formats/pcapng.ts';
import { SHAPE, TCP } from '../../src/model/batch.ts';
import { decodeCapture, type PacketRow } from '../support/decode-capture.ts';

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));
const TRUTH = '.truth.json';
const FOLDERS = ['pcap-attacks', 'pcap-benign', 'pcap-formats', 'pcap-formats/pcapng-suite-le', 'netflow'];

/** Formats and link types that are not read. */
const NOT_READ: Record<string, string> = {
  'pcap-formats/arkime__icmp-frame-relay.pcap': 'link type 107, Frame Relay',
  'pcap-formats/pcap-parser__err-eof.bin': 'a lone pcapng block without a section header',
  'pcap-formats/pcapplusplus__solaris.snoop': 'snoop, not pcap',
  'pcap-formats/tcpdump__nflog.pcap': 'link type 239, netfilter log',
};

const NO_TIME = 'a simple packet block has no time: 0 here, empty in tshark';
const CUSTOM_BLOCKS = 'tshark lists custom blocks as frames (capinfos does not)';

/** Facts that differ on purpose. tshark's first occurrence of a field can come from a packet inside the packet. */
const DIFFERENT: Record<string, { facts: string[]; reason: string }> = {
  'pcap-formats/zeek__tunnels_gre-sample.pcap': {
    facts: ['syn_only', 'syn_ack', 'fin_any'],
    reason: 'the TCP headers are inside GRE; only the outermost IP header is looked at',
  },
  'pcap-formats/pcapplusplus__MplsPackets.pcap': {
    facts: [
      'ipv4_packets',
      'non_ip_packets',
      'distinct_sources',
      'distinct_destinations',
      'ip_proto',
      'src_packets',
      'src_bytes',
    ],
    reason: 'packet 2 is Ethernet inside MPLS (a pseudowire), which is not looked into',
  },
  'pcap-formats/pcapplusplus__pcapng-example.pcapng': {
    facts: ['max_time'],
    reason: 'the truth compared these absurd times as doubles; capinfos says 18446744073204.277451 as we do',
  },
  'pcap-formats/tcpdump__timestamp_invalid_micro.pcap': {
    facts: ['max_time'],
    reason: 'tshark prints 1000000000 nanoseconds; here they are carried into the seconds',
  },
  'pcap-formats/pcap-parser__test016-be.pcapng': { facts: ['min_time'], reason: NO_TIME },
  'pcap-formats/pcap-parser__test017-be.pcapng': {
    facts: ['frame_bytes', 'non_ip_packets'],
    reason: CUSTOM_BLOCKS,
  },
  ...suite(['test010', 'test012'], ['min_time', 'max_time'], NO_TIME),
  ...suite(['test011', 'test016', 'test100', 'test101', 'test201'], ['min_time'], NO_TIME),
  ...suite(['test017'], ['frame_bytes', 'non_ip_packets'], CUSTOM_BLOCKS),
  ...suite(
    ['test018', 'test102', 'test202'],
    ['frame_bytes', 'non_ip_packets', 'min_time'],
    `${CUSTOM_BLOCKS}; ${NO_TIME}`,
  ),
};

function suite(names: string[], facts: string[], reason: string): typeof DIFFERENT {
  return Object.fromEntries(
    names.map((name) => [`pcap-formats/pcapng-suite-le/${name}.pcapng`, { facts, reason }]),
  );
}

test('captures of the corpus', { skip: existsSync(CORPUS) ? false : `no corpus at ${CORPUS}` }, async (t) => {
  for (const path of FOLDERS.flatMap(captures)) {
    await t.test(path, () => {
      const truth = JSON.parse(readFileSync(join(CORPUS, path + TRUTH), 'utf8'));
      const bytes = contents(path);
      const format = formatOf(bytes);
      if (path in NOT_READ) {
        assert.ok(
          format === undefined || diagnosed(format, bytes, 'packet/unknown-link-type'),
          'is read after all',
        );
        return;
      }
      assert.ok(format, 'no format fits');
      const capture = decodeCapture(format, bytes, undefined, 4096);
      assert.equal(capture.bytesDecoded + capture.bytesSkipped, bytes.length, 'ledger');
      const found = facts(capture.rows);
      const different = DIFFERENT[path]?.facts ?? [];
      for (const [name, value] of Object.entries(found)) {
        if (different.includes(name))
          assert.notDeepEqual(value, expected(truth, name), `${name} is equal after all`);
        else assert.deepEqual(value, expected(truth, name), name);
      }
    });
  }
});

test('broken captures: nothing is thrown, every byte is accounted for', {
  skip: existsSync(CORPUS) ? false : `no corpus at ${CORPUS}`,
}, () => {
  for (const folder of [...FOLDERS, 'pcap-fuzz'])
    for (const name of readdirSync(join(CORPUS, folder))) {
      if (!/\.(pcap|pcapng|cap|bin|snoop)$/.test(name)) continue;
      const bytes = contents(`${folder}/${name}`);
      for (const format of [pcap, pcapng]) {
        const capture = decodeCapture(format, bytes, () => 65536, 4096);
        assert.equal(capture.bytesDecoded + capture.bytesSkipped, bytes.length, `${name} as ${format.id}`);
      }
    }
});

function captures(folder: string): string[] {
  const names = readdirSync(join(CORPUS, folder)).filter((name) => name.endsWith(TRUTH));
  return names
    .map((name) => `${folder}/${name.slice(0, -TRUTH.length)}`)
    .filter((path) => folder !== 'netflow' || path.endsWith('.pcap'))
    .sort();
}

function contents(path: string): Uint8Array {
  const bytes = readFileSync(join(CORPUS, path));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

function formatOf(bytes: Uint8Array): EvidenceFormat | undefined {
  return [pcap, pcapng].find((format) => format.sniff(bytes.subarray(0, 65536)) === undefined);
}

function diagnosed(format: EvidenceFormat, bytes: Uint8Array, code: string): boolean {
  return decodeCapture(format, bytes).diagnostics.some((diagnostic) => diagnostic.code === code);
}

function facts(rows: PacketRow[]): Record<string, unknown> {
  const ip = rows.filter((row) => row.ipVersion !== 0);
  const tcp = rows.filter((row) => (row.shape & SHAPE.hasTcp) !== 0);
  const handshake = (row: PacketRow): number => row.tcpFlags & (TCP.SYN | TCP.ACK);
  const times = rows.map((row) => row.time).sort(byTime);
  return {
    packets: rows.length,
    frame_bytes: sum(rows),
    min_time: times.at(0) ?? '',
    max_time: times.at(-1) ?? '',
    ipv4_packets: rows.filter((row) => row.ipVersion === 4).length,
    ipv6_packets: rows.filter((row) => row.ipVersion === 6).length,
    non_ip_packets: rows.filter((row) => row.ipVersion === 0).length,
    distinct_sources: new Set(ip.map((row) => row.source)).size,
    distinct_destinations: new Set(ip.map((row) => row.destination)).size,
    syn_only: tcp.filter((row) => handshake(row) === TCP.SYN).length,
    syn_ack: tcp.filter((row) => handshake(row) === (TCP.SYN | TCP.ACK)).length,
    rst_any: tcp.filter((row) => (row.tcpFlags & TCP.RST) !== 0).length,
    fin_any: tcp.filter((row) => (row.tcpFlags & TCP.FIN) !== 0).length,
    ip_proto: ranked(
      ip.filter((row) => row.ipVersion === 4),
      (row) => String(row.protocol),
      () => 1,
    ),
    src_packets: ranked(
      ip,
      (row) => row.source,
      () => 1,
    ),
    src_bytes: ranked(
      ip,
      (row) => row.source,
      (row) => row.wireLength,
    ),
  };
}

// The truth lists at most ten entries, equals in the order of their names.
function expected(truth: Record<string, unknown>, name: string): unknown {
  const value = truth[name];
  if (name !== 'ip_proto' && name !== 'src_packets' && name !== 'src_bytes') return value ?? 0;
  return [...((value ?? []) as [string, number][])].sort(byCount);
}

function ranked(
  rows: PacketRow[],
  key: (row: PacketRow) => string,
  amount: (row: PacketRow) => number,
): [string, number][] {
  const totals = new Map<string, number>();
  for (const row of rows) totals.set(key(row), (totals.get(key(row)) ?? 0) + amount(row));
  return [...totals].sort(byCount).slice(0, 10);
}

function byCount(a: [string, number], b: [string, number]): number {
  return b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
}

function byTime(a: string, b: string): number {
  const [aSec, aNsec] = a.split('.').map(Number);
  const [bSec, bNsec] = b.split('.').map(Number);
  return aSec - bSec || aNsec - bNsec;
}

function sum(rows: PacketRow[]): number {
  return rows.reduce((total, row) => total + row.wireLength, 0);
}
