// CSV as evidence (RFC 4180: CRLF, UTF-8 without BOM) and its view for Excel, in one pass over the rows; quoting by csv-stringify.

import { type Options, stringify } from 'csv-stringify/sync';
import type { IncidentFacts } from '../../model/facts.ts';
import { escapeControl, escapeRemainingControl } from '../../model/text.ts';
import { OutputFile, type ReportInput, type ReportWriter, type WrittenFile } from '../writer.ts';
import { type CellValue, LineWriter, Page, type QuotedCell } from './line-writer.ts';

/** A column: its name (lower snake case, unit suffix) and its cell of a row. */
export interface Column<Row> {
  name: string;
  /** True for text that carries \u{..} escapes already; they are not escaped again. */
  escaped: boolean;
  cell(row: Row): CellValue;
}

/** A table to be written. */
export interface CsvTable<Row> {
  id: string;
  title: string;
  /** Relative to the output folder, ending in .csv. */
  path: string;
  columns(facts: IncidentFacts): Column<Row>[];
  /** Rows in the order in which they are written. */
  rows(input: ReportInput): Iterable<Row[]> | AsyncIterable<Row[]>;
  /** True: also write a view for Excel beside it. */
  excel: boolean;
}

// Without quote_record_delimiter a lone CR or LF stays unquoted as soon as record_delimiter is set (measured with 6.9.0): a row could be
// forged. Control characters have been escaped before; this is the second lock.
const EXACT: Options = {
  record_delimiter: 'windows',
  quote_record_delimiter: true,
  quoted_match: /[\r\n]/,
  eof: false,
};
const FOR_EXCEL: Options = { ...EXACT, escape_formulas: true };

/** Rows of a sheet, with its header, that Excel can hold; the view ends there, the exact table never does. */
export const EXCEL_ROWS = 1_048_576;

// csv-stringify escapes a formula at the very start only; some spreadsheets skip spaces before it.
const FORMULA_AFTER_SPACE = /^\s+[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const FORMULA_START = /^[\s=+\-@\uff1d\uff0b\uff0d\uff20]/;
// Names of networks, user agents and the like come again and again; csv-stringify takes 2 µs a cell.
const REMEMBERED_CELLS = 20_000;
const PAGE_BYTES = 1 << 20;
const BOM = '\ufeff';

/** Quotes the cells of one column, remembering them. */
function columnQuoting(escaped: boolean): (text: string) => QuotedCell {
  const remembered = new Map<string, QuotedCell>();
  return (text) => {
    let cell = remembered.get(text);
    if (cell === undefined) {
      cell = quoteCell(escaped ? escapeRemainingControl(text) : escapeControl(text));
      if (remembered.size >= REMEMBERED_CELLS) remembered.clear();
      remembered.set(text, cell);
    }
    return cell;
  };
}

function quoteCell(visible: string): QuotedCell {
  const exact = Buffer.from(stringify([[visible]], EXACT));
  if (!FORMULA_START.test(visible)) return { exact, excel: exact };
  const shown = FORMULA_AFTER_SPACE.test(visible) ? `'${visible}` : visible;
  return { exact, excel: Buffer.from(stringify([[shown]], FOR_EXCEL)) };
}

/** A column. */
export function column<Row>(name: string, cell: (row: Row) => CellValue): Column<Row> {
  return { name, escaped: false, cell };
}

/** A column of text that carries \u{..} escapes already. */
export function escapedColumn<Row>(name: string, cell: (row: Row) => CellValue): Column<Row> {
  return { name, escaped: true, cell };
}

/** A column that the documented layout has and that nothing is known about: always empty. */
export function unknown<Row>(name: string): Column<Row> {
  return { name, escaped: false, cell: () => undefined };
}

/** 0 is unknown here: AS numbers, ports, status codes, peaks of what took part in an attack. */
export function unlessZero(value: number): number | undefined {
  return value === 0 ? undefined : value;
}

/** Name and version of the first database with such a role; '' without one. */
export function databaseName(facts: IncidentFacts, role: RegExp): string {
  const database = facts.databases.find((candidate) => role.test(candidate.role));
  return database === undefined ? '' : `${database.name} ${database.version}`.trim();
}

/** The path of the view for Excel of a table. */
export function excelPath(path: string): string {
  return path.replace(/\.csv$/, '.excel.csv');
}

type Sink = Pick<OutputFile, 'write'>;

async function store(page: Page, file: Sink): Promise<void> {
  await file.write(page.bytes.subarray(0, page.length));
}

async function writeRows<Row>(
  table: CsvTable<Row>,
  input: ReportInput,
  exactFile: Sink,
  excelFile: Sink | undefined,
): Promise<void> {
  const columns = table.columns(input.facts);
  const quoting = columns.map((each) => columnQuoting(each.escaped));
  const header = columns.map((each) => each.name).join(',') + '\r\n';
  await exactFile.write(Buffer.from(header));
  await excelFile?.write(Buffer.from(`${BOM}row_id,${header}`));

  const lines = new LineWriter();
  const excel = new Page();
  const storePages = async (): Promise<void> => {
    await store(lines.exact, exactFile);
    lines.reset();
    if (excelFile !== undefined) await store(excel, excelFile);
    excel.length = 0;
  };
  let rowNumber = 0;
  for await (const rows of table.rows(input)) {
    for (const row of rows) {
      for (let i = 0; i < columns.length; i++) lines.cell(columns[i].cell(row), quoting[i]);
      rowNumber++;
      lines.end(excelFile !== undefined && rowNumber < EXCEL_ROWS ? excel : undefined, rowNumber);
      if (lines.exact.length >= PAGE_BYTES) await storePages();
    }
  }
  await storePages();
}

/** The writer of a table, and its exact bytes for whoever puts them into another file. */
export interface CsvWriter extends ReportWriter {
  path: string;
  bytes(input: ReportInput): Promise<Buffer>;
}

/** The writer of a table. */
export function csvTable<Row>(table: CsvTable<Row>): CsvWriter {
  return {
    id: table.id,
    title: table.title,
    path: table.path,
    async bytes(input: ReportInput): Promise<Buffer> {
      const pages: Buffer[] = [];
      // A page is filled again after it was written.
      const write = async (page: Uint8Array): Promise<void> => void pages.push(Buffer.from(page));
      await writeRows(table, input, { write }, undefined);
      return Buffer.concat(pages);
    },
    async write(input: ReportInput, directory: string): Promise<WrittenFile[]> {
      const exact = await OutputFile.create(directory, table.path, table.title);
      const excel = table.excel
        ? await OutputFile.create(directory, excelPath(table.path), `${table.title}; view for Excel`)
        : undefined;
      try {
        await writeRows(table, input, exact, excel);
      } finally {
        await exact.close();
        await excel?.close();
      }
      return excel === undefined ? [exact.describe()] : [exact.describe(), excel.describe()];
    },
  };
}
