// What a careful reader of a bill would ask about: overlaps, long entries, several tasks in one, late records, missing links.

import { type BillingWarning, type EntryLink, personKey, type TimeEntry } from '../model/billing.ts';

const LONG_ENTRY_SEC = 12 * 3600;
const LATE_RECORD_SEC = 24 * 3600;

// "restarted nginx; wrote to the provider" - "und" because work logs are written in the languages of their authors.
const TASK_SEPARATOR = /;|\n|\s&\s|\s\+\s|\b(?:and|und)\b/i;
// Mail and telephone may be grouped in one entry.
const MESSAGE_TASK = /\b(?:e-?mails?|mails?|phones?|phoned|calls?|called|telephone)\b/i;

/** Warnings about single entries and pairs, in order of the entries. `links` undefined: not looked for. */
export function checkEntries(
  entries: readonly TimeEntry[],
  links: readonly EntryLink[] | undefined,
  incident: { fromSec: number; toSec: number } | undefined,
): BillingWarning[] {
  const linked = new Set(links?.filter((link) => link.strength !== 'none').map((link) => link.entryId));
  const warnings = overlaps(entries);
  const earlier = new Map<string, TimeEntry>();
  for (const entry of entries) {
    const warn = (code: BillingWarning['code'], message: string, others: string[] = []): void => {
      warnings.push({ code, entryIds: [...others, entry.id], message });
    };
    const { description } = entry;
    const lastsSec = entry.dayOnlySeconds ?? entry.endSec - entry.startSec;
    if (lastsSec > LONG_ENTRY_SEC) warn('long-entry', `lasts ${lastsSec} s, more than 12 hours`);
    if (entry.dayOnlySeconds !== undefined) warn('date-only', 'was recorded with its date alone');
    if (description === '') warn('no-description', 'says nothing about the work');
    const tasks = description.split(TASK_SEPARATOR).filter((task) => task.trim() !== '');
    if (tasks.length > 1 && !tasks.every((task) => MESSAGE_TASK.test(task)))
      warn('several-tasks', `seems to hold ${tasks.length} tasks in one description`);
    const key = `${personKey(entry.person)}\n${personKey(description)}`;
    const twin = earlier.get(key);
    if (twin !== undefined && description !== '')
      warn('identical-description', 'has the same description as an earlier entry', [twin.id]);
    else earlier.set(key, entry);
    if (entry.recordedSec !== undefined && entry.recordedSec - entry.endSec > LATE_RECORD_SEC)
      warn('recorded-late', `was written down ${entry.recordedSec - entry.endSec} s after its end`);
    if (links !== undefined && !linked.has(entry.id))
      warn('no-linked-event', 'is tied to no event in the timeline');
    if (incident !== undefined && (entry.endSec <= incident.fromSec || entry.startSec >= incident.toSec))
      warn('outside-incident', 'lies wholly outside the incident window');
  }
  return warnings;
}

// Entries are in order of start, so that it is enough to remember, for each person, the entry that ends last.
function overlaps(entries: readonly TimeEntry[]): BillingWarning[] {
  const warnings: BillingWarning[] = [];
  const lastByPerson = new Map<string, TimeEntry>();
  for (const entry of entries) {
    if (entry.dayOnlySeconds !== undefined) continue;
    const person = personKey(entry.person);
    const last = lastByPerson.get(person);
    if (last !== undefined && entry.startSec < last.endSec) {
      const seconds = Math.min(last.endSec, entry.endSec) - entry.startSec;
      const message = `${entry.person} is recorded twice for ${seconds} s`;
      warnings.push({ code: 'overlap', entryIds: [last.id, entry.id], message });
    }
    if (last === undefined || entry.endSec > last.endSec) lastByPerson.set(person, entry);
  }
  return warnings;
}
