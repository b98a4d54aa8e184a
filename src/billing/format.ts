// The contract of a time-entry format: how it is recognised and how its rows become entries.

import type { RejectedEntry, TimeEntry } from '../model/billing.ts';
import type { DateFormat } from '../model/incident.ts';
import type { ZoneClock } from '../model/stated-time.ts';

/** What a reader may know besides the text. */
export interface TimeEntryOptions {
  /** Name or evidence id of the file; part of each entry's id. */
  source: string;
  /** For times without an offset; undefined when none is stated (such rows are rejected). */
  zone: ZoneClock | undefined;
  /** Decimal places of the bill's currency. */
  minorDigits: number;
  /** Order of day and month where the file does not tell; '' when not stated. */
  dateFormat: DateFormat | '';
  /** Who worked, for rows that name nobody; '' when not stated. */
  person: string;
}

/** Entries and rejected rows: every row of the text is one of the two. */
export interface TimeEntries {
  entries: TimeEntry[];
  rejected: RejectedEntry[];
  /** Columns that the format does not read, as written. */
  ignoredColumns: string[];
}

/** One kind of work log. One file in formats/ each, one line in formats/index.ts. */
export interface TimeEntryFormat {
  /** Stable name. */
  id: string;
  title: string;
  /** Undefined when the text fits this format; else one phrase why it does not. Looks at the beginning only. */
  sniff(text: string): string | undefined;
  read(text: string, options: TimeEntryOptions): TimeEntries;
}
