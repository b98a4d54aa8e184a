// How the documents for networks speak of an attack, in PDF and in plain text alike: targets, times, rates, matches, sources.

import type { IncidentFacts, Peaks, PopulationFacts, VectorFacts } from '../../model/facts.ts';
import { type DocumentLanguage, ENGLISH } from './language.ts';

const MAX_IDS = 6;

/** Ids or names in a row, at most `most`. */
export function listed(
  values: readonly string[],
  most: number = MAX_IDS,
  { texts, units: { count } }: DocumentLanguage = ENGLISH,
): string {
  const shown = values.slice(0, most).join(', ');
  return values.length > most ? `${shown} ${texts.table.andMore(count(values.length - most))}` : shown;
}

/** The rates that were measured, largest second first. */
export function peakWords(peaks: Peaks, { texts, units }: DocumentLanguage = ENGLISH): string {
  const words = texts.provider;
  return [
    peaks.pps1s > 0 ? units.rate(peaks.pps1s, words.packets) : '',
    peaks.bps1s > 0 ? units.bitRate(peaks.bps1s) : '',
    peaks.rps1s > 0 ? units.rate(peaks.rps1s, words.requests) : '',
    peaks.halfOpen > 0 ? words.halfOpen(units.count(peaks.halfOpen)) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** How much of it came nearly always; '' where that was not measured. A link is planned by it, not by the peak. */
export function usualRate({ pps95, bps95 }: Peaks, { texts, units }: DocumentLanguage = ENGLISH): string {
  return pps95 > 0
    ? texts.provider.ninetyFive(units.rate(pps95, texts.provider.packets), units.bitRate(bps95))
    : '';
}

/** The targets of all vectors; 'not stated' without any. */
export function targetsOf(facts: IncidentFacts, language: DocumentLanguage = ENGLISH): string {
  const targets = new Set(facts.vectors.flatMap((vector) => vector.targets));
  return (
    listed([...targets].map(language.texts.provider.targetName), 6, language) || language.texts.notStated
  );
}

/** When, in at most so many waves. */
export function attackTimes(facts: IncidentFacts, language: DocumentLanguage = ENGLISH): string {
  const spans = facts.waves.map((wave) => language.units.utcSpan(wave.startUtc, wave.endUtc));
  return listed(spans, 4, language);
}

/** What the signs come to, in a sentence or two. */
export function populationConclusion({ conclusion, emitters }: PopulationFacts): string {
  return emitters === '' ? conclusion : `${conclusion} Seen: ${emitters}.`;
}

/** How a network could tell this traffic; paths and names of requests stay in the house. */
export function matchOf(vector: VectorFacts, language: DocumentLanguage = ENGLISH): string {
  if (vector.cisaClass !== 'application' && vector.vector !== 'connection_flood')
    return language.texts.provider.technicalMatch(vector.match);
  const { targets, destinationPort: port } = vector;
  const named = targets.every((target) => target.endsWith(`/${port}`));
  return language.texts.provider.requestMatch(
    listed(targets.map(language.texts.provider.targetName), 3, language),
    named ? '' : port,
    vector.protocol.toUpperCase(),
  );
}

/** Share of the traffic before the attack that the match would hit: at most so much where it names a port of UDP. */
export function baselineWords(
  share: number,
  { protocol, match }: VectorFacts,
  { texts, units }: DocumentLanguage = ENGLISH,
): string {
  const words = units.percent(share);
  return share > 0 && protocol === 'udp' && / ports? \d/.test(match) ? texts.provider.atMost(words) : words;
}

/** How many addresses sent it, and whether they look made up. */
export function sourcesOf(
  { sources, sourcesByVerdict, population }: VectorFacts,
  { texts, units, said }: DocumentLanguage = ENGLISH,
): string {
  const words = texts.provider;
  const { proven, reflector } = sourcesByVerdict;
  const counts = [
    proven > 0 ? words.proven(units.count(proven)) : '',
    reflector > 0 ? units.counted(reflector, ...words.reflector) : '',
  ].filter((part) => part !== '');
  const looks = population === undefined ? '' : ` ${said(populationConclusion(population))}`;
  return words.sources(units.counted(sources, ...words.address), counts.join(texts.table.and)) + looks;
}

const MOST_BLACKHOLES = 6;

/** The server at the hoster, and what is stated of blackholes: when, until when, and in whose words; empty for a plain upstream. */
export function hosterRows(
  { case: { provider, actions } }: IncidentFacts,
  { texts, units }: DocumentLanguage = ENGLISH,
): [label: string, text: string][] {
  const words = texts.provider;
  const blackholes = actions.filter(({ kind }) => kind === 'blackhole');
  return [
    ...(provider.server === '' ? [] : [[words.server, provider.server] satisfies [string, string]]),
    ...blackholes
      .slice(0, MOST_BLACKHOLES)
      .map(({ atUtc, untilUtc, what }): [string, string] => [
        words.blackholes,
        `${untilUtc === '' ? units.utc(atUtc) : units.utcSpan(atUtc, untilUtc)}: ${what}`,
      ]),
  ];
}

/** Who asks, on one line. */
export function contactText(facts: IncidentFacts, { texts }: DocumentLanguage = ENGLISH): string {
  const { preparer } = facts.case;
  const parts = [preparer.name, preparer.organisation, preparer.phone, preparer.email];
  return parts.filter((part) => part !== '').join(', ') || texts.notStated;
}

/** The upstream and its number for the incident. */
export function ticketText(facts: IncidentFacts, { texts }: DocumentLanguage = ENGLISH): string {
  const { name, ticket: number } = facts.case.provider;
  return [name, number === '' ? '' : texts.provider.ticket(number)].filter((part) => part !== '').join(', ');
}
