// Databases in the MaxMind DB format (.mmdb), read with the package maxmind: country and ASN, as several publishers lay them out.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Reader, type Response } from 'maxmind';
import { formatAddress, isIpv4, parseAddress } from '../../model/address.ts';
import { InputError } from '../../model/diagnostic.ts';
import type { AsnSource } from './asn-table.ts';
import { type BlockSource, emptyBlock, setPrefix, stepAddress } from './block.ts';
import { packCountry } from './countries.ts';
import { type Database, dateInVersion, sha256 } from './database.ts';

/** Record as the file has it; its fields are the publisher's. */
type Fields = Record<string, unknown>;

/** An opened file. The hash is of these very bytes. */
export interface MmdbFile {
  path: string;
  bytes: Buffer;
  reader: Reader<Response>;
}

// MaxMind DB format 2.0: the metadata follow the last of these, in the last 128 KiB of the file.
const METADATA_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const DATA_SEPARATOR = 16;
const BUNDLED_PACKAGE = '@ip-location-db/geo-whois-asn-country-mmdb';
const BUNDLED_FILE = 'geo-whois-asn-country.mmdb';
/** Decoded records kept at once; a City file holds hundreds of thousands of some KiB each. */
const CACHED_RECORDS = 10_000;
/** Blocks looked at before a file is said to hold nothing of use; a right one answers within the first few hundred. */
const PROBED_BLOCKS = 20_000;

/** Path of the country database that comes with the program. */
export function bundledCountryPath(): string {
  return join(
    dirname(createRequire(import.meta.url).resolve(`${BUNDLED_PACKAGE}/package.json`)),
    BUNDLED_FILE,
  );
}

/** Reads and checks a file; `option` names where it came from in messages. */
export async function openMmdb(path: string, option: string): Promise<MmdbFile> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(
      'databases/not-mmdb',
      `${option} ${path}: expected a readable .mmdb file, found ${cause.code ?? 'an error'}: check the path`,
      { cause },
    );
  });
  const found = whyNoMmdb(bytes);
  if (found !== '') throw notMmdb(option, path, found);
  let reader: Reader<Response>;
  try {
    reader = new Reader<Response>(bytes, { cache: boundedCache() });
  } catch (cause) {
    throw notMmdb(option, path, `damaged metadata (${String(cause)})`, cause);
  }
  const { searchTreeSize, ipVersion, nodeCount } = reader.metadata;
  const fits = nodeCount > 0 && searchTreeSize + DATA_SEPARATOR < bytes.length;
  if (!fits || (ipVersion !== 4 && ipVersion !== 6)) {
    throw notMmdb(
      option,
      path,
      `metadata that promise ${searchTreeSize} bytes of index in ${bytes.length} bytes`,
    );
  }
  return { path, bytes, reader };
}

function whyNoMmdb(bytes: Buffer): string {
  if (bytes.length === 0) return 'an empty file';
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'a gzip file (unpack it first)';
  if (bytes.lastIndexOf(METADATA_MARKER) < 0)
    return `${bytes.length} bytes without MaxMind DB metadata at the end`;
  return '';
}

function notMmdb(option: string, path: string, found: string, cause?: unknown): InputError {
  return new InputError(
    'databases/not-mmdb',
    `${option} ${path}: expected a whole MaxMind DB (.mmdb) file, found ${found}: download it again or leave the option out`,
    cause === undefined ? undefined : { cause },
  );
}

function boundedCache(): {
  get(key: string | number): unknown;
  set(key: string | number, value: unknown): void;
} {
  const records: Map<string | number, unknown> = new Map();
  return {
    get: (key) => records.get(key),
    set(key, value): void {
      if (records.size >= CACHED_RECORDS) records.clear();
      records.set(key, value);
    },
  };
}

/** Countries of a file; the value of a block is the packed code. */
export function countrySource(file: MmdbFile, option: string): BlockSource {
  const source = createSource(file, option, countryOf);
  requireAnswers(source, file, option, 'databases/no-country', 'country codes', 'a Country or City database');
  return source;
}

/** ASNs of a file. Where a file gives an ASN several names, the first that came up stands. */
export function asnSource(file: MmdbFile, option: string): AsnSource {
  const names: Map<number, string> = new Map();
  const source = createSource(file, option, (fields) => {
    const asn = asnOf(fields);
    if (asn !== 0 && !names.has(asn)) names.set(asn, asnNameOf(fields));
    return asn;
  });
  requireAnswers(source, file, option, 'databases/no-asn', 'AS numbers', 'an ASN or ISP database');
  return { block: source.block, seek: source.seek, nameOf: (asn) => names.get(asn) ?? '' };
}

