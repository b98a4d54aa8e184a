// The command line that a list of ss came from, ss(8): asked for one state it leaves the State column out, and only the command still tells it.

import type { SOCKET_STATES } from '../../model/batch.ts';
import { stateIndex } from './sockets-words.ts';

const UNKNOWN = stateIndex('UNKNOWN');
const MOST_CHARACTERS = 1000;

// Names of one state as ss takes them, in any case; `all`, `connected`, `synchronized`, `bucket` and `big` are several, and then the column is there.
const STATES: Record<string, (typeof SOCKET_STATES)[number]> = {
  established: 'ESTABLISHED',
  'syn-sent': 'SYN_SENT',
  'syn-recv': 'SYN_RECV',
  'syn-rcv': 'SYN_RECV',
  'fin-wait-1': 'FIN_WAIT1',
  'fin-wait-2': 'FIN_WAIT2',
  'time-wait': 'TIME_WAIT',
  close: 'UNCONN',
  closed: 'UNCONN',
  unconnected: 'UNCONN',
  'close-wait': 'CLOSE_WAIT',
  'last-ack': 'LAST_ACK',
  listening: 'LISTEN',
  closing: 'CLOSING',
};

/** What a command says of the sockets in its list. */
export interface SsCommand {
  /** Index in SOCKET_STATES of the one state asked for; that of UNKNOWN for none, several, or one in a variable of the shell. */
  state: number;
  /** Asked for UDP alone. */
  isUdp: boolean;
}

// root@web1:~# ss -tan state syn-recv
// Every 1.0s: ss -tan state syn-recv     web1: Sun May 17 03:02:10 2026
const COMMAND = /(?:^|[\s;|&$#>+:(])(?:\/\S{1,100}\/)?ss(?=\s)([^;|&<>)]*)/g;

/** Reads a line or text that holds commands; undefined when none of them is ss. */
export function readSsCommand(text: string): SsCommand | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const commands = [...text.matchAll(COMMAND)].map(([, rest]) => parse(rest));
  return commands.reduce<SsCommand | undefined>(
    (one, other) =>
      one === undefined || (one.state === other.state && one.isUdp === other.isUdp)
        ? other
        : { state: UNKNOWN, isUdp: false },
    undefined,
  );
}

function parse(rest: string): SsCommand {
  const words = rest.trim().split(/\s+/);
  const asked = words.flatMap((word, i) => (word === 'state' ? [(words[i + 1] ?? '').toLowerCase()] : []));
  const isOne = asked.length === 1 && !words.includes('exclude') && Object.hasOwn(STATES, asked[0]);
  const has = (letter: string, name: string): boolean =>
    words.some((word) => word === `--${name}` || (/^-[a-zA-Z0-9]+$/.test(word) && word.includes(letter)));
  return {
    state: isOne ? stateIndex(STATES[asked[0]]) : UNKNOWN,
    isUdp: has('u', 'udp') && !has('t', 'tcp'),
  };
}

// ss-syn-recv.txt, ss_state_SYN_RECV.txt
const HALF_OPEN_NAME = /syn[-_.]?(?:recv|rcv|received)/i;

/**
 * True when the name of a file says that its sockets are half open. Other states are not taken from a name: a connection that is past the
 * handshake proves its address, and that must stand in the evidence or be stated.
 */
export function isNamedHalfOpen(fileName: string): boolean {
  return HALF_OPEN_NAME.test(fileName);
}
