// provider/abuseipdb.csv: what AbuseIPDB's policy lets be uploaded in bulk, and a count of everything it does not.

import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import { EXERCISE_LINE } from '../text/wording.ts';
import { type WrittenFile, writeWholeFile } from '../writer.ts';
import { addOne, type NamedSources } from './gather.ts';
import { factsOfVectors, targetsOfVectors } from './target.ts';

const HEADER = 'IP,Categories,ReportDate,Comment';
/** With the header. */
const MOST_LINES = 10_000;
/** The service refuses 2 MB; a little below. */
const MOST_BYTES = 1_990_000;
const MOST_COMMENT_BYTES = 1024;
const MOST_AGE_MS = 60 * 86_400_000;
/** Category 4 is "DDoS attack". */
const CATEGORIES = '4';
const EOL = '\r\n';

/** Why a proven source may not be uploaded; '' when it may. */
function refusal(source: SourceFacts, nowMs: number): string {
  const handshake = source.bases.includes('handshake') && source.handshakes > 0;
  const logged = source.bases.includes('request_logged') && source.requests > 0;
  if (!handshake && !logged) return 'proven by a socket table only, neither handshake nor logged request';
  const last = Date.parse(source.lastUtc);
  if (Number.isNaN(last)) return 'time not known';
  if (nowMs - last > MOST_AGE_MS) return 'older than 60 days at the time of the report';
  return last > nowMs ? 'later than the time of the report' : '';
}

/** Plain ASCII without quotes and backslashes, so that both dialects of CSV read the same; at most 1,024 bytes. */
function commentOf(facts: IncidentFacts, source: SourceFacts): string {
  const vectors = factsOfVectors(facts, [source]);
  const titles = [...new Set(vectors.map((vector) => vector.title))].join(', ');
  const amount =
    source.requests > 0
      ? `${source.requests} HTTP request${source.requests === 1 ? '' : 's'}`
      : `${source.handshakes} completed TCP connection${source.handshakes === 1 ? '' : 's'}`;
  const ports = [...new Set(targetsOfVectors(facts, vectors).map((target) => target.port))].filter(
    (port) => port > 0,
  );
  const to = ports.length === 0 ? '' : ` to TCP port ${ports.join(' ')}`;
  const exercise = facts.case.exercise ? `${EXERCISE_LINE}. ` : '';
  return `${exercise}${titles || 'Flood'}: ${amount}${to}${source.requests > 0 ? ' over completed TCP connections' : ''}, ${source.firstUtc} to ${source.lastUtc}. Reported after the incident from server records.`
    .replace(/[^\x20-\x7e]|["\\]/g, '')
    .slice(0, MOST_COMMENT_BYTES);
}

/** Writes the upload and the account of what is not in it. */
export async function writeAbuseIpDb(
  facts: IncidentFacts,
  named: NamedSources,
  directory: string,
): Promise<WrittenFile[]> {
  const refused = new Map<string, number>();
  const nowMs = Date.parse(facts.generatedUtc);
  const lines = [HEADER];
  let size = HEADER.length + EOL.length;
  for (const source of named.proven) {
    const reason = refusal(source, nowMs);
    if (reason !== '') {
      addOne(refused, reason);
      continue;
    }
    const date = source.lastUtc.replace(/(\.\d+)?Z$/, '+00:00');
    const line = `${source.address},"${CATEGORIES}",${date},"${commentOf(facts, source)}"`;
    if (lines.length >= MOST_LINES || size + line.length + EOL.length > MOST_BYTES)
      addOne(refused, 'beyond 10,000 lines or 2 MB, the limits of one upload');
    else {
      lines.push(line);
      size += line.length + EOL.length;
    }
  }
  for (const [reason, count] of named.leftOut) refused.set(reason, count);
  const { likely, reflector, unproven, refuted, claimed } = facts.sourcesByVerdict;
  for (const [reason, count] of [
    ['likely: no completed connection', likely],
    ['reflector: it answered, and is not the sender', reflector],
    ['unproven: may be forged (SYN, UDP and ICMP floods are not reportable)', unproven],
    ['refuted: forged', refuted],
    ['claimed in a header only', claimed],
  ] as const)
    if (count > 0) refused.set(reason, count);
  const account = [
    ...(facts.case.exercise ? [`${EXERCISE_LINE}. Do not upload.`] : []),
    'AbuseIPDB: proven by handshake or logged request, not older than 60 days. Nothing is uploaded by this program.',
    `In abuseipdb.csv: ${lines.length - 1}`,
    'Not in it, by reason:',
    ...[...refused]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .map(([reason, count]) => `${String(count).padStart(10)}  ${reason}`),
    ...(refused.size === 0 ? ['         0'] : []),
  ];
  return [
    await writeWholeFile(
      directory,
      'provider/abuseipdb.csv',
      'bulk report for AbuseIPDB, within its policy',
      lines.map((line) => line + EOL).join(''),
    ),
    await writeWholeFile(
      directory,
      'provider/abuseipdb-refused.txt',
      'what AbuseIPDB does not take, by reason',
      `${account.join('\n')}\n`,
    ),
  ];
}
