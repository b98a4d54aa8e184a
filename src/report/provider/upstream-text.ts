// provider/upstream-request.txt: the request to the upstream as plain text of at most 72 columns, for a ticket. Says what the PDF beside it says.

import type { IncidentFacts, VectorFacts } from '../../model/facts.ts';
import { VERDICT_TITLE, VERDICTS } from '../../model/verdict.ts';
import {
  attackTimes,
  contactText,
  listed,
  matchOf,
  peakWords,
  sourcesOf,
  targetsOf,
  ticketText,
} from '../text/attack-words.ts';
import * as wording from '../text/wording.ts';
import { wrap } from '../text/wrap.ts';
import * as units from '../units.ts';
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

function more(total: number, most: number): string[] {
  return total > most ? [`  and ${units.count(total - most)} more`] : [];
}

function vectorLines(vector: VectorFacts): string[] {
  const baseline =
    vector.baselineShare === undefined
      ? 'not known (no baseline)'
      : `${units.percent(vector.baselineShare)} of the packets before the attack`;
  return [
    `${vector.id} ${vector.title}`,
    ...indented(`Peak: ${peakWords(vector.peaks) || units.UNKNOWN}`),
    ...indented(`Times: ${units.utcSpan(vector.firstUtc, vector.lastUtc) || units.UNKNOWN}`),
    ...indented(`Match: ${matchOf(vector)}`),
    ...indented(
      vector.packets > 0
        ? `Share of the attack: ${units.percent(vector.sharePackets)} of its packets, ${units.percent(vector.shareBytes)} of its bytes`
        : 'Share of the attack: not measured in packets',
    ),
    ...indented(`Ordinary traffic also hit: ${baseline}`),
    ...indented(sourcesOf(vector)),
  ];
}

function askLines(facts: IncidentFacts): string[] {
  const { rules } = flowRules(facts);
  const [upstream] = wording.PROVIDER_ASK;
  return [
    ...labelled('Asked of you', upstream!),
    ...(rules.length === 0
      ? labelled('Rules', 'none: none of the vectors can be told in the network')
      : [
          ...labelled(
            'Rules',
            `${units.counted(rules.length, 'rule')} in flowspec.txt, the same as access lists in acl.txt; a blackhole is the last resort and stands at the end of flowspec.txt`,
          ),
          ...labelled(
            'Duration',
            `until ${units.utc(ruleExpiry(facts))}, then withdrawn or renewed by both sides`,
          ),
          ...labelled('Rollback', 'withdraw the rules; nothing else is changed by this request'),
        ]),
  ];
}

function sourceLines(facts: IncidentFacts): string[] {
  const counts = VERDICTS.filter((verdict) => facts.sourcesByVerdict[verdict] > 0).map(
    (verdict) => `${units.count(facts.sourcesByVerdict[verdict])} ${VERDICT_TITLE[verdict].toLowerCase()}`,
  );
  const networks = facts.networks.filter((network) => network.asn > 0 && network.sourcesProven > 0);
  return [
    'SOURCES',
    ...wrap(`${units.counted(facts.sourcesTotal, 'address', 'addresses')}: ${counts.join(', ')}.`),
    ...(networks.length === 0 ? [] : ['Networks by proven sources, by registration:']),
    ...networks
      .slice(0, MOST_NETWORKS)
      .flatMap((network) =>
        indented(
          `AS${network.asn} ${network.asName}: ${units.count(network.sourcesProven)} (${units.percent(network.share)})`,
        ),
      ),
    ...more(networks.length, MOST_NETWORKS),
    '',
  ];
}

/** The text of the request. */
export function upstreamText(facts: IncidentFacts): string {
  const waves = facts.waves.slice(0, MOST_WAVES);
  const lines = [
    ...(facts.case.exercise ? [`*** ${wording.EXERCISE_LINE} ***`, ''] : []),
    ...labelled('Request', `help against denial of service, case ${facts.case.id}`),
    ...labelled('Made', units.utc(facts.generatedUtc)),
    ...labelled('Ticket', ticketText(facts) || wording.NOT_STATED),
    ...labelled('Asked by', contactText(facts)),
    '',
    ...labelled('What', listed([...new Set(facts.vectors.map((vector) => vector.title))], 5)),
    ...labelled('When', attackTimes(facts)),
    ...labelled('Attacked', targetsOf(facts)),
    ...labelled('How big', facts.answers.howBig),
    ...askLines(facts),
    ...wrap(wording.PROVIDER_AUTHORITY),
    '',
    `VECTORS (${units.count(facts.vectors.length)})`,
    ...facts.vectors.slice(0, MOST_VECTORS).flatMap(vectorLines),
    ...more(facts.vectors.length, MOST_VECTORS),
    ...wrap(wording.FLOOR),
    '',
    `TIMES (${units.count(facts.waves.length)})`,
    ...waves.flatMap((wave) =>
      indented(
        `${wave.id} ${units.utcSpan(wave.startUtc, wave.endUtc)}, ${units.duration(wave.durationSec)}: ${listed(wave.vectors)}`,
      ),
    ),
    ...more(facts.waves.length, MOST_WAVES),
    ...wrap(wording.TIMES_ARE_UTC),
    '',
    ...sourceLines(facts),
    'LIMITS',
    ...wording.PROVIDER_LIMITS.flatMap((sentence) => wrap(sentence, '- ', '  ')),
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
