// What system logs say: kernel events as rows of the timeline and as corroboration, and password guessing told apart from floods.

import { addressText } from '../model/address.ts';
import { EVENT_DETAIL, EVENT_KINDS, TIME_BASIS } from '../model/batch.ts';
import type { Criterion } from '../model/facts.ts';
import { grouped } from '../model/numbers.ts';
import { formatMicroseconds } from '../model/time.ts';
import { BUCKET_SEC } from '../model/traffic.ts';
import { reaches } from './finding.ts';

type Query = <Row extends Record<string, number | bigint | string | boolean | null>>(
  sql: string,
) => Promise<Row[]>;

type EventKind = (typeof EVENT_KINDS)[number];

const kindIndex = (kind: EventKind): number => EVENT_KINDS.indexOf(kind);

const KERNEL_KINDS: readonly EventKind[] = [
  'syn_flooding',
  'conntrack_full',
  'tcp_memory',
  'neighbour_full',
  'oom_kill',
];
const NO_DATE = TIME_BASIS.indexOf('no date');

/** A kernel event: one kind, host, port and minute. */
export interface KernelEvent {
  kind: EventKind;
  /** Host name as the log bears it; '' in dmesg. */
  host: string;
  /** Flooded port; 0 when the event has none. */
  port: number;
  /** Flooded address; '' when the line names none. */
  address: string;
  /** Microseconds since 1970 UTC of the first and last line; undefined when the log has no date (dmesg without -T). */
  firstUs: number | undefined;
  lastUs: number | undefined;
  /** How often it was logged in that minute; the kernel holds repeated lines back, so that it happened at least so often. */
  times: number;
  /** Index into TIME_BASIS. */
  basis: number;
  evidence: number;
  /** Line number of the first. */
  line: number;
  /** Plain sentence. */
  message: string;
}

/** Kernel events in order of time, undated ones last; the same lines in two files (syslog and kern.log) count once. */
export async function kernelEvents(query: Query): Promise<KernelEvent[]> {
  const kinds = KERNEL_KINDS.map(kindIndex).join(', ');
  const rows = await query<{
    kind: number;
    host: string;
    subject: string;
    port: number;
    addresses: number;
    hi: bigint;
    lo: bigint;
    detail: number;
    basis: number;
    times: bigint;
    first_us: number;
    last_us: number;
    evidence: number;
    line: number;
  }>(`
    WITH one AS (
      SELECT e.evidence, e.kind, e.minute, coalesce(h.text, '') AS host, coalesce(s.text, '') AS subject, e.port, e.addresses, e.dst_hi AS hi, e.dst_lo AS lo, e.detail, e.basis,
        sum(e.events) AS times, min(e.first_us) AS first_us, max(e.last_us) AS last_us, min(e.first_record) AS line
      FROM events e LEFT JOIN texts h ON h.evidence = e.evidence AND h.id = e.host_id LEFT JOIN texts s ON s.evidence = e.evidence AND s.id = e.subject_id
      WHERE e.kind IN (${kinds}) GROUP BY ALL)
    SELECT kind, host, subject, port, addresses, hi, lo, detail, basis, max(times)::BIGINT AS times, min(first_us) AS first_us, max(last_us) AS last_us, min(evidence) AS evidence, arg_min(line, evidence) AS line
    FROM one GROUP BY kind, minute, host, subject, port, addresses, hi, lo, detail, basis
    ORDER BY basis = ${NO_DATE}, first_us, kind, host, port, subject, hi, lo, detail, evidence`);
  return rows.map((row) => {
    const dated = row.basis !== NO_DATE;
    const event: KernelEvent = {
      kind: EVENT_KINDS[row.kind],
      host: row.host,
      port: row.port,
      address: (row.addresses & 2) !== 0 ? addressText(row.hi, row.lo) : '',
      firstUs: dated ? row.first_us : undefined,
      lastUs: dated ? row.last_us : undefined,
      times: Number(row.times),
      basis: row.basis,
      evidence: row.evidence,
      line: row.line,
      message: '',
    };
    event.message = kernelMessage(event, row.detail, row.subject);
    return event;
  });
}

