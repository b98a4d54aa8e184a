// A document as a flow of blocks down its pages: page frame, numbered sections and paragraphs, page breaks that leave no heading alone.

import type { IncidentFacts, Mark } from '../../model/facts.ts';
import type { LocalUnits } from '../local-units.ts';
import type { Texts } from '../text/en.ts';
import { type DocumentLanguage, ENGLISH } from '../text/language.ts';
import { count, shortHash } from '../units.ts';
import { type DocumentInfo, type DrawnText, lineHeightOf, PdfDocument, widthOf } from './document.ts';
import { cappedLines, fitted, type Line, linesOf, type Style, type Text, visible } from './lines.ts';
import { type Canvas, pageCount } from './page-count.ts';
import type { Element, Tag } from './structure.ts';

export const COLOURS = {
  text: '#1c2126',
  soft: '#5a6570',
  heading: '#17395c',
  rule: '#c3ccd5',
  band: '#e9eef4',
  exercise: '#b3261e',
  watermark: '#f8efee',
} as const;

export const BODY: Style = { face: 'sans', size: 8.8, colour: COLOURS.text };
export const SMALL: Style = { face: 'sans', size: 7.4, colour: COLOURS.soft };
const LEADING = 1.14; // of the font's own line height

// Page frame, points.
const MARGIN = 52;
const HEADER_Y = 30;
const BODY_TOP = 58;
const FOOTER_FROM_BOTTOM = 36;
const BODY_FROM_BOTTOM = 50;
const NUMBER_COLUMN = 26;
const CONTENTS_ROW = 11.5;
/** How much of a long text or list is set. A document that would be too long is set again, shorter. */
export interface Brevity {
  /** A longer paragraph is cut, and says how long it was. */
  paragraphLines: number;
  /** The same of a cell of a table, and of a line of evidence. */
  cellLines: number;
  /** Rows of a table beyond these are counted, not shown. */
  rows: number;
  /** Lines of a text that is shown as it was written. */
  verbatimLines: number;
  /** True when only the pages are wanted: nothing is drawn, and the result has no bytes. */
  countOnly?: boolean;
}

/**
 * From the usual to the shortest. Rows of tables go first, down to two, for each of them stands in a table of its own beside the document; sentences and
 * texts that are shown as they were written stay while they can.
 */
export const BREVITIES: readonly Brevity[] = [
  { paragraphLines: 16, cellLines: 8, rows: Number.POSITIVE_INFINITY, verbatimLines: 60 },
  { paragraphLines: 12, cellLines: 6, rows: 20, verbatimLines: 60 },
  { paragraphLines: 12, cellLines: 6, rows: 12, verbatimLines: 60 },
  { paragraphLines: 12, cellLines: 6, rows: 8, verbatimLines: 60 },
  { paragraphLines: 12, cellLines: 6, rows: 6, verbatimLines: 60 },
  { paragraphLines: 12, cellLines: 6, rows: 5, verbatimLines: 60 },
  { paragraphLines: 12, cellLines: 6, rows: 4, verbatimLines: 60 },
  { paragraphLines: 12, cellLines: 6, rows: 3, verbatimLines: 60 },
  { paragraphLines: 12, cellLines: 6, rows: 2, verbatimLines: 50 },
  { paragraphLines: 10, cellLines: 5, rows: 2, verbatimLines: 40 },
  { paragraphLines: 8, cellLines: 4, rows: 2, verbatimLines: 30 },
  { paragraphLines: 6, cellLines: 3, rows: 2, verbatimLines: 24 },
  { paragraphLines: 4, cellLines: 2, rows: 2, verbatimLines: 16 },
  { paragraphLines: 3, cellLines: 1, rows: 2, verbatimLines: 8 },
];

/** Height of a line with its leading, points. */
export function leading(size: number): number {
  return lineHeightOf(size) * LEADING;
}

/** A rendered document with what its tests look at. */
export interface FlowResult {
  bytes: Buffer;
  pages: number;
  drawn: readonly DrawnText[];
  width: number;
  height: number;
}

/** Writes blocks from top to bottom, starting pages as needed, in one language. */
export class Flow implements DocumentLanguage {
  readonly texts: Texts;
  readonly units: LocalUnits;
  readonly said: DocumentLanguage['said'];
  readonly saidOrWritten: DocumentLanguage['saidOrWritten'];
  readonly document: Canvas;
  readonly brevity: Brevity;
  readonly left: number = MARGIN;
  /** Width between the margins. */
  readonly width: number;
  /** Top of the next block. */
  y: number = BODY_TOP;
  readonly #facts: IncidentFacts;
  readonly #shortTitle: string;
  #section = 0;
  #paragraph = 0;
  #tables = 0;
  readonly #sections: { title: string; page: number }[] = [];
  #contents: { page: number; y: number; element: Element } | undefined;
  /** A heading waits here until the first part of its block is known to fit below it. */
  #waiting: { text: Text; style: Style; before: number; bookmark: string }[] = [];

