// Attribution from the bundled databases, against slow twins that read the same files plainly, and what wrong files are told.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { type Attributions, openAttributor } from '../../../src/aggregate/attribute.ts';
import { readAsnRanges } from '../../../src/aggregate/geo/asn-table.ts';
import { bundledCountryPath } from '../../../src/aggregate/geo/maxmind.ts';
import { databasesText } from '../../../src/cli/databases.ts';
import { addressKey, formatAddress, parseAddress } from '../../../src/model/address.ts';
import { InputError } from '../../../src/model/diagnostic.ts';

const asnDirectory = dirname(createRequire(import.meta.url).resolve('@ip-location-db/asn/package.json'));

interface Row {
  first: bigint;
  last: bigint;
  asn: number;
  name: string;
}

// The numeric CSVs, line by line; the program reads the IPv6 ranges from the other file, in text form.
function readRows(file: string): Row[] {
  return readFileSync(join(asnDirectory, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, first, last, asn, name] = /^(\d+),(\d+),(\d+),(.*)$/.exec(line)!;
      const bare = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
      return { first: BigInt(first), last: BigInt(last), asn: Number(asn), name: bare };
    });
}

function twin(rows: Row[], address: bigint): Row | undefined {
  return rows.findLast((row) => row.first <= address && address <= row.last);
}

// Addresses at and around the ends of rows, where off-by-one errors live, and random ones between.
function sample(rows: Row[], count: number, highest: bigint): bigint[] {
  const addresses: bigint[] = [];
  for (let i = 0; addresses.length < count; i++) {
    const row = rows[(i * 7919) % rows.length];
    addresses.push(row.first, row.last, (row.first + row.last) / 2n);
    if (row.first > 0n) addresses.push(row.first - 1n);
    if (row.last < highest) addresses.push(row.last + 1n);
  }
  return addresses;
}

function toWords(addresses: bigint[], ipv4: boolean): Uint32Array {
  const words = new Uint32Array(4 * addresses.length);
  for (const [i, address] of addresses.entries()) {
    const value = ipv4 ? address | 0xffff00000000n : address;
    for (let k = 0; k < 4; k++) words[4 * i + k] = Number((value >> BigInt(96 - 32 * k)) & 0xffffffffn);
  }
  return words;
}

function prefixRange(prefix: string): [bigint, bigint] {
  const [base, length] = prefix.split('/');
  const { hi, lo } = addressKey(base)!;
  const ipv4 = !base.includes(':');
  const first = ipv4 ? lo & 0xffffffffn : (hi << 64n) | lo;
  return [first, first + (1n << BigInt((ipv4 ? 32 : 128) - Number(length))) - 1n];
}

for (const [family, file, count, highest] of [
  ['IPv4', 'asn-ipv4-num.csv', 1000, (1n << 32n) - 1n],
  ['IPv6', 'asn-ipv6-num.csv', 1000, (1n << 128n) - 1n],
] as const) {
  test(`${family}: ASN, name and prefix are those of the CSV`, async () => {
    const rows = readRows(file);
    const addresses = sample(rows, count, highest);
    const words = toWords(addresses, family === 'IPv4');
    const attributor = await openAttributor({});
    const attributions = attributor.attributeAll(words, addresses.length);
    let known = 0;
    for (const [i, address] of addresses.entries()) {
      const text = formatAddress(words, 4 * i);
      const found = attributions.describe(i);
      if (found.special !== '') continue;
      const row = twin(rows, address);
      assert.equal(found.asn, row?.asn ?? 0, text);
      assert.equal(found.asName, row?.name ?? '', text);
      assert.equal(attributor.asName(found.asn), found.asName);
      if (row === undefined) {
        assert.equal(found.prefix, '', text);
        continue;
      }
      known++;
      const [first, last] = prefixRange(found.prefix);
      assert.ok(first <= address && address <= last, `${text} in ${found.prefix}`);
      assert.ok(first >= row.first && last <= row.last, `${found.prefix} inside its row`);
      assert.deepEqual(attributor.lookup(words, 4 * i), found, 'one by one as in a batch');
    }
    assert.ok(known > count / 2, `${known} of ${count} known`);
  });
}

