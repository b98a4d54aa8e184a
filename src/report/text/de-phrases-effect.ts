// What the analysis says of waves, effect and clocks, in German.

import type { Phrase } from './phrases.ts';

const WAVES: readonly Phrase[] = [
  [
    'It came in {n} pulses of about {d} with about {d} of silence between them, one every {d}.',
    'Sie kam in {1} Pulsen von etwa {2} mit etwa {3} Ruhe dazwischen, einer alle {4}.',
  ],
  [
    'It came in {n} pulses of about {d} with about {d} of silence between them, at no regular distance.',
    'Sie kam in {1} Pulsen von etwa {2} mit etwa {3} Ruhe dazwischen, in keinem regelmäßigen Abstand.',
  ],
  ['{n} phase[s]: {ws}.', '{1:Phase|Phasen}: {2}.'],
  ['{v} came too, for too short to be a phase.', '{1} kam hinzu, zu kurz für eine Phase.'],
  ['silence for {d}', 'Ruhe für {1}'],
  ['no evidence for {d}', 'keine Beweismittel für {1}'],
  ['{v} from {clock}', '{1} ab {2}'],
  ['{v} from {clock} (mean {d})', '{1} ab {2} (Mittel {3})'],
  ['{v} from {clock} (mean {d}, {d})', '{1} ab {2} (Mittel {3}, {4})'],
  ['{w} and {n} more part[s]', '{1} und {2:weiterer Teil|weitere Teile}'],
  ['{w} and {n} more part[s], {v} among them', '{1} und {2:weiterer Teil|weitere Teile}, darunter {3}'],
];

