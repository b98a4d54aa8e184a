// Speed of the text decoders on one core, against a bare loop that counts newlines in the same bytes.

import type { EvidenceFormat } from '../../src/ingest/format.ts';
import { netstat } from '../../src/ingest/formats/netstat.ts';
import { webCombined } from '../../src/ingest/formats/web-combined.ts';
import type { EvidenceBatch } from '../../src/model/batch.ts';
import { Diagnostics } from '../../src/model/diagnostic.ts';
import { createRequestBatch, createSocketBatch, resetBatch } from '../../src/model/empty-batch.ts';
import { inlineWholeLoops } from '../../src/optimising.ts';
import { testContext } from '../support/text-rows.ts';

const LINES = 400_000;
const PIECE_BYTES = 1 << 18;
const ROUNDS = 5;

/** Times each text decoder over generated evidence and prints lines/s, MB/s and the ratio to counting newlines. */
export function run(): void {
  inlineWholeLoops();
  report('web-combined', webCombined, combinedLog(), createRequestBatch(8192, 2 << 20));
  report('netstat', netstat, netstatDump(), createSocketBatch(8192));
}

function report(name: string, format: EvidenceFormat, input: Uint8Array, batch: EvidenceBatch): void {
  let decodeSec = Number.POSITIVE_INFINITY;
  let countSec = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    decodeSec = Math.min(
      decodeSec,
      seconds(() => decodeAll(format, input, batch)),
    );
    countSec = Math.min(
      countSec,
      seconds(() => countLines(input)),
    );
  }
  const million = (LINES / decodeSec / 1e6).toFixed(2);
  const rate = (input.length / decodeSec / 1e6).toFixed(0);
  console.log(
    `${name}: ${million} M lines/s, ${rate} MB/s, ${(decodeSec / countSec).toFixed(1)} x counting newlines (${(LINES / countSec / 1e6).toFixed(1)} M lines/s)`,
  );
}

function seconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function decodeAll(format: EvidenceFormat, input: Uint8Array, batch: EvidenceBatch): void {
  const decoder = format.createDecoder(testContext('bench', new Diagnostics()));
  let rows = 0;
  let at = 0;
  resetBatch(batch);
  while (at < input.length) {
    const piece = input.subarray(at, at + PIECE_BYTES);
    const used = decoder.decode(piece, batch);
    at += used;
    if (used === 0 && !batch.full) break;
    if (batch.full) {
      rows += batch.rows;
      resetBatch(batch);
    }
  }
  rows += batch.rows;
  if (rows !== LINES) throw new Error(`${rows} rows of ${LINES} lines`);
}

function countLines(input: Uint8Array): void {
  let lines = 0;
  for (let i = 0; i < input.length; i++) if (input[i] === 10) lines++;
  if (lines !== LINES) throw new Error(`${lines} lines counted`);
}

// Some 190 bytes a line; 300 lines a second, as in a flood.
function combinedLog(): Uint8Array {
  const agent =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0';
  const lines: string[] = [];
  for (let i = 0; i < LINES; i++) {
    const second = Math.floor(i / 300);
    const clock = [second / 3600, (second / 60) % 60, second % 60].map((n) =>
      String(Math.floor(n)).padStart(2, '0'),
    );
    const client = `198.51.${100 + (i % 7)}.${(i * 31) % 256}`;
    const request = `GET /shop/item-${i % 5000}.html?session=${i} HTTP/1.1`;
    lines.push(
      `${client} - - [17/May/2026:${clock.join(':')} +0200] "${request}" 200 ${1000 + (i % 9000)} "https://shop.example/" "${agent}"\n`,
    );
  }
  return Buffer.from(lines.join(''), 'latin1');
}

// A pile of half-open sockets, as `netstat -ant | grep SYN_RECV` prints it.
function netstatDump(): Uint8Array {
  const lines: string[] = [];
  for (let i = 0; i < LINES; i++) {
    const remote = `203.0.113.${i % 256}:${1024 + (i % 60000)}`;
    lines.push(`tcp        0      0 192.0.2.1:443           ${remote.padEnd(23)} SYN_RECV   \n`);
  }
  return Buffer.from(lines.join(''), 'latin1');
}
