// The assessment of a filled case database: surges, findings, vectors, waves, and the tables of sources behind them.

import type { CaseStore } from '../aggregate/store.ts';
import { type Prefix, parsePrefix } from '../model/address.ts';
import type { ActivityFacts, AlternativeFacts } from '../model/facts.ts';
import { formatMicroseconds } from '../model/time.ts';
import { type AddressList, readAddressLists } from './address-lists.ts';
import { type ClockPair, measureClocks } from './clocks.ts';
import { type CounterFacts, counterFacts } from './counters.ts';
import { polledInCaptures } from './detectors/http-packets.ts';
import { DETECTORS } from './detectors/index.ts';
import type { Finding } from './finding.ts';
import { createHints } from './hints.ts';
import {
  corroborateSynFlood,
  type KernelEvent,
  kernelEvents,
  type PasswordGuessing,
  passwordGuessing,
} from './kernel-events.ts';
import { loneClients } from './lone-clients.ts';
import { createSources } from './members.ts';
import { findOwn, insidePrefixes, type OwnAddresses } from './own.ts';
import { sharedMinutes } from './packet-members.ts';
import { findPhases, type WaveParts } from './phases.ts';
import { findActivities } from './probes.ts';
import { type ProxiedRequests, proxiedRequests } from './proxied-surges.ts';
import { countOnce, type RecordedTwice, recordedTwice } from './recorded-twice.ts';
import { findSampled } from './sampled.ts';
import { againstOtherDays } from './season.ts';
import { createSites } from './sites.ts';
import { type SteadyPile, steadyPiles } from './steady-piles.ts';
import { findSurges, type Surge } from './surges.ts';
import { surgesInCaptures } from './surges-in-captures.ts';
import { type Thresholds, thresholdsInForce } from './thresholds.ts';
import { type UnclearConnections, unclearConnections } from './unclear-connections.ts';
import { doubtfulSurge } from './undecided-surges.ts';
import {
  type AsnOf,
  findUnstatedProxies,
  type UnstatedProxies,
  unstatedRequests,
} from './unstated-proxies.ts';
import { createViews, createViewTables } from './views.ts';
import { findWaves, refineEdges, type VectorGroup, vectorGroups, type Wave } from './waves.ts';

/** What the assessment needs to be told. Prefixes as text, already checked. */
export interface AssessOptions {
  own: readonly string[];
  /** Allow-listed prefixes and trusted proxies: never sources of an attack. */
  spared: readonly string[];
  /** The trusted proxies among them. */
  proxies?: readonly string[];
  /** Tells the AS of addresses; without it, edges of a delivery network are known by their block alone. */
  asnOf?: AsnOf;
  thresholds: Readonly<Record<string, number>>;
  siteName: string;
}

/** The result; the sources are in the tables `members` and `sources` of the case database. */
export interface Assessment {
  own: OwnAddresses;
  /** Address lists that the operator gave. */
  lists: AddressList[];
  /** Files that recorded the same traffic, or may have. */
  twice: RecordedTwice[];
  /** Measured already where traffic was recorded twice. */
  clocks: ClockPair[] | undefined;
  thresholds: Thresholds;
  surges: Surge[];
  /** Surges in captures that may be ordinary use. */
  undecided: AlternativeFacts[];
  /** Requests through trusted proxies; undefined without any. */
  proxied: ProxiedRequests | undefined;
  /** The same from own addresses. */
  fromOwn: ProxiedRequests | undefined;
  /** The same through addresses that look like proxies which were not stated. */
  unstated: UnstatedProxies | undefined;
  findings: Finding[];
  vectors: VectorGroup[];
  waves: Wave[];
  /** Sources that captures alone tell of and that are all the clients of their target: they may be a balancer or proxy. */
  loneClients: string[];
  /** Connections that may be slow HTTP inside TLS, or not. */
  unclear: UnclearConnections[];
  /** Piles of connections that may be a flood that lasts, or ordinary use. */
  steady: SteadyPile[];
  /** Phases, pulses and gaps, one entry a wave. */
  parts: WaveParts[];
  /** Scans, probes, password guessing. */
  activities: ActivityFacts[];
  /** What the kernel logged, for the timeline. */
  kernelEvents: KernelEvent[];
}

