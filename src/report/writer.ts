// The contract of a report writer, and the files it leaves: hashed while they are written.

import { createHash, type Hash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Bill } from '../model/billing.ts';
import type { CaseRows, IncidentFacts } from '../model/facts.ts';

/** A file of the output folder. */
export interface WrittenFile {
  /** Relative to the output folder, with `/`. */
  path: string;
  /** What is in it, for a reader, one phrase. */
  title: string;
  sizeBytes: number;
  /** Lower-case hex. */
  sha256: string;
}

/** Everything a writer may read. Nothing in it is changed. */
export interface ReportInput {
  facts: IncidentFacts;
  rows: CaseRows;
  /** The priced work log; undefined when there is none. */
  bill: Bill | undefined;
}

/** Writes one report as one or more files. Equal input gives equal bytes. */
export interface ReportWriter {
  id: string;
  title: string;
  /** Writes below `directory`, making folders as needed; returns the files in the order in which they are to be listed. */
  write(input: ReportInput, directory: string): Promise<WrittenFile[]>;
}

/** A new file being written front to back. An existing file is never overwritten. */
export class OutputFile {
  readonly #path: string;
  readonly #title: string;
  readonly #handle: FileHandle;
  readonly #hash: Hash = createHash('sha256');
  #sizeBytes = 0;

  private constructor(path: string, title: string, handle: FileHandle) {
    this.#path = path;
    this.#title = title;
    this.#handle = handle;
  }

  /** Opens `path`, relative to `directory` and with `/`. */
  static async create(directory: string, path: string, title: string): Promise<OutputFile> {
    const absolute = join(directory, path);
    await mkdir(dirname(absolute), { recursive: true });
    return new OutputFile(path, title, await open(absolute, 'wx'));
  }

  /** Appends bytes; they may be reused when the promise is fulfilled. */
  async write(bytes: Uint8Array): Promise<void> {
    const written = this.#handle.writeFile(bytes); // appends: the handle keeps its position
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.length;
    await written;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** What was written; the end of the writing. */
  describe(): WrittenFile {
    const sha256 = this.#hash.digest('hex');
    return { path: this.#path, title: this.#title, sizeBytes: this.#sizeBytes, sha256 };
  }
}

/** Writes a whole new file at once. Not in the background: a pack has hundreds of small files, and each way there and back takes longer than they do. */
export async function writeWholeFile(
  directory: string,
  path: string,
  title: string,
  content: string | Uint8Array,
): Promise<WrittenFile> {
  const absolute = join(directory, path);
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, bytes, { flag: 'wx' });
  return { path, title, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
