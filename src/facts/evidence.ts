// Evidence as facts: the ledger, times and hashes of each file, with what the operator stated about it.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { isMirrored, shareSeenTwice } from '../aggregate/mirrored.ts';
import { evidenceSetting } from '../case/evidence-settings.ts';
import type { Evidence } from '../collect.ts';
import { rejectedCount, timeBasisText } from '../inspect.ts';
import type { DiagnosticCode } from '../model/diagnostic.ts';
import type { EvidenceFacts } from '../model/facts.ts';
import type { Incident } from '../model/incident.ts';
import { formatOffset } from '../model/stated-time.ts';
import { formatSecond, formatTime } from '../model/time.ts';
import { counted, percent, utc } from '../report/units.ts';
import { captureFacts } from './capture-origin.ts';

/** All evidence sources, in order; their ids are "E" + number. */
export function evidenceFacts(evidence: readonly Evidence[], incident: Incident): EvidenceFacts[] {
  return evidence.map((each) => {
    const { file, format, read, summary } = each;
    const stated = evidenceSetting(incident, file.path);
    const times = summary?.packets?.covered ?? (summary?.hasTime === true ? summary : undefined);
    const digits = summary?.packets === undefined ? 0 : 6;
    return {
      id: `E${each.number}`,
      fileName: file.fileName,
      path: file.path,
      format: format?.id ?? documentFormat(file.fileName),
      formatTitle: format?.title ?? 'document, kept and hashed, not read as evidence',
      kind: format?.kind ?? 'document',
      sha256: read.sha256,
      innerSha256: read.innerSha256,
      sizeBytes: read.sizeBytes,
      modifiedUtc: file.path === '-' ? '' : formatSecond(file.modifiedSec),
      firstUtc: times === undefined ? '' : evidenceTime(times.firstSec, times.firstNsec, digits),
      lastUtc: times === undefined ? '' : evidenceTime(times.lastSec, times.lastNsec, digits),
      records: summary?.records ?? 0,
      rejected: rejectedCount(each.diagnostics),
      bytesRead: each.bytesRead,
      bytesDecoded: each.bytesDecoded,
      bytesSkipped: each.bytesSkipped,
      diagnostics: each.diagnostics,
      timeConfidence: format === undefined ? '' : timeBasisText(each),
      host: stated.host,
      hostRole: stated.hostRole,
      collectedBy: stated.collectedBy,
      collectedUtc: stated.collectedAt === undefined ? '' : formatSecond(stated.collectedAt.sec),
      collectionCommand: stated.collectionCommand,
      clockOffsetMs: stated.clockOffsetMs,
      clockOffsetMethod: stated.clockOffsetMethod,
      packetsDropped: stated.packetsDropped,
      declaredOffset:
        summary?.requests?.utcOffsets.map((minutes) => formatOffset(minutes * 60)).join(' ') ?? stated.zone,
      capture: captureFacts(each.origin),
      samplingRate: stated.samplingRate,
      complete: stated.complete,
      notes: stated.notes,
    };
  });
}

/** 9999-12-31T23:59:59Z: RFC 3339 has no later year. */
const LAST_RFC3339_SEC = 253_402_300_799;

// A damaged or absurd timestamp is no time of an event: '' is unknown. inspect prints it as it stands.
function evidenceTime(sec: number, nsec: number, digits: number): string {
  return sec >= 0 && sec <= LAST_RFC3339_SEC ? formatTime(sec, nsec, digits) : '';
}

/** The first packets whose times are not believed, a sentence a file: what stands in the file is told as it stands. */
export function setAsideTimes(evidence: readonly Evidence[]): string[] {
  return evidence.flatMap(({ number, summary }) => {
    const pieces = summary?.packets?.setAside ?? [];
    if (pieces.length === 0) return [];
    const packets = pieces.reduce((sum, piece) => sum + piece.packets, 0);
    const [{ firstRecord, firstSec }] = [...pieces].sort((a, b) => a.firstRecord - b.firstRecord);
    const says =
      evidenceTime(firstSec, 0, 0) === '' ? `second ${firstSec} since 1970` : utc(formatSecond(firstSec));
    return [
      `In E${number}, ${counted(packets, 'packet has', 'packets have')} a time that nothing else in the file supports (the first is packet ${firstRecord}: ${says}); the counts of the file include such packets, and what is told by time leaves them out.`,
    ];
  });
}

/** Share of the packets looked at that stand twice, below which it is chance or single senders. */
const PARTLY_TWICE = 0.5;

