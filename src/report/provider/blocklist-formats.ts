// The forms of a blocklist, one entry a form: what a firewall, a router or a web server reads. A new form is one entry here.

import { type Block, blockText, isSingle, type ListHeader } from './blocklist.ts';

/** A form of a blocklist. */
export interface BlocklistFormat {
  /** As `--format` takes it. */
  id: string;
  fileName: string;
  title: string;
  /** What begins a comment; '' when the form has no comments. */
  comment: string;
  /** Lines for the header on how to load it and what it does not do. */
  notes: readonly string[];
  /** Address families it can hold. */
  families: readonly (4 | 6)[];
  /** The rules; not asked when there are none. */
  rules(blocks: readonly Block[], header: ListHeader): string[];
}

const RP_FILTER =
  'A route stops replies only. Inbound IPv4 is dropped only with rp_filter 1 or 2 (sysctl net.ipv4.conf.*.rp_filter); inbound IPv6 is never dropped. Prefer nftables.';
const BEHIND_PROXY = 'Behind a proxy this sees the proxy; it needs the real client address.';
const TCAM = 'Hardware holds a limited number of entries: check the limit of your device first.';
const ELEMENTS_A_LINE = 500;

function ofVersion(blocks: readonly Block[], ipVersion: 4 | 6): Block[] {
  return blocks.filter((block) => block.ipVersion === ipVersion);
}

function chunks(blocks: readonly Block[]): string[] {
  const out: string[] = [];
  for (let from = 0; from < blocks.length; from += ELEMENTS_A_LINE)
    out.push(
      blocks
        .slice(from, from + ELEMENTS_A_LINE)
        .map(blockText)
        .join(', '),
    );
  return out;
}

function nftables(blocks: readonly Block[], { days }: ListHeader): string[] {
  const lines = ['add table inet afterflood'];
  for (const version of [4, 6] as const) {
    lines.push(
      `add set inet afterflood block${version} { type ipv${version}_addr; flags interval, timeout; auto-merge; timeout ${days}d; }`,
      ...chunks(ofVersion(blocks, version)).map(
        (elements) => `add element inet afterflood block${version} { ${elements} }`,
      ),
    );
  }
  return [
    ...lines,
    'add chain inet afterflood prerouting { type filter hook prerouting priority raw; policy accept; }',
    'flush chain inet afterflood prerouting',
    'add rule inet afterflood prerouting ip saddr @block4 counter drop',
    'add rule inet afterflood prerouting ip6 saddr @block6 counter drop',
  ];
}

function ipset(blocks: readonly Block[], { days }: ListHeader): string[] {
  return ([4, 6] as const).flatMap((version) => {
    const own = ofVersion(blocks, version);
    if (own.length === 0) return [];
    const name = `afterflood${version}`;
    const family = version === 4 ? 'inet' : 'inet6';
    const most = Math.max(65_536, own.length);
    return [
      `create ${name} hash:net family ${family} hashsize 4096 maxelem ${most} timeout ${days * 86_400} -exist`,
      ...own.map((block) => `add ${name} ${blockText(block)} -exist`),
    ];
  });
}

function netmask(bits: number): string {
  const mask = bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
  return dotted(mask);
}

function wildcard(bits: number): string {
  return dotted(bits === 0 ? 0xffffffff : (2 ** (32 - bits) - 1) >>> 0);
}

function dotted(word: number): string {
  return [24, 16, 8, 0].map((shift) => (word >>> shift) & 255).join('.');
}

function netTools(block: Block): string {
  // net-tools cannot reject IPv6: 2.10 takes the word for a device.
  if (block.ipVersion === 6) return `ip -6 route add unreachable ${block.address}/${block.bits}`;
  return isSingle(block)
    ? `route add -host ${block.address} reject`
    : `route add -net ${block.address} netmask ${netmask(block.bits)} reject`;
}

function cisco(blocks: readonly Block[], { name }: ListHeader): string[] {
  const four = ofVersion(blocks, 4);
  const six = ofVersion(blocks, 6);
  const lines: string[] = [];
  if (four.length > 0) {
    lines.push(`ip access-list extended ${name}`);
    for (const block of four) {
      const source = isSingle(block) ? `host ${block.address}` : `${block.address} ${wildcard(block.bits)}`;
      lines.push(` deny ip ${source} any`);
    }
    lines.push(' permit ip any any');
  }
  if (six.length > 0) {
    lines.push(`ipv6 access-list ${name}-6`);
    for (const block of six)
      lines.push(` deny ipv6 ${isSingle(block) ? `host ${block.address}` : blockText(block)} any`);
    lines.push(' permit ipv6 any any');
  }
  return lines;
}

function junos(blocks: readonly Block[], { name }: ListHeader): string[] {
  return ([4, 6] as const).flatMap((version) => {
    const own = ofVersion(blocks, version);
    if (own.length === 0) return [];
    const list = version === 4 ? name : `${name}-6`;
    const filter = `set firewall family inet${version === 4 ? '' : '6'} filter ${list}`;
    return [
      ...own.map((block) => `set policy-options prefix-list ${list} ${block.address}/${block.bits}`),
      `${filter} term block from source-prefix-list ${list}`,
      `${filter} term block then count ${list}`,
      `${filter} term block then discard`,
      `${filter} term rest then accept`,
    ];
  });
}

