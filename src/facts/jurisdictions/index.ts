// The registry of jurisdiction data: one file a jurisdiction, dated. Chosen by the victim's country as incident.yaml states it.

import type { Jurisdiction, JurisdictionFacts } from '../../model/jurisdiction.ts';
import { parseTime } from '../../model/time.ts';
import { DE } from './de.ts';
import { EU } from './eu.ts';
import { UK } from './uk.ts';
import { US } from './us.ts';

/** All jurisdictions; no country stands in two of them. */
export const JURISDICTIONS: readonly Jurisdiction[] = [US, UK, DE, EU];

/** Data older than this, in days, is told to be old. */
export const STALE_AFTER_DAYS = 180;

/** The data for a country at the time of the report; undefined when there is none. */
export function jurisdictionOf(country: string, nowSec: number): JurisdictionFacts | undefined {
  const found = JURISDICTIONS.find((each) => each.countries.includes(country));
  if (found === undefined) return undefined;
  const asOf = parseTime(`${found.asOf}T00:00:00Z`);
  if (asOf === undefined) throw new Error(`${found.id}: asOf ${found.asOf} is no date`);
  const ageDays = Math.floor((nowSec - asOf) / 86_400);
  return { ...found, country, ageDays, stale: ageDays > STALE_AFTER_DAYS };
}
