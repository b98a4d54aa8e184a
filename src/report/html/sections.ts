// The chapters of the page, in the order in which they are read.

import type { ActivityFacts, AlternativeFacts, IncidentFacts, VectorFacts } from '../../model/facts.ts';
import type { Chart } from '../charts/chart.ts';
import type { ChartSet } from '../charts/index.ts';
import { populationConclusion } from '../text/attack-words.ts';
import { type DocumentLanguage, documentLanguage } from '../text/language.ts';
import * as plain from '../units.ts';
import { inLanguage } from './in-language.ts';
import * as leads from './lead-tables.ts';
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
import * as basis from './tables-evidence.ts';
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

function vectorBlock(language: DocumentLanguage, vector: VectorFacts): PageBlock {
  const { texts, said } = language;
  const { id, title, reason, criteria, population, snapshotEstimate: estimate } = vector;
  const paragraphs = [said(reason)];
  if (estimate !== undefined)
    paragraphs.push(
      said(
        `At least ${plain.counted(estimate.atLeast, 'distinct half-open source')}, 95 % interval ${plain.count(estimate.low)} to ${plain.count(estimate.high)}, from ${plain.counted(estimate.snapshots, 'snapshot')} in which ${plain.count(estimate.distinctSources)} were seen (Chao1 lower bound).`,
      ),
    );
  if (population !== undefined) paragraphs.push(said(populationConclusion(population)));
  return {
    title: `${id} ${texts.provider.vectorTitle(title)}: ${said('why this label')}`,
    paragraphs,
    tables: [
      tables.criteriaTable(language, `criteria-${id}`, criteria),
      ...(population === undefined ? [] : [tables.populationTable(language, `population-${id}`, population)]),
    ],
  };
}

function alternativeBlock(
  language: DocumentLanguage,
  alternative: AlternativeFacts,
  index: number,
): PageBlock {
  const { units, said } = language;
  const span = units.utcSpan(alternative.startUtc, alternative.endUtc);
  return {
    title: `${said(alternative.title)}${span === '' ? '' : ` (${span})`}: ${said(`judged ${alternative.conclusion}`)}`,
    paragraphs: [said(alternative.text)],
    tables:
      alternative.criteria.length === 0
        ? []
        : [tables.criteriaTable(language, `alternative-${String(index + 1)}`, alternative.criteria)],
  };
}

function activityBlock(
  { texts, units, said }: DocumentLanguage,
  activity: ActivityFacts,
  index: number,
): PageBlock {
  const { title, text, sources, records, unit, firstUtc, lastUtc, attackTechnique, proven, top } = activity;
  const facts = `${units.counted(sources, ...texts.incident.population.source)}, ${units.count(records)} ${units.unit(unit)}, ${units.utcSpan(firstUtc, lastUtc)}.`;
  const technique = attackTechnique === '' ? '' : ` ${texts.incident.attack.consistentWith(attackTechnique)}`;
  return {
    title: `${said(title)}: ${said(text)}`,
    paragraphs: [facts + technique, ...(proven ? [] : [texts.incident.activities.unproven])],
    tables:
      proven && top.length > 0
        ? [
            tableOf(`activity-${String(index + 1)}`, 'Most active', ['source', 'sources'], top, [
              words('Address', (each) => each.address, 'mono'),
              counts('Records', (each) => each.records),
              words('First seen (UTC)', (each) => plain.utc(each.firstUtc), 'when'),
              words('First record', (each) => texts.provider.table.record(each.firstRef)),
            ]),
          ]
        : [],
  };
}

function sourcesSection(facts: IncidentFacts, language: DocumentLanguage): PageSection {
  const { texts, units, said } = language;
  const { differing, compared } = facts.countryDisagreements;
  return section('sources', 'Sources', 'Sources', {
    paragraphs: [
      texts.answers(facts, units).sources,
      said(
        `${plain.counted(facts.ordinaryClients, 'address', 'addresses')} took no part in the attack and ${facts.ordinaryClients === 1 ? 'is' : 'are'} not listed.`,
      ),
      ...(facts.internalHosts.length === 0
        ? []
        : [said(`Hosts of the own network among the sources: ${facts.internalHosts.join(', ')}.`)]),
      ...(compared === 0
        ? []
        : [
            said(
              `The two country databases differ on ${plain.count(differing)} of ${plain.counted(compared, 'proven source')} that could be compared.`,
            ),
          ]),
    ],
    sentences: [...texts.provider.notice],
    tables: [tables.verdictTable(facts, language)],
  });
}

