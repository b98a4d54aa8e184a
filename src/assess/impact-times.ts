// How long requests to a site took, from logs that tell it, in a wave and outside.

import type { CaseStore } from '../aggregate/store.ts';
import { stepMs } from '../model/duration-step.ts';

/** How long requests took whose duration was logged, milliseconds: half of them and 95 % of them at most this long. */
export interface AnswerTimes {
  requests: number;
  medianMs: number;
  p95Ms: number;
}

/** Fewer requests have no median. */
const LEAST_REQUESTS = 10;

/** Of the minutes that the condition `which` names; undefined where too few durations were logged. Reads impact_sites, see impact.ts. */
export async function answerTimes(
  store: Pick<CaseStore, 'query'>,
  site: number,
  which: string,
): Promise<AnswerTimes | undefined> {
  const rows = await store.query<{ step: number; n: number }>(`
    SELECT step, sum(requests)::DOUBLE AS n FROM request_durations JOIN impact_sites USING (evidence, host_id)
    WHERE site = ${site} AND (${which}) GROUP BY step HAVING n > 0 ORDER BY step`);
  const requests = rows.reduce((total, { n }) => total + n, 0);
  if (requests < LEAST_REQUESTS) return undefined;
  const [medianMs, p95Ms] = [0.5, 0.95].map((part) => {
    let seen = 0;
    for (const { step, n } of rows) {
      seen += n;
      if (seen >= part * requests) return stepMs(step);
    }
    return 0;
  });
  return { requests, medianMs, p95Ms };
}
