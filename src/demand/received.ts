// The way of a message by its Received lines: which of them our own servers wrote, when it came in, and from which address. RFC 5321 section 4.4.

import { parseAddress, parsePrefix, prefixContains } from '../model/address.ts';
import type { AuthenticationResult, ReceivedHop } from '../model/demand.ts';
import { readOffset } from '../model/stated-time.ts';

/** What the operator stated about own machines. */
export interface OwnServers {
  /** Host names with * for any characters, and prefixes. */
  mailServers: readonly string[];
  /** Prefixes. */
  ownAddresses: readonly string[];
}

/** The chain, judged. */
export interface ReceivedChain {
  /** Last server first, as in the message. */
  hops: ReceivedHop[];
  /** The line that tells when the message came in. */
  receipt: ReceivedHop | undefined;
  receiptFrom: 'own_server' | 'topmost_received' | 'unknown';
  firstExternalAddress: string;
  warnings: string[];
}

const MOST_HOPS = 100;
const MAX_LINE = 4000;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
// RFC 5322 section 4.3; all other abbreviations have no fixed meaning.
const ZONES: Readonly<Record<string, string>> = {
  UT: '+0000',
  UTC: '+0000',
  GMT: '+0000',
  Z: '+0000',
  EST: '-0500',
  EDT: '-0400',
  CST: '-0600',
  CDT: '-0500',
  MST: '-0700',
  MDT: '-0600',
  PST: '-0800',
  PDT: '-0700',
};
// Tue,  9 Jun 2026 22:14:36 +0200 (CEST)
const MAIL_TIME =
  /\b(\d{1,2}) +([A-Z][a-z]{2}) +(\d{4}) +(\d\d):(\d\d)(?::(\d\d))? *([+-]\d{4}|[A-Z]{1,4}(?![a-z]))/;

/** Seconds since 1970 UTC and minutes east of UTC of a mail time; undefined when it cannot be read. */
export function mailTime(text: string): { sec: number; offsetMin: number } | undefined {
  const match = MAIL_TIME.exec(text);
  if (match === null) return undefined;
  const [, day, month, year, hour, minute, second = '0', zone] = match;
  const offset = readOffset(ZONES[zone] ?? zone);
  const monthIndex = MONTHS.indexOf(month);
  if (offset === undefined || monthIndex < 0 || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const ms = Date.UTC(Number(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second));
  if (new Date(ms).getUTCDate() !== Number(day) || Number(year) < 1970) return undefined;
  return { sec: ms / 1000 - offset, offsetMin: offset / 60 };
}

function utcText(sec: number): string {
  return new Date(sec * 1000).toISOString().replace('.000Z', 'Z');
}

/** "203.0.113.25" or "2001:db8::1" out of "[IPv6:2001:db8::1]"; '' when it is none. */
function addressIn(text: string): string {
  const plain = text.replace(/^\[?(?:IPv6:)?/i, '').replace(/\]$/, '');
  return parseAddress(plain, new Uint32Array(4), 0) ? plain.toLowerCase() : '';
}

// from HELO (rdns [ip]) | from rdns ([ip] helo=x) | from unknown (HELO x) (ip) | from host (2001:db8::1)
// What the server saw stands in the parentheses; a literal outside them is only what the client said.
function addressOfClause(clause: string): string {
  const said = /\b(?:helo|ehlo)[= ]\s*\S+/gi;
  const comments = [...clause.matchAll(/\(([^()]*)\)/g)].map((match) => match[1].replace(said, ' '));
  for (const part of [...comments, clause]) {
    for (const word of part.match(/\[[^\]\s]+\]|[0-9a-f.:]{3,45}/gi) ?? []) {
      const address = addressIn(word);
      if (address !== '') return address;
    }
  }
  return '';
}

