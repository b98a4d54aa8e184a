// Messages that demand something: what the file holds, what its own server says of it, and what was found in its text. Plain data.

/** How surely the message lies before us as it was received. */
export type Preservation = 'original' | 'forwarded' | 'screenshot' | 'text_only' | 'recollection' | 'missing';

/** Whether a text asks for something under a threat; by the rules of demand/kind.ts. */
export type DemandKind = 'explicit' | 'implied' | 'none' | 'not_read';

/** A stretch of the message, exactly as written. Offsets count UTF-16 units of DemandRecord.text. */
export interface Quote {
  text: string;
  start: number;
  end: number;
}

/** One Received line, from the last server (first in the message) to the first. */
export interface ReceivedHop {
  /** Unfolded, otherwise as written. */
  raw: string;
  /** What the sending side called itself. */
  fromName: string;
  /** Address the receiving server saw; '' when the line has none. */
  fromAddress: string;
  by: string;
  timeText: string;
  /** RFC 3339 UTC; '' when the time cannot be read. */
  utc: string;
  /** True when one of the stated mail servers wrote it; all others are claims of the sender's side. */
  trusted: boolean;
}

/** One result of an Authentication-Results line: spf, dkim, dmarc. */
export interface AuthenticationResult {
  /** Server that says so. */
  server: string;
  method: string;
  result: string;
  /** What it was checked for, as written: smtp.mailfrom=..., header.d=... */
  properties: string;
  /** True when the server is one of the stated mail servers. */
  trusted: boolean;
}

/** Assets whose addresses are recognised. TRX addresses carry USDT too. */
export const WALLET_ASSETS = ['BTC', 'ETH', 'XMR', 'LTC', 'DOGE', 'TRX'] as const;

/** A payment address found in a message. */
export interface DemandWallet {
  asset: (typeof WALLET_ASSETS)[number];
  /** base58check, bech32, bech32m, eip55, monero. */
  format: string;
  /** As written. */
  address: string;
  /** 'none': the spelling carries no checksum (an ETH address in one case only). */
  checksum: 'valid' | 'invalid' | 'none';
  /** Demanded amount in this asset when the message names exactly one; '' otherwise. */
  amount: string;
  quote: Quote;
}

/** An amount of money named in a message. */
export interface DemandAmount {
  /** Decimal with a point, "0.4". */
  value: string;
  /** BTC, XMR, EUR ... as ISO or usual ticker. */
  currency: string;
  /** Whether the sentence speaks of a rise ("goes up by 0.2 BTC for every day"). */
  role: 'demanded' | 'escalation';
  /** How the number was read when it could be read two ways; '' otherwise. */
  assumption: string;
  quote: Quote;
}

/** A time limit named in a message. */
export interface DemandDeadline {
  /** RFC 3339 UTC; '' when it cannot be told. */
  utc: string;
  /** Zone or starting point that had to be assumed, or why no time is given. */
  assumption: string;
  quote: Quote;
}

/** A way to reach the sender, as claimed. */
export interface DemandContact {
  kind: 'email' | 'telegram' | 'onion' | 'tox' | 'session' | 'xmpp' | 'url' | 'phone';
  value: string;
  where: 'header' | 'text';
}

/** Something the sender says about himself or what he can do. Never more than a claim. */
export interface DemandClaim {
  kind: 'identity' | 'group' | 'capacity' | 'demonstration' | 'earlier_attack';
  quote: Quote;
}

/** A part of the message that is no text. */
export interface DemandAttachment {
  fileName: string;
  mimeType: string;
  sizeBytes: number;
  sha256: string;
}

/** One message. Texts are '' when unknown; times RFC 3339 UTC. */
export interface DemandRecord {
  /** D1, D2 ... as in the case; D1.1, D1.2 ... for the messages of one mailbox file. */
  id: string;
  channel: string;
  /** As stated in incident.yaml. */
  file: string;
  evidenceId: string;
  sha256: string;
  sizeBytes: number;
  modifiedUtc: string;
  receivedUtc: string;
  /** As written in the Received line, or as stated. */
  receivedText: string;
  /** Minutes east of UTC as written; undefined when unknown. */
  receivedOffsetMin: number | undefined;
  /** Who says when it was received. */
  receivedFrom: 'own_server' | 'topmost_received' | 'operator' | 'unknown';
  preservation: Preservation;
  /** What is to be known before the message is relied on; plain sentences. */
  warnings: string[];
  /** The header block exactly as in the file; '' when it is no mail. */
  headerBlock: string;
  returnPath: string;
  from: string;
  replyTo: string;
  to: string;
  subject: string;
  messageId: string;
  /** Set by the sender. */
  dateHeader: string;
  mailer: string;
  originatingIp: string;
  dkimSignatures: string[];
  arc: string[];
  received: ReceivedHop[];
  /** Address that the first trusted server recorded for the outside world. */
  firstExternalAddress: string;
  authentication: AuthenticationResult[];
  /** The message, decoded and otherwise verbatim. */
  text: string;
  /** Where the text comes from: the mail's plain part, its HTML part with markup taken out, or the file itself. */
  textFrom: 'plain' | 'html' | 'file' | 'none';
  attachments: DemandAttachment[];
  /** en, de or '' when not told. */
  language: string;
  kind: DemandKind;
  /** The rule that decided, one sentence. */
  kindReason: string;
  kindQuotes: Quote[];
  /** Who the sender says he is, as written. */
  claimedIdentity: string;
  contacts: DemandContact[];
  /** Sentences with a threatened act. */
  threats: Quote[];
  /** Addresses and host names named in the text. */
  targets: string[];
  /** Times at which something is announced to happen, as written. */
  announcedTimes: Quote[];
  amounts: DemandAmount[];
  deadlines: DemandDeadline[];
  wallets: DemandWallet[];
  claims: DemandClaim[];
  /** Stated by the operator. */
  note: string;
}

/** Where a message or a deadline in it stands to a wave: in time, and in nothing else. */
export interface DemandTiming {
  demandId: string;
  /** What the time is measured from. */
  from: 'receipt' | 'deadline';
  fromUtc: string;
  waveId: string;
  waveUtc: string;
  /** From there to the start of the wave; negative when the wave began before. */
  seconds: number;
  /** The wave was under way when the evidence begins: it began at that time or earlier. */
  startCensored: boolean;
  /** Names out of the message that are among the targets of the wave, as written. */
  targetsNamed: string[];
  /** Plain sentence. */
  text: string;
}

/** When a stated demand was received, RFC 3339 UTC: by the own mail server that wrote it down, else as stated, else by the file; '' when nothing tells. */
export function receiptUtc(
  stated: { id: string; receivedUtc: string },
  records: readonly DemandRecord[],
): string {
  const own = records.filter(({ id }) => id === stated.id || id.startsWith(`${stated.id}.`));
  const byServer = own.find(({ receivedFrom }) => receivedFrom === 'own_server');
  return byServer?.receivedUtc ?? (stated.receivedUtc || (own[0]?.receivedUtc ?? ''));
}

/** What is stated of a message; the messages of one mailbox (D1.1, D1.2 ...) share it. */
export function statedOf<Stated extends { id: string }>(
  stated: readonly Stated[],
  { id }: Pick<DemandRecord, 'id'>,
): Stated | undefined {
  return stated.find((each) => id === each.id || id.startsWith(`${each.id}.`));
}
