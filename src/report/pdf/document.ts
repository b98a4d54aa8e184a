// The thin adapter over pdfkit and svg-to-pdfkit: places text, lines, boxes and drawings on pages; knows nothing of reports.
// PDF/A-3b (ISO 19005-3): fonts embedded, no links, no scripts; equal calls give equal bytes.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import svgToPdf from 'svg-to-pdfkit';
import { type Element, Structure, type Tag, type TagOptions } from './structure.ts';

/** The three faces; all text is set in one of them. */
export type Face = 'sans' | 'bold' | 'mono';

/** The sizes of paper to choose from. */
export type PaperSize = keyof typeof PAPER;

/** What names a document in a viewer and in its metadata. */
export interface DocumentInfo {
  title: string;
  author: string;
  subject: string;
  keywords: string;
  creator: string;
  /** RFC 3339; the only clock a document knows. */
  createdUtc: string;
  paper: PaperSize;
  /** BCP 47. */
  language: string;
}

/** A file inside the document (PDF/A-3 associated file). */
export interface Attachment {
  /** Without folders. */
  name: string;
  /** What is in it, one phrase. */
  title: string;
  bytes: Buffer;
}

/** A piece of text as it was drawn; points from the top left corner, `y` is the top of the line. */
export interface DrawnText {
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
  face: Face;
  text: string;
}

// ISO 216 and ANSI sizes in points.
const PAPER = { A4: [595.28, 841.89], Letter: [612, 792] } as const;

/** Width and height of a page, points. */
export function pageSize(paper: PaperSize): readonly [number, number] {
  return PAPER[paper];
}

const FONT_FILES: Record<Face, string> = {
  sans: 'DejaVuSans.ttf',
  bold: 'DejaVuSans-Bold.ttf',
  mono: 'DejaVuSansMono.ttf',
};

// What of a font is used here and by pdfkit's embedded fonts.
interface Glyph {
  id: number;
  advanceWidth: number;
  codePoints: number[];
}
interface ParsedFont {
  unitsPerEm: number;
  ascent: number;
  descent: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): Glyph;
  layout(text: string): unknown;
}

let parsedFonts: Record<Face, ParsedFont> | undefined;

