// Sentences that the analysis made in English, said in another language: a sentence is known by its shape, and what varies in it is carried over.

import type { LocalUnits } from '../local-units.ts';

/**
 * English shape and its translation. In the shape stand for what varies: {n} a number, {d} a measure with its unit, {t} a UTC time,
 * {span} two of them, {clock} a time of day, {date} a date, {v} names of attack vectors, {w} a phrase that is itself looked up, {ws} several of them,
 * {r} a number or a range, {x} anything inside a sentence, as it is, {z} anything at all that a person may have written; [s] may be missing, [a|b] is one of them. In the translation {1} is the first of these,
 * {1:Anfrage|Anfragen} adds the noun to a number, and {1?ist|sind} is only the word for it.
 */
export type Phrase = readonly [shape: string, translation: string];

/** What a phrase book needs of its language. */
export interface PhraseLanguage {
  phrases: readonly Phrase[];
  /** Between the last two of a list. */
  and: string;
  vector(title: string): string;
  /** What an attack went against: an address with a service, or a site. */
  target(text: string): string;
  /** A sentence that no shape fits. */
  unknown(sentence: string): string;
}

type Kind = 'n' | 'd' | 'r' | 't' | 'span' | 'clock' | 'date' | 'v' | 'w' | 'ws' | 'x' | 'z';

const NUMBER = String.raw`[-+\u2212]?\d[\d,]*(?:\.\d+)?`;
const TIME = String.raw`\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?Z`;
const CLOCK = String.raw`\d\d:\d\d:\d\d(?:\.\d+)?Z`;
const UNIT = '(?:%|d|h|min|s|[kMGTP]?bit/s|[kMGTP]?B|bytes?|packets/s|requests/s)';
// What strangers wrote into a sentence is cut long before; the bound keeps the search short whatever it holds.
const ANYTHING = String.raw`(?:(?![.!?] [\p{Lu}\d]).){1,400}?`;
const WRITTEN = '.{1,2000}?';
const PATTERNS: Record<Kind, string> = {
  n: NUMBER,
  d: String.raw`(?:[<>\u00b1] )?${NUMBER}(?: ${UNIT}(?: ${NUMBER} ${UNIT})?)?`,
  r: '[\\d., -]+',
  t: TIME,
  span: `${TIME}(?: to (?:${TIME}|${CLOCK}))?`,
  clock: CLOCK,
  date: String.raw`\d{4}-\d\d-\d\d`,
  v: ANYTHING,
  w: ANYTHING,
  ws: WRITTEN,
  x: ANYTHING,
  z: WRITTEN,
};
const MOST_CHARACTERS = 4000;
const MOST_SENTENCES = 4;
const CLOCK_LENGTH = 15;

interface Compiled {
  pattern: RegExp;
  kinds: Kind[];
  translation: string;
}

function compiled([shape, translation]: Phrase): Compiled {
  const kinds: Kind[] = [];
  const pattern = shape
    .split(/(\{[a-z]+\}|\[[^\]]*\])/)
    .map((part) => {
      if (part.startsWith('{')) {
        const kind = part.slice(1, -1) as Kind;
        kinds.push(kind);
        return `(${PATTERNS[kind]})`;
      }
      if (part.startsWith('['))
        return part.includes('|')
          ? `(?:${literal(part.slice(1, -1))})`
          : `(?:${literal(part.slice(1, -1))})?`;
      return literal(part);
    })
    .join('');
  return { pattern: new RegExp(`^${pattern}$`, 'su'), kinds, translation };
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()[\]\\/]/g, '\\$&');
}

// The shape with most words of its own is tried first: what is told more exactly is told first.
function bySpecificity(phrases: readonly Phrase[]): Compiled[] {
  const own = ([shape]: Phrase): number => shape.replace(/\{[a-z]+\}/g, '').length;
  return [...phrases].sort((a, b) => own(b) - own(a)).map(compiled);
}

/** What the analysis says, in a language. */
export interface Said {
  /** A sentence or name of the analysis; what has no form in the language is marked as such. */
  said(text: string): string;
  /** The same of a text that a person may have written: what is not known stays as it is. */
  saidOrWritten(text: string): string;
}

