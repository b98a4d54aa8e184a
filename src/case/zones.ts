// Time zones by IANA name or fixed offset, as clocks. The one place that knows the zone database.

import { IANAZone } from 'luxon';
import { readLocal, readOffset, type ZoneClock } from '../model/stated-time.ts';

/** What a zone may look like, for messages. */
export const ZONE_EXPECTED =
  'a zone like Europe/Berlin, UTC or +02:00 (abbreviations such as CET are not clear)';

// All clock changes since 1970 fall on quarter hours, in UTC and on the wall clock.
const SLOT_SEC = 900;

/** The clock of a zone; undefined when there is no such zone. Abbreviations (EST, CET) are refused: they mean different things to different readers. */
export function zoneClock(id: string): ZoneClock | undefined {
  const fixedSec = id === 'UTC' ? 0 : readOffset(id);
  if (fixedSec !== undefined) return { id, offsetSecAt: () => fixedSec };
  if (!id.includes('/') || !IANAZone.isValidZone(id)) return undefined;
  const zone = IANAZone.create(id);
  const bySlot = new Map<number, number>();
  return {
    id,
    offsetSecAt(utcSec: number): number {
      const slot = Math.floor(utcSec / SLOT_SEC);
      let offsetSec = bySlot.get(slot);
      if (offsetSec === undefined) {
        offsetSec = Math.round(zone.offset(slot * SLOT_SEC * 1000) * 60);
        bySlot.set(slot, offsetSec);
      }
      return offsetSec;
    },
  };
}

/**
 * Minutes east of UTC to assume for a wall-clock time (seconds, as if it were UTC), cheap enough to call for every line.
 * A time that happened twice is taken as the first, one that never happened with the offset before the change.
 */
export function localOffsetMin(zone: ZoneClock): (localSec: number) => number {
  const bySlot = new Map<number, number>();
  let lastSlot = Number.NaN;
  let lastMin = 0;
  return (localSec: number): number => {
    const slot = Math.floor(localSec / SLOT_SEC);
    if (slot === lastSlot) return lastMin;
    let minutes = bySlot.get(slot);
    if (minutes === undefined) {
      const { offsetsSec, beforeSec } = readLocal(zone, slot * SLOT_SEC);
      minutes = (offsetsSec.length === 0 ? beforeSec : offsetsSec[0]) / 60;
      bySlot.set(slot, minutes);
    }
    lastSlot = slot;
    lastMin = minutes;
    return minutes;
  };
}
