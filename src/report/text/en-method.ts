// The fixed texts on method, evidence and integrity in the incident report, and on several waves together, in English.

import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../../model/diagnostic.ts';
import type { CustodyFacts } from '../../model/facts.ts';
import type { Noun } from './en.ts';
import * as wording from './wording.ts';

/** English. */
export const methodTexts = {
  title: 'Method and limits',
  clocks: 'Clocks of the evidence',
  limits: 'Limits',
  confidence: wording.CONFIDENCE_EXPLAINED as string,
  others: 'Other explanations that were considered',
  noOthers: 'None was called for by the evidence.',
  judged: (conclusion: string): string => `Judged: ${conclusion}.`,
  thresholdsFound: 'Thresholds behind these results',
  thresholds: 'Thresholds in force',
  threshold: 'Threshold',
  value: 'Value',
  name: 'Name',
};

/** English. */
export const integrityTexts = {
  title: 'Evidence and integrity',
  caption: 'Files of evidence: SHA-256, and bytes read = bytes decoded + bytes skipped',
  notDecoded: 'Not decoded',
  bytesRead: 'Bytes read',
  bytesDecoded: 'Bytes decoded',
  bytesSkipped: 'Bytes skipped',
  folder: (folder: string): string => `Paths begin in the folder ${folder}.`,
  ledger: wording.LEDGER_EXPLAINED as string,
  custody: {
    caption: 'Custody: who took, held and hashed the files, as stated',
    files: 'Files',
    takenBy: 'Taken by',
    takenAt: 'Taken (UTC)',
    from: 'From',
    since: 'Since then',
    how: 'How: ',
    actions: {
      hashed: 'hashed',
      copied: 'copied',
      transferred: 'handed over',
      stored: 'kept',
      examined: 'examined',
      sealed: 'sealed',
      other: 'done with',
    } as Record<CustodyFacts['action'], string>,
    step: (action: string, by: string, to: string): string =>
      `${action}${by === '' ? '' : ` by ${by}`}${to === '' ? '' : ` to ${to}`}`,
    matches: 'equal to that of the file as read',
    differs: 'NOT EQUAL TO THAT OF THE FILE AS READ',
    read: (tool: string, time: string): string =>
      `Then read and hashed by ${tool} for this report of ${time}, not written to; the hashes stand above. Every step: data/custody.csv.`,
  },
  noDamage: 'No damage was met while reading these files.',
  damageCaption: 'Damage met while reading',
  times: 'Times',
  firstAtByte: 'First at byte',
  notDamage: (what: string, times: string, ids: string): string =>
    `Noted, not damage: ${what}, ${times} in ${ids}.`,
  time: ['time', 'times'] as Noun,
  diagnostic: DIAGNOSTIC_CODES as Record<DiagnosticCode, string>,
  databases: 'Databases, with the SHA-256 of their files',
  for: 'For',
  nameAndVersion: 'Name and version',
  built: 'Built',
  fromFirstRecord: 'From first record',
  role: (role: string): string => role,
  licence: (licence: string): string => `Licence: ${licence}`,
  sameDay: 'same day',
  before: (days: string): string => `${days} before`,
  after: (days: string): string => `${days} after`,
  day: ['day', 'days'] as Noun,
  verify: 'How to verify',
  steps: wording.VERIFY as readonly { command: string; what: string }[],
  made: (time: string, tool: string, node: string): string =>
    `Made at ${time} by ${tool} on Node ${node} with `,
  inputs: 'The set of inputs has the SHA-256 ',
  runLog: 'The run log up to this report ends with ',
};

/** English. */
export const campaignTexts = {
  title: wording.CAMPAIGN_TITLE as string,
  explained: wording.CAMPAIGN_EXPLAINED as string,
  waves: 'Waves',
  wavesText: (count: string, first: string, last: string, span: string): string =>
    `${count}, ${first} to ${last}, ${span}`,
  days: 'Days (UTC)',
  daysText: (attacked: string, covered: string): string =>
    `an attack on ${attacked} of ${covered} with any record in the evidence`,
  day: ['day', 'days'] as Noun,
  underAttack: 'Under attack',
  inSum: (time: string): string => `${time} in sum`,
  atLeast: (time: string): string => `at least ${time}`,
  quietTimes: 'Quiet times',
  quietTime: ['quiet time', 'quiet times'] as Noun,
  oneQuietTime: (length: string): string => `One quiet time of ${length}`,
  lengths: (times: string, shortest: string, longest: string): string =>
    `${times} of ${shortest} to ${longest}`,
  notCovered: (times: string): string => `${times} between waves not covered by evidence`,
  time: ['time', 'times'] as Noun,
  inTotal: 'In total',
  packet: ['packet', 'packets'] as Noun,
  request: ['request', 'requests'] as Noun,
  again: 'In more than one wave',
  provenSource: ['proven source', 'proven sources'] as Noun,
  reflectors: (count: string): string => `${count} (misused, likely victims themselves)`,
  reflector: ['reflector', 'reflectors'] as Noun,
  noneAgain: 'no proven source and no reflector',
  notCompared: (again: string): string => `${again}; addresses that may be forged are not compared`,
  usualStart: 'Usual start',
  usualStartText: (time: string, days: string, p: string): string =>
    `about ${time} UTC: the first starts of ${days} cluster there (Rayleigh test, p = ${p})`,
};

/** The same of any language. */
export type MethodTexts = typeof methodTexts;
export type IntegrityTexts = typeof integrityTexts;
export type CampaignTexts = typeof campaignTexts;
