// data/exchange/misp-event.json: one MISP event (core format), with objects by the templates `ddos` and `asn`. Nothing in it is marked for detection (to_ids).

import type { IncidentFacts, SourceFacts, VectorFacts } from '../../model/facts.ts';
import { VECTOR_LABELS, type Vector } from '../../model/vectors.ts';
import { VERDICT_WORDING } from '../../model/verdict.ts';
import { safeJson } from '../json.ts';
import { type NamedSources, namedSources } from '../provider/gather.ts';
import { factsOfVectors } from '../provider/target.ts';
import { EXERCISE_LINE } from '../text/wording.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from '../writer.ts';
import {
  attackTitle,
  EXCHANGE_FOLDER,
  namedList,
  reporterName,
  scopeText,
  sharedTargets,
  soleTarget,
} from './shared.ts';
import { caseNamespace, uuid5 } from './uuid5.ts';

/** Sources with an object of their own; the busiest come first. */
const MOST_SOURCES = 1000;
const MOST_NETWORKS = 500;
// Templates of MISP/misp-objects, by their versions.
const DDOS = { name: 'ddos', uuid: 'e2f124d6-f57c-4f93-99e6-8450545fa05d', version: '5' };
const ASN = { name: 'asn', uuid: '4ec55cc6-9e49-4c64-b794-03c25c1a6587', version: '6' };
// MISP's numbers: own organisation only, as the event has it, undefined threat level, analysis complete.
const OWN_ORGANISATION = '0';
const INHERIT = '5';
const THREAT_UNDEFINED = '4';
const ANALYSIS_COMPLETE = '2';
/** MISP's default category of each type used here. */
const CATEGORIES = {
  'ip-src': 'Network activity',
  'ip-dst': 'Network activity',
  domain: 'Network activity',
  port: 'Network activity',
  AS: 'Network activity',
  counter: 'Other',
  text: 'Other',
  datetime: 'Other',
} as const;

/** What an attribute of an object says: name in the template, type of MISP, value. */
type Field = readonly [relation: string, type: keyof typeof CATEGORIES, value: string | number];

interface Builder {
  namespace: string;
  timestamp: string;
}

function object(
  { namespace, timestamp }: Builder,
  template: typeof DDOS,
  about: string,
  comment: string,
  fields: readonly Field[],
): object {
  return {
    uuid: uuid5(namespace, `misp ${template.name} ${about}`),
    name: template.name,
    'meta-category': 'network',
    template_uuid: template.uuid,
    template_version: template.version,
    timestamp,
    distribution: INHERIT,
    comment,
    Attribute: fields
      .filter(([, , value]) => value !== '' && value !== 0)
      .map(([relation, type, value]) => ({
        uuid: uuid5(namespace, `misp ${template.name} ${about} ${relation}`),
        object_relation: relation,
        type,
        category: CATEGORIES[type],
        value: String(value),
        to_ids: false,
      })),
  };
}

/** The template knows four names. */
function protocolOf(name: string): string {
  const upper = name.toUpperCase();
  return ['TCP', 'UDP', 'ICMP'].includes(upper) ? upper : upper === '' ? '' : 'IP';
}

function vectorObject(builder: Builder, facts: IncidentFacts, vector: VectorFacts): object | undefined {
  const targets = sharedTargets(facts, [vector]);
  // The template asks for an address or a domain.
  if (targets.length === 0) return undefined;
  const { peaks } = vector;
  const port = targets[0].port;
  const more = targets.length > 1 ? ` The first of ${targets.length} targets.` : '';
  return object(builder, DDOS, vector.id, `${vector.id} ${vector.title}.${more}`, [
    ['ip-dst', 'ip-dst', targets[0].address],
    ['dst-port', 'port', port],
    ['src-port', 'port', /^\d+$/.test(vector.sourcePort) ? Number(vector.sourcePort) : 0],
    ['protocol', 'text', protocolOf(vector.protocol)],
    ['total-pps', 'counter', Math.round(peaks.pps1s)],
    ['total-bps', 'counter', Math.round(peaks.bps1s)],
    ['first-seen', 'datetime', vector.firstUtc],
    ['last-seen', 'datetime', vector.lastUtc],
    ['text', 'text', `${vector.title}. ${vector.reason} Rates are the busiest second, as received: a floor.`],
  ]);
}

