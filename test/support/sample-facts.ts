// A realistic incident, made by hand: three waves against a small game host. Every report test reads this one object.

import { jurisdictionOf } from '../../src/facts/jurisdictions/index.ts';
import { lossFacts } from '../../src/facts/losses.ts';
import { outageFacts } from '../../src/facts/outage-minutes.ts';
import type { IncidentFacts } from '../../src/model/facts.ts';
import { sampleBill } from './sample-bill.ts';
import { criterion, sampleVectors, sampleWaves, verdicts } from './sample-facts-attack.ts';
import { sampleCase, sampleCustody, sampleEvidence } from './sample-facts-case.ts';
import { sampleLeads, sampleTimings } from './sample-facts-follow-up.ts';
import { sampleClocks, sampleImpact } from './sample-facts-measured.ts';
import {
  sampleCountries,
  sampleNetworks,
  sampleTopProven,
  sampleTopReflectors,
} from './sample-facts-sources.ts';
import { sampleSeries, sampleTimeline } from './sample-facts-time.ts';

/** A fresh copy, so that a test may change it: 600 proven sources in 40 countries, 12,000 unproven, three waves, an EXERCISE. */
export function sampleFacts(): IncidentFacts {
  const topProven = sampleTopProven();
  return {
    schemaVersion: 1,
    generatedUtc: '2025-12-08T09:00:00Z',
    tool: {
      name: 'Afterflood',
      version: '0.1.0',
      nodeVersion: 'v20.19.0',
      command: 'afterflood report debtember --now 2025-12-08T09:00:00Z',
    },
    case: sampleCase(),
    databases: [
      {
        role: 'country of registration',
        name: 'geo-whois-asn-country',
        version: '2.3.2025120100',
        buildDate: '2025-12-01',
        sha256: 'c0de'.repeat(16),
        licence: 'CC0-1.0',
        ageDays: -4,
      },
      {
        role: 'network (ASN)',
        name: 'ip-location-db asn',
        version: '2.3.2025120100',
        buildDate: '2025-12-01',
        sha256: 'a5ad'.repeat(16),
        licence: 'CC-BY-4.0',
        ageDays: -4,
      },
    ],
    evidence: sampleEvidence(),
    custody: sampleCustody(),
    inputsSha256: 'e1e5'.repeat(16),
    own: { addresses: ['203.0.113.10'], how: 'stated', reason: 'Stated in incident.yaml.', judged: true },
    attackFound: true,
    answers: {
      what: 'Three waves of denial-of-service traffic: a SYN flood, an HTTP flood, then a UDP flood with HTTP requests.',
      when: 'From 2025-12-05 18:02:11 to 2025-12-06 02:39:58 UTC, 1 h 45 min of attack in all.',
      against: 'Web server 203.0.113.10 (www.example.net), port 443.',
      howBig: 'At most 412,300 packets/s, 1.44 Gbit/s and 3,910 requests/s.',
      sources: '600 addresses are proven to have taken part; 12,000 more may be forged.',
      effect: 'The web shop was down for 78 minutes in two outages, as stated by the operator.',
    },
    firstUtc: '2025-12-05T16:00:00Z',
    lastUtc: '2025-12-06T04:00:00Z',
    waves: sampleWaves(),
    campaign: undefined,
    vectors: sampleVectors(),
    sourcesTotal: 14_660,
    sourcesByVerdict: verdicts(600, 40, 120, 12_000, 1_900),
    ordinaryClients: 3_184,
    internalHosts: ['192.0.2.250'],
    addressLists: [],
    unstatedProxies: undefined,
    unread: [],
    loneClients: [],
    topProven,
    topReflectors: sampleTopReflectors(),
    networks: sampleNetworks(),
    countries: sampleCountries(),
    countryDisagreements: { differing: 27, compared: 600 },
    timeline: sampleTimeline(),
    series: sampleSeries(),
    activities: [],
    clocks: sampleClocks(),
    impact: sampleImpact(),
    alternatives: [
      {
        title: 'Flash crowd (a sale or a link on a busy site)',
        startUtc: '2025-12-05T21:10:04Z',
        endUtc: '2025-12-05T22:01:41Z',
        conclusion: 'attack',
        text: 'Dropped: 97 % of the addresses had never been seen before, and none asked for images or style sheets.',
        criteria: [criterion('new addresses', 0.97, 0.8, 'share', '97 % of the addresses were new.')],
      },
    ],
    demandRecords: [],
    demandTimings: sampleTimings(),
    leads: sampleLeads(),
    jurisdiction: jurisdictionOf('DE', Date.UTC(2025, 11, 8, 9) / 1000),
    losses: lossFacts(sampleCase(), sampleBill(), sampleWaves(), { received: undefined, sent: undefined }),
    outageMinutes: outageFacts(sampleCase(), undefined),
    billing: sampleBill(),
    method: [
      'Every file was read from start to end and hashed with SHA-256 while it was read.',
      'A source address counts as proven only when the evidence shows a completed connection from it.',
    ],
    limits: [
      'The capture was taken on the attacked host: what the provider dropped upstream is not in it.',
      'The last record of E1 is cut short; 74 bytes could not be decoded.',
    ],
    redaction: {
      on: true,
      secrets: [
        { file: 'E3', rowId: '', field: 'requests: texts', kind: 'session', count: 12 },
        { file: 'incident.yaml', rowId: '2', field: 'actions.what', kind: 'password', count: 1 },
      ],
    },
    runLog: {
      actions: [{ action: 'ingested', what: 'E1 access.log', sha256: 'ab'.repeat(32) }],
      lastSha256: 'fe'.repeat(32),
    },
    thresholds: [
      {
        name: 'wave.ppsFactor',
        value: 20,
        unit: 'times the median',
        meaning: 'Packets per second that start a wave.',
      },
      { name: 'wave.minSec', value: 60, unit: 's', meaning: 'Shortest wave.' },
    ],
    totals: {
      packets: 61_204_118,
      bytes: 20_990_400_000,
      requests: 1_702_334,
      sockets: 231_412,
      snapshots: 721,
    },
  };
}
