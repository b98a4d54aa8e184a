// lookups.sh: a script that finds the abuse contact of each network, for a machine with a network; what it prints is read back as abuse-contacts.csv.

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

// RDAP first, then the registry's whois, then the list of Abusix. Whatever they answer, only what looks like one address is printed.
const SCRIPT = `if [ "$1" != --ask ]; then
  echo 'Asks others about addresses of this case. To do so: sh lookups.sh --ask > abuse-contacts.csv' >&2
  exit 2
fi
today=$(date -u +%Y-%m-%d)
mail() { grep -Eio '[a-z0-9._%+-]+@([a-z0-9-]+\\.)+[a-z]{2,}' | head -n 1; }
email_of_abuse='[.. | objects | select(.roles? // [] | index("abuse")) | .vcardArray[1][]? | select(.[0] == "email") | .[3]] | first // empty'
ask() {
  source=RDAP
  contact=$(curl -fsSL --max-time 20 "https://rdap.org/ip/$2" | jq -r "$email_of_abuse" | mail)
  if [ -z "$contact" ]; then source=whois; contact=$(whois "$2" | grep -i abuse | mail); fi
  if [ -z "$contact" ]; then source=Abusix; contact=$(dig +short TXT "$3.abuse-contacts.abusix.zone" | mail); fi
  printf '%s,%s,%s,%s\\n' "$1" "$contact" "$source" "$today"
  sleep 1
}
echo network,contact,source,retrieved_at
`;

/** Most questions about addresses without a network: at one a second, two minutes. */
const MOST_ADDRESSES = 120;

/** The text of lookups.sh: one question for each network without a contact. */
export function lookupsText(facts: IncidentFacts, networks: readonly SourceNetwork[]): string {
  const lines = [
    '#!/bin/sh',
    `# Abuse contacts of case ${escapeControl(facts.case.id)}: one question a network. Asks nothing without --ask.`,
    '# Run it on a machine with a network and curl, jq, whois, dig. A look-up tells its operator which addresses interest you.',
    '# Read the answers, then put abuse-contacts.csv beside incident.yaml and make the report again.',
    SCRIPT,
  ];
  for (const { asn, asName, proven, reflectors } of networks) {
    const sources = [...proven, ...reflectors];
    // One answer holds for all of a network; addresses that nobody is known to announce are asked about one by one.
    const asked = asn === 0 ? sources.slice(0, MOST_ADDRESSES) : sources.slice(0, 1);
    lines.push(
      `# ${asn === 0 ? 'no announcing network known' : `AS${asn} ${escapeControl(asName)}`}: ${proven.length} proven, ${counted(reflectors.length, 'reflector')}`,
      ...asked.map(
        ({ address }) => `ask ${asn === 0 ? address : `AS${asn}`} ${address} ${reversed(address)}`,
      ),
      ...(asn === 0 && sources.length > asked.length
        ? [
            `# and ${counted(sources.length - asked.length, 'address', 'addresses')} more, in data/sources.csv`,
          ]
        : []),
    );
  }
  return `${lines.join('\n')}\n`;
}
