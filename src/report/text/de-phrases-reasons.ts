// What the analysis says of vectors, in German: why each has its name.

import type { Phrase } from './phrases.ts';

const REASONS: readonly Phrase[] = [
  [
    'No other address completed a connection with it in the captures: a load balancer, proxy or address translation in front of the server looks the same.',
    'Keine andere Adresse vollendete in den Mitschnitten eine Verbindung mit dem Ziel: Ein Lastverteiler, Proxy oder eine Adressumsetzung vor dem Server sieht genauso aus.',
  ],
  [
    'They are the same packets as those to {x}, before or behind address translation ({n} of {n} sources at the same times), and count there.',
    'Es sind dieselben Pakete wie die an {1}, vor oder hinter der Adressumsetzung ({2} von {3:Quelle|Quellen} zu denselben Zeiten), und sie zählen dort.',
  ],
  [
    '{n} SYN segments spread over the addresses of {x} claim {n} source address[es] that never completed the three-way handshake in the capture.',
    '{1} SYN-Segmente, verteilt über die Adressen von {2}, tragen {3:Quelladresse|Quelladressen}, von denen im Mitschnitt kein Drei-Wege-Handshake abgeschlossen wurde.',
  ],
  [
    '{n} SYN segments to {x} claim {n} source address[es] that never completed the three-way handshake in the capture.',
    '{1} SYN-Segmente an {2} tragen {3:Quelladresse|Quelladressen}, von denen im Mitschnitt kein Drei-Wege-Handshake abgeschlossen wurde.',
  ],
  [
    'At least {n} SYN segments to {x} that no connection followed bear {n} source address[es], known by completed connections or stated as own or spared: a load balancer, proxy or address translation that hides its clients looks so.',
    'Mindestens {1} SYN-Segmente an {2}, auf die keine Verbindung folgte, tragen {3:Quelladresse|Quelladressen}, von denen vollendete Verbindungen bekannt sind oder die als eigene oder ausgenommene angegeben sind: Ein Lastverteiler, ein Proxy oder eine Adressumsetzung, die ihre Clients verbirgt, sieht so aus.',
  ],
  [
    '{n} {w} to {x} bear {n} source address[es] of the own network, or stated to be spared, to which it sent hardly anything; those of the own network passed at least {n} routers.',
    '{1} {2} an {3} tragen {4:Quelladresse|Quelladressen}, die zum eigenen Netz gehören oder als ausgenommen angegeben sind und an die das Ziel kaum etwas sandte; die des eigenen Netzes kamen über mindestens {5} Router.',
  ],
  [
    'Such addresses are forged, or somebody misuses their hosts; nobody is named.',
    'Solche Adressen sind gefälscht, oder jemand missbraucht ihre Systeme; niemand wird genannt.',
  ],
  [
    'Who sent them stands in its own connection table or log; nobody is named.',
    'Wer sie gesandt hat, steht in dessen eigener Verbindungstabelle oder dessen Protokoll; niemand wird genannt.',
  ],
  [
    'Of these sockets {n} bear addresses known by completed connections or stated as own or spared: a load balancer, proxy or address translation that hides its clients looks so, and nobody is named for them.',
    'Von diesen Sockets tragen {1} Adressen, von denen vollendete Verbindungen bekannt sind oder die als eigene oder ausgenommene angegeben sind: Ein Lastverteiler, ein Proxy oder eine Adressumsetzung, die ihre Clients verbirgt, sieht so aus, und niemand wird dafür genannt.',
  ],
  [
    '{n} SYN segments spread over many ports of {x} claim {n} source address[es] that never completed the three-way handshake in the capture.',
    '{1} SYN-Segmente, verteilt über viele Ports von {2}, tragen {3:Quelladresse|Quelladressen}, von denen im Mitschnitt kein Drei-Wege-Handshake abgeschlossen wurde.',
  ],
  [
    '{n} [snapshot shows|snapshots show] up to {n} half-open sockets on {x}; an unanswered entry lives {n} s, so at least {n} new ones a second arrived.',
    '{1:Momentaufnahme zeigt|Momentaufnahmen zeigen} bis zu {2} halboffene Verbindungen auf {3}; ein unbeantworteter Eintrag lebt {4} s, also trafen mindestens {5} neue je Sekunde ein.',
  ],
  [
    'The queue of {n} was full: the pile says nothing of what did not fit.',
    'Die Warteschlange von {1} war voll: Die Zahl sagt nichts über das, was nicht hineinpasste.',
  ],
  [
    'The kernel of the attacked host logged possible SYN flooding on port {n} at {t}.',
    'Der Kernel des angegriffenen Systems protokollierte einen möglichen SYN-Flood auf Port {1}, Zeitpunkt {2}.',
  ],
  [
    'The kernel of the attacked host logged possible SYN flooding on port {n} at {t} and {n} more times until {t}.',
    'Der Kernel des angegriffenen Systems protokollierte einen möglichen SYN-Flood auf Port {1}, Zeitpunkt {2}, und noch {3}-mal bis {4}.',
  ],
  [
    'One snapshot of the counters: they count from the start of the host, and nothing can be said about when they rose.',
    'Eine Momentaufnahme der Zähler: Sie zählen ab dem Start des Systems, und wann sie gestiegen sind, lässt sich nicht sagen.',
  ],
  [
    'The kernel sent {n} SYN cookies between {t} and {t} and got {n} valid answers: at least {n} SYNs were never completed. It is a lower bound: SYNs dropped, or answered without a cookie, are not counted.',
    'Der Kernel sandte {1} SYN-Cookies zwischen {2} und {3} und erhielt {4} gültige Antworten: Mindestens {5} SYN wurden nie vollendet. Das ist eine untere Schranke: Verworfene oder ohne Cookie beantwortete SYN sind nicht gezählt.',
  ],
  [
    '{n} SYNs or connections to listening sockets were dropped between {t} and {t}; {n} times because the program did not accept fast enough.',
    '{1} SYN oder Verbindungen zu lauschenden Sockets wurden zwischen {2} und {3} verworfen; {4}-mal, weil das Programm sie nicht schnell genug annahm.',
  ],
  [
    '{n} SYNs were dropped between {t} and {t} because the queue of half-open connections was full.',
    '{1} SYN wurden zwischen {2} und {3} verworfen, weil die Warteschlange der halboffenen Verbindungen voll war.',
  ],
  [
    'Counters fell {n} time[s]: the host restarted, or nstat printed differences (nstat without -a). After a fall they are counted from 0, so that all rises are lower bounds.',
    'Zähler fielen {1}-mal: Das System startete neu, oder nstat gab Differenzen aus (nstat ohne -a). Nach einem Fall zählen sie ab 0, sodass alle Anstiege untere Schranken sind.',
  ],
  ['Time of the snapshots: {w}.', 'Zeit der Momentaufnahmen: {1}.'],
  [
    '{n} UDP packets to {x} from {n} source address[es] to which it sent hardly anything.',
    '{1} UDP-Pakete an {2} von {3:Quelladresse|Quelladressen}, an die es kaum etwas sandte.',
  ],
  [
    '{n} UDP packets to {x} from {n} source address[es] that came a few times each, with payloads of no known kind of request; whether it answered, a capture of one direction does not show.',
    '{1} UDP-Pakete an {2} von {3:Quelladresse|Quelladressen}, die je wenige Male kamen, mit Inhalten keiner bekannten Art von Anfrage; ob es antwortete, zeigt ein Mitschnitt einer Richtung nicht.',
  ],
  [
    '{n} UDP packets to {x} from {n} source address[es] that came a few times each, with payloads of no known kind of request, or from addresses drawn at random; whether it answered, a capture of one direction does not show.',
    '{1} UDP-Pakete an {2} von {3:Quelladresse|Quelladressen}, die je wenige Male kamen, mit Inhalten keiner bekannten Art von Anfrage oder von zufällig gewählten Adressen; ob es antwortete, zeigt ein Mitschnitt einer Richtung nicht.',
  ],
  [
    'Requests to a known service are counted among them, answered or not, from addresses that came a few times in one minute only, many of which no host can have (0.0.0.0/8, 127.0.0.0/8, 224.0.0.0/3): such addresses are drawn at random.',
    'Anfragen an einen bekannten Dienst zählen mit, beantwortet oder nicht, von Adressen, die je wenige Male in einer einzigen Minute kamen und von denen viele kein Rechner haben kann (0.0.0.0/8, 127.0.0.0/8, 224.0.0.0/3): Solche Adressen sind zufällig gewählt.',
  ],
  [
    '{n} UDP packets to {x} from {n} source address[es] to which it sent hardly anything, or nothing that they made use of (refusals of SIP requests, first packets of QUIC).',
    '{1} UDP-Pakete an {2} von {3:Quelladresse|Quelladressen}, an die es kaum etwas sandte oder nichts, was sie nutzten (Ablehnungen von SIP-Anfragen, erste Pakete von QUIC).',
  ],
  [
    '{n} ICMP packets that nobody asked for reached {x} from {n} source address[es].',
    '{1} ICMP-Pakete, nach denen niemand gefragt hatte, erreichten {2} von {3:Quelladresse|Quelladressen}.',
  ],
  [
    '{n} {w} reached {x} from {n} source address[es] to which it sent hardly anything.',
    '{1} {2} erreichten {3} von {4:Quelladresse|Quelladressen}, an die es kaum etwas sandte.',
  ],
  [
    '{n} {w} reached {x} from {n} source address[es], more than it had sent packets that could have caused them.',
    '{1} {2} erreichten {3} von {4:Quelladresse|Quelladressen}, mehr, als es Pakete gesandt hatte, die sie auslösen konnten.',
  ],
  [
    'In the busiest second that is {n} packets on average for each of its {n} blocks (/24).',
    'In der stärksten Sekunde sind das im Mittel {1} Pakete für jeden seiner {2} Blöcke (/24).',
  ],
  [
    '{x} of the block, flooded by itself, is not counted there.',
    '{1} aus dem Block, für sich geflutet, ist dort nicht gezählt.',
  ],
  [
    '{n} addresses of the block, flooded by themselves, are not counted there.',
    '{1} Adressen aus dem Block, für sich geflutet, sind dort nicht gezählt.',
  ],
  [
    '{n} {w} reached {x} from {n} source address[es] that had no connection to it in the capture.',
    '{1} {2} erreichten {3} von {4:Quelladresse|Quelladressen}, die im Mitschnitt keine Verbindung dorthin hatten.',
  ],
  [
    '{n} {w} reached {x} from {n} addresses to which it had sent no SYN: their few TTL values show few emitters, the addresses are forged.',
    '{1} {2} erreichten {3} von {4:Adresse|Adressen}, an die es kein SYN gesandt hatte: Ihre wenigen TTL-Werte zeigen wenige Sender, die Adressen sind gefälscht.',
  ],
  [
    '{n} {w} reached {x} from {n} addresses to which it had sent no SYN: answers to segments that carried our address as their forged sender.',
    '{1} {2} erreichten {3} von {4:Adresse|Adressen}, an die es kein SYN gesandt hatte: Antworten auf Segmente, die unsere Adresse als gefälschten Absender trugen.',
  ],
  [
    '{n} answers ({v}) reached {x} from {n} services.',
    '{1} Antworten ({2}) erreichten {3} von {4:Dienst|Diensten}.',
  ],
  [
    'A capture of one direction does not show whether it had asked; ordinary use asks fewer or gets smaller answers.',
    'Ein Mitschnitt einer Richtung zeigt nicht, ob es gefragt hatte; üblicher Gebrauch fragt weniger oder bekommt kleinere Antworten.',
  ],
  [
    '{n} answers ({v}) reached {x} from {n} services that it had not asked.',
    '{1} Antworten ({2}) erreichten {3} von {4:Dienst|Diensten}, die es nicht gefragt hatte.',
  ],
  [
    "Published amplification factor: {r}; a victim's capture cannot measure it.",
    'Veröffentlichter Verstärkungsfaktor: {1}; am Mitschnitt des Geschädigten lässt er sich nicht messen.',
  ],
  [
    '{n} DNS queries reached {x} from {n} source address[es], each for a name that had not been asked before, most of them below {x}; the server told of a failure (no such name) in most of its answers, or hardly answered.',
    '{1} DNS-Anfragen erreichten {2} von {3:Quelladresse|Quelladressen}, jede nach einem zuvor nicht gefragten Namen, die meisten unterhalb von {4}; der Server meldete in den meisten Antworten einen Fehler (Name existiert nicht) oder antwortete kaum.',
  ],
  [
    'Resolvers pass on what their clients ask, and a source may be forged: none of them is called an attacker.',
    'Resolver geben weiter, was ihre Clients fragen, und eine Quelle kann gefälscht sein: Keine von ihnen wird als Angreifer bezeichnet.',
  ],
  [
    'These are own or stated addresses: malware on them asks so, and so do devices that pass on what anybody asks them.',
    'Das sind eigene oder angegebene Adressen: So fragt Schadsoftware auf ihnen, und so fragen Geräte, die weitergeben, was irgendjemand sie fragt.',
  ],
  ['Nobody is named.', 'Niemand wird genannt.'],
  [
    'A certificate that its clients reject makes honest ones do the same: rule that out before anybody is accused.',
    'Ein Zertifikat, das die Clients ablehnen, lässt ehrliche dasselbe tun: Schließen Sie das aus, bevor jemand beschuldigt wird.',
  ],
  [
    '{n} SYN segments by {n} source[s] opened connections to {x} that were completed and on which nothing was sent.',
    '{1} SYN-Segmente von {2:Quelle|Quellen} eröffneten Verbindungen zu {3}, die vollendet wurden und auf denen nichts gesandt wurde.',
  ],
  [
    '{n} SYN segments by {n} source[s] opened connections to {x} that were completed and on which the client sent bytes that are neither a request of HTTP nor TLS.',
    '{1} SYN-Segmente von {2:Quelle|Quellen} eröffneten Verbindungen zu {3}, die vollendet wurden und auf denen der Client Bytes sandte, die weder eine HTTP-Anfrage noch TLS sind.',
  ],
  [
    '{n} segments by {n} source[s] came to {x} on connections inside which handshakes of TLS were begun again and again (renegotiation), up to {n} times in one minute.',
    '{1} Segmente von {2:Quelle|Quellen} kamen zu {3} auf Verbindungen, innerhalb derer immer wieder TLS-Handshakes begonnen wurden (Renegotiation), bis zu {4}-mal in einer Minute.',
  ],
  [
    '{n} segments by {n} sources opened TLS connections to {x}, each more often than once a second, and went on to send something.',
    '{1} Segmente von {2} Quellen öffneten TLS-Verbindungen zu {3}, je öfter als einmal in der Sekunde, und sandten danach etwas.',
  ],
  [
    '{n} segments by {n} sources completed connections to {x} to open TLS again and again and sent nothing else.',
    '{1} Segmente von {2:Quelle|Quellen} bauten Verbindungen zu {3} vollständig auf, um immer wieder TLS zu eröffnen, und sandten sonst nichts.',
  ],
  [
    '{n} [snapshot shows|snapshots show] up to {n} established connections on {x}, {n} of them held by sources with ten or more each.',
    '{1:Momentaufnahme zeigt|Momentaufnahmen zeigen} bis zu {2} aufgebaute Verbindungen auf {3}, davon {4} gehalten von Quellen mit je zehn oder mehr.',
  ],
  [
    '{n} of them say that they verify a pingback: such WordPress sites were made to ask by somebody else, and their operators are likely not involved.',
    '{1} davon geben an, einen Pingback zu prüfen: Solche WordPress-Seiten wurden von jemand anderem zur Anfrage veranlasst, und ihre Betreiber sind wahrscheinlich nicht beteiligt.',
  ],
  [
    'No web log of that time tells what came over them: a proxy, a content delivery network, a load balancer or a large office looks the same in a dump.',
    'Kein Web-Log dieser Zeit sagt, was über sie kam: Ein Proxy, ein Content Delivery Network, ein Lastverteiler oder ein großes Büro sieht in einer Momentaufnahme genauso aus.',
  ],
  [
    'State such addresses under trusted_proxies or allow_list and run again before anybody is accused.',
    'Geben Sie solche Adressen unter trusted_proxies oder allow_list an und starten Sie neu, bevor jemand beschuldigt wird.',
  ],
  [
    '{n} [snapshot shows|snapshots show] up to {n} established connections on {x} whose answers wait to be acknowledged (Send-Q), held by sources on whose connections nothing moved since the snapshot before, and that opened more meanwhile.',
    '{1:Momentaufnahme zeigt|Momentaufnahmen zeigen} bis zu {2} aufgebaute Verbindungen auf {3}, deren Antworten auf Bestätigung warten (Send-Q), gehalten von Quellen, auf deren Verbindungen sich seit der Momentaufnahme davor nichts bewegte und die inzwischen weitere öffneten.',
  ],
  [
    '{n} source[s] held slow connections to {x}: {ws}.',
    '{1:Quelle hielt|Quellen hielten} langsame Verbindungen zu {2}: {3}.',
  ],
  [
    '{n} on which a request still came in small pieces, unanswered, 5 s after the handshake',
    '{1}, auf denen 5 s nach dem Handshake noch eine unbeantwortete Anfrage in kleinen Stücken eintraf',
  ],
  [
    '{n} on which the client still sent small pieces inside TLS, unanswered, 5 s after the handshake',
    '{1}, auf denen der Client 5 s nach dem Handshake noch unbeantwortete kleine Stücke innerhalb von TLS sandte',
  ],
  [
    '{n} whose client let no answer in (receive window 0) 5 s after the handshake and later',
    '{1}, deren Client 5 s nach dem Handshake und später keine Antwort einließ (Empfangsfenster 0)',
  ],
  [
    '{n} requests by {n} source address[es] to a few paths of {x}, without the page assets that browsers fetch; the peak counts all requests to the site.',
    '{1} Anfragen von {2:Quelladresse|Quelladressen} an wenige Pfade von {3}, ohne die Seitenbestandteile, die Browser laden; die Spitze zählt alle Anfragen an die Website.',
  ],
  [
    '{n} segments with HTTP requests reached {x} from {n} sources that asked for the same path again and again, up to {n} times in one minute. Counted in the capture: requests inside TLS are not seen.',
    '{1} Segmente mit HTTP-Anfragen erreichten {2} von {3:Quelle|Quellen}, die immer wieder denselben Pfad anfragten, bis zu {4}-mal in einer Minute. Im Mitschnitt gezählt: Anfragen innerhalb von TLS sind nicht zu sehen.',
  ],
  [
    '{n} HTTP/2 requests by {n} sources were given up before they were answered, many in the same second: consistent with rapid reset (CVE-2023-44487). The log shows that the requests ended without an answer, not how their streams were closed.',
    '{1} HTTP/2-Anfragen von {2:Quelle|Quellen} wurden vor der Antwort aufgegeben, viele in derselben Sekunde: vereinbar mit Rapid Reset (CVE-2023-44487). Das Protokoll zeigt, dass die Anfragen ohne Antwort endeten, nicht, wie ihre Streams geschlossen wurden.',
  ],
  [
    "{n} requests by {n} sources never became whole and ended in the server's time-out (408).",
    '{1} Anfragen von {2:Quelle|Quellen} wurden nie vollständig und endeten in der Zeitüberschreitung des Servers (408).',
  ],
  [
    'There were {n} such stretches; the next numbers are those of the first.',
    'Es gab {1} solche Abschnitte; die nächsten Zahlen sind die des ersten.',
  ],
];

