// The attack of the sample incident: its vectors and waves, with sums that agree with each other.

import type { Criterion, IncidentFacts, Peaks, VectorFacts, WaveFacts } from '../../src/model/facts.ts';

const NO_PEAKS: Peaks = {
  pps1s: 0,
  pps60s: 0,
  bps1s: 0,
  bps60s: 0,
  rps1s: 0,
  rps60s: 0,
  halfOpen: 0,
  pps1sAt: '',
  rps1sAt: '',
  halfOpenAt: '',
};

/** A wave without phases of its own. */
const ONE_PIECE: Pick<WaveFacts, 'phases' | 'phasesTotal' | 'pulses' | 'shape'> = {
  phases: [],
  phasesTotal: 0,
  pulses: undefined,
  shape: '',
};

const SYN_PEAKS: Peaks = {
  ...NO_PEAKS,
  pps1s: 412_300,
  pps60s: 371_000,
  bps1s: 197_904_000,
  bps60s: 178_080_000,
  halfOpen: 16_384,
  pps1sAt: '2025-12-05T18:14:22Z',
  halfOpenAt: '2025-12-05T18:15:00Z',
};

const HTTP_PEAKS: Peaks = {
  ...NO_PEAKS,
  pps1s: 48_200,
  pps60s: 41_100,
  bps1s: 81_700_000,
  bps60s: 69_800_000,
  rps1s: 3_910,
  rps60s: 3_240,
  pps1sAt: '2025-12-05T21:33:10Z',
  rps1sAt: '2025-12-05T21:33:09Z',
};

const UDP_PEAKS: Peaks = {
  ...NO_PEAKS,
  pps1s: 158_000,
  pps60s: 131_500,
  bps1s: 1_440_000_000,
  bps60s: 1_190_000_000,
  pps1sAt: '2025-12-06T02:21:40Z',
};

/** Sources by verdict. */
export function verdicts(
  proven: number,
  likely: number,
  reflector: number,
  unproven: number,
  refuted: number,
): IncidentFacts['sourcesByVerdict'] {
  return { proven, likely, reflector, unproven, refuted, claimed: 0 };
}

/** A criterion that holds when the measure reaches the threshold. */
export function criterion(
  name: string,
  measured: number,
  threshold: number,
  unit: string,
  text: string,
): Criterion {
  return { name, measured, threshold, unit, held: measured >= threshold, text };
}

/** Four vectors. */
export function sampleVectors(): VectorFacts[] {
  const shared = { targets: ['203.0.113.10'], lengthMin: 60, lengthMax: 60, requests: 0, halfOpenPeak: 0 };
  return [
    {
      ...shared,
      id: 'V1',
      vector: 'syn_flood',
      title: 'SYN flood',
      cisaClass: 'protocol',
      attackTechnique: 'T1499.001 OS Exhaustion Flood',
      protocol: 'tcp',
      sourcePort: 'random',
      destinationPort: '443',
      tcpFlags: 'SYN',
      waves: ['W1'],
      packets: 38_400_000,
      bytes: 2_304_000_000,
      halfOpenPeak: 16_384,
      sharePackets: 0.64,
      shareBytes: 0.115,
      sources: 13_650,
      sourcesByVerdict: verdicts(0, 40, 0, 11_710, 1_900),
      peaks: SYN_PEAKS,
      firstUtc: '2025-12-05T18:02:11Z',
      lastUtc: '2025-12-05T18:31:04Z',
      reason:
        'TCP packets with only SYN set, of one length, that never completed the handshake they asked for.',
      criteria: [
        criterion(
          'bare SYN share',
          0.997,
          0.8,
          'share',
          '99.7 % of TCP packets to port 443 had only SYN set.',
        ),
        criterion('half-open sockets', 16_384, 256, 'sockets', '16,384 half-open sockets in one snapshot.'),
      ],
      match: 'TCP to 203.0.113.10 port 443, flags SYN only, IP length 60',
      baselineShare: 0.012,
      evidenceIds: ['E1', 'E3', 'E4'],
      population: undefined,
      snapshotEstimate: undefined,
      samples: [
        {
          evidenceId: 'E1',
          recordRef: 'E1 packet 120401',
          text: '198.51.100.7:40123 > 203.0.113.10:443 SYN seq 3735928559 win 64240 length 0',
        },
      ],
    },
    {
      ...shared,
      id: 'V2',
      vector: 'icmp_flood',
      title: 'ICMP flood',
      cisaClass: 'volumetric',
      attackTechnique: 'T1498.001 Direct Network Flood',
      protocol: 'icmp',
      sourcePort: '',
      destinationPort: '',
      tcpFlags: '',
      waves: ['W1'],
      lengthMin: 1_428,
      lengthMax: 1_428,
      packets: 1_800_000,
      bytes: 2_570_400_000,
      sharePackets: 0.03,
      shareBytes: 0.128,
      sources: 210,
      sourcesByVerdict: verdicts(0, 0, 0, 210, 0),
      peaks: {
        ...NO_PEAKS,
        pps1s: 9_800,
        pps60s: 8_900,
        bps1s: 111_955_200,
        bps60s: 101_673_600,
        pps1sAt: '2025-12-05T18:20:03Z',
      },
      firstUtc: '2025-12-05T18:16:40Z',
      lastUtc: '2025-12-05T18:24:31Z',
      reason: 'Echo requests of one length to one address, a thousand times the rate before.',
      criteria: [
        criterion('echo requests', 9_800, 1_000, 'packets/s', '9,800 echo requests in the busiest second.'),
      ],
      match: 'ICMP echo request to 203.0.113.10, IP length 1428',
      baselineShare: 0,
      evidenceIds: ['E1'],
      population: undefined,
      snapshotEstimate: undefined,
      samples: [],
    },
    {
      ...shared,
      id: 'V3',
      vector: 'http_flood',
      title: 'HTTP flood',
      cisaClass: 'application',
      attackTechnique: 'T1499.002 Service Exhaustion Flood',
      protocol: 'tcp',
      sourcePort: 'random',
      destinationPort: '443',
      tcpFlags: 'PSH ACK',
      targets: ['www.example.net'],
      waves: ['W2', 'W3'],
      lengthMin: 52,
      lengthMax: 1_500,
      packets: 9_600_000,
      bytes: 2_035_200_000,
      requests: 1_590_000,
      sharePackets: 0.16,
      shareBytes: 0.101,
      sources: 600,
      sourcesByVerdict: verdicts(600, 0, 0, 0, 0),
      peaks: HTTP_PEAKS,
      firstUtc: '2025-12-05T21:10:04Z',
      lastUtc: '2025-12-06T02:39:58Z',
      reason: 'One path asked for without the page around it, by 600 addresses at a machine-like pace.',
      criteria: [
        criterion('requests per second', 3_910, 60, 'requests/s', 'The busiest second held 3,910 requests.'),
      ],
      match: 'GET /search with an ExampleFlood user agent',
      baselineShare: 0.0004,
      evidenceIds: ['E1', 'E2'],
      population: undefined,
      snapshotEstimate: undefined,
      samples: [
        { evidenceId: 'E2', recordRef: 'E2 line 40112', text: '192.0.2.20 "GET /search?q=a HTTP/1.1" 503' },
      ],
    },
    {
      ...shared,
      id: 'V4',
      vector: 'udp_flood',
      title: 'UDP flood',
      cisaClass: 'volumetric',
      attackTechnique: 'T1498.001 Direct Network Flood',
      protocol: 'udp',
      sourcePort: '53, 123',
      destinationPort: 'random',
      tcpFlags: '',
      waves: ['W3'],
      lengthMin: 468,
      lengthMax: 1_500,
      packets: 10_200_000,
      bytes: 13_158_000_000,
      sharePackets: 0.17,
      shareBytes: 0.656,
      sources: 200,
      sourcesByVerdict: verdicts(0, 0, 120, 80, 0),
      peaks: UDP_PEAKS,
      firstUtc: '2025-12-06T02:15:31Z',
      lastUtc: '2025-12-06T02:39:12Z',
      reason: 'UDP without a question from us, most of it answer-shaped and from ports 53 and 123.',
      criteria: [
        criterion('UDP packets', 158_000, 1_000, 'packets/s', '158,000 UDP packets in the busiest second.'),
      ],
      match: 'UDP to 203.0.113.10 from ports 53 and 123',
      baselineShare: undefined,
      evidenceIds: ['E1'],
      population: undefined,
      snapshotEstimate: undefined,
      samples: [],
    },
  ];
}

