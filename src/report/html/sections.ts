// The chapters of the page, in the order in which they are read.

import type { ActivityFacts, AlternativeFacts, IncidentFacts, VectorFacts } from '../../model/facts.ts';
import type { Chart } from '../charts/chart.ts';
import type { ChartSet } from '../charts/index.ts';
import {
  CLOCKS_EXPLAINED,
  CLOCKS_NOT_COMPARED,
  IMPACT_MEASURED,
  IMPACT_NOT_MEASURED,
} from '../text/measured-words.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';
import * as measured from './measured-tables.ts';
import {
  counts,
  type PageBlock,
  type PageFigure,
  type PageModel,
  type PageSection,
  section,
  tableOf,
  words,
} from './model.ts';
import * as tables from './tables.ts';
import { pageTimeline } from './timeline.ts';

function figures(...charts: (Chart | undefined)[]): PageFigure[] {
  return charts
    .filter((chart) => chart !== undefined)
    .map(({ title, altText, svg, width, height }) => ({
      title,
      altText,
      source: `data:image/svg+xml;base64,${Buffer.from(svg, 'utf8').toString('base64')}`,
      width: Math.round(width),
      height: Math.round(height),
    }));
}

function vectorBlock(vector: VectorFacts): PageBlock {
  const { id, title, reason, criteria, population, snapshotEstimate: estimate } = vector;
  const paragraphs = [reason];
  if (estimate !== undefined)
    paragraphs.push(
      `At least ${units.counted(estimate.atLeast, 'distinct half-open source')}, 95 % interval ${units.count(estimate.low)} to ${units.count(estimate.high)}, from ${units.counted(estimate.snapshots, 'snapshot')} in which ${units.count(estimate.distinctSources)} were seen (Chao1 lower bound).`,
    );
  if (population !== undefined)
    paragraphs.push(
      population.emitters === ''
        ? population.conclusion
        : `${population.conclusion} Seen: ${population.emitters}.`,
    );
  return {
    title: `${id} ${title}: why this label`,
    paragraphs,
    tables: [
      tables.criteriaTable(`criteria-${id}`, criteria),
      ...(population === undefined ? [] : [tables.populationTable(`population-${id}`, population)]),
    ],
  };
}

function alternativeBlock(alternative: AlternativeFacts, index: number): PageBlock {
  const span = units.utcSpan(alternative.startUtc, alternative.endUtc);
  return {
    title: `${alternative.title}${span === '' ? '' : ` (${span})`}: judged ${alternative.conclusion}`,
    paragraphs: [alternative.text],
    tables:
      alternative.criteria.length === 0
        ? []
        : [tables.criteriaTable(`alternative-${String(index + 1)}`, alternative.criteria)],
  };
}

function activityBlock(activity: ActivityFacts, index: number): PageBlock {
  const { title, text, sources, records, unit, firstUtc, lastUtc, attackTechnique, proven, top } = activity;
  const facts = `${units.counted(sources, 'source')}, ${units.count(records)} ${unit}, ${units.utcSpan(firstUtc, lastUtc)}.`;
  const technique = attackTechnique === '' ? '' : ` Consistent with ${attackTechnique}.`;
  return {
    title: `${title}: ${text}`,
    paragraphs: [facts + technique, ...(proven ? [] : [wording.ACTIVITY_UNPROVEN])],
    tables:
      proven && top.length > 0
        ? [
            tableOf(`activity-${String(index + 1)}`, 'Most active', ['source', 'sources'], top, [
              words('Address', (each) => each.address, 'mono'),
              counts('Records', (each) => each.records),
              words('First seen (UTC)', (each) => units.utc(each.firstUtc), 'when'),
              words('First record', (each) => each.firstRef),
            ]),
          ]
        : [],
  };
}

function sourcesSection(facts: IncidentFacts): PageSection {
  const { differing, compared } = facts.countryDisagreements;
  return section('sources', 'Sources', 'Sources', {
    paragraphs: [
      facts.answers.sources,
      `${units.counted(facts.ordinaryClients, 'address', 'addresses')} took no part in the attack and ${facts.ordinaryClients === 1 ? 'is' : 'are'} not listed.`,
      ...(facts.internalHosts.length === 0
        ? []
        : [`Hosts of the own network among the sources: ${facts.internalHosts.join(', ')}.`]),
      ...(compared === 0
        ? []
        : [
            `The two country databases differ on ${units.count(differing)} of ${units.counted(compared, 'proven source')} that could be compared.`,
          ]),
    ],
    sentences: [...wording.SOURCES_NOTICE],
    tables: [tables.verdictTable(facts)],
  });
}

function impactSection(facts: IncidentFacts): PageSection[] {
  const { impact, attackFound } = facts;
  const tables = [measured.outagesTable(facts), measured.effectTable(facts)].filter(({ rows }) => rows > 0);
  if (tables.length === 0 && !attackFound) return [];
  return [
    section('impact', 'Impact on service', 'Impact', {
      paragraphs:
        impact === undefined
          ? [IMPACT_NOT_MEASURED]
          : [impact.summary, IMPACT_MEASURED].filter((text) => text !== ''),
      tables,
    }),
  ];
}

function clocksSection(facts: IncidentFacts): PageSection {
  const table = measured.clocksTable(facts);
  return section('clocks', 'Clocks of the evidence', 'Clocks', {
    paragraphs: [table.rows === 0 ? CLOCKS_NOT_COMPARED : CLOCKS_EXPLAINED],
    tables: table.rows === 0 ? [] : [table],
  });
}

