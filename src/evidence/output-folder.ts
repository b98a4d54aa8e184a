// The output folder of a run: filled under a temporary name and moved into place when whole, so that a failed run leaves nothing behind.

import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../model/diagnostic.ts';

/** A folder being filled. Exactly one of commit and discard ends it. */
export interface OutputFolder {
  /** Where to write; on the same file system as the target. */
  readonly directory: string;
  /** Moves what was written to the target. Refuses, as opening does, when something else has appeared there. */
  commit(): Promise<void>;
  /** Removes what was written and folders made for it. */
  discard(): Promise<void>;
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Names in a folder; undefined when there is none. */
async function entries(target: string): Promise<string[] | undefined> {
  try {
    return await readdir(target);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (errorCode(error) === 'ENOTDIR') {
      throw new InputError(
        'output/not-a-folder',
        `expected a folder for the output, found a file: ${target}; name another with --out`,
        { cause: error },
      );
    }
    throw notWritable(target, error);
  }
}

function notWritable(target: string, error: unknown): Error {
  const full = fullDisk(target, error);
  if (full !== undefined) return full;
  const code = errorCode(error);
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(code)) {
    return new Error(`the output folder cannot be made: ${target}`, { cause: error });
  }
  return new InputError(
    'output/not-writable',
    `expected a place for the output that can be written to, found ${code} at ${target}; name another with --out`,
    { cause: error },
  );
}

/** What to tell the user when `error` says that the disk of `target` or the user's share of it is full; undefined when it says something else. */
export function fullDisk(target: string, error: unknown): InputError | undefined {
  // The database passes on the words of the system, not its code.
  for (let at = error; at instanceof Error; at = at.cause)
    if (['ENOSPC', 'EDQUOT'].includes(errorCode(at)) || /No space left|quota exceeded/i.test(at.message))
      return new InputError(
        'output/disk-full',
        `expected room for the output, found a full disk at ${target}; make room or name another place with --out`,
        { cause: error },
      );
  return undefined;
}

// A run that is interrupted leaves no addresses in a hidden folder. Returns what ends the watch.
function removeOnSignal(directory: string): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stop = (): void => {
    for (const signal of signals) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    stop();
    rmSync(directory, { recursive: true, force: true });
    process.kill(process.pid, signal); // now it ends the process, with the exit code that belongs to it
  };
  for (const signal of signals) process.on(signal, onSignal);
  return stop;
}

function notEmpty(target: string): InputError {
  return new InputError(
    'output/not-empty',
    `expected a new or empty folder for the output, found files in ${target}; name another with --out or move them away`,
  );
}

/** Removes the empty folders from `path` up to and with `top`; stops at the first that is not empty. */
async function removeEmptyFolders(path: string, top: string): Promise<void> {
  for (let folder = path; folder.startsWith(top); folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch (error) {
      if (errorCode(error) === 'ENOTEMPTY' || errorCode(error) === 'ENOENT') return;
      throw error;
    }
  }
}

/** Opens the output folder for `target`, which must not exist or be empty. */
export async function openOutputFolder(target: string): Promise<OutputFolder> {
  const absolute = resolve(target);
  const found = await entries(absolute);
  if (found !== undefined && found.length > 0) throw notEmpty(target);

  // An empty folder that is already there may be a mount point or somebody's working directory: it is filled, not replaced.
  const parent = found === undefined ? dirname(absolute) : absolute;
  const name = `.${basename(absolute)}.partial-${randomBytes(4).toString('hex')}`;
  const directory = join(parent, name);
  let firstMade: string | undefined;
  try {
    firstMade = await mkdir(parent, { recursive: true });
    await mkdir(directory);
  } catch (error) {
    throw notWritable(target, error);
  }
  const stopWatching = removeOnSignal(directory);

  return {
    directory,
    async commit(): Promise<void> {
      stopWatching();
      const now = await entries(absolute);
      if (found === undefined) {
        if (now !== undefined) throw notEmpty(target);
        await rename(directory, absolute);
        return;
      }
      if (now === undefined || now.some((entry) => entry !== name)) throw notEmpty(target);
      for (const entry of (await readdir(directory)).sort()) {
        await rename(join(directory, entry), join(absolute, entry));
      }
      await rmdir(directory);
    },
    async discard(): Promise<void> {
      stopWatching();
      await rm(directory, { recursive: true, force: true });
      if (firstMade !== undefined) await removeEmptyFolders(parent, firstMade);
    },
  };
}
