// What the analysis says of the timeline and of losses, in German, and names that stand alone.

import type { Phrase } from './phrases.ts';

const TIMELINE: readonly Phrase[] = [
  ['{x} begins: {v} against {x}', '{1} beginnt: {2} gegen {3}'],
  [
    '{x} already under way when the evidence begins: {v} against {x}',
    '{1} zu Beginn der Beweismittel bereits im Gange: {2} gegen {3}',
  ],
  ['{x} peak: {d} ({d} in its busiest second)', '{1} Spitze: {2} (stärkste Sekunde {3})'],
  ['{x} peak: {d}', '{1} Spitze: {2}'],
  ['{x} fullest snapshot: {n} half-open sockets', '{1} Höchststand: {2} halboffene Verbindungen'],
  ['{x} silence for {d}', '{1} Ruhe für {2}'],
  ['{x} phase of {v} begins', '{1} Phase beginnt: {2}'],
  ['{x} pulse of {v} begins', '{1} Puls beginnt: {2}'],
  ['{x} ends', '{1} endet'],
  ['{x} still under way when the evidence ends', '{1} am Ende der Beweismittel noch im Gange'],
  ['{w}: up to {n} in a minute', '{1}: bis zu {2} in einer Minute'],
  [
    '{w}: up to {n} in a minute; {d} of the clients behaved like browsers',
    '{1}: bis zu {2} in einer Minute; {3} der Clients verhielten sich wie Browser',
  ],
  ['Surge of requests that looks like an attack', 'Ansturm von Anfragen, der nach einem Angriff aussieht'],
  [
    'Surge of requests from a crowd and an attack at once',
    'Ansturm von Anfragen aus Andrang und Angriff zugleich',
  ],
  ['Surge of requests that looks like popularity', 'Ansturm von Anfragen, der nach Beliebtheit aussieht'],
  [
    'Surge of requests without the marks of an attack',
    'Ansturm von Anfragen ohne die Merkmale eines Angriffs',
  ],
  [
    'Surge of requests through proxies, whose clients the log does not hold',
    'Ansturm von Anfragen über Proxys, deren Clients das Protokoll nicht enthält',
  ],
  [
    'Surge that looks like an attack and like ordinary use alike',
    'Ansturm von Anfragen, der einem Angriff und üblicher Nutzung gleichermaßen ähnelt',
  ],
  [
    'Surge of requests with too little ordinary traffic to judge it by',
    'Ansturm von Anfragen mit zu wenig üblichem Verkehr, um ihn zu beurteilen',
  ],
  ['{x} down (how measured is not stated)', '{1} ausgefallen (Art der Messung nicht angegeben)'],
  ['{x} down ({z})', '{1} ausgefallen ({2})'],
  ['{x} back', '{1} wieder verfügbar'],
  ['Demand {x} received by {w}', 'Forderung {1} empfangen ({2})'],
  ['Demand {x} received by {w}: {z}', 'Forderung {1} empfangen ({2}): {3}'],
  ['email', 'E-Mail'],
  ['web form', 'Webformular'],
  ['chat', 'Chat'],
  ['phone', 'Telefon'],
  ['voicemail', 'Anrufbeantworter'],
  ['social media', 'soziale Medien'],
  ['sms', 'SMS'],
  ['letter', 'Brief'],
  ['in person', 'persönlich'],
  ['other', 'Sonstiges'],
  [
    '{x}: no successful answer until {t} ({n} of {n} request[s] failed)',
    '{1}: keine erfolgreiche Antwort bis {2} ({3} von {4:Anfrage|Anfragen} fehlgeschlagen)',
  ],
  [
    '{x}: at least half failed until {t} ({n} of {n} request[s] failed)',
    '{1}: mindestens die Hälfte fehlgeschlagen bis {2} ({3} von {4:Anfrage|Anfragen})',
  ],
  ['Kernel: {w}', 'Kernel: {1}'],
  ['Kernel on {x}: {w}', 'Kernel auf {1}: {2}'],
  ['{w} (logged {n} times in this minute)', '{1} ({2}-mal in dieser Minute protokolliert)'],
  [
    'possible SYN flooding, queue of half-open connections full on {x}port {n}',
    'möglicher SYN-Flood, Warteschlange der halboffenen Verbindungen voll auf {1}Port {2}',
  ],
  [
    'possible SYN flooding, queue of half-open connections full on port {n}',
    'möglicher SYN-Flood, Warteschlange der halboffenen Verbindungen voll auf Port {1}',
  ],
  ['{w}; it sends SYN cookies', '{1}; er sendet SYN-Cookies'],
  ['{w}; it drops requests', '{1}; er verwirft Anfragen'],
  [
    'connection tracking table full, packets of new connections dropped',
    'Tabelle der Verbindungsverfolgung voll, Pakete neuer Verbindungen verworfen',
  ],
  ['too many orphaned TCP sockets', 'zu viele verwaiste TCP-Sockets'],
  ['TCP out of memory', 'TCP ohne Speicher'],
  ['neighbour table full', 'Nachbartabelle voll'],
  ['process {x} killed for want of memory', 'Prozess {1} aus Speichermangel beendet'],
];

