// IncidentFacts out of a filled and assessed case: the one place where all stages' results meet the operator's statements.

import { basename } from 'node:path';
import type { Attributor } from '../aggregate/attribute.ts';
import type { CaseStore } from '../aggregate/store.ts';
import type { Assessment } from '../assess/assess.ts';
import { measureClocks } from '../assess/clocks.ts';
import { countByVerdict } from '../assess/members.ts';
import { alternative } from '../assess/surge-text.ts';
import { trafficVolumes } from '../assess/traffic-volume.ts';
import { actionsBeforeWriting, chain } from '../evidence/run-log.ts';
import { isDamage } from '../model/damage.ts';
import type { BillFacts, CaseRows, DatabaseFacts, IncidentFacts, SourceFacts } from '../model/facts.ts';
import type { Redactor } from '../model/redaction.ts';
import { siteNameOf } from '../model/site-name.ts';
import { formatSecond, parseTime } from '../model/time.ts';
import { VERSION } from '../version.ts';
import { addressListFacts, listLimits, listName } from './address-lists.ts';
import { answers, joinedCaptures, limits, method, thresholdFacts } from './answers.ts';
import { campaignFacts } from './campaign.ts';
import { captureLimits } from './capture-origin.ts';
import { withClockPart } from './clock-edges.ts';
import { clockFacts } from './clocks.ts';
import { hasOwnPackets, totalsOf } from './counts.ts';
import { custodyFacts, custodyLimits } from './custody.ts';
import { demandTimings } from './demand-timings.ts';
import { demandRecords } from './demands.ts';
import {
  evidenceFacts,
  inputsSha256,
  logsWithoutSizes,
  mirroredCaptures,
  packedFiles,
  partlyTwice,
  setAsideTimes,
  statelessSockets,
} from './evidence.ts';
import { flows } from './flows.ts';
import { impactFacts } from './impact.ts';
import { jurisdictionOf } from './jurisdictions/index.ts';
import { ProvenNetworks } from './lead-networks.ts';
import { leadFacts } from './leads.ts';
import { lossFacts } from './losses.ts';
import { outageFacts } from './outage-minutes.ts';
import { Places } from './places.ts';
import { profiled } from './profile.ts';
import { unstatedProxyFacts } from './proxies.ts';
import { commonKey, fileKey, redactFacts, secretTag } from './redact.ts';
import { type RejectedRow, rejectedRows } from './rejected.ts';
import { seriesFacts } from './series.ts';
import { sourceRecords } from './source-records.ts';
import { orderSources } from './source-rows.ts';
import { MOST_LISTED_SOURCES, readSources } from './sources.ts';
import { caseFactsOf, type StatedInput } from './stated.ts';
import { timeline } from './timeline.ts';
import { countedOnce, maybeTwice } from './twice.ts';
import { vectorFacts, waveFacts } from './vectors.ts';
import { wrappedCaptures } from './wrapped.ts';

/** Most sources that facts carry. */
const MOST_LISTED = 50;

export interface FactsInput extends StatedInput {
  store: CaseStore;
  assessment: Assessment;
  attributor: Attributor;
  bill: BillFacts | undefined;
  nowSec: number;
  command: string;
  redactor: Redactor;
  /** Paths that could not be read. */
  unread: readonly string[];
}

const MOST_UNREAD = 50;

