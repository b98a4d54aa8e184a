// What the analysis says of demands, leads and losses, in German.

import type { Phrase } from './phrases.ts';

const DEMANDS: readonly Phrase[] = [
  [
    'It asks for payment with an amount or a payment address, and says what follows without it or threatens an attack.',
    'Sie verlangt Zahlung mit Betrag oder Zahlungsadresse und sagt, was sonst folgt, oder droht mit einem Angriff.',
  ],
  [
    'It speaks of harm or of protection in a veiled way.',
    'Sie spricht verhüllt von Schaden oder von Schutz.',
  ],
  ['It asks for payment and states no threat.', 'Sie verlangt Zahlung und nennt keine Drohung.'],
  [
    'It threatens an attack and asks to be contacted, without a price.',
    'Sie droht mit einem Angriff und bittet um Kontakt, ohne einen Preis.',
  ],
  ['It speaks of an attack and asks for nothing.', 'Sie spricht von einem Angriff und verlangt nichts.'],
  [
    'Neither a request for payment nor a threat was found in it.',
    'Weder eine Zahlungsforderung noch eine Drohung wurde in ihr gefunden.',
  ],
  ['There is no text to judge.', 'Es gibt keinen Text zu beurteilen.'],
  ['read as a decimal fraction, not as thousands', 'als Dezimalbruch gelesen, nicht als Tausender'],
  ['read as thousands, not as a decimal fraction', 'als Tausender gelesen, nicht als Dezimalbruch'],
  [
    'counted from something the message announces, not from its receipt; not worked out',
    'gerechnet ab etwas, das die Nachricht ankündigt, nicht ab ihrem Empfang; nicht errechnet',
  ],
  ['the time of receipt is not known', 'die Zeit des Empfangs ist nicht bekannt'],
  [
    'counted from the receipt of the message; it does not say from when',
    'gerechnet ab dem Empfang der Nachricht; sie sagt nicht, ab wann',
  ],
  ['{date}, without a time of day; not worked out', '{1}, ohne Uhrzeit; nicht errechnet'],
  ['"{x}" is not a clear zone; not worked out', '„{1}“ ist keine eindeutige Zeitzone; nicht errechnet'],
  [
    'no zone is written and none is stated, or there is no such time',
    'keine Zeitzone ist geschrieben und keine angegeben, oder es gibt diese Zeit nicht',
  ],
  ['zone assumed: {x}; the message names none', 'Zeitzone angenommen: {1}; die Nachricht nennt keine'],
  [
    'The text has {n} characters; the first {n} were looked through.',
    'Der Text hat {1} Zeichen; die ersten {2} wurden durchgesehen.',
  ],
  [
    'The {x} address {x} has a wrong checksum: it is mistyped, cut or made up. Do not correct it.',
    'Die {1}-Adresse {2} hat eine falsche Prüfsumme: Sie ist vertippt, abgeschnitten oder erfunden. Berichtigen Sie sie nicht.',
  ],
  [
    'The mail has {n} bytes; the first {n} were read.',
    'Die Mail hat {1} Byte; die ersten {2} wurden gelesen.',
  ],
  [
    'The mail has {n} attachments; the first {n} are listed.',
    'Die Mail hat {1} Anlagen; die ersten {2} sind aufgeführt.',
  ],
  [
    'The mail has no plain text; the text shown is that of its HTML part with the markup taken out.',
    'Die Mail hat keinen reinen Text; gezeigt ist der ihres HTML-Teils ohne Auszeichnungen.',
  ],
  [
    'The structure of the mail cannot be read ({x}); its text is shown undecoded.',
    'Der Aufbau der Mail ist nicht lesbar ({1}); ihr Text ist undekodiert gezeigt.',
  ],
  [
    'The message has {n} Received lines; the first {n} were looked at.',
    'Die Nachricht hat {1} Received-Zeilen; die ersten {2} wurden betrachtet.',
  ],
  [
    'No mail servers are stated (mail_servers in incident.yaml): the time of receipt is that of the topmost Received line, and no address in the chain is called trusted.',
    'Es sind keine Mailserver angegeben (mail_servers in incident.yaml): Die Zeit des Empfangs ist die der obersten Received-Zeile, und keine Adresse der Kette gilt als vertrauenswürdig.',
  ],
  [
    'The topmost Received line was not written by one of the stated mail servers: no line of the chain is called trusted.',
    'Die oberste Received-Zeile wurde von keinem der angegebenen Mailserver geschrieben: Keine Zeile der Kette gilt als vertrauenswürdig.',
  ],
  [
    'The time in the Received line of the receiving server cannot be read.',
    'Die Zeit in der Received-Zeile des empfangenden Servers ist nicht lesbar.',
  ],
  [
    'The mailbox holds {n} further messages, which were not read.',
    'Das Postfach enthält {1} weitere Nachrichten, die nicht gelesen wurden.',
  ],
  [
    'No file holds this demand: it stands as somebody remembers it.',
    'Keine Datei enthält diese Forderung: Sie steht hier, wie sich jemand erinnert.',
  ],
  ['The file {z} cannot be read or is empty.', 'Die Datei {1} ist nicht lesbar oder leer.'],
  [
    'The demand is kept as a picture, recording or document: it is hashed and not read. The original message with its header is worth more, if it still exists.',
    'Die Forderung ist als Bild, Aufnahme oder Dokument aufbewahrt: mit Hashwert erfasst und nicht gelesen. Die ursprüngliche Nachricht mit ihren Kopfzeilen ist mehr wert, falls es sie noch gibt.',
  ],
  [
    'The header is longer than is kept; the file itself holds all of it.',
    'Die Kopfzeilen sind länger, als aufbewahrt wird; die Datei selbst enthält sie ganz.',
  ],
  [
    'This is not the message as it was received: {ws}. Its header is that of the forwarding, not of the sender. Give the police the original from the mailbox.',
    'Dies ist nicht die Nachricht, wie sie empfangen wurde: {1}. Ihre Kopfzeilen sind die der Weiterleitung, nicht die des Absenders. Geben Sie der Polizei das Original aus dem Postfach.',
  ],
  ['the subject begins with "{z}"', 'der Betreff beginnt mit „{1}“'],
  ['it has the header {x}', 'sie hat die Kopfzeile {1}'],
  ['its text has the line "{z}"', 'ihr Text enthält die Zeile „{1}“'],
  [
    'its text repeats the header of another message',
    'ihr Text wiederholt die Kopfzeilen einer anderen Nachricht',
  ],
  ['another message is attached to it', 'eine andere Nachricht ist ihr angehängt'],
  [
    'it has no Received line, as a message that was sent or saved from a draft',
    'sie hat keine Received-Zeile, wie eine gesandte oder aus einem Entwurf gespeicherte Nachricht',
  ],
  [
    'The stated time of receipt ({t}) and that of the Received line ({t}) are more than five minutes apart.',
    'Die angegebene Zeit des Empfangs ({1}) und die der Received-Zeile ({2}) liegen mehr als fünf Minuten auseinander.',
  ],
  [
    'Only the text is kept; what delivered it, and when, is not in the file.',
    'Nur der Text ist aufbewahrt; was ihn zustellte und wann, steht nicht in der Datei.',
  ],
  [
    'The file is no UTF-8; it was read as Windows-1252.',
    'Die Datei ist kein UTF-8; sie wurde als Windows-1252 gelesen.',
  ],
];

