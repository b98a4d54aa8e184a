// What the schema of incident.yaml needs besides the schema itself: what it must know, what it finds wrong, names of keys in the program, order of times, paths of all keys.

import type { StatedTime, TimeProblem, ZoneClock } from '../model/stated-time.ts';

/** What the schema must know before it reads the rest of the file. */
export interface SchemaContext {
  /** For stated times without an offset. */
  zone: ZoneClock | undefined;
  /** Default of work_log.zone. */
  zoneId: string;
  /** Currency of rates, and default currency of losses; '' when not stated. */
  currency: string;
  /** Names that `thresholds` may set; any when undefined. */
  knownThresholds: readonly string[] | undefined;
}

/** One thing wrong in the file. Paths are those of the file: snake_case keys and list indexes. */
export type SchemaIssue =
  | { kind: 'unknown-key'; path: readonly PropertyKey[]; key: string }
  | { kind: 'wrong-value'; path: readonly PropertyKey[]; expected: string }
  | { kind: 'incomplete'; path: readonly PropertyKey[]; needs: string }
  | { kind: 'wrong-time'; path: readonly PropertyKey[]; problem: TimeProblem['kind']; message: string };

type CamelKey<S> = S extends `${infer A}_${infer B}` ? `${A}${Capitalize<CamelKey<B>>}` : S & string;
/** The same keys in camelCase. */
export type CamelKeys<T> = { [K in keyof T as CamelKey<K>]-?: T[K] };

/** Keys are snake_case in the file and camelCase in the program. */
export function camelKeys<T extends object>(value: T): CamelKeys<T> {
  const entries = Object.entries(value).map(([key, item]) => [
    key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    item,
  ]);
  return Object.fromEntries(entries) as CamelKeys<T>;
}

/** Without the keys that are undefined. */
export function definedOnly<T>(value: Record<string, T | undefined>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, T] => entry[1] !== undefined),
  );
}

/** True when `end` is stated and lies before `start`. */
export function isBefore(end: StatedTime | undefined, start: StatedTime): boolean {
  return end !== undefined && (end.sec < start.sec || (end.sec === start.sec && end.nsec < start.nsec));
}

/** As much of a JSON schema as names its keys. */
export interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
}

/** Every key as a path, in the order of the schema. */
export function pathsOf(schema: JsonSchema): string[] {
  const paths: string[] = [];
  const walk = (node: JsonSchema, at: string): void => {
    if (node.items !== undefined) walk(node.items, `${at}[]`);
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      const path = at === '' ? key : `${at}.${key}`;
      paths.push(path);
      walk(child, path);
    }
  };
  walk(schema, '');
  return paths;
}
