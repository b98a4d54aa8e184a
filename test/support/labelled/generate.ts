// The labelled set: writes every case and truth.json into a folder. The same seed gives the same bytes: node dist/test/support/labelled/generate.js FOLDER

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AddressSpace } from '../debtember/address-space.ts';
import { ICMPV6_ERRORS, IP_ATTACKS } from './attacks-ip.ts';
import { MIXED_ATTACKS } from './attacks-mixed.ts';
import { SYN_ATTACKS } from './attacks-syn.ts';
import { TCP_ATTACKS } from './attacks-tcp.ts';
import { UDP_ATTACKS } from './attacks-udp.ts';
import { WEB_ATTACKS } from './attacks-web.ts';
import { BENIGN_TCP } from './benign-tcp.ts';
import { BENIGN_UDP } from './benign-udp.ts';
import { BENIGN_WEB } from './benign-web.ts';
import { BORROWED } from './borrowed.ts';
import { CARPETS, UNEVEN_CARPETS } from './carpets.ts';
import { type CaseScript, Desk } from './case.ts';
import { DAILY_CAPTURES } from './daily-captures.ts';
import { DAILY_LOGS } from './daily-logs.ts';
import { DAILY_RETRIES } from './daily-retries.ts';
import { DAILY_UNANSWERED } from './daily-unanswered.ts';
import { DNS_CASES, OWN_RESOLVER_CASES } from './dns.ts';
import { DOUBTFUL_LOGS, TOLD_BY_REQUESTS } from './doubtful-logs.ts';
import { EMPTY_CONNECTIONS, REFUSED_FLOODS } from './empty-connections.ts';
import { FORGED_REQUESTS } from './forged-requests.ts';
import { HIDDEN_SYN_CASES } from './hidden-syn.ts';
import { HTTP_CAPTURE_CASES, POLLED_CAPTURES } from './http-capture.ts';
import { ICMP_ERROR_CASES } from './icmp-errors.ts';
import { ONE_WAY_CAPTURES } from './one-way-captures.ts';
import { ONE_WAY_UDP } from './one-way-udp.ts';
import { PROBE_CAPTURE_CASES } from './probe-capture.ts';
import { PROXIED_LOGS } from './proxied-log.ts';
import { QUIC_CASES } from './quic.ts';
import { REFLECTIONS } from './reflections.ts';
import { SMALL_REFLECTIONS } from './reflections-small.ts';
import { SAMPLED_CAPTURES } from './sampled-captures.ts';
import { SERVED_LOGS } from './served-logs.ts';
import { SIP_CASES } from './sip.ts';
import { SLOW_CAPTURE_CASES, SLOW_OFFICES } from './slow-capture.ts';
import { TIMERS } from './timers.ts';
import { TLS_CAPTURE_CASES } from './tls-capture.ts';
import { TLS_CONNECTIONS } from './tls-connections.ts';
import { TRYING_AGAIN } from './trying-again.ts';
import { WEB_DAYS } from './web-days.ts';

const SCRIPTS: readonly CaseScript[] = [
  ...SYN_ATTACKS,
  ...TCP_ATTACKS,
  ...UDP_ATTACKS,
  ...REFLECTIONS,
  ...IP_ATTACKS,
  ...WEB_ATTACKS,
  ...BENIGN_TCP,
  ...BENIGN_UDP,
  ...BENIGN_WEB,
  ...DNS_CASES,
  ...HTTP_CAPTURE_CASES,
  ...CARPETS,
  ...ICMPV6_ERRORS,
  ...SLOW_CAPTURE_CASES,
  ...WEB_DAYS,
  ...PROBE_CAPTURE_CASES,
  ...ICMP_ERROR_CASES,
  ...UNEVEN_CARPETS,
  ...SLOW_OFFICES,
  ...TLS_CAPTURE_CASES,
  ...DAILY_CAPTURES,
  ...DAILY_LOGS,
  ...MIXED_ATTACKS,
  ...DAILY_RETRIES,
  ...SIP_CASES,
  ...QUIC_CASES,
  ...PROXIED_LOGS,
  ...SMALL_REFLECTIONS,
  ...ONE_WAY_UDP,
  ...ONE_WAY_CAPTURES,
  ...HIDDEN_SYN_CASES,
  ...FORGED_REQUESTS,
  ...TIMERS,
  ...EMPTY_CONNECTIONS,
  ...DOUBTFUL_LOGS,
  ...BORROWED,
  ...OWN_RESOLVER_CASES,
  ...SAMPLED_CAPTURES,
  ...TOLD_BY_REQUESTS,
  ...REFUSED_FLOODS,
  ...POLLED_CAPTURES,
  ...TLS_CONNECTIONS,
  ...DAILY_UNANSWERED,
  ...SERVED_LOGS,
  ...TRYING_AGAIN,
];

/** All files of the set, by path inside its folder. */
export function makeLabelledSet(): Map<string, Buffer> {
  const space = new AddressSpace();
  const files = new Map<string, Buffer>();
  const truths = [];
  for (const [number, script] of SCRIPTS.entries()) {
    const desk = new Desk(script, number, space);
    script.write(desk);
    const made = desk.finish();
    for (const [name, bytes] of made.files) files.set(`${script.id}/${name}`, bytes);
    // Whoever is drawn twice is listed once.
    for (const list of ['proven', 'real', 'reflectors', 'infrastructure', 'innocent'] as const)
      made.truth[list] = [...new Set(made.truth[list])].sort();
    truths.push(made.truth);
  }
  // One line a case, so that a change to one shows as one.
  files.set('truth.json', Buffer.from(`[\n${truths.map((truth) => JSON.stringify(truth)).join(',\n')}\n]\n`));
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('usage: generate.js FOLDER');
  for (const [name, bytes] of makeLabelledSet()) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
