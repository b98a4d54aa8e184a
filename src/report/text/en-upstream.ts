// The fixed texts of the request to the upstream as plain text that its PDF does not have, in English.

import type { Noun } from './en.ts';

/** English. */
export const upstreamTexts = {
  request: 'Request',
  requestText: (caseId: string): string => `help against denial of service, case ${caseId}`,
  made: 'Made',
  ticket: 'Ticket',
  what: 'What',
  when: 'When',
  howBig: 'How big',
  vectors: (count: string): string => `VECTORS (${count})`,
  peak: (peak: string): string => `Peak: ${peak}`,
  times: (times: string): string => `Times: ${times}`,
  match: (match: string): string => `Match: ${match}`,
  share: (packets: string, bytes: string): string =>
    `Share of the attack: ${packets} of its packets, ${bytes} of its bytes received`,
  noShare: 'Share of the attack: not measured in packets',
  alsoHit: (share: string): string => `Ordinary traffic also hit: ${share}`,
  noBaseline: 'not known (no baseline)',
  baseline: (share: string): string => `${share} of the packets before the attack`,
  rules: 'Rules',
  noRules: 'none: none of the vectors can be told in the network',
  rule: ['rule', 'rules'] as Noun,
  rulesText: (rules: string): string =>
    `${rules} in flowspec.txt, the same as access lists in acl.txt; a blackhole is the last resort and stands at the end of flowspec.txt`,
  duration: 'Duration',
  until: (time: string): string => `until ${time}, then withdrawn or renewed by both sides`,
  rollback: 'Rollback',
  rollbackText: 'withdraw the rules; nothing else is changed by this request',
  timesTitle: (count: string): string => `TIMES (${count})`,
  sources: 'SOURCES',
  networks: 'Networks by proven sources, by registration:',
  limits: 'LIMITS',
};

/** The same of any language. */
export type UpstreamTexts = typeof upstreamTexts;
