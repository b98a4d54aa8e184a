// What the page is given as JSON: words and numbers only, already in the order in which they are shown.

/** How a cell is shown and sorted. `count` and `time` are numbers that the page writes out; all else is text: `when` a time already written out, in every language as 2026-06-10 03:02:10Z so that text order is the order of times, `long` sentences. */
export type ColumnKind = 'text' | 'long' | 'mono' | 'when' | 'address' | 'count' | 'time';

/** A column of a table, values in the order of the rows. */
export interface PageColumn {
  title: string;
  kind: ColumnKind;
  /** Texts or numbers; indices into `words` when there are words; seconds since 1970 UTC for `time`, -1 unknown. */
  values: (string | number)[];
  /** The distinct texts of a column that repeats itself. */
  words?: string[];
  /** What to sort by when it is not the text. */
  sort?: number[];
  /** Shown in the details of a row only. */
  hidden?: true;
}

/** A table that can be sorted and searched. */
export interface PageTable {
  id: string;
  caption: string;
  /** What a row is: 'network', 'networks'. */
  noun: [one: string, many: string];
  rows: number;
  columns: PageColumn[];
  note: string;
}

/** A chart, drawn once for all documents. */
export interface PageFigure {
  title: string;
  altText: string;
  /** A data: URL with the SVG. */
  source: string;
  width: number;
  height: number;
}

/** Something that folds away: a vector with its criteria, an explanation that was considered. */
export interface PageBlock {
  title: string;
  paragraphs: string[];
  tables: PageTable[];
}

/** A chapter of the page. */
export interface PageSection {
  /** Name of the anchor; fixed, never from evidence. */
  id: string;
  title: string;
  /** One word for the row of links. */
  short: string;
  paragraphs: string[];
  /** Sentences as a list. */
  sentences: string[];
  figures: PageFigure[];
  tables: PageTable[];
  blocks: PageBlock[];
}

/** Times in seconds since 1970 UTC. */
export interface PageTimeline {
  /** Where the view begins and ends at first, and with the waves only; equal ends when there is nothing. */
  measured: [from: number, to: number];
  attack: [from: number, to: number];
  all: [from: number, to: number];
  lanes: { lane: string; title: string; unit: string; bucketSec: number; at: number[]; values: number[] }[];
  rows: { kind: string; title: string; items: [from: number, to: number, label: string, text: string][] }[];
}

/** Everything on the page but the sources. */
export interface PageModel {
  exercise: string;
  title: string;
  heading: string[];
  answers: [question: string, answer: string][];
  tiles: { label: string; value: string; unit: string; note: string }[];
  timeline: PageTimeline;
  sections: PageSection[];
  footer: string[];
}

/** A section with only what it has. */
export function section(
  id: string,
  title: string,
  short: string,
  parts: Partial<Omit<PageSection, 'id' | 'title' | 'short'>>,
): PageSection {
  return { id, title, short, paragraphs: [], sentences: [], figures: [], tables: [], blocks: [], ...parts };
}

/** A column of a small table: how it is shown, and the cell of a row. A sort value is given where the text does not sort by itself. */
export interface ColumnOf<Row> {
  title: string;
  kind: ColumnKind;
  cell(row: Row): string | number;
  sortBy?(row: Row): number;
}

/** A column of texts. */
export function words<Row>(
  title: string,
  cell: (row: Row) => string,
  kind: 'text' | 'long' | 'mono' | 'when' = 'text',
): ColumnOf<Row> {
  return { title, kind, cell };
}

/** A column of whole numbers. */
export function counts<Row>(title: string, cell: (row: Row) => number): ColumnOf<Row> {
  return { title, kind: 'count', cell };
}

/** A column of numbers written with their unit. */
export function measures<Row>(
  title: string,
  value: (row: Row) => number,
  text: (value: number, row: Row) => string,
): ColumnOf<Row> {
  return { title, kind: 'text', cell: (row) => text(value(row), row), sortBy: value };
}

/** A table of rows; a column in which nothing is known is left out. */
export function tableOf<Row>(
  id: string,
  caption: string,
  noun: [string, string],
  rows: readonly Row[],
  columns: readonly ColumnOf<Row>[],
  note: string = '',
): PageTable {
  const shown: PageColumn[] = [];
  for (const { title, kind, cell, sortBy } of columns) {
    const values = rows.map(cell);
    if (rows.length > 0 && values.every((value) => value === '')) continue;
    shown.push(
      sortBy === undefined ? { title, kind, values } : { title, kind, values, sort: rows.map(sortBy) },
    );
  }
  return { id, caption, noun, rows: rows.length, columns: shown, note };
}
