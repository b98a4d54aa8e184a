// Worker thread: renders the charts and the PDFs of the facts it is sent, and posts both, the PDFs in the order of the registry.

import { parentPort } from 'node:worker_threads';
import type { IncidentFacts } from '../model/facts.ts';
import { profileRules } from '../model/profiles.ts';
import { renderCharts } from './charts/index.ts';
import type { RenderedDocument, Rendering } from './documents.ts';
import { PDF_WRITERS } from './pdf/index.ts';
import { warmUp } from './warm-up.ts';

const asked = new Promise<IncidentFacts>((resolve) => parentPort!.once('message', resolve));
await warmUp();
const facts = await asked;
const charts = await renderCharts(facts);
const documents: RenderedDocument[] = [];
const { documents: wanted } = profileRules(facts.case.profile);
for (const writer of PDF_WRITERS.filter(({ id }) => wanted.includes(id))) {
  documents.push({ path: writer.file, title: writer.title, bytes: await writer.render(facts, charts) });
}
parentPort!.postMessage({ charts, documents } satisfies Rendering);
