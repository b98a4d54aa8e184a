// What a labelled case is made of: its truth, its evidence files, and the desk at which cases are written.

import { type AddressSpace, ipv4Text } from '../debtember/address-space.ts';
import { type Bot, drawBots, drawVisitor } from '../debtember/population.ts';
import { Random } from '../debtember/random.ts';
import { SHOP } from '../debtember/story.ts';
import { type Capture, Conversation } from './capture.ts';

/** One technique against one target. */
export interface TrueVector {
  /** As in src/model/vectors.ts. */
  vector: string;
  /** Address, prefix or site; the report's target text must begin with it. */
  target: string;
  /** First and last moment at which the evidence shows it, UTC to the second. */
  startUtc: string;
  endUtc: string;
}

/** What is known about a case; one entry of truth.json. */
export interface Truth {
  id: string;
  title: string;
  attack: boolean;
  vectors: TrueVector[];
  /** Surges that must be told as attributed to nobody, or undecided: the evidence cannot tell an attack from others. */
  unjudged: number;
  /** Other labels that are right too (a datagram in fragments is a fragment). */
  mayAlso: string[];
  /** Real addresses that took part and whose part the evidence proves. */
  proven: string[];
  /** Real addresses that took part; naming them would be right, but the evidence may not suffice. */
  real: string[];
  /** Third parties that answered forged questions: may be called reflectors, never attackers. */
  reflectors: string[];
  /** How many source addresses were forged. Everybody who stands in no other list is one: nobody else may be named. */
  forged: number;
  /** Own, allow-listed and infrastructure addresses: must stand in no list of sources at all. */
  infrastructure: string[];
  /** Ordinary clients and others without a part: must not be named. */
  innocent: string[];
}

/** A finished case. */
export interface LabelledCase {
  truth: Truth;
  /** Path inside the case's folder, and bytes. */
  files: Map<string, Buffer>;
}

/** The attacked network in every case. */
export const OWN = '203.0.113.0/24';
export const WEB = '203.0.113.10';
export const WEB6 = '2001:db8:50::10';
export const RESOLVER = '203.0.113.53';

/** Writes one case. `name` becomes the folder. */
export interface CaseScript {
  id: string;
  title: string;
  write(desk: Desk): void;
}

const FIRST_DAY_MS = Date.parse('2026-06-15T09:41:23Z');

/** Seconds apart: every case starts elsewhere in its minute. */
const CASE_STEP_MS = 1_107_000;

/** Where a case is written: its random numbers, its clock, and the truth as it becomes known. */
export class Desk {
  readonly random: Random;
  readonly space: AddressSpace;
  /** When the evidence begins, milliseconds since 1970. */
  readonly startMs: number;
  readonly truth: Truth;
  readonly files: Map<string, Buffer> = new Map();
  own: string[] = [WEB];
  allowList: { prefix: string; label: string; note: string }[] = [];
  trustedProxies: string[] = [];
  readonly #number: number;

  constructor(script: CaseScript, number: number, space: AddressSpace) {
    this.random = new Random(0x1abe1 + number * 7919);
    this.#number = number;
    this.space = space;
    this.startMs = FIRST_DAY_MS + number * CASE_STEP_MS;
    this.truth = {
      id: script.id,
      title: script.title,
      attack: false,
      vectors: [],
      unjudged: 0,
      mayAlso: [],
      proven: [],
      real: [],
      reflectors: [],
      forged: 0,
      infrastructure: [],
      innocent: [],
    };
  }

  /** Microseconds since 1970, so many seconds into the case. */
  us(second: number): number {
    return this.startMs * 1000 + Math.round(second * 1e6);
  }

  /** Labels the attack; seconds into the case. */
  attack(vector: string, target: string, fromSec: number, toSec: number): void {
    this.truth.attack = true;
    const utc = (second: number): string =>
      new Date(this.startMs + Math.floor(second * 1000)).toISOString().replace(/\.\d{3}Z$/, 'Z');
    this.truth.vectors.push({ vector, target, startUtc: utc(fromSec), endUtc: utc(toSec) });
  }

  /** Addresses of people, each once. */
  people(count: number): string[] {
    const addresses: string[] = [];
    while (addresses.length < count) {
      const { address } = drawVisitor(this.random, this.space);
      if (!address.includes(':')) addresses.push(address);
    }
    return addresses;
  }

  /** Machines of a botnet in many countries. */
  bots(count: number): Bot[] {
    return drawBots(this.random, this.space).slice(0, count);
  }

