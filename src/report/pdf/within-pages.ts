// A document of at most so many pages: set shorter while it has more.

import { BREVITIES, type Brevity, type FlowResult } from './flow.ts';

/** Counts the pages as usual, then ever shorter until the document fits, and draws it so; the shortest is taken as it is. */
export async function withinPages(
  mostPages: number,
  drawAs: (brevity: Brevity) => Promise<FlowResult>,
  brevities: readonly Brevity[] = BREVITIES,
): Promise<FlowResult> {
  for (const brevity of brevities.slice(0, -1)) {
    const { pages } = await drawAs({ ...brevity, countOnly: true });
    if (pages <= mostPages) return drawAs(brevity);
  }
  return drawAs(brevities.at(-1)!);
}
