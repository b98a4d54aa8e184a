// Web logs of the corpus against what gawk and goaccess say about them; other formats must be refused.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { webCombined } from '../../src/ingest/formats/web-combined.ts';
import { webElb } from '../../src/ingest/formats/web-elb.ts';
import { webHaproxy } from '../../src/ingest/formats/web-haproxy.ts';
import { webW3c } from '../../src/ingest/formats/web-w3c.ts';
import { slowElb } from '../support/slow-elb-decoder.ts';
import { slowW3c } from '../support/slow-w3c-decoder.ts';
import type { Decoded, RequestRow } from '../support/text-rows.ts';
import { decodeRequests } from '../support/text-rows.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/weblogs/', import.meta.url));
const skip = existsSync(corpus) ? false : `no corpus at ${corpus}`;

interface Truth {
  lines: number;
  blank_lines?: number;
  valid_lines_strict?: number;
  invalid_lines?: number;
  distinct_clients?: number;
  bytes_sum?: number;
  min_utc?: string;
  max_utc?: string;
  top_clients?: [string, number][];
  status?: [string, number][];
  method?: [string, number][];
  utc_offset?: [string, number][];
  /** Requests of a HAProxy log. */
  http_lines?: number;
  /** Lines of a W3C extended log that are no directives, as grep counts them. */
  data_lines?: string;
}

// Files where the awk script takes the first word for the client: a virtual host or a syslog date stands there.
const OTHER_CLIENT: Record<string, { distinct: number; top: [string, number] }> = {
  'crowdsec__apache2-logs.log': { distinct: 5, top: ['1.2.3.4', 2] },
  'crowdsec__nginx_http-logs.log': { distinct: 1, top: ['192.168.1.1', 7] },
  'crowdsec__http-bf-wordpress-bf.log': { distinct: 1, top: ['81.150.104.130', 9] },
  'plaso__apache_access.log': { distinct: 7, top: ['192.168.0.2', 6] },
};

// The awk script reads status and size from the end of the line; in line 16623 the server tore two lines into one (sizes 366 and 349).
const MORE_BYTES: Record<string, number> = { 'srhegde__apache_access_105k.log': 17 };

// Mostly other lines, or another format altogether.
const REFUSED: Record<string, RegExp> = {
  'crowdsec__aws-cloudfront-logs.log': /^no line like/,
  'crowdsec__caddy-logs.log': /^JSON lines$/,
  'crowdsec__envoy-logs.log': /^no line like/,
  'crowdsec__fastly-logs.log': /^no line like/,
  'crowdsec__haproxy-logs.log': /^no line like/,
  'crowdsec__litespeed-logs.log': /^only 1 of the first 3 lines/,
  'crowdsec__nginx-proxy-manager-logs.log': /^only 1 of the first 14 lines/,
  'crowdsec__nginx_req_limit_exceeded.log': /^no line like/,
  'crowdsec__traefik_json.log': /^JSON lines$/,
  'elastic__nginxplus_json.log': /^JSON lines$/,
  'haproxylogparser__haproxy_first3000.log': /^no line like/,
  'plaso__aws_elb_access.log': /^no line like/,
  'plaso__azure_application_gateway_access.json': /^JSON lines$/,
  'plaso__iis10.log': /^W3C extended log/,
  'plaso__iis10_cookies.log': /^W3C extended log/,
  'plaso__iis6.log': /^W3C extended log/,
};

const files =
  skip === false ? readdirSync(corpus).filter((name) => existsSync(`${corpus}${name}.truth.json`)) : [];

test('the corpus of web logs is there', { skip }, () => assert.ok(files.length >= 28));

