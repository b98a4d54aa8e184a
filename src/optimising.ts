// When and how far the engine optimises code. Its own limits suit servers that run for days; a run here takes seconds, and then its loops are
// many small functions over millions of rows. The settings hold for the process, worker threads included.

import { setFlagsFromString } from 'node:v8';

/**
 * Code is optimised after it has done ten times the work that V8 waits for (132 KiB of bytecode): in a run of seconds most of what it
 * optimises is never used again, on threads that take the two cores from the work. Demo case: 8.4 against 6.9 s of CPU (2026-11).
 * Only for V8 11 (Node 20): later ones count in another way and have a cheaper optimiser before the costly one.
 */
export function optimiseLate(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=1500000');
}

/**
 * Lets V8 inline whole loops over packets and lines, in code optimised from now on. Its own limits (460 and 920 bytes of bytecode) leave
 * calls in them: 406 against 366 ns a packet on fold.bench, each SYN answered (2026-11).
 */
export function inlineWholeLoops(): void {
  setFlagsFromString('--max-inlined-bytecode-size=2000');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=6000');
}

/** Back to V8's own limits: code that runs briefly costs more to optimise so than it ever saves. Demo case: 11.3 against 8.4 s of CPU (2026-11). */
export function inlineAsUsual(): void {
  setFlagsFromString('--max-inlined-bytecode-size=460');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=920');
}