  /** Addresses of servers somewhere on the Internet. */
  servers(count: number): string[] {
    return Array.from({ length: count }, () =>
      ipv4Text(
        this.space.draw(
          this.random,
          this.random.pick(['US', 'DE', 'NL', 'FR', 'JP', 'BR', 'RU', 'KR']),
          'any',
        ),
      ),
    );
  }

  /** A forged address out of all 2^32. */
  forged(): string {
    this.truth.forged++;
    return ipv4Text(this.space.drawForged(this.random));
  }

  /** Arrivals from one second to another at a rate, with the jitter of a network; first and last at the very edges. */
  *times(fromSec: number, toSec: number, perSecond: number): Generator<number> {
    yield this.us(fromSec);
    for (
      let at = fromSec + this.random.wait(1 / perSecond);
      at < toSec;
      at += this.random.wait(1 / perSecond)
    )
      yield this.us(at);
    yield this.us(toSec);
  }

  /** People who read pages on the web server meanwhile; a visit is a connection with a few requests. */
  visitors(capture: Capture, count: number, fromSec: number, toSec: number, server: string = WEB): string[] {
    const addresses = server.includes(':')
      ? Array.from({ length: count }, () => this.ipv6Client())
      : this.people(count);
    for (const client of addresses) {
      const talk = new Conversation(capture, this.random, { client, server, port: 80 });
      let at = talk.open(this.us(this.random.between(fromSec, toSec))) + 400;
      const pages = this.random.whole(1, 4);
      for (let i = 0; i < pages; i++) {
        at = talk.up(at, httpGet(i === 0 ? '/' : `/img/pot-${i}.jpg`));
        at = talk.down(at + this.random.whole(4_000, 90_000), httpAnswer(this.random.whole(900, 9_000)));
        at += this.random.whole(5_000, 400_000);
      }
      talk.close(at);
    }
    this.truth.innocent.push(...addresses);
    return addresses;
  }

  /** An IPv6 address in a large access network. */
  ipv6Client(): string {
    const group = (): string => this.random.whole(1, 0xffff).toString(16);
    return `2003:${this.random.whole(0xc0, 0xf7).toString(16)}:${group()}:${group()}:${group()}:${group()}:${group()}:${group()}`;
  }

  /** Keeps a capture as evidence. */
  keep(capture: Capture, name = 'capture.pcap.gz'): void {
    this.files.set(name, capture.file());
  }

  /** The finished case, with its incident.yaml. */
  finish(): LabelledCase {
    this.truth.infrastructure.push(
      ...[...this.own, ...this.allowList.map(({ prefix }) => prefix), ...this.trustedProxies].filter(
        (each) => !each.includes('/'),
      ),
    );
    this.files.set('incident.yaml', Buffer.from(this.#incident()));
    return { truth: this.truth, files: this.files };
  }

  #incident(): string {
    const lines = [
      '# EXERCISE: made-up evidence with known truth. No address named here took part in anything.',
      'case:',
      `  id: LABELLED-${String(this.#number + 1).padStart(2, '0')}`,
      `  title: "EXERCISE: ${this.truth.title}"`,
      '  exercise: true',
      `own_addresses: [${this.own.map((each) => `"${each}"`).join(', ')}]`,
      'services:',
      '  - name: "Shop"',
      `    host: ${SHOP}`,
    ];
    if (this.trustedProxies.length > 0)
      lines.push(`trusted_proxies: [${this.trustedProxies.map((each) => `"${each}"`).join(', ')}]`);
    if (this.allowList.length > 0) lines.push('allow_list:');
    for (const { prefix, label, note } of this.allowList)
      lines.push(`  - prefix: "${prefix}"`, `    label: ${label}`, `    note: "${note}"`);
    return `${lines.join('\n')}\n`;
  }
}

/** A browser's request. */
export function httpGet(target: string): Buffer {
  return Buffer.from(
    `GET ${target} HTTP/1.1\r\nHost: ${SHOP}\r\nUser-Agent: Mozilla/5.0\r\nAccept: */*\r\n\r\n`,
  );
}

/** An answer with a body of so many bytes. */
export function httpAnswer(bodyBytes: number): Buffer {
  return Buffer.from(
    `HTTP/1.1 200 OK\r\nServer: Apache\r\nContent-Length: ${bodyBytes}\r\n\r\n${'.'.repeat(bodyBytes)}`,
  );
}
