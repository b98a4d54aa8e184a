// The second opinion on a country: the GeoLite2-Country tables that come with geoip-lite, loaded when first asked.
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isIpv4, V4_MAPPED } from '../../model/address.ts';
import { type BlockSource, emptyBlock, setPrefix } from './block.ts';
import { packCountry } from './countries.ts';
import { type Database, sha256 } from './database.ts';

type GeoipLite = typeof import('geoip-lite');

const COUNTRY_FILES = ['geoip-country.dat', 'geoip-country6.dat'] as const;
const LICENCE =
  'data CC BY-SA 4.0, library Apache-2.0. This product includes GeoLite2 data created by MaxMind, available from https://www.maxmind.com';

/** geoip-lite as a cursor; the value of a block is the packed country code. */
export function openSecondOpinion(): BlockSource {
  const block = emptyBlock();
  let geoip: GeoipLite | undefined;
  return {
    block,
    seek(words, at): void {
      geoip ??= loadCountryTables();
      const ipv4 = isIpv4(words, at);
      const found = geoip.lookup(ipv4 ? words[at + 3] : fullText(words, at));
      block.value = found === null ? 0 : packCountry(found.country);
      // For IPv6 the library tells no range, and compares the first 64 bits only.
      setPrefix(block, words, at, ipv4 ? 128 : 64);
      if (!ipv4 || found === null) return;
      block.first.set([0, 0, V4_MAPPED, found.range[0]]);
      block.last.set([0, 0, V4_MAPPED, found.range[1]]);
    },
  };
}

// Not formatAddress: the library's reader of "::" is spared.
function fullText(words: Uint32Array, at: number): string {
  const groups: string[] = [];
  for (let k = 0; k < 4; k++) {
    groups.push((words[at + k] >>> 16).toString(16), (words[at + k] & 0xffff).toString(16));
  }
  return groups.join(':');
}

/**
 * On loading, the library reads its city tables, 146 MB, and only where there are none its country tables, 14 MB. So it is
 * shown a directory with the country tables alone: 20 ms and 15 MB instead of 150 ms and 150 MB, files in page cache (measured).
 */
function loadCountryTables(): GeoipLite {
  const require = createRequire(import.meta.url);
  const directory = temporaryDirectory();
  if (directory === undefined) return require('geoip-lite') as GeoipLite;
  const settings = globalThis as { geodatadir?: string };
  try {
    for (const file of COUNTRY_FILES) showFile(join(dataDirectory(), file), join(directory, file));
    settings.geodatadir = directory;
    return require('geoip-lite') as GeoipLite;
  } finally {
    delete settings.geodatadir;
    rmSync(directory, { recursive: true, force: true });
  }
}

function temporaryDirectory(): string | undefined {
  try {
    return mkdtempSync(join(tmpdir(), 'afterflood-'));
  } catch (error) {
    // A machine without a place to write: then the whole library is loaded.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EROFS' || code === 'EACCES' || code === 'ENOENT' || code === 'ENOSPC') return undefined;
    throw error;
  }
}

function showFile(from: string, to: string): void {
  try {
    symlinkSync(from, to);
  } catch (error) {
    // Windows lets only administrators make links.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    copyFileSync(from, to);
  }
}

function dataDirectory(): string {
  return join(dirname(createRequire(import.meta.url).resolve('geoip-lite/package.json')), 'data');
}

/** The two country files. Their date is that of the GeoLite2 archive named beside them. */
export async function describeSecondOpinion(): Promise<Database[]> {
  const data = dataDirectory();
  const { version } = JSON.parse(await readFile(join(data, '../package.json'), 'utf8')) as {
    version: string;
  };
  // dfd29adec1e9...  GeoLite2-Country-CSV_20231115.zip
  const date = /_(\d{4})(\d\d)(\d\d)\.zip/.exec(await readFile(join(data, 'country.checksum'), 'utf8'));
  return Promise.all(
    COUNTRY_FILES.map(async (file, index): Promise<Database> => {
      const bytes = await readFile(join(data, file));
      return {
        role: 'second opinion',
        name: 'geoip-lite (GeoLite2 Country)',
        file,
        version,
        buildDate: date === null ? '' : date.slice(1).join('-'),
        sha256: sha256(bytes),
        licence: LICENCE,
        records: bytes.length / RECORD_BYTES[index],
      };
    }),
  );
}

/** Length of a record of COUNTRY_FILES: two addresses and a code. */
const RECORD_BYTES = [10, 34] as const;
