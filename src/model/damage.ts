// Which diagnostics mean that evidence was damaged (exit code 1), and which are properties of intact evidence.

/** True when evidence was lost or altered; false for odd packets, other socket families, copies, and bounds of our own tables. */
export function isDamage(code: string): boolean {
  if (code === 'socket/other-family' || code === 'file/copy') return false;
  return !code.startsWith('packet/') && !code.startsWith('fold/');
}
