// Socket lists of ss from iproute2, with and without the Netid and State columns, header or owners. ss(8).

import type { SocketBatch } from '../../model/batch.ts';
import { WordTable } from '../fields.ts';
import type { Decoder, DecoderContext, EvidenceFormat } from '../format.ts';
import type { LineWords, SocketDialect } from './sockets-decoder.ts';
import { LINE, SocketDecoder, sniffDialect, writeEndpoint, writeSendQueue } from './sockets-decoder.ts';
import { EndpointScanner } from './sockets-endpoint.ts';
import { PROTOCOL_RAW, scanProtocolName, scanState, stateIndex } from './sockets-words.ts';

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
const UNKNOWN = stateIndex('UNKNOWN');

export const ss: EvidenceFormat = {
  id: 'ss',
  title: 'ss socket list (iproute2)',
  spec: 'https://man7.org/linux/man-pages/man8/ss.8.html',
  kind: 'sockets',
  sniff: (head: Uint8Array): string | undefined => sniffDialect(head, () => new SsDialect(), SAMPLE),
  createDecoder: (context: DecoderContext): Decoder => new SocketDecoder(context, new SsDialect()),
};

class SsDialect implements SocketDialect {
  readonly #endpoint: EndpointScanner = new EndpointScanner();
  /** False after a header without the State column: `ss state syn-recv` leaves it out, and nothing else in the file tells it. */
  #hasState = true;
  /** Protocol of rows without Netid: `ss -t` and `ss -u` leave it out. */
  #impliedProtocol: number = TCP;
  /** A socket line came before: indented lines belong to it (-i, -m). */
  #sawSocket = false;

  readLine(words: LineWords, _offset: number, batch: SocketBatch): number {
    if (words.indented && this.#sawSocket) return LINE.structure;
    const { bytes, start, end } = words;
    const netid = NETIDS.find(bytes, start[0], end[0]);
    let at = netid < 0 ? 0 : 1;
    let state = at < words.count ? scanState(bytes, start[at], end[at]) : -1;
    if (state >= 0) at++;
    else if (this.#hasState) return this.#readTitle(words);
    else state = UNKNOWN;
    if (!words.isNumber(at) || !words.isNumber(at + 1)) return this.#readTitle(words);
    if (netid === OTHER) {
      this.#sawSocket = true;
      return LINE.otherFamily;
    }
    if (words.count < at + 4) return LINE.unknown;
    return this.#readSocket(words, at + 2, netid, state, batch);
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
    this.#impliedProtocol = TCP;
    return LINE.header;
  }
}
