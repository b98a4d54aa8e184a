// European Union where no data for the member state is at hand: the police channel, directives, preservation of records.

import type { Jurisdiction } from '../../model/jurisdiction.ts';

const EUR_LEX = 'https://eur-lex.europa.eu/eli';

export const EU: Jurisdiction = {
  id: 'eu',
  title: 'European Union, general',
  countries: 'AT BE BG CY CZ DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
  asOf: '2026-11-26',
  report: [
    {
      name: 'Police of the member state',
      text: 'Europol takes no reports from victims; its page names the channel of each state',
      url: 'https://www.europol.europa.eu/report-a-crime/report-cybercrime-online',
      read: false,
    },
    {
      name: 'CSIRT of the member state',
      text: 'NIS2, article 23, for covered entities only: early warning within 24 hours, notification within 72 hours, final report after a month',
      url: `${EUR_LEX}/dir/2022/2555/oj`,
      read: false,
    },
  ],
  laws: [
    {
      name: 'Directive 2013/40/EU, article 4',
      text: 'illegal system interference; the section of national law that carries it out is to be named by counsel',
      url: `${EUR_LEX}/dir/2013/40/oj`,
      read: true,
    },
  ],
  preservation: [
    {
      name: 'European Preservation Order, Regulation (EU) 2023/1543',
      text: 'from an authority to a provider in another member state; applies from 18 August 2026. Not for a victim.',
      url: `${EUR_LEX}/reg/2023/1543/oj`,
      read: false,
    },
    {
      name: 'Convention on Cybercrime (Budapest), articles 16, 17 and 29',
      text: 'expedited preservation of stored data, also outside the Union; used by authorities',
      url: 'https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum=185',
      read: false,
    },
  ],
  declaration: {
    basis: {
      name: 'No common form',
      text: 'the authority that takes the statement says which form it wants',
      url: 'https://e-justice.europa.eu',
      read: false,
    },
    closing: 'The statements above are true to the best of my knowledge.',
  },
};
