// lookups.sh: the questions that find the abuse contact of each network, commented out, for a machine with a network. Nothing in it runs.

import { addressKey } from '../../model/address.ts';
import type { IncidentFacts } from '../../model/facts.ts';
import { escapeControl } from '../../model/text.ts';
import { counted } from '../units.ts';
import type { SourceNetwork } from './gather.ts';

/** The name below abuse-contacts.abusix.zone: octets, or hex digits, in reverse. */
function reversed(address: string): string {
  if (!address.includes(':')) return address.split('.').reverse().join('.');
  const key = addressKey(address);
  const value = key === undefined ? 0n : (key.hi << 64n) | key.lo;
  return [...value.toString(16).padStart(32, '0')].reverse().join('.');
}

/** The text of lookups.sh. */
export function lookupsText(facts: IncidentFacts, networks: readonly SourceNetwork[]): string {
  const lines = [
    '#!/bin/sh',
    `# Abuse contacts of case ${escapeControl(facts.case.id)}: one block a network. Every line is a comment: nothing runs.`,
    '# Uncomment and run on a machine with a network. A look-up tells its operator which addresses interest you.',
    '# Ask once a network. Write the answers down with their date: asn,email_or_form,source,retrieved_at',
  ];
  for (const { asn, asName, proven, reflectors } of networks) {
    const { address } = (proven[0] ?? reflectors[0])!;
    lines.push(
      '',
      `# ${asn === 0 ? 'no announcing network known' : `AS${asn} ${escapeControl(asName)}`}: ${proven.length} proven, ${counted(reflectors.length, 'reflector')}`,
      `# curl -s https://rdap.org/ip/${address}`,
      `# whois ${address}`,
      `# dig +short TXT ${reversed(address)}.abuse-contacts.abusix.zone`,
    );
  }
  return `${lines.join('\n')}\n`;
}
