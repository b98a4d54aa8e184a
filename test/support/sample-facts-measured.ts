// What was measured of the sample incident: effect on the shop, and the clocks of its files.

import type { ClockFacts, ImpactFacts } from '../../src/model/facts.ts';

/** One outage and one stretch of failures on www.example.net, and a measure of each kind. */
export function sampleImpact(): ImpactFacts {
  return {
    summary: 'Measured: no successful answer in 12 logged minutes (1 outage).',
    measures: [
      {
        waveId: 'W1',
        target: '203.0.113.10',
        kind: 'syn_ack_ratio',
        unit: 'ratio',
        inWave: 0.42,
        outside: 1.01,
        changePercent: -58.4,
        counts: { inWave: 42_000, inWaveOf: 100_000, outside: 1010, outsideOf: 1000 },
        mark: 'observed',
        text: '203.0.113.10, W1: 0.42 SYN-ACKs sent for each SYN received.',
      },
      {
        waveId: 'W1',
        target: 'tcp/443',
        kind: 'half_open',
        unit: 'sockets',
        inWave: 4096,
        outside: undefined,
        changePercent: undefined,
        counts: { inWave: 5, inWaveOf: 9, outside: 0, outsideOf: 0 },
        mark: 'observed',
        text: 'Port 443, W1: at most 4,096 half-open sockets in one snapshot.',
      },
      {
        waveId: 'W2',
        target: 'www.example.net',
        kind: 'failed_share',
        unit: 'share',
        inWave: 0.755,
        outside: 0.002,
        changePercent: undefined,
        counts: { inWave: 755_000, inWaveOf: 1_000_000, outside: 20, outsideOf: 10_000 },
        mark: 'observed',
        text: 'www.example.net, W2: 75.5 % of the logged requests ended in a server error (5xx).',
      },
      {
        waveId: 'W2',
        target: 'www.example.net',
        kind: 'given_up_share',
        unit: 'share',
        inWave: 0.031,
        outside: 0,
        changePercent: undefined,
        counts: { inWave: 31_000, inWaveOf: 1_000_000, outside: 0, outsideOf: 10_000 },
        mark: 'observed',
        text: 'www.example.net, W2: 3.1 % of the logged requests timed out or were given up by the client (408, 460, 499).',
      },
      {
        waveId: 'W2',
        target: 'www.example.net',
        kind: 'earlier_clients',
        unit: 'requests/min',
        inWave: 1.25,
        outside: 40,
        changePercent: -96.9,
        counts: { inWave: 65, inWaveOf: 52, outside: 2080, outsideOf: 52 },
        mark: 'computed',
        text: 'www.example.net, W2: completed requests (2xx, 3xx) from addresses also seen before fell by 96.9 %.',
      },
    ],
    outages: [
      {
        site: 'www.example.net',
        kind: 'outage',
        startUtc: '2025-12-05T21:14:00Z',
        endUtc: '2025-12-05T21:26:00Z',
        minutes: 12,
        requests: 230_000,
        failed: 230_000,
        waveIds: ['W2'],
        mark: 'observed',
        howMeasured: 'Web log, by the minute: no request was answered with 2xx or 3xx.',
      },
      {
        site: 'www.example.net',
        kind: 'degraded',
        startUtc: '2025-12-05T21:11:00Z',
        endUtc: '2025-12-05T21:40:00Z',
        minutes: 29,
        requests: 610_000,
        failed: 540_000,
        waveIds: ['W2'],
        mark: 'observed',
        howMeasured: 'Web log, by the minute: at least half of the requests ended in 5xx, 460 or 499.',
      },
    ],
  };
}

/** A small difference, a zone mistake, and a pair that has nothing in common. */
export function sampleClocks(): ClockFacts[] {
  const pair = (evidenceA: string, evidenceB: string, text: string): ClockFacts => ({
    evidenceA,
    evidenceB,
    kinds: 'capture and log',
    method: 'matched requests',
    offsetSec: 1.5,
    spreadSec: 0.4,
    matches: 812,
    ratio: 31.2,
    wholeHours: false,
    statedMsA: 0,
    statedMsB: undefined,
    text,
  });
  return [
    pair('E1', 'E2', 'The clock of E2 is 1.5 s ahead of that of E1.'),
    {
      ...pair('E1', 'E3', 'E1 and E3: not enough in common to compare their clocks.'),
      kinds: 'capture and dump',
      method: 'none',
      offsetSec: undefined,
      spreadSec: undefined,
      matches: 0,
      ratio: 0,
    },
    {
      ...pair('E2', 'E4', 'The clock of E4 is 1 h ahead of that of E2.'),
      kinds: 'log and log',
      method: 'rate correlation',
      offsetSec: 3600.25,
      wholeHours: true,
    },
  ];
}