const EFFECT: readonly Phrase[] = [
  [
    '{x}, {x}: {d} of the logged requests ended in a server error (5xx) ({n} of {n}), {w}.',
    '{1}, {2}: {3} der protokollierten Anfragen endeten in einem Serverfehler (5xx) ({4} von {5}), {6}.',
  ],
  [
    '{x}, {x}: {d} of the logged requests timed out or were given up by the client (408, 460, 499) ({n} of {n}), {w}.',
    '{1}, {2}: {3} der protokollierten Anfragen endeten in Zeitüberschreitung oder Abbruch durch den Client (408, 460, 499) ({4} von {5}), {6}.',
  ],
  ['{d} outside the waves ({n} of {n})', '{1} außerhalb der Wellen ({2} von {3})'],
  [
    'too few requests outside the waves to compare with',
    'zu wenige Anfragen außerhalb der Wellen für einen Vergleich',
  ],
  [
    '{x}, {x}: half of the requests took up to about {d}, 95 % up to about {d} ({n} of {n}, as logged); {w}. The requests of the flood are among them.',
    '{1}, {2}: Die Hälfte der Anfragen dauerte bis zu etwa {3}, 95 % bis zu etwa {4} ({5} von {6}, wie protokolliert); {7}. Die Anfragen des Floods sind darunter.',
  ],
  [
    'outside the waves half of the requests took up to about {d}, 95 % up to about {d} ({n} of {n})',
    'außerhalb der Wellen dauerte die Hälfte der Anfragen bis zu etwa {1}, 95 % bis zu etwa {2} ({3} von {4})',
  ],
  [
    'half of the requests took up to about {d} in {x}, {d} outside the waves',
    'die Hälfte der Anfragen dauerte in {2} bis zu etwa {1}, außerhalb der Wellen bis zu etwa {3}',
  ],
  [
    '{x}, {x}: completed requests (2xx, 3xx) from addresses also seen in the {d} before fell by {d}: {n} in {n} min, against {n} in {n} min {w}. Sources of the flood are left out on both sides.',
    '{1}, {2}: Erledigte Anfragen (2xx, 3xx) von Adressen, die auch in der Zeit davor ({3}) gesehen wurden, nahmen um {4} ab: {5} in {6} min, gegenüber {7} in {8} min {9}. Quellen des Floods sind auf beiden Seiten ausgenommen.',
  ],
  [
    '{x}, {x}: completed requests (2xx, 3xx) from addresses also seen in the {d} before rose by {d}: {n} in {n} min, against {n} in {n} min {w}. Sources of the flood are left out on both sides.',
    '{1}, {2}: Erledigte Anfragen (2xx, 3xx) von Adressen, die auch in der Zeit davor ({3}) gesehen wurden, nahmen um {4} zu: {5} in {6} min, gegenüber {7} in {8} min {9}. Quellen des Floods sind auf beiden Seiten ausgenommen.',
  ],
  [
    '{x}, {x}: completed requests (2xx, 3xx) from addresses also seen in the {d} before fell by {d}: {n} in {n} min, against {n} in {n} min {w}. So few requests may differ that much by chance. Sources of the flood are left out on both sides.',
    '{1}, {2}: Erledigte Anfragen (2xx, 3xx) von Adressen, die auch in der Zeit davor ({3}) gesehen wurden, nahmen um {4} ab: {5} in {6} min, gegenüber {7} in {8} min {9}. So wenige Anfragen können sich zufällig so stark unterscheiden. Quellen des Floods sind auf beiden Seiten ausgenommen.',
  ],
  [
    '{x}, {x}: completed requests (2xx, 3xx) from addresses also seen in the {d} before rose by {d}: {n} in {n} min, against {n} in {n} min {w}. So few requests may differ that much by chance. Sources of the flood are left out on both sides.',
    '{1}, {2}: Erledigte Anfragen (2xx, 3xx) von Adressen, die auch in der Zeit davor ({3}) gesehen wurden, nahmen um {4} zu: {5} in {6} min, gegenüber {7} in {8} min {9}. So wenige Anfragen können sich zufällig so stark unterscheiden. Quellen des Floods sind auf beiden Seiten ausgenommen.',
  ],
  ['in the hour before', 'in der Stunde davor'],
  ['in the same minutes of the day before', 'in denselben Minuten des Vortags'],
  ['in the same minutes of the day after', 'in denselben Minuten des Folgetags'],
  ['in the same minutes of the day before and day after', 'in denselben Minuten des Vor- und des Folgetags'],
  [
    '{x}, {x}: {n} SYN-ACKs sent for each SYN received ({n} for {n}), {n} in the lowest minute; {w}. Servers repeat unanswered SYN-ACKs: a ratio near 1 does not show that every SYN was answered.',
    '{1}, {2}: {3} SYN-ACK je empfangenem SYN gesandt ({4} für {5}), {6} in der schwächsten Minute; {7}. Server wiederholen unbeantwortete SYN-ACK: Ein Verhältnis nahe 1 zeigt nicht, dass jedes SYN beantwortet wurde.',
  ],
  [
    'the capture holds too little outside the waves to compare with',
    'der Mitschnitt enthält außerhalb der Wellen zu wenig für einen Vergleich',
  ],
  ['{n} outside the waves', '{1} außerhalb der Wellen'],
  [
    'Port {n}, {x}: peak of {n} half-open socket[s] in one snapshot, {w}.',
    'Port {1}, {2}: höchstens {3:halboffene Verbindung|halboffene Verbindungen} in einer Momentaufnahme, {4}.',
  ],
  ['no snapshot outside the waves', 'keine Momentaufnahme außerhalb der Wellen'],
  [
    '{n} in {n} snapshot[s] outside the waves',
    '{1} in {2:Momentaufnahme|Momentaufnahmen} außerhalb der Wellen',
  ],
  [
    '{n} snapshot[s] of {n} hold this number within 1 %: consistent with a full queue, which turns new connections away.',
    '{1:Momentaufnahme|Momentaufnahmen} von {2} zeigen diese Zahl auf 1 % genau: vereinbar mit einer vollen Warteschlange, die neue Verbindungen abweist.',
  ],
  ['Measured: {ws}.', 'Gemessen: {1}.'],
  [
    'no successful answer in {n} logged minutes ({n} outage[s])',
    'keine erfolgreiche Antwort in {1} protokollierten Minuten ({2:Ausfall|Ausfälle})',
  ],
  ['{d} of requests ended in a server error in {x}', '{1} der Anfragen endeten in {2} in einem Serverfehler'],
  [
    'completed requests from addresses seen before fell by {d} in {x}',
    'erledigte Anfragen von zuvor gesehenen Adressen nahmen in {2} um {1} ab',
  ],
  [
    'Web log, by the minute: {w} for {n} consecutive minutes ({span}), while {n} request[s] came in, of which {n} failed, from {n} [address|addresses].',
    'Webprotokoll, minutenweise: {1}, {2:Minute|Minuten} in Folge ({3}); dabei gingen {4:Anfrage|Anfragen} ein, davon {5} fehlgeschlagen, von {6:Adresse|Adressen}.',
  ],
  ['no request was answered with 2xx or 3xx', 'keine Anfrage wurde mit 2xx oder 3xx beantwortet'],
  [
    'in each minute at least half of the requests ended in 5xx, 460 or 499',
    'in jeder Minute endete mindestens die Hälfte der Anfragen mit 5xx, 460 oder 499',
  ],
];

