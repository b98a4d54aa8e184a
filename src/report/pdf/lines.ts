// Text made safe to print and broken into lines: strangers' characters escaped, long tokens broken, faces mixed.

import { escapeRemainingControl } from '../../model/text.ts';
import { type DocumentLanguage, ENGLISH } from '../text/language.ts';
import { type Face, hasGlyph, widthOf } from './document.ts';

/** A stretch of text in one style; what is left out comes from the block it stands in. */
export interface Run {
  text: string;
  face?: Face;
  size?: number;
  colour?: string;
  /** Starts a line of its own. */
  newLine?: boolean;
}

/** A string is set in the style of its block. */
export type Text = string | readonly Run[];

/** The style of a block. */
export interface Style {
  face: Face;
  size: number;
  colour: string;
}

/** A piece of a line, `x` in points from the start of the line. */
export interface Piece extends Style {
  text: string;
  x: number;
  width: number;
}
export type Line = Piece[];

// Scripts written from right to left: they are not reordered here, so letters would stand in the wrong order.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const PLAIN = /^[\x20-\x7e]*$/;

/** The text with all that would not show, or not show rightly, as `\u{hex}`. */
export function visible(text: string, face: Face): string {
  if (PLAIN.test(text)) return text;
  let shown = '';
  for (const character of escapeRemainingControl(text)) {
    const codePoint = character.codePointAt(0)!;
    const fits = hasGlyph(face, codePoint) && !RIGHT_TO_LEFT.test(character);
    shown += fits ? character : `\\u{${codePoint.toString(16)}}`;
  }
  return shown;
}

/** A drawing with U+FFFD for each character that the font cannot show: its labels are fitted to their places and cannot grow; the text beside it names them whole. */
export function visibleSvg(svg: string): string {
  return svg.replace(/>[^<]*[^\x20-\x7e\n<][^<]*</g, (label) =>
    Array.from(label, (character) => {
      const codePoint = character.codePointAt(0)!;
      const fits = hasGlyph('sans', codePoint) && !RIGHT_TO_LEFT.test(character);
      return fits || character === '\n' ? character : '\ufffd';
    }).join(''),
  );
}

/** Text that a stranger wrote: monospaced, at most `most` characters, a cut told with the whole length. */
export function quoted(text: string, most: number, { texts, units }: DocumentLanguage = ENGLISH): Run {
  const characters = Array.from(text.slice(0, most + 1));
  if (text.length <= most) return { text, face: 'mono' };
  return {
    text: `${characters.slice(0, most).join('')}\u2026 ${texts.flow.characters(units.count(Array.from(text).length))}`,
    face: 'mono',
  };
}

/** The text with no-break spaces: a value is not parted from its unit. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** Text in bold. */
export function bold(text: string): Run {
  return { text, face: 'bold' };
}

/** The text cut to a width, with an ellipsis when cut; for single lines such as the page header. */
export function fitted(text: string, face: Face, size: number, width: number): string {
  const shown = visible(text, face);
  if (widthOf(shown, face, size) <= width) return shown;
  const characters = Array.from(shown);
  while (characters.length > 0 && widthOf(characters.join('') + '\u2026', face, size) > width)
    characters.pop();
  return characters.join('') + '\u2026';
}

// A long token is best broken behind one of these.
const BREAK_AFTER = /[/\-._:,@=&?;)]/;

/** How many characters of a token that is too long fit into `width`; at least one. */
function breakPoint(characters: string[], style: Style, width: number): number {
  let used = 0;
  let fits = 0;
  let best = 0;
  while (fits < characters.length) {
    used += widthOf(characters[fits]!, style.face, style.size);
    if (used > width) break;
    if (BREAK_AFTER.test(characters[fits]!)) best = fits + 1;
    fits++;
  }
  if (fits === characters.length) return fits;
  return Math.max(1, best * 2 > fits ? best : fits);
}

/** Breaks text into lines of at most `width` points. Always at least one line. */
export function linesOf(text: Text, style: Style, width: number): Line[] {
  const lines: Line[] = [[]];
  let x = 0;
  let gap = false;
  const add = (piece: string, pieceStyle: Style): void => {
    const pieceWidth = widthOf(piece, pieceStyle.face, pieceStyle.size);
    const line = lines[lines.length - 1]!;
    const last = line[line.length - 1];
    const joins = last !== undefined && sameStyle(last, pieceStyle);
    if (joins) {
      last.text += piece;
      last.width += pieceWidth;
    } else line.push({ ...pieceStyle, text: piece, x, width: pieceWidth });
    x += pieceWidth;
  };
  const newLine = (): void => {
    lines.push([]);
    x = 0;
  };
  const runs: readonly Run[] = typeof text === 'string' ? [{ text }] : text;
  for (const run of runs) {
    const runStyle: Style = {
      face: run.face ?? style.face,
      size: run.size ?? style.size,
      colour: run.colour ?? style.colour,
    };
    if (run.newLine === true && x > 0) newLine();
    const space = widthOf(' ', runStyle.face, runStyle.size);
    const tokens = visible(run.text, runStyle.face).split(' ');
    tokens.forEach((token, index) => {
      if (index > 0) gap = true;
      if (token === '') return;
      const tokenWidth = widthOf(token, runStyle.face, runStyle.size);
      const gapWidth = gap && x > 0 ? space : 0;
      if (x > 0 && x + gapWidth + tokenWidth > width) {
        // A token longer than a line starts where it is when a good part of it fits there.
        if (tokenWidth <= width || width - x < width / 3) newLine();
        else if (gapWidth > 0) add(' ', runStyle);
      } else if (gapWidth > 0) add(' ', runStyle);
      gap = false;
      let rest = Array.from(token);
      while (x + widthOf(rest.join(''), runStyle.face, runStyle.size) > width) {
        const taken = breakPoint(rest, runStyle, width - x);
        add(rest.slice(0, taken).join(''), runStyle);
        rest = rest.slice(taken);
        if (rest.length === 0) break;
        newLine();
      }
      if (rest.length > 0) add(rest.join(''), runStyle);
    });
  }
  return lines;
}

/** As linesOf, but at most `most` lines; a cut is told with the length of the whole text, or where there is one line only with an ellipsis. */
export function cappedLines(
  text: Text,
  style: Style,
  width: number,
  most: number,
  { texts, units }: DocumentLanguage = ENGLISH,
): Line[] {
  const lines = linesOf(text, style, width);
  if (lines.length <= most) return lines;
  if (most === 1) return [ellipted(lines[0]!, width)];
  const length = typeof text === 'string' ? text.length : text.reduce((sum, run) => sum + run.text.length, 0);
  const told = linesOf(`\u2026 ${texts.flow.characters(units.count(length))}`, style, width);
  const kept = Math.max(1, most - told.length);
  // In a narrow column the note takes as many lines as what it would stand for.
  return lines.length <= kept + told.length ? lines : [...lines.slice(0, kept), ...told];
}

/** The line with an ellipsis at its end, inside the width. */
function ellipted(line: Line, width: number): Line {
  const last = line[line.length - 1];
  if (last === undefined) return line;
  const characters = Array.from(last.text);
  const fits = (): boolean => last.x + widthOf(`${characters.join('')}\u2026`, last.face, last.size) <= width;
  while (characters.length > 0 && !fits()) characters.pop();
  const text = `${characters.join('').trimEnd()}\u2026`;
  return [...line.slice(0, -1), { ...last, text, width: widthOf(text, last.face, last.size) }];
}

function sameStyle(a: Style, b: Style): boolean {
  return a.face === b.face && a.size === b.size && a.colour === b.colour;
}
