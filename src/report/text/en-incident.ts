// The fixed texts of the incident report but for demands, leads and method, in English.

import type { ImpactMeasure, IncidentFacts, TimelineEvent } from '../../model/facts.ts';
import type { Noun } from './en.ts';
import * as words from './measured-words.ts';
import * as wording from './wording.ts';

/** English. */
export const incidentTexts = {
  title: {
    nothing: 'Incident report: no attack found',
    extortion: 'Incident report: extortion and denial of service',
    service: 'Incident report: denial of service',
  },
  shortTitle: { found: 'Incident report', nothing: 'Incident report: nothing found' },
  documentTitle: (title: string, caseId: string): string => `${title} (case ${caseId})`,
  /** A key of incident.yaml as people write it. */
  word: (key: string): string => wording.words(key),
  notRecorded: wording.NOT_RECORDED as string,
  yes: 'yes',
  no: 'no',

  cover: {
    inShort: 'In short',
    against: 'Against what',
    sources: 'Sources',
    askedOfYou: 'Asked of you',
    request: wording.REQUEST_SHORT as string,
    requestNoKeepers: wording.REQUEST_SHORT_NO_KEEPERS as string,
    requestNoAttack: wording.REQUEST_SHORT_NO_ATTACK as string,
    lookedAt: 'Looked at',
    case: 'Case',
    preparedFor: 'Prepared for',
    preparedBy: 'Prepared by',
    contact: 'Contact',
    made: 'Made',
    madeBy: (time: string, tool: string): string => `${time} by ${tool}`,
    version: 'Version',
    originals: 'Originals kept',
    handling: 'Handling',
    policeReference: 'Police or IC3 reference',
    marks: wording.MARKS_EXPLAINED as string,
    cut: wording.CUT_EXPLAINED as string,
    notLegalAdvice: wording.NOT_LEGAL_ADVICE as string,
    packet: ['packet', 'packets'] as Noun,
    request1: ['logged request', 'logged requests'] as Noun,
    socket: ['socket', 'sockets'] as Noun,
    snapshot: ['snapshot', 'snapshots'] as Noun,
    file: ['file', 'files'] as Noun,
    inSnapshots: (sockets: string, snapshots: string): string => `${sockets} in ${snapshots}`,
    noRecords: 'no records',
    holds: (files: string, records: string, span: string): string =>
      `${files}: ${records}${span === '' ? '' : `, from ${span}`}.`,
    evidence: 'Evidence behind this report',
    size: 'Size',
    hashStart: 'SHA-256, first 12',
    moreFiles: ['more such file', 'more such files'] as Noun,
    documents: ['document (mail, notes and the like)', 'documents (mail, notes and the like)'] as Noun,
    hashesLast: (rest: string): string =>
      `${rest === '' ? 'All' : `And ${rest}: all`} with full hashes in data/evidence.csv, which is also inside this document.`,
  },

  request: {
    title: 'Request to the reader',
    openCase: wording.REQUEST_TO_READER[0] as string,
    keepRecords: wording.REQUEST_TO_READER[1] as string,
    advise: wording.REQUEST_TO_READER[2] as string,
  },

  systems: {
    title: 'Victim and systems',
    victim: 'Victim',
    sector: 'Sector and size',
    contacts: 'Contacts',
    upstream: 'Upstream provider',
    protection: 'Protection in place',
    authority: 'Authority',
    qualification: 'Qualification',
    own: 'Own addresses',
    how: { stated: 'stated', inferred: 'inferred', unknown: 'unknown' } as Record<
      IncidentFacts['own']['how'],
      string
    >,
    caption: 'Services, as stated',
    service: 'Service',
    host: 'Host',
    address: 'Address',
    port: 'Port',
    nameInUse: 'Name in use',
  },

  timeline: {
    title: 'Timeline',
    none: 'No events.',
    caption: 'Important events. Attack, outages, demands and what was done stand side by side',
    time: 'Time (UTC)',
    kind: 'Kind',
    /** Of number, time, kind, what, mark and evidence, as shares of the page. */
    widths: [28, 92, 42, 260, 48, 48] as readonly number[],
    what: 'What',
    mark: 'Mark',
    evidence: 'Evidence',
    kinds: {
      attack: 'attack',
      outage: 'outage',
      demand: 'demand',
      action: 'action',
      work: 'work',
      evidence: 'evidence',
      note: 'note',
    } as Record<TimelineEvent['kind'], string>,
  },

  attack: {
    title: 'The attack',
    nothingTitle: 'What was looked for',
    wavesCaption: 'Waves. Peaks are the busiest second; half-open sockets the largest snapshot',
    wave: 'Wave',
    startAndEnd: 'Start and end (UTC)',
    length: 'Length',
    packetRate: 'Packets/s',
    bitRate: 'Bit rate',
    requestRate: 'Requests/s',
    halfOpen: 'Half-open',
    to: (time: string): string => `to ${time}`,
    startCensored: 'Already under way when the evidence begins.',
    endCensored: 'Still under way when the evidence ends.',
    against: (targets: string): string => `against ${targets}`,
    vectorsCaption: 'Vectors: one technique against one target. Shares are of the packets of all vectors',
    vectorAndClass: 'Vector, class',
    cisaClass: (name: string): string => name,
    protocol: 'Protocol',
    ports: 'Ports',
    packets: 'Packets',
    share: 'Share',
    received: 'Received',
    sent: 'Sent',
    requests: 'Requests',
    sources: 'Sources',
    ofTheseProven: 'of these proven',
    waves: 'Waves',
    reasons: 'Why each vector has its name',
    peak: (peak: string): string => `Peak: ${peak}.`,
    evidence: (ids: string): string => `Evidence: ${ids}.`,
    consistentWith: (technique: string): string => `Consistent with ${technique}.`,
    consistentWithAll: wording.CONSISTENT_WITH as string,
    criteriaOf: (vector: string): string => `${vector}: criteria`,
    sample: (pointer: string): string => `Sample, ${pointer}:`,
  },

  criteria: {
    criterion: 'Criterion',
    measured: 'Measured',
    threshold: 'Threshold',
    held: 'Held',
    inWords: 'In words',
    none: 'none, indicator',
    inBrackets: 'in brackets',
    yes: 'yes',
    no: 'no',
    inPart: 'in part',
    range: (smallest: string, largest: string): string => `${smallest} to ${largest}`,
    more: (count: string): string => `And ${count} more in data/incident.json.`,
    surges: (ids: string): string => `What was measured: ${ids}`,
    bold: 'Bold: at or above its threshold.',
  },

  population: {
    caption: (vector: string, sources: string): string =>
      `${vector}: does the population of ${sources} look made up?`,
    source: ['source', 'sources'] as Noun,
    sign: 'Sign',
    weight: 'Weight',
    sum: 'Sum',
    weights: wording.WEIGHTS_EXPLAINED as string,
    halfOpenSource: ['distinct half-open source', 'distinct half-open sources'] as Noun,
    tooFew: (id: string, sources: string, snapshots: string): string =>
      `${id}: at least ${sources}: so many were seen in ${snapshots}, too few of them again to say how many there were in all.`,
    interval: (
      id: string,
      sources: string,
      low: string,
      high: string,
      snapshots: string,
      seen: string,
    ): string =>
      `${id}: at least ${sources}, 95 % interval ${low} to ${high}, from ${snapshots} in which ${seen} were seen (Chao1 lower bound).`,
  },

  sources: {
    title: 'Sources of the traffic',
    ordinary: (count: string, one: boolean): string =>
      `${count} took no part and ${one ? 'is' : 'are'} counted only.`,
    ordinaryClient: ['ordinary client', 'ordinary clients'] as Noun,
    secondDatabase: (differing: string, compared: string): string =>
      `A second database names another country for ${differing} of ${compared} proven sources.`,
  },

  activities: {
    title: 'Other hostile activity, not denial of service',
    notAttack: wording.ACTIVITY_NOT_ATTACK as string,
    caption: 'Other hostile activity',
    records: 'Records',
    firstToLast: 'First to last (UTC)',
    consistentWith: 'Consistent with',
    unproven: wording.ACTIVITY_UNPROVEN as string,
    first: (address: string, records: string, pointer: string): string =>
      `${address} (${records}, first ${pointer})`,
    mostActive: (addresses: string): string => `Most active: ${addresses}.`,
  },

  impact: {
    title: 'Impact on service and loss',
    noOutages: `Outages: ${wording.NOT_STATED}.` as string,
    noLosses: `Losses: ${wording.NOT_STATED}.` as string,
    stated: wording.IMPACT_STATED as string,
    measuredToo: wording.IMPACT_MEASURED as string,
    trafficPriced: wording.TRAFFIC_PRICED as string,
    insurer: (noticed: string, name: string, policy: string, notified: string, waiting: string): string =>
      `Attack noticed: ${noticed}. Insurer: ${name}; policy: ${policy}; notified: ${notified}. Waiting period: ${waiting}.`,
    minute: ['minute', 'minutes'] as Noun,
    outagesCaption: 'Outages, and what of them lies beyond the waiting period',
    minutes: 'Minutes',
    beyond: 'Beyond',
    howMeasured: 'How measured',
    noEnd: (start: string): string => `${start}, end ${wording.NOT_STATED}`,
    outage: ['outage', 'outages'] as Noun,
    together: (outages: string, basis: string): string => `${outages} together, ${basis}`,
    basis: { stated: 'stated', measured: 'measured' },
    waitingLimit: wording.WAITING_LIMIT as string,
    impaired: (list: string): string => `Measured, short of a full outage: ${list}.`,
    lossesCaption: 'Losses, as stated, as reckoned and as billed',
    item: 'Item',
    category: 'Category',
    amount: 'Amount',
    inTotal: 'In total',
    methodOrReason: 'Method or reason',
    totalOfIncluded: 'Total of the included',
    effectNotMeasured: words.IMPACT_NOT_MEASURED as string,
    effectExplained: words.IMPACT_MEASURED as string,
    effectCaption: 'Measured effect of the waves',
    inTheWave: 'In the wave',
    outside: 'Outside',
    change: 'Change',
    partOf: (text: string, part: string, whole: string): string => `${text} (${part} of ${whole})`,
    nothingToCompare: 'nothing to compare with',
    measure: words.IMPACT_TITLE as Record<ImpactMeasure['kind'], string>,
  },

  actions: {
    title: 'Actions taken',
    none: `Actions: ${wording.NOT_STATED}.` as string,
    caption: 'Actions, as stated',
    by: 'By',
  },
};

/** The same of any language. */
export type IncidentTexts = typeof incidentTexts;