for (const name of files) {
  const input = readFileSync(corpus + name);
  const truth = JSON.parse(readFileSync(`${corpus}${name}.truth.json`, 'utf8')) as Truth;
  const reason = webCombined.sniff(input.subarray(0, 65536));
  test(`${name}: ${REFUSED[name] ? 'refused' : 'taken'}`, () => {
    if (REFUSED[name]) assert.match(reason ?? 'taken', REFUSED[name]);
    else assert.equal(reason, undefined);
  });
  if (truth.data_lines !== undefined)
    test(`${name}: as many requests as grep counts lines`, () => {
      assert.equal(webW3c.sniff(input.subarray(0, 65536)), undefined);
      const { rows, bytesDecoded } = decodeRequests(webW3c, input);
      assert.equal(rows.length, Number(truth.data_lines));
      assert.equal(bytesDecoded, input.length);
      assert.deepEqual(rows, slowW3c(input));
    });
  if (name === 'plaso__aws_elb_access.log')
    test(`${name}: the lines of Application and Classic Load Balancers, those of a TCP listener and of TLS apart`, () => {
      assert.equal(webElb.sniff(input), undefined);
      const { rows, diagnostics } = decodeRequests(webElb, input);
      assert.deepEqual(rows, slowElb(input));
      // The truth counts clients by the fourth word: ten of HTTP, and of the Classic four (by the third) two have no request.
      assert.equal(rows.length, 12);
      assert.deepEqual(
        diagnostics.map(({ code, count }) => [code, count]),
        [['log/no-request', 4]],
      );
    });
  if (truth.http_lines !== undefined)
    test(`${name}: as many requests as the awk script finds`, () => {
      assert.equal(webHaproxy.sniff(input.subarray(0, 65536)), undefined);
      const { rows, bytesDecoded, bytesSkipped } = decodeRequests(webHaproxy, input);
      assert.equal(rows.length, truth.http_lines);
      assert.equal(bytesDecoded + bytesSkipped, input.length);
      assert.equal(sum(rows.map((row) => row.bytes ?? 0)), truth.bytes_sum);
    });
  if (truth.valid_lines_strict === undefined) continue;
  test(`${name}: agrees with the awk script`, () =>
    compare(name, truth, decodeRequests(webCombined, input), input.length));
}

function compare(name: string, truth: Truth, decoded: Decoded<RequestRow>, length: number): void {
  const { rows, diagnostics } = decoded;
  assert.equal(rows.length, truth.valid_lines_strict!, 'rows');
  const rejected = diagnostics.reduce((sum, entry) => sum + entry.count, 0);
  assert.equal(rejected, truth.invalid_lines!, 'rejected lines');
  assert.equal(decoded.bytesDecoded + decoded.bytesSkipped, length, 'ledger');
  assert.equal(sum(rows.map((row) => row.bytes ?? 0)), truth.bytes_sum! + (MORE_BYTES[name] ?? 0), 'bytes');
  if (rows.length === 0) return;
  const times = rows.map((row) => row.time).sort();
  assert.equal(times[0], truth.min_utc);
  assert.equal(times.at(-1), truth.max_utc);
  const clients = tally(rows.map((row) => row.client));
  const other = OTHER_CLIENT[name];
  assert.equal(clients.size, other?.distinct ?? truth.distinct_clients, 'distinct clients');
  for (const [client, count] of other ? [other.top] : truth.top_clients!)
    assert.equal(clients.get(client), count, client);
  const statuses = tally(rows.map((row) => String(row.status)));
  for (const [status, count] of truth.status!) assert.equal(statuses.get(status), count, status);
  const methods = tally(rows.map((row) => row.method));
  for (const [method, count] of truth.method ?? []) assert.equal(methods.get(method), count, method);
  const offsets = tally(rows.map((row) => String(row.utcOffsetMin)));
  const expected = new Map<string, number>();
  for (const [offset, count] of truth.utc_offset!) {
    const minutes = Number(offset.slice(0, 3)) * 60 + Number(offset[0] + offset.slice(3));
    expected.set(String(minutes), (expected.get(String(minutes)) ?? 0) + count);
  }
  assert.deepEqual([...offsets].sort(), [...expected].sort(), 'offsets');
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function tally(values: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
