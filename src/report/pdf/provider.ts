// The request to the upstream provider and the notice to networks of sources: what came, when, how to match it, what is asked.
// Leaves out what third parties need not know: demands, losses, other systems of the victim, unproven addresses.

import type { IncidentFacts, VectorFacts } from '../../model/facts.ts';
import type { ChartSet } from '../charts/index.ts';
import { attackTimes, contactText, matchOf, sourcesOf, ticketText } from '../text/attack-words.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';

import { attach } from './attached.ts';
import { answersBox, labelled, noticeBox, titleBlock } from './blocks.ts';
import type { Attachment } from './document.ts';
import { type Brevity, COLOURS, Flow, type FlowResult } from './flow.ts';
import { citedEvidence, citedIds } from './integrity.ts';
import { bold, type Text } from './lines.ts';
import { clocksTable } from './measured.ts';
import { networkTable, provenTable, reflectorTable, verdictTable } from './sources.ts';
import { table, type WideRow } from './table.ts';
import { andMore, listed, peakWords, spanCell, targetsOf } from './traffic.ts';

const TITLE = 'Upstream request and notice to source networks';
const MAX_PROVEN = 20;
const MAX_REFLECTORS = 10;
const MAX_NETWORKS = 12;
const MAX_VECTORS = 20;
const MAX_WAVES = 12;
const WHOLE_LIST = 'the full list, which the contact above can send';

function vectorRow(vector: VectorFacts): WideRow {
  const cells: Text[] = [
    [bold(vector.id)],
    [bold(vector.title)],
    peakWords(vector.peaks) || '\u2013',
    spanCell(vector.firstUtc, vector.lastUtc),
    vector.packets > 0 ? units.percent(vector.sharePackets) : '\u2013',
    vector.baselineShare === undefined ? 'no baseline' : units.percent(vector.baselineShare),
  ];
  const style = { size: 7, colour: COLOURS.text } as const;
  return {
    cells,
    below: [[{ text: `Match: ${matchOf(vector)}`, ...style }], [{ text: sourcesOf(vector), ...style }]],
  };
}

function noAttack(flow: Flow, facts: IncidentFacts): void {
  answersBox(flow, 'In short', [
    ['What', wording.NO_ATTACK],
    ['Asked of you', 'Nothing. There is no reason to send this document.'],
  ]);
  flow.section('What was looked at');
  flow.paragraph(
    `${units.counted(facts.evidence.length, 'file')} with records from ${units.utcSpan(facts.firstUtc, facts.lastUtc) || units.UNKNOWN}.`,
    'observed',
  );
  flow.paragraph(wording.NO_ATTACK_SCOPE);
}

function trafficSections(flow: Flow, facts: IncidentFacts): void {
  flow.section('Target and authority');
  labelled(flow, [
    ['Attacked', [{ text: targetsOf(facts), face: 'mono' }]],
    ['Asked by', contactText(facts)],
    ['Upstream', ticketText(facts) || wording.NOT_STATED],
  ]);
  flow.paragraph(wording.PROVIDER_AUTHORITY);
  const [upstream, networks] = wording.PROVIDER_ASK;
  flow.paragraph(upstream!);
  if (facts.sourcesByVerdict.proven > 0) flow.paragraph(networks!);

  flow.section('What came');
  const shown = facts.vectors.slice(0, MAX_VECTORS);
  table(flow, {
    caption: 'Vectors and how to match them. Rates are a floor, as seen at the server',
    columns: [
      { title: 'No', width: 24 },
      { title: 'Vector', width: 80 },
      { title: 'Peak', width: 150 },
      { title: 'Times (UTC)', width: 112 },
      { title: 'Share of packets', width: 46, align: 'right' },
      { title: 'Ordinary traffic also hit', width: 54, align: 'right' },
    ],
    rows: shown.map(vectorRow),
    note: andMore(facts.vectors.length, shown.length, WHOLE_LIST),
  });
  flow.paragraph(wording.FLOOR);
  const waves = facts.waves.slice(0, MAX_WAVES);
  table(flow, {
    caption: 'Times',
    columns: [
      { title: 'Wave', width: 34 },
      { title: 'From, to (UTC)', width: 190 },
      { title: 'Length', width: 60, align: 'right' },
      { title: 'Packets', width: 80, align: 'right' },
      { title: 'Bytes', width: 60, align: 'right' },
      { title: 'Vectors', width: 80 },
    ],
    rows: waves.map((wave) => [
      [bold(wave.id)],
      units.utcSpan(wave.startUtc, wave.endUtc),
      units.duration(wave.durationSec),
      wave.packets > 0 ? units.count(wave.packets) : '\u2013',
      wave.bytes > 0 ? units.bytes(wave.bytes) : '\u2013',
      listed(wave.vectors),
    ]),
    note: andMore(facts.waves.length, waves.length, WHOLE_LIST),
  });
}

function sourcesSections(flow: Flow, facts: IncidentFacts): void {
  flow.section('Sources');
  noticeBox(flow, wording.SOURCES_NOTICE_TITLE, wording.SOURCES_NOTICE);
  verdictTable(flow, facts);
  networkTable(flow, facts, MAX_NETWORKS, WHOLE_LIST);
  provenTable(flow, facts, MAX_PROVEN, WHOLE_LIST);
  if (facts.topProven.length > 0) flow.paragraph(wording.PORTS_MISSING);
  reflectorTable(flow, facts, MAX_REFLECTORS, WHOLE_LIST);
}

/** Draws the request. */
export async function providerRequest(
  facts: IncidentFacts,
  _charts: ChartSet,
  brevity: Brevity,
  attached: readonly Attachment[],
): Promise<FlowResult> {
  const flow = new Flow(
    facts,
    'Upstream request',
    {
      title: `${TITLE} (case ${facts.case.id})`,
      subject: 'Denial of service: what came, and what is asked of networks',
    },
    brevity,
  );
  titleBlock(flow, TITLE, `Case ${facts.case.id}, ${units.utc(facts.generatedUtc)}`);
  const proven = facts.sourcesByVerdict.proven > 0;
  if (!facts.attackFound) {
    noAttack(flow, facts);
  } else {
    answersBox(flow, 'In short', [
      ['What', listed([...new Set(facts.vectors.map((vector) => vector.title))], 5)],
      ['When', attackTimes(facts)],
      ['Against', targetsOf(facts)],
      ['How big', facts.answers.howBig],
      [
        'Asked of you',
        `Keep records for these times; ${proven ? 'check the hosts behind proven addresses; ' : ''}be ready to filter.`,
      ],
    ]);
    trafficSections(flow, facts);
    sourcesSections(flow, facts);
  }
  flow.section('Limits and evidence');
  if (facts.attackFound) for (const sentence of wording.PROVIDER_LIMITS) flow.paragraph(sentence);
  flow.paragraph(wording.TIMES_ARE_UTC);
  flow.paragraph(wording.HASH_LIMIT);
  citedEvidence(flow, facts);
  if (facts.attackFound) clocksTable(flow, facts, citedIds(facts));
  attach(flow, attached);
  return flow.finish();
}
