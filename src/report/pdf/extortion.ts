// The incident report for police, insurer and counsel: extortion and denial of service.

import type { IncidentFacts } from '../../model/facts.ts';
import type { ChartSet } from '../charts/index.ts';
import { CAMPAIGN_EXPLAINED, CAMPAIGN_TITLE, campaignRows } from '../text/campaign-words.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';
import { activitiesSection } from './activities.ts';
import { attach } from './attached.ts';
import { answersBox, chart, type Labelled, labelled, noticeBox, titleBlock } from './blocks.ts';
import { demandsSection, headerAnnex } from './demands.ts';
import type { Attachment } from './document.ts';
import { type Brevity, Flow, type FlowResult, SMALL } from './flow.ts';
import { actionsSection, impactSection, methodSection } from './incident-sections.ts';
import { coverFiles, damageTables, databasesTable, evidenceLedger, verifySteps } from './integrity.ts';
import { jurisdictionTable, leadsSection } from './leads.ts';
import { bold, type Text } from './lines.ts';
import { networkTable, provenTable, reflectorTable, verdictTable } from './sources.ts';
import { table } from './table.ts';
import { andMore, vectorReasons, vectorsTable, wavesTable } from './traffic.ts';

const MAX_PROVEN = 25;
const MAX_REFLECTORS = 12;
const MAX_NETWORKS = 15;
const MAX_TIMELINE = 40;
const MAX_SYSTEMS = 12;
const MAX_SECTIONS = 13;

function orNotStated(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ') || wording.NOT_STATED;
}

/** The title in full; without a stated demand the report does not speak of extortion. */
function titleOf(facts: IncidentFacts): string {
  if (!facts.attackFound) return 'Incident report: no attack found';
  return facts.case.demands.length > 0
    ? 'Incident report: extortion and denial of service'
    : 'Incident report: denial of service';
}

/** Page 1: who, what, and what is asked of the reader. */
function cover(flow: Flow, facts: IncidentFacts): void {
  const { answers, case: stated } = facts;
  titleBlock(flow, titleOf(facts), stated.title);
  const found = facts.attackFound;
  const rows: Labelled[] = found
    ? [
        ['What', answers.what],
        ['When', answers.when],
        ['Against what', answers.against],
        ['How big', answers.howBig],
        ['Sources', answers.sources],
        ['Effect', answers.effect],
        ['Asked of you', facts.leads.length > 0 ? wording.REQUEST_SHORT : wording.REQUEST_SHORT_NO_KEEPERS],
      ]
    : [
        ['What', wording.NO_ATTACK],
        ['Looked at', lookedAt(facts)],
        ['Asked of you', wording.REQUEST_SHORT_NO_ATTACK],
      ];
  answersBox(flow, 'In short', rows);
  labelled(flow, [
    ['Case', [bold(stated.id)]],
    ['Prepared for', orNotStated(stated.preparedFor)],
    ['Prepared by', orNotStated(stated.preparer.name, stated.preparer.role, stated.preparer.organisation)],
    ['Contact', orNotStated(stated.preparer.phone, stated.preparer.email)],
    ['Made', `${units.utc(facts.generatedUtc)} by ${facts.tool.name} ${facts.tool.version}`],
    ['Handling', orNotStated(stated.handling)],
    ['Police or IC3 reference', stated.policeReference || '______________________________'],
  ]);
  coverFiles(flow, facts.evidence);
  flow.plain(`${wording.MARKS_EXPLAINED} ${wording.TIMES_ARE_UTC} ${wording.NOT_LEGAL_ADVICE}`, SMALL);
  flow.gap(4);
  flow.contentsHere(MAX_SECTIONS);
}

/** What the evidence holds, in one sentence. */
function lookedAt(facts: IncidentFacts): string {
  const { totals } = facts;
  const parts = [
    totals.packets > 0 ? units.counted(totals.packets, 'packet') : '',
    totals.requests > 0 ? units.counted(totals.requests, 'logged request') : '',
    totals.sockets > 0
      ? `${units.counted(totals.sockets, 'socket')} in ${units.counted(totals.snapshots, 'snapshot')}`
      : '',
  ].filter((part) => part !== '');
  const span = units.utcSpan(facts.firstUtc, facts.lastUtc);
  const files = units.counted(facts.evidence.length, 'file');
  return `${files}: ${parts.join(', ') || 'no records'}${span === '' ? '' : `, from ${span}`}.`;
}

function requestSection(flow: Flow, facts: IncidentFacts): void {
  flow.section('Request to the reader');
  const [openCase, keepRecords, advise] = wording.REQUEST_TO_READER;
  flow.paragraph(openCase!);
  if (facts.leads.length > 0) flow.paragraph(keepRecords!);
  if (facts.case.demands.length > 0) flow.paragraph(advise!);
  jurisdictionTable(flow, facts);
}

function systemsSection(flow: Flow, facts: IncidentFacts): void {
  const { case: stated, own } = facts;
  flow.section('Victim and systems');
  labelled(flow, [
    ['Victim', orNotStated(stated.victim.name, stated.victim.address)],
    ['Sector and size', orNotStated(stated.victim.sector, stated.victim.size)],
    [
      'Contacts',
      stated.contacts
        .slice(0, 4)
        .map((person) => orNotStated(person.name, person.role, person.phone, person.email))
        .join('; ') || wording.NOT_STATED,
    ],
    [
      'Upstream provider',
      orNotStated(stated.provider.name, stated.provider.ticket && `ticket ${stated.provider.ticket}`),
    ],
    ['Own addresses', `${own.addresses.slice(0, 8).join(', ') || units.UNKNOWN} (${own.how})`],
  ]);
  if (own.how !== 'stated' && own.reason !== '') flow.paragraph(own.reason, 'assessed');
  const services = stated.services.slice(0, MAX_SYSTEMS);
  table(flow, {
    caption: 'Services, as stated',
    columns: [
      { title: 'Service', width: 70 },
      { title: 'Host', width: 125 },
      { title: 'Address', width: 115, face: 'mono' },
      { title: 'Port', width: 40, align: 'right' },
      { title: 'Name in use', width: 140, face: 'mono' },
    ],
    rows: services.map((service) => [
      service.name,
      service.host,
      service.address,
      service.port === 0 ? '\u2013' : units.ports([service.port], 1, 1),
      service.url,
    ]),
    note: andMore(stated.services.length, services.length, 'incident.yaml'),
  });
}

