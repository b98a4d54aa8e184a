// The fixed texts of the summary for the public, in English.

import type { Noun } from './en.ts';

/** English. */
export const publicTexts = {
  heading: (time: string): string => `Denial of service, reported ${time}. All times are UTC.`,
  vectors: 'VECTORS',
  sources: 'SOURCES',
  networks: 'NETWORKS WITH THE MOST PROVEN SOURCES',
  countries: 'COUNTRIES OF REGISTRATION WITH THE MOST PROVEN SOURCES',
  source: ['source', 'sources'] as Noun,
  provenSource: ['proven source', 'proven sources'] as Noun,
  limits:
    'A source address is not a person. Registration and location say nothing about who directed the attack; only proven sources completed a connection, all others may be forged.',
};

/** The same of any language. */
export type PublicTexts = typeof publicTexts;
