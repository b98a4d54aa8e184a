// Facts as a profile lets them through: lists cut, whole parts left out, addresses and names in what remains replaced.

import {
  formatAddress,
  maskWords,
  type Prefix,
  parseAddress,
  parsePrefix,
  prefixContains,
} from '../model/address.ts';
import type {
  CaseFacts,
  CaseRows,
  EvidenceFacts,
  IncidentFacts,
  PersonFacts,
  PreparerFacts,
} from '../model/facts.ts';
import { type ProfileRules, profileRules } from '../model/profiles.ts';
import { summedLosses } from './losses.ts';
import { redactStrings } from './redact.ts';

const NO_PERSON: PersonFacts = { name: '', role: '', organisation: '', email: '', phone: '' };
const NOBODY: PreparerFacts = { ...NO_PERSON, authority: '', qualification: '' };
const NO_INSURER: CaseFacts['insurer'] = {
  name: '',
  policy: '',
  notifiedUtc: '',
  waitingPeriodMinutes: undefined,
};
/** Bits of an address that are left of it: few enough that they name no household. */
const KEPT_BITS = { 4: 24, 6: 48 } as const;
const IPV4_BITS = 96;

/** Facts and rows for the profile of the case. */
export function profiled(facts: IncidentFacts, rows: CaseRows): { facts: IncidentFacts; rows: CaseRows } {
  const rules = profileRules(facts.case.profile);
  if (rules.mostSources === undefined) return { facts, rows };
  const replace = replacements(facts, rules);
  const thinned = thin(facts, rules);
  const shown = redactStrings(thinned, () => replace, VERSIONS);
  const kept: IncidentFacts = { ...shown, limits: [`${rules.leftOut} ${TABLES_LEFT_OUT}`, ...shown.limits] };
  return {
    facts: kept,
    rows: {
      sources: async function* () {
        yield kept.topProven;
      },
      flows: async function* () {
        yield [];
      },
      records: async () => new Map(),
      rejected: async function* () {
        yield [];
      },
    },
  };
}

const TABLES_LEFT_OUT = 'A table that a text names and that is not in this folder was left out too.';

// Numbers of versions look like addresses.
const VERSIONS: ReadonlySet<string> = new Set(['databases', 'tool']);

function thin(facts: IncidentFacts, rules: ProfileRules): IncidentFacts {
  const left = new Set<string>();
  if (!rules.demands) left.add('demand');
  if (!rules.bill) left.add('work');
  if (!rules.victim) left.add('action');
  return {
    ...facts,
    tool: rules.victim ? facts.tool : { ...facts.tool, command: 'afterflood report' },
    case: caseOf(facts.case, rules),
    evidence: facts.evidence.map((file) => evidenceOf(file, rules)),
    custody: rules.custody ? facts.custody : [],
    vectors: rules.paths ? facts.vectors : facts.vectors.map((vector) => ({ ...vector, samples: [] })),
    topProven: facts.topProven.slice(0, rules.mostSources),
    topReflectors: facts.topReflectors.slice(0, rules.mostSources),
    internalHosts: rules.victim ? facts.internalHosts : [],
    loneClients: [],
    unread: rules.victim ? facts.unread : [],
    unstatedProxies: rules.victim ? facts.unstatedProxies : undefined,
    activities: rules.victim ? facts.activities : facts.activities.map((each) => ({ ...each, top: [] })),
    timeline: facts.timeline
      .filter(({ kind }) => !left.has(kind))
      .map((event) => ({
        ...event,
        // What the operator wrote may name anybody.
        ...(rules.victim || event.mark !== 'stated' ? {} : { message: event.timestampDesc }),
        ...(rules.paths ? {} : { httpPath: '', userAgent: '' }),
      })),
    demandRecords: rules.demands ? facts.demandRecords : [],
    demandTimings: rules.demands ? facts.demandTimings : [],
    // Leads are for investigators, and name addresses.
    leads: [],
    jurisdiction: rules.losses === 'all' ? facts.jurisdiction : undefined,
    losses: summedLosses(
      facts.losses.rows.filter(
        ({ basis }) => rules.losses === 'all' || (rules.losses === 'traffic' && basis === 'traffic'),
      ),
    ),
    outageMinutes:
      rules.losses === 'all'
        ? facts.outageMinutes
        : { waitingPeriodMinutes: undefined, outages: [], totals: [] },
    billing: rules.bill ? facts.billing : undefined,
    thresholds: rules.victim ? facts.thresholds : [],
    redaction: rules.victim
      ? facts.redaction
      : { ...facts.redaction, secrets: facts.redaction.secrets.map((each) => ({ ...each, file: '' })) },
  };
}

