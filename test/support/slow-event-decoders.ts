// Slow twins of the decoders of system logs and counters: regular expressions and Date, over fixtures only.

import { isIP } from 'node:net';
import { formatAddress, parseAddress } from '../../src/model/address.ts';
import type { CounterRow, EventRow } from './event-rows.ts';

/** What the twin says of a line that is an event. */
export type BareEvent = Pick<
  EventRow,
  'line' | 'event' | 'count' | 'source' | 'sourcePort' | 'destination' | 'port' | 'protocol' | 'subject'
>;

const DATED =
  /^(?:<\d+>)?(?:1 )?(?:(?:\w{3} )?\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d| UTC)?|[A-Z][a-z]{2} +\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d+)?:?) +/;
const VSFTPD_LOG = /^\w{3} \w{3} [ \d]\d [\d:]{8} \d{4} \[pid \d+\] /;
const BOOT =
  /^(?:<\d+>)?(?:[a-z]+ *:[a-z]+ *: )?\[(?: *\d+\.\d+|\w{3} \w{3} [ \d]\d [\d:]{8} \d{4})\](?:\[[^\]]*\])? */;

/** Events of a system log, a few regular expressions a line. Lines with impossible dates are events too. */
export function slowEvents(input: Uint8Array): BareEvent[] {
  const rows: BareEvent[] = [];
  for (const [index, raw] of Buffer.from(input).toString('latin1').split('\n').entries()) {
    const event = slowEvent(raw.replace(/ +$/, ''));
    if (event !== undefined) rows.push({ line: index + 1, ...event });
  }
  return rows;
}

type Found = Omit<BareEvent, 'line'>;

