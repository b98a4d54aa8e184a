// The explanation of one address as text.

import { BASES, VERDICT_TITLE } from '../model/verdict.ts';
import { asn, bytes, count, counted, duration, utc, utcClock, utcSpan } from '../report/units.ts';
import type { AddressExplanation, Standing } from './address.ts';
import type { PacketLane, RequestCount } from './lanes.ts';
import type { Lines } from './lines.ts';
import { databaseLine, evidenceLines } from './provenance.ts';

const STANDING: Record<Standing, string> = {
  own: 'one of the own addresses of this case (a target, never a source of attack)',
  spared: 'stated as known, or taken for a proxy: left out of the assessment, whatever it did',
  source: 'took part in attack traffic, see the verdicts',
  ordinary_client: 'ordinary client: completed connections and took part in no vector',
  bystander: 'took part in no vector; nothing shows a completed connection either',
};

const CLASS_TITLE: Record<string, string> = {
  tcp_syn: 'TCP SYN',
  tcp_syn_ack: 'TCP SYN-ACK',
  tcp_rst: 'TCP RST',
  tcp_fin: 'TCP FIN',
  tcp_ack: 'TCP ACK, no data',
  tcp_data: 'TCP with data',
  tcp_other: 'TCP, other flags',
  udp: 'UDP',
  icmp: 'ICMP',
  icmpv6: 'ICMPv6',
  fragment: 'later fragment',
  other_ip: 'other IP protocol',
};

/** Writes everything about the address. */
export function addressLines(lines: Lines, address: AddressExplanation): void {
  const { attribution } = address;
  lines.fact(
    'Registered to',
    attribution.special !== ''
      ? `special-purpose address: ${attribution.special}`
      : [
          [asn(attribution.asn), attribution.asName].filter((part) => part !== '').join(' ') || 'no AS known',
          attribution.prefix,
          attribution.country === ''
            ? 'country not known'
            : `country of registration ${attribution.country}${attribution.countryAgrees === false ? ` (second database: ${attribution.countrySecond})` : ''}`,
        ]
          .filter((part) => part !== '')
          .join(', '),
  );
  databaseLine(lines, address.databases);
  for (const label of address.spared) lines.fact('Spared', `${label}: never counted as a source`);
  for (const list of address.torVpnLists)
    lines.fact('Tor or VPN', `on ${list}: a hint about that day, no verdict`);
  lines.fact('Shared', address.shared);
  if (!address.found) {
    lines.fact(
      'Not found',
      `${address.target} is in no packet with a usable time, no socket and no request of this case.`,
    );
    return;
  }
  lines.fact('Standing', STANDING[address.standing]);
  lines.fact('Seen', utcSpan(address.firstUtc, address.lastUtc));
  if (address.alsoBeforeAttack !== undefined)
    lines.fact('Before attack', address.alsoBeforeAttack ? 'yes, also seen before the first wave' : 'no');
  if (address.sent.total > 0)
    lines.fact('Handshakes', counted(address.handshakes, 'completed handshake') + ' in captures');
  verdictLines(lines, address);
  packetLines(lines, address.sent, 'Packets sent', 'to');
  packetLines(lines, address.received, 'Packets received', 'from');
  socketLines(lines, address);
  requestLines(lines, address);
  activityLines(lines, address);
  evidenceLines(lines, address.evidence);
}

