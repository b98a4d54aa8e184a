// The custody of evidence as the operator states it, joined to the files; hashes that were taken before are compared with those of the files as read.

import { globFits } from '../case/evidence-settings.ts';
import type { CustodyFacts, EvidenceFacts } from '../model/facts.ts';
import type { Incident } from '../model/incident.ts';
import { formatSecond } from '../model/time.ts';

const MOST_NAMED = 8;

/** Every stated step, once for each file whose name fits; those that fit none stand last. */
export function custodyFacts(incident: Incident, evidence: readonly EvidenceFacts[]): CustodyFacts[] {
  const steps = incident.custody.map((stated) => {
    const { file, action, by, to, place, method, note, sha256 } = stated;
    const time = (at: typeof stated.at): string => (at === undefined ? '' : formatSecond(at.sec));
    const step = {
      file,
      action,
      atUtc: time(stated.at),
      untilUtc: time(stated.until),
      by,
      to,
      place,
      method,
    };
    return { ...step, note, sha256 };
  });
  const fits = (name: string, { path, fileName }: EvidenceFacts): boolean =>
    globFits(name, name.includes('/') ? path : fileName);
  const ofFiles = evidence.flatMap((file) =>
    steps
      .filter((step) => fits(step.file, file))
      .map((step): CustodyFacts => {
        const { sha256 } = step;
        const matches = sha256 === '' ? undefined : sha256 === file.sha256 || sha256 === file.innerSha256;
        return { ...step, evidenceId: file.id, matches };
      }),
  );
  const ofNone = steps
    .filter((step) => !evidence.some((file) => fits(step.file, file)))
    .map((step): CustodyFacts => ({ ...step, evidenceId: '', matches: undefined }));
  return [...ofFiles, ...ofNone];
}

/** Sentences for the limits: hashes that are not those of the files, statements on files that are not there. */
export function custodyLimits(custody: readonly CustodyFacts[]): string[] {
  const differing = distinct(
    custody.filter(({ matches }) => matches === false).map((step) => step.evidenceId),
  );
  const absent = distinct(custody.filter(({ evidenceId }) => evidenceId === '').map(({ file }) => file));
  return [
    ...(differing.length === 0
      ? []
      : [
          `A hash stated for these files is not that of the file as it was read: ${named(differing)}. It is another file, or was changed in between.`,
        ]),
    ...(absent.length === 0
      ? []
      : [`Custody is stated for files that are not in the evidence: ${named(absent)}.`]),
  ];
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function named(texts: readonly string[]): string {
  const more = texts.length > MOST_NAMED ? ` and ${texts.length - MOST_NAMED} more` : '';
  return `${texts.slice(0, MOST_NAMED).join(', ')}${more}`;
}
