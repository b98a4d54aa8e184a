// What is told about a database in every report: which one, of when, which bytes, under which licence.
import { createHash } from 'node:crypto';

/** A geolocation or ASN database in use. */
export interface Database {
  role: 'country' | 'asn' | 'second opinion';
  /** The product's name. */
  name: string;
  /** Base name of the file that was read. */
  file: string;
  version: string;
  /** ISO date; '' when the database does not say. */
  buildDate: string;
  /** SHA-256 of the file, hex. */
  sha256: string;
  /** One line, with the credit that the licence asks for. */
  licence: string;
  /** Number of address blocks in the file, where it can be told. */
  records: number | undefined;
}

/** SHA-256, hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The day in a dated package version: "2.3.2026061719" is 2026-06-17; '' when there is none. */
export function dateInVersion(version: string): string {
  const match = /\.(\d{4})(\d\d)(\d\d)\d\d$/.exec(version);
  return match === null ? '' : `${match[1]}-${match[2]}-${match[3]}`;
}