/** Three waves; together 60,000,000 packets, as the vectors. */
export function sampleWaves(): WaveFacts[] {
  return [
    {
      id: 'W1',
      startUtc: '2025-12-05T18:02:11Z',
      endUtc: '2025-12-05T18:31:04Z',
      durationSec: 1_733,
      startUncertaintySec: 1,
      endUncertaintySec: 1,
      clockUncertaintySec: 0,
      startCensored: false,
      endCensored: false,
      targets: ['203.0.113.10'],
      vectors: ['V1', 'V2'],
      peaks: SYN_PEAKS,
      packets: 40_200_000,
      bytes: 4_874_400_000,
      requests: 0,
      sources: 13_860,
      sourcesByVerdict: verdicts(0, 40, 0, 11_920, 1_900),
      detectionRule:
        'Packets per second above 20 times the median of the two hours before, for 60 s or longer.',
      evidenceIds: ['E1', 'E3', 'E4'],
      ...ONE_PIECE,
    },
    {
      id: 'W2',
      startUtc: '2025-12-05T21:10:04Z',
      endUtc: '2025-12-05T22:01:41Z',
      durationSec: 3_097,
      startUncertaintySec: 1,
      endUncertaintySec: 1,
      clockUncertaintySec: 0,
      startCensored: false,
      endCensored: false,
      targets: ['www.example.net'],
      vectors: ['V3'],
      peaks: HTTP_PEAKS,
      packets: 7_900_000,
      bytes: 1_674_800_000,
      requests: 1_310_000,
      sources: 600,
      sourcesByVerdict: verdicts(600, 0, 0, 0, 0),
      detectionRule: 'Requests per second above 10 times the median of the hours before, for 60 s or longer.',
      evidenceIds: ['E1', 'E2'],
      ...ONE_PIECE,
    },
    {
      id: 'W3',
      startUtc: '2025-12-06T02:15:31Z',
      endUtc: '2025-12-06T02:39:58Z',
      durationSec: 1_467,
      startUncertaintySec: 1,
      endUncertaintySec: 30,
      clockUncertaintySec: 0,
      startCensored: false,
      endCensored: false,
      targets: ['203.0.113.10', 'www.example.net'],
      vectors: ['V3', 'V4'],
      peaks: { ...UDP_PEAKS, rps1s: 1_120, rps60s: 940, rps1sAt: '2025-12-06T02:20:02Z' },
      packets: 11_900_000,
      bytes: 13_518_400_000,
      requests: 280_000,
      sources: 412,
      sourcesByVerdict: verdicts(212, 0, 120, 80, 0),
      detectionRule:
        'Packets per second above 20 times the median of the two hours before, for 60 s or longer.',
      evidenceIds: ['E1', 'E2'],
      ...ONE_PIECE,
    },
  ];
}
