// Who took part in the sample incident: countries, networks and top sources, with sums that agree with each other.

import type { CountryFacts, NetworkFacts, SourceFacts } from '../../src/model/facts.ts';

// ISO 3166-1 alpha-2, numeric, name, continent, proven, unproven. Proven sums to 600, unproven to 12,000.
const COUNTRIES: [string, string, string, string, number, number][] = [
  ['US', '840', 'United States', 'NA', 92, 1820],
  ['BR', '076', 'Brazil', 'SA', 71, 640],
  ['ID', '360', 'Indonesia', 'AS', 58, 310],
  ['IN', '356', 'India', 'AS', 49, 520],
  ['VN', '704', 'Viet Nam', 'AS', 41, 270],
  ['DE', '276', 'Germany', 'EU', 33, 610],
  ['RU', '643', 'Russian Federation', 'EU', 28, 350],
  ['CN', '156', 'China', 'AS', 25, 1660],
  ['TR', '792', 'Türkiye', 'AS', 21, 150],
  ['SG', '702', 'Singapore', 'AS', 18, 120],
  ['FR', '250', 'France', 'EU', 16, 410],
  ['NL', '528', 'Netherlands', 'EU', 14, 260],
  ['TH', '764', 'Thailand', 'AS', 13, 110],
  ['MX', '484', 'Mexico', 'NA', 12, 190],
  ['UA', '804', 'Ukraine', 'EU', 11, 90],
  ['GB', '826', 'United Kingdom', 'EU', 10, 590],
  ['HK', '344', 'Hong Kong', 'AS', 9, 80],
  ['PL', '616', 'Poland', 'EU', 8, 130],
  ['AR', '032', 'Argentina', 'SA', 8, 120],
  ['CO', '170', 'Colombia', 'SA', 7, 90],
  ['EG', '818', 'Egypt', 'AF', 6, 100],
  ['ZA', '710', 'South Africa', 'AF', 6, 140],
  ['IT', '380', 'Italy', 'EU', 5, 330],
  ['ES', '724', 'Spain', 'EU', 5, 210],
  ['JP', '392', 'Japan', 'AS', 4, 1120],
  ['KR', '410', 'Korea, Republic of', 'AS', 4, 660],
  ['CA', '124', 'Canada', 'NA', 3, 420],
  ['AU', '036', 'Australia', 'OC', 3, 280],
  ['IR', '364', 'Iran, Islamic Republic of', 'AS', 3, 70],
  ['PK', '586', 'Pakistan', 'AS', 3, 40],
  ['BD', '050', 'Bangladesh', 'AS', 2, 30],
  ['NG', '566', 'Nigeria', 'AF', 2, 20],
  ['KE', '404', 'Kenya', 'AF', 2, 20],
  ['CL', '152', 'Chile', 'SA', 2, 20],
  ['SE', '752', 'Sweden', 'EU', 1, 15],
  ['MT', '470', 'Malta', 'EU', 1, 1],
  ['MU', '480', 'Mauritius', 'AF', 1, 1],
  ['LU', '442', 'Luxembourg', 'EU', 1, 1],
  ['BH', '048', 'Bahrain', 'AS', 1, 1],
  ['NZ', '554', 'New Zealand', 'OC', 1, 1],
];

/** 40 countries by proven sources, then unproven, then code. */
export function sampleCountries(): CountryFacts[] {
  return COUNTRIES.map(([country, countryNumeric, countryName, continent, proven, unproven]) => ({
    country,
    countryName,
    countryNumeric,
    continent,
    region: '',
    sourcesProven: proven,
    sourcesUnproven: unproven,
    packets: proven * 4200 + unproven * 610,
    bytesReceived: (proven * 4200 + unproven * 610) * 74,
    bytesSent: 0,
    requests: proven * 2650,
    share: proven / 600,
  }));
}

