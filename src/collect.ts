// From paths to a filled case database: finds, reads, hashes, sniffs, and keeps the decode workers busy. One evidence source at a time a worker.

import { availableParallelism } from 'node:os';
import { joinCaptures, type ReadCapture } from './aggregate/join.ts';
import { setAside } from './aggregate/set-aside.ts';
import { type CaseStore, openStore } from './aggregate/store.ts';
import { DecodeThread } from './decode-thread.ts';
import { isCopy, noteCopies } from './facts/copies.ts';
import { fileKey, redactStrings, secretTag } from './facts/redact.ts';
import type { EvidenceFormat } from './ingest/format.ts';
import {
  type EvidencePath,
  findEvidence,
  type PathFailure,
  type ReadResult,
  readEvidence,
} from './ingest/open.ts';
import { type Packing, packing } from './ingest/packed.ts';
import { needsMore, type Refusal, SNIFF_BYTES, type Sniffed, sniff } from './ingest/sniff.ts';
import { type CaptureOrigin, emptyOrigin } from './model/capture.ts';
import { addDiagnostic, type Diagnostic, Diagnostics, InputError } from './model/diagnostic.ts';
import { Redactor } from './model/redaction.ts';
import type { FileSummary } from './model/traffic.ts';
import { inlineAsUsual, inlineWholeLoops } from './optimising.ts';

/** Evidence up to this size is read before more threads or better code would pay. */
const SMALL_BYTES = 32 << 20;
const EMPTY = 'the file is empty, or compressed and cut before its first byte';

/** One evidence source after reading. `format` is undefined for documents (mail, work log and other files in no evidence format). */
export interface Evidence {
  /** Number in the case database; E1, E2 ... in reports. */
  number: number;
  file: EvidencePath;
  format: EvidenceFormat | undefined;
  /** Why each format refused, when none fitted. */
  refusals: Refusal[];
  /** What can be done about it; '' when that is not known. */
  advice: string;
  /** The form of packing that hides what it is, such as 'xz'; '' without. */
  packed: string;
  read: ReadResult;
  summary: FileSummary | undefined;
  diagnostics: Diagnostic[];
  /** Without secrets; nothing is said where it is no capture. */
  origin: CaptureOrigin;
  bytesRead: number;
  bytesDecoded: number;
  bytesSkipped: number;
}

/** True for a file that may be evidence and was not read as such: the user named it, or it is packed. Any other is a document. */
export function isMissed({ format, file, packed }: Evidence): boolean {
  return format === undefined && (file.named || packed !== '');
}

/** A filled case database and what was read into it. */
export interface Collection {
  store: CaseStore;
  evidence: Evidence[];
  failures: PathFailure[];
}

export interface CollectOptions {
  /** Case database file; memory without one. */
  database?: string;
  /** Where the database may spill. */
  temporary?: string;
  /** Minutes east of UTC by local time for a file without zone; undefined when none was stated. */
  offsets?: (fileName: string) => [number, number][] | undefined;
  /** The command that made a file; '' when that was not stated. */
  collectionCommand?: (fileName: string) => string;
  /** The format that the log's server was given; '' when that was not stated. */
  logFormat?: (fileName: string) => string;
  /** How far the clock behind a file was ahead of UTC, milliseconds; 0 when that was not stated. */
  clockAheadMs?: (fileName: string) => number;
  workers?: number;
  /** Time of the run, seconds since 1970 UTC: bounds the year of lines without one that come from a pipe. Without it they have no time. */
  nowSec?: number;
  /** Takes secrets out of all texts before they are stored; a redactor of its own without one. */
  redactor?: Redactor;
  onProgress?: (doneBytes: number, totalBytes: number, fileName: string) => void;
}

/** Reads everything at the paths. Throws InputError when nothing could be read at all. */
export async function collect(paths: readonly string[], options: CollectOptions): Promise<Collection> {
  const { files, failures } = await findEvidence(paths);
  if (files.length === 0 && failures.length > 0)
    throw new InputError('input/no-path', failures.map((failure) => failure.message).join('\n'));
  if (files.length === 0)
    throw new InputError(
      'input/no-evidence',
      `${paths.join(', ')}: expected captures, socket dumps, web logs or system logs, found no file at all; give the directory that holds the evidence`,
    );
  const store = await openStore(options.database, options.temporary);
  const total = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  let done = 0;
  const evidence: Evidence[] = new Array(files.length);
  // The largest files first, so that the workers finish together; numbers follow the order of paths all the same.
  const queue = files
    .map((_, index) => index)
    .sort((a, b) => files[b].sizeBytes - files[a].sizeBytes || a - b);
  // A second thread costs a third of a second to start and warm up: what one reads sooner needs no second.
  const useful = total < SMALL_BYTES ? 1 : availableParallelism();
  const workers = Math.min(options.workers ?? useful, files.length);
  const lane = async (): Promise<void> => {
    const thread = new DecodeThread(store);
    try {
      for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
        const file = files[index];
        try {
          evidence[index] = await readOne(
            index + 1,
            file,
            thread,
            { ...options, joins: files.length > 1 },
            (bytes) => {
              done += bytes;
              options.onProgress?.(done, total, file.fileName);
            },
          );
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          failures.push({ path: file.path, message: error.message });
        }
      }
    } finally {
      await thread.close();
    }
  };
  if (total >= SMALL_BYTES) inlineWholeLoops();
  try {
    await Promise.all(Array.from({ length: workers }, lane));
    const read = evidence.filter((each) => each !== undefined);
    await noteCopies(read);
    await setAsideTimes(store, read);
    await join(store, read, options);
  } catch (error) {
    await store.close();
    throw error;
  } finally {
    inlineAsUsual();
  }
  failures.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { store, evidence: evidence.filter((each) => each !== undefined), failures };
}

