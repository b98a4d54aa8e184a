// The sources that the provider pack may name, read once: proven ones and reflectors, by network; everything left out is counted by reason.

import { type AbuseContact, ContactBook } from '../../model/abuse-contact.ts';
import { type Prefix, parseAddress, parsePrefix, prefixContains } from '../../model/address.ts';
import type { CaseRows, IncidentFacts, SourceFacts } from '../../model/facts.ts';

/** A network with the sources in it that may be named, each list in the order of sources.csv. */
export interface SourceNetwork {
  /** 0: no network announces these addresses. */
  asn: number;
  asName: string;
  /** Whom to write to; undefined when nobody has looked it up. A network with several contacts stands here once for each. */
  contact: AbuseContact | undefined;
  proven: SourceFacts[];
  reflectors: SourceFacts[];
}

/** 'AS64500', or the prefix that a contact is for where no network is known to announce the addresses. */
export function networkId({ asn, contact }: Pick<SourceNetwork, 'asn' | 'contact'>): string {
  return asn > 0 ? `AS${asn}` : (contact?.network ?? 'no announcing network known');
}

/** The same within a sentence: 'announced by AS64500 Example Hosting', 'in 192.0.2.0/24'. */
export function ofNetwork({ asn, asName, contact }: SourceNetwork): string {
  return asn > 0 ? `announced by AS${asn} ${asName}` : `in ${networkId({ asn, contact })}`;
}

/** What every file of the pack is made from. */
export interface NamedSources {
  /** Most proven sources first, then most reflectors, then by number. */
  networks: SourceNetwork[];
  /** All proven sources that may be named, in the order of sources.csv. */
  proven: SourceFacts[];
  /** Proven sources that are not named anywhere in the pack, by reason. */
  leftOut: Map<string, number>;
}

/** Tells why an address is never reported or blocked; '' when nothing protects it. */
export class Protected {
  readonly #words: Uint32Array = new Uint32Array(4);
  readonly #prefixes: readonly (readonly [reason: string, prefixes: readonly Prefix[]])[];

  constructor(facts: IncidentFacts) {
    const { allowList, trustedProxies, services } = facts.case;
    this.#prefixes = [
      ['own address', read([...facts.own.addresses, ...services.map((service) => service.address)])],
      ['internal host', read(facts.internalHosts)],
      ['trusted proxy', read(trustedProxies)],
      [
        'the only client in the captures (may be a load balancer or proxy of yours)',
        read(facts.loneClients ?? []),
      ],
      ['on the allow list', read(allowList.map((entry) => entry.prefix))],
    ];
  }

  reason(address: string, special: string, internal: boolean): string {
    if (internal) return 'internal host';
    if (special !== '') return 'special-purpose address';
    if (!parseAddress(address, this.#words, 0)) return 'not an address';
    const found = this.#prefixes.find(([, prefixes]) =>
      prefixes.some((prefix) => prefixContains(prefix, this.#words, 0)),
    );
    return found?.[0] ?? '';
  }
}

function read(texts: readonly string[]): Prefix[] {
  return texts.map(parsePrefix).filter((prefix) => prefix !== undefined);
}

/**
 * True for a source whose part in the attack only socket dumps tell: they show that the address held connections, not what came over them. A
 * delivery network, proxy or load balancer in front of the server looks the same there, and a log may hold the addresses behind it.
 */
export function fromDumpsAlone({
  verdict,
  requests,
  packets,
}: Pick<SourceFacts, 'verdict' | 'requests' | 'packets'>): boolean {
  return verdict === 'proven' && requests === 0 && packets === 0;
}

/** Why such a source is in no blocklist, as a reason to count by. */
export const FROM_DUMPS_ALONE = 'known from socket dumps alone (may be a proxy or delivery network of yours)';

/** Adds one to a count. */
export function addOne(counts: Map<string, number>, reason: string): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
}

/** Counts as phrases, most frequent first: '3 internal host, 1 own address'; '' without any. */
export function countsText(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ');
}

// Several writers ask for what is read once.
const gathered = new WeakMap<CaseRows, Promise<NamedSources>>();

/** The sources of a case that may be named; nothing in the result is changed. */
export function namedSources(facts: IncidentFacts, rows: CaseRows): Promise<NamedSources> {
  let named = gathered.get(rows);
  if (named === undefined) {
    named = gatherSources(facts, rows);
    gathered.set(rows, named);
  }
  return named;
}

// Reads the sources up to the first that may not be named: they come best verdict first.
async function gatherSources(facts: IncidentFacts, rows: CaseRows): Promise<NamedSources> {
  const guard = new Protected(facts);
  const contacts = new ContactBook(facts.case.abuseContacts);
  const networks = new Map<string, SourceNetwork>();
  const named: NamedSources = { networks: [], proven: [], leftOut: new Map() };
  reading: for await (const sources of rows.sources()) {
    for (const source of sources) {
      if (source.verdict === 'likely') continue;
      if (source.verdict !== 'proven' && source.verdict !== 'reflector') break reading;
      const reason = guard.reason(source.address, source.special, source.role === 'internal_host');
      if (reason !== '') {
        if (source.verdict === 'proven') addOne(named.leftOut, reason);
        continue;
      }
      const contact = contacts.find(source.address, source.asn);
      // Addresses that nobody announces are named by the prefix of their contact.
      const key = `${source.asn} ${(source.asn > 0 ? contact?.contact : contact?.network) ?? ''}`;
      let network = networks.get(key);
      if (network === undefined) {
        network = { asn: source.asn, asName: source.asName, contact, proven: [], reflectors: [] };
        networks.set(key, network);
      }
      if (source.verdict === 'proven') {
        network.proven.push(source);
        named.proven.push(source);
      } else network.reflectors.push(source);
    }
  }
  named.networks = [...networks.values()].sort(
    (a, b) =>
      b.proven.length - a.proven.length ||
      b.reflectors.length - a.reflectors.length ||
      a.asn - b.asn ||
      (sortKey(a) < sortKey(b) ? -1 : 1),
  );
  return named;
}

function sortKey({ contact }: SourceNetwork): string {
  return contact === undefined ? '' : `${contact.contact} ${contact.network}`;
}

/** First and last record of sources or vectors, RFC 3339 UTC; '' when unknown. */
export function spanOf(sources: readonly Pick<SourceFacts, 'firstUtc' | 'lastUtc'>[]): {
  firstUtc: string;
  lastUtc: string;
} {
  let firstUtc = '';
  let lastUtc = '';
  for (const source of sources) {
    if (source.firstUtc !== '' && (firstUtc === '' || instant(source.firstUtc) < instant(firstUtc)))
      firstUtc = source.firstUtc;
    if (source.lastUtc !== '' && (lastUtc === '' || instant(source.lastUtc) > instant(lastUtc)))
      lastUtc = source.lastUtc;
  }
  return { firstUtc, lastUtc };
}

// '2026-06-10T03:20:03Z' must come before '2026-06-10T03:20:03.5Z', which as text it does not.
function instant(utc: string): string {
  return utc.replace(/Z$/, '');
}
