// Evidence on disk: finding files, reading them in order, undoing gzip, hashing what is read. RFC 1952 for gzip.

import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { constants, createGunzip } from 'node:zlib';
import { type Diagnostics, InputError } from '../model/diagnostic.ts';

/** Bytes read at once. */
const CHUNK_BYTES = 1 << 20;

/** A file to be read. */
export interface EvidencePath {
  /** As the user gave it, or found below a directory; '-' for standard input. */
  path: string;
  fileName: string;
  sizeBytes: number;
  modifiedSec: number;
  /** The user named this very file (not a directory above it). */
  named: boolean;
}

/** A path that could not be used, with one line for the user. */
export interface PathFailure {
  path: string;
  message: string;
}

/** All regular files at and below the paths, ordered by path, each once. Links to directories are not followed. */
export async function findEvidence(
  paths: readonly string[],
): Promise<{ files: EvidencePath[]; failures: PathFailure[] }> {
  const found = new Map<string, EvidencePath>();
  const failures: PathFailure[] = [];
  const walk = async (at: string, named: boolean): Promise<void> => {
    const info = await stat(at);
    if (info.isDirectory()) {
      for (const entry of (await readdir(at, { withFileTypes: true })).sort((a, b) =>
        a.name < b.name ? -1 : 1,
      )) {
        const below = path.join(at, entry.name);
        if (entry.isDirectory() || entry.isFile()) await walk(below, false);
      }
    } else if (info.isFile()) {
      const known = found.get(path.resolve(at));
      if (known === undefined) {
        found.set(path.resolve(at), {
          path: at,
          fileName: path.basename(at),
          sizeBytes: info.size,
          modifiedSec: Math.floor(info.mtimeMs / 1000),
          named,
        });
      } else known.named ||= named;
    } else
      failures.push({
        path: at,
        message: `${at}: expected a file or directory, found something else (a device, pipe or socket); pipe it in with '-' instead`,
      });
  };
  for (const given of paths) {
    if (given === '-') {
      found.set('-', { path: '-', fileName: '-', sizeBytes: 0, modifiedSec: 0, named: true });
      continue;
    }
    try {
      await walk(given, true);
    } catch (error) {
      failures.push({ path: given, message: `${given}: ${systemReason(error)}` });
    }
  }
  const files = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, failures };
}

/** A reason in words for a failed system call; rethrows what is none. */
export function systemReason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'no such file or directory; check the spelling';
  if (code === 'EACCES' || code === 'EPERM')
    return 'permission denied; run as a user who may read it, or copy it first';
  if (code === 'EISDIR') return 'is a directory where a file was expected';
  if (code === 'EIO')
    return 'the disk reports a read error; copy the file to healthy storage first (ddrescue)';
  if (code === undefined) throw error;
  return `could not be read (${code})`;
}

/** Hashes and sizes of what was read. */
export interface ReadResult {
  /** SHA-256 of the bytes on disk. */
  sha256: string;
  /** SHA-256 of the uncompressed bytes, '' when the file is not compressed. */
  innerSha256: string;
  sizeBytes: number;
  compression: '' | 'gzip';
}

/** Reads one file to its end; `onChunk` gets the uncompressed bytes in order and may be slow (it is awaited). Chunks must not be kept. */
export async function readEvidence(
  file: EvidencePath,
  diagnostics: Diagnostics,
  onChunk: (chunk: Uint8Array) => Promise<void>,
  onProgress: (bytes: number) => void,
): Promise<ReadResult> {
  const outer = createHash('sha256');
  const source = file.path === '-' ? stdinChunks() : fileChunks(file.path, diagnostics);
  let sizeBytes = 0;
  let first = true;
  let inflater: Inflater | undefined;
  for await (const chunk of source) {
    outer.update(chunk);
    sizeBytes += chunk.length;
    onProgress(chunk.length);
    if (first && chunk.length >= 3 && chunk[0] === 0x1f && chunk[1] === 0x8b && chunk[2] === 8)
      inflater = createInflater();
    first = false;
    if (inflater === undefined) await onChunk(chunk);
    else await inflater.push(chunk, onChunk);
  }
  if (inflater !== undefined) await finishInflating(inflater, file, diagnostics, onChunk);
  return {
    sha256: outer.digest('hex'),
    innerSha256: inflater?.hash.digest('hex') ?? '',
    sizeBytes,
    compression: inflater === undefined ? '' : 'gzip',
  };
}

