// What to do with a file that no format takes, as far as its first bytes tell.

import { HEAD_BYTES } from './lines.ts';
import { packing } from './packed.ts';

/** Enough for the lines that tell other programs. */
const START_BYTES = 512;
const LF = 10;
const CR = 13;
const JSON_START = /^(?:\ufeff)?\s*(?:\{\s*"|\[\s*[{[])/;

/** Records of other programs that lie beside evidence: how their first line begins, what they are, what to do. */
const KNOWN: readonly (readonly [start: RegExp, what: string, todo: string])[] = [
  [
    /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[\w+\] \d+#\d+: /,
    'an nginx error log',
    'give the access log of the same server',
  ],
  [
    /^\[\w{3} \w{3} \d\d \d\d:\d\d:\d\d(?:\.\d+)? \d{4}\] \[/,
    'an Apache error log',
    'give the access log of the same server',
  ],
  [
    /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{6,9} (?:IP6?|ARP)\b/,
    'what tcpdump prints',
    'give the capture that it was printed from (tcpdump -w)',
  ],
  [
    /^(?:ipv[46] +\d+ +)?(?:tcp|udp|icmp\w*|unknown) +\d+ .*?\bsrc=\S+ dst=/,
    'a list of connections of netfilter (conntrack -L)',
    'give what ss -tan or netstat -ant printed at the same time',
  ],
  [
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} fail2ban\./,
    'the log of fail2ban',
    'give the log that fail2ban watched',
  ],
  [
    /^#(?:Software|Version|Date|Fields): [^\n]*\n#(?:Software|Version|Date|Fields): /,
    'a W3C extended log that does not tell requests to a web server',
    'have date, time, c-ip, cs-method, cs-uri-stem and sc-status among its fields',
  ],
  [
    /^#separator \\x09\n/m,
    'a log of Zeek',
    'give the capture that Zeek read, or the access log of the server',
  ],
  [/^\x0c\xa5|^\xa5\x0c/, 'a file of nfcapd (NetFlow)', 'give a capture, if there is one'],
];

/** One phrase on what the file looks like and how it can be read; '' when nothing is known. `head` are its first bytes, uncompressed. */
export function adviceFor(head: Uint8Array): string {
  const packed = packing(head);
  if (packed !== undefined)
    return `it is packed with ${packed.form}, which is not undone: unpack it (${packed.undoneBy}) and run again`;
  const start = Buffer.from(head.subarray(0, START_BYTES)).toString('latin1').replaceAll('\r\n', '\n');
  for (const [begins, what, todo] of KNOWN)
    if (begins.test(start)) return `it is ${what}, which is not read: ${todo}`;
  const front = head.subarray(0, HEAD_BYTES);
  if (JSON_START.test(Buffer.from(front.subarray(0, 200)).toString('utf8')))
    return 'it holds JSON, no line of it a request under the names of nginx, Caddy or Traefik, which is not read: if it is a web log, write its records as Combined lines into a file beside it (docs/formats.md shows how, with jq)';
  if (front.includes(0) || front.includes(LF)) return '';
  if (front.includes(CR))
    return "its lines end in CR alone: write them with LF into a file beside it (tr '\\r' '\\n')";
  return front.length === HEAD_BYTES
    ? `its first line has no end within ${HEAD_BYTES} bytes: write each record on a line of its own into a file beside it`
    : '';
}
