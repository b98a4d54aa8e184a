// Countries and ASNs of real captures and logs against independent counts, and MaxMind's own test databases against their source.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Attribution, type AttributorOptions, openAttributor } from '../../src/aggregate/attribute.ts';
import { parseAddress, parsePrefix } from '../../src/model/address.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));
const skip = existsSync(corpus) ? false : `no corpus at ${corpus}`;

interface GeoTruth {
  ipv4_distinct_sources: number;
  distinct_countries: number;
  distinct_asns: number;
  country_by_distinct_sources: [string, number][];
  asn_by_distinct_sources: [string, number][];
  unknown_country_sources: number;
}

function readSources(path: string): string[] {
  if (path.endsWith('.log')) {
    const firstField = readFileSync(path, 'latin1')
      .split('\n')
      .map((line) => line.split(' ', 1)[0]);
    return [...new Set(firstField)].filter((text) => /^[\d.]+$/.test(text));
  }
  const printed = execFileSync(
    'tshark',
    ['-n', '-r', path, '-T', 'fields', '-E', 'occurrence=f', '-e', 'ip.src'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
    },
  );
  return [...new Set(printed.toString().split('\n').filter(Boolean))];
}

async function attribute(addresses: string[], options: AttributorOptions): Promise<Attribution[]> {
  const words = new Uint32Array(4 * addresses.length);
  for (const [i, address] of addresses.entries()) assert.ok(parseAddress(address, words, 4 * i), address);
  const rows = (await openAttributor(options)).attributeAll(words, addresses.length);
  return addresses.map((_, i) => rows.describe(i));
}

function countBy(labels: string[]): Map<string, number> {
  const counts: Map<string, number> = new Map();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

for (const file of [
  'pcap-attacks/netlyzer__ddos-dns-reflection.pcap',
  'pcap-attacks/stopddos__amp.TCP.reflection.SYNACK.pcap',
  'pcap-attacks/stopddos__amp.UDP.isakmp.pcap',
  'weblogs/srhegde__apache_access_105k.log',
  'weblogs/elastic__apache_logs_10000.log',
]) {
  test(`countries and ASNs of ${file}`, { skip }, async () => {
    const { geo } = JSON.parse(readFileSync(join(corpus, `${file}.truth.json`), 'utf8')) as { geo: GeoTruth };
    const sources = readSources(join(corpus, file));
    assert.equal(sources.length, geo.ipv4_distinct_sources);
    const rows = await attribute(sources, {});
    const countries = countBy(rows.map((row) => row.country || 'unknown'));
    const asns = countBy(rows.map((row) => (row.asn === 0 ? 'unknown' : `AS${row.asn} ${row.asName}`)));
    for (const [country, count] of geo.country_by_distinct_sources)
      assert.equal(countries.get(country), count, country);
    for (const [asn, count] of geo.asn_by_distinct_sources) assert.equal(asns.get(asn), count, asn);
    assert.equal(countries.get('unknown') ?? 0, geo.unknown_country_sources);
    // "unknown" is one of the labels that the truth counts as distinct.
    assert.equal(countries.size, geo.distinct_countries);
    assert.equal(asns.size, geo.distinct_asns);
  });
}

interface SourceRecord {
  autonomous_system_number?: number;
  autonomous_system_organization?: string;
  country?: { iso_code?: string };
  registered_country?: { iso_code?: string };
}

// Address and record of each entry. In a tree, the record of a narrower entry hides that of a wider one at its first address.
function readSourceJson(name: string): [address: string, record: SourceRecord][] {
  const entries = JSON.parse(readFileSync(join(corpus, 'geo', name), 'utf8')) as Record<
    string,
    SourceRecord
  >[];
  const byAddress: Map<string, [number, SourceRecord]> = new Map();
  for (const [key, record] of entries.flatMap(Object.entries) as [string, SourceRecord][]) {
    const prefix = key
      .replace(/^::(\d+\.)/, '$1')
      .replace(/\/(\d+)$/, (_, bits: string) =>
        /^::\d+\./.test(key) ? `/${Number(bits) - 96}` : `/${bits}`,
      );
    const { bits } = parsePrefix(prefix)!;
    const address = prefix.split('/')[0];
    if ((byAddress.get(address)?.[0] ?? -1) < bits) byAddress.set(address, [bits, record]);
  }
  return [...byAddress].map(([address, [, record]]) => [address, record]);
}

for (const name of ['GeoLite2-ASN-Test', 'GeoIP2-ISP-Test']) {
  test(`${name}.mmdb as --asn-db`, { skip }, async () => {
    const source = readSourceJson(`${name}.json`);
    const rows = await attribute(
      source.map(([address]) => address),
      { asnDb: join(corpus, 'geo', `${name}.mmdb`) },
    );
    let checked = 0;
    for (const [i, [address, record]] of source.entries()) {
      if (rows[i].special !== '') continue;
      assert.equal(rows[i].asn, record.autonomous_system_number ?? 0, address);
      if (rows[i].asn !== 0) checked++;
    }
    assert.ok(checked > 100, `${checked} checked`);
  });
}

test('GeoLite2-Country-Test.mmdb as --country-db', { skip }, async () => {
  const source = readSourceJson('GeoLite2-Country-Test.json');
  const rows = await attribute(
    source.map(([address]) => address),
    { countryDb: join(corpus, 'geo', 'GeoLite2-Country-Test.mmdb') },
  );
  let checked = 0;
  for (const [i, [address, record]] of source.entries()) {
    if (rows[i].special !== '') continue;
    assert.equal(
      rows[i].country,
      record.country?.iso_code ?? record.registered_country?.iso_code ?? '',
      address,
    );
    if (rows[i].country !== '') checked++;
  }
  assert.ok(checked > 100, `${checked} checked`);
});
