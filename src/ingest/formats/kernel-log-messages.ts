// What kernel messages say: SYN flooding, full tables, memory, and packets logged by netfilter. Linux net/ipv4/tcp_input.c,
// net/netfilter/nf_conntrack_core.c, net/core/neighbour.c, mm/oom_kill.c, net/netfilter/nf_log_syslog.c.

import { EVENT_DETAIL, TCP } from '../../model/batch.ts';
import { scanUint, WordTable } from '../fields.ts';
import { eventIndex, type LogEvent } from './kernel-log-event.ts';
import { digitsEnd, find, needle, skipBlanks, startsWith, wordEnd } from './log-text.ts';

const SYN_FLOODING = eventIndex('syn_flooding');
const CONNTRACK_FULL = eventIndex('conntrack_full');
const TCP_MEMORY = eventIndex('tcp_memory');
const NEIGHBOUR_FULL = eventIndex('neighbour_full');
const OOM_KILL = eventIndex('oom_kill');
const PACKET_LOGGED = eventIndex('packet_logged');

const DOT = 0x2e;
const COLON = 0x3a;
const EQUALS = 0x3d;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const PARENTHESIS = 0x28;
const PARENTHESIS_END = 0x29;
const PROTOCOL_TCP = 6;

// The phrases are longer than the 15 bytes of a process name, which is the one text of strangers that the kernel repeats.
const FLOODING_ON_PORT = needle('SYN flooding on port ');
const CONNTRACK_TABLE_FULL = needle('conntrack: table full');
const ORPHANED = needle('too many orphaned sockets');
const OUT_OF_MEMORY = needle('out of memory -- consider tuning tcp_mem');
const OUT_OF_SOCKET_MEMORY = needle('Out of socket memory');
const NEIGHBOR_OVERFLOW = needle('eighbor table overflow');
const NEIGHBOUR_OVERFLOW = needle('eighbour table overflow');
const KILLED_PROCESS = needle('Killed process ');
const SENDING_COOKIES = needle('. Sending cookies');
const DROPPING_REQUEST = needle('. Dropping request');

/** Reads the kernel message b[at..end) into `event`; false when it tells none of the events. */
export function readKernelMessage(b: Uint8Array, at: number, end: number, event: LogEvent): boolean {
  let place = find(b, at, end, FLOODING_ON_PORT);
  if (place >= 0) return readFlooding(b, place + FLOODING_ON_PORT.length, end, event);
  if (find(b, at, end, CONNTRACK_TABLE_FULL) >= 0) event.kind = CONNTRACK_FULL;
  else if (find(b, at, end, ORPHANED) >= 0) setMemory(event, EVENT_DETAIL.orphans);
  else if (find(b, at, end, OUT_OF_MEMORY) >= 0 || find(b, at, end, OUT_OF_SOCKET_MEMORY) >= 0)
    setMemory(event, EVENT_DETAIL.outOfMemory);
  else if (find(b, at, end, NEIGHBOR_OVERFLOW) >= 0 || find(b, at, end, NEIGHBOUR_OVERFLOW) >= 0)
    event.kind = NEIGHBOUR_FULL;
  else {
    place = find(b, at, end, KILLED_PROCESS);
    return place >= 0 && readKill(b, place + KILLED_PROCESS.length, end, event);
  }
  return true;
}

function setMemory(event: LogEvent, detail: number): void {
  event.kind = TCP_MEMORY;
  event.detail = detail;
  event.protocol = PROTOCOL_TCP;
}

// TCP: request_sock_TCP: Possible SYN flooding on port 80. Sending cookies.  Check SNMP counters.
// TCP: request_sock_TCP: Possible SYN flooding on port [::]:80. Dropping request.
// possible SYN flooding on port 80. Sending cookies.
function readFlooding(b: Uint8Array, at: number, end: number, event: LogEvent): boolean {
  let stop = wordEnd(b, at, end);
  if (b[stop - 1] === DOT) stop--;
  const portAt = lastColon(b, at, stop);
  const port = scanUint(b, portAt, stop);
  if (port < 0 || port > 65535) return false;
  event.kind = SYN_FLOODING;
  event.protocol = PROTOCOL_TCP;
  event.port = port;
  if (portAt > at) {
    const bracketed = b[at] === BRACKET && b[portAt - 2] === BRACKET_END;
    const known = event.setDestination(b, bracketed ? at + 1 : at, bracketed ? portAt - 2 : portAt - 1);
    // 0.0.0.0 and :: stand for all addresses of the host.
    const { destination } = event;
    if (known && destination[0] === 0 && destination[1] === 0 && destination[3] === 0) event.addresses = 0;
  }
  if (startsWith(b, stop, end, SENDING_COOKIES)) event.detail = EVENT_DETAIL.cookies;
  else if (startsWith(b, stop, end, DROPPING_REQUEST)) event.detail = EVENT_DETAIL.dropping;
  return true;
}

// The place behind the last colon, `at` when there is none.
function lastColon(b: Uint8Array, at: number, end: number): number {
  let i = end;
  while (i > at && b[i - 1] !== COLON) i--;
  return i;
}

// Out of memory: Killed process 1234 (mysqld) total-vm:...
// Killed process 1234, UID 33, (apache2) total-vm:...
function readKill(b: Uint8Array, at: number, end: number, event: LogEvent): boolean {
  const digits = digitsEnd(b, at, end);
  if (digits === at) return false;
  let open = digits;
  while (open < end && b[open] !== PARENTHESIS) open++;
  let close = open;
  while (close < end && b[close] !== PARENTHESIS_END) close++;
  if (close === end) return false;
  event.kind = OOM_KILL;
  event.subject.start = open + 1;
  event.subject.end = close;
  return true;
}

