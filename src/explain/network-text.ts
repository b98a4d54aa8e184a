// The explanation of a prefix or an AS as text: named are the proven sources and the reflectors, all others are counted.

import { VERDICT_TITLE } from '../model/verdict.ts';
import { asn, count, counted, utc, utcSpan } from '../report/units.ts';
import type { Lines } from './lines.ts';
import type { NetworkExplanation } from './network.ts';
import { databaseLine } from './provenance.ts';

/** Writes everything about a prefix or an AS. */
export function networkLines(lines: Lines, network: NetworkExplanation): void {
  const place = [asn(network.asn), network.asName, network.country].filter((part) => part !== '').join(' ');
  lines.fact('Network', place || 'not known to the ASN database');
  databaseLine(lines, network.databases);
  if (!network.found) {
    lines.fact(
      'Not found',
      `No source of an attack and no client inside ${network.target} is in the evidence.`,
    );
    return;
  }
  lines.fact(
    'Sources',
    `${counted(network.sources, 'source address', 'source addresses')} of attack traffic${network.sources === 0 ? '' : `, ${utcSpan(network.firstUtc, network.lastUtc)}`}`,
  );
  lines.fact(
    'Clients',
    `${counted(network.ordinaryClients, 'ordinary client')} completed connections and took part in no vector`,
  );
  if (network.byVerdict.length > 0) {
    lines.heading('Sources by verdict');
    lines.table(
      ['verdict', '>sources', '>packets', '>requests', '>sockets', 'vectors'],
      network.byVerdict.map((sum) => [
        VERDICT_TITLE[sum.verdict],
        count(sum.sources),
        count(sum.packets),
        count(sum.requests),
        count(sum.sockets),
        sum.vectors.join(' '),
      ]),
    );
  }
  for (const [title, named] of [
    ['Busiest proven sources', network.topProven],
    ['Busiest reflectors (open services; their operators are likely not involved)', network.topReflectors],
  ] as const) {
    if (named.length === 0) continue;
    lines.heading(title);
    lines.table(
      ['address', 'prefix', '>packets', '>requests', 'first', 'last', 'first record'],
      named.map((each) => [
        each.address,
        each.prefix,
        count(each.packets),
        count(each.requests),
        utc(each.firstUtc),
        utc(each.lastUtc),
        each.firstRef,
      ]),
    );
  }
  if (network.byVerdict.some((sum) => sum.verdict !== 'proven' && sum.verdict !== 'reflector'))
    lines.fact(
      'Not named',
      'sources without proof are counted here and not named: their addresses may be forged',
    );
  if (network.blocks.length > 0) {
    lines.heading('Announced blocks');
    lines.table(
      ['prefix', 'AS', '>proven', '>reflectors', '>others'],
      network.blocks.map((block) => [
        block.prefix,
        asn(block.asn),
        count(block.proven),
        count(block.reflectors),
        count(block.others),
      ]),
    );
    lines.more(network.otherBlocks, 'blocks');
  }
}
