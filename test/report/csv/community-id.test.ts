// Community IDs against the examples of its specification, and against Wireshark on captures of the labelled cases.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { communityId } from '../../../src/report/csv/community-id.ts';
import { FIXTURES } from '../../support/run-main.ts';

test('the example of the specification, in both directions', () => {
  const id = '1:LQU9qZlK+B5F3KDmev6m5PMibrg=';
  assert.equal(communityId('tcp', '128.232.110.120', 34855, '66.35.250.204', 80), id);
  assert.equal(communityId('tcp', '66.35.250.204', 80, '128.232.110.120', 34855), id);
  assert.equal(communityId('tcp', '192.0.2.1', 0, '192.0.2.2', 80), '');
  assert.equal(communityId('icmp', '192.0.2.1', 8, '192.0.2.2', 0), '');
});

test('Wireshark computes the same for TCP and UDP, IPv4 and IPv6', (t) => {
  const folder = path.join(FIXTURES, 'pcap');
  const fields = [
    'ip.src',
    'ipv6.src',
    'ip.dst',
    'ipv6.dst',
    'tcp.srcport',
    'udp.srcport',
    'tcp.dstport',
    'udp.dstport',
    'communityid',
  ];
  const seen = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.pcap'))) {
    const run = spawnSync(
      'tshark',
      [
        '-r',
        path.join(folder, file),
        ...[
          '--enable-protocol',
          'communityid',
          '-Y',
          '(tcp or udp) and not icmp and not icmpv6 and communityid',
        ],
        ...['-T', 'fields', '-E', 'separator=|'],
        ...fields.flatMap((field) => ['-e', field]),
      ],
      { encoding: 'utf8' },
    );
    if (run.error !== undefined) {
      t.skip('tshark is not installed here');
      return;
    }
    for (const line of run.stdout.split('\n')) {
      const cells = line.split('|');
      // Packets within packets have two of a field.
      if (cells.length !== fields.length || line.includes(',')) continue;
      const [source4, source6, target4, target6, tcpSource, udpSource, tcpTarget, udpTarget, expected] =
        cells;
      const protocol = tcpSource === '' ? 'udp' : 'tcp';
      const [from, to] = [Number(tcpSource || udpSource), Number(tcpTarget || udpTarget)];
      if (from === 0 || to === 0) continue;
      assert.equal(
        communityId(protocol, source4 || source6, from, target4 || target6, to),
        expected,
        `${file}: ${line}`,
      );
      seen.add(`${protocol}${source4 === '' ? 6 : 4}`);
    }
  }
  assert.deepEqual([...seen].sort(), ['tcp4', 'tcp6', 'udp4', 'udp6']);
});
