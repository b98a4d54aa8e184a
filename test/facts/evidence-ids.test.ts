// Many waves in many files: each wave, source and vector has the counts and the files that are its own.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { explain } from '../../src/cli/explain.ts';
import type { AddressExplanation } from '../../src/explain/address.ts';
import { scratchFolder } from '../support/output.ts';
import { readCsv } from '../support/read-csv.ts';
import { reportInto } from '../support/run-main.ts';

const QUIET_FILES = 250;
const WAVES = 64;
const FIRST_SEC = Date.UTC(2026, 4, 17) / 1000;

function line(sec: number, client: string, status: number): string {
  const [, month, day, year] = new Date(sec * 1000).toUTCString().match(/, (\d+) (\w+) (\d+)/) ?? [];
  const clock = new Date(sec * 1000).toISOString().slice(11, 19);
  return `${client} - - [${month?.padStart(2, '0')}/${day}/${year}:${clock} +0000] "GET /a HTTP/1.1" ${status} 1 "-" "x"\n`;
}

/** Clients of a wave: no two waves have as many. */
function clients(wave: number): string[] {
  return Array.from(
    { length: 20 + wave },
    (_, i) => `2001:db8:${(wave + 1).toString(16)}::${(i + 1).toString(16)}`,
  );
}

test('64 waves in files E251 to E314', async (t) => {
  const folder = scratchFolder(t);
  for (let i = 0; i < QUIET_FILES; i++)
    writeFileSync(
      path.join(folder, `a-${String(i).padStart(3, '0')}.log`),
      line(FIRST_SEC + i * 1800, `192.0.2.${i + 1}`, 200),
    );
  for (let wave = 0; wave < WAVES; wave++) {
    const from = FIRST_SEC + wave * 7200 + 3600;
    const who = clients(wave);
    const lines = Array.from({ length: 3 * 900 }, (_, i) =>
      line(from + Math.floor(i / 15), who[i % who.length], 503),
    );
    writeFileSync(path.join(folder, `b-${String(wave).padStart(2, '0')}.log`), lines.join(''));
  }
  const out = path.join(scratchFolder(t), 'out');
  const { facts } = await reportInto(out, [folder]);
  assert.deepEqual(
    facts.waves.map(({ id, sources, evidenceIds }) => [id, sources, evidenceIds]),
    Array.from({ length: WAVES }, (_, wave) => [`W${wave + 1}`, 20 + wave, [`E${QUIET_FILES + 1 + wave}`]]),
  );
  const [names, ...rows] = readCsv(readFileSync(path.join(out, 'data/sources.csv'), 'utf8'));
  for (const wave of [0, 61, 63]) {
    const [client] = clients(wave);
    const row = rows.find((each) => each[names.indexOf('source_ip')] === client);
    assert.equal(row?.[names.indexOf('evidence_ids')], `E${QUIET_FILES + 1 + wave}`);
    const told = JSON.parse((await explain(client, { case: out, json: true })).out) as AddressExplanation;
    assert.deepEqual(
      told.verdicts.map(({ waves, evidenceIds }) => [waves, evidenceIds]),
      [[[`W${wave + 1}`], [`E${QUIET_FILES + 1 + wave}`]]],
    );
  }
});
