// The fixed texts of the documents that can be written in several languages, in English. de.ts has the same keys; a missing one does not compile.

import {
  type ActivityClass,
  BILLING_WARNINGS,
  type BillingWarning,
  REJECTIONS,
} from '../../model/billing.ts';
import type { IncidentFacts, Mark, MeasuredOutage } from '../../model/facts.ts';
import type { LocalUnits } from '../local-units.ts';
import { type AnnexTexts, annexTexts } from './en-annex.ts';
import { type ChartTexts, chartTexts } from './en-charts.ts';
import { type DemandTexts, demandTexts, type LeadTexts, leadTexts } from './en-demands.ts';
import { type DeclarationTexts, type DraftTexts, declarationTexts, draftTexts } from './en-drafts.ts';
import { type IncidentTexts, incidentTexts } from './en-incident.ts';
import {
  type CampaignTexts,
  campaignTexts,
  type IntegrityTexts,
  integrityTexts,
  type MethodTexts,
  methodTexts,
} from './en-method.ts';
import { type PageTexts, pageTexts } from './en-page.ts';
import { type ProviderTexts, providerTexts } from './en-provider.ts';
import { type PublicTexts, publicTexts } from './en-public.ts';
import { type ReadmeTexts, readmeTexts } from './en-readme.ts';
import { englishSaid } from './en-said.ts';
import { type UpstreamTexts, upstreamTexts } from './en-upstream.ts';
import { OUTAGE_STATE } from './measured-words.ts';
import type { Said } from './phrases.ts';
import * as wording from './wording.ts';

/** A noun for one and for several. */
export type Noun = [one: string, many: string];

