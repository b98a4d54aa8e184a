// The registry of evidence formats: one line each, in the order in which they are tried.

import type { EvidenceFormat } from '../format.ts';
import { addressList } from './address-list.ts';
import { counters } from './counters.ts';
import { kernelLog } from './kernel-log.ts';
import { netstat } from './netstat.ts';
import { pcap } from './pcap.ts';
import { pcapng } from './pcapng.ts';
import { ss } from './ss.ts';
import { webCombined } from './web-combined.ts';
import { webElb } from './web-elb.ts';
import { webHaproxy } from './web-haproxy.ts';
import { webJson } from './web-json.ts';
import { webW3c } from './web-w3c.ts';

export const FORMATS: readonly EvidenceFormat[] = [
  pcap,
  pcapng,
  netstat,
  ss,
  webCombined,
  webW3c,
  webHaproxy,
  webElb,
  webJson,
  counters,
  kernelLog,
  addressList,
];
