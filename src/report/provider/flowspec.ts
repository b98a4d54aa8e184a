// provider/flowspec.txt: the flow rules in the words of ExaBGP, Junos, BIRD and GoBGP, as router ACLs, and the blackhole of last resort.

import type { IncidentFacts } from '../../model/facts.ts';
import { EXERCISE_LINE } from '../text/wording.ts';
import { wrap } from '../text/wrap.ts';
import { type WrittenFile, writeWholeFile } from '../writer.ts';
import { caseName, daysAfter } from './blocklist.ts';
import { type FlowRule, flowRule, shareLines } from './flow-rule.ts';

/** A rate to start from, bytes per second: 1 Mbit/s, about 2,000 SYN a second. */
const RATE_BYTES = 125_000;
const RATE_BITS = RATE_BYTES * 8;
/** Rules stay only while they are watched. */
const EXPIRY_DAYS = 1;
const MOST_RULES = 20;
const SET_SYN = 2;

/** RFC 8955 section 7.1: the rate is an IEEE float of 32 bits. */
function floatBits(value: number): string {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return `0x${view.getUint32(0).toString(16)}`;
}

const FLAG_NAMES: readonly (readonly [bit: number, letter: string, name: string])[] = [
  [1, 'F', 'fin'],
  [2, 'S', 'syn'],
  [4, 'R', 'rst'],
  [8, 'P', 'psh'],
  [16, 'A', 'ack'],
];

function flagNames(flags: number): string[] {
  return FLAG_NAMES.filter(([bit]) => (flags & bit) !== 0).map(([, , name]) => name);
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

function exabgp(rule: FlowRule): string {
  const match = [`destination ${rule.destination};`];
  if (rule.protocol !== undefined)
    match.push(`${rule.ipVersion === 6 ? 'next-header' : 'protocol'} =${rule.protocol.number};`);
  if (rule.sourcePort > 0) match.push(`source-port =${rule.sourcePort};`);
  if (rule.destinationPort > 0) match.push(`destination-port =${rule.destinationPort};`);
  if (rule.flags > 0)
    match.push(`tcp-flags [ =${flagNames(rule.flags).join('+').replaceAll('psh', 'push')} ];`);
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
    const letters = FLAG_NAMES.filter(([bit]) => (rule.flags & bit) !== 0).map(([, letter]) => letter);
    match.push(`tcp-flags '=${letters.join('')}'`);
  }
  if (rule.fragments) match.push('fragment is-fragment');
  const then = rule.action === 'discard' ? 'discard' : `rate-limit ${RATE_BYTES}`;
  return `gobgp global rib -a ipv${rule.ipVersion}-flowspec add match ${match.join(' ')} then ${then}`;
}

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
  return `${protocol.replace('icmp6', 'icmp')} ${source} ${destination}${port}${flags}${rule.fragments ? ' fragments' : ''}`;
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

function ruleLines(rule: FlowRule, name: string): string[] {
  const junosNote =
    rule.flags === SET_SYN
      ? ['# tcp-flag syn also matches SYN-ACK: answers to connections this address opens.']
      : [];
  return [
    '',
    `# ---- ${rule.vector.id} ${rule.vector.title} ----`,
    ...shareLines(rule).flatMap((line) => wrap(line, '# ', '#   ')),
    '',
    '# ExaBGP',
    exabgp(rule),
    '# Junos',
    ...junosNote,
    ...junos(rule, name),
    '# BIRD 2',
    bird(rule),
    '# GoBGP',
    gobgp(rule),
    '# Cisco IOS access list (bind it inbound)',
    ...cisco(rule, name),
    '# Juniper firewall filter (bind it as input)',
    ...juniperFilter(rule, name),
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
    ...destinations.map(
      (destination) => `# announce route ${destination} next-hop self community [ 65535:666 ]`,
    ),
  ];
}

function flowspecText(facts: IncidentFacts): string {
  const name = caseName(facts.case.id);
  const rules: FlowRule[] = [];
  const without: string[] = [];
  for (const vector of facts.vectors) {
    const result = flowRule(facts, vector);
    if ('refused' in result) without.push(`${vector.id} ${vector.title}: ${result.refused}.`);
    else if (rules.length >= MOST_RULES)
      without.push(`${vector.id} ${vector.title}: beyond ${MOST_RULES} rules, more than networks take.`);
    else rules.push(result.rule);
  }
  const lines = [
    ...(facts.case.exercise ? [`# *** ${EXERCISE_LINE} ***`] : []),
    ...wrap(`Flow rules of case ${facts.case.id}, made ${facts.generatedUtc}`, '# ', '#   '),
    ...wrap(
      `Expires ${daysAfter(facts.generatedUtc, EXPIRY_DAYS)}: withdraw the rules then, or renew them after a look at the traffic.`,
      '# ',
      '#   ',
    ),
    ...wrap(
      'One rule a vector, on your own address; never on source addresses, which may be forged. Each rule stands in six spellings: use one.',
      '# ',
      '#   ',
    ),
    ...wrap(
      `Rate limits begin at ${RATE_BITS / 1e6} Mbit/s, about 2,000 SYN a second: set them above what the address usually gets. The limit is for all that matches, so real clients feel it too.`,
      '# ',
      '#   ',
    ),
  ];
  for (const rule of rules) lines.push(...ruleLines(rule, name));
  if (rules.length === 0) lines.push('', '# No rule: none of the vectors can be told in the network.');
  if (without.length > 0)
    lines.push('', '# ---- Without a rule ----', ...without.flatMap((line) => wrap(line, '# ', '#   ')));
  lines.push(...blackhole([...new Set(rules.map((rule) => rule.destination))]));
  return `${lines.join('\n')}\n`;
}

/** Writes the rules. */
export async function writeFlowspec(facts: IncidentFacts, directory: string): Promise<WrittenFile> {
  return writeWholeFile(
    directory,
    'provider/flowspec.txt',
    'flow rules and ACLs for the upstream, one a vector',
    flowspecText(facts),
  );
}
