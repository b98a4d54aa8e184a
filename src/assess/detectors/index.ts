// The registry of detectors: one line each.

import type { Detector } from '../finding.ts';
import { borrowedFloods } from './borrowed-floods.ts';
import { connectionPile } from './connection-pile.ts';
import { dnsFlood } from './dns-flood.ts';
import { emptyConnections } from './empty-connections.ts';
import { halfOpenPile } from './half-open-pile.ts';
import { hiddenSynFlood } from './hidden-syn-flood.ts';
import { httpFlood } from './http-flood.ts';
import { httpPackets } from './http-packets.ts';
import { http2Reset } from './http2-reset.ts';
import { icmpErrors } from './icmp-errors.ts';
import { icmpFlood } from './icmp-flood.ts';
import { ipFloods } from './ip-floods.ts';
import { reflections } from './reflections.ts';
import { slowHttp } from './slow-http.ts';
import { slowPackets } from './slow-packets.ts';
import { synFlood } from './syn-flood.ts';
import { tcpFloods } from './tcp-floods.ts';
import { tcpReflections } from './tcp-reflections.ts';
import { tlsFlood } from './tls-flood.ts';
import { tlsRenewals } from './tls-renewals.ts';
import { udpFlood } from './udp-flood.ts';
import { untakenAnswers } from './untaken-answers.ts';

export const DETECTORS: readonly Detector[] = [
  synFlood,
  hiddenSynFlood,
  halfOpenPile,
  tcpFloods,
  tcpReflections,
  udpFlood,
  dnsFlood,
  reflections,
  icmpFlood,
  icmpErrors,
  ipFloods,
  borrowedFloods,
  tlsFlood,
  tlsRenewals,
  connectionPile,
  emptyConnections,
  untakenAnswers,
  httpFlood,
  httpPackets,
  http2Reset,
  slowHttp,
  slowPackets,
];
