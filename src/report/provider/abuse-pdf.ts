// provider/abuse/*/report.pdf: the reports to the networks with most sources as PDF, drawn by the worker that draws all documents.

import { createHash } from 'node:crypto';
import { abuseDocuments } from '../documents.ts';
import type { AbuseRequest } from '../pdf/abuse.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from '../writer.ts';
import { abuseFolders, abuseReportId, abuseSamples, abuseSources } from './abuse.ts';
import { answeredTcp, openServices } from './abuse-text.ts';
import { namedSources, spanOf } from './gather.ts';

/** Networks with a PDF, most sources first. One takes some 20 ms at the end of a run; the others have the text, which desks read. */
export const MOST_ABUSE_PDFS = 5;
/** Sources of a network that go to the worker: more than a page holds, and no copy of a million. */
const MOST_SENT = 500;

/** The documents; none without a network to write to. */
export const abusePdf: ReportWriter = {
  id: 'abuse-pdf',
  title: 'the report to this network as PDF',
  async write(input: ReportInput, directory: string): Promise<WrittenFile[]> {
    const { facts, rows } = input;
    if (!facts.attackFound) return [];
    const requests: AbuseRequest[] = [];
    const { networks } = await namedSources(facts, rows);
    const samples = await abuseSamples(input, networks);
    for (const { network, folder } of abuseFolders(networks).slice(0, MOST_ABUSE_PDFS)) {
      const csv = await abuseSources(facts, network, folder, samples).bytes(input);
      requests.push({
        network: {
          ...network,
          proven: network.proven.slice(0, MOST_SENT),
          reflectors: network.reflectors.slice(0, MOST_SENT),
        },
        provenTotal: network.proven.length,
        openTotal: openServices(network.reflectors).length,
        answeredTotal: answeredTcp(network.reflectors).length,
        records: [...network.proven, ...network.reflectors]
          .slice(0, MOST_SENT)
          .flatMap((source) => samples.of(source).map(({ pointer, text }) => ({ pointer, text }))),
        span: spanOf([...network.proven, ...network.reflectors]),
        path: `${folder}/report.pdf`,
        id: abuseReportId(facts, network),
        csvSha256: createHash('sha256').update(csv).digest('hex'),
      });
    }
    if (requests.length === 0) return [];
    const files: WrittenFile[] = [];
    for (const { path, title, bytes } of await abuseDocuments(facts, requests))
      files.push(await writeWholeFile(directory, path, title, bytes));
    return files;
  },
};
