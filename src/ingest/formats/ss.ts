// Socket lists of ss from iproute2, with and without the Netid and State columns, header or owners. ss(8).

import type { SocketBatch } from '../../model/batch.ts';
import type { DiagnosticCode, Diagnostics } from '../../model/diagnostic.ts';
import { WordTable } from '../fields.ts';
import type { Decoder, DecoderContext, EvidenceFormat } from '../format.ts';
import type { LineWords, SocketDialect } from './sockets-decoder.ts';
import { LINE, SocketDecoder, sniffDialect, writeEndpoint, writeSendQueue } from './sockets-decoder.ts';
import { EndpointScanner } from './sockets-endpoint.ts';
import { PROTOCOL_RAW, scanProtocolName, scanState, stateIndex } from './sockets-words.ts';
import { isNamedHalfOpen, readSsCommand, type SsCommand } from './ss-command.ts';

// ss -an:  tcp   SYN-RECV 0      0      192.0.2.1:443      203.0.113.5:50123
// ss -tan: SYN-RECV 0      0      [2001:db8::1]:443      [2001:db8::5]:50123    timer:(on,1sec,0)
const SAMPLE = 'SYN-RECV 0 0 192.0.2.1:443 203.0.113.5:50123';

const TCP = 6;
const UDP = 17;
/** The protocol is what stands in place of the local port. */
const RAW = 256;
/** Not an Internet socket. */
const OTHER = 257;

const NETIDS = new WordTable({
  tcp: TCP,
  udp: UDP,
  udpl: 136,
  udplite: 136,
  sctp: 132,
  dccp: 33,
  raw: RAW,
  icmp6: 58,
  icmp: 1,
  // Its subflows are listed as tcp; counting both would count it twice.
  mptcp: OTHER,
  nl: OTHER,
  p_raw: OTHER,
  p_dgr: OTHER,
  u_str: OTHER,
  u_dgr: OTHER,
  u_seq: OTHER,
  v_str: OTHER,
  v_dgr: OTHER,
  ti_st: OTHER,
  ti_dg: OTHER,
  ti_sq: OTHER,
  ti_rd: OTHER,
  xdp: OTHER,
  '???': OTHER,
});

const UNCONN = stateIndex('UNCONN');
const ESTABLISHED = stateIndex('ESTABLISHED');
const SYN_RECV = stateIndex('SYN_RECV');
const UNKNOWN = stateIndex('UNKNOWN');

export const ss: EvidenceFormat = {
  id: 'ss',
  title: 'ss socket list (iproute2)',
  spec: 'https://man7.org/linux/man-pages/man8/ss.8.html',
  kind: 'sockets',
  sniff: (head: Uint8Array): string | undefined =>
    sniffDialect(head, (context) => new SsDialect(context), SAMPLE),
  createDecoder: (context: DecoderContext): Decoder => new SocketDecoder(context, new SsDialect(context)),
};

class SsDialect implements SocketDialect {
  readonly #diagnostics: Diagnostics;
  readonly #endpoint: EndpointScanner = new EndpointScanner();
  /** False after a header without the State column: ss leaves it out when it is asked for one state. Undefined before any header. */
  #hasState: boolean | undefined;
  /** State and protocol of lists that do not tell them, and how the state is known. */
  #asked: SsCommand = { state: UNKNOWN, isUdp: false };
  #askedFrom: DiagnosticCode = 'socket/no-state';
  /** Protocol of rows without Netid: `ss -t` and `ss -u` leave it out. */
  #impliedProtocol: number = TCP;
  /** A socket line came before: indented lines belong to it (-i, -m). */
  #sawSocket = false;

  constructor({ diagnostics, fileName, collectionCommand }: DecoderContext) {
    this.#diagnostics = diagnostics;
    if (this.readCommand(collectionCommand) || !isNamedHalfOpen(fileName)) return;
    this.#asked = { state: SYN_RECV, isUdp: false };
    this.#askedFrom = 'socket/state-from-file-name';
  }

  /** What it asks for holds for the lists behind it, until the next one. */
  readCommand(text: string): boolean {
    const command = readSsCommand(text);
    if (command === undefined) return false;
    this.#asked = command;
    this.#askedFrom = command.state === UNKNOWN ? 'socket/no-state' : 'socket/state-from-command';
    this.#hasState = undefined;
    return true;
  }

  readLine(words: LineWords, offset: number, batch: SocketBatch): number {
    if (words.indented && this.#sawSocket) return LINE.structure;
    const { bytes, start, end } = words;
    const netid = NETIDS.find(bytes, start[0], end[0]);
    let at = netid < 0 ? 0 : 1;
    let state = at < words.count ? scanState(bytes, start[at], end[at]) : -1;
    const isTold = state >= 0;
    if (isTold) at++;
    // Without a header (-H) a line that begins with a protocol could be netstat's.
    else if (this.#hasState === true || (this.#hasState === undefined && netid >= 0))
      return this.#readTitle(words);
    else state = this.#asked.state;
    if (!words.isNumber(at) || !words.isNumber(at + 1)) return this.#readTitle(words);
    if (netid === OTHER) {
      this.#sawSocket = true;
      return LINE.otherFamily;
    }
    if (words.count < at + 4) return LINE.unknown;
    const kind = this.#readSocket(words, at + 2, netid, state, batch);
    if (kind === LINE.row && !isTold) this.#diagnostics.tally(this.#askedFrom, offset, 0);
    return kind;
  }

  #readSocket(words: LineWords, local: number, netid: number, state: number, batch: SocketBatch): number {
    const { bytes, start, end } = words;
    const row = batch.rows;
    const endpoint = this.#endpoint;
    if (!endpoint.scan(bytes, start[local + 1], end[local + 1]) || endpoint.truncated) return LINE.unknown;
    writeEndpoint(endpoint, batch, false);
    if (!endpoint.scan(bytes, start[local], end[local]) || endpoint.truncated) return LINE.unknown;
    writeEndpoint(endpoint, batch, true);
    writeSendQueue(words, local - 1, batch);
    batch.state[row] = state;
    const protocol = netid < 0 ? this.#implied(state) : netid;
    batch.protocol[row] = protocol;
    if (protocol === RAW) {
      const named = scanProtocolName(bytes, endpoint.portStart, endpoint.portEnd);
      const numeric = endpoint.port > 0 && endpoint.port < PROTOCOL_RAW ? endpoint.port : PROTOCOL_RAW;
      batch.protocol[row] = named >= 0 ? named : numeric;
      batch.localPort[row] = 0;
    }
    this.#sawSocket = true;
    return LINE.row;
  }

  // UDP sockets are UNCONN or, after connect(), ESTAB; every other state is TCP's. ESTAB follows the rows before it.
  #implied(state: number): number {
    if (state === UNCONN) this.#impliedProtocol = UDP;
    else if (state !== ESTABLISHED && state !== UNKNOWN) this.#impliedProtocol = TCP;
    return this.#impliedProtocol;
  }

  #readTitle(words: LineWords): number {
    let at = 0;
    if (words.text(at) === 'Netid') at++;
    const hasState = words.text(at) === 'State';
    if (hasState) at++;
    if (words.text(at) !== 'Recv-Q' || words.text(at + 1) !== 'Send-Q' || words.text(at + 2) !== 'Local')
      return LINE.unknown;
    this.#hasState = hasState;
    this.#impliedProtocol = this.#asked.isUdp ? UDP : TCP;
    return LINE.header;
  }
}
