// The fold and the database's GROUP BY against a slow twin, over generated evidence; and a digest that depends on nothing else.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createPacketTables, PacketFold, type PacketTables } from '../../src/aggregate/fold/packets.ts';
import { RequestFold, type RequestTables } from '../../src/aggregate/fold/requests.ts';
import { RowTable } from '../../src/aggregate/fold/row-table.ts';
import { openStore } from '../../src/aggregate/store.ts';
import { collect } from '../../src/collect.ts';
import { addressText, parseAddress } from '../../src/model/address.ts';
import { REQUEST_SHAPE, SHAPE, TCP } from '../../src/model/batch.ts';
import { createPacketBatch, createRequestBatch, resetBatch } from '../../src/model/empty-batch.ts';
import { type Block, CLASS, type FileSummary } from '../../src/model/traffic.ts';
import { floodPieces, logPieces, writePieces } from '../bench/generated.ts';
import {
  type PlainPacket,
  type PlainRequest,
  slowPacketFold,
  slowRequestFold,
} from '../support/slow-fold.ts';

const SERVER = '192.0.2.80';
const START_SEC = 1_781_000_030;

// xorshift32
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

// Half a day in a few thousand packets: every kind, both families, handshakes either way, and what captures do to them.
function somePackets(count: number): PlainPacket[] {
  const random = randomNumbers(7);
  const packets: PlainPacket[] = [];
  let clock = START_SEC;
  const push = (packet: Partial<PlainPacket> & { klass: number }): void => {
    packets.push({
      record: packets.length + 1,
      sec: clock,
      nsec: random(1_000_000) * 1000 + random(1000),
      port: 0,
      source: '198.51.100.1',
      destination: SERVER,
      sourcePort: 0,
      destinationPort: 0,
      length: 60 + random(1400),
      ttl: 30 + random(200),
      seq: random(2 ** 32),
      ack: 0,
      httpRequest: false,
      ...packet,
    });
  };
  while (packets.length < count) {
    // Mostly forward, at times back: captures of several queues are not in order.
    clock += random(20) === 0 ? -1 : random(3) === 0 ? random(40) : 0;
    const client =
      random(4) === 0 ? `2001:db8:${random(3) + 1}::${random(40) + 1}` : `198.51.100.${random(200)}`;
    const server = client.includes(':') ? '2001:db8:ffff::80' : SERVER;
    const there = { source: client, destination: server };
    const kind = random(12);
    if (kind < 4)
      push({ ...there, klass: CLASS.syn, port: 443, sourcePort: 1024 + random(50), destinationPort: 443 });
    else if (kind < 8) {
      // A connection; now and then opened by the server itself.
      const [from, to] = random(5) === 0 ? [server, client] : [client, server];
      const sourcePort = 2000 + random(3000);
      const forward = { source: from, destination: to, sourcePort, destinationPort: 443, port: 443 };
      const back = { source: to, destination: from, sourcePort: 443, destinationPort: sourcePort, port: 443 };
      const x = random(2 ** 32);
      const y = random(10) === 0 ? 0xffffffff : random(2 ** 32);
      const own = { seq: (x + 1) >>> 0, ack: (y + 1) >>> 0 };
      push({ ...forward, klass: CLASS.syn, seq: x });
      if (random(6) === 0) push({ ...back, klass: CLASS.synAck, seq: (y + 77) >>> 0, ack: own.seq }); // a cookie of the minute before
      const answers = 1 + random(3);
      for (let i = 0; i < answers; i++) push({ ...back, klass: CLASS.synAck, seq: y, ack: own.seq });
      if (random(3) === 0) continue; // never answered
      if (random(5) === 0) push({ ...forward, klass: CLASS.ack, seq: own.seq, ack: random(2 ** 32) }); // a guess
      push({ ...forward, klass: random(2) === 0 ? CLASS.ack : CLASS.data, ...own });
      if (random(3) === 0) {
        // A mirror port sees all of it twice.
        push({ ...back, klass: CLASS.synAck, seq: y, ack: own.seq });
        push({ ...forward, klass: CLASS.ack, ...own });
      }
      push({ ...forward, klass: CLASS.data, ...own, httpRequest: true });
      push({ ...forward, klass: CLASS.fin, ...own });
    } else if (kind === 8)
      push({ ...there, klass: CLASS.udp, port: 53, sourcePort: 40000 + random(9), destinationPort: 53 });
    else if (kind === 9)
      push({ ...there, klass: CLASS.udp, port: 0, sourcePort: 40000, destinationPort: 50000 + random(999) });
    else if (kind === 10 && !client.includes(':')) push({ ...there, klass: CLASS.icmp, port: 8 << 8 });
    else push({ klass: CLASS.nonIp });
  }
  return packets;
}

