// All that the analysis says, in German: one phrase book.

import type { LocalUnits } from '../local-units.ts';
import { germanTarget, germanVector } from './de-names.ts';
import { casePhrases } from './de-phrases-case.ts';
import { criteriaPhrases } from './de-phrases-criteria.ts';
import { demandPhrases } from './de-phrases-demands.ts';
import { effectPhrases } from './de-phrases-effect.ts';
import { eventPhrases } from './de-phrases-events.ts';
import { filePhrases } from './de-phrases-files.ts';
import { lawPhrases } from './de-phrases-law.ts';
import { methodPhrases } from './de-phrases-method.ts';
import { pagePhrases } from './de-phrases-page.ts';
import { reasonPhrases } from './de-phrases-reasons.ts';
import { surgePhrases } from './de-phrases-surges.ts';
import { thresholdPhrases } from './de-phrases-thresholds.ts';
import { type Phrase, phraseBook, type Said } from './phrases.ts';

/** Every sentence of the analysis with its German form. */
export const germanPhrases: readonly Phrase[] = [
  ...reasonPhrases,
  ...criteriaPhrases,
  ...effectPhrases,
  ...surgePhrases,
  ...demandPhrases,
  ...methodPhrases,
  ...casePhrases,
  ...lawPhrases,
  ...filePhrases,
  ...pagePhrases,
  ...eventPhrases,
  ...thresholdPhrases,
];

/** A sentence that has no German form, marked as such. */
export function quotedEnglish(sentence: string): string {
  return /[.!?]$/.test(sentence)
    ? `Feststellung des Analyseprogramms (Englisch): \u201e${sentence}\u201c`
    : `\u201e${sentence}\u201c (Englisch)`;
}

/** What the analysis says, in German. */
export const germanSaid: (units: LocalUnits) => Said = phraseBook({
  phrases: germanPhrases,
  and: ' und ',
  vector: germanVector,
  target: germanTarget,
  unknown: quotedEnglish,
});
