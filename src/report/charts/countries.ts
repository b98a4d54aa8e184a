// The chart of countries: proven sources by country of registration, and quite apart from them the unproven ones.

import type { CountryFacts, IncidentFacts } from '../../model/facts.ts';
import type { DocumentLanguage } from '../text/language.ts';
import { type Bar, type BarGroup, barsHeight, barsView } from './bars.ts';
import type { ChartPlan } from './chart.ts';
import { CHART_WIDTH, VERDICT_COLOUR } from './palette.ts';

const MOST_PROVEN = 15;
const MOST_UNPROVEN = 3;
const LABEL_WIDTH = 150;
// Wide, and the bars below it short: what may be forged must not pass for more of the same.
const GAP = 46;
const WIDTH = CHART_WIDTH - LABEL_WIDTH - 6;
const UNPROVEN_WIDTH = 210;

// Sorts by count, then by code, and sums what does not fit into one last bar.
function topCountries(
  { texts: { figures: texts }, units }: DocumentLanguage,
  countries: readonly CountryFacts[],
  most: number,
  of: (country: CountryFacts) => number,
): Bar[] {
  const sorted = countries
    .filter((country) => of(country) > 0)
    .sort((a, b) => of(b) - of(a) || (a.country < b.country ? -1 : 1));
  const whole = sorted.reduce((sum, country) => sum + of(country), 0);
  const rest = sorted.slice(most);
  const rows = sorted.slice(0, most).map((country) => ({
    key: country.country,
    label: texts.country(country.country, country.countryName) || country.country || texts.notKnown,
    value: of(country),
  }));
  if (rest.length > 0)
    rows.push({
      key: 'others',
      label: texts.others(units.counted(rest.length, ...texts.countryNoun)),
      value: rest.reduce((sum, country) => sum + of(country), 0),
    });
  return rows.map((row) => ({
    ...row,
    text: `${units.count(row.value)} (${units.percent(row.value / whole)})`,
  }));
}

/** Undefined when no country has a source. */
export function countriesPlan(facts: IncidentFacts, language: DocumentLanguage): ChartPlan | undefined {
  const { counted } = language.units;
  const texts = language.texts.figures;
  const proven = topCountries(language, facts.countries, MOST_PROVEN, (country) => country.sourcesProven);
  const unproven = topCountries(
    language,
    facts.countries,
    MOST_UNPROVEN,
    (country) => country.sourcesUnproven,
  );
  const group = (title: string, bars: Bar[], colour: string, width: number): BarGroup => ({
    title,
    bars,
    colour,
    width,
    valueRoom: 90,
    labelWidth: LABEL_WIDTH,
    largest: Math.max(...bars.map((bar) => bar.value)),
  });
  const groups: BarGroup[] = [];
  if (proven.length > 0) groups.push(group(texts.provenByCountry, proven, VERDICT_COLOUR.proven, WIDTH));
  if (unproven.length > 0)
    groups.push(group(texts.unprovenByCountry, unproven, VERDICT_COLOUR.unproven, UNPROVEN_WIDTH));
  if (groups.length === 0) return undefined;
  const total = facts.countries.reduce((sum, country) => sum + country.sourcesProven, 0);
  const places = facts.countries.filter((country) => country.sourcesProven > 0).length;
  const top = proven.slice(0, 3).map((bar) => `${bar.label} ${bar.text}`);
  return {
    id: 'countries',
    title: texts.countriesTitle,
    altText:
      (total === 0
        ? texts.noneProven
        : texts.provenIn(
            counted(total, ...texts.provenSource),
            counted(places, ...texts.countriesIn),
            top.join(', '),
          )) + (unproven.length === 0 ? '' : ` ${texts.unprovenApart}`),
    spec: { vconcat: groups.map(barsView), spacing: GAP, bounds: 'flush' },
    frame: {
      width: WIDTH,
      height: groups.reduce((sum, each) => sum + barsHeight(each), GAP * (groups.length - 1)),
      padding: { left: LABEL_WIDTH, top: 20, right: 6, bottom: 6 },
    },
  };
}
