// Words on charts: short enough for their place, clear of each other, harmless as text.

import { escapeRemainingControl } from '../../model/text.ts';

// Advances of DejaVu Sans in thousandths of the font size, by groups of characters, none less than the font's. What is in no group gets 1000.
const ADVANCES: [RegExp, number][] = [
  [/[ijl.,:;|'!() [\]]/, 402],
  [/[ftrI/\\-]/, 430],
  [/[a-ln-vxyz0-9"$?*_`{}–]/, 640],
  [/[A-LN-VXYZ&]/, 790],
  [/[ŒœǶǄ-ǌǱ-ǳ]/, 1500],
];

/** Width of a text in points, a little more than the font needs. */
export function textWidth(text: string, size: number): number {
  let sum = 0;
  for (const character of text) sum += ADVANCES.find(([group]) => group.test(character))?.[1] ?? 1000;
  return (sum * size) / 1000;
}

// Nothing longer can fit on a page; measuring a hostile megabyte would take its time.
const MOST_CHARACTERS = 300;

/** The text as it may stand in an SVG, invisible characters shown, cut with an ellipsis to at most `width` points. */
export function fitText(text: string, size: number, width: number): string {
  const start = [...text.slice(0, 2 * MOST_CHARACTERS)].slice(0, MOST_CHARACTERS).join('');
  // XML 1.0 section 2.2 has no place for the last two code points of the first plane.
  const clean = escapeRemainingControl(start).replace(/[\ufffe\uffff]/g, '\ufffd');
  if (start.length === text.length && textWidth(clean, size) <= width) return clean;
  const characters = [...clean];
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, size) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** A mark on the time axis that wants a label, in points from the left end of the axis. */
export interface LabelledMark {
  from: number;
  to: number;
  text: string;
}

/** A label and where it starts, in points from the left end of the axis. */
export interface PlacedLabel {
  x: number;
  text: string;
}

const ROOM = 3;

/**
 * Labels in one row, each behind its mark. One that would run into the next mark is joined with it, "A1–A3", behind the last of them;
 * one that would run over `width` stands before its marks if there is room. `marks` are in order of `from`.
 */
export function placeLabels(marks: readonly LabelledMark[], size: number, width: number): PlacedLabel[] {
  const groups: { from: number; to: number; first: string; last: string }[] = [];
  const textOf = (group: { first: string; last: string }): string =>
    group.first === group.last ? group.first : `${group.first}–${group.last}`;
  for (const { from, to, text } of marks) {
    const before = groups.at(-1);
    if (before !== undefined && before.to + textWidth(textOf(before), size) + 2 * ROOM > from) {
      before.to = Math.max(before.to, to);
      before.last = text;
    } else groups.push({ from, to, first: text, last: text });
  }
  return groups.map((group, index) => {
    const text = textOf(group);
    const own = textWidth(text, size);
    const behind = group.to + ROOM;
    if (behind + own <= width) return { x: behind, text };
    const left = index === 0 ? 0 : groups[index - 1].to + textWidth(textOf(groups[index - 1]), size) + ROOM;
    const ahead = group.from - ROOM - own;
    return { x: ahead >= left ? ahead : Math.max(0, width - own), text };
  });
}
