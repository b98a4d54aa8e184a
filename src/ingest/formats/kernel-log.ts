// System logs: kernel lines, logged packets and logins out of syslog files, dmesg and journalctl; every other line is counted.
// RFC 3164, RFC 5424, dmesg(1), journalctl(1).

import type { EventBatch, EvidenceBatch } from '../../model/batch.ts';
import { Diagnostics } from '../../model/diagnostic.ts';
import { createEventBatch } from '../../model/empty-batch.ts';
import { WordTable } from '../fields.ts';
import { bareContext, type Decoder, type DecoderContext, type EvidenceFormat } from '../format.ts';
import { headLines, LineFramer, notText } from '../lines.ts';
import { readAuthMessage, readVsftpd, unwrapRepeated } from './kernel-log-auth.ts';
import { LogEvent, ROW_TEXT_BYTES } from './kernel-log-event.ts';
import { readBootMessage, readKernelMessage, readLoggedPacket } from './kernel-log-messages.ts';
import { digitsEnd, needle, skipBlanks, startsWith } from './log-text.ts';
import { MAX_DATE_LINE, parseDateLine } from './sockets-time.ts';
import { readStructured, readTag } from './syslog-tag.ts';
import { FORM, LogClock } from './syslog-time.ts';

// May 17 03:02:10 web1 kernel: [12345.678901] TCP: request_sock_TCP: Possible SYN flooding on port 80. Sending cookies.  Check SNMP counters.
// <4>1 2026-05-17T03:02:10.123456Z web1 kernel - - - TCP: request_sock_TCP: ...
// [12345.678901] TCP: request_sock_TCP: ...
const SAMPLE =
  'May 17 03:02:10 web1 kernel: TCP: request_sock_TCP: Possible SYN flooding on port 80. Sending cookies.';

const SPACE = 0x20;
const TAB = 0x09;
const BRACKET_END = 0x5d;

const KERNEL = needle('kernel');
const JOURNAL_NOTE = needle('-- ');
const SNIFF_LINES = 200;

/** Their lines in syslog are access logs: formats of their own. */
const WEB_SERVERS = new WordTable({
  apache: 0,
  apache2: 0,
  caddy: 0,
  haproxy: 0,
  httpd: 0,
  nginx: 0,
  traefik: 0,
  varnishncsa: 0,
});

// What became of a line.
const ROW = 0;
const STRUCTURE = 1;
const UNPARSABLE = 2;
const NO_TIME = 3;

export const kernelLog: EvidenceFormat = {
  id: 'kernel-log',
  title: 'System log (syslog, dmesg, journalctl): kernel, firewall and login lines',
  spec: 'https://datatracker.ietf.org/doc/html/rfc5424',
  kind: 'events',
  sniff,
  createDecoder: (context: DecoderContext): Decoder => new KernelLogDecoder(context),
};

function sniff(head: Uint8Array): string | undefined {
  const reason = notText(head);
  if (reason !== undefined) return reason;
  const diagnostics = new Diagnostics();
  // A year in which every day of a log exists and lies before the file.
  const decoder = new KernelLogDecoder({ ...bareContext(diagnostics), latestSec: 4102444800 });
  const batch = createEventBatch(SNIFF_LINES + 1, (SNIFF_LINES + 1) * ROW_TEXT_BYTES);
  decoder.finish(headLines(head, SNIFF_LINES), batch);
  // A time that does not exist is damage to a line of the right shape.
  const unparsable = diagnostics.list().find((entry) => entry.code === 'line/unparsable')?.count ?? 0;
  const misfits = unparsable + decoder.foreign;
  const fits = batch.rows - decoder.foreign;
  if (fits === 0) return `no line like: ${SAMPLE}`;
  // Programs write more than one line at once, so that one in ten may be without time; more of them where events leave no doubt.
  const hasEvents = batch.event.subarray(0, batch.rows).some((kind) => kind > 0);
  if (fits < (hasEvents ? 1 : 9) * misfits)
    return `only ${fits} of the first ${fits + misfits} lines are system log lines`;
  return undefined;
}

class KernelLogDecoder implements Decoder {
  bytesDecoded = 0;
  /** Lines with a time in front but nothing behind it that tells a system log from any other, and access logs sent through syslog. */
  foreign = 0;
  readonly #diagnostics: Diagnostics;
  readonly #lines: LineFramer;
  readonly #clock: LogClock;
  readonly #event: LogEvent = new LogEvent();
  readonly #message = { start: 0, end: 0 };
  readonly #told = { sec: 0, nsec: 0 };

  constructor(context: DecoderContext) {
    this.#diagnostics = context.diagnostics;
    this.#lines = new LineFramer(context.diagnostics);
    this.#clock = new LogClock(context);
  }

  decode(input: Uint8Array, batch: EvidenceBatch): number {
    this.#lines.open(input, false);
    this.#run(input, batch);
    return this.#lines.close();
  }

  finish(rest: Uint8Array, batch: EvidenceBatch): void {
    this.#lines.open(rest, true);
    this.#run(rest, batch);
    this.#lines.close();
  }