const LOSSES: readonly Phrase[] = [
  ['Work: {w}, {x} h', 'Arbeit: {1}, {2} h'],
  ['Detection and triage', 'Erkennung und Ersteinschätzung'],
  ['Mitigation', 'Abwehr'],
  ['Restoration', 'Wiederherstellung'],
  ['Damage assessment', 'Schadensermittlung'],
  ['Preservation of evidence', 'Beweissicherung'],
  ['Communication with the client', 'Kommunikation mit dem Auftraggeber'],
  ['Communication with the provider', 'Kommunikation mit dem Provider'],
  ['Support of the investigation', 'Unterstützung der Ermittlungen'],
  ['Report writing', 'Erstellung von Berichten'],
  ['Hardening', 'Härtung'],
  ['Administration', 'Verwaltung'],
  ['Class not stated', 'Tätigkeit nicht angegeben'],
  [
    'Discount and cap of the bill, on work that is included',
    'Nachlass und Obergrenze, auf einbezogene Arbeit',
  ],
  [
    'Discount and cap of the bill, on work that is left out',
    'Nachlass und Obergrenze, auf ausgelassene Arbeit',
  ],
  ['Tax on the bill, {d}', 'Steuer der Abrechnung, {1}'],
  ['as stated', 'wie angegeben'],
  [
    'as stated; the work log is counted below: this must not be the same work',
    'wie angegeben; das Arbeitsprotokoll ist unten gezählt: Dies darf nicht dieselbe Arbeit sein',
  ],
  ['left out, as stated', 'ausgelassen, wie angegeben'],
  ['received', 'empfangen'],
  ['sent', 'gesendet'],
  ['GB of 10^9 bytes', 'GB zu 10^9 Byte'],
  ['GiB of 2^30 bytes', 'GiB zu 2^30 Byte'],
  [
    'at least {d} ({n} bytes) {w} in {x}, counted in {x}, at {n} {x} per {w}',
    'mindestens {1} ({2} Byte) {3} in {4}, gezählt in {5}, zu {6} {7} je {8}',
  ],
  [
    '{w}; not added, or not all of it, since it may be the same traffic: {x}',
    '{1}; nicht oder nicht ganz hinzugezählt, weil es derselbe Verkehr sein kann: {2}',
  ],
  [
    '{w}; not added, or not all of it, since it may be the same traffic: {x}; tariff: {z}',
    '{1}; nicht oder nicht ganz hinzugezählt, weil es derselbe Verkehr sein kann: {2}; Tarif: {3}',
  ],
  ['{w}; tariff: {z}', '{1}; Tarif: {2}'],
  [
    'reckoned from bytes in the evidence at the stated tariff: a floor',
    'berechnet aus Bytes in den Beweismitteln zum angegebenen Tarif: ein Mindestwert',
  ],
  [
    'no amount: no capture in the evidence holds packets of the attack',
    'kein Betrag: keine Aufzeichnung in den Beweismitteln enthält Pakete des Angriffs',
  ],
  [
    'no amount: no log in the evidence tells the sizes of answers to the attack, and no capture holds such answers',
    'kein Betrag: kein Protokoll in den Beweismitteln nennt die Größen von Antworten auf den Angriff, und keine Aufzeichnung enthält solche Antworten',
  ],
  [
    'a court may not count it: help for investigators',
    'ein Gericht zählt es möglicherweise nicht: Unterstützung der Ermittler',
  ],
  [
    'a court may not count it: writing of reports',
    'ein Gericht zählt es möglicherweise nicht: Erstellung von Berichten',
  ],
  ['a court may not count it: improvement', 'ein Gericht zählt es möglicherweise nicht: Verbesserung'],
  ['no rate stated: not priced', 'kein Stundensatz angegeben: nicht bewertet'],
  ['response', 'Reaktion auf den Vorfall'],
  ['response; begins before the first wave', 'Reaktion; beginnt vor der ersten Welle'],
  ['response; begins before the insurer knew', 'Reaktion; beginnt vor der Benachrichtigung des Versicherers'],
  [
    'response; begins before the first wave, and before the insurer knew',
    'Reaktion; beginnt vor der ersten Welle und vor der Benachrichtigung des Versicherers',
  ],
  ['was not paid', 'wurde nicht bezahlt'],
  ['follows the work that it reduces', 'folgt der Arbeit, die er mindert'],
  ['counts only where it cannot be reclaimed', 'zählt nur, wo kein Vorsteuerabzug möglich ist'],
];

