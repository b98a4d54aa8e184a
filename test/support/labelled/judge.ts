// Compares what the report says about a labelled case with its truth, and counts the confusion table.

import type { IncidentFacts, SourceFacts } from '../../../src/model/facts.ts';
import type { Truth } from './case.ts';

/** Width of a time bucket, and so the largest error of an edge, seconds. */
const BUCKET_SEC = 60;
/** Most addresses that a message lists. */
const MOST_NAMED = 4;

/** What was said about a case. */
export interface Said {
  facts: Pick<IncidentFacts, 'vectors' | 'waves' | 'own' | 'alternatives' | 'activities'>;
  sources: Pick<SourceFacts, 'address' | 'verdict'>[];
}

/** One thing that is wrong. `label` faults are about names and times of the attack, the others about people. */
export interface Fault {
  kind:
    | 'missed'
    | 'edge'
    | 'extra'
    | 'benign called attack'
    | 'forged named'
    | 'accused'
    | 'not proven'
    | 'real called forged';
  vector: string;
  text: string;
}

/** All that is wrong in what was said. */
export function judge(truth: Truth, said: Said): Fault[] {
  return [...judgeVectors(truth, said), ...judgeSources(truth, said)];
}

function judgeVectors(truth: Truth, { facts }: Said): Fault[] {
  const faults: Fault[] = [];
  const right = new Set<(typeof facts.vectors)[number]>();
  for (const expected of truth.vectors) {
    const found = facts.vectors.filter(
      (each) =>
        each.vector === expected.vector && each.targets.some((target) => target.startsWith(expected.target)),
    );
    for (const each of found) right.add(each);
    const name = `${expected.vector} on ${expected.target || 'the site'}`;
    if (found.length === 0) {
      faults.push({ kind: 'missed', vector: expected.vector, text: `${name} not found` });
      continue;
    }
    const first = found.map(({ firstUtc }) => Date.parse(firstUtc)).reduce((a, b) => Math.min(a, b));
    const last = found.map(({ lastUtc }) => Date.parse(lastUtc)).reduce((a, b) => Math.max(a, b));
    const off = [first - Date.parse(expected.startUtc), last - Date.parse(expected.endUtc)].map((ms) =>
      Math.round(ms / 1000),
    );
    if (off.some((sec) => Math.abs(sec) > BUCKET_SEC))
      faults.push({
        kind: 'edge',
        vector: expected.vector,
        text: `${name}: begins ${off[0]} s, ends ${off[1]} s off`,
      });
    const waves = facts.waves.filter((wave) => found.some((each) => each.waves.includes(wave.id)));
    if (waves.length === 0)
      faults.push({ kind: 'edge', vector: expected.vector, text: `${name} is in no wave` });
  }
  const unjudged = facts.alternatives.filter(({ conclusion }) =>
    ['not attributed', 'undecided'].includes(conclusion),
  ).length;
  if (unjudged !== truth.unjudged)
    faults.push({
      kind: 'missed',
      vector: '',
      text: `${unjudged} surges are told as not attributed or undecided instead of ${truth.unjudged}`,
    });
  for (const each of facts.vectors) {
    if (right.has(each) || truth.mayAlso.includes(each.vector)) continue;
    const kind = truth.attack ? 'extra' : 'benign called attack';
    faults.push({
      kind,
      vector: each.vector,
      text: `${each.vector} on ${each.targets.join(', ')}: ${each.reason}`,
    });
  }
  return faults;
}

