// `afterflood inspect`: what each file is, in counts; reads and hashes, judges nothing.

import type { Evidence } from '../collect.ts';
import { collect, isMissed } from '../collect.ts';
import { type Inspection, inspectAll } from '../inspect.ts';
import { isDamage } from '../model/damage.ts';
import { DIAGNOSTIC_CODES } from '../model/diagnostic.ts';
import { escapeControl } from '../model/text.ts';
import { refusalLine } from './messages.ts';
import { startProgress } from './terminal.ts';
import { timeOfRun } from './time-of-run.ts';

/** What a command leaves for the process: text for stdout, lines for stderr, exit code. */
export interface CommandResult {
  out: string;
  messages: string[];
  exitCode: 0 | 1 | 2;
}

/** Runs the command. */
export async function inspect(paths: readonly string[], options: { json?: boolean }): Promise<CommandResult> {
  const progress = startProgress();
  const collection = await collect(paths, {
    nowSec: timeOfRun(undefined),
    onProgress: progress.update,
  }).finally(progress.stop);
  const inspections = await inspectAll(collection.store, collection.evidence);
  await collection.store.close();
  const unknown = collection.evidence.filter((evidence) => evidence.format === undefined);
  const messages = [
    ...collection.failures.map((failure) => failure.message),
    ...unknown
      .filter((evidence) => isMissed(evidence) || unknown.length === collection.evidence.length)
      .map(refusalLine),
  ];
  const known = collection.evidence.length - unknown.length;
  const exitCode =
    known === 0 ? 2 : collection.failures.length > 0 || collection.evidence.some(isImperfect) ? 1 : 0;
  return {
    out:
      options.json === true
        ? `${JSON.stringify(inspections, undefined, 2)}\n`
        : inspections.map(describe).join('\n'),
    messages,
    exitCode,
  };
}

// A document found below a directory is no fault; a file the user named and nobody can read is one.
function isImperfect(evidence: Evidence): boolean {
  if (evidence.format === undefined) return isMissed(evidence);
  return evidence.diagnostics.some((each) => isDamage(each.code));
}

function describe(inspection: Inspection): string {
  const rows: [string, string][] = [
    ['Format', inspection.format],
    ['SHA-256', inspection.sha256],
    ['Size', `${inspection.size_bytes} bytes`],
  ];
  if (inspection.inner_sha256 !== undefined) rows.push(['SHA-256 inside', inspection.inner_sha256]);
  if (inspection.format !== 'unknown') {
    rows.push([
      'Records',
      `${inspection.records}${inspection.rejected > 0 ? `, ${inspection.rejected} rejected` : ''}`,
    ]);
    rows.push([
      'First to last',
      inspection.first_seen === null
        ? 'no record with a time'
        : `${inspection.first_seen} to ${inspection.last_seen}`,
    ]);
    rows.push([
      'Bytes',
      `${inspection.bytes_read} read = ${inspection.bytes_decoded} decoded + ${inspection.bytes_skipped} skipped`,
    ]);
  }
  const { capture, packets, sockets, requests, events, counters } = inspection;
  if (capture !== undefined) {
    if (capture.application !== '') rows.push(['Made by', capture.application]);
    for (const each of capture.interfaces)
      rows.push([
        'Interface',
        [
          [each.name, each.description].filter((part) => part !== '').join(', ') || 'not named',
          each.snap_length === 0 ? 'packets whole' : `at most ${each.snap_length} bytes of a packet`,
          each.filter === '' ? 'no filter told' : `filter: ${each.filter}`,
        ].join('; '),
      ]);
    if (capture.interfaces_left_out > 0)
      rows.push(['', `and ${capture.interfaces_left_out} more interfaces`]);
    if (capture.packets_cut > 0) rows.push(['Packets cut', `${capture.packets_cut}`]);
    if (capture.packets_dropped !== null) rows.push(['Packets lost', `${capture.packets_dropped}`]);
  }
  if (packets !== undefined) {
    rows.push([
      'Packets',
      `${packets.ipv4} IPv4, ${packets.ipv6} IPv6, ${packets.non_ip} other; ${packets.wire_bytes} bytes on the wire`,
    ]);
    rows.push([
      'TCP',
      `${packets.tcp_syn} SYN, ${packets.tcp_syn_ack} SYN-ACK, ${packets.tcp_rst} RST, ${packets.tcp_fin} FIN`,
    ]);
    rows.push(['Protocols', counts(packets.by_protocol)]);
  }
  if (sockets !== undefined)
    rows.push([
      'Sockets',
      `${sockets.total} in ${sockets.snapshots} snapshots (time: ${sockets.time_basis}): ${counts(sockets.by_state)}`,
    ]);
  if (requests !== undefined)
    rows.push(['Status', counts(requests.by_status)], ['Methods', counts(requests.by_method)]);
  if (events !== undefined)
    rows.push([
      'Events',
      `${events.total} (time: ${events.time_basis})${events.total > 0 ? `: ${counts(events.by_kind)}` : ''}; ${events.other_lines} other lines`,
    ]);
  if (counters !== undefined)
    rows.push([
      'Counters',
      `${counters.names} names in ${counters.snapshots} snapshots (time: ${counters.time_basis})`,
    ]);
  if (inspection.sources_distinct !== undefined)
    rows.push(['Sources', `${inspection.sources_distinct} distinct, ${inspection.targets_distinct} targets`]);
  for (const source of inspection.top_sources ?? []) {
    const [unit, count] = Object.entries(source).find(([key]) => key !== 'source_ip' && key !== 'bytes') ?? [
      '',
      0,
    ];
    rows.push([
      '',
      `${String(source.source_ip).padEnd(39)} ${String(count).padStart(10)} ${count === 1 ? unit.replace(/s$/, '') : unit}`,
    ]);
  }
  for (const each of inspection.diagnostics) {
    rows.push([
      isDamage(each.code) ? 'Damage' : 'Note',
      `${each.code}: ${each.count}, ${each.bytes_skipped} bytes skipped${each.first_offsets.length > 0 ? `, first at byte ${each.first_offsets.join(', ')}` : ''}`,
    ]);
    rows.push(['', DIAGNOSTIC_CODES[each.code]]);
  }
  if (inspection.advice !== undefined) rows.push(['To do', inspection.advice]);
  for (const [format, reason] of Object.entries(inspection.refusals ?? {}))
    rows.push(['Not', `${format}: ${reason}`]);
  return `${escapeControl(inspection.path)}\n${rows.map(([name, value]) => `  ${name.padEnd(15)}${escapeControl(value)}\n`).join('')}`;
}

function counts(by: Record<string, number>): string {
  return Object.entries(by)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
