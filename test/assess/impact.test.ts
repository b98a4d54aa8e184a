// The measured effect of waves through the whole pipeline: logs and captures with known failure minutes and counts.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openAttributor } from '../../src/aggregate/attribute.ts';
import type { ImpactFacts, ImpactMeasure, IncidentFacts } from '../../src/model/facts.ts';
import { Random } from '../support/debtember/random.ts';
import { assessCase } from '../support/labelled/assess-case.ts';
import { Capture, Conversation } from '../support/labelled/capture.ts';
import { FLAG, tcpFrame } from '../support/labelled/frames.ts';

const SERVER = '203.0.113.10';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const attributor = await openAttributor({ asnDb: undefined, countryDb: undefined });

async function factsOf(files: Record<string, string | Buffer>): Promise<IncidentFacts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'af-impact-'));
  folders.push(folder);
  writeFileSync(
    path.join(folder, 'incident.yaml'),
    `case:\n  id: IMPACT\n  title: "EXERCISE"\n  exercise: true\nzone: UTC\nown_addresses: ["${SERVER}"]\nservices:\n  - name: "Shop"\n    host: shop.example\n`,
  );
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return (await assessCase(folder, attributor)).facts as IncidentFacts;
}

function measure(impact: ImpactFacts | undefined, kind: ImpactMeasure['kind'], waveId = 'W1'): ImpactMeasure {
  const found = impact?.measures.filter((each) => each.kind === kind && each.waveId === waveId) ?? [];
  assert.equal(found.length, 1, `${kind} ${waveId}`);
  return found[0];
}

