// Makes the demo case. Usage: node dist/test/support/debtember/generate.js fixtures/debtember

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostileNoise, type LogFile, logFiles } from './access-log.ts';
import { AddressSpace, ipv4Number, ipv4Text, isBogon } from './address-space.ts';
import { type CapturedVisit, capturedVisit } from './captured-clients.ts';
import { DESCRIPTION, documents } from './documents.ts';
import { answerUnderFlood, errorShare, httpFlood } from './http-flood.ts';
import { FLAG, pcapFile, type Segment } from './pcap-writer.ts';
import {
  type Bot,
  type Crawler,
  drawBots,
  drawCrawlers,
  drawNewsReader,
  drawVisitor,
  type Visitor,
} from './population.ts';
import { Random } from './random.ts';
import { type Dump, socketDumps } from './socket-dumps.ts';
import {
  CAPTURE,
  CROWD,
  HTTP_FLOOD,
  LOGS_FROM,
  LOGS_TO,
  NEWS_REFERRER,
  SERVER,
  SYN_FLOOD,
  utcText,
  within,
} from './story.ts';
import { type SynFlood, synFlood } from './syn-flood.ts';
import type { TrueWave, Truth } from './truth.ts';
import {
  crawl,
  crowdArrivals,
  monitoring,
  newsReaderVisit,
  ordinaryArrivals,
  type Request,
  visit,
} from './visits.ts';

const SEED = 20260610;
const REGULARS = 260;
const CAPTURED_CLIENTS = 46;
const STRANDED_CLIENTS = 4;
const CASE = 'debtember';
const CAPTURE_FILE = 'capture/synflood.pcap';

// In this stretch only what the capture shows reaches the log.
const CAPTURE_ONLY = { from: CAPTURE.from - 10_000, to: CAPTURE.to + 5_000 };

/** All files by name, relative to fixtures/: the case folder, and its truth and description beside it. The same on every call. */
export function makeCase(): Map<string, Buffer> {
  const space = new AddressSpace();
  const bots = drawBots(new Random(SEED + 1), space);
  const people = new Random(SEED + 2);
  const regulars = Array.from({ length: REGULARS }, () => drawVisitor(people, space));
  const crawlers = drawCrawlers(people, space);

  const crowd = crowdRequests(new Random(SEED + 3), space, regulars);
  const captured = capturedVisits(new Random(SEED + 4), space);
  const ordinary = ordinaryRequests(new Random(SEED + 5), space, regulars, crawlers);
  const flood = httpFlood(new Random(SEED + 6), bots);
  const requests = [...ordinary, ...crowd.requests, ...captured.flatMap((each) => each.requests), ...flood];

  const forged = synFlood(new Random(SEED + 7), space);
  const dumps = socketDumps(new Random(SEED + 8), space, requests);
  const segments = [...forged.segments, ...captured.flatMap((each) => each.segments)];
  const logs = logFiles(requests);

  const files = new Map<string, Buffer>();
  const capture = pcapFile(segments);
  const captureSha256 = createHash('sha256').update(capture).digest('hex');
  for (const [name, text] of documents(captureSha256)) files.set(`${CASE}/${name}`, Buffer.from(text));
  for (const { file, bytes } of logs) files.set(`${CASE}/${file}`, bytes);
  for (const { file, text } of dumps) files.set(`${CASE}/${file}`, Buffer.from(text));
  files.set(`${CASE}/${CAPTURE_FILE}`, capture);
  files.set(`${CASE}.md`, Buffer.from(DESCRIPTION));
  const truth = tellTruth({
    bots,
    crawlers,
    crowd,
    captured,
    ordinary,
    flood,
    forged,
    dumps,
    segments,
    logs,
  });
  files.set(`${CASE}.truth.json`, Buffer.from(`${JSON.stringify(truth, null, 1)}\n`));
  return files;
}

function crowdRequests(
  random: Random,
  space: AddressSpace,
  regulars: readonly Visitor[],
): { requests: Request[]; readers: Set<string> } {
  const requests: Request[] = [];
  const readers = new Set<string>();
  for (const ms of crowdArrivals(random, CROWD.from, CROWD.to)) {
    const reader = drawNewsReader(random, space, regulars);
    readers.add(reader.address);
    const busy = ms > CROWD.from + 8 * 60_000 && ms < CROWD.from + 40 * 60_000;
    requests.push(...newsReaderVisit(random, reader, ms, busy));
  }
  return { requests, readers };
}

