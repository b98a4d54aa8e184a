// Secrets taken out of text before it can reach an output: each becomes a mark that tells its kind and length, and is counted by place.

import { MARK, SECRET_RULES, type SecretKind, type SecretRule, traits } from './secret-rules.ts';

/** Where a text comes from. */
export interface TextPlace {
  /** Evidence id, or the name of a file of the operator; '' for what the tool wrote itself. */
  file: string;
  /** Id of the demand, entry or line that the text belongs to; '' when it has none. */
  rowId: string;
  field: string;
  /** Written by visitors of the site: their mail addresses and what their paths hold are redacted too. */
  visitors: boolean;
}

/** Secrets of one kind in one place; a row of redactions.csv. */
export interface RedactionCount extends Omit<TextPlace, 'visitors'> {
  kind: SecretKind;
  count: number;
}

/** Makes the last part of a mark: four hex digits that are equal for equal secrets, and tell nothing of them to whoever lacks the evidence. */
export type SecretTag = (secret: string) => string;

/** A text without its secrets. */
export type Redact = (text: string) => string;

const MARKS = new RegExp(`(${MARK})`);

/** Takes out secrets and counts them. */
export class Redactor {
  readonly #enabled: boolean;
  readonly #counts: Map<string, RedactionCount> = new Map();

  /** Not enabled, it hands every text back as it is. */
  constructor(enabled: boolean) {
    this.#enabled = enabled;
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  /** For texts of one place. */
  at(place: TextPlace, tag: SecretTag): Redact {
    if (!this.#enabled) return (text) => text;
    const rules = SECRET_RULES.filter((rule) => place.visitors || !rule.visitorsOnly);
    return (text) => {
      const found = traits(text);
      const useful = rules.filter((rule) => (rule.needs & found) === rule.needs);
      // Text and marks take turns; rules see only text, so that a mark is never redacted again.
      let parts = text.includes('[R:') ? text.split(MARKS) : [text];
      for (const rule of useful) {
        if (parts.length === 1) parts = this.#replace(parts[0]!, rule, place, tag);
        else
          parts = parts.flatMap((part, index) =>
            index % 2 === 0 ? this.#replace(part, rule, place, tag) : part,
          );
      }
      return parts.length === 1 ? parts[0]! : parts.join('');
    };
  }

  /** What was taken out, ordered by file (E2 before E10), row, field and kind. */
  list(): RedactionCount[] {
    const ordered = (key: string): string => key.replace(/\d+/g, (digits) => digits.padStart(9, '0'));
    return [...this.#counts]
      .map(([key, count]) => ({ key: ordered(key), count }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ count }) => count);
  }

  /** Text, mark, text, ... mark, text. */
  #replace(text: string, rule: SecretRule, place: TextPlace, tag: SecretTag): string[] {
    const found = rule.find(text);
    if (found.length === 0) return [text];
    const parts: string[] = [];
    let done = 0;
    for (const { kind, start, end } of found) {
      const secret = text.slice(start, end);
      parts.push(text.slice(done, start), `[R:${kind}:len=${secret.length}:h=${tag(secret)}]`);
      done = end;
      this.#count(place, kind);
    }
    parts.push(text.slice(done));
    return parts;
  }

  #count({ file, rowId, field }: TextPlace, kind: SecretKind): void {
    const key = JSON.stringify([file, rowId, field, kind]);
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { file, rowId, field, kind, count: 1 });
    else known.count++;
  }
}