/** Assesses everything in the store. */
export async function assess(store: CaseStore, options: AssessOptions): Promise<Assessment> {
  const own = await findOwn(store, options.own);
  const thresholds = thresholdsInForce(options.thresholds);
  const lists = await readAddressLists(store);
  const spared = prefixesOf(options.spared);
  await createViews(store, own.prefixes, spared, lists);
  await createSites(store, thresholds['http_flood.requests_per_minute']);
  const twice = await recordedTwice(store);
  const counted = twice.some(({ same }) => same);
  // Before what is recorded twice counts once: clocks are compared between files.
  const clocks = counted ? await measureClocks(store) : undefined;
  if (counted) await countOnce(store, twice);
  const context = {
    query: store.query,
    oneWay: false,
    sampled: false,
    packetsOf: new Map<number, number>(),
    run: store.run,
    thresholds,
    siteName: options.siteName,
    shared: await sharedMinutes(store.query),
    surges: [] as Surge[],
  };
  let surges = await findSurges(context);
  const proxies = await findUnstatedProxies(context, surges, options.asnOf ?? unknownAsn);
  if (proxies !== undefined) {
    await createViews(store, own.prefixes, spared, lists, true);
    surges = await findSurges(context);
  }
  context.surges = await againstOtherDays(context, surges);
  await createViewTables(store);
  context.sampled = await findSampled(store);
  for (const { kind, n } of await store.query<{ kind: number; n: bigint }>(
    'SELECT class AS kind, sum(packets)::BIGINT AS n FROM inbound GROUP BY class',
  ))
    context.packetsOf.set(kind, Number(n));
  const sent = await store.query('SELECT 1 AS one FROM outbound LIMIT 1');
  context.oneWay = context.packetsOf.size > 0 && sent.length === 0;
  const isProxy = insidePrefixes(prefixesOf(options.proxies ?? []), 'client_hi', 'client_lo');
  // Side by side: none of them changes anything.
  const [found, polled, proxied, fromOwn, unstated, unclear, steady, guessing, events, counters] =
    await Promise.all([
      Promise.all(DETECTORS.map((detector) => detector.detect(context))),
      polledInCaptures(context),
      proxiedRequests(context, isProxy, 'stated'),
      proxiedRequests(
        context,
        `${insidePrefixes(own.prefixes, 'client_hi', 'client_lo')} AND NOT ${isProxy}`,
        'own',
      ),
      unstatedRequests(context, proxies),
      unclearConnections(context),
      steadyPiles(context),
      passwordGuessing(store.query),
      kernelEvents(store.query),
      counterFacts(store.query, () => ''),
    ]);
  const findings: Finding[] = found.flat().filter(({ doubt }) => doubt === undefined);
  const undecided = [
    ...found.flat().flatMap(doubtfulSurge),
    ...polled,
    ...(await surgesInCaptures(context, found.flat())),
  ];
  corroborate(findings, events, counters);
  const vectors = vectorGroups(findings);
  const waves = findWaves(findings, thresholds['wave.gap_sec']);
  await createSources(store, vectors, waves);
  await refineEdges(store, vectors, waves);
  await createHints(store, thresholds);
  const lone = await loneClients(store, vectors);
  const [parts, activities] = await Promise.all([
    findPhases(store, vectors, waves, thresholds, options.siteName),
    findActivities(context),
  ]);
  return {
    own,
    lists,
    twice,
    clocks,
    thresholds,
    surges: context.surges,
    undecided,
    proxied,
    fromOwn,
    unstated,
    findings,
    vectors,
    waves,
    loneClients: lone,
    unclear,
    steady,
    parts,
    activities: [...activities, ...guessingActivities(guessing)],
    kernelEvents: events,
  };
}

function unknownAsn(_: Uint32Array, count: number): Uint32Array {
  return new Uint32Array(count);
}

function prefixesOf(texts: readonly string[]): Prefix[] {
  return texts.map(parsePrefix).filter((prefix): prefix is Prefix => prefix !== undefined);
}

// What the kernel and its counters say stands beside what the packets say: never instead of it.
function corroborate(
  findings: readonly Finding[],
  events: readonly KernelEvent[],
  counters: readonly CounterFacts[],
): void {
  for (const finding of findings) {
    if (finding.vector !== 'syn_flood') continue;
    const logged = corroborateSynFlood(events, finding.target, finding.startUs, finding.endUs);
    if (logged !== undefined) finding.reason += ` ${logged.text}`;
    for (const each of counters) {
      if (each.fromUs <= finding.endUs && each.toUs >= finding.startUs)
        finding.reason += ` ${each.sentences.join(' ')}`;
    }
  }
}

/** Sources listed of one kind. */
const MOST_LISTED = 20;

function guessingActivities(guessing: readonly PasswordGuessing[]): ActivityFacts[] {
  if (guessing.length === 0) return [];
  return [
    {
      kind: 'password_guessing',
      title: 'Password guessing in the login logs',
      attackTechnique: 'T1110 Brute Force',
      text: 'logins refused again and again',
      sources: guessing.length,
      records: guessing.reduce((sum, each) => sum + each.failures, 0),
      unit: 'attempts',
      proven: true,
      firstUtc: formatMicroseconds(Math.min(...guessing.map((each) => each.firstUs))),
      lastUtc: formatMicroseconds(Math.max(...guessing.map((each) => each.lastUs))),
      top: guessing.slice(0, MOST_LISTED).map((each) => ({
        address: each.address,
        records: each.failures,
        firstUtc: formatMicroseconds(each.firstUs),
        firstRef: `E${each.firstEvidence} line ${each.firstLine}`,
      })),
    },
  ];
}
