// Upper tail of the hypergeometric distribution, in logarithms: how likely is an overlap of k or more by chance.
// Two sets of n1 and n2 are drawn from M without regard to each other; X is the size of what they share.

/** P(X >= k), its decimal logarithm (which does not underflow) and the expected overlap n1 * n2 / M. */
export interface Tail {
  p: number;
  /** -Infinity when the overlap is impossible. */
  log10P: number;
  expected: number;
}

/** The tail for whole numbers 0 <= n1, n2 <= M and 0 <= k. Relative error of p below 1e-9 up to M = 2^53 and sets of a million. */
export function hypergeometricTail(M: number, n1: number, n2: number, k: number): Tail {
  if (![M, n1, n2, k].every(Number.isSafeInteger) || k < 0 || n1 < 0 || n2 < 0 || Math.max(n1, n2) > M)
    throw new RangeError(`no hypergeometric distribution: M ${M}, n1 ${n1}, n2 ${n2}, k ${k}`);
  const [large, small] = n1 >= n2 ? [n1, n2] : [n2, n1];
  const expected = M === 0 ? 0 : (large / M) * small;
  const least = Math.max(0, large + small - M);
  if (k <= least) return { p: 1, log10P: 0, expected };
  if (k > small) return { p: 0, log10P: -Infinity, expected };
  let lnP: number;
  if (k > expected) lnP = logPoint(M, large, small, k) + Math.log(sumUp(M, large, small, k));
  else {
    // Below the mean the upper tail is nearly all; the lower one is summed instead, so that no large sum meets a tiny term.
    const lnBelow = logPoint(M, large, small, k - 1) + Math.log(sumDown(M, large, small, k - 1, least));
    lnP = Math.log1p(-Math.min(1, Math.exp(lnBelow)));
  }
  lnP = Math.min(0, lnP);
  return { p: Math.exp(lnP), log10P: lnP === 0 ? 0 : lnP / Math.LN10, expected };
}

// ln P(X = k) as a sum over the draws: C(small, k) ways, k draws that hit, small - k that miss. Unlike a difference of
// log-gammas near 1e11 this loses no digits when M is the whole address space.
function logPoint(M: number, large: number, small: number, k: number): number {
  let sum = 0;
  for (let j = 0; j < k; j++) sum += Math.log(((small - j) / (k - j)) * ((large - j) / (M - j)));
  for (let j = 0; j < small - k; j++) sum += Math.log1p(-(large - k) / (M - k - j));
  return sum;
}

// 1 + P(k+1)/P(k) + P(k+2)/P(k) + ...; above the mean each ratio is below 1.
function sumUp(M: number, large: number, small: number, k: number): number {
  let sum = 1;
  let term = 1;
  for (let i = k; i < small && term > sum * 1e-17; i++) {
    term *= ((large - i) / (i + 1)) * ((small - i) / (M - large - small + i + 1));
    sum += term;
  }
  return sum;
}

// 1 + P(k-1)/P(k) + ...; below the mean each ratio is at most about 1.
function sumDown(M: number, large: number, small: number, k: number, least: number): number {
  let sum = 1;
  let term = 1;
  for (let i = k; i > least && term > sum * 1e-17; i--) {
    term *= (i / (large - i + 1)) * ((M - large - small + i) / (small - i + 1));
    sum += term;
  }
  return sum;
}
