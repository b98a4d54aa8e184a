// The words of the page's script, in German. They stand in single quotes of the script: no quote, backslash or line break in them.

import type { PageTexts } from './en-page.ts';

/** German. */
export const pageTexts: PageTexts = {
  noScript:
    'Diese Seite zeigt ihre Tabellen mit einem Skript in ihr, und das Skript ist hier abgeschaltet. Derselbe Inhalt steht in den PDF-Dokumenten und in den Tabellen des Ordners data.',
  close: 'Schließen',
  mainNumbers: 'Wichtigste Zahlen',
  inShort: 'Kurzfassung',
  timeline: 'Zeitleiste',
  toContent: 'Zum Inhalt',
  sections: 'Abschnitte',
  search: 'Suchen: ',
  of: ' gezeigt, insgesamt ',
  theFirst: 'Die ersten ',
  ofThose: ' von ',
  asSorted: ', wie auf dem Bildschirm sortiert; alle stehen in data/sources.csv.',
  pictureLabel:
    'Gemessener Verkehr und Ereignisse auf einer Zeitachse; die Ereignisse stehen als Text unter Ereignisse',
  stageLabel:
    'Zeitleiste. Plus und Minus vergrößern und verkleinern, Pfeiltasten verschieben, 0 zeigt alles.',
  nothingHere: 'hier nichts',
  upTo: 'bis zu ',
  meanOf: ', Mittel über ',
  to: ' bis ',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  earlier: 'Früher',
  later: 'Später',
  everything: 'Alles',
  attack: 'Angriff',
  hint: 'Ziehen Sie über das Bild, um es zu vergrößern. Ein Bildpunkt, der für viele Sekunden steht, zeigt die höchste davon; jede Spur hat ihren eigenen Maßstab und zeigt alles, was eintraf, gewöhnlichen Verkehr eingeschlossen.',
  group: '.',
  decimal: ',',
};
