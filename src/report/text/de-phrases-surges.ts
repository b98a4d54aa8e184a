// What the analysis says of surges of requests and of other hostile activity, in German.

import type { Phrase } from './phrases.ts';

const SURGES: readonly Phrase[] = [
  [
    'Was the surge of requests on {x} popularity or attack?',
    'War der Ansturm von Anfragen auf {1} Beliebtheit oder Angriff?',
  ],
  ['attack', 'Angriff'],
  ['mixed', 'Angriff und Andrang zugleich'],
  ['flash crowd', 'Andrang von Besuchern'],
  ['not enough baseline', 'zu wenig Vergleich'],
  ['not attributed', 'niemandem zugeordnet'],
  ['undecided', 'unentschieden'],
  ['benign', 'kein Angriff'],
  [
    '{n} source[s] asked for the same few paths on a timer, as often in every minute with answers, or got none at all: an application that polls does so, and so does a slow attack.',
    '{1:Quelle|Quellen} {1?fragte|fragten} dieselben wenigen Pfade im Takt einer Uhr an, gleich oft in jeder Minute mit Antworten, oder {1?erhielt|erhielten} gar keine: Das tut eine Anwendung, die regelmäßig nachfragt, und das tut auch ein langsamer Angriff.',
  ],
  [
    'Many sources asked for the same path on a timer, as often in every minute, as captures show: an application that polls does so, and so does a slow attack.',
    'Viele Quellen fragten denselben Pfad im Takt einer Uhr an, in jeder Minute gleich oft, wie Mitschnitte zeigen: Das tut eine Anwendung, die regelmäßig nachfragt, und das tut auch ein langsamer Angriff.',
  ],
  [
    '{n} source[s] asked and got nothing but failures and refusals (5xx, 403, 408, 429, given up): a flood under which a site fails, or that is kept out, looks so, and so do people who come to a site that fails for another reason.',
    '{1:Quelle|Quellen} {1?fragte|fragten} an und {1?erhielt|erhielten} nur Fehler und Abweisungen (5xx, 403, 408, 429, aufgegeben): So sieht ein Flood aus, unter dem eine Website ausfällt oder der abgewiesen wird, und so sehen auch Menschen aus, die zu einer Website kommen, die aus anderem Grund ausfällt.',
  ],
  [
    'Most of its sources opened connections on a timer, as often in every minute: health checks of many machines do so, and so does a slow attack.',
    'Die meisten seiner Quellen öffneten Verbindungen im Takt einer Uhr, in jeder Minute gleich oft: Das tun Prüfungen der Erreichbarkeit durch viele Maschinen, und das tut auch ein langsamer Angriff.',
  ],
  [
    "Programs that open a connection for each request do so, and proxies that keep none open, and so does a flood of requests inside TLS: the web server's log of that time tells them apart.",
    'Das tun Programme, die für jede Anfrage eine Verbindung öffnen, und Proxys, die keine offen halten, und das tut auch ein Flood von Anfragen in TLS: Das Protokoll des Webservers aus dieser Zeit unterscheidet sie.',
  ],
  [
    'Up to {n} requests in one minute for one path after another, against {n} in the median minute, as captures show.',
    'Bis zu {1} Anfragen in einer Minute nach einem Pfad um den anderen, gegenüber {2} in der mittleren Minute, wie Mitschnitte zeigen.',
  ],
  [
    "Visitors of a page that becomes popular fetch it with its images so, and so does a flood that asks for another path each time: the web server's log of that time tells them apart.",
    'So laden Besucher eine Seite, die beliebt wird, mit ihren Bildern, und das tut auch ein Flood, der jedes Mal einen anderen Pfad anfragt: Das Protokoll des Webservers aus dieser Zeit unterscheidet sie.',
  ],
  [
    'Most of its sources asked no more than once a second or so, and few times together: applications that poll and programs that send in batches do so, and so does a slow attack.',
    'Die meisten seiner Quellen fragten höchstens etwa einmal in der Sekunde an, und wenige Male zusammen: Das tun Anwendungen, die regelmäßig nachfragen, und Programme, die in Stapeln senden, und das tut auch ein langsamer Angriff.',
  ],
  [
    'Most of its sources asked for other paths first, and then for one path many times within seconds: so does a page that fetches pictures or suggestions from one path, among many visitors, and so does a short attack.',
    'Die meisten seiner Quellen fragten zuerst andere Pfade an und dann binnen Sekunden viele Male einen einzigen: Das tut eine Seite, die Bilder oder Vorschläge von einem Pfad lädt, bei vielen Besuchern, und das tut auch ein kurzer Angriff.',
  ],
  [
    'Most of its sources asked no more than once a second or so and the server sent them nothing at all: programs try again so when it hangs, and a slow attack that makes it hang looks the same.',
    'Die meisten seiner Quellen fragten höchstens etwa einmal in der Sekunde an, und der Server sandte ihnen gar nichts: So versuchen es Programme erneut, wenn er hängt, und ein langsamer Angriff, der ihn hängen lässt, sieht ebenso aus.',
  ],
  [
    'To most of its sources the server spoke first and closed each connection: a database or mail server that has too many connections turns programs away so, which try again, and so it does with an attack.',
    'Zu den meisten seiner Quellen sprach der Server zuerst und schloss jede Verbindung: So weist ein Datenbank- oder Mailserver mit zu vielen Verbindungen Programme ab, die es erneut versuchen, und so weist er auch einen Angriff ab.',
  ],
  [
    'Its sources held few connections at a time: load balancers that open connections ahead do so, machines on a bad line, and so does a slow attack through many addresses.',
    'Seine Quellen hielten je wenige Verbindungen zugleich: Das tun Lastverteiler, die Verbindungen im Voraus öffnen, Maschinen mit schlechter Leitung, und das tut auch ein langsamer Angriff über viele Adressen.',
  ],
  [
    'Most of its sources opened no more than one connection a second or so, and few together: programs that try again do so when a server ends their connections at once, and so does a slow attack.',
    'Die meisten seiner Quellen öffneten höchstens etwa eine Verbindung in der Sekunde, und wenige zusammen: Das tun Programme, die es erneut versuchen, wenn ein Server ihre Verbindungen sofort beendet, und das tut auch ein langsamer Angriff.',
  ],
  [
    'Its sources opened about one connection a second each at most and finished the handshake, or were refused, or the server sent them nothing at all: clients that reject a certificate, whose own is rejected, or whose server hangs, try again so, and so does a slow attack.',
    'Seine Quellen öffneten je höchstens etwa eine Verbindung in der Sekunde und beendeten den Handshake, wurden abgewiesen, oder der Server sandte ihnen gar nichts: So versuchen es Clients erneut, die ein Zertifikat ablehnen, deren eigenes abgelehnt wird oder deren Server hängt, und das tut auch ein langsamer Angriff.',
  ],
  [
    'The capture shows one direction only: answers in fragments, and tunnels, look the same where nobody sees what was asked for.',
    'Der Mitschnitt zeigt nur eine Richtung: Antworten in Fragmenten, und Tunnel, sehen ebenso aus, wo niemand sieht, was erbeten war.',
  ],
  ['Was the surge of requests on {x} an attack?', 'War der Ansturm von Anfragen auf {1} ein Angriff?'],
  ['Was the surge of packets on {x} an attack?', 'War der Ansturm von Paketen auf {1} ein Angriff?'],
  [
    'It came from {n} address[es] only: the far end of a tunnel that goes one way, as of a scrubbing centre, a load balancer or a mirror of traffic, looks the same.',
    'Er kam von nur {1:Adresse|Adressen}: Das ferne Ende eines Tunnels in eine Richtung, wie der eines Reinigungszentrums, eines Lastverteilers oder einer Spiegelung von Verkehr, sieht ebenso aus.',
  ],
  [
    'It came from {n} source[s] with TCP connections that lasted from before it until after it, over which measurements of throughput are agreed upon: such a one looks the same.',
    'Er kam von {1:Quelle|Quellen} mit TCP-Verbindungen, die von vorher bis nachher dauerten und über die Messungen des Durchsatzes vereinbart werden: Eine solche sieht ebenso aus.',
  ],
  [
    'It is not called an attack, and nobody is named.',
    'Er wird nicht als Angriff bezeichnet, und niemand wird genannt.',
  ],
  [
    '{n} source[s] asked for the same few paths up to twenty times and got nothing but failures: people who reload a page do so when a server fails, and so does a slow attack.',
    '{1:Quelle|Quellen} {1?fragte|fragten} dieselben wenigen Pfade bis zu zwanzigmal an und {1?erhielt|erhielten} nur Fehler: Das tun Menschen, die eine Seite neu laden, wenn ein Server ausfällt, und das tut auch ein langsamer Angriff.',
  ],
  [
    '{n} source[s] went from page to page, or by the name of a crawler, no faster than one request a second each, and got answers: search engines and collectors of texts do so, and so does a slow attack.',
    '{1:Quelle|Quellen} {1?ging|gingen} von Seite zu Seite oder {1?nannte|nannten} sich Crawler, mit höchstens einer Anfrage je Sekunde und Quelle, und {1?erhielt|erhielten} Antworten: Das tun Suchmaschinen und Sammler von Texten, und das tut auch ein langsamer Angriff.',
  ],
  [
    'Which addresses a crawler has, its operator publishes.',
    'Welche Adressen ein Crawler hat, veröffentlicht sein Betreiber.',
  ],
  [
    '{n} source[s] asked again and again and had to show a password first, which the server took.',
    '{1:Quelle|Quellen} {1?fragte|fragten} immer wieder an und {1?musste|mussten} zuerst ein Passwort zeigen, das der Server annahm.',
  ],
  [
    'Programs that fetch mail or files do so when a server is back, and so does an attack with a stolen password.',
    'Das tun Programme, die E-Mail oder Dateien abholen, wenn ein Server wieder da ist, und das tut auch ein Angriff mit einem gestohlenen Passwort.',
  ],
  [
    '{n} source[s] asked no more than twice as often as nine of ten ordinary clients of the same part of the site that fetch no images either do in their busiest minute and hour: a crowd does so, and so does a slow attack through many addresses.',
    '{1:Quelle|Quellen} {1?fragte|fragten} höchstens doppelt so oft an wie neun von zehn gewöhnlichen Clients desselben Teils der Website, die ebenfalls keine Bilder laden, in deren stärkster Minute und Stunde: Das tut ein Andrang, und das tut auch ein langsamer Angriff über viele Adressen.',
  ],
  [
    '{n} source[s] asked for a page first and then for one path many times, no more than four times a second and for five minutes at most: pages that fetch pictures or suggestions from one path make browsers do so, and so does a short attack.',
    '{1:Quelle|Quellen} {1?fragte|fragten} zuerst eine Seite an und dann viele Male einen einzigen Pfad, höchstens viermal in der Sekunde und fünf Minuten lang: Das lassen Seiten, die Bilder oder Vorschläge von einem Pfad laden, Browser tun, und das tut auch ein kurzer Angriff.',
  ],
  [
    '{n} source[s] asked again and again, at most twice a second each, and had read a page with its images earlier: a page that stands open asks by itself, and an attack may come from an address that a visitor had.',
    '{1:Quelle|Quellen} {1?fragte|fragten} immer wieder an, je höchstens zweimal in der Sekunde, und {1?hatte|hatten} früher eine Seite mit ihren Bildern gelesen: Eine offen stehende Seite fragt von selbst nach, und ein Angriff kann von einer Adresse kommen, die ein Besucher hatte.',
  ],
  [
    '{n} source[s] asked at most once a second each for paths that they had asked for before, three times and more over six hours: machines that try again when something fails do so, and so does a slow attack by known clients.',
    '{1:Quelle|Quellen} {1?fragte|fragten} je höchstens einmal in der Sekunde Pfade an, die sie schon vorher angefragt hatten, dreimal und öfter über sechs Stunden: Das tun Maschinen, die es erneut versuchen, wenn etwas scheitert, und das tut auch ein langsamer Angriff bekannter Clients.',
  ],
  [
    '{n} source[s] were sent to another address nearly every time, sixty times each at most: browsers follow redirections that go in a circle, and a short attack may be redirected too.',
    '{1:Quelle|Quellen} {1?wurde|wurden} fast jedes Mal an eine andere Adresse verwiesen, je höchstens sechzigmal: Browser folgen Weiterleitungen, die im Kreis gehen, und auch ein kurzer Angriff kann weitergeleitet werden.',
  ],
  [
    '{n} source[s] fetched files in pieces (status 206), at most ten a second each: programs that download do so, and so does an attack that asks for parts of a file.',
    '{1:Quelle|Quellen} {1?lud|luden} Dateien in Stücken (Status 206), je höchstens zehn in der Sekunde: Das tun Programme, die herunterladen, und das tut auch ein Angriff, der Teile einer Datei anfragt.',
  ],
  [
    '{n} source[s] left, changed or listed files on the server (PUT, DELETE, PROPFIND and the like), which did so, under a new path nearly each time and at most twenty a second each: programs that keep files alike do so, and so does an attack on a server that takes files from anybody.',
    '{1:Quelle|Quellen} {1?legte|legten} Dateien auf dem Server ab, {1?änderte|änderten} sie oder {1?listete|listeten} sie auf (PUT, DELETE, PROPFIND und ähnliche), und der Server führte das aus, fast jedes Mal unter einem neuen Pfad und je höchstens zwanzigmal in der Sekunde: Das tun Programme, die Dateien abgleichen, und das tut auch ein Angriff auf einen Server, der von jedem Dateien annimmt.',
  ],
  [
    '{n} source[s] fetched a page with its images and asked for pages many times as often as other visitors of the site do: an attack dressed as browsers does so, and so do many people behind one address and pages that ask by themselves.',
    '{1:Quelle|Quellen} {1?lud|luden} eine Seite mit ihren Bildern und {1?fragte|fragten} Seiten um ein Vielfaches öfter an als andere Besucher der Website: Das tut ein Angriff, der sich als Browser verkleidet, und das tun auch viele Menschen hinter einer Adresse und Seiten, die von selbst nachfragen.',
  ],
  [
    'Up to {n} requests in one minute against {n} in a quiet one, for most of the log.',
    'Bis zu {1} Anfragen in einer Minute gegenüber {2} in einer ruhigen, die meiste Zeit des Protokolls.',
  ],
  [
    'Up to {n} of them came from sources that asked for the same few paths and fetched none of the page assets that browsers fetch: a flood that goes on so long does so, and so do machines that work by day.',
    'Bis zu {1} davon kamen von Quellen, die dieselben wenigen Pfade anfragten und keinen der Seitenbestandteile luden, die Browser laden: Das tut ein Flood, der so lange dauert, und das tun auch Maschinen, die tagsüber arbeiten.',
  ],
  ['A log of a time before it would tell.', 'Ein Protokoll aus der Zeit davor würde es zeigen.'],
  [
    '{n} source[s] asked up to thirty times, at most once a second each, for pages that others saw with their images at the same time, and fetched no images: people who reload a page do so when their browsers keep them, and so does a slow attack.',
    '{1:Quelle|Quellen} {1?fragte|fragten} bis zu dreißigmal, je höchstens einmal in der Sekunde, Seiten an, die andere zur selben Zeit mit ihren Bildern sahen, und {1?lud|luden} keine Bilder: Das tun Menschen, die eine Seite neu laden, wenn ihre Browser sie aufbewahren, und das tut auch ein langsamer Angriff.',
  ],
  [
    '{n} source[s] asked less than ten times each by the name of a program and got answers, less than twenty times a second together: checks from many places and programs that look for news do so, and so does a slow attack through many addresses.',
    '{1:Quelle|Quellen} {1?fragte|fragten} je weniger als zehnmal unter dem Namen eines Programms an und {1?erhielt|erhielten} Antworten, zusammen weniger als zwanzigmal in der Sekunde: Das tun Prüfungen von vielen Orten aus und Programme, die nach Neuem sehen, und das tut auch ein langsamer Angriff über viele Adressen.',
  ],
  [
    '{n} source[s] asked less than five times a second together and got answers, or none at all from the first request on: people and machines behind one address do so, programs that deliver messages, and so does a slow attack.',
    '{1:Quelle|Quellen} {1?fragte|fragten} zusammen weniger als fünfmal in der Sekunde an und {1?erhielt|erhielten} Antworten, oder von der ersten Anfrage an keine: Das tun Menschen und Rechner hinter einer Adresse, Programme, die Nachrichten zustellen, und das tut auch ein langsamer Angriff.',
  ],
  [
    '{n} source[s] asked a few times each for pages that the other visitors of the site fetch with their images, styles or scripts, and fetched none: a flood through many rented addresses does so, and so do link previews of social networks and mail filters that follow links.',
    '{1:Quelle|Quellen} {1?fragte|fragten} je wenige Male Seiten an, die die übrigen Besucher der Website mit ihren Bildern, Stilen oder Skripten laden, und {1?lud|luden} nichts davon: Das tut ein Flood über viele gemietete Adressen, und das tun auch Linkvorschauen sozialer Netzwerke und E-Mail-Filter, die Links folgen.',
  ],
  [
    'It is called neither an attack nor a crowd, and nobody is named.',
    'Es wird weder als Angriff noch als Andrang bezeichnet, und niemand wird genannt.',
  ],
  [
    'They came through trusted proxies, and this log holds the addresses of the proxies, not those of their clients: what single clients did cannot be seen, so that it is called neither an attack nor a crowd, and nobody is named.',
    'Sie kamen über vertrauenswürdige Proxys, und dieses Protokoll enthält deren Adressen, nicht die ihrer Clients: Was einzelne Clients taten, ist nicht zu sehen; es wird weder als Angriff noch als Andrang bezeichnet, und niemand wird genannt.',
  ],
  [
    'They came from own addresses, as those of a proxy on the same host do: what single clients did cannot be seen, so that it is called neither an attack nor a crowd, and nobody is named.',
    'Sie kamen von eigenen Adressen, wie die eines Proxys auf demselben Rechner: Was einzelne Clients taten, ist nicht zu sehen; es wird weder als Angriff noch als Andrang bezeichnet, und niemand wird genannt.',
  ],
  [
    'They came from addresses that carry the ordinary visitors of the site too, as a reverse proxy, load balancer or delivery network does that is not stated: what single clients did cannot be seen, so that it is called neither an attack nor a crowd, and nobody is named.',
    'Sie kamen von Adressen, über die auch die gewöhnlichen Besucher der Website kommen, wie über einen Reverse-Proxy, Lastverteiler oder ein Auslieferungsnetz, das nicht angegeben ist: Was einzelne Clients taten, ist nicht zu sehen; es wird weder als Angriff noch als Andrang bezeichnet, und niemand wird genannt.',
  ],
  [
    "If they are yours or your provider's, state them under trusted_proxies.",
    'Wenn es Ihre oder die Ihres Anbieters sind, geben Sie sie unter trusted_proxies an.',
  ],
  [
    'The log of the proxies tells; ask their operator to keep it.',
    'Das Protokoll der Proxys gibt Auskunft; bitten Sie deren Betreiber, es aufzubewahren.',
  ],
  ['share of failed requests (5xx)', 'Anteil fehlgeschlagener Anfragen (5xx)'],
  ['share of refused requests (4xx)', 'Anteil abgelehnter Anfragen (4xx)'],
  ['share of images, styles and scripts', 'Anteil von Bildern, Stilen und Skripten'],
  ['share of the path asked for most', 'Anteil des am häufigsten gefragten Pfads'],
  ['of the requests outside the surge: {d}', 'der Anfragen außerhalb des Ansturms: {1}'],
  [
    'Up to {n} requests in one minute against a median of {n}.',
    'Bis zu {1} Anfragen in einer Minute gegenüber einem Median von {2}.',
  ],
  [
    '{n} source[s] made requests that nearly all failed: this looks like a vulnerability scan, not like a flood.',
    '{1:Quelle|Quellen} {1?stellte|stellten} Anfragen, die fast alle fehlschlugen: Das sieht nach einer Suche nach Schwachstellen aus, nicht nach einem Flood.',
  ],
  [
    '{n} source[s] asked for the same few paths and fetched none of the page assets that browsers fetch; {d} of all clients behaved like browsers. This looks like an attack, not like popularity.',
    '{1:Quelle|Quellen} {1?fragte|fragten} dieselben wenigen Pfade an und {1?lud|luden} keine der Seitenbestandteile, die Browser laden; {2} aller Clients verhielten sich wie Browser. Das sieht nach einem Angriff aus, nicht nach Beliebtheit.',
  ],
  [
    '{n} source[s] behaved like flood participants while many other clients behaved like browsers: attack traffic and a crowd at the same time.',
    '{1:Quelle|Quellen} {1?verhielt|verhielten} sich wie Teilnehmer eines Floods, während sich viele andere Clients wie Browser verhielten: Angriffsverkehr und Andrang zugleich.',
  ],
  [
    '{d} of the clients fetched pages with their assets as browsers do. This looks like popularity, not like an attack.',
    '{1} der Clients luden Seiten mit ihren Bestandteilen, wie Browser es tun. Das sieht nach Beliebtheit aus, nicht nach einem Angriff.',
  ],
  [
    '{d} of the clients fetched pages with their assets as browsers do; the most frequent referrer was {x}. This looks like popularity, not like an attack.',
    '{1} der Clients luden Seiten mit ihren Bestandteilen, wie Browser es tun; der häufigste Referrer war {2}. Das sieht nach Beliebtheit aus, nicht nach einem Angriff.',
  ],
  [
    'The log holds too little ordinary traffic outside the surge to tell popularity from attack.',
    'Das Protokoll enthält außerhalb des Ansturms zu wenig üblichen Verkehr, um Beliebtheit und Angriff zu unterscheiden.',
  ],
  [
    'Neither the marks of a crowd nor those of a flood are strong enough; it is not called an attack.',
    'Weder die Merkmale eines Andrangs noch die eines Floods sind stark genug; es wird nicht als Angriff bezeichnet.',
  ],
  ['Up to {n} requests in one minute.', 'Bis zu {1} Anfragen in einer Minute.'],
  [
    'The number of requests to expect in the busiest minute of these hours ({x} to {x} UTC) is {n}, from {n} other days.',
    'Zu diesen Stunden ({1} bis {2} UTC) {3?war|waren} in der stärksten Minute {3:Anfrage|Anfragen} zu erwarten, nach {4} anderen Tagen.',
  ],
  [
    'The number of requests to expect in the busiest minute of these hours ({x} to {x} UTC) is {n}, from {n} other days of the same weekday.',
    'Zu diesen Stunden ({1} bis {2} UTC) {3?war|waren} in der stärksten Minute {3:Anfrage|Anfragen} zu erwarten, nach {4} anderen Tagen desselben Wochentags.',
  ],
  [
    'Up to {n} are ordinary, and no source flooded a path or was refused again and again: it is called neither an attack nor a crowd.',
    'Bis zu {1} sind üblich, und keine Quelle flutete einen Pfad oder wurde immer wieder abgewiesen: Es wird weder Angriff noch Andrang genannt.',
  ],
  ['requests per minute against other days', 'Anfragen je Minute im Vergleich mit anderen Tagen'],
  [
    'requests in the busiest minute; to expect at these hours ({x} to {x} UTC): {n}, from {n} other days',
    'Anfragen in der stärksten Minute; zu diesen Stunden zu erwarten ({1} bis {2} UTC): {3}, nach {4} anderen Tagen',
  ],
  [
    'requests in the busiest minute; to expect at these hours ({x} to {x} UTC): {n}, from {n} other days of the same weekday',
    'Anfragen in der stärksten Minute; zu diesen Stunden zu erwarten ({1} bis {2} UTC): {3}, nach {4} anderen Tagen desselben Wochentags',
  ],
  ['requests per minute', 'Anfragen je Minute'],
  ['requests in the busiest minute', 'Anfragen in der stärksten Minute'],
  [
    'requests in the busiest minute for another path than the one before; times those of the median minute',
    'Anfragen in der stärksten Minute nach einem anderen Pfad als zuvor; ein Vielfaches derer in der mittleren Minute',
  ],
  ['times the median minute', 'Vielfaches der mittleren Minute'],
  ['times a quiet minute', 'Vielfaches einer ruhigen Minute'],
  [
    'requests in a quiet minute of the log, the lower quartile: {n}',
    'Anfragen in einer ruhigen Minute des Protokolls, dem unteren Viertel: {1}',
  ],
  ['requests in the median minute of the log: {n}', 'Anfragen in der mittleren Minute des Protokolls: {1}'],
  ['share of requests from participants', 'Anteil der Anfragen von Teilnehmern'],
  [
    '{n} source[s] asked for flooded paths again and again and fetched no page assets; requests of sources that got nothing but failures are left out',
    '{1:Quelle|Quellen} mit immer neuen Anfragen nach gefluteten Pfaden, ohne Seitenbestandteile zu laden; Anfragen von Quellen, die nur Fehler erhielten, bleiben außer Betracht',
  ],
  [
    '{n} source[s] asked for flooded paths again and again and fetched no page assets',
    '{1:Quelle|Quellen} mit immer neuen Anfragen nach gefluteten Pfaden, ohne Seitenbestandteile zu laden',
  ],
  ['share of clients that behave like browsers', 'Anteil der Clients, die sich wie Browser verhalten'],
  [
    'clients that fetched a page and at least two of its images, styles or scripts',
    'Clients, die eine Seite und mindestens zwei ihrer Bilder, Stile oder Skripte luden',
  ],
  ['share of networks not seen outside the surge', 'Anteil der Netze, die nur im Ansturm vorkommen'],
  [
    'by /24 (IPv4) or /48 (IPv6); near 1 in attacks, lower in crowds with returning visitors',
    'nach /24 (IPv4) oder /48 (IPv6); bei Angriffen nahe 1, bei Andrang mit wiederkehrenden Besuchern niedriger',
  ],
  ['share of requests with the most frequent referrer', 'Anteil der Anfragen mit dem häufigsten Referrer'],
  [
    'a crowd follows a link; the referrer is set by the client',
    'ein Andrang folgt einem Link; den Referrer setzt der Client',
  ],
];

