// Access logs in the combined format, in UTC: ordinary days of a small shop, and whatever a case adds.

import { gzipSync } from 'node:zlib';
import { drawVisitor } from '../debtember/population.ts';
import { type Request, visit } from '../debtember/visits.ts';
import type { Desk } from './case.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 15/Jun/2026:05:02:10 +0000 */
function logTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}

/** A request with the usual fields filled in. */
export function request(
  at: number,
  client: string,
  agent: string,
  fields: Partial<Request> & { target: string },
): Request {
  return {
    at: Math.floor(at),
    tookMs: 60,
    client,
    method: 'GET',
    status: 200,
    bytes: 5_120,
    referrer: '-',
    agent,
    ...fields,
  };
}

/** Visits of people over a stretch of the case, so many an hour; their addresses count as innocent. */
export function ordinaryVisits(desk: Desk, fromSec: number, toSec: number, perHour: number): Request[] {
  const { random } = desk;
  const requests: Request[] = [];
  for (let at = fromSec + random.wait(3600 / perHour); at < toSec - 300; at += random.wait(3600 / perHour)) {
    const visitor = drawVisitor(random, desk.space);
    desk.truth.innocent.push(visitor.address);
    requests.push(...visit(random, visitor, desk.startMs + Math.floor(at * 1000)));
  }
  return requests;
}

/** Keeps the log, lines in the order in which requests ended; nothing after `untilSec`. */
export function keepLog(
  desk: Desk,
  requests: readonly Request[],
  untilSec: number,
  name = 'access.log.gz',
): void {
  const until = desk.startMs + untilSec * 1000;
  const text = requests
    .filter(({ at }) => at < until)
    .map((each, index) => ({ each, index, end: each.at + each.tookMs }))
    .sort((a, b) => a.end - b.end || a.index - b.index)
    .map(({ each }) => {
      const first = each.raw ?? `${each.method} ${each.target} HTTP/1.1`;
      const size = each.bytes === 0 ? '-' : String(each.bytes);
      return `${each.client} - - [${logTime(each.at)}] "${first}" ${each.status} ${size} "${each.referrer}" "${each.agent}"\n`;
    })
    .join('');
  desk.files.set(name, name.endsWith('.gz') ? gzipSync(text, { level: 9 }) : Buffer.from(text));
}
