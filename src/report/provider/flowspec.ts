// provider/flowspec.txt: the flow rules in the words of ExaBGP, Junos, BIRD and GoBGP, and the blackhole of last resort.

import type { IncidentFacts } from '../../model/facts.ts';
import { wrap } from '../text/wrap.ts';
import { type WrittenFile, writeWholeFile } from '../writer.ts';
import { caseName } from './blocklist.ts';
import { FLAG_NAMES, type FlowRule, flagNames, flowRules, RATE_BITS, RATE_BYTES } from './flow-rule.ts';
import { ruleFile } from './rule-file.ts';

const SET_SYN = 2;

/** RFC 8955 section 7.1: the rate is an IEEE float of 32 bits. */
function floatBits(value: number): string {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return `0x${view.getUint32(0).toString(16)}`;
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

/** The rule in the words of ExaBGP. */
export function exabgp(rule: FlowRule): string {
  const match = [`destination ${rule.destination};`];
  if (rule.protocol !== undefined)
    match.push(`${rule.ipVersion === 6 ? 'next-header' : 'protocol'} =${rule.protocol.number};`);
  if (rule.sourcePort > 0) match.push(`source-port =${rule.sourcePort};`);
  if (rule.destinationPort > 0) match.push(`destination-port =${rule.destinationPort};`);
  if (rule.flags > 0) {
    const not = flagNames(rule.flagsMask & ~rule.flags).map((name) => `&!=${name}`);
    match.push(`tcp-flags [ =${flagNames(rule.flags).join('+').replaceAll('psh', 'push')}${not.join('')} ];`);
  }
  if (rule.icmpType !== undefined) match.push(`icmp-type =${rule.icmpType};`);
  if (rule.fragments) match.push('fragment [ is-fragment ];');
  const then = rule.action === 'discard' ? 'discard;' : `rate-limit ${RATE_BYTES};`;
  return `announce flow route { match { ${match.join(' ')} } then { ${then} } }`;
}

function junos(rule: FlowRule, name: string): string[] {
  const match = [`destination ${rule.destination}`];
  if (rule.protocol !== undefined) match.push(`protocol ${rule.protocol.name}`);
  if (rule.sourcePort > 0) match.push(`source-port ${rule.sourcePort}`);
  if (rule.destinationPort > 0) match.push(`destination-port ${rule.destinationPort}`);
  if (rule.flags > 0) match.push(`tcp-flag ${flagNames(rule.flags)[0].replace('psh', 'push')}`);
  if (rule.icmpType !== undefined)
    match.push(`${rule.ipVersion === 6 ? 'icmp6-type' : 'icmp-type'} ${rule.icmpType}`);
  if (rule.fragments) match.push('fragment is-fragment');
  const table = rule.ipVersion === 6 ? 'rib inet6.0 flow' : 'flow';
  const at = `set routing-options ${table} route ${name}-${rule.vector.id}`;
  return [
    `${at} match ${match.join(' ')}`,
    `${at} then ${rule.action === 'discard' ? 'discard' : `rate-limit ${RATE_BITS}`}`,
  ];
}

function bird(rule: FlowRule): string {
  const match = [`dst ${rule.destination};`];
  if (rule.protocol !== undefined)
    match.push(`${rule.ipVersion === 6 ? 'next header' : 'proto'} = ${rule.protocol.number};`);
  if (rule.destinationPort > 0) match.push(`dport = ${rule.destinationPort};`);
  if (rule.sourcePort > 0) match.push(`sport = ${rule.sourcePort};`);
  if (rule.flags > 0) match.push(`tcp flags ${hex(rule.flags)}/${hex(rule.flagsMask)};`);
  if (rule.icmpType !== undefined) match.push(`icmp type = ${rule.icmpType};`);
  if (rule.fragments) match.push('fragment is_fragment;');
  const rate = rule.action === 'discard' ? '0x0' : floatBits(RATE_BYTES);
  return `route flow${rule.ipVersion} { ${match.join(' ')} } { bgp_ext_community.add((generic, 0x80060000, ${rate})); };`;
}

function gobgp(rule: FlowRule): string {
  const match = [`destination ${rule.destination}`];
  if (rule.protocol !== undefined) match.push(`protocol '==${rule.protocol.number}'`);
  if (rule.sourcePort > 0) match.push(`source-port '==${rule.sourcePort}'`);
  if (rule.destinationPort > 0) match.push(`destination-port '==${rule.destinationPort}'`);
  if (rule.flags > 0) {
    const letters = (flags: number): string[] =>
      FLAG_NAMES.filter(([bit]) => (flags & bit) !== 0).map(([, letter]) => letter);
    const not = letters(rule.flagsMask & ~rule.flags).map((letter) => `&!=${letter}`);
    match.push(`tcp-flags '=${letters(rule.flags).join('')}${not.join('')}'`);
  }
  if (rule.icmpType !== undefined) match.push(`icmp-type '==${rule.icmpType}'`);
  if (rule.fragments) match.push('fragment is-fragment');
  const then = rule.action === 'discard' ? 'discard' : `rate-limit ${RATE_BYTES}`;
  return `gobgp global rib -a ipv${rule.ipVersion}-flowspec add match ${match.join(' ')} then ${then}`;
}

function ruleLines(rule: FlowRule, name: string): string[] {
  const junosNote =
    rule.flags === SET_SYN
      ? ['# tcp-flag syn also matches SYN-ACK: answers to connections this address opens.']
      : [];
  return [
    '# ExaBGP',
    exabgp(rule),
    '# Junos',
    ...junosNote,
    ...junos(rule, name),
    '# BIRD 2',
    bird(rule),
    '# GoBGP',
    gobgp(rule),
  ];
}

function blackhole(destinations: readonly string[]): string[] {
  if (destinations.length === 0) return [];
  return [
    '',
    '# ---- Last resort: blackhole (RTBH) ----',
    ...wrap(
      'Drops ALL traffic to the address and so completes the attack on it. Only to save the rest of the network. Community 65535:666 (RFC 7999) or the one of your provider; ask which prefix lengths it takes and whether NO-EXPORT is to be set.',
      '# ',
      '#   ',
    ),
    ...destinations.flatMap((destination) => [
      `# ExaBGP: announce route ${destination} next-hop self community [ 65535:666 ]`,
      `# Junos: set routing-options ${destination.includes(':') ? 'rib inet6.0 ' : ''}static route ${destination} discard community 65535:666`,
      `# BIRD 2: route ${destination} blackhole { bgp_community.add((65535, 666)); };`,
      `# GoBGP: gobgp global rib -a ${destination.includes(':') ? 'ipv6' : 'ipv4'} add ${destination} community 65535:666`,
    ]),
  ];
}

function flowspecText(facts: IncidentFacts): string {
  const name = caseName(facts.case.id);
  const set = flowRules(facts);
  const lines = ruleFile(facts, set, 'Flow rules', 'in four spellings', (rule) => ruleLines(rule, name));
  lines.push(...blackhole([...new Set(set.rules.map((rule) => rule.destination))]));
  return `${lines.join('\n')}\n`;
}

/** Writes the rules. */
export async function writeFlowspec(facts: IncidentFacts, directory: string): Promise<WrittenFile> {
  return writeWholeFile(
    directory,
    'provider/flowspec.txt',
    'flow rules for the upstream, one a vector',
    flowspecText(facts),
  );
}
