// What the analysis says of its method and limits, in German.

import type { Phrase } from './phrases.ts';

const METHOD: readonly Phrase[] = [
  [
    'Every file was read to its end, hashed with SHA-256 while it was decoded, and accounted for byte by byte: bytes read = bytes decoded + bytes skipped.',
    'Jede Datei wurde bis zu ihrem Ende gelesen, beim Dekodieren mit SHA-256 erfasst und byteweise abgerechnet: gelesene Bytes = dekodierte + übersprungene Bytes.',
  ],
  ['Own addresses: {x} ({w}).', 'Eigene Adressen: {1} ({2}).'],
  ['Own addresses: none known ({w}).', 'Eigene Adressen: keine bekannt ({1}).'],
  ['stated by the operator', 'vom Betreiber angegeben'],
  [
    'the evidence names no address of the server; state it with --own or own_addresses',
    'die Beweismittel nennen keine Adresse des Servers; geben Sie sie mit --own oder own_addresses an',
  ],
  ['inferred: {ws}', 'abgeleitet: {1}'],
  ['local addresses of the socket dumps', 'lokale Adressen der Socket-Momentaufnahmen'],
  [
    'addresses that receive at least a tenth of the captured packets, from the most senders',
    'Adressen, die mindestens ein Zehntel der mitgeschnittenen Pakete empfangen, von den meisten Sendern',
  ],
  [
    'Packets, sockets and requests were added up per source, target, kind and minute, and per target and second. Waves are stretches in which a vector crosses its thresholds; their edges are the first and last such record.',
    'Pakete, Sockets und Anfragen wurden je Quelle, Ziel, Art und Minute sowie je Ziel und Sekunde aufsummiert. Wellen sind Abschnitte, in denen ein Vektor seine Schwellen überschreitet; ihre Ränder sind der erste und der letzte solche Datensatz.',
  ],
  [
    'A source is called proven when the server logged its request on a completed TCP connection, when the capture holds the three-way handshake with matching sequence numbers, or when a socket dump shows its connection past the handshake. It is called refuted when the address cannot exist as a source on the public Internet. Everything else is unproven: counted, never named.',
    'Eine Quelle heißt nachgewiesen, wenn der Server ihre Anfrage auf einer vollständig aufgebauten TCP-Verbindung protokollierte, wenn der Mitschnitt den Drei-Wege-Handshake mit passenden Sequenznummern enthält oder wenn eine Socket-Momentaufnahme ihre Verbindung nach dem Handshake zeigt. Sie heißt widerlegt, wenn es die Adresse als Quelle im öffentlichen Internet nicht geben kann. Alles andere ist nicht nachgewiesen: gezählt, nie genannt.',
  ],
  [
    'A participant of an HTTP flood is a source that asked for flooded paths again and again and fetched none of the assets that browsers fetch. Allow-listed addresses, those on sparing address lists, trusted proxies and own addresses are never counted as sources.',
    'Teilnehmer eines HTTP-Floods ist eine Quelle, die immer wieder geflutete Pfade anfragte und keine der Seitenbestandteile lud, die Browser laden. Freigegebene Adressen, solche auf schonenden Adresslisten, vertrauenswürdige Proxys und eigene Adressen zählen nie als Quellen.',
  ],
  [
    'Networks and countries come from the databases listed, by address; they name where an address is registered, not where a person is.',
    'Netze und Länder stammen aus den aufgeführten Datenbanken, nach Adresse; sie nennen, wo eine Adresse registriert ist, nicht, wo sich eine Person befindet.',
  ],
  [
    'Passwords, session keys, card numbers and other secrets in texts were looked for before anything was written: {w}. The evidence itself is unchanged.',
    'Nach Passwörtern, Sitzungsschlüsseln, Kartennummern und anderen Geheimnissen in Texten wurde gesucht, bevor etwas geschrieben wurde: {1}. Die Beweismittel selbst sind unverändert.',
  ],
  [
    'Captures that go on from another, by their times: {x}. Connections were followed from one into the next by addresses, ports and sequence numbers; what is counted so stands where its last segment was captured.',
    'Mitschnitte, die nach ihren Zeiten einen anderen fortsetzen: {1}. Verbindungen wurden anhand von Adressen, Ports und Sequenznummern von einem in den nächsten verfolgt; was so gezählt ist, steht dort, wo sein letztes Segment mitgeschnitten wurde.',
  ],
  [
    'Captures that go on from another, by their times: {x} and {n} more. Connections were followed from one into the next by addresses, ports and sequence numbers; what is counted so stands where its last segment was captured.',
    'Mitschnitte, die nach ihren Zeiten einen anderen fortsetzen: {1} und {2} weitere. Verbindungen wurden anhand von Adressen, Ports und Sequenznummern von einem in den nächsten verfolgt; was so gezählt ist, steht dort, wo sein letztes Segment mitgeschnitten wurde.',
  ],
  [
    'The peak of a source within one second is a lower bound where a capture was cut inside that second.',
    'Die Spitze einer Quelle innerhalb einer Sekunde ist eine Untergrenze, wo ein Mitschnitt in dieser Sekunde getrennt wurde.',
  ],
  [
    'In {x}, {d} of {n} packet[s] looked at stand twice, at most 1 ms apart, with the same addresses, ports, IP identification and sequence number: the capture point saw all traffic twice (a mirror port, several interfaces at once).',
    'In {1} stehen {2} von {3:untersuchten Paket|untersuchten Paketen} zweimal, höchstens 1 ms auseinander, mit denselben Adressen, Ports, derselben IP-Identifikation und Sequenznummer: Der Messpunkt sah allen Verkehr doppelt (ein Spiegelport, mehrere Schnittstellen zugleich).',
  ],
  [
    'Each pair counts once, so that its packets, bytes and rates are half of what the file holds.',
    'Jedes Paar zählt einmal, sodass seine Pakete, Bytes und Raten halb so groß sind wie in der Datei.',
  ],
  [
    'In {x}, {d} of {n} packet[s] looked at stand twice, at most 1 ms apart, with the same addresses, ports, IP identification and sequence number: the capture point saw part of the traffic twice.',
    'In {1} stehen {2} von {3:untersuchten Paket|untersuchten Paketen} zweimal, höchstens 1 ms auseinander, mit denselben Adressen, Ports, derselben IP-Identifikation und Sequenznummer: Der Messpunkt sah einen Teil des Verkehrs doppelt.',
  ],
  [
    'Its packets, bytes and rates are counted as captured, up to twice what passed.',
    'Seine Pakete, Bytes und Raten sind so gezählt, wie sie mitgeschnitten wurden, bis zum Doppelten dessen, was durchging.',
  ],
  [
    'Captures that recorded the same packets: {x}.',
    'Mitschnitte, die dieselben Pakete aufgezeichnet haben: {1}.',
  ],
  [
    'Captures that recorded the same packets: {x} and {n} more pairs.',
    'Mitschnitte, die dieselben Pakete aufgezeichnet haben: {1} und {2} weitere Paare.',
  ],
  [
    'Addresses, counts and times of their rows agree; each row counts once, as in the file that holds most of it.',
    'Adressen, Anzahlen und Zeiten ihrer Zeilen stimmen überein; jede Zeile zählt einmal, so wie in der Datei, die am meisten davon enthält.',
  ],
  ['Logs that hold the same requests: {x}.', 'Protokolle, die dieselben Anfragen enthalten: {1}.'],
  [
    'Logs that hold the same requests: {x} and {n} more pairs.',
    'Protokolle, die dieselben Anfragen enthalten: {1} und {2} weitere Paare.',
  ],
  [
    'Clients, paths, counts and seconds of their rows agree; each row counts once, as in the file that holds most of it.',
    'Clients, Pfade, Anzahlen und Sekunden ihrer Zeilen stimmen überein; jede Zeile zählt einmal, so wie in der Datei, die am meisten davon enthält.',
  ],
  [
    'Captures that cover the same time and hold packets between the same addresses: {x}.',
    'Mitschnitte, die dieselbe Zeit abdecken und Pakete zwischen denselben Adressen enthalten: {1}.',
  ],
  [
    'Captures that cover the same time and hold packets between the same addresses: {x} and {n} more pairs.',
    'Mitschnitte, die dieselbe Zeit abdecken und Pakete zwischen denselben Adressen enthalten: {1} und {2} weitere Paare.',
  ],
  [
    'It cannot be told whether they recorded the same packets; packets are added up.',
    'Ob sie dieselben Pakete aufgezeichnet haben, lässt sich nicht sagen; Pakete werden addiert.',
  ],
  [
    'If they did, give one of the two and run again: rates and volumes are too high.',
    'Wenn ja, geben Sie eine der beiden an und starten Sie erneut: Raten und Mengen sind dann zu hoch.',
  ],
  [
    'Logs that cover the same time and hold like requests of the same clients: {x}.',
    'Protokolle, die dieselbe Zeit abdecken und gleichartige Anfragen derselben Clients enthalten: {1}.',
  ],
  [
    'Logs that cover the same time and hold like requests of the same clients: {x} and {n} more pairs.',
    'Protokolle, die dieselbe Zeit abdecken und gleichartige Anfragen derselben Clients enthalten: {1} und {2} weitere Paare.',
  ],
  [
    'It cannot be told whether one server passed its requests on to the other; requests are added up.',
    'Ob ein Server seine Anfragen an den anderen weitergereicht hat, lässt sich nicht sagen; Anfragen werden addiert.',
  ],
  [
    'If it did, give one of the two and run again: the number of requests is too high.',
    'Wenn ja, geben Sie eines der beiden an und starten Sie erneut: Die Zahl der Anfragen ist dann zu hoch.',
  ],
  ['none was found', 'keine wurden gefunden'],
  [
    '{n} of them [was|were] replaced by a mark {x}; redactions.csv lists kinds and places',
    '{1} davon {1?wurde|wurden} durch ein Zeichen {2} ersetzt; redactions.csv führt Arten und Stellen auf',
  ],
  [
    'Address list {x} ({x}), {n} [prefix|prefixes]: the label is not known here, so that it changes nothing.',
    'Adressliste {1} ({2}), {3:Präfix|Präfixe}: Die Bezeichnung ist hier nicht bekannt, sodass sie nichts ändert.',
  ],
  [
    'Address list {x} ({x}), {n} [prefix|prefixes]: {w} in it, never counted as sources of an attack.',
    'Adressliste {1} ({2}), {3:Präfix|Präfixe}: {4}, nie als Quellen eines Angriffs gezählt.',
  ],
  [
    'Address list {x} ({x}), {n} [prefix|prefixes]: {w} in it, marked as a hint; it changes no verdict.',
    'Adressliste {1} ({2}), {3:Präfix|Präfixe}: {4}, als Hinweis vermerkt; an keiner Einstufung ändert das etwas.',
  ],
  ['{n} [address|addresses] of the evidence', 'darin {1:Adresse|Adressen} der Beweismittel'],
  [
    '{n} [address|addresses] of the evidence with {n} request[s]',
    'darin {1:Adresse|Adressen} der Beweismittel mit {2:Anfrage|Anfragen}',
  ],
  [
    '{n} [address|addresses] of the evidence with {n} packet[s]',
    'darin {1:Adresse|Adressen} der Beweismittel mit {2:Paket|Paketen}',
  ],
  [
    '{n} [address|addresses] of the evidence with {n} request[s] and {n} packet[s]',
    'darin {1:Adresse|Adressen} der Beweismittel mit {2:Anfrage|Anfragen} und {3:Paket|Paketen}',
  ],
];