/** Reads and parses the fonts once per process; pdfkit takes parsed fonts as well as files. */
function fonts(): Record<Face, ParsedFont> {
  if (parsedFonts !== undefined) return parsedFonts;
  const require = createRequire(import.meta.url);
  const parse = (face: Face): ParsedFont => {
    const data = readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${FONT_FILES[face]}`));
    // pdfkit hands its parser out only through a document.
    const document = new PDFDocument({ autoFirstPage: false, font: data as unknown as string });
    return (document as unknown as { _font: { font: ParsedFont } })._font.font;
  };
  parsedFonts = { sans: parse('sans'), bold: parse('bold'), mono: parse('mono') };
  return parsedFonts;
}

/**
 * The font with a layout of one glyph a code point: no ligatures (text stays searchable as it was written) and no kerning, which took most of
 * the time of a document. Glyph objects belong to one document, so that what was drawn before does not show in its bytes.
 */
function plainFont(parsed: ParsedFont): ParsedFont {
  const glyphs = new Map<number, Glyph>();
  const layout = (text: string): unknown => {
    const run: Glyph[] = [];
    const positions = [];
    let advanceWidth = 0;
    for (const character of text) {
      const codePoint = character.codePointAt(0)!;
      let glyph = glyphs.get(codePoint);
      if (glyph === undefined) {
        const { id, advanceWidth: width } = parsed.glyphForCodePoint(codePoint);
        glyph = { id, advanceWidth: width, codePoints: [codePoint] };
        glyphs.set(codePoint, glyph);
      }
      run.push(glyph);
      const xAdvance = glyph.advanceWidth;
      positions.push({ xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: xAdvance });
      advanceWidth += xAdvance;
    }
    return { glyphs: run, positions, advanceWidth };
  };
  return Object.assign(Object.create(parsed) as ParsedFont, { layout });
}

/** True when the face can show the code point. */
export function hasGlyph(face: Face, codePoint: number): boolean {
  return fonts()[face].hasGlyphForCodePoint(codePoint);
}

const widthTables: Record<Face, Map<string, number>> = { sans: new Map(), bold: new Map(), mono: new Map() };

/** Width of a text in points. */
export function widthOf(text: string, face: Face, size: number): number {
  const font = fonts()[face];
  const widths = widthTables[face];
  let units = 0;
  for (const character of text) {
    let width = widths.get(character);
    if (width === undefined) {
      width = font.glyphForCodePoint(character.codePointAt(0)!).advanceWidth;
      widths.set(character, width);
    }
    units += width;
  }
  return (units * size) / font.unitsPerEm;
}

/** Height from the top of the highest to the foot of the lowest letter, points. */
export function lineHeightOf(size: number): number {
  const font = fonts().sans;
  return ((font.ascent - font.descent) * size) / font.unitsPerEm;
}

// pdfkit writes XMP without escaping; these would break its XML, and control characters are not allowed in it at all.
function plainInfo(text: string): string {
  return text
    .replace(/&/g, 'and')
    .replace(/</g, '\u2039')
    .replace(/>/g, '\u203a')
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ');
}

/** One PDF being drawn. Pages are kept until finish(), so that page numbers can be added at the end. */
export class PdfDocument {
  readonly width: number;
  readonly height: number;
  /** Every text so far, charts excepted; for tests. */
  readonly drawn: DrawnText[] = [];
  readonly #doc: PDFKit.PDFDocument;
  readonly #structure: Structure;
  readonly #created: Date;
  #pages = 0;
  #page = -1;

  constructor(info: DocumentInfo) {
    [this.width, this.height] = pageSize(info.paper);
    const faces = fonts();
    this.#created = new Date(info.createdUtc);
    this.#doc = new PDFDocument({
      autoFirstPage: false,
      bufferPages: true,
      size: [this.width, this.height],
      margin: 0,
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      tagged: true,
      lang: info.language,
      displayTitle: true,
      // A default face that is registered too is opened and compared anew whenever it is chosen (a third of a second on the demo case).
      font: null as unknown as string,
      info: {
        Title: plainInfo(info.title),
        Author: plainInfo(info.author),
        Subject: plainInfo(info.subject),
        Keywords: plainInfo(info.keywords),
        Creator: plainInfo(info.creator),
        Producer: 'pdfkit',
        CreationDate: this.#created,
      },
    });
    for (const face of ['sans', 'bold', 'mono'] as const) {
      this.#doc.registerFont(face, plainFont(faces[face]) as unknown as string);
    }
    this.#structure = new Structure(this.#doc);
  }

  /** Number of pages so far. */
  get pages(): number {
    return this.#pages;
  }

  /** Adds a page and goes on drawing there. */
  addPage(): void {
    this.#doc.addPage();
    this.#page = this.#pages++;
  }

  /** Goes on drawing on an earlier page, from 0. */
  turnTo(page: number): void {
    this.#doc.switchToPage(page);
    this.#page = page;
  }

  /** What `draw` draws becomes an element of the document's structure, inside the one that is open. */
  element(tag: Tag, draw: () => void, options: TagOptions = {}): void {
    this.#structure.within(this.#structure.place(tag, options), draw);
  }

  /** An element at this place of the reading order that is filled later, see `within`. */
  place(tag: Tag): Element {
    return this.#structure.place(tag);
  }

  /** What `draw` draws belongs into an element that was placed before. */
  within(element: Element, draw: () => void): void {
    this.#structure.within(element, draw);
  }

  /** What `draw` draws is for the eye only: a reader aloud passes over it. */
  artifact(draw: () => void): void {
    this.#structure.artifact('Pagination', draw);
  }

  /** Draws one line of text, `y` being its top. Text that would leave the page is a bug in a layout. */
  text(text: string, x: number, y: number, face: Face, size: number, colour: string): void {
    if (text === '') return;
    const width = widthOf(text, face, size);
    const height = lineHeightOf(size);
    if (x < 0 || y < 0 || x + width > this.width || y + height > this.height) {
      throw new Error(`text leaves page ${this.#page + 1} at ${x},${y}: ${text.slice(0, 60)}`);
    }
    this.drawn.push({ page: this.#page, x, y, width, height, face, text });
    this.#structure.content(() => {
      this.#doc.font(face).fontSize(size).fillColor(colour).text(text, x, y, { lineBreak: false });
    });
  }

  /** Draws large faint text from the lower left to the upper right, behind what is drawn after it. */
  watermark(text: string, colour: string): void {
    const angle = (Math.atan2(this.height, this.width) * 180) / Math.PI;
    const size = 84;
    const [middleX, middleY] = [this.width / 2, this.height / 2];
    this.#structure.artifact('Layout', () => {
      this.#doc.save().rotate(-angle, { origin: [middleX, middleY] });
      this.#doc.font('bold').fontSize(size).fillColor(colour);
      this.#doc.text(text, middleX - widthOf(text, 'bold', size) / 2, middleY - lineHeightOf(size) / 2, {
        lineBreak: false,
      });
      this.#doc.restore();
    });
  }

  /** Draws a straight line. */
  line(x1: number, y1: number, x2: number, y2: number, thickness: number, colour: string): void {
    this.#structure.artifact('Layout', () => {
      this.#doc.moveTo(x1, y1).lineTo(x2, y2).lineWidth(thickness).strokeColor(colour).stroke();
    });
  }

  /** Draws a filled box. */
  box(x: number, y: number, width: number, height: number, fill: string): void {
    this.#structure.artifact('Layout', () => {
      this.#doc.rect(x, y, width, height).fill(fill);
    });
  }

  /** Draws an SVG as vectors into the given box, keeping its proportions; `alt` says in words what it shows. */
  svg(svg: string, alt: string, x: number, y: number, width: number, height: number): void {
    if (x < 0 || y < 0 || x + width > this.width || y + height > this.height) {
      throw new Error(`drawing leaves page ${this.#page + 1} at ${x},${y}`);
    }
    const draw = (): void => {
      svgToPdf(this.#doc, svg, x, y, {
        width,
        height,
        preserveAspectRatio: 'xMidYMin meet',
        assumePt: false,
        fontCallback: (family, bold) => (/mono/i.test(family) ? 'mono' : bold ? 'bold' : 'sans'),
        warningCallback: (message) => {
          throw new Error(`chart cannot be drawn: ${message}`);
        },
      });
    };
    const box: TagOptions['box'] = [x, y, x + width, y + height];
    this.element('Figure', () => this.#structure.content(draw), { alt, box });
  }

  /** Adds an entry to the outline that leads to the current page. */
  bookmark(title: string): void {
    this.#doc.outline.addItem(title, { fit: true } as { expanded?: boolean });
  }

  /** Puts a file into the document; a viewer lists it beside the pages. */
  attach({ name, title, bytes }: Attachment): void {
    this.#doc.file(bytes, {
      name,
      type: 'text/csv',
      description: title,
      relationship: 'Data',
      creationDate: this.#created,
      modifiedDate: this.#created,
    } as PDFKit.Mixins.PDFAttachmentOptions);
  }

  /** Closes the document. */
  finish(): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const blocks: Buffer[] = [];
      this.#doc.on('data', (block: Buffer) => blocks.push(block));
      this.#doc.once('end', () => resolve(Buffer.concat(blocks)));
      this.#doc.once('error', reject);
      this.#doc.end();
    });
  }
}