const FLAGS: Record<number, number> = {
  [CLASS.syn]: TCP.SYN,
  [CLASS.synAck]: TCP.SYN | TCP.ACK,
  [CLASS.ack]: TCP.ACK,
  [CLASS.data]: TCP.ACK,
  [CLASS.fin]: TCP.ACK | TCP.FIN,
};

function realPacketFold(
  packets: readonly PlainPacket[],
  tables: PacketTables,
): { blocks: Block[]; summary: FileSummary } {
  const blocks: Block[] = [];
  const fold = new PacketFold(1, tables, (block) => blocks.push(block));
  const batch = createPacketBatch(1000);
  for (const packet of packets) {
    const row = batch.rows++;
    const tcp = FLAGS[packet.klass] !== undefined;
    const none = packet.klass === CLASS.nonIp;
    batch.timeSec[row] = packet.sec;
    batch.timeNsec[row] = packet.nsec;
    batch.wireLength[row] = packet.length;
    batch.ipVersion[row] = none ? 0 : packet.source.includes(':') ? 6 : 4;
    parseAddress(packet.source, batch.source, 4 * row);
    parseAddress(packet.destination, batch.destination, 4 * row);
    batch.protocol[row] = tcp ? 6 : packet.klass === CLASS.udp ? 17 : 1;
    batch.ttl[row] = packet.ttl;
    batch.shape[row] =
      none || packet.klass === CLASS.icmp ? SHAPE.hasIcmp : SHAPE.hasPorts | (tcp ? SHAPE.hasTcp : 0);
    if (packet.httpRequest) batch.shape[row] |= SHAPE.httpRequest;
    batch.sourcePort[row] = packet.sourcePort;
    batch.destinationPort[row] = packet.destinationPort;
    batch.tcpFlags[row] = FLAGS[packet.klass] ?? 0;
    batch.seq[row] = packet.seq;
    batch.ack[row] = packet.ack;
    batch.payloadLength[row] = packet.klass === CLASS.data ? 10 : 0;
    batch.icmpType[row] = 8;
    if (batch.rows === batch.capacity) {
      fold.add(batch);
      resetBatch(batch);
    }
  }
  fold.add(batch);
  return { blocks, summary: fold.finish().summary };
}

const MINUTES_SQL = `
  SELECT minute, class, port, src_hi, src_lo, dst_hi, dst_lo, sum(packets)::DOUBLE AS packets, sum(bytes) AS bytes, sum(handshakes)::DOUBLE AS handshakes,
    sum(requests)::DOUBLE AS requests, min([first_us, first_record])[1] AS first_us, min([first_us, first_record])[2] AS first_record,
    max([last_us, last_record])[1] AS last_us, max([last_us, last_record])[2] AS last_record, min(ttl_min) AS ttl_min, max(ttl_max) AS ttl_max
  FROM packet_minutes GROUP BY ALL HAVING sum(packets) + sum(handshakes) > 0`;
const SECONDS_SQL = `
  SELECT second, class, port, dst_hi, dst_lo, sum(packets)::DOUBLE AS packets, sum(bytes) AS bytes, min(first_us) AS first_us, max(last_us) AS last_us,
    min(length_min) AS length_min, max(length_max) AS length_max
  FROM packet_seconds GROUP BY ALL`;

async function stored(blocks: readonly Block[]): Promise<{
  minutes: string[];
  seconds: string[];
  ports: string[];
  digest: string;
}> {
  const store = await openStore(undefined, undefined);
  for (const block of blocks) store.append(block);
  const minutes = await store.query<Record<string, number | bigint>>(MINUTES_SQL);
  const seconds = await store.query<Record<string, number | bigint>>(SECONDS_SQL);
  const ports = await store.query<Record<string, number>>(
    'SELECT hour, class, side, port, sum(packets)::DOUBLE AS packets FROM packet_ports GROUP BY ALL',
  );
  const digest = await store.digest();
  await store.close();
  return { minutes: rowTexts(minutes), seconds: rowTexts(seconds), ports: rowTexts(ports), digest };
}