function capturedVisits(random: Random, space: AddressSpace): CapturedVisit[] {
  const visits: CapturedVisit[] = [];
  for (let i = 0; i < CAPTURED_CLIENTS + STRANDED_CLIENTS; i++) {
    let visitor = drawVisitor(random, space);
    while (visitor.address.includes(':')) visitor = drawVisitor(random, space);
    const stranded = i < STRANDED_CLIENTS;
    const latest = stranded ? SYN_FLOOD.to - 15_000 : CAPTURE.to - 25_000;
    visits.push(capturedVisit(random, visitor, random.whole(CAPTURE.from + 2_000, latest), stranded));
  }
  return visits;
}

function ordinaryRequests(
  random: Random,
  space: AddressSpace,
  regulars: readonly Visitor[],
  crawlers: readonly Crawler[],
): Request[] {
  const visits: Request[][] = [];
  for (const ms of ordinaryArrivals(random, LOGS_FROM, LOGS_TO - 600_000)) {
    const visitor = random.chance(0.4) ? random.pick(regulars) : drawVisitor(random, space);
    const requests = visit(random, visitor, ms);
    // Under the SYN flood most connections fail; under the HTTP flood some people give up at once.
    if (within(ms, SYN_FLOOD) && random.chance(0.6)) continue;
    if (errorShare(ms) > 0 && random.chance(0.3)) continue;
    visits.push(requests);
  }
  for (const crawler of crawlers)
    for (const request of crawl(random, crawler, LOGS_FROM, LOGS_TO)) visits.push([request]);
  for (const request of monitoring(LOGS_FROM, LOGS_TO)) visits.push([request]);
  const scanners = Array.from({ length: 12 }, () =>
    ipv4Text(space.draw(random, random.pick(['US', 'NL', 'SG', 'CN']), 'any')),
  );
  for (const request of hostileNoise(random, scanners, LOGS_FROM, LOGS_TO)) visits.push([request]);
  const requests = visits
    .filter((each) => !each.some((request) => within(request.at + request.tookMs, CAPTURE_ONLY)))
    .flat();
  for (const request of requests) answerUnderFlood(random, request);
  return requests;
}

interface Made {
  bots: Bot[];
  crawlers: Crawler[];
  crowd: { requests: Request[]; readers: Set<string> };
  captured: CapturedVisit[];
  ordinary: Request[];
  flood: Request[];
  forged: SynFlood;
  dumps: Dump[];
  segments: Segment[];
  logs: LogFile[];
}

function tellTruth(made: Made): Truth {
  const byBot: Record<string, number> = {};
  for (const address of ascending(made.bots.map((bot) => bot.address))) byBot[address] = 0;
  for (const { client } of made.flood) byBot[client]++;
  const bots = Object.keys(byBot);
  const forged = ascending(
    new Set([...made.forged.forged, ...made.dumps.flatMap((dump) => dump.forged)].map(ipv4Text)),
  );
  const settled = made.captured.filter((each) => each.requests.length > 0);
  const duringFlood = made.ordinary.filter(({ at }) => HTTP_FLOOD.some((part) => within(at, part)));
  return {
    exercise: true,
    seed: SEED,
    server: SERVER,
    waves: waves(made),
    bots: {
      count: bots.length,
      sha256: sha256Lines(bots),
      addresses: bots,
      countries: [...new Set(made.bots.map((bot) => bot.country))].sort(),
      requests: byBot,
    },
    forged: {
      count: forged.length,
      sha256: sha256Lines(forged),
      bogons: forged.filter((address) => isBogon(ipv4Number(address))).length,
      addresses: forged,
    },
    innocent: {
      capturedClients: ascending(settled.map(clientOf)),
      strandedClients: ascending(made.captured.filter((each) => each.requests.length === 0).map(clientOf)),
      clientsDuringHttpFlood: ascending(new Set(duringFlood.map(({ client }) => client))),
      crawlers: ascending(made.crawlers.map(({ address }) => address)),
      crowd: ascending(made.crowd.readers),
    },
    crowd: {
      startUtc: utcText(CROWD.from),
      endUtc: utcText(CROWD.to),
      referrer: NEWS_REFERRER,
      requests: made.crowd.requests.length,
      peakPerMinute: peakPerMinute(made.crowd.requests),
    },
    logs: made.logs.map(({ file, lines, text, gzip, byStatus }) => ({
      file,
      lines,
      uncompressedBytes: Buffer.byteLength(text),
      gzip,
      byStatus,
    })),
    capture: captureTruth(made, settled),
    dumps: made.dumps.flatMap(({ file, snapshots }) => snapshots.map((snapshot) => ({ file, ...snapshot }))),
    workLog: workLogTruth(),
  };
}

