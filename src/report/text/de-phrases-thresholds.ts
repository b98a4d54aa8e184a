// The meaning of each threshold in German.

import type { Phrase } from './phrases.ts';

/** In German. */
export const thresholdPhrases: readonly Phrase[] = [
  [
    'activity of one vector on one target with shorter pauses is one wave',
    'Aktivität eines Vektors gegen ein Ziel mit kürzeren Pausen ist eine Welle',
  ],
  [
    'SYNs from sources that never completed a connection, to one port in one minute',
    'SYN von Quellen, die nie eine Verbindung vollendeten, an einen Port in einer Minute',
  ],
  [
    'their share of all SYNs to that port in that minute',
    'ihr Anteil an allen SYN an diesen Port in dieser Minute',
  ],
  [
    'the same to one address over many ports in one minute, ports that are flooded by themselves left out',
    'dasselbe an eine Adresse über viele Ports in einer Minute, ohne für sich geflutete Ports',
  ],
  [
    'busiest second of such a flood from few sources; port scans are slower',
    'stärkste Sekunde eines solchen Floods von wenigen Quellen; Portscans sind langsamer',
  ],
  [
    'sources of such a flood from which its speed does not matter: scans come from few',
    'Anzahl der Quellen eines solchen Floods, ab der seine Geschwindigkeit keine Rolle spielt: Scans kommen von wenigen',
  ],
  [
    'half-open sockets (SYN_RECV) on one port in one snapshot',
    'halboffene Verbindungen (SYN_RECV) auf einem Port in einer Momentaufnahme',
  ],
  [
    'their share of all connections on that port in that snapshot',
    'ihr Anteil an allen Verbindungen auf diesem Port in dieser Momentaufnahme',
  ],
  [
    'UDP packets to one address from sources it did not talk to',
    'UDP-Pakete an eine Adresse von Quellen, mit denen sie nicht sprach',
  ],
  [
    'ICMP packets other than errors and asked-for replies to one address',
    'ICMP-Pakete an eine Adresse, ohne Fehlermeldungen und verlangte Antworten',
  ],
  ['busiest second of a UDP or ICMP flood', 'stärkste Sekunde eines UDP- oder ICMP-Floods'],
  [
    'a source is unsolicited when it sent more than this many packets for each one it was sent',
    'eine Quelle ist unverlangt, wenn sie mehr als so viele Pakete sandte für jedes, das an sie ging',
  ],
  [
    'TCP segments of one kind to one address from sources without a connection',
    'TCP-Segmente einer Art an eine Adresse von Quellen ohne Verbindung',
  ],
  [
    'fragments, tunnel packets, other protocols or ICMP errors to one address from sources it hardly answered',
    'Fragmente, Tunnelpakete, andere Protokolle oder ICMP-Fehlermeldungen an eine Adresse von Quellen, denen sie kaum antwortete',
  ],
  [
    'answers of one service to one address that had not asked',
    'Antworten eines Dienstes an eine Adresse, die nicht gefragt hatte',
  ],
  ['busiest second of a reflection', 'stärkste Sekunde einer Reflexion'],
  [
    'DNS queries to one server for names that were not asked lately',
    'DNS-Anfragen an einen Server nach Namen, die kürzlich nicht gefragt wurden',
  ],
  [
    'share of the new names that lie below one zone; the clients of a resolver ask for many',
    'Anteil der neuen Namen unterhalb einer Zone; die Clients eines Resolvers fragen nach vielen',
  ],
  [
    'share of the answers of the server that tell of a failure (no such name), where it answers',
    'Anteil der Antworten des Servers, die einen Fehler melden (Name existiert nicht), wo er antwortet',
  ],
  [
    'sources of such queries from which their speed does not matter: whoever looks for host names is one or two',
    'Anzahl der Quellen solcher Anfragen, ab der ihre Geschwindigkeit keine Rolle spielt: Wer Hostnamen sucht, ist eine oder zwei',
  ],
  [
    'busiest second of such queries from fewer sources',
    'stärkste Sekunde solcher Anfragen von weniger Quellen',
  ],
  [
    'HTTP requests in a capture to one port for the path that the same source asked for just before, by sources that do so again and again',
    'HTTP-Anfragen in einem Mitschnitt an einen Port nach dem Pfad, den dieselbe Quelle unmittelbar zuvor anfragte, von Quellen, die das immer wieder tun',
  ],
  [
    'requests of a source in one minute for the path it asked for just before; programs that poll are slower',
    'Anfragen einer Quelle in einer Minute nach dem unmittelbar zuvor angefragten Pfad; regelmäßig abfragende Programme sind langsamer',
  ],
  [
    'their share of the requests of the source; browsers, crawlers and proxies ask for one path after another',
    'ihr Anteil an den Anfragen der Quelle; Browser, Crawler und Proxys fragen einen Pfad nach dem anderen an',
  ],
  [
    'such requests, or empty connections, to one port from which sources count too that are no faster than programs that poll or try again',
    'solche Anfragen, oder leere Verbindungen, an einen Port, ab denen auch Quellen zählen, die nicht schneller sind als Programme, die regelmäßig abfragen oder es erneut versuchen',
  ],
  [
    'HTTP/2 requests in a log that their client gave up before the answer (status 499, 0 or none)',
    'HTTP/2-Anfragen in einem Protokoll, die ihr Client vor der Antwort aufgab (Status 499, 0 oder keiner)',
  ],
  [
    'such requests by one source, on average over the minute in which it made them',
    'solche Anfragen einer Quelle, im Mittel über die Minute, in der sie sie stellte',
  ],
  [
    'such requests by one source in one minute; whoever pulls a map about gives up a hundred tiles',
    'solche Anfragen einer Quelle in einer Minute; wer eine Karte verschiebt, gibt hundert Kacheln auf',
  ],
  [
    'their share of the HTTP/2 requests of the source in that minute',
    'ihr Anteil an den HTTP/2-Anfragen der Quelle in dieser Minute',
  ],
  ['requests to one site in one minute', 'Anfragen an eine Website in einer Minute'],
  [
    'the same against the median minute of the log',
    'dasselbe im Verhältnis zur mittleren Minute des Protokolls',
  ],
  [
    'least requests of a source in the wave before it is called a participant',
    'Mindestzahl der Anfragen einer Quelle in der Welle, ehe sie Teilnehmer heißt',
  ],
  [
    'how much more often a path is asked for than outside the wave to count as a flooded path',
    'wie viel öfter als außerhalb der Welle ein Pfad angefragt wird, um als geflutet zu gelten',
  ],
  [
    "share of a participant's requests that go to flooded paths",
    'Anteil der Anfragen eines Teilnehmers, die an geflutete Pfade gehen',
  ],
  [
    'share of the requests of a surge that come from participants, from which it is called an attack',
    'Anteil der Anfragen eines Ansturms von Teilnehmern, ab dem er Angriff heißt',
  ],
  [
    'share of clients that fetched images, styles or scripts, from which a surge is called a flash crowd',
    'Anteil der Clients, die Bilder, Stile oder Skripte luden, ab dem ein Ansturm Andrang von Besuchern heißt',
  ],
  [
    'share of the ordinary requests to a site, or of its clients, at addresses that several user agents read the site from in one day, from which these are taken for a proxy; above 1: never',
    'Anteil der gewöhnlichen Anfragen an eine Website, oder ihrer Clients, an Adressen, von denen sie an einem Tag mehrere User-Agents lasen, ab dem diese für einen Proxy gehalten werden; über 1: nie',
  ],
  [
    'other days with log at the same hours (UTC) from which a surge on a web site is judged against them; days with a flood do not count',
    'andere Tage mit Protokoll zu denselben Stunden (UTC), ab denen ein Ansturm auf eine Website an ihnen gemessen wird; Tage mit einem Flood zählen nicht',
  ],
  [
    'busiest minute of a surge against the median busiest minute of those days, up to which it is ordinary',
    'stärkste Minute eines Ansturms im Verhältnis zur mittleren stärksten Minute dieser Tage, bis zu der er üblich ist',
  ],
  [
    'the same in robust standard deviations (from the median absolute deviation) above that median',
    'dasselbe in robusten Standardabweichungen (aus der mittleren absoluten Abweichung) über diesem Median',
  ],
  [
    "share of the participants' requests that go to one path, above which a surge is never ordinary",
    'Anteil der Anfragen der Teilnehmer an einen Pfad, über dem ein Ansturm nie üblich ist',
  ],
  [
    'failed requests of a surge (5xx) or of its participants (4xx, 5xx) above which it is never ordinary',
    'fehlgeschlagene Anfragen eines Ansturms (5xx) oder seiner Teilnehmer (4xx, 5xx), über denen er nie üblich ist',
  ],
  [
    'established connections on one port in one snapshot',
    'aufgebaute Verbindungen auf einem Port in einer Momentaufnahme',
  ],
  [
    'their share held by sources with ten or more each',
    'ihr Anteil, den Quellen mit je zehn oder mehr halten',
  ],
  [
    'answered requests for each connection held, or slow, from which a source uses them',
    'beantwortete Anfragen je gehaltener oder langsamer Verbindung, ab denen eine Quelle sie nutzt',
  ],
  [
    'completed connections to one port in a capture on which nothing was sent, of all participants',
    'vollendete Verbindungen zu einem Port in einem Mitschnitt, auf denen nichts gesandt wurde, aller Teilnehmer',
  ],
  [
    'such connections of one source in one minute before it is called a participant',
    'solche Verbindungen einer Quelle in einer Minute, bevor sie Teilnehmer heißt',
  ],
  [
    'TLS handshakes to one port from sources that send nothing else',
    'TLS-Handshakes an einen Port von Quellen, die sonst nichts senden',
  ],
  [
    'TLS handshakes of a source before it is called a participant',
    'TLS-Handshakes einer Quelle, ehe sie Teilnehmer heißt',
  ],
  [
    'the same begun inside connections that had one, by one source in one minute',
    'dieselben innerhalb von Verbindungen begonnen, die schon einen hatten, von einer Quelle in einer Minute',
  ],
  [
    'established connections on one web port in one snapshot on which sent data waits (Send-Q), of all participants',
    'aufgebaute Verbindungen auf einem Webport in einer Momentaufnahme, auf denen gesandte Daten warten (Send-Q), von allen Teilnehmern',
  ],
  [
    'connections of one source whose Send-Q stands as in the snapshot before, before it is called a participant',
    'Verbindungen einer Quelle, deren Send-Q wie in der Momentaufnahme davor steht, ehe sie Teilnehmer heißt',
  ],
  [
    'their share of the established connections of the source on the port, new ones with waiting data left out; most who share an address take their answers',
    'ihr Anteil an den aufgebauten Verbindungen der Quelle auf dem Port, ohne neue mit wartenden Daten; die meisten, die sich eine Adresse teilen, nehmen ihre Antworten ab',
  ],
  [
    'connections with unacknowledged data that the source opened since the snapshot before, for each such connection; a network that failed opens none',
    'Verbindungen mit unbestätigten Daten, die die Quelle seit der Momentaufnahme davor öffnete, je solcher Verbindung; ein ausgefallenes Netz öffnet keine',
  ],
  [
    "share of a participant's requests that ended so; browsers leave a few unused behind",
    'Anteil der Anfragen eines Teilnehmers, die so endeten; Browser lassen einige ungenutzt zurück',
  ],
  [
    'requests that ended in a time-out (status 408) in one minute',
    'Anfragen, die in einer Minute in einer Zeitüberschreitung endeten (Status 408)',
  ],
  [
    'such requests by one source before it is called a participant',
    'solche Anfragen einer Quelle, ehe sie Teilnehmer heißt',
  ],
  [
    'connections to one port on which requests never end or answers are not taken, of all participants',
    'Verbindungen zu einem Port, auf denen Anfragen nie enden oder Antworten nicht abgenommen werden, von allen Teilnehmern',
  ],
  [
    'such connections of one source before it is called a participant',
    'solche Verbindungen einer Quelle, ehe sie Teilnehmer heißt',
  ],
  [
    'ports of one address that a source tried, few SYNs each, to be called a port scan',
    'Ports einer Adresse, die eine Quelle mit je wenigen SYN versuchte, um Portscan zu heißen',
  ],
  [
    'addresses of one /24 that a source tried, few SYNs each, to be called a sweep',
    'Adressen eines /24, die eine Quelle mit je wenigen SYN versuchte, um Abtasten zu heißen',
  ],
  ['requests for known holes by one source', 'Anfragen einer Quelle nach bekannten Lücken'],
  [
    'different paths that do not exist, asked for by one source',
    'verschiedene von einer Quelle angefragte Pfade, die es nicht gibt',
  ],
  ['posts to log-in pages by one source', 'Absendungen einer Quelle an Anmeldeseiten'],
  [
    'completed connections to a log-in service (FTP, SSH, Telnet, RDP) by one source',
    'vollständig aufgebaute Verbindungen einer Quelle zu einem Anmeldedienst (FTP, SSH, Telnet, RDP)',
  ],
  [
    'minutes of log outside the surge below which no baseline is claimed',
    'Minuten des Protokolls außerhalb des Ansturms, unter denen kein Vergleich beansprucht wird',
  ],
  [
    'silence inside a wave from which it is a gap; more where the traffic is so thin that chance makes longer ones',
    'Ruhe innerhalb einer Welle, ab der sie eine Lücke ist; mehr, wo der Verkehr so dünn ist, dass Zufall längere erzeugt',
  ],
  [
    'least length of a phase when vectors or level change inside a stretch without gap; one that alone shows a vector may be shorter',
    'Mindestdauer einer Phase, wenn sich Vektoren oder Stärke innerhalb eines Abschnitts ohne Lücke ändern; eine, die allein einen Vektor zeigt, kann kürzer sein',
  ],
  [
    'change of the mean rate from which a new phase begins',
    'Änderung der mittleren Rate, ab der eine neue Phase beginnt',
  ],
  [
    'stretches apart by gaps inside one wave from which they are called pulses',
    'durch Lücken getrennte Abschnitte einer Welle, ab denen sie Pulse heißen',
  ],
  [
    'different user agents at one address, each with a page and two of its assets, from which it may stand for many people',
    'verschiedene User-Agents an einer Adresse, jeder mit einer Seite und zwei ihrer Bestandteile, ab denen sie für viele Personen stehen kann',
  ],
  [
    'age of an address list at the time of the attack from which it is called old',
    'Alter einer Adressliste zur Zeit des Angriffs, ab dem sie alt heißt',
  ],
];
