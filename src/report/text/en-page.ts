// The words of the page's script, in English. They stand in single quotes of the script: no quote, backslash or line break in them.

/** English. */
export const pageTexts = {
  noScript:
    'This page shows its tables with a script inside it, and the script is switched off here. The same content is in the PDF documents and in the tables of the folder data.',
  close: 'Close',
  mainNumbers: 'Main numbers',
  inShort: 'In short',
  timeline: 'Timeline',
  toContent: 'To the content',
  sections: 'Sections',
  search: 'Search ',
  of: ' of ',
  theFirst: 'The first ',
  ofThose: ' of ',
  asSorted: ' as they were sorted on the screen; all are in data/sources.csv.',
  pictureLabel: 'Measured traffic and events on one time axis; the events are listed as text under Events',
  stageLabel: 'Timeline. Plus and minus zoom, arrow keys move, 0 shows everything.',
  nothingHere: 'nothing here',
  upTo: 'up to ',
  meanOf: ', mean of ',
  to: ' to ',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  earlier: 'Earlier',
  later: 'Later',
  everything: 'Everything',
  attack: 'Attack',
  hint: 'Drag over the picture to zoom in. A pixel that stands for many seconds shows the highest of them; every lane has its own scale and shows all that came in, ordinary traffic included.',
  /** Between thousands, and before decimals. */
  group: ',',
  decimal: '.',
};

/** The same of any language. */
export type PageTexts = typeof pageTexts;
