// public/summary.txt: the attack in numbers, for anybody, in the language of the case; at most 72 columns. Written under the profile for the public only.

import type { IncidentFacts } from '../model/facts.ts';
import { VERDICTS } from '../model/verdict.ts';
import { documentLanguage } from './text/language.ts';
import { wrap } from './text/wrap.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from './writer.ts';

const MOST_PLACES = 10;

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, '', ...lines.flatMap((line) => wrap(line, '  ', '    '))];
}

/** The text, in the language of the case. */
export function publicSummaryText(facts: IncidentFacts): string {
  const { texts: all, units, said } = documentLanguage(facts.case.writtenIn);
  const { publicSummary: texts, provider, figures } = all;
  const answers = all.answers(facts, units);
  const networks = facts.networks
    .filter((network) => network.sourcesProven > 0)
    .slice(0, MOST_PLACES)
    .map(
      (network) =>
        `AS${network.asn} ${network.asName}: ${units.counted(network.sourcesProven, ...texts.provenSource)}`,
    );
  const countries = facts.countries
    .filter((country) => country.sourcesProven > 0)
    .slice(0, MOST_PLACES)
    .map(
      ({ country, countryName, sourcesProven }) =>
        `${figures.country(country, countryName) || provider.notKnown}: ${units.counted(sourcesProven, ...texts.provenSource)}`,
    );
  return `${[
    ...(facts.case.exercise ? [...wrap(`*** ${all.exerciseLine} ***`), ''] : []),
    ...wrap(texts.heading(units.utc(facts.generatedUtc))),
    '',
    ...[answers.what, answers.when, answers.howBig, answers.sources, answers.effect]
      .filter((answer) => answer !== '')
      .flatMap((answer) => wrap(answer)),
    ...list(
      texts.vectors,
      facts.vectors.map(
        (vector) =>
          `${provider.vectorTitle(vector.title)}, ${units.utcSpan(vector.firstUtc, vector.lastUtc)}: ${units.counted(vector.sources, ...texts.source)}`,
      ),
    ),
    ...list(
      texts.sources,
      VERDICTS.filter((verdict) => facts.sourcesByVerdict[verdict] > 0).map(
        (verdict) =>
          `${units.count(facts.sourcesByVerdict[verdict])} ${provider.verdicts.inSentence(provider.verdicts.title[verdict])}`,
      ),
    ),
    ...list(texts.networks, networks),
    ...list(texts.countries, countries),
    '',
    ...wrap(texts.limits),
    '',
    ...facts.limits.slice(0, 1).flatMap((limit) => wrap(said(limit))),
  ].join('\n')}\n`;
}

/** The summary for the public. */
export const publicSummary: ReportWriter = {
  id: 'public-summary',
  title: 'the attack in numbers, without names and addresses',
  async write({ facts }: ReportInput, directory: string): Promise<WrittenFile[]> {
    return [
      await writeWholeFile(directory, 'public/summary.txt', publicSummary.title, publicSummaryText(facts)),
    ];
  },
};