// Once a file is read to its end, which of its times nothing else in it supports.
async function setAsideTimes(store: CaseStore, evidence: readonly Evidence[]): Promise<void> {
  for (const each of evidence) {
    const pieces = each.summary?.packets?.setAside ?? [];
    if (pieces.length === 0) continue;
    await setAside(store, each.number, pieces);
    const count = pieces.reduce((sum, piece) => sum + piece.packets, 0);
    addDiagnostic(each.diagnostics, {
      code: 'capture/implausible-time',
      count,
      bytesSkipped: 0,
      firstOffsets: [],
    });
  }
}

// Follows connections from capture to capture, and notes which goes on from which. A copy stands beside the file that counts and would hinder it.
async function join(
  store: CaseStore,
  evidence: readonly Evidence[],
  { clockAheadMs }: CollectOptions,
): Promise<void> {
  const captures: ReadCapture[] = [];
  for (const each of evidence) {
    const covered = each.summary?.packets?.covered;
    if (covered === undefined || isCopy(each)) continue;
    const { firstSec, firstNsec, lastSec, lastNsec } = covered;
    captures.push({
      evidence: each.number,
      firstUs: firstSec * 1e6 + Math.floor(firstNsec / 1000),
      lastUs: lastSec * 1e6 + Math.floor(lastNsec / 1000),
      aheadMs: clockAheadMs?.(each.file.path) ?? 0,
    });
  }
  for (const [earlier, later] of await joinCaptures(store, captures)) {
    const packets = evidence.find(({ number }) => number === later)?.summary?.packets;
    if (packets !== undefined) packets.continues = earlier;
  }
}

async function readOne(
  number: number,
  file: EvidencePath,
  thread: DecodeThread,
  options: CollectOptions & { joins: boolean },
  onProgress: (bytes: number) => void,
): Promise<Evidence> {
  const diagnostics = new Diagnostics();
  let head: Uint8Array[] = [];
  let headBytes = 0;
  let innerBytes = 0;
  let wantedBytes = SNIFF_BYTES;
  let sniffed: Sniffed | undefined;
  let packed: Packing | undefined;
  const begin = async (isWhole: boolean): Promise<void> => {
    const bytes = head.length === 1 ? head[0] : Buffer.concat(head);
    const outcome: Sniffed =
      bytes.length === 0
        ? { format: undefined, refusals: [{ format: 'any format', reason: EMPTY }], advice: '' }
        : sniff(bytes);
    if (outcome.format === undefined && !isWhole && needsMore(bytes)) {
      head = [new Uint8Array(bytes)];
      wantedBytes = 2 * bytes.length;
      return;
    }
    head = [];
    sniffed = outcome;
    if (sniffed.format === undefined) {
      packed = packing(bytes);
      return;
    }
    thread.start({
      type: 'file',
      evidence: number,
      format: sniffed.format.id,
      fileName: file.fileName,
      collectionCommand: options.collectionCommand?.(file.path) ?? '',
      logFormat: options.logFormat?.(file.path) ?? '',
      modifiedSec: file.modifiedSec,
      latestSec: file.modifiedSec > 0 ? file.modifiedSec : (options.nowSec ?? 0),
      offsets: options.offsets?.(file.path),
      joins: options.joins,
    });
    await thread.send(bytes);
  };
  const read = await readEvidence(
    file,
    diagnostics,
    async (chunk) => {
      innerBytes += chunk.length;
      if (sniffed !== undefined) {
        if (sniffed.format !== undefined) await thread.send(chunk);
        return;
      }
      // Usually the first chunk is enough and need not be copied. Its buffer is filled again behind it; slice() of a Buffer copies nothing.
      headBytes += chunk.length;
      head.push(headBytes >= wantedBytes && head.length === 0 ? chunk : new Uint8Array(chunk));
      if (headBytes >= wantedBytes) await begin(false);
    },
    onProgress,
  );
  if (sniffed === undefined) await begin(true);
  const outcome = sniffed as unknown as Sniffed;
  if (outcome.format === undefined) {
    return {
      number,
      file,
      format: undefined,
      refusals: outcome.refusals,
      advice: outcome.advice,
      packed: packed?.form ?? '',
      read,
      summary: undefined,
      diagnostics: diagnostics.list(),
      origin: emptyOrigin(),
      bytesRead: innerBytes,
      bytesDecoded: 0,
      bytesSkipped: innerBytes,
    };
  }
  const { kind } = outcome.format;
  const redactor = options.redactor ?? new Redactor(true);
  const place = { file: `E${number}`, rowId: '', field: `${kind}: texts`, visitors: true };
  const tag = secretTag(fileKey(read.hash));
  const result = await thread.end(number, redactor.at(place, tag));
  const told = { ...place, field: `${kind}: how it was made`, visitors: false };
  return {
    number,
    file,
    format: outcome.format,
    refusals: [],
    advice: '',
    packed: '',
    read,
    summary: result.summary,
    diagnostics: [...result.diagnostics, ...diagnostics.list()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    origin: redactStrings(result.origin, () => redactor.at(told, tag)),
    bytesRead: result.bytesRead,
    bytesDecoded: result.bytesDecoded,
    bytesSkipped: result.bytesSkipped,
  };
}
