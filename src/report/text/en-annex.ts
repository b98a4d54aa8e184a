// The annex of the incident report: terms for a reader who is no engineer, and what stands beside the document, in English.

/** English. */
export const annexTexts = {
  title: 'Annex: terms and files',
  /** What a term means in this report; those that it uses are shown. */
  terms: {
    service: [
      'Denial of service (DDoS)',
      'Making a service unusable by more traffic or connections than it can take; "distributed" when it comes from many addresses.',
    ],
    packet: [
      'Packet',
      'The piece in which data travels; each bears the address of its sender, as the sender wrote it.',
    ],
    capture: ['Capture (pcap)', 'A recording of packets where they passed, each with its time.'],
    source: [
      'Source address',
      'What a packet or a log line bears as its sender: no person, perhaps shared by many, perhaps forged.',
    ],
    port: ['Port', 'A number that keeps the connections of one address apart; tcp/443 is a web site.'],
    nat: [
      'NAT, carrier-grade NAT',
      'Many devices or customers behind one address; only address, port and time together can tell which.',
    ],
    handshake: [
      'Handshake',
      'The three packets (SYN, SYN-ACK, ACK) that open a TCP connection. Who completes it receives at the address that it bears.',
    ],
    halfOpen: [
      'Half-open (SYN_RECV)',
      'A connection that was asked for and not confirmed. It takes a place in a queue of the server until it is given up.',
    ],
    flood: ['Flood', 'Very many packets or requests of one kind, which use up a resource of the target.'],
    reflector: [
      'Reflection, reflector',
      'Questions with the forged address of the target are put to open services, whose larger answers reach the target.',
    ],
    vector: ['Vector', 'One technique against one target.'],
    wave: ['Wave', 'A stretch of attack; a longer pause begins another one.'],
    ttl: [
      'TTL',
      'A number in a packet that every router on its way lowers: equal numbers speak for equal paths.',
    ],
    asn: [
      'AS, ASN (autonomous system)',
      'A network with a number of its own on the Internet: a provider, a hoster, a large company.',
    ],
    attck: ['Numbers of MITRE ATT&CK', 'T1498 and the like: a public catalogue of techniques.'],
    received: [
      'Received line',
      'The mark that each mail server puts on top of a mail. Those of own servers can be believed, those below not.',
    ],
    wallet: [
      'Wallet, checksum',
      'An address to which a cryptocurrency is paid. Its checksum shows a typing error; it shows no owner.',
    ],
    hash: [
      'Hash (SHA-256)',
      'A number worked out from every byte of a file. Equal hashes: equal files; whoever changes a file changes its hash.',
    ],
    utc: [
      'UTC, and Z',
      'The common time of the world, without zones and summer time; a Z behind a time says so.',
    ],
  } as Record<string, readonly [term: string, meaning: string]>,
  beside: 'Beside this document',
  files: {
    sources: ['All sources', 'data/sources.csv'],
    redactions: ['What was redacted', 'data/redactions.csv'],
    custody: ['Custody, step by step', 'data/custody.csv'],
    declaration: ['Declaration, unsigned', 'extortion/declaration-template.txt'],
    datasheet: ['Data sheet for record-keepers', 'extortion/le-preservation-datasheet.csv'],
  } as Record<string, readonly [what: string, file: string]>,
};

/** The same of any language. */
export type AnnexTexts = typeof annexTexts;
