// What the operator stated about an evidence file: its zone, its clock, who collected it.

import type { EvidenceSetting, Incident } from '../model/incident.ts';
import { localOffsetMin, zoneClock } from './zones.ts';

/** The settings that fit a file; each from the first entry that fits and states it. `file` is `fileName` itself. */
export function evidenceSetting(incident: Incident, fileName: string): EvidenceSetting {
  const baseName = fileName.slice(fileName.lastIndexOf('/') + 1);
  const fitting = incident.evidence.filter((entry) =>
    globFits(entry.file, entry.file.includes('/') ? fileName : baseName),
  );
  const text = (read: (entry: EvidenceSetting) => string): string => fitting.map(read).find(Boolean) ?? '';
  return {
    file: fileName,
    zone: text((entry) => entry.zone),
    clockOffsetMs: fitting.find((entry) => entry.clockOffsetMs !== undefined)?.clockOffsetMs,
    clockOffsetMethod: text((entry) => entry.clockOffsetMethod),
    host: text((entry) => entry.host),
    hostRole: text((entry) => entry.hostRole),
    collectedBy: text((entry) => entry.collectedBy),
    collectedAt: fitting.find((entry) => entry.collectedAt !== undefined)?.collectedAt,
    collectionCommand: text((entry) => entry.collectionCommand),
    logFormat: text((entry) => entry.logFormat),
    packetsDropped: fitting.find((entry) => entry.packetsDropped !== undefined)?.packetsDropped,
    samplingRate: fitting.find((entry) => entry.samplingRate !== undefined)?.samplingRate,
    complete: fitting.find((entry) => entry.complete !== 'unknown')?.complete ?? 'unknown',
    notes: text((entry) => entry.notes),
  };
}

/** Minutes east of UTC to assume for wall-clock times (seconds) in a file; undefined when the operator stated no zone for it. */
export function assumedOffset(
  incident: Incident,
  fileName: string,
): ((localSec: number) => number) | undefined {
  const zone = zoneClock(evidenceSetting(incident, fileName).zone);
  return zone === undefined ? undefined : localOffsetMin(zone);
}

/** How far (ms) the clock behind a file was ahead of UTC; undefined when not stated. */
export function clockOffsetMs(incident: Incident, fileName: string): number | undefined {
  return evidenceSetting(incident, fileName).clockOffsetMs;
}

/** True when a name fits a pattern in which * stands for any characters and ? for one, neither for a slash. */
export function globFits(pattern: string, name: string): boolean {
  let at = 0;
  let inName = 0;
  let star = -1;
  let starName = 0;
  // Greedy with one point of return: the last star. Linear for one star, never exponential.
  while (inName < name.length) {
    if (pattern[at] === '*') {
      star = at++;
      starName = inName;
    } else if (pattern[at] === name[inName] || (pattern[at] === '?' && name[inName] !== '/')) {
      at++;
      inName++;
    } else if (star >= 0 && name[starName] !== '/') {
      at = star + 1;
      inName = ++starName;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
