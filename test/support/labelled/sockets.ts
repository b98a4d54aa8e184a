// Socket dumps in the layouts of net-tools netstat -ant and iproute2 ss -tan.

import { gzipSync } from 'node:zlib';
import type { Desk } from './case.ts';

/** A row of a dump; state as netstat spells it. */
export interface Socket {
  local: string;
  remote: string;
  state: string;
  receiveQueue: number;
}

const SS_STATES: Record<string, string> = {
  ESTABLISHED: 'ESTAB',
  SYN_RECV: 'SYN-RECV',
  TIME_WAIT: 'TIME-WAIT',
  FIN_WAIT2: 'FIN-WAIT-2',
  CLOSE_WAIT: 'CLOSE-WAIT',
};

/** A TCP socket. */
export function tcpSocket(local: string, remote: string, state: string, receiveQueue = 0): Socket {
  return { local, remote, state, receiveQueue };
}

/** Keeps a dump taken so many seconds into the case; the file name tells the time. */
export function socketDump(
  desk: Desk,
  tool: 'netstat' | 'ss',
  second: number,
  sockets: readonly Socket[],
): void {
  const date = new Date(Math.floor((desk.startMs + second * 1000) / 1000) * 1000);
  const stamp = date
    .toISOString()
    .replace(/\.\d{3}Z$/, 'Z')
    .replaceAll(':', '');
  const text = tool === 'netstat' ? netstatText(sockets) : ssText(sockets);
  const large = text.length > 24_000;
  const bytes = large ? gzipSync(text, { level: 9 }) : Buffer.from(text);
  desk.files.set(`${tool}-${stamp}.txt${large ? '.gz' : ''}`, bytes);
}

/** net-tools 2.10: "%-4s  %6ld %6ld %-*s %-*s %-11s". */
function netstatText(sockets: readonly Socket[]): string {
  let text = 'Active Internet connections (servers and established)\n';
  text += 'Proto Recv-Q Send-Q Local Address           Foreign Address         State      \n';
  for (const { local, remote, state, receiveQueue } of sockets)
    text += `tcp   ${String(receiveQueue).padStart(6)}      0 ${local.padEnd(23)} ${remote.padEnd(23)} ${state.padEnd(11)}\n`;
  return text;
}

/** iproute2 6.1, columns wide enough for every IPv4 endpoint. */
function ssText(sockets: readonly Socket[]): string {
  let text = 'State      Recv-Q Send-Q         Local Address:Port           Peer Address:Port Process\n';
  for (const { local, remote, state, receiveQueue } of sockets)
    text += `${(SS_STATES[state] ?? state).padEnd(10)} ${String(receiveQueue).padEnd(6)} 0      ${local.padStart(28)} ${remote.padStart(28)}        \n`;
  return text;
}
