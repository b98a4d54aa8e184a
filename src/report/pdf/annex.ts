// The annex of the incident report: the terms that it uses, and the files that belong to it.

import type { IncidentFacts } from '../../model/facts.ts';
import { runsUnder } from '../../model/profiles.ts';
import { type Flow, SMALL } from './flow.ts';
import { bold } from './lines.ts';

// Terms that every report uses are not among them.
const USED: Record<string, (facts: IncidentFacts) => boolean> = {
  packet: hasPackets,
  capture: hasPackets,
  handshake: (facts) => facts.sourcesByVerdict.proven > 0 || hasPackets(facts),
  halfOpen: ({ vectors }) => vectors.some(({ peaks }) => peaks.halfOpen > 0),
  flood: ({ attackFound }) => attackFound,
  reflector: ({ sourcesByVerdict }) => sourcesByVerdict.reflector > 0,
  vector: ({ attackFound }) => attackFound,
  wave: ({ attackFound }) => attackFound,
  ttl: ({ vectors }) => vectors.some(({ population }) => population !== undefined),
  asn: ({ networks }) => networks.length > 0,
  attck: ({ vectors }) => vectors.length > 0,
  received: ({ demandRecords }) => demandRecords.some(({ received }) => received.length > 0),
  wallet: ({ demandRecords }) => demandRecords.some(({ wallets }) => wallets.length > 0),
};

function hasPackets({ evidence }: IncidentFacts): boolean {
  return evidence.some(({ kind }) => kind === 'packets');
}

/** Ids of the writers of the files. */
const WRITTEN_BY: Record<string, string> = {
  sources: 'sources',
  redactions: 'redactions',
  custody: 'custody',
  declaration: 'declaration-template',
  datasheet: 'preservation-datasheet',
};

/** Terms and files. */
export function annexSection(flow: Flow, facts: IncidentFacts): void {
  const texts = flow.texts.annex;
  const used = Object.entries(texts.terms).filter(([key]) => USED[key]?.(facts) ?? true);
  const files = Object.entries(texts.files).filter(
    ([key]) =>
      runsUnder(facts.case.profile, WRITTEN_BY[key]!) &&
      (facts.attackFound || facts.demandRecords.length > 0 || !/^(?:declaration|datasheet)$/.test(key)),
  );
  flow.section(texts.title);
  for (const [, [term, meaning]] of used) flow.plain([bold(`${term}  `), { text: meaning }], SMALL);
  flow.gap(3);
  flow.plain(
    [
      bold(`${texts.beside}  `),
      ...files.flatMap(([, [what, file]], index) => [
        { text: `${index === 0 ? '' : '; '}${what}: ` },
        { text: file, face: 'mono' as const, size: 6.6 },
      ]),
    ],
    SMALL,
  );
}
