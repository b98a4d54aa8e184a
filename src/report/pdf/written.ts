// Text shown as it was written: its own lines and spaces, monospaced, escaped, in a box that runs over pages, cut with its length told.

import { widthOf } from './document.ts';
import { COLOURS, type Flow, leading, SMALL } from './flow.ts';
import { linesOf, type Style, visible } from './lines.ts';

const MONO: Style = { face: 'mono', size: 6.8, colour: COLOURS.text };
const PAD = 8;
// No text is broken into lines beyond what can be shown.
const MOST_CHARACTERS = 20_000;
const TAB = '    ';

/** One written line as lines of at most `width` points; a line is broken behind a space where there is one in its second half. */
export function writtenLines(text: string, style: Style, width: number): string[] {
  const characters = Array.from(visible(text.replaceAll('\t', TAB), style.face));
  const lines: string[] = [];
  let start = 0;
  let used = 0;
  for (let at = 0; at < characters.length; at++) {
    const advance = widthOf(characters[at]!, style.face, style.size);
    if (used + advance > width && at > start) {
      const space = characters.lastIndexOf(' ', at - 1) + 1;
      const end = space > (start + at) / 2 ? space : at;
      lines.push(characters.slice(start, end).join(''));
      start = end;
      used = widthOf(characters.slice(start, at).join(''), style.face, style.size);
    }
    used += advance;
  }
  lines.push(characters.slice(start).join(''));
  return lines;
}

/** Draws the text below a title; nothing for an empty text. At most as many lines as the document's brevity allows. */
export function written(flow: Flow, title: string, text: string): void {
  if (text.trim() === '') return;
  const width = flow.width - 2 * PAD;
  const all = text
    .slice(0, MOST_CHARACTERS)
    .replace(/\r\n?/g, '\n')
    .trimEnd()
    .split('\n')
    .flatMap((line) => writtenLines(line, MONO, width));
  const shown = all.slice(0, flow.brevity.verbatimLines);
  const cut = shown.length < all.length || text.length > MOST_CHARACTERS;
  const { units } = flow;
  const texts = flow.texts.demands;
  const characters = units.count(text.length);
  const length = cut ? texts.writtenCut(characters, units.count(shown.length)) : texts.written(characters);
  const height = leading(MONO.size);
  const head = linesOf([{ text: title, face: 'bold' }, { text: ` (${length})` }], SMALL, flow.width);
  flow.gap(2);
  flow.reserve(head.length * leading(SMALL.size) + 2 + 3 * height);
  flow.element('P', head, flow.left, SMALL.size);
  flow.y += 2;
  const drawLine = (line: string): void => {
    if (flow.y + height > flow.bottom) flow.newPage();
    flow.document.box(flow.left, flow.y, flow.width, height + 0.2, COLOURS.band);
    flow.document.box(flow.left, flow.y, 2, height + 0.2, COLOURS.heading);
    if (line !== '')
      flow.document.text(line, flow.left + PAD, flow.y + 0.6, MONO.face, MONO.size, MONO.colour);
    flow.y += height;
  };
  flow.document.element('P', () => shown.forEach(drawLine));
  flow.y += 6;
}
