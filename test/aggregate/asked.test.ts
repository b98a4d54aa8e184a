// Rows of dns_queries and repeated HTTP requests: what is new, what repeats, and what is the same segment seen again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPacketTables, PacketFold } from '../../src/aggregate/fold/packets.ts';
import { openStore } from '../../src/aggregate/store.ts';
import { parseAddress } from '../../src/model/address.ts';
import { type PacketBatch, SHAPE, TCP } from '../../src/model/batch.ts';
import { createPacketBatch } from '../../src/model/empty-batch.ts';
import { SIGNATURE } from '../../src/model/signatures.ts';
import { type Block, NEW_DNS_NAME } from '../../src/model/traffic.ts';

const SERVER = '203.0.113.53';
const START_SEC = 1_781_000_040; // begins a minute

interface Plain {
  sec: number;
  from: string;
  to: string;
  signature: number;
  asked: number;
  zone?: string;
  seq?: number;
}

function write(batch: PacketBatch, packet: Plain): void {
  const row = batch.rows++;
  const tcp = packet.signature === SIGNATURE.httpGet || packet.signature === SIGNATURE.httpPost;
  batch.timeSec[row] = START_SEC + packet.sec;
  batch.wireLength[row] = 100;
  batch.ipVersion[row] = 4;
  batch.protocol[row] = tcp ? 6 : 17;
  batch.shape[row] = SHAPE.hasPorts | (tcp ? SHAPE.hasTcp | SHAPE.httpRequest : 0);
  batch.tcpFlags[row] = tcp ? TCP.ACK | TCP.PSH : 0;
  batch.payloadLength[row] = 50;
  batch.seq[row] = packet.seq ?? 0;
  parseAddress(packet.from, batch.source, 4 * row);
  parseAddress(packet.to, batch.destination, 4 * row);
  const answers = packet.signature === SIGNATURE.dnsResponse;
  batch.sourcePort[row] = answers ? 53 : 40_000;
  batch.destinationPort[row] = answers ? 40_000 : tcp ? 80 : 53;
  batch.signature[row] = packet.signature;
  batch.asked[row] = packet.asked;
  batch.zoneStart[row] = batch.textUsed;
  batch.textUsed +=
    batch.text.length === 0 ? 0 : Buffer.from(packet.zone ?? '').copy(batch.text, batch.textUsed);
  batch.zoneEnd[row] = batch.textUsed;
}

async function rowsOf(packets: readonly Plain[], sql: string): Promise<string[]> {
  const batch = createPacketBatch(packets.length);
  for (const packet of packets) write(batch, packet);
  const blocks: Block[] = [];
  const fold = new PacketFold(1, createPacketTables(), (block) => blocks.push(block));
  fold.add(batch);
  const { bytes, ends } = fold.finish().texts;
  const store = await openStore(undefined, undefined);
  for (const block of blocks) store.append(block);
  store.appendTexts(
    Array.from({ length: Math.max(0, ends.length - 2) }, (_, i) => ({
      evidence: 1,
      id: i + 2,
      text: Buffer.from(bytes.subarray(ends[i + 1], ends[i + 2])).toString(),
    })),
  );
  const rows = await store.query<Record<string, number | string>>(sql);
  await store.close();
  return rows.map((row) => Object.values(row).join(' '));
}

test('queries, new names and failures per ten seconds, server and zone', async () => {
  const ask = (sec: number, asked: number, zone: string, to = SERVER): Plain => ({
    ...{ sec, asked, zone, to },
    from: '198.51.100.7',
    signature: SIGNATURE.dnsQuery,
  });
  const answer = (sec: number, code: number): Plain => ({
    ...{ sec, from: SERVER, to: '198.51.100.7' },
    signature: SIGNATURE.dnsResponse,
    asked: code,
  });
  const packets = [
    ask(0, 71, 'a.example'),
    ask(1, 72, 'a.example'),
    ask(2, 71, 'a.example'), // asked before
    ask(3, 73, 'b.example'),
    ask(4, 0, ''), // a reverse look-up
    ask(5, 71, 'a.example', '203.0.113.54'), // new to this server
    answer(6, 3),
    answer(7, 0),
    ask(19, 71, 'a.example'), // asked in the bucket before
    ask(61, 72, 'a.example'), // asked in the minute before
    ask(62, 74, 'a.example'),
  ];
  assert.deepEqual(
    await rowsOf(
      packets,
      `SELECT from_sec - ${START_SEC} AS from_sec, server_lo % 256 AS server, coalesce(text, '-') AS zone, queries, new_names, failed
       FROM dns_queries d LEFT JOIN texts t ON t.id = d.zone_id ORDER BY ALL`,
    ),
    [
      '0 53 - 1 0 1',
      '0 53 a.example 3 2 0',
      '0 53 b.example 1 1 0',
      '0 54 a.example 1 1 0',
      '10 53 a.example 1 0 0',
      '60 53 a.example 2 1 0',
    ],
  );
  // The rows by source and by second tell queries for new names from others.
  for (const [table, time] of [
    ['packet_minutes', 'minute'],
    ['packet_seconds', 'floor(second / 60)'],
  ])
    assert.deepEqual(
      await rowsOf(
        packets,
        `SELECT ${time} - ${START_SEC / 60} AS minute, sum(packets)::INTEGER AS packets FROM ${table} WHERE signature = ${NEW_DNS_NAME} GROUP BY ALL ORDER BY ALL`,
      ),
      ['0 4', '1 1'],
    );
});

test('an HTTP request repeats the one before it when path is equal and segment is not', async () => {
  const get = (sec: number, from: string, asked: number, seq: number): Plain => ({
    ...{ sec, from, asked, seq },
    to: SERVER,
    signature: SIGNATURE.httpGet,
  });
  const one = '198.51.100.7';
  const other = '198.51.100.8';
  const packets = [
    get(0, one, 5, 100),
    get(0, one, 5, 100), // seen twice
    get(1, other, 5, 100), // somebody else
    get(2, one, 5, 200), // repeats
    get(3, one, 6, 300),
    get(4, one, 5, 400),
    get(5, other, 5, 900), // repeats
  ];
  assert.deepEqual(
    await rowsOf(
      packets,
      'SELECT src_lo % 256 AS client, requests, repeats FROM packet_minutes ORDER BY ALL',
    ),
    ['7 5 1', '8 2 1'],
  );
});
