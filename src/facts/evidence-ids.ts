// In which files a source, a vector or a wave stands: four masks tell the first 247, a query the others.

import type { CaseStore } from '../aggregate/store.ts';

/** Evidence numbers a mask, see evidenceMask. */
const MASK_BITS = 62;
/** The last bit of the last mask stands for this number and all beyond. */
const LAST_BIT = 247;

/** Ids of the evidence sources in four masks of 62 bits; `beyond` are those that share the last bit. */
export function evidenceIds(masks: readonly bigint[], beyond: readonly string[] = []): string[] {
  const ids: string[] = [];
  for (const [index, mask] of masks.entries()) {
    for (let bit = 0; bit < MASK_BITS; bit++) {
      const number = index * MASK_BITS + bit;
      if ((mask & (1n << BigInt(bit))) === 0n) continue;
      if (number === LAST_BIT && beyond.length > 0) ids.push(...beyond);
      else ids.push(`E${number}`);
    }
  }
  return ids;
}

/** True when the masks tell only that there is evidence beyond what they can name. */
export function isBeyondMasks(lastMask: bigint): boolean {
  return (lastMask & (1n << BigInt(MASK_BITS - 1))) !== 0n;
}

/**
 * Ids of the evidence from number 247 on with records of the sources of each key. `spans` is SQL with the columns key, src_hi, src_lo, first_us,
 * last_us: records between these times count.
 */
export async function evidenceBeyondMasks(
  store: Pick<CaseStore, 'query'>,
  spans: string,
): Promise<Map<number, string[]>> {
  const rows = await store.query<{ key: number; evidence: number }>(`
    WITH spans AS (${spans}),
    rows AS (
      SELECT src_hi, src_lo, evidence, first_us, last_us FROM packet_minutes WHERE evidence >= ${LAST_BIT} AND packets > 0
      UNION ALL SELECT client_hi, client_lo, evidence, first_us, last_us FROM request_minutes WHERE evidence >= ${LAST_BIT}
      UNION ALL SELECT remote_hi, remote_lo, evidence, at_us, at_us FROM sockets WHERE evidence >= ${LAST_BIT})
    SELECT DISTINCT spans.key::UINTEGER AS key, evidence FROM rows JOIN spans USING (src_hi, src_lo)
    WHERE rows.first_us <= spans.last_us AND rows.last_us >= spans.first_us ORDER BY key, evidence`);
  const ids = new Map<number, string[]>();
  for (const { key, evidence } of rows) {
    const list = ids.get(key);
    if (list === undefined) ids.set(key, [`E${evidence}`]);
    else list.push(`E${evidence}`);
  }
  return ids;
}