function impactSection(facts: IncidentFacts, language: DocumentLanguage): PageSection[] {
  const { impact, attackFound } = facts;
  const { effectNotMeasured, effectExplained } = language.texts.incident.impact;
  const tables = [measured.outagesTable(facts, language), measured.effectTable(facts, language)].filter(
    ({ rows }) => rows > 0,
  );
  if (tables.length === 0 && !attackFound) return [];
  return [
    section('impact', 'Impact on service', 'Impact', {
      paragraphs:
        impact === undefined
          ? [effectNotMeasured]
          : [language.said(impact.summary), effectExplained].filter((text) => text !== ''),
      tables,
    }),
  ];
}

function lossSection(facts: IncidentFacts, language: DocumentLanguage): PageSection[] {
  const tables = [leads.lossTable(facts, language), leads.waitingTable(facts, language)].filter(
    ({ rows }) => rows > 0,
  );
  return tables.length === 0 ? [] : [section('losses', 'Losses', 'Losses', { tables })];
}

function clocksSection(facts: IncidentFacts, language: DocumentLanguage): PageSection {
  const table = measured.clocksTable(facts, language);
  const { notCompared, explained } = language.texts.provider.clocks;
  return section('clocks', 'Clocks of the evidence', 'Clocks', {
    paragraphs: [table.rows === 0 ? notCompared : explained],
    tables: table.rows === 0 ? [] : [table],
  });
}

function sections(facts: IncidentFacts, charts: ChartSet, language: DocumentLanguage): PageSection[] {
  const { texts, said } = language;
  const damage = basis.damageTable(facts, language);
  const all = [
    section('attack', 'Waves and vectors', 'Attack', {
      paragraphs: facts.attackFound ? [] : [texts.noAttack],
      figures: figures(charts.vectors),
      tables: [
        tables.wavesTable(facts, language),
        measured.campaignTable(facts, language),
        tables.vectorsTable(facts, language),
      ].filter(({ rows }) => rows > 0),
      blocks: facts.vectors.map((vector) => vectorBlock(language, vector)),
    }),
    ...impactSection(facts, language),
    sourcesSection(facts, language),
    section('places', 'Countries and networks', 'Places', {
      figures: figures(charts.worldMap, charts.countries, charts.networks),
      tables: [tables.countriesTable(facts, language), tables.networksTable(facts, language)].filter(
        ({ rows }) => rows > 0,
      ),
    }),
    section('events', 'Events', 'Events', { tables: [tables.eventsTable(facts, language)] }),
    ...(facts.demandRecords.length === 0
      ? []
      : [section('demands', 'Demands', 'Demands', { tables: [tables.demandsTable(facts, language)] })]),
    ...lossSection(facts, language),
    ...(facts.leads.length === 0
      ? []
      : [
          section('leads', 'Leads', 'Leads', {
            paragraphs: [texts.leads.explained],
            tables: [leads.leadsTable(facts, language)],
          }),
        ]),
    section('alternatives', 'Other explanations', 'Explanations', {
      paragraphs: facts.alternatives.length === 0 ? [texts.method.noOthers] : [],
      blocks: facts.alternatives.map((each, index) => alternativeBlock(language, each, index)),
    }),
    ...(facts.activities.length === 0
      ? []
      : [
          section('activities', 'Other hostile activity', 'Activity', {
            paragraphs: [texts.incident.activities.notAttack],
            blocks: facts.activities.map((each, index) => activityBlock(language, each, index)),
          }),
        ]),
    section('evidence', 'Evidence', 'Evidence', {
      tables: [
        basis.evidenceTable(facts, language),
        ...(damage.rows === 0 ? [] : [damage]),
        basis.databasesTable(facts, language),
      ],
    }),
    clocksSection(facts, language),
    section('method', 'Method and limits', 'Method', {
      paragraphs: [...facts.method.map(said), texts.method.confidence, texts.incident.cover.marks],
      sentences: facts.limits.map(said),
      tables: [basis.thresholdsTable(facts, language)],
    }),
  ];
  return all;
}

