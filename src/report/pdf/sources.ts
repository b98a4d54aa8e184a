// Sources as tables: counts by verdict with the words each allows, proven sources with ports and times, reflectors, networks, countries.

import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import { VERDICTS } from '../../model/verdict.ts';
import type { DocumentLanguage } from '../text/language.ts';
import { asn, ports } from '../units.ts';
import { COLOURS, type Flow } from './flow.ts';
import { bold, type Text } from './lines.ts';
import { type Column, table } from './table.ts';
import { andMore, spanCell } from './traffic.ts';

const MAX_PORTS = 2;
const MAX_NAME = 90;

/** All verdicts that occur, with the sentence each allows. */
export function verdictTable(flow: Flow, facts: IncidentFacts): void {
  const { units } = flow;
  const texts = flow.texts.provider.verdicts;
  table(flow, {
    caption: texts.caption,
    columns: [
      { title: texts.verdict, width: 74 },
      { title: texts.addresses, width: 52, align: 'right' },
      { title: texts.wordingHead, width: 270 },
      { title: texts.use, width: 96 },
    ],
    rows: VERDICTS.filter((verdict) => verdict === 'proven' || facts.sourcesByVerdict[verdict] > 0).map(
      (verdict) => [
        [bold(texts.title[verdict])],
        units.count(facts.sourcesByVerdict[verdict]),
        texts.wording[verdict],
        facts.sourcesByVerdict[verdict] > 0 ? texts.usedAs[verdict] : '\u2013',
      ],
    ),
    totals: [[texts.all, units.count(facts.sourcesTotal), '', '']],
  });
}

/** A name from a registry, cut when it is too long for a table. */
function shortName(name: string, { texts, units }: DocumentLanguage): string {
  const characters = Array.from(name);
  return characters.length <= MAX_NAME
    ? name
    : `${characters.slice(0, MAX_NAME).join('')}\u2026 ${texts.flow.characters(units.count(characters.length))}`;
}

function network(source: { asn: number; asName: string }, language: DocumentLanguage): string {
  const name = shortName(source.asName, language);
  return [asn(source.asn), name].filter((part) => part !== '').join(' ') || language.texts.provider.notKnown;
}

/** How often the address was seen, in the unit of its strongest lane. */
function volume(source: SourceFacts, { texts, units }: DocumentLanguage): string {
  const { request, packet, socket } = texts.provider.table;
  if (source.requests > 0) return units.counted(source.requests, ...request);
  if (source.packets > 0) return units.counted(source.packets, ...packet);
  return units.counted(source.sockets, ...socket);
}

/** Ports as units.ports writes them, in the document's language. */
export function portList(
  values: readonly number[],
  total: number,
  most: number,
  { texts, units }: DocumentLanguage,
): string {
  const shown = ports(values.slice(0, most), 0, most);
  const rest = Math.max(total, values.length) - Math.min(values.length, most);
  return rest > 0 && shown !== '' ? texts.provider.table.and(shown, units.count(rest)) : shown;
}

function portsOf(source: SourceFacts, language: DocumentLanguage): string {
  const from =
    portList(source.sourcePortsSample, source.sourcePortsCount, MAX_PORTS, language) ||
    language.texts.provider.table.notLogged;
  const to = portList(source.destinationPorts, source.destinationPorts.length, MAX_PORTS, language);
  return to === '' ? from : `${from} > ${to}`;
}

const SOURCE_SIZE = 6.8;

function sourceColumns({ texts: { provider } }: DocumentLanguage): Column[] {
  const texts = provider.table;
  return [
    { title: texts.addressAndVector, width: 88 },
    { title: texts.networkAndCountry, width: 120 },
    { title: texts.seen, width: 104 },
    { title: texts.ports, width: 86 },
    { title: texts.amount, width: 62, align: 'right' },
    { title: texts.firstRecord, width: 62 },
  ];
}

function sourceRow(source: SourceFacts, language: DocumentLanguage): Text[] {
  const country = source.countryAgrees === false ? `${source.country} (?)` : source.country;
  return [
    [
      { text: source.address, face: 'mono' },
      {
        text: source.vectors.map(language.texts.provider.table.vectorName).join(', '),
        colour: COLOURS.soft,
        newLine: true,
      },
    ],
    country === '' ? network(source, language) : `${network(source, language)}, ${country}`,
    spanCell(source.firstUtc, source.lastUtc, language),
    `${source.protocols.join(', ').toUpperCase()} ${portsOf(source, language)}`,
    volume(source, language),
    language.texts.provider.table.record(source.firstRef),
  ];
}

/** Proven sources with ports, times, basis and pointer to the first record. `file` holds the whole list. */
export function provenTable(flow: Flow, facts: IncidentFacts, most: number, file: string): void {
  const { table: texts, verdicts } = flow.texts.provider;
  const proven = facts.topProven.filter((source) => source.verdict === 'proven');
  const shown = proven.slice(0, most);
  const bases = new Set(shown.flatMap((source) => source.bases));
  const basisWords = [...bases].map((basis) => texts.basis[basis]).join('; ');
  table(flow, {
    caption: texts.provenCaption(verdicts.wording.proven),
    columns: sourceColumns(flow),
    size: SOURCE_SIZE,
    rows: shown.map((source) => sourceRow(source, flow)),
    note: [
      shown.length === 0 ? '' : texts.basisNote(basisWords),
      andMore(facts.sourcesByVerdict.proven, shown.length, file, flow),
      shown.some((source) => source.countryAgrees === false) ? texts.disagree : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  });
}

/** Reflectors, apart from all others. */
export function reflectorTable(flow: Flow, facts: IncidentFacts, most: number, file: string): void {
  const { table: texts, verdicts } = flow.texts.provider;
  const shown = facts.topReflectors.slice(0, most);
  table(flow, {
    caption: texts.reflectorCaption(verdicts.wording.reflector),
    columns: sourceColumns(flow),
    size: SOURCE_SIZE,
    rows: shown.map((source) => sourceRow(source, flow)),
    note: andMore(facts.sourcesByVerdict.reflector, shown.length, file, flow),
  });
}

/** Networks by proven sources, with counts by verdict. */
export function networkTable(flow: Flow, facts: IncidentFacts, most: number, file: string): void {
  const { units } = flow;
  const texts = flow.texts.provider.table;
  const shown = facts.networks.slice(0, most);
  table(flow, {
    caption: texts.networksCaption,
    columns: [
      { title: texts.network, width: 208 },
      { title: texts.country, width: 38 },
      { title: texts.proven, width: 38, align: 'right' },
      { title: texts.share, width: 40, align: 'right' },
      { title: texts.reflectors, width: 44, align: 'right' },
      { title: texts.unproven, width: 44, align: 'right' },
      { title: texts.requests, width: 48, align: 'right' },
      { title: texts.packets, width: 54, align: 'right' },
    ],
    size: SOURCE_SIZE,
    rows: shown.map((entry) => [
      network(entry, flow),
      entry.registeredCountry || '\u2013',
      units.count(entry.sourcesProven),
      facts.sourcesByVerdict.proven > 0 ? units.percent(entry.share) : '\u2013',
      units.count(entry.sourcesReflector),
      units.count(entry.sourcesUnproven),
      units.count(entry.requests),
      units.count(entry.packets),
    ]),
    note: andMore(facts.networks.length, shown.length, file, flow),
  });
}
