// Damage to evidence as data: stable codes, counted with bytes and first places. Nothing here throws.

/** Every kind of damage that evidence can show, `area/what-happened`. Tests quote these, not prose. */
export const DIAGNOSTIC_CODES = {
  'capture/cut-in-record': 'the file ends inside a record',
  'capture/impossible-length':
    'a record claims an impossible length; classic pcap cannot be picked up again after it',
  'capture/impossible-wire-length':
    'a packet is said to have been longer on the wire than any can be; its captured length counts',
  'capture/bad-block': 'a pcapng block whose two lengths disagree or that is malformed',
  'capture/unknown-interface': 'a packet refers to an interface the file never described',
  'capture/impossible-time':
    'the sub-second part of a timestamp is out of range; it was carried over into seconds',
  'capture/implausible-time':
    'a packet with a time that nothing else in the file supports; it is counted, and its time is not used',
  'packet/unknown-link-type': 'link type not known; counted as not IP',
  'packet/cut-header': 'a header is cut short by the snap length or by damage',
  'packet/malformed': 'a header contradicts itself',
  'line/unparsable': 'a line that does not fit the format',
  'line/too-long': 'a line longer than the limit',
  'line/no-time': 'a line without a usable time',
  'log/lacks-field':
    'a line without the duration or the port that log_format, as stated for its file, promises; the request counts, that is not known',
  'log/no-request':
    'a line that tells no request: of a connection that ended without one, or of the server itself (HTTP.sys, HAProxy); it is counted here only',
  'log/year-of-run':
    'a line without a year, from a pipe, which has no modification time: the year is the latest in which the line is not after the time of the run; if that is wrong, save the log to a file that was modified when it ended',
  'socket/truncated-address': 'an address cut short by the column width (netstat without -W)',
  'socket/other-family': 'a socket that is not Internet (Unix, netlink and the like)',
  'socket/no-state':
    'a socket in a list without states, which nothing tells: ss leaves the column out when it is asked for one; put the command in front of the list, or state collection_command for the file',
  'socket/state-from-command':
    'a socket in a list without states, which ss leaves out when it is asked for one; the state is that of the command, in the file or stated for it',
  'socket/state-from-file-name':
    'a socket in a list without states, which ss leaves out when it is asked for one; the state, half open, is taken from the name of the file',
  'text/utf-16': 'the text is in UTF-16; it was read as UTF-8, in which its bytes are counted',
  'compressed/damaged': 'the compressed stream is damaged or ends early',
  'file/unreadable': 'the file could not be read to its end',
  'file/copy': 'all its records stand in another file of the evidence too; they are counted once, from there',
  'fold/handshake-table-full':
    'more half-finished handshakes at once than are kept; the oldest were given up',
  'fold/too-many-strings': 'more distinct texts than are kept; the rest are counted together',
} as const;

/** One of the stable codes. */
export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;

/** One kind of damage in one evidence source: how often, how many bytes were not decoded, where first (byte offsets, at most 5; none for what shows only in the whole). */
export interface Diagnostic {
  code: DiagnosticCode;
  count: number;
  bytesSkipped: number;
  firstOffsets: number[];
}

/** Counts damage of one evidence source. `bytesSkipped` is 0 when the bytes were decoded all the same. */
export class Diagnostics {
  readonly #byCode: Map<DiagnosticCode, Diagnostic> = new Map();
  bytesSkipped = 0;

  tally(code: DiagnosticCode, offset: number, bytesSkipped: number): void {
    let entry = this.#byCode.get(code);
    if (entry === undefined) {
      entry = { code, count: 0, bytesSkipped: 0, firstOffsets: [] };
      this.#byCode.set(code, entry);
    }
    entry.count++;
    entry.bytesSkipped += bytesSkipped;
    this.bytesSkipped += bytesSkipped;
    if (entry.firstOffsets.length < 5) entry.firstOffsets.push(offset);
  }

  /** All kinds seen, ordered by code. */
  list(): Diagnostic[] {
    return [...this.#byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  }
}

/** Adds what showed only when the file was read to its end; the list stays in order. */
export function addDiagnostic(list: Diagnostic[], diagnostic: Diagnostic): void {
  list.push(diagnostic);
  list.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Wrong use or a missing thing: one line for the user saying what was expected, what was found, what to do. Exit code 2. */
export class InputError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
