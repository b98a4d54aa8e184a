// The small tables of the page: the same columns as the documents, sortable in the browser.

import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../../model/diagnostic.ts';
import type { Criterion, IncidentFacts, Peaks, PopulationFacts } from '../../model/facts.ts';
import { VERDICT_TITLE, VERDICT_WORDING, VERDICTS } from '../../model/verdict.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';
import { counts, measures, type PageTable, tableOf, words } from './model.ts';

const EVIDENCE_KINDS: Record<string, string> = { document: 'document, kept and hashed' };

function perSecond(value: number, noun: string): string {
  return value === 0 ? '' : units.rate(value, noun);
}

/** Every verdict with how many sources bear it. */
export function verdictTable(facts: IncidentFacts): PageTable {
  return tableOf(
    'verdicts-table',
    'What is known of the source addresses',
    ['verdict', 'verdicts'],
    VERDICTS.filter((verdict) => facts.sourcesByVerdict[verdict] > 0),
    [
      words('Verdict', (verdict) => VERDICT_TITLE[verdict]),
      counts('Sources', (verdict) => facts.sourcesByVerdict[verdict]),
      words('What this means', (verdict) => VERDICT_WORDING[verdict]),
      words('On this page', (verdict) =>
        verdict === 'proven' || verdict === 'likely' || verdict === 'reflector'
          ? 'listed below'
          : 'counted, never named',
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

const PEAK_COLUMNS = [
  peak(
    'Packets, busiest second',
    (peaks) => peaks.pps1s,
    (value) => perSecond(value, 'packets'),
  ),
  peak('Bits, busiest second', (peaks) => peaks.bps1s, units.bitRate),
  peak(
    'Requests, busiest second',
    (peaks) => peaks.rps1s,
    (value) => perSecond(value, 'requests'),
  ),
  peak('Half-open sockets, most', (peaks) => peaks.halfOpen, units.count),
];

/** The waves. */
export function wavesTable(facts: IncidentFacts): PageTable {
  return tableOf(
    'waves-table',
    'Attack waves',
    ['wave', 'waves'],
    facts.waves,
    [
      words('Wave', (wave) => wave.id),
      words('Start (UTC)', (wave) => units.utc(wave.startUtc), 'when'),
      words('Start is known to', (wave) =>
        wave.startCensored
          ? 'under way when the evidence begins'
          : units.uncertainty(wave.startUncertaintySec),
      ),
      words('End (UTC)', (wave) => units.utc(wave.endUtc), 'when'),
      words('End is known to', (wave) =>
        wave.endCensored ? 'under way when the evidence ends' : units.uncertainty(wave.endUncertaintySec),
      ),
      measures('Length', (wave) => wave.durationSec, units.duration),
      words('Vectors', (wave) => wave.vectors.join(', ')),
      words('Targets', (wave) => wave.targets.join(', ')),
      ...PEAK_COLUMNS,
      counts('Packets', (wave) => wave.packets),
      counts('Requests', (wave) => wave.requests),
      counts('Sources', (wave) => wave.sources),
      counts('Proven', (wave) => wave.sourcesByVerdict.proven),
    ],
    wording.FLOOR,
  );
}

/** The vectors. */
export function vectorsTable(facts: IncidentFacts): PageTable {
  return tableOf(
    'vectors-table',
    'Attack vectors',
    ['vector', 'vectors'],
    facts.vectors,
    [
      words('Vector', (vector) => vector.id),
      words('What', (vector) => vector.title),
      words('Class', (vector) => vector.cisaClass),
      words('Targets', (vector) => vector.targets.join(', ')),
      words('Waves', (vector) => vector.waves.join(', ')),
      words('First seen (UTC)', (vector) => units.utc(vector.firstUtc), 'when'),
      words('Last seen (UTC)', (vector) => units.utc(vector.lastUtc), 'when'),
      counts('Packets', (vector) => vector.packets),
      counts('Requests', (vector) => vector.requests),
      ...PEAK_COLUMNS,
      counts('Sources', (vector) => vector.sources),
      counts('Proven', (vector) => vector.sourcesByVerdict.proven),
      words('Match', (vector) => vector.match),
      measures(
        'Of the traffic before',
        (vector) => vector.baselineShare ?? -1,
        (share) => (share < 0 ? '' : units.percent(share)),
      ),
      words('Consistent with', (vector) => vector.attackTechnique),
      words('Evidence', (vector) => vector.evidenceIds.join(', ')),
    ],
    wording.CONSISTENT_WITH,
  );
}

/** Criteria of a detector or of an explanation. */
export function criteriaTable(id: string, criteria: readonly Criterion[]): PageTable {
  return tableOf(id, 'Criteria', ['criterion', 'criteria'], criteria, [
    words('Criterion', (each) => each.name),
    measures(
      'Measured',
      (each) => each.measured,
      (value, each) => units.measured(value, each.unit),
    ),
    measures(
      'Threshold',
      (each) => each.threshold,
      (value, each) => (value === 0 ? 'none, indicator' : units.measured(value, each.unit)),
    ),
    words('Held', (each) => (each.threshold === 0 ? '\u2013' : each.held ? 'yes' : 'no')),
    words('In words', (each) => each.text, 'long'),
  ]);
}

/** Signs of a made-up population. */
export function populationTable(id: string, population: PopulationFacts): PageTable {
  return tableOf(
    id,
    `Do the ${units.counted(population.sources, 'source')} look made up?`,
    ['sign', 'signs'],
    population.signs,
    [
      words('Sign', (sign) => sign.name),
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
      words('In words', (sign) => sign.text, 'long'),
    ],
    wording.WEIGHTS_EXPLAINED,
  );
}

/** The networks. */
export function networksTable(facts: IncidentFacts): PageTable {
  return tableOf(
    'networks-table',
    'Networks',
    ['network', 'networks'],
    facts.networks,
    [
      measures(
        'Network',
        (network) => network.asn,
        (value) => units.asn(value) || 'not known',
      ),
      words('Name', (network) => network.asName),
      words('Country', (network) => network.registeredCountry),
      counts('Proven', (network) => network.sourcesProven),
      counts('Reflectors', (network) => network.sourcesReflector),
      counts('Unproven', (network) => network.sourcesUnproven),
      measures('Share of the proven', (network) => network.share, units.percent),
      counts('Packets', (network) => network.packets),
      counts('Requests', (network) => network.requests),
      words('First seen (UTC)', (network) => units.utc(network.firstUtc), 'when'),
      words('Last seen (UTC)', (network) => units.utc(network.lastUtc), 'when'),
    ],
    'At most 40, by proven sources. Unproven addresses may be forged: their network may have sent nothing.',
  );
}

/** The countries. */
export function countriesTable(facts: IncidentFacts): PageTable {
  return tableOf(
    'countries-table',
    'Countries of registration',
    ['country', 'countries'],
    facts.countries,
    [
      words('Country', (country) => country.countryName || country.country || 'not known'),
      words('Code', (country) => country.country),
      words('Region', (country) => country.region || country.continent),
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
export function eventsTable(facts: IncidentFacts): PageTable {
  return tableOf(
    'events-table',
    'What happened when',
    ['event', 'events'],
    facts.timeline,
    [
      words('No', (event) => event.id),
      words('Time (UTC)', (event) => units.utc(event.atUtc), 'when'),
      words('Kind', (event) => event.kind),
      words('What', (event) => event.message, 'long'),
      words('Moment', (event) => event.timestampDesc),
      words('Host', (event) => event.host),
      words('Evidence', (event) => `${event.evidenceId} ${event.recordRef}`.trim()),
      words('Time as written', (event) => `${event.originalTime} ${event.originalOffset}`.trim()),
      words('Time is known', (event) => event.timeConfidence),
      words('How known', (event) => wording.MARK_TITLE[event.mark]),
    ],
    wording.TIMES_ARE_UTC,
  );
}

/** The files of evidence with hashes and ledger. */
export function evidenceTable(facts: IncidentFacts): PageTable {
  return tableOf(
    'evidence-table',
    'Files of evidence',
    ['file', 'files'],
    facts.evidence,
    [
      words('No', (file) => file.id),
      words('File', (file) => file.fileName, 'mono'),
      words('What', (file) => EVIDENCE_KINDS[file.kind] ?? file.formatTitle),
      words('SHA-256', (file) => file.sha256, 'mono'),
      words('SHA-256, uncompressed', (file) => file.innerSha256, 'mono'),
      counts('Bytes on disk', (file) => file.sizeBytes),
      counts('Records', (file) => file.records),
      counts('Rejected', (file) => file.rejected),
      counts('Bytes read', (file) => file.bytesRead),
      counts('Bytes decoded', (file) => file.bytesDecoded),
      counts('Bytes skipped', (file) => file.bytesSkipped),
      words('First record (UTC)', (file) => units.utc(file.firstUtc), 'when'),
      words('Last record (UTC)', (file) => units.utc(file.lastUtc), 'when'),
      words('Times are known', (file) => file.timeConfidence),
      words('Clock ahead of UTC', (file) =>
        file.clockOffsetMs === undefined ? '' : units.clockOffset(file.clockOffsetMs),
      ),
      words('Host', (file) => file.host),
      words('Collected by', (file) => file.collectedBy),
      words('Collected (UTC)', (file) => units.utc(file.collectedUtc), 'when'),
      words('Command', (file) => file.collectionCommand, 'mono'),
      words('Notes', (file) => file.notes),
    ],
    `${wording.LEDGER_EXPLAINED} ${wording.HASH_LIMIT}`,
  );
}

/** Damage, a kind and file a row. */
export function damageTable(facts: IncidentFacts): PageTable {
  const damage = facts.evidence.flatMap((file) =>
    file.diagnostics.map((diagnostic) => ({ id: file.id, ...diagnostic })),
  );
  return tableOf('damage-table', 'What could not be read', ['kind', 'kinds'], damage, [
    words('File', (each) => each.id),
    words('What', (each) => DIAGNOSTIC_CODES[each.code as DiagnosticCode]),
    counts('Times', (each) => each.count),
    counts('Bytes skipped', (each) => each.bytesSkipped),
    words('First at byte', (each) => each.firstOffsets.map(units.count).join('; ')),
  ]);
}

/** Databases that addresses were looked up in. */
export function databasesTable(facts: IncidentFacts): PageTable {
  return tableOf('databases-table', 'Databases', ['database', 'databases'], facts.databases, [
    words('For', (database) => database.role),
    words('Name', (database) => database.name),
    words('Version', (database) => database.version),
    words('Built', (database) => database.buildDate),
    words('Licence', (database) => database.licence),
    words('SHA-256', (database) => database.sha256, 'mono'),
  ]);
}

/** The thresholds in force. */
export function thresholdsTable(facts: IncidentFacts): PageTable {
  return tableOf('thresholds-table', 'Thresholds in force', ['threshold', 'thresholds'], facts.thresholds, [
    words('Threshold', (threshold) => threshold.meaning),
    measures(
      'Value',
      (threshold) => threshold.value,
      (value, threshold) => units.measured(value, threshold.unit),
    ),
    words('Name', (threshold) => threshold.name, 'mono'),
  ]);
}

/** The stated demands, without their text. */
export function demandsTable(facts: IncidentFacts): PageTable {
  return tableOf(
    'demands-table',
    'Messages that demand something',
    ['message', 'messages'],
    facts.demandRecords,
    [
      words('No', (demand) => demand.id),
      words('Received (UTC)', (demand) => units.utc(demand.receivedUtc), 'when'),
      words('Channel', (demand) => wording.words(demand.channel)),
      words('What it is', (demand) => wording.DEMAND_KIND[demand.kind]),
      words('Demanded', (demand) =>
        demand.amounts
          .filter(({ role }) => role === 'demanded')
          .map(({ value, currency }) => `${value} ${currency}`)
          .join(', '),
      ),
      words('Lies before us as', (demand) => wording.PRESERVATION[demand.preservation]),
      words('SHA-256', (demand) => demand.sha256, 'mono'),
    ],
    wording.DEMAND_LIMITS.join(' '),
  );
}
