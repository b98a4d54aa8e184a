// From a filled case database to a finished folder: assess, facts, writers, manifest. Loaded while evidence is still read.

import path from 'node:path';
import type { Attributor } from './aggregate/attribute.ts';
import type { CaseStore } from './aggregate/store.ts';
import { type Assessment, assess } from './assess/assess.ts';
import type { Evidence } from './collect.ts';
import { writeManifest } from './evidence/manifest.ts';
import type { loadAbuseContacts } from './facts/abuse-contacts.ts';
import { billFacts } from './facts/bill.ts';
import { buildFacts } from './facts/build.ts';
import type { IncidentFacts } from './model/facts.ts';
import type { Incident } from './model/incident.ts';
import { profileRules } from './model/profiles.ts';
import type { Redactor } from './model/redaction.ts';
import { siteNameOf } from './model/site-name.ts';
import { writeReports } from './report/index.ts';

const CASE_DATABASE = 'data/case.duckdb';

/** What a case is concluded from. */
export interface Conclusion {
  store: CaseStore;
  evidence: readonly Evidence[];
  incident: Incident;
  incidentPath: string | undefined;
  /** Own addresses of the command line; those of the incident file without any. */
  own: readonly string[];
  attributor: Attributor;
  abuseContacts: ReturnType<typeof loadAbuseContacts>;
  /** Seconds since 1970 UTC. */
  nowSec: number;
  command: string;
  redactor: Redactor;
  /** Paths that could not be read. */
  unread: readonly string[];
  /** The folder to write into; the case database lies in it. */
  directory: string;
  onStage(label: string): void;
}

/** Assesses the case and writes everything; closes the store unless it throws. */
export async function conclude(
  conclusion: Conclusion,
): Promise<{ facts: IncidentFacts; files: { path: string }[] }> {
  const { store, evidence, incident, incidentPath, redactor, directory } = conclusion;
  conclusion.onStage('assessing');
  const assessment: Assessment = await assess(store, {
    own: conclusion.own.length > 0 ? conclusion.own : incident.ownAddresses,
    spared: [...incident.allowList.map((entry) => entry.prefix), ...incident.trustedProxies],
    proxies: incident.trustedProxies,
    asnOf: (words, count) => conclusion.attributor.attributeAll(words, count).asn,
    thresholds: incident.thresholds,
    siteName: siteNameOf(incident),
  });
  const bill = await billFacts(incident, incidentPath, evidence, assessment.waves, redactor);
  const { facts, rows } = await buildFacts({
    store,
    evidence,
    assessment,
    incident,
    incidentPath,
    attributor: conclusion.attributor,
    bill,
    abuseContacts: conclusion.abuseContacts,
    nowSec: conclusion.nowSec,
    command: conclusion.command,
    redactor,
    unread: conclusion.unread,
  });
  conclusion.onStage('writing reports');
  // It holds every address and path, so that it goes with all of them or not at all.
  const handedOn = profileRules(facts.case.profile).mostSources === undefined;
  // What the log of the database holds is moved into its file beside the writing; closing it would do so at the end, waited for.
  const digest = !handedOn
    ? Promise.resolve('')
    : store.digest().then(async (hex) => {
        await store.run('CHECKPOINT');
        return hex;
      });
  const writing = writeReports(facts, rows, directory, {
    bill: facts.billing,
    otherFiles: [
      ...(handedOn
        ? [{ path: CASE_DATABASE, title: 'the case database (DuckDB), for further questions in SQL' }]
        : []),
    ],
  });
  // Both have ended before an error is told and the database closed.
  await Promise.allSettled([digest, writing]);
  const written = await writing;
  const logicalDigest = await digest;
  await closeDatabase(store, directory, handedOn);
  const sealed = await writeManifest(
    facts,
    written,
    handedOn ? { path: CASE_DATABASE, logicalDigest } : undefined,
    directory,
  );
  return { facts, files: [...written, ...sealed] };
}

// The database is written beside data/ first, because a writer must be able to make data/ itself.
async function closeDatabase(store: CaseStore, directory: string, keep: boolean): Promise<void> {
  const { mkdir, rename, rm } = await import('node:fs/promises');
  await store.close();
  if (keep) {
    await mkdir(path.join(directory, 'data'), { recursive: true });
    await rename(path.join(directory, 'case.duckdb'), path.join(directory, CASE_DATABASE));
  } else await rm(path.join(directory, 'case.duckdb'));
  await rm(path.join(directory, 'spill'), { recursive: true, force: true });
}
