// YAML text to plain values in which every scalar is the text as written, with the line and column of each. YAML 1.2, failsafe schema.

import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { InputError } from '../model/diagnostic.ts';

/** 1-based. */
export interface Position {
  line: number;
  column: number;
}

/** Values and where they stand. */
export interface YamlSource {
  /** Maps, lists, texts; undefined for what is empty, ~ or null. */
  value: unknown;
  /** Where the value (or the key) at a path stands; the innermost enclosing thing when the path leads nowhere. */
  position(path: readonly PropertyKey[], of: 'key' | 'value'): Position;
}

// Enough for a few shared blocks; a file that needs more was made to exhaust memory.
const MAX_ALIASES = 100;

const SYNTAX_HINT = 'check indentation, quotes and colons there';

/**
 * Reads one YAML document. Numbers and booleans stay texts ("+49 30", "12.50", "2026-10"), so that nothing is rounded or reinterpreted
 * before the schema knows what a key means.
 */
export function readYaml(text: string, fileName: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    const duplicate = fault.code === 'DUPLICATE_KEY';
    const code = duplicate ? 'incident/duplicate-key' : 'incident/yaml-syntax';
    const hint = duplicate
      ? 'each key may stand once in its block; remove one of the two'
      : `expected YAML, found: ${fault.message.replace(/\s+/g, ' ')}; ${SYNTAX_HINT}`;
    throw new InputError(code, `${fileName}:${line}:${col}: ${hint}`);
  }
  visit(document, {
    Scalar(_key, node) {
      if (node.type === 'PLAIN' && /^(?:|~|null|Null|NULL)$/.test(node.source ?? '')) node.value = undefined;
    },
  });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    const found = cause.message.replace(/\s+/g, ' ');
    throw new InputError(
      'incident/aliases',
      `${fileName}: expected at most ${MAX_ALIASES} uses of YAML anchors, all defined; found: ${found}; write the values out`,
      { cause },
    );
  }

  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const position = (path: readonly PropertyKey[], of: 'key' | 'value'): Position => {
    let node: unknown = document.contents;
    let offset = 0;
    for (const [depth, step] of path.entries()) {
      const target = isAlias(node) ? node.resolve(document) : node;
      if (isMap(target)) {
        const pair = target.items.find((item) => isScalar(item.key) && item.key.value === step);
        if (pair === undefined) break;
        const part = of === 'key' && depth === path.length - 1 ? pair.key : (pair.value ?? pair.key);
        offset = startOf(part) ?? offset;
        node = pair.value;
      } else if (isSeq(target)) {
        node = target.items[Number(step)];
        offset = startOf(node) ?? offset;
      } else break;
    }
    return at(offset);
  };
  return { value, position };
}

function startOf(node: unknown): number | undefined {
  const range = (node as { range?: [number, number, number] | null } | null | undefined)?.range;
  return range?.[0];
}
