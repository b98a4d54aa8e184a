// Redaction of what the operator wrote and of finished facts; the keys that marks are made with.

import { createHash, createHmac, type Hash } from 'node:crypto';
import type { IncidentFacts } from '../model/facts.ts';
import type { Incident } from '../model/incident.ts';
import type { Redact, RedactionCount, Redactor, SecretTag } from '../model/redaction.ts';

/** Hex digest of a file that no output carries, unlike its SHA-256: only who has the file can tell what a mark stands for. */
export function fileKey(hashOfBytes: Hash): string {
  return hashOfBytes.copy().update('afterflood: key of the redaction marks of this file').digest('hex');
}

/** As fileKey, of bytes at hand. */
export function bytesKey(bytes: Uint8Array): string {
  return fileKey(createHash('sha256').update(bytes));
}

/** One key out of those of several files, whatever their order. */
export function commonKey(keys: readonly string[]): string {
  return createHash('sha256').update(keys.toSorted().join('\n')).digest('hex');
}

/** The tag of marks under a key. */
export function secretTag(key: string): SecretTag {
  return (secret) => createHmac('sha256', key).update(secret).digest('hex').slice(0, 4);
}

/** What the redactor is to know of a string within an object. */
type RedactAt = (field: string, rowId: string) => Redact;

/** A copy of plain data with every string redacted, but for those under keys in `kept`. */
export function redactStrings<T>(value: T, at: RedactAt, kept: ReadonlySet<string> = NOTHING): T {
  const walk = (part: unknown, field: string, rowId: string): unknown => {
    if (typeof part === 'string') return at(field, rowId)(part);
    if (Array.isArray(part))
      return part.map((each, index) => walk(each, field, rowId === '' ? `${index + 1}` : rowId));
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, each]) => [
        key,
        kept.has(key) ? each : walk(each, field === '' ? key : `${field}.${key}`, rowId),
      ]),
    );
  };
  return walk(value, '', '') as T;
}

const NOTHING: ReadonlySet<string> = new Set();
// Names of files must still lead to the files; they are redacted with the facts.
const NAMES_OF_FILES: ReadonlySet<string> = new Set(['file', 'files', 'personByFile']);

/** Statements of the operator without the secrets that slipped into them. */
export function redactIncident(incident: Incident, bytes: Uint8Array, redactor: Redactor): Incident {
  const tag = secretTag(bytesKey(bytes));
  const at: RedactAt = (field, rowId) =>
    redactor.at({ file: 'incident.yaml', rowId, field, visitors: false }, tag);
  return redactStrings(incident, at, NAMES_OF_FILES);
}

/** The lock before the writers: facts with every string seen once more (names of files, what the tool put together), and the counts of all redactions. */
export function redactFacts(facts: IncidentFacts, redactor: Redactor, tag: SecretTag): IncidentFacts {
  const at: RedactAt = (field, rowId) => redactor.at({ file: '', rowId, field, visitors: false }, tag);
  const redacted = redactStrings(facts, at);
  const secrets = redactor.list();
  return {
    ...redacted,
    redaction: { on: redactor.enabled, secrets },
    case: redactor.enabled ? redacted.case : { ...redacted.case, handling: marked(redacted.case.handling) },
    method: redactor.enabled ? [...redacted.method, redactionSentence(secrets)] : redacted.method,
    limits: redactor.enabled ? redacted.limits : [NOT_REDACTED, ...redacted.limits],
  };
}

/** The handling mark stands on top of every page. */
function marked(handling: string): string {
  return handling === '' ? 'NOT REDACTED' : `${handling}, NOT REDACTED`;
}

const NOT_REDACTED =
  'Nothing was redacted (--no-redact): passwords, session keys and mail addresses of visitors stand in these files as they were found. They are for law enforcement only; do not pass them on.';

function redactionSentence(secrets: readonly RedactionCount[]): string {
  const total = secrets.reduce((sum, { count }) => sum + count, 0);
  const found =
    total === 0
      ? 'none was found'
      : `${total} of them ${total === 1 ? 'was' : 'were'} replaced by a mark [R:kind:len=length:h=tag]; redactions.csv lists kinds and places`;
  return `Passwords, session keys, card numbers and other secrets in texts were looked for before anything was written: ${found}. The evidence itself is unchanged.`;
}
