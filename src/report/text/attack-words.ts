// How the documents for networks speak of an attack, in PDF and in plain text alike: targets, times, rates, matches, sources.

import type { IncidentFacts, Peaks, PopulationFacts, VectorFacts } from '../../model/facts.ts';
import * as units from '../units.ts';
import { type DocumentLanguage, ENGLISH } from './language.ts';
import { APPLICATION_MATCH, NOT_STATED } from './wording.ts';

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
export function peakWords(peaks: Peaks): string {
  return [
    peaks.pps1s > 0 ? units.rate(peaks.pps1s, 'packets') : '',
    peaks.bps1s > 0 ? units.bitRate(peaks.bps1s) : '',
    peaks.rps1s > 0 ? units.rate(peaks.rps1s, 'requests') : '',
    peaks.halfOpen > 0 ? `${units.count(peaks.halfOpen)} half-open sockets` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** The targets of all vectors; 'not stated' without any. */
export function targetsOf(facts: IncidentFacts): string {
  const targets = new Set(facts.vectors.flatMap((vector) => vector.targets));
  return listed([...targets], 6) || NOT_STATED;
}

/** When, in at most so many waves. */
export function attackTimes(facts: IncidentFacts): string {
  const spans = facts.waves.map((wave) => units.utcSpan(wave.startUtc, wave.endUtc));
  return listed(spans, 4);
}

/** What the signs come to, in a sentence or two. */
export function populationConclusion({ conclusion, emitters }: PopulationFacts): string {
  return emitters === '' ? conclusion : `${conclusion} Seen: ${emitters}.`;
}

/** How a network could tell this traffic; paths and names of requests stay in the house. */
export function matchOf(vector: VectorFacts): string {
  if (vector.cisaClass !== 'application') return vector.match;
  const port = vector.destinationPort === '' ? '' : ` port ${vector.destinationPort}`;
  return `${vector.protocol.toUpperCase()} to ${listed(vector.targets, 3)}${port}: ${APPLICATION_MATCH}`;
}

/** How many addresses sent it, and whether they look made up. */
export function sourcesOf({ sources, sourcesByVerdict, population }: VectorFacts): string {
  const { proven, reflector } = sourcesByVerdict;
  const counts = [
    proven > 0 ? `${units.count(proven)} proven` : '',
    reflector > 0 ? units.counted(reflector, 'reflector') : '',
  ].filter((part) => part !== '');
  const of = counts.length === 0 ? '' : `, of these ${counts.join(' and ')}`;
  const looks = population === undefined ? '' : ` ${populationConclusion(population)}`;
  return `Sources: ${units.counted(sources, 'address', 'addresses')}${of}.${looks}`;
}

/** Who asks, on one line. */
export function contactText(facts: IncidentFacts): string {
  const { preparer } = facts.case;
  const parts = [preparer.name, preparer.organisation, preparer.phone, preparer.email];
  return parts.filter((part) => part !== '').join(', ') || NOT_STATED;
}

/** The upstream and its number for the incident. */
export function ticketText(facts: IncidentFacts): string {
  const { name, ticket: number } = facts.case.provider;
  return [name, number === '' ? '' : `ticket ${number}`].filter((part) => part !== '').join(', ');
}
