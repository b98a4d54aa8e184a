// Everybody in the story: regular and new visitors, crawlers, and the machines of the botnet.

import { type AddressSpace, ipv4Text } from './address-space.ts';
import type { Random } from './random.ts';
import { BOTS } from './story.ts';

/** A person with a browser. */
export interface Visitor {
  /** As the server logs it. */
  address: string;
  agent: string;
}

/** A machine of the botnet. */
export interface Bot {
  address: string;
  country: string;
  agent: string;
  /** Share of the flood that it makes, relative to others. */
  weight: number;
  /** Which of the two parts of the flood it takes part in. */
  parts: readonly [boolean, boolean];
}

/** A search engine's robot. */
export interface Crawler {
  address: string;
  agent: string;
  /** Mean time between two requests, milliseconds. */
  pauseMs: number;
}

const SHOP_REGION = [
  ['DE', 58],
  ['AT', 10],
  ['CH', 8],
  ['NL', 6],
  ['GB', 4],
  ['FR', 4],
  ['US', 4],
  ['DK', 2],
  ['SE', 2],
  ['PL', 2],
] as const;

const NEWS_READERS = [
  ['DE', 24],
  ['US', 26],
  ['GB', 10],
  ['NL', 7],
  ['FR', 6],
  ['CA', 6],
  ['AT', 5],
  ['CH', 5],
  ['SE', 4],
  ['AU', 4],
  ['IN', 3],
] as const;

// Four continents: Asia, South America, Africa, Europe.
const BOT_COUNTRIES = [
  ['VN', 42],
  ['ID', 40],
  ['IN', 46],
  ['TH', 22],
  ['PK', 18],
  ['BD', 16],
  ['PH', 16],
  ['TR', 16],
  ['IR', 14],
  ['CN', 20],
  ['MY', 10],
  ['KZ', 8],
  ['KR', 8],
  ['TW', 8],
  ['LK', 6],
  ['NP', 5],
  ['BR', 62],
  ['AR', 22],
  ['CO', 20],
  ['EC', 12],
  ['VE', 12],
  ['PE', 12],
  ['CL', 10],
  ['BO', 6],
  ['PY', 4],
  ['EG', 16],
  ['ZA', 14],
  ['NG', 10],
  ['KE', 10],
  ['MA', 10],
  ['DZ', 10],
  ['TN', 8],
  ['GH', 5],
  ['RU', 28],
  ['UA', 16],
  ['RO', 10],
  ['BG', 10],
  ['PL', 8],
  ['IT', 8],
  ['RS', 6],
  ['GR', 5],
  ['HU', 5],
] as const;

const BROWSERS = [
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36',
    30,
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:139.0) Gecko/20100101 Firefox/139.0', 14],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0',
    9,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    22,
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36',
    24,
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    9,
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0', 6],
  ['Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:138.0) Gecko/20100101 Firefox/138.0', 3],
] as const;

const BOT_AGENTS = [
  ['Mozilla/5.0 (Windows NT 6.1; WOW64; rv:54.0) Gecko/20100101 Firefox/54.0', 30],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/74.0.3729.169 Safari/537.36',
    30,
  ],
  ['Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.0; Trident/4.0)', 16],
  ['Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)', 12],
  ['Opera/9.80 (Windows NT 6.1; U; en) Presto/2.10.289 Version/12.02', 8],
  ['-', 4],
] as const;

/** A person from the shop's usual region. */
export function drawVisitor(random: Random, space: AddressSpace): Visitor {
  const agent = random.weighted(BROWSERS);
  // One in twenty-five comes by IPv6, from a large access network.
  if (random.chance(0.04)) return { address: drawIpv6(random), agent };
  return { address: ipv4Text(space.draw(random, random.weighted(SHOP_REGION), 'people')), agent };
}

/** A person who followed the link: some have been here, some live next door to somebody who has, most are new. */
export function drawNewsReader(random: Random, space: AddressSpace, regulars: readonly Visitor[]): Visitor {
  const origin = random.share();
  const regular = random.pick(regulars);
  if (origin < 0.08) return regular;
  const agent = random.weighted(BROWSERS);
  if (origin < 0.24 && !regular.address.includes(':')) {
    const near = regular.address.split('.').reduce((value, part) => value * 256 + Number(part), 0);
    return { address: ipv4Text(space.drawNear(random, near)), agent };
  }
  return { address: ipv4Text(space.draw(random, random.weighted(NEWS_READERS), 'people')), agent };
}

// 2003::/19 is Deutsche Telekom's block for access lines.
function drawIpv6(random: Random): string {
  const group = (): string => random.whole(1, 0xffff).toString(16);
  return `2003:${random.whole(0xc0, 0xf7).toString(16)}:${group()}:${group()}:${group()}:${group()}:${group()}:${group()}`;
}

/** The botnet, in the order in which its machines were infected, so to speak. */
export function drawBots(random: Random, space: AddressSpace): Bot[] {
  const bots: Bot[] = [];
  const add = (address: number, country: string): void => {
    // Rates differ by more than ten times from machine to machine.
    const weight = 0.2 + random.wait(0.8);
    const parts = random.weighted([
      [[true, true], 84],
      [[true, false], 8],
      [[false, true], 8],
    ] as const);
    bots.push({ address: ipv4Text(address), country, agent: random.weighted(BOT_AGENTS), weight, parts });
  };
  for (const [country] of BOT_COUNTRIES) add(space.draw(random, country, 'any'), country);
  // Here and there a whole office or lecture hall: eight machines in one /24.
  for (const country of ['VN', 'BR', 'EG', 'ID', 'RU', 'IN']) {
    const first = space.draw(random, country, 'any');
    add(first, country);
    for (let i = 0; i < 7; i++) add(space.drawNear(random, first), country);
  }
  while (bots.length < BOTS) {
    const country = random.weighted(BOT_COUNTRIES);
    add(space.draw(random, country, 'any'), country);
  }
  return bots;
}

/** Robots that come all week. */
export function drawCrawlers(random: Random, space: AddressSpace): Crawler[] {
  const near = space.draw(random, 'US', 'any');
  return [
    {
      address: ipv4Text(near),
      agent: 'Mozilla/5.0 (compatible; ExampleSearchBot/2.1; +http://search.example/bot.html)',
      pauseMs: 240_000,
    },
    {
      address: ipv4Text(space.drawNear(random, near)),
      agent: 'Mozilla/5.0 (compatible; ExampleSearchBot/2.1; +http://search.example/bot.html)',
      pauseMs: 420_000,
    },
    {
      address: ipv4Text(space.draw(random, 'DE', 'any')),
      agent: 'PriceSpider/4.0 (+https://prices.example/about-our-robot)',
      pauseMs: 900_000,
    },
  ];
}