/** Captures whose packets stand in them twice and count once, a sentence each. */
export function mirroredCaptures(evidence: readonly Evidence[]): string[] {
  return evidence
    .filter(isMirrored)
    .map(
      (each) =>
        `${standTwice(each)}: the capture point saw all traffic twice (a mirror port, several interfaces at once). Each pair counts once, so that its packets, bytes and rates are half of what the file holds.`,
    );
}

/** The same of captures that hold a part of their packets twice, which are counted as they are. */
export function partlyTwice(evidence: readonly Evidence[]): string[] {
  return evidence
    .filter((each) => shareSeenTwice(each) >= PARTLY_TWICE && !isMirrored(each))
    .map(
      (each) =>
        `${standTwice(each)}: the capture point saw part of the traffic twice. Its packets, bytes and rates are counted as captured, up to twice what passed.`,
    );
}

function standTwice(each: Evidence): string {
  const looked = counted(each.summary?.packets?.lookedAt ?? 0, 'packet');
  return `In E${each.number}, ${percent(shareSeenTwice(each))} of ${looked} looked at stand twice, at most 1 ms apart, with the same addresses, ports, IP identification and sequence number`;
}

/** Files that may be evidence and were not read, because they are packed: a sentence a form. */
export function packedFiles(evidence: readonly Evidence[]): string[] {
  const byForm = new Map<string, number[]>();
  for (const { number, packed } of evidence) {
    if (packed === '') continue;
    const numbers = byForm.get(packed);
    if (numbers === undefined) byForm.set(packed, [number]);
    else numbers.push(number);
  }
  return [...byForm].map(([form, numbers]) => {
    const shown = numbers.slice(0, 8).map((number) => `E${number}`);
    const more = numbers.length > shown.length ? ` and ${numbers.length - shown.length} more` : '';
    return `Nothing was read of ${counted(numbers.length, 'file')} packed with ${form} (${shown.join(', ')}${more}), which may be evidence: unpack and run again.`;
  });
}

/** Web logs that tell no sizes, as those of IIS do by default: what is summed up of them would look as if nothing was sent. */
export function logsWithoutSizes(evidence: readonly Evidence[]): string[] {
  const files = evidence.filter(
    ({ summary }) => summary?.requests !== undefined && summary.records > 0 && summary.requests.sized === 0,
  );
  if (files.length === 0) return [];
  const shown = files.slice(0, 8).map(({ number }) => `E${number}`);
  const more = files.length > shown.length ? ` and ${files.length - shown.length} more` : '';
  return [
    `No sizes of answers are logged in ${shown.join(', ')}${more}: bytes sent are not known from there, and 0 in tables.`,
  ];
}

/** How the states of sockets are known whose lists do not tell them, a sentence a way. */
export function statelessSockets(evidence: readonly Evidence[]): string[] {
  return WITHOUT_STATE.flatMap(([code, sentence]) => {
    const files = evidence.flatMap(({ number, diagnostics }) =>
      diagnostics.filter((each) => each.code === code).map(({ count }) => ({ number, count })),
    );
    if (files.length === 0) return [];
    const shown = files.slice(0, 8).map(({ number }) => `E${number}`);
    const more = files.length > shown.length ? ` and ${files.length - shown.length} more` : '';
    const sockets = counted(
      files.reduce((sum, { count }) => sum + count, 0),
      'socket',
    );
    return [`${sockets} in ${shown.join(', ')}${more} ${sentence}`];
  });
}

const WITHOUT_STATE: readonly (readonly [DiagnosticCode, string])[] = [
  [
    'socket/no-state',
    'stand in lists without states, so that nothing is concluded from them: ss leaves the states out when it is asked for one. Put a line with the command in front of the list (# ss -tan state syn-recv), or state it as collection_command of the file, and run again.',
  ],
  [
    'socket/state-from-command',
    'stand in lists without states: theirs is the one that the ss command asked for, as it stands in the file or is stated for it.',
  ],
  [
    'socket/state-from-file-name',
    'stand in lists without states: they are taken for half-open because the file is named so.',
  ],
];

function documentFormat(fileName: string): string {
  const extension = path.extname(fileName).slice(1).toLowerCase();
  return extension === '' ? 'document' : extension;
}

/** Names the set of inputs: SHA-256 over the sorted hashes, a line each. */
export function inputsSha256(evidence: readonly Evidence[]): string {
  const lines = evidence.map((each) => `${each.read.sha256}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}
