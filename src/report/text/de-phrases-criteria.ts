// The criteria of vectors, and the signs of a made-up population of sources, in German.

import type { Phrase } from './phrases.ts';

const CRITERIA: readonly Phrase[] = [
  ['half-open sockets', 'halboffene Verbindungen'],
  [
    'sockets in SYN_RECV on the port in the fullest snapshot',
    'Sockets in SYN_RECV auf dem Port in der vollsten Momentaufnahme',
  ],
  ['half-open share', 'Anteil halboffener'],
  [
    'their share of all connections on the port in that snapshot',
    'ihr Anteil an allen Verbindungen auf dem Port in dieser Momentaufnahme',
  ],
  ['incomplete SYNs per minute', 'unvollendete SYN je Minute'],
  [
    'SYNs in the busiest minute from sources that never completed a connection',
    'SYN in der stärksten Minute von Quellen, die nie eine Verbindung vollendeten',
  ],
  ['incomplete share', 'Anteil unvollendeter'],
  [
    'their share of all SYNs to the port in that minute',
    'ihr Anteil an allen SYN an den Port in dieser Minute',
  ],
  ['{w} from own and stated addresses per minute', '{1} von eigenen und angegebenen Adressen je Minute'],
  [
    'packets in the busiest minute from such addresses that were hardly answered, own ones from far away only',
    'Pakete in der stärksten Minute von solchen Adressen, die kaum Antworten erhielten; von eigenen nur solche, die von weit her kamen',
  ],
  ['unused SYNs per minute', 'ungenutzte SYN je Minute'],
  ['unused share', 'ungenutzter Anteil'],
  [
    'SYNs in the busiest minute that no connection followed, from addresses that hide others',
    'SYN in der stärksten Minute, auf die keine Verbindung folgte, von Adressen, die andere verbergen',
  ],
  ['incomplete SYNs per minute over a block', 'unvollendete SYN je Minute über einen Block'],
  [
    'SYNs in the busiest minute, spread over the addresses of the block, from sources that never completed a connection',
    'SYN in der stärksten Minute, verteilt über die Adressen des Blocks, von Quellen, die nie eine Verbindung vollendeten',
  ],
  ['incomplete SYNs per minute over many ports', 'unvollendete SYN je Minute über viele Ports'],
  [
    'SYNs in the busiest minute, spread over ports, from sources that never completed a connection',
    'SYN in der stärksten Minute, verteilt über Ports, von Quellen, die nie eine Verbindung vollendeten',
  ],
  ['busiest second', 'stärkste Sekunde'],
  ['SYNs to the block in the busiest second', 'SYN an den Block in der stärksten Sekunde'],
  ['SYNs to the address in the busiest second', 'SYN an die Adresse in der stärksten Sekunde'],
  ['such answers in the busiest second', 'solche Antworten in der stärksten Sekunde'],
  [
    'such queries in the busiest second; decides only when they come from few sources',
    'solche Anfragen in der stärksten Sekunde; entscheidet nur, wenn sie von wenigen Quellen kommen',
  ],
  ['UDP packets to the address in the busiest second', 'UDP-Pakete an die Adresse in der stärksten Sekunde'],
  [
    'ICMP packets to the address in the busiest second',
    'ICMP-Pakete an die Adresse in der stärksten Sekunde',
  ],
  ['{w} to the address in the busiest second', '{1} an die Adresse in der stärksten Sekunde'],
  ['unsolicited datagrams per minute', 'unverlangte Datagramme je Minute'],
  [
    'UDP packets in the busiest minute from sources that were hardly answered',
    'UDP-Pakete in der stärksten Minute von Quellen, denen kaum geantwortet wurde',
  ],
  [
    'UDP packets in the busiest minute from sources that were hardly answered, or made no use of the answers',
    'UDP-Pakete in der stärksten Minute von Quellen, denen kaum geantwortet wurde oder die die Antworten nicht nutzten',
  ],
  [
    'UDP packets in the busiest minute from sources that were hardly answered, or are drawn at random',
    'UDP-Pakete in der stärksten Minute von Quellen, denen kaum geantwortet wurde oder die zufällig gewählt sind',
  ],
  [
    'UDP packets in the busiest minute from sources that were hardly answered, or made no use of the answers, or are drawn at random',
    'UDP-Pakete in der stärksten Minute von Quellen, denen kaum geantwortet wurde, die die Antworten nicht nutzten oder die zufällig gewählt sind',
  ],
  ['ICMP packets per minute', 'ICMP-Pakete je Minute'],
  [
    'ICMP packets in the busiest minute, errors and asked-for replies left out',
    'ICMP-Pakete in der stärksten Minute, ohne Fehlermeldungen und verlangte Antworten',
  ],
  [
    '{w} in the busiest minute from sources that were hardly answered',
    '{1} in der stärksten Minute von Quellen, denen kaum geantwortet wurde',
  ],
  [
    '{w} in the busiest minute, more than the address had sent packets that cause them',
    '{1} in der stärksten Minute, mehr, als die Adresse Pakete gesandt hatte, die sie auslösen',
  ],
  [
    '{w} in the busiest minute from sources without a connection',
    '{1} in der stärksten Minute von Quellen ohne Verbindung',
  ],
  [
    '{w} in the busiest minute from addresses we had sent no SYN',
    '{1} in der stärksten Minute von Adressen, an die kein SYN gesandt worden war',
  ],
  ['unasked-for answers per minute', 'unverlangte Antworten je Minute'],
  ['answers shaped as {x} in the busiest minute', 'Antworten in der Form von {1} in der stärksten Minute'],
  [
    'answers shaped as {x} in the busiest minute, to an address that had not asked',
    'als „{1}“ erkannte Antworten in der stärksten Minute, an eine Adresse, die nicht gefragt hatte',
  ],
  ['unasked-for {w} per minute', 'unverlangte {1} je Minute'],
  ['{w} per minute', '{1} je Minute'],
  ['queries for new names per minute', 'Anfragen nach neuen Namen je Minute'],
  [
    'DNS queries in the busiest minute for names not asked lately, look-ups of addresses left out',
    'DNS-Anfragen in der stärksten Minute nach kürzlich nicht gefragten Namen, ohne Rückwärtsauflösungen',
  ],
  ['share of new names', 'Anteil neuer Namen'],
  [
    'their share of all queries to the server in that minute',
    'ihr Anteil an allen Anfragen an den Server in dieser Minute',
  ],
  ['share of one zone', 'Anteil einer Zone'],
  [
    'the share of the new names that lie below the zone asked most',
    'der Anteil der neuen Namen unterhalb der am meisten gefragten Zone',
  ],
  ['empty connections per minute', 'leere Verbindungen je Minute'],
  [
    'connections completed in the busiest minute by sources with {n} and more in it that sent nothing on them',
    'in der stärksten Minute vollendete Verbindungen von Quellen mit {1} und mehr darin, auf denen sie nichts sandten',
  ],
  ['connections with neither request nor TLS per minute', 'Verbindungen ohne Anfrage und ohne TLS je Minute'],
  [
    'connections completed in the busiest minute by sources with {n} and more in it that began with neither a request nor TLS',
    'in der stärksten Minute vollendete Verbindungen von Quellen mit {1} und mehr darin, die weder mit einer Anfrage noch mit TLS begannen',
  ],
  ['TLS handshakes per minute', 'TLS-Handshakes je Minute'],
  [
    'ClientHellos in the busiest minute from sources with {n} and more in it',
    'ClientHello-Nachrichten in der stärksten Minute von Quellen mit {1} und mehr in ihr',
  ],
  [
    'ClientHellos in the busiest minute from sources with {n} and more that sent nothing else',
    'ClientHellos in der stärksten Minute von Quellen mit {1} und mehr, die sonst nichts sandten',
  ],
  [
    'handshakes in the busiest minute that sources with {n} and more of them in it began inside connections which had one',
    'Handshakes in der stärksten Minute, die Quellen mit {1} und mehr darin innerhalb von Verbindungen begannen, die schon einen hatten',
  ],
  ['established connections', 'aufgebaute Verbindungen'],
  [
    'connections on the port in the fullest snapshot',
    'Verbindungen auf dem Port in der vollsten Momentaufnahme',
  ],
  ['share of concentrated connections', 'Anteil gebündelter Verbindungen'],
  [
    'their share that belongs to sources with ten or more each',
    'ihr Anteil, der Quellen mit je zehn oder mehr gehört',
  ],
  ['connections with answers not taken', 'Verbindungen mit nicht abgenommenen Antworten'],
  [
    'connections with unacknowledged data (Send-Q), of sources with {n} and more on which it stands since the snapshot before',
    'Verbindungen mit unbestätigten Daten (Send-Q), von Quellen mit {1} und mehr, auf denen sie seit der Momentaufnahme davor stehen',
  ],
  ['slow connections', 'langsame Verbindungen'],
  [
    'slow connections of sources that hold {n} and more of them',
    'langsame Verbindungen von Quellen, die {1} und mehr davon halten',
  ],
  ['timed-out requests per minute', 'Anfragen mit Zeitüberschreitung je Minute'],
  ['requests with status 408 in the busiest minute', 'Anfragen mit Status 408 in der stärksten Minute'],
  ['cancelled HTTP/2 requests per minute', 'abgebrochene HTTP/2-Anfragen je Minute'],
  [
    'requests given up before the answer in the busiest minute, by sources that gave up {n} and more a second',
    'vor der Antwort aufgegebene Anfragen in der stärksten Minute, von Quellen, die {1} und mehr je Sekunde aufgaben',
  ],
  [
    'HTTP requests in the busiest minute for the path that the same source had asked for just before, by sources with {n} and more of them; a segment seen twice counts once',
    'HTTP-Anfragen in der stärksten Minute nach dem Pfad, den dieselbe Quelle unmittelbar zuvor angefragt hatte, von Quellen mit {1} und mehr davon; ein doppelt gesehenes Segment zählt einmal',
  ],
];

