// CSV exports with a header line: finds the columns a format wants under any of their spellings, then turns rows into entries.

import { REJECTIONS, type TimeEntry } from '../model/billing.ts';
import { type CsvRow, csvRows, delimiterOf, lineEnd, statedDelimiter } from './csv-rows.ts';
import type { TimeEntries, TimeEntryOptions } from './format.ts';
import { RowProblem, readRow } from './rows.ts';

/** Spellings of the columns of a format, lower case; the first is the one used in messages. */
export type ColumnNames<C extends string> = Readonly<Record<C, readonly string[]>>;

/** A CSV text with its columns found. */
export interface CsvTable<C extends string> {
  /** Required columns that the header lacks, by the first spelling. */
  missing: string[];
  /** Names of columns that occur twice. */
  doubled: string[];
  /** Columns nobody reads, as written. */
  ignored: string[];
  /** All rows behind the header, but those of delimiters alone, which spreadsheets leave behind. */
  rows: CsvRow[];
  /** The trimmed cell of a row; '' when the row or the header does not have it. */
  cell(row: CsvRow, column: C): string;
}

function headerName(cell: string): string {
  return cell.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** Reads the header line alone. */
export function headerOf<C extends string>(
  text: string,
  names: ColumnNames<C>,
  required: readonly NoInfer<C>[],
): Omit<CsvTable<C>, 'rows'> & { width: number; delimiter: string } {
  const stated = statedDelimiter(text);
  const body = stated === undefined ? text.replace(/^\uFEFF/, '') : text.slice(stated.next);
  const line = body.slice(0, lineEnd(body, 0));
  const delimiter = stated?.delimiter ?? delimiterOf(line);
  const cells = csvRows(line, delimiter)[0]?.cells ?? [];
  const header = cells.map(headerName);
  const columns = Object.keys(names) as C[];
  const places = new Map<C, number>();
  for (const column of columns) {
    const place = header.findIndex((cell) => names[column].includes(cell));
    if (place >= 0) places.set(column, place);
  }
  const doubled = columns.filter(
    (column) => header.filter((cell) => names[column].includes(cell)).length > 1,
  );
  return {
    missing: required.filter((column) => !places.has(column)).map((column) => names[column][0]),
    doubled: doubled.map((column) => names[column][0]),
    ignored: cells.filter((cell, place) => cell.trim() !== '' && ![...places.values()].includes(place)),
    cell: (row, column) => (row.cells[places.get(column) ?? -1] ?? '').trim(),
    width: cells.length,
    delimiter,
  };
}

/** Undefined when the header has all required columns once; else one phrase why not. */
export function headerRefusal<C extends string>(
  text: string,
  names: ColumnNames<C>,
  required: readonly NoInfer<C>[],
): string | undefined {
  const { missing, doubled } = headerOf(text, names, required);
  if (missing.length > 0) return `no column ${missing.join(', ')} in the first line`;
  return doubled.length === 0 ? undefined : `two columns named ${doubled[0]}`;
}

/** Header and rows. */
export function csvTable<C extends string>(
  text: string,
  names: ColumnNames<C>,
  required: readonly NoInfer<C>[],
): CsvTable<C> & { width: number } {
  const header = headerOf(text, names, required);
  const headerLine = statedDelimiter(text) === undefined ? 1 : 2;
  const rows = csvRows(text.replace(/^\uFEFF/, ''), header.delimiter).filter(
    (row) =>
      row.line > headerLine && (row.fault !== undefined || row.cells.some((cell) => cell.trim() !== '')),
  );
  return { ...header, rows };
}

/** Every row as an entry or as rejected. */
export function tableEntries<C extends string>(
  table: CsvTable<C> & { width: number },
  options: TimeEntryOptions,
  entryOf: (row: CsvRow, cell: (column: C) => string) => TimeEntry,
): TimeEntries {
  const result: TimeEntries = { entries: [], rejected: [], ignoredColumns: table.ignored };
  for (const row of table.rows) {
    const { entry, rejected } = readRow(
      () => {
        checkWidth(row, table.width);
        return entryOf(row, (column) => table.cell(row, column));
      },
      options,
      row.line,
      row.raw,
    );
    if (entry === undefined) result.rejected.push(rejected);
    else result.entries.push(entry);
  }
  return result;
}

function checkWidth(row: CsvRow, headerWidth: number): void {
  if (row.fault !== undefined) throw new RowProblem(row.fault, REJECTIONS[row.fault]);
  const width = row.cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (width > headerWidth)
    throw new RowProblem(
      'too-many-cells',
      `expected at most ${headerWidth} cells, found ${width}; quote cells that contain the delimiter`,
    );
}

/** The cell; RowProblem when it is empty. */
export function filled<C extends string>(
  cell: (column: C) => string,
  column: C,
  names: ColumnNames<C>,
): string {
  const text = cell(column);
  if (text !== '') return text;
  throw new RowProblem('missing-cell', `expected a value in column ${names[column][0]}, found nothing`);
}
