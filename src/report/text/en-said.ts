// What the analysis says, in English: as it is, with its UTC times in the date style of the document.

import type { LocalUnits } from '../local-units.ts';
import type { Said } from './phrases.ts';

// Sample: 2026-06-11 18:06:00Z to 18:20:00Z. RFC 3339 with a T stands in commands and records, and stays.
const SPAN = /\b(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\dZ)(?: to (?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d:\d\dZ))?/g;

/** Sentences of the analysis with times as the units write them. */
export function englishSaid(units: LocalUnits): Said {
  const said = (text: string): string =>
    text.replace(
      SPAN,
      (_, date: string, from: string, endDate: string | undefined, to: string | undefined) =>
        to === undefined
          ? units.utc(`${date}T${from}`)
          : units.utcSpan(`${date}T${from}`, `${endDate ?? date}T${to}`),
    );
  const isIso = units.utcDate('2000-01-02') === '2000-01-02';
  return { said: isIso ? (text) => text : said, saidOrWritten: (text) => text };
}
