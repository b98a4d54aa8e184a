// Leads as a table, most urgent first, and where the reader's law and offices are named: by the victim's country, dated.

import type { IncidentFacts } from '../../model/facts.ts';
import type { JurisdictionEntry } from '../../model/jurisdiction.ts';
import type { LeadFacts, LeadIdentifier } from '../../model/lead.ts';
import { COLOURS, type Flow } from './flow.ts';
import { bold, quoted, type Run, type Text } from './lines.ts';
import { portList } from './sources.ts';
import { table } from './table.ts';
import { spanCell } from './traffic.ts';

/** Networks are many and alike: so many stand here, all of them in the data sheet. */
const MAX_NETWORKS = 5;
const MAX_LEADS = 12;
const MAX_IDENTIFIERS = 2;
const MAX_PORTS = 3;
const DATASHEET = 'extortion/le-preservation-datasheet.csv';

/** The first leads, but not so many networks that a mail provider is crowded out. */
function shownLeads(leads: readonly LeadFacts[]): LeadFacts[] {
  const networks = leads.filter(({ kind }) => kind === 'network').slice(0, MAX_NETWORKS);
  return leads.filter((lead) => lead.kind !== 'network' || networks.includes(lead)).slice(0, MAX_LEADS);
}

function portText(flow: Flow, { type, sourcePorts }: LeadIdentifier): string {
  if (type !== 'ip_address' || sourcePorts.length === 0) return '';
  return flow.texts.leads.fromPorts(portList(sourcePorts, sourcePorts.length, MAX_PORTS, flow));
}

/** Values out of a message are a stranger's words. */
function identifierRuns(flow: Flow, lead: LeadFacts): Run[] {
  const shown = lead.identifiers.slice(0, lead.kind === 'network' ? 1 : MAX_IDENTIFIERS);
  const rest = lead.identifiersTotal - shown.length;
  return [
    ...shown.flatMap((each, index): Run[] => [
      { ...quoted(each.value, 80, flow), size: 6.4, newLine: index > 0 },
      { text: portText(flow, each) },
    ]),
    ...(rest > 0 && shown.length > 0 ? [{ text: restText(flow, lead, rest) }] : []),
  ];
}

// Behind the ports of an address, "and 8 more" would be ports.
function restText({ texts, units }: Flow, { kind }: LeadFacts, rest: number): string {
  return kind === 'network'
    ? `; ${texts.leads.moreAddresses(units.count(rest))}`
    : ` ${texts.table.andMore(units.count(rest))}`;
}

function urgency({ texts: { leads: texts }, units }: Flow, { goneFrom, daysLeft }: LeadFacts): Text {
  const left = daysLeft < 0 ? texts.past : texts.inDays(units.counted(daysLeft, ...texts.day));
  const date = units.utcDate(goneFrom);
  return [daysLeft <= 7 ? bold(date) : { text: date }, { text: left, colour: COLOURS.soft, newLine: true }];
}

function row(flow: Flow, lead: LeadFacts): Text[] {
  const { said, saidOrWritten } = flow;
  const texts = flow.texts.leads;
  const unlogged =
    lead.kind === 'network' && lead.identifiers.every(({ sourcePorts }) => sourcePorts.length === 0);
  const to = lead.destinations.map(flow.texts.provider.targetName).join(', ');
  return [
    [bold(lead.id)],
    [
      { text: saidOrWritten(lead.keeper) },
      { text: said(lead.keeperBasis), colour: COLOURS.soft, newLine: true },
    ],
    [
      ...identifierRuns(flow, lead),
      ...(unlogged ? [{ text: texts.notLogged }] : []),
      { text: said(lead.mayHold), colour: COLOURS.soft, newLine: lead.identifiers.length > 0 },
    ],
    [
      { text: spanCell(lead.fromUtc, lead.toUtc, flow) },
      ...(to === '' ? [] : [{ text: texts.to(to), newLine: true }]),
    ],
    urgency(flow, lead),
  ];
}

/** Record-keepers in the order of asking. Nothing without a lead. */
export function leadsSection(flow: Flow, { leads }: IncidentFacts): void {
  if (leads.length === 0) return;
  const { texts: all, units } = flow;
  const texts = all.leads;
  flow.section(texts.title);
  flow.paragraph(texts.explained, 'assessed');
  const shown = shownLeads(leads);
  const rest = leads.length - shown.length;
  table(flow, {
    caption: texts.caption,
    size: 6.8,
    columns: [
      { title: all.provider.number, width: 24 },
      { title: texts.who, width: 140 },
      { title: texts.askFor, width: 146 },
      { title: texts.forTheTime, width: 122 },
      { title: texts.goneFrom, width: 58 },
    ],
    rows: shown.map((lead) => row(flow, lead)),
    note: texts.more(rest > 0 ? units.counted(rest, ...texts.lead) : '', DATASHEET),
  });
}

/** Offices, sections of law and instruments of the victim's country. */
export function jurisdictionTable(flow: Flow, { jurisdiction, case: stated }: IncidentFacts): void {
  const { units, said } = flow;
  const texts = flow.texts.leads.jurisdiction;
  const { country } = stated.victim;
  if (jurisdiction === undefined) {
    flow.paragraph(country === '' ? texts.notStated : texts.unknown(country));
    return;
  }
  const { title, asOf, ageDays, stale } = jurisdiction;
  const row = (kind: string, { name, text, url, read }: JurisdictionEntry): Text[] => [
    kind,
    [bold(flow.saidOrWritten(name))],
    `${said(text)}${read ? '' : ' *'}`,
    [{ text: url.replace(/^https:\/\//, ''), face: 'mono', size: 5.6 }],
  ];
  if (stale)
    flow.paragraph(
      [
        bold(texts.toBeChecked),
        { text: texts.stale(units.utcDate(asOf), units.counted(ageDays, ...flow.texts.integrity.day)) },
      ],
      'computed',
    );
  table(flow, {
    caption: texts.caption(said(title), units.utcDate(asOf)),
    size: 6.8,
    columns: [
      { title: '', width: 54 },
      { title: texts.name, width: 136 },
      { title: texts.what, width: 170 },
      { title: texts.readAt, width: 130 },
    ],
    rows: (['report', 'laws', 'preservation'] as const).flatMap((kind) =>
      jurisdiction[kind].map((entry, index) => row(index === 0 ? texts.kinds[kind] : '', entry)),
    ),
    note: texts.note,
  });
}
