// The sentences of page 1, and those of method and limits: plain words around the numbers, nothing that the verdicts do not allow.

import { MAX_TEXTS } from '../aggregate/fold/texts.ts';
import { UNCLEAR_MOST } from '../aggregate/fold/tls-talk.ts';
import type { Assessment } from '../assess/assess.ts';
import { THRESHOLDS, type ThresholdName } from '../assess/thresholds.ts';
import type { EvidenceFacts, IncidentFacts, VectorFacts, WaveFacts } from '../model/facts.ts';
import type { FileSummary } from '../model/traffic.ts';
import { VERDICTS, type Verdict } from '../model/verdict.ts';
import { lastedAtLeast } from '../model/wave-edges.ts';
import { bitRate, bytes, count, counted, duration, rate, utc, utcSpan } from '../report/units.ts';
import { proxyAnswer, proxyLimits } from './proxies.ts';
import { MOST_LISTED_SOURCES } from './sources.ts';

const UNJUDGED_PACKETS = {
  judged: '',
  'own not known': ' No packet was judged, as it is not known which addresses are own.',
  'own not seen': ' No packet was judged, as none reached or left an address stated as own.',
} as const;

/** Page 1, under 150 words together. */
export function answers(
  waves: readonly WaveFacts[],
  vectors: readonly VectorFacts[],
  byVerdict: IncidentFacts['sourcesByVerdict'],
  total: number,
  firstUtc: string,
  lastUtc: string,
  outages: number,
  notJudged: {
    packets: 'judged' | 'own not known' | 'own not seen';
    proxied: number;
    fromOwn: number;
    withoutBaseline: number;
    undecided: number;
  },
  measuredEffect = '',
  unstated: IncidentFacts['unstatedProxies'] = undefined,
): IncidentFacts['answers'] {
  const unjudged = [
    UNJUDGED_PACKETS[notJudged.packets],
    notJudged.proxied === 0 ? '' : ' A surge of requests that came through proxies could not be judged.',
    notJudged.fromOwn === 0 ? '' : ' A surge of requests that came from own addresses could not be judged.',
    notJudged.undecided === 0
      ? ''
      : ' A surge could not be judged, as what made it looks like an attack and like ordinary use alike.',
    notJudged.withoutBaseline === 0
      ? ''
      : ' A surge of requests could not be judged, as the log holds too little else to compare it with.',
  ].join('');
  if (waves.length === 0) {
    return {
      what: `No attack was found in this evidence.${unjudged}`,
      when:
        firstUtc === ''
          ? 'The evidence holds no record with a time.'
          : `The evidence covers ${utcSpan(firstUtc, lastUtc)}.`,
      against: 'Nothing was found that was attacked.',
      howBig: 'No traffic met all conditions of an attack that are listed under method.',
      sources: `No source address is named.${proxyAnswer(unstated)}`,
      effect:
        outages > 0 ? `${counted(outages, 'outage')}, as stated by the operator.` : 'No outage is stated.',
    };
  }
  const titles = [...new Set(vectors.map((vector) => vector.title))];
  const targets = [...new Set(vectors.flatMap((vector) => vector.targets))];
  const first = waves[0];
  const last = waves[waves.length - 1];
  const sizes: string[] = [];
  const peak = (read: (wave: WaveFacts) => number): number => Math.max(...waves.map(read));
  if (peak((wave) => wave.peaks.pps1s) > 0)
    sizes.push(
      `${rate(
        peak((wave) => wave.peaks.pps1s),
        'packets',
      )} (${bitRate(peak((wave) => wave.peaks.bps1s))})`,
    );
  if (peak((wave) => wave.peaks.rps1s) > 0)
    sizes.push(
      rate(
        peak((wave) => wave.peaks.rps1s),
        'requests',
      ),
    );
  if (peak((wave) => wave.peaks.halfOpen) > 0)
    sizes.push(`${count(peak((wave) => wave.peaks.halfOpen))} half-open sockets at once`);
  const length = `${waves.some(lastedAtLeast) ? 'at least ' : ''}${duration(waves.reduce((sum, wave) => sum + wave.durationSec, 0))}`;
  const when =
    waves.length === 1
      ? `One wave, ${utcSpan(first.startUtc, first.endUtc)} (${length})`
      : `${count(waves.length)} waves between ${utc(first.startUtc)} and ${utc(last.endUtc)}, ${length} of attack in all`;
  return {
    what: `Denial of service: ${list(titles)}.${unjudged}`,
    when: `${when}.${first.startCensored ? ` ${waves.length === 1 ? 'It' : 'The first'} was already under way when the evidence begins.` : ''}${last.endCensored ? ` ${waves.length === 1 ? 'It' : 'The last'} was still under way when the evidence ends.` : ''}`,
    against: `${targets.length > MOST_TARGETS ? `${targets.slice(0, MOST_TARGETS).join(', ')} and ${count(targets.length - MOST_TARGETS)} more` : list(targets)}.`,
    howBig:
      sizes.length > 0
        ? `At its busiest, as received: ${list(sizes)}. The true size may be larger.`
        : `Not by rate, but by what it holds open: ${list(amounts(waves))} in all.`,
    sources: `${
      total === 0
        ? 'No source address is named: what was seen bears the addresses of clients, of what stands in front of them, or own and stated ones.'
        : `${counted(total, 'source address', 'source addresses')}: ${verdictCounts(byVerdict)}.`
    }${proxyAnswer(unstated)}`,
    effect:
      [outages > 0 ? `${counted(outages, 'outage')}, as stated by the operator.` : '', measuredEffect]
        .filter(Boolean)
        .join(' ') || 'Not stated.',
  };
}

