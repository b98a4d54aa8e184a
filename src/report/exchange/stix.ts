// data/exchange/stix.json: a STIX 2.1 bundle. Sources proven to have been used are observed data with an indicator, reflectors observed data alone;
// what may be forged is not in it. The sender of a demand is not modelled: a claimed name is no identity.

import type { IncidentFacts, SourceFacts, VectorFacts } from '../../model/facts.ts';
import { VERDICT_WORDING } from '../../model/verdict.ts';
import { safeJson } from '../json.ts';
import { daysAfter, LIST_DAYS } from '../provider/blocklist.ts';
import { confidenceIn } from '../provider/confidence.ts';
import { fromDumpsAlone, type NamedSources, namedSources } from '../provider/gather.ts';
import { factsOfVectors } from '../provider/target.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from '../writer.ts';
import { attackTitle, EXCHANGE_FOLDER, namedList, reporterName, scopeText, soleTarget } from './shared.ts';
import { DomainObjects, observable, type StixObject, tlpMark } from './stix-ids.ts';
import { caseNamespace, uuid5 } from './uuid5.ts';

/** Sources in the bundle; the busiest come first. */
const MOST_SOURCES = 1000;
/** STIX 2.1 section 4.14. */
const MOST_OBSERVED = 999_999_999;

function address(text: string): StixObject {
  return observable(text.includes(':') ? 'ipv6-addr' : 'ipv4-addr', { value: text });
}

/** 'T1499.001 OS Exhaustion Flood' as an attack pattern. */
function attackPattern(objects: DomainObjects, technique: string, by: string): StixObject {
  const [number = '', ...words] = technique.split(' ');
  return objects.make('attack-pattern', number, {
    created_by_ref: by,
    name: words.join(' '),
    description: 'Consistent with this technique, from the traffic alone.',
    external_references: [
      {
        source_name: 'mitre-attack',
        external_id: number,
        url: `https://attack.mitre.org/techniques/${number.replace('.', '/')}/`,
      },
    ],
  });
}

function networkTraffic(
  facts: IncidentFacts,
  source: SourceFacts,
  from: StixObject,
): [StixObject, StixObject | undefined] {
  const target = soleTarget(facts, source);
  const to = target === undefined ? undefined : address(target.address);
  const web = factsOfVectors(facts, [source]).some((vector) =>
    /^(http_flood|slow_http)$/.test(vector.vector),
  );
  const contributing = {
    start: source.firstUtc,
    end: source.lastUtc,
    src_ref: from.id,
    ...(to === undefined ? {} : { dst_ref: to.id }),
    ...(source.sourcePortsCount === 1 && source.sourcePortsSample.length === 1
      ? { src_port: source.sourcePortsSample[0] }
      : {}),
    ...(target === undefined || target.port === 0 || source.verdict === 'reflector'
      ? {}
      : { dst_port: target.port }),
    protocols: [`ipv${source.ipVersion}`, ...source.protocols, ...(web ? ['http'] : [])],
  };
  const counts =
    source.packets > 0 ? { src_packets: source.packets, src_byte_count: source.bytesReceived } : {};
  return [observable('network-traffic', contributing, counts), to];
}

function indicator(
  objects: DomainObjects,
  facts: IncidentFacts,
  source: SourceFacts,
  from: StixObject,
  by: string,
): StixObject {
  return objects.make('indicator', source.address, {
    created_by_ref: by,
    name: `Source address ${source.address}`,
    description: `${VERDICT_WORDING.proven} The address may be shared or reassigned: remove it when it expires.`,
    indicator_types: ['anomalous-activity'],
    pattern: `[${from.type}:value = '${source.address}']`,
    pattern_type: 'stix',
    valid_from: source.firstUtc,
    valid_until: daysAfter([facts.generatedUtc, source.lastUtc].sort().at(-1)!, LIST_DAYS),
    confidence: Math.round(confidenceIn(source) * 100),
  });
}

/** Collects objects once each, in the order in which they come. */
class Bundle {
  readonly objects: StixObject[] = [];
  readonly #ids: Set<string> = new Set();