function verdictLines(lines: Lines, address: AddressExplanation): void {
  for (const each of address.verdicts) {
    lines.heading(
      `Verdict for ${each.vector} ${each.title} (${each.waves.join(', ')}): ${VERDICT_TITLE[each.verdict]}`,
    );
    lines.fact('May be said', each.wording);
    lines.fact('Basis', each.bases.map((basis) => BASES[basis]).join('; '));
    lines.fact(
      'Counts',
      [
        each.packets > 0 ? `${counted(each.packets, 'packet')} (${bytes(each.bytes)} received)` : '',
        each.requests > 0 ? counted(each.requests, 'request') : '',
        each.sockets > 0 ? counted(each.sockets, 'half-open socket') : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    );
    lines.fact('When', utcSpan(each.firstUtc, each.lastUtc));
    if (each.sourcePorts.most > 0)
      lines.fact(
        'Source ports',
        `${range(each.sourcePorts)}${each.sourcePorts.distinct > 1 ? `, at least ${each.sourcePorts.distinct} different ones` : ''}`,
      );
    if (each.ttl.most > 0) lines.fact('TTL', range(each.ttl));
    if (each.tool !== '') lines.fact('Tool', `its SYNs bear the mark of ${each.tool}; a mark, no proof`);
    if (each.retransmits > 0)
      lines.fact(
        'Retransmits',
        `${counted(each.retransmits, 'SYN')} sent again on the schedule of a real host`,
      );
    lines.fact('First record', `${each.firstRef}; evidence ${each.evidenceIds.join(' ')}`);
  }
}

function range(values: { least: number; most: number }): string {
  return values.least === values.most ? String(values.most) : `${values.least} to ${values.most}`;
}

function packetLines(lines: Lines, lane: PacketLane, title: string, direction: 'to' | 'from'): void {
  if (lane.total === 0) return;
  lines.heading(
    `${title}: ${count(lane.total)}, ${bytes(lane.bytes)}${lane.ttl.most > 0 ? `, TTL ${range(lane.ttl)}` : ''}`,
  );
  lines.table(
    ['class', '>service port', '>packets', '>bytes', direction, 'first record', 'last record'],
    lane.rows.map((row) => [
      CLASS_TITLE[row.class],
      row.class.startsWith('icmp')
        ? `type ${row.port >> 8}/${row.port & 255}`
        : row.port === 0
          ? 'none'
          : String(row.port),
      count(row.packets),
      count(row.bytes),
      row.peers === 1 ? row.peer : counted(row.peers, 'address', 'addresses'),
      row.firstRef,
      row.lastRef,
    ]),
  );
  lines.more(lane.otherRows, 'kinds of packets');
}

function socketLines(lines: Lines, { sockets }: AddressExplanation): void {
  if (sockets.total === 0) return;
  lines.heading(`Sockets: ${count(sockets.total)}`);
  lines.table(
    ['snapshot', 'state', '>local port', '>sockets', '>remote ports', 'lines'],
    sockets.rows.map((row) => [
      utc(row.atUtc),
      row.state,
      String(row.localPort),
      count(row.sockets),
      count(row.remotePorts),
      row.firstLine === row.lastLine
        ? `${row.evidenceId} line ${row.firstLine}`
        : `${row.evidenceId} lines ${row.firstLine} to ${row.lastLine}`,
    ]),
  );
  lines.more(sockets.otherRows, 'rows');
}

function requestLines(lines: Lines, { requests }: AddressExplanation): void {
  if (requests.total === 0) return;
  lines.heading(
    `Requests: ${count(requests.total)}${requests.bytes > 0 ? `, ${bytes(requests.bytes)} answered` : ''}`,
  );
  for (const run of requests.evidence)
    lines.fact(run.id, `${counted(run.count, 'request')} between lines ${run.first} and ${run.last}`);
  const short = (counts: readonly RequestCount[]): string =>
    counts.map((each) => `${each.value} ${count(each.requests)}`).join(', ');
  lines.fact('Methods', short(requests.methods));
  lines.fact('Status', short(requests.statuses));
  lines.fact('Hosts', short(requests.hosts));
  const table = (name: string, counts: readonly RequestCount[]): void =>
    lines.table(
      ['>requests', 'first record', name],
      counts.map((each) => [count(each.requests), each.firstRef, each.value || '(empty)']),
    );
  table('path', requests.paths);
  lines.more(requests.otherPaths, 'paths');
  table('user agent', requests.agents);
  lines.more(requests.otherAgents, 'user agents');
}

function activityLines(lines: Lines, { activity }: AddressExplanation): void {
  if (activity.rows.length === 0) return;
  const lanes = (
    [
      ['sent', 'packets sent'],
      ['received', 'packets received'],
      ['sockets', 'sockets'],
      ['requests', 'requests'],
    ] as const
  ).filter(([name]) => activity.rows.some((row) => row[name] > 0));
  lines.heading(`Activity per ${duration(activity.stepSec)} (steps without any are left out)`);
  let day = '';
  lines.table(
    ['from (UTC)', ...lanes.map(([, title]) => `>${title}`)],
    activity.rows.map((row) => {
      const repeated = row.startUtc.slice(0, 10) === day;
      day = row.startUtc.slice(0, 10);
      return [
        repeated ? utcClock(row.startUtc).padStart(utc(row.startUtc).length) : utc(row.startUtc),
        ...lanes.map(([name]) => count(row[name])),
      ];
    }),
  );
  lines.more(activity.otherRows, 'steps');
}
