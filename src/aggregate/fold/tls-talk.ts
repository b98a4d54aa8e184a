// What the sizes and record types of segments tell of a connection inside TLS, one word a connection: has the client sent its request bit by
// bit, and did the server say nothing but its handshake and its session tickets? RFC 8446 sections 2, 4.6.1 and 5.1, RFC 5246 section 7.3.

import { OPENING } from '../../model/batch.ts';

// The word: length of each session ticket, or of all that the server said once that may be an answer << 16 | whether it may << 15 | stage << 12 |
// how many tickets << 10 | segments of the client since the first flight of the server << 8 | is it TLS 1.2 or older << 7 | small pieces of
// the client's request.
const LENGTH_SHIFT = 16;
const LENGTH_MOST = 0xffff;
const UNCLEAR = 1 << 15;
const STAGE_SHIFT = 12;
const STAGE_MASK = 7;
const TICKETS_SHIFT = 10;
const SEGMENTS_SHIFT = 8;
const FEW_MASK = 3; // counts up to three
const OLDER = 1 << 7;
const PIECES_MASK = 0x7f;

// Stages.
const HELLO = 0; // the client has greeted
const GREETED = 1; // the server has sent of its first flight
const FINISHED = 2; // the client has sent of its second
const TICKETS = 3; // the server has sent again: session tickets, or an answer
const ASKED = 4; // and the client

/** After the ClientHello. */
export const TLS_BEGUN = 0;
/** Instead of a word: the server answers, or the client sends more than small pieces. */
export const TLS_FLOWING = -1;
/** Instead of a word: the client begins another handshake inside the connection. */
export const TLS_RENEWED = -2;

/** Segments of the client that may have any size: the end of its handshake and the head of a request. */
const FREE_SEGMENTS = 2;
/** The end of a client's handshake without a certificate, bytes at most: ChangeCipherSpec and Finished of CBC-SHA256. No request fits in beside it. */
const FINISHED_MOST = 91;
/** Bytes that a server may say after its handshake and before an answer: session tickets, and the settings of HTTP/2. */
export const UNCLEAR_MOST = 1024;

/** The client sent `length` bytes that begin with `opening`; those of a request that comes bit by bit have at most `pieceMost`. The next word, TLS_FLOWING or TLS_RENEWED. */
export function tlsClientSent(word: number, length: number, pieceMost: number, opening: number): number {
  const stage = (word >>> STAGE_SHIFT) & STAGE_MASK;
  if (stage === HELLO) return word; // a ClientHello may be longer than a segment
  const segments = (word >>> SEGMENTS_SHIFT) & FEW_MASK;
  const isHello = opening === OPENING.hello;
  if (stage > FINISHED && (isHello || opening === OPENING.handshake)) return TLS_RENEWED;
  if (isHello) return TLS_BEGUN; // the server asked for another one, RFC 8446 section 4.1.4
  const moved =
    (word & ~(STAGE_MASK << STAGE_SHIFT)) |
    ((stage === TICKETS || stage === ASKED ? ASKED : FINISHED) << STAGE_SHIFT);
  if (segments < FREE_SEGMENTS) {
    if (opening === OPENING.handshake && segments === 0) return (moved | OLDER | (1 << SEGMENTS_SHIFT)) >>> 0;
    // With a request in the same segment, whatever the server sends next may answer it.
    const both = segments === 0 && length > FINISHED_MOST;
    return (moved + ((both ? FREE_SEGMENTS : 1) << SEGMENTS_SHIFT)) >>> 0;
  }
  if (length > pieceMost) return TLS_FLOWING;
  // One segment of the server may be its ticket or an answer. It is no answer when the client had not asked. Two of the same length
  // are tickets: an answer is another write, and of another length.
  const isSingle = stage === TICKETS && ((word >>> TICKETS_SHIFT) & FEW_MASK) === 1;
  const marked = isSingle && (word & UNCLEAR) === 0 ? moved | UNCLEAR : moved;
  return ((marked & PIECES_MASK) === PIECES_MASK ? marked : marked + 1) >>> 0;
}

/** The server sent `length` bytes that begin with `opening`. The next word, or TLS_FLOWING. */
export function tlsServerSent(word: number, length: number, opening: number): number {
  const stage = (word >>> STAGE_SHIFT) & STAGE_MASK;
  if (stage === HELLO || stage === GREETED)
    return ((word & ~(STAGE_MASK << STAGE_SHIFT)) | (GREETED << STAGE_SHIFT)) >>> 0;
  // Before TLS 1.3 the end of the handshake, with its ticket, is told apart from what is said inside.
  if (opening === OPENING.handshake || opening === OPENING.cipher)
    return (word & OLDER) !== 0 && stage === FINISHED ? (word + (1 << STAGE_SHIFT)) >>> 0 : word;
  if (stage === FINISHED && (word & (UNCLEAR | OLDER | PIECES_MASK)) === 0)
    return (
      ((word & ~(STAGE_MASK << STAGE_SHIFT)) |
        (TICKETS << STAGE_SHIFT) |
        (1 << TICKETS_SHIFT) |
        (Math.min(length, LENGTH_MOST) << LENGTH_SHIFT)) >>>
      0
    );
  const known = word >>> LENGTH_SHIFT;
  const tickets = (word >>> TICKETS_SHIFT) & FEW_MASK;
  // After the head of the request only a ticket that is sent once more has this length.
  if (known === length && (word & (UNCLEAR | OLDER | PIECES_MASK)) === 0)
    return stage === ASKED || tickets === FEW_MASK ? word : (word + (1 << TICKETS_SHIFT)) >>> 0;
  const said = ((word & UNCLEAR) !== 0 ? known : known * tickets) + length;
  if (said > UNCLEAR_MOST) return TLS_FLOWING;
  return ((word & 0xffff & ~PIECES_MASK) | UNCLEAR | (said << LENGTH_SHIFT)) >>> 0;
}

/** Small pieces of a request that came since it began, or since the server last spoke; 0 to 127. */
export function tlsPieces(word: number): number {
  return word & PIECES_MASK;
}

/** True when what the server said may be an answer. */
export function tlsIsUnclear(word: number): boolean {
  return (word & UNCLEAR) !== 0;
}
