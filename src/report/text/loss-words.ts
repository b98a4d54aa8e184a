// How documents tell a line of the loss statement: its amount, and how it was found or why it is left out.

import { minorDigits } from '../../model/billing.ts';
import type { LossRow } from '../../model/loss.ts';
import type { DocumentLanguage } from './language.ts';

/** The amount with its currency; a dash when there is none. */
export function lossAmount({ amountMinor, currency }: LossRow, { units }: DocumentLanguage): string {
  return amountMinor === undefined ? '\u2013' : units.money(amountMinor, minorDigits(currency), currency);
}

/** One sentence or two: the reader of a line that is left out wants the reason first. */
export function lossMethod(
  { basis, included, fromUtc, method, reason }: LossRow,
  { texts, said, saidOrWritten }: DocumentLanguage,
): string {
  if (basis === 'traffic')
    return [included ? '' : said(reason), saidOrWritten(method)].filter((part) => part !== '').join('. ');
  return included && fromUtc === '' ? saidOrWritten(method) || texts.notStated : said(reason);
}
