// Tables that run over pages: the heading row is repeated, rows stay whole, numbers stand on the right.

import { type Face, widthOf } from './document.ts';
import { BODY, COLOURS, type Flow, leading, SMALL } from './flow.ts';
import { cappedLines, type Line, linesOf, type Style, type Text } from './lines.ts';

export interface Column {
  title: string;
  /** Share of the width against the other columns. */
  width: number;
  align?: 'left' | 'right';
  face?: Face;
}

/** A row of which a part is too wide for a column: each text of `below` stands on lines of its own under the cells. */
export interface WideRow {
  cells: readonly Text[];
  below: readonly Text[];
}

export interface Table {
  caption: string;
  columns: readonly Column[];
  rows: readonly (readonly Text[] | WideRow)[];
  /** Rows set in bold with a line above: totals. */
  totals?: readonly (readonly Text[])[];
  /** Letter size; smaller for tables of many rows. */
  size?: number;
  /** Stands on one page, whatever its cells hold: they are cut to fewer lines until it does; uncut on this page and the next where both have the room. */
  onePage?: boolean;
  /** What stands below: 'and 12 more in data/sources.csv'. */
  note?: string;
}

const CELL: Style = { ...BODY, size: 7.4 };
const HEAD: Style = { face: 'bold', size: 7, colour: COLOURS.heading };
const CAPTION: Style = { face: 'bold', size: 7.8, colour: COLOURS.text };
const PAD_X = 3.5;
const PAD_Y = 2.2;
const BELOW: Style = { face: 'sans', size: 6.4, colour: COLOURS.soft };
/** Lines a cell may have in a table of one page, tried in this order. */
const ONE_PAGE_LINES = [8, 4, 2, 1] as const;
/** Lines a cell has before any is cut for the sake of the page. */
const UNCUT_LINES = ONE_PAGE_LINES[0];
/** Kept for the heading of the section above a table of one page. */
const HEADING_ROOM = 40;
/** So many rows stand below the heading before a page ends. */
const ROWS_TOGETHER = 3;
/** A table that needs less of a page than this is not divided; a longer one starts where it is. */
const KEPT_WHOLE = 0.4;

interface Row {
  cells: Line[][];
  below: Line[];
  size: number;
  height: number;
}

/** A left column behind a right one stands off, or their texts would touch. */
function padLeft(columns: readonly Column[], index: number): number {
  const behindRight = columns[index - 1]?.align === 'right' && columns[index]!.align !== 'right';
  return behindRight ? PAD_X + 6 : PAD_X;
}

/** Words wider than this part of a table are addresses, paths and hashes: they are broken. */
const WIDEST_WORD = 0.13;

/** Width of the longest word of each column that is no longer than `most`. */
function longestWords(
  columns: readonly Column[],
  rows: readonly (readonly Text[] | WideRow)[],
  style: Style,
  most: number,
): number[] {
  const longest = columns.map(() => 0);
  for (const row of rows) {
    const cells = 'cells' in row ? row.cells : row;
    cells.forEach((text, index) => {
      const face = columns[index]!.face ?? style.face;
      for (const run of typeof text === 'string' ? [{ text, face, size: style.size }] : text)
        for (const word of run.text.split(' ')) {
          const width = widthOf(word, run.face ?? face, run.size ?? style.size);
          if (width <= most && width > longest[index]!) longest[index] = width;
        }
    });
  }
  return longest;
}

/** Widths in points: by share, but never narrower than the longest word of the heading and, where there is room, of the cells. */
function columnWidths(columns: readonly Column[], width: number, words: readonly number[]): number[] {
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  const wanted = columns.map((column) => (width * column.width) / total);
  const around = (index: number): number => padLeft(columns, index) + PAD_X + 0.1;
  const headings = columns.map(({ title }, index) => {
    const widths = title.split(' ').map((word) => widthOf(word, HEAD.face, HEAD.size));
    return Math.max(...widths) + around(index);
  });
  const wide = headings.map((least, index) => Math.max(least, words[index]! + around(index)));
  const least = wide.reduce((sum, each) => sum + each, 0) <= width ? wide : headings;
  const missing = wanted.reduce((sum, want, index) => sum + Math.max(0, least[index]! - want), 0);
  const spare = wanted.reduce((sum, want, index) => sum + Math.max(0, want - least[index]!), 0);
  return wanted.map((want, index) =>
    want < least[index]! ? least[index]! : want - ((want - least[index]!) * missing) / Math.max(spare, 1),
  );
}