const SOURCE = needle(' SRC=');
const DESTINATION = needle('DST=');
const INTERFACE = needle('IN=');

/** Numbers of the protocols that netfilter writes as words. */
const PROTOCOLS = new WordTable({
  ICMP: 1,
  TCP: 6,
  UDP: 17,
  ESP: 50,
  AH: 51,
  ICMPv6: 58,
  SCTP: 132,
  UDPLITE: 136,
});
const FLAGS = new WordTable({
  FIN: TCP.FIN,
  SYN: TCP.SYN,
  RST: TCP.RST,
  PSH: TCP.PSH,
  ACK: TCP.ACK,
  URG: TCP.URG,
  ECE: TCP.ECE,
  CWR: TCP.CWR,
});
const FIELD = { length: 1, protocol: 2, sourcePort: 3, destinationPort: 4 } as const;
const FIELDS = new WordTable({
  LEN: FIELD.length,
  PROTO: FIELD.protocol,
  SPT: FIELD.sourcePort,
  DPT: FIELD.destinationPort,
});

// DROP IN=eth1 OUT= MAC=... SRC=192.0.2.7 DST=198.51.100.1 LEN=44 TOS=0x00 PREC=0x00 TTL=53 ID=1 PROTO=TCP SPT=1 DPT=2 WINDOW=3 RES=0x00 SYN URGP=0
/** Reads the packet that netfilter's LOG target wrote in b[at..end) into `event`; false when it is none. */
export function readLoggedPacket(b: Uint8Array, at: number, end: number, event: LogEvent): boolean {
  const source = find(b, at, end, SOURCE);
  if (source < 0) return false;
  const sourceEnd = wordEnd(b, source + 1, end);
  const destination = skipBlanks(b, sourceEnd, end);
  if (!startsWith(b, destination, end, DESTINATION)) return false;
  const destinationEnd = wordEnd(b, destination, end);
  if (!event.setSource(b, source + SOURCE.length, sourceEnd)) return false;
  if (!event.setDestination(b, destination + DESTINATION.length, destinationEnd)) return false;
  if (!readPacketFields(b, destinationEnd, end, event)) return false;
  event.kind = PACKET_LOGGED;
  event.subject.start = at;
  event.subject.end = prefixEnd(b, at, source);
  return true;
}

function readPacketFields(b: Uint8Array, start: number, end: number, event: LogEvent): boolean {
  let hasProtocol = false;
  let hasLength = false;
  for (let i = skipBlanks(b, start, end); i < end; ) {
    // The packet that an ICMP error quotes.
    if (b[i] === BRACKET) break;
    const stop = wordEnd(b, i, end);
    let equals = i;
    while (equals < stop && b[equals] !== EQUALS) equals++;
    if (equals === stop) {
      const flag = FLAGS.find(b, i, stop);
      if (flag > 0) event.detail |= flag;
    } else {
      const field = FIELDS.find(b, i, equals);
      const value = scanUint(b, equals + 1, stop);
      if (field === FIELD.protocol) {
        const named = PROTOCOLS.find(b, equals + 1, stop);
        if (named < 0 && (value < 0 || value > 255)) return false;
        event.protocol = named >= 0 ? named : value;
        hasProtocol = true;
      } else if (field === FIELD.sourcePort && value >= 0 && value <= 65535) event.sourcePort = value;
      else if (field === FIELD.destinationPort && value >= 0 && value <= 65535) event.port = value;
      else if (field === FIELD.length && !hasLength) {
        // UDP has a second one, of its own.
        event.length = value < 0 || value > 0xffffffff ? 0 : value;
        hasLength = true;
      }
    }
    i = skipBlanks(b, stop, end);
  }
  return hasProtocol;
}

// The rule's prefix stands before IN=, often right before it; without IN= (other systems) nothing is taken for one.
function prefixEnd(b: Uint8Array, at: number, source: number): number {
  let stop = find(b, at, source, INTERFACE);
  if (stop < 0) return at;
  while (stop > at && (b[stop - 1] === 0x20 || b[stop - 1] === COLON)) stop--;
  return stop;
}

const SYSTEM_CLOCK = needle('setting system clock to ');
const AUDIT = needle('audit(');

/** The seconds since 1970 UTC that a boot message tells, in `told`; false when it tells none. */
export function readBootMessage(
  b: Uint8Array,
  at: number,
  end: number,
  told: { sec: number; nsec: number },
): boolean {
  // rtc_cmos 00:01: setting system clock to 2026-05-17T00:00:01 UTC (1778976001)
  let place = find(b, at, end, SYSTEM_CLOCK);
  if (place >= 0) {
    while (place < end && b[place] !== PARENTHESIS) place++;
    const stop = digitsEnd(b, place + 1, end);
    told.sec = scanUint(b, place + 1, stop);
    told.nsec = 0;
    return told.sec > 0 && b[stop] === PARENTHESIS_END;
  }
  // audit: type=2000 audit(1778976001.123:1): state=initialized audit_enabled=0 res=1
  place = find(b, at, end, AUDIT);
  if (place < 0) return false;
  const stop = digitsEnd(b, place + AUDIT.length, end);
  told.sec = scanUint(b, place + AUDIT.length, stop);
  if (told.sec <= 0 || b[stop] !== DOT || b[stop + 4] !== COLON) return false;
  told.nsec = scanUint(b, stop + 1, stop + 4) * 1e6;
  return told.nsec >= 0;
}