// Values with one space between; the two halves of an address become its text.
function rowTexts(rows: readonly Record<string, number | bigint>[]): string[] {
  return rows
    .map((row) =>
      Object.entries(row)
        .filter(([name]) => !name.endsWith('_lo'))
        .map(([name, value]) =>
          name.endsWith('_hi')
            ? addressText(value as bigint, row[name.replace('_hi', '_lo')] as bigint)
            : String(value),
        )
        .join(' '),
    )
    .sort();
}

test('packets fold as the slow twin says, with roomy tables and with tables that overflow all the time', async () => {
  const packets = somePackets(6000);
  const expected = slowPacketFold(packets);
  assert.ok(expected.minutes.some((row) => / 2001:db8:/.test(row)));
  const proofs = packets.length - packets.filter((packet) => packet.klass !== CLASS.nonIp).length;
  assert.ok(proofs > 0, 'frames without IP are among them');
  const digests = new Set<string>();
  for (const tables of [createPacketTables(), createPacketTables(64, 64), createPacketTables(2, 2)]) {
    const { blocks, summary } = realPacketFold(packets, tables);
    const real = await stored(blocks);
    assert.deepEqual(real.minutes, expected.minutes);
    assert.deepEqual(real.seconds, expected.seconds);
    assert.deepEqual(real.ports, expected.ports);
    assert.equal(summary.records, packets.length);
    digests.add(real.digest);
  }
  assert.equal(digests.size, 1, 'how rows were cut into blocks does not show in the digest');
});

test('handshakes are counted, once each', () => {
  const packets = somePackets(6000);
  const counted = slowPacketFold(packets).minutes.reduce((sum, row) => sum + Number(row.split(' ')[7]), 0);
  const answered = new Set(
    packets
      .filter((packet) => packet.klass === CLASS.data && packet.httpRequest)
      .map((packet) => `${packet.source} ${packet.sourcePort} ${packet.seq}`),
  );
  assert.ok(counted > 100);
  assert.equal(counted, answered.size);
});

test('the digest tells two captures apart that differ in one packet', async () => {
  const packets = somePackets(500);
  const whole = await stored(realPacketFold(packets, createPacketTables()).blocks);
  const changed = packets.map((packet, index) =>
    index === 250 ? { ...packet, klass: CLASS.udp, port: 0, source: '198.51.100.250' } : packet,
  );
  const other = await stored(realPacketFold(changed, createPacketTables()).blocks);
  assert.notEqual(other.digest, whole.digest);
});

test('a packet without a time counts under the time of the packet before it, and is no first or last', async () => {
  const batch = createPacketBatch(8);
  for (const [row, sec] of [undefined, 1_781_000_100, undefined, 1_781_000_040, undefined].entries()) {
    batch.rows++;
    batch.ipVersion[row] = 4;
    batch.protocol[row] = 17;
    batch.shape[row] = SHAPE.hasPorts | (sec === undefined ? SHAPE.noTime : 0);
    batch.timeSec[row] = sec ?? 0;
    batch.wireLength[row] = 100;
    batch.destinationPort[row] = 53;
    parseAddress('198.51.100.1', batch.source, 4 * row);
    parseAddress(SERVER, batch.destination, 4 * row);
  }
  const blocks: Block[] = [];
  const fold = new PacketFold(1, createPacketTables(), (block) => blocks.push(block));
  fold.add(batch);
  const { summary } = fold.finish();
  assert.equal(summary.records, 5);
  assert.equal(summary.packets?.wireBytes, 500);
  assert.equal(summary.packets?.ipv4, 5);
  assert.deepEqual([summary.firstSec, summary.lastSec], [1_781_000_040, 1_781_000_100]);
  const rows = (await stored(blocks)).seconds.map((row) => row.split(' '));
  // The first packet has no time before it and is in the counts of the file and of its source only.
  assert.deepEqual(
    rows.map((row) => [row[0], row[4]]),
    [
      ['1781000040', '2'],
      ['1781000100', '2'],
    ],
  );
});

