// Offices, sections of law and instruments of the jurisdiction data in German; names of offices abroad and of their laws stay as they are.

import type { Phrase } from './phrases.ts';

/** In German. */
export const lawPhrases: readonly Phrase[] = [
  ['Germany', 'Deutschland'],
  ['European Union, general', 'Europäische Union, allgemein'],
  ['United Kingdom', 'Vereinigtes Königreich'],
  ['United States', 'Vereinigte Staaten'],
  [
    'contact point for businesses at the Landeskriminalamt of the Land in which the company has its seat; no contact with the sender without agreement with it',
    'Ansprechstelle für Unternehmen beim Landeskriminalamt des Landes, in dem das Unternehmen seinen Sitz hat; kein Kontakt zum Absender ohne Abstimmung mit ihr',
  ],
  ['incident report; a duty for some operators', 'Vorfallmeldung; für manche Betreiber Pflicht'],
  ['Section 253 StGB', '§ 253 StGB'],
  ['Erpressung (extortion); an attempt is enough', 'Erpressung; der Versuch ist strafbar'],
  ['Section 303b StGB', '§ 303b StGB'],
  [
    'Computersabotage; subsection 2 where a business or an authority is hit',
    'Computersabotage; Absatz 2, wo ein Betrieb, ein Unternehmen oder eine Behörde getroffen ist',
  ],
  ['Sections 303c and 77b StGB', '§§ 303c, 77b StGB'],
  [
    'Strafantrag: the request to prosecute, in general within three months',
    'Strafantrag, in der Regel binnen drei Monaten',
  ],
  ['Section 100g StPO', '§ 100g StPO'],
  [
    'traffic data, by order of a court; not for a victim',
    'Verkehrsdaten, auf Anordnung eines Gerichts; nicht für Geschädigte',
  ],
  [
    'European Preservation Order, Regulation (EU) 2023/1543',
    'Europäische Sicherungsanordnung, Verordnung (EU) 2023/1543',
  ],
  [
    'from an authority to a provider in another member state; applies from 18 August 2026',
    'von einer Behörde an einen Anbieter in einem anderen Mitgliedstaat; gilt ab 18. August 2026',
  ],
  [
    'from an authority to a provider in another member state; applies from 18 August 2026. Not for a victim.',
    'von einer Behörde an einen Anbieter in einem anderen Mitgliedstaat; gilt ab 18. August 2026. Nicht für Geschädigte.',
  ],
  ['Police of the member state', 'Polizei des Mitgliedstaats'],
  [
    'Europol takes no reports from victims; its page names the channel of each state',
    'Europol nimmt keine Anzeigen von Geschädigten an; seine Seite nennt den Weg jedes Staats',
  ],
  ['CSIRT of the member state', 'CSIRT des Mitgliedstaats'],
  [
    'NIS2, article 23, for covered entities only: early warning within 24 hours, notification within 72 hours, final report after a month',
    'NIS2, Artikel 23, nur für erfasste Einrichtungen: Frühwarnung binnen 24 Stunden, Meldung binnen 72 Stunden, Abschlussbericht nach einem Monat',
  ],
  ['Directive 2013/40/EU, article 4', 'Richtlinie 2013/40/EU, Artikel 4'],
  [
    'illegal system interference; the section of national law that carries it out is to be named by counsel',
    'rechtswidriger Systemeingriff; die umsetzende Vorschrift des nationalen Rechts ist anwaltlich zu benennen',
  ],
  [
    'Convention on Cybercrime (Budapest), articles 16, 17 and 29',
    'Übereinkommen über Computerkriminalität (Budapest), Artikel 16, 17 und 29',
  ],
  [
    'expedited preservation of stored data, also outside the Union; used by authorities',
    'umgehende Sicherung gespeicherter Daten, auch außerhalb der Union; von Behörden genutzt',
  ],
  [
    'expedited preservation of stored data, also on request of another party; used by the police, not by a victim',
    'umgehende Sicherung gespeicherter Daten, auch auf Ersuchen einer anderen Vertragspartei; von der Polizei genutzt, nicht von Geschädigten',
  ],
  [
    'online or 0300 123 2040; by phone while the attack lasts. Replaced Action Fraud on 4 December 2025.',
    'online oder 0300 123 2040; telefonisch, solange der Angriff dauert. Ersetzte am 4. Dezember 2025 Action Fraud.',
  ],
  ['Report Fraud (England, Wales, Northern Ireland)', 'Report Fraud (England, Wales, Nordirland)'],
  ['by phone: 101', 'telefonisch: 101'],
  ['report of a significant incident', 'Meldung eines erheblichen Vorfalls'],
  [
    'unauthorised acts with intent to impair the operation of a computer, or recklessness as to it',
    'unbefugte Handlungen mit der Absicht, den Betrieb eines Computers zu beeinträchtigen, oder leichtfertig',
  ],
  [
    'blackmail: an unwarranted demand with menaces (England and Wales)',
    'Erpressung: ungerechtfertigte Forderung unter Drohung (England und Wales)',
  ],
  [
    'online form; takes text only, no attachments: extortion/ic3-paste.txt is made for it. Keep the originals.',
    'Online-Formular; nimmt nur Text, keine Anlagen: extortion/ic3-paste.txt ist dafür erstellt (Englisch). Bewahren Sie die Originale auf.',
  ],
  ['FBI field office', 'Außenstelle des FBI'],
  [
    'by phone while the attack lasts or when the demand names a near deadline',
    'telefonisch, solange der Angriff dauert oder wenn die Forderung eine nahe Frist nennt',
  ],
  [
    'incident report, also by operators who want technical help',
    'Vorfallmeldung, auch von Betreibern, die technische Hilfe wünschen',
  ],
  [
    'damage to a protected computer by transmission',
    'Schädigung eines geschützten Computers durch Übermittlung',
  ],
  [
    'extortion by a threat of damage to a protected computer',
    'Erpressung durch Drohung mit Schädigung eines geschützten Computers',
  ],
  [
    'what counts as loss: response, damage assessment, restoration, interruption of service',
    'was als Schaden zählt: Reaktion, Schadensermittlung, Wiederherstellung, Unterbrechung des Dienstes',
  ],
  [
    'a governmental entity asks a provider to keep existing records for 90 days, once more on renewed request. A victim cannot use it.',
    'eine staatliche Stelle bittet einen Anbieter, vorhandene Daten 90 Tage aufzubewahren, auf erneutes Ersuchen noch einmal. Geschädigte können es nicht nutzen.',
  ],
  ['No fixed form', 'Keine feste Form'],
  [
    'the police take the statement of a witness; this text can be handed over with it',
    'die Polizei nimmt die Aussage eines Zeugen auf; dieser Text kann dazu übergeben werden',
  ],
  ['No common form', 'Keine gemeinsame Form'],
  [
    'the authority that takes the statement says which form it wants',
    'die Behörde, die die Aussage aufnimmt, sagt, welche Form sie wünscht',
  ],
  [
    'The statements above are true to the best of my knowledge.',
    'Die vorstehenden Angaben sind nach bestem Wissen wahr.',
  ],
];
