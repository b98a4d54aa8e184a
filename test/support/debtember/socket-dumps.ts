// Snapshots of the server's sockets in the layouts of net-tools netstat and iproute2 ss on Linux.

import { type AddressSpace, ipv4Text } from './address-space.ts';
import type { Random } from './random.ts';
import {
  at,
  OFFICE,
  QUEUE_AFTER,
  QUEUE_BEFORE,
  QUEUE_RAISED,
  SERVER,
  SYN_FLOOD,
  utcText,
  within,
} from './story.ts';
import { drawUnmartian } from './syn-flood.ts';
import type { Request } from './visits.ts';

/** A dump file and what is in it. */
export interface Dump {
  file: string;
  text: string;
  snapshots: { atUtc: string; sockets: number; synRecv: number; established: number }[];
  /** Forged addresses in SYN_RECV. */
  forged: number[];
}

interface Socket {
  protocol: 'tcp' | 'tcp6' | 'udp';
  local: string;
  remote: string;
  state: string;
  /** Size of the listen queue, as ss shows it. */
  backlog?: number;
}

type Tool = 'netstat -an' | 'netstat -ant' | 'ss -tan';

// File, command, times. No colons in names: such files cannot be checked out on Windows.
const DUMPS: readonly { file: string; tool: Tool; at: readonly string[] }[] = [
  { file: 'netstat/netstat-2026-06-08T170000Z.txt', tool: 'netstat -an', at: ['2026-06-08T17:00:00Z'] },
  { file: 'netstat/netstat-2026-06-09T165800Z.txt', tool: 'netstat -an', at: ['2026-06-09T16:58:00Z'] },
  { file: 'netstat/netstat-2026-06-10T023000Z.txt', tool: 'netstat -an', at: ['2026-06-10T02:30:00Z'] },
  { file: 'netstat/netstat-2026-06-10T030210Z.txt', tool: 'netstat -an', at: ['2026-06-10T03:02:10Z'] },
  { file: 'netstat/netstat-2026-06-10T030548Z.txt', tool: 'netstat -ant', at: ['2026-06-10T03:05:48Z'] },
  {
    file: 'netstat/watch.txt',
    tool: 'netstat -ant',
    at: ['2026-06-10T03:07:40Z', '2026-06-10T03:09:40Z', '2026-06-10T03:11:40Z', '2026-06-10T03:13:40Z'],
  },
  { file: 'netstat/ss-2026-06-10T031840Z.txt', tool: 'ss -tan', at: ['2026-06-10T03:18:40Z'] },
  { file: 'netstat/netstat-2026-06-10T032602Z.txt', tool: 'netstat -ant', at: ['2026-06-10T03:26:02Z'] },
  { file: 'netstat/netstat-2026-06-11T181205Z.txt', tool: 'netstat -ant', at: ['2026-06-11T18:12:05Z'] },
  { file: 'netstat/netstat-2026-06-12T080000Z.txt', tool: 'netstat -an', at: ['2026-06-12T08:00:00Z'] },
];

const UNIX_SOCKETS = `Active UNIX domain sockets (servers and established)
Proto RefCnt Flags       Type       State         I-Node   Path
unix  2      [ ACC ]     STREAM     LISTENING     18233    /run/systemd/private
unix  2      [ ACC ]     STREAM     LISTENING     21870    /run/mysqld/mysqld.sock
unix  3      [ ]         STREAM     CONNECTED     22041
unix  3      [ ]         STREAM     CONNECTED     22042    /run/systemd/journal/stdout
unix  2      [ ]         DGRAM                    19115
`;
const UNIX_DATE_DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** All dumps; `requests` in any order: clients of the last two minutes have sockets. */
export function socketDumps(random: Random, space: AddressSpace, requests: readonly Request[]): Dump[] {
  return DUMPS.map(({ file, tool, at: times }) => {
    const dump: Dump = { file, text: '', snapshots: [], forged: [] };
    for (const time of times) {
      const ms = at(time);
      const forged = halfOpen(random, space, ms);
      for (const { address } of forged) dump.forged.push(address);
      const sockets = [
        ...listeners(ms),
        ...forged.map(({ address, port }) => tcp(`${ipv4Text(address)}:${port}`, 'SYN_RECV')),
        ...clients(random, ms, requests),
        ...OTHER_FAMILIES,
      ];
      if (times.length > 1) dump.text += `${unixDate(ms)}\n`;
      dump.text += tool === 'ss -tan' ? ssText(sockets) : netstatText(sockets, tool === 'netstat -an');
      const shown = tool === 'netstat -an' ? sockets : sockets.filter(({ protocol }) => protocol !== 'udp');
      dump.snapshots.push({
        atUtc: utcText(ms),
        sockets: shown.length,
        synRecv: forged.length,
        established: shown.filter(({ state }) => state === 'ESTABLISHED').length,
      });
    }
    return dump;
  });
}

