// Watson: `watson log --json`, an array of {"id","project","start","stop","tags"} with offsets, or its `frames` file, [[start, stop, project, id, tags, updated], ...] in seconds since 1970.

import type { TimeEntry } from '../../model/billing.ts';
import type { StatedTime } from '../../model/stated-time.ts';
import type { TimeEntries, TimeEntryFormat, TimeEntryOptions } from '../format.ts';
import { type JsonElement, jsonElements } from '../json-elements.ts';
import { classIn, personOf, RowProblem, readRow, timedEntry, timeOf } from '../rows.ts';

const MAX_SECOND = 4_102_444_800; // year 2100

/** Registered in formats/index.ts. */
export const watson: TimeEntryFormat = {
  id: 'watson',
  title: 'Watson (log --json, or its frames file)',
  sniff(text) {
    const head = text.slice(0, 4096);
    if (!/^\uFEFF?\s*\[/.test(head)) return 'no JSON array';
    const log = /"project"\s*:/.test(head) && /"start"\s*:\s*"\d{4}-\d\d-\d\dT/.test(head);
    const frames = /^\uFEFF?\s*\[\s*\[\s*\d{1,12}(?:\.\d+)?\s*,\s*\d{1,12}(?:\.\d+)?\s*,\s*"/.test(head);
    return log || frames ? undefined : 'neither "project" and "start" nor frames [start, stop, "project"';
  },
  read(text, options) {
    const result: TimeEntries = { entries: [], rejected: [], ignoredColumns: [] };
    for (const element of jsonElements(text)) {
      const { entry, rejected } = readRow(
        () => (Array.isArray(element.value) ? frame(element, options) : logged(element, options)),
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

function logged({ value, line }: JsonElement, options: TimeEntryOptions): TimeEntry {
  if (typeof value !== 'object' || value === null)
    throw new RowProblem('malformed', 'expected a frame {"project": ..., "start": ..., "stop": ...}');
  const { id, project, start, stop, tags } = value as Record<string, unknown>;
  // `watson log --current` writes the running frame with this id and the moment of the export as its stop.
  if (id === 'current' || stop === undefined)
    throw new RowProblem('no-end', 'the frame was still running when it was exported');
  const moment = (time: unknown, name: string): StatedTime => {
    if (typeof time !== 'string') throw new RowProblem('bad-time', `${name}: expected a time as text`);
    return timeOf(time, name, options);
  };
  return entryOf(project, tags, moment(start, 'start'), moment(stop, 'stop'), undefined, options, line);
}

function frame({ value, line }: JsonElement, options: TimeEntryOptions): TimeEntry {
  const [start, stop, project, , tags, updated] = value as unknown[];
  return entryOf(
    project,
    tags,
    second(start, 'start'),
    second(stop, 'stop'),
    updated === undefined ? undefined : second(updated, 'updated').sec,
    options,
    line,
  );
}

function second(value: unknown, name: string): StatedTime {
  if (typeof value !== 'number' || !(value >= 0 && value <= MAX_SECOND))
    throw new RowProblem('bad-time', `${name}: expected seconds since 1970`);
  return { sec: Math.floor(value), nsec: 0, text: String(value), offsetMin: 0, zone: '' };
}

function entryOf(
  project: unknown,
  tags: unknown,
  start: StatedTime,
  end: StatedTime,
  recordedSec: number | undefined,
  options: TimeEntryOptions,
  line: number,
): TimeEntry {
  const words = [project, ...(Array.isArray(tags) ? tags : [])].filter((word) => typeof word === 'string');
  return timedEntry(
    {
      person: personOf('', options),
      description: words.join(', '),
      activityClass: classIn(words.toReversed()),
      start,
      end,
      recordedSec,
    },
    options,
    line,
  );
}
