// Worker thread: renders the charts and the PDFs of the facts it is sent, and posts both, the PDFs in the order of the registry; then, when
// it is asked for them, the reports to networks.

import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';
import type { IncidentFacts } from '../model/facts.ts';
import { profileRules } from '../model/profiles.ts';
import { renderCharts } from './charts/index.ts';
import type { RenderedDocument, Rendering } from './documents.ts';
import { type AbuseRequest, abuseReport } from './pdf/abuse.ts';
import { PDF_WRITERS } from './pdf/index.ts';
import { warmUp } from './warm-up.ts';

// What comes while something is being drawn waits.
const messages = on(parentPort!, 'message');
const next = async (): Promise<unknown> => (await messages.next()).value[0];

await warmUp();
const facts = (await next()) as IncidentFacts;
const charts = await renderCharts(facts);
const documents: RenderedDocument[] = [];
const { documents: wanted } = profileRules(facts.case.profile);
for (const writer of PDF_WRITERS.filter(({ id }) => wanted.includes(id))) {
  documents.push({ path: writer.file, title: writer.title, bytes: await writer.render(facts, charts) });
}
parentPort!.postMessage({ charts, documents } satisfies Rendering);

const reports: RenderedDocument[] = [];
for (const request of (await next()) as AbuseRequest[]) {
  const { bytes } = await abuseReport(facts, request);
  reports.push({ path: request.path, title: 'the report to this network as PDF', bytes });
}
parentPort!.postMessage(reports);
await messages.return?.();
