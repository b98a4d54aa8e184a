// Socket lists of netstat: Linux net-tools and BusyBox, BSD and macOS (dots before the port), Windows. netstat(8).

import type { SocketBatch } from '../../model/batch.ts';
import type { Diagnostics } from '../../model/diagnostic.ts';
import { scanUint, WordTable } from '../fields.ts';
import type { Decoder, DecoderContext, EvidenceFormat } from '../format.ts';
import { headLines } from '../lines.ts';
import type { LineWords, SocketDialect } from './sockets-decoder.ts';
import { LINE, SocketDecoder, sniffDialect, writeEndpoint, writeSendQueue } from './sockets-decoder.ts';
import { EndpointScanner } from './sockets-endpoint.ts';
import { PROTOCOL_RAW, scanProtocolName, scanState, stateIndex } from './sockets-words.ts';

// Linux:   tcp        0      0 192.0.2.1:443           203.0.113.5:50123       SYN_RECV    -
// BSD:     tcp4       0      0 192.0.2.1.443          203.0.113.5.50123      SYN_RCVD
// Windows:   TCP    192.0.2.1:443          203.0.113.5:50123      SYN_RECEIVED    1234
const SAMPLE = 'tcp 0 0 192.0.2.1:443 203.0.113.5:50123 SYN_RECV';

const TCP = 6;
const UDP = 17;
/** The protocol is what stands in place of the local port. */
const RAW = 256;

const PROTOCOLS = new WordTable({
  tcp: TCP,
  tcp4: TCP,
  tcp6: TCP,
  tcp46: TCP,
  TCP,
  udp: UDP,
  udp4: UDP,
  udp6: UDP,
  udp46: UDP,
  UDP,
  udplite: 136,
  udpl: 136,
  udpl6: 136,
  sctp: 132,
  sctp4: 132,
  sctp6: 132,
  dccp: 33,
  icmp: 1,
  icm4: 1,
  icmp6: 58,
  icm6: 58,
  raw: RAW,
  raw4: RAW,
  raw6: RAW,
});

// Sockets that are not Internet, by their first word: Linux net-tools; BSD and macOS print a kernel address in front of the type.
const OTHER_FAMILIES = new WordTable({
  unix: 0,
  l2cap: 0,
  rfcomm: 0,
  ax25: 0,
  x25: 0,
  ipx: 0,
  kctl: 0,
  kevt: 0,
});

// Width of the address columns, in bytes. An address of exactly this length may be a longer one cut, unless -W was given.
const LINUX_COLUMN = 23;
const BSD_COLUMN = 22;

const COLON = 0x3a;

// States of raw sockets are printed as the kernel's numbers; 7 is "closed", which ss calls UNCONN.
const RAW_CLOSED = 7;

export const netstat: EvidenceFormat = {
  id: 'netstat',
  title: 'netstat socket list (Linux, BSD, macOS, Windows)',
  spec: 'https://man7.org/linux/man-pages/man8/netstat.8.html',
  kind: 'sockets',
  sniff(head: Uint8Array): string | undefined {
    // BSD -A puts the control block in front and cuts addresses at 18 columns, ports included.
    const text = Buffer.from(headLines(head, 50)).toString('latin1');
    if (/^\s*(Tcpcb|Socket|PCB)\s[^\n]*Proto\s+Recv-Q/m.test(text)) {
      return 'BSD netstat -A with control block addresses is not supported; use netstat -an';
    }
    // ss asked for one state prints rows that could be netstat's.
    if (/^Netid\s+(State\s+)?Recv-Q/m.test(text)) return 'a list of ss';
    return sniffDialect(head, ({ diagnostics }) => new NetstatDialect(diagnostics), SAMPLE);
  },
  createDecoder: (context: DecoderContext): Decoder =>
    new SocketDecoder(context, new NetstatDialect(context.diagnostics)),
};