function sourceObject(builder: Builder, facts: IncidentFacts, source: SourceFacts): object {
  const target = soleTarget(facts, source);
  const titles = factsOfVectors(facts, [source]).map((vector) => vector.title);
  return object(builder, DDOS, source.address, `${source.verdict}: ${VERDICT_WORDING[source.verdict]}`, [
    ['ip-src', 'ip-src', source.address],
    ['ip-dst', 'ip-dst', target?.address ?? ''],
    ['dst-port', 'port', source.verdict === 'reflector' ? 0 : (target?.port ?? 0)],
    ['src-port', 'port', source.sourcePortsCount === 1 ? (source.sourcePortsSample[0] ?? 0) : 0],
    ['protocol', 'text', source.protocols.length === 1 ? protocolOf(source.protocols[0]) : ''],
    ['first-seen', 'datetime', source.firstUtc],
    ['last-seen', 'datetime', source.lastUtc],
    ['text', 'text', [...new Set(titles)].join(', ')],
  ]);
}

// A network stands among the named ones once for each of its contacts.
function networkObjects(builder: Builder, named: NamedSources): object[] {
  const names = new Map<number, string>();
  for (const { asn, asName } of named.networks)
    if (asn > 0 && names.size < MOST_NETWORKS) names.set(asn, asName);
  return [...names].map(([asn, asName]) =>
    object(builder, ASN, `AS${asn}`, 'Announces addresses of this event, by registration.', [
      ['asn', 'AS', asn],
      ['description', 'text', asName],
    ]),
  );
}

// MISP's taxonomy `ddos` has one word for floods and two for reflections.
function tagsOf(facts: IncidentFacts): { name: string }[] {
  const tags = new Set<string>();
  if (facts.case.handling !== '') tags.add(facts.case.handling.toLowerCase());
  tags.add('rsit:availability="ddos"');
  for (const { vector } of facts.vectors) {
    const reflected = VECTOR_LABELS[vector as Vector]?.path === 'reflected';
    if (vector.endsWith('_amplification')) tags.add('ddos:type="amplification-attack"');
    else if (vector === 'slow_http') tags.add('ddos:type="slow-read-attack"');
    else tags.add(`ddos:type="${reflected ? 'reflected-spoofed-attack' : 'flooding-attack'}"`);
  }
  return [...tags].map((name) => ({ name }));
}

/** The event; its ids are the same in every run over the same evidence, so that a second import updates the first. */
export function mispEvent(facts: IncidentFacts, named: NamedSources): object {
  const namespace = caseNamespace(facts);
  const builder: Builder = {
    namespace,
    timestamp: String(Math.floor(Date.parse(facts.generatedUtc) / 1000)),
  };
  const sources = namedList(named).slice(0, MOST_SOURCES);
  const vectors = facts.vectors.map((vector) => vectorObject(builder, facts, vector));
  const reporter = reporterName(facts) || 'not stated';
  return {
    Event: {
      uuid: uuid5(namespace, 'misp event'),
      info: attackTitle(facts),
      date: (facts.waves[0]?.startUtc ?? facts.generatedUtc).slice(0, 10),
      timestamp: builder.timestamp,
      published: false,
      distribution: OWN_ORGANISATION,
      threat_level_id: THREAT_UNDEFINED,
      analysis: ANALYSIS_COMPLETE,
      Orgc: { name: reporter, uuid: uuid5(namespace, `misp organisation ${reporter}`) },
      Tag: tagsOf(facts),
      Attribute: [
        {
          uuid: uuid5(namespace, 'misp scope'),
          type: 'comment',
          category: 'Other',
          value: `${facts.case.exercise ? `${EXERCISE_LINE}. ` : ''}${scopeText(facts, sources.length)}`,
          to_ids: false,
        },
      ],
      Object: [
        ...vectors.filter((each) => each !== undefined),
        ...networkObjects(builder, named),
        ...sources.map((source) => sourceObject(builder, facts, source)),
      ],
    },
  };
}

/** The event; none without an attack. */
export const mispExport: ReportWriter = {
  id: 'misp-event',
  title: 'the attack as a MISP event; nothing in it is marked for detection',
  async write({ facts, rows }: ReportInput, directory: string): Promise<WrittenFile[]> {
    if (!facts.attackFound) return [];
    const event = mispEvent(facts, await namedSources(facts, rows));
    const path = `${EXCHANGE_FOLDER}/misp-event.json`;
    return [await writeWholeFile(directory, path, mispExport.title, `${safeJson(event)}\n`)];
  },
};
