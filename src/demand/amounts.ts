// Amounts of money in a text, with their currency and whether the sentence speaks of a rise.

import type { DemandAmount, Quote } from '../model/demand.ts';
import { anyOf, partOf } from './sentences.ts';

const CURRENCIES: readonly [string, string][] = [
  ['BTC', 'btc|xbt|bitcoins?|₿'],
  ['XMR', 'xmr|monero'],
  ['ETH', 'eth|ethereum|ether'],
  ['LTC', 'ltc|litecoins?'],
  ['DOGE', 'doge|dogecoins?'],
  ['TRX', 'trx|tron'],
  ['USDT', 'usdt|tether'],
  ['USD', 'usd|us\\$|us-dollars?|dollars?|\\$'],
  ['EUR', 'eur|euros?|€'],
  ['GBP', 'gbp|pounds?|£'],
  ['CHF', 'chf|francs?|franken'],
];
const CRYPTO = new Set(['BTC', 'XMR', 'ETH', 'LTC', 'DOGE', 'TRX', 'USDT']);
const NUMBER = String.raw`\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,8})?|\d{1,15}(?:[.,]\d{1,18})?`;
const NAMES = CURRENCIES.map(([, names]) => names).join('|');
// 0.4 BTC | 5.000 Euro | 10k USD | $5,000 | BTC 0.4
const AMOUNT = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,])(?:(?<before>${NAMES})\s?(?<n1>${NUMBER})(?<k1>k)?|(?<n2>${NUMBER})\s?(?<k2>k)?\s?(?<after>${NAMES}))(?![\p{L}\p{N}])`,
  'giu',
);
const RISE = anyOf(
  'goes up',
  'go up',
  'will rise',
  'rises?',
  'increases?',
  'increas(?:ed|ing)',
  'will grow',
  'doubles?',
  'more for (?:every|each)',
  '(?:every|each|per) (?:day|hour)',
  'erhöht',
  'steigt',
  'pro (?:Tag|Stunde)',
  'jeden (?:weiteren )?Tag',
);
const MOST_AMOUNTS = 50;

/** The number as a decimal with a point, and how it was read when that was not certain. */
function decimalOf(written: string, crypto: boolean): { value: string; assumption: string } {
  const text = written.replace(/[' ]/g, '');
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (points > 0 && commas > 0) {
    const decimal = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
    const other = decimal === '.' ? ',' : '.';
    return { value: text.replaceAll(other, '').replace(decimal, '.'), assumption: '' };
  }
  if (points + commas > 1) return { value: text.replace(/[.,]/g, ''), assumption: '' };
  const [whole, fraction] = text.split(/[.,]/);
  if (fraction?.length !== 3 || whole === '0') return { value: text.replace(',', '.'), assumption: '' };
  return crypto
    ? { value: `${whole}.${fraction}`, assumption: 'read as a decimal fraction, not as thousands' }
    : { value: whole + fraction, assumption: 'read as thousands, not as a decimal fraction' };
}

function thousandfold(value: string): string {
  const [whole, fraction = ''] = value.split('.');
  const rest = fraction.slice(3).replace(/0+$/, '');
  return (
    (whole + fraction.padEnd(3, '0').slice(0, 3)).replace(/^0+(?=\d)/, '') + (rest === '' ? '' : `.${rest}`)
  );
}

/** All amounts, in order. */
export function findAmounts(sentences: readonly Quote[]): DemandAmount[] {
  const found: DemandAmount[] = [];
  for (const sentence of sentences) {
    const rise = RISE.exec(sentence.text);
    for (const match of sentence.text.matchAll(AMOUNT)) {
      if (found.length >= MOST_AMOUNTS) return found;
      const { before, after, n1, n2, k1, k2 } = match.groups ?? {};
      const name = (before ?? after ?? '').toLowerCase();
      const currency =
        CURRENCIES.find(([, names]) => new RegExp(`^(?:${names})$`, 'iu').test(name))?.[0] ?? '';
      const { value, assumption } = decimalOf(n1 ?? n2 ?? '', CRYPTO.has(currency));
      found.push({
        value: (k1 ?? k2) === undefined ? value : thousandfold(value),
        currency,
        // "0.4 BTC, which goes up by 0.2 BTC": what stands before the rise is the demand.
        role: rise !== null && ordinal(rise) <= match.index + match[0].length ? 'escalation' : 'demanded',
        assumption,
        quote: partOf(sentence, match),
      });
    }
  }
  return found;
}

// "0.2 BTC for every day": a rise that stands right behind the amount belongs to it.
function ordinal(rise: RegExpExecArray): number {
  const behind = /^(?:every|each|per|pro|jeden|more)/i.test(rise[0]);
  return behind ? rise.index - 8 : rise.index;
}