function judgeSources(truth: Truth, { sources }: Said): Fault[] {
  const faults: Fault[] = [];
  const [proven, real, reflectors, infrastructure, innocent] = [
    truth.proven,
    truth.real,
    truth.reflectors,
    truth.infrastructure,
    truth.innocent,
  ].map((list) => new Set(list));
  const vector = truth.vectors[0]?.vector ?? '';
  const add = (kind: Fault['kind'], addresses: string[], what: string): void => {
    if (addresses.length === 0) return;
    const some = addresses.slice(0, MOST_NAMED).join(', ');
    faults.push({
      kind,
      vector,
      text: `${addresses.length} ${what}: ${some}${addresses.length > MOST_NAMED ? ' ...' : ''}`,
    });
  };
  const named = sources.filter(({ verdict }) => verdict === 'proven' || verdict === 'likely');
  const taken = (verdict: string): Set<string> =>
    new Set(sources.filter((each) => each.verdict === verdict).map(({ address }) => address));
  const isKnown = (address: string): boolean =>
    [proven, real, reflectors, infrastructure, innocent].some((list) => list.has(address));
  add(
    'forged named',
    named.map(({ address }) => address).filter((address) => !isKnown(address)),
    'forged addresses proven or likely',
  );
  add(
    'accused',
    named.map(({ address }) => address).filter((address) => reflectors.has(address)),
    'reflectors called attackers',
  );
  add(
    'accused',
    sources
      .filter(({ verdict }) => verdict === 'proven' || verdict === 'likely' || verdict === 'reflector')
      .map(({ address }) => address)
      .filter((address) => innocent.has(address) && !proven.has(address) && !real.has(address)),
    'ordinary clients named',
  );
  add(
    'accused',
    sources.map(({ address }) => address).filter((address) => infrastructure.has(address)),
    'own or infrastructure addresses among the sources',
  );
  const called = taken('proven');
  add(
    'not proven',
    truth.proven.filter((address) => !called.has(address)),
    `of ${truth.proven.length} attackers not proven`,
  );
  const denied = taken('refuted');
  add(
    'real called forged',
    [...truth.real, ...truth.proven].filter((address) => denied.has(address)),
    'real attackers called forged',
  );
  return faults;
}

/** The table in Markdown: a line a vector, then the lines that must be zero. */
export function confusionTable(results: readonly { truth: Truth; said: Said; faults: Fault[] }[]): string {
  const lines = [
    '| vector | cases | found | missed | edges within 60 s | wrongly said elsewhere |',
    '|---|--:|--:|--:|--:|--:|',
  ];
  const expected = results.flatMap(({ truth }) => truth.vectors.map(({ vector }) => vector));
  const extra = results.flatMap(({ faults }) =>
    faults
      .filter(({ kind }) => kind === 'extra' || kind === 'benign called attack')
      .map(({ vector }) => vector),
  );
  for (const vector of [...new Set([...expected, ...extra])].sort()) {
    const of = (list: readonly string[]): number => list.filter((each) => each === vector).length;
    const count = (kind: Fault['kind']): number =>
      of(
        results.flatMap(({ faults }) =>
          faults.filter((fault) => fault.kind === kind).map((fault) => fault.vector),
        ),
      );
    const missed = count('missed');
    const found = of(expected) - missed;
    lines.push(
      `| ${vector} | ${of(expected)} | ${found} | ${missed} | ${found - count('edge')} | ${of(extra)} |`,
    );
  }
  const attacks = results.filter(({ truth }) => truth.attack);
  const benign = results.filter(({ truth }) => !truth.attack);
  const having = (kind: Fault['kind']): number =>
    results.filter(({ faults }) => faults.some((fault) => fault.kind === kind)).length;
  const provable = attacks.flatMap(({ truth, said }) => {
    const list = new Set(
      said.sources.filter(({ verdict }) => verdict === 'proven').map(({ address }) => address),
    );
    return truth.proven.map((address) => list.has(address));
  });
  lines.push(
    '',
    '| over all cases | |',
    '|---|--:|',
    `| attack cases | ${attacks.length} |`,
    `| benign cases | ${benign.length} |`,
    `| benign cases called an attack | ${having('benign called attack')} |`,
    `| forged source addresses in all cases | ${attacks.reduce((sum, { truth }) => sum + truth.forged, 0)} |`,
    `| cases in which a forged source was named | ${having('forged named')} |`,
    `| cases in which an own, infrastructure or uninvolved address was accused | ${having('accused')} |`,
    `| cases in which a real attacker was called forged | ${having('real called forged')} |`,
    `| attackers whose part the evidence proves | ${provable.length} |`,
    `| of these, proven | ${provable.filter(Boolean).length} |`,
  );
  return lines.join('\n');
}
