// The fixed texts of the request to the upstream and of the tables of sources in it, in German.

import { VECTOR_LABELS, type Vector } from '../../model/vectors.ts';
import { germanFormat, germanTarget, germanVector } from './de-names.ts';
import type { ProviderTexts } from './en-provider.ts';

const CONFIDENCE: Record<string, string> = {
  'offset assumed': 'Zeitzone angenommen',
  'date from file name': 'Datum aus dem Dateinamen',
  'date from file mtime': 'Datum aus der Änderungszeit der Datei',
  'operator stated': 'vom Betreiber angegeben',
};

const METHOD: Record<string, string> = {
  'matched requests': 'übereinstimmende Anfragen',
  'half-open sockets': 'halboffene Verbindungen',
  'rate correlation': 'Verlauf der Anzahl je Sekunde',
};

// Sample: protocol tcp, destination 203.0.113.80/32 and 2 more targets, destination port 80, flags SYN (rate limit, do not drop: ...)
const MATCH =
  /^protocol (\S+), destination (\S+?)(?: and (\d+) more targets)?(?:, (source|destination) port(s)? ([\d ]+))?(?:, ICMP type (\d+))?(?:, flags ([A-Z ]+))?(, flags of no state of TCP)?(, fragments)?(?: \(rate limit, do not drop: (real clients send the same|path MTU and neighbour discovery need ICMP)\))?$/;

const CARE: Record<string, string> = {
  'real clients send the same': 'Tatsächliche Clients senden dasselbe',
  'path MTU and neighbour discovery need ICMP': 'Path-MTU- und Nachbarsuche brauchen ICMP',
};

const REQUESTS = /^requests to (.+) by the proven sources \(match by address, not by path\)$/;

function germanMatch(match: string): string {
  const found = MATCH.exec(match);
  const requests = REQUESTS.exec(match);
  if (requests !== null)
    return `Anfragen an ${germanTarget(requests[1]!)} von den nachgewiesenen Quellen (nach Adresse filtern, nicht nach Pfad)`;
  if (found === null) return `\u201e${match}\u201c (technische Angabe, Englisch)`;
  const [, protocol, destination, more, side, several, port, icmpType, flags, odd, fragments, care] = found;
  return [
    `Protokoll ${protocol}`,
    `Ziel ${destination}${more === undefined ? '' : ` und ${more} weitere Ziele`}`,
    ...(side === undefined
      ? []
      : [`${side === 'source' ? 'Quellport' : 'Zielport'}${several ?? ''} ${port}`]),
    ...(icmpType === undefined ? [] : [`ICMP-Typ ${icmpType}`]),
    ...(flags === undefined ? [] : [`Flags ${flags}`]),
    ...(odd === undefined ? [] : ['Flags keines Zustands von TCP']),
    ...(fragments === undefined ? [] : ['Fragmente']),
  ]
    .join(', ')
    .concat(care === undefined ? '' : ` (Rate begrenzen, nicht verwerfen: ${CARE[care] ?? care})`);
}

