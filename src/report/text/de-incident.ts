// The fixed texts of the incident report but for demands, leads and method, in German.

import { germanWord } from './de-names.ts';
import type { IncidentTexts } from './en-incident.ts';

const CISA_CLASS: Record<string, string> = {
  volumetric: 'volumetrisch',
  protocol: 'Protokollebene',
  application: 'Anwendung',
};

/** German. */
export const incidentTexts: IncidentTexts = {
  title: {
    nothing: 'Vorfallbericht: kein Angriff festgestellt',
    extortion: 'Vorfallbericht: Erpressung und Denial of Service',
    service: 'Vorfallbericht: Denial of Service',
  },
  shortTitle: { found: 'Vorfallbericht', nothing: 'Vorfallbericht: ohne Befund' },
  documentTitle: (title, caseId) => `${title} (Fall ${caseId})`,
  word: germanWord,
  notRecorded: 'nicht erfasst',
  yes: 'ja',
  no: 'nein',

  cover: {
    inShort: 'Kurzfassung',
    against: 'Gegen was',
    sources: 'Quellen',
    askedOfYou: 'Bitte an Sie',
    request:
      'Ein Verfahren einleiten, die unter den Ermittlungsansätzen genannten Stellen um Aufbewahrung ihrer Daten bitten, die Originale übernehmen.',
    requestNoKeepers: 'Ein Verfahren einleiten und die Originale übernehmen.',
    requestUnjudged:
      'Noch keine: Die Pakete werden beurteilt, wenn die Adressen der angegriffenen Seite angegeben sind.',
    requestNoAttack: 'Keine. Die Beweismittel und wonach gesucht wurde sind unten aufgeführt.',
    lookedAt: 'Untersucht',
    case: 'Fall',
    preparedFor: 'Erstellt für',
    preparedBy: 'Erstellt von',
    contact: 'Kontakt',
    made: 'Erstellt am',
    madeBy: (time, tool) => `${time} mit ${tool}`,
    version: 'Fassung',
    originals: 'Verwahrung der Originale',
    handling: 'Vertraulichkeit',
    policeReference: 'Aktenzeichen der Polizei oder des IC3',
    marks:
      'Grundlage einer Aussage: Beobachtet steht unmittelbar in den Beweismitteln. Berechnet ist daraus errechnet. Bewertet ist eine Beurteilung mit ihrer Grundlage. Angegeben ist, was die in diesem Bericht genannten Personen gesagt haben. E1, E2 und so weiter sind Dateien der Beweismittel, W1 Wellen, V1 Vektoren, T1 Zeilen des Zeitverlaufs.',
    cut: 'Ein Text, der auf „\u2026 (gekürzt, 400 Zeichen)“ endet, ist der Länge wegen gekürzt, ebenso Tabellen, die das sagen; vollständig steht alles in data/incident.json, von der oben genannten Stelle zu erhalten.',
    notLegalAdvice: 'Nichts in diesem Dokument ist Rechtsberatung.',
    packet: ['Paket', 'Pakete'],
    request1: ['protokollierte Anfrage', 'protokollierte Anfragen'],
    socket: ['Socket', 'Sockets'],
    snapshot: ['Momentaufnahme', 'Momentaufnahmen'],
    file: ['Datei', 'Dateien'],
    inSnapshots: (sockets, snapshots) => `${sockets} in ${snapshots}`,
    otherRecord: ['sonstiger Datensatz', 'sonstige Datensätze'],
    noRecords: 'keine Datensätze',
    holds: (files, records, span) => `${files}: ${records}${span === '' ? '' : `, Zeitraum ${span}`}.`,
    evidence: 'Beweismittel, auf denen dieser Bericht beruht',
    size: 'Größe',
    hashStart: 'SHA-256, erste 12',
    moreFiles: ['weitere solche Datei', 'weitere solche Dateien'],
    documents: ['Dokument (Mail, Notizen und Ähnliches)', 'Dokumente (Mail, Notizen und Ähnliches)'],
    hashesLast: (rest) =>
      `${rest === '' ? 'Alle' : `Dazu ${rest}; alle`} stehen mit vollständigen Hashwerten in data/evidence.csv, auch in diesem Dokument enthalten.`,
  },

  request: {
    title: 'Bitte an die Empfänger',
    openCase:
      'Bitte leiten Sie ein Verfahren ein oder ergänzen Sie das bestehende, und teilen Sie dem Kontakt auf Seite 1 das Aktenzeichen mit.',
    keepRecords:
      'Bitte ersuchen Sie die im Abschnitt Ermittlungsansätze genannten Stellen, ihre Daten für die angegebenen Zeiten aufzubewahren, mit Quellports. Verbindungsdaten werden oft nur Tage oder Wochen gespeichert.',
    advise:
      'Bitte beraten Sie zum Kontakt mit dem Absender der Forderung, bevor jemand antwortet. Die für diesen Bericht gelesenen Dateien wurden dabei nicht verändert; sie stehen mit ihren Hashwerten unter Beweismittel und Unverändertheit.',
  },

  systems: {
    title: 'Geschädigter und Systeme',
    victim: 'Geschädigter',
    sector: 'Branche und Größe',
    contacts: 'Ansprechpartner',
    upstream: 'Upstream-Provider',
    protection: 'Schutz vor dem Angriff',
    authority: 'Befugnis',
    qualification: 'Sachkunde',
    own: 'Eigene Adressen',
    how: { stated: 'angegeben', inferred: 'abgeleitet', unknown: 'nicht bekannt' },
    caption: 'Dienste, wie angegeben',
    service: 'Dienst',
    host: 'System',
    address: 'Adresse',
    port: 'Port',
    nameInUse: 'Verwendeter Name',
  },

  timeline: {
    title: 'Zeitverlauf',
    none: 'Keine Ereignisse.',
    caption: 'Wichtige Ereignisse. Angriff, Ausfälle, Forderungen und Maßnahmen stehen nebeneinander',
    time: 'Zeit (UTC)',
    kind: 'Art',
    widths: [28, 94, 52, 256, 50, 38],
    what: 'Was',
    mark: 'Grundlage',
    evidence: 'Beleg',
    kinds: {
      attack: 'Angriff',
      outage: 'Ausfall',
      demand: 'Forderung',
      action: 'Maßnahme',
      work: 'Arbeit',
      evidence: 'Beweismittel',
      note: 'Hinweis',
    },
  },

  attack: {
    title: 'Der Angriff',
    nothingTitle: 'Wonach gesucht wurde',
    wavesCaption: 'Wellen. Spitzen: stärkste Sekunde; halboffene Verbindungen: größte Momentaufnahme',
    wave: 'Welle',
    startAndEnd: 'Beginn und Ende (UTC)',
    length: 'Dauer',
    packetRate: 'Pakete/s',
    bitRate: 'Bitrate',
    requestRate: 'Anfragen/s',
    halfOpen: 'Halboffen',
    to: (time) => `bis ${time}`,
    startCensored: 'War zu Beginn der Beweismittel bereits im Gange.',
    endCensored: 'War am Ende der Beweismittel noch im Gange.',
    against: (targets) => `gegen ${targets}`,
    vectorsCaption:
      'Vektoren: je eine Technik gegen ein Ziel. Anteile beziehen sich auf die Pakete aller Vektoren',
    vectorAndClass: 'Vektor, Klasse',
    cisaClass: (name) => CISA_CLASS[name] ?? name,
    protocol: 'Protokoll',
    ports: 'Ports',
    packets: 'Pakete',
    share: 'Anteil',
    received: 'Empfangen',
    sent: 'Gesendet',
    requests: 'Anfragen',
    sources: 'Quellen',
    ofTheseProven: 'davon nachgew.',
    waves: 'Wellen',
    reasons: 'Warum jeder Vektor so heißt',
    peak: (peak) => `Spitze: ${peak}.`,
    peakOver: (waves, peak) => `Spitze über ${waves}: ${peak}.`,
    evidence: (ids) => `Beweismittel: ${ids}.`,
    consistentWith: (technique) => `Vereinbar mit ${technique}.`,
    consistentWithAll:
      'Techniken sind als vereinbar mit MITRE ATT&CK bezeichnet (dort englische Namen), allein nach dem Verkehr.',
    criteriaOf: (vector) => `${vector}: Kriterien`,
    criteriaOver: (vector, waves) => `${vector}: Kriterien über ${waves}`,
    sample: (pointer) => `Beispiel, ${pointer}:`,
  },

  criteria: {
    criterion: 'Kriterium',
    measured: 'Gemessen',
    threshold: 'Schwelle',
    held: 'Erfüllt',
    inWords: 'In Worten',
    none: 'keine, Anzeichen',
    inBrackets: 'in Klammern',
    yes: 'ja',
    no: 'nein',
    inPart: 'teilweise',
    range: (smallest, largest) => `${smallest} bis ${largest}`,
    more: (count) => `Weitere ${count} in data/incident.json.`,
    surges: (ids) => `Was gemessen wurde: ${ids}`,
    bold: 'Fett: Schwelle erreicht oder überschritten.',
  },

  population: {
    caption: (vector, sources) => `${vector}: Sieht die Gesamtheit der ${sources} erfunden aus?`,
    source: ['Quelle', 'Quellen'],
    sign: 'Anzeichen',
    weight: 'Gewicht',
    sum: 'Summe',
    weights:
      'Gewichte sind natürliche Log-Odds, von Hand gesetzt: über null spricht für gefälschte Quellen, darunter für tatsächliche Systeme; eine Summe von 4 bedeutet hohe Sicherheit, von 2 mittlere.',
    halfOpenSource: ['verschiedene halboffene Quelle', 'verschiedene halboffene Quellen'],
    tooFew: (id, sources, snapshots) =>
      `${id}: mindestens ${sources}: So viele wurden in ${snapshots} gesehen, zu wenige davon wieder, um zu sagen, wie viele es insgesamt waren.`,
    interval: (id, sources, low, high, snapshots, seen) =>
      `${id}: mindestens ${sources}, 95-%-Intervall ${low} bis ${high}, aus ${snapshots}, in denen ${seen} gesehen wurden (untere Schranke nach Chao1).`,
  },

  sources: {
    title: 'Quellen des Verkehrs',
    ordinary: (count, one) =>
      `${count} ${one ? 'hatte' : 'hatten'} keinen Anteil am Angriff und ${one ? 'ist' : 'sind'} nur gezählt.`,
    ordinaryClient: ['üblicher Client', 'übliche Clients'],
    secondDatabase: (differing, compared) =>
      `Eine zweite Datenbank nennt für ${differing} von ${compared} nachgewiesenen Quellen ein anderes Land.`,
  },

  activities: {
    title: 'Andere feindliche Aktivität, kein Denial of Service',
    notAttack:
      'Getrennt vom Angriff: Was folgt, sucht nach Schwachstellen und verhindert keinen Dienst. Dass es zeitlich nahe am Angriff liegt, bringt es mit niemandem in Verbindung.',
    caption: 'Andere feindliche Aktivität',
    records: 'Datensätze',
    firstToLast: 'Erstes bis letztes (UTC)',
    consistentWith: 'Vereinbar mit',
    unproven: 'Die Datensätze weisen ihre Quellen nicht nach: gezählt, nie genannt.',
    first: (address, records, pointer) => `${address} (${records}, zuerst ${pointer})`,
    mostActive: (addresses) => `Am aktivsten: ${addresses}.`,
  },

  impact: {
    title: 'Auswirkung auf den Dienst und Schaden',
    noOutages: 'Ausfälle: nicht angegeben.',
    noLosses: 'Schäden: nicht angegeben.',
    stated:
      'Ausfälle O1, O2 und so weiter sowie Schäden sind von den in diesem Bericht genannten Personen angegeben; dieses Programm hat sie nicht gemessen. Arbeit ist bewertet wie in der Abrechnung.',
    measuredToo: 'Ausfälle M1, M2 und so weiter wurden in den Webprotokollen minutenweise gemessen.',
    trafficPriced:
      'Wo ein Tarif angegeben ist, wurde der Betrag aus den Bytes des Angriffs berechnet, die Aufzeichnungen und Protokolle enthalten: ein Mindestwert, in dem derselbe Verkehr einmal zählt. Die Rechnung des Providers kann höher sein.',
    insurer: (noticed, name, policy, notified, waiting) =>
      `Angriff bemerkt: ${noticed}. Versicherer: ${name}; Police: ${policy}; benachrichtigt: ${notified}. Wartezeit (zeitlicher Selbstbehalt): ${waiting}.`,
    minute: ['Minute', 'Minuten'],
    outagesCaption: 'Ausfälle, und was von ihnen über die Wartezeit hinausgeht',
    minutes: 'Minuten',
    beyond: 'Darüber',
    howMeasured: 'Art der Messung',
    noEnd: (start) => `${start}, Ende nicht angegeben`,
    outage: ['Ausfall', 'Ausfälle'],
    together: (outages, basis) => `${outages} zusammen, ${basis}`,
    basis: { stated: 'angegeben', measured: 'gemessen' },
    waitingLimit:
      'Minuten sind ganze; was übrig bleibt, entfällt. Ob eine Wartezeit für jeden Ausfall oder für alle zusammen gilt und welche gedeckt sind, richtet sich nach dem Wortlaut der Police.',
    impaired: (list) => `Gemessen, ohne vollen Ausfall: ${list}.`,
    lossesCaption: 'Schäden, wie angegeben, wie berechnet und wie abgerechnet',
    item: 'Posten',
    category: 'Art',
    amount: 'Betrag',
    inTotal: 'In der Summe',
    methodOrReason: 'Ermittlung oder Grund',
    totalOfIncluded: 'Summe der einbezogenen',
    effectNotMeasured:
      'Die Beweismittel enthalten nichts, woran sich die Auswirkung auf den Dienst messen ließe.',
    effectExplained:
      'Aus den Beweismitteln gemessen, minutenweise, soweit sie reichen. Es zeigt, was mit einer Welle zusammenfiel, nicht schon, dass die Welle die Ursache war.',
    effectCaption: 'Gemessene Auswirkung der Wellen',
    inTheWave: 'In der Welle',
    outside: 'Außerhalb',
    change: 'Änderung',
    partOf: (text, part, whole) => `${text} (${part} von ${whole})`,
    nothingToCompare: 'kein Vergleich möglich',
    measure: {
      failed_share: 'Anfragen endeten in einem Serverfehler (5xx)',
      given_up_share: 'Anfragen mit Zeitüberschreitung oder Abbruch (408, 460, 499)',
      answer_time: 'Dauer der Anfragen, Median',
      earlier_clients: 'Erledigte Anfragen früherer Clients',
      syn_ack_ratio: 'Gesendete SYN-ACK je empfangenem SYN',
      half_open: 'Halboffene Verbindungen in einer Momentaufnahme, höchstens',
    },
  },

  actions: {
    title: 'Getroffene Maßnahmen',
    none: 'Maßnahmen: nicht angegeben.',
    caption: 'Maßnahmen, wie angegeben',
    by: 'Von',
  },
};