function largest(facts: IncidentFacts, of: (wave: IncidentFacts['waves'][number]) => number): number {
  return facts.waves.reduce((most, wave) => Math.max(most, of(wave)), 0);
}

/** A rate with its unit apart: the number stays whole where the tile is narrow. */
function rated(
  { units }: DocumentLanguage,
  perSecond: number,
  noun: string,
): { value: string; unit: string } {
  if (perSecond === 0) return { value: '\u2013', unit: '' };
  const [value, unit] = units.rate(perSecond, noun).split(' ');
  return { value: value!, unit: unit! };
}

function tiles(facts: IncidentFacts, language: DocumentLanguage): PageModel['tiles'] {
  const { texts, units, said } = language;
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
      note: said(plain.counted(facts.vectors.length, 'vector')),
    },
    {
      label: 'Packets, busiest second',
      ...rated(language, pps, texts.provider.packets),
      note: bps === 0 ? '' : units.bitRate(bps),
    },
    { label: 'Requests, busiest second', ...rated(language, rps, texts.provider.requests), note: '' },
    {
      label: 'Half-open sockets, most',
      value: halfOpen === 0 ? '\u2013' : units.count(halfOpen),
      unit: '',
      note: halfOpen === 0 ? '' : said('in one snapshot'),
    },
    {
      label: 'Proven sources',
      value: units.count(proven),
      unit: '',
      note: said(`of ${plain.count(facts.sourcesTotal)} addresses`),
    },
    {
      label: 'May be forged',
      value: units.count(unproven),
      unit: '',
      note: said(`and ${plain.count(refuted)} forged`),
    },
    {
      label: 'Outages, as stated',
      value: units.count(facts.case.outages.length),
      unit: '',
      note: said(`${plain.count(facts.impact?.outages.length ?? 0)} measured`),
    },
    {
      label: 'Files of evidence',
      value: units.count(facts.evidence.length),
      unit: '',
      note: said(plain.counted(records, 'record')),
    },
  ];
}

/** All of the page but the rows of its sources, in the language of the case. */
export function pageModel(facts: IncidentFacts, charts: ChartSet): PageModel {
  const language = documentLanguage(facts.case.writtenIn);
  const { texts, units, said } = language;
  const { tool } = facts;
  const answers = texts.answers(facts, units);
  const labels = texts.answerLabels;
  const { preparer, handling } = facts.case;
  return inLanguage(language, {
    exercise: facts.case.exercise ? texts.exerciseLine : '',
    title: facts.case.title === '' ? said(`Case ${facts.case.id}`) : `${facts.case.id}: ${facts.case.title}`,
    heading: [
      texts.handling(handling),
      preparer.name === ''
        ? ''
        : said(
            `Prepared by ${[preparer.name, preparer.organisation].filter((part) => part !== '').join(', ')}`,
          ),
      said(`Made ${plain.utc(facts.generatedUtc)}`),
      said('All times are UTC'),
    ].filter((part) => part !== ''),
    answers: (
      [
        [labels.what, answers.what],
        [labels.when, answers.when],
        [labels.against, answers.against],
        [labels.howBig, answers.howBig],
        [texts.incident.cover.sources, answers.sources],
        [labels.effect, answers.effect],
      ] as [string, string][]
    ).filter(([, answer]) => answer !== ''),
    tiles: tiles(facts, language),
    timeline: pageTimeline(facts, language),
    sections: sections(facts, charts, language),
    footer: [
      said(`${tool.name} ${tool.version}, Node.js ${tool.nodeVersion}. Command: ${tool.command}`),
      said(`SHA-256 over all evidence: ${facts.inputsSha256}`),
      texts.incident.cover.notLegalAdvice,
    ],
  });
}