/** Builds facts, and the rows that are too many for them. */
export async function buildFacts(input: FactsInput): Promise<{ facts: IncidentFacts; rows: CaseRows }> {
  const { store, assessment, attributor } = input;
  const evidence = evidenceFacts(input.evidence, input.incident);
  const custody = custodyFacts(input.incident, evidence);
  const totals = await orderSources(
    store,
    assessment.lists.map((list) => listName(list, evidence)),
  );
  const times = evidence.filter((each) => each.firstUtc !== '' && each.records > 0);
  const firstUtc = times.map((each) => each.firstUtc).sort(byTime)[0] ?? '';
  const lastUtc =
    times
      .map((each) => each.lastUtc)
      .sort(byTime)
      .at(-1) ?? '';
  const caseFacts = caseFactsOf(input);
  const siteName = siteNameOf(input.incident);
  const unstatedProxies = unstatedProxyFacts(assessment);
  const proxiedSurges = [assessment.proxied, assessment.unstated].flatMap((each) => each?.surges ?? []);
  const ownSurges = assessment.fromOwn?.surges ?? [];
  const alternatives = [
    ...assessment.undecided,
    ...consideredSurges(assessment.surges).map((surge) => alternative(surge, siteName)),
    ...proxiedSurges,
    ...ownSurges,
  ];
  // Side by side: the database works while sources are attributed.
  const [sources, vectors, clockPairs, wavesAlone, byVerdict, counts, impact, demands, databases, series] =
    await Promise.all([
      sourceSummary(readSources(store, attributor, assessment.vectors, totals)),
      vectorFacts(store, assessment.vectors, assessment.waves),
      assessment.clocks ?? measureClocks(store),
      waveFacts(store, assessment.waves, assessment.vectors, assessment.parts),
      countByVerdict(store, 'true'),
      totalsOf(store),
      impactFacts(store, assessment, siteName),
      demandRecords(input.incident, input.incidentPath, input.evidence, input.redactor),
      databaseFacts(attributor, firstUtc),
      seriesFacts(store),
    ]);
  const { places, topProven, topReflectors, internalHosts } = sources;
  // Only a tariff asks: it takes another look at all rows of the attack.
  const volumes = caseFacts.losses.some(({ tariff }) => tariff !== undefined)
    ? await trafficVolumes(store, assessment.waves)
    : { received: undefined, sent: undefined };
  const clocks = clockFacts(clockPairs, evidence);
  const waves = withClockPart(wavesAlone, clocks, evidence);
  const startUtc = waves[0]?.startUtc ?? firstUtc;
  const addressLists = addressListFacts(
    assessment.lists,
    evidence,
    parseTime(startUtc),
    assessment.thresholds['address_list.old_days'],
  );
  const isJudged = counts.totals.packets === 0 || (await hasOwnPackets(store, assessment.own.prefixes));
  const facts: IncidentFacts = {
    schemaVersion: 1,
    generatedUtc: formatSecond(input.nowSec),
    tool: { name: 'afterflood', version: VERSION, nodeVersion: process.version, command: input.command },
    case: caseFacts,
    databases,
    evidence,
    custody,
    unread: input.unread.slice(0, MOST_UNREAD).map((each) => basename(each)),
    inputsSha256: inputsSha256(input.evidence),
    own: {
      addresses: assessment.own.addresses,
      how: assessment.own.how,
      reason: assessment.own.reason,
      judged: isJudged,
    },
    unstatedProxies,
    attackFound: waves.length > 0,
    answers: answers(
      waves,
      vectors,
      byVerdict,
      totals.sources,
      firstUtc,
      lastUtc,
      caseFacts.outages.length,
      {
        packets: isJudged ? 'judged' : assessment.own.how === 'unknown' ? 'own not known' : 'own not seen',
        proxied: proxiedSurges.length,
        fromOwn: ownSurges.length,
        withoutBaseline: alternatives.filter(({ conclusion }) => conclusion === 'not enough baseline').length,
        undecided: alternatives.filter(({ conclusion }) => conclusion === 'undecided').length,
      },
      impact?.summary,
      unstatedProxies,
    ),
    firstUtc,
    lastUtc,
    waves,
    campaign: await campaignFacts(store, waves, evidence, assessment.thresholds['wave.gap_sec']),
    vectors,
    sourcesTotal: totals.sources,
    sourcesByVerdict: byVerdict,
    ordinaryClients: counts.ordinaryClients,
    internalHosts: internalHosts.slice(0, 50),
    loneClients: assessment.loneClients,
    addressLists,
    topProven,
    topReflectors,
    networks: places.topNetworks(),
    countries: places.countries(),
    countryDisagreements: { differing: places.differing, compared: places.compared },
    timeline: timeline({
      waves,
      vectors,
      case: caseFacts,
      evidence,
      alternatives,
      bill: input.bill,
      kernelEvents: assessment.kernelEvents,
      measuredOutages: impact?.outages ?? [],
      demandRecords: demands,
    }),
    series,
    alternatives,
    activities: assessment.activities,
    clocks,
    impact,
    demandRecords: demands,
    demandTimings: demandTimings(demands, waves),
    leads: [],
    jurisdiction: jurisdictionOf(caseFacts.victim.country, input.nowSec),
    losses: lossFacts(caseFacts, input.bill, waves, volumes),
    outageMinutes: outageFacts(caseFacts, impact),
    billing: input.bill,
    method: [
      ...method(assessment),
      ...joinedCaptures(input.evidence),
      ...mirroredCaptures(input.evidence),
      ...countedOnce(assessment.twice),
      ...addressLists.map((list) => list.text),
    ],
    limits: limits(assessment, evidence, {
      lists: listLimits(addressLists),
      unusual: [
        ...captureLimits(evidence),
        ...custodyLimits(custody),
        ...maybeTwice(assessment.twice),
        ...partlyTwice(input.evidence),
        ...packedFiles(input.evidence),
        ...setAsideTimes(input.evidence),
        ...statelessSockets(input.evidence),
        ...logsWithoutSizes(input.evidence),
        ...(await wrappedCaptures(store)),
      ],
      damaged: input.evidence.filter((each) =>
        each.diagnostics.some((diagnostic) => isDamage(diagnostic.code)),
      ).length,
      documents: input.evidence.filter((each) => each.format === undefined).length,
      hostNameClients: counts.hostNameClients,
      oneWay: counts.oneWay,
      portless: input.evidence.some(
        ({ summary }) => summary?.requests !== undefined && summary.requests.withPort < summary.records,
      ),
      internalHosts,
      unstatedProxies,
      unread: input.unread.map((each) => basename(each)),
      textsGivenUp: input.evidence.reduce(
        (sum, each) => sum + (each.summary?.requests?.textsGivenUp ?? 0),
        0,
      ),
      sources: totals.sources,
      handshakesGivenUp: input.evidence.reduce(
        (sum, each) => sum + (each.summary?.packets?.handshakesGivenUp ?? 0),
        0,
      ),
      beginningsGivenUp: input.evidence.reduce(
        (sum, { summary }) => sum + (summary?.packets?.continues ? summary.packets.beginningsGivenUp : 0),
        0,
      ),
    }),
    redaction: { on: input.redactor.enabled, secrets: [] },
    runLog: { actions: [], lastSha256: '' },
    thresholds: thresholdFacts(assessment),
    totals: counts.totals,
  };
  facts.leads = leadFacts({ facts, networks: sources.provenNetworks, attributor, nowSec: input.nowSec });
  // At most a few rows a file, read now so that what is redacted in them is counted.
  const rejected: RejectedRow[][] = [];
  for await (const chunk of rejectedRows(input.evidence, input.redactor)) rejected.push(chunk);
  const rows: CaseRows = {
    sources: () => readSources(store, attributor, assessment.vectors, totals, MOST_LISTED_SOURCES),
    flows: () => flows(store, totals.sources),
    records: (addresses) => sourceRecords(store, addresses),
    rejected: async function* () {
      yield* rejected;
    },
  };
  const tag = secretTag(commonKey(input.evidence.map((each) => fileKey(each.read.hash))));
  const { facts: redacted, rows: shown } = profiled(redactFacts(facts, input.redactor, tag), rows);
  const actions = actionsBeforeWriting(redacted);
  const { lastSha256 } = chain(actions, redacted.generatedUtc);
  return { facts: { ...redacted, runLog: { actions, lastSha256 } }, rows: shown };
}