class NetstatDialect implements SocketDialect {
  readonly #diagnostics: Diagnostics;
  readonly #endpoint: EndpointScanner = new EndpointScanner();
  /** Inside a section of sockets that are not Internet. */
  #otherSection = false;
  /** The dump is from Windows: indented lines between the rows name the owner (-b). */
  #windows = false;
  /** -W was given: an address longer than the column was seen. */
  #wide = false;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  readLine(words: LineWords, offset: number, batch: SocketBatch): number {
    const { bytes, start, end } = words;
    const protocol = PROTOCOLS.find(bytes, start[0], end[0]);
    if (protocol >= 0) return this.#readSocket(words, protocol, offset, batch);
    if (OTHER_FAMILIES.find(bytes, start[0], end[0]) >= 0) return LINE.otherFamily;
    return this.#readTitle(words);
  }

  #readSocket(words: LineWords, protocol: number, offset: number, batch: SocketBatch): number {
    const { bytes, start, end } = words;
    // Linux and BSD print two queue lengths before the addresses, Windows does not.
    const queues = words.isNumber(1) && words.isNumber(2);
    this.#windows = !queues;
    const local = queues ? 3 : 1;
    if (words.count < local + 2) return LINE.unknown;
    const row = batch.rows;
    const endpoint = this.#endpoint;
    if (!this.#readEndpoint(words, local + 1)) return LINE.unknown;
    const remoteTruncated = endpoint.truncated;
    writeEndpoint(endpoint, batch, false);
    if (!this.#readEndpoint(words, local)) return LINE.unknown;
    writeEndpoint(endpoint, batch, true);
    if (remoteTruncated) this.#diagnostics.tally('socket/truncated-address', offset, 0);
    if (endpoint.truncated) this.#diagnostics.tally('socket/truncated-address', offset, 0);

    if (queues) writeSendQueue(words, 2, batch);
    else batch.sendQueue[row] = 0;
    batch.protocol[row] = protocol;
    if (protocol === RAW) {
      batch.protocol[row] = rawProtocol(endpoint, bytes);
      batch.localPort[row] = 0;
    }
    const at = local + 2;
    let state = at < words.count ? scanState(bytes, start[at], end[at]) : -1;
    if (state < 0 && protocol === RAW && at < words.count) {
      if (scanUint(bytes, start[at], end[at]) === RAW_CLOSED) state = stateIndex('UNCONN');
    }
    batch.state[row] = state >= 0 ? state : stateIndex(protocol === TCP ? 'UNKNOWN' : 'NONE');
    return LINE.row;
  }

  #readEndpoint(words: LineWords, index: number): boolean {
    const from = words.start[index];
    const to = words.end[index];
    const endpoint = this.#endpoint;
    if (!endpoint.scan(words.bytes, from, to)) return false;
    // Only IPv6 outgrows the column. A cut address can look whole (2001:db8:1:2::10 cut to 2001:db8:1:2::1), so one that fills
    // the column is not believed until a longer one proves that nothing is cut.
    if (!endpoint.isIpv6Text || this.#windows) return true;
    const column = words.bytes[endpoint.portStart - 1] === COLON ? LINUX_COLUMN : BSD_COLUMN;
    if (to - from > column) this.#wide = true;
    else if (to - from === column && !this.#wide) endpoint.dropAddress();
    return true;
  }

  #readTitle(words: LineWords): number {
    const first = words.text(0);
    const second = words.text(1);
    if (first === 'Active' || first === 'Aktive') {
      this.#otherSection = !/^(Internet|Connections$|Verbindungen$)/.test(second);
      return this.#otherSection ? LINE.structure : LINE.header;
    }
    if (first === 'Proto') {
      this.#otherSection = second !== 'Recv-Q' && words.text(words.count - 1) === 'Path';
      this.#windows = false;
      this.#wide = false; // the next snapshot may be made without -W
      return this.#otherSection ? LINE.structure : LINE.header;
    }
    if (this.#otherSection) {
      const title = /^(Address|Type|Socket|Registered|Proto|Dest|User|id)$/.test(first);
      return title ? LINE.structure : LINE.otherFamily;
    }
    if (this.#windows && words.indented) return LINE.structure;
    // What Linux netstat -p says to users other than root, in two lines.
    if (first === '(Not' && second === 'all') return LINE.structure;
    if (first === 'will' && second === 'not' && words.text(2) === 'be' && words.text(3) === 'shown,')
      return LINE.structure;
    return LINE.unknown;
  }
}

function rawProtocol(local: EndpointScanner, bytes: Uint8Array): number {
  const named = scanProtocolName(bytes, local.portStart, local.portEnd);
  if (named >= 0) return named;
  return local.port > 0 && local.port < PROTOCOL_RAW ? local.port : PROTOCOL_RAW;
}