function timelineSection(flow: Flow, facts: IncidentFacts, charts: ChartSet): void {
  const important = facts.timeline.filter((event) => event.important).slice(0, MAX_TIMELINE);
  flow.section('Timeline');
  if (important.length === 0) flow.paragraph('No events.');
  table(flow, {
    caption: 'Important events. Attack, outages, demands and what was done stand side by side',
    columns: [
      { title: 'No', width: 28 },
      { title: 'Time (UTC)', width: 92 },
      { title: 'Kind', width: 42 },
      { title: 'What', width: 260 },
      { title: 'Mark', width: 48 },
      { title: 'Evidence', width: 48 },
    ],
    size: 7,
    rows: important.map((event): Text[] => {
      const attack = event.kind === 'attack' || event.kind === 'demand';
      return [
        event.id,
        units.utc(event.atUtc),
        attack ? [bold(event.kind)] : event.kind,
        attack ? [bold(event.message)] : event.message,
        wording.MARK_TITLE[event.mark],
        event.recordRef || event.evidenceId || '\u2013',
      ];
    }),
    onePage: true,
    note: andMore(facts.timeline.length, important.length, 'data/timeline.csv'),
  });
  if (facts.attackFound && charts.timeline !== undefined) chart(flow, charts.timeline);
}

function attackSection(flow: Flow, facts: IncidentFacts, charts: ChartSet): void {
  flow.section(facts.attackFound ? 'The attack' : 'What was looked for');
  if (!facts.attackFound) {
    flow.paragraph(wording.NO_ATTACK, 'assessed');
    flow.paragraph(lookedAt(facts), 'observed');
    flow.paragraph(wording.NO_ATTACK_SCOPE);
    if (charts.timeline !== undefined) chart(flow, charts.timeline);
    return;
  }
  wavesTable(flow, facts);
  flow.paragraph(wording.FLOOR);
  if (facts.campaign !== undefined) {
    flow.subheading(CAMPAIGN_TITLE);
    labelled(flow, campaignRows(facts.campaign));
    flow.paragraph(CAMPAIGN_EXPLAINED, 'computed');
  }
  vectorsTable(flow, facts);
  if (charts.vectors !== undefined) chart(flow, charts.vectors);
  vectorReasons(flow, facts);
}

function sourcesSection(flow: Flow, facts: IncidentFacts, charts: ChartSet): void {
  flow.section('Sources of the traffic');
  noticeBox(flow, wording.SOURCES_NOTICE_TITLE, wording.SOURCES_NOTICE);
  verdictTable(flow, facts);
  flow.paragraph(
    `${units.counted(facts.ordinaryClients, 'ordinary client')} took no part and ${facts.ordinaryClients === 1 ? 'is' : 'are'} counted only.`,
    'computed',
  );
  provenTable(flow, facts, MAX_PROVEN, 'data/sources.csv');
  if (facts.topProven.length > 0) flow.paragraph(wording.PORTS_MISSING);
  reflectorTable(flow, facts, MAX_REFLECTORS, 'data/sources.csv');
  networkTable(flow, facts, MAX_NETWORKS, 'data/networks.csv');
  if (facts.sourcesByVerdict.proven > 0) {
    if (charts.worldMap !== undefined) chart(flow, charts.worldMap);
    if (charts.countries !== undefined) chart(flow, charts.countries);
  }
  const { differing, compared } = facts.countryDisagreements;
  if (compared > 0) {
    flow.paragraph(
      `A second database names another country for ${units.count(differing)} of ${units.count(compared)} proven sources.`,
      'computed',
    );
  }
}

/** Draws the report. */
export async function extortionReport(
  facts: IncidentFacts,
  charts: ChartSet,
  brevity: Brevity,
  attached: readonly Attachment[],
): Promise<FlowResult> {
  const title = titleOf(facts);
  const flow = new Flow(
    facts,
    facts.attackFound ? 'Incident report' : 'Incident report: nothing found',
    {
      title: `${title} (case ${facts.case.id})`,
      subject: facts.case.title,
    },
    brevity,
  );
  cover(flow, facts);
  if (facts.attackFound) requestSection(flow, facts);
  systemsSection(flow, facts);
  impactSection(flow, facts);
  timelineSection(flow, facts, charts);
  if (facts.attackFound || facts.demandRecords.length > 0) demandsSection(flow, facts);
  attackSection(flow, facts, charts);
  if (facts.attackFound) sourcesSection(flow, facts, charts);
  leadsSection(flow, facts);
  activitiesSection(flow, facts);
  actionsSection(flow, facts);
  methodSection(flow, facts);
  databasesTable(flow, facts);
  flow.section('Evidence and integrity');
  evidenceLedger(flow, facts.evidence);
  damageTables(flow, facts.evidence);
  verifySteps(flow, facts);
  attach(flow, attached);
  headerAnnex(flow, facts);
  return flow.finish();
}