function caseOf(stated: CaseFacts, rules: ProfileRules): CaseFacts {
  const kept = {
    ...stated,
    demands: rules.demands ? stated.demands : [],
    losses: stated.losses.filter(
      ({ tariff }) => rules.losses === 'all' || (rules.losses === 'traffic' && tariff !== undefined),
    ),
    insurer: rules.losses === 'all' ? stated.insurer : NO_INSURER,
  };
  if (rules.victim) return kept;
  return {
    ...kept,
    title: 'Denial of service',
    policeReference: '',
    preparedFor: '',
    version: '',
    originalsKept: '',
    victim: { ...stated.victim, name: '', address: '', protection: '', contact: NO_PERSON },
    preparer: NOBODY,
    contacts: [],
    abuseContacts: [],
    provider: { name: '', email: '', phone: '', ticket: '', server: '' },
    client: { name: '', address: '', contract: '', invoice: '' },
    outages: stated.outages.map((outage) => ({ ...outage, howMeasured: '' })),
    actions: [],
    allowList: [],
    trustedProxies: [],
  };
}

function evidenceOf(file: EvidenceFacts, rules: ProfileRules): EvidenceFacts {
  const named = { ...file, path: file.fileName };
  const kept = rules.victim ? named : { ...named, fileName: file.id, path: file.id, host: '', hostRole: '' };
  if (rules.custody) return kept;
  const interfaces = file.capture.interfaces.map((each) => ({
    ...each,
    name: '',
    description: '',
    filter: '',
  }));
  return {
    ...kept,
    ...{ collectedBy: '', collectedUtc: '', collectionCommand: '', clockOffsetMethod: '', notes: '' },
    capture: { ...file.capture, application: '', interfaces },
  };
}

// 203.0.113.80, 203.0.113.0/24, 2001:db8::1; no part of a longer word, and not the version in Chrome/120.0.0.0
const ADDRESS =
  /(?<![\w.:]|[A-Za-z]\/)(?:\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?:\/\d{1,3})?/g;

/** What is done to every text that remains. */
function replacements(facts: IncidentFacts, rules: ProfileRules): (text: string) => string {
  const own = [
    ...facts.own.addresses,
    ...(facts.unstatedProxies?.addresses ?? []),
    ...facts.case.services.map((service) => service.address),
  ]
    .map(parsePrefix)
    .filter((prefix) => prefix !== undefined);
  const address = (text: string): string =>
    rules.addresses === 'full' && rules.victim
      ? text
      : text.replace(ADDRESS, (found) => replacedAddress(found, own, rules));
  if (rules.victim) return address;
  const words = namesOf(facts);
  if (words.size === 0) return address;
  const names = [...words.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  );
  return (text) => address(text.replace(pattern, (name) => words.get(name) ?? ''));
}

function replacedAddress(found: string, own: readonly Prefix[], rules: ProfileRules): string {
  const [text = ''] = found.split('/');
  const words = new Uint32Array(4);
  if (!parseAddress(text, words, 0)) return found;
  if (own.some((prefix) => prefixContains(prefix, words, 0)))
    return rules.victim ? found : 'attacked address';
  const version = text.includes(':') ? 6 : 4;
  maskWords(words, 0, version === 4 ? IPV4_BITS + KEPT_BITS[4] : KEPT_BITS[6]);
  return `${formatAddress(words, 0)}/${KEPT_BITS[version]}`;
}

const SHORTEST_NAME = 3;

/** Names that lead to the attacked side, with the words that stand in their place. */
function namesOf(facts: IncidentFacts): Map<string, string> {
  const words = new Map<string, string>();
  const add = (name: string, word: string): void => {
    if (name.length >= SHORTEST_NAME && !words.has(name)) words.set(name, word);
  };
  const stated = facts.case;
  for (const [index, service] of stated.services.entries()) {
    add(service.url, `host ${index + 1}`);
    add(service.host, `host ${index + 1}`);
    add(service.name, `service ${index + 1}`);
  }
  for (const name of [stated.victim.name, stated.victim.address]) add(name, 'the attacked side');
  add(stated.title, 'the case');
  for (const name of [stated.client.name, stated.client.address]) add(name, 'the client');
  add(stated.provider.name, 'the provider');
  for (const person of [stated.preparer, stated.victim.contact, ...stated.contacts])
    for (const name of [person.name, person.organisation, person.email, person.phone]) add(name, 'a person');
  for (const { by } of stated.actions) add(by, 'a person');
  for (const outage of stated.outages) add(outage.service, 'a service');
  for (const { host } of facts.timeline) add(host, 'a host');
  for (const name of facts.unread ?? []) add(name, 'file');
  for (const file of facts.evidence) {
    add(file.fileName, 'file');
    add(file.path, 'file');
    add(file.host, 'a host');
    add(file.collectedBy, 'a person');
  }
  for (const site of [
    ...facts.waves.flatMap((wave) => wave.targets),
    ...facts.vectors.flatMap((vector) => vector.targets),
    ...(facts.impact?.measures.map((measure) => measure.target) ?? []),
    ...(facts.impact?.outages.map((outage) => outage.site) ?? []),
  ]) {
    const host = site.split(' ')[0] ?? '';
    if (/^[\w-]+(?:\.[\w-]+)*\.[A-Za-z][\w-]*$/.test(host)) add(host, 'a host');
  }
  return words;
}
