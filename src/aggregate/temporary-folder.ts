// A folder for what a database spills, which holds evidence and goes with the process.

import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../model/diagnostic.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A folder of its own below that of the system. `remove` ends it; so does a signal that ends the process. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  let path: string;
  try {
    path = await mkdtemp(join(tmpdir(), 'afterflood-'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      'input/temporary-folder',
      `expected a folder for temporary files that can be written to, found ${code} at ${tmpdir()}; name another in the environment variable TMPDIR`,
      { cause: error },
    );
  }
  const stop = (): void => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    stop();
    rmSync(path, { recursive: true, force: true });
    process.kill(process.pid, signal); // now it ends the process, with the exit code that belongs to it
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    path,
    async remove() {
      stop();
      await rm(path, { recursive: true, force: true });
    },
  };
}
