// Access logs of Apache and nginx: Common, Combined and vhost_combined as one format. Apache mod_log_config, nginx ngx_http_log_module.

import type { RequestBatch } from '../../model/batch.ts';
import { type LoggedFields, loggedFields } from '../../model/log-format.ts';
import { scanMonth, scanTwoDigits, scanUint, utcSeconds } from '../fields.ts';
import type { Decoder, DecoderContext, EvidenceFormat } from '../format.ts';
import { notText } from '../lines.ts';
import { readQuoted, readRequest, readStatusAndSize, wordEnd } from './web-combined-fields.ts';
import { FurtherFields } from './web-combined-further.ts';
import {
  firstRequests,
  LINE,
  markAddress,
  type Outcome,
  portStart,
  RequestDecoder,
  type RequestDialect,
  scanClient,
  syslogTagEnd,
  writeClient,
} from './web-lines.ts';

// A line with every part that is understood; what follows the user agent is passed over:
//   www.example.org:443 192.0.2.7 - alice [10/Oct/2025:13:55:36 -0700] "GET /a?b HTTP/1.1" 200 2326 "https://example.org/" "Mozilla/5.0"
const SPACE = 0x20;
const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;

/** Length of "10/Oct/2025:13:55:36 -0700". */
const TIME_LENGTH = 26;

export const webCombined: EvidenceFormat = {
  id: 'web-combined',
  title: 'Web server access log (Common, Combined, vhost_combined)',
  spec: 'https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#examples',
  kind: 'requests',
  sniff,
  createDecoder: ({ diagnostics, logFormat }: DecoderContext): Decoder =>
    new RequestDecoder(diagnostics, new CombinedDialect(loggedFields(logFormat))),
};

function sniff(head: Uint8Array): string | undefined {
  const reason = notText(head) ?? otherLog(head);
  if (reason !== undefined) return reason;
  const { batch, misfits } = firstRequests(head, new CombinedDialect(undefined));
  if (batch.rows === 0)
    return 'no line like: 192.0.2.7 - - [10/Oct/2025:13:55:36 -0700] "GET / HTTP/1.1" 200 2326';
  if (batch.rows < misfits)
    return `only ${batch.rows} of the first ${batch.rows + misfits} lines are access log lines`;
  return undefined;
}

// Neighbours that are told apart by their first byte.
function otherLog(head: Uint8Array): string | undefined {
  let at = 0;
  while (at < head.length && head[at] <= SPACE) at++;
  if (head[at] === 0x7b) return 'JSON lines';
  if (
    head[at] === 0x23 &&
    /^#(Software|Version|Date|Fields):/.test(Buffer.from(head.subarray(at, at + 12)).toString('latin1'))
  ) {
    return 'W3C extended log (IIS, CloudFront)';
  }
  return undefined;
}

class CombinedDialect implements RequestDialect {
  #timeSec = 0;
  #utcOffsetMin = 0;
  /** The text of a time read before, and what it meant: floods log hundreds of lines a second. */
  readonly #knownTime: Uint8Array = new Uint8Array(Buffer.from('01/Jan/1970:00:00:00 +0000', 'latin1'));
  #knownSec = 0;
  #knownOffsetMin = 0;
  /** True when the last line that left no doubt had the virtual host in front of the client. */
  #hostFirst = false;
  readonly #scratch: Uint32Array = new Uint32Array(4);
  readonly #further: FurtherFields | undefined;

  constructor(further: LoggedFields | undefined) {
    this.#further = further === undefined ? undefined : new FurtherFields(further);
  }