const TIMINGS: readonly Phrase[] = [
  ['{x} was received {d} before {w}.', '{1} wurde {2} vor {3} empfangen.'],
  ['{x} was received {d} after {w}.', '{1} wurde {2} nach {3} empfangen.'],
  [
    '{x} was received {d} before {w}; the message names {x}, a target of it.',
    '{1} wurde {2} vor {3} empfangen; die Nachricht nennt {4}, ein Ziel davon.',
  ],
  [
    '{x} was received {d} after {w}; the message names {x}, a target of it.',
    '{1} wurde {2} nach {3} empfangen; die Nachricht nennt {4}, ein Ziel davon.',
  ],
  ['{x} begins', 'dem Beginn von {1}'],
  [
    '{x} is first seen (it was under way when the evidence begins)',
    'der ersten Beobachtung von {1} (zu Beginn der Beweismittel bereits im Gange)',
  ],
  ['{x} begins {d} before the deadline in {x}.', '{1} beginnt {2} vor der Frist in {3}.'],
  ['{x} begins {d} after the deadline in {x}.', '{1} beginnt {2} nach der Frist in {3}.'],
  [
    '{x} begins {d} before the deadline in {x}; the message names {x}, a target of it.',
    '{1} beginnt {2} vor der Frist in {3}; die Nachricht nennt {4}, ein Ziel davon.',
  ],
  [
    '{x} begins {d} after the deadline in {x}; the message names {x}, a target of it.',
    '{1} beginnt {2} nach der Frist in {3}; die Nachricht nennt {4}, ein Ziel davon.',
  ],
  [
    '{x} is first seen (it was under way when the evidence begins) {d} before the deadline in {x}.',
    '{1} ist zuerst zu sehen (zu Beginn der Beweismittel bereits im Gange) {2} vor der Frist in {3}.',
  ],
  [
    '{x} is first seen (it was under way when the evidence begins) {d} after the deadline in {x}.',
    '{1} ist zuerst zu sehen (zu Beginn der Beweismittel bereits im Gange) {2} nach der Frist in {3}.',
  ],
];