const ACTIVITIES: readonly Phrase[] = [
  ['Port scan', 'Portscan'],
  ['few SYNs to each of many ports of one address', 'wenige SYN an jeden von vielen Ports einer Adresse'],
  ['Port scan in firewall logs', 'Portscan in Firewall-Logs'],
  [
    'few SYNs or datagrams to each of many ports of one address, as a packet filter logged them',
    'wenige SYN oder Datagramme an jeden von vielen Ports einer Adresse, wie ein Paketfilter sie protokollierte',
  ],
  ['Sweep over addresses', 'Abtasten von Adressen'],
  [
    'few SYNs to each of many addresses of one network',
    'wenige SYN an jede von vielen Adressen eines Netzes',
  ],
  ['Vulnerability probes', 'Suche nach Schwachstellen'],
  [
    'requests for system files, consoles and known holes, SQL and commands in queries',
    'Anfragen nach Systemdateien, Konsolen und bekannten Lücken, SQL und Befehle in Abfragen',
  ],
  ['Vulnerability probes in captures', 'Suche nach Schwachstellen in Mitschnitten'],
  [
    'Vulnerability probes in captures, no handshake seen',
    'Suche nach Schwachstellen in Mitschnitten, kein Handshake zu sehen',
  ],
  [
    'requests in the clear for system files, consoles and known holes, SQL and commands in queries',
    'unverschlüsselte Anfragen nach Systemdateien, Konsolen und bekannten Lücken, SQL und Befehle in Abfragen',
  ],
  ['Password guessing on the web in captures', 'Erraten von Passwörtern im Web in Mitschnitten'],
  [
    'Password guessing on the web in captures, no handshake seen',
    'Erraten von Passwörtern im Web in Mitschnitten, kein Handshake zu sehen',
  ],
  [
    'posts in the clear to log-in pages again and again',
    'immer neue unverschlüsselte Absendungen an Anmeldeseiten',
  ],
  [
    'Backscatter: time-exceeded messages for packets that were not sent',
    'Backscatter: Time-Exceeded-Meldungen zu Paketen, die nicht gesandt wurden',
  ],
  [
    'routers report packets that bore an own address as source and ran out of time; the captures do not show them sent, so that it was forged elsewhere or they left by another way',
    'Router melden Pakete, die eine eigene Adresse als Quelle trugen und deren Zeit ablief; die Mitschnitte zeigen sie nicht als gesandt, sodass sie anderswo gefälscht wurde oder die Pakete einen anderen Weg nahmen',
  ],
  ['Web scan', 'Webscan'],
  ['many different paths that do not exist', 'viele verschiedene Pfade, die es nicht gibt'],
  ['Password guessing on the web', 'Erraten von Passwörtern im Web'],
  ['posts to log-in pages again and again', 'immer neue Absendungen an Anmeldeseiten'],
  ['Refused SIP requests', 'Abgelehnte SIP-Anfragen'],
  [
    'more than phones make, refused again and again: as guessing of passwords and numbers does, and as many phones behind one address do whose password is wrong',
    'mehr, als Telefone stellen, immer wieder abgelehnt: wie beim Raten von Passwörtern und Nummern, und wie bei vielen Telefonen hinter einer Adresse, deren Passwort falsch ist',
  ],
  ['Many connections to a log-in service', 'Viele Verbindungen zu einem Anmeldedienst'],
  [
    'SSH, FTP, Telnet or RDP, connected to again and again: as password guessing does, and as programs do that copy or deploy',
    'SSH, FTP, Telnet oder RDP, immer wieder verbunden: wie beim Erraten von Passwörtern, und wie Programme, die kopieren oder verteilen',
  ],
  ['Password guessing in the login logs', 'Erraten von Passwörtern in den Anmeldeprotokollen'],
  ['logins refused again and again', 'immer wieder abgelehnte Anmeldungen'],
];

/** In German. */
export const surgePhrases: readonly Phrase[] = [...SURGES, ...ACTIVITIES];