/** A name that the receiving server looked up itself: Postfix and sendmail write it before the address. */
function verifiedName(clause: string): string {
  if (/may be forged/i.test(clause)) return '';
  return /\(([a-z0-9.-]+)\.? \[/i.exec(clause)?.[1].toLowerCase() ?? '';
}

interface Parsed extends ReceivedHop {
  fromClause: string;
}

function parse(value: string): Parsed {
  const raw = value.slice(0, MAX_LINE);
  const semicolon = raw.lastIndexOf(';');
  const way = semicolon < 0 ? raw : raw.slice(0, semicolon);
  const timeText = semicolon < 0 ? '' : raw.slice(semicolon + 1).trim();
  const by = /(?:^|\s)by\s+([^\s;()]+)/i.exec(way);
  const from = /^\s*from\s+(\S+)/i.exec(way);
  const fromClause = from === null ? '' : way.slice(0, by?.index ?? way.length);
  const time = mailTime(timeText);
  return {
    raw,
    fromName: from?.[1] ?? '',
    fromAddress: fromClause === '' ? '' : addressOfClause(fromClause),
    by: (by?.[1] ?? '').replace(/\.$/, '').toLowerCase(),
    timeText,
    utc: time === undefined ? '' : utcText(time.sec),
    trusted: false,
    fromClause,
  };
}

// Machines behind one's own front door: loopback and private addresses can only be ours when our own server saw them.
const INSIDE = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7'];

function within(address: string, prefixes: readonly string[]): boolean {
  const words = new Uint32Array(4);
  if (address === '' || !parseAddress(address, words, 0)) return false;
  return prefixes.some((text) => {
    const prefix = parsePrefix(text);
    return prefix !== undefined && prefixContains(prefix, words, 0);
  });
}

/** True when a host name is one of the stated mail servers. */
export function isOwnHost(name: string, own: OwnServers): boolean {
  if (name === '' || name.length > 255) return false;
  const address = addressIn(name);
  if (address !== '') return within(address, own.mailServers);
  return own.mailServers.some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.\\^$+?()[\]{}|]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(name.toLowerCase());
  });
}

function cameFromInside(hop: Parsed, own: OwnServers): boolean {
  // A line without "from" hands the message on within one machine.
  if (hop.fromClause === '') return true;
  if (within(hop.fromAddress, [...own.mailServers, ...own.ownAddresses, ...INSIDE])) return true;
  return isOwnHost(verifiedName(hop.fromClause), own);
}

/**
 * Judges the Received lines. Trust begins at the top and goes down as long as each line was written by a stated server and says that the
 * message came from another of our own machines: below the first stranger everything may have been written by the sender.
 */
export function receivedChain(values: readonly string[], own: OwnServers): ReceivedChain {
  const hops = values.slice(0, MOST_HOPS).map(parse);
  const warnings: string[] = [];
  if (values.length > MOST_HOPS)
    warnings.push(`The message has ${values.length} Received lines; the first ${MOST_HOPS} were looked at.`);
  let receipt: Parsed | undefined;
  let firstExternalAddress = '';
  for (const hop of hops) {
    if (!isOwnHost(hop.by, own)) break;
    hop.trusted = true;
    receipt = hop;
    if (!cameFromInside(hop, own)) {
      firstExternalAddress = hop.fromAddress;
      break;
    }
  }
  let receiptFrom: ReceivedChain['receiptFrom'] = 'own_server';
  if (receipt === undefined) {
    receiptFrom = hops.length === 0 ? 'unknown' : 'topmost_received';
    receipt = hops[0];
    if (hops.length > 0)
      warnings.push(
        own.mailServers.length === 0
          ? 'No mail servers are stated (mail_servers in incident.yaml): the time of receipt is that of the topmost Received line, and no address in the chain is called trusted.'
          : 'The topmost Received line was not written by one of the stated mail servers: no line of the chain is called trusted.',
      );
  }
  if (receipt !== undefined && receipt.utc === '') {
    warnings.push('The time in the Received line of the receiving server cannot be read.');
    receiptFrom = 'unknown';
  }
  return {
    hops: hops.map(({ fromClause: _, ...hop }) => hop),
    receipt,
    receiptFrom,
    firstExternalAddress,
    warnings,
  };
}

// mx1.example.net; spf=pass smtp.mailfrom=a@b.example; dkim=none; RFC 8601 section 2.2.
/** Results of all Authentication-Results lines. */
export function authenticationResults(values: readonly string[], own: OwnServers): AuthenticationResult[] {
  return values.slice(0, MOST_HOPS).flatMap((value) => {
    const [head, ...parts] = value
      .slice(0, MAX_LINE)
      .replace(/\([^()]*\)/g, ' ')
      .split(';');
    const server = head.trim().split(/\s+/)[0].toLowerCase();
    return parts.flatMap((part) => {
      const match = /^\s*([a-z0-9-]+)\s*=\s*([a-z]+)\b(.*)$/is.exec(part);
      if (match === null) return [];
      const [, method, result, properties] = match;
      return [
        {
          server,
          method: method.toLowerCase(),
          result: result.toLowerCase(),
          properties: properties.replace(/\s+/g, ' ').trim(),
          trusted: isOwnHost(server, own),
        },
      ];
    });
  });
}
