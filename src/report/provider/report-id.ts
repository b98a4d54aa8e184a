// Ids that are the same in every run over the same evidence, so that a report sent again is not taken for a new one.

import { createHmac } from 'node:crypto';
import type { IncidentFacts } from '../../model/facts.ts';

/** A UUID of version 4 in shape, drawn from the case and what the report is about. */
export function reportId(facts: IncidentFacts, ...about: string[]): string {
  const digest = createHmac('sha256', `${facts.case.id}\n${facts.inputsSha256}`)
    .update(about.join('|'))
    .digest();
  digest[6] = (digest[6] & 0x0f) | 0x40;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

// What XARF calls a hostname, and what fits into a mail header unquoted.
const EMAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63})$/;

/** The domain of a mail address; '' when the text is none. */
export function mailDomain(email: string): string {
  return EMAIL.exec(email)?.[1] ?? '';
}
