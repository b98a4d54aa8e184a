// A document of at most so many pages: set again, shorter, while it has more.

import { BREVITIES, type Brevity, type FlowResult } from './flow.ts';

/** Draws as usual, then ever shorter until the document fits; the shortest is taken as it is. */
export async function withinPages(
  mostPages: number,
  drawAs: (brevity: Brevity) => Promise<FlowResult>,
): Promise<FlowResult> {
  const [usual, ...shorter] = BREVITIES;
  let result = await drawAs(usual!);
  for (const brevity of shorter) {
    if (result.pages <= mostPages) break;
    result = await drawAs(brevity);
  }
  return result;
}
