// The provider pack beside its PDF: abuse folders, look-ups, blocklists, flow rules, AbuseIPDB. One reading of the sources serves them all.

import { PRESERVATION_FOLDER } from '../extortion/preservation.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from '../writer.ts';
import { ABUSE_FOLDER, writeAbuseFolders } from './abuse.ts';
import { writeAbuseIpDb } from './abuseipdb.ts';
import { writeAcl } from './acl.ts';
import { aggregate, listHeader, provenOnly, TAKE_FROM_DUMPS } from './blocklist.ts';
import { BLOCKLIST_FORMATS, blocklistText } from './blocklist-formats.ts';
import { writeFlowspec } from './flowspec.ts';
import { countsText, FROM_DUMPS_ALONE, fromDumpsAlone, type NamedSources, namedSources } from './gather.ts';
import { lookupsText } from './lookups.ts';
import { writeUpstreamText } from './upstream-text.ts';

const BLOCKLISTS_FOLDER = 'provider/blocklists';

async function writeBlocklists(
  { facts }: ReportInput,
  { proven, leftOut }: NamedSources,
  directory: string,
): Promise<WrittenFile[]> {
  const taken = proven.filter((source) => !fromDumpsAlone(source));
  const blocks = aggregate(taken.map((source) => source.address));
  const fromDumps = proven.length - taken.length;
  const reasons = fromDumps === 0 ? leftOut : new Map([...leftOut, [FROM_DUMPS_ALONE, fromDumps]]);
  const filter = provenOnly(countsText(reasons), facts.sourcesTotal - facts.sourcesByVerdict.proven);
  const header = listHeader(
    facts,
    blocks,
    taken.length,
    fromDumps === 0 ? filter : [...filter, TAKE_FROM_DUMPS],
  );
  const files: WrittenFile[] = [];
  for (const format of BLOCKLIST_FORMATS)
    files.push(
      await writeWholeFile(
        directory,
        `${BLOCKLISTS_FOLDER}/${format.fileName}`,
        format.title,
        blocklistText(format, blocks, header),
      ),
    );
  return files;
}

/** Everything for networks; nothing at all when there was no attack. */
export const providerPack: ReportWriter = {
  id: 'provider-pack',
  title: 'abuse reports, blocklists, flow rules',
  async write(input: ReportInput, directory: string): Promise<WrittenFile[]> {
    const { facts, rows } = input;
    if (!facts.attackFound) return [];
    const named = await namedSources(facts, rows);
    const files = [
      await writeUpstreamText(facts, directory),
      await writeFlowspec(facts, directory),
      await writeAcl(facts, directory),
    ];
    const unknown = named.networks.filter((network) => network.contact === undefined);
    if (unknown.length > 0)
      files.push(
        await writeWholeFile(
          directory,
          'provider/lookups.sh',
          'a script that finds the abuse contacts, for a machine with a network',
          lookupsText(facts, unknown),
        ),
      );
    files.push(...(await writeAbuseIpDb(facts, named, directory)));
    files.push(...(await writeBlocklists(input, named, directory)));
    files.push(...(await writeAbuseFolders(input, named.networks, directory)));
    return files;
  },
};

/** The files for README.txt: what lies in a folder of many files stands there as that folder. */
export function folded<File extends { path: string; title: string }>(
  files: readonly File[],
): { path: string; title: string }[] {
  const out: { path: string; title: string }[] = [];
  const seen = new Set<string>();
  for (const { path, title } of files) {
    const folder = [ABUSE_FOLDER, BLOCKLISTS_FOLDER, PRESERVATION_FOLDER].find((each) =>
      path.startsWith(`${each}/`),
    );
    if (folder === undefined) out.push({ path, title });
    else if (!seen.has(folder)) {
      seen.add(folder);
      const inside = files.filter((file) => file.path.startsWith(`${folder}/`));
      const folders = new Set(inside.map((file) => file.path.split('/')[2]));
      out.push({
        path: `${folder}/`,
        title:
          folder === ABUSE_FOLDER
            ? `a folder a network (${[...folders].filter((name) => !name.includes('.')).length})`
            : folder === PRESERVATION_FOLDER
              ? `drafts, one a record-keeper (${inside.length})`
              : `one list in ${inside.length} forms`,
      });
    }
  }
  return out;
}