const CAPTURES: readonly Phrase[] = [
  [
    'Cut when they were recorded: {n} of {n} packet[s] in {x} (most bytes kept of one, as the file says: {r}).',
    'Beim Aufzeichnen gekürzt: {1} von {2:Paket|Paketen} in {3} (höchstens aufgehobene Bytes eines Pakets laut Datei: {4}).',
  ],
  [
    'Cut when they were recorded: {n} of {n} packet[s] in {x}.',
    'Beim Aufzeichnen gekürzt: {1} von {2:Paket|Paketen} in {3}.',
  ],
  [
    'Sizes are those on the wire; what was cut off, such as requests and names asked for, is not in the evidence.',
    'Größen sind die auf der Leitung; was abgeschnitten wurde, etwa Anfragen und gefragte Namen, ist nicht in den Beweismitteln.',
  ],
  [
    'Recorded with the capture filter "{x}", as the file says: {x}.',
    'Laut Datei mit dem Filter „{1}“ aufgezeichnet: {2}.',
  ],
  [
    'Recorded with the capture filter "{x}", as the stated command says: {x}.',
    'Laut dem angegebenen Befehl mit dem Filter „{1}“ aufgezeichnet: {2}.',
  ],
  [
    'Recorded with a capture filter that the file does not give in words: {x}.',
    'Mit einem Filter aufgezeichnet, den die Datei nicht in Worten nennt: {1}.',
  ],
  [
    'Traffic that a filter keeps out is not in the evidence, and that it is missing shows nothing.',
    'Verkehr, den ein Filter nicht durchlässt, ist nicht in den Beweismitteln, und dass er fehlt, besagt nichts.',
  ],
  [
    'Packets dropped while they were recorded, as the file counts them: {x}.',
    'Beim Aufzeichnen verlorene Pakete nach der Zählung der Datei: {1}.',
  ],
  ['Rates and counts are lower bounds there.', 'Raten und Anzahlen sind dort untere Schranken.'],
  [
    'Only a sample was recorded, as stated: {ws}.',
    'Nach Angabe wurde nur eine Stichprobe aufgezeichnet: {1}.',
  ],
  ['one packet of {n} in {x}', 'eines von {1} Paketen in {2}'],
  ['one packet of {n} in {x} and {n} more', 'eines von {1} Paketen in {2} und {3} weiteren'],
  [
    'Counts and rates are those of the sample; nothing was multiplied.',
    'Anzahlen und Raten sind die der Stichprobe; nichts wurde hochgerechnet.',
  ],
];

