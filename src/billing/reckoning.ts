// The time that is billed: breaks taken out, minimum for an entry and for a call-out, rounding by entry, by person and day, or over the whole bill.

import { type BillingLine, personKey, type TimeEntry } from '../model/billing.ts';
import type { WorkLog } from '../model/incident.ts';

/** The lines of an entry while their billed time is being found. */
export interface Reckoned {
  entry: TimeEntry;
  /** In order of time; only `billedSeconds` is changed here. */
  lines: BillingLine[];
  addedByMinimumSeconds: number;
  addedByRoundingSeconds: number;
}

/** Sets `billedSeconds` of all lines; `work` is in order of start. Entries that are not to be billed get none. */
export function reckon(work: readonly Reckoned[], rules: WorkLog): void {
  for (const one of work) {
    if (!one.entry.billable) for (const line of one.lines) line.billedSeconds = 0;
  }
  const billable = work.filter((one) => one.entry.billable);
  for (const one of billable) {
    takeBreak(one.lines, one.entry.breakSeconds);
    raise([one], rules.minimumSeconds);
  }
  if (rules.callOut.minimumSeconds > 0)
    for (const callOut of callOuts(billable, rules.callOut.gapSeconds))
      raise(callOut, rules.callOut.minimumSeconds);
  for (const group of roundedTogether(billable, rules.rounding.scope)) round(group, rules.rounding);
}

function billed(lines: readonly BillingLine[]): number {
  return lines.reduce((total, line) => total + line.billedSeconds, 0);
}

// When within the entry the break was is not recorded: it is taken where the client would pay most for it.
function takeBreak(lines: readonly BillingLine[], breakSeconds: number): void {
  let left = breakSeconds;
  for (const line of lines.toSorted((a, b) => b.factorMilli - a.factorMilli || a.startSec - b.startSec)) {
    const taken = Math.min(left, line.billedSeconds);
    line.billedSeconds -= taken;
    left -= taken;
  }
}

function raise(work: readonly Reckoned[], minimumSeconds: number): void {
  const missing = minimumSeconds - billed(work.flatMap((one) => one.lines));
  if (missing <= 0) return;
  const last = work.at(-1)!;
  last.lines.at(-1)!.billedSeconds += missing;
  last.addedByMinimumSeconds += missing;
}

/** Runs of one person's entries that begin outside ordinary hours; an entry without a time of day belongs to none. */
function callOuts(work: readonly Reckoned[], gapSeconds: number): Reckoned[][] {
  const runs: Reckoned[][] = [];
  const current = new Map<string, { run: Reckoned[]; endSec: number }>();
  for (const one of work) {
    if (one.entry.dayOnlySeconds !== undefined) continue;
    const person = personKey(one.entry.person);
    const last = current.get(person);
    if (last !== undefined && one.entry.startSec <= last.endSec + gapSeconds) {
      last.run.push(one);
      last.endSec = Math.max(last.endSec, one.entry.endSec);
    } else {
      const run = [one];
      runs.push(run);
      current.set(person, { run, endSec: one.entry.endSec });
    }
  }
  return runs.filter(([first]) => first.lines[0].factorReason !== '');
}

interface Rounded {
  one: Reckoned;
  line: BillingLine;
}

function roundedTogether(work: readonly Reckoned[], scope: WorkLog['rounding']['scope']): Rounded[][] {
  const groups = new Map<string, Rounded[]>();
  for (const one of work)
    for (const line of one.lines) {
      const key =
        scope === 'entry'
          ? one.entry.id
          : scope === 'invoice'
            ? ''
            : `${personKey(one.entry.person)}\n${line.date}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [{ one, line }]);
      else group.push({ one, line });
    }
  return [...groups.values()];
}

// What rounding adds stands in the last line; what it takes is taken from the end, as far back as it reaches.
function round(group: readonly Rounded[], rounding: WorkLog['rounding']): void {
  const before = billed(group.map(({ line }) => line));
  let left = roundSeconds(before, rounding) - before;
  for (const { one, line } of group.toReversed()) {
    const change = Math.max(left, -line.billedSeconds);
    line.billedSeconds += change;
    one.addedByRoundingSeconds += change;
    left -= change;
  }
}

function roundSeconds(seconds: number, { mode, stepSeconds }: WorkLog['rounding']): number {
  if (mode === 'none') return seconds;
  const steps = seconds / stepSeconds;
  if (mode === 'up') return Math.ceil(steps) * stepSeconds;
  return (mode === 'down' ? Math.floor(steps) : Math.floor(steps + 0.5)) * stepSeconds;
}
