// The fixed texts of the drafts to record-keepers and of the template of a declaration, in German.

import type { DeclarationTexts, DraftTexts } from './en-drafts.ts';

/** German. */
export const draftTexts: DraftTexts = {
  stamp: '*** ENTWURF, NICHT VERSANDT ***',
  showFirst:
    'Zeigen Sie ihn zuerst der Polizei oder Ihrer Rechtsberatung: Diese wollen vielleicht selbst anfragen, oder nicht, dass angefragt wird. Füllen Sie die Lücken aus, entfernen Sie diese Zeilen.',
  to: 'An:            ',
  contact: 'Kontakt:       ',
  from: 'Von:           ',
  replyTo: 'Antwort an:    ',
  ourCase: 'Unser Fall:    ',
  police: 'Aktenzeichen:  ',
  date: 'Datum:         ',
  subject: 'Betreff:       ',
  forWhom: (victim) => `für ${victim}`,
  subjectText: 'Bitte um Aufbewahrung Ihrer Aufzeichnungen',
  keep: 'Bitte bewahren Sie auf, was Sie jetzt haben, unverändert, bis eine Behörde danach gefragt hat oder bis wir Ihnen mitteilen, dass es nicht benötigt wird. Wir bitten Sie nicht, uns Daten Ihrer Kunden zu übermitteln oder sie für uns auszuwerten.',
  noPower:
    'Dies ist eine Bitte der betroffenen Partei; sie beruht auf keiner Anordnungsbefugnis. Ob Sie diese Daten aufbewahren dürfen, beurteilen Sie nach dem für Sie geltenden Recht. Bitte teilen Sie uns mit, ob Sie sie aufbewahren, unter welchem Zeichen, und welche Behörde sie in welcher Form anfordern kann.',
  signature: 'Name und Unterschrift: ',
  ourServers: 'unsere Server',
  ourAddresses: 'unsere Adressen',
  address: ['Adresse', 'Adressen'],
  moreAddress: ['weitere Adresse', 'weitere Adressen'],
  network: (span, destinations, addresses) =>
    `Im Zeitraum ${span} erreichte ein Flood (übermäßiger Verkehr) ${destinations}. Daran beteiligt waren ${addresses}, die Ihr Netz ankündigt, über vollständig aufgebaute Verbindungen mit dem Server. Wir wissen nicht, wer sie benutzt hat: Ein Gerät kann kompromittiert, von vielen Personen geteilt oder ein offener Dienst sein, und sein Inhaber weiß möglicherweise nichts davon.`,
  networkKeep:
    'Bitte bewahren Sie Ihre Aufzeichnungen darüber auf, wer diese Adressen und Quellports zu diesen Zeiten benutzt hat, einschließlich der Aufzeichnungen über geteilte Adressen (NAT).',
  moreInList: (addresses) => `Dazu ${addresses}: Die Liste kann angefordert werden.`,
  timesAreUtc: 'Alle Zeiten sind UTC, nach den Uhren unserer Systeme.',
  portsMissing: 'Wo kein Quellport angegeben ist, wurde keiner protokolliert.',
  whyAsked: (database) => `Wir wenden uns an Sie, weil Ihr Netz die Adressen ankündigt${database}.`,
  database: (date) => ` (laut einer Datenbank vom ${date})`,
  exercise: 'Übung: Diese Adressen waren an nichts beteiligt.',
  noPort: 'Quellport nicht protokolliert',
  ports: (ports) => `${ports.includes(' ') ? 'Quellports' : 'Quellport'} ${ports}`,
  andMorePorts: ' und weitere',
  upstream: (span, destinations, basis) =>
    `Im Zeitraum ${span} ging ein Flood (übermäßiger Verkehr) über Ihr Netz (${basis}) an ${destinations}.`,
  upstreamKeep:
    'Bitte bewahren Sie für diese Zeit auf: Flow-Daten an den Rändern Ihres Netzes mit der Schnittstelle, über die der Verkehr eintraf, Protokolle der Abwehr und von Blackholes sowie den Verlauf des Tickets. Alle Zeiten sind UTC.',
  at: (time) => `am ${time}`,
  inTime: (span) => `im Zeitraum ${span}`,
  message: (when, basis) =>
    `Uns erreichte ${when} (Zeiten in UTC) eine Nachricht, zu der eine Behörde Daten anfordern kann. Sie nennt das Folgende oder kam darüber (${basis}):`,
  pleaseKeep: (what) => `Bitte bewahren Sie auf: ${what}.`,
  wanted: {
    mail_relay:
      'das Protokoll dieser Zustellung, und von welchem Konto oder welcher Adresse, mit Port, Ihr Server die Nachricht annahm',
    mail_service:
      'wer das Postfach wann eröffnete, Anmeldungen mit Adresse und Port, und was darin gespeichert ist',
    account: 'wer das Konto wann eröffnete, Anmeldungen mit Adresse und Port, und was darin gespeichert ist',
  },
  sendersWords:
    'Was in einer Nachricht steht, hat ihr Absender geschrieben. Dass ein Name oder eine Adresse Ihnen gehört, sagt nichts über deren Inhaber.',
};

