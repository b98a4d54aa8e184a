// The fixed texts of the summary for the public, in German.

import type { PublicTexts } from './en-public.ts';

/** German. */
export const publicTexts: PublicTexts = {
  heading: (time) => `Angriff auf die Verfügbarkeit, Bericht vom ${time}. Alle Zeiten sind UTC.`,
  vectors: 'VEKTOREN',
  sources: 'QUELLEN',
  networks: 'NETZE MIT DEN MEISTEN NACHGEWIESENEN QUELLEN',
  countries: 'LÄNDER DER REGISTRIERUNG MIT DEN MEISTEN NACHGEWIESENEN QUELLEN',
  source: ['Quelle', 'Quellen'],
  provenSource: ['nachgewiesene Quelle', 'nachgewiesene Quellen'],
  limits:
    'Eine Quelladresse ist keine Person. Registrierung und Ort sagen nichts darüber, wer den Angriff gelenkt hat; nur nachgewiesene Quellen haben eine Verbindung vollendet, alle anderen können gefälscht sein.',
};
