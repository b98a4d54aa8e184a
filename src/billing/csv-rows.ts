// Rows of a CSV text, RFC 4180 section 2, with lone LF allowed. A broken row is returned as broken; the rows behind it are still read.

/** One row. `fault` is set when the quoting is wrong; `cells` is then empty. */
export interface CsvRow {
  /** 1-based line where the row starts. */
  line: number;
  cells: string[];
  fault: 'unclosed-quote' | 'text-after-quote' | undefined;
  /** The row as it stands in the text, without its line end. */
  raw: string;
}

/** The delimiter of a header line: comma, semicolon or tab, whichever occurs most. */
export function delimiterOf(headerLine: string): string {
  const count = (delimiter: string): number => headerLine.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

// sep=;   "sep=,"
const SEPARATOR_LINE = /^\uFEFF?"?sep=([,;\t])"?[,;\t]*(?=\r?\n|$)/i;

/** The delimiter that a first line for Excel states, and the offset of the line behind it; undefined without such a line. */
export function statedDelimiter(text: string): { delimiter: string; next: number } | undefined {
  const [line, delimiter] = SEPARATOR_LINE.exec(text) ?? [];
  if (line === undefined || delimiter === undefined) return undefined;
  return { delimiter, next: line.length + (text.startsWith('\r\n', line.length) ? 2 : 1) };
}

/** All rows that are not empty. After a row with a fault, reading goes on at the next line, so that one stray quote costs one row. */
export function csvRows(text: string, delimiter: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row = readRow(text, at, delimiter);
    const end = row.fault === undefined ? row.end : lineEnd(text, at);
    const raw = text.slice(at, end);
    if (raw.trim() !== '')
      rows.push({ line, cells: row.fault === undefined ? row.cells : [], fault: row.fault, raw });
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
    line += raw.split('\n').length;
  }
  return rows;
}

/** Offset of the line end at or behind `at`: of CR when CR LF, else of LF or of the text's end. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  const end = newline < 0 ? text.length : newline;
  return end > at && text[end - 1] === '\r' ? end - 1 : end;
}

function readRow(
  text: string,
  start: number,
  delimiter: string,
): { cells: string[]; end: number; fault: CsvRow['fault'] } {
  const cells: string[] = [];
  const rowEnd = lineEnd(text, start);
  for (let at = start; ; ) {
    let end: number;
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close < 0) return { cells, end: rowEnd, fault: 'unclosed-quote' };
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
      end = close + 1;
    } else {
      const stop = lineEnd(text, at);
      const rest = text.slice(at, stop);
      const length = rest.indexOf(delimiter);
      end = length < 0 ? stop : at + length;
      cells.push(text.slice(at, end));
    }
    if (end === lineEnd(text, end)) return { cells, end, fault: undefined };
    if (text[end] !== delimiter) return { cells, end: rowEnd, fault: 'text-after-quote' };
    at = end + 1;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}
