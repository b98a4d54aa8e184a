// The fixed texts on method, evidence and integrity in the incident report, and on several waves together, in German.

import type { CampaignTexts, IntegrityTexts, MethodTexts } from './en-method.ts';

/** German. */
export const methodTexts: MethodTexts = {
  title: 'Methode und Grenzen',
  clocks: 'Uhren der Beweismittel',
  limits: 'Grenzen',
  confidence:
    'Worte für Sicherheit: Hoch bedeutet, dass die Grundlage vollständig in den Beweismitteln zu sehen war; mittel, dass ein Teil davon zu sehen war; gering, dass wenig sie stützt. Sicherheit bezieht sich auf die Benutzung der Adresse, nie auf eine Person.',
  others: 'Andere Erklärungen, die geprüft wurden',
  noOthers: 'Die Beweismittel gaben zu keiner Anlass.',
  judged: (conclusion) => `Beurteilt als: ${conclusion}.`,
  thresholdsFound: 'Schwellen hinter diesen Ergebnissen',
  thresholds: 'Geltende Schwellen',
  threshold: 'Schwelle',
  value: 'Wert',
  name: 'Name',
};

/** German. */
export const integrityTexts: IntegrityTexts = {
  title: 'Beweismittel und Unverändertheit',
  caption: 'Dateien der Beweismittel: SHA-256; gelesene Bytes = dekodierte + übersprungene Bytes',
  notDecoded: 'Nicht dekodiert',
  bytesRead: 'Bytes gelesen',
  bytesDecoded: 'Bytes dekodiert',
  bytesSkipped: 'Bytes übersprungen',
  folder: (folder) => `Pfade beginnen im Ordner ${folder}.`,
  ledger:
    'Jedes gelesene Byte ist dekodiert oder als übersprungen gezählt; bei komprimierten Dateien sind es die Bytes darin. Dokumente sind aufbewahrt und mit Hashwert erfasst, nicht als Beweismittel für Verkehr gelesen.',
  custody: {
    caption: 'Verbleib: wer die Dateien sicherte, verwahrte und ihre Hashwerte nahm, wie angegeben',
    files: 'Dateien',
    takenBy: 'Gesichert von',
    takenAt: 'Gesichert (UTC)',
    from: 'Woher',
    since: 'Seitdem',
    how: 'Wie: ',
    actions: {
      hashed: 'Hashwert genommen',
      copied: 'kopiert',
      transferred: 'übergeben',
      stored: 'verwahrt',
      examined: 'untersucht',
      sealed: 'versiegelt',
      other: 'behandelt',
    },
    step: (action, by, to) => `${action}${by === '' ? '' : ` von ${by}`}${to === '' ? '' : ` an ${to}`}`,
    matches: 'gleich dem der gelesenen Datei',
    differs: 'NICHT GLEICH DEM DER GELESENEN DATEI',
    read: (tool, time) =>
      `Dann von ${tool} für diesen Bericht vom ${time} gelesen und mit Hashwert erfasst, nicht beschrieben; die Hashwerte stehen oben. Jeder Schritt: data/custody.csv.`,
  },
  noDamage: 'Beim Lesen dieser Dateien wurde kein Schaden festgestellt.',
  damageCaption: 'Beim Lesen festgestellte Schäden an Dateien',
  times: 'Anzahl',
  firstAtByte: 'Zuerst bei Byte',
  notDamage: (what, times, ids) => `Vermerkt, kein Schaden: ${what}, ${times} in ${ids}.`,
  time: ['Mal', 'Mal'],
  diagnostic: {
    'capture/cut-in-record': 'die Datei endet mitten in einem Datensatz',
    'capture/impossible-length':
      'ein Datensatz nennt eine unmögliche Länge; in klassischem pcap lässt sich danach nicht wieder einsetzen',
    'capture/impossible-wire-length':
      'ein Paket soll auf der Leitung länger gewesen sein als möglich; es zählt seine aufgezeichnete Länge',
    'capture/bad-block': 'ein pcapng-Block, dessen zwei Längen sich widersprechen oder der fehlerhaft ist',
    'capture/unknown-interface':
      'ein Paket verweist auf eine Schnittstelle, die die Datei nicht beschrieben hat',
    'capture/impossible-time':
      'der Sekundenbruchteil eines Zeitstempels liegt außerhalb des Möglichen; er wurde in die Sekunden übertragen',
    'capture/implausible-time':
      'ein Paket mit einer Zeit, für die sonst nichts in der Datei spricht; es ist gezählt, seine Zeit wird nicht verwendet',
    'packet/unknown-link-type': 'Verbindungstyp nicht bekannt; als Nicht-IP gezählt',
    'packet/cut-header': 'ein Kopf ist durch die Aufzeichnungslänge oder durch Schaden abgeschnitten',
    'packet/malformed': 'ein Kopf widerspricht sich selbst',
    'line/unparsable': 'eine Zeile, die nicht zum Format passt',
    'line/too-long': 'eine Zeile über der Höchstlänge',
    'line/no-time': 'eine Zeile ohne verwendbare Zeit',
    'log/lacks-field':
      'eine Zeile ohne die Dauer oder den Port, die das zur Datei angegebene log_format verspricht; die Anfrage zählt, jenes ist nicht bekannt',
    'log/no-request':
      'eine Zeile, die keine Anfrage nennt: über eine Verbindung, die ohne eine endete, oder über den Server selbst (HTTP.sys, HAProxy); sie ist nur hier gezählt',
    'log/year-of-run':
      'eine Zeile ohne Jahr, aus einer Pipe, die keine Änderungszeit hat: Es gilt das letzte Jahr, in dem die Zeile nicht nach der Zeit des Laufs liegt; ist das falsch, speichern Sie das Protokoll in einer Datei mit der Änderungszeit seines Endes',
    'socket/truncated-address': 'eine durch die Spaltenbreite abgeschnittene Adresse (netstat ohne -W)',
    'socket/other-family': 'ein Socket außerhalb des Internets (Unix, Netlink und Ähnliches)',
    'socket/no-state':
      'ein Socket in einer Liste ohne Zustände, die auch sonst nichts nennt: ss lässt die Spalte weg, wenn nach einem gefragt ist; setzen Sie den Befehl vor die Liste oder geben Sie collection_command zur Datei an',
    'socket/state-from-command':
      'ein Socket in einer Liste ohne Zustände, die ss weglässt, wenn nach einem gefragt ist; der Zustand ist der des Befehls, der in der Datei steht oder zu ihr angegeben ist',
    'socket/state-from-file-name':
      'ein Socket in einer Liste ohne Zustände, die ss weglässt, wenn nach einem gefragt ist; der Zustand, halboffen, ist dem Dateinamen entnommen',
    'text/utf-16': 'der Text steht in UTF-16; gelesen wurde er als UTF-8, und darin sind seine Bytes gezählt',
    'compressed/damaged': 'der komprimierte Datenstrom ist beschädigt oder endet zu früh',
    'file/unreadable': 'die Datei war nicht bis zu ihrem Ende lesbar',
    'file/copy':
      'alle ihre Datensätze stehen auch in einer anderen Beweisdatei; gezählt sind sie einmal, von dort',
    'fold/handshake-table-full':
      'mehr halbfertige Handshakes zugleich, als gehalten werden; die ältesten wurden aufgegeben',
    'fold/too-many-strings':
      'mehr verschiedene Texte, als gehalten werden; die übrigen sind zusammen gezählt',
  },
  databases: 'Datenbanken, mit dem SHA-256 ihrer Dateien',
  for: 'Für',
  nameAndVersion: 'Name und Version',
  built: 'Stand',
  fromFirstRecord: 'Abstand zum ersten Datensatz',
  role: (role) =>
    (({ asn: 'Netze (ASN)', country: 'Land', 'second opinion': 'Zweitmeinung' }) as Record<string, string>)[
      role
    ] ?? role,
  licence: (licence) => `Lizenz: ${licence}`,
  sameDay: 'selber Tag',
  before: (days) => `${days} davor`,
  after: (days) => `${days} danach`,
  day: ['Tag', 'Tage'],
  verify: 'So prüfen Sie den Bericht',
  steps: [
    {
      command: 'sha256sum -c SHA256SUMS',
      what: 'im Ordner des Berichts: Jede Datei des Berichts ist, wie sie geschrieben wurde',
    },
    {
      command: 'afterflood verify REPORT-FOLDER --evidence EVIDENCE-FOLDER',
      what: 'prüft Hashwerte, Manifest, Laufprotokoll und Beweismittel auf einmal und zählt Pakete ein zweites Mal mit einem zweiten Leser',
    },
    {
      command: 'sha256sum EVIDENCE-FILE',
      what: 'auf dem Original des Beweismittels: gleich dem SHA-256 in der Tabelle oben',
    },
    {
      command: 'afterflood report EVIDENCE-FOLDER --now TIME-OF-THIS-REPORT',
      what: 'mit derselben Version und denselben Datenbanken: ergibt dieselben Bytes',
    },
  ],
  made: (time, tool, node) => `Erstellt am ${time} mit ${tool} auf Node ${node} mit dem Befehl `,
  inputs: 'Die Gesamtheit der Eingaben hat den SHA-256 ',
  runLog: 'Das Laufprotokoll bis zu diesem Bericht endet mit ',
};