function slowEvent(line: string): Found | undefined {
  let m = VSFTPD_LOG.exec(line);
  if (m) return vsftpd(line.slice(m[0].length));
  m = BOOT.exec(line);
  if (m) return kernel(line.slice(m[0].length));
  m = DATED.exec(line);
  if (m === null) return undefined;
  const rest = line.slice(m[0].length);
  // dmesg --time-format=iso
  if (/,\d+[+-]/.test(m[0])) return kernel(rest);
  const structured = /^<\d+>1 /.test(line);
  const tag = structured
    ? /^(?<host>\S+) (?<program>\S+) \S+ \S+ (?:-|(?:\[(?:[^"\]]|"(?:[^"\\]|\\.)*")*\])+) ?(?<message>.*)$/.exec(
        rest,
      )
    : (/^(?:(?<host>[^ ]*[^ :]) +(?:\k<host> +)?)?(?:(?<program>[^ [:]+)(?:\[\d+\])?:|(?<colonless>[^ [:]+)\[\d+\])(?= |$) *(?<message>.*)$/.exec(
        rest,
      ) ?? /^(?<host>\S+) +(?:\k<host> +)?(?<message>.*)$/.exec(rest));
  const groups = tag?.groups;
  if (groups === undefined) return undefined;
  let message = groups.message;
  let count = 1;
  const repeated = /^message repeated (\d+) times: \[ ?(.*)\]$/.exec(message);
  if (repeated) {
    count = Number(repeated[1]);
    message = repeated[2];
  }
  const found = dispatch(groups.program ?? groups.colonless ?? '', message);
  return found && { ...found, count: count * found.count };
}

function dispatch(program: string, message: string): Found | undefined {
  if (program === 'kernel') return kernel(message.replace(/^\[ *\d+\.\d+\] */, ''));
  if (program === '' || program.startsWith('ulogd')) return packet(message);
  const found = pam(message);
  if (found !== undefined) return found;
  if (/^sshd(-session)?$/.test(program)) return sshd(message);
  if (program === 'vsftpd') return vsftpd(message);
  if (program === 'proftpd') {
    const m = /\[([^[\]]+)\]\).*?USER (.*)(?: \(Login failed\)|: no such user found from )/.exec(message);
    return m ? login('auth_failed', m[1], 0, m[2]) : undefined;
  }
  const m =
    program === 'pure-ftpd' &&
    /^\(\?@(\S+)\) \[WARNING\] Authentication failed for user \[(.*)\]$/.exec(message);
  return m ? login('auth_failed', m[1], 0, m[2]) : undefined;
}

function pam(message: string): Found | undefined {
  const m =
    /^(?:pam_.*?authentication failure; |PAM (\d+) more authentication failure).*? rhost=(\S+)(?:.*?user=(.*))?/.exec(
      message,
    );
  const found = m ? login('auth_failed_pam', m[2], 0, m[3] ?? '') : undefined;
  return found && { ...found, count: Number(m?.[1] ?? 1) };
}

function sshd(message: string): Found | undefined {
  let m =
    /^Failed (?:password|keyboard-interactive\/pam) for (?:invalid user )?(.*) from (\S+) port (\d+)/.exec(
      message,
    );
  if (m) return login('auth_failed', m[2], Number(m[3]), m[1]);
  m = /^Invalid user (.*?) from (\S+)(?: port (\d+))?$/.exec(message);
  const last = /^Invalid user (.*) from (\S+)(?: port (\d+))?$/.exec(message) ?? m;
  if (last) return login('auth_invalid_user', last[2], Number(last[3] ?? 0), last[1]);
  m = /^Accepted \S+ for (.*?) from (\S+) port (\d+)/.exec(message);
  return m ? login('auth_accepted', m[2], Number(m[3]), m[1]) : undefined;
}

function vsftpd(message: string): Found | undefined {
  const m = /^\[(?:.*\[)?(.*)\] FAIL LOGIN: Client "([^"]*)"$/.exec(message);
  return m ? login('auth_failed', m[2], 0, m[1]) : undefined;
}

function login(event: string, from: string, sourcePort: number, subject: string): Found | undefined {
  const source = address(from);
  return source === undefined
    ? undefined
    : { event, count: 1, source, sourcePort, destination: '', port: 0, protocol: 6, subject };
}

const NOTHING = { count: 1, source: '', sourcePort: 0, destination: '', port: 0, protocol: 0, subject: '' };

function kernel(message: string): Found | undefined {
  const logged = packet(message);
  if (logged !== undefined) return logged;
  const m = /SYN flooding on port (?:\[?(.*?)\]?:)?(\d+)\.? /.exec(`${message} `);
  if (m) {
    const whole = m[1] === undefined || /^(0\.0\.0\.0|::)$/.test(m[1]);
    if (Number(m[2]) > 65535) return undefined;
    const destination = whole ? '' : (address(m[1]) ?? '');
    return { ...NOTHING, event: 'syn_flooding', port: Number(m[2]), protocol: 6, destination };
  }
  if (/conntrack: table full/.test(message)) return { ...NOTHING, event: 'conntrack_full' };
  if (/too many orphaned sockets|out of memory -- consider|Out of socket memory/.test(message))
    return { ...NOTHING, event: 'tcp_memory', protocol: 6 };
  if (/[Nn]eighbou?r table overflow/.test(message)) return { ...NOTHING, event: 'neighbour_full' };
  const kill = /Killed process \d+.*?\((.*?)\)/.exec(message);
  return kill ? { ...NOTHING, event: 'oom_kill', subject: kill[1] } : undefined;
}

const NUMBERS: Record<string, number> = { ICMP: 1, TCP: 6, UDP: 17, ICMPv6: 58 };

function packet(message: string): Found | undefined {
  const m = /^(.*?) SRC=(\S+) DST=(\S+) ([^[]*)/.exec(message);
  const source = m ? address(m[2]) : undefined;
  const destination = m ? address(m[3]) : undefined;
  if (m === null || source === undefined || destination === undefined) return undefined;
  const field = (name: string): string => new RegExp(`(?:^| )${name}=(\\S*)`).exec(m[4])?.[1] ?? '';
  const protocol = NUMBERS[field('PROTO')] ?? Number(field('PROTO') || Number.NaN);
  if (Number.isNaN(protocol)) return undefined;
  const port = (name: string): number => (Number(field(name)) <= 65535 ? Number(field(name)) : 0);
  const prefix = /^(.*?)[ :]*IN=/.exec(m[1])?.[1] ?? '';
  return {
    event: 'packet_logged',
    count: 1,
    source,
    sourcePort: port('SPT'),
    destination,
    port: port('DPT'),
    protocol,
    subject: prefix.slice(0, 64),
  };
}

function address(text: string): string | undefined {
  const words = new Uint32Array(4);
  return isIP(text) > 0 && parseAddress(text, words, 0) ? formatAddress(words, 0) : undefined;
}

/** A counter without its place. */
export type BareCounter = Pick<CounterRow, 'name' | 'value'>;

/** Counters of /proc/net and nstat, in order. */
export function slowCounters(input: Uint8Array): BareCounter[] {
  const rows: BareCounter[] = [];
  let names: string[] = [];
  for (const line of Buffer.from(input).toString('latin1').split('\n')) {
    const words = line.trim().split(/\s+/);
    if (/^[A-Z]\w+:$/.test(words[0]) && words.length > 1) {
      if (/^[A-Za-z]/.test(words[1])) names = words;
      else if (words.length === names.length && words[0] === names[0])
        for (let i = 1; i < words.length; i++)
          rows.push({ name: words[0].slice(0, -1) + names[i], value: Number(words[i]) });
    } else if (/^[A-Z]\w+\s+\d+(\s+\d+\.\d)?$/.test(line))
      rows.push({ name: words[0], value: Number(words[1]) });
  }
  return rows;
}
