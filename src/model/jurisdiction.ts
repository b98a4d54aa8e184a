// What a country's reader will ask about: where to report, which sections of law, by which instrument records are kept. Dated; names, no advice.

/** One office, section of law or instrument. */
export interface JurisdictionEntry {
  /** As it is called there. */
  name: string;
  /** One phrase. */
  text: string;
  /** Where this can be read. */
  url: string;
  /** True when a copy of that page, or of the law, was read on the date of the data; false: from general knowledge, to be checked before it is quoted. */
  read: boolean;
}

/** One country or union, as of a date. */
export interface Jurisdiction {
  id: 'us' | 'uk' | 'de' | 'eu';
  title: string;
  /** Codes of the countries it is chosen for, ISO 3166-1 alpha-2. */
  countries: readonly string[];
  /** Calendar date on which the data was checked. */
  asOf: string;
  report: readonly JurisdictionEntry[];
  laws: readonly JurisdictionEntry[];
  /** Instruments of the authorities; none of them is the victim's. */
  preservation: readonly JurisdictionEntry[];
  /** How a written statement on records is given there. */
  declaration: {
    basis: JurisdictionEntry;
    /** Sentences that stand before the signature. */
    closing: string;
  };
}

/** The data for the victim's country, with its age at the time of the report. */
export interface JurisdictionFacts extends Jurisdiction {
  country: string;
  /** Days from `asOf` to the report; negative when the report is dated before it. */
  ageDays: number;
  /** Older than 180 days. */
  stale: boolean;
}
