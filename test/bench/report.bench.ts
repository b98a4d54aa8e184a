// Whole runs of `afterflood report` in a process of their own: wall time and peak memory, against reading and hashing the same file.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Flood, floodPieces, logPieces, writePieces } from './generated.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));
const PACKETS = 5_000_000;
const LOG_BYTES = 1_000_000_000;
const ROUNDS = 3;
const NOW = '2026-06-20T12:00:00Z';

/** Prints one line a case; captures and logs are made in a temporary directory and removed. */
export async function run(): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'afterflood-bench-'));
  try {
    const demo = fastestRun(path.join(ROOT, 'fixtures', 'debtember'), directory);
    console.log(`report: ${'demo case (fixed cost of a run)'.padEnd(44)} ${formatRun(demo)}`);
    const flood = { packets: PACKETS, answered: false };
    await measureFlood('5 M SYN, 50 k sources', { ...flood, sources: 50_000, seed: 1 }, directory);
    await measureFlood(
      '2.5 M SYN each answered, 50 k sources',
      { ...flood, sources: 50_000, seed: 2, answered: true },
      directory,
    );
    await measureFlood('5 M SYN, 1 M sources', { ...flood, sources: 1_000_000, seed: 3 }, directory);
    const log = path.join(directory, 'access.log');
    const bytes = writePieces(log, logPieces(LOG_BYTES, 4));
    print(`combined log of ${(bytes / 1e9).toFixed(1)} GB`, fastestRun(log, directory), log);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function measureFlood(title: string, flood: Flood, directory: string): Promise<void> {
  const file = path.join(directory, 'flood.pcap');
  writePieces(file, floodPieces(flood));
  const peer = await seconds(() => peerCount(file));
  print(title, fastestRun(file, directory), file, peer);
  rmSync(file);
}

interface Run {
  wallSec: number;
  cpuSec: number;
  peakMb: number;
}

function print(title: string, run: Run, file: string, peerSec?: number): void {
  const read = readSeconds(file, () => undefined);
  const hash = createHash('sha256');
  const hashed = readSeconds(file, (part) => hash.update(part));
  const ratios = [
    `${(run.wallSec / read).toFixed(1)} x reading`,
    `${(run.wallSec / hashed).toFixed(1)} x sha256`,
    ...(peerSec === undefined ? [] : [`${(run.wallSec / peerSec).toFixed(2)} x pcap-parser only counting`]),
  ];
  console.log(`report: ${title.padEnd(44)} ${formatRun(run)}; ${ratios.join(', ')}`);
}

function formatRun(run: Run): string {
  return `${run.wallSec.toFixed(2)} s, ${run.cpuSec.toFixed(2)} s of CPU, peak ${run.peakMb.toFixed(0)} MB`;
}

// The fastest of a few: what else runs on the machine only ever adds.
function fastestRun(evidence: string, directory: string): Run {
  let best: Run = { wallSec: Infinity, cpuSec: Infinity, peakMb: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const run = reportRun(evidence, path.join(directory, 'out'));
    best = {
      wallSec: Math.min(best.wallSec, run.wallSec),
      cpuSec: Math.min(best.cpuSec, run.cpuSec),
      peakMb: Math.max(best.peakMb, run.peakMb),
    };
  }
  return best;
}

// The child tells its own use of the machine when it ends; all threads are in it.
const TELL = `data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('\\nused '+u.maxRSS+' '+(u.userCPUTime+u.systemCPUTime)+'\\n')})`;

function reportRun(evidence: string, out: string): Run {
  const start = performance.now();
  const child = spawnSync(
    process.execPath,
    ['--import', TELL, MAIN, 'report', evidence, '--now', NOW, '--out', out],
    { encoding: 'utf8' },
  );
  const wallSec = (performance.now() - start) / 1e3;
  const used = [...child.stderr.matchAll(/^used (\d+) (\d+)$/gm)];
  if (child.status !== 0 || used.length === 0)
    throw new Error(`report ended with ${child.status}: ${child.stderr}`);
  rmSync(out, { recursive: true });
  return {
    wallSec,
    cpuSec: Math.max(...used.map((match) => Number(match[2]))) / 1e6,
    peakMb: Math.max(...used.map((match) => Number(match[1]))) / 1024,
  };
}

function readSeconds(file: string, onPart: (part: Uint8Array) => void): number {
  const start = performance.now();
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.allocUnsafe(1 << 20);
  for (;;) {
    const length = readSync(descriptor, buffer, 0, buffer.length, null);
    if (length === 0) break;
    onPart(buffer.subarray(0, length));
  }
  closeSync(descriptor);
  return (performance.now() - start) / 1e3;
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1e3;
}

interface Peer {
  parse(file: string): { on(event: 'packet' | 'end' | 'error', listener: (value: unknown) => void): void };
}

// The package that serves as second reader, counting packets and doing nothing with them.
function peerCount(file: string): Promise<void> {
  const peer = createRequire(import.meta.url)('pcap-parser') as Peer;
  return new Promise((resolve, reject) => {
    const parser = peer.parse(file);
    let packets = 0;
    parser.on('packet', () => packets++);
    parser.on('error', reject);
    parser.on('end', () =>
      packets === PACKETS ? resolve() : reject(new Error(`pcap-parser read ${packets} packets`)),
    );
  });
}