/** German. */
export const providerTexts: ProviderTexts = {
  title: 'Ersuchen an den Upstream-Provider und Hinweis an die Netze der Quellen',
  shortTitle: 'Ersuchen an den Upstream',
  documentTitle: (caseId) =>
    `Ersuchen an den Upstream-Provider und Hinweis an die Netze der Quellen (Fall ${caseId})`,
  subject: 'Denial of Service: was eintraf, und worum Netze gebeten werden',
  subtitle: (caseId, time) => `Fall ${caseId}, ${time}`,
  wholeList: 'der vollständigen Liste, die der oben genannte Kontakt zusenden kann',
  notKnown: 'nicht bekannt',
  inShort: 'Kurzfassung',
  askedOfYou: 'Bitte an Sie',
  nothingAsked: 'Keine. Es gibt keinen Grund, dieses Dokument zu versenden.',
  asked: 'Aufzeichnungen für diese Zeiten aufbewahren; zum Filtern bereit sein.',
  askedWithProven:
    'Aufzeichnungen für diese Zeiten aufbewahren; die Systeme hinter nachgewiesenen Adressen prüfen; zum Filtern bereit sein.',
  lookedAt: 'Was untersucht wurde',
  file: ['Datei', 'Dateien'],
  lookedAtFiles: (files, span) => `${files} mit Datensätzen aus folgender Zeit: ${span}.`,
  noAttackScope:
    'Gesucht wurde nach Floods von SYN- und anderen TCP-Segmenten, UDP, ICMP, Fragmenten und Tunnelpaketen; nach Reflexionen; nach DNS-Floods zufälliger Namen; nach Häufungen halboffener und offener Verbindungen; nach Floods von TLS-Handshakes und HTTP-Anfragen, auch langsamen und mit HTTP/2-Abbrüchen. Die Schwellen sind die unter „Methode und Grenzen“ des Vorfallberichts. Verkehr, den die Beweismittel nicht enthalten, kann in ihnen nicht gefunden werden.',
  target: 'Ziel und Berechtigung',
  attacked: 'Angegriffen',
  askedBy: 'Ersucht von',
  inTheRightOf: 'Befugnis',
  upstream: 'Upstream',
  ticket: (number) => `Ticket ${number}`,
  authority:
    'Das Ersuchen betrifft nur die oben genannten angegriffenen Adressen. Die oben genannte Person kann es bestätigen; bitte rufen Sie zurück oder schreiben Sie, bevor ein Filter gesetzt wird, der auch erwünschten Verkehr verwirft.',
  askUpstream:
    'Upstream: Bitte bewahren Sie Flow-Daten und Protokolle der Abwehr für die unten genannten Zeiten auf, teilen Sie uns mit, was wo verworfen wurde, und halten Sie die unten genannten Filtermerkmale bereit, falls der Verkehr zurückkehrt.',
  askHoster:
    'Hoster: Bitte geben Sie uns die Flow-Daten dieser Zeiten heraus, heben Sie ein noch gesetztes Blackhole auf die oben genannten Adressen auf, sobald der Verkehr beendet ist, und rufen Sie die oben genannte Person an, bevor Sie eines setzen: Es beendet den Dienst für seine Besucher.',
  server: 'Server beim Hoster',
  blackholes: 'Blackholes, wie angegeben',
  askNetworks:
    'Netze der Quellen: Bitte prüfen Sie die Systeme hinter den unten genannten nachgewiesenen Adressen zu den angegebenen Zeiten und Ports, und unterrichten Sie deren Nutzer. Diese wissen möglicherweise nichts davon.',
  came: 'Was eintraf',
  vectorsCaption: 'Vektoren und ihre Filtermerkmale. Raten sind Mindestwerte, wie am Server gesehen',
  number: 'Nr.',
  vector: 'Vektor',
  peak: 'Spitze',
  times: 'Zeiten (UTC)',
  shareOfPackets: 'Anteil der Pakete',
  alsoHit: 'Üblicher Verkehr, mit erfasst',
  atMost: (share) => `höchstens ${share}`,
  noBaseline: 'kein Vergleich',
  match: (match) => `Filtermerkmal: ${match}`,
  technicalMatch: germanMatch,
  requestMatch: (targets, port, protocol) =>
    `${protocol} an ${targets}${port === '' ? '' : ` Port ${port}`}: vollständige Verbindungen oder Anfragen; am Server oder an einem Proxy zu filtern, nicht im Netz`,
  vectorTitle: germanVector,
  targetName: germanTarget,
  packets: 'Pakete',
  requests: 'Anfragen',
  halfOpen: (count) => `${count} halboffene Verbindungen`,
  address: ['Adresse', 'Adressen'],
  proven: (count) => `${count} nachgewiesen`,
  reflector: ['Reflektor', 'Reflektoren'],
  sources: (addresses, of) => `Quellen: ${addresses}${of === '' ? '' : `, davon ${of}`}.`,
  ninetyFive: (packets, bits) =>
    `In 95 von 100 Sekunden, in denen etwas davon kam, höchstens ${packets} und ${bits}.`,
  floor:
    'Raten sind, was die Beweismittel enthalten, wie am Messort gesehen: Mindestwerte. Bei überlasteter Leitung, bei einem Provider, der Verkehr vorher verworfen hat, oder bei Verlusten in der Aufzeichnung ist die tatsächliche Rate höher.',
  timesCaption: 'Zeiten',
  wave: 'Welle',
  span: 'Von, bis (UTC)',
  length: 'Dauer',
  packetsHead: 'Pakete',
  bytesHead: 'Bytes empfangen',
  vectors: 'Vektoren',
  sourcesTitle: 'Quellen',
  noticeTitle: 'Was diese Adressen sind, und was sie nicht sind',
  notice: [
    'Eine Quelladresse ist, was ein Paket oder eine Protokollzeile trägt. Sie bezeichnet weder eine Person noch ein Gerät.',
    'Ein Gerät hinter einer Adresse kann kompromittiert sein, ein offener Dienst sein oder von vielen Personen geteilt werden (NAT, Carrier-Grade NAT, VPN, Tor, Proxy); die Adresse kann inzwischen jemand anderem zugeteilt sein.',
    'Der Absender eines Pakets kann jede beliebige Quelladresse eintragen. Nur eine vollständig aufgebaute Verbindung zeigt, dass ein System die Adresse tatsächlich benutzt hat. Alle anderen können gefälscht sein; sie werden hier gezählt, nicht genannt.',
    'Länder und Netze sind die der Registrierung zum Stand der Datenbank. Sie sagen nichts darüber, wo sich die Person befindet, die den Verkehr steuert.',
  ],
  portsMissing:
    'Wo kein Quellport angegeben ist, wurde keiner protokolliert: Ein Provider, bei dem sich Kunden Adressen teilen, kann den Anschluss aus dieser Zeile nicht ermitteln. Webserver protokollieren ihn mit $remote_port (nginx) oder %{remote}p (Apache).',
  limitsTitle: 'Grenzen und Beweismittel',
  limits: [
    'Ein Filter auf Quelladressen nicht nachgewiesener Pakete würde Personen treffen, die nichts gesendet haben: Die Adressen können gefälscht sein. Filtern Sie stattdessen nach dem Filtermerkmal eines Vektors.',
    'Wird aller Verkehr zu einer angegriffenen Adresse verworfen (Blackhole), endet auch der Dienst an dieser Adresse.',
    'Der Anteil des üblichen Verkehrs, den ein Filtermerkmal erfassen würde, ist am Verkehr vor dem Angriff gemessen, soweit es solchen gab.',
  ],
  timesAreUtc:
    'Alle Zeiten sind UTC, in der Reihenfolge der Uhren der Systeme, die sie geschrieben haben; Abweichungen der Uhren sind angegeben, nicht eingerechnet.',

  verdicts: {
    caption: 'Verschiedene Quelladressen nach Einstufung, und alles, was über sie gesagt werden darf',
    verdict: 'Einstufung',
    addresses: 'Adressen',
    wordingHead: 'Aussage',
    use: 'In diesem Bericht',
    all: 'Alle',
    inSentence: (title) => (title === 'Reflektor' ? title : title.charAt(0).toLowerCase() + title.slice(1)),
    title: {
      proven: 'Nachgewiesen',
      likely: 'Wahrscheinlich',
      reflector: 'Reflektor',
      unproven: 'Nicht nachgewiesen',
      refuted: 'Widerlegt (gefälscht)',
      claimed: 'Nur behauptet',
    },
    wording: {
      proven:
        'Ein System, das diese Adresse benutzt, hat zu diesen Zeiten TCP-Verbindungen mit dem Server vollständig aufgebaut.',
      likely:
        'Verkehr von dieser Adresse ist mit einem tatsächlich vorhandenen System vereinbar; eine vollständig aufgebaute Verbindung wurde nicht aufgezeichnet.',
      reflector:
        'Dieses System hat Anfragen beantwortet, die unsere Adresse als gefälschten Absender trugen; sein Betreiber ist wahrscheinlich nicht beteiligt.',
      unproven: 'Pakete oder halboffene Sockets tragen diese Quelladresse; die Adresse kann gefälscht sein.',
      refuted:
        'Die Adresse war gefälscht: Sie ist im öffentlichen Internet als Quelle nicht in Gebrauch, oder sie hat die Verbindung verneint.',
      claimed: 'Der Client hat diese Adresse behauptet; nichts bestätigt sie.',
    },
    usedAs: {
      proven: 'die größten sind unten genannt',
      likely: 'gezählt; Dritten nicht gemeldet',
      reflector: 'gesondert genannt, als offener Dienst',
      unproven: 'gezählt, nie genannt',
      refuted: 'gezählt, nie genannt',
      claimed: 'gezählt, nie genannt',
    },
  },
  table: {
    request: ['Anfrage', 'Anfragen'],
    packet: ['Paket', 'Pakete'],
    socket: ['Socket', 'Sockets'],
    notLogged: 'nicht protokolliert',
    and: (shown, rest) => `${shown} und ${rest} weitere`,
    vectorName: (id) => germanVector(VECTOR_LABELS[id as Vector]?.title ?? id),
    addressAndVector: 'Adresse, Vektor',
    networkAndCountry: 'Netz, Land',
    seen: 'Zuerst bis zuletzt gesehen (UTC)',
    ports: 'Ports, Quelle > Ziel',
    amount: 'Umfang',
    firstRecord: 'Erster Datensatz',
    record: (pointer) =>
      pointer
        .replace(/\bline\b/g, 'Zeile')
        .replace(/\bpacket\b/g, 'Paket')
        .replace(/\brecord\b/g, 'Datensatz'),
    provenCaption: (meaning) => `Nachgewiesene Quellen, größte zuerst. ${meaning}`,
    basis: {
      handshake: 'Drei-Wege-Handshake mit passenden Sequenznummern in der Aufzeichnung',
      request_logged: 'Anfrage, vom Server auf eigener TCP-Verbindung protokolliert',
      established_socket: 'Socket-Zustand nach dem Handshake in einer netstat- oder ss-Ausgabe',
      two_way: 'anderer Nachweis eines Rückwegs',
      one_way: 'stimmige Daten in einer Richtung oder stimmige Abfolge von Wiederholungen',
      response_payload: 'nicht angeforderte Pakete in Form von Antworten',
      tcp_reflect: 'Antworten auf TCP-Pakete, die mit unserer Adresse gefälscht waren',
      no_return_path: 'nur Pakete; nichts weist nach, dass die Adresse sie gesendet hat',
      half_open_socket: 'halboffene Verbindung (SYN_RECV) in einer netstat- oder ss-Ausgabe',
      bogon: 'Adresse, die im öffentlichen Internet keine Quelle sein kann',
      denied: 'die Adresse selbst hat die Verbindung verneint',
      header_only: 'Adresse aus einem Header, den eine nicht vertrauenswürdige Gegenstelle gesetzt hat',
    },
    basisNote: (bases) => `Grundlage: ${bases}. Sicherheit, dass die Adresse benutzt wurde: hoch.`,
    disagree: '(?): Die beiden Länderdatenbanken stimmen nicht überein.',
    reflectorCaption: (meaning) => `Reflektoren. ${meaning}`,
    networksCaption:
      'Netze der Quellen nach Registrierung, meiste nachgewiesene Quellen zuerst; Anteil an allen nachgewiesenen. Nicht nachgewiesene Adressen können gefälscht sein',
    network: 'Netz',
    country: 'Land',
    proven: 'Nachgew.',
    share: 'Anteil',
    reflectors: 'Reflektoren',
    unproven: 'Nicht nachgew.',
    requests: 'Anfragen',
    packets: 'Pakete',
  },
  evidence: {
    caption: 'Beweismittel, auf denen die Vektoren beruhen, mit SHA-256',
    file: 'Datei',
    what: 'Dateiformat',
    records: 'Datensätze',
    bytes: 'Bytes',
    document: 'Dokument',
    webLog: 'Webprotokoll',
    format: germanFormat,
    asStored: (bytes) => `${bytes} wie gespeichert`,
    byte: ['Byte', 'Byte'],
    uncompressed: 'entpackt',
    by: (person) => `von ${person}`,
    confidence: (confidence) => ` (${CONFIDENCE[confidence] ?? confidence})`,
    clock: (offset) => `; Uhr ${offset} gegenüber UTC, nicht eingerechnet`,
  },
  clocks: {
    notCompared:
      'Keine zwei Dateien der Beweismittel konnten verglichen werden; über ihre Uhren ist nichts bekannt außer dem, was angegeben ist.',
    caption: 'Uhren der Beweismittel',
    files: 'Dateien',
    method: 'Verglichen über',
    methodOf: (method) => METHOD[method] ?? method,
    ahead: 'Zweite geht vor um',
    spread: 'Streuung',
    matches: 'Treffer',
    zone: 'Zeitzone falsch?',
    applied: 'Angewandt',
    looksLikeOne: 'sieht so aus',
    no: 'nein',
    explained:
      'Verglichen anhand von Ereignissen, die zwei Dateien gemeinsam haben. Keine Abweichung wurde eingerechnet: Alle Zeiten sind, wie die Dateien sie haben. Eine Abweichung von ganzen Viertelstunden sieht nach einem Fehler der Zeitzone aus.',
    pair: ['Dateipaar', 'Dateipaare'],
    stated: (file, offset, method) =>
      `Uhr von ${file}, wie angegeben: ${offset} gegenüber UTC, gemessen mit: ${method}.`,
    dropped: (files) => `Vom Mitschnittprogramm verworfene Pakete, wie angegeben: ${files}.`,
    inFile: (packets, file) => `${packets} in ${file}`,
    notEnough: (pairs) => `Zu wenig gemeinsam hatten: ${pairs}.`,
  },
};
