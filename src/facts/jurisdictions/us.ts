// United States: where to report, sections of law, preservation of records.

import type { Jurisdiction } from '../../model/jurisdiction.ts';

const USC = 'https://www.law.cornell.edu/uscode/text';

export const US: Jurisdiction = {
  id: 'us',
  title: 'United States',
  countries: ['US'],
  asOf: '2026-11-26',
  report: [
    {
      name: 'FBI Internet Crime Complaint Center (IC3)',
      text: 'online form; takes text only, no attachments: extortion/ic3-paste.txt is made for it. Keep the originals.',
      url: 'https://www.ic3.gov',
      read: true,
    },
    {
      name: 'FBI field office',
      text: 'by phone while the attack lasts or when the demand names a near deadline',
      url: 'https://www.fbi.gov/contact-us/field-offices',
      read: false,
    },
    {
      name: 'CISA',
      text: 'incident report, also by operators who want technical help',
      url: 'https://www.cisa.gov/report',
      read: false,
    },
  ],
  laws: [
    {
      name: '18 USC 1030(a)(5)(A)',
      text: 'damage to a protected computer by transmission',
      url: `${USC}/18/1030`,
      read: false,
    },
    {
      name: '18 USC 1030(a)(7)',
      text: 'extortion by a threat of damage to a protected computer',
      url: `${USC}/18/1030`,
      read: false,
    },
    {
      name: '18 USC 1030(e)(11)',
      text: 'what counts as loss: response, damage assessment, restoration, interruption of service',
      url: `${USC}/18/1030`,
      read: true,
    },
  ],
  preservation: [
    {
      name: '18 USC 2703(f)',
      text: 'a governmental entity asks a provider to keep existing records for 90 days, once more on renewed request. A victim cannot use it.',
      url: `${USC}/18/2703`,
      read: true,
    },
  ],
  declaration: {
    basis: {
      name: 'Federal Rules of Evidence 902(13) and 902(14), in the form of 28 USC 1746',
      text: 'written certification of a qualified person on machine-made records and on copies known by their hash',
      url: 'https://www.law.cornell.edu/rules/fre/rule_902',
      read: true,
    },
    closing:
      'I declare under penalty of perjury under the laws of the United States of America that the foregoing is true and correct. (When signed inside the United States the words "under the laws of the United States of America" may be left out.)',
  },
};
