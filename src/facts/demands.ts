// The demands that incident.yaml names: their files read, parsed and judged.

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { zoneClock } from '../case/zones.ts';
import type { Evidence } from '../collect.ts';
import { MAX_MAIL_BYTES } from '../demand/mail.ts';
import { type DemandInput, demandRecordsOf } from '../demand/record.ts';
import type { DemandRecord } from '../model/demand.ts';
import type { Incident, StatedDemand } from '../model/incident.ts';
import type { Redactor } from '../model/redaction.ts';
import { formatSecond } from '../model/time.ts';
import { bytesKey, secretTag } from './redact.ts';

/** Records of all stated demands, D1, D2 ... in the order of incident.yaml. A file that is missing gives a record that says so. */
export async function demandRecords(
  incident: Incident,
  incidentPath: string | undefined,
  evidence: readonly Evidence[],
  redactor: Redactor,
): Promise<DemandRecord[]> {
  const context = {
    own: { mailServers: incident.mailServers, ownAddresses: incident.ownAddresses },
    zone: zoneClock(incident.zone || incident.workLog.zone),
    attackedHosts: incident.services
      .flatMap(({ host, url }) => [host, URL.canParse(url) ? new URL(url).hostname : ''])
      .filter((name) => name.includes('.'))
      .map((name) => name.toLowerCase()),
  };
  const directory = path.dirname(incidentPath ?? '.');
  const records: DemandRecord[] = [];
  for (const [index, stated] of incident.demands.entries()) {
    const input = demandInput(`D${index + 1}`, stated, directory, evidence);
    const tag = secretTag(bytesKey(input.bytes ?? new Uint8Array(0)));
    const file = input.evidenceId || stated.file;
    const redact = redactor.at(
      { file, rowId: input.id, field: 'demand: text and header', visitors: false },
      tag,
    );
    records.push(...(await demandRecordsOf(input, { ...context, redact })));
  }
  return records;
}

function demandInput(
  id: string,
  stated: StatedDemand,
  directory: string,
  evidence: readonly Evidence[],
): DemandInput {
  const file = path.resolve(directory, stated.file);
  const known = evidence.find((each) => stated.file !== '' && path.resolve(each.file.path) === file);
  const read = stated.file === '' ? undefined : readSmall(file);
  return {
    id,
    stated,
    bytes: read?.bytes,
    evidenceId: known === undefined ? '' : `E${known.number}`,
    sha256: known?.read.sha256 ?? (read === undefined ? '' : sha256(read.bytes)),
    modifiedUtc: read?.modifiedUtc ?? '',
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Undefined when there is no such file, or nobody would call it a message. */
function readSmall(file: string): { bytes: Uint8Array; modifiedUtc: string } | undefined {
  try {
    const found = statSync(file);
    if (!found.isFile() || found.size > 8 * MAX_MAIL_BYTES) return undefined;
    return { bytes: readFileSync(file), modifiedUtc: formatSecond(Math.floor(found.mtimeMs / 1000)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}