const CUSTODY: readonly Phrase[] = [
  [
    'A hash stated for these files is not that of the file as it was read: {x}.',
    'Ein zu diesen Dateien angegebener Hashwert ist nicht der der gelesenen Datei: {1}.',
  ],
  [
    'It is another file, or was changed in between.',
    'Es ist eine andere Datei, oder sie wurde dazwischen verändert.',
  ],
  [
    'Custody is stated for files that are not in the evidence: {x}.',
    'Der Verbleib ist zu Dateien angegeben, die nicht unter den Beweismitteln sind: {1}.',
  ],
];

const LIMITS: readonly Phrase[] = [
  [
    'Of {n} source addresses data/sources.csv lists {n}, all that a spreadsheet opens: the best proven first, then those with the most records. All are counted, and stand in the case database.',
    'Von {1} Quelladressen führt data/sources.csv {2} auf, so viele, wie eine Tabellenkalkulation öffnet: zuerst die am besten belegten, dann die mit den meisten Aufzeichnungen. Gezählt sind alle, und alle stehen in der Falldatenbank.',
  ],
  [
    'Nothing was read of {n} file[s] packed with {x} ({x}), which may be evidence: unpack and run again.',
    'Aus {1} mit {2} gepackten {1:Datei|Dateien} ({3}) wurde nichts gelesen; es können Beweismittel sein: Entpacken Sie, und starten Sie erneut.',
  ],
  [
    'In {x}, {n} packet[s] [has|have] a time that nothing else in the file supports (the first is packet {n}: {x}); the counts of the file include such packets, and what is told by time leaves them out.',
    'In {1} {2?hat|haben} {2:Paket|Pakete} eine Zeit, für die sonst nichts in der Datei spricht (zuerst Paket {3}: {4}); in den Zählungen der Datei sind solche Pakete enthalten, in allem nach der Zeit Geordneten nicht.',
  ],
  [
    '{n} socket[s] in {x} stand in lists without states, so that nothing is concluded from them: ss leaves the states out when it is asked for one.',
    '{1:Socket steht|Sockets stehen} in {2} in Listen ohne Zustände, sodass aus ihnen nichts geschlossen wird: ss lässt die Zustände weg, wenn nach einem gefragt ist.',
  ],
  [
    'Put a line with the command in front of the list (# ss -tan state syn-recv), or state it as collection_command of the file, and run again.',
    'Setzen Sie eine Zeile mit dem Befehl vor die Liste (# ss -tan state syn-recv) oder geben Sie ihn als collection_command der Datei an, und starten Sie erneut.',
  ],
  [
    '{n} socket[s] in {x} stand in lists without states: theirs is the one that the ss command asked for, as it stands in the file or is stated for it.',
    '{1:Socket steht|Sockets stehen} in {2} in Listen ohne Zustände: Es gilt der, nach dem der ss-Befehl fragte, wie er in der Datei steht oder zu ihr angegeben ist.',
  ],
  [
    '{n} socket[s] in {x} stand in lists without states: they are taken for half-open because the file is named so.',
    '{1:Socket steht|Sockets stehen} in {2} in Listen ohne Zustände: Als halboffen gelten sie, weil die Datei so heißt.',
  ],
  [
    '{n} segment[s] at the beginning of captures that go on from another could not be kept to be followed over the cut; handshakes completed there may have been missed.',
    '{1:Segment konnte|Segmente konnten} am Anfang von Mitschnitten, die einen anderen fortsetzen, nicht aufgehoben werden, um über den Schnitt verfolgt zu werden; dort vollendete Handshakes können übersehen sein.',
  ],
  [
    'The own addresses were inferred ({x}); if that is wrong, state them with --own and run again.',
    'Die eigenen Adressen wurden abgeleitet ({1}); ist das falsch, geben Sie sie mit --own an und starten Sie erneut.',
  ],
  [
    'No own address is known from captures or dumps.',
    'Aus Mitschnitten oder Momentaufnahmen ist keine eigene Adresse bekannt.',
  ],
  [
    'Afterflood looks for the kinds of attack that its documentation lists (docs/verdicts.md); other kinds may be in the evidence and are not named.',
    'Afterflood sucht nach den Arten von Angriffen, die seine Dokumentation aufführt (docs/verdicts.md); andere Arten können in den Beweismitteln sein und sind nicht genannt.',
  ],
  [
    'The capture shows one direction only: handshakes cannot be seen in it, so it proves no source; whether a service was asked, or answered, it does not show either, so that floods of questions to a known service may not be told from its use.',
    'Der Mitschnitt zeigt nur eine Richtung: Handshakes sind darin nicht zu sehen, daher weist er keine Quelle nach; auch ob ein Dienst gefragt wurde oder antwortete, zeigt er nicht, sodass Floods aus Anfragen an einen bekannten Dienst womöglich nicht von seinem Gebrauch zu unterscheiden sind.',
  ],
  [
    'Rates are as received where the capture was made. A full link or a dropping capture hides the rest: they are lower bounds.',
    'Raten sind, wie am Ort des Mitschnitts empfangen. Eine volle Leitung oder ein Mitschnitt mit Verlusten verbirgt den Rest: Es sind untere Schranken.',
  ],
  [
    'Half-open sockets in a dump are a lower bound: a full queue and SYN cookies leave no entry.',
    'Halboffene Verbindungen in einer Momentaufnahme sind eine untere Schranke: Eine volle Warteschlange und SYN-Cookies hinterlassen keinen Eintrag.',
  ],
  [
    'Web logs of the common formats hold no source port: a provider that shares addresses among customers cannot identify the subscriber from such a row alone.',
    'Webprotokolle der üblichen Formate enthalten keinen Quellport: Ein Provider, bei dem sich Kunden Adressen teilen, kann den Anschluss aus einer solchen Zeile allein nicht ermitteln.',
  ],
  [
    '{n} request[s] came through trusted proxies ({x}) and stand under their addresses: a flood that came that way cannot be told from popularity, and its sources are in the log of the proxies, not in this one.',
    '{1:Anfrage kam|Anfragen kamen} über vertrauenswürdige Proxys ({2}) und {1?steht|stehen} unter deren Adressen: Ein Flood auf diesem Weg ist nicht von Beliebtheit zu unterscheiden, und seine Quellen stehen im Protokoll der Proxys, nicht in diesem.',
  ],
  [
    '{n} request[s] came from own addresses ({x}), as those of a proxy on the same host do, and stand under them: a flood that came that way cannot be told from popularity, and its sources are in the log of the proxy, not in this one.',
    '{1:Anfrage kam|Anfragen kamen} von eigenen Adressen ({2}), wie die eines Proxys auf demselben Rechner, und {1?steht|stehen} unter diesen: Ein Flood auf diesem Weg ist nicht von Beliebtheit zu unterscheiden, und seine Quellen stehen im Protokoll des Proxys, nicht in diesem.',
  ],
  [
    'Where that is a proxy, have the web server behind it log the addresses of the clients (nginx: real_ip_header; Apache: mod_remoteip).',
    'Ist das ein Proxy, so lassen Sie den Webserver dahinter die Adressen der Clients protokollieren (nginx: real_ip_header; Apache: mod_remoteip).',
  ],
  [
    '{n} request[s] came from {n} address[es] ({x}) that carried {d} of the ordinary visitors of the site, as a reverse proxy, load balancer or delivery network does: they are not called sources, whatever they sent.',
    '{1:Anfrage kam|Anfragen kamen} von {2:Adresse|Adressen} ({3}) mit {4} der gewöhnlichen Besucher der Website, wie bei einem Reverse-Proxy, Lastverteiler oder Auslieferungsnetz: Sie heißen nicht Quellen, was immer sie sandten.',
  ],
  [
    '{n} request[s] came from {n} address[es] ({x}) that carried {d} of the ordinary visitors of the site, with {n} different user agent[s], as a reverse proxy, load balancer or delivery network does: they are not called sources, whatever they sent.',
    '{1:Anfrage kam|Anfragen kamen} von {2:Adresse|Adressen} ({3}) mit {4} der gewöhnlichen Besucher der Website und {5} verschiedenen User-Agents, wie bei einem Reverse-Proxy, Lastverteiler oder Auslieferungsnetz: Sie heißen nicht Quellen, was immer sie sandten.',
  ],
  ['Blocking them would take the site off the net.', 'Sie zu sperren nähme die Website vom Netz.'],
  [
    'If they are such, state them under trusted_proxies, have the web server log the addresses of the clients (nginx: real_ip_header; Apache: mod_remoteip), and ask for the log of the proxy.',
    'Sind es solche, geben Sie sie unter trusted_proxies an, lassen Sie den Webserver die Adressen der Clients protokollieren (nginx: real_ip_header; Apache: mod_remoteip), und erbitten Sie das Protokoll des Proxys.',
  ],
  [
    'If they are not, set the threshold unstated_proxy.share to 2 in incident.yaml and run again.',
    'Sind es keine, setzen Sie den Schwellenwert unstated_proxy.share in incident.yaml auf 2 und starten Sie neu.',
  ],
  [
    '{n} given [file or folder|files or folders] could not be read, and what they hold is not in this report: {x}.',
    '{1} der angegebenen Dateien oder Ordner ließen sich nicht lesen, und was sie enthalten, steht nicht in diesem Bericht: {2}.',
  ],
  [
    'Logs with more than {n} different paths, user agents, referrers and host names: {n} times one that came rarely was not kept.',
    'Protokolle mit mehr als {1} verschiedenen Pfaden, User-Agents, Referrern und Hostnamen: {2}-mal wurde ein seltener nicht behalten.',
  ],
  [
    'These requests are counted, but what they asked for is not told apart, and a surge of them may be missed.',
    'Diese Anfragen sind gezählt, aber wonach sie fragten, ist nicht unterschieden, und ein Ansturm aus ihnen kann übersehen sein.',
  ],
  [
    'On {n} connections inside TLS to {x} by {n} source[s] the client sent small pieces that nothing answered, after the server had said at most {n} bytes, which may be an answer or not.',
    'Auf {1} Verbindungen innerhalb von TLS zu {2} von {3:Quelle|Quellen} sandte der Client kleine Stücke, die nichts beantwortete, nachdem der Server höchstens {4} Bytes gesagt hatte, die eine Antwort sein können oder nicht.',
  ],
  [
    'Requests that never end look so (slow HTTP), and so do web sockets and streams: nobody is named for it.',
    'So sehen Anfragen aus, die nie enden (langsames HTTP), aber auch Web-Sockets und Datenströme: Niemand wird dafür genannt.',
  ],
  [
    "The web server's log of that time tells them apart: status 400, 408 or 499 for the ones, 101 or 200 for the others.",
    'Das Protokoll des Webservers aus dieser Zeit unterscheidet sie: Status 400, 408 oder 499 bei den einen, 101 oder 200 bei den anderen.',
  ],
  [
    '{n} request[s] came from clients logged by host name; they are counted but not attributed.',
    '{1:Anfrage kam|Anfragen kamen} von Clients, die mit Hostnamen protokolliert sind; gezählt, aber nicht zugeordnet.',
  ],
  [
    '{n} unanswered SYN-ACK[s] could not be kept waiting for an answer; a client that answered very late may have been missed.',
    '{1:unbeantwortetes SYN-ACK konnte|unbeantwortete SYN-ACK konnten} nicht auf eine Antwort wartend gehalten werden; ein sehr spät antwortender Client kann übersehen sein.',
  ],
  [
    'Damage was found in {n} file[s]: what could be read was used, what could not is listed under evidence.',
    'Schäden in {1:Datei|Dateien}: Was lesbar war, wurde verwendet, was nicht, ist unter Beweismittel aufgeführt.',
  ],
  [
    'Kept and hashed, and not read as evidence of traffic: {n} document[s] (mail, notes, work log and the like).',
    'Aufbewahrt und mit Hashwert erfasst, nicht als Beweismittel für Verkehr gelesen: {1:Dokument|Dokumente} (Mail, Notizen, Arbeitsprotokoll und Ähnliches).',
  ],
  [
    'A source address names a connection to the Internet, not a person. It may belong to a misused device, be shared by many subscribers, or have been reassigned since.',
    'Eine Quelladresse bezeichnet einen Anschluss an das Internet, keine Person. Sie kann zu einem missbrauchten Gerät gehören, von vielen Teilnehmern geteilt oder inzwischen neu zugeteilt sein.',
  ],
  [
    'This analysis covers availability only; it did not look for intrusion or for data that left.',
    'Diese Analyse betrifft nur die Verfügbarkeit; nach einem Eindringen oder nach abgeflossenen Daten wurde nicht gesucht.',
  ],
  [
    'The address list "{x}" ({x}) bears a label that is not known here: it changes nothing.',
    'Die Adressliste „{1}“ ({2}) trägt eine hier nicht bekannte Bezeichnung: Sie ändert nichts.',
  ],
  [
    'The address list "{x}" ({x}) bears no date: whether its addresses were in that use at the time is not known.',
    'Die Adressliste „{1}“ ({2}) trägt kein Datum: Ob ihre Adressen zu der Zeit so verwendet wurden, ist nicht bekannt.',
  ],
  [
    'The address list "{x}" ({x}) is old: dated {date}, {n} day[s] before. Its addresses may have been in other hands.',
    'Die Adressliste „{1}“ ({2}) ist alt: Datum {3}, {4:Tag|Tage} davor. Ihre Adressen können in anderen Händen gewesen sein.',
  ],
  [
    'Nothing was redacted (--no-redact): passwords, session keys and mail addresses of visitors stand in these files as they were found. They are for law enforcement only; do not pass them on.',
    'Nichts wurde geschwärzt (--no-redact): Passwörter, Sitzungsschlüssel und Mailadressen von Besuchern stehen in diesen Dateien, wie sie gefunden wurden. Sie sind nur für Ermittlungsbehörden; geben Sie sie nicht weiter.',
  ],
  [
    'Left out for the insurer: all but the first 20 source addresses, paths and sample records, the case database, the files for providers.',
    'Für den Versicherer ausgelassen: alle bis auf die ersten 20 Quelladressen, Pfade und Beispieldatensätze, die Falldatenbank, die Dateien für Provider.',
  ],
  [
    'Left out for the client: all but the first 10 source addresses, and these cut to /24 and /48; demands, losses other than traffic at a stated price, paths and sample records, the case database, the files for providers.',
    'Für den Auftraggeber ausgelassen: alle bis auf die ersten 10 Quelladressen, und diese auf /24 und /48 gekürzt; Forderungen, Schäden außer Datenverkehr zu einem angegebenen Preis, Pfade und Beispieldatensätze, die Falldatenbank, die Dateien für Provider.',
  ],
  [
    'Left out for the public: every source address, the names and addresses of the attacked side, demands, losses, work, measures taken and thresholds, paths, names of files, the case database.',
    'Für die Öffentlichkeit ausgelassen: jede Quelladresse, Namen und Adressen der angegriffenen Seite, Forderungen, Schäden, Arbeit, getroffene Maßnahmen und Schwellen, Pfade, Dateinamen, die Falldatenbank.',
  ],
  [
    'A table that a text names and that is not in this folder was left out too.',
    'Eine Tabelle, die ein Text nennt und die nicht in diesem Ordner ist, wurde ebenfalls ausgelassen.',
  ],
];

/** In German. */
export const methodPhrases: readonly Phrase[] = [...METHOD, ...CAPTURES, ...CUSTODY, ...LIMITS];