  readLine(b: Buffer, start: number, end: number, batch: RequestBatch, shift: number): Outcome {
    // The user may hold spaces and brackets, but a quote in it is always escaped: the time is what stands before `] "`.
    let bracket = start;
    let request = -1;
    let sawTime = false;
    for (; bracket < end; bracket++) {
      if (b[bracket] !== BRACKET) continue;
      request = this.#readTime(b, bracket + 1, end);
      if (request > 0) break;
      if (request === -LINE.noTime) sawTime = true;
    }
    if (bracket === end) return sawTime ? LINE.noTime : LINE.unparsable;
    const row = batch.rows;
    batch.shape[row] = 0;
    if (!this.#readClient(b, start, bracket, batch, shift)) return LINE.unparsable;
    const requestEnd = readRequest(b, request, end, batch, shift);
    if (requestEnd < 0) return LINE.unparsable;
    const sizeEnd = readStatusAndSize(b, requestEnd + 1, end, batch);
    if (sizeEnd < 0) return LINE.unparsable;
    const refererEnd = readQuoted(b, sizeEnd, end, batch.refererStart, batch.refererEnd, row, shift);
    const agentEnd = readQuoted(b, refererEnd, end, batch.userAgentStart, batch.userAgentEnd, row, shift);
    batch.timeSec[row] = this.#timeSec;
    batch.timeNsec[row] = 0;
    batch.utcOffsetMin[row] = this.#utcOffsetMin;
    return this.#further === undefined ? LINE.row : this.#further.read(b, agentEnd, end, batch);
  }

  /** Reads `10/Oct/2025:13:55:36 -0700] "` at `at`; returns the place behind it, or minus one of LINE. */
  #readTime(b: Uint8Array, at: number, end: number): number {
    const known = this.#knownTime;
    let same = 0;
    while (same < TIME_LENGTH && b[at + same] === known[same]) same++;
    const dayLength = b[at + 2] === SLASH ? 2 : 1;
    const close = at + dayLength + TIME_LENGTH - 2;
    if (close + 2 >= end || b[close] !== BRACKET_END || b[close + 1] !== SPACE || b[close + 2] !== QUOTE) {
      return -LINE.unparsable;
    }
    if (same === TIME_LENGTH) {
      this.#timeSec = this.#knownSec;
      this.#utcOffsetMin = this.#knownOffsetMin;
      return close + 3;
    }
    const d = at + dayLength;
    if (b[d] !== SLASH || b[d + 4] !== SLASH || b[d + 9] !== COLON) return -LINE.unparsable;
    if (b[d + 12] !== COLON || b[d + 15] !== COLON || b[d + 18] !== SPACE) return -LINE.unparsable;
    const localSec = utcSeconds(
      scanUint(b, d + 5, d + 9),
      scanMonth(b, d + 1),
      scanUint(b, at, d),
      scanTwoDigits(b, d + 10),
      scanTwoDigits(b, d + 13),
      scanTwoDigits(b, d + 16),
    );
    const sign = b[d + 19] === PLUS ? 1 : b[d + 19] === HYPHEN ? -1 : 0;
    const hours = scanTwoDigits(b, d + 20);
    const minutes = scanTwoDigits(b, d + 22);
    if (localSec < 0 || sign === 0 || hours < 0 || hours > 15 || minutes < 0 || minutes > 59)
      return -LINE.noTime;
    this.#utcOffsetMin = sign * (60 * hours + minutes);
    this.#timeSec = localSec - 60 * this.#utcOffsetMin;
    if (dayLength === 2) {
      for (let i = 0; i < TIME_LENGTH; i++) known[i] = b[at + i];
      this.#knownSec = this.#timeSec;
      this.#knownOffsetMin = this.#utcOffsetMin;
    }
    return close + 3;
  }

  /** Reads `[host[:port] ]client ident user ` in b[start..bracket). */
  #readClient(b: Uint8Array, start: number, bracket: number, batch: RequestBatch, shift: number): boolean {
    const row = batch.rows;
    const first = wordEnd(b, start, bracket);
    const firstIsAddress = scanClient(b, start, first, batch.client, 4 * row);
    const tagEnd = firstIsAddress ? -1 : syslogTagEnd(b, start, bracket);
    if (tagEnd > 0) return this.#readClient(b, tagEnd, bracket, batch, shift);
    const second = wordEnd(b, first + 1, bracket);
    // Three words at least, the last one ending in a space.
    if (first === start || second <= first + 1 || second + 2 >= bracket || b[bracket - 1] !== SPACE)
      return false;
    // `198.51.100.1, 192.0.2.7 - - [`: X-Forwarded-For stands where the client should. Whoever asked may have written it.
    if (b[first - 1] === COMMA) return false;
    batch.hostStart[row] = 0;
    batch.hostEnd[row] = 0;
    if (firstIsAddress && second === first + 2 && b[first + 1] === HYPHEN) {
      this.#hostFirst = false;
      markAddress(batch);
      return true;
    }
    const four = wordEnd(b, second + 1, bracket) + 2 < bracket;
    const secondIsAddress = four && scanClient(b, first + 1, second, this.#scratch, 0);
    // Two addresses: a Host header may be one. Lines around it tell which is the client.
    const hostFirst = secondIsAddress
      ? !firstIsAddress || this.#hostFirst
      : four && !firstIsAddress && portStart(b, start, first) < first;
    if (firstIsAddress !== secondIsAddress) this.#hostFirst = hostFirst;
    if (hostFirst) {
      const hostEnd = portStart(b, start, first);
      if (hostEnd - start !== 1 || b[start] !== HYPHEN) {
        batch.hostStart[row] = start + shift;
        batch.hostEnd[row] = hostEnd + shift;
      }
      return writeClient(b, first + 1, second, batch, shift);
    }
    return writeClient(b, start, first, batch, shift);
  }
}