// Codes of all records near `record` that hold the address at `at`: some twenty IPv6 records lie inside others.
function codesAround(table: Buffer, record: number, width: 4 | 16, at: number): Set<string> {
  const size = 2 * width + 2;
  const compared = Math.min(width, 8);
  const address = table.subarray(at, at + compared);
  const codes: Set<string> = new Set();
  const from = Math.max(0, record - 50 * size);
  for (let near = from; near + size <= table.length && near <= record + 50 * size; near += size) {
    const startsBefore = table.compare(address, 0, compared, near, near + compared) <= 0;
    const endsAfter = table.compare(address, 0, compared, near + width, near + width + compared) >= 0;
    if (startsBefore && endsAfter) codes.add(table.toString('latin1', near + 2 * width, near + size));
  }
  return codes;
}

// geoip-lite's country files: records of first address, last address (of IPv6 the upper 64 bits count), code.
test('the second opinion is that of the tables of geoip-lite', async () => {
  const data = join(dirname(createRequire(import.meta.url).resolve('geoip-lite/package.json')), 'data');
  const attributor = await openAttributor({});
  for (const [file, width] of [
    ['geoip-country.dat', 4],
    ['geoip-country6.dat', 16],
  ] as const) {
    const table = readFileSync(join(data, file));
    const size = 2 * width + 2;
    const step = 997 * size;
    let checked = 0;
    for (let record = 0; record + size <= table.length; record += step) {
      for (const at of [record, record + width]) {
        const hex = table.toString('hex', at, at + width);
        const words = toWords([BigInt(`0x${hex}`)], width === 4);
        const found = attributor.lookup(words, 0);
        if (found.special !== '') continue;
        const codes = codesAround(table, record, width, at);
        assert.ok(codes.has(found.countrySecond), `${formatAddress(words, 0)}: ${found.countrySecond}`);
        if (codes.size > 1) continue;
        checked++;
      }
    }
    assert.ok(checked > 500, `${checked} of ${file}`);
  }
});

test('a file with an IPv4 tree answers as the whole one does, and knows no IPv6', async () => {
  const whole = await openAttributor({});
  const ipv4 = await openAttributor({
    countryDb: join(dirname(bundledCountryPath()), 'geo-whois-asn-country-ipv4.mmdb'),
  });
  const addresses: bigint[] = [];
  for (let i = 0; i < 2000; i++) addresses.push(BigInt((i * 2654435761) % 2 ** 32));
  const words = toWords(addresses, true);
  const expected = whole.attributeAll(words, addresses.length);
  assert.deepEqual(ipv4.attributeAll(words, addresses.length).country, expected.country);
  assert.ok(expected.country.filter((code) => code !== 0).length > 1500);
  const google = new Uint32Array(4);
  parseAddress('2001:4860:4860::8888', google, 0);
  assert.equal(whole.lookup(google, 0).country, 'US');
  const found = ipv4.lookup(google, 0);
  assert.equal(found.country, '');
  assert.equal(found.countrySecond, 'US');
  assert.equal(found.countryAgrees, undefined);
});

test('overlapping rows: the later one holds', async () => {
  // 3596550144-3607166975 AS749 and 3607101440-3607167999 AS721 stand in the bundled file.
  const attributor = await openAttributor({});
  const asns = [3607101439n, 3607101440n, 3607166975n, 3607167999n].map(
    (address) => attributor.lookup(toWords([address], true), 0).asn,
  );
  assert.deepEqual(asns, [749, 721, 721, 721]);
});

function columns(rows: Attributions): Buffer[] {
  return [rows.prefixWords, rows.prefixBits, rows.asn, rows.country, rows.countrySecond, rows.special].map(
    (column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength),
  );
}

test('answers do not depend on the order or number of addresses asked', async () => {
  const count = 20_000;
  const words = new Uint32Array(4 * count);
  for (let i = 0; i < count; i++) {
    const hash = createHash('sha256').update(String(i)).digest();
    if (i % 10 === 0) {
      for (let k = 0; k < 4; k++) words[4 * i + k] = hash.readUInt32BE(4 * k);
      words[4 * i] = 0x20000000 + (words[4 * i] % 0x10000000);
    } else {
      words[4 * i + 2] = 0xffff;
      words[4 * i + 3] = hash.readUInt32BE(0);
    }
  }
  const forward = (await openAttributor({})).attributeAll(words, count);
  const reversed = new Uint32Array(4 * count);
  for (let i = 0; i < count; i++) reversed.set(words.subarray(4 * i, 4 * i + 4), 4 * (count - 1 - i));
  const attributor = await openAttributor({});
  const backward = attributor.attributeAll(reversed, count);
  for (let i = 0; i < count; i++) {
    assert.deepEqual(forward.describe(i), backward.describe(count - 1 - i), formatAddress(words, 4 * i));
  }
  assert.deepEqual(columns(attributor.attributeAll(words, count)), columns(forward));
});

