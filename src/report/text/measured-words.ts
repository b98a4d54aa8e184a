// The words for what was measured on the service and between the clocks of the evidence, the same in every document.

import type { ClockFacts, ImpactMeasure, IncidentFacts, MeasuredOutage } from '../../model/facts.ts';
import * as units from '../units.ts';

/** What a measure of the effect counts. */
export const IMPACT_TITLE: Record<ImpactMeasure['kind'], string> = {
  failed_share: 'Requests ended in a server error (5xx)',
  given_up_share: 'Requests timed out or given up (408, 460, 499)',
  answer_time: 'Time that requests took, median',
  earlier_clients: 'Completed requests of earlier clients',
  syn_ack_ratio: 'SYN-ACKs sent for each SYN received',
  half_open: 'Half-open sockets in one snapshot, most',
};

/** What was seen in every minute of a measured stretch. */
export const OUTAGE_STATE: Record<MeasuredOutage['kind'], string> = {
  outage: 'no successful answer',
  degraded: 'at least half failed',
};

export const IMPACT_MEASURED =
  'Measured from the evidence, by the minute, as far as it reaches. It shows what came with a wave, not by itself that the wave was the cause.';
export const IMPACT_NOT_MEASURED =
  'The evidence holds nothing by which the effect on the service could be measured.';
export const CLOCKS_EXPLAINED =
  'Compared by events that two files both hold. No difference was applied: all times are as the files have them. A difference of whole quarter hours looks like a time-zone mistake.';
export const CLOCKS_NOT_COMPARED =
  'No two files of the evidence could be compared, so nothing is known of their clocks but what is stated.';

/** A measured value with its unit; what cannot be compared is told as such. */
export function impactValue(value: number | undefined, { unit }: ImpactMeasure): string {
  return value === undefined
    ? 'nothing to compare with'
    : units.measured(value, unit === 'ratio' ? '' : unit);
}

/** Change against the stretch without attack; '' when there is none to compare with. */
export function impactChange({ changePercent: change }: ImpactMeasure): string {
  return change === undefined ? '' : `${change < 0 ? '\u2212' : '+'}${String(Math.abs(change))} %`;
}

/** How far clock B is ahead of A. */
export function clockDifference({ offsetSec }: ClockFacts): string {
  return offsetSec === undefined ? units.UNKNOWN : units.clockOffset(Math.round(offsetSec * 1000));
}

/** A zone mistake first, then what differs most, then what could not be compared; ties in order of evidence. */
export function clocksByWeight({ clocks }: IncidentFacts): ClockFacts[] {
  const weight = ({ wholeHours, offsetSec }: ClockFacts): number =>
    offsetSec === undefined ? -1 : Math.abs(offsetSec) + (wholeHours ? 1e9 : 0);
  return [...clocks].sort((a, b) => weight(b) - weight(a));
}