const LEADS: readonly Phrase[] = [
  ['own provider, as stated', 'eigener Provider, wie angegeben'],
  ['own provider, as stated; ticket {x}', 'eigener Provider, wie angegeben; Ticket {1}'],
  [
    'flow records, mitigation logs, history of the ticket',
    'Flow-Daten, Protokolle der Abwehr, Verlauf des Tickets',
  ],
  ['announces them', 'kündigt sie per BGP an'],
  ['announces them (database of {date})', 'kündigt sie per BGP an (Datenbank vom {1})'],
  ['who used address and port at the time', 'wer Adresse und Port zu der Zeit benutzte'],
  ['operator of the mail relay {x}', 'Betreiber des Mail-Relays {1}'],
  ['AS{z}, mail relay {x}', 'AS{1}, Mail-Relay {2}'],
  [
    'handed the message over, by the first trusted server',
    'übergab die Nachricht, laut erstem vertrauenswürdigem Server',
  ],
  [
    'whose account or which address it took the message from',
    'von wessen Konto oder welcher Adresse es die Nachricht annahm',
  ],
  ['mail service of {x}', 'Maildienst von {1}'],
  ['named in the message', 'in der Nachricht genannt'],
  [
    "sender's domain; {x} passed at the own mail server",
    'Domain des Absenders; {1} am eigenen Mailserver bestanden',
  ],
  [
    "sender's domain as set by the sender; not confirmed",
    'Domain des Absenders, wie von ihm gesetzt; nicht bestätigt',
  ],
  [
    'who opened the mailbox, log-ins with address and port',
    'wer das Postfach eröffnete, Anmeldungen mit Adresse und Port',
  ],
  ['telephone company of the number', 'Telefongesellschaft der Nummer'],
  ['XMPP server of {x}', 'XMPP-Server von {1}'],
  [
    'who opened the account, log-ins with address and port',
    'wer das Konto eröffnete, Anmeldungen mit Adresse und Port',
  ],
  ['exchange or service behind the {x} address', 'Börse oder Dienst hinter der {1}-Adresse'],
  [
    'not known from the evidence; the public ledger shows where payments went on to',
    'aus den Beweismitteln nicht bekannt; das öffentliche Hauptbuch zeigt, wohin Zahlungen weitergingen',
  ],
  ['identity of the customer, payments in and out', 'Identität des Kunden, Ein- und Auszahlungen'],
];

/** In German. */
export const demandPhrases: readonly Phrase[] = [...DEMANDS, ...TIMINGS, ...LEADS];
