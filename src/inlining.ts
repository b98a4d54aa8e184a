// How far the engine inlines: the loops of decoding and folding are many small functions, which pay only when they become one.

import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 inline whole loops over packets and lines; holds for the process, for code optimised from now on. Its own limits (460 and 920
 * bytes of bytecode) leave calls in them: 330 against 257 ns a packet on fold.bench (2026-11).
 */
export function inlineWholeLoops(): void {
  setFlagsFromString('--max-inlined-bytecode-size=2000');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=6000');
}