function kernelMessage(event: KernelEvent, detail: number, subject: string): string {
  const on = event.host === '' ? '' : ` on ${event.host}`;
  const times = event.times === 1 ? '' : ` (logged ${grouped(event.times)} times in this minute)`;
  return `Kernel${on}: ${kernelWords(event, detail, subject)}${times}`;
}

function kernelWords(event: KernelEvent, detail: number, subject: string): string {
  const place = event.address === '' ? `port ${event.port}` : `${event.address} port ${event.port}`;
  switch (event.kind) {
    case 'syn_flooding': {
      const does =
        detail === EVENT_DETAIL.cookies
          ? '; it sends SYN cookies'
          : detail === EVENT_DETAIL.dropping
            ? '; it drops requests'
            : '';
      return `possible SYN flooding, queue of half-open connections full on ${place}${does}`;
    }
    case 'conntrack_full':
      return 'connection tracking table full, packets of new connections dropped';
    case 'tcp_memory':
      return detail === EVENT_DETAIL.orphans ? 'too many orphaned TCP sockets' : 'TCP out of memory';
    case 'neighbour_full':
      return 'neighbour table full';
    default:
      return `process ${subject} killed for want of memory`;
  }
}

/** What the kernel's own words add to a SYN flood found otherwise. */
export interface KernelCorroboration {
  times: number;
  firstUs: number;
  lastUs: number;
  evidence: number[];
  text: string;
}

/**
 * The SYN flooding lines on the port (and address, where a line names one) from a minute before `startUs` to a minute after `endUs`;
 * undefined when there is none, which proves nothing: newer kernels say it once for each listening socket.
 */
export function corroborateSynFlood(
  events: readonly KernelEvent[],
  target: { address: string; port: number },
  startUs: number,
  endUs: number,
): KernelCorroboration | undefined {
  const slackUs = BUCKET_SEC * 1e6;
  const near = events.filter(
    (event) =>
      event.kind === 'syn_flooding' &&
      event.port === target.port &&
      (event.address === '' || event.address === target.address) &&
      event.firstUs !== undefined &&
      event.lastUs !== undefined &&
      event.firstUs <= endUs + slackUs &&
      event.lastUs >= startUs - slackUs,
  );
  if (near.length === 0) return undefined;
  const firstUs = Math.min(...near.map((event) => event.firstUs as number));
  const lastUs = Math.max(...near.map((event) => event.lastUs as number));
  const times = near.reduce((sum, event) => sum + event.times, 0);
  return {
    times,
    firstUs,
    lastUs,
    evidence: [...new Set(near.map((event) => event.evidence))].sort((a, b) => a - b),
    text: `The kernel of the attacked host logged possible SYN flooding on port ${target.port} at ${formatMicroseconds(firstUs)}${times === 1 ? '' : ` and ${grouped(times - 1)} more times until ${formatMicroseconds(lastUs)}`}.`,
  };
}

/** Thresholds of password guessing; names as in the table of thresholds. */
export interface GuessingThresholds {
  /** Failures of one source in 10 minutes. */
  'password_guessing.failures_per_10_min': number;
  /** Failures of one source in all. */
  'password_guessing.failures': number;
}

/** Defaults. */
export const GUESSING_THRESHOLDS: GuessingThresholds = {
  'password_guessing.failures_per_10_min': 20,
  'password_guessing.failures': 50,
};

/**
 * Guessing that is spread: failures of a source that was never let in, sources that begin within half an hour of it, and how many of them try one of
 * its user names. People who mistype try their own.
 */
const SPREAD_FAILURES = 3;
const SPREAD_SOURCES = 50;
const SPREAD_MIN = 30;
const SPREAD_NAMED = 5;

