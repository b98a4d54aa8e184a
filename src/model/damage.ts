// Which diagnostics mean that evidence was damaged (exit code 1), and which are properties of intact evidence.

import type { DiagnosticCode } from './diagnostic.ts';

const INTACT: readonly string[] = [
  'socket/other-family',
  'socket/no-state',
  'socket/state-from-command',
  'socket/state-from-file-name',
  'file/copy',
  'text/utf-16',
  'log/lacks-field',
  'log/no-request',
  'log/year-of-run',
] satisfies DiagnosticCode[];

/** True when evidence was lost or altered; false for odd packets, what a socket list leaves out, copies, and bounds of our own tables. */
export function isDamage(code: string): boolean {
  return !INTACT.includes(code) && !code.startsWith('packet/') && !code.startsWith('fold/');
}
