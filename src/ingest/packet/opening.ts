// What a TCP payload begins with: a request line (RFC 9112 section 3), a record of TLS (RFC 8446 section 5.1), or neither.

import { OPENING } from '../../model/batch.ts';
import { type Bytes, u8, u32be } from '../bytes.ts';

// TLS records: content type, version 3.x, length, and in a handshake in the clear its message type.
const CONTENT_CIPHER = 20; // ChangeCipherSpec
const CONTENT_HANDSHAKE = 22;
const CONTENT_DATA = 23;
const VERSION_MAJOR = 3;
const MESSAGE_TYPE = 5;
const CLIENT_HELLO = 1;
// A ClientHello in the clothes of SSL 2.0, RFC 5246 appendix E.2: length with its highest bit set, message type 1, version 3.x.
const SSL2_MASK = 0x8000ffff;
const SSL2_HELLO = 0x80000103;
const CR = 0x0d; // an empty line before the request line; PROXY protocol 2 begins so too

/** OPENING of the payload at `at`, of which the bytes up to `end` are in the capture. */
export function openingOf(b: Bytes, at: number, end: number): number {
  const captured = end - at;
  if (captured <= 0) return OPENING.cut;
  const first = u8(b, at);
  if (first >= CONTENT_CIPHER && first <= CONTENT_DATA) {
    if (captured < 2) return OPENING.cut;
    if (u8(b, at + 1) !== VERSION_MAJOR) return OPENING.other;
    if (first === CONTENT_CIPHER) return OPENING.cipher;
    if (first !== CONTENT_HANDSHAKE) return OPENING.data;
    if (captured <= MESSAGE_TYPE) return OPENING.cut;
    return u8(b, at + MESSAGE_TYPE) === CLIENT_HELLO ? OPENING.hello : OPENING.handshake;
  }
  if (first === CR) return OPENING.text;
  for (let i = 0; i < captured && i < 4; i++) {
    if (isOfMethod(u8(b, at + i))) continue;
    if (captured >= 4 && (u32be(b, at) & SSL2_MASK) >>> 0 === SSL2_HELLO) return OPENING.hello;
    return OPENING.other;
  }
  return captured < 4 ? OPENING.cut : OPENING.text;
}

// "GET ", "PROPFIND", "M-SEARCH", "BITS_POST", and what is no request but no accident either: "SSH-2.0", "PROXY TCP4", "PRI * HTTP/2.0".
function isOfMethod(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || byte === 0x20 || byte === 0x2d || byte === 0x5f;
}
