// provider/abuse/: a folder for each network with proven sources or reflectors, holding nothing about any other network.

import type { IncidentFacts, SourceFacts } from '../../model/facts.ts';
import { type Column, type CsvWriter, column, csvTable, unlessZero } from '../csv/csv.ts';
import { EXERCISE_LINE } from '../text/wording.ts';
import { wrap } from '../text/wrap.ts';
import { counted } from '../units.ts';
import { type ReportInput, type WrittenFile, writeWholeFile } from '../writer.ts';
import { abuseReportHead, abuseReportText, subjectOf } from './abuse-text.ts';
import { draftMail } from './draft-mail.ts';
import { addOne, networkId, type SourceNetwork, spanOf } from './gather.ts';
import { reportId } from './report-id.ts';
import { type Samples, samplesOf, samplesText } from './samples.ts';
import { factsOfVectors, type Target, targetsOfVectors } from './target.ts';
import { xarfReport } from './xarf.ts';

/** Folders written; further networks are listed in a table. */
const MOST_FOLDERS = 200;
/** XARF reports in one folder: the busiest sources, for desks that take them by hand. */
const MOST_XARF = 50;
export const ABUSE_FOLDER = 'provider/abuse';
const FOLDERLESS = `${ABUSE_FOLDER}/networks-without-folder.csv`;

/** 'AS64500-example-hosting-server-gmbh', or 'net-192-0-2-0_24' where no network is known: letters, digits, hyphens, and one '_'. */
export function folderName({
  asn,
  asName,
  contact,
}: Pick<SourceNetwork, 'asn' | 'asName' | 'contact'>): string {
  if (asn === 0) return `net-${networkId({ asn, contact }).replace(/[.:]/g, '-').replace('/', '_')}`;
  const slug = asName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return slug === '' ? `AS${asn}` : `AS${asn}-${slug}`;
}

function hasAddressee({ asn, contact }: SourceNetwork): boolean {
  return asn > 0 || contact !== undefined;
}

/** The networks that get a folder, with its path. One with several contacts has a folder for each: AS64500-name, AS64500-name-2. */
export function abuseFolders(
  networks: readonly SourceNetwork[],
): { network: SourceNetwork; folder: string }[] {
  const seen = new Map<string, number>();
  return networks
    .filter(hasAddressee)
    .slice(0, MOST_FOLDERS)
    .map((network) => {
      const name = folderName(network);
      const number = (seen.get(name) ?? 0) + 1;
      seen.set(name, number);
      return { network, folder: `${ABUSE_FOLDER}/${name}${number === 1 ? '' : `-${number}`}` };
    });
}

/** Records for all folders. */
export function abuseSamples({ rows }: ReportInput, networks: readonly SourceNetwork[]): Promise<Samples> {
  return samplesOf(
    rows,
    abuseFolders(networks).map(({ network }) => network),
  );
}

/** The id of the report to a network. */
export function abuseReportId(facts: IncidentFacts, network: SourceNetwork): string {
  const about = [networkId(network), ...(network.contact === undefined ? [] : [network.contact.contact])];
  const { firstUtc } = spanOf([...network.proven, ...network.reflectors]);
  return reportId(facts, ...about, 'abuse-report', firstUtc);
}

/** sources.csv of a folder. */
export function abuseSources(
  facts: IncidentFacts,
  { proven, reflectors }: SourceNetwork,
  folder: string,
  samples: Samples,
): CsvWriter {
  return csvTable<SourceFacts>({
    id: 'abuse-sources',
    title: 'sources of this network',
    path: `${folder}/sources.csv`,
    columns: () => sourceColumns(facts, samples),
    rows: () => [[...proven, ...reflectors]],
    excel: false,
  });
}

function sourceColumns(facts: IncidentFacts, samples: Samples): Column<SourceFacts>[] {
  // Sources come in few kinds, and those of a kind share their list of vectors.
  const known = new Map<readonly string[], Target[]>();
  const targets = (source: SourceFacts): Target[] => {
    let found = known.get(source.vectors);
    if (found === undefined) {
      found = targetsOfVectors(facts, factsOfVectors(facts, [source]));
      known.set(source.vectors, found);
    }
    return found;
  };
  const distinct = <T>(values: T[]): T[] => [...new Set(values)];
  return [
    column('source_ip', (s) => s.address),
    column('iso_datetime_first', (s) => s.firstUtc),
    column('iso_datetime_last', (s) => s.lastUtc),
    column('source_ports', (s) => s.sourcePortsSample),
    column('protocol', (s) => s.protocols),
    column('destination_ip', (s) => distinct(targets(s).map((target) => target.address))),
    column('destination_port', (s) =>
      distinct(targets(s).map((target) => target.port)).filter((port) => unlessZero(port) !== undefined),
    ),
    column('packets', (s) => s.packets),
    column('bytes', (s) => s.bytesReceived),
    column('requests', (s) => s.requests),
    column('basis', (s) => s.bases),
    column('log_sample', (s) => samples.line(s)),
  ];
}

