// The timeline: waves, outages, demands, actions, work and evidence on one UTC axis.

import type { KernelEvent } from '../assess/kernel-events.ts';
import { TIME_BASIS } from '../model/batch.ts';
import type { PricedEntry } from '../model/billing.ts';
import type { DemandRecord } from '../model/demand.ts';
import type {
  AlternativeFacts,
  BillFacts,
  CaseFacts,
  EvidenceFacts,
  MeasuredOutage,
  TimelineEvent,
  VectorFacts,
  WaveFacts,
} from '../model/facts.ts';
import { formatMicroseconds, formatSecond } from '../model/time.ts';
import { count, counted, percent, utc } from '../report/units.ts';
import { type Add, addWave } from './timeline-waves.ts';

/** What the timeline is made of. */
export interface TimelineInput {
  waves: readonly WaveFacts[];
  vectors: readonly VectorFacts[];
  case: CaseFacts;
  evidence: readonly EvidenceFacts[];
  alternatives: readonly AlternativeFacts[];
  bill: BillFacts | undefined;
  kernelEvents: readonly KernelEvent[];
  /** What the files of the demands hold. */
  demandRecords?: readonly DemandRecord[];
  /** Outages that the web log shows. */
  measuredOutages?: readonly MeasuredOutage[];
}

const EMPTY: Omit<
  TimelineEvent,
  'id' | 'atUtc' | 'message' | 'timestampDesc' | 'kind' | 'mark' | 'important'
> = {
  phase: '',
  host: '',
  sourceAddress: '',
  sourcePort: 0,
  destinationAddress: '',
  destinationPort: 0,
  protocol: '',
  asn: 0,
  asName: '',
  country: '',
  packets: undefined,
  bytes: undefined,
  httpMethod: '',
  httpPath: '',
  httpStatus: 0,
  userAgent: '',
  evidenceId: '',
  recordRef: '',
  originalTime: '',
  originalOffset: '',
  timeConfidence: 'exact',
};

/** All events, ordered by time. */
export function timeline(input: TimelineInput): TimelineEvent[] {
  const events: Omit<TimelineEvent, 'id'>[] = [];
  const add: Add = (event) => {
    if (event.atUtc !== '') events.push({ ...EMPTY, ...event });
  };
  for (const wave of input.waves) addWave(wave, input.vectors, input.evidence, add);
  for (const each of input.alternatives) {
    if (each.conclusion === 'attack' || each.conclusion === 'mixed') continue;
    add({
      atUtc: each.startUtc,
      message: surgeMessage(each),
      timestampDesc: 'Surge begins',
      kind: 'note',
      mark: 'assessed',
      important: true,
    });
  }
  for (const outage of input.case.outages) {
    const service = `${outage.id} ${outage.service === '' ? 'service' : outage.service}`;
    add({
      atUtc: outage.startUtc,
      message: `${service} down (${outage.howMeasured === '' ? 'how measured is not stated' : outage.howMeasured})`,
      timestampDesc: 'Outage begins',
      kind: 'outage',
      mark: 'stated',
      important: true,
      timeConfidence: 'operator stated',
    });
    add({
      atUtc: outage.endUtc,
      message: `${service} back`,
      timestampDesc: 'Outage ends',
      kind: 'outage',
      mark: 'stated',
      important: true,
      timeConfidence: 'operator stated',
    });
  }
  for (const outage of input.measuredOutages ?? []) addMeasuredOutage(outage, add);
  for (const demand of input.case.demands) addDemand(demand, input.demandRecords ?? [], add);
  for (const action of input.case.actions) {
    const by = action.by === '' ? '' : ` (${action.by})`;
    add({
      atUtc: action.atUtc,
      message: `${action.what}${by}`,
      timestampDesc: action.kind === '' ? 'Action' : `Action: ${action.kind.replaceAll('_', ' ')}`,
      kind: 'action',
      mark: 'stated',
      important: true,
      timeConfidence: 'operator stated',
    });
  }
  for (const priced of input.bill?.entries ?? []) addWork(priced, add);
  for (const event of input.kernelEvents) {
    if (event.firstUs === undefined) continue;
    add({
      atUtc: formatMicroseconds(event.firstUs),
      message: event.message,
      timestampDesc: 'Kernel message',
      kind: 'note',
      mark: 'observed',
      important: event.kind === 'syn_flooding',
      host: event.host,
      evidenceId: `E${event.evidence}`,
      recordRef: `line ${event.line}`,
      timeConfidence: TIME_BASIS[event.basis],
    });
  }
  for (const evidence of input.evidence) {
    if (evidence.records === 0) continue;
    add({
      atUtc: evidence.firstUtc,
      message: `${evidence.id} ${evidence.fileName} begins: ${counted(evidence.records, 'record')}`,
      timestampDesc: 'Evidence begins',
      kind: 'evidence',
      mark: 'observed',
      important: false,
      evidenceId: evidence.id,
      host: evidence.host,
      timeConfidence: evidence.timeConfidence,
    });
    add({
      atUtc: evidence.lastUtc,
      message: `${evidence.id} ${evidence.fileName} ends`,
      timestampDesc: 'Evidence ends',
      kind: 'evidence',
      mark: 'observed',
      important: false,
      evidenceId: evidence.id,
      host: evidence.host,
      timeConfidence: evidence.timeConfidence,
    });
  }
  events.sort(
    (a, b) =>
      compare(sortKey(a.atUtc), sortKey(b.atUtc)) ||
      compare(a.kind, b.kind) ||
      compare(a.timestampDesc, b.timestampDesc) ||
      compare(a.message, b.message),
  );
  const important = events.filter((event) => event.important);
  // One page holds forty: what tells least of the attack goes first, the latest before the earlier.
  const leavesFirst = important
    .map((event, index) => ({ event, index }))
    .sort((a, b) => standing(a.event) - standing(b.event) || b.index - a.index);
  for (const { event } of leavesFirst.slice(0, Math.max(0, important.length - MOST_IMPORTANT)))
    event.important = false;
  return events.map((event, index) => ({ id: `T${index + 1}`, ...event }));
}

