// Loads incident.yaml; whatever is wrong in it becomes one line each, with line and column, what was expected and what was found.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { InputError } from '../model/diagnostic.ts';
import type { Incident } from '../model/incident.ts';
import { escapeControl } from '../model/text.ts';
import { nearest } from './nearest.ts';
import { CURRENCY, ZONE } from './scalars.ts';
import { checkValues, keyPaths, type SchemaContext, type SchemaIssue } from './schema.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';
import { zoneClock } from './zones.ts';

/** What the program knows and the file may name. */
export interface IncidentOptions {
  /** Names that `thresholds` may set; any when undefined. */
  knownThresholds?: readonly string[];
}

// Written by hand; anything larger was picked up by mistake.
const MAX_BYTES = 1 << 20;
const MAX_COMPLAINTS = 20;

/** Reads the file; throws InputError('incident/...') when it cannot be read or does not fit. */
export function loadIncident(path: string, options: IncidentOptions = {}): Incident {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const message = `${path}: expected a readable incident file, found: ${found}; check the path and its permissions`;
    throw new InputError('incident/unreadable', message, { cause });
  }
  const fileName = basename(path);
  if (bytes.length > MAX_BYTES)
    throw new InputError(
      'incident/too-large',
      `${fileName}: expected at most ${MAX_BYTES} bytes, found ${bytes.length}; is this the incident file?`,
    );
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const message = `${fileName}: expected UTF-8 text, found other bytes; save the file as UTF-8`;
    throw new InputError('incident/not-text', message, { cause });
  }
  return parseIncident(text, fileName, options);
}

/** The incident that a text states; `fileName` stands in messages. */
export function parseIncident(text: string, fileName: string, options: IncidentOptions = {}): Incident {
  const source = readYaml(text, fileName);
  const knownThresholds = options.knownThresholds;
  const result = checkValues(source.value, contextOf(source.value, knownThresholds));
  if ('incident' in result) return freeze(result.incident);
  const placed = result.issues
    .map((issue) => complaint(issue, source, fileName, knownThresholds))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  const lines = placed.slice(0, MAX_COMPLAINTS).map((one) => one.message);
  if (placed.length > MAX_COMPLAINTS) lines.push(`${fileName}: and ${placed.length - MAX_COMPLAINTS} more`);
  throw new InputError(placed[0].code, lines.join('\n'));
}

/** An incident about which nothing is stated. */
export function defaultIncident(): Incident {
  return parseIncident('', 'incident.yaml');
}

/** Every key of the file as a path: "case.id", "actions[].at". */
export function incidentKeys(): string[] {
  return keyPaths(undefined);
}

// Zone and currency are needed to read other keys; when wrong, they count as not stated here and are complained about by the schema.
function contextOf(value: unknown, knownThresholds: readonly string[] | undefined): SchemaContext {
  const workLog = member(value, 'work_log');
  const zoneId = ZONE.read(textOf(member(value, 'zone'))) ?? '';
  const workZoneId = ZONE.read(textOf(member(workLog, 'zone'))) ?? '';
  return {
    zone: zoneClock(zoneId || workZoneId),
    zoneId,
    currency: CURRENCY.read(textOf(member(workLog, 'currency'))) ?? '',
    knownThresholds,
  };
}

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const TIME_CODES = {
  malformed: 'wrong-value',
  'no-zone': 'no-zone',
  ambiguous: 'ambiguous-time',
  nonexistent: 'nonexistent-time',
} as const;

interface Complaint {
  code: string;
  line: number;
  column: number;
  message: string;
}

function complaint(
  issue: SchemaIssue,
  source: YamlSource,
  fileName: string,
  knownThresholds: readonly string[] | undefined,
): Complaint {
  const say = (
    code: string,
    path: readonly PropertyKey[],
    of: 'key' | 'value',
    message: string,
  ): Complaint => {
    const { line, column } = source.position(path, of);
    return { code: `incident/${code}`, line, column, message: `${fileName}:${line}:${column}: ${message}` };
  };
  const { path } = issue;
  if (issue.kind === 'unknown-key') {
    const hint = hintFor(issue.key, pathText(path, true), keyPaths(knownThresholds));
    const where = path.length === 0 ? '' : ` in "${pathText(path, false)}"`;
    return say(
      'unknown-key',
      [...path, issue.key],
      'key',
      `unknown key ${quoted(issue.key)}${where}; ${hint}`,
    );
  }
  const name = path.length === 0 ? 'the file' : pathText(path, false);
  if (issue.kind === 'incomplete') return say('missing-key', path, 'value', `${name} needs ${issue.needs}`);
  const value = path.reduce<unknown>(member, source.value);
  if (issue.kind === 'wrong-time')
    return say(
      TIME_CODES[issue.problem],
      path,
      'value',
      `${name}: found ${described(value)}: ${issue.message}`,
    );
  if (value === undefined && path.length > 0)
    return say('missing-key', path, 'value', `${name} is empty or missing; expected ${issue.expected}`);
  return say('wrong-value', path, 'value', `${name}: expected ${issue.expected}, found ${described(value)}`);
}

// "actions[0].at" for people, "actions[].at" as in the list of keys.
function pathText(path: readonly PropertyKey[], general: boolean): string {
  return path
    .map((step, index) =>
      typeof step === 'number'
        ? `[${general ? '' : step}]`
        : (index === 0 ? '' : '.') + escapeControl(String(step)),
    )
    .join('');
}

function hintFor(key: string, parent: string, paths: readonly string[]): string {
  const siblings = paths
    .filter((path) => path.slice(0, path.lastIndexOf('.') + 1) === (parent === '' ? '' : `${parent}.`))
    .map((path) => path.slice(path.lastIndexOf('.') + 1));
  const near = nearest(key, siblings);
  if (near !== undefined) return `did you mean "${near}"?`;
  const elsewhere = paths.filter((path) => path.endsWith(`.${key}`)).slice(0, 3);
  if (elsewhere.length > 0) return `it belongs elsewhere: ${elsewhere.join(', ')}`;
  const names = paths.map((path) => path.slice(path.lastIndexOf('.') + 1));
  const far = nearest(key, names);
  const meant = paths[names.indexOf(far ?? '')];
  if (meant !== undefined) return `did you mean "${meant}"?`;
  return `known here: ${siblings.join(', ')}`;
}

function quoted(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 60)}...` : text;
  return `"${escapeControl(shown)}"`;
}

function described(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === undefined || value === null) return 'nothing';
  return Array.isArray(value) ? 'a list' : 'a block of keys';
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const child of Object.values(value)) freeze(child);
    Object.freeze(value);
  }
  return value;
}