const POPULATION: readonly Phrase[] = [
  ['distinct TTL values', 'verschiedene TTL-Werte'],
  [
    'sources in {n} /8 blocks share {n} TTL value[s], as packets of few emitters do',
    'Quellen in {1} /8-Blöcken haben gemeinsam {2:TTL-Wert|TTL-Werte}, wie Pakete weniger Sender',
  ],
  ['TTL entropy {n} bits over {n} /8 blocks', 'TTL-Entropie {1} Bit über {2} /8-Blöcke'],
  ['sources seen once', 'einmal gesehene Quellen'],
  [
    'real machines send more than one packet; random forging hardly ever repeats an address',
    'tatsächliche Systeme senden mehr als ein Paket; zufälliges Fälschen wiederholt eine Adresse fast nie',
  ],
  ['sources that cannot exist', 'Quellen, die es nicht geben kann'],
  [
    'special-purpose addresses; purely random forging would give {n} %, none at all says nothing (tools and providers filter them)',
    'Adressen für besondere Zwecke; rein zufälliges Fälschen ergäbe {1} %, gar keine besagt nichts (Werkzeuge und Provider filtern sie)',
  ],
  ['size of the address pool', 'Größe des Adressvorrats'],
  [
    'estimated from repeated addresses (birthday estimate); botnets have thousands to a million, random generators billions',
    'geschätzt aus wiederholten Adressen (Geburtstagsschätzung); Botnetze haben Tausende bis eine Million, Zufallsgeneratoren Milliarden',
  ],
  ['distinct SYN fingerprints', 'verschiedene SYN-Fingerabdrücke'],
  [
    'one tool makes one kind of SYN; many real systems make many',
    'ein Werkzeug erzeugt eine Art von SYN; viele tatsächliche Systeme erzeugen viele',
  ],
  ['sources that denied the connection', 'Quellen, die die Verbindung verneinten'],
  [
    'the owner of the address answered our SYN-ACK with a reset from another place',
    'der Inhaber der Adresse beantwortete unser SYN-ACK von anderer Stelle mit einem Reset',
  ],
  [
    'The sources are forged by few emitters (high confidence).',
    'Die Quellen sind von wenigen Sendern gefälscht (Sicherheit: hoch).',
  ],
  ['The sources look forged (moderate confidence).', 'Die Quellen sehen gefälscht aus (Sicherheit: mittel).'],
  [
    'The sources look like many real machines (moderate confidence); that proves none of them.',
    'Die Quellen sehen nach vielen tatsächlichen Systemen aus (Sicherheit: mittel); das weist keine von ihnen nach.',
  ],
  [
    'The signs do not decide whether the sources are forged.',
    'Die Anzeichen entscheiden nicht, ob die Quellen gefälscht sind.',
  ],
  [
    'Seen: {n} TTL [value: one path|values: about as many paths] to the emitters.',
    'Gesehen: {1?ein TTL-Wert, also ein Weg|mehrere TTL-Werte, also etwa ebenso viele Wege} zu den Sendern ({1}).',
  ],
];

/** In German. */
export const criteriaPhrases: readonly Phrase[] = [...CRITERIA, ...POPULATION];