  constructor(
    facts: IncidentFacts,
    shortTitle: string,
    info: Pick<DocumentInfo, 'title' | 'subject'>,
    brevity: Brevity,
    { texts, units, said, saidOrWritten }: DocumentLanguage = ENGLISH,
  ) {
    this.texts = texts;
    this.units = units;
    this.said = said;
    this.saidOrWritten = saidOrWritten;
    this.#facts = facts;
    this.brevity = brevity;
    this.#shortTitle = shortTitle;
    const { paper } = facts.case;
    this.document = brevity.countOnly
      ? pageCount(paper)
      : new PdfDocument({
          ...info,
          author: [facts.case.preparer.name, facts.case.preparer.organisation]
            .filter((part) => part !== '')
            .join(', '),
          keywords: texts.flow.keywords(facts.case.id, facts.inputsSha256),
          creator: `${facts.tool.name} ${facts.tool.version}`,
          createdUtc: facts.generatedUtc,
          paper,
          language: texts.tag,
        });
    this.width = this.document.width - 2 * MARGIN;
    this.newPage();
  }

  /** Bottom of the room for blocks. */
  get bottom(): number {
    return this.document.height - BODY_FROM_BOTTOM;
  }

  /** Height of the room for blocks on an empty page. */
  get room(): number {
    return this.bottom - BODY_TOP;
  }

  /** True at the top of a page. */
  get atTop(): boolean {
    return this.y <= BODY_TOP;
  }

  /** Starts a page: watermark, header. */
  newPage(): void {
    const { document } = this;
    document.addPage();
    this.y = BODY_TOP;
    document.artifact(() => this.#drawHeader());
  }

  #drawHeader(): void {
    const { document, left, width, texts } = this;
    const { case: facts } = this.#facts;
    if (facts.exercise) {
      document.watermark(texts.exerciseStamp, COLOURS.watermark);
      const stampWidth = widthOf(texts.exerciseLine, 'bold', 8);
      document.text(
        texts.exerciseLine,
        (document.width - stampWidth) / 2,
        HEADER_Y - 14,
        'bold',
        8,
        COLOURS.exercise,
      );
    }
    const third = width / 3 - 6;
    const id = fitted(facts.id, 'sans', 7.4, third);
    const handling = fitted(texts.handling(facts.handling), 'bold', 7.4, third);
    document.text(fitted(this.#shortTitle, 'bold', 7.4, third), left, HEADER_Y, 'bold', 7.4, COLOURS.heading);
    const idX = (document.width - widthOf(id, 'sans', 7.4)) / 2;
    document.text(id, idX, HEADER_Y, 'sans', 7.4, COLOURS.soft);
    const handlingX = left + width - widthOf(handling, 'bold', 7.4);
    document.text(handling, handlingX, HEADER_Y, 'bold', 7.4, COLOURS.text);
    document.line(left, HEADER_Y + 13, left + width, HEADER_Y + 13, 0.6, COLOURS.rule);
  }

  /** A list of the sections with their pages will stand here, in two columns; `most` is how many there can be. */
  contentsHere(most: number): void {
    const height = CONTENTS_ROW * (Math.ceil(most / 2) + 1) + 8;
    this.reserve(height);
    this.#contents = { page: this.document.pages - 1, y: this.y, element: this.document.place('TOC') };
    this.y += height;
  }

  #drawContents(page: number, top: number): void {
    const { document } = this;
    const style: Style = { face: 'sans', size: 7.8, colour: COLOURS.text };
    const width = (this.width - 24) / 2;
    const rows = Math.ceil(this.#sections.length / 2);
    document.turnTo(page);
    document.element('Caption', () =>
      document.text(this.texts.flow.contents, this.left, top, 'bold', 8.6, COLOURS.heading),
    );
    this.#sections.forEach((section, index) => {
      const left = this.left + (index < rows ? 0 : width + 24);
      const y = top + 2 + ((index % rows) + 1) * CONTENTS_ROW;
      const number = count(section.page + 1);
      const x = left + width - widthOf(number, style.face, style.size);
      const base = y + CONTENTS_ROW - 1.5;
      document.line(left, base, left + width, base, 0.3, COLOURS.rule);
      document.element('TOCI', () => {
        document.text(section.title, left, y, style.face, style.size, style.colour);
        document.text(number, x, y, style.face, style.size, style.colour);
      });
    });
  }

