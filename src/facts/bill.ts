// The bill: the work logs that incident.yaml names, read, tied to events and priced.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Wave } from '../assess/waves.ts';
import { readTimeEntries } from '../billing/formats/index.ts';
import { linkEntries } from '../billing/links.ts';
import { priceEntries } from '../billing/rules.ts';
import { globFits } from '../case/evidence-settings.ts';
import { zoneClock } from '../case/zones.ts';
import type { Evidence } from '../collect.ts';
import { type LinkableEvent, minorDigits, type RejectedEntry, type TimeEntry } from '../model/billing.ts';
import { InputError } from '../model/diagnostic.ts';
import type { BillFacts } from '../model/facts.ts';
import type { Incident, WorkLog } from '../model/incident.ts';
import type { Redactor } from '../model/redaction.ts';
import { bytesKey, redactStrings, secretTag } from './redact.ts';

/** The bill, or undefined when no work log is stated. Throws InputError when a stated one is missing. */
export async function billFacts(
  incident: Incident,
  incidentPath: string | undefined,
  evidence: readonly Evidence[],
  waves: readonly Wave[],
  redactor: Redactor,
): Promise<BillFacts | undefined> {
  const { workLog } = incident;
  if (workLog.files.length === 0) return undefined;
  const zoneId = workLog.zone || incident.zone;
  const zone = zoneClock(zoneId || 'UTC');
  if (zone === undefined) throw new Error(`zone ${zoneId} was accepted and is unknown`);
  const entries: TimeEntry[] = [];
  const rejected: RejectedEntry[] = [];
  const files: BillFacts['files'] = [];
  for (const name of workLog.files) {
    const file = path.resolve(path.dirname(incidentPath ?? '.'), name);
    if (!existsSync(file))
      throw new InputError(
        'incident/no-work-log',
        `${incidentPath}: work_log.files names ${name}, expected it at ${file}, found nothing there; correct the name or take it out`,
      );
    const known = evidence.find((each) => path.resolve(each.file.path) === file);
    const bytes = readFileSync(file);
    const log = readTimeEntries(textOf(bytes, name), {
      source: known === undefined ? path.basename(file) : `E${known.number}`,
      zone: zoneId === '' ? undefined : zone,
      minorDigits: minorDigits(workLog.currency),
      dateFormat: workLog.dateFormat,
      person: personOf(workLog.personByFile, name),
    });
    const tag = secretTag(bytesKey(bytes));
    const place = { file: known === undefined ? path.basename(file) : `E${known.number}`, visitors: false };
    const clean = redactStrings(log, (field, rowId) => redactor.at({ ...place, rowId, field }, tag));
    entries.push(...clean.entries);
    rejected.push(...clean.rejected);
    files.push({
      fileName: path.basename(file),
      evidenceId: known === undefined ? '' : `E${known.number}`,
      sha256: known?.read.sha256 ?? '',
    });
  }
  const events = linkableEvents(incident, waves);
  const bounds =
    events.length === 0
      ? undefined
      : {
          fromSec: Math.min(...events.map((event) => event.startSec)),
          toSec: Math.max(...events.map((event) => event.endSec)),
        };
  const links = linkEntries(entries, events);
  return {
    ...priceEntries(entries, workLog, { zone, links, ...(bounds === undefined ? {} : { incident: bounds }) }),
    rejected,
    files,
  };
}

// Letters of another encoding would turn into other names, which have other rates.
function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(
      'billing/not-utf8',
      `${name}: expected UTF-8 text, found other bytes; save the work log as UTF-8 (in Excel: CSV UTF-8)`,
    );
  }
}

/** The person of the first entry whose name or pattern fits the file. */
function personOf(personByFile: WorkLog['personByFile'], file: string): string {
  const fits = (pattern: string): boolean =>
    globFits(pattern, pattern.includes('/') ? file : path.basename(file));
  return Object.entries(personByFile).find(([pattern]) => fits(pattern))?.[1] ?? '';
}

function linkableEvents(incident: Incident, waves: readonly Wave[]): LinkableEvent[] {
  const events: LinkableEvent[] = waves.map((wave) => ({
    id: wave.id,
    kind: 'wave',
    startSec: Math.floor(wave.startUs / 1e6),
    endSec: Math.ceil(wave.endUs / 1e6),
    by: '',
  }));
  for (const [index, action] of incident.actions.entries()) {
    events.push({
      id: `A${index + 1}`,
      kind: 'action',
      startSec: action.at.sec,
      endSec: action.until?.sec ?? action.at.sec,
      by: action.by,
    });
  }
  for (const [index, outage] of incident.outages.entries()) {
    events.push({
      id: `O${index + 1}`,
      kind: 'outage',
      startSec: outage.from.sec,
      endSec: outage.to?.sec ?? outage.from.sec,
      by: '',
    });
  }
  return events;
}