/** English. */
export const en = {
  /** BCP 47, for the metadata of a document. */
  tag: 'en' as string,
  exerciseStamp: wording.EXERCISE_STAMP as string,
  exerciseLine: wording.EXERCISE_LINE as string,
  notStated: wording.NOT_STATED as string,
  hashLimit: wording.HASH_LIMIT as string,
  mark: wording.MARK_TITLE as Record<Mark, string>,
  handling: (handling: string): string => handling,
  /** Bytes of packets that arrived, and bytes of answers as logs count them. */
  traffic: {
    received: (bytes: string): string => `${bytes} received`,
    sent: (bytes: string): string => `${bytes} sent`,
  },

  flow: {
    contents: 'Contents',
    keywords: (caseId: string, sha256: string): string => `case ${caseId}, inputs sha256 ${sha256}`,
    inputs: 'inputs sha256:',
    page: (page: string, pages: string): string => `page ${page} of ${pages}`,
    characters: (count: string): string => `(cut, ${count} characters)`,
  },
  table: {
    caption: (number: string, caption: string): string => `Table ${number}  ${caption}`,
    continued: (title: string): string => `${title} (continued)`,
    leftOut: (count: string): string =>
      `${count} more ${count === '1' ? 'row' : 'rows'}, left out for length.`,
    andMoreIn: (count: string, file: string): string => `And ${count} more in ${file}.`,
    andMore: (count: string): string => `and ${count} more`,
    and: ' and ',
  },
  attached: 'Tables inside this document, with the first digits of their SHA-256:',

  chart: {
    time: 'Time (UTC)',
    endNotKnown: (label: string): string => `${label} (end not known)`,
    waves: 'Attack waves',
    outages: 'Outages',
    demands: 'Demands',
    actions: 'Actions',
    outage: (service: string): string => `Outage: ${service}`,
    morePersons: (count: string): string => `${count} more`,
    tie: {
      direct: 'Work at an action of the same person',
      coincident: 'Work during a wave, outage or action',
      none: 'Work with no event at that time',
    },
    workTitle: 'Work beside the incident',
    entry: ['entry', 'entries'] as Noun,
    person: ['person', 'people'] as Noun,
    workAlt: (
      entries: string,
      people: string,
      billed: string,
      direct: string,
      coincident: string,
      none: string,
    ): string =>
      `${entries} of ${people}, ${billed} billed: ${direct} tied to a recorded action, ${coincident} at the time of an event, ${none} stated by the timekeeper only.`,
  },

  outages: {
    caption: 'Outages: as stated, and as measured to the minute',
    id: 'No or wave',
    service: 'Service',
    span: 'From, to (UTC)',
    length: 'Length',
    state: 'State',
    mark: 'Mark',
    down: 'down',
    kind: OUTAGE_STATE as Record<MeasuredOutage['kind'], string>,
    howMeasured: (how: string): string => `How measured: ${how}`,
    /** How the tool measured it. */
    measured: (outage: MeasuredOutage, units: LocalUnits): string =>
      englishSaid(units).said(outage.howMeasured),
  },

  /** The five lines of page 1. */
  answers: ({ answers }: IncidentFacts, units: LocalUnits): IncidentFacts['answers'] => ({
    ...answers,
    when: englishSaid(units).said(answers.when),
  }),
  answerLabels: { what: 'What', when: 'When', against: 'Against', howBig: 'How big', effect: 'Effect' },
  noAttack: wording.NO_ATTACK as string,
  /** What the analysis says in English, said in this language. */
  said: englishSaid as (units: LocalUnits) => Said,

  billing: {
    title: 'Timesheet and incident record',
    shortTitle: 'Timesheet',
    documentTitle: (caseId: string): string => `Timesheet and incident record (case ${caseId})`,
    invoice: (number: string): string => `Attachment to invoice ${number}`,
    from: 'From',
    to: 'To',
    contract: 'Contract',
    case: 'Case',
    period: 'Period',
    span: (first: string, last: string): string => `${first} to ${last}`,
    currencyAndZone: 'Currency, zone',
    noZone: 'UTC (no zone stated)',
    noCurrency: 'a currency not stated',
    inShort: 'In short',
    worked: 'Worked',
    billed: 'Billed',
    total: 'Total',
    billedIn: (time: string, entries: string): string => `${time} in ${entries}`,
    notInvoice: wording.BILLING_NOT_INVOICE as string,
    trafficCosts: 'Cost of the attack\u2019s traffic at the stated tariff; not part of the total of the work',
    noWorkLogTitle: 'No work log',
    noWorkLog: wording.NO_WORK_LOG as readonly string[],
    summary: 'Summary',
    byClass: (currency: string): string => `By class, amounts in ${currency}`,
    byPerson: (currency: string): string => `By person, amounts in ${currency}`,
    class: 'Class',
    person: 'Person',
    entries: 'Entries',
    amount: 'Amount',
    amountIn: (currency: string): string => (currency === '' ? 'Amount' : `Amount, ${currency}`),
    subtotal: 'Subtotal',
    classTitle: wording.CLASS_TITLE as Record<ActivityClass, string>,
    mayNotBeLoss: wording.MAY_NOT_BE_LOSS_NOTE as string,
    totalsCaption: 'From subtotal to total',
    sumOfLines: 'Subtotal, the sum of all lines',
    discount: (percent: string): string => `Discount ${percent}`,
    overCap: 'Left out: over the cap of the contract',
    tax: (percent: string, base: string): string => `Tax ${percent} of ${base}`,
    incident: 'The incident in five lines',
    impact: 'Impact on service',
    clocks: (sentence: string): string => `Clocks of the evidence: ${sentence}`,
    expenses: {
      title: 'Expenses',
      caption: (currency: string): string => `Expenses, as on the receipts, in ${currency}`,
      date: 'Date',
      item: 'What for',
      receipt: 'Receipt',
      amount: 'Amount',
      sum: 'All expenses',
      apart: (total: string, together: string): string =>
        `Expenses are apart from the work: they are not in the total of ${total}, and nothing was added to them. Together: ${together}.`,
    },
    approval: 'Approval',
    signatures: ['Prepared by, date', 'Approved by, date'] as readonly string[],
  },

  rules: {
    title: 'Rules',
    rate: (amount: string): string => `${amount} an hour`,
    otherwise: (rate: string): string => `${rate} unless another is named`,
    rates: 'Rates',
    minimum: 'Minimum',
    perEntry: (time: string): string => `${time} an entry`,
    none: 'none',
    callOut: 'Call-out',
    noMinimum: 'no minimum',
    callOutRule: (least: string, gap: string): string =>
      `at least ${least} for work of one person that begins outside ordinary hours; entries up to ${gap} apart are one call-out`,
    rounding: 'Rounding',
    roundingRule: (mode: 'nearest' | 'up' | 'down', step: string, scope: string): string =>
      `${mode === 'nearest' ? 'to the nearest' : mode} ${step}, ${scope}`,
    rounded: {
      entry: 'each entry by itself',
      person_day: 'the entries of a person and day together',
      invoice: 'all entries together',
    },
    afterHours: 'After hours',
    window: (from: string, to: string, factor: string): string => `${from} to ${to}, ${factor}`,
    weekendAndHolidays: 'Weekend, holidays',
    noHolidays: 'no holidays stated',
    holidays: (factor: string, dates: string): string => `${factor} on ${dates}`,
    daysBegin: 'Days begin in zone',
    taxDiscountCap: 'Tax, discount, cap',
    noCap: 'no cap',
    cap: (amount: string): string => `at most ${amount} after discount and before tax`,
    breaks: (time: string): string => `${time} of breaks`,
    notBillable: (time: string): string => `${time} marked as not billable`,
    notBilled: (parts: string): string => `Not billed: ${parts}.`,
    added: (minimum: string, rounding: string): string =>
      `Minimum times added ${minimum}, rounding added ${rounding}. Amounts are rounded half up on each line and only there.`,
  },

  entries: {
    title: 'Entries',
    none: 'No entry of the work log is billed.',
    caption: (currency: string): string =>
      `Work as recorded, in local time with its offset from UTC; amounts in ${currency}`,
    number: 'No',
    date: 'Date, start\u2013end, offset',
    what: 'What',
    worked: 'Worked',
    billed: 'Billed',
    rate: 'Rate',
    tiedTo: 'Tied to',
    all: 'All entries',
    tie: { direct: 'direct', coincident: 'coincident', same_day: 'same day' },
    noTie: 'none',
    break: (time: string): string => `${time} break`,
    notBillable: (time: string): string => `${time} not billable`,
    noTimeOfDay: 'no time of day',
    noDescription: 'no description',
    continued: '(continued)',
    factorReason: {
      '': '',
      'after hours': 'after hours',
      weekend: 'weekend',
      holiday: 'holiday',
    },
  },

  coverage: {
    title: 'What the hours are tied to',
    sameDay: (time: string): string => `, ${time} lie on the day of an event`,
    sentence: (direct: string, billed: string, coincident: string, sameDay: string, none: string): string =>
      `${direct} of ${billed} billed have a direct tie to an action, ${coincident} fall into an attack or an outage${sameDay}, ${none} are stated by the timekeeper only.`,
    strengths: wording.LINK_STRENGTHS as string,
    strengthSameDay: wording.LINK_SAME_DAY as string,
    noQuestions: 'No entry gave cause for a question.',
    questions: 'What a reader may ask about',
    question: 'Question',
    more: 'More',
    warning: BILLING_WARNINGS as Record<BillingWarning['code'], string>,
    wholeBill: 'the whole bill',
    rejected: 'Rows of the work log that were not billed',
    fileAndLine: 'File, line',
    why: 'Why',
    row: 'Row',
    line: (file: string, line: string): string => `${file}, line ${line}`,
    rejection: REJECTIONS as Record<keyof typeof REJECTIONS, string>,
    workLog: 'the work log',
  },

  figures: chartTexts as ChartTexts,
  readme: readmeTexts as ReadmeTexts,
  page: pageTexts as PageTexts,
  drafts: draftTexts as DraftTexts,
  declaration: declarationTexts as DeclarationTexts,
  upstreamText: upstreamTexts as UpstreamTexts,
  publicSummary: publicTexts as PublicTexts,
  provider: providerTexts as ProviderTexts,
  incident: incidentTexts as IncidentTexts,
  demands: demandTexts as DemandTexts,
  leads: leadTexts as LeadTexts,
  method: methodTexts as MethodTexts,
  integrity: integrityTexts as IntegrityTexts,
  annex: annexTexts as AnnexTexts,
  campaign: campaignTexts as CampaignTexts,

  timeFiles: {
    title: 'Integrity',
    caption: 'Files that the hours were read from',
    file: 'File',
    evidence: 'Evidence',
    made: (time: string, tool: string): string =>
      `Made at ${time} by ${tool}. The set of inputs has the SHA-256 `,
  },
};

/** All fixed texts of a language. */
export type Texts = typeof en;