function crowdsec(blocks: readonly Block[], { name, days }: ListHeader): string[] {
  return [
    'value,reason,duration,type,scope',
    ...blocks.map(
      (block) =>
        `${blockText(block)},ddos case ${name},${days * 24}h,ban,${isSingle(block) ? 'ip' : 'range'}`,
    ),
  ];
}

/** All forms, in the order in which their files are listed. */
export const BLOCKLIST_FORMATS: readonly BlocklistFormat[] = [
  {
    id: 'plain4',
    fileName: 'plain-v4.txt',
    title: 'IPv4, one address or block a line',
    comment: '#',
    notes: [],
    families: [4],
    rules: (blocks) => blocks.map(blockText),
  },
  {
    id: 'plain6',
    fileName: 'plain-v6.txt',
    title: 'IPv6, one address or block a line',
    comment: '#',
    notes: [],
    families: [6],
    rules: (blocks) => blocks.map(blockText),
  },
  {
    id: 'nft',
    fileName: 'nftables.nft',
    title: 'nftables',
    comment: '#',
    notes: ['Check: nft -c -f FILE. Load: nft -f FILE. Remove: nft delete table inet afterflood.'],
    families: [4, 6],
    rules: nftables,
  },
  {
    id: 'ipset',
    fileName: 'ipset.restore',
    title: 'ipset',
    comment: '#',
    notes: [
      'Load: ipset restore -exist < FILE. Then: iptables -t raw -I PREROUTING -m set --match-set afterflood4 src -j DROP; ip6tables with afterflood6.',
    ],
    families: [4, 6],
    rules: ipset,
  },
  {
    id: 'iproute4',
    fileName: 'iproute2-v4.batch',
    title: 'blackhole routes, IPv4',
    comment: '#',
    notes: ['Load: ip -batch FILE.', RP_FILTER],
    families: [4],
    rules: (blocks) => blocks.map((block) => `route add blackhole ${block.address}/${block.bits}`),
  },
  {
    id: 'iproute6',
    fileName: 'iproute2-v6.batch',
    title: 'blackhole routes, IPv6',
    comment: '#',
    notes: ['Load: ip -6 -batch FILE.', RP_FILTER],
    families: [6],
    rules: (blocks) => blocks.map((block) => `route add blackhole ${block.address}/${block.bits}`),
  },
  {
    id: 'route',
    fileName: 'route.sh',
    title: 'reject routes for net-tools (IPv6: iproute2)',
    comment: '#',
    notes: ['Load: sh FILE, as root. Local senders to such an address get "unreachable".', RP_FILTER],
    families: [4, 6],
    rules: (blocks) => blocks.map(netTools),
  },
  {
    id: 'cisco',
    fileName: 'cisco-acl.txt',
    title: 'Cisco IOS access list',
    comment: '!',
    notes: ['Nothing is applied by this: bind the list to an interface, inbound.', TCAM],
    families: [4, 6],
    rules: cisco,
  },
  {
    id: 'junos',
    fileName: 'junos-filter.txt',
    title: 'Junos prefix list and filter',
    comment: '#',
    notes: ['Load: load set FILE. Nothing is applied by this: bind the filter to an interface, input.', TCAM],
    families: [4, 6],
    rules: junos,
  },
  {
    id: 'nginx',
    fileName: 'nginx-deny.conf',
    title: 'nginx',
    comment: '#',
    notes: ['Use: include FILE; in http, server or location.', BEHIND_PROXY],
    families: [4, 6],
    rules: (blocks) => blocks.map((block) => `deny ${blockText(block)};`),
  },
  {
    id: 'apache',
    fileName: 'apache-require.conf',
    title: 'Apache httpd 2.4',
    comment: '#',
    notes: ['Use: Include FILE in a Directory or Location section.', BEHIND_PROXY],
    families: [4, 6],
    rules: (blocks) => [
      '<RequireAll>',
      '  Require all granted',
      ...blocks.map((block) => `  Require not ip ${blockText(block)}`),
      '</RequireAll>',
    ],
  },
  {
    id: 'haproxy',
    fileName: 'haproxy.acl',
    title: 'HAProxy',
    comment: '#',
    notes: ['Use: tcp-request connection reject if { src -f FILE }', BEHIND_PROXY],
    families: [4, 6],
    rules: (blocks) => blocks.map(blockText),
  },
  {
    id: 'crowdsec',
    fileName: 'crowdsec.csv',
    title: 'CrowdSec decisions, for cscli decisions import -i FILE',
    comment: '',
    notes: [],
    families: [4, 6],
    rules: crowdsec,
  },
];

/** The whole text of a list. A form without comments has no header; without rules only its column names are left. */
export function blocklistText(format: BlocklistFormat, blocks: readonly Block[], header: ListHeader): string {
  const held = blocks.filter((block) => format.families.includes(block.ipVersion));
  const lines: string[] = [];
  if (format.comment !== '') {
    for (const line of [...header.lines, ...format.notes]) lines.push(`${format.comment} ${line}`);
    const [family] = format.families;
    if (held.length === 0 && blocks.length > 0)
      lines.push(`${format.comment} This list is empty: no IPv${family} address is to be blocked.`);
  }
  if (held.length > 0 || format.comment === '') lines.push(...format.rules(held, header));
  return `${lines.join('\n')}\n`;
}