const MOST_IMPORTANT = 40;
/** How long an event keeps its place on the one page: notes go first, demands last. */
function standing({ kind, timestampDesc }: Pick<TimelineEvent, 'kind' | 'timestampDesc'>): number {
  if (kind === 'note') return 0;
  if (kind === 'attack') return timestampDesc.startsWith('Peak') || timestampDesc.startsWith('Phase') ? 1 : 4;
  return { action: 2, outage: 3, demand: 5, work: 0, evidence: 0 }[kind];
}

const SURGE_WORDS: Record<AlternativeFacts['conclusion'], string> = {
  attack: 'Surge of requests that looks like an attack',
  mixed: 'Surge of requests from a crowd and an attack at once',
  'flash crowd': 'Surge of requests that looks like popularity',
  benign: 'Surge of requests without the marks of an attack',
  'not enough baseline': 'Surge of requests with too little ordinary traffic to judge it by',
  'not attributed': 'Surge of requests through proxies, whose clients the log does not hold',
  undecided: 'Surge that looks like an attack and like ordinary use alike',
};

function surgeMessage({ conclusion, criteria }: AlternativeFacts): string {
  const measured = (name: string): number | undefined =>
    criteria.find((criterion) => criterion.name === name)?.measured;
  const perMinute = measured('requests per minute');
  const browsers = measured('share of clients that behave like browsers');
  const size = perMinute === undefined ? '' : `: up to ${count(perMinute)} in a minute`;
  const who = browsers === undefined ? '' : `; ${percent(browsers)} of the clients behaved like browsers`;
  return `${SURGE_WORDS[conclusion]}${size}${who}`;
}

/** One event a message. The time of the own mail server goes before the stated one, which goes before a line that anybody may have written. */
function addDemand(demand: CaseFacts['demands'][number], all: readonly DemandRecord[], add: Add): void {
  const told = demand.note === '' ? '' : `: ${demand.note}`;
  const records = all.filter(({ id }) => id === demand.id || id.startsWith(`${demand.id}.`));
  for (const record of records.length > 0 ? records : [undefined]) {
    const ownServer = record?.receivedFrom === 'own_server';
    const fromFile = record !== undefined && (ownServer || demand.receivedUtc === '');
    add({
      atUtc: fromFile ? record.receivedUtc : demand.receivedUtc,
      message: `Demand ${record?.id ?? demand.id} received by ${(record?.channel ?? demand.channel).replaceAll('_', ' ')}${told}`,
      timestampDesc: 'Demand received',
      kind: 'demand',
      mark: fromFile ? 'observed' : 'stated',
      important: true,
      evidenceId: demand.evidenceId,
      originalTime: fromFile ? record.receivedText : '',
      timeConfidence: !fromFile ? 'operator stated' : ownServer ? 'exact' : 'topmost Received line',
    });
  }
}

/** Two events; the first, which stands on the one page, also tells the end. */
function addMeasuredOutage(outage: MeasuredOutage, add: Add): void {
  const { kind, site, startUtc, endUtc, requests, failed, waveIds } = outage;
  const down = kind === 'outage';
  const common = {
    kind: 'outage' as const,
    mark: 'observed' as const,
    phase: waveIds.join(' '),
    timeConfidence: 'to the minute',
  };
  add({
    ...common,
    atUtc: startUtc,
    message: `${site}: ${down ? 'no successful answer' : 'at least half failed'} until ${utc(endUtc)} (${count(failed)} of ${counted(requests, 'request')} failed)`,
    timestampDesc: down ? 'Measured outage begins' : 'Measured degradation begins',
    important: true,
  });
  add({
    ...common,
    atUtc: endUtc,
    message: `${site} ${down ? 'answers with success again' : 'fails fewer than half of the requests again'}, or is asked no more`,
    timestampDesc: down ? 'Measured outage ends' : 'Measured degradation ends',
    important: false,
  });
}

/** Work of which only the date is known is told with that date: the bounds of the day are nobody's hours. */
function addWork({ entry, lines }: PricedEntry, add: Add): void {
  const dayOnly = entry.dayOnlySeconds !== undefined;
  const when = dayOnly
    ? `on ${lines[0]?.date ?? entry.startText}, time of day not recorded`
    : `until ${formatSecond(entry.endSec)}`;
  add({
    atUtc: formatSecond(entry.startSec),
    message: `${entry.person}: ${entry.description} (${when})`,
    timestampDesc: dayOnly ? 'Day of work begins' : 'Work begins',
    kind: 'work',
    mark: 'stated',
    important: false,
    originalTime: entry.startText,
    timeConfidence: dayOnly ? 'date only' : 'operator stated',
  });
}

// RFC 3339 texts with and without fractions order wrongly as text ("...10.5Z" before "...10Z"); a padded fraction does not.
function sortKey(utc: string): string {
  const [whole, fraction = ''] = utc.slice(0, -1).split('.');
  return `${whole}.${fraction.padEnd(9, '0')}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
