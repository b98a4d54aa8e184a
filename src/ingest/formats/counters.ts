// Kernel counters of TCP and IP: `netstat -s`, nstat, /proc/net/netstat, /proc/net/snmp and snmp6, one or more snapshots a file.
// netstat(8), nstat(8), Linux Documentation/networking/snmp_counter.rst.

import type { CounterBatch, EvidenceBatch } from '../../model/batch.ts';
import { Diagnostics } from '../../model/diagnostic.ts';
import { createCounterBatch } from '../../model/empty-batch.ts';
import { bareContext, type Decoder, type DecoderContext, type EvidenceFormat } from '../format.ts';
import { headLines, LineFramer, notText } from '../lines.ts';
import { BSD_SECTIONS, counterName, LINUX_SECTIONS } from './counters-words.ts';
import { SnapshotClock } from './sockets-snapshot.ts';

// nstat -az:         TcpExtSyncookiesSent            1234               0.0
// /proc/net/netstat: TcpExt: SyncookiesSent SyncookiesRecv ...  and below it  TcpExt: 1234 56 ...
// netstat -s:        TcpExt:  and below it      1234 SYN cookies sent
const SAMPLE = 'TcpExtSyncookiesSent 1234 0.0';

/** Counters a line of /proc may have; the kernel has some 130 in TcpExt. A batch must hold as many rows. */
export const MAX_COUNTERS_A_LINE: number = 1024;
const MAX_NAME_BYTES = 160;
/** A longer line that is no line of /proc is no counter. */
const MAX_SENTENCE_BYTES = 256;
/** Titles remembered; a snapshot has some 400. */
const MAX_TITLES = 8192;
const SNIFF_LINES = 600;

const LINUX = LINUX_SECTIONS.join('|');
// `TcpExtSyncookiesSent   1234   0.0`; in snmp6 without the rate.
const NSTAT_LINE = new RegExp(String.raw`^((?:${LINUX})[A-Z]\w*)\s+(\d{1,20})(?:\s+\d+\.\d)?$`);
// `#kernel`, `#1804289383.1 sampling_interval=1 time_const=60`
const NSTAT_HEADER = /^#(?:kernel|\d+\.\d+ sampling_interval=\d.*)$/;
// `TcpExt: SyncookiesSent SyncookiesRecv`
const PROC_NAMES = new RegExp(String.raw`^(${LINUX}): [A-Za-z]\w*(?: \w+)*\s*$`);
// `TcpExt: 1234 56`; Tcp has -1 where there is no limit.
const PROC_VALUES = new RegExp(String.raw`^(${LINUX}):(?: -?\d{1,20})+\s*$`);
// `TcpExt:`, BSD `tcp:`
const SECTION = new RegExp(`^(${[LINUX, ...BSD_SECTIONS].join('|')}):$`);
// `    TCPTimeouts: 2`
const NAMED = /^(\w+): (\d{1,20})$/;
// `    1234 SYN cookies sent`, `Quick ack mode was activated 66 times`
const NUMBER = /(?<![\w.])\d{1,20}(?![\w.])/;

export const counters: EvidenceFormat = {
  id: 'counters',
  title: 'TCP/IP counters (netstat -s, nstat, /proc/net/netstat)',
  spec: 'https://docs.kernel.org/networking/snmp_counter.html',
  kind: 'counters',
  sniff,
  createDecoder: (context: DecoderContext): Decoder => new CountersDecoder(context),
};

function sniff(head: Uint8Array): string | undefined {
  const reason = notText(head);
  if (reason !== undefined) return reason;
  const diagnostics = new Diagnostics();
  const decoder = new CountersDecoder(bareContext(diagnostics));
  const batch = createCounterBatch(MAX_COUNTERS_A_LINE, MAX_COUNTERS_A_LINE * MAX_NAME_BYTES);
  // What a head holds may exceed one batch: the rows do not matter here.
  let rest = headLines(head, SNIFF_LINES);
  for (;;) {
    rest = rest.subarray(decoder.decode(rest, batch));
    if (!batch.full) break;
    batch.rows = 0;
    batch.textUsed = 0;
    batch.full = false;
  }
  const misfits = diagnostics.list().reduce((sum, entry) => sum + entry.count, 0);
  if (decoder.knownCounters === 0) return `no counter like: ${SAMPLE}`;
  if (decoder.counterLines < 3 * misfits)
    return `only ${decoder.counterLines} of the first ${decoder.counterLines + misfits} lines are counters`;
  return undefined;
}

class CountersDecoder implements Decoder {
  bytesDecoded = 0;
  /** Lines that gave a counter. */
  counterLines = 0;
  /** Counters whose names are the kernel's. */
  knownCounters = 0;
  readonly #diagnostics: Diagnostics;
  readonly #lines: LineFramer;
  readonly #clock: SnapshotClock;
  /** Title of the section of `netstat -s`; '' outside one. */
  #section = '';
  /** Last line of names in /proc, waiting for its values. */
  #procSection = '';
  #procNames: string[] = [];
  /** What began since the snapshot began: a title that comes again begins a new one. */
  readonly #seen: Set<string> = new Set();

