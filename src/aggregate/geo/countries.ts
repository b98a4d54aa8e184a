// Countries: ISO 3166-1 code to customary English short name, continent, UN M49 sub-region and ISO numeric code.

/** What is known of a country code. */
export interface Country {
  /** ISO 3166-1 alpha-2; XK is the user-assigned code that the databases use for Kosovo. */
  code: string;
  /** ISO 3166-1 numeric, three digits, the `id` of a shape in world-atlas; '' for XK, which has none. */
  numeric: string;
  /** Customary English short name. */
  name: string;
  /** One of seven: Africa, Antarctica, Asia, Europe, North America, Oceania, South America. */
  continent: string;
  /** UN M49 sub-region, and the intermediate region where M49 has one ("Western Africa", "Caribbean"). */
  region: string;
}

// Continent, region, then "code, numeric code, space, name". M49 does not list Taiwan and Kosovo: they stand with their neighbours.
const REGIONS: readonly (readonly [continent: string, region: string, countries: string])[] = [
  [
    'Africa',
    'Northern Africa',
    'DZ012 Algeria; EG818 Egypt; EH732 Western Sahara; LY434 Libya; MA504 Morocco; SD729 Sudan; ' +
      'TN788 Tunisia',
  ],
  [
    'Africa',
    'Eastern Africa',
    'BI108 Burundi; DJ262 Djibouti; ER232 Eritrea; ET231 Ethiopia; ' +
      'IO086 British Indian Ocean Territory; KE404 Kenya; KM174 Comoros; MG450 Madagascar; ' +
      'MU480 Mauritius; MW454 Malawi; MZ508 Mozambique; RE638 Réunion; RW646 Rwanda; SC690 Seychelles; ' +
      'SO706 Somalia; SS728 South Sudan; TF260 French Southern Territories; TZ834 Tanzania; ' +
      'UG800 Uganda; YT175 Mayotte; ZM894 Zambia; ZW716 Zimbabwe',
  ],
  [
    'Africa',
    'Middle Africa',
    'AO024 Angola; CD180 Congo (Democratic Republic); CF140 Central African Republic; CG178 Congo; ' +
      'CM120 Cameroon; GA266 Gabon; GQ226 Equatorial Guinea; ST678 Sao Tome and Principe; TD148 Chad',
  ],
  [
    'Africa',
    'Southern Africa',
    'BW072 Botswana; LS426 Lesotho; NA516 Namibia; SZ748 Eswatini; ZA710 South Africa',
  ],
  [
    'Africa',
    'Western Africa',
    "BF854 Burkina Faso; BJ204 Benin; CI384 Côte d'Ivoire; CV132 Cabo Verde; GH288 Ghana; " +
      'GM270 Gambia; GN324 Guinea; GW624 Guinea-Bissau; LR430 Liberia; ML466 Mali; MR478 Mauritania; ' +
      'NE562 Niger; NG566 Nigeria; SH654 Saint Helena, Ascension and Tristan da Cunha; ' +
      'SL694 Sierra Leone; SN686 Senegal; TG768 Togo',
  ],
  [
    'North America',
    'Caribbean',
    'AG028 Antigua and Barbuda; AI660 Anguilla; AW533 Aruba; BB052 Barbados; BL652 Saint Barthélemy; ' +
      'BQ535 Bonaire, Sint Eustatius and Saba; BS044 Bahamas; CU192 Cuba; CW531 Curaçao; DM212 Dominica; ' +
      'DO214 Dominican Republic; GD308 Grenada; GP312 Guadeloupe; HT332 Haiti; JM388 Jamaica; ' +
      'KN659 Saint Kitts and Nevis; KY136 Cayman Islands; LC662 Saint Lucia; MF663 Saint Martin; ' +
      'MQ474 Martinique; MS500 Montserrat; PR630 Puerto Rico; SX534 Sint Maarten; ' +
      'TC796 Turks and Caicos Islands; TT780 Trinidad and Tobago; ' +
      'VC670 Saint Vincent and the Grenadines; VG092 Virgin Islands (British); ' +
      'VI850 Virgin Islands (U.S.)',
  ],
  [
    'North America',
    'Central America',
    'BZ084 Belize; CR188 Costa Rica; GT320 Guatemala; HN340 Honduras; MX484 Mexico; NI558 Nicaragua; ' +
      'PA591 Panama; SV222 El Salvador',
  ],
  [
    'North America',
    'Northern America',
    'BM060 Bermuda; CA124 Canada; GL304 Greenland; PM666 Saint Pierre and Miquelon; ' + 'US840 United States',
  ],
  [
    'South America',
    'South America',
    'AR032 Argentina; BO068 Bolivia; BR076 Brazil; BV074 Bouvet Island; CL152 Chile; CO170 Colombia; ' +
      'EC218 Ecuador; FK238 Falkland Islands; GF254 French Guiana; ' +
      'GS239 South Georgia and the South Sandwich Islands; GY328 Guyana; PE604 Peru; PY600 Paraguay; ' +
      'SR740 Suriname; UY858 Uruguay; VE862 Venezuela',
  ],
  [
    'Asia',
    'Central Asia',
    'KG417 Kyrgyzstan; KZ398 Kazakhstan; TJ762 Tajikistan; TM795 Turkmenistan; UZ860 Uzbekistan',
  ],
  [
    'Asia',
    'Eastern Asia',
    'CN156 China; HK344 Hong Kong; JP392 Japan; KP408 North Korea; KR410 South Korea; MN496 Mongolia; ' +
      'MO446 Macao; TW158 Taiwan',
  ],
  [
    'Asia',
    'South-eastern Asia',
    'BN096 Brunei; ID360 Indonesia; KH116 Cambodia; LA418 Laos; MM104 Myanmar; MY458 Malaysia; ' +
      'PH608 Philippines; SG702 Singapore; TH764 Thailand; TL626 Timor-Leste; VN704 Vietnam',
  ],
  [
    'Asia',
    'Southern Asia',
    'AF004 Afghanistan; BD050 Bangladesh; BT064 Bhutan; IN356 India; IR364 Iran; LK144 Sri Lanka; ' +
      'MV462 Maldives; NP524 Nepal; PK586 Pakistan',
  ],
  [
    'Asia',
    'Western Asia',
    'AE784 United Arab Emirates; AM051 Armenia; AZ031 Azerbaijan; BH048 Bahrain; CY196 Cyprus; ' +
      'GE268 Georgia; IL376 Israel; IQ368 Iraq; JO400 Jordan; KW414 Kuwait; LB422 Lebanon; OM512 Oman; ' +
      'PS275 Palestine; QA634 Qatar; SA682 Saudi Arabia; SY760 Syria; TR792 Türkiye; YE887 Yemen',
  ],
  [
    'Europe',
    'Eastern Europe',
    'BG100 Bulgaria; BY112 Belarus; CZ203 Czechia; HU348 Hungary; MD498 Moldova; PL616 Poland; ' +
      'RO642 Romania; RU643 Russian Federation; SK703 Slovakia; UA804 Ukraine',
  ],
  [
    'Europe',
    'Northern Europe',
    'AX248 Åland Islands; DK208 Denmark; EE233 Estonia; FI246 Finland; FO234 Faroe Islands; ' +
      'GB826 United Kingdom; GG831 Guernsey; IE372 Ireland; IM833 Isle of Man; IS352 Iceland; ' +
      'JE832 Jersey; LT440 Lithuania; LV428 Latvia; NO578 Norway; SE752 Sweden; ' +
      'SJ744 Svalbard and Jan Mayen',
  ],
  [
    'Europe',
    'Southern Europe',
    'AD020 Andorra; AL008 Albania; BA070 Bosnia and Herzegovina; ES724 Spain; GI292 Gibraltar; ' +
      'GR300 Greece; HR191 Croatia; IT380 Italy; ME499 Montenegro; MK807 North Macedonia; MT470 Malta; ' +
      'PT620 Portugal; RS688 Serbia; SI705 Slovenia; SM674 San Marino; VA336 Holy See; XK Kosovo',
  ],
  [
    'Europe',
    'Western Europe',
    'AT040 Austria; BE056 Belgium; CH756 Switzerland; DE276 Germany; FR250 France; ' +
      'LI438 Liechtenstein; LU442 Luxembourg; MC492 Monaco; NL528 Netherlands',
  ],
  [
    'Oceania',
    'Australia and New Zealand',
    'AU036 Australia; CC166 Cocos (Keeling) Islands; CX162 Christmas Island; ' +
      'HM334 Heard Island and McDonald Islands; NF574 Norfolk Island; NZ554 New Zealand',
  ],
  [
    'Oceania',
    'Melanesia',
    'FJ242 Fiji; NC540 New Caledonia; PG598 Papua New Guinea; SB090 Solomon Islands; VU548 Vanuatu',
  ],
  [
    'Oceania',
    'Micronesia',
    'FM583 Micronesia; GU316 Guam; KI296 Kiribati; MH584 Marshall Islands; ' +
      'MP580 Northern Mariana Islands; NR520 Nauru; PW585 Palau; ' +
      'UM581 United States Minor Outlying Islands',
  ],
  [
    'Oceania',
    'Polynesia',
    'AS016 American Samoa; CK184 Cook Islands; NU570 Niue; PF258 French Polynesia; PN612 Pitcairn; ' +
      'TK772 Tokelau; TO776 Tonga; TV798 Tuvalu; WF876 Wallis and Futuna; WS882 Samoa',
  ],
  ['Antarctica', 'Antarctica', 'AQ010 Antarctica'],
];

/** Every country by its ISO 3166-1 alpha-2 code. */
export const COUNTRIES: ReadonlyMap<string, Country> = new Map(
  REGIONS.flatMap(([continent, region, countries]) =>
    countries.split('; ').map((entry): [string, Country] => {
      const space = entry.indexOf(' ');
      const code = entry.slice(0, 2);
      const numeric = entry.slice(2, space);
      return [code, { code, numeric, name: entry.slice(space + 1), continent, region }];
    }),
  ),
);

/** A country code as one number, for columns: both ASCII letters, the first in the high byte. 0 when `text` is no country's code. */
export function packCountry(text: unknown): number {
  if (typeof text !== 'string' || !COUNTRIES.has(text)) return 0;
  return (text.charCodeAt(0) << 8) | text.charCodeAt(1);
}

/** The code that `packCountry` packed; '' for 0. */
export function unpackCountry(packed: number): string {
  return packed === 0 ? '' : String.fromCharCode(packed >>> 8, packed & 255);
}
