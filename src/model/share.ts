// Shares as they are stored: rounded to a millionth, so that no reader meets sixteen digits that mean nothing.

/** part / whole rounded to 6 digits; 0 of nothing is 0. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1e6) / 1e6;
}
