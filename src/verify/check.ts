// The outcome of one check of a report folder, as `verify` prints it.

/** same: as it was written. differs: it is not. unchecked: it could not be looked at. note: no part of what was sealed. */
export type Outcome = 'same' | 'differs' | 'unchecked' | 'note';

/** One line of the result. */
export interface Check {
  outcome: Outcome;
  /** What was checked: a file of the report, an evidence id. */
  subject: string;
  text: string;
}

/** A check that ended well or not. */
export function check(holds: boolean, subject: string, same: string, differs: string): Check {
  return holds ? { outcome: 'same', subject, text: same } : { outcome: 'differs', subject, text: differs };
}
