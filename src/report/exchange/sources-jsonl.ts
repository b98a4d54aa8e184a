// data/exchange/sources.jsonl: proven sources and reflectors by the names of the Elastic Common Schema (ECS), one a line; what ECS has no name for stands under `afterflood`.

import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import { VERDICT_WORDING } from '../../model/verdict.ts';
import { safeJson } from '../json.ts';
import { confidenceIn } from '../provider/confidence.ts';
import { namedSources } from '../provider/gather.ts';
import { vectorsOf } from '../provider/target.ts';
import { EXERCISE_LINE } from '../text/wording.ts';
import { OutputFile, type ReportInput, type ReportWriter, type WrittenFile } from '../writer.ts';
import { EXCHANGE_FOLDER, namedList, reporterName, soleTarget } from './shared.ts';

const ECS_VERSION = '8.17.0';
const NANOSECONDS = 1e9;
const LINES_A_WRITE = 1000;

/** Only what is known: an empty text, list or object is left out, zero stays. */
function known(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        (typeof value !== 'object' || value === null || Object.keys(value).length > 0),
    ),
  );
}

function durationNs({ firstUtc, lastUtc }: SourceFacts): number | undefined {
  const ms = Date.parse(lastUtc) - Date.parse(firstUtc);
  return ms >= 0 ? (ms / 1000) * NANOSECONDS : undefined;
}

/** One source; times are those of its records, `@timestamp` is the first (of a source without times the end of the evidence). */
export function ecsSource(facts: IncidentFacts, source: SourceFacts): Record<string, unknown> {
  const target = soleTarget(facts, source);
  const exercise = facts.case.exercise ? `${EXERCISE_LINE}. ` : '';
  const [transport, ...others] = source.protocols;
  return known({
    '@timestamp': source.firstUtc || facts.lastUtc || facts.generatedUtc,
    ecs: { version: ECS_VERSION },
    message: `${exercise}${source.address}: ${VERDICT_WORDING[source.verdict]}`,
    tags: facts.case.exercise ? ['exercise'] : [],
    event: known({
      kind: 'event',
      category: ['network'],
      type: ['info'],
      module: 'afterflood',
      dataset: 'afterflood.sources',
      start: source.firstUtc,
      end: source.lastUtc,
      duration: durationNs(source),
    }),
    source: known({
      address: source.address,
      ip: source.address,
      port: source.sourcePortsCount === 1 ? source.sourcePortsSample[0] : undefined,
      packets: source.packets > 0 ? source.packets : undefined,
      bytes: source.packets > 0 ? source.bytesReceived : undefined,
      as: source.asn === 0 ? {} : known({ number: source.asn, organization: known({ name: source.asName }) }),
      geo: known({ country_iso_code: source.country }),
    }),
    destination: target === undefined ? {} : known({ ip: target.address, port: target.port || undefined }),
    network: known({
      type: source.ipVersion === 6 ? 'ipv6' : 'ipv4',
      transport: others.length === 0 ? transport : undefined,
    }),
    observer: known({ vendor: facts.tool.name, version: facts.tool.version, name: reporterName(facts) }),
    afterflood: known({
      case_id: facts.case.id,
      verdict: source.verdict,
      basis: source.bases,
      confidence: confidenceIn(source),
      vectors: vectorsOf(source),
      requests: source.requests,
      sockets: source.sockets,
      handshakes: source.handshakes,
      first_ref: source.firstRef,
      evidence_ids: source.evidenceIds,
    }),
  });
}

/** The named sources as ECS. */
export const sourcesJsonl: ReportWriter = {
  id: 'sources-jsonl',
  title: 'proven sources and reflectors as ECS, for Elasticsearch',
  async write({ facts, rows }: ReportInput, directory: string): Promise<WrittenFile[]> {
    if (!facts.attackFound) return [];
    const sources = namedList(await namedSources(facts, rows));
    const file = await OutputFile.create(directory, `${EXCHANGE_FOLDER}/sources.jsonl`, sourcesJsonl.title);
    try {
      for (let from = 0; from < sources.length; from += LINES_A_WRITE) {
        const some = sources.slice(from, from + LINES_A_WRITE);
        const text = some.map((source) => `${safeJson(ecsSource(facts, source))}\n`).join('');
        await file.write(Buffer.from(text));
      }
    } finally {
      await file.close();
    }
    return [file.describe()];
  },
};