// What came and went in all, where no rate by the second is known.
function amounts(waves: readonly WaveFacts[]): string[] {
  const sum = (read: (wave: WaveFacts) => number): number =>
    waves.reduce((total, wave) => total + read(wave), 0);
  const packets = sum((wave) => wave.packets);
  const requests = sum((wave) => wave.requests);
  const received = sum((wave) => wave.bytesReceived);
  const sent = sum((wave) => wave.bytesSent);
  return [
    ...(packets > 0 ? [counted(packets, 'packet')] : []),
    ...(requests > 0 ? [counted(requests, 'request')] : []),
    ...(received > 0 ? [`${bytes(received)} received`] : []),
    ...(sent > 0 ? [`${bytes(sent)} sent`] : []),
  ];
}

const MOST_TARGETS = 3;
const MOST_NAMED_FILES = 8;

const VERDICT_WORDS: Record<Verdict, string> = {
  proven: 'proven',
  likely: 'likely',
  reflector: 'hosts that answered forged packets',
  unproven: 'unproven (may be forged)',
  refuted: 'forged',
  claimed: 'claimed only',
};

function verdictCounts(byVerdict: Record<Verdict, number>): string {
  const counts = VERDICTS.filter((verdict) => verdict === 'proven' || byVerdict[verdict] > 0);
  return list(counts.map((verdict) => `${count(byVerdict[verdict])} ${VERDICT_WORDS[verdict]}`));
}

function list(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}

/** How the results were reached. */
export function method(assessment: Assessment): string[] {
  const { own } = assessment;
  return [
    'Every file was read to its end, hashed with SHA-256 while it was decoded, and accounted for byte by byte: bytes read = bytes decoded + bytes skipped.',
    `Own addresses: ${own.addresses.length === 0 ? 'none known' : own.addresses.slice(0, 8).join(', ')} (${own.reason}).`,
    'Packets, sockets and requests were added up per source, target, kind and minute, and per target and second. Waves are stretches in which a vector crosses its thresholds; their edges are the first and last such record.',
    'A source is called proven when the server logged its request on a completed TCP connection, when the capture holds the three-way handshake with matching sequence numbers, or when a socket dump shows its connection past the handshake. It is called refuted when the address cannot exist as a source on the public Internet. Everything else is unproven: counted, never named.',
    'A participant of an HTTP flood is a source that asked for flooded paths again and again and fetched none of the assets that browsers fetch. Allow-listed addresses, those on sparing address lists, trusted proxies and own addresses are never counted as sources.',
    'Networks and countries come from the databases listed, by address; they name where an address is registered, not where a person is.',
  ];
}

/** Which captures were read as going on from each other; nothing when none do. */
export function joinedCaptures(
  evidence: readonly { number: number; summary: FileSummary | undefined }[],
): string[] {
  const later = evidence.filter(({ summary }) => (summary?.packets?.continues ?? 0) > 0);
  if (later.length === 0) return [];
  const shown = later
    .slice(0, 8)
    .map(({ number, summary }) => `E${number} from E${summary?.packets?.continues}`);
  const more = later.length > shown.length ? ` and ${later.length - shown.length} more` : '';
  return [
    `Captures that go on from another, by their times: ${shown.join(', ')}${more}. Connections were followed from one into the next by addresses, ports and sequence numbers; what is counted so stands where its last segment was captured. The peak of a source within one second is a lower bound where a capture was cut inside that second.`,
  ];
}