async function* fileChunks(at: string, diagnostics: Diagnostics): AsyncGenerator<Uint8Array> {
  let handle: FileHandle;
  try {
    handle = await open(at, 'r');
  } catch (error) {
    throw new InputError('file/unreadable', `${at}: ${systemReason(error)}`, { cause: error });
  }
  try {
    const buffers = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)];
    let position = 0;
    // Reads one chunk ahead, so that the disk works while the last chunk is hashed.
    let next = handle.read(buffers[0], 0, CHUNK_BYTES, 0);
    for (let turn = 1; ; turn++) {
      const outcome = await next.catch((error: unknown) => {
        // What was read before the fault is kept; nothing at all is a path that failed.
        if (position === 0)
          throw new InputError('file/unreadable', `${at}: ${systemReason(error)}`, { cause: error });
        systemReason(error);
        return undefined;
      });
      if (outcome === undefined) diagnostics.tally('file/unreadable', position, 0);
      if (outcome === undefined || outcome.bytesRead === 0) return;
      const { bytesRead, buffer } = outcome;
      position += bytesRead;
      next = handle.read(buffers[turn % 2], 0, CHUNK_BYTES, position);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function* stdinChunks(): AsyncGenerator<Uint8Array> {
  for await (const chunk of process.stdin) yield chunk as Uint8Array;
}

interface Inflater {
  hash: Hash;
  produced: number;
  failed: boolean;
  push(chunk: Uint8Array, onChunk: (chunk: Uint8Array) => Promise<void>): Promise<void>;
  end(onChunk: (chunk: Uint8Array) => Promise<void>): Promise<void>;
}

function createInflater(): Inflater {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  let ready: Buffer[] = [];
  let failed = false;
  let ended = false;
  let wake: () => void = () => undefined;
  gunzip.on('data', (data: Buffer) => ready.push(data));
  gunzip.on('error', () => {
    failed = true;
    wake();
  });
  gunzip.on('end', () => {
    ended = true;
    wake();
  });
  const inflater: Inflater = {
    hash: createHash('sha256'),
    produced: 0,
    failed: false,
    async push(chunk, onChunk) {
      if (failed || ended) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        gunzip.write(chunk, () => resolve());
      });
      await handOn(onChunk);
    },
    async end(onChunk) {
      if (!failed && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          gunzip.end();
        });
      }
      await handOn(onChunk);
    },
  };
  const handOn = async (onChunk: (chunk: Uint8Array) => Promise<void>): Promise<void> => {
    inflater.failed = failed;
    const parts = ready;
    ready = [];
    for (const part of parts) {
      inflater.hash.update(part);
      inflater.produced += part.length;
      await onChunk(part);
    }
  };
  return inflater;
}

async function finishInflating(
  inflater: Inflater,
  file: EvidencePath,
  diagnostics: Diagnostics,
  onChunk: (chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  await inflater.end(onChunk);
  if (!inflater.failed) return;
  diagnostics.tally('compressed/damaged', file.sizeBytes, 0);
  if (file.path === '-') return;
  // zlib drops what it had inflated in the very call that failed. A second pass in small steps brings that last part back.
  const again = createReadStream(file.path).pipe(
    createGunzip({ chunkSize: 64, finishFlush: constants.Z_SYNC_FLUSH }),
  );
  let position = 0;
  let parts: Buffer[] = [];
  let partBytes = 0;
  const flush = async (): Promise<void> => {
    const part = Buffer.concat(parts);
    parts = [];
    partBytes = 0;
    inflater.hash.update(part);
    await onChunk(part);
  };
  try {
    for await (const chunk of again) {
      const bytes = chunk as Buffer;
      const fresh = bytes.subarray(Math.max(0, Math.min(bytes.length, inflater.produced - position)));
      position += bytes.length;
      if (fresh.length === 0) continue;
      parts.push(fresh);
      partBytes += fresh.length;
      if (partBytes >= CHUNK_BYTES) await flush();
    }
  } catch (error) {
    // The damage itself, already tallied; anything else is not ours to swallow.
    if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error;
  }
  if (partBytes > 0) await flush();
}