const CLOCKS: readonly Phrase[] = [
  [
    '{x} and {x}: not enough in common to compare their clocks.',
    '{1} und {2}: zu wenig gemeinsam, um ihre Uhren zu vergleichen.',
  ],
  [
    'The clocks of {x} and {x} agree (difference {d}): {w}.',
    'Die Uhren von {1} und {2} stimmen überein (Unterschied {3}): {4}.',
  ],
  [
    'The clock of {x} is {d} ahead of that of {x}: {w}.',
    'Die Uhr von {1} geht gegenüber der von {3} um {2} vor: {4}.',
  ],
  [
    'The clock of {x} is {d} behind that of {x}: {w}.',
    'Die Uhr von {1} geht gegenüber der von {3} um {2} nach: {4}.',
  ],
  [
    'median over {n} request[s] that both hold from the same client, the middle half within {d}; {n} times as many as at any other offset',
    'Median über {1:Anfrage|Anfragen}, die beide von demselben Client enthalten, die mittlere Hälfte innerhalb von {2}; {3}-mal so viele wie bei jedem anderen Abstand',
  ],
  [
    '{n} half-open socket[s] of the dump whose SYN is in the capture, at most 63 s old as under Linux, which leaves {d} open; {n} times as many as at any other offset',
    '{1:halboffene Verbindung|halboffene Verbindungen} der Momentaufnahme, deren SYN im Mitschnitt ist, wie unter Linux höchstens 63 s alt, was {2} offen lässt; {3}-mal so viele wie bei jedem anderen Abstand',
  ],
  [
    'best fit of the counts per second over {n} seconds with records, half width {d}, {n} times the next peak',
    'beste Übereinstimmung der Anzahl je Sekunde über {1} Sekunden mit Datensätzen, halbe Breite {2}, das {3}-Fache der nächsten Spitze',
  ],
  [
    'Whole hours ({x}): this looks like a time-zone mistake, not a clock error.',
    'Ganze Stunden ({1}): Das sieht nach einem Fehler der Zeitzone aus, nicht nach einer falsch gehenden Uhr.',
  ],
  [
    'Whole hours ({x}, with {d} beside it): this looks like a time-zone mistake, not a clock error.',
    'Ganze Stunden ({1}, dazu {2}): Das sieht nach einem Fehler der Zeitzone aus, nicht nach einer falsch gehenden Uhr.',
  ],
  [
    'Whole quarter hours ({x}): this looks like a time-zone mistake, not a clock error.',
    'Ganze Viertelstunden ({1}): Das sieht nach einem Fehler der Zeitzone aus, nicht nach einer falsch gehenden Uhr.',
  ],
  [
    'Whole quarter hours ({x}, with {d} beside it): this looks like a time-zone mistake, not a clock error.',
    'Ganze Viertelstunden ({1}, dazu {2}): Das sieht nach einem Fehler der Zeitzone aus, nicht nach einer falsch gehenden Uhr.',
  ],
  ['Not applied: all times are as recorded.', 'Nicht eingerechnet: Alle Zeiten sind, wie aufgezeichnet.'],
  ['Stated for {x}: {d} against UTC.', 'Angegeben für {1}: {2} gegenüber UTC.'],
];

/** In German. */
export const effectPhrases: readonly Phrase[] = [...WAVES, ...EFFECT, ...CLOCKS];
