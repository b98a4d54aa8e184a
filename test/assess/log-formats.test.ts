// One attack, as web servers and proxies of different makes log it: the same waves, the same sources, the same verdicts.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { openAttributor } from '../../src/aggregate/attribute.ts';
import { Random } from '../support/debtember/random.ts';
import { assessCase } from '../support/labelled/assess-case.ts';
import type { Said } from '../support/labelled/judge.ts';

interface Request {
  sec: number;
  client: string;
  target: string;
  status: number;
  bytes: number;
  agent: string;
}

const FLOOD_SEC = Date.UTC(2026, 5, 16, 12) / 1000;
const FLOOD_MINUTES = 10;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});
const attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });

/** Visitors over ten hours who fetch a page and its images; a hundred machines ask for one page again and again in the ninth. */
function requests(): Request[] {
  const random = new Random(5);
  const out: Request[] = [];
  for (let sec = FLOOD_SEC - 8 * 3600; sec < FLOOD_SEC + 2 * 3600; sec += 20) {
    const visitor = random.whole(10, 200);
    const client = `198.51.100.${visitor}`;
    const agent = `Mozilla/5.0 (X11; Linux x86_64) Firefox/${100 + (visitor % 40)}.0`;
    for (const [i, target] of ['/tea', '/img/a.jpg', '/css/site.css'].entries())
      out.push({ sec: sec + i, client, target, status: 200, bytes: 900 + i, agent });
  }
  for (let n = 0; n < FLOOD_MINUTES * 60 * 20; n++) {
    const client = `203.0.113.${random.whole(1, 100)}`;
    out.push({
      sec: FLOOD_SEC + Math.floor(n / 20),
      client,
      target: '/search?q=all',
      status: 503,
      bytes: 12,
      agent: 'flood/1',
    });
  }
  return out.sort((a, b) => a.sec - b.sec);
}

const iso = (sec: number): string => new Date(sec * 1000).toISOString();

function day(sec: number): string {
  const text = iso(sec);
  return `${text.slice(8, 10)}/${MONTHS[Number(text.slice(5, 7)) - 1]}/${text.slice(0, 4)}:${text.slice(11, 19)}`;
}

const WRITERS: Record<string, (all: Request[]) => string> = {
  combined: (all) =>
    all
      .map(
        ({ sec, client, target, status, bytes, agent }) =>
          `${client} - - [${day(sec)} +0000] "GET ${target} HTTP/1.1" ${status} ${bytes} "-" "${agent}"\n`,
      )
      .join(''),
  iis: (all) =>
    '#Software: Microsoft Internet Information Services 10.0\r\n#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) sc-status sc-bytes\r\n' +
    all
      .map(({ sec, client, target, status, bytes, agent }) => {
        const [stem, query = '-'] = target.split('?');
        return `${iso(sec).slice(0, 10)} ${iso(sec).slice(11, 19)} GET ${stem} ${query} ${client} ${agent.replaceAll(' ', '+')} ${status} ${bytes}\r\n`;
      })
      .join(''),
  haproxy: (all) =>
    all
      .map(
        ({ sec, client, target, status, bytes }, i) =>
          `${client}:${1024 + (i % 60_000)} [${day(sec)}.000] www web/web1 0/0/0/3/5 ${status} ${bytes} - - ---- 1/1/0/0/0 0/0 "GET ${target} HTTP/1.1"\n`,
      )
      .join(''),
  'an AWS load balancer': (all) =>
    all
      .map(
        ({ sec, client, target, status, bytes, agent }, i) =>
          `http ${iso(sec)} app/web/50dc6c495c0c9188 ${client}:${1024 + (i % 60_000)} 10.0.0.5:80 0.001 0.002 0.000 ${status} ${status} 99 ${bytes} "GET http://www.example.org:80${target} HTTP/1.1" "${agent}" - -\n`,
      )
      .join(''),
  json: (all) =>
    all
      .map(
        ({ sec, client, target, status, bytes, agent }) =>
          `${JSON.stringify({ time_iso8601: iso(sec).replace('.000Z', '+00:00'), remote_addr: client, request: `GET ${target} HTTP/1.1`, status: String(status), body_bytes_sent: String(bytes), http_user_agent: agent })}\n`,
      )
      .join(''),
};

async function saidOf(log: string): Promise<Said> {
  const folder = mkdtempSync(path.join(tmpdir(), 'af-log-formats-'));
  folders.push(folder);
  writeFileSync(
    path.join(folder, 'incident.yaml'),
    'case:\n  id: LOGS\n  title: "EXERCISE"\n  exercise: true\nzone: UTC\n',
  );
  writeFileSync(path.join(folder, 'requests.log'), log);
  return assessCase(folder, attributor);
}

function told({ facts, sources }: Said): unknown {
  return {
    waves: facts.waves.map(({ startUtc, endUtc, peaks }) => [startUtc, endUtc, peaks]),
    vectors: facts.vectors.map(({ id, vector }) => [id, vector]),
    sources: sources.map(({ address, verdict }) => `${address} ${verdict}`).sort(),
  };
}

const all = requests();
for (const [make, write] of Object.entries(WRITERS))
  test(`the flood as logged by ${make}`, async () => {
    const said = await saidOf(write(all));
    assert.deepEqual(
      said.facts.waves.map(({ startUtc, endUtc }) => [startUtc, endUtc]),
      [['2026-06-16T12:00:00Z', '2026-06-16T12:09:59Z']],
    );
    const bots = new Set(all.filter(({ status }) => status === 503).map(({ client }) => client));
    assert.equal(said.sources.length, bots.size);
    assert.ok(said.sources.every(({ address, verdict }) => bots.has(address) && verdict === 'proven'));
    assert.deepEqual(told(said), told(await saidOf(WRITERS.combined(all))));
  });
