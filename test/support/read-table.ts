// A CSV file with a header as objects, by the reader that is independent of the library that writes.

import { readCsv } from './read-csv.ts';

/** One object a row, cells by column name; a byte order mark is dropped. */
export function readTable(text: string): Record<string, string>[] {
  const [header, ...rows] = readCsv(text.replace(/^\ufeff/, ''));
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])));
}