  /** Makes room for a block whose first part is `height` high and sets waiting headings above it. */
  reserve(height: number): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    const blocks = waiting.map(({ text, style }) => linesOf(text, style, this.width));
    const headings = waiting.reduce(
      (sum, { style, before }, index) => sum + before + blocks[index]!.length * leading(style.size) + 4,
      0,
    );
    if (this.y + headings + height > this.bottom && !this.atTop) this.newPage();
    waiting.forEach(({ style, before, bookmark }, index) => {
      if (!this.atTop) this.y += before;
      if (bookmark !== '') {
        this.document.bookmark(bookmark);
        this.#sections.push({ title: bookmark, page: this.document.pages - 1 });
      }
      this.element(bookmark === '' ? 'H3' : 'H2', blocks[index]!, this.left, style.size);
      this.y += 4;
    });
  }

  /** Draws lines from `y` down as one element of the structure; the caller has made room. */
  element(tag: Tag, lines: readonly Line[], x: number, size: number): void {
    this.document.element(tag, () => this.drawLines(lines, x, size));
  }

  /** Draws lines from `y` down; the caller has made room. */
  drawLines(lines: readonly Line[], x: number, size: number): void {
    for (const line of lines) {
      for (const piece of line) {
        // Faces of another size stand on the same base line.
        const drop = (lineHeightOf(size) - lineHeightOf(piece.size)) * 0.78;
        this.document.text(piece.text, x + piece.x, this.y + drop, piece.face, piece.size, piece.colour);
      }
      this.y += leading(size);
    }
  }

  /** Vertical space; nothing at the top of a page. */
  gap(height: number): void {
    if (!this.atTop) this.y += height;
  }

  /** The heading of a numbered section. */
  section(title: string): void {
    this.#section++;
    this.#paragraph = 0;
    const text = `${count(this.#section)}  ${title}`;
    const style: Style = { face: 'bold', size: 12.5, colour: COLOURS.heading };
    this.#waiting.push({ text, style, before: 14, bookmark: text });
  }

  /** A heading inside a section. */
  subheading(title: string): void {
    const style: Style = { face: 'bold', size: 9.4, colour: COLOURS.heading };
    this.#waiting.push({ text: title, style, before: 7, bookmark: '' });
  }

  /** A numbered paragraph, with the mark that says what kind of statement it is. */
  paragraph(text: Text, mark?: Mark): void {
    this.#paragraph++;
    const runs = typeof text === 'string' ? [{ text }] : [...text];
    if (mark !== undefined) {
      runs.push({
        text: ` [${this.texts.mark[mark]}]`,
        face: 'bold',
        size: 6.8,
        colour: COLOURS.soft,
      } as (typeof runs)[0]);
    }
    const lines = cappedLines(runs, BODY, this.width - NUMBER_COLUMN, this.brevity.paragraphLines, this);
    const height = leading(BODY.size);
    this.reserve(height * Math.min(lines.length, 2));
    const number = `${count(this.#section)}.${count(this.#paragraph)}`;
    const drawLine = (line: Line, index: number): void => {
      // A last line never goes to the next page alone.
      const left = lines.length - index;
      if (this.y + height * (left === 2 ? 2 : 1) > this.bottom) this.newPage();
      if (index === 0) this.document.text(number, this.left, this.y + 1, 'sans', 7.4, COLOURS.soft);
      this.drawLines([line], this.left + NUMBER_COLUMN, BODY.size);
    };
    this.document.element('P', () => lines.forEach(drawLine));
    this.y += 4;
  }

  /** Unnumbered text over the whole width. */
  plain(text: Text, style: Style = BODY): void {
    const lines = linesOf(text, style, this.width);
    const height = leading(style.size);
    this.reserve(height * Math.min(lines.length, 2));
    this.document.element('P', () => {
      for (const line of lines) {
        if (this.y + height > this.bottom) this.newPage();
        this.drawLines([line], this.left, style.size);
      }
    });
    this.y += 4;
  }

  /** The number of the next table. */
  nextTable(): string {
    return count(++this.#tables);
  }

  /** Adds the footers and closes the document. */
  async finish(): Promise<FlowResult> {
    if (this.#waiting.length > 0) this.reserve(0);
    if (this.#contents !== undefined) {
      const { page, y: top, element } = this.#contents;
      this.document.within(element, () => this.#drawContents(page, top));
    }
    const { document, left, width, texts, units } = this;
    const { tool, inputsSha256 } = this.#facts;
    const y = document.height - FOOTER_FROM_BOTTOM;
    const source = visible(
      `${tool.name} ${tool.version}  \u00b7  ${texts.flow.inputs} ${shortHash(inputsSha256)}`,
      'sans',
    );
    for (let page = 0; page < document.pages; page++) {
      document.turnTo(page);
      const number = texts.flow.page(units.count(page + 1), units.count(document.pages));
      document.artifact(() => {
        document.line(left, y - 4, left + width, y - 4, 0.6, COLOURS.rule);
        document.text(source, left, y, 'sans', 7, COLOURS.soft);
        document.text(number, left + width - widthOf(number, 'sans', 7), y, 'sans', 7, COLOURS.soft);
      });
    }
    const { drawn, pages, height } = document;
    return { bytes: await document.finish(), pages, drawn, width: document.width, height };
  }
}
