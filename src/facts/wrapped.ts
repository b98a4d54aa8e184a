// Captures that hold traffic inside of tunnels, as mirrors of clouds and switches make them: what is inside was not judged.

import type { CaseStore } from '../aggregate/store.ts';
import { CLASS } from '../model/traffic.ts';
import { count } from '../report/units.ts';

/** RFC 7348 section 5; IANA protocol numbers. */
const VXLAN_PORT = 4789;
const GRE = 47;
/** Share of the packets of a file. */
const LEAST_SHARE = 0.5;

/** Sentences on files at least half of whose packets are wrapped. */
export async function wrappedCaptures({ query }: Pick<CaseStore, 'query'>): Promise<string[]> {
  const rows = await query<Record<'evidence' | 'vxlan' | 'gre' | 'n', number>>(`
    SELECT evidence, coalesce(vxlan, 0) AS vxlan, gre, n FROM
      (SELECT evidence, sum(packets)::DOUBLE AS n, coalesce(sum(packets) FILTER (class = ${CLASS.otherIp} AND port = ${GRE}), 0)::DOUBLE AS gre FROM packet_minutes GROUP BY evidence)
      LEFT JOIN (SELECT evidence, sum(packets)::DOUBLE AS vxlan FROM packet_ports WHERE class = ${CLASS.udp} AND side = 1 AND port = ${VXLAN_PORT} GROUP BY evidence) USING (evidence)
    WHERE coalesce(vxlan, 0) + gre >= ${LEAST_SHARE} * n ORDER BY evidence`);
  return rows.map(
    ({ evidence, vxlan, gre, n }) =>
      `${count(vxlan + gre)} of ${count(n)} packets of E${evidence} are wrapped (VXLAN, GRE, ERSPAN), as mirrors of clouds and switches do it. What is inside was not looked at, as anybody can send such packets with made-up addresses inside. If it is a mirror of yours, take off what is around it, and run again: editcap -C 50 FILE OUTPUT for VXLAN and ERSPAN over IPv4.`,
  );
}
