// What the sizes of segments tell of a connection inside TLS, one word a connection: has the client sent its request bit by bit, and did the
// server say nothing but its handshake and its session tickets? RFC 8446 sections 2 and 4.6.1, RFC 5246 section 7.3.

// The word: length of what the server sent after the client's second flight << 16 | stage << 12 | how many of those << 10 | segments of the
// client since the first flight of the server << 8 | small pieces of its request.
const LENGTH_SHIFT = 16;
const STAGE_SHIFT = 12;
const STAGE_MASK = 7;
const TICKETS_SHIFT = 10;
const SEGMENTS_SHIFT = 8;
const FEW_MASK = 3; // counts up to three
const PIECES_MASK = 0xff;

// Stages.
const HELLO = 0; // the client has greeted
const GREETED = 1; // the server has sent of its first flight
const FINISHED = 2; // the client has sent of its second
const TICKETS = 3; // the server has sent again: session tickets or the end of its handshake, or an answer
const ASKED = 4; // and the client

/** After the ClientHello. */
export const TLS_BEGUN = 0;
/** Instead of a word: the server answers, or the client sends more than small pieces. */
export const TLS_FLOWING = -1;

/** Segments of the client that may have any size: the end of its handshake and the head of a request. */
const FREE_SEGMENTS = 2;

/** The client sent `length` bytes; those of a request that comes bit by bit have at most `pieceMost`. The next word, or TLS_FLOWING. */
export function tlsClientSent(word: number, length: number, pieceMost: number): number {
  const stage = (word >>> STAGE_SHIFT) & STAGE_MASK;
  if (stage === HELLO) return word; // a ClientHello may be longer than a segment
  const segments = (word >>> SEGMENTS_SHIFT) & FEW_MASK;
  // One segment of the server may be its tickets or an answer. It is no answer when the client had not asked: a single segment of its own
  // came before. Two of the same length are tickets: an answer is another write, and of another length.
  if (stage === TICKETS && ((word >>> TICKETS_SHIFT) & FEW_MASK) === 1 && segments > 1) return TLS_FLOWING;
  const next = stage === TICKETS || stage === ASKED ? ASKED : FINISHED;
  const moved = (word & ~(STAGE_MASK << STAGE_SHIFT)) | (next << STAGE_SHIFT);
  if (segments < FREE_SEGMENTS) return (moved + (1 << SEGMENTS_SHIFT)) >>> 0;
  if (length > pieceMost) return TLS_FLOWING;
  const counted = (moved & PIECES_MASK) === PIECES_MASK ? moved : moved + 1;
  return counted >>> 0;
}

/** The server sent `length` bytes. The next word, or TLS_FLOWING. */
export function tlsServerSent(word: number, length: number): number {
  const stage = (word >>> STAGE_SHIFT) & STAGE_MASK;
  if (stage === HELLO || stage === GREETED)
    return ((word & ~(STAGE_MASK << STAGE_SHIFT)) | (GREETED << STAGE_SHIFT)) >>> 0;
  if ((word & PIECES_MASK) !== 0) return TLS_FLOWING;
  if (stage === FINISHED)
    return (
      ((word & ~(STAGE_MASK << STAGE_SHIFT)) |
        (TICKETS << STAGE_SHIFT) |
        (1 << TICKETS_SHIFT) |
        (length << LENGTH_SHIFT)) >>>
      0
    );
  // After the head of the request only a ticket that is sent once more has this length.
  if (word >>> LENGTH_SHIFT !== length) return TLS_FLOWING;
  if (stage === ASKED) return word;
  const tickets = (word >>> TICKETS_SHIFT) & FEW_MASK;
  return tickets === FEW_MASK ? word : (word + (1 << TICKETS_SHIFT)) >>> 0;
}

/** Small pieces of a request that came since it began; 0 to 255. */
export function tlsPieces(word: number): number {
  return word & PIECES_MASK;
}
