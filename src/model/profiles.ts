// What leaves the house for whom: the profiles of `report.profile`, as one table. Described in docs/privacy.md.

import type { REPORT_PROFILES } from './incident.ts';

/** One of the profiles. */
export type Profile = (typeof REPORT_PROFILES)[number];

/** What a profile lets through. */
export interface ProfileRules {
  /** In words, for the heading of README.txt. */
  reader: string;
  /** One sentence on what is left out; '' when nothing is. */
  leftOut: string;
  /** Most source addresses that are listed; undefined lists all. */
  mostSources: number | undefined;
  /** Addresses that are not the operator's: as they are, or cut to /24 and /48. */
  addresses: 'full' | 'truncated';
  /** Names, hosts and own addresses of the attacked side; without them words stand in their place. */
  victim: boolean;
  /** Demands with their text, wallets and notes. */
  demands: boolean;
  /** Losses: all of them, those for traffic at a stated price (what the provider charges on), or none. */
  losses: 'all' | 'traffic' | 'none';
  /** Work log and bill. */
  bill: boolean;
  /** Paths of requests and sample records. */
  paths: boolean;
  /** Where the evidence lay and how it was collected. */
  custody: boolean;
  /** Ids of the report writers that run; undefined runs all but the summary for the public. */
  writers: readonly string[] | undefined;
  /** Ids of the PDF documents. */
  documents: readonly string[];
}

const COMMON = ['documents', 'html', 'timeline', 'waves', 'phases', 'vectors', 'networks', 'countries'];
const BILL = ['time-entries', 'entry-event-links', 'billing-summary', 'ledes'];
const LAST = ['services', 'clocks', 'evidence', 'redactions', 'incident-json'];

const RULES: Record<Profile, ProfileRules> = {
  law_enforcement: {
    reader: 'the police, counsel and your own house',
    leftOut: '',
    mostSources: undefined,
    addresses: 'full',
    victim: true,
    demands: true,
    losses: 'all',
    bill: true,
    paths: true,
    custody: true,
    writers: undefined,
    documents: ['extortion', 'provider', 'billing'],
  },
  insurer: {
    reader: 'the insurer',
    leftOut:
      'Left out for the insurer: all but the first 20 source addresses, paths and sample records, the case database, the files for providers.',
    mostSources: 20,
    addresses: 'full',
    victim: true,
    demands: true,
    losses: 'all',
    bill: true,
    paths: false,
    custody: true,
    writers: [...COMMON, 'demands', 'wallets', 'loss', ...BILL, ...LAST, 'custody'],
    documents: ['extortion', 'billing'],
  },
  client: {
    reader: 'the client',
    leftOut:
      'Left out for the client: all but the first 10 source addresses, and these cut to /24 and /48; demands, losses other than traffic at a stated price, paths and sample records, the case database, the files for providers.',
    mostSources: 10,
    addresses: 'truncated',
    victim: true,
    demands: false,
    losses: 'traffic',
    bill: true,
    paths: false,
    custody: false,
    writers: [...COMMON, ...BILL, ...LAST],
    documents: ['billing'],
  },
  public: {
    reader: 'anybody',
    leftOut:
      'Left out for the public: every source address, the names and addresses of the attacked side, demands, losses, work, measures taken and thresholds, paths, names of files, the case database.',
    mostSources: 0,
    addresses: 'truncated',
    victim: false,
    demands: false,
    losses: 'none',
    bill: false,
    paths: false,
    custody: false,
    writers: [
      'public-summary',
      'html',
      'timeline',
      'waves',
      'phases',
      'vectors',
      'networks',
      'countries',
      'redactions',
      'incident-json',
    ],
    documents: [],
  },
};

/** The rules of a profile. */
export function profileRules(profile: string): ProfileRules {
  const rules = RULES[profile as Profile];
  if (rules === undefined) throw new Error(`no such profile: ${profile}`);
  return rules;
}

/** Whether a report writer runs under a profile. */
export function runsUnder(profile: string, writer: string): boolean {
  return profileRules(profile).writers?.includes(writer) ?? writer !== 'public-summary';
}
