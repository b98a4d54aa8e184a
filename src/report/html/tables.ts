// The small tables of the page: the same columns as the documents, sortable in the browser.

import type { Criterion, IncidentFacts, Peaks, PopulationFacts } from '../../model/facts.ts';
import { VERDICTS } from '../../model/verdict.ts';
import { endEdge, startEdge } from '../../model/wave-edges.ts';
import type { DocumentLanguage } from '../text/language.ts';
import * as plain from '../units.ts';
import { counts, measures, type PageTable, tableOf, words } from './model.ts';

/** Every verdict with how many sources bear it. */
export function verdictTable(facts: IncidentFacts, { texts, said }: DocumentLanguage): PageTable {
  return tableOf(
    'verdicts-table',
    'What is known of the source addresses',
    ['verdict', 'verdicts'],
    VERDICTS.filter((verdict) => facts.sourcesByVerdict[verdict] > 0),
    [
      words('Verdict', (verdict) => texts.provider.verdicts.title[verdict]),
      counts('Sources', (verdict) => facts.sourcesByVerdict[verdict]),
      words('What this means', (verdict) => texts.provider.verdicts.wording[verdict]),
      words('On this page', (verdict) =>
        said(
          verdict === 'proven' || verdict === 'likely' || verdict === 'reflector'
            ? 'listed below'
            : 'counted, never named',
        ),
      ),
    ],
  );
}

function peak(title: string, value: (peaks: Peaks) => number, text: (value: number) => string) {
  return measures<{ peaks: Peaks }>(
    title,
    ({ peaks }) => value(peaks),
    (number) => (number === 0 ? '' : text(number)),
  );
}

function peakColumns({ texts, units }: DocumentLanguage) {
  return [
    peak(
      'Packets, busiest second',
      (peaks) => peaks.pps1s,
      (value) => units.rate(value, texts.provider.packets),
    ),
    peak('Bits, busiest second', (peaks) => peaks.bps1s, units.bitRate),
    peak(
      'Requests, busiest second',
      (peaks) => peaks.rps1s,
      (value) => units.rate(value, texts.provider.requests),
    ),
    peak('Half-open sockets, most', (peaks) => peaks.halfOpen, units.count),
  ];
}

/** The waves. */
export function wavesTable(facts: IncidentFacts, language: DocumentLanguage): PageTable {
  const { texts, units, said } = language;
  return tableOf(
    'waves-table',
    'Attack waves',
    ['wave', 'waves'],
    facts.waves,
    [
      words('Wave', (wave) => wave.id),
      words('Start (UTC)', (wave) => plain.utc(wave.startUtc), 'when'),
      words('Start may be off by', (wave) =>
        wave.startCensored ? said('under way when the evidence begins') : units.uncertainty(startEdge(wave)),
      ),
      words('End (UTC)', (wave) => plain.utc(wave.endUtc), 'when'),
      words('End may be off by', (wave) =>
        wave.endCensored ? said('under way when the evidence ends') : units.uncertainty(endEdge(wave)),
      ),
      measures('Length', (wave) => wave.durationSec, units.duration),
      words('Vectors', (wave) => wave.vectors.join(', ')),
      words('Targets', (wave) => wave.targets.map(texts.provider.targetName).join(', ')),
      ...peakColumns(language),
      counts('Packets', (wave) => wave.packets),
      counts('Requests', (wave) => wave.requests),
      counts('Sources', (wave) => wave.sources),
      counts('Proven', (wave) => wave.sourcesByVerdict.proven),
    ],
    texts.provider.floor,
  );
}

/** The vectors. */
export function vectorsTable(facts: IncidentFacts, language: DocumentLanguage): PageTable {
  const { texts, units } = language;
  return tableOf(
    'vectors-table',
    'Attack vectors',
    ['vector', 'vectors'],
    facts.vectors,
    [
      words('Vector', (vector) => vector.id),
      words('What', (vector) => texts.provider.vectorTitle(vector.title)),
      words('Class', (vector) => texts.incident.attack.cisaClass(vector.cisaClass)),
      words('Targets', (vector) => vector.targets.map(texts.provider.targetName).join(', ')),
      words('Waves', (vector) => vector.waves.join(', ')),
      words('First seen (UTC)', (vector) => plain.utc(vector.firstUtc), 'when'),
      words('Last seen (UTC)', (vector) => plain.utc(vector.lastUtc), 'when'),
      counts('Packets', (vector) => vector.packets),
      counts('Requests', (vector) => vector.requests),
      ...peakColumns(language),
      counts('Sources', (vector) => vector.sources),
      counts('Proven', (vector) => vector.sourcesByVerdict.proven),
      words('Match', (vector) => texts.provider.technicalMatch(vector.match)),
      measures(
        'Of the traffic before',
        (vector) => vector.baselineShare ?? -1,
        (share) => (share < 0 ? '' : units.percent(share)),
      ),
      words('Consistent with', (vector) => vector.attackTechnique),
      words('Evidence', (vector) => vector.evidenceIds.join(', ')),
    ],
    texts.incident.attack.consistentWithAll,
  );
}

