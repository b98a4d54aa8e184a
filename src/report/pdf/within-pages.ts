// A document of at most so many pages: set shorter while it has more.

import { BREVITIES, type Brevity, type FlowResult } from './flow.ts';

/**
 * Draws the document as long as it may be: as usual, else at the first step of brevity that fits, found by halving, with its texts cut only as far as
 * the pages ask for: mostly it is the rows of tables that take the room. Counts the pages of nine layouts at most. The shortest is taken as it is.
 */
export async function withinPages(
  mostPages: number,
  drawAs: (brevity: Brevity) => Promise<FlowResult>,
): Promise<FlowResult> {
  const fits = async (brevity: Brevity): Promise<boolean> =>
    (await drawAs({ ...brevity, countOnly: true })).pages <= mostPages;
  if (await fits(BREVITIES[0]!)) return drawAs(BREVITIES[0]!);
  const short = await firstThatFits(BREVITIES.slice(1), fits);
  const withTexts = BREVITIES.slice(0, BREVITIES.indexOf(short)).map((each) => ({
    ...each,
    rows: short.rows,
  }));
  return drawAs(await firstThatFits([...withTexts, short], fits));
}

// The last is taken for one that fits.
async function firstThatFits(
  steps: readonly Brevity[],
  fits: (brevity: Brevity) => Promise<boolean>,
): Promise<Brevity> {
  let first = 0;
  let last = steps.length - 1;
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    if (await fits(steps[middle]!)) last = middle;
    else first = middle + 1;
  }
  return steps[first]!;
}