  constructor(context: DecoderContext) {
    this.#diagnostics = context.diagnostics;
    this.#lines = new LineFramer(context.diagnostics);
    this.#clock = new SnapshotClock(context);
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
    if (batch.kind !== 'counters') throw new Error(`a counter decoder was given a batch of ${batch.kind}`);
    const lines = this.#lines;
    while (lines.next()) {
      if (batch.rows > 0 && !hasRoom(batch)) {
        lines.back();
        batch.full = true;
        return;
      }
      const text = Buffer.from(
        input.buffer,
        input.byteOffset + lines.start,
        lines.end - lines.start,
      ).toString('latin1');
      if (this.#readLine(input, text, batch)) this.bytesDecoded += lines.bytes;
      else this.#diagnostics.tally('line/unparsable', lines.offset, lines.bytes);
    }
  }

  /** False when the line is no part of a dump of counters. */
  #readLine(input: Uint8Array, line: string, batch: CounterBatch): boolean {
    const text = line.trim();
    if (text === '' || /^[#*\-=_ ]+$/.test(text)) return true;
    if (this.#clock.readDateLine(input, this.#lines.start, this.#lines.end)) {
      this.#seen.clear();
      this.#section = '';
      return true;
    }
    if (NSTAT_HEADER.test(text)) return this.#begin('nstat');
    if (PROC_NAMES.test(text)) return this.#readProcNames(text);
    if (PROC_VALUES.test(text)) return this.#readProcValues(text, batch);
    if (text.length > MAX_SENTENCE_BYTES) return false;
    const nstat = NSTAT_LINE.exec(text);
    if (nstat !== null) return this.#addNstat(batch, nstat[1], Number(nstat[2]));
    const section = SECTION.exec(text);
    if (section !== null && !/^\s/.test(line)) {
      this.#section = section[1];
      return this.#begin(`section ${this.#section}`);
    }
    return this.#section !== '' && /^\s/.test(line) && this.#readSentence(text, batch);
  }

  #begin(title: string): true {
    if (this.#seen.has(title)) {
      this.#clock.readHeader();
      this.#seen.clear();
    }
    if (this.#seen.size < MAX_TITLES) this.#seen.add(title);
    return true;
  }

  #readProcNames(text: string): boolean {
    const [title, ...names] = text.split(/[ \t]+/);
    if (names.length > MAX_COUNTERS_A_LINE || names.some((name) => name.length > 64)) return false;
    this.#section = '';
    this.#procSection = title.slice(0, -1);
    this.#procNames = names;
    return this.#begin(`proc ${title}`);
  }

  // A line with fewer values than names was cut: its last value may be cut as well.
  #readProcValues(text: string, batch: CounterBatch): boolean {
    const [title, ...values] = text.split(/[ \t]+/);
    if (title.slice(0, -1) !== this.#procSection || values.length !== this.#procNames.length) return false;
    for (const [index, name] of this.#procNames.entries())
      this.#add(batch, this.#procSection + name, Number(values[index]));
    this.#procSection = '';
    this.counterLines++;
    this.knownCounters += values.length;
    return true;
  }

  // nstat without a header (grep) begins a new snapshot where a name comes again.
  #addNstat(batch: CounterBatch, name: string, value: number): boolean {
    this.#begin(`nstat ${name}`);
    this.#add(batch, name, value);
    this.counterLines++;
    this.knownCounters++;
    return true;
  }

  #readSentence(text: string, batch: CounterBatch): boolean {
    const named = NAMED.exec(text);
    if (named !== null && LINUX_SECTIONS.includes(this.#section)) {
      this.#add(batch, this.#section + named[1], Number(named[2]));
      this.counterLines++;
      return true;
    }
    const number = NUMBER.exec(text);
    // Titles within a section ("ICMP input histogram:"), and what was left out ("Forwarding is disabled").
    if (number === null) return true;
    const sentence = `${text.slice(0, number.index)}N${text.slice(number.index + number[0].length)}`;
    const { name, known } = counterName(this.#section, sentence);
    if (name.length > MAX_NAME_BYTES) return false;
    this.#add(batch, name, Number(number[0]));
    this.counterLines++;
    if (known) this.knownCounters++;
    return true;
  }

  #add(batch: CounterBatch, name: string, value: number): void {
    const row = batch.rows;
    const bytes = Buffer.from(name, 'latin1');
    batch.text.set(bytes, batch.textUsed);
    batch.nameStart[row] = batch.textUsed;
    batch.textUsed += bytes.length;
    batch.nameEnd[row] = batch.textUsed;
    batch.offset[row] = this.#lines.offset;
    batch.line[row] = this.#lines.number;
    batch.value[row] = value;
    this.#clock.stampRow(batch);
    batch.rows++;
  }
}

// One line of /proc gives many rows; they come whole or not at all.
function hasRoom(batch: CounterBatch): boolean {
  return (
    batch.rows + MAX_COUNTERS_A_LINE <= batch.capacity &&
    batch.textUsed + MAX_COUNTERS_A_LINE * MAX_NAME_BYTES <= batch.text.length
  );
}
