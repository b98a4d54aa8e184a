// provider/acl.txt: the same rules as flowspec.txt as access lists of Cisco IOS and filters of Juniper, for networks without FlowSpec.

import type { IncidentFacts } from '../../model/facts.ts';
import { type WrittenFile, writeWholeFile } from '../writer.ts';
import { caseName } from './blocklist.ts';
import { FLAG_NAMES, type FlowRule, flagNames, flowRules, RATE_BITS } from './flow-rule.ts';
import { ruleFile } from './rule-file.ts';

function ciscoEntry(rule: FlowRule): string {
  const host = rule.destination.replace(/\/(32|128)$/, '');
  const destination = host === rule.destination ? rule.destination : `host ${host}`;
  const protocol = rule.protocol === undefined ? `ip${rule.ipVersion === 6 ? 'v6' : ''}` : rule.protocol.name;
  const source = rule.sourcePort > 0 ? `any eq ${rule.sourcePort}` : 'any';
  const port = rule.destinationPort > 0 ? ` eq ${rule.destinationPort}` : '';
  // Only IPv4 lists can ask for a flag that is not set.
  const flags =
    rule.flags === 0
      ? ''
      : rule.ipVersion === 6
        ? ` ${flagNames(rule.flags).join(' ')}`
        : ` match-all ${FLAG_NAMES.filter(([bit]) => (rule.flagsMask & bit) !== 0)
            .map(([bit, , name]) => `${(rule.flags & bit) === 0 ? '-' : '+'}${name}`)
            .join(' ')}`;
  return `${protocol.replace('icmp6', 'icmp')} ${source} ${destination}${port}${flags}${rule.icmpType === undefined ? '' : ` ${rule.icmpType}`}${rule.fragments ? ' fragments' : ''}`;
}

function cisco(rule: FlowRule, name: string): string[] {
  const entry = ciscoEntry(rule);
  const list = `${rule.ipVersion === 6 ? 'ipv6 access-list' : 'ip access-list extended'} ${name}-${rule.vector.id}`;
  if (rule.action === 'discard')
    return [list, ` deny ${entry}`, ` permit ${rule.ipVersion === 6 ? 'ipv6' : 'ip'} any any`];
  return [
    list,
    ` permit ${entry}`,
    `class-map match-all ${name}-${rule.vector.id}`,
    ` match access-group name ${name}-${rule.vector.id}`,
    `policy-map ${name}-${rule.vector.id}`,
    ` class ${name}-${rule.vector.id}`,
    `  police ${RATE_BITS} conform-action transmit exceed-action drop`,
  ];
}

function juniperFilter(rule: FlowRule, name: string): string[] {
  const family = rule.ipVersion === 6 ? 'inet6' : 'inet';
  const at = `set firewall family ${family} filter ${name} term ${rule.vector.id}`;
  const from = [`destination-address ${rule.destination}`];
  if (rule.protocol !== undefined)
    from.push(`${rule.ipVersion === 6 ? 'next-header' : 'protocol'} ${rule.protocol.name}`);
  if (rule.sourcePort > 0) from.push(`source-port ${rule.sourcePort}`);
  if (rule.destinationPort > 0) from.push(`destination-port ${rule.destinationPort}`);
  if (rule.flags > 0) {
    const wanted = FLAG_NAMES.filter(([bit]) => (rule.flagsMask & bit) !== 0).map(
      ([bit, , text]) => `${(rule.flags & bit) === 0 ? '!' : ''}${text.replace('psh', 'push')}`,
    );
    from.push(`tcp-flags "(${wanted.join(' & ')})"`);
  }
  if (rule.icmpType !== undefined) from.push(`icmp-type ${rule.icmpType}`);
  if (rule.fragments) from.push('is-fragment');
  const lines = from.map((condition) => `${at} from ${condition}`);
  if (rule.action === 'discard')
    return [
      ...lines,
      `${at} then discard`,
      `set firewall family ${family} filter ${name} term rest then accept`,
    ];
  const policer = `set firewall policer ${name}-${rule.vector.id}`;
  return [
    `${policer} if-exceeding bandwidth-limit ${RATE_BITS} burst-size-limit 15k`,
    `${policer} then discard`,
    ...lines,
    `${at} then policer ${name}-${rule.vector.id}`,
    `${at} then accept`,
    `set firewall family ${family} filter ${name} term rest then accept`,
  ];
}

function aclText(facts: IncidentFacts): string {
  const name = caseName(facts.case.id);
  const lines = ruleFile(facts, flowRules(facts), 'Access lists', 'in two spellings', (rule) => [
    '# Cisco IOS access list (bind it inbound)',
    ...cisco(rule, name),
    '# Juniper firewall filter (bind it as input)',
    ...juniperFilter(rule, name),
  ]);
  return `${lines.join('\n')}\n`;
}

/** Writes the access lists. */
export async function writeAcl(facts: IncidentFacts, directory: string): Promise<WrittenFile> {
  return writeWholeFile(
    directory,
    'provider/acl.txt',
    'the same rules as access lists, for networks without flow rules',
    aclText(facts),
  );
}
