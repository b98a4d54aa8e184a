// Surges in captures that may be ordinary use, as of sources that are no faster than applications that poll, or programs that try again: called undecided,
// and nobody is named.

import { addressText } from '../model/address.ts';
import type { AlternativeFacts } from '../model/facts.ts';
import { grouped } from '../model/numbers.ts';
import { formatSecond } from '../model/time.ts';
import { BUCKET_SEC, CLASS } from '../model/traffic.ts';
import { emptyCounted } from './detectors/empty-connections.ts';
import { repeatsCounted } from './detectors/http-packets.ts';
import { type DetectorContext, type Finding, hitsAny, reaches, type Vector } from './finding.ts';
import { type Counted, type FloodedMinute, floodedMinutes, targetKey } from './flooded-minutes.ts';
import { notPollers, type Polled } from './pollers.ts';

/** What such a surge is made of. */
interface Kind {
  vector: Vector;
  counted(context: DetectorContext, others: string): Counted[];
  polled: Polled;
  unit: string;
  what: string;
  text: string;
}

const KINDS: readonly Kind[] = [
  {
    vector: 'http_flood',
    counted: (context, others) => [repeatsCounted(context, false, others)],
    polled: {
      rows: `class IN (${CLASS.data}, ${CLASS.fin}) AND requests > 0`,
      count: 'repeats',
      alias: '',
    },
    unit: 'requests',
    what: 'requests in the busiest minute for the path that the same source had asked for just before',
    text: 'Sources asked for the same path again and again, as captures show, about once a second or in bursts: applications that poll, and pages whose pictures come from one path, do so, and so does a slow attack.',
  },
  {
    vector: 'connection_flood',
    counted: emptyCounted,
    polled: { rows: `class = ${CLASS.syn} AND handshakes > 0`, count: 'handshakes', alias: 'i.' },
    unit: 'connections',
    what: 'completed connections in the busiest minute on which their clients said nothing that the server reads',
    text: 'Sources opened one connection after the other and said nothing on them that the server reads, as captures show, most of them about once a second or less: programs that try again do so when a server ends their connections at once, and so does a slow attack.',
  },
];

/** What is told of a finding that may be ordinary use; nothing of others. */
export function doubtfulSurge({
  target,
  startUs,
  endUs,
  reason,
  doubt,
  criteria,
}: Finding): AlternativeFacts[] {
  if (doubt === undefined) return [];
  return [
    {
      title: `Was the surge of packets on ${target.text} an attack?`,
      startUtc: formatSecond(Math.floor(startUs / 1e6)),
      endUtc: formatSecond(Math.floor(endUs / 1e6)),
      conclusion: 'undecided',
      text: `${reason} ${doubt} It is not called an attack, and nobody is named.`,
      criteria,
    },
  ];
}

/** Such surges on ports on which no flood of the kind was found. */
export async function slowSurges(
  context: DetectorContext,
  findings: readonly Finding[],
): Promise<AlternativeFacts[]> {
  const found: AlternativeFacts[] = [];
  for (const kind of KINDS) {
    const known = findings.filter(({ vector }) => vector === kind.vector).map(({ target }) => target);
    const others = known.length === 0 ? '' : `AND NOT ${hitsAny(known, kind.polled.alias)}`;
    const ports = await busiestMinutes(context, kind, others);
    if (ports.length === 0) continue;
    // A few that poll are monitoring.
    const polls = await notPollers(context, ports, kind.polled);
    const left = polls === '' ? ports : await busiestMinutes(context, kind, `${others} ${polls}`);
    found.push(...left.map((row) => told(context, kind, row)));
  }
  return found;
}

async function busiestMinutes(
  context: DetectorContext,
  kind: Kind,
  others: string,
): Promise<FloodedMinute[]> {
  const ports = new Map<string, FloodedMinute>();
  for (const counted of kind.counted(context, others)) {
    for (const row of await floodedMinutes(context, counted)) {
      const known = ports.get(targetKey(row));
      if (known === undefined || known.packets < row.packets) ports.set(targetKey(row), row);
    }
  }
  return [...ports.values()];
}

function told(context: DetectorContext, kind: Kind, row: FloodedMinute): AlternativeFacts {
  const perMinute = Number(row.packets);
  const least = kind.counted(context, '')[0].leastPerMinute;
  return {
    title: `Was the surge of ${kind.unit} on ${addressText(row.hi, row.lo)} tcp/${row.port} popularity or attack?`,
    startUtc: formatSecond(row.from_sec),
    endUtc: formatSecond(row.from_sec + BUCKET_SEC),
    conclusion: 'undecided',
    text: `Up to ${grouped(perMinute)} ${kind.unit} in one minute. ${kind.text} It is called neither an attack nor a crowd, and nobody is named.`,
    criteria: [reaches(`${kind.unit} per minute`, perMinute, least, `${kind.unit}/min`, kind.what)],
  };
}
