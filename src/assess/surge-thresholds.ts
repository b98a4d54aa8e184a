// Thresholds of surges of requests in web logs; part of the one table in thresholds.ts.

import type { Threshold } from './thresholds.ts';

/** Their names. */
export type SurgeThreshold =
  | 'http_flood.requests_per_minute'
  | 'http_flood.times_baseline'
  | 'http_flood.requests_per_source'
  | 'http_flood.template_surge'
  | 'http_flood.template_share'
  | 'http_flood.participant_share'
  | 'season.least_days'
  | 'season.times_expected'
  | 'season.deviations'
  | 'season.failed_share'
  | 'season.path_share'
  | 'flash_crowd.browser_share'
  | 'unstated_proxy.share';

/** Their defaults. */
export const SURGE_THRESHOLDS: Record<SurgeThreshold, Threshold> = {
  'http_flood.requests_per_minute': {
    value: 120,
    unit: 'requests/min',
    meaning: 'requests to one site in one minute',
  },
  'http_flood.times_baseline': {
    value: 5,
    unit: 'times',
    meaning: 'the same against the median minute of the log',
  },
  'http_flood.requests_per_source': {
    value: 5,
    unit: 'requests',
    meaning: 'least requests of a source in the wave before it is called a participant',
  },
  'http_flood.template_surge': {
    value: 10,
    unit: 'times',
    meaning: 'how much more often a path is asked for than outside the wave to count as a flooded path',
  },
  'http_flood.template_share': {
    value: 0.8,
    unit: 'share',
    meaning: "share of a participant's requests that go to flooded paths",
  },
  'http_flood.participant_share': {
    value: 0.3,
    unit: 'share',
    meaning:
      'share of the requests of a surge that come from participants, from which it is called an attack',
  },
  'season.least_days': {
    value: 3,
    unit: 'days',
    meaning:
      'other days with log at the same hours (UTC) from which a surge on a web site is judged against them; days with a flood do not count',
  },
  'season.times_expected': {
    value: 3,
    unit: 'times',
    meaning:
      'busiest minute of a surge against the median busiest minute of those days, up to which it is ordinary',
  },
  'season.deviations': {
    value: 3.5,
    unit: 'deviations',
    meaning: 'the same in robust standard deviations (from the median absolute deviation) above that median',
  },
  'season.failed_share': {
    value: 0.1,
    unit: 'share',
    meaning:
      'failed requests of a surge (5xx) or of its participants (4xx, 5xx) above which it is never ordinary',
  },
  'season.path_share': {
    value: 0.1,
    unit: 'share',
    meaning: "share of the participants' requests that go to one path, above which a surge is never ordinary",
  },
  'flash_crowd.browser_share': {
    value: 0.5,
    unit: 'share',
    meaning:
      'share of clients that fetched images, styles or scripts, from which a surge is called a flash crowd',
  },
  'unstated_proxy.share': {
    value: 0.75,
    unit: 'share',
    meaning:
      'share of the ordinary requests to a site, or of its clients, at addresses that several user agents read the site from in one day, from which these are taken for a proxy; above 1: never',
  },
};
