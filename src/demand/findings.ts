// Everything that is read out of the text of a message, each with its quote.

import type { DemandAmount, DemandRecord, DemandWallet } from '../model/demand.ts';
import type { ZoneClock } from '../model/stated-time.ts';
import { findAmounts } from './amounts.ts';
import { findClaims } from './claims.ts';
import { findContacts, findTargets } from './contacts.ts';
import { findAnnouncedTimes, findDeadlines } from './deadlines.ts';
import { demandKind } from './kind.ts';
import { sentencesOf } from './sentences.ts';
import { findWallets } from './wallets.ts';

/** Longest text that is kept and looked through, in UTF-16 units. */
export const MAX_TEXT: number = 256 * 1024;

/** What is read out of a text. */
export type TextFindings = Pick<
  DemandRecord,
  | 'text'
  | 'language'
  | 'kind'
  | 'kindReason'
  | 'kindQuotes'
  | 'claimedIdentity'
  | 'contacts'
  | 'threats'
  | 'targets'
  | 'announcedTimes'
  | 'amounts'
  | 'deadlines'
  | 'wallets'
  | 'claims'
>;

/** Looks through a text; adds to `warnings` what is to be known of it. */
export function textFindings(
  whole: string,
  headerValues: readonly string[],
  receivedUtc: string,
  { zone, attackedHosts }: { zone: ZoneClock | undefined; attackedHosts: readonly string[] },
  warnings: string[],
): TextFindings {
  const text = whole.slice(0, MAX_TEXT);
  if (whole.length > MAX_TEXT)
    warnings.push(`The text has ${whole.length} characters; the first ${MAX_TEXT} were looked through.`);
  const sentences = sentencesOf(text);
  const amounts = findAmounts(sentences);
  const wallets = findWallets(text).map(
    (wallet): DemandWallet => ({ ...wallet, amount: amountFor(wallet.asset, amounts) }),
  );
  for (const wallet of wallets)
    if (wallet.checksum === 'invalid')
      warnings.push(
        `The ${wallet.asset} address ${wallet.address} has a wrong checksum: it is mistyped, cut or made up. Do not correct it.`,
      );
  const contacts = findContacts(headerValues, text, attackedHosts);
  const { claims, identity } = findClaims(sentences);
  const { kind, reason, quotes, threats } = demandKind(sentences, amounts, wallets);
  const receivedSec = receivedUtc === '' ? undefined : Date.parse(receivedUtc) / 1000;
  return {
    text,
    language: languageOf(text),
    kind: text.trim() === '' ? 'not_read' : kind,
    kindReason: text.trim() === '' ? 'There is no text to judge.' : reason,
    kindQuotes: quotes,
    claimedIdentity: identity,
    contacts,
    threats,
    targets: findTargets(text, contacts, attackedHosts),
    announcedTimes: findAnnouncedTimes(sentences),
    amounts,
    deadlines: findDeadlines(sentences, { receivedSec, zone }),
    wallets,
    claims,
  };
}

function amountFor(asset: DemandWallet['asset'], amounts: readonly DemandAmount[]): string {
  const values = new Set(
    amounts
      .filter((amount) => amount.role === 'demanded' && amount.currency === asset)
      .map((amount) => amount.value),
  );
  return values.size === 1 ? [...values][0] : '';
}

/** en or de by their commonest words; '' when neither stands out. */
function languageOf(text: string): string {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (common: string): number => {
    const known = new Set(common.split(' '));
    return words.filter((word) => known.has(word)).length;
  };
  const english = count('the you and to of your we is will if not for have this');
  const german = count('der die das und sie wir ist nicht ihr wenn zu den mit für');
  if (Math.max(english, german) < 3 || english === german) return '';
  return english > german ? 'en' : 'de';
}