test('special-purpose addresses are never geolocated', async () => {
  const attributor = await openAttributor({});
  for (const [address, special, globallyReachable] of [
    ['10.20.30.40', 'Private-Use (RFC 1918)', false],
    ['240.1.2.3', 'Reserved (RFC 1112)', false],
    ['192.31.196.1', 'AS112-v4 (RFC 7535)', true],
    ['2001:db8::1', 'Documentation (RFC 3849)', false],
    ['2002:c000:204::1', '6to4 (RFC 3056)', true],
  ] as const) {
    const words = new Uint32Array(4);
    parseAddress(address, words, 0);
    assert.deepEqual(attributor.lookup(words, 0), {
      prefix: '',
      asn: 0,
      asName: '',
      country: '',
      countrySecond: '',
      countryAgrees: undefined,
      continent: '',
      region: '',
      special,
      globallyReachable,
    });
  }
});

test('what is no database of the kind asked for is refused in one line', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'afterflood-test-'));
  const bundled = readFileSync(bundledCountryPath());
  const files = {
    text: Buffer.from('not a database\n'),
    empty: Buffer.alloc(0),
    gzip: Buffer.from([0x1f, 0x8b, 8, 0]),
    'cut-in-data': bundled.subarray(0, bundled.length - 1000),
    'cut-in-metadata': bundled.subarray(0, bundled.length - 20),
    'without-start': bundled.subarray(bundled.length - 5000),
  };
  try {
    for (const [name, bytes] of Object.entries(files)) {
      const path = join(directory, `${name}.mmdb`);
      writeFileSync(path, bytes);
      await refuses({ countryDb: path }, 'databases/not-mmdb');
      await refuses({ asnDb: path }, 'databases/not-mmdb');
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
  await refuses({ countryDb: join(directory, 'absent.mmdb') }, 'databases/not-mmdb');
  await refuses({ asnDb: bundledCountryPath() }, 'databases/no-asn');
});

async function refuses(options: { asnDb?: string; countryDb?: string }, code: string): Promise<void> {
  await assert.rejects(openAttributor(options), (error) => {
    assert.ok(error instanceof InputError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, /^--(asn|country)-db .*: expected .*, found .*: .+$/);
    return true;
  });
}

test('a damaged CSV is refused, a name is read as RFC 4180 has it', () => {
  assert.throws(
    () => readAsnRanges(Buffer.from('1,2,3,A\n1,x'), 1, 'asn.csv'),
    (error) => error instanceof InputError && error.code === 'databases/damaged',
  );
  const ranges = readAsnRanges(
    Buffer.from('2001:db8::,2001:db8::ffff,64496,"A, ""B"""\n::1,::2:0,64497,C'),
    4,
    'x',
  );
  assert.equal(ranges.rows, 2);
  assert.deepEqual(
    [0, 4].map((at) => `${formatAddress(ranges.first, at)} ${formatAddress(ranges.last, at)}`),
    ['2001:db8:: 2001:db8::ffff', '::1 ::2:0'],
  );
});

test('the databases in use are told with date, hash and credit', async () => {
  const text = await databasesText({ now: new Date('2026-06-20T12:00:00Z') });
  const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
  assert.ok(text.includes(hash(bundledCountryPath())));
  assert.ok(text.includes(hash(join(asnDirectory, 'asn-ipv4-num.csv'))));
  assert.ok(text.includes(hash(join(asnDirectory, 'asn-ipv6.csv'))));
  assert.match(text, /built +2026-06-17 \(3 days old on 2026-06-20\)/);
  assert.match(text, /built +2023-11-15 \(948 days old on 2026-06-20\)/);
  for (const credit of ['CC0-1.0', 'CC BY 4.0', 'RouteViews', 'https://db-ip.com', 'nro.net', 'MaxMind']) {
    assert.ok(text.includes(credit), credit);
  }
  for (const option of ['--asn-db', '--country-db']) assert.ok(text.includes(option));
});
