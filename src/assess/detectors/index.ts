// The registry of detectors: one line each.

import type { Detector } from '../finding.ts';
import { connectionPile } from './connection-pile.ts';
import { halfOpenPile } from './half-open-pile.ts';
import { httpFlood } from './http-flood.ts';
import { icmpFlood } from './icmp-flood.ts';
import { slowHttp } from './slow-http.ts';
import { synFlood } from './syn-flood.ts';
import { udpFlood } from './udp-flood.ts';

export const DETECTORS: readonly Detector[] = [
  synFlood,
  halfOpenPile,
  udpFlood,
  icmpFlood,
  connectionPile,
  httpFlood,
  slowHttp,
];
