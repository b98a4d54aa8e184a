// Writes the sample report reports/debtember from the demo case, and the README's pictures of it where the tools for that are. Usage: npm run reports

import { cpSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseTime } from '../../src/model/time.ts';
import { runReport } from '../../src/pipeline.ts';
import { cannotShoot, shootPages } from './shoot-pages.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Time of the sample report. */
export const SAMPLE_NOW: string = '2026-06-20T12:00:00Z';

/** Too large to be kept for looking at, or (the database) not byte-equal by nature. SHA256SUMS, which is kept, holds the hashes of all but the database. */
const NOT_KEPT: readonly string[] = [
  'data/sources.csv',
  'data/sources.excel.csv',
  'data/case.duckdb',
  'data/exchange/stix.json',
  'data/exchange/misp-event.json',
  'data/exchange/sources.jsonl',
];

/** Of the two hundred abuse folders, those that are kept for looking at. */
const KEPT_NETWORKS = /^provider\/abuse\/(AS7552|AS9829)-/;

/** Whether a file of the report, path with `/`, is part of the committed sample. */
export function isKept(path: string): boolean {
  return !NOT_KEPT.includes(path) && (!path.startsWith('provider/abuse/AS') || KEPT_NETWORKS.test(path));
}

/** Modification time given to the evidence: a checkout sets its own, and reports print it. 2026-06-13T06:00:00Z. */
const EVIDENCE_MODIFIED_SEC = 1781330400;

/**
 * Runs a copy of the demo case into a new folder below the system's temporary one; the caller removes `top`. Changes the working directory
 * while it runs, because paths are printed as they were given.
 */
export async function makeSample(): Promise<{ top: string; directory: string }> {
  const top = mkdtempSync(path.join(tmpdir(), 'afterflood-sample-'));
  const evidence = path.join(top, 'fixtures', 'debtember');
  cpSync(path.join(ROOT, 'fixtures', 'debtember'), evidence, { recursive: true });
  for (const name of readdirSync(evidence, { recursive: true, encoding: 'utf8' })) {
    utimesSync(path.join(evidence, name), EVIDENCE_MODIFIED_SEC, EVIDENCE_MODIFIED_SEC);
  }
  const directory = path.join(top, 'debtember');
  const before = process.cwd();
  process.chdir(top);
  try {
    await runReport({
      paths: [path.join('fixtures', 'debtember')],
      incidentFile: undefined,
      outDirectory: directory,
      nowSec: parseTime(SAMPLE_NOW) ?? 0,
      asnDb: undefined,
      countryDb: undefined,
      own: [],
      command: `afterflood report debtember --now ${SAMPLE_NOW}`,
      onProgress: () => undefined,
      onStage: () => undefined,
    });
  } finally {
    process.chdir(before);
  }
  return { top, directory };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { top, directory } = await makeSample();
  const target = path.join(ROOT, 'reports', 'debtember');
  rmSync(target, { recursive: true, force: true });
  cpSync(directory, target, {
    recursive: true,
    filter: (file) => isKept(path.relative(directory, file).split(path.sep).join('/')),
  });
  rmSync(top, { recursive: true });
  const reason = cannotShoot();
  if (reason === '') await shootPages(target, path.join(ROOT, 'docs', 'img'));
  else console.error(`The pictures in docs/img are left as they are: ${reason}`);
}
