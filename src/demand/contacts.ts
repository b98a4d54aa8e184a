// Ways to reach the sender, and what the text names as targets. All of it is what the message says, nothing is looked up.

import { parseAddress } from '../model/address.ts';
import type { DemandContact } from '../model/demand.ts';

const EMAIL = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}/g;
const MOST = 50;

const LINK = /\b(https?:\/\/[^\s<>"')\]]{1,500})/gi;

const IN_TEXT: readonly [DemandContact['kind'], RegExp][] = [
  // t.me/handle | telegram: @handle
  ['telegram', /(?:\bt(?:elegram)?\.me\/|\btelegram\b[^\n@]{0,30}@)([A-Za-z0-9_]{4,32})/gi],
  ['onion', /\b([a-z2-7]{16}(?:[a-z2-7]{40})?\.onion)\b/gi],
  ['tox', /(?<![0-9A-Fa-f])([0-9A-Fa-f]{76})(?![0-9A-Fa-f])/g],
  ['session', /(?<![0-9A-Fa-f])(05[0-9A-Fa-f]{64})(?![0-9A-Fa-f])/g],
  ['xmpp', /\b(?:xmpp|jabber)\b[^\n]{0,20}?\s?([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190})/gi],
  ['url', LINK],
  ['phone', /(?:\b(?:phone|call|whatsapp|signal|tel)\b[^\n+]{0,15})(\+\d[\d \-()]{6,20}\d)/gi],
];

/** Hosts of links to a person of a messenger. */
const MESSENGERS: ReadonlySet<string> = new Set(['t.me', 'telegram.me', 'wa.me']);

// https://www.example.net:8080/path -> www.example.net
const HOST_OF_LINK = /^https?:\/\/(?:[^/@\s]*@)?([^/:?#\s]+)/i;

/** The host of a link to one of the attacked sites, else ''. */
function attackedHost(link: string, attackedHosts: readonly string[]): string {
  const host = HOST_OF_LINK.exec(link)?.[1].toLowerCase() ?? '';
  return attackedHosts.includes(host) ? host : '';
}

/** Contact points of the header (From, Reply-To, Return-Path) and of the text, each once. A link to an attacked site is none. */
export function findContacts(
  headerValues: readonly string[],
  text: string,
  attackedHosts: readonly string[],
): DemandContact[] {
  const found = new Map<string, DemandContact>();
  const add = (kind: DemandContact['kind'], value: string, where: DemandContact['where']): void => {
    const key = `${kind} ${value.toLowerCase()}`;
    const another = found.size < MOST && !found.has(key);
    if (another && (kind !== 'url' || attackedHost(value, attackedHosts) === ''))
      found.set(key, { kind, value, where });
  };
  for (const value of headerValues)
    for (const [address] of value.slice(0, 4000).matchAll(EMAIL)) add('email', address, 'header');
  for (const [kind, pattern] of IN_TEXT)
    for (const match of text.matchAll(pattern)) add(kind, match[1].replace(/[.,;:]+$/, ''), 'text');
  for (const [address] of text.matchAll(EMAIL)) {
    const known = found.has(`xmpp ${address.toLowerCase()}`) || found.has(`email ${address.toLowerCase()}`);
    if (!known) add('email', address, 'text');
  }
  return [...found.values()];
}

// 203.0.113.80 | 2001:db8::1 | www.example.net; a host name needs a letter in its last label.
const HOST =
  /(?<![\p{L}\p{N}@._/-])(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,8}[a-z][a-z0-9-]{1,23}(?![\p{L}\p{N}@])/giu;
const ADDRESS =
  /(?<![\p{L}\p{N}.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?:\/\d{1,3})?(?![\p{L}\p{N}:])/giu;

/** Addresses, prefixes and host names in the text, each once, in order. */
export function findTargets(
  text: string,
  contacts: readonly DemandContact[],
  attackedHosts: readonly string[],
): string[] {
  const words = new Uint32Array(4);
  const places = new Map<string, number>();
  const note = (value: string, at: number): void => {
    if (!places.has(value) && places.size < MOST) places.set(value, at);
  };
  for (const match of text.matchAll(ADDRESS))
    if (parseAddress(match[0].split('/')[0], words, 0)) note(match[0], match.index);
  for (const match of text.matchAll(LINK)) {
    const host = attackedHost(match[0], attackedHosts);
    if (host !== '') note(host, match.index);
  }
  for (const match of text.matchAll(HOST)) {
    const name = match[0].toLowerCase();
    // The sender's own addresses are no targets.
    if (!MESSENGERS.has(name) && !contacts.some((contact) => contact.value.toLowerCase().includes(name)))
      note(name, match.index);
  }
  return [...places].sort((a, b) => a[1] - b[1]).map(([value]) => value);
}
