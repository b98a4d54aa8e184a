// Rows as tshark sees them, for the expectations beside the capture fixtures: tshark -T fields, outermost occurrence, no reassembly.

import { spawnSync } from 'node:child_process';
import type { PacketRow } from './decode-capture.ts';

const PREFERENCES = [
  'ip.defragment:FALSE',
  'ipv6.defragment:FALSE',
  'tcp.desegment_tcp_streams:FALSE',
  'tcp.relative_sequence_numbers:FALSE',
];
const FIELDS = [
  'frame.time_epoch frame.len ip.src ip.dst ip.proto ip.ttl ip.id ipv6.src ipv6.dst ipv6.hlim',
  'tcp.srcport tcp.dstport tcp.flags tcp.seq_raw tcp.ack_raw tcp.window_size_value tcp.len',
  'udp.srcport udp.dstport udp.length icmp.type icmp.code icmpv6.type icmpv6.code',
]
  .join(' ')
  .split(' ');

/** What tshark can say about a row; a column that it shows nothing for is absent. */
export type TsharkRow = Partial<PacketRow>;

/** The rows of a capture file. Throws when tshark is missing or fails. */
export function tsharkRows(path: string): TsharkRow[] {
  const options = ['-n', '-r', path, '-T', 'fields', '-E', 'separator=|', '-E', 'occurrence=f'];
  for (const preference of PREFERENCES) options.push('-o', preference);
  for (const field of FIELDS) options.push('-e', field);
  const result = spawnSync('tshark', options, { encoding: 'utf8' });
  if (result.error !== undefined) throw result.error;
  return result.stdout.split('\n').filter(Boolean).map(tsharkRow);
}

function tsharkRow(line: string): TsharkRow {
  const cells = line.split('|');
  const cell = (field: string): string => cells[FIELDS.indexOf(field)];
  const row: Record<string, string | number> = {
    time: cell('frame.time_epoch') || '0.000000000', // simple packet blocks have none
    wireLength: Number(cell('frame.len')),
    ipVersion: cell('ip.src') !== '' ? 4 : cell('ipv6.src') !== '' ? 6 : 0,
    source: cell('ip.src') || cell('ipv6.src'),
    destination: cell('ip.dst') || cell('ipv6.dst'),
    ttl: Number(cell('ip.ttl') || cell('ipv6.hlim')),
    sourcePort: Number(cell('tcp.srcport') || cell('udp.srcport')),
    destinationPort: Number(cell('tcp.dstport') || cell('udp.dstport')),
    tcpFlags: Number(cell('tcp.flags')) & 0xff,
    icmpType: Number(cell('icmp.type') || cell('icmpv6.type')),
    icmpCode: Number(cell('icmp.code') || cell('icmpv6.code')),
    ipId: Number(cell('ip.id')),
  };
  if (row.ipVersion === 4) row.protocol = Number(cell('ip.proto'));
  if (cell('tcp.flags') !== '') {
    row.seq = Number(cell('tcp.seq_raw'));
    row.ack = Number(cell('tcp.ack_raw'));
    row.window = Number(cell('tcp.window_size_value'));
    row.payloadLength = Number(cell('tcp.len'));
  }
  if (cell('udp.length') !== '') row.payloadLength = Number(cell('udp.length')) - 8;
  return row;
}
