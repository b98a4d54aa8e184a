// What a request line (RFC 9112 section 3) asks for: a page, a known hole, or a password check.

import { REQUEST_KIND } from '../../model/batch.ts';
import { LOGIN_PATHS, PROBED_PATHS } from '../../model/probed-paths.ts';
import { type Bytes, u8 } from '../bytes.ts';
import { holdsMark, isProbeQuery, marksOf } from '../formats/web-combined-query.ts';

const PROBED = marksOf(PROBED_PATHS);
const LOGINS = marksOf(LOGIN_PATHS);
const BLANK = 0x20;
const QUESTION = 0x3f;
const CAPITAL_O = 0x4f;
/** Bytes of a target looked at. */
const LONGEST = 2048;
// The target without its percent signs undone; one is read at a time.
const target = new Uint8Array(LONGEST);

/** REQUEST_KIND of the request line at `at` whose captured bytes end at `end`. A login is a POST: a GET shows the page. */
export function requestKind(b: Bytes, at: number, end: number): number {
  const isPost = u8(b, at + 1) === CAPITAL_O;
  let i = at;
  while (i < end && u8(b, i) !== BLANK) i++;
  const start = i + 1;
  const stop = Math.min(end, start + LONGEST);
  let length = 0;
  let pathLength = -1;
  for (i = start; i < stop; i++) {
    const byte = u8(b, i);
    if (byte <= BLANK) break;
    if (byte === QUESTION && pathLength < 0) pathLength = length;
    target[length++] = byte;
  }
  if (pathLength < 0) pathLength = length;
  if (holdsMark(PROBED, target, 0, pathLength) || isProbeQuery(target, pathLength, length))
    return REQUEST_KIND.probe;
  return isPost && holdsMark(LOGINS, target, 0, pathLength) ? REQUEST_KIND.login : REQUEST_KIND.ordinary;
}
