// The frame of flowspec.txt and acl.txt: what stands above all rules, what is said of each, and which vectors have none.

import type { IncidentFacts } from '../../model/facts.ts';
import { EXERCISE_LINE } from '../text/wording.ts';
import { wrap } from '../text/wrap.ts';
import { daysAfter } from './blocklist.ts';
import { type FlowRule, type FlowRules, RATE_BITS, shareLines } from './flow-rule.ts';

/** Rules stay only while they are watched. */
const EXPIRY_DAYS = 1;

/** When a rule is to be withdrawn, RFC 3339 UTC. */
export function ruleExpiry(facts: IncidentFacts): string {
  return daysAfter(facts.generatedUtc, EXPIRY_DAYS);
}

/** The lines of a file of rules. `spellings` finishes "Each rule stands ...", `spelled` are the lines of one rule. */
export function ruleFile(
  facts: IncidentFacts,
  { rules, without }: FlowRules,
  title: string,
  spellings: string,
  spelled: (rule: FlowRule) => string[],
): string[] {
  const say = (text: string): string[] => wrap(text, '# ', '#   ');
  const expiry = ruleExpiry(facts);
  const lines = [
    ...(facts.case.exercise ? [`# *** ${EXERCISE_LINE} ***`] : []),
    ...say(`${title} of case ${facts.case.id}, made ${facts.generatedUtc}`),
    ...say(`Expires ${expiry}: withdraw the rules then, or renew them after a look at the traffic.`),
    ...say(
      `One rule a vector, on your own address; never on source addresses, which may be forged. Each rule stands ${spellings}: use one.`,
    ),
    ...say(
      `Rate limits begin at ${RATE_BITS / 1e6} Mbit/s, about 2,000 SYN a second: set them above what the address usually gets. The limit is for all that matches, so real clients feel it too.`,
    ),
  ];
  for (const rule of rules)
    lines.push(
      '',
      `# ---- ${rule.vector.id} ${rule.vector.title} ----`,
      ...shareLines(rule).flatMap(say),
      ...say(`Expires: ${expiry}`),
      '',
      ...spelled(rule),
    );
  if (rules.length === 0) lines.push('', '# No rule: none of the vectors can be told in the network.');
  if (without.length > 0) lines.push('', '# ---- Without a rule ----', ...without.flatMap(say));
  return lines;
}
