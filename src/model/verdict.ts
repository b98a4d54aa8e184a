// The verdict on a source address per attack vector, its basis, and the words each allows.

/** What the evidence says about a source address, judged per (source, vector). Ordered from strongest to weakest claim. */
export const VERDICTS = ['proven', 'likely', 'reflector', 'unproven', 'refuted', 'claimed'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How the verdict was reached. */
export const BASES = {
  handshake: 'three-way handshake with matching sequence numbers in the capture',
  request_logged: 'request logged by the server on its own TCP connection',
  established_socket: 'socket state past the handshake in a netstat or ss dump',
  two_way: 'other proof of a return path',
  one_way: 'consistent one-way data or retransmission schedule',
  response_payload: 'unsolicited response-shaped packets',
  tcp_reflect: 'answers to TCP packets forged with our address',
  no_return_path: 'packets only, nothing proves that the address sent them',
  half_open_socket: 'half-open socket (SYN_RECV) in a netstat or ss dump',
  bogon: 'address that cannot be a source on the public Internet',
  denied: 'the address itself denied the connection',
  header_only: 'address taken from a header set by an untrusted peer',
} as const;
export type Basis = keyof typeof BASES;

/** The sentence a report may print about a source with this verdict (reports never say more). */
export const VERDICT_WORDING: Record<Verdict, string> = {
  proven: 'A host using this address completed TCP connections with the server at these times.',
  likely:
    'Traffic from this address is consistent with a real host; a completed connection was not captured.',
  reflector:
    'This host answered requests that carried our address as the forged sender; its operator is likely not involved.',
  unproven: 'Packets or half-open sockets bear this source address; the address may be forged.',
  refuted:
    'The address was forged: it is not in use as a source on the public Internet, or it denied the connection.',
  claimed: 'The client claimed this address; nothing confirms it.',
};

/** One word a reader sees for the verdict. */
export const VERDICT_TITLE: Record<Verdict, string> = {
  proven: 'Proven',
  likely: 'Likely',
  reflector: 'Reflector',
  unproven: 'Unproven',
  refuted: 'Refuted (forged)',
  claimed: 'Claimed only',
};