/** Criteria of a detector or of an explanation. */
export function criteriaTable(
  { texts, units, said }: DocumentLanguage,
  id: string,
  criteria: readonly Criterion[],
): PageTable {
  const { none, yes, no } = texts.incident.criteria;
  return tableOf(id, 'Criteria', ['criterion', 'criteria'], criteria, [
    words('Criterion', (each) => said(each.name)),
    // A vector that came once, and what was considered instead, have none to tell apart.
    ...(criteria.some(({ waves }) => waves !== undefined)
      ? [words<Criterion>('Waves', ({ waves = [] }) => waves.join(', '))]
      : []),
    measures(
      'Measured',
      (each) => each.measured,
      (value, each) => units.measured(value, each.unit),
    ),
    measures(
      'Threshold',
      (each) => each.threshold,
      (value, each) => (value === 0 ? none : units.measured(value, each.unit)),
    ),
    words('Held', (each) => (each.threshold === 0 ? '\u2013' : each.held ? yes : no)),
    words('In words', (each) => said(each.text), 'long'),
  ]);
}

/** Signs of a made-up population. */
export function populationTable(
  { texts, units, said }: DocumentLanguage,
  id: string,
  population: PopulationFacts,
): PageTable {
  return tableOf(
    id,
    `Do the ${plain.counted(population.sources, 'source')} look made up?`,
    ['sign', 'signs'],
    population.signs,
    [
      words('Sign', (sign) => said(sign.name)),
      measures(
        'Measured',
        (sign) => sign.measured,
        (value, sign) => units.measured(value, sign.unit),
      ),
      measures(
        'Weight',
        (sign) => sign.weight,
        (value) =>
          value > 0
            ? `+${units.measured(value, '')}`
            : value < 0
              ? `\u2212${units.measured(-value, '')}`
              : '0',
      ),
      words('In words', (sign) => said(sign.text), 'long'),
    ],
    texts.incident.population.weights,
  );
}

/** The networks. */
export function networksTable(facts: IncidentFacts, { texts, units }: DocumentLanguage): PageTable {
  return tableOf(
    'networks-table',
    'Networks',
    ['network', 'networks'],
    facts.networks,
    [
      measures(
        'Network',
        (network) => network.asn,
        (value) => plain.asn(value) || texts.provider.notKnown,
      ),
      words('Name', (network) => network.asName),
      words('Country', (network) => network.registeredCountry),
      counts('Proven', (network) => network.sourcesProven),
      counts('Reflectors', (network) => network.sourcesReflector),
      counts('Unproven', (network) => network.sourcesUnproven),
      measures('Share of the proven', (network) => network.share, units.percent),
      counts('Packets', (network) => network.packets),
      counts('Requests', (network) => network.requests),
      words('First seen (UTC)', (network) => plain.utc(network.firstUtc), 'when'),
      words('Last seen (UTC)', (network) => plain.utc(network.lastUtc), 'when'),
    ],
    'At most 40, by proven sources. Unproven addresses may be forged: their network may have sent nothing.',
  );
}

/** The countries. */
export function countriesTable(facts: IncidentFacts, { texts, units, said }: DocumentLanguage): PageTable {
  return tableOf(
    'countries-table',
    'Countries of registration',
    ['country', 'countries'],
    facts.countries,
    [
      words(
        'Country',
        (country) =>
          texts.figures.country(country.country, country.countryName) ||
          country.country ||
          texts.provider.notKnown,
      ),
      words('Code', (country) => country.country),
      words('Region', (country) => said(country.region || country.continent)),
      counts('Proven', (country) => country.sourcesProven),
      measures('Share of the proven', (country) => country.share, units.percent),
      counts('Unproven', (country) => country.sourcesUnproven),
      counts('Packets', (country) => country.packets),
      counts('Requests', (country) => country.requests),
    ],
    'Unproven addresses may be forged: what is counted there says nothing about a country.',
  );
}

/** All that happened. */
export function eventsTable(facts: IncidentFacts, { texts, said }: DocumentLanguage): PageTable {
  return tableOf(
    'events-table',
    'What happened when',
    ['event', 'events'],
    facts.timeline,
    [
      words('No', (event) => event.id),
      words('Time (UTC)', (event) => plain.utc(event.atUtc), 'when'),
      words('Kind', (event) => texts.incident.timeline.kinds[event.kind]),
      words('What', (event) => (event.kind === 'action' ? event.message : said(event.message)), 'long'),
      words('Moment', (event) => said(event.timestampDesc)),
      words('Host', (event) => event.host),
      words('Evidence', (event) =>
        `${event.evidenceId} ${texts.provider.table.record(event.recordRef)}`.trim(),
      ),
      words('Time as written', (event) => `${event.originalTime} ${event.originalOffset}`.trim()),
      words('Time is known', (event) => said(event.timeConfidence)),
      words('How known', (event) => texts.mark[event.mark]),
    ],
    texts.provider.timesAreUtc,
  );
}

/** The stated demands, without their text. */
export function demandsTable(facts: IncidentFacts, { texts, units }: DocumentLanguage): PageTable {
  return tableOf(
    'demands-table',
    'Messages that demand something',
    ['message', 'messages'],
    facts.demandRecords,
    [
      words('No', (demand) => demand.id),
      words('Received (UTC)', (demand) => plain.utc(demand.receivedUtc), 'when'),
      words('Channel', (demand) => texts.incident.word(demand.channel)),
      words('What it is', (demand) => texts.demands.kind[demand.kind]),
      words('Demanded', (demand) =>
        demand.amounts
          .filter(({ role }) => role === 'demanded')
          .map(({ value, currency }) => `${units.written(value)} ${currency}`)
          .join(', '),
      ),
      words('Lies before us as', (demand) => texts.demands.preservation[demand.preservation]),
      words('SHA-256', (demand) => demand.sha256, 'mono'),
    ],
    texts.demands.limits.join(' '),
  );
}