test('a capture without any time has no first and last', () => {
  const batch = createPacketBatch(1);
  batch.rows = 1;
  batch.ipVersion[0] = 4;
  batch.shape[0] = SHAPE.noTime;
  const blocks: Block[] = [];
  const fold = new PacketFold(1, createPacketTables(), (block) => blocks.push(block));
  fold.add(batch);
  const { summary } = fold.finish();
  assert.equal(summary.hasTime, false);
  assert.equal(summary.records, 1);
  // By source alone: in no second, and in no minute that a view shows (those ask for a class above 0).
  assert.deepEqual(
    blocks.map(({ table, rows }) => [table, rows]),
    [['packet_minutes', 1]],
  );
});

function someRequests(count: number): PlainRequest[] {
  const random = randomNumbers(11);
  const requests: PlainRequest[] = [];
  let clock = START_SEC;
  for (let line = 1; line <= count; line++) {
    clock += random(8) === 0 ? random(9) - 2 : 0;
    const clientIsAddress = random(6) !== 0;
    requests.push({
      line,
      sec: clock,
      client: clientIsAddress
        ? random(3) === 0
          ? `2001:db8::${random(20) + 1}`
          : `198.51.100.${random(30)}`
        : `host-${random(9)}.example`,
      clientIsAddress,
      path: `/${'p'.repeat(random(9))}${random(12)}`,
      referer: random(2) === 0 ? '' : `https://example.com/${random(3)}`,
      agent: random(9) === 0 ? '' : `agent "${random(4)}" \u00e9`,
      host: random(4) === 0 ? 'shop.example' : '',
      status: [200, 301, 404, 503, 0][random(5)],
      method: random(3),
      hasQuery: random(2) === 0,
      bytes: random(100_000),
    });
  }
  return requests;
}

function realRequestFold(
  requests: readonly PlainRequest[],
  tables: RequestTables,
): { blocks: Block[]; texts: { evidence: number; id: number; text: string }[] } {
  const blocks: Block[] = [];
  const fold = new RequestFold(1, tables, (block) => blocks.push(block));
  const batch = createRequestBatch(500, 1 << 20);
  const put = (text: string): [number, number] => {
    const start = batch.textUsed;
    batch.textUsed += Buffer.from(text).copy(batch.text, start);
    return [start, batch.textUsed];
  };
  for (const request of requests) {
    const row = batch.rows++;
    batch.line[row] = request.line;
    batch.timeSec[row] = request.sec;
    batch.shape[row] =
      (request.clientIsAddress ? REQUEST_SHAPE.clientIsAddress : 0) |
      (request.hasQuery ? REQUEST_SHAPE.hasQuery : 0);
    if (request.clientIsAddress) parseAddress(request.client, batch.client, 4 * row);
    else batch.client.fill(0, 4 * row, 4 * row + 4);
    [batch.clientStart[row], batch.clientEnd[row]] = put(request.client);
    [batch.pathStart[row], batch.pathEnd[row]] = put(request.path);
    [batch.refererStart[row], batch.refererEnd[row]] = put(request.referer);
    [batch.userAgentStart[row], batch.userAgentEnd[row]] = put(request.agent);
    [batch.hostStart[row], batch.hostEnd[row]] = put(request.host);
    batch.status[row] = request.status;
    batch.method[row] = request.method;
    batch.bytes[row] = request.bytes;
    if (batch.rows === batch.capacity) {
      fold.add(batch);
      resetBatch(batch);
    }
  }
  fold.add(batch);
  const { bytes, ends } = fold.finish().texts;
  const texts = [{ evidence: 1, id: 0, text: '' }];
  for (let id = 2; id < ends.length; id++)
    texts.push({ evidence: 1, id, text: Buffer.from(bytes.subarray(ends[id - 1], ends[id])).toString() });
  return { blocks, texts };
}

