// Leads: the record-keepers that the proven sources and the demands point to, ordered by when their records may be gone.

import type { Attributor } from '../aggregate/attribute.ts';
import { parseAddress } from '../model/address.ts';
import type { DemandRecord } from '../model/demand.ts';
import type { IncidentFacts } from '../model/facts.ts';
import { LEAD_KINDS, type LeadFacts, type LeadIdentifier } from '../model/lead.ts';
import { goneFrom, RETENTION } from '../model/retention.ts';
import { formatSecond, parseTime } from '../model/time.ts';
import { targetsOfVectors, targetText } from '../report/provider/target.ts';
import { MOST_IDENTIFIERS, type ProvenNetwork, type ProvenNetworks } from './lead-networks.ts';

const MOST_NETWORKS = 15;
const MOST_LEADS = 40;
const MOST_DESTINATIONS = 4;
const MOST_VALUE_CHARACTERS = 200;
/** Around the receipt of a mail: clocks differ, and a relay may hold a mail for a while. */
const MAIL_MARGIN_SEC = 3600;

/** A lead before it is dated and put in order. */
type Draft = Omit<LeadFacts, 'id' | 'keptDays' | 'goneFrom' | 'daysLeft' | 'identifiersTotal'>;

/** What leads are made of. */
export interface LeadInput {
  facts: Pick<IncidentFacts, 'case' | 'own' | 'waves' | 'vectors' | 'databases' | 'demandRecords'>;
  networks: ProvenNetworks;
  attributor: Pick<Attributor, 'lookup'>;
  nowSec: number;
}

