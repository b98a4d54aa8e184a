// The whole program in order: what is stated, collect, conclude. Joins all stages; decides nothing itself.

import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Attributor, openAttributor } from './aggregate/attribute.ts';
import { countPairsOnce } from './aggregate/mirrored.ts';
import { THRESHOLDS } from './assess/thresholds.ts';
import { assumedOffset, clockOffsetMs, evidenceSetting } from './case/evidence-settings.ts';
import { defaultIncident, loadIncident } from './case/incident.ts';
import { type Collection, collect, isMissed } from './collect.ts';
import { fullDisk, openOutputFolder } from './evidence/output-folder.ts';
import { loadAbuseContacts } from './facts/abuse-contacts.ts';
import { dropCopies } from './facts/copies.ts';
import { offsetTable } from './facts/offsets.ts';
import { redactIncident } from './facts/redact.ts';
import { refusalText } from './ingest/sniff.ts';
import { TIME_BASIS } from './model/batch.ts';
import { isDamage } from './model/damage.ts';
import { InputError } from './model/diagnostic.ts';
import type { IncidentFacts } from './model/facts.ts';
import type { Incident } from './model/incident.ts';
import { Redactor } from './model/redaction.ts';
import { dropDocuments, warmUpDocuments } from './report/documents.ts';

export interface ReportRun {
  paths: readonly string[];
  incidentFile: string | undefined;
  outDirectory: string | undefined;
  /** Seconds since 1970 UTC. */
  nowSec: number;
  asnDb: string | undefined;
  countryDb: string | undefined;
  own: readonly string[];
  /** False: secrets stay in clear; for the law enforcement profile only. */
  redact?: boolean;
  /** The command line for the manifest, base names only. */
  command: string;
  workers?: number;
  onProgress(doneBytes: number, totalBytes: number, label: string): void;
  onStage(label: string): void;
}

export interface ReportOutcome {
  facts: IncidentFacts;
  outDirectory: string;
  files: { path: string }[];
  collection: Omit<Collection, 'store'>;
  /** Evidence was damaged, or a path failed, or a named file is no evidence. */
  imperfect: boolean;
}

const ANY_ADDRESS = new Uint32Array([0, 0, 0xffff, 0x08080808]); // 8.8.8.8

/** Runs a report from paths to a finished folder. On any error nothing is left behind. */
export async function runReport(run: ReportRun): Promise<ReportOutcome> {
  const incidentPath = run.incidentFile ?? findIncident(run.paths);
  const redactor = new Redactor(run.redact !== false);
  const incident =
    incidentPath === undefined
      ? defaultIncident()
      : redactIncident(
          loadIncident(incidentPath, { knownThresholds: Object.keys(THRESHOLDS) }),
          readFileSync(incidentPath),
          redactor,
        );
  if (!redactor.enabled && incident.report.profile !== 'law_enforcement')
    throw new InputError(
      'input/no-redact',
      `--no-redact: expected report.profile law_enforcement, found ${incident.report.profile}; secrets of visitors may go to the police with the evidence they stand in, and to nobody else; leave out --no-redact`,
    );
  const attributor = await openAttributor({ asnDb: run.asnDb, countryDb: run.countryDb });
  const outDirectory = run.outDirectory ?? freeDirectory(incident.case.id);
  const folder = await openOutputFolder(outDirectory);
  try {
    const outcome = await produce(run, incident, incidentPath, attributor, folder.directory, redactor);
    await folder.commit();
    return { ...outcome, outDirectory };
  } catch (error) {
    await folder.discard();
    throw fullDisk(outDirectory, error) ?? error;
  } finally {
    await dropDocuments();
  }
}