function line(sec: number, client: string, asked: string, status: number): string {
  const iso = new Date(sec * 1000).toISOString();
  const time = `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
  return `${client} - - [${time}] "GET ${asked} HTTP/1.1" ${status} 900 "-" "Mozilla/5.0"\n`;
}

const FLOOD_SEC = Date.UTC(2026, 5, 16, 12) / 1000;
const FLOOD_MINUTES = 12;
const BOTS = 100;

// What regular number `i` of a minute is answered: all of the first two minutes, none of the next five, half of the rest.
function statusInFlood(minute: number, i: number): number {
  if (minute < 2) return 200;
  if (minute < 7) return i < 4 ? 503 : i === 4 ? 499 : 460;
  return i % 2 === 0 ? 200 : 504;
}

/**
 * Six regulars of thirty ask for a page or an image each minute, from `hoursBefore` to three hours after. The flood lasts twelve
 * minutes to the minute, ten requests a second from a hundred bots, all refused with 503.
 */
function floodLog(hoursBefore: number): string {
  const lines: string[] = [];
  const last = FLOOD_SEC + 3 * 3600;
  for (let sec = FLOOD_SEC - hoursBefore * 3600, minute = 0; sec < last; sec += 60, minute++)
    for (let i = 0; i < 6; i++) {
      const regular = (minute * 6 + i) % 30;
      const inFlood = (sec - FLOOD_SEC) / 60;
      const status = inFlood >= 0 && inFlood < FLOOD_MINUTES ? statusInFlood(inFlood, i) : 200;
      lines.push(
        line(
          sec + 5 + i * 9,
          `198.51.100.${10 + regular}`,
          i % 2 === 0 ? `/tea/${i}` : `/img/${i}.jpg`,
          status,
        ),
      );
    }
  const random = new Random(7);
  for (let n = 0; n < FLOOD_MINUTES * 600; n++)
    lines.push(
      line(FLOOD_SEC + Math.floor(n / 10), `192.0.2.${random.whole(1, BOTS)}`, '/search?q=all', 503),
    );
  return lines.join('');
}

test('HTTP flood: failed and given-up shares, outage minutes, earlier clients against the day before', async () => {
  const facts = await factsOf({ 'access.log': floodLog(32) });
  assert.deepEqual(
    facts.waves.map(({ startUtc, endUtc }) => [startUtc, endUtc]),
    [['2026-06-16T12:00:00Z', '2026-06-16T12:11:59Z']],
  );
  // 7200 refused bots, 20 of the regulars in five minutes with 503, 15 in five minutes with 504; 10 with 499 or 460.
  const failed = measure(facts.impact, 'failed_share');
  const outside = (35 * 60 - FLOOD_MINUTES) * 6;
  assert.deepEqual(failed.counts, { inWave: 7235, inWaveOf: 7272, outside: 0, outsideOf: outside });
  assert.equal(failed.mark, 'observed');
  assert.ok(Math.abs(failed.inWave - 7235 / 7272) < 1e-6);
  assert.deepEqual(measure(facts.impact, 'given_up_share').counts, {
    inWave: 10,
    inWaveOf: 7272,
    outside: 0,
    outsideOf: outside,
  });
  // Completed: 2 x 6 + 5 x 3 = 27 in twelve minutes; the day before 6 a minute.
  const earlier = measure(facts.impact, 'earlier_clients');
  assert.deepEqual(earlier.counts, { inWave: 27, inWaveOf: 12, outside: 72, outsideOf: 12 });
  assert.equal(earlier.changePercent, -62.5);
  assert.equal(earlier.mark, 'computed');
  // The log begins 8 h before the same minutes of the day before: so far back goes the look on both sides.
  assert.match(
    earlier.text,
    /^shop\.example, W1: completed requests \(2xx, 3xx\) from addresses also seen in the 8 h before fell by 62\.5 %: 27 in 12 min, against 72 in 12 min in the same minutes of the day before\./,
  );
  const outages = facts.impact?.outages ?? [];
  assert.deepEqual(
    outages.map(({ kind, startUtc, endUtc, minutes, requests, failed: bad, waveIds }) => [
      kind,
      startUtc,
      endUtc,
      minutes,
      requests,
      bad,
      waveIds.join(),
    ]),
    [
      ['degraded', '2026-06-16T12:00:00Z', '2026-06-16T12:12:00Z', 12, 7272, 7245, 'W1'],
      ['outage', '2026-06-16T12:02:00Z', '2026-06-16T12:07:00Z', 5, 3030, 3030, 'W1'],
    ],
  );
  assert.equal(
    facts.answers.effect,
    'Measured: no successful answer in 5 logged minutes (1 outage); 99.5 % of requests ended in a server error in W1; completed requests from addresses seen before fell by 62.5 % in W1.',
  );
  for (const { text } of facts.impact?.measures ?? [])
    assert.doesNotMatch(text, /legitimate|customer|lost|bot\b/);
});

// The same flood as IIS logs it: the regulars' requests take 120 ms, in the flood 2.4 s, the bots' 9 s.
function floodAsIis(hoursBefore: number): string {
  const rows = floodLog(hoursBefore)
    .split('\n')
    .slice(0, -1)
    .map((text) => {
      const match = /(\S+) - - \[(.*?)\] "GET (\S+) HTTP\/1\.1" (\d+)/.exec(text);
      assert.ok(match !== null, text);
      const [, client, when, target, status] = match;
      const sec = Date.parse(when.replace(/^(\d+)\/(\w+)\/(\d+):/, '$1 $2 $3 ')) / 1000;
      const inFlood = sec >= FLOOD_SEC && sec < FLOOD_SEC + 60 * FLOOD_MINUTES;
      const taken = client.startsWith('192.0.2.') ? 9000 : inFlood ? 2400 : 120;
      const [date, time] = new Date(sec * 1000).toISOString().slice(0, 19).split('T');
      const [stem, query] = target.split('?');
      return `${date} ${time} GET ${stem} ${query ?? '-'} ${client} ${status} ${taken} shop.example`;
    });
  const fields = 'date time cs-method cs-uri-stem cs-uri-query c-ip sc-status time-taken cs-host';
  return ['#Software: Microsoft Internet Information Services 10.0', `#Fields: ${fields}`, ...rows, ''].join(
    '\r\n',
  );
}

