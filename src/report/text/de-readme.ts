// The fixed texts of README.txt, in German.

import type { ReadmeTexts } from './en-readme.ts';

/** German. */
export const readmeTexts: ReadmeTexts = {
  recipients: [
    {
      folder: 'extortion',
      who: 'Polizei; danach Versicherer und Rechtsberatung',
      how: [
        ['Senden Sie das PDF.'],
        ['le-preservation-datasheet.csv geht mit an die Ermittler.', 'le-preservation-datasheet.csv'],
        ['loss.csv ist für den Versicherer.', 'loss.csv'],
        ['ic3-paste.txt ist der Text für das Formular des FBI, das keine Dateien annimmt.', 'ic3-paste.txt'],
        [
          'declaration-template.txt ist nicht unterschrieben: Füllen Sie es aus, wenn danach gefragt wird.',
          'declaration-template.txt',
        ],
        [
          'Bewahren Sie die Beweismittel selbst unverändert auf: Die Polizei kann nach den Originaldateien fragen.',
        ],
        [
          'Bewahren Sie die Forderung auf, wie sie empfangen wurde, nicht weitergeleitet, und antworten Sie ihrem Absender nicht ohne die Polizei.',
          'demands.csv',
        ],
      ],
      keepBack: '',
    },
    {
      folder: 'extortion/preservation',
      who: 'Speichernde Stellen, wenn Polizei oder Rechtsberatung zustimmen',
      how: [
        [
          'Jeder Entwurf ist für eine speichernde Stelle und nennt nichts von einer anderen. Füllen Sie die Lücken aus. Die Entwürfe bitten um Aufbewahrung, nicht um Herausgabe.',
        ],
      ],
      keepBack: 'Fügen Sie weder den Bericht noch die Forderung noch einen anderen Entwurf bei.',
    },
    {
      folder: 'provider',
      who: 'Upstream-Provider und Hoster',
      how: [
        [
          'Zu senden ist nichts: Das Dokument sagt, dass kein Angriff festgestellt wurde.',
          '!upstream-request.txt',
        ],
        [
          'Senden Sie das PDF, oder upstream-request.txt, wo nur Text angenommen wird, und flowspec.txt oder acl.txt dazu, solange der Angriff dauert oder gleich danach, unter dem Ticket, das Sie schon haben.',
          'upstream-request.txt',
        ],
        ['lookups.sh ist für Sie selbst.', 'lookups.sh'],
        ['Die Dateien für AbuseIPDB sind für Sie selbst.', 'abuseipdb.csv', 'abuseipdb-refused.txt'],
      ],
      keepBack: 'Fügen Sie weder die Ordner extortion oder billing noch etwas aus data/ bei.',
    },
    {
      folder: 'provider/abuse',
      who: 'Abuse-Stellen der Netze, aus denen der Verkehr kam',
      how: [
        [
          'Senden Sie jedem Netz seinen eigenen Ordner: report.txt als Text der Mail (draft.eml enthält ihn fertig), sources.csv als Anlage. report.pdf sagt für die größten Netze dasselbe. Diese Berichte sind Englisch, die gemeinsame Sprache der Abuse-Stellen. Wo kein Kontakt angegeben war, findet ihn lookups.sh im Ordner darüber, auf einem Rechner mit Netzzugang.',
        ],
      ],
      keepBack: 'Senden Sie nie einem Netz den Ordner eines anderen, und sonst nichts aus diesem Bericht.',
    },
    {
      folder: 'provider/blocklists',
      who: 'Sie selbst, für die eigene Firewall',
      how: [
        ['Laden Sie eine der Formen. Entfernen Sie sie, wenn sie abläuft: Adressen wechseln den Besitzer.'],
      ],
      keepBack: '',
    },
    {
      folder: 'public',
      who: 'Jedermann',
      how: [
        [
          'Namen und Adressen sind herausgenommen. Lesen Sie es, bevor Sie es veröffentlichen: Nur Sie wissen, was Sie sonst erkennbar machen würde.',
        ],
      ],
      keepBack: 'Veröffentlichen Sie sonst nichts aus diesem Bericht, ohne es ebenso genau zu lesen.',
    },
    {
      folder: 'billing',
      who: 'Auftraggeber',
      how: [
        [
          'Zu senden ist nichts: Es wurde kein Arbeitsprotokoll angegeben, und das Dokument sagt es.',
          '!time_entries.csv',
        ],
        [
          'Senden Sie es mit der Rechnung. Anhand der Tabellen kann der Auftraggeber jede Zeile prüfen.',
          'time_entries.csv',
        ],
      ],
      keepBack: 'Fügen Sie weder die Ordner extortion oder provider noch etwas aus data/ bei.',
    },
  ],
  case: (id, title) => `Fall ${id}: ${title}`,
  noTitle: 'Titel nicht angegeben',
  exercise: '*** ÜBUNG *** Dieser Fall ist eine Übung. Nichts darin ist geschehen.',
  made: (time, tool) => `Erstellt am ${time} mit ${tool}. Alle Zeiten sind UTC.`,
  writtenFor: (reader, leftOut) => `Geschrieben für ${reader}. ${leftOut}`,
  notRedacted:
    '*** NICHT GESCHWÄRZT *** Geheimnisse von Besuchern stehen in diesen Dateien im Klartext. Nur für Ermittlungsbehörden; geben Sie sie nicht weiter.',
  noAttack:
    'In diesen Beweismitteln wurde kein Angriff festgestellt. Lesen Sie die Berichte, bevor Sie einen davon versenden.',
  notAPerson:
    'Eine Quelladresse ist keine Person. Nur als nachgewiesen bezeichnete Quellen haben eine Verbindung vollständig aufgebaut; alle anderen können gefälscht sein und dürfen nicht als Angreifer gemeldet oder gesperrt werden. Nichts davon ist Rechtsberatung.',
  languages:
    'Deutsch sind die PDF-Dokumente außer denen unter provider/abuse, provider/upstream-request.txt, extortion/declaration-template.txt (soweit nicht für ein Gericht der USA oder des Vereinigten Königreichs), Entwürfe an den eigenen Provider und an Netze in Deutschland, Österreich, Liechtenstein und der Schweiz, report.html und diese Datei. Alles andere ist Englisch: Berichte an fremde Netze, ic3-paste.txt, Regeln und Sperrlisten sowie alle Tabellen und Daten, damit Programme sie überall gleich lesen.',
  fewLanguages:
    'Deutsch sind die PDF-Dokumente und Zusammenfassungen, report.html und diese Datei. Englisch sind alle Tabellen und Daten, damit Programme sie überall gleich lesen.',
  order: 'WAS AN WEN ZU SENDEN IST, IN DIESER REIHENFOLGE',
  keep: 'BEHALTEN',
  tables:
    'Tabellen sind CSV in UTF-8; eine leere Zelle bedeutet nicht bekannt. Dateien, die auf .excel.csv enden, sind Ansichten für Excel: Vorn steht eine Zeilennummer, und Zellen, die als Formel gelesen würden, beginnen mit einem Apostroph. Die Tabellen ohne .excel sind die genauen.',
  check: 'PRÜFEN',
  checkHow:
    'In diesem Ordner gibt unter Linux oder macOS Folgendes OK für jede Datei aus, die ist, wie sie geschrieben wurde:',
  database:
    'Die Falldatenbank (.duckdb) steht nicht in dieser Liste: Dieselben Zeilen können in anderen Bytes gespeichert sein. Ein Hashwert über ihre geordneten Zeilen steht in manifest.json. Dies prüft auch sie, und die Beweismittel dazu:',
  checkEvidence: 'Dies prüft auch die Beweismittel:',
  verify: 'afterflood verify ORDNER --evidence BEWEISMITTEL-ORDNER',
};
