// The incident report for police, insurer and counsel: extortion and denial of service.

import type { IncidentFacts } from '../../model/facts.ts';
import type { ChartSet } from '../charts/index.ts';
import { ticketText } from '../text/attack-words.ts';
import { campaignRows } from '../text/campaign-words.ts';
import type { Texts } from '../text/en.ts';
import { documentLanguage } from '../text/language.ts';
import { ports } from '../units.ts';
import { activitiesSection } from './activities.ts';
import { annexSection } from './annex.ts';
import { attach } from './attached.ts';
import { answersBox, chart, chartFits, type Labelled, labelled, noticeBox, titleBlock } from './blocks.ts';
import { custodyTable } from './custody.ts';
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
const MAX_SECTIONS = 14;

function orNotStated({ texts }: Flow, ...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ') || texts.notStated;
}

/** The title in full; without a stated demand the report does not speak of extortion. */
function titleOf(facts: IncidentFacts, { nothing, extortion, service }: Texts['incident']['title']): string {
  if (!facts.attackFound) return nothing;
  return facts.case.demands.length > 0 ? extortion : service;
}

/** Page 1: who, what, and what is asked of the reader. */
function cover(flow: Flow, facts: IncidentFacts): void {
  const { case: stated } = facts;
  const { texts: all, units } = flow;
  const { cover: texts, title } = all.incident;
  const labels = all.answerLabels;
  const answers = all.answers(facts, units);
  titleBlock(flow, titleOf(facts, title), stated.title);
  const found = facts.attackFound;
  const rows: Labelled[] = found
    ? [
        [labels.what, answers.what],
        [labels.when, answers.when],
        [texts.against, answers.against],
        [labels.howBig, answers.howBig],
        [texts.sources, answers.sources],
        [labels.effect, answers.effect],
        [texts.askedOfYou, facts.leads.length > 0 ? texts.request : texts.requestNoKeepers],
      ]
    : [
        [labels.what, answers.what],
        [texts.lookedAt, lookedAt(flow, facts)],
        [texts.askedOfYou, facts.own.judged ? texts.requestNoAttack : texts.requestUnjudged],
      ];
  answersBox(flow, texts.inShort, rows);
  const { name, role, organisation, phone, email } = stated.preparer;
  labelled(flow, [
    [texts.case, [bold(stated.id)]],
    [texts.preparedFor, orNotStated(flow, stated.preparedFor)],
    [texts.preparedBy, orNotStated(flow, name, role, organisation)],
    [texts.contact, orNotStated(flow, phone, email)],
    ...(stated.version === '' ? [] : [[texts.version, stated.version] satisfies Labelled]),
    [texts.made, texts.madeBy(units.utc(facts.generatedUtc), `${facts.tool.name} ${facts.tool.version}`)],
    [texts.handling, orNotStated(flow, all.handling(stated.handling))],
    [texts.originals, orNotStated(flow, stated.originalsKept)],
    [texts.policeReference, stated.policeReference || '______________________________'],
  ]);
  coverFiles(flow, facts.evidence);
  flow.plain(`${texts.marks} ${texts.cut} ${all.provider.timesAreUtc} ${texts.notLegalAdvice}`, SMALL);
  flow.gap(4);
  flow.contentsHere(MAX_SECTIONS);
}

/** What the evidence holds, in one sentence. */
function lookedAt({ texts: all, units }: Flow, facts: IncidentFacts): string {
  const { totals } = facts;
  const texts = all.incident.cover;
  // Lines of kernel, firewall and login logs, address lists, counters.
  const others = facts.evidence.reduce(
    (sum, { kind, records }) => (kind === 'events' || kind === 'counters' ? sum + records : sum),
    0,
  );
  const parts = [
    totals.packets > 0 ? units.counted(totals.packets, ...texts.packet) : '',
    totals.requests > 0 ? units.counted(totals.requests, ...texts.request1) : '',
    totals.sockets > 0
      ? texts.inSnapshots(
          units.counted(totals.sockets, ...texts.socket),
          units.counted(totals.snapshots, ...texts.snapshot),
        )
      : '',
    others > 0 ? units.counted(others, ...texts.otherRecord) : '',
  ].filter((part) => part !== '');
  return texts.holds(
    units.counted(facts.evidence.filter(({ kind }) => kind !== 'document').length, ...texts.file),
    parts.join(', ') || texts.noRecords,
    units.utcSpan(facts.firstUtc, facts.lastUtc),
  );
}

