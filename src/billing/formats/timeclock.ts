// timeclock files of ledger, hledger and timeclock.el: `i 2015/03/30 09:00:00 account  description`, `o 2015/03/30 09:20:00`. Local time; two spaces before the description.

import type { RejectedEntry, TimeEntry } from '../../model/billing.ts';
import { readOffset, type StatedTime } from '../../model/stated-time.ts';
import { clockOf, dateOf } from '../dates.ts';
import type { TimeEntries, TimeEntryFormat, TimeEntryOptions } from '../format.ts';
import { classIn, personOf, RowProblem, readRow, rejection, timedEntry, timeOf } from '../rows.ts';

// i 2015/03/30 09:00:00+0200 some:account  what was done | o 2015-03-30 09:20
const CLOCK_LINE =
  /^([ioO]) (\d{4}[/-]\d{1,2}[/-]\d{1,2}) +(\d{1,2}:\d\d(?::\d\d)?)([+-]\d{4})?(?:\s+(.*))?$/;
// b (balance) and h (hours required) carry no time worked; the rest are comments.
const NO_CLOCK = /^(?:\s*$|[;#*%|]|[bh]\s)/;

interface Started {
  time: StatedTime;
  account: string;
  description: string;
  line: number;
  raw: string;
}

/** Registered in formats/index.ts. */
export const timeclock: TimeEntryFormat = {
  id: 'timeclock',
  title: 'timeclock (ledger, hledger)',
  sniff(text) {
    const first = lines(text.slice(0, 4096)).find((line) => !NO_CLOCK.test(line));
    return first !== undefined && CLOCK_LINE.test(first) ? undefined : 'no line "i 2026/01/02 09:00:00 ..."';
  },
  read,
};

function lines(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

function read(text: string, options: TimeEntryOptions): TimeEntries {
  const entries: TimeEntry[] = [];
  const rejected: RejectedEntry[] = [];
  // Clocks that run: ledger allows one for each account.
  const running: Started[] = [];
  for (const [index, raw] of lines(text).entries()) {
    if (NO_CLOCK.test(raw)) continue;
    const line = index + 1;
    const outcome = readRow(
      () => {
        const match = CLOCK_LINE.exec(raw.trimEnd());
        if (match === null)
          throw new RowProblem('malformed', 'expected i or o, a date, a time of day and an account');
        const [account = '', description = ''] = (match[5] ?? '').split(/ {2,}|\t/, 2);
        const time = momentOf(match, options);
        if (match[1] === 'i') {
          const same = running.findIndex((each) => each.account === account);
          const before = same < 0 ? undefined : running.splice(same, 1)[0];
          running.push({ time, account, description: description.trim(), line, raw });
          return before === undefined ? undefined : { unfinished: before };
        }
        const at = running.findLastIndex((each) => account === '' || each.account === account);
        if (at < 0) throw new RowProblem('no-start', 'a clock-out without a clock-in before it');
        return { finished: running.splice(at, 1)[0], end: time };
      },
      options,
      line,
      raw,
    );
    if (outcome.rejected !== undefined) rejected.push(outcome.rejected);
    else if (outcome.entry?.unfinished !== undefined) rejected.push(noEnd(outcome.entry.unfinished, options));
    else if (outcome.entry?.finished !== undefined) {
      const { finished, end } = outcome.entry;
      const made = readRow(() => entryOf(finished, end, options), options, finished.line, finished.raw);
      if (made.entry === undefined) rejected.push(made.rejected);
      else entries.push(made.entry);
    }
  }
  rejected.push(...running.map((each) => noEnd(each, options)));
  rejected.sort((a, b) => a.line - b.line);
  return { entries, rejected, ignoredColumns: [] };
}

function noEnd(started: Started, options: TimeEntryOptions): RejectedEntry {
  const problem = new RowProblem('no-end', 'a clock-in without a clock-out behind it');
  return rejection(problem, options, started.line, started.raw);
}

function momentOf(match: RegExpExecArray, options: TimeEntryOptions): StatedTime {
  const [, , date, clock, suffix] = match;
  const time = timeOf(`${dateOf(date, 'date', '')}T${clockOf(clock, 'time')}`, 'time', options);
  // The tools take the time as local and pass over the suffix. When the two disagree, neither is to be believed.
  if (suffix !== undefined && readOffset(suffix) !== time.offsetMin * 60)
    throw new RowProblem(
      'contradicting-zone',
      `the tools read this as local time and ignore "${suffix}", but ${time.zone} was not at that offset then`,
    );
  return { ...time, text: `${date} ${clock}${suffix ?? ''}` };
}

function entryOf(started: Started, end: StatedTime, options: TimeEntryOptions): TimeEntry {
  return timedEntry(
    {
      person: personOf('', options),
      description: started.description || started.account,
      activityClass: classIn(started.account.split(':').toReversed()),
      start: started.time,
      end,
    },
    options,
    started.line,
  );
}
