// The answers of page 1 in German, rendered from the same numbers as the English ones; nothing is said more strongly than there.

import type { IncidentFacts, WaveFacts } from '../../model/facts.ts';
import { VERDICTS, type Verdict } from '../../model/verdict.ts';
import { lastedAtLeast } from '../../model/wave-edges.ts';
import type { LocalUnits } from '../local-units.ts';
import { germanTarget, germanVector } from './de-names.ts';
import { germanSaid } from './de-phrases.ts';

const MOST_TARGETS = 3;
const MOST_PROXIES = 2;

const VERDICT_WORDS: Record<Verdict, string> = {
  proven: 'nachgewiesen',
  likely: 'wahrscheinlich',
  reflector: 'Systeme, die auf gefälschte Pakete antworteten',
  unproven: 'nicht nachgewiesen (möglicherweise gefälscht)',
  refuted: 'widerlegt (gefälscht)',
  claimed: 'nur behauptet',
};

/** Parts in a sentence. */
export function listedGerman(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} und ${parts.at(-1)}`;
}

function outagesStated(count: number, units: LocalUnits): string {
  return `${units.counted(count, 'Ausfall', 'Ausfälle')} nach Angabe des Betreibers.`;
}

// What nobody can judge: packets where no own address is known, surges through proxies whose log is not there or without ordinary traffic beside them.
function unjudged({ alternatives, own }: IncidentFacts): string {
  const any = (conclusion: string): boolean => alternatives.some((each) => each.conclusion === conclusion);
  const unattributed = alternatives.filter(({ conclusion }) => conclusion === 'not attributed');
  const fromOwn = unattributed.filter(({ text }) => text.includes('They came from own addresses'));
  return [
    own.judged
      ? ''
      : own.how === 'unknown'
        ? ' Kein Paket wurde beurteilt, da nicht bekannt ist, welche Adressen eigene sind.'
        : ' Kein Paket wurde beurteilt, da keines eine als eigen angegebene Adresse erreichte oder verließ.',
    unattributed.length > fromOwn.length
      ? ' Ein Ansturm von Anfragen, die über Proxys kamen, ließ sich nicht beurteilen.'
      : '',
    fromOwn.length > 0
      ? ' Ein Ansturm von Anfragen, die von eigenen Adressen kamen, ließ sich nicht beurteilen.'
      : '',
    any('undecided')
      ? ' Ein Ansturm ließ sich nicht beurteilen, weil er einem Angriff und üblicher Nutzung gleichermaßen ähnelt.'
      : '',
    any('not enough baseline')
      ? ' Ein Ansturm von Anfragen ließ sich nicht beurteilen, weil das Protokoll sonst zu wenig enthält, um ihn zu vergleichen.'
      : '',
  ].join('');
}

// Addresses taken for a proxy that was not stated.
function proxies({ unstatedProxies }: IncidentFacts, units: LocalUnits): string {
  if (unstatedProxies === undefined) return '';
  const { addresses, total, share } = unstatedProxies;
  const named = addresses.slice(0, MOST_PROXIES).join(', ');
  const more = total - Math.min(MOST_PROXIES, addresses.length);
  const who = `${named}${more > 0 ? ` und ${units.count(more)} weitere` : ''}`;
  return ` Über ${who} kamen ${units.percent(share)} der gewöhnlichen Besucher, wie über einen Proxy: nicht sperren, unter trusted_proxies angeben.`;
}

function without(facts: IncidentFacts, units: LocalUnits): IncidentFacts['answers'] {
  const { firstUtc, lastUtc } = facts;
  const outages = facts.case.outages.length;
  return {
    what: `In diesen Beweismitteln wurde kein Angriff festgestellt.${unjudged(facts)}`,
    when:
      firstUtc === ''
        ? 'Die Beweismittel enthalten keinen Datensatz mit einer Zeitangabe.'
        : `Die Beweismittel decken den Zeitraum ${units.utcSpan(firstUtc, lastUtc)} ab.`,
    against: 'Es wurde kein angegriffenes Ziel festgestellt.',
    howBig: 'Kein Verkehr hat alle unter Methode genannten Bedingungen eines Angriffs erfüllt.',
    sources: `Es wird keine Quelladresse genannt.${proxies(facts, units)}`,
    effect: outages > 0 ? outagesStated(outages, units) : 'Es ist kein Ausfall angegeben.',
  };
}

function when(waves: readonly WaveFacts[], units: LocalUnits): string {
  const first = waves[0]!;
  const last = waves.at(-1)!;
  const one = waves.length === 1;
  const length = units.duration(waves.reduce((sum, wave) => sum + wave.durationSec, 0));
  const total = waves.some(lastedAtLeast) ? `mindestens ${length}` : length;
  return [
    one
      ? `Eine Welle, ${units.utcSpan(first.startUtc, first.endUtc)} (${total}).`
      : `${units.count(waves.length)} Wellen zwischen ${units.utc(first.startUtc)} und ${units.utc(last.endUtc)}, zusammen ${total} Angriffsdauer.`,
    first.startCensored
      ? `${one ? 'Sie' : 'Die erste'} war zu Beginn der Beweismittel bereits im Gange.`
      : '',
    last.endCensored ? `${one ? 'Sie' : 'Die letzte'} war am Ende der Beweismittel noch im Gange.` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function sizes(waves: readonly WaveFacts[], units: LocalUnits): string[] {
  const peak = (read: (peaks: WaveFacts['peaks']) => number): number =>
    Math.max(...waves.map((wave) => read(wave.peaks)));
  const packets = peak((peaks) => peaks.pps1s);
  const requests = peak((peaks) => peaks.rps1s);
  const halfOpen = peak((peaks) => peaks.halfOpen);
  return [
    packets > 0 ? `${units.rate(packets, 'Pakete')} (${units.bitRate(peak((peaks) => peaks.bps1s))})` : '',
    requests > 0 ? units.rate(requests, 'Anfragen') : '',
    halfOpen > 0
      ? `${units.counted(halfOpen, 'halboffene Verbindung', 'halboffene Verbindungen')} zugleich`
      : '',
  ].filter((part) => part !== '');
}

// What came and went in all, where no rate by the second is known.
function amounts(waves: readonly WaveFacts[], units: LocalUnits): string[] {
  const sum = (read: (wave: WaveFacts) => number): number =>
    waves.reduce((total, wave) => total + read(wave), 0);
  const packets = sum((wave) => wave.packets);
  const requests = sum((wave) => wave.requests);
  const received = sum((wave) => wave.bytesReceived);
  const sent = sum((wave) => wave.bytesSent);
  return [
    packets > 0 ? units.counted(packets, 'Paket', 'Pakete') : '',
    requests > 0 ? units.counted(requests, 'Anfrage', 'Anfragen') : '',
    received > 0 ? `${units.bytes(received)} empfangen` : '',
    sent > 0 ? `${units.bytes(sent)} gesendet` : '',
  ].filter((part) => part !== '');
}

function howBig(waves: readonly WaveFacts[], units: LocalUnits): string {
  const peaks = sizes(waves, units);
  return peaks.length > 0
    ? `In der Spitze, wie empfangen: ${listedGerman(peaks)}. Das tatsächliche Ausmaß kann größer sein.`
    : `Nicht nach der Rate, sondern nach dem, was er offen hält: insgesamt ${listedGerman(amounts(waves, units))}.`;
}

/** Page 1 in German. */
export function answersGerman(facts: IncidentFacts, units: LocalUnits): IncidentFacts['answers'] {
  const { waves, vectors, sourcesByVerdict, sourcesTotal, impact } = facts;
  if (waves.length === 0) return without(facts, units);
  const titles = [...new Set(vectors.map((vector) => germanVector(vector.title)))];
  const targets = [...new Set(vectors.flatMap((vector) => vector.targets.map(germanTarget)))];
  const named =
    targets.length > MOST_TARGETS
      ? `${targets.slice(0, MOST_TARGETS).join(', ')} und ${units.count(targets.length - MOST_TARGETS)} weitere`
      : listedGerman(targets);
  const counts = VERDICTS.filter((verdict) => verdict === 'proven' || sourcesByVerdict[verdict] > 0).map(
    (verdict) => `${units.count(sourcesByVerdict[verdict])} ${VERDICT_WORDS[verdict]}`,
  );
  const outages = facts.case.outages.length;
  const effect = [
    outages > 0 ? outagesStated(outages, units) : '',
    impact !== undefined && impact.summary !== '' ? germanSaid(units).said(impact.summary) : '',
  ].filter((part) => part !== '');
  return {
    what: `Angriff auf die Verfügbarkeit (Denial of Service): ${listedGerman(titles)}.${unjudged(facts)}`,
    when: when(waves, units),
    against: `${named}.`,
    howBig: howBig(waves, units),
    sources: `${
      sourcesTotal === 0
        ? 'Es wird keine Quelladresse genannt: Was zu sehen war, trägt die Adressen von Clients, die dessen, was vor ihnen steht, oder eigene und angegebene.'
        : `${units.counted(sourcesTotal, 'Quelladresse', 'Quelladressen')}: ${listedGerman(counts)}.`
    }${proxies(facts, units)}`,
    effect: effect.join(' ') || 'Nicht angegeben.',
  };
}
