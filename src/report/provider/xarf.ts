// XARF 4.2.0 reports on single sources, written only where every required field is in the evidence; otherwise the reason why not.

import { createHash } from 'node:crypto';
import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import { escapeControl } from '../../model/text.ts';
import { EXERCISE_LINE } from '../text/wording.ts';
import { counted } from '../units.ts';
import { confidenceIn } from './confidence.ts';
import { fromDumpsAlone } from './gather.ts';
import { mailDomain, reportId } from './report-id.ts';
import type { Samples } from './samples.ts';
import { factsOfVectors, targetsOfVectors, vectorsOf } from './target.ts';

const VERSION = '4.2.0';
const MOST_DESCRIPTION = 1000;
const MOST_ORGANISATION = 200;
const REFLECTION = '_amplification';

/** A report, or why there is none. */
export type XarfResult = { report: Record<string, unknown> } | { refused: string };

function party(facts: IncidentFacts): Record<string, string> | undefined {
  const { organisation, name, email } = facts.case.preparer;
  const org = (organisation || name || facts.case.victim.name).slice(0, MOST_ORGANISATION);
  const domain = mailDomain(email);
  return org === '' || domain === '' ? undefined : { org, contact: email, domain };
}

function evidenceItem(source: SourceFacts, samples: Samples): Record<string, unknown> {
  const text = `${[
    `source ${source.address}`,
    `source ports (sample) ${source.sourcePortsSample.join(' ')}`,
    `first ${source.firstUtc}`,
    `last ${source.lastUtc}`,
    `packets ${source.packets} bytes received ${source.bytesReceived} requests ${source.requests}`,
    ...(samples.of(source).length > 0 ? samples.lines(source) : [samples.line(source)]).map(
      (line) => `record ${escapeControl(line)}`,
    ),
  ].join('\n')}\n`;
  const raw = Buffer.from(text, 'utf8');
  return {
    content_type: 'text/plain',
    description: 'Counts and records of this source',
    payload: raw.toString('base64'),
    hash: `sha256:${createHash('sha256').update(raw).digest('hex')}`,
    size: raw.length,
  };
}

// The port and the time of one record, since a provider that shares addresses finds the subscriber by both; the lowest port without one.
function portAndTime(
  source: SourceFacts,
  samples: Samples,
): { port: number; utc: string; ofRecord: boolean } {
  const other = source.verdict === 'reflector' ? 'tcp' : 'udp';
  const record = samples
    .of(source)
    .find(({ port, protocol, utc }) => port > 0 && utc !== '' && protocol !== other);
  return record === undefined
    ? { port: source.sourcePortsSample[0] ?? 0, utc: source.firstUtc, ofRecord: false }
    : { ...record, ofRecord: true };
}

function describe(facts: IncidentFacts, source: SourceFacts, ofRecord: boolean, what: string): string {
  const exercise = facts.case.exercise ? `${EXERCISE_LINE}. ` : '';
  const ports =
    source.sourcePortsCount === 1
      ? 'The source port is the only one seen; its time stands in the evidence.'
      : ofRecord
        ? `The source port is that of the record at this timestamp, one of ${counted(source.sourcePortsCount, 'source port')} seen.`
        : `The source port is the lowest of ${counted(source.sourcePortsCount, 'source port')} seen; times of ports stand in the evidence.`;
  return `${exercise}${what} ${ports} Rates are of this source alone, as received. An address may be shared or reassigned.`.slice(
    0,
    MOST_DESCRIPTION,
  );
}

/** The report on one source. */
export function xarfReport(facts: IncidentFacts, source: SourceFacts, samples: Samples): XarfResult {
  if (fromDumpsAlone(source))
    return { refused: 'known from socket dumps alone, which do not show what came over the connections' };
  const reporter = party(facts);
  if (reporter === undefined)
    return { refused: 'no reporter: organisation and e-mail of the preparer are not stated' };
  if (source.firstUtc === '') return { refused: 'no time: the records of this source carry none' };
  const { port, utc, ofRecord } = portAndTime(source, samples);
  if (port < 1)
    return {
      refused: 'no source port was recorded, and XARF asks for one (few web logs have one, and ICMP none)',
    };
  const names = vectorsOf(source);
  const reflected = source.verdict === 'reflector';
  const vector = names.find((name) => !reflected || name.endsWith(REFLECTION));
  if (reflected && vector === undefined)
    return { refused: 'answers to forged TCP packets name no open service' };
  const targets = targetsOfVectors(facts, factsOfVectors(facts, [source]));
  const target = targets.length === 1 && !targets[0].address.includes('/') ? targets[0] : undefined;
  const type = reflected ? 'open_service' : 'ddos';
  const common = {
    xarf_version: VERSION,
    report_id: reportId(facts, source.address, type, source.firstUtc),
    timestamp: utc,
    reporter,
    sender: reporter,
    source_identifier: source.address,
    source_port: port,
    category: reflected ? 'vulnerability' : 'connection',
    type,
    evidence_source: 'traffic_monitoring',
    confidence: confidenceIn(source),
    tags: ['reporting:post-incident', ...(facts.case.exercise ? ['reporting:exercise'] : [])],
    evidence: [evidenceItem(source, samples)],
  };
  if (reflected)
    return {
      report: {
        ...common,
        service: vector?.slice(0, -REFLECTION.length),
        protocol: 'udp',
        description: describe(
          facts,
          source,
          ofRecord,
          'This host answered requests that carried our address as the forged sender; its operator is likely not involved.',
        ),
      },
    };
  const rates = {
    ...(source.peakPps >= 1 ? { peak_pps: Math.round(source.peakPps) } : {}),
    ...(source.peakBps >= 1 ? { peak_bps: Math.round(source.peakBps) } : {}),
  };
  return {
    report: {
      ...common,
      protocol: 'tcp',
      first_seen: source.firstUtc,
      ...(source.lastUtc === '' ? {} : { last_seen: source.lastUtc }),
      ...(target === undefined ? {} : { destination_ip: target.address }),
      ...(target === undefined || target.port === 0 ? {} : { destination_port: target.port }),
      ...(vector === undefined ? {} : { attack_vector: vector }),
      ...rates,
      description: describe(
        facts,
        source,
        ofRecord,
        'A host using this address completed TCP connections with the server at these times.',
      ),
    },
  };
}
