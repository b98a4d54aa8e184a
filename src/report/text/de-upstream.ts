// The fixed texts of the request to the upstream as plain text that its PDF does not have, in German.

import type { UpstreamTexts } from './en-upstream.ts';

/** German. */
export const upstreamTexts: UpstreamTexts = {
  request: 'Ersuchen',
  requestText: (caseId) => `Hilfe gegen Denial of Service, Fall ${caseId}`,
  made: 'Erstellt am',
  ticket: 'Ticket',
  what: 'Was',
  when: 'Wann',
  howBig: 'Ausmaß',
  vectors: (count) => `VEKTOREN (${count})`,
  peak: (peak) => `Spitze: ${peak}`,
  times: (times) => `Zeiten: ${times}`,
  match: (match) => `Filtermerkmal: ${match}`,
  share: (packets, bytes) => `Anteil am Angriff: ${packets} seiner Pakete, ${bytes} seiner empfangenen Bytes`,
  noShare: 'Anteil am Angriff: nicht in Paketen gemessen',
  alsoHit: (share) => `Üblicher Verkehr, mit erfasst: ${share}`,
  noBaseline: 'nicht bekannt (kein Vergleich)',
  baseline: (share) => `${share} der Pakete vor dem Angriff`,
  rules: 'Regeln',
  noRules: 'keine: Keiner der Vektoren ist im Netz zu unterscheiden',
  rule: ['Regel', 'Regeln'],
  rulesText: (rules) =>
    `${rules} in flowspec.txt, als Zugriffslisten auch in acl.txt (beide Englisch); ein Blackhole ist das letzte Mittel und steht am Ende von flowspec.txt`,
  duration: 'Dauer',
  until: (time) => `bis ${time}, dann von beiden Seiten zurückgenommen oder erneuert`,
  rollback: 'Rücknahme',
  rollbackText: 'die Regeln zurücknehmen; sonst ändert dieses Ersuchen nichts',
  timesTitle: (count) => `ZEITEN (${count})`,
  sources: 'QUELLEN',
  networks: 'Netze nach nachgewiesenen Quellen, nach Registrierung:',
  limits: 'GRENZEN',
};