function halfOpen(random: Random, space: AddressSpace, ms: number): { address: number; port: number }[] {
  if (!within(ms, SYN_FLOOD)) return [];
  const count = ms < QUEUE_RAISED ? QUEUE_BEFORE : QUEUE_AFTER;
  const port = random.whole(1024, 50_000);
  const entries: { address: number; port: number; order: number }[] = [];
  // Queued in the order of a rising port, printed in the order of the kernel's hash table.
  for (let i = 0; i < count; i++) {
    entries.push({
      address: drawUnmartian(random, space),
      port: port + i * 5 + random.whole(0, 4),
      order: random.word(),
    });
  }
  return entries.sort((a, b) => a.order - b.order);
}

function tcp(remote: string, state: string): Socket {
  return { protocol: 'tcp', local: `${SERVER}:80`, remote, state };
}

const OTHER_FAMILIES: readonly Socket[] = [
  { protocol: 'tcp6', local: ':::22', remote: ':::*', state: 'LISTEN', backlog: 128 },
  { protocol: 'udp', local: '127.0.0.1:323', remote: '0.0.0.0:*', state: '' },
];

function listeners(ms: number): Socket[] {
  const queue = ms < QUEUE_RAISED ? QUEUE_BEFORE - 1 : QUEUE_AFTER - 1;
  return [
    { protocol: 'tcp', local: '0.0.0.0:22', remote: '0.0.0.0:*', state: 'LISTEN', backlog: 128 },
    { protocol: 'tcp', local: '127.0.0.1:3306', remote: '0.0.0.0:*', state: 'LISTEN', backlog: 151 },
    { protocol: 'tcp', local: `${SERVER}:80`, remote: '0.0.0.0:*', state: 'LISTEN', backlog: queue },
    { protocol: 'tcp', local: `${SERVER}:22`, remote: `${OFFICE}:51844`, state: 'ESTABLISHED' },
  ];
}

// Who was served just now has an open connection; who was served in the last minute is in TIME_WAIT.
function clients(random: Random, ms: number, requests: readonly Request[]): Socket[] {
  const lastSeen = new Map<string, number>();
  for (const { at: began, tookMs, client } of requests) {
    if (client.includes(':') || began > ms || began < ms - 60_000) continue;
    lastSeen.set(client, Math.max(lastSeen.get(client) ?? 0, Math.min(ms, began + tookMs)));
  }
  return [...lastSeen].map(([client, seen]) =>
    tcp(
      `${client}:${random.whole(32768, 60999)}`,
      seen > ms - 5_000 ? 'ESTABLISHED' : random.chance(0.05) ? 'FIN_WAIT2' : 'TIME_WAIT',
    ),
  );
}

/** net-tools 2.10: "%-4s  %6ld %6ld %-*s %-*s %-11s". */
function netstatText(sockets: readonly Socket[], all: boolean): string {
  let text = 'Active Internet connections (servers and established)\n';
  text += 'Proto Recv-Q Send-Q Local Address           Foreign Address         State      \n';
  for (const { protocol, local, remote, state } of sockets) {
    if (protocol === 'udp' && !all) continue;
    text += `${protocol.padEnd(4)}       0      0 ${local.padEnd(23)} ${remote.padEnd(23)} ${state.padEnd(11)}\n`;
  }
  return all ? text + UNIX_SOCKETS : text;
}

/** iproute2 6.1: addresses to the right, ports to the left of their colon, columns as wide as their widest cell. */
function ssText(sockets: readonly Socket[]): string {
  const split = (endpoint: string): [string, string] => {
    const colon = endpoint.lastIndexOf(':');
    const host = endpoint.slice(0, colon);
    return [host === '::' ? '[::]' : host, endpoint.slice(colon)];
  };
  const rows = sockets
    .filter(({ protocol }) => protocol !== 'udp')
    .map(({ local, remote, state, backlog }) => [
      { ESTABLISHED: 'ESTAB', SYN_RECV: 'SYN-RECV', TIME_WAIT: 'TIME-WAIT', FIN_WAIT2: 'FIN-WAIT-2' }[
        state
      ] ?? state,
      '0',
      String(backlog ?? 0),
      ...split(local),
      ...split(remote),
    ]);
  const table = [['State', 'Recv-Q', 'Send-Q', 'Local Address', ':Port', 'Peer Address', ':Port'], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const line = (row: readonly string[], process: string): string => {
    const [state, received, sent, local, localPort, peer, peerPort] = row.map((cell, column) =>
      column === 3 || column === 5 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
    );
    return `${state} ${received} ${sent} ${local}${localPort} ${peer}${peerPort}${process}\n`;
  };
  return table.map((row, index) => line(row, index === 0 ? 'Process' : '       ')).join('');
}

/** Wed Jun 10 03:07:40 UTC 2026 */
function unixDate(ms: number): string {
  const date = new Date(ms);
  const clock = date.toISOString().slice(11, 19);
  return `${UNIX_DATE_DAYS[date.getUTCDay()]} Jun ${String(date.getUTCDate()).padStart(2)} ${clock} UTC ${date.getUTCFullYear()}`;
}
