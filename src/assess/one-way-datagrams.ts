// Datagrams that go one way for good reason: what devices report to a collector, and streams whose receiver only now and then says how it goes.

import { SIGNATURE } from '../model/signatures.ts';
import { CLASS } from '../model/traffic.ts';
import type { DetectorContext } from './finding.ts';

/** Devices that report to one collector; more are forged. Neither one of them nor all together send more packets in a second. */
const MOST_DEVICES = 250;
const DEVICE_PEAK = 5_000;
const DEVICES_PEAK = 20_000;

/**
 * Receivers of streams report every five seconds on average (RFC 3550 section 6.2), WireGuard every ten when it has nothing to send (Keepalive-Timeout),
 * so at least every so many; shorter exchanges say nothing.
 */
const REPORT_SEC = 11;
const STREAM_SEC = 10;
const LEAST_REPORTS = 3;
/** Packets of a stream in one second: large video takes a thousand; and of all streams to one address: 500 calls at 50 a second. */
const STREAM_PEAK = 1_500;
const STREAMS_PEAK = 25_000;

// Sources (src_*) of telemetry to our addresses (dst_*): few, and no faster than devices are.
const DEVICES = `SELECT src_hi, src_lo, dst_hi, dst_lo FROM inbound WHERE class = ${CLASS.udp} AND signature = ${SIGNATURE.telemetry} GROUP BY src_hi, src_lo, dst_hi, dst_lo
    HAVING max(peak_packets) <= ${DEVICE_PEAK} QUALIFY count(*) OVER (PARTITION BY dst_hi, dst_lo) <= ${MOST_DEVICES} AND sum(max(peak_packets)) OVER (PARTITION BY dst_hi, dst_lo) <= ${DEVICES_PEAK}`;

// Sources (src_*) that sent our addresses (dst_*) payloads of no known kind while we sent them something, by the same service port, from their
// beginning to their end.
const STREAMS = `WITH o AS MATERIALIZED (SELECT dst_hi AS src_hi, dst_lo AS src_lo, src_hi AS dst_hi, src_lo AS dst_lo, port, sum(packets) AS reports, min(first_us) AS began, max(last_us) AS ended
      FROM outbound WHERE class = ${CLASS.udp} GROUP BY ALL HAVING sum(packets) >= ${LEAST_REPORTS})
    SELECT src_hi, src_lo, dst_hi, dst_lo, port FROM
    o JOIN (SELECT src_hi, src_lo, dst_hi, dst_lo, port, min(first_us) AS first_us, max(last_us) AS last_us, max(peak_packets) AS peak
      FROM inbound SEMI JOIN o USING (src_hi, src_lo, dst_hi, dst_lo, port) WHERE class = ${CLASS.udp} AND signature = ${SIGNATURE.none} GROUP BY ALL) USING (src_hi, src_lo, dst_hi, dst_lo, port)
    WHERE peak <= ${STREAM_PEAK} AND last_us - first_us >= ${STREAM_SEC}e6 AND reports * ${REPORT_SEC}e6 >= last_us - first_us
      AND began - first_us <= ${REPORT_SEC}e6 AND last_us - ended <= ${REPORT_SEC}e6
    QUALIFY sum(peak) OVER (PARTITION BY dst_hi, dst_lo) <= ${STREAMS_PEAK}`;

/** SQL condition on rows of `inbound` (alias i) that go one way and are no flood. */
export async function goesOneWay({ query }: Pick<DetectorContext, 'query'>): Promise<string> {
  const [{ devices, streams }] = await query<{ devices: boolean; streams: boolean }>(
    `SELECT EXISTS (FROM (${DEVICES})) AS devices, EXISTS (FROM (${STREAMS})) AS streams`,
  );
  const conditions = [
    ...(devices
      ? [
          `(i.signature = ${SIGNATURE.telemetry} AND (i.src_hi, i.src_lo, i.dst_hi, i.dst_lo) IN (SELECT (src_hi, src_lo, dst_hi, dst_lo) FROM (${DEVICES})))`,
        ]
      : []),
    ...(streams
      ? [
          `(i.signature = ${SIGNATURE.none} AND (i.src_hi, i.src_lo, i.dst_hi, i.dst_lo, i.port) IN (SELECT (src_hi, src_lo, dst_hi, dst_lo, port) FROM (${STREAMS})))`,
        ]
      : []),
  ];
  return conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`;
}
