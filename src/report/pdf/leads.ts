// Leads as a table, most urgent first, and where the reader's law and offices are named: by the victim's country, dated.

import type { IncidentFacts } from '../../model/facts.ts';
import type { JurisdictionEntry } from '../../model/jurisdiction.ts';
import type { LeadFacts, LeadIdentifier } from '../../model/lead.ts';
import { JURISDICTION_LIMIT, JURISDICTION_NOT_STATED, LEADS_EXPLAINED } from '../text/wording.ts';
import * as units from '../units.ts';
import { COLOURS, type Flow } from './flow.ts';
import { bold, quoted, type Run, type Text } from './lines.ts';
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

function portText({ type, sourcePorts }: LeadIdentifier): string {
  if (type !== 'ip_address' || sourcePorts.length === 0) return '';
  return `, from ports ${units.ports(sourcePorts, sourcePorts.length, MAX_PORTS)}`;
}

/** Values out of a message are a stranger's words. */
function identifierRuns(lead: LeadFacts): Run[] {
  const shown = lead.identifiers.slice(0, lead.kind === 'network' ? 1 : MAX_IDENTIFIERS);
  const rest = lead.identifiersTotal - shown.length;
  return [
    ...shown.flatMap((each, index): Run[] => [
      { ...quoted(each.value, 80), size: 6.4, newLine: index > 0 },
      { text: portText(each) },
    ]),
    ...(rest > 0 && shown.length > 0 ? [{ text: ` and ${units.count(rest)} more` }] : []),
  ];
}

function urgency({ goneFrom, daysLeft }: LeadFacts): Text {
  const left = daysLeft < 0 ? 'past: ask now' : `in ${units.counted(daysLeft, 'day')}`;
  return [
    daysLeft <= 7 ? bold(goneFrom) : { text: goneFrom },
    { text: left, colour: COLOURS.soft, newLine: true },
  ];
}

function row(lead: LeadFacts): Text[] {
  const unlogged =
    lead.kind === 'network' && lead.identifiers.every(({ sourcePorts }) => sourcePorts.length === 0);
  const to = lead.destinations.join(', ');
  return [
    [bold(lead.id)],
    [{ text: lead.keeper }, { text: lead.keeperBasis, colour: COLOURS.soft, newLine: true }],
    [
      ...identifierRuns(lead),
      ...(unlogged ? [{ text: ', ports not logged' }] : []),
      { text: lead.mayHold, colour: COLOURS.soft, newLine: lead.identifiers.length > 0 },
    ],
    [
      { text: spanCell(lead.fromUtc, lead.toUtc) },
      ...(to === '' ? [] : [{ text: `to ${to}`, newLine: true }]),
    ],
    urgency(lead),
  ];
}

/** Record-keepers in the order of asking. Nothing without a lead. */
export function leadsSection(flow: Flow, { leads }: IncidentFacts): void {
  if (leads.length === 0) return;
  flow.section('Leads');
  flow.paragraph(LEADS_EXPLAINED, 'assessed');
  const shown = shownLeads(leads);
  const rest = leads.length - shown.length;
  table(flow, {
    caption: 'Record-keepers, those first whose records may be gone first',
    size: 6.8,
    columns: [
      { title: 'No', width: 24 },
      { title: 'Who', width: 140 },
      { title: 'Ask for, and what they may hold', width: 146 },
      { title: 'For the time (UTC)', width: 122 },
      { title: 'May be gone from', width: 58 },
    ],
    rows: shown.map(row),
    note: `${rest > 0 ? `${units.counted(rest, 'more lead')} and all` : 'All'} addresses with ports and times are in ${DATASHEET}; drafts that ask to keep records in extortion/preservation/.`,
  });
}

const KINDS = { report: 'Report to', laws: 'Law', preservation: 'Preservation' } as const;

/** Offices, sections of law and instruments of the victim's country. */
export function jurisdictionTable(flow: Flow, { jurisdiction, case: stated }: IncidentFacts): void {
  if (jurisdiction === undefined) {
    flow.paragraph(
      stated.victim.country === ''
        ? JURISDICTION_NOT_STATED
        : `For the country of the victim (${stated.victim.country}) no offices and no sections of law are held here.`,
    );
    return;
  }
  const { title, asOf, ageDays, stale } = jurisdiction;
  const row = (kind: string, { name, text, url, read }: JurisdictionEntry): Text[] => [
    kind,
    [bold(name)],
    `${text}${read ? '' : ' *'}`,
    [{ text: url.replace(/^https:\/\//, ''), face: 'mono', size: 5.6 }],
  ];
  if (stale)
    flow.paragraph(
      [
        bold('To be checked: '),
        { text: `the table below is as of ${asOf}, ${units.counted(ageDays, 'day')} before this report.` },
      ],
      'computed',
    );
  table(flow, {
    caption: `Where to report, sections of law, instruments: ${title}, as of ${asOf}`,
    size: 6.8,
    columns: [
      { title: '', width: 54 },
      { title: 'Name', width: 136 },
      { title: 'What', width: 170 },
      { title: 'To be read at', width: 130 },
    ],
    rows: (['report', 'laws', 'preservation'] as const).flatMap((kind) =>
      jurisdiction[kind].map((entry, index) => row(index === 0 ? KINDS[kind] : '', entry)),
    ),
    note: `${JURISDICTION_LIMIT} *: from general knowledge, not read at its source on that date.`,
  });
}
