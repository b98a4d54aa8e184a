// The request to the upstream provider and the notice to networks of sources: what came, when, how to match it, what is asked.
// Leaves out what third parties need not know: demands, losses, other systems of the victim, unproven addresses.

import type { IncidentFacts, VectorFacts } from '../../model/facts.ts';
import type { ChartSet } from '../charts/index.ts';
import { ruleRows } from '../provider/upstream-text.ts';
import {
  attackTimes,
  baselineWords,
  contactText,
  hosterRows,
  matchOf,
  sourcesOf,
  ticketText,
  usualRate,
} from '../text/attack-words.ts';
import { documentLanguage } from '../text/language.ts';
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

const MAX_PROVEN = 12;
const MAX_REFLECTORS = 10;
const MAX_NETWORKS = 12;
const MAX_VECTORS = 20;
const MAX_WAVES = 12;

function vectorRow(flow: Flow, vector: VectorFacts): WideRow {
  const { units } = flow;
  const texts = flow.texts.provider;
  const cells: Text[] = [
    [bold(vector.id)],
    [bold(texts.vectorTitle(vector.title))],
    peakWords(vector.peaks, flow) || '\u2013',
    spanCell(vector.firstUtc, vector.lastUtc, flow),
    vector.packets > 0 ? units.percent(vector.sharePackets) : '\u2013',
    vector.baselineShare === undefined ? texts.noBaseline : baselineWords(vector.baselineShare, vector, flow),
  ];
  const style = { size: 7, colour: COLOURS.text } as const;
  return {
    cells,
    below: [
      texts.match(matchOf(vector, flow)),
      [usualRate(vector.peaks, flow), sourcesOf(vector, flow)].filter((part) => part !== '').join(' '),
    ].map((text): Text => [{ text, ...style }]),
  };
}

function noAttack(flow: Flow, facts: IncidentFacts): void {
  const { texts: all, units } = flow;
  const texts = all.provider;
  answersBox(flow, texts.inShort, [
    [all.answerLabels.what, all.noAttack],
    [texts.askedOfYou, texts.nothingAsked],
  ]);
  flow.section(texts.lookedAt);
  flow.paragraph(
    texts.lookedAtFiles(
      units.counted(facts.evidence.filter(({ kind }) => kind !== 'document').length, ...texts.file),
      units.utcSpan(facts.firstUtc, facts.lastUtc) || texts.notKnown,
    ),
    'observed',
  );
  flow.paragraph(texts.noAttackScope);
}

function trafficSections(flow: Flow, facts: IncidentFacts): void {
  const { texts: all, units } = flow;
  const texts = all.provider;
  const hoster = hosterRows(facts, flow);
  flow.section(texts.target);
  labelled(flow, [
    [texts.attacked, [{ text: targetsOf(facts, flow), face: 'mono' }]],
    [texts.askedBy, contactText(facts, flow)],
    [texts.inTheRightOf, facts.case.preparer.authority || all.notStated],
    [texts.upstream, ticketText(facts, flow) || all.notStated],
    ...hoster,
  ]);
  flow.paragraph(texts.authority);
  flow.paragraph(texts.askUpstream);
  if (hoster.length > 0) flow.paragraph(texts.askHoster);
  if (facts.sourcesByVerdict.proven > 0) flow.paragraph(texts.askNetworks);
  labelled(flow, ruleRows(flow, facts));

  flow.section(texts.came);
  const shown = facts.vectors.slice(0, MAX_VECTORS);
  table(flow, {
    caption: texts.vectorsCaption,
    columns: [
      { title: texts.number, width: 24 },
      { title: texts.vector, width: 80 },
      { title: texts.peak, width: 150 },
      { title: texts.times, width: 112 },
      { title: texts.shareOfPackets, width: 46, align: 'right' },
      { title: texts.alsoHit, width: 54, align: 'right' },
    ],
    rows: shown.map((vector) => vectorRow(flow, vector)),
    note: andMore(facts.vectors.length, shown.length, texts.wholeList, flow),
  });
  flow.paragraph(texts.floor);
  const waves = facts.waves.slice(0, MAX_WAVES);
  table(flow, {
    caption: texts.timesCaption,
    columns: [
      { title: texts.wave, width: 34 },
      { title: texts.span, width: 190 },
      { title: texts.length, width: 60, align: 'right' },
      { title: texts.packetsHead, width: 80, align: 'right' },
      { title: texts.bytesHead, width: 60, align: 'right' },
      { title: texts.vectors, width: 80 },
    ],
    rows: waves.map((wave) => [
      [bold(wave.id)],
      units.utcSpan(wave.startUtc, wave.endUtc),
      units.duration(wave.durationSec),
      wave.packets > 0 ? units.count(wave.packets) : '\u2013',
      wave.bytesReceived > 0 ? units.bytes(wave.bytesReceived) : '\u2013',
      listed(wave.vectors, undefined, flow),
    ]),
    note: andMore(facts.waves.length, waves.length, texts.wholeList, flow),
  });
}

function sourcesSections(flow: Flow, facts: IncidentFacts): void {
  const texts = flow.texts.provider;
  const { wholeList } = texts;
  flow.section(texts.sourcesTitle);
  noticeBox(flow, texts.noticeTitle, texts.notice);
  verdictTable(flow, facts);
  networkTable(flow, facts, MAX_NETWORKS, wholeList);
  provenTable(flow, facts, MAX_PROVEN, wholeList);
  if (facts.topProven.length > 0) flow.paragraph(texts.portsMissing);
  reflectorTable(flow, facts, MAX_REFLECTORS, wholeList);
}

/** Draws the request. */
export async function providerRequest(
  facts: IncidentFacts,
  _charts: ChartSet,
  brevity: Brevity,
  attached: readonly Attachment[],
): Promise<FlowResult> {
  const language = documentLanguage(facts.case.writtenIn);
  const { texts: all, units } = language;
  const texts = all.provider;
  const flow = new Flow(
    facts,
    texts.shortTitle,
    { title: texts.documentTitle(facts.case.id), subject: texts.subject },
    brevity,
    language,
  );
  titleBlock(flow, texts.title, texts.subtitle(facts.case.id, units.utc(facts.generatedUtc)));
  const labels = all.answerLabels;
  const proven = facts.sourcesByVerdict.proven > 0;
  if (!facts.attackFound) {
    noAttack(flow, facts);
  } else {
    answersBox(flow, texts.inShort, [
      [
        labels.what,
        listed([...new Set(facts.vectors.map((vector) => texts.vectorTitle(vector.title)))], 5, flow),
      ],
      [labels.when, attackTimes(facts, flow)],
      [labels.against, targetsOf(facts, flow)],
      [labels.howBig, all.answers(facts, units).howBig],
      [texts.askedOfYou, proven ? texts.askedWithProven : texts.asked],
    ]);
    trafficSections(flow, facts);
    sourcesSections(flow, facts);
  }
  flow.section(texts.limitsTitle);
  if (facts.attackFound) for (const sentence of texts.limits) flow.paragraph(sentence);
  flow.paragraph(texts.timesAreUtc);
  flow.paragraph(all.hashLimit);
  citedEvidence(flow, facts);
  if (facts.attackFound) clocksTable(flow, facts, citedIds(facts));
  attach(flow, attached);
  return flow.finish();
}