class TableLayout {
  readonly #flow: Flow;
  readonly #columns: readonly Column[];
  readonly #style: Style;
  readonly #x: number[] = [];
  readonly #inner: number[] = [];

  constructor(
    flow: Flow,
    columns: readonly Column[],
    style: Style,
    rows: readonly (readonly Text[] | WideRow)[],
  ) {
    this.#flow = flow;
    this.#columns = columns;
    this.#style = style;
    const words = longestWords(columns, rows, style, flow.width * WIDEST_WORD);
    const widths = columnWidths(columns, flow.width, words);
    let x = flow.left;
    columns.forEach((_, index) => {
      const pad = padLeft(columns, index);
      this.#x.push(x + pad);
      this.#inner.push(widths[index]! - pad - PAD_X);
      x += widths[index]!;
    });
  }

  row(row: readonly Text[] | WideRow, face: Face, maxLines: number): Row {
    const { cells: texts, below } = 'cells' in row ? row : { cells: row, below: [] };
    const cells = texts.map((text, index) => {
      const style = { ...this.#style, face: this.#columns[index]!.face ?? face };
      return cappedLines(text, style, this.#inner[index]!, maxLines, this.#flow);
    });
    const width = this.#flow.left + this.#flow.width - this.#belowX - PAD_X;
    const wide = below.flatMap((text) => cappedLines(text, BELOW, width, maxLines, this.#flow));
    return this.#measured(cells, wide, this.#style.size);
  }

  head(): Row {
    const cells = this.#columns.map(({ title }, index) => linesOf(title, HEAD, this.#inner[index]!));
    return this.#measured(cells, [], HEAD.size);
  }

  /** What stands under the cells leaves the first column free: it holds the number of the row. */
  get #belowX(): number {
    return this.#x[1] ?? this.#x[0]!;
  }

  #measured(cells: Line[][], below: Line[], size: number): Row {
    const most = Math.max(...cells.map((lines) => lines.length));
    const height = most * leading(size) + below.length * leading(BELOW.size) + 2 * PAD_Y;
    return { cells, below, size, height };
  }

  draw(row: Row, tag: 'TH' | 'TD' = 'TD'): void {
    const flow = this.#flow;
    const { document } = flow;
    const top = flow.y;
    const drawCell = (lines: readonly Line[], index: number): void => {
      flow.y = top + PAD_Y;
      for (const line of lines) {
        const last = line[line.length - 1];
        const used = last === undefined ? 0 : last.x + last.width;
        const shift = this.#columns[index]!.align === 'right' ? this.#inner[index]! - used : 0;
        flow.drawLines([line], this.#x[index]! + shift, row.size);
      }
    };
    document.element('TR', () => {
      row.cells.forEach((lines, index) => {
        document.element(tag, () => drawCell(lines, index));
      });
    });
    flow.y = top + row.height - PAD_Y - row.below.length * leading(BELOW.size);
    const drawBelow = (): void => flow.drawLines(row.below, this.#belowX, BELOW.size);
    if (row.below.length > 0)
      document.element('TR', () => document.element('TD', drawBelow, { columns: this.#columns.length }));
    flow.y = top + row.height;
  }

  drawHead(row: Row): void {
    const flow = this.#flow;
    flow.document.box(flow.left, flow.y, flow.width, row.height, COLOURS.band);
    this.draw(row, 'TH');
  }
}

/** Draws a table with its caption; nothing when it has no rows. */
export function table(
  flow: Flow,
  { caption, columns, rows: given, totals, size, onePage = false, note: below }: Table,
): void {
  if (given.length === 0) return;
  const { rows: mostRows, cellLines } = flow.brevity;
  // The line that tells of a row left out takes the room of that row.
  const rows = onePage || given.length <= mostRows + 1 ? given : given.slice(0, mostRows);
  const leftOut =
    rows.length < given.length ? flow.texts.table.leftOut(flow.units.count(given.length - rows.length)) : '';
  const note = [leftOut, below ?? ''].filter((part) => part !== '').join(' ');
  const layout = new TableLayout(flow, columns, { ...CELL, size: size ?? CELL.size }, rows);
  const head = layout.head();
  const title = flow.texts.table.caption(flow.nextTable(), caption);
  const captionLines = (text: string): Line[] => cappedLines(text, CAPTION, flow.width, 3, flow);
  const drawCaption = (text: string): void => {
    flow.drawLines(captionLines(text), flow.left, CAPTION.size);
    flow.y += 2;
  };
  const captionHeight = captionLines(title).length * leading(CAPTION.size) + 2;
  const heightOf = (list: Row[]): number => list.reduce((sum, row) => sum + row.height, 0);
  const around = captionHeight + head.height + (note ? 2 * leading(SMALL.size) : 0);
  const totalRows = (totals ?? []).map((row) => layout.row(row, 'bold', cellLines));
  const mayNeed = onePage ? flow.room - HEADING_ROOM : flow.room * KEPT_WHOLE;
  const bodyOf = (maxLines: number): Row[] => rows.map((row) => layout.row(row, CELL.face, maxLines));
  // A table that a page of its own would cut, and what is left of this page and the next would not.
  const dividedUncut = (): boolean => {
    const body = bodyOf(UNCUT_LINES);
    const left = flow.bottom - flow.y - HEADING_ROOM;
    const heads = captionHeight + head.height;
    const whole = around + heightOf([...body, ...totalRows]);
    const begins = heads + heightOf(body.slice(0, ROWS_TOGETHER)) <= left;
    // A row is as likely to leave most of its height at the foot of the page as none.
    const lost = Math.max(...body.map(({ height }) => height));
    return whole > mayNeed && begins && whole + heads + lost <= left + flow.room;
  };
  const divided = onePage && dividedUncut();
  let bodyRows: Row[] = [];
  for (const maxLines of divided ? [UNCUT_LINES] : onePage ? ONE_PAGE_LINES : [cellLines]) {
    bodyRows = bodyOf(maxLines);
    if (around + heightOf([...bodyRows, ...totalRows]) <= mayNeed) break;
  }
  const all = [...bodyRows, ...totalRows];
  const whole = around + heightOf(all);
  const start = captionHeight + head.height + heightOf(all.slice(0, ROWS_TOGETHER));
  flow.gap(3);
  flow.reserve(whole <= mayNeed ? whole : start);
  const drawTable = (): void => {
    flow.document.element('Caption', () => drawCaption(title));
    layout.drawHead(head);
    all.forEach(drawRow);
  };
  // Totals stay together with the row before them, and no last row goes to the next page alone.
  const keptFrom = bodyRows.length - (totalRows.length > 0 ? 1 : 2);
  const drawRow = (row: Row, index: number): void => {
    const kept = index === keptFrom ? heightOf(all.slice(index + 1)) : 0;
    if (flow.y + row.height + kept > flow.bottom) {
      flow.newPage();
      // Told once to a reader aloud, shown on every page.
      flow.document.artifact(() => {
        drawCaption(flow.texts.table.continued(title));
        layout.drawHead(head);
      });
    }
    const right = flow.left + flow.width;
    if (index === bodyRows.length) flow.document.line(flow.left, flow.y, right, flow.y, 1, COLOURS.heading);
    layout.draw(row);
    flow.document.line(flow.left, flow.y, right, flow.y, 0.4, COLOURS.rule);
  };
  flow.document.element('Table', drawTable);
  flow.y += 3;
  if (note) flow.plain(note, SMALL);
  flow.y += 4;
}