test('HTTP flood in a log of IIS: found as in a Combined log, and how long requests took', async () => {
  const facts = await factsOf({ 'u_ex260616.log': floodAsIis(32) });
  assert.deepEqual(
    facts.waves.map(({ startUtc, endUtc }) => [startUtc, endUtc]),
    [['2026-06-16T12:00:00Z', '2026-06-16T12:11:59Z']],
  );
  assert.equal(measure(facts.impact, 'failed_share').counts.inWave, 7235);
  const times = measure(facts.impact, 'answer_time');
  const outside = (35 * 60 - FLOOD_MINUTES) * 6;
  assert.deepEqual(times.counts, { inWave: 7272, inWaveOf: 7272, outside, outsideOf: outside });
  // Steps of an eighth of a doubling: at most 9.1 % above what was logged, to two digits.
  assert.ok(times.inWave >= 9 && times.inWave <= 9 * 1.1, String(times.inWave));
  assert.ok(
    times.outside !== undefined && times.outside >= 0.12 && times.outside <= 0.121 * 1.1,
    String(times.outside),
  );
  assert.match(
    times.text,
    /^shop\.example, W1: half of the requests took up to about 9(?:\.\d)? s, 95 % up to about 9(?:\.\d)? s \(7,272 of 7,272, as logged\); outside/,
  );
  assert.match(
    facts.answers.effect,
    /half of the requests took up to about 9(?:\.\d)? s in W1, 0\.1\d s outside the waves/,
  );
});

test('HTTP flood in a log of seven hours: the hour before is the comparison', async () => {
  const earlier = measure((await factsOf({ 'access.log': floodLog(7) })).impact, 'earlier_clients');
  assert.deepEqual(earlier.counts, { inWave: 27, inWaveOf: 12, outside: 360, outsideOf: 60 });
  assert.equal(earlier.changePercent, -62.5);
  assert.match(earlier.text, /seen in the 6 h before fell by 62\.5 %.* in the hour before\./);
});

test('no wave: an outage of the site is told, one broken page asked for by one crawler is none', async () => {
  const lines: string[] = [];
  for (let minute = 0; minute < 500; minute++)
    for (let i = 0; i < 4; i++)
      lines.push(
        line(
          FLOOD_SEC + minute * 60 + i * 13,
          `198.51.100.${10 + ((minute + i) % 20)}`,
          `/tea/${i}`,
          minute >= 100 && minute < 103 ? 502 : 200,
        ),
      );
  // At night only the crawler comes.
  for (let minute = 600; minute < 640; minute++)
    lines.push(line(FLOOD_SEC + minute * 60, '198.51.100.99', '/broken', 500));
  const facts = await factsOf({ 'access.log': lines.join('') });
  assert.equal(facts.waves.length, 0);
  assert.deepEqual(facts.impact?.measures, []);
  assert.deepEqual(
    facts.impact?.outages.map(({ kind, startUtc, minutes, requests, failed, waveIds }) => [
      kind,
      startUtc,
      minutes,
      requests,
      failed,
      waveIds.length,
    ]),
    [['outage', '2026-06-16T13:40:00Z', 3, 12, 12, 0]],
  );
  assert.equal(facts.impact?.summary, '');
});

