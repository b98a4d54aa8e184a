// UUIDs of version 5 (RFC 9562 section 5.5): the same name gives the same id in every run.

import { createHash } from 'node:crypto';
import type { IncidentFacts } from '../../model/facts.ts';

/** Drawn once for this program; ids of different programs cannot meet. */
const AFTERFLOOD = 'b8c3f6de-5b0a-4a0e-9f0b-6a2f0c1d7e54';

/** The UUID of a name in a namespace. */
export function uuid5(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest();
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The namespace of a case: ids hold over runs on the same evidence, whenever they are made. */
export function caseNamespace(facts: IncidentFacts): string {
  return uuid5(AFTERFLOOD, `${facts.case.id}\n${facts.inputsSha256}`);
}
