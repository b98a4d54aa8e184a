// Sources of a flood in captures that are all the clients their target had: a load balancer or proxy that hides its clients looks the same.

import type { CaseStore } from '../aggregate/store.ts';
import { addressText } from '../model/address.ts';
import { vectorBit } from './members.ts';
import type { VectorGroup } from './waves.ts';

/** More addresses than this are no balancer in front of one port. */
const MOST_BALANCERS = 4;

const SAID =
  ' No other address completed a connection with it in the captures: a load balancer, proxy or address translation in front of the server looks the same. State such addresses under trusted_proxies or allow_list and run again before anybody is accused.';

/** Their addresses, in order; says so in the reason of the finding. A log tells what single clients did, so that with one nobody is among them. */
export async function loneClients(
  store: Pick<CaseStore, 'query'>,
  groups: readonly VectorGroup[],
): Promise<string[]> {
  const [{ logs }] = await store.query<{ logs: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM request_minutes) AS logs',
  );
  if (logs) return [];
  const lone = new Set<string>();
  for (const [index, { findings }] of groups.entries()) {
    for (const finding of findings) {
      const { hi, lo, port } = finding.target;
      if (finding.lane !== 'packets' || !finding.proves || port === 0) continue;
      const members = `SELECT DISTINCT src_hi AS hi, src_lo AS lo FROM members WHERE vector_bit = ${vectorBit(index)}`;
      const few = await store.query<{ hi: bigint; lo: bigint }>(
        `${members} ORDER BY hi, lo LIMIT ${MOST_BALANCERS + 1}`,
      );
      if (few.length > MOST_BALANCERS) continue;
      const others = await store.query(
        `SELECT 1 AS one FROM syn_pairs WHERE handshakes > 0 AND dst_hi = ${hi}::UBIGINT AND dst_lo = ${lo}::UBIGINT AND port = ${port} AND (src_hi, src_lo) NOT IN (SELECT hi, lo FROM (${members})) LIMIT 1`,
      );
      if (others.length > 0) continue;
      finding.reason += SAID;
      for (const each of few) lone.add(addressText(each.hi, each.lo));
    }
  }
  return [...lone];
}