/** What the reader must keep in mind. */
export function limits(
  assessment: Assessment,
  evidence: readonly EvidenceFacts[],
  facts: {
    damaged: number;
    documents: number;
    hostNameClients: number;
    handshakesGivenUp: number;
    beginningsGivenUp: number;
    /** Names of given files and folders that could not be read. */
    unread: readonly string[];
    /** Paths, user agents, referrers and host names that were not kept. */
    textsGivenUp: number;
    sources: number;
    oneWay: boolean;
    /** Requests are known whose log holds no port of their client. */
    portless: boolean;
    internalHosts: readonly string[];
    unstatedProxies: IncidentFacts['unstatedProxies'];
    /** Sentences about single files. */
    unusual: readonly string[];
    lists: readonly string[];
  },
): string[] {
  const out: string[] = [];
  if (assessment.own.how === 'inferred')
    out.push(
      `The own addresses were inferred (${assessment.own.addresses.slice(0, 8).join(', ')}); if that is wrong, state them with --own and run again.`,
    );
  if (assessment.own.how === 'unknown' && evidence.some((each) => each.kind !== 'document'))
    out.push('No own address is known from captures or dumps.');
  if (facts.internalHosts.length > 0) {
    const [one] = facts.internalHosts;
    const more = facts.internalHosts.length > 1 ? ` and ${facts.internalHosts.length - 1} more` : '';
    out.push(
      `Hosts of the own network are among the sources (${one}${more}). A proxy among them hides who is behind it and is not the attacker: state it under trusted_proxies, take a log that holds the addresses of its clients, and run again.`,
    );
  }
  out.push(
    'Afterflood looks for the kinds of attack that its documentation lists (docs/verdicts.md); other kinds may be in the evidence and are not named.',
  );
  if (facts.oneWay)
    out.push(
      'The capture shows one direction only: handshakes cannot be seen in it, so it proves no source; whether a service was asked, or answered, it does not show either, so that floods of questions to a known service may not be told from its use.',
    );
  if (evidence.some((each) => each.kind === 'packets'))
    out.push(
      'Rates are as received where the capture was made. A full link or a dropping capture hides the rest: they are lower bounds.',
    );
  if (evidence.some((each) => each.kind === 'sockets'))
    out.push('Half-open sockets in a dump are a lower bound: a full queue and SYN cookies leave no entry.');
  if (facts.portless)
    out.push(
      'Web logs of the common formats hold no source port: a provider that shares addresses among customers cannot identify the subscriber from such a row alone.',
    );
  out.push(...proxyLimits(assessment, facts.unstatedProxies));
  for (const { target, connections, sources } of assessment.steady)
    out.push(
      `${counted(connections, 'connection')} to ${target} are held by ${counted(sources, 'source')} with ten or more each that the first snapshot shows too. A flood that began before looks so, and so do mailboxes, databases and message queues when people come to work or a service is back: nobody is named for it. The log of that service tells whether these sources logged in.`,
    );
  for (const { target, connections, sources } of assessment.unclear)
    out.push(
      `On ${counted(connections, 'connection')} inside TLS to ${target} by ${counted(sources, 'source')} the client sent small pieces that nothing answered, after the server had said at most ${count(UNCLEAR_MOST)} bytes, which may be an answer or not. Requests that never end look so (slow HTTP), and so do web sockets and streams: nobody is named for it. The web server's log of that time tells them apart: status 400, 408 or 499 for the ones, 101 or 200 for the others.`,
    );
  if (facts.hostNameClients > 0)
    out.push(
      `${counted(facts.hostNameClients, 'request')} came from clients logged by host name; they are counted but not attributed.`,
    );
  if (facts.handshakesGivenUp > 0)
    out.push(
      `${counted(facts.handshakesGivenUp, 'unanswered SYN-ACK')} could not be kept waiting for an answer; a client that answered very late may have been missed.`,
    );
  if (facts.beginningsGivenUp > 0)
    out.push(
      `${counted(facts.beginningsGivenUp, 'segment')} at the beginning of captures that go on from another could not be kept to be followed over the cut; handshakes completed there may have been missed.`,
    );
  if (facts.unread.length > 0) {
    const more = facts.unread.length - MOST_NAMED_FILES;
    out.push(
      `${counted(facts.unread.length, 'given file or folder', 'given files or folders')} could not be read, and what they hold is not in this report: ${facts.unread.slice(0, MOST_NAMED_FILES).join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}.`,
    );
  }
  if (facts.textsGivenUp > 0)
    out.push(
      `Logs with more than ${count(MAX_TEXTS)} different paths, user agents, referrers and host names: ${count(facts.textsGivenUp)} times one that came rarely was not kept. These requests are counted, but what they asked for is not told apart, and a surge of them may be missed.`,
    );
  if (facts.sources > MOST_LISTED_SOURCES)
    out.push(
      `Of ${count(facts.sources)} source addresses data/sources.csv lists ${count(MOST_LISTED_SOURCES)}, all that a spreadsheet opens: the best proven first, then those with the most records. All are counted, and stand in the case database.`,
    );
  out.push(...facts.unusual);
  if (facts.damaged > 0)
    out.push(
      `Damage was found in ${counted(facts.damaged, 'file')}: what could be read was used, what could not is listed under evidence.`,
    );
  if (facts.documents > 0)
    out.push(
      `Kept and hashed, and not read as evidence of traffic: ${counted(facts.documents, 'document')} (mail, notes, work log and the like).`,
    );
  out.push(...facts.lists);
  out.push(
    'A source address names a connection to the Internet, not a person. It may belong to a misused device, be shared by many subscribers, or have been reassigned since.',
  );
  out.push('This analysis covers availability only; it did not look for intrusion or for data that left.');
  return out;
}

/** The thresholds in force. */
export function thresholdFacts(assessment: Assessment): IncidentFacts['thresholds'] {
  return (Object.keys(THRESHOLDS) as ThresholdName[]).map((name) => ({
    name,
    value: assessment.thresholds[name],
    unit: THRESHOLDS[name].unit,
    meaning: THRESHOLDS[name].meaning,
  }));
}
