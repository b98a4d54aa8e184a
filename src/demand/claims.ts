// What the sender says about himself: names, groups, what he could do, a demonstration. Claims, never findings.

import type { DemandClaim, Quote } from '../model/demand.ts';
import { anyOf, partOf } from './sentences.ts';

// we are the Storm Crew | My name is ... | Wir sind die ...; as far as words begin with a capital
const IDENTITY =
  /(?<![\p{L}])(?:[Ww]e\s+are|[Ii]\s+am|[Tt]his\s+is|[Mm]y\s+name\s+is|[Ww]e\s+call\s+ourselves|[Ww]ir\s+sind|[Mm]ein\s+[Nn]ame\s+ist)\s+(?:[Tt]he\s+|[Dd]ie\s+|[Dd]er\s+)?(\p{Lu}[\p{L}\p{N}'’-]*(?:\s+(?:of\s+|the\s+)?[\p{Lu}\d][\p{L}\p{N}'’-]*){0,5})/u;
// Names that extortionists have used, their own or others'. Impersonation is common.
const GROUPS = anyOf(
  'fancy bear',
  'cozy bear',
  'lazarus(?: group)?',
  'armada collective',
  'dd4bc',
  'phantom squad',
  'xball squad',
  'lizard squad',
  'anonymous',
  'kadyrovtsy',
  'redoor',
  'new world hackers',
  'revil',
  'lockbit',
  'killnet',
  'anonymous sudan',
  'noname057',
  'mirai',
  'meris',
);
const CAPACITY = anyOf(
  'bot ?nets?',
  '\\d+(?:[.,]\\d+)? ?[gt]b(?:ps|it/s|/s)?',
  '\\d+(?:[.,]\\d+)? ?[mk]pps',
  'no (?:protection|firewall|provider) (?:can|will)',
  "cloudflare (?:can ?not|can[’']?t|will not|won[’']?t)",
  'unlimited (?:power|bandwidth)',
);
const DEMONSTRATION = anyOf(
  '(?:small |short |little )?(?:demo|demonstration)s?',
  '(?:small|test|short|light) attack',
  'warning shot',
  'proof (?:that|of)',
  'kleine[rns]? (?:demonstration|angriff|vorgeschmack|kostprobe)',
);
const EARLIER = anyOf(
  '(?:we|i) (?:have )?(?:already )?(?:attacked|took|hit|ddosed)',
  'was (?:us|me)',
  'wir haben .{0,40}angegriffen',
);
const MOST_CLAIMS = 30;

/** All claims, in order; the quote of an identity is the clause, of the others the sentence. */
export function findClaims(sentences: readonly Quote[]): { claims: DemandClaim[]; identity: string } {
  const claims: DemandClaim[] = [];
  let identity = '';
  for (const sentence of sentences) {
    const named = IDENTITY.exec(sentence.text);
    if (named !== null) {
      identity ||= named[1].replace(/\s+/g, ' ');
      claims.push({ kind: 'identity', quote: partOf(sentence, named) });
    }
    for (const [kind, pattern] of [
      ['group', GROUPS],
      ['capacity', CAPACITY],
      ['demonstration', DEMONSTRATION],
      ['earlier_attack', EARLIER],
    ] as const)
      if (pattern.test(sentence.text)) claims.push({ kind, quote: sentence });
  }
  return { claims: claims.slice(0, MOST_CLAIMS), identity };
}
