// The report to one network as a PDF of at most two pages: its own addresses only, and nothing of demands, losses or other networks.

import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import { BASES, VERDICT_WORDING } from '../../model/verdict.ts';
import {
  ASK_ANSWERED,
  ASK_REFLECTORS,
  amountText,
  answeredTcp,
  askOf,
  COUNTS_NOTE,
  clocksText,
  DUMPS_NOTE,
  endText,
  NOT_CLAIMED,
  openServices,
  portsText,
  provenType,
  recipientText,
  reflectorType,
  reporterText,
  targetsText,
} from '../provider/abuse-text.ts';
import { fromDumpsAlone, networkId, type SourceNetwork } from '../provider/gather.ts';
import { TIMES_ARE_UTC } from '../text/wording.ts';
import * as units from '../units.ts';
import { answersBox, labelled, titleBlock, verbatim } from './blocks.ts';
import { type Brevity, Flow, type FlowResult } from './flow.ts';
import { table } from './table.ts';
import { andMore, spanCell } from './traffic.ts';
import { withinPages } from './within-pages.ts';

const MOST_PAGES = 2;
const MOST_ROWS = 24;
const MOST_RECORDS = 12;

/** What a report to a network is made from, beside the facts. */
export interface AbuseRequest {
  /** With the busiest of its sources only, as many as may be told. */
  network: SourceNetwork;
  provenTotal: number;
  /** Open services, and hosts that answered TCP packets. */
  openTotal: number;
  answeredTotal: number;
  /** Records of its busiest sources. */
  records: { pointer: string; text: string }[];
  /** First and last record of all its sources. */
  span: { firstUtc: string; lastUtc: string };
  /** Path of the document, relative to the output folder. */
  path: string;
  /** The id that report.txt beside it carries. */
  id: string;
  /** SHA-256 of the sources.csv beside it. */
  csvSha256: string;
}

function sourceTable(flow: Flow, caption: string, sources: readonly SourceFacts[], total: number): void {
  const shown = sources.slice(0, MOST_ROWS);
  table(flow, {
    caption,
    columns: [
      { title: 'Address', width: 92, face: 'mono' },
      { title: 'First to last seen (UTC)', width: 120 },
      { title: 'Source ports', width: 96 },
      { title: 'Amount', width: 110 },
      { title: 'First record', width: 70 },
    ],
    size: 7,
    rows: shown.map((source) => [
      source.address,
      spanCell(source.firstUtc, source.lastUtc) || units.UNKNOWN,
      portsText(source).replace(/^source ports? /, ''),
      amountText(source),
      source.firstRef,
    ]),
    note: andMore(total, shown.length, 'sources.csv'),
  });
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function basisWords(sources: readonly SourceFacts[]): string {
  return [...new Set(sources.flatMap((source) => source.bases))].map((basis) => BASES[basis]).join('; ');
}

/** Draws the report. */
export function abuseReport(facts: IncidentFacts, request: AbuseRequest): Promise<FlowResult> {
  return withinPages(MOST_PAGES, (brevity) => drawReport(facts, request, brevity));
}

async function drawReport(
  facts: IncidentFacts,
  { network, provenTotal, openTotal, answeredTotal, records, span, id, csvSha256 }: AbuseRequest,
  brevity: Brevity,
): Promise<FlowResult> {
  const { asn, asName, proven, reflectors } = network;
  const name = networkId(network);
  const all = [...proven, ...reflectors];
  const title = `Abuse report to ${asn > 0 ? name : `the holder of ${name}`}`;
  const subject = 'Denial of service: traffic from addresses of this network';
  const flow = new Flow(
    facts,
    'Abuse report',
    { title: `${title} (case ${facts.case.id})`, subject },
    brevity,
  );
  titleBlock(
    flow,
    title,
    `Report ${id}, ${units.utc(facts.generatedUtc)}, on addresses of ${asName || name}`,
  );
  const counts = [
    provenTotal > 0 ? units.counted(provenTotal, 'address', 'addresses') : '',
    openTotal > 0 ? units.counted(openTotal, 'open service') : '',
    answeredTotal > 0 ? units.counted(answeredTotal, 'host that answered', 'hosts that answered') : '',
  ].filter((part) => part !== '');
  const open = openServices(reflectors);
  const answered = answeredTcp(reflectors);
  const parts = (ofProven: string, ofOpen: string, ofAnswered: string): string =>
    [
      proven.length > 0 ? sentence(ofProven) : '',
      open.length > 0 ? sentence(ofOpen) : '',
      answered.length > 0 ? sentence(ofAnswered) : '',
    ]
      .filter((part) => part !== '')
      .join(' ');
  answersBox(flow, 'In short', [
    [
      'What',
      parts(
        `${provenType(facts, proven)}.`,
        `${reflectorType(facts, open)}.`,
        `${reflectorType(facts, answered)}.`,
      ),
    ],
    ['When', units.utcSpan(span.firstUtc, span.lastUtc) || units.UNKNOWN],
    ['From', `${counts.join(' and ')} ${asn > 0 ? 'announced by' : 'in'} your network`],
    ['To', targetsText(facts, all)],
    ['Asked of you', parts(askOf(proven), ASK_REFLECTORS, ASK_ANSWERED)],
  ]);
  flow.section('Sources');
  sourceTable(flow, `Proven sources. ${VERDICT_WORDING.proven}`, proven, provenTotal);
  sourceTable(flow, `Open services. ${VERDICT_WORDING.reflector}`, open, openTotal);
  sourceTable(flow, `Hosts that answered. ${VERDICT_WORDING.reflector}`, answered, answeredTotal);
  flow.section('Basis and limits');
  flow.paragraph(`Basis: ${basisWords(all)}. ${COUNTS_NOTE}`, 'observed');
  if (proven.some(fromDumpsAlone)) flow.paragraph(DUMPS_NOTE);
  flow.paragraph(`What we do not claim: ${NOT_CLAIMED}`);
  flow.paragraph(`Still going on: ${endText(facts, span.lastUtc)}`);
  flow.paragraph(`${TIMES_ARE_UTC} Clocks: ${clocksText(facts, all)}.`);
  if (records.length > 0) {
    flow.section('Sample records');
    verbatim(flow, records.slice(0, Math.min(MOST_RECORDS, flow.brevity.rows)));
  }
  flow.section('Contact and integrity');
  labelled(flow, [
    ['To', recipientText(network)],
    ['Reporter', reporterText(facts)],
    ['Report', id],
    ['sources.csv', `SHA-256 ${csvSha256}`],
  ]);
  return flow.finish();
}