  #run(input: Uint8Array, batch: EvidenceBatch): void {
    if (batch.kind !== 'events') throw new Error(`a log decoder was given a batch of ${batch.kind}`);
    const lines = this.#lines;
    for (;;) {
      if (batch.rows === batch.capacity || batch.textUsed + ROW_TEXT_BYTES > batch.text.length) {
        batch.full = true;
        return;
      }
      if (!lines.next()) return;
      const outcome = this.#readLine(input, lines.start, lines.end);
      if (outcome === ROW) {
        this.#writeRow(input, batch);
        if (this.#clock.yearOfRun) this.#diagnostics.tally('log/year-of-run', lines.offset, 0);
      }
      if (outcome <= STRUCTURE) this.bytesDecoded += lines.bytes;
      else
        this.#diagnostics.tally(
          outcome === NO_TIME ? 'line/no-time' : 'line/unparsable',
          lines.offset,
          lines.bytes,
        );
    }
  }

  #writeRow(input: Uint8Array, batch: EventBatch): void {
    const row = batch.rows;
    batch.offset[row] = this.#lines.offset;
    batch.line[row] = this.#lines.number;
    batch.timeSec[row] = this.#clock.sec;
    batch.timeNsec[row] = this.#clock.nsec;
    batch.timeBasis[row] = this.#clock.basis;
    this.#event.write(input, batch);
    batch.rows++;
  }

  #readLine(b: Uint8Array, start: number, end: number): number {
    // Blank lines, and second lines of a message.
    if (start === end || b[start] === SPACE || b[start] === TAB) return STRUCTURE;
    const clock = this.#clock;
    const at = clock.read(b, start, end);
    if (at < 0) return isSeparator(b, start, end) ? STRUCTURE : UNPARSABLE;
    if (!clock.exists) return NO_TIME;
    this.#event.reset();
    this.#readMessage(b, at, end);
    // What was read of a line before it turned out to be none of the events.
    if (this.#event.kind === 0) this.#event.reset();
    return ROW;
  }

  #readMessage(b: Uint8Array, at: number, end: number): void {
    const event = this.#event;
    const { form } = this.#clock;
    if (form === FORM.plain) {
      if (!readVsftpdLine(b, at, end, event)) this.foreign++;
      return;
    }
    if (form === FORM.kernel) {
      this.#readKernel(b, at, end, true);
      return;
    }
    const message = this.#message;
    message.start = form === FORM.structured ? readStructured(b, at, end, event) : readTag(b, at, end, event);
    message.end = trimmedEnd(b, message.start, end);
    unwrapRepeated(b, message, event);
    const { program } = event;
    if (program.end - program.start === KERNEL.length && startsWith(b, program.start, program.end, KERNEL)) {
      this.#readKernel(b, this.#clock.skipUptime(b, message.start, message.end), message.end, false);
      return;
    }
    // Firewalls log packets under no program's name, ulogd under its own; user names in other programs' lines are the stranger's.
    const nameless = program.end === program.start;
    if (nameless || startsWith(b, program.start, program.end, ULOGD)) {
      if (!readLoggedPacket(b, message.start, message.end, event) && nameless) this.foreign++;
      return;
    }
    if (WEB_SERVERS.find(b, program.start, program.end) >= 0) this.foreign++;
    readAuthMessage(b, message.start, message.end, event);
  }

  #readKernel(b: Uint8Array, at: number, end: number, uptimeOnly: boolean): void {
    if (uptimeOnly && this.#clock.hasUptimeOnly && readBootMessage(b, at, end, this.#told))
      this.#clock.learnBoot(this.#told.sec, this.#told.nsec);
    if (!readLoggedPacket(b, at, end, this.#event)) readKernelMessage(b, at, end, this.#event);
  }
}

const ULOGD = needle('ulogd');

// Notes of journalctl ("-- Boot 4f1c ... --"), and dates that scripts print between dumps.
function isSeparator(b: Uint8Array, start: number, end: number): boolean {
  if (startsWith(b, start, end, JOURNAL_NOTE)) return true;
  if (end - start > MAX_DATE_LINE || end - start < 8) return false;
  return parseDateLine(Buffer.from(b.subarray(start, end)).toString('latin1')) !== undefined;
}

const PROCESS = needle('[pid ');

// `[pid 2] [admin] FAIL LOGIN: Client "203.0.113.5"`; every line of vsftpd.log begins with the process.
function readVsftpdLine(b: Uint8Array, at: number, end: number, event: LogEvent): boolean {
  if (!startsWith(b, at, end, PROCESS)) return false;
  const digits = digitsEnd(b, at + PROCESS.length, end);
  if (b[digits] !== BRACKET_END) return false;
  readVsftpd(b, skipBlanks(b, digits + 1, end), trimmedEnd(b, at, end), event);
  return true;
}

function trimmedEnd(b: Uint8Array, start: number, end: number): number {
  let i = end;
  while (i > start && b[i - 1] === SPACE) i--;
  return i;
}
