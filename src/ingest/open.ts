// Evidence on disk: finding files, reading them in order, undoing gzip, hashing what is read.

import { createHash, type Hash } from 'node:crypto';
import { fstatSync, lstatSync, readlinkSync, type Stats } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { TextDecoder } from 'node:util';
import { type Diagnostics, InputError } from '../model/diagnostic.ts';
import { finishInflating, Inflater } from './gzip.ts';

/** Bytes read at once. */
const CHUNK_BYTES = 1 << 20;
/** Bytes of standard input gathered before they are looked at. */
const STDIN_BYTES = 1 << 16;

/** A file to be read. */
export interface EvidencePath {
  /** As the user gave it, or found below a directory; '-' for standard input. */
  path: string;
  fileName: string;
  sizeBytes: number;
  /** 0 when there is none: standard input from a pipe. */
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
    try {
      const info = await stat(at);
      if (info.isDirectory()) await walkDirectory(at);
      else if (info.isFile()) add(at, info, named);
      else
        failures.push({
          path: at,
          message: `${at}: expected a file or directory, found something else (a device, pipe or socket); pipe it in with '-' instead`,
        });
    } catch (error) {
      // A name in another encoding cannot be asked for by what it was read as.
      const reason = at.includes('\ufffd')
        ? 'the name is not in UTF-8; rename it, or pipe the file in with -'
        : systemReason(error);
      failures.push({ path: at, message: `${at}: ${reason}` });
    }
  };
  const walkDirectory = async (at: string): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const below = path.join(at, entry.name);
      // A link could lead in a circle or out of the evidence.
      if (entry.isSymbolicLink() && (await isDirectory(below)))
        failures.push({
          path: below,
          message: `${below}: is a link to a directory, which is not followed; name that directory too`,
        });
      else await walk(below, false);
    }
  };
  const add = (at: string, info: Stats, named: boolean): void => {
    const known = found.get(path.resolve(at));
    if (known !== undefined) known.named ||= named;
    else
      found.set(path.resolve(at), {
        path: at,
        fileName: path.basename(at),
        sizeBytes: info.size,
        modifiedSec: Math.floor(info.mtimeMs / 1000),
        named,
      });
  };
  for (const given of paths) {
    if (given === '-') {
      const info = fstatSync(0);
      const modifiedSec = info.isFile() ? Math.floor(info.mtimeMs / 1000) : 0;
      found.set('-', { path: '-', fileName: '-', sizeBytes: 0, modifiedSec, named: true });
      continue;
    }
    await walk(given, true);
  }
  const files = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, failures };
}

async function isDirectory(at: string): Promise<boolean> {
  try {
    return (await stat(at)).isDirectory();
  } catch (error) {
    // A link that leads nowhere is reported where it is read.
    systemReason(error);
    return false;
  }
}

/** A reason in words for a failed system call; rethrows what is none. */
export function systemReason(error: unknown): string {
  const { code, path: place = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink())
    return `is a link to ${readlinkSync(place)}, which is not there; copy what it should lead to`;
  if (code === 'ELOOP') return 'is a link that leads back to itself; name the file that it should lead to';
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
  /** The hash of the bytes on disk before its end, from which further digests can be made. */
  hash: Hash;
}

/** Reads one file to its end; `onChunk` gets the uncompressed bytes in order, UTF-16 as UTF-8, and may be slow (it is awaited). Chunks must not be kept. */
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
  let utf16: TextDecoder | undefined;
  let innerFirst = true;
  const handOn = async (chunk: Uint8Array): Promise<void> => {
    if (innerFirst) utf16 = utf16Decoder(chunk);
    innerFirst = false;
    await onChunk(utf16 === undefined ? chunk : Buffer.from(utf16.decode(chunk, { stream: true })));
  };
  for await (const chunk of source) {
    outer.update(chunk);
    sizeBytes += chunk.length;
    onProgress(chunk.length);
    if (first && chunk.length >= 3 && chunk[0] === 0x1f && chunk[1] === 0x8b && chunk[2] === 8)
      inflater = new Inflater();
    first = false;
    if (inflater === undefined) await handOn(chunk);
    else await inflater.push(chunk, handOn);
  }
  if (inflater !== undefined) await finishInflating(inflater, file.path, diagnostics, handOn);
  if (utf16 !== undefined) {
    diagnostics.tally('text/utf-16', 0, 0);
    await onChunk(Buffer.from(utf16.decode())); // half a character at the end of a cut file
  }
  return {
    sha256: outer.copy().digest('hex'),
    innerSha256: inflater?.hash.digest('hex') ?? '',
    sizeBytes,
    compression: inflater === undefined ? '' : 'gzip',
    hash: outer,
  };
}

// Windows PowerShell writes what a command prints as UTF-16 with a byte order mark. Undefined for all else.
function utf16Decoder(chunk: Uint8Array): TextDecoder | undefined {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return new TextDecoder('utf-16le');
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return new TextDecoder('utf-16be');
  return undefined;
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

// A slow pipe gives single bytes; gzip and formats are found in more than that.
async function* stdinChunks(): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let partBytes = 0;
  for await (const chunk of process.stdin) {
    parts.push(chunk as Uint8Array);
    partBytes += (chunk as Uint8Array).length;
    if (partBytes < STDIN_BYTES) continue;
    yield Buffer.concat(parts);
    parts = [];
    partBytes = 0;
  }
  if (partBytes > 0) yield Buffer.concat(parts);
}