test('SYN flood of which every other SYN is answered: the ratio, against minutes before', async () => {
  const random = new Random(51);
  const capture = new Capture(96);
  const start = FLOOD_SEC;
  for (let i = 0; i < 60; i++) {
    const talk = new Conversation(capture, random, {
      client: `198.51.100.${i + 1}`,
      server: SERVER,
      port: 80,
    });
    talk.close(talk.up(talk.open((start + i * 5) * 1e6), Buffer.from('GET / HTTP/1.1\r\n\r\n')));
  }
  const flags = { sourcePort: 0, destinationPort: 80, seq: 1, window: 512 };
  for (let i = 0; i < 2400; i++) {
    const source = `${random.whole(11, 99)}.${random.whole(0, 255)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
    const atUs = (start + 480 + i / 20) * 1e6;
    const port = random.whole(1024, 65535);
    capture.add(
      atUs,
      tcpFrame({ source, destination: SERVER, ttl: 51 }, { ...flags, sourcePort: port, flags: FLAG.SYN }),
    );
    if (i % 2 === 0)
      capture.add(
        atUs + 50,
        tcpFrame(
          { source: SERVER, destination: source, ttl: 64 },
          { ...flags, sourcePort: 80, destinationPort: port, ack: 2, flags: FLAG.SYN | FLAG.ACK },
        ),
      );
  }
  const facts = await factsOf({ 'a.pcap.gz': capture.file() });
  assert.deepEqual(facts.waves.length, 1);
  const ratio = measure(facts.impact, 'syn_ack_ratio');
  assert.equal(ratio.target, SERVER);
  assert.deepEqual(ratio.counts, { inWave: 1200, inWaveOf: 2400, outside: 60, outsideOf: 60 });
  assert.equal(ratio.inWave, 0.5);
  assert.equal(ratio.outside, 1);
  assert.equal(ratio.changePercent, -50);
});

test('demo case: statuses and dumps as the truth has them', async () => {
  const folder = fileURLToPath(new URL('../../../fixtures/debtember', import.meta.url));
  const truth = JSON.parse(readFileSync(`${folder}.truth.json`, 'utf8')) as {
    logs: { lines: number; byStatus: Record<string, number> }[];
    dumps: { atUtc: string; synRecv: number }[];
    waves: { startUtc: string; endUtc: string }[];
  };
  const facts = (await assessCase(folder, attributor)).facts as IncidentFacts;
  const errors = truth.logs
    .flatMap(({ byStatus }) => Object.entries(byStatus))
    .reduce((sum, [status, n]) => sum + (status >= '500' ? n : 0), 0);
  const shares = ['W1', 'W2', 'W3'].map((wave) => measure(facts.impact, 'failed_share', wave));
  const outside = shares[0].counts.outside;
  assert.equal(shares.reduce((sum, { counts }) => sum + counts.inWave, 0) + outside, errors);
  // The 31 answers with 503 outside the waves are those of the crowd, in the log of 9 June.
  assert.equal(outside, 31);
  assert.equal(shares[0].counts.inWave, 0);
  for (const { inWave } of shares.slice(1)) assert.ok(inWave > 0.75 && inWave < 0.85);
  const halfOpen = measure(facts.impact, 'half_open');
  const within = ({ atUtc }: { atUtc: string }, wave: { startUtc: string; endUtc: string }): boolean =>
    atUtc >= wave.startUtc && atUtc <= wave.endUtc;
  const during = truth.dumps.filter((dump) => within(dump, truth.waves[0]));
  const quiet = truth.dumps.filter((dump) => !truth.waves.some((wave) => within(dump, wave)));
  const most = Math.max(...during.map(({ synRecv }) => synRecv));
  assert.equal(halfOpen.inWave, most);
  assert.deepEqual(halfOpen.counts, {
    inWave: during.filter(({ synRecv }) => synRecv >= 0.99 * most).length,
    inWaveOf: during.length,
    outside: Math.max(...quiet.map(({ synRecv }) => synRecv)),
    outsideOf: quiet.length,
  });
  // The owner stated 18:07 to 18:20 and 18:30 to 18:39:40 UTC: most answers 503 or 504.
  assert.deepEqual(
    facts.impact?.outages.map(({ kind, startUtc, endUtc }) => [kind, startUtc, endUtc]),
    [
      ['degraded', '2026-06-11T18:06:00Z', '2026-06-11T18:20:00Z'],
      ['degraded', '2026-06-11T18:30:00Z', '2026-06-11T18:40:00Z'],
    ],
  );
});