function waves(made: Made): TrueWave[] {
  const piles = made.dumps.filter(({ forged }) => forged.length > 0);
  const quiet = made.dumps
    .flatMap(({ snapshots }) => snapshots)
    .filter(({ atUtc }) => atUtc < utcText(SYN_FLOOD.from));
  const syn: TrueWave = {
    vector: 'syn_flood',
    target: SERVER,
    startUtc: utcText(SYN_FLOOD.from),
    endUtc: utcText(SYN_FLOOD.to),
    firstSeenUtc: piles[0].snapshots[0].atUtc,
    lastSeenUtc: utcText(SYN_FLOOD.to),
    quietBeforeUtc: quiet.at(-1)?.atUtc ?? '',
    evidence: [...piles.map(({ file }) => file), CAPTURE_FILE],
    requests: 0,
  };
  const http = HTTP_FLOOD.map((part): TrueWave => {
    const requests = made.flood.filter(({ at }) => within(at, part));
    const times = requests.map(({ at }) => at);
    return {
      vector: 'http_flood',
      target: SERVER,
      startUtc: utcText(part.from),
      endUtc: utcText(part.to),
      firstSeenUtc: utcText(times.reduce((a, b) => Math.min(a, b))),
      lastSeenUtc: utcText(times.reduce((a, b) => Math.max(a, b))),
      quietBeforeUtc: utcText(part.from - 1000),
      evidence: ['logs/access.log.2.gz'],
      requests: requests.length,
    };
  });
  return [syn, ...http];
}

function captureTruth(made: Made, settled: readonly CapturedVisit[]): Truth['capture'] {
  const count = (mask: number, value: number): number =>
    made.segments.filter(({ flags }) => (flags & mask) === value).length;
  return {
    file: CAPTURE_FILE,
    packets: made.segments.length,
    tcpSyn: count(FLAG.SYN | FLAG.ACK, FLAG.SYN),
    tcpSynAck: count(FLAG.SYN | FLAG.ACK, FLAG.SYN | FLAG.ACK),
    tcpRst: count(FLAG.RST, FLAG.RST),
    forgedSyn: made.forged.syns.length,
    forgedSynBogons: made.forged.syns.filter(isBogon).length,
    handshakes: settled.length,
    httpRequests: settled.reduce((sum, each) => sum + each.requests.length, 0),
  };
}

function workLogTruth(): Truth['workLog'] {
  const file = 'worklog.csv';
  const rows = (documents('').get(file) ?? '').trim().split('\n').slice(1);
  const seconds = rows.reduce((sum, row) => {
    const [start, end] = row.split(',', 2);
    return sum + (Date.parse(end) - Date.parse(start)) / 1000;
  }, 0);
  return { file, entries: rows.length, seconds };
}

function clientOf(each: CapturedVisit): string {
  return ipv4Text(each.segments[0].remote);
}

function peakPerMinute(requests: readonly Request[]): number {
  const minutes = new Map<number, number>();
  for (const { at } of requests)
    minutes.set(Math.floor(at / 60_000), (minutes.get(Math.floor(at / 60_000)) ?? 0) + 1);
  return Math.max(...minutes.values());
}

// IPv4 by number, then IPv6 by text; each once.
function ascending(addresses: Iterable<string>): string[] {
  const order = (address: string): number => (address.includes(':') ? 2 ** 32 : ipv4Number(address));
  return [...new Set(addresses)].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
}

function sha256Lines(lines: readonly string[]): string {
  return createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('usage: generate.js FOLDER');
  for (const [name, bytes] of makeCase()) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
