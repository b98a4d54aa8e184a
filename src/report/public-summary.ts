// public/summary.txt: the attack in numbers, for anybody; at most 72 columns. Written under the profile for the public only.

import type { IncidentFacts } from '../model/facts.ts';
import { VERDICTS } from '../model/verdict.ts';
import { EXERCISE_LINE } from './text/wording.ts';
import { wrap } from './text/wrap.ts';
import * as units from './units.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from './writer.ts';

const MOST_PLACES = 10;

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, '', ...lines.flatMap((line) => wrap(line, '  ', '    '))];
}

function summaryText(facts: IncidentFacts): string {
  const { answers } = facts;
  const networks = facts.networks
    .filter((network) => network.sourcesProven > 0)
    .slice(0, MOST_PLACES)
    .map(
      (network) =>
        `AS${network.asn} ${network.asName}: ${units.counted(network.sourcesProven, 'proven source')}`,
    );
  const countries = facts.countries
    .filter((country) => country.sourcesProven > 0)
    .slice(0, MOST_PLACES)
    .map((country) => `${country.countryName}: ${units.counted(country.sourcesProven, 'proven source')}`);
  return `${[
    ...(facts.case.exercise ? [...wrap(`*** ${EXERCISE_LINE} ***`), ''] : []),
    ...wrap(`${facts.case.title}, reported ${facts.generatedUtc}. All times are UTC.`),
    '',
    ...[answers.what, answers.when, answers.howBig, answers.sources, answers.effect]
      .filter((answer) => answer !== '')
      .flatMap((answer) => wrap(answer)),
    ...list(
      'VECTORS',
      facts.vectors.map(
        (vector) =>
          `${vector.title}, ${units.utcSpan(vector.firstUtc, vector.lastUtc)}: ${units.counted(vector.sources, 'source')}`,
      ),
    ),
    ...list(
      'SOURCES',
      VERDICTS.filter((verdict) => facts.sourcesByVerdict[verdict] > 0).map(
        (verdict) => `${units.count(facts.sourcesByVerdict[verdict])} ${verdict}`,
      ),
    ),
    ...list('NETWORKS WITH THE MOST PROVEN SOURCES', networks),
    ...list('COUNTRIES OF REGISTRATION WITH THE MOST PROVEN SOURCES', countries),
    '',
    ...wrap(
      'A source address is not a person. Registration and location say nothing about who directed the attack; only proven sources completed a connection, all others may be forged.',
    ),
    '',
    ...facts.limits.slice(0, 1).flatMap((limit) => wrap(limit)),
  ].join('\n')}\n`;
}

/** The summary for the public. */
export const publicSummary: ReportWriter = {
  id: 'public-summary',
  title: 'the attack in numbers, without names and addresses',
  async write({ facts }: ReportInput, directory: string): Promise<WrittenFile[]> {
    return [await writeWholeFile(directory, 'public/summary.txt', publicSummary.title, summaryText(facts))];
  },
};