// What packets of a flood are called, within other sentences.
const THINGS: readonly Phrase[] = [
  ['UDP packets', 'UDP-Pakete'],
  ['ICMP packets', 'ICMP-Pakete'],
  ['later fragments', 'spätere Fragmente'],
  ['GRE packets', 'GRE-Pakete'],
  ['ESP packets', 'ESP-Pakete'],
  ['packets of other IP protocols', 'Pakete anderer IP-Protokolle'],
  ['ICMP unreachable messages', 'ICMP-Unreachable-Meldungen'],
  ['ICMP redirects', 'ICMP-Redirects'],
  ['ICMP time-exceeded messages', 'ICMP-Time-Exceeded-Meldungen'],
  ['SYNs that carry data', 'SYN mit Daten'],
  ['ACK segments', 'ACK-Segmente'],
  ['data segments', 'Datensegmente'],
  ['FIN segments', 'FIN-Segmente'],
  ['segments with flags no connection has', 'Segmente mit unmöglichen Flags'],
  ['SYN-ACKs', 'SYN-ACK'],
  ['resets', 'Resets (RST)'],
  [
    '{n} connection[s] to {x} are held by {n} source[s] with ten or more each that the first snapshot shows too.',
    '{1:Verbindung|Verbindungen} zu {2} halten {3:Quelle|Quellen} mit je zehn oder mehr, die auch die erste Momentaufnahme zeigt.',
  ],
  [
    'A flood that began before looks so, and so do mailboxes, databases and message queues when people come to work or a service is back: nobody is named for it.',
    'So sieht ein Flood aus, der vorher begann, und so sehen auch Postfächer, Datenbanken und Nachrichtenwarteschlangen aus, wenn Menschen zur Arbeit kommen oder ein Dienst wieder da ist: Niemand wird dafür genannt.',
  ],
  [
    'The log of that service tells whether these sources logged in.',
    'Das Protokoll dieses Dienstes sagt, ob diese Quellen sich angemeldet haben.',
  ],
];

/** In German. */
export const reasonPhrases: readonly Phrase[] = [...REASONS, ...THINGS];