function sections(facts: IncidentFacts, charts: ChartSet): PageSection[] {
  const damage = tables.damageTable(facts);
  const all = [
    section('attack', 'Waves and vectors', 'Attack', {
      paragraphs: facts.attackFound ? [] : [wording.NO_ATTACK],
      figures: figures(charts.vectors),
      tables: [tables.wavesTable(facts), measured.campaignTable(facts), tables.vectorsTable(facts)].filter(
        ({ rows }) => rows > 0,
      ),
      blocks: facts.vectors.map(vectorBlock),
    }),
    ...impactSection(facts),
    sourcesSection(facts),
    section('places', 'Countries and networks', 'Places', {
      figures: figures(charts.worldMap, charts.countries, charts.networks),
      tables: [tables.countriesTable(facts), tables.networksTable(facts)].filter(({ rows }) => rows > 0),
    }),
    section('events', 'Events', 'Events', { tables: [tables.eventsTable(facts)] }),
    ...(facts.demandRecords.length === 0
      ? []
      : [section('demands', 'Demands', 'Demands', { tables: [tables.demandsTable(facts)] })]),
    section('alternatives', 'Other explanations', 'Explanations', {
      paragraphs: facts.alternatives.length === 0 ? ['None was called for by the evidence.'] : [],
      blocks: facts.alternatives.map(alternativeBlock),
    }),
    ...(facts.activities.length === 0
      ? []
      : [
          section('activities', 'Other hostile activity', 'Activity', {
            paragraphs: [wording.ACTIVITY_NOT_ATTACK],
            blocks: facts.activities.map(activityBlock),
          }),
        ]),
    section('evidence', 'Evidence', 'Evidence', {
      tables: [
        tables.evidenceTable(facts),
        ...(damage.rows === 0 ? [] : [damage]),
        tables.databasesTable(facts),
      ],
    }),
    clocksSection(facts),
    section('method', 'Method and limits', 'Method', {
      paragraphs: [...facts.method, wording.CONFIDENCE_EXPLAINED, wording.MARKS_EXPLAINED],
      sentences: facts.limits,
      tables: [tables.thresholdsTable(facts)],
    }),
  ];
  return all;
}

function largest(facts: IncidentFacts, of: (wave: IncidentFacts['waves'][number]) => number): number {
  return facts.waves.reduce((most, wave) => Math.max(most, of(wave)), 0);
}

/** A rate with its unit apart: the number stays whole where the tile is narrow. */
function rated(perSecond: number, noun: string): { value: string; unit: string } {
  if (perSecond === 0) return { value: '\u2013', unit: '' };
  const [value, unit] = units.rate(perSecond, noun).split(' ');
  return { value: value!, unit: unit! };
}

function tiles(facts: IncidentFacts): PageModel['tiles'] {
  const { proven, unproven, refuted } = facts.sourcesByVerdict;
  const pps = largest(facts, (wave) => wave.peaks.pps1s);
  const bps = largest(facts, (wave) => wave.peaks.bps1s);
  const rps = largest(facts, (wave) => wave.peaks.rps1s);
  const halfOpen = largest(facts, (wave) => wave.peaks.halfOpen);
  const records = facts.evidence.reduce((sum, file) => sum + file.records, 0);
  return [
    {
      label: 'Attack waves',
      value: units.count(facts.waves.length),
      unit: '',
      note: units.counted(facts.vectors.length, 'vector'),
    },
    {
      label: 'Packets, busiest second',
      ...rated(pps, 'packets'),
      note: bps === 0 ? '' : units.bitRate(bps),
    },
    { label: 'Requests, busiest second', ...rated(rps, 'requests'), note: '' },
    {
      label: 'Half-open sockets, most',
      value: halfOpen === 0 ? '\u2013' : units.count(halfOpen),
      unit: '',
      note: halfOpen === 0 ? '' : 'in one snapshot',
    },
    {
      label: 'Proven sources',
      value: units.count(proven),
      unit: '',
      note: `of ${units.count(facts.sourcesTotal)} addresses`,
    },
    {
      label: 'May be forged',
      value: units.count(unproven),
      unit: '',
      note: `and ${units.count(refuted)} forged`,
    },
    {
      label: 'Outages, as stated',
      value: units.count(facts.case.outages.length),
      unit: '',
      note: `${units.count(facts.impact?.outages.length ?? 0)} measured`,
    },
    {
      label: 'Files of evidence',
      value: units.count(facts.evidence.length),
      unit: '',
      note: units.counted(records, 'record'),
    },
  ];
}

/** All of the page but the rows of its sources. */
export function pageModel(facts: IncidentFacts, charts: ChartSet): PageModel {
  const { answers, tool } = facts;
  const { preparer, handling } = facts.case;
  return {
    exercise: facts.case.exercise ? wording.EXERCISE_LINE : '',
    title: facts.case.title === '' ? `Case ${facts.case.id}` : `${facts.case.id}: ${facts.case.title}`,
    heading: [
      handling,
      preparer.name === ''
        ? ''
        : `Prepared by ${[preparer.name, preparer.organisation].filter((part) => part !== '').join(', ')}`,
      `Made ${units.utc(facts.generatedUtc)}`,
      'All times are UTC',
    ].filter((part) => part !== ''),
    answers: (
      [
        ['What', answers.what],
        ['When', answers.when],
        ['Against', answers.against],
        ['How big', answers.howBig],
        ['Sources', answers.sources],
        ['Effect', answers.effect],
      ] as [string, string][]
    ).filter(([, answer]) => answer !== ''),
    tiles: tiles(facts),
    timeline: pageTimeline(facts),
    sections: sections(facts, charts),
    footer: [
      `${tool.name} ${tool.version}, Node.js ${tool.nodeVersion}. Command: ${tool.command}`,
      `SHA-256 over all evidence: ${facts.inputsSha256}`,
      wording.NOT_LEGAL_ADVICE,
    ],
  };
}