/** All leads, most urgent first. */
export function leadFacts(input: LeadInput): LeadFacts[] {
  const { facts, networks, nowSec } = input;
  const drafts = [
    ...upstream(facts),
    ...networks.top(MOST_NETWORKS).map((network) => networkLead(network, facts)),
    ...merged(facts.demandRecords.flatMap((record) => demandLeads(record, input))),
  ];
  const dated = drafts.flatMap((draft) => {
    const gone = goneFrom(draft.kind, draft.toUtc);
    if (gone === '') return [];
    return [
      {
        ...draft,
        identifiers: draft.identifiers.slice(0, MOST_IDENTIFIERS),
        identifiersTotal: draft.identifiers.length,
        keptDays: RETENTION[draft.kind].days,
        goneFrom: gone,
        daysLeft: Math.floor(((parseTime(`${gone}T00:00:00Z`) ?? 0) - nowSec) / 86_400),
      },
    ];
  });
  const sizes = new Map(networks.top(MOST_NETWORKS).map(({ asn, sources }) => [asn, sources]));
  const total = (lead: Omit<LeadFacts, 'id'>): number =>
    lead.kind === 'network' ? (sizes.get(lead.asn) ?? 0) : lead.identifiersTotal;
  return dated
    .map((lead) => ({ ...lead, identifiersTotal: total(lead) }))
    .sort(
      (a, b) =>
        compare(a.goneFrom, b.goneFrom) ||
        LEAD_KINDS.indexOf(a.kind) - LEAD_KINDS.indexOf(b.kind) ||
        b.identifiersTotal - a.identifiersTotal ||
        a.asn - b.asn ||
        compare(a.keeper, b.keeper),
    )
    .slice(0, MOST_LEADS)
    .map((lead, index) => ({ id: `L${index + 1}`, ...lead }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function destinations(facts: LeadInput['facts'], vectors: ReadonlySet<string> | undefined): string[] {
  const chosen = facts.vectors.filter(({ vector }) => vectors === undefined || vectors.has(vector));
  const protocol = chosen.every((vector) => vector.protocol === 'udp') ? 'udp' : 'tcp';
  return targetsOfVectors(facts, chosen)
    .slice(0, MOST_DESTINATIONS)
    .map((target) => targetText(target, protocol));
}

function upstream(facts: LeadInput['facts']): Draft[] {
  const { provider } = facts.case;
  if (provider.name === '' || facts.waves.length === 0) return [];
  return [
    {
      kind: 'upstream',
      keeper: provider.name,
      keeperBasis: `own provider, as stated${provider.ticket === '' ? '' : `; ticket ${provider.ticket}`}`,
      asn: 0,
      demandIds: [],
      identifiers: [],
      mayHold: 'flow records, mitigation logs, history of the ticket',
      fromUtc: facts.waves[0].startUtc,
      toUtc: facts.waves
        .map(({ endUtc }) => endUtc)
        .sort((a, b) => (parseTime(b) ?? 0) - (parseTime(a) ?? 0))[0],
      destinations: destinations(facts, undefined),
    },
  ];
}

function networkLead(network: ProvenNetwork, facts: LeadInput['facts']): Draft {
  const database = facts.databases.find(({ role }) => /asn/i.test(role));
  const dated =
    database === undefined || database.buildDate === '' ? '' : ` (database of ${database.buildDate})`;
  const country = network.country === '' ? '' : ` (${network.country})`;
  return {
    kind: 'network',
    keeper: `AS${network.asn} ${network.asName}`.trim() + country,
    keeperBasis: `announces them${dated}`,
    asn: network.asn,
    demandIds: [],
    identifiers: network.identifiers,
    mayHold: 'who used address and port at the time',
    fromUtc: network.fromUtc,
    toUtc: network.toUtc,
    destinations: destinations(facts, network.vectors),
  };
}

function identifier(type: LeadIdentifier['type'], value: string): LeadIdentifier {
  const shown = Array.from(value.slice(0, 2 * MOST_VALUE_CHARACTERS))
    .slice(0, MOST_VALUE_CHARACTERS)
    .join('');
  return { type, value: shown, sourcePorts: [], fromUtc: '', toUtc: '' };
}

function demandLeads(record: DemandRecord, { attributor }: LeadInput): Draft[] {
  const received = parseTime(record.receivedUtc);
  if (received === undefined) return [];
  const common = {
    asn: 0,
    demandIds: [record.id] as string[],
    fromUtc: record.receivedUtc,
    toUtc: record.receivedUtc,
    destinations: [],
  };
  const drafts: Draft[] = [];
  const relay = record.firstExternalAddress;
  const words = new Uint32Array(4);
  if (relay !== '' && parseAddress(relay, words, 0)) {
    const { asn, asName } = attributor.lookup(words, 0);
    drafts.push({
      ...common,
      kind: 'mail_relay',
      keeper:
        asn === 0 ? `operator of the mail relay ${relay}` : `AS${asn} ${asName}, mail relay ${relay}`.trim(),
      keeperBasis: 'handed the message over, by the first trusted server',
      asn,
      identifiers: [
        ...(record.messageId === '' ? [] : [identifier('message_id', record.messageId)]),
        identifier('ip_address', relay),
      ],
      mayHold: 'whose account or which address it took the message from',
      fromUtc: formatSecond(Math.floor(received) - MAIL_MARGIN_SEC),
      toUtc: formatSecond(Math.floor(received) + MAIL_MARGIN_SEC),
    });
  }
  for (const { kind, value, where } of record.contacts) {
    if (kind === 'email') {
      const domain = value.slice(value.lastIndexOf('@') + 1).toLowerCase();
      drafts.push({
        ...common,
        kind: 'mail_service',
        keeper: `mail service of ${domain}`,
        keeperBasis: where === 'text' ? 'named in the message' : mailBasis(record, domain),
        identifiers: [identifier('email_address', value)],
        mayHold: 'who opened the mailbox, log-ins with address and port',
      });
    } else if (kind === 'telegram' || kind === 'phone' || kind === 'xmpp')
      drafts.push({
        ...common,
        kind: 'account',
        keeper: {
          telegram: 'Telegram',
          phone: 'telephone company of the number',
          xmpp: `XMPP server of ${value.slice(value.lastIndexOf('@') + 1).toLowerCase()}`,
        }[kind],
        keeperBasis: 'named in the message',
        identifiers: [identifier(kind === 'phone' ? 'phone' : 'account', value)],
        mayHold: 'who opened the account, log-ins with address and port',
      });
  }
  for (const { asset, address, checksum } of record.wallets)
    if (checksum !== 'invalid')
      drafts.push({
        ...common,
        kind: 'wallet',
        keeper: `exchange or service behind the ${asset} address`,
        keeperBasis: 'not known from the evidence; the public ledger shows where payments went on to',
        identifiers: [identifier('wallet', address)],
        mayHold: 'identity of the customer, payments in and out',
      });
  return drafts;
}

/** Whether the own mail server confirmed the domain that a sender can otherwise write as he likes. */
function mailBasis({ authentication }: DemandRecord, domain: string): string {
  const confirmed = authentication
    .filter(
      ({ trusted, result, properties }) =>
        trusted && result === 'pass' && properties.toLowerCase().includes(domain),
    )
    .map(({ method }) => method.toUpperCase());
  return confirmed.length > 0
    ? `sender's domain; ${[...new Set(confirmed)].join(' and ')} passed at the own mail server`
    : "sender's domain as set by the sender; not confirmed";
}

/** One lead a keeper: those of several messages are joined. */
function merged(drafts: readonly Draft[]): Draft[] {
  const byKeeper = new Map<string, Draft>();
  for (const draft of drafts) {
    const key = `${draft.kind} ${draft.keeper}`;
    const known = byKeeper.get(key);
    if (known === undefined) {
      byKeeper.set(key, { ...draft, identifiers: [...draft.identifiers] });
      continue;
    }
    for (const id of draft.demandIds) if (!known.demandIds.includes(id)) known.demandIds.push(id);
    for (const each of draft.identifiers)
      if (!known.identifiers.some(({ type, value }) => type === each.type && value === each.value))
        known.identifiers.push(each);
    if ((parseTime(draft.fromUtc) ?? 0) < (parseTime(known.fromUtc) ?? 0)) known.fromUtc = draft.fromUtc;
    if ((parseTime(draft.toUtc) ?? 0) > (parseTime(known.toUtc) ?? 0)) known.toUtc = draft.toUtc;
  }
  return [...byKeeper.values()];
}