// What the facts tell of all sources, gathered in one pass over them.
async function sourceSummary(chunks: AsyncIterable<SourceFacts[]>): Promise<{
  places: Places;
  provenNetworks: ProvenNetworks;
  topProven: SourceFacts[];
  topReflectors: SourceFacts[];
  internalHosts: string[];
}> {
  const places = new Places();
  const provenNetworks = new ProvenNetworks();
  const topProven: SourceFacts[] = [];
  const topReflectors: SourceFacts[] = [];
  const internalHosts: string[] = [];
  for await (const chunk of chunks) {
    for (const source of chunk) {
      places.add(source);
      provenNetworks.add(source);
      if (source.role === 'internal_host') internalHosts.push(source.address);
      else if (source.verdict === 'proven' && topProven.length < MOST_LISTED) topProven.push(source);
      else if (source.verdict === 'reflector' && topReflectors.length < MOST_LISTED)
        topReflectors.push(source);
    }
  }
  return { places, provenNetworks, topProven, topReflectors, internalHosts };
}

/** Most surges without the marks of crowd or attack that are told; a quiet site has many small ones. */
const MOST_BENIGN_SURGES = 3;

function consideredSurges(surges: Assessment['surges']): Assessment['surges'] {
  const benign = surges
    .filter((surge) => surge.conclusion === 'benign')
    .sort((a, b) => b.perMinute - a.perMinute || a.run.first - b.run.first);
  const told = new Set(benign.slice(0, MOST_BENIGN_SURGES));
  return surges.filter((surge) => surge.conclusion !== 'benign' || told.has(surge));
}

function byTime(a: string, b: string): number {
  return (parseTime(a) ?? 0) - (parseTime(b) ?? 0) || (a < b ? -1 : a > b ? 1 : 0);
}

async function databaseFacts(attributor: Attributor, firstUtc: string): Promise<DatabaseFacts[]> {
  return (await attributor.databases()).map((database) => {
    const built = parseTime(`${database.buildDate}T00:00:00Z`);
    const first = parseTime(firstUtc);
    return {
      role: database.role,
      name: database.name,
      version: database.version,
      buildDate: database.buildDate,
      sha256: database.sha256,
      licence: database.licence,
      ageDays: built === undefined || first === undefined ? undefined : Math.round((first - built) / 86400),
    };
  });
}