// AS name, country, proven sources; the sixteen documentation ASNs. Sums to 600.
const NETWORKS: [string, string, number][] = [
  ['EXAMPLE-CABLE Example Cable Broadband', 'US', 88],
  ['EXAMPLE-TELE Exemplo Telecomunicações S.A.', 'BR', 74],
  ['EXAMPLE-NUSA PT Contoh Nusantara', 'ID', 63],
  ['EXAMPLE-MOBILE Example Mobile Private Limited', 'IN', 55],
  ['EXAMPLE-VIEN Example Vien Thong JSC', 'VN', 47],
  ['EXAMPLE-HOST Example Hosting & Server GmbH', 'DE', 41],
  ['EXAMPLE-NETZ Beispielnetz AG', 'DE', 38],
  ['EXAMPLE-CLOUD Example Cloud Pte. Ltd.', 'SG', 36],
  ['EXAMPLE-LINE Example Line', 'RU', 33],
  ['EXAMPLE-ANADOLU Örnek İletişim A.Ş.', 'TR', 29],
  ['EXAMPLE-OPERA Exemple Opérateur SAS', 'FR', 26],
  ['EXAMPLE-VOORB Voorbeeld Hosting B.V.', 'NL', 22],
  ['EXAMPLE-EJEM Ejemplo de Redes S.A. de C.V.', 'MX', 18],
  ['EXAMPLE-CAMPUS Example University', 'GB', 14],
  ['EXAMPLE-PRZYK Przykład Sp. z o.o.', 'PL', 10],
  ['EXAMPLE-HARBOUR Example Harbour Limited', 'HK', 6],
];

/** Sixteen networks by proven sources. */
export function sampleNetworks(): NetworkFacts[] {
  return NETWORKS.map(([asName, registeredCountry, proven], index) => ({
    asn: 64496 + index,
    asName,
    registeredCountry,
    sources: proven + 3 + 520 - 20 * index,
    sourcesProven: proven,
    sourcesReflector: 3,
    sourcesUnproven: 520 - 20 * index,
    packets: proven * 4200,
    bytesReceived: proven * 4200 * 180,
    bytesSent: 0,
    requests: proven * 2650,
    firstUtc: '2025-12-05T18:02:11Z',
    lastUtc: '2025-12-06T02:39:58Z',
    share: proven / 600,
  }));
}

function sampleSource(index: number, verdict: 'proven' | 'reflector'): SourceFacts {
  const [asName, country] = NETWORKS[index % NETWORKS.length];
  const block = ['192.0.2', '198.51.100', '203.0.113'][index % 3];
  const requests = verdict === 'proven' ? 9800 - 130 * index : 0;
  return {
    address: `${block}.${20 + index}`,
    ipVersion: 4,
    verdict,
    bases: verdict === 'proven' ? ['handshake', 'request_logged'] : ['response_payload'],
    confidence: verdict === 'proven' ? 'high' : 'moderate',
    role: verdict === 'proven' ? 'attack_source' : 'suspected',
    asn: 64496 + (index % NETWORKS.length),
    asName,
    prefix: `${block}.0/24`,
    country,
    countryName: COUNTRIES.find(([code]) => code === country)?.[2] ?? '',
    countrySecond: index % 17 === 4 ? 'US' : country,
    countryAgrees: index % 17 !== 4 || country === 'US',
    continent: COUNTRIES.find(([code]) => code === country)?.[3] ?? '',
    region: '',
    special: '',
    firstUtc: '2025-12-05T21:10:04Z',
    lastUtc: '2025-12-05T22:01:41Z',
    activeSeconds: 2900 - 31 * index,
    timesSeen: requests + 40,
    packets: 15200 - 190 * index,
    bytesReceived: (15200 - 190 * index) * 212,
    bytesSent: 0,
    requests,
    sockets: verdict === 'proven' ? 12 : 0,
    peakPps: 96,
    peakBps: 168_000,
    peakRps: verdict === 'proven' ? 21 : 0,
    handshakes: verdict === 'proven' ? 1180 - 9 * index : 0,
    protocols: verdict === 'proven' ? ['tcp'] : ['udp'],
    sourcePortsCount: 820,
    sourcePortsSample: verdict === 'proven' ? [40123, 40124, 51877] : [53, 123],
    destinationPorts: [443],
    vectors: verdict === 'proven' ? ['http_flood'] : ['udp_flood'],
    ttlValues: [49 + (index % 6)],
    userAgentsTop: verdict === 'proven' ? ['Mozilla/5.0 (X11; Linux x86_64) ExampleFlood/1.0'] : [],
    shareOfAttack: requests / 1_590_000,
    isBogon: false,
    isSharedHint: false,
    torVpnList: '',
    alsoBeforeAttack: index === 7,
    evidenceIds: verdict === 'proven' ? ['E1', 'E4'] : ['E1'],
    firstRef: `E1 packet ${120_400 + 37 * index}`,
  };
}

/** 50 proven sources by requests. */
export function sampleTopProven(): SourceFacts[] {
  return Array.from({ length: 50 }, (_, index) => sampleSource(index, 'proven'));
}

/** 12 reflectors by packets. */
export function sampleTopReflectors(): SourceFacts[] {
  return Array.from({ length: 12 }, (_, index) => sampleSource(60 + index, 'reflector'));
}
