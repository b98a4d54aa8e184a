// A document of at most so many pages: set shorter while it has more.

import { BREVITIES, type Brevity, type FlowResult } from './flow.ts';

/**
 * Draws the document as long as it may be: as usual, else at the first step of brevity that fits, found by halving, which counts the pages of
 * four layouts at most. The shortest is taken as it is.
 */
export async function withinPages(
  mostPages: number,
  drawAs: (brevity: Brevity) => Promise<FlowResult>,
): Promise<FlowResult> {
  const fits = async (step: number): Promise<boolean> =>
    (await drawAs({ ...BREVITIES[step]!, countOnly: true })).pages <= mostPages;
  if (await fits(0)) return drawAs(BREVITIES[0]!);
  let first = 1;
  let last = BREVITIES.length - 1;
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    if (await fits(middle)) last = middle;
    else first = middle + 1;
  }
  return drawAs(BREVITIES[first]!);
}
