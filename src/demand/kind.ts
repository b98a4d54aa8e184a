// Whether a message demands something openly, in a veiled way, or not at all. The rules are stated here; the sentences that decided are quoted.

import type { DemandAmount, DemandKind, DemandWallet, Quote } from '../model/demand.ts';
import { anyOf } from './sentences.ts';

const PAY = anyOf(
  'pay(?:ment|ing|s)?',
  'send',
  'transfer',
  'deposit',
  'wire',
  'zahl(?:e|en|t|ung)',
  'bezahl(?:e|en|t|ung)',
  'überweis(?:e|en|t|ung)',
  'schick(?:e|en|t)',
  'send(?:e|en|et)',
);
const THREAT = anyOf(
  'd?dos(?:ed|ing)?',
  'attack(?:s|ed|ing)?',
  'flood(?:s|ed|ing)?',
  'take (?:you|it|(?:your|the) [\\p{L}]+) (?:down|offline)',
  '(?:shut|bring|knock) (?:you|it|(?:your|the) [\\p{L}]+) (?:down|offline)',
  '(?:go|goes|be|stay|stays) (?:down|offline)',
  'destroy(?:ed)?',
  'leak(?:ed)?',
  'Angriffe?',
  'angreifen',
  'lahm ?legen',
  'lahmgelegt',
  'offline nehmen',
  'zerstören',
);
const CONDITION = anyOf(
  "if you (?:do not|don[’']?t|fail to|refuse(?: to)?|ignore|won[’']?t)",
  "if (?:we do not|we don[’']?t) (?:receive|get)",
  'unless you',
  'or else',
  'otherwise',
  'wenn (?:sie|ihr|du) nicht',
  'falls (?:sie|ihr|du)? ?nicht',
  'andernfalls',
  'ansonsten',
);
const VEILED = anyOf(
  '(?:be|is) (?:such )?(?:a )?(?:shame|pity|bad|unfortunate|sad) if',
  'nice (?:site|website|business|shop|server|store)',
  'hate to see',
  "you (?:do not|don[’']?t|would not|wouldn[’']?t) want",
  'something (?:might|could|may|bad) happen',
  'protection (?:fee|service|plan|money)',
  'we can (?:help you|make it stop|stop (?:it|this|the))',
  '(?:wäre )?(?:doch )?schade,? wenn',
  'schutzgeld',
);
const CONTACT = anyOf(
  '(?:contact|write to|write|reply to|mail|message) (?:us|me)',
  'get in touch',
  'meld(?:e|en|et) (?:dich|sie sich|euch)',
  'kontaktier\\p{L}*',
);
const MOST_QUOTES = 6;

/** The kind, the rule that decided, and the sentences it rests on. */
export interface KindFinding {
  kind: DemandKind;
  reason: string;
  quotes: Quote[];
  /** Sentences with a threatened act or what happens without payment. */
  threats: Quote[];
}

function holds(sentence: Quote, things: readonly { quote: Quote }[]): boolean {
  return things.some(({ quote }) => quote.start >= sentence.start && quote.end <= sentence.end);
}

/** Judges a text by its sentences, the amounts and the payment addresses in it. */
export function demandKind(
  sentences: readonly Quote[],
  amounts: readonly DemandAmount[],
  wallets: readonly Pick<DemandWallet, 'quote'>[],
): KindFinding {
  const money = [...amounts, ...wallets];
  // The amount may stand in the sentence that asks for payment or in the next one.
  const asks = sentences.filter(
    (sentence, index) =>
      PAY.test(sentence.text) &&
      [sentence, sentences[index + 1]].some((near) => near !== undefined && holds(near, money)),
  );
  const conditions = sentences.filter(
    (sentence) => CONDITION.test(sentence.text) && (PAY.test(sentence.text) || THREAT.test(sentence.text)),
  );
  const threats = sentences.filter((sentence) => THREAT.test(sentence.text) || conditions.includes(sentence));
  const veiled = sentences.filter((sentence) => VEILED.test(sentence.text));
  const contact = sentences.filter((sentence) => CONTACT.test(sentence.text));
  const finding = (kind: DemandKind, reason: string, ...quotes: (readonly Quote[])[]): KindFinding => ({
    kind,
    reason,
    quotes: [...new Set(quotes.flat())].sort((a, b) => a.start - b.start).slice(0, MOST_QUOTES),
    threats: threats.slice(0, MOST_QUOTES),
  });
  if (asks.length > 0 && threats.length > 0)
    return finding(
      'explicit',
      'It asks for payment with an amount or a payment address, and says what follows without it or threatens an attack.',
      asks,
      conditions.length > 0 ? conditions : threats,
    );
  if (veiled.length > 0)
    return finding('implied', 'It speaks of harm or of protection in a veiled way.', veiled, asks);
  if (asks.length > 0) return finding('implied', 'It asks for payment and states no threat.', asks);
  if (threats.length > 0 && contact.length > 0)
    return finding(
      'implied',
      'It threatens an attack and asks to be contacted, without a price.',
      threats,
      contact,
    );
  if (threats.length > 0) return finding('none', 'It speaks of an attack and asks for nothing.', threats);
  return finding('none', 'Neither a request for payment nor a threat was found in it.');
}
