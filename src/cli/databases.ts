// The text of `afterflood databases`: what the attribution of addresses rests on, how old it is, and how to replace it.
import { openAttributor } from '../aggregate/attribute.ts';
import type { Database } from '../aggregate/geo/database.ts';

/** What to show: the files in use and the day from which ages are counted. */
export interface DatabasesOptions {
  asnDb?: string | undefined;
  countryDb?: string | undefined;
  now: Date;
}

const DAY_MS = 86_400_000;

const ROLES: Readonly<Record<Database['role'], string>> = {
  country: 'country of an address',
  asn: 'prefix, AS number and AS name',
  'second opinion': 'second opinion on the country',
};

const HOW_TO_REPLACE = `To replace them (files on this machine; nothing is downloaded, no address leaves it):
  --country-db FILE  an .mmdb with countries: MaxMind GeoLite2 or GeoIP2 Country or City, DB-IP IP to Country Lite,
                     IPinfo Lite, or a newer geo-whois-asn-country.mmdb from the releases of github.com/sapics/ip-location-db
  --asn-db FILE      an .mmdb with AS numbers: MaxMind GeoLite2 ASN or GeoIP2 ISP, DB-IP IP to ASN Lite, IPinfo Lite
Best is a build from the days of the attack: address blocks change hands. The publishers of the bundled country and ASN builds
have announced errors in them; before a block is named to third parties, check it in the registry (RDAP, whois).
Special-purpose addresses (IANA registries, RFC 6890, and multicast) are known to the program itself and never located.
`;

/** The whole text, ending in a newline. */
export async function databasesText(options: DatabasesOptions): Promise<string> {
  const attributor = await openAttributor(options);
  const entries = (await attributor.databases()).map((database) => databaseText(database, options.now));
  return `${entries.join('\n')}\n${HOW_TO_REPLACE}`;
}

function databaseText(database: Database, now: Date): string {
  const lines: [label: string, text: string][] = [
    ['name', database.name],
    ['file', database.file],
    ['version', database.version],
    ['built', builtText(database.buildDate, now)],
    ['SHA-256', database.sha256],
    ['licence', database.licence],
  ];
  if (database.records !== undefined) lines.splice(3, 0, ['records', String(database.records)]);
  return `${ROLES[database.role]}\n${lines.map(([label, text]) => `  ${label.padEnd(8)} ${text}\n`).join('')}`;
}

function builtText(buildDate: string, now: Date): string {
  if (buildDate === '') return 'not stated';
  const today = now.toISOString().slice(0, 10);
  const days = Math.round((Date.parse(today) - Date.parse(buildDate)) / DAY_MS);
  if (days < 0) return `${buildDate} (${-days} days after ${today})`;
  return `${buildDate} (${days} ${days === 1 ? 'day' : 'days'} old on ${today})`;
}
