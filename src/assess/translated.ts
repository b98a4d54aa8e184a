// Floods that a capture on a gateway holds twice, before and behind address translation: the same packets to an outside and an inside address.

import type { CaseStore } from '../aggregate/store.ts';
import { grouped } from '../model/numbers.ts';
import type { Finding } from './finding.ts';
import { isInternalAddress, vectorBit } from './members.ts';
import type { VectorGroup, Wave } from './waves.ts';

/** Share of the sources of the smaller finding that must stand in the other at the same times, and fewest of them. */
const LEAST_SHARE = 0.5;
const LEAST_SOURCES = 20;
/** Of fewer sources one must have sent so many packets: that these begin and end together is no chance. */
const LONG_PACKETS = 100;
/** A gateway passes a packet on, or two captures stamp it, within so many microseconds. */
const NEAR_US = 50_000;

/**
 * Marks the smaller of two findings that are the same packets, says so, and takes these packets out of what its sources sent in the table
 * `members`. Only an outside and an inside address can be so: no packet of the Internet reaches the inside one by itself.
 */
export async function countTranslatedOnce(
  store: Pick<CaseStore, 'query' | 'run'>,
  groups: readonly VectorGroup[],
  waves: readonly Wave[],
): Promise<void> {
  const all = groups.flatMap(({ vector, findings }, index) =>
    findings
      .filter(({ lane, packets, target }) => lane === 'packets' && packets > 0 && target.address !== '')
      .map((finding) => ({
        finding,
        vector,
        where: `vector_bit = ${vectorBit(index)} AND wave = ${waves.findIndex((each) => each.findings.includes(finding))}`,
        internal: isInternalAddress(finding.target.address),
      })),
  );
  const outer = all.filter(({ internal }) => !internal);
  for (const inside of all.filter(({ internal }) => internal)) {
    for (const outside of outer) {
      if (inside.vector !== outside.vector || !overlap(inside.finding, outside.finding)) continue;
      if (inside.finding.translated === true || outside.finding.translated === true) continue;
      const same = `SELECT a.src_hi, a.src_lo, least(a.packets, b.packets) AS packets FROM members a JOIN members b USING (src_hi, src_lo)
        WHERE ${columns('a', outside.where)} AND ${columns('b', inside.where)} AND abs(a.first_us - b.first_us) <= ${NEAR_US} AND abs(a.last_us - b.last_us) <= ${NEAR_US}`;
      const [row] = await store.query<Record<'alike' | 'long' | 'fewest', bigint>>(
        `SELECT count(*)::BIGINT AS alike, count(*) FILTER (packets >= ${LONG_PACKETS})::BIGINT AS long,
          (SELECT least(count(*) FILTER (${outside.where}), count(*) FILTER (${inside.where})) FROM members)::BIGINT AS fewest FROM (${same})`,
      );
      const [alike, fewest] = [Number(row.alike), Number(row.fewest)];
      if (alike < LEAST_SHARE * fewest || (alike < LEAST_SOURCES && row.long === 0n)) continue;
      const [kept, lost] =
        inside.finding.packets > outside.finding.packets ? [inside, outside] : [outside, inside];
      lost.finding.translated = true;
      lost.finding.reason += ` They are the same packets as those to ${kept.finding.target.text}, before or behind address translation (${grouped(alike)} of ${grouped(fewest)} sources at the same times), and count there.`;
      await store.run(
        `UPDATE members SET packets = 0, bytes = 0 WHERE ${lost.where} AND (src_hi, src_lo) IN (SELECT src_hi, src_lo FROM members WHERE ${kept.where})`,
      );
      // An address of the inside that reached the outside one came from there: it is forged, and no host of ours.
      await store.run(
        `UPDATE members SET internal = false, verdict = o.verdict FROM members o
          WHERE members.internal AND ${columns('members', inside.where)} AND ${columns('o', outside.where)} AND members.src_hi = o.src_hi AND members.src_lo = o.src_lo`,
      );
    }
  }
}

function overlap(a: Finding, b: Finding): boolean {
  return a.startUs <= b.endUs && b.startUs <= a.endUs;
}

function columns(alias: string, where: string): string {
  return where.replace(/vector_bit|wave/g, `${alias}.$&`);
}
