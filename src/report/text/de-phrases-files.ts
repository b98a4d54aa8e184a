// What is in the files of a report folder, and for whom a profile is, in German.

import type { Phrase } from './phrases.ts';

/** In German. */
export const filePhrases: readonly Phrase[] = [
  ['{w}; view for Excel', '{1}; Ansicht für Excel'],
  [
    'incident report for police, insurer and counsel',
    'Vorfallbericht für Polizei, Versicherer und Rechtsberatung',
  ],
  [
    'request to the upstream, notice to source networks',
    'Ersuchen an den Upstream, Hinweis an die Netze der Quellen',
  ],
  [
    'timesheet and incident record for the client',
    'Stundennachweis und Vorfallprotokoll für den Auftraggeber',
  ],
  [
    'the demands: as received, verbatim, with what was read out of them',
    'die Forderungen: wie empfangen, wörtlich, mit dem, was aus ihnen gelesen wurde',
  ],
  ['payment addresses named in the demands', 'in den Forderungen genannte Zahlungsadressen'],
  [
    'text for the form of the FBI (IC3), part by part; ASCII',
    'Text für das Formular des FBI (IC3), Teil für Teil; ASCII, Englisch',
  ],
  [
    'losses as stated, reckoned and billed, outages against the waiting period',
    'Schäden, wie angegeben, berechnet und abgerechnet, Ausfälle gegen die Wartezeit',
  ],
  [
    'unsigned template: how the records were made, copied and read',
    'nicht unterschriebenes Muster: wie die Aufzeichnungen entstanden, kopiert und gelesen wurden',
  ],
  [
    'for the investigator: whose records to ask for, with address, port and time',
    'für die Ermittler: wessen Daten anzufordern sind, mit Adresse, Port und Zeit',
  ],
  ['drafts, one a record-keeper ({n})', 'Entwürfe, einer je speichernder Stelle ({1})'],
  ['draft: please keep your records', 'Entwurf: Bitte um Aufbewahrung'],
  [
    'the request to the upstream as plain text, for a ticket',
    'das Ersuchen an den Upstream als reiner Text, für ein Ticket',
  ],
  ['flow rules for the upstream, one a vector', 'Flow-Regeln für den Upstream, eine je Vektor'],
  [
    'the same rules as access lists, for networks without flow rules',
    'dieselben Regeln als Zugriffslisten, für Netze ohne Flow-Regeln',
  ],
  [
    'a script that finds the abuse contacts, for a machine with a network',
    'ein Skript, das die Abuse-Kontakte findet, für einen Rechner mit Netzzugang',
  ],
  [
    'bulk report for AbuseIPDB, within its policy',
    'Sammelmeldung für AbuseIPDB, im Rahmen seiner Richtlinie',
  ],
  ['what AbuseIPDB does not take, by reason', 'was AbuseIPDB nicht annimmt, nach Grund'],
  [
    'networks with sources that have no folder of their own',
    'Netze mit Quellen, die keinen eigenen Ordner haben',
  ],
  ['a folder a network ({n})', 'ein Ordner je Netz ({1})'],
  ['one list in {n} forms', 'eine Liste in {1} Formen'],
  ['the work log as billed, line by line', 'das Arbeitsprotokoll, wie abgerechnet, Zeile für Zeile'],
  ['which work belongs to which event', 'welche Arbeit zu welchem Ereignis gehört'],
  [
    'hours and amounts by activity class and person, and the total',
    'Stunden und Beträge nach Tätigkeit und Person, und die Summe',
  ],
  ['the bill as LEDES 1998B, without tax', 'die Abrechnung als LEDES 1998B, ohne Steuer'],
  [
    'the whole case as one interactive page; opens without a network',
    'der ganze Fall als eine interaktive Seite; öffnet ohne Netz',
  ],
  [
    'attack, outages, demands, actions and work on one time axis',
    'Angriff, Ausfälle, Forderungen, Maßnahmen und Arbeit auf einer Zeitachse',
  ],
  ['periods of attack', 'Zeiten des Angriffs'],
  ['phases, pulses and gaps of each wave', 'Phasen, Pulse und Lücken jeder Welle'],
  ['attack vectors, with the reason for each label', 'Angriffsvektoren, mit dem Grund jeder Bezeichnung'],
  ['every source address, with the verdict on it', 'jede Quelladresse, mit ihrer Einstufung'],
  [
    'when a named source used which port, for providers that share addresses',
    'wann eine benannte Quelle welchen Port benutzt hat, für Provider mit geteilten Adressen',
  ],
  ['sources by network (ASN)', 'Quellen nach Netz (ASN)'],
  ['proven sources by country of registration', 'nachgewiesene Quellen nach Land der Registrierung'],
  [
    'No sizes of answers are logged in {x}: bytes sent are not known from there, and 0 in tables.',
    'In {1} sind keine Größen der Antworten protokolliert: Gesendete Bytes sind von dort nicht bekannt und in Tabellen 0.',
  ],
  ['outages of services, as stated and as measured', 'Ausfälle von Diensten, wie angegeben und wie gemessen'],
  ['how far the clocks of the evidence differ', 'wie weit die Uhren der Beweismittel voneinander abweichen'],
  [
    'evidence files with hashes, origin, clocks and what could not be read',
    'Dateien der Beweismittel mit Hashwerten, Herkunft, Uhren und dem, was nicht lesbar war',
  ],
  ['records that could not be read, and why', 'Datensätze, die nicht lesbar waren, und warum'],
  [
    'secrets taken out of the texts of these files, by kind and place',
    'aus den Texten dieser Dateien entfernte Geheimnisse, nach Art und Stelle',
  ],
  [
    'who had the evidence when, as far as recorded; to be continued by hand in a copy',
    'wer die Beweismittel wann hatte, soweit erfasst; in einer Kopie von Hand fortzuführen',
  ],
  [
    'a form: what was given to whom, when and on what ground; to be filled in in a copy',
    'ein Formular: was wem wann und auf welcher Grundlage gegeben wurde; in einer Kopie auszufüllen',
  ],
  ['all facts of the reports, for machines', 'alle Fakten der Berichte, für Programme'],
  ['proven sources and reflectors as STIX 2.1', 'nachgewiesene Quellen und Reflektoren als STIX 2.1'],
  [
    'the attack as a MISP event; nothing in it is marked for detection',
    'der Angriff als MISP-Event; nichts darin ist zur Erkennung markiert',
  ],
  ['fingerprint for a DDoS clearing house', 'Fingerabdruck für eine DDoS-Sammelstelle'],
  [
    'the whole timeline for Timesketch, demands and work among it',
    'der ganze Zeitverlauf für Timesketch, mit Forderungen und Arbeit',
  ],
  [
    'proven sources and reflectors as ECS, for Elasticsearch',
    'nachgewiesene Quellen und Reflektoren als ECS, für Elasticsearch',
  ],
  [
    'the case database (DuckDB), for further questions in SQL',
    'die Falldatenbank (DuckDB), für weitere Fragen in SQL',
  ],
  [
    'what was done to which bytes, in order, each line chained to the one before',
    'was mit welchen Bytes getan wurde, der Reihe nach, jede Zeile mit der vorigen verkettet',
  ],
  [
    'inputs, outputs, databases and versions, with hashes',
    'Eingaben, Ausgaben, Datenbanken und Versionen, mit Hashwerten',
  ],
  ['SHA-256 of every file', 'SHA-256 jeder Datei'],
  [
    'the attack in numbers, without names and addresses',
    'der Angriff in Zahlen, ohne Namen und Adressen (Englisch)',
  ],
  ['the insurer', 'den Versicherer'],
  ['the client', 'den Auftraggeber'],
  ['anybody', 'jedermann'],
  ['the police, counsel and your own house', 'Polizei, Rechtsberatung und das eigene Haus'],
];