const WORK_LOG: readonly Phrase[] = [
  ['lasts {n} s, more than 12 hours', 'dauert {1} s, mehr als 12 Stunden'],
  ['was recorded with its date alone', 'nur mit seinem Datum erfasst'],
  ['says nothing about the work', 'sagt nichts über die Arbeit'],
  ['seems to hold {n} tasks in one description', 'nennt offenbar {1} Tätigkeiten in einer Beschreibung'],
  ['has the same description as an earlier entry', 'dieselbe Beschreibung wie ein früherer Eintrag'],
  ['was written down {n} s after its end', '{1} s nach dem Ende aufgeschrieben'],
  ['is tied to no event in the timeline', 'kein Bezug zu einem Ereignis der Zeitleiste'],
  ['lies wholly outside the incident window', 'liegt ganz außerhalb des Zeitraums des Vorfalls'],
  ['{x} is recorded twice for {n} s', '{1} ist für {2} s doppelt erfasst'],
  [
    'a rate is stated for a role that nobody has under roles',
    'für eine Rolle, die unter roles niemand hat, ist ein Stundensatz angegeben',
  ],
  ['no rate is stated; billed at zero', 'kein Stundensatz angegeben; mit null abgerechnet'],
  ['days begin at midnight {x}', 'Tage beginnen um Mitternacht {1}'],
  [
    'more was worked than the cap of the contract lets be billed; the rest is shown and left out',
    'es wurde mehr gearbeitet, als die Obergrenze des Vertrags abzurechnen erlaubt; der Rest ist gezeigt und nicht berechnet',
  ],
  ['the currency of the amounts is not stated', 'die Währung der Beträge ist nicht angegeben'],
];

const PORTS_AND_TIMES: readonly Phrase[] = [
  ['random', 'zufällig'],
  ['several', 'mehrere'],
  ['exact', 'genau'],
  ['offset assumed', 'Zeitzone angenommen'],
  ['date from file name', 'Datum aus dem Dateinamen'],
  ['date from file mtime', 'Datum aus der Änderungszeit der Datei'],
  ['operator stated', 'vom Betreiber angegeben'],
  ['boot time plus uptime', 'Startzeit plus Laufzeit'],
  ['no date', 'ohne Datum'],
  ['Packets received', 'Pakete'],
  ['Traffic received', 'Datenrate'],
  ['Requests', 'Anfragen'],
  ['Half-open sockets', 'Halboffen'],
];

/** In German. */
export const casePhrases: readonly Phrase[] = [...TIMELINE, ...LOSSES, ...WORK_LOG, ...PORTS_AND_TIMES];