/** German. */
export const declarationTexts: DeclarationTexts = {
  stamp: '*** MUSTER, NICHT UNTERSCHRIEBEN ***',
  forWhom:
    'Für eine Person, die weiß, wie die Aufzeichnungen entstanden und kopiert wurden. Füllen Sie die Lücken aus, streichen Sie, was Sie nicht selbst wissen, lassen Sie es rechtlich prüfen. Das Programm unterschreibt nichts und bürgt für niemanden.',
  noForm:
    'Das Land des Geschädigten ist nicht angegeben, oder es ist hier keine Form dafür bekannt: Fragen Sie die Behörde nach ihrer Form.',
  form: (country, basis, text, date, stale) =>
    `Erstellt für ${country}: ${basis}; ${text}. Stand ${date}${stale}.`,
  stale: (days) => `, Abstand bis zu diesem Bericht: ${days}; prüfen Sie, ob es noch gilt`,
  title: 'ERKLÄRUNG ZU ELEKTRONISCHEN AUFZEICHNUNGEN',
  case: 'Fall: ',
  authority: 'Behörde und ihr Aktenzeichen: ',
  name: (blank) =>
    `Mein Name ist ${blank}. Ich bin ${blank} bei ${blank}. Die folgenden Umstände sind mir aus eigener Kenntnis bekannt, soweit ich nichts anderes sage.`,
  qualification: 'Meine Qualifikation und Erfahrung mit diesen Systemen: ',
  ordinaryCourse:
    'Die unten zuerst aufgeführten Aufzeichnungen wurden von den dort genannten Systemen im gewöhnlichen Betrieb erstellt, zur Zeit dessen, was sie aufzeichnen, oder kurz danach. Wie jedes System sie erstellt, und warum das Ergebnis richtig ist (Konfiguration, Uhr, Prüfungen): ',
  copied:
    'Sie wurden kopiert, wie die Liste es angibt. Was dort „nicht erfasst“ ist, war beim Schreiben nicht angegeben; tragen Sie es nur ein, wo Sie es wissen.',
  hashed: (tool, node, time, blank, limit) =>
    `Der SHA-256 jeder Datei wurde über alle ihre Bytes mit ${tool} (Node.js ${node}) im Lauf vom ${time} berechnet. Ich habe ihn mit dem Original verglichen am ${blank} durch ${blank}. ${limit}`,
  made: 'Der Bericht wurde von diesem Programm aus diesen Dateien mit dem untenstehenden Befehl erstellt. Wer die Dateien, das Programm und seine Datenbanken hat, kann den Lauf wiederholen und erhält dieselben Bytes. SHA-256 über die Hashwerte aller Eingaben: siehe das Ende dieser Liste. Ob der Bericht zutrifft, wird hier nicht erklärt, sondern nur, wie er erstellt wurde.',
  records: 'Aufzeichnungen:',
  documents:
    'Dateien, die keine Aufzeichnungen eines Systems sind (Angaben, Nachrichten, Arbeitsprotokolle): Von ihnen spricht Absatz 3 nicht.',
  inputs: 'SHA-256 über die Hashwerte aller Eingaben:',
  gaps: 'Was mir über Lücken, Änderungen oder Verluste in diesen Aufzeichnungen bekannt ist: ',
  bytes: (count) => `${count} Byte`,
  system: 'System: ',
  copiedBy: (by, at, command) => `kopiert von: ${by}; am: ${at}; Befehl: ${command}`,
  notRecorded: 'nicht erfasst',
  dateAndPlace: 'Ort und Datum: ',
  signature: 'Unterschrift:  ',
  templateOnly: 'Nur ein Muster: nicht unterschrieben; bis dahin niemandes Erklärung.',
  closing: 'Die vorstehenden Angaben sind nach bestem Wissen wahr.',
};
