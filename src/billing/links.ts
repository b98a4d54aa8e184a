// Ties working time to what happened: stated actions of the same person, attack waves, outages. Never makes entries from events.

import { type EntryLink, type LinkableEvent, personKey, type TimeEntry } from '../model/billing.ts';

/** Events this many seconds before an entry's start or behind its end still belong to it: clocks and notes are not exact. */
export const LINK_WINDOW_SEC = 300;

/** Links in order of the entries, direct ones first, then by start of the event and id; one row of strength 'none' when nothing fits. */
export function linkEntries(entries: readonly TimeEntry[], events: readonly LinkableEvent[]): EntryLink[] {
  const ordered = [...events].sort((a, b) => a.startSec - b.startSec || (a.id < b.id ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.dayOnlySeconds !== undefined) return sameDay(entry, ordered);
    const near = ordered.filter(
      (event) =>
        event.endSec >= entry.startSec - LINK_WINDOW_SEC && event.startSec <= entry.endSec + LINK_WINDOW_SEC,
    );
    const person = personKey(entry.person);
    const direct = near.filter((event) => event.kind === 'action' && personKey(event.by) === person);
    const coincident = near.filter((event) => event.kind !== 'action');
    if (direct.length + coincident.length === 0) return [unlinked(entry)];
    return [
      ...direct.map((event) => link(entry, event, 'direct', `action stated by ${event.by}`)),
      ...coincident.map((event) =>
        link(
          entry,
          event,
          'coincident',
          event.kind === 'wave' ? 'attack wave at that time' : 'outage at that time',
        ),
      ),
    ];
  });
}

// Whoever wrote down only the day may have worked at any hour of it: nothing closer than the day can be said, not even of own actions.
function sameDay(entry: TimeEntry, events: readonly LinkableEvent[]): EntryLink[] {
  const near = events.filter((event) => event.endSec >= entry.startSec && event.startSec < entry.endSec);
  if (near.length === 0) return [unlinked(entry)];
  return near.map((event) =>
    link(entry, event, 'same_day', 'on the day of the entry, which has no time of day'),
  );
}

function link(
  entry: TimeEntry,
  event: LinkableEvent,
  strength: EntryLink['strength'],
  reason: string,
): EntryLink {
  return {
    entryId: entry.id,
    eventId: event.id,
    strength,
    offsetSeconds: event.startSec - entry.startSec,
    reason,
  };
}

function unlinked(entry: TimeEntry): EntryLink {
  return {
    entryId: entry.id,
    eventId: '',
    strength: 'none',
    offsetSeconds: 0,
    reason: 'stated by the timekeeper only',
  };
}