/** German. */
export const campaignTexts: CampaignTexts = {
  title: 'Die Wellen zusammen',
  explained:
    'Summen sind Summen über die Wellen. Dass Wellen aufeinander folgen, zeigt nicht schon, dass sie aus einer Hand kamen.',
  waves: 'Wellen',
  wavesText: (count, first, last, span) => `${count}, ${first} bis ${last}, ${span}`,
  days: 'Tage (UTC)',
  daysText: (attacked, covered) =>
    `Angriff an ${attacked} von ${covered} mit irgendeinem Datensatz in den Beweismitteln`,
  day: ['Tag', 'Tagen'],
  underAttack: 'Unter Angriff',
  inSum: (time) => `${time} insgesamt`,
  atLeast: (time) => `mindestens ${time}`,
  quietTimes: 'Ruhige Zeiten',
  quietTime: ['ruhige Zeit', 'ruhige Zeiten'],
  oneQuietTime: (length) => `Eine ruhige Zeit von ${length}`,
  lengths: (times, shortest, longest) => `${times} von ${shortest} bis ${longest}`,
  notCovered: (times) => `${times} zwischen Wellen, von Beweismitteln nicht abgedeckt`,
  time: ['Zeit', 'Zeiten'],
  inTotal: 'Insgesamt',
  packet: ['Paket', 'Pakete'],
  request: ['Anfrage', 'Anfragen'],
  again: 'In mehr als einer Welle',
  provenSource: ['nachgewiesene Quelle', 'nachgewiesene Quellen'],
  reflectors: (count) => `${count} (missbraucht, wahrscheinlich selbst Geschädigte)`,
  reflector: ['Reflektor', 'Reflektoren'],
  noneAgain: 'keine nachgewiesene Quelle und kein Reflektor',
  notCompared: (again) => `${again}; Adressen, die gefälscht sein können, sind nicht verglichen`,
  usualStart: 'Üblicher Beginn',
  usualStartText: (time, days, p) =>
    `etwa ${time} UTC: Die ersten Anfänge an ${days} häufen sich dort (Rayleigh-Test, p = ${p})`,
};
