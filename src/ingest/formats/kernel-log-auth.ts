// Refused and accepted logins in system logs: OpenSSH auth.c and auth2.c, Linux-PAM pam_unix, vsftpd, ProFTPD, Pure-FTPd.

import { scanUint, WordTable } from '../fields.ts';
import { eventIndex, type LogEvent } from './kernel-log-event.ts';
import { digitsEnd, find, findLast, needle, startsWith, wordEnd } from './log-text.ts';

const AUTH_FAILED = eventIndex('auth_failed');
const AUTH_FAILED_PAM = eventIndex('auth_failed_pam');
const AUTH_INVALID_USER = eventIndex('auth_invalid_user');
const AUTH_ACCEPTED = eventIndex('auth_accepted');
const PROTOCOL_TCP = 6;

const SPACE = 0x20;
const QUOTE = 0x22;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;

const PROGRAM = { sshd: 1, vsftpd: 2, proftpd: 3, pureFtpd: 4 } as const;
const PROGRAMS = new WordTable({
  sshd: PROGRAM.sshd,
  'sshd-session': PROGRAM.sshd,
  vsftpd: PROGRAM.vsftpd,
  proftpd: PROGRAM.proftpd,
  'pure-ftpd': PROGRAM.pureFtpd,
});

/**
 * Reads what a program other than the kernel says in b[at..end) into `event`; false when it tells no login. The program stands in
 * event.program. User names are the stranger's: they may hold whatever a log line holds, so that messages are known by their fronts and
 * addresses are taken from where no user name can reach.
 */
export function readAuthMessage(b: Uint8Array, at: number, end: number, event: LogEvent): boolean {
  if (readPam(b, at, end, event)) return true;
  switch (PROGRAMS.find(b, event.program.start, event.program.end)) {
    case PROGRAM.sshd:
      return readSshd(b, at, end, event);
    case PROGRAM.vsftpd:
      return readVsftpd(b, at, end, event);
    case PROGRAM.proftpd:
      return readProftpd(b, at, end, event);
    case PROGRAM.pureFtpd:
      return readPureFtpd(b, at, end, event);
    default:
      return false;
  }
}

const FAILED_PASSWORD = needle('Failed password for ');
const FAILED_INTERACTIVE = needle('Failed keyboard-interactive/pam for ');
const INVALID_USER = needle('Invalid user ');
const INVALID_USER_PART = needle('invalid user ');
const ACCEPTED = needle('Accepted ');
const FOR = needle(' for ');
const FROM = needle(' from ');
const PORT = needle(' port ');

// Failed password for invalid user admin from 203.0.113.5 port 50123 ssh2
// Invalid user admin from 203.0.113.5 port 50123
// Accepted publickey for alice from 192.0.2.9 port 54259 ssh2: RSA SHA256:...
function readSshd(b: Uint8Array, at: number, end: number, event: LogEvent): boolean {
  let kind = 0;
  let user = at;
  if (startsWith(b, at, end, FAILED_PASSWORD)) {
    kind = AUTH_FAILED;
    user = at + FAILED_PASSWORD.length;
  } else if (startsWith(b, at, end, FAILED_INTERACTIVE)) {
    kind = AUTH_FAILED;
    user = at + FAILED_INTERACTIVE.length;
  } else if (startsWith(b, at, end, INVALID_USER)) {
    kind = AUTH_INVALID_USER;
    user = at + INVALID_USER.length;
  } else if (startsWith(b, at, end, ACCEPTED)) {
    kind = AUTH_ACCEPTED;
    user = find(b, at, end, FOR) + FOR.length;
    if (user < FOR.length) return false;
  } else return false;
  if (kind === AUTH_FAILED && startsWith(b, user, end, INVALID_USER_PART)) user += INVALID_USER_PART.length;
  // A name that was let in exists and holds no blank; what is behind it (a certificate's name) may be anything. A refused one may be
  // anything, and nothing follows the address but the port. "Invalid user  from" has an empty name: its blank is that of " from ".
  const from =
    kind === AUTH_ACCEPTED ? find(b, user, end, FROM) : findLast(b, Math.max(at, user - 1), end, FROM);
  if (from < 0) return false;
  const address = from + FROM.length;
  const addressEnd = wordEnd(b, address, end);
  if (!event.setSource(b, address, addressEnd)) return false;
  if (startsWith(b, addressEnd, end, PORT)) {
    const portAt = addressEnd + PORT.length;
    const port = scanUint(b, portAt, digitsEnd(b, portAt, end));
    if (port >= 0 && port <= 65535) event.sourcePort = port;
  }
  finish(event, kind, user, from);
  return true;
}

function finish(event: LogEvent, kind: number, userStart: number, userEnd: number): void {
  event.kind = kind;
  event.protocol = PROTOCOL_TCP;
  event.subject.start = userStart;
  event.subject.end = Math.max(userStart, userEnd);
}