  add(object: StixObject | undefined): void {
    if (object === undefined || this.#ids.has(object.id)) return;
    this.#ids.add(object.id);
    this.objects.push(object);
  }
}

function addSource(
  bundle: Bundle,
  objects: DomainObjects,
  facts: IncidentFacts,
  source: SourceFacts,
  by: string,
): void {
  const bare = address(source.address);
  const system =
    source.asn === 0
      ? undefined
      : observable(
          'autonomous-system',
          { number: source.asn },
          source.asName === '' ? {} : { name: source.asName },
        );
  const from = system === undefined ? bare : { ...bare, belongs_to_refs: [system.id] };
  const [traffic, to] = networkTraffic(facts, source, from);
  for (const object of [system, from, to, traffic]) bundle.add(object);
  const amount = source.requests || source.packets || source.sockets || source.timesSeen;
  const observed = objects.make('observed-data', source.address, {
    created_by_ref: by,
    first_observed: source.firstUtc,
    last_observed: source.lastUtc,
    number_observed: Math.min(MOST_OBSERVED, Math.max(1, amount)),
    object_refs: [traffic.id, from.id, ...(to === undefined ? [] : [to.id])],
    confidence: Math.round(confidenceIn(source) * 100),
  });
  bundle.add(observed);
  // An indicator is loaded into firewalls.
  if (source.verdict !== 'proven' || fromDumpsAlone(source)) return;
  const indicated = indicator(objects, facts, source, from, by);
  bundle.add(indicated);
  bundle.add(
    objects.make('relationship', `${source.address} based-on`, {
      created_by_ref: by,
      relationship_type: 'based-on',
      source_ref: indicated.id,
      target_ref: observed.id,
    }),
  );
  for (const technique of new Set(factsOfVectors(facts, [source]).map((vector) => vector.attackTechnique)))
    bundle.add(
      objects.make('relationship', `${source.address} indicates ${technique}`, {
        created_by_ref: by,
        relationship_type: 'indicates',
        source_ref: indicated.id,
        target_ref: objects.id('attack-pattern', technique.split(' ')[0]),
      }),
    );
}

/** Observed data needs a first and a last time. */
function hasTimes(source: SourceFacts): boolean {
  return source.firstUtc !== '' && source.lastUtc !== '';
}

/** The objects of the bundle, the report on all of them last. */
export function stixObjects(facts: IncidentFacts, named: NamedSources): StixObject[] {
  const objects = new DomainObjects(facts);
  const bundle = new Bundle();
  bundle.add(tlpMark(facts));
  const reporter = reporterName(facts);
  const identity = objects.make('identity', 'reporter', {
    name: reporter || 'reporter not stated',
    identity_class:
      reporter === '' ? 'unknown' : facts.case.preparer.organisation === '' ? 'individual' : 'organization',
  });
  bundle.add(identity);
  const by = identity.id;
  const techniques = new Set(facts.vectors.map((vector: VectorFacts) => vector.attackTechnique));
  for (const technique of techniques) bundle.add(attackPattern(objects, technique, by));
  const sources = namedList(named).filter(hasTimes).slice(0, MOST_SOURCES);
  for (const source of sources) addSource(bundle, objects, facts, source, by);
  const reflectors = sources.filter((source) => source.verdict === 'reflector');
  if (reflectors.length > 0)
    bundle.add(
      objects.make('note', 'reflectors', {
        created_by_ref: by,
        abstract: 'Open services, not senders',
        content: VERDICT_WORDING.reflector,
        object_refs: reflectors.map((source) => objects.id('observed-data', source.address)),
      }),
    );
  bundle.add(
    objects.make('report', 'attack', {
      created_by_ref: by,
      name: attackTitle(facts),
      description: scopeText(facts, sources.length),
      report_types: ['observed-data', 'attack-pattern'],
      published: facts.generatedUtc,
      object_refs: bundle.objects
        .filter((object) => object.type !== 'marking-definition')
        .map((object) => object.id),
    }),
  );
  return bundle.objects;
}

/** The bundle, one object a line; none without an attack. */
export const stixBundle: ReportWriter = {
  id: 'stix',
  title: 'proven sources and reflectors as STIX 2.1',
  async write({ facts, rows }: ReportInput, directory: string): Promise<WrittenFile[]> {
    if (!facts.attackFound) return [];
    const objects = stixObjects(facts, await namedSources(facts, rows));
    const id = `bundle--${uuid5(caseNamespace(facts), 'stix bundle')}`;
    const lines = objects.map((object) => safeJson(object)).join(',\n');
    const text = `{"type":"bundle","id":"${id}","objects":[\n${lines}\n]}\n`;
    return [await writeWholeFile(directory, `${EXCHANGE_FOLDER}/stix.json`, stixBundle.title, text)];
  },
};