test('requests fold as the slow twin says', async () => {
  const requests = someRequests(5000);
  const expected = slowRequestFold(requests);
  for (const rows of [1 << 14, 16]) {
    // Words of a row as RequestFold lays it out.
    const { blocks, texts } = realRequestFold(requests, {
      minutes: new RowTable(rows, 22),
      seconds: new RowTable(rows, 8),
      clients: new RowTable(rows, 16),
    });
    const store = await openStore(undefined, undefined);
    for (const block of blocks) store.append(block);
    store.appendTexts(texts);
    const minutes = await store.query<Record<string, number | bigint | string>>(`
      SELECT minute, client_hi, client_lo, n.text AS name, p.text AS path, f.text AS referer, a.text AS agent, h.text AS host, status, method, has_query,
        sum(requests)::DOUBLE AS requests, sum(bytes) AS bytes, min([first_us, first_record])[1] AS first_us, min([first_us, first_record])[2] AS first_line,
        max([last_us, last_record])[1] AS last_us, max([last_us, last_record])[2] AS last_line
      FROM request_minutes JOIN texts n ON n.id = client_id JOIN texts p ON p.id = path_id JOIN texts f ON f.id = referer_id
        JOIN texts a ON a.id = agent_id JOIN texts h ON h.id = host_id GROUP BY ALL`);
    const seconds = await store.query<Record<string, number | string>>(`
      SELECT second, h.text AS host, status_class, sum(requests)::DOUBLE AS requests, sum(bytes) AS bytes
      FROM request_seconds JOIN texts h ON h.id = host_id GROUP BY ALL`);
    const clients = await store.query<{ minute: number; hi: bigint; lo: bigint; n: number; peak: number }>(`
      SELECT minute, client_hi AS hi, client_lo AS lo, sum(requests)::DOUBLE AS n, max(peak_requests) AS peak FROM client_minutes GROUP BY ALL`);
    await store.close();
    // In parts, no part may say more than the whole.
    const asked = clients
      .map(({ minute, hi, lo, n, peak }) => ({ key: JSON.stringify([minute, addressText(hi, lo)]), n, peak }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    if (rows > 16)
      assert.deepEqual(asked.map(({ key, n, peak }) => `${key} ${n} ${peak}`).sort(), expected.clients);
    else
      for (const [index, each] of expected.clients
        .map((text) => text.split(' '))
        .sort()
        .entries()) {
        assert.deepEqual([asked[index].key, asked[index].n], [each[0], Number(each[1])]);
        assert.ok(asked[index].peak >= 1 && asked[index].peak <= Number(each[2]), each[0]);
      }
    assert.deepEqual(
      minutes
        .map((row) => {
          const client =
            row.name === '' ? addressText(row.client_hi as bigint, row.client_lo as bigint) : row.name;
          const key = [row.minute, client, row.path, row.referer, row.agent, row.host];
          return `${JSON.stringify([...key, row.status, row.method, row.has_query])} ${row.requests} ${row.bytes} ${row.first_us} ${row.first_line} ${row.last_us} ${row.last_line}`;
        })
        .sort(),
      expected.minutes,
    );
    assert.deepEqual(
      seconds
        .map(
          (row) => `${JSON.stringify([row.second, row.host, row.status_class])} ${row.requests} ${row.bytes}`,
        )
        .sort(),
      expected.seconds,
    );
  }
});

test('the case database is the same with one and two workers and in any order of paths', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'afterflood-fold-'));
  try {
    mkdirSync(path.join(directory, 'logs'));
    const flood = { packets: 20_000, sources: 3000, seed: 5 };
    const files = ['a.pcap', 'b.pcap', path.join('logs', 'c.log')].map((name) => path.join(directory, name));
    writePieces(files[0], floodPieces({ ...flood, answered: false }));
    writePieces(files[1], floodPieces({ ...flood, answered: true, seed: 6 }));
    writePieces(files[2], logPieces(1_000_000, 7));
    const digests: string[] = [];
    for (const [paths, workers] of [
      [files, 1],
      [files, 2],
      [files.toReversed(), 2],
      [[directory], 1],
    ] as const) {
      const { store, evidence } = await collect(paths, { workers });
      assert.equal(evidence.length, 3);
      digests.push(await store.digest());
      await store.close();
    }
    assert.match(digests[0], /^[0-9a-f]{64}$/);
    assert.deepEqual(digests, new Array(4).fill(digests[0]));
  } finally {
    rmSync(directory, { recursive: true });
  }
});
