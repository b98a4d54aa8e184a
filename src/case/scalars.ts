// The texts that may stand behind a key of incident.yaml: how each is read, and what to say when it cannot be.

import { parseAddress, parsePrefix } from '../model/address.ts';
import { minorDigits, readScaled } from '../model/billing.ts';
import { ZONE_EXPECTED, zoneClock } from './zones.ts';

/** A kind of text. `expected` finishes the sentence "expected ..."; `read` returns undefined when the text is none of its kind. */
export interface Scalar<T> {
  readonly expected: string;
  read(text: string): T | undefined;
}

function checked(expected: string, fits: (text: string) => boolean): Scalar<string> {
  return { expected, read: (text) => (fits(text) ? text : undefined) };
}

export const REQUIRED_TEXT: Scalar<string> = checked(
  'a text that is not empty',
  (text) => text.trim() !== '',
);

export const YES_NO: Scalar<boolean> = {
  expected: 'true or false',
  read: (text) => (/^(?:true|yes)$/.test(text) ? true : /^(?:false|no)$/.test(text) ? false : undefined),
};

export const ZONE: Scalar<string> = checked(ZONE_EXPECTED, (text) => zoneClock(text) !== undefined);

export const CURRENCY: Scalar<string> = checked('a currency code of three capitals such as EUR', (text) =>
  /^[A-Z]{3}$/.test(text),
);

/** Hexadecimal digits, in lower case; '' when not stated. */
export const SHA256: Scalar<string> = {
  expected: 'a SHA-256 of 64 hexadecimal digits',
  read: (text) => (text === '' || /^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : undefined),
};

/** ISO 3166-1 alpha-2; UK is reserved there, the code is GB. */
export const COUNTRY: Scalar<string> = checked(
  'a country code of two capitals such as DE (GB for the United Kingdom)',
  (text) => text === '' || (/^[A-Z]{2}$/.test(text) && text !== 'UK'),
);

export const PREFIX: Scalar<string> = checked(
  'an address or prefix such as 192.0.2.0/24 or 2001:db8::/32',
  (text) => parsePrefix(text) !== undefined,
);

export const ADDRESS: Scalar<string> = checked('an IPv4 or IPv6 address', (text) =>
  parseAddress(text, new Uint32Array(4), 0),
);

/** A host name, with * for any characters, or a prefix; host names in lower case. */
export const MAIL_SERVER: Scalar<string> = {
  expected: 'a host name such as mx1.example.net or *.example.net, or an address or prefix',
  read(text) {
    const name = text.toLowerCase();
    return parsePrefix(text) !== undefined ||
      /^(?=.*[a-z])[a-z0-9*](?:[a-z0-9*._-]{0,251}[a-z0-9*])?$/.test(name)
      ? name
      : undefined;
  },
};

/** A calendar date, "2026-12-25". */
export const DATE: Scalar<string> = checked('a date such as 2026-12-25', (text) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
});

/** Seconds since local midnight, 0 to 86400. */
export const TIME_OF_DAY: Scalar<number> = {
  expected: 'a time of day in quotes such as "18:00"',
  read(text) {
    const match = /^(\d\d):([0-5]\d)$/.exec(text);
    if (match === null) return undefined;
    const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60;
    return seconds <= 86400 ? seconds : undefined;
  },
};

export const NUMBER: Scalar<number> = {
  expected: 'a number',
  read: (text) => (/^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined),
};

/** A whole number of something, within bounds. */
export function whole(low: number, high: number, what: string): Scalar<number> {
  return {
    expected: `${what}, a whole number from ${low} to ${high}`,
    read(text) {
      const value = /^[+-]?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= low && value <= high ? value : undefined;
    },
  };
}

/** A decimal number within bounds, as thousandths. */
export function thousandths(low: number, high: number, what: string): Scalar<number> {
  return {
    expected: `${what}, a number from ${low} to ${high} with at most 3 decimals`,
    read(text) {
      const scaled = readScaled(text, 3);
      return scaled !== undefined && scaled >= low * 1000 && scaled <= high * 1000 ? scaled : undefined;
    },
  };
}

/** An amount in minor units of a currency. */
export function money(currency: string): Scalar<number> {
  const digits = minorDigits(currency);
  return {
    expected: `an amount with at most ${digits} decimals and no grouping, such as ${digits === 0 ? '1250' : '1250.50'}`,
    read: (text) => readScaled(text, digits),
  };
}

/** A price in billionths of the currency's main unit: tariffs for traffic are finer than its minor unit. */
export const PRICE: Scalar<number> = {
  expected: 'a price up to 1000 with at most 9 decimals and no grouping, such as 0.09',
  read: (text) => readScaled(text, 9),
};

/** One of several words. */
export function oneOf<const T extends string>(words: readonly T[]): Scalar<T> {
  return { expected: `one of ${words.join(', ')}`, read: (text) => words.find((word) => word === text) };
}
