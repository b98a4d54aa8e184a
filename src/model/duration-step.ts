// How long a request took, as the number of a step: eight steps double it, so that a step is known to within a tenth.

const STEPS_PER_DOUBLING = 8;

/** Steps that there are; the last holds all from 9 days on. */
export const DURATION_STEPS: number = 240;

/** The step of a duration, milliseconds: the lowest whose stepMs is not below it. */
export function durationStep(milliseconds: number): number {
  const step = Math.ceil(STEPS_PER_DOUBLING * Math.log2(milliseconds + 1));
  return Math.min(step, DURATION_STEPS - 1);
}

/** The longest duration of a step, milliseconds. */
export function stepMs(step: number): number {
  return 2 ** (step / STEPS_PER_DOUBLING) - 1;
}