async function writeXarf(
  facts: IncidentFacts,
  sources: readonly SourceFacts[],
  samples: Samples,
  folder: string,
  directory: string,
): Promise<{ files: WrittenFile[]; notes: string[] }> {
  const files: WrittenFile[] = [];
  const refused = new Map<string, number>();
  for (const source of sources) {
    const result = xarfReport(facts, source, samples);
    if ('refused' in result) addOne(refused, result.refused);
    else if (files.length >= MOST_XARF) addOne(refused, `beyond the ${MOST_XARF} written here`);
    else {
      const name = `${source.address.replaceAll(':', '-')}.json`;
      files.push(
        await writeWholeFile(
          directory,
          `${folder}/xarf/${name}`,
          'one source as XARF 4.2.0',
          `${JSON.stringify(result.report, undefined, 2)}\n`,
        ),
      );
    }
  }
  const notes = [
    files.length === 0 ? 'No XARF 4.2.0 report.' : `XARF 4.2.0 reports: ${files.length}, in xarf/.`,
  ];
  for (const [reason, number] of refused)
    notes.push(`Without XARF, ${counted(number, 'source')}: ${reason}.`);
  return { files, notes };
}

async function writeFolder(
  input: ReportInput,
  network: SourceNetwork,
  folder: string,
  samples: Samples,
  directory: string,
): Promise<WrittenFile[]> {
  const { facts } = input;
  const sources = [...network.proven, ...network.reflectors];
  const id = abuseReportId(facts, network);
  const table = abuseSources(facts, network, folder, samples);
  const csv = await table.bytes(input);
  const written = await writeWholeFile(directory, table.path, table.title, csv);
  const xarf = await writeXarf(facts, sources, samples, folder, directory);
  const text = abuseReportText(facts, network, samples, id, [
    `Attached: sources.csv (SHA-256 ${written.sha256}).`,
    ...xarf.notes,
  ]);
  const heading = [
    ...(facts.case.exercise ? wrap(`*** ${EXERCISE_LINE} ***`) : []),
    ...wrap(
      `Records of ${networkId(network)}, case ${facts.case.id}. E1, E2 are our files. Paths are without query.`,
    ),
  ];
  return [
    await writeWholeFile(
      directory,
      `${folder}/report.txt`,
      'the report to this network',
      abuseReportHead(facts, network) + text,
    ),
    written,
    await writeWholeFile(
      directory,
      `${folder}/samples.txt`,
      'records of these sources',
      samplesText(heading, sources, samples),
    ),
    await writeWholeFile(
      directory,
      `${folder}/draft.eml`,
      'the report as an unsent mail',
      draftMail(facts, network.contact, subjectOf(facts, network), id, text, csv),
    ),
    ...xarf.files,
  ];
}

interface Folderless {
  network: SourceNetwork;
  reason: string;
}

function folderlessColumns(): Column<Folderless>[] {
  const span = ({ network }: Folderless): { firstUtc: string; lastUtc: string } =>
    spanOf([...network.proven, ...network.reflectors]);
  return [
    column('asn', ({ network }) => unlessZero(network.asn)),
    column('as_name', ({ network }) => network.asName),
    column('sources_proven', ({ network }) => network.proven.length),
    column('sources_reflector', ({ network }) => network.reflectors.length),
    column('first_seen_utc', (row) => span(row).firstUtc),
    column('last_seen_utc', (row) => span(row).lastUtc),
    column('reason', ({ reason }) => reason),
    column('abuse_contact', ({ network }) => network.contact?.contact),
  ];
}

/** Writes all folders, and the table of networks without one when there are such. */
export async function writeAbuseFolders(
  input: ReportInput,
  networks: readonly SourceNetwork[],
  directory: string,
): Promise<WrittenFile[]> {
  const addressed = networks.filter(hasAddressee);
  const samples = await abuseSamples(input, networks);
  const files: WrittenFile[] = [];
  for (const { network, folder } of abuseFolders(networks))
    files.push(...(await writeFolder(input, network, folder, samples, directory)));
  const without: Folderless[] = [
    ...addressed
      .slice(MOST_FOLDERS)
      .map((network) => ({ network, reason: `beyond the first ${MOST_FOLDERS} networks` })),
    ...networks
      .filter((network) => !hasAddressee(network))
      .map((network) => ({ network, reason: `${networkId(network)}, no contact given` })),
  ];
  if (without.length === 0) return files;
  const table = csvTable<Folderless>({
    id: 'networks-without-folder',
    title: 'networks with sources that have no folder of their own',
    path: FOLDERLESS,
    columns: folderlessColumns,
    rows: () => [without],
    excel: false,
  });
  return [...files, ...(await table.write(input, directory))];
}
