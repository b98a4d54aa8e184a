// The slow twin of the fold: the same rollups with a Map, text keys and no thought of speed.

import { CLASS } from '../../src/model/traffic.ts';

/** A packet whose class and service port are known from how it was made. */
export interface PlainPacket {
  record: number;
  sec: number;
  nsec: number;
  klass: number;
  port: number;
  source: string;
  destination: string;
  sourcePort: number;
  destinationPort: number;
  length: number;
  ttl: number;
  seq: number;
  ack: number;
  httpRequest: boolean;
}

/** Rows as texts, sorted: equal sets give equal lists. */
export interface PlainRollups {
  minutes: string[];
  seconds: string[];
  ports: string[];
}

interface Sums {
  packets: number;
  bytes: number;
  handshakes: number;
  requests: number;
  times: [us: number, record: number][];
  ttls: number[];
  lengths: number[];
}

/** All rollups of the packets of one file. */
export function slowPacketFold(packets: readonly PlainPacket[]): PlainRollups {
  const minutes = new Map<string, Sums>();
  const seconds = new Map<string, Sums>();
  const ports = new Map<string, number>();
  const open = new Map<string, { seq: number; ack: number; done: boolean }>();
  for (const packet of packets) {
    if (packet.klass === CLASS.nonIp) continue;
    const { klass, port, source, destination, sec } = packet;
    const minute = Math.floor(sec / 60);
    const perSource = sums(minutes, `${minute} ${klass} ${port} ${source} ${destination}`);
    count(perSource, packet);
    count(sums(seconds, `${sec} ${klass} ${port} ${destination}`), packet);
    if (packet.sourcePort + packet.destinationPort > 0) {
      for (const key of [`0 ${packet.sourcePort}`, `1 ${packet.destinationPort}`]) {
        const hour = `${Math.floor(sec / 3600)} ${klass} ${key}`;
        ports.set(hour, (ports.get(hour) ?? 0) + 1);
      }
    }
    if (packet.httpRequest) perSource.requests++;
    if (klass === CLASS.synAck) {
      const key = `${source} ${packet.sourcePort} ${destination} ${packet.destinationPort}`;
      const known = open.get(key);
      const answer = { seq: packet.ack, ack: (packet.seq + 1) >>> 0, done: false };
      if (known === undefined || !known.done || known.ack !== answer.ack) open.set(key, answer);
    } else if (klass === CLASS.ack || klass === CLASS.data || klass === CLASS.fin) {
      const known = open.get(`${destination} ${packet.destinationPort} ${source} ${packet.sourcePort}`);
      if (known === undefined || known.done || known.seq !== packet.seq || known.ack !== packet.ack) continue;
      known.done = true;
      const row = sums(minutes, `${minute} ${CLASS.syn} ${packet.destinationPort} ${source} ${destination}`);
      row.handshakes++;
      row.times.push([microseconds(packet), packet.record]);
      row.ttls.push(packet.ttl);
    }
  }
  return {
    minutes: texts(minutes, (row) => {
      const first = row.times.reduce((a, b) => (b[0] < a[0] ? b : a));
      const last = row.times.reduce((a, b) => (b[0] >= a[0] ? b : a));
      return [
        row.packets,
        row.bytes,
        row.handshakes,
        row.requests,
        ...first,
        ...last,
        Math.min(...row.ttls),
        Math.max(...row.ttls),
      ];
    }),
    seconds: texts(seconds, (row) => {
      const times = row.times.map(([us]) => us);
      return [
        row.packets,
        row.bytes,
        Math.min(...times),
        Math.max(...times),
        Math.min(...row.lengths),
        Math.max(...row.lengths),
      ];
    }),
    ports: [...ports].map(([key, packets]) => `${key} ${packets}`).sort(),
  };
}

function microseconds(packet: PlainPacket): number {
  return packet.sec * 1e6 + Math.floor(packet.nsec / 1000);
}

function sums(table: Map<string, Sums>, key: string): Sums {
  let row = table.get(key);
  if (row === undefined) {
    row = { packets: 0, bytes: 0, handshakes: 0, requests: 0, times: [], ttls: [], lengths: [] };
    table.set(key, row);
  }
  return row;
}

function count(row: Sums, packet: PlainPacket): void {
  row.packets++;
  row.bytes += packet.length;
  row.times.push([microseconds(packet), packet.record]);
  row.ttls.push(packet.ttl);
  row.lengths.push(packet.length);
}

function texts(table: Map<string, Sums>, values: (row: Sums) => number[]): string[] {
  return [...table].map(([key, row]) => `${key} ${values(row).join(' ')}`).sort();
}

/** A request as a log line tells it; `client` is an address, or a name. */
export interface PlainRequest {
  line: number;
  sec: number;
  client: string;
  clientIsAddress: boolean;
  path: string;
  referer: string;
  agent: string;
  host: string;
  status: number;
  method: number;
  hasQuery: boolean;
  bytes: number;
}

/** Rollups of the requests of one file, as sorted texts. */
export function slowRequestFold(requests: readonly PlainRequest[]): {
  minutes: string[];
  seconds: string[];
  clients: string[];
} {
  const minutes = new Map<string, { n: number; bytes: number; lines: [sec: number, line: number][] }>();
  const seconds = new Map<string, { n: number; bytes: number }>();
  const clients = new Map<string, Map<number, number>>();
  for (const request of requests) {
    const { path, referer, agent, host } = request;
    const key = JSON.stringify([
      Math.floor(request.sec / 60),
      request.client,
      path,
      referer,
      agent,
      host,
      request.status,
      request.method,
      request.hasQuery ? 1 : 0,
    ]);
    const row = minutes.get(key) ?? { n: 0, bytes: 0, lines: [] };
    row.n++;
    row.bytes += request.bytes;
    row.lines.push([request.sec, request.line]);
    minutes.set(key, row);
    if (request.clientIsAddress) {
      const client = JSON.stringify([Math.floor(request.sec / 60), request.client]);
      const inSecond = clients.get(client) ?? new Map<number, number>();
      inSecond.set(request.sec, (inSecond.get(request.sec) ?? 0) + 1);
      clients.set(client, inSecond);
    }
    const second = JSON.stringify([request.sec, host, Math.floor(request.status / 100)]);
    const total = seconds.get(second) ?? { n: 0, bytes: 0 };
    total.n++;
    total.bytes += request.bytes;
    seconds.set(second, total);
  }
  return {
    minutes: [...minutes]
      .map(([key, row]) => {
        const first = row.lines.reduce((a, b) => (b[0] < a[0] ? b : a));
        const last = row.lines.reduce((a, b) => (b[0] >= a[0] ? b : a));
        return `${key} ${row.n} ${row.bytes} ${first[0] * 1e6} ${first[1]} ${last[0] * 1e6} ${last[1]}`;
      })
      .sort(),
    seconds: [...seconds].map(([key, row]) => `${key} ${row.n} ${row.bytes}`).sort(),
    clients: [...clients]
      .map(([key, bySecond]) => {
        const counts = [...bySecond.values()];
        return `${key} ${counts.reduce((a, b) => a + b)} ${Math.max(...counts)}`;
      })
      .sort(),
  };
}
