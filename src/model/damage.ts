// Which diagnostics mean that evidence was damaged (exit code 1), and which are properties of intact evidence.

/** True when evidence was lost or altered; false for odd packets, other socket families, and bounds of our own tables. */
export function isDamage(code: string): boolean {
  return !code.startsWith('packet/') && !code.startsWith('fold/') && code !== 'socket/other-family';
}
