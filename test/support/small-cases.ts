// Small cases for comparison: a quiet web log with one HTTP flood in it, by bots drawn from a fixed pool of routed addresses. Exercises, all of it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runReport } from '../../src/pipeline.ts';

// Blocks that are routed; nobody there took part in anything.
const BLOCKS = [
  '1.53.70',
  '5.130.243',
  '14.224.178',
  '24.133.87',
  '27.71.193',
  '31.59.228',
  '36.65.31',
  '37.153.135',
  '81.12.81',
  '103.239.248',
  '116.97.251',
  '151.247.176',
  '171.225.166',
];
const BOTS_A_BLOCK = 6;
const VISITORS = 40;
const HOURS = 7;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** Address of a bot of the pool, 0 to 77; six in a row share a /24. */
export function botAddress(index: number): string {
  return `${BLOCKS[Math.floor(index / BOTS_A_BLOCK)]}.${20 + 7 * (index % BOTS_A_BLOCK)}`;
}

/** A case to make. */
export interface SmallCase {
  id: string;
  /** First bot of the pool, and how many. */
  from: number;
  bots: number;
  agent: string;
  /** Seconds between two requests of one bot; 8 if not given. */
  stepSec?: number;
  /** Requests of each bot; 30 if not given. */
  turns?: number;
  /** Seconds since 1970 UTC at which the log begins; the flood comes six hours later. */
  startSec: number;
  /** Addresses of any kind that do as the bots do. */
  alsoFrom?: readonly string[];
  /** Prefixes stated as own addresses. */
  own?: readonly string[];
}

/** The user agent of the visitors. */
export const VISITORS_AGENT: string = BROWSER;

/** Makes the case's evidence and its report below `directory`; the report folder. */
export async function writeSmallCase(directory: string, small: SmallCase): Promise<string> {
  const evidence = join(directory, `${small.id}-evidence`);
  mkdirSync(evidence, { recursive: true });
  writeFileSync(join(evidence, 'access.log'), logText(small));
  writeFileSync(
    join(evidence, 'incident.yaml'),
    `case:\n  id: ${small.id}\n  title: "EXERCISE: a small flood"\n  exercise: true\nzone: UTC\nown_addresses: ${JSON.stringify(small.own ?? [])}\n`,
  );
  const outDirectory = join(directory, small.id);
  await runReport({
    paths: [evidence],
    incidentFile: undefined,
    outDirectory,
    nowSec: small.startSec + 86_400,
    asnDb: undefined,
    countryDb: undefined,
    own: [],
    command: 'afterflood report',
    onProgress: () => undefined,
    onStage: () => undefined,
  });
  return outDirectory;
}

/** The log: a visitor a minute who fetches a page and its parts, and from the sixth hour on the bots, one request each in `stepSec`. */
function logText({ from, bots, agent, startSec, stepSec = 8, turns = 30, alsoFrom = [] }: SmallCase): string {
  const lines: { sec: number; text: string }[] = [];
  const add = (sec: number, client: string, target: string, userAgent: string): void => {
    lines.push({
      sec,
      text: `${client} - - [${logTime(sec)}] "GET ${target} HTTP/1.1" 200 512 "-" "${userAgent}"`,
    });
  };
  for (let minute = 0; minute < HOURS * 60; minute++) {
    const sec = startSec + minute * 60;
    const client = `198.51.100.${1 + (minute % VISITORS)}`;
    for (const [index, target] of ['/', '/style.css', '/logo.png'].entries())
      add(sec + index, client, target, BROWSER);
  }
  const floodSec = startSec + 6 * 3600;
  const flooding = [...Array.from({ length: bots }, (_, bot) => botAddress(from + bot)), ...alsoFrom];
  for (let turn = 0; turn < turns; turn++)
    for (const [index, client] of flooding.entries())
      add(floodSec + turn * stepSec + (index % stepSec), client, `/search?q=${turn}`, agent);
  lines.sort((a, b) => a.sec - b.sec);
  return `${lines.map((line) => line.text).join('\n')}\n`;
}

// 10/Jun/2026:05:02:10 +0000
function logTime(sec: number): string {
  const time = new Date(sec * 1000).toISOString();
  return `${time.slice(8, 10)}/${MONTHS[Number(time.slice(5, 7)) - 1]}/${time.slice(0, 4)}:${time.slice(11, 19)} +0000`;
}
