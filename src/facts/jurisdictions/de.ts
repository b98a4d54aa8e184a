// Germany: where to report, sections of law, preservation of records.

import type { Jurisdiction } from '../../model/jurisdiction.ts';

const GESETZE = 'https://www.gesetze-im-internet.de';

export const DE: Jurisdiction = {
  id: 'de',
  title: 'Germany',
  countries: ['DE'],
  asOf: '2026-11-26',
  report: [
    {
      name: 'Zentrale Ansprechstelle Cybercrime (ZAC)',
      text: 'contact point for businesses at the Landeskriminalamt of the Land in which the company has its seat; no contact with the sender without agreement with it',
      url: 'https://www.polizei.de/Polizei/DE/Einrichtungen/ZAC/zac_node.html',
      read: true,
    },
    {
      name: 'Bundesamt für Sicherheit in der Informationstechnik (BSI)',
      text: 'incident report; a duty for some operators',
      url: 'https://www.bsi.bund.de',
      read: false,
    },
  ],
  laws: [
    {
      name: 'Section 253 StGB',
      text: 'Erpressung (extortion); an attempt is enough',
      url: `${GESETZE}/stgb/__253.html`,
      read: true,
    },
    {
      name: 'Section 303b StGB',
      text: 'Computersabotage; subsection 2 where a business or an authority is hit',
      url: `${GESETZE}/stgb/__303b.html`,
      read: true,
    },
    {
      name: 'Sections 303c and 77b StGB',
      text: 'Strafantrag: the request to prosecute, in general within three months',
      url: `${GESETZE}/stgb/__77b.html`,
      read: false,
    },
  ],
  preservation: [
    {
      name: 'Section 100g StPO',
      text: 'traffic data, by order of a court; not for a victim',
      url: `${GESETZE}/stpo/__100g.html`,
      read: false,
    },
    {
      name: 'European Preservation Order, Regulation (EU) 2023/1543',
      text: 'from an authority to a provider in another member state; applies from 18 August 2026',
      url: 'https://eur-lex.europa.eu/eli/reg/2023/1543/oj',
      read: false,
    },
  ],
  declaration: {
    basis: {
      name: 'No fixed form',
      text: 'the police take the statement of a witness; this text can be handed over with it',
      url: `${GESETZE}/stpo/__163.html`,
      read: false,
    },
    closing: 'The statements above are true to the best of my knowledge.',
  },
};
