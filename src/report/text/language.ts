// The language of a document: its fixed texts, and its way of writing numbers, times and money. It is passed on, never kept: workers share nothing.

import type { WrittenIn } from '../../model/incident.ts';
import { type LocalUnits, localUnits } from '../local-units.ts';
import { de } from './de.ts';
import { en, type Texts } from './en.ts';
import type { Said } from './phrases.ts';

/** What a document is written with. */
export interface DocumentLanguage extends Said {
  readonly texts: Texts;
  readonly units: LocalUnits;
}

const TEXTS: Record<WrittenIn['language'], Texts> = { en, de };

/** The language of the documents that follow the settings of the case. */
export function documentLanguage(writtenIn: WrittenIn): DocumentLanguage {
  const texts = TEXTS[writtenIn.language];
  const units = localUnits(writtenIn);
  return { texts, units, ...texts.said(units) };
}

/** English with ISO dates, as all documents that do not follow the settings are written. */
export const ENGLISH: DocumentLanguage = documentLanguage({ language: 'en', dateStyle: 'iso' });