function createSource(file: MmdbFile, option: string, readValue: (fields: Fields) => number): BlockSource {
  const { reader } = file;
  const { ipVersion } = reader.metadata;
  const block = emptyBlock();
  return {
    block,
    seek(words, at): void {
      const ipv4 = isIpv4(words, at);
      block.value = 0;
      if (!ipv4 && ipVersion === 4) {
        setPrefix(block, words, at, 128);
        return;
      }
      const address = formatAddress(words, at);
      try {
        const [fields, bits] = reader.getWithPrefixLength(address) as [Fields | null, number];
        setPrefix(block, words, at, ipv4 ? 96 + bits : bits);
        if (fields !== null && typeof fields === 'object') block.value = readValue(fields);
      } catch (cause) {
        throw notMmdb(option, file.path, `a damaged record for ${address}`, cause);
      }
    },
  };
}

// GeoLite2, GeoIP2, DB-IP: {country: {iso_code}}; IPinfo: {country_code} or {country: "US"}; ip-location-db: {country_code}.
function countryOf(fields: Fields): number {
  const { country, country_code, registered_country } = fields;
  return (
    packCountry(isoCode(country)) ||
    packCountry(country_code) ||
    packCountry(country) ||
    packCountry(isoCode(registered_country))
  );
}

function isoCode(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (value as Fields).iso_code : undefined;
}

// GeoLite2-ASN, GeoIP2-ISP, DB-IP: autonomous_system_number 13335; IPinfo: asn "AS13335".
function asnOf(fields: Fields): number {
  const value = fields.autonomous_system_number ?? fields.asn;
  const number = typeof value === 'string' ? Number(value.replace(/^AS/i, '')) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 && number <= 0xffffffff
    ? number
    : 0;
}

function asnNameOf(fields: Fields): string {
  const value = fields.autonomous_system_organization ?? fields.as_name ?? fields.name;
  return typeof value === 'string' ? value : '';
}

function requireAnswers(
  source: BlockSource,
  file: MmdbFile,
  option: string,
  code: string,
  wanted: string,
  product: string,
): void {
  const words = new Uint32Array(4);
  for (const start of ['1.0.0.0', '2000::']) {
    parseAddress(start, words, 0);
    const ipv4 = isIpv4(words, 0);
    for (let probed = 0; probed < PROBED_BLOCKS && isIpv4(words, 0) === ipv4; probed++) {
      source.seek(words, 0);
      if (source.block.value !== 0) return;
      words.set(source.block.last);
      if (!stepAddress(words, 0, 1)) break;
    }
  }
  const { databaseType } = file.reader.metadata;
  throw new InputError(
    code,
    `${option} ${file.path}: expected ${wanted}, found none in this ${JSON.stringify(databaseType)} database: give ${product}`,
  );
}

// By the start of the database type that the file states.
const LICENCES: readonly (readonly [type: RegExp, licence: string])[] = [
  [
    /^GeoLite2/i,
    'GeoLite2 End User License Agreement. This product includes GeoLite Data created by MaxMind, available from https://www.maxmind.com',
  ],
  [/^GeoIP2/i, 'MaxMind commercial licence, as agreed with MaxMind (https://www.maxmind.com)'],
  [/^DBIP|^DB-IP/i, 'DB-IP licence; Lite editions CC BY 4.0: IP Geolocation by DB-IP (https://db-ip.com)'],
  [
    /ipinfo/i,
    'IPinfo licence; free editions CC BY-SA 4.0: IP address data powered by IPinfo (https://ipinfo.io)',
  ],
];

// The type is whatever the file says; it ends up on terminals.
function printable(text: unknown): string {
  return String(text).replace(/[\x00-\x1f\x7f-\x9f]/g, '?');
}

/** What is told about an opened file. */
export async function describeMmdb(file: MmdbFile, role: 'country' | 'asn'): Promise<Database> {
  const { metadata } = file.reader;
  const epochDate = Number.isNaN(metadata.buildEpoch.getTime())
    ? ''
    : metadata.buildEpoch.toISOString().slice(0, 10);
  const stated = {
    role,
    file: basename(file.path),
    sha256: sha256(file.bytes),
    records: undefined,
  };
  const bundled = join(dirname(file.path), 'package.json');
  if (file.path === bundledCountryPath() && existsSync(bundled)) {
    const { version } = JSON.parse(await readFile(bundled, 'utf8')) as { version: string };
    return {
      ...stated,
      name: BUNDLED_PACKAGE,
      version,
      buildDate: dateInVersion(version) || epochDate,
      licence:
        'package CC0-1.0; Whois and ASN data CC BY 4.0 by NRO (nro.net): geofeed, Whois and ASN data merged by ip-location-db',
    };
  }
  const licence = LICENCES.find(([type]) => type.test(metadata.databaseType))?.[1];
  return {
    ...stated,
    name: printable(metadata.databaseType),
    version: `MaxMind DB ${metadata.binaryFormatMajorVersion}.${metadata.binaryFormatMinorVersion}, IPv${metadata.ipVersion} tree`,
    buildDate: epochDate,
    licence: licence ?? 'not stated in the file: see its publisher',
  };
}
