// Timewarrior, `timew export`: a JSON array of {"id","start":"20231001T103000Z","end":...,"tags":[...],"annotation"}. Times in UTC; a running one has no end.

import type { TimeEntry } from '../../model/billing.ts';
import type { TimeEntries, TimeEntryFormat, TimeEntryOptions } from '../format.ts';
import { type JsonElement, jsonElements } from '../json-elements.ts';
import { classIn, personOf, RowProblem, readRow, timedEntry, timeOf } from '../rows.ts';

// 20231001T103000Z
const BASIC_UTC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Registered in formats/index.ts. */
export const timewarrior: TimeEntryFormat = {
  id: 'timewarrior',
  title: 'Timewarrior (timew export, JSON)',
  sniff(text) {
    const head = text.slice(0, 4096);
    if (!/^\uFEFF?\s*\[/.test(head)) return 'no JSON array';
    return /"start"\s*:\s*"\d{8}T\d{6}Z"/.test(head) ? undefined : 'no "start":"20260101T000000Z" in it';
  },
  read(text, options) {
    const result: TimeEntries = { entries: [], rejected: [], ignoredColumns: [] };
    for (const element of jsonElements(text)) {
      const { entry, rejected } = readRow(
        () => entryOf(element, options),
        options,
        element.line,
        element.text,
      );
      if (entry === undefined) result.rejected.push(rejected);
      else result.entries.push(entry);
    }
    return result;
  },
};

function entryOf({ value, line }: JsonElement, options: TimeEntryOptions): TimeEntry {
  if (typeof value !== 'object' || value === null)
    throw new RowProblem('malformed', 'expected an interval {"start": ..., "end": ...}');
  const { start, end, tags, annotation } = value as Record<string, unknown>;
  if (end === undefined)
    throw new RowProblem('no-end', 'the interval was still running when it was exported');
  const words = Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  return timedEntry(
    {
      person: personOf('', options),
      description: typeof annotation === 'string' && annotation !== '' ? annotation : words.join(', '),
      activityClass: classIn(words),
      start: momentOf(start, 'start', options),
      end: momentOf(end, 'end', options),
    },
    options,
    line,
  );
}

function momentOf(value: unknown, name: string, options: TimeEntryOptions): ReturnType<typeof timeOf> {
  const match = typeof value === 'string' ? BASIC_UTC.exec(value) : null;
  if (match === null) throw new RowProblem('bad-time', `${name}: expected a time like 20260517T030210Z`);
  const [text, year, month, day, hour, minute, second] = match;
  return { ...timeOf(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`, name, options), text };
}