async function produce(
  run: ReportRun,
  incident: Incident,
  incidentPath: string | undefined,
  attributor: Attributor,
  directory: string,
  redactor: Redactor,
): Promise<Omit<ReportOutcome, 'outDirectory'>> {
  // Before hours of reading: a list that is refused ends the run.
  const abuseContacts = loadAbuseContacts(incident.abuseContacts, incidentPath, run.paths);
  const database = path.join(directory, 'case.duckdb');
  // What comes after the reading is loaded beside it: before the first byte a worker would wait for it.
  let concluding: Promise<typeof import('./conclude.ts')> | undefined;
  const collection = await collect(run.paths, {
    database,
    temporary: path.join(directory, 'spill'),
    redactor,
    nowSec: run.nowSec,
    onProgress: (doneBytes, totalBytes, label) => {
      run.onProgress(doneBytes, totalBytes, label);
      if (concluding !== undefined) return;
      concluding = loadConclusion(attributor);
      concluding.catch(() => undefined); // told where it is awaited
    },
    offsets: (file) => {
      const offset = assumedOffset(incident, file);
      return offset === undefined ? undefined : offsetTable(offset);
    },
    collectionCommand: (file) => evidenceSetting(incident, file).collectionCommand,
    logFormat: (file) => evidenceSetting(incident, file).logFormat,
    clockAheadMs: (file) => clockOffsetMs(incident, file) ?? 0,
    ...(run.workers === undefined ? {} : { workers: run.workers }),
  });
  // While evidence is read, both cores are busy; while the database is asked, one of them waits.
  warmUpDocuments();
  const { store, evidence, failures } = collection;
  try {
    if (!evidence.some((each) => each.format !== undefined))
      throw new InputError('input/no-evidence', noEvidence(collection));
    refuseEmpty(evidence);
    refuseUndated(evidence);
    await dropCopies(store, evidence);
    await countPairsOnce(store, evidence);
    const { conclude } = await (concluding ?? loadConclusion(attributor));
    const concluded = await conclude({
      store,
      evidence,
      incident,
      incidentPath,
      own: run.own,
      attributor,
      abuseContacts,
      nowSec: run.nowSec,
      command: run.command,
      redactor,
      unread: failures.map((failure) => failure.path),
      directory,
      onStage: run.onStage,
    });
    const damaged = evidence.some(
      (each) => isMissed(each) || each.diagnostics.some((diagnostic) => isDamage(diagnostic.code)),
    );
    return {
      ...concluded,
      collection: { evidence, failures },
      imperfect: damaged || failures.length > 0,
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function loadConclusion(attributor: Attributor): Promise<typeof import('./conclude.ts')> {
  const loaded = await import('./conclude.ts');
  attributor.lookup(ANY_ADDRESS, 0); // the first look-up loads the databases
  return loaded;
}

function noEvidence(collection: Collection): string {
  const lines = collection.failures.map((failure) => failure.message);
  for (const each of collection.evidence.slice(0, 5)) {
    lines.push(refusalText(each.file.path, each.refusals, each.advice));
  }
  if (collection.evidence.length > 5)
    lines.push(
      `and ${collection.evidence.length - 5} more files that are no evidence; give the captures, dumps and logs`,
    );
  return lines.join('\n');
}

// Evidence without a single record says neither that there was an attack nor that there was none.
function refuseEmpty(evidence: Collection['evidence']): void {
  const known = evidence.filter((each) => each.format !== undefined);
  if (known.some(({ summary }) => (summary?.records ?? 0) > 0)) return;
  throw new InputError(
    'input/no-records',
    known
      .slice(0, 5)
      .map(
        ({ file, format }) =>
          `${file.path}: expected records, found a ${format?.title} without a single whole one`,
      )
      .join('\n')
      .concat('; give what was recorded while the attack ran'),
  );
}

// Only standard input has neither name nor modification time. A report that puts an attack into 1970 would be worse than none.
function refuseUndated(evidence: Collection['evidence']): void {
  for (const { file, summary } of evidence) {
    const basis = summary?.sockets?.timeBasis ?? summary?.counters?.timeBasis;
    if (basis !== undefined && TIME_BASIS[basis] === 'no date')
      throw new InputError(
        'input/no-date',
        `${file.path}: expected a date for each dump, found one without; put a line of \`date -u\` in front of it, or save it to a file`,
      );
  }
}

// An incident.yaml in a directory that was given. Two of them would leave open which case this is.
function findIncident(paths: readonly string[]): string | undefined {
  const found = paths
    .filter((each) => each !== '-' && existsSync(each) && statSync(each).isDirectory())
    .map((each) => path.join(each, 'incident.yaml'))
    .filter((each) => existsSync(each));
  if (found.length > 1)
    throw new InputError(
      'input/two-incidents',
      `${found.join(', ')}: expected one incident.yaml, found ${found.length}; name the right one with --incident`,
    );
  return found[0];
}

// reports/<case id>-<n>, the first n that is free.
function freeDirectory(caseId: string): string {
  const name =
    caseId
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[.-]+|[.-]+$/g, '')
      .slice(0, 60) || 'case';
  for (let n = 1; ; n++) {
    const directory = path.join('reports', `${name.toLowerCase()}-${n}`);
    if (!existsSync(directory)) return directory;
  }
}
