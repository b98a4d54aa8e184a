// Sentences of a message with their places, so that everything said about it can quote it exactly; and words as patterns.

import type { Quote } from '../model/demand.ts';

// Patterns run over single sentences; a "sentence" without end is cut here, so that no pattern meets a long text.
const MAX_SENTENCE = 1200;
const MOST_SENTENCES = 4000;

/** Sentences in order, without the blanks around them. They end at . ! ? before a blank, or at an empty line. */
export function sentencesOf(text: string): Quote[] {
  const quotes: Quote[] = [];
  const add = (from: number, to: number): void => {
    for (let at = from; at < to; at += MAX_SENTENCE) {
      const part = text.slice(at, Math.min(to, at + MAX_SENTENCE));
      const trimmed = part.trim();
      if (trimmed === '' || quotes.length >= MOST_SENTENCES) continue;
      const start = at + part.indexOf(trimmed);
      quotes.push({ text: trimmed, start, end: start + trimmed.length });
    }
  };
  let from = 0;
  for (const match of text.matchAll(/[.!?]["')\]]?(?=\s)|\n[ \t]*\r?\n/g)) {
    const end = match.index + match[0].length;
    add(from, end);
    from = end;
  }
  add(from, text.length);
  return quotes;
}

/** A pattern for any of the words as whole words, in any case; a blank in a word stands for any white space, line ends included, and " ?" for perhaps some. */
export function anyOf(...words: string[]): RegExp {
  const alternatives = words.join('|').replaceAll(' ?', '\\s*').replaceAll(' ', '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'iu');
}

/** The part of a sentence that matched, as a quote of the whole text. */
export function partOf(sentence: Quote, match: RegExpExecArray | RegExpMatchArray): Quote {
  const start = sentence.start + (match.index ?? 0);
  return { text: match[0], start, end: start + match[0].length };
}