function requestSection(flow: Flow, facts: IncidentFacts): void {
  const texts = flow.texts.incident.request;
  flow.section(texts.title);
  flow.paragraph(texts.openCase);
  if (facts.leads.length > 0) flow.paragraph(texts.keepRecords);
  if (facts.case.demands.length > 0) flow.paragraph(texts.advise);
  jurisdictionTable(flow, facts);
}

function systemsSection(flow: Flow, facts: IncidentFacts): void {
  const { case: stated, own } = facts;
  const { texts: all } = flow;
  const texts = all.incident.systems;
  flow.section(texts.title);
  labelled(flow, [
    [texts.victim, orNotStated(flow, stated.victim.name, stated.victim.address)],
    [texts.sector, orNotStated(flow, stated.victim.sector, stated.victim.size)],
    [
      texts.contacts,
      [stated.victim.contact, ...stated.contacts]
        .filter(({ name, phone, email }) => name !== '' || phone !== '' || email !== '')
        .slice(0, 5)
        .map((person) => orNotStated(flow, person.name, person.role, person.phone, person.email))
        .join('; ') || all.notStated,
    ],
    [
      texts.upstream,
      [ticketText(facts, flow), stated.provider.email, stated.provider.phone].filter(Boolean).join(', ') ||
        all.notStated,
    ],
    [texts.protection, orNotStated(flow, stated.victim.protection)],
    [texts.authority, orNotStated(flow, stated.preparer.authority)],
    [texts.qualification, orNotStated(flow, stated.preparer.qualification)],
    [
      texts.own,
      own.addresses.length === 0
        ? all.provider.notKnown
        : `${own.addresses.slice(0, 8).join(', ')} (${texts.how[own.how]})`,
    ],
  ]);
  if (own.how !== 'stated' && own.reason !== '') flow.paragraph(sentence(flow.said(own.reason)), 'assessed');
  const services = stated.services.slice(0, MAX_SYSTEMS);
  table(flow, {
    caption: texts.caption,
    columns: [
      { title: texts.service, width: 70 },
      { title: texts.host, width: 125 },
      { title: texts.address, width: 115, face: 'mono' },
      { title: texts.port, width: 40, align: 'right' },
      { title: texts.nameInUse, width: 140, face: 'mono' },
    ],
    rows: services.map((service) => [
      service.name,
      service.host,
      service.address,
      service.port === 0 ? '\u2013' : ports([service.port], 1, 1),
      service.url,
    ]),
    note: andMore(stated.services.length, services.length, 'incident.yaml', flow),
  });
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function timelineSection(flow: Flow, facts: IncidentFacts, charts: ChartSet): void {
  const important = facts.timeline.filter((event) => event.important).slice(0, MAX_TIMELINE);
  const { texts: all, units } = flow;
  const texts = all.incident.timeline;
  const [number, time, kind, what, mark, evidence] = texts.widths;
  flow.section(texts.title);
  if (important.length === 0) flow.paragraph(texts.none);
  // The table wants a page of its own: the chart fills what is left of the page before, else what is left of the one behind.
  const picture = facts.attackFound ? charts.timeline : undefined;
  const first = picture !== undefined && (important.length === 0 || chartFits(flow, picture));
  if (picture !== undefined && first) chart(flow, picture);
  table(flow, {
    caption: texts.caption,
    columns: [
      { title: all.provider.number, width: number! },
      { title: texts.time, width: time! },
      { title: texts.kind, width: kind! },
      { title: texts.what, width: what! },
      { title: texts.mark, width: mark! },
      { title: texts.evidence, width: evidence! },
    ],
    size: 7,
    rows: important.map((event): Text[] => {
      const attack = event.kind === 'attack' || event.kind === 'demand';
      const kind = texts.kinds[event.kind];
      // What was done is told in the words of whoever did it.
      const message = event.kind === 'action' ? event.message : flow.said(event.message);
      return [
        event.id,
        units.utcCell(event.atUtc),
        attack ? [bold(kind)] : kind,
        attack ? [bold(message)] : message,
        all.mark[event.mark],
        all.provider.table.record(event.recordRef) || event.evidenceId || '\u2013',
      ];
    }),
    onePage: true,
    note: andMore(facts.timeline.length, important.length, 'data/timeline.csv', flow),
  });
  if (picture !== undefined && !first) chart(flow, picture);
}

function attackSection(flow: Flow, facts: IncidentFacts, charts: ChartSet): void {
  const { texts: all } = flow;
  const texts = all.incident.attack;
  flow.section(facts.attackFound ? texts.title : texts.nothingTitle);
  if (!facts.attackFound) {
    flow.paragraph(all.answers(facts, flow.units).what, 'assessed');
    flow.paragraph(lookedAt(flow, facts), 'observed');
    flow.paragraph(all.provider.noAttackScope);
    if (charts.timeline !== undefined) chart(flow, charts.timeline);
    return;
  }
  wavesTable(flow, facts);
  flow.paragraph(all.provider.floor);
  if (facts.campaign !== undefined) {
    flow.subheading(all.campaign.title);
    labelled(flow, campaignRows(facts.campaign, flow));
    flow.paragraph(all.campaign.explained, 'computed');
  }
  vectorsTable(flow, facts);
  if (charts.vectors !== undefined) chart(flow, charts.vectors);
  vectorReasons(flow, facts);
}

function sourcesSection(flow: Flow, facts: IncidentFacts, charts: ChartSet): void {
  const { texts: all, units } = flow;
  const texts = all.incident.sources;
  flow.section(texts.title);
  noticeBox(flow, all.provider.noticeTitle, all.provider.notice);
  verdictTable(flow, facts);
  if (facts.ordinaryClients > 0)
    flow.paragraph(
      texts.ordinary(
        units.counted(facts.ordinaryClients, ...texts.ordinaryClient),
        facts.ordinaryClients === 1,
      ),
      'computed',
    );
  provenTable(flow, facts, MAX_PROVEN, 'data/sources.csv');
  if (facts.topProven.length > 0) flow.paragraph(all.provider.portsMissing);
  reflectorTable(flow, facts, MAX_REFLECTORS, 'data/sources.csv');
  networkTable(flow, facts, MAX_NETWORKS, 'data/networks.csv');
  if (facts.sourcesByVerdict.proven > 0) {
    if (charts.worldMap !== undefined) chart(flow, charts.worldMap);
    if (charts.countries !== undefined) chart(flow, charts.countries);
  }
  const { differing, compared } = facts.countryDisagreements;
  if (compared > 0) {
    flow.paragraph(texts.secondDatabase(units.count(differing), units.count(compared)), 'computed');
  }
}

/** Draws the report in the language of the case. */
export async function extortionReport(
  facts: IncidentFacts,
  charts: ChartSet,
  brevity: Brevity,
  attached: readonly Attachment[],
): Promise<FlowResult> {
  const language = documentLanguage(facts.case.writtenIn);
  const texts = language.texts.incident;
  const flow = new Flow(
    facts,
    facts.attackFound ? texts.shortTitle.found : texts.shortTitle.nothing,
    {
      title: texts.documentTitle(titleOf(facts, texts.title), facts.case.id),
      subject: facts.case.title,
    },
    brevity,
    language,
  );
  cover(flow, facts);
  if (facts.attackFound) requestSection(flow, facts);
  systemsSection(flow, facts);
  timelineSection(flow, facts, charts);
  if (facts.attackFound || facts.demandRecords.length > 0) demandsSection(flow, facts);
  attackSection(flow, facts, charts);
  if (facts.attackFound) sourcesSection(flow, facts, charts);
  leadsSection(flow, facts);
  impactSection(flow, facts);
  activitiesSection(flow, facts);
  actionsSection(flow, facts);
  methodSection(flow, facts);
  databasesTable(flow, facts);
  flow.section(language.texts.integrity.title);
  evidenceLedger(flow, facts.evidence);
  custodyTable(flow, facts);
  damageTables(flow, facts.evidence);
  verifySteps(flow, facts);
  attach(flow, attached);
  headerAnnex(flow, facts);
  annexSection(flow, facts);
  return flow.finish();
}
