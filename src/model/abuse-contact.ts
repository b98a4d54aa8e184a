// Abuse contacts as the operator gives them: whom to write to about an address, by its prefix or by the network that announces it.

import { maskWords, parseAddress, parsePrefix } from './address.ts';

/** One answer to "whom do I write to". */
export interface AbuseContact {
  /** 'AS64500', or a prefix: '192.0.2.0/24', '2001:db8::15/128'. */
  network: string;
  /** An e-mail address, or the https address of a form. */
  contact: string;
  /** Who says so: 'RDAP', 'whois'; '' when not stated. */
  source: string;
  /** Date of the answer, 2026-01-02; '' when not stated. */
  retrieved: string;
}

/** True for an e-mail address, false for a form. */
export function isMailContact({ contact }: AbuseContact): boolean {
  return !contact.startsWith('https://');
}

/** Finds contacts: the longest prefix that holds the address, else the network. */
export class ContactBook {
  readonly #networks: Map<string, AbuseContact> = new Map();
  /** By length of prefix, longest first; in each by the words of the prefix. */
  readonly #prefixes: [bits: number, contacts: Map<string, AbuseContact>][];
  readonly #words: Uint32Array = new Uint32Array(4);

  constructor(contacts: readonly AbuseContact[]) {
    const byBits = new Map<number, Map<string, AbuseContact>>();
    for (const contact of contacts) {
      const prefix = parsePrefix(contact.network);
      if (prefix === undefined) this.#networks.set(contact.network, contact);
      else {
        const same = byBits.get(prefix.bits) ?? new Map<string, AbuseContact>();
        byBits.set(prefix.bits, same.set(prefix.words.join(), contact));
      }
    }
    this.#prefixes = [...byBits].sort(([a], [b]) => b - a);
  }

  /** The contact for an address announced by AS `asn` (0: by nobody); undefined when none was given. */
  find(address: string, asn: number): AbuseContact | undefined {
    const words = this.#words;
    if (this.#prefixes.length > 0 && parseAddress(address, words, 0))
      for (const [bits, contacts] of this.#prefixes) {
        maskWords(words, 0, bits);
        const found = contacts.get(words.join());
        if (found !== undefined) return found;
      }
    return this.ofNetwork(asn);
  }

  /** The contact for a network as a whole. */
  ofNetwork(asn: number): AbuseContact | undefined {
    return this.#networks.get(`AS${asn}`);
  }
}