const PAM_MODULE = needle('pam_');
const PAM = needle('PAM ');
const FAILURE = needle('authentication failure; ');
const MORE_FAILURES = needle(' more authentication failure');
const REMOTE_HOST = needle(' rhost=');
const USER = needle('user=');

// pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.5  user=root
// PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.5  user=root
function readPam(b: Uint8Array, at: number, end: number, event: LogEvent): boolean {
  let count = 1;
  if (startsWith(b, at, end, PAM)) {
    const digits = digitsEnd(b, at + PAM.length, end);
    if (!startsWith(b, digits, end, MORE_FAILURES)) return false;
    count = scanUint(b, at + PAM.length, digits);
    if (count < 1 || count > 0xffff) return false;
  } else if (!startsWith(b, at, end, PAM_MODULE) || find(b, at, end, FAILURE) < 0) return false;
  const host = find(b, at, end, REMOTE_HOST);
  // su and sudo have none: nobody came from outside.
  if (host < 0) return false;
  const address = host + REMOTE_HOST.length;
  const addressEnd = wordEnd(b, address, end);
  if (!event.setSource(b, address, addressEnd)) return false;
  event.count *= count;
  const user = find(b, addressEnd, end, USER);
  finish(event, AUTH_FAILED_PAM, user < 0 ? address : user + USER.length, user < 0 ? address : end);
  return true;
}

const FAIL_LOGIN = needle('] FAIL LOGIN: Client "');

// [admin] FAIL LOGIN: Client "::ffff:203.0.113.5", in vsftpd.log behind "[pid 2] "
/** Reads a line of vsftpd in b[at..end) into `event`; false when it tells no refused login. */
export function readVsftpd(b: Uint8Array, at: number, end: number, event: LogEvent): boolean {
  const place = findLast(b, at, end, FAIL_LOGIN);
  if (place < 0 || b[at] !== BRACKET || b[end - 1] !== QUOTE) return false;
  if (!event.setSource(b, place + FAIL_LOGIN.length, end - 1)) return false;
  let user = place;
  while (user > at && b[user - 1] !== BRACKET) user--;
  finish(event, AUTH_FAILED, user, place);
  return true;
}

const CLIENT_END = needle('])');
const LOGIN_FAILED = needle(' (Login failed)');
const NO_SUCH_USER = needle(': no such user found from ');
const FTP_USER = needle('USER ');

// ftp1.example.org (203.0.113.5[203.0.113.5]) - USER admin (Login failed): Incorrect password.
// ftp1.example.org (203.0.113.5[203.0.113.5]) - USER admin: no such user found from 203.0.113.5 [203.0.113.5] to 192.0.2.1:21
function readProftpd(b: Uint8Array, at: number, end: number, event: LogEvent): boolean {
  const close = find(b, at, end, CLIENT_END);
  if (close < 0) return false;
  let open = close;
  while (open > at && b[open - 1] !== BRACKET) open--;
  const user = find(b, close, end, FTP_USER);
  if (user < 0 || open === at) return false;
  let stop = findLast(b, user, end, LOGIN_FAILED);
  if (stop < 0) stop = findLast(b, user, end, NO_SUCH_USER);
  if (stop < 0 || !event.setSource(b, open, close)) return false;
  finish(event, AUTH_FAILED, user + FTP_USER.length, stop);
  return true;
}

const PURE_CLIENT = needle('(?@');
const PURE_FAILED = needle(') [WARNING] Authentication failed for user [');

// (?@203.0.113.5) [WARNING] Authentication failed for user [admin]
function readPureFtpd(b: Uint8Array, at: number, end: number, event: LogEvent): boolean {
  if (!startsWith(b, at, end, PURE_CLIENT)) return false;
  const close = find(b, at, end, PURE_FAILED);
  if (close < 0 || !event.setSource(b, at + PURE_CLIENT.length, close)) return false;
  const user = close + PURE_FAILED.length;
  finish(event, AUTH_FAILED, user, b[end - 1] === BRACKET_END ? end - 1 : end);
  return true;
}

const REPEATED = needle('message repeated ');
const TIMES = needle(' times: [');

// message repeated 5 times: [ Failed password for root from 203.0.113.5 port 50123 ssh2]
/** Unwraps a message that rsyslog held back: sets event.count and moves `span` to the message inside. */
export function unwrapRepeated(b: Uint8Array, span: { start: number; end: number }, event: LogEvent): void {
  const { start, end } = span;
  if (!startsWith(b, start, end, REPEATED) || b[end - 1] !== BRACKET_END) return;
  const digits = digitsEnd(b, start + REPEATED.length, end);
  const count = scanUint(b, start + REPEATED.length, digits);
  if (count < 1 || count > 0xffff || !startsWith(b, digits, end, TIMES)) return;
  event.count = count;
  span.start = digits + TIMES.length;
  while (b[span.start] === SPACE) span.start++;
  span.end = Math.max(span.start, end - 1);
}