/** The phrases of a language, made ready when they are first asked for. Answers are kept. */
export function phraseBook({ phrases, ...words }: PhraseLanguage): (units: LocalUnits) => Said {
  let all: Compiled[] | undefined;
  return (units) => {
    all ??= bySpecificity(phrases);
    return saidWith(all, words, units);
  };
}

function saidWith(
  all: readonly Compiled[],
  { and, vector, target, unknown }: Omit<PhraseLanguage, 'phrases'>,
  units: LocalUnits,
): Said {
  const known = new Map<string, string | undefined>();
  const isIso = units.utcDate('2000-01-02') === '2000-01-02';
  const time = (text: string): string => (isIso ? text : units.utc(text.replace(' ', 'T')));
  const carried: Record<Kind, (text: string) => string | undefined> = {
    n: units.written,
    d: units.written,
    r: units.written,
    t: time,
    span: (text) => {
      const [start = '', end] = text.split(' to ');
      if (end === undefined) return time(start);
      const whole = end.length > CLOCK_LENGTH ? end : `${start.slice(0, 11)}${end}`;
      return units.utcSpan(start.replace(' ', 'T'), whole.replace(' ', 'T'));
    },
    clock: (text) => (isIso ? text : text.replace('Z', ' UTC')),
    date: units.utcDate,
    v: (text) =>
      text
        .split(/(, | and )/)
        .map((part) => (part === ' and ' ? and : part === ', ' ? part : vector(part)))
        .join(''),
    w: (text) => whole(text),
    ws: (text) => {
      const parts = text
        .split(/(; |, and )/)
        .map((part) => (part === ', and ' ? and : part === '; ' ? part : whole(part)));
      return parts.includes(undefined) ? undefined : parts.join('');
    },
    x: target,
    z: (text) => text,
  };

  const whole = (text: string): string | undefined => {
    if (text.length > MOST_CHARACTERS) return undefined;
    if (known.has(text)) return known.get(text);
    let translated: string | undefined;
    for (const { pattern, kinds, translation } of all) {
      const match = pattern.exec(text);
      if (match === null) continue;
      const parts = kinds.map((kind, index) => carried[kind](match[index + 1]!));
      // What a looked-up part does not know, another shape may fit.
      if (parts.includes(undefined)) continue;
      translated = filled(translation, match.slice(1), parts as string[]);
      break;
    }
    known.set(text, translated);
    return translated;
  };

  // The longest run of sentences that has a shape goes first: a shape may hold more than one sentence.
  const sentences = (text: string): string => {
    const pieces = text.split(/(?<=[.!?]) (?=[\p{Lu}\d])/u);
    const out: string[] = [];
    let left: string[] = [];
    const flush = (): void => {
      if (left.length > 0) out.push(unknown(left.join(' ')));
      left = [];
    };
    for (let at = 0; at < pieces.length; ) {
      const [translated, taken] = longest(pieces, at);
      if (translated === undefined) left.push(pieces[at]!);
      else {
        flush();
        out.push(translated);
      }
      at += taken;
    }
    flush();
    return out.join(' ');
  };

  const longest = (
    pieces: readonly string[],
    at: number,
  ): [translated: string | undefined, taken: number] => {
    for (let end = Math.min(pieces.length, at + MOST_SENTENCES); end > at; end--) {
      const translated = whole(pieces.slice(at, end).join(' '));
      if (translated !== undefined) return [translated, end - at];
    }
    return [undefined, 1];
  };

  const said = (text: string): string => (text === '' ? '' : (whole(text) ?? sentences(text)));
  return { said, saidOrWritten: (text) => (text === '' ? '' : (whole(text) ?? text)) };
}

// {1}, {1:Anfrage|Anfragen}, {1?ist|sind}
const PLACE = /\{(\d)(?:([:?])([^|}]*)\|([^}]*))?\}/g;

function filled(translation: string, found: readonly string[], carried: readonly string[]): string {
  return translation.replace(
    PLACE,
    (_, digit: string, mark: string | undefined, one: string, many: string) => {
      const index = Number(digit) - 1;
      if (mark === undefined) return carried[index]!;
      const noun = found[index] === '1' ? one : many;
      return mark === ':' ? `${carried[index]} ${noun}` : noun;
    },
  );
}
