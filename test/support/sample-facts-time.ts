// The sample incident over time: the events of its timeline and the lanes of its traffic chart.

import type { SeriesFacts, TimelineEvent } from '../../src/model/facts.ts';

const START_SEC = Date.UTC(2025, 11, 5, 16) / 1000;
const END_SEC = Date.UTC(2025, 11, 6, 4) / 1000;

function at(day: number, hour: number, minute: number): number {
  return Date.UTC(2025, 11, day, hour, minute) / 1000;
}

// A fixed saw between 0 and 1 stands in for noise: the same on every machine.
function ripple(step: number): number {
  return ((step * 7919) % 101) / 100;
}

// Level at `sec`: `base` outside, `peak` inside [from, until), climbing over the first two minutes.
function burst(sec: number, from: number, until: number, peak: number): number {
  if (sec < from || sec >= until) return 0;
  return peak * Math.min(1, (sec - from + 60) / 180);
}

/** Four lanes, one point a minute over twelve hours (half-open sockets stop with the last snapshot). */
export function sampleSeries(): SeriesFacts[] {
  const packets: SeriesFacts['points'] = [];
  const bits: SeriesFacts['points'] = [];
  const requests: SeriesFacts['points'] = [];
  const halfOpen: SeriesFacts['points'] = [];
  for (let sec = START_SEC, step = 0; sec < END_SEC; sec += 60, step++) {
    const noise = 0.8 + 0.4 * ripple(step);
    const syn = burst(sec, at(5, 18, 2), at(5, 18, 31), 371_000);
    const http =
      burst(sec, at(5, 21, 10), at(5, 22, 2), 41_100) + burst(sec, at(6, 2, 15), at(6, 2, 40), 11_300);
    const udp = burst(sec, at(6, 2, 15), at(6, 2, 39), 131_500);
    packets.push({ atSec: sec, value: Math.round(noise * (620 + syn + http + udp)) });
    bits.push({
      atSec: sec,
      value: Math.round(noise * (3_900_000 + syn * 480 + http * 1_700 + udp * 9_000)),
    });
    requests.push({ atSec: sec, value: Math.round(noise * (9 + http / 12.7)) });
    halfOpen.push({ atSec: sec, value: Math.round(noise * 4 + Math.min(16_384, syn)) });
  }
  return [
    { lane: 'packets', title: 'Packets', unit: 'packets/s', bucketSec: 60, points: packets },
    { lane: 'bits', title: 'Traffic', unit: 'bit/s', bucketSec: 60, points: bits },
    { lane: 'requests', title: 'Requests', unit: 'requests/s', bucketSec: 60, points: requests },
    { lane: 'half_open', title: 'Half-open sockets', unit: 'sockets', bucketSec: 60, points: halfOpen },
  ];
}

type Short = [
  atUtc: string,
  kind: TimelineEvent['kind'],
  phase: string,
  message: string,
  mark: TimelineEvent['mark'],
  evidenceId: string,
  recordRef: string,
];

const EVENTS: Short[] = [
  [
    '2025-12-05T16:00:00Z',
    'evidence',
    'before',
    'First record of the evidence',
    'observed',
    'E1',
    'E1 packet 1',
  ],
  ['2025-12-05T17:31:07Z', 'demand', 'before', 'Demand D1 received by e-mail', 'stated', 'E5', ''],
  [
    '2025-12-05T18:02:11Z',
    'attack',
    'W1',
    'Wave W1 starts: SYN flood against 203.0.113.10',
    'computed',
    'E1',
    'E1 packet 120401',
  ],
  ['2025-12-05T18:05:00Z', 'outage', 'W1', 'Outage of Web shop begins', 'stated', '', ''],
  ['2025-12-05T18:12:00Z', 'action', 'W1', 'Switched on SYN cookies', 'stated', '', ''],
  [
    '2025-12-05T18:15:00Z',
    'attack',
    'W1',
    '16,384 half-open sockets on port 443',
    'observed',
    'E4',
    'E4 line 3',
  ],
  ['2025-12-05T18:20:00Z', 'action', 'W1', 'Called the provider', 'stated', '', ''],
  ['2025-12-05T18:31:04Z', 'attack', 'W1', 'Wave W1 ends', 'computed', 'E1', 'E1 packet 40322118'],
  ['2025-12-05T18:33:00Z', 'outage', '', 'Outage of Web shop ends', 'stated', '', ''],
  [
    '2025-12-05T21:10:04Z',
    'attack',
    'W2',
    'Wave W2 starts: HTTP flood against www.example.net',
    'computed',
    'E2',
    'E2 line 40112',
  ],
  ['2025-12-05T21:15:00Z', 'outage', 'W2', 'Outage of Web shop begins', 'stated', '', ''],
  ['2025-12-05T21:40:00Z', 'action', 'W2', 'Rate limit on /search', 'stated', '', ''],
  ['2025-12-05T22:01:41Z', 'attack', 'W2', 'Wave W2 ends', 'computed', 'E2', 'E2 line 1350114'],
  ['2025-12-05T22:05:00Z', 'outage', '', 'Outage of Web shop ends', 'stated', '', ''],
  ['2025-12-05T22:20:00Z', 'demand', '', 'Demand D2 received by chat', 'stated', '', ''],
  [
    '2025-12-06T02:15:31Z',
    'attack',
    'W3',
    'Wave W3 starts: UDP flood and HTTP flood',
    'computed',
    'E1',
    'E1 packet 49101882',
  ],
  ['2025-12-06T02:25:00Z', 'action', 'W3', 'Filtered UDP from ports 53 and 123', 'stated', '', ''],
  ['2025-12-06T02:39:58Z', 'attack', 'W3', 'Wave W3 ends', 'computed', 'E2', 'E2 line 1640950'],
  [
    '2025-12-06T04:00:00Z',
    'evidence',
    'after',
    'Last record of the evidence',
    'observed',
    'E1',
    'E1 packet 61204118',
  ],
];

/** Nineteen events, in order of time. */
export function sampleTimeline(): TimelineEvent[] {
  return EVENTS.map(([atUtc, kind, phase, message, mark, evidenceId, recordRef], index) => ({
    id: `T${index + 1}`,
    atUtc,
    message,
    timestampDesc: kind,
    kind,
    phase,
    host: kind === 'demand' ? '' : 'web1',
    sourceAddress: '',
    sourcePort: 0,
    destinationAddress: kind === 'attack' ? '203.0.113.10' : '',
    destinationPort: kind === 'attack' ? 443 : 0,
    protocol: kind === 'attack' ? 'tcp' : '',
    asn: 0,
    asName: '',
    country: '',
    packets: message.startsWith('Wave W1 ends') ? 40_200_000 : undefined,
    bytes: message.startsWith('Wave W1 ends') ? 4_874_400_000 : undefined,
    httpMethod: '',
    httpPath: '',
    httpStatus: 0,
    userAgent: '',
    evidenceId,
    recordRef,
    originalTime: atUtc,
    originalOffset: '+00:00',
    timeConfidence: 'exact',
    mark,
    important: true,
  }));
}
