// The fixed texts of the documents that can be written in several languages, in German: the plain, formal German of police and insurers.

import { annexTexts } from './de-annex.ts';
import { answersGerman } from './de-answers.ts';
import { chartTexts } from './de-charts.ts';
import { demandTexts, leadTexts } from './de-demands.ts';
import { declarationTexts, draftTexts } from './de-drafts.ts';
import { incidentTexts } from './de-incident.ts';
import { campaignTexts, integrityTexts, methodTexts } from './de-method.ts';
import { pageTexts } from './de-page.ts';
import { germanSaid } from './de-phrases.ts';
import { providerTexts } from './de-provider.ts';
import { publicTexts } from './de-public.ts';
import { readmeTexts } from './de-readme.ts';
import { upstreamTexts } from './de-upstream.ts';
import type { Texts } from './en.ts';

/** German. */
export const de: Texts = {
  tag: 'de',
  exerciseStamp: 'ÜBUNG',
  exerciseLine: 'ÜBUNG: Nichts von dem hier Beschriebenen ist geschehen',
  notStated: 'nicht angegeben',
  hashLimit:
    'Ein Hashwert zeigt, dass eine Datei seit seiner Berechnung nicht verändert wurde. Über die Zeit davor sagt er nichts aus.',
  mark: {
    observed: 'Beobachtet',
    computed: 'Berechnet',
    assessed: 'Bewertet',
    stated: 'Angegeben',
  },
  handling: (handling) => handling.replace('NOT REDACTED', 'NICHT GESCHWÄRZT'),
  traffic: {
    received: (bytes) => `${bytes} empfangen`,
    sent: (bytes) => `${bytes} gesendet`,
  },

  flow: {
    contents: 'Inhalt',
    keywords: (caseId, sha256) => `Fall ${caseId}, SHA-256 der Eingaben ${sha256}`,
    inputs: 'SHA-256 der Eingaben:',
    page: (page, pages) => `Seite ${page} von ${pages}`,
    characters: (count) => `(gekürzt, ${count} Zeichen)`,
  },
  table: {
    caption: (number, caption) => `Tabelle ${number}  ${caption}`,
    continued: (title) => `${title} (Fortsetzung)`,
    leftOut: (count) => `Weitere Zeilen, der Länge wegen weggelassen: ${count}.`,
    andMoreIn: (count, file) => `Weitere ${count} in ${file}.`,
    andMore: (count) => `und ${count} weitere`,
    and: ' und ',
  },
  attached: 'Tabellen in diesem Dokument, mit den ersten Stellen ihres SHA-256:',

  chart: {
    time: 'Zeit (UTC)',
    endNotKnown: (label) => `${label} (Ende nicht bekannt)`,
    waves: 'Angriffswellen',
    outages: 'Ausfälle',
    demands: 'Forderungen',
    actions: 'Maßnahmen',
    outage: (service) => `Ausfall: ${service}`,
    morePersons: (count) => `${count} weitere`,
    tie: {
      direct: 'Arbeit bei Maßnahme derselben Person',
      coincident: 'während Welle, Ausfall, Maßnahme',
      none: 'kein Ereignis zu dieser Zeit',
    },
    workTitle: 'Arbeitszeit und Vorfall',
    entry: ['Eintrag', 'Einträge'],
    person: ['Person', 'Personen'],
    workAlt: (entries, people, billed, direct, coincident, none) =>
      `${entries}, ${people}, ${billed} abgerechnet: ${direct} mit Bezug zu einer dokumentierten Maßnahme, ${coincident} zeitgleich mit einem Ereignis, ${none} nur nach Angabe der erfassenden Person.`,
  },

  outages: {
    caption: 'Ausfälle: wie angegeben, und wie minutenweise gemessen',
    id: 'Nr., Welle',
    service: 'Dienst',
    span: 'Von, bis (UTC)',
    length: 'Dauer',
    state: 'Zustand',
    mark: 'Grundlage',
    down: 'ausgefallen',
    kind: {
      outage: 'keine erfolgreiche Antwort',
      degraded: 'mindestens die Hälfte fehlgeschlagen',
    },
    howMeasured: (how) => `Art der Messung: ${how}`,
    measured: ({ kind, minutes, startUtc, endUtc, requests, failed }, units) =>
      `Webprotokoll, minutenweise: ${
        kind === 'outage'
          ? 'keine Anfrage wurde mit 2xx oder 3xx beantwortet'
          : 'in jeder Minute endete mindestens die Hälfte der Anfragen mit 5xx, 460 oder 499'
      }, ${units.counted(minutes, 'Minute', 'Minuten')} in Folge (${units.utcSpan(startUtc, endUtc)}); dabei gingen ${units.counted(requests, 'Anfrage', 'Anfragen')} ein, davon fehlgeschlagen: ${units.count(failed)}.`,
  },

  answers: answersGerman,
  answerLabels: {
    what: 'Was',
    when: 'Wann',
    against: 'Ziel',
    howBig: 'Ausmaß',
    effect: 'Folgen',
  },
  noAttack: 'In diesen Beweismitteln wurde kein Angriff festgestellt.',
  said: germanSaid,

  billing: {
    title: 'Stundennachweis und Vorfallprotokoll',
    shortTitle: 'Stundennachweis',
    documentTitle: (caseId) => `Stundennachweis und Vorfallprotokoll (Fall ${caseId})`,
    invoice: (number) => `Anlage zur Rechnung ${number}`,
    from: 'Von',
    to: 'An',
    contract: 'Vertrag',
    case: 'Fall',
    period: 'Zeitraum',
    span: (first, last) => `${first} bis ${last}`,
    currencyAndZone: 'Währung, Zeitzone',
    noZone: 'UTC (keine Zeitzone angegeben)',
    noCurrency: 'nicht angegebener Währung',
    inShort: 'Kurzfassung',
    worked: 'Gearbeitet',
    billed: 'Abgerechnet',
    total: 'Gesamt',
    billedIn: (time, entries) => `${time}, ${entries}`,
    trafficCosts: 'Kosten des Angriffsverkehrs zum angegebenen Tarif; nicht Teil der Summe der Arbeit',
    notInvoice: 'Dies ist der Arbeitsnachweis zu einer Rechnung. Es ist keine Rechnung.',
    noWorkLogTitle: 'Kein Arbeitsprotokoll',
    noWorkLog: [
      'Es wurde kein Arbeitsprotokoll übergeben, daher ist nichts abzurechnen.',
      'Für einen Stundennachweis tragen Sie die Stunden in eine CSV-Datei mit den Spalten start, end, person, description und, falls gewünscht, activity_class und rate ein. Geben Sie jede Zeit mit ihrem Abstand zu UTC an, oder nennen Sie die Zeitzone.',
      'Nennen Sie diese Datei unter work_log in incident.yaml, mit den Stundensätzen und den Rundungsregeln, und erstellen Sie den Bericht erneut. Alle Schlüssel sind in docs/incident-file.md beschrieben (Englisch).',
    ],
    summary: 'Zusammenfassung',
    byClass: (currency) => `Nach Tätigkeit, Beträge in ${currency}`,
    byPerson: (currency) => `Nach Person, Beträge in ${currency}`,
    class: 'Tätigkeit',
    person: 'Person',
    entries: 'Einträge',
    amount: 'Betrag',
    amountIn: (currency) => (currency === '' ? 'Betrag' : `Betrag, ${currency}`),
    subtotal: 'Zwischensumme',
    classTitle: {
      detect_triage: 'Erkennung und Ersteinschätzung',
      mitigate: 'Abwehr',
      restore: 'Wiederherstellung',
      damage_assessment: 'Schadensermittlung',
      evidence_preservation: 'Beweissicherung',
      communication_client: 'Kommunikation mit dem Auftraggeber',
      communication_provider: 'Kommunikation mit dem Provider',
      le_support: 'Unterstützung der Ermittlungen',
      report_writing: 'Erstellung von Berichten',
      hardening: 'Härtung',
      admin: 'Verwaltung',
      not_stated: 'Tätigkeit nicht angegeben',
    },
    mayNotBeLoss:
      'Mit * bezeichnete Tätigkeiten (Unterstützung der Ermittlungen, Erstellung von Berichten, Härtung) können abgerechnet werden; ein Gericht rechnet sie möglicherweise nicht zum Schaden.',
    totalsCaption: 'Von der Zwischensumme zur Gesamtsumme',
    sumOfLines: 'Zwischensumme, Summe aller Zeilen',
    discount: (percent) => `Nachlass ${percent}`,
    overCap: 'Nicht berechnet: über der Obergrenze des Vertrags',
    tax: (percent, base) => `Steuer ${percent} von ${base}`,
    incident: 'Der Vorfall in fünf Zeilen',
    impact: 'Auswirkung auf den Dienst',
    clocks: (sentence) => `Uhren der Beweismittel: ${sentence}`,
    expenses: {
      title: 'Auslagen',
      caption: (currency) => `Auslagen laut Belegen, in ${currency}`,
      date: 'Datum',
      item: 'Wofür',
      receipt: 'Beleg',
      amount: 'Betrag',
      sum: 'Alle Auslagen',
      apart: (total, together) =>
        `Auslagen stehen neben der Arbeit: In der Gesamtsumme von ${total} sind sie nicht enthalten, und nichts wurde auf sie aufgeschlagen. Zusammen: ${together}.`,
    },
    approval: 'Freigabe',
    signatures: ['Erstellt von, Datum', 'Freigegeben von, Datum'],
  },

  rules: {
    title: 'Abrechnungsregeln',
    rate: (amount) => `${amount} je Stunde`,
    otherwise: (rate) => `${rate}, soweit kein anderer Satz genannt ist`,
    rates: 'Stundensätze',
    minimum: 'Mindestzeit',
    perEntry: (time) => `${time} je Eintrag`,
    none: 'keine',
    callOut: 'Rufeinsatz',
    noMinimum: 'keine Mindestzeit',
    callOutRule: (least, gap) =>
      `mindestens ${least} für Arbeit einer Person, die außerhalb der üblichen Arbeitszeit beginnt; Einträge mit höchstens ${gap} Abstand sind ein Rufeinsatz`,
    rounding: 'Rundung',
    roundingRule: (mode, step, scope) =>
      `${{ nearest: 'auf die nächstliegenden', up: 'aufgerundet auf volle', down: 'abgerundet auf volle' }[mode]} ${step}, ${scope}`,
    rounded: {
      entry: 'jeder Eintrag für sich',
      person_day: 'die Einträge einer Person an einem Tag zusammen',
      invoice: 'alle Einträge zusammen',
    },
    afterHours: 'Randzeit (außerhalb der Arbeitszeit)',
    window: (from, to, factor) => `${from} bis ${to}, ${factor}`,
    weekendAndHolidays: 'Wochenende, Feiertage',
    noHolidays: 'keine Feiertage angegeben',
    holidays: (factor, dates) => `${factor} am ${dates}`,
    daysBegin: 'Tagesbeginn in Zeitzone',
    taxDiscountCap: 'Steuer, Nachlass, Obergrenze',
    noCap: 'keine Obergrenze',
    cap: (amount) => `höchstens ${amount} nach Nachlass und vor Steuer`,
    breaks: (time) => `${time} Pausen`,
    notBillable: (time) => `${time} als nicht abrechenbar gekennzeichnet`,
    notBilled: (parts) => `Nicht abgerechnet: ${parts}.`,
    added: (minimum, rounding) =>
      `Durch Mindestzeiten hinzugekommen: ${minimum}, durch Rundung: ${rounding}. Beträge werden in jeder Zeile kaufmännisch gerundet und nur dort.`,
  },

  entries: {
    title: 'Einträge',
    caption: (currency) => `Arbeit wie erfasst, in Ortszeit mit Abstand zu UTC; Beträge in ${currency}`,
    number: 'Nr.',
    date: 'Datum, Beginn\u2013Ende, Abstand',
    what: 'Was',
    worked: 'Arbeit',
    billed: 'Abger. Zeit',
    rate: 'Satz',
    tiedTo: 'Bezug',
    all: 'Alle Einträge',
    tie: { direct: 'unmittelbar', coincident: 'zeitgleich', same_day: 'am selben Tag' },
    noTie: 'keiner',
    break: (time) => `${time} Pause`,
    notBillable: (time) => `${time} nicht abrechenbar`,
    noTimeOfDay: 'keine Uhrzeit',
    noDescription: 'keine Beschreibung',
    continued: '(Fortsetzung)',
    factorReason: {
      '': '',
      'after hours': 'Randzeit',
      weekend: 'Wochenende',
      holiday: 'Feiertag',
    },
  },

  coverage: {
    title: 'Worauf sich die Stunden beziehen',
    sameDay: (time) => `, ${time} liegen am Tag eines Ereignisses`,
    sentence: (direct, billed, coincident, sameDay, none) =>
      `Von ${billed} abgerechneter Zeit haben ${direct} einen unmittelbaren Bezug zu einer Maßnahme, ${coincident} fallen in einen Angriff oder einen Ausfall${sameDay}, ${none} sind nur von der erfassenden Person angegeben.`,
    strengths:
      'Unmittelbar: Dieselbe Person ist bei einer Maßnahme in der Zeitleiste innerhalb der Zeit des Eintrags genannt. Zeitgleich: Während des Eintrags lief ein Angriff oder ein Ausfall. Keiner: nur von der erfassenden Person angegeben.',
    strengthSameDay: 'Am selben Tag: Es ist nur ein Datum erfasst, und ein Ereignis liegt an diesem Tag.',
    noQuestions: 'Kein Eintrag gab Anlass zu einer Rückfrage.',
    questions: 'Wonach gefragt werden kann',
    question: 'Frage',
    more: 'Näheres',
    warning: {
      overlap: 'zwei Einträge derselben Person überschneiden sich',
      'long-entry': 'länger als 12 Stunden',
      'several-tasks': 'mehrere Tätigkeiten in einer Beschreibung',
      'no-description': 'keine Beschreibung',
      'identical-description': 'gleiche Beschreibung wie ein anderer Eintrag derselben Person',
      'recorded-late': 'mehr als 24 Stunden nach dem Ende aufgeschrieben',
      'no-linked-event': 'kein Ereignis in der Zeitleiste; nur von der erfassenden Person angegeben',
      'outside-incident': 'außerhalb des Zeitraums des Vorfalls',
      'date-only': 'nur das Datum ist erfasst, nicht Beginn und Ende',
      'over-cap': 'die Obergrenze des Vertrags ist erreicht',
      'unused-rate': 'ein Stundensatz für eine Rolle, die niemand hat',
      'no-rate': 'kein Stundensatz angegeben; mit null abgerechnet',
      'no-currency': 'Beträge ohne angegebene Währung',
      'no-zone': 'keine Zeitzone angegeben; Tage beginnen um Mitternacht UTC',
    },
    wholeBill: 'die gesamte Abrechnung',
    rejected: 'Zeilen des Arbeitsprotokolls, die nicht abgerechnet wurden',
    fileAndLine: 'Datei, Zeile',
    why: 'Grund; Näheres vom Analyseprogramm (Englisch)',
    row: 'Inhalt der Zeile',
    line: (file, line) => `${file}, Zeile ${line}`,
    rejection: {
      'unclosed-quote': 'eine Zelle in Anführungszeichen ist nicht geschlossen',
      'text-after-quote': 'Text hinter einem schließenden Anführungszeichen',
      'too-many-cells': 'mehr Zellen als die Kopfzeile',
      'missing-cell': 'eine erforderliche Zelle ist leer',
      'bad-time': 'eine nicht lesbare Zeitangabe',
      'no-zone': 'eine Zeit ohne Abstand zu UTC, und keine Zeitzone ist angegeben',
      'ambiguous-time': 'eine Ortszeit, die es zweimal gab (Uhr zurückgestellt)',
      'nonexistent-time': 'eine Ortszeit, die es nicht gab (Uhr vorgestellt)',
      'ends-before-start': 'das Ende liegt nicht nach dem Beginn',
      'bad-class': 'eine unbekannte Tätigkeit',
      'bad-rate': 'ein Stundensatz, der kein Geldbetrag ist',
      'bad-duration': 'eine unmögliche Zeitdauer',
      'bad-billable': 'weder ja noch nein zur Abrechnung',
      'no-end': 'die Uhr lief noch; kein Ende ist erfasst',
      'no-start': 'ein Ende ohne Beginn',
      'no-person': 'keine Person genannt',
      'not-work': 'eine Pause',
      'contradicting-zone': 'ein Abstand zu UTC, der nicht der der angegebenen Zeitzone ist',
      malformed: 'nicht in der Form der Datei',
    },
    workLog: 'dem Arbeitsprotokoll',
  },

  figures: chartTexts,
  readme: readmeTexts,
  page: pageTexts,
  drafts: draftTexts,
  declaration: declarationTexts,
  upstreamText: upstreamTexts,
  publicSummary: publicTexts,
  provider: providerTexts,
  incident: incidentTexts,
  demands: demandTexts,
  leads: leadTexts,
  method: methodTexts,
  integrity: integrityTexts,
  annex: annexTexts,
  campaign: campaignTexts,

  timeFiles: {
    title: 'Unverändertheit der Daten',
    caption: 'Dateien, aus denen die Stunden gelesen wurden',
    file: 'Datei',
    evidence: 'Beweismittel',
    made: (time, tool) => `Erstellt am ${time} mit ${tool}. Die Gesamtheit der Eingaben hat den SHA-256 `,
  },
};
