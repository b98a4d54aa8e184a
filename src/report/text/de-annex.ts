// The annex of the incident report: terms for a reader who is no engineer, and what stands beside the document, in German.

import type { AnnexTexts } from './en-annex.ts';

/** German. */
export const annexTexts: AnnexTexts = {
  title: 'Anhang: Begriffe und Dateien',
  terms: {
    service: [
      'Denial of Service (DDoS)',
      'Einen Dienst unbenutzbar machen, mit mehr Verkehr oder Verbindungen, als er bewältigt; „verteilt“ (distributed), wenn sie von vielen Adressen kommen.',
    ],
    packet: [
      'Paket',
      'Das Stück, in dem Daten übertragen werden; jedes trägt die Adresse seines Absenders, so wie dieser sie hineinschrieb.',
    ],
    capture: [
      'Mitschnitt (pcap)',
      'Eine Aufzeichnung von Paketen dort, wo sie vorbeikamen, jedes mit seiner Zeit.',
    ],
    source: [
      'Quelladresse',
      'Was ein Paket oder eine Protokollzeile als Absender trägt: keine Person, womöglich von vielen geteilt, womöglich gefälscht.',
    ],
    port: [
      'Port',
      'Eine Zahl, die die Verbindungen einer Adresse auseinanderhält; tcp/443 ist eine Website.',
    ],
    nat: [
      'NAT, Carrier-Grade-NAT',
      'Viele Geräte oder Kunden hinter einer Adresse; nur Adresse, Port und Zeit zusammen sagen, welche es waren.',
    ],
    handshake: [
      'Handshake',
      'Die drei Pakete (SYN, SYN-ACK, ACK), die eine TCP-Verbindung eröffnen. Wer ihn vollendet, empfängt unter der Adresse, die er trägt.',
    ],
    halfOpen: [
      'Halboffen (SYN_RECV)',
      'Eine Verbindung, um die gebeten und die nicht bestätigt wurde. Sie belegt einen Platz in einer Warteschlange des Servers, bis er sie aufgibt.',
    ],
    flood: [
      'Flood',
      'Sehr viele Pakete oder Anfragen einer Art, die ein Betriebsmittel des Ziels aufbrauchen.',
    ],
    reflector: [
      'Reflexion, Reflektor',
      'Anfragen mit der gefälschten Adresse des Ziels gehen an offene Dienste, deren größere Antworten das Ziel erreichen.',
    ],
    vector: ['Vektor', 'Eine Technik gegen ein Ziel.'],
    wave: ['Welle', 'Ein Abschnitt des Angriffs; nach einer längeren Pause beginnt ein neuer.'],
    ttl: [
      'TTL',
      'Eine Zahl im Paket, die jeder Router auf dem Weg verringert: Gleiche Zahlen sprechen für gleiche Wege.',
    ],
    asn: [
      'AS, ASN (autonomes System)',
      'Ein Netz mit eigener Nummer im Internet: ein Provider, ein Hoster, ein großes Unternehmen.',
    ],
    attck: ['Nummern von MITRE ATT&CK', 'T1498 und Ähnliches: ein öffentliches Verzeichnis von Techniken.'],
    received: [
      'Received-Zeile',
      'Der Vermerk, den jeder Mailserver oben auf eine Mail setzt. Denen der eigenen Server ist zu glauben, denen darunter nicht.',
    ],
    wallet: [
      'Wallet, Prüfsumme',
      'Eine Adresse, an die eine Kryptowährung gezahlt wird. Ihre Prüfsumme zeigt Tippfehler; einen Inhaber zeigt sie nicht.',
    ],
    hash: [
      'Hashwert (SHA-256)',
      'Eine Zahl, errechnet aus jedem Byte einer Datei. Gleiche Hashwerte: gleiche Dateien; wer eine Datei ändert, ändert ihren Hashwert.',
    ],
    utc: [
      'UTC, Z',
      'Die gemeinsame Zeit der Welt, ohne Zonen und Sommerzeit; ein Z hinter einer Zeit sagt das.',
    ],
  },
  beside: 'Neben diesem Dokument',
  files: {
    sources: ['Alle Quellen', 'data/sources.csv'],
    redactions: ['Was geschwärzt wurde', 'data/redactions.csv'],
    custody: ['Verbleib, Schritt für Schritt', 'data/custody.csv'],
    declaration: ['Erklärung, nicht unterschrieben', 'extortion/declaration-template.txt'],
    datasheet: ['Datenblatt für auskunftgebende Stellen', 'extortion/le-preservation-datasheet.csv'],
  },
};
