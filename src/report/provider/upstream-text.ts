// provider/upstream-request.txt: the request to the upstream as plain text of at most 72 columns, for a ticket. Says what the PDF beside it says.

import type { IncidentFacts, VectorFacts } from '../../model/facts.ts';
import { VERDICTS } from '../../model/verdict.ts';
import {
  attackTimes,
  baselineWords,
  contactText,
  hosterRows,
  listed,
  matchOf,
  peakWords,
  sourcesOf,
  targetsOf,
  ticketText,
  usualRate,
} from '../text/attack-words.ts';
import { type DocumentLanguage, documentLanguage } from '../text/language.ts';
import { wrap } from '../text/wrap.ts';
import { type WrittenFile, writeWholeFile } from '../writer.ts';
import { flowRules } from './flow-rule.ts';
import { ruleExpiry } from './rule-file.ts';

const MOST_VECTORS = 20;
const MOST_WAVES = 12;
const MOST_NETWORKS = 12;

function labelled(label: string, text: string): string[] {
  return wrap(text, `${label}: `, '  ');
}

function indented(text: string): string[] {
  return wrap(text, '  ', '    ');
}

function more({ texts, units }: DocumentLanguage, total: number, most: number): string[] {
  return total > most ? [`  ${texts.table.andMore(units.count(total - most))}`] : [];
}

function vectorLines(language: DocumentLanguage, vector: VectorFacts): string[] {
  const { texts: all, units } = language;
  const { upstreamText: texts, provider } = all;
  const baseline =
    vector.baselineShare === undefined
      ? texts.noBaseline
      : texts.baseline(baselineWords(vector.baselineShare, vector, language));
  return [
    `${vector.id} ${provider.vectorTitle(vector.title)}`,
    ...indented(texts.peak(peakWords(vector.peaks, language) || provider.notKnown)),
    ...(usualRate(vector.peaks, language) === '' ? [] : indented(usualRate(vector.peaks, language))),
    ...indented(texts.times(units.utcSpan(vector.firstUtc, vector.lastUtc) || provider.notKnown)),
    ...indented(texts.match(matchOf(vector, language))),
    ...indented(
      vector.packets > 0
        ? texts.share(units.percent(vector.sharePackets), units.percent(vector.shareBytes))
        : texts.noShare,
    ),
    ...indented(texts.alsoHit(baseline)),
    ...indented(sourcesOf(vector, language)),
  ];
}

/** What rules there are, for how long, and how they are taken back, each with its label. */
export function ruleRows(
  { texts: { upstreamText: texts }, units }: DocumentLanguage,
  facts: IncidentFacts,
): [label: string, text: string][] {
  const { rules } = flowRules(facts);
  if (rules.length === 0) return [[texts.rules, texts.noRules]];
  return [
    [texts.rules, texts.rulesText(units.counted(rules.length, ...texts.rule))],
    [texts.duration, texts.until(units.utc(ruleExpiry(facts)))],
    [texts.rollback, texts.rollbackText],
  ];
}

function askLines(language: DocumentLanguage, facts: IncidentFacts): string[] {
  const { provider } = language.texts;
  return [
    ...labelled(provider.askedOfYou, provider.askUpstream),
    ...(hosterRows(facts, language).length === 0 ? [] : wrap(provider.askHoster, '  ', '  ')),
    ...ruleRows(language, facts).flatMap(([label, text]) => labelled(label, text)),
  ];
}

function sourceLines(language: DocumentLanguage, facts: IncidentFacts): string[] {
  const { texts: all, units } = language;
  const { upstreamText: texts, provider } = all;
  const counts = VERDICTS.filter((verdict) => facts.sourcesByVerdict[verdict] > 0).map(
    (verdict) =>
      `${units.count(facts.sourcesByVerdict[verdict])} ${provider.verdicts.inSentence(provider.verdicts.title[verdict])}`,
  );
  const networks = facts.networks.filter((network) => network.asn > 0 && network.sourcesProven > 0);
  return [
    texts.sources,
    ...wrap(
      `${units.counted(facts.sourcesTotal, ...provider.address)}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}.`,
    ),
    ...(networks.length === 0 ? [] : [texts.networks]),
    ...networks
      .slice(0, MOST_NETWORKS)
      .flatMap((network) =>
        indented(
          `AS${network.asn} ${network.asName}: ${units.count(network.sourcesProven)} (${units.percent(network.share)})`,
        ),
      ),
    ...more(language, networks.length, MOST_NETWORKS),
    '',
  ];
}

/** The text of the request, in the language of the case. */
export function upstreamText(facts: IncidentFacts): string {
  const language = documentLanguage(facts.case.writtenIn);
  const { texts: all, units } = language;
  const { upstreamText: texts, provider } = all;
  const waves = facts.waves.slice(0, MOST_WAVES);
  const titles = [...new Set(facts.vectors.map((vector) => provider.vectorTitle(vector.title)))];
  const lines = [
    ...(facts.case.exercise ? [`*** ${all.exerciseLine} ***`, ''] : []),
    ...labelled(texts.request, texts.requestText(facts.case.id)),
    ...labelled(texts.made, units.utc(facts.generatedUtc)),
    ...labelled(texts.ticket, ticketText(facts, language) || all.notStated),
    ...labelled(provider.askedBy, contactText(facts, language)),
    ...labelled(provider.inTheRightOf, facts.case.preparer.authority || all.notStated),
    ...hosterRows(facts, language).flatMap(([label, text]) => labelled(label, text)),
    '',
    ...labelled(texts.what, listed(titles, 5, language)),
    ...labelled(texts.when, attackTimes(facts, language)),
    ...labelled(provider.attacked, targetsOf(facts, language)),
    ...labelled(texts.howBig, all.answers(facts, units).howBig),
    ...askLines(language, facts),
    ...wrap(provider.authority),
    '',
    texts.vectors(units.count(facts.vectors.length)),
    ...facts.vectors.slice(0, MOST_VECTORS).flatMap((vector) => vectorLines(language, vector)),
    ...more(language, facts.vectors.length, MOST_VECTORS),
    ...wrap(provider.floor),
    '',
    texts.timesTitle(units.count(facts.waves.length)),
    ...waves.flatMap((wave) =>
      indented(
        `${wave.id} ${units.utcSpan(wave.startUtc, wave.endUtc)}, ${units.duration(wave.durationSec)}: ${listed(wave.vectors, undefined, language)}`,
      ),
    ),
    ...more(language, facts.waves.length, MOST_WAVES),
    ...wrap(provider.timesAreUtc),
    '',
    ...sourceLines(language, facts),
    texts.limits,
    ...provider.limits.flatMap((sentence) => wrap(sentence, '- ', '  ')),
  ];
  return `${lines.join('\n')}\n`;
}

/** Writes the request. */
export async function writeUpstreamText(facts: IncidentFacts, directory: string): Promise<WrittenFile> {
  return writeWholeFile(
    directory,
    'provider/upstream-request.txt',
    'the request to the upstream as plain text, for a ticket',
    upstreamText(facts),
  );
}