/** One source that guesses passwords. It is no denial of service: what it wants is to come in. */
export interface PasswordGuessing {
  kind: 'password_guessing';
  hi: bigint;
  lo: bigint;
  address: string;
  firstUs: number;
  lastUs: number;
  /** Refused attempts. */
  failures: number;
  /** Most in any 10 minutes next to each other. */
  peakPer10Min: number;
  /** Distinct user names tried. */
  users: number;
  /** Programs that refused it: "sshd", "vsftpd". */
  programs: string[];
  /** Logins of this address that were accepted after its first failure. */
  acceptedAfter: number;
  evidence: number[];
  /** Evidence and line of the first failure. */
  firstEvidence: number;
  firstLine: number;
  criteria: Criterion[];
  /** Plain sentence: why this label. */
  reason: string;
}

/** Sources that guess passwords, the busiest first. */
export async function passwordGuessing(
  query: Query,
  thresholds: GuessingThresholds = GUESSING_THRESHOLDS,
): Promise<PasswordGuessing[]> {
  const failed = kindIndex('auth_failed');
  const pam = kindIndex('auth_failed_pam');
  const invalid = kindIndex('auth_invalid_user');
  const accepted = kindIndex('auth_accepted');
  const least10 = thresholds['password_guessing.failures_per_10_min'];
  const least = thresholds['password_guessing.failures'];
  // One attempt leaves up to three lines (invalid user, PAM, failed password): the fullest of the three kinds is taken for each minute. The
  // same log given twice counts once.
  const rows = await query<{
    hi: bigint;
    lo: bigint;
    failures: bigint;
    peak: bigint;
    first_us: number;
    last_us: number;
    users: bigint;
    programs: string;
    accepted_after: bigint;
    evidence: string;
    first_ref: bigint;
  }>(`
    WITH dated AS (SELECT * FROM events WHERE kind IN (${failed}, ${pam}, ${invalid}, ${accepted}) AND addresses & 1 > 0 AND basis <> ${NO_DATE}),
    tries AS (SELECT * FROM dated WHERE kind <> ${accepted}),
    one AS (SELECT src_hi AS hi, src_lo AS lo, t.minute, t.evidence, coalesce(h.text, '') AS host,
        greatest(coalesce(sum(t.events) FILTER (t.kind = ${failed}), 0), coalesce(sum(t.events) FILTER (t.kind = ${pam}), 0), coalesce(sum(t.events) FILTER (t.kind = ${invalid}), 0)) AS n
      FROM tries t LEFT JOIN texts h ON h.evidence = t.evidence AND h.id = t.host_id GROUP BY ALL),
    copies AS (SELECT hi, lo, minute, host, max(n) AS n FROM one GROUP BY ALL),
    minutes AS (SELECT hi, lo, minute::BIGINT AS minute, sum(n) AS n FROM copies GROUP BY ALL),
    windows AS (SELECT hi, lo, n, sum(n) OVER (PARTITION BY hi, lo ORDER BY minute RANGE BETWEEN 9 PRECEDING AND CURRENT ROW) AS ten FROM minutes),
    names AS (SELECT DISTINCT t.src_hi AS hi, t.src_lo AS lo, u.text FROM tries t JOIN texts u ON u.evidence = t.evidence AND u.id = t.subject_id WHERE u.text <> ''),
    common AS (SELECT hi, lo FROM names SEMI JOIN (SELECT text FROM names GROUP BY text HAVING count(*) >= ${SPREAD_NAMED}) USING (text)),
    few AS (SELECT hi, lo, min(minute) AS began FROM minutes SEMI JOIN common USING (hi, lo) WHERE (hi, lo) NOT IN (SELECT (src_hi, src_lo) FROM dated WHERE kind = ${accepted}) GROUP BY ALL HAVING sum(n) >= ${SPREAD_FAILURES}),
    spread AS (SELECT hi, lo FROM few QUALIFY count(*) OVER (ORDER BY began RANGE BETWEEN ${SPREAD_MIN} PRECEDING AND ${SPREAD_MIN} FOLLOWING) >= ${SPREAD_SOURCES}),
    guilty AS (SELECT hi, lo, sum(n)::BIGINT AS failures, max(ten)::BIGINT AS peak FROM windows GROUP BY ALL HAVING peak >= ${least10} OR failures >= ${least} OR (hi, lo) IN (SELECT (hi, lo) FROM spread)),
    about AS (SELECT t.src_hi AS hi, t.src_lo AS lo, min(t.first_us) AS first_us, max(t.last_us) AS last_us,
        count(DISTINCT u.text) FILTER (u.text <> '') AS users,
        string_agg(DISTINCT p.text, ' ' ORDER BY p.text) FILTER (p.text <> '') AS programs,
        string_agg(DISTINCT t.evidence::VARCHAR, ' ') AS evidence, min(t.evidence::BIGINT * 4294967296 + t.first_record) AS first_ref
      FROM tries t LEFT JOIN texts u ON u.evidence = t.evidence AND u.id = t.subject_id LEFT JOIN texts p ON p.evidence = t.evidence AND p.id = t.program_id
      WHERE (t.src_hi, t.src_lo) IN (SELECT (hi, lo) FROM guilty) GROUP BY ALL),
    let_in AS (SELECT a.hi, a.lo, sum(d.events) AS n FROM about a JOIN dated d ON d.src_hi = a.hi AND d.src_lo = a.lo WHERE d.kind = ${accepted} AND d.last_us > a.first_us GROUP BY ALL)
    SELECT g.hi, g.lo, g.failures, g.peak, a.first_us, a.last_us, a.users::BIGINT AS users, coalesce(a.programs, '') AS programs, coalesce(i.n, 0)::BIGINT AS accepted_after, a.evidence, a.first_ref::BIGINT AS first_ref
    FROM guilty g JOIN about a USING (hi, lo) LEFT JOIN let_in i USING (hi, lo) ORDER BY g.failures DESC, g.hi, g.lo`);
  return rows.map((row) => {
    const failures = Number(row.failures);
    const peak = Number(row.peak);
    const address = addressText(row.hi, row.lo);
    const programs = row.programs === '' ? [] : row.programs.split(' ');
    const acceptedAfter = Number(row.accepted_after);
    const guessing: PasswordGuessing = {
      kind: 'password_guessing',
      hi: row.hi,
      lo: row.lo,
      address,
      firstUs: row.first_us,
      lastUs: row.last_us,
      failures,
      peakPer10Min: peak,
      users: Number(row.users),
      programs,
      acceptedAfter,
      evidence: row.evidence
        .split(' ')
        .map(Number)
        .sort((a, b) => a - b),
      firstEvidence: Number(row.first_ref / 4294967296n),
      firstLine: Number(row.first_ref % 4294967296n),
      criteria: [
        reaches('failures in 10 minutes', peak, least10, 'failures', 'most refused logins in any 10 minutes'),
        reaches('failures', failures, least, 'failures', 'refused logins in all'),
      ],
      reason: '',
    };
    guessing.reason = guessingReason(guessing);
    return guessing;
  });
}

function guessingReason(found: PasswordGuessing): string {
  const where = found.programs.length === 0 ? '' : ` by ${found.programs.join(', ')}`;
  const names =
    found.users === 0
      ? 'no user name'
      : found.users === 1
        ? 'one user name'
        : `${grouped(found.users)} user names`;
  const inside =
    found.acceptedAfter === 0
      ? ''
      : ` ${grouped(found.acceptedAfter)} ${found.acceptedAfter === 1 ? 'login' : 'logins'} from this address ${found.acceptedAfter === 1 ? 'was' : 'were'} accepted after its first failure: a person who mistypes, or a guess that hit. Check it.`;
  return `${grouped(found.failures)} logins under ${names} were refused${where} from ${formatMicroseconds(found.firstUs)} to ${formatMicroseconds(found.lastUs)}, up to ${grouped(found.peakPer10Min)} in 10 minutes. This is password guessing, not denial of service.${inside}`;
}
