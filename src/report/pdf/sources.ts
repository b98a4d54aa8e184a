// Sources as tables: counts by verdict with the words each allows, proven sources with ports and times, reflectors, networks, countries.

import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import { BASES, VERDICT_TITLE, VERDICT_WORDING, VERDICTS } from '../../model/verdict.ts';
import { VERDICT_USE } from '../text/wording.ts';
import * as units from '../units.ts';
import { COLOURS, type Flow } from './flow.ts';
import { bold, type Text } from './lines.ts';
import { type Column, table } from './table.ts';
import { andMore, spanCell } from './traffic.ts';

const MAX_PORTS = 2;
const MAX_NAME = 90;

/** All verdicts that occur, with the sentence each allows. */
export function verdictTable(flow: Flow, facts: IncidentFacts): void {
  table(flow, {
    caption: 'Distinct source addresses by verdict, and all that may be said of them',
    columns: [
      { title: 'Verdict', width: 74 },
      { title: 'Addresses', width: 52, align: 'right' },
      { title: 'Wording', width: 270 },
      { title: 'In this report', width: 96 },
    ],
    rows: VERDICTS.filter((verdict) => verdict === 'proven' || facts.sourcesByVerdict[verdict] > 0).map(
      (verdict) => [
        [bold(VERDICT_TITLE[verdict])],
        units.count(facts.sourcesByVerdict[verdict]),
        VERDICT_WORDING[verdict],
        facts.sourcesByVerdict[verdict] > 0 ? VERDICT_USE[verdict] : '\u2013',
      ],
    ),
    totals: [['All', units.count(facts.sourcesTotal), '', '']],
  });
}

/** A name from a registry, cut when it is too long for a table. */
function shortName(name: string): string {
  const characters = Array.from(name);
  return characters.length <= MAX_NAME
    ? name
    : `${characters.slice(0, MAX_NAME).join('')}\u2026 (${units.count(characters.length)} characters)`;
}

function network(source: { asn: number; asName: string }): string {
  const name = shortName(source.asName);
  return [units.asn(source.asn), name].filter((part) => part !== '').join(' ') || 'not known';
}

/** How often the address was seen, in the unit of its strongest lane. */
function volume(source: SourceFacts): string {
  if (source.requests > 0) return units.counted(source.requests, 'request');
  if (source.packets > 0) return units.counted(source.packets, 'packet');
  return units.counted(source.sockets, 'socket');
}

function portsOf(source: SourceFacts): string {
  const from = units.ports(source.sourcePortsSample, source.sourcePortsCount, MAX_PORTS) || 'not logged';
  const to = units.ports(source.destinationPorts, source.destinationPorts.length, MAX_PORTS);
  return to === '' ? from : `${from} > ${to}`;
}

const SOURCE_SIZE = 6.8;
const SOURCE_COLUMNS: readonly Column[] = [
  { title: 'Address, vector', width: 88 },
  { title: 'Network, country', width: 120 },
  { title: 'First to last seen (UTC)', width: 104 },
  { title: 'Ports, source > destination', width: 86 },
  { title: 'Amount', width: 62, align: 'right' },
  { title: 'First record', width: 62 },
];

function sourceRow(source: SourceFacts): Text[] {
  const country = source.countryAgrees === false ? `${source.country} (?)` : source.country;
  return [
    [
      { text: source.address, face: 'mono' },
      { text: source.vectors.join(', ').replaceAll('_', ' '), colour: COLOURS.soft, newLine: true },
    ],
    country === '' ? network(source) : `${network(source)}, ${country}`,
    spanCell(source.firstUtc, source.lastUtc),
    `${source.protocols.join(', ').toUpperCase()} ${portsOf(source)}`,
    volume(source),
    source.firstRef,
  ];
}

/** Proven sources with ports, times, basis and pointer to the first record. `file` holds the whole list. */
export function provenTable(flow: Flow, facts: IncidentFacts, most: number, file: string): void {
  const proven = facts.topProven.filter((source) => source.verdict === 'proven');
  const shown = proven.slice(0, most);
  const bases = new Set(shown.flatMap((source) => source.bases));
  const basisWords = [...bases].map((basis) => BASES[basis]).join('; ');
  table(flow, {
    caption: `Proven sources, largest first. ${VERDICT_WORDING.proven}`,
    columns: SOURCE_COLUMNS,
    size: SOURCE_SIZE,
    rows: shown.map(sourceRow),
    note: [
      shown.length === 0 ? '' : `Basis: ${basisWords}. Confidence in the use of the address: high.`,
      andMore(facts.sourcesByVerdict.proven, shown.length, file),
      shown.some((source) => source.countryAgrees === false)
        ? '(?): the two country databases disagree.'
        : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  });
}

/** Reflectors, apart from all others. */
export function reflectorTable(flow: Flow, facts: IncidentFacts, most: number, file: string): void {
  const shown = facts.topReflectors.slice(0, most);
  table(flow, {
    caption: `Reflectors. ${VERDICT_WORDING.reflector}`,
    columns: SOURCE_COLUMNS,
    size: SOURCE_SIZE,
    rows: shown.map(sourceRow),
    note: andMore(facts.sourcesByVerdict.reflector, shown.length, file),
  });
}

/** Networks by proven sources, with counts by verdict. */
export function networkTable(flow: Flow, facts: IncidentFacts, most: number, file: string): void {
  const shown = facts.networks.slice(0, most);
  table(flow, {
    caption:
      'Networks of the sources by registration, most proven sources first; share of all proven. Unproven addresses may be forged',
    columns: [
      { title: 'Network', width: 208 },
      { title: 'Country', width: 38 },
      { title: 'Proven', width: 38, align: 'right' },
      { title: 'Share', width: 40, align: 'right' },
      { title: 'Reflectors', width: 44, align: 'right' },
      { title: 'Unproven', width: 44, align: 'right' },
      { title: 'Requests', width: 48, align: 'right' },
      { title: 'Packets', width: 54, align: 'right' },
    ],
    size: SOURCE_SIZE,
    rows: shown.map((entry) => [
      network(entry),
      entry.registeredCountry || '\u2013',
      units.count(entry.sourcesProven),
      units.percent(entry.share),
      units.count(entry.sourcesReflector),
      units.count(entry.sourcesUnproven),
      units.count(entry.requests),
      units.count(entry.packets),
    ]),
    note: andMore(facts.networks.length, shown.length, file),
  });
}
