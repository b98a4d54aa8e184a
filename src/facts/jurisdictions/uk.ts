// United Kingdom: where to report, sections of law, preservation of records.

import type { Jurisdiction } from '../../model/jurisdiction.ts';

const LEGISLATION = 'https://www.legislation.gov.uk/ukpga';

export const UK: Jurisdiction = {
  id: 'uk',
  title: 'United Kingdom',
  countries: ['GB'],
  asOf: '2026-11-26',
  report: [
    {
      name: 'Report Fraud (England, Wales, Northern Ireland)',
      text: 'online or 0300 123 2040; by phone while the attack lasts. Replaced Action Fraud on 4 December 2025.',
      url: 'https://www.reportfraud.police.uk',
      read: true,
    },
    {
      name: 'Police Scotland',
      text: 'by phone: 101',
      url: 'https://www.scotland.police.uk',
      read: true,
    },
    {
      name: 'National Cyber Security Centre (NCSC)',
      text: 'report of a significant incident',
      url: 'https://www.ncsc.gov.uk',
      read: false,
    },
  ],
  laws: [
    {
      name: 'Computer Misuse Act 1990, section 3',
      text: 'unauthorised acts with intent to impair the operation of a computer, or recklessness as to it',
      url: `${LEGISLATION}/1990/18/section/3`,
      read: true,
    },
    {
      name: 'Theft Act 1968, section 21',
      text: 'blackmail: an unwarranted demand with menaces (England and Wales)',
      url: `${LEGISLATION}/1968/60/section/21`,
      read: false,
    },
  ],
  preservation: [
    {
      name: 'Convention on Cybercrime (Budapest), articles 16, 17 and 29',
      text: 'expedited preservation of stored data, also on request of another party; used by the police, not by a victim',
      url: 'https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum=185',
      read: false,
    },
  ],
  declaration: {
    basis: {
      name: 'Section 9 of the Criminal Justice Act 1967 (England and Wales)',
      text: 'written witness statement with a statement of truth; the police have a form for it',
      url: `${LEGISLATION}/1967/80/section/9`,
      read: true,
    },
    closing:
      'This statement is true to the best of my knowledge and belief and I make it knowing that, if it is tendered in evidence, I shall be liable to prosecution if I have wilfully stated in it anything which I know to be false, or do not believe to be true.',
  },
};
