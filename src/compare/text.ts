// The comparison as text for a terminal.

import { Lines } from '../explain/lines.ts';
import { EXERCISE_LINE } from '../report/text/wording.ts';
import { count, counted, duration, percent, utcSpan } from '../report/units.ts';
import type { ComparedCase, Comparison, KindComparison, Pair } from './compare.ts';
import { LARGEST_P, LEAST_MACHINES, LEAST_OVERLAP, pText, smallNumber } from './conclusion.ts';
import type { Kind } from './machines.ts';

const KIND_TITLE: Record<Kind, string> = {
  proven: 'Same group of machines? Proven sources',
  reflector: 'Same reflectors?',
};

/** The comparison as text, ending in a newline. */
export function comparisonText({ cases, pairs }: Comparison): string {
  const lines = new Lines();
  lines.heading('Cases');
  if (cases.some((each) => each.exercise)) lines.fact('', EXERCISE_LINE);
  for (const each of cases) caseLines(lines, each);
  lines.fact(
    'Compared',
    'are proven sources and reflectors only: unproven addresses may be forged, and two forged sets may agree or differ at the will of the sender.',
  );
  for (const pair of pairs) pairLines(lines, pair);
  lines.heading('How to read this');
  lines.fact(
    'Measures',
    'Jaccard: shared addresses among all of both. Overlap: shared among those of the smaller case. Networks and ASNs hold many unrelated hosts and are weaker signs than addresses.',
  );
  lines.fact(
    'Chance',
    `P(X >= shared) of the hypergeometric distribution: how often two sets of these sizes, drawn from M addresses without regard to each other, share that many or more. M counts the IPv4 addresses announced by the ASNs in which either case has such a machine. Real devices cluster in some networks, so that chance overlaps are somewhat larger than this.`,
  );
  lines.fact(
    'Same group',
    `is said of at least ${LEAST_MACHINES} machines in each case, P below ${LARGEST_P} and an overlap of at least ${percent(LEAST_OVERLAP)}.`,
  );
  lines.fact(
    'Limits',
    'Connections at home get new addresses within days to months, and machines are rented out, stolen and infected by several groups: neither a large overlap nor none says who gave the orders.',
  );
  return lines.text();
}

function caseLines(lines: Lines, each: ComparedCase): void {
  lines.fact(each.letter, `${each.id}  ${each.title}`.trimEnd());
  lines.fact('', each.directory);
  lines.fact('', each.firstUtc === '' ? 'no attack found' : `attack ${utcSpan(each.firstUtc, each.lastUtc)}`);
  const { leftOut } = each;
  const left = [
    leftOut.unproven > 0 ? `${count(leftOut.unproven)} unproven` : '',
    leftOut.refuted > 0 ? `${count(leftOut.refuted)} forged` : '',
    leftOut.likely > 0 ? `${count(leftOut.likely)} likely` : '',
    leftOut.internal > 0 ? `${count(leftOut.internal)} internal` : '',
  ].filter((part) => part !== '');
  lines.fact(
    '',
    `${count(each.proven)} proven, ${counted(each.reflectors, 'reflector')}; left out: ${left.join(', ') || 'none'}`,
  );
}

function pairLines(lines: Lines, pair: Pair): void {
  const { a, b } = pair;
  for (const machines of pair.machines) kindLines(lines, pair, machines);
  lines.heading(`${a} and ${b}: same tool?`);
  lines.fact(
    'Time',
    pair.gapSec === undefined
      ? 'not both have an attack'
      : pair.gapSec < 0
        ? 'the attacks overlap in time'
        : `${duration(pair.gapSec)} from the end of the earlier attack to the start of the later`,
  );
  if (pair.vectors.length === 0) lines.fact('Vectors', 'none in common');
  for (const vector of pair.vectors) {
    lines.fact('Vector', `${vector.title} (${vector.vector}) in both`);
    if (vector.a.length + vector.b.length > 0)
      lines.fact(
        '',
        `${a}: ${vector.a.join('; ') || 'shape not captured'}. ${b}: ${vector.b.join('; ') || 'shape not captured'}`,
      );
  }
  lines.fact('SYN marks', synText(pair));
  const { agents } = pair;
  lines.fact(
    'User agents',
    `${count(agents.shared)} in common (${a} has ${count(agents.a)}, ${b} has ${count(agents.b)} from proven sources), ${count(agents.unusual)} of them sent by no ordinary client in either case`,
  );
  if (agents.top.length > 0)
    lines.table(
      [`>sources ${a}`, `>sources ${b}`, 'ordinary too', 'user agent'],
      agents.top.map((each) => [
        count(each.a.sources),
        count(each.b.sources),
        each.ordinary ? 'yes' : 'no',
        each.agent,
      ]),
    );
  lines.more(agents.shared - agents.top.length, 'user agents');
  lines.fact('So', toolText(pair));
}

function kindLines(lines: Lines, pair: Pair, machines: KindComparison): void {
  lines.heading(`${pair.a} and ${pair.b}: ${KIND_TITLE[machines.kind]}`);
  lines.fact('Conclusion', machines.conclusion.text);
  const row = (name: string, overlap: KindComparison['addresses']): string[] => [
    name,
    count(overlap.a),
    count(overlap.b),
    count(overlap.shared),
    percent(overlap.jaccard),
    percent(overlap.overlap),
  ];
  lines.table(
    ['set', `>${pair.a}`, `>${pair.b}`, '>shared', '>Jaccard', '>overlap'],
    [row('addresses', machines.addresses), row('/24, /48', machines.networks), row('ASNs', machines.asns)],
  );
  const { chance } = machines;
  if (chance === undefined) return;
  const v4 =
    chance.a === machines.addresses.a && chance.b === machines.addresses.b
      ? ''
      : ` (routed IPv4 only: ${count(chance.a)} and ${count(chance.b)}, shared ${count(chance.shared)})`;
  lines.fact(
    'By chance',
    `P(X >= ${count(chance.shared)}) = ${pText(chance.p, chance.log10P)}, expected ${smallNumber(chance.expected)}${v4}; M = ${count(chance.population)} IPv4 addresses announced by ${counted(chance.asns, 'ASN')}`,
  );
}

function synText({ a, b, syn }: Pair): string {
  if (syn === undefined) return 'not compared: not both cases hold a capture of a SYN flood';
  const tools = syn.tools.length === 0 ? '' : `; marks of ${syn.tools.join(' and ')} in both`;
  return `${counted(syn.shared, 'fingerprint')} in common (${a} has ${count(syn.a)}, ${b} has ${count(syn.b)}), on ${percent(syn.shareA)} of the sources of ${a} and ${percent(syn.shareB)} of ${b}${tools}. Unproven sources count here, since a forged sender does not hide how the packet was built; widespread systems leave the same marks.`;
}

function toolText({ vectors, agents, syn, sharedEvidence }: Pair): string {
  if (sharedEvidence.length > 0) return 'Both cases hold the same evidence: nothing follows about the tool.';
  if (syn !== undefined && syn.tools.length > 0)
    return `Marks of ${syn.tools.join(' and ')} in both: consistent with the same tool, which anyone can get.`;
  if (agents.unusual > 0)
    return `${counted(agents.unusual, 'user agent')} in common that no ordinary client sent: consistent with the same tool. A client writes what it likes there, and tools are sold.`;
  if (vectors.length > 0)
    return 'The same technique, and no user agent in common that ordinary clients do not send: nothing here tells the tools apart or ties them together.';
  return 'No technique in common: nothing points to the same tool.';
}
