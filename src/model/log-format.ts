// Where a line of an access log tells how long its request took and from which port the client asked, by the format that its server was given.
// nginx log_format, Apache LogFormat.

/** What a field says: a duration, whose unit is so many milliseconds, or the client's port. */
type Meaning = { kind: 'duration'; msPerUnit: number } | { kind: 'port' };

/** A field behind the user agent. Fields are parted by blanks that stand in no quotes. */
export interface LoggedField {
  /** Which of them, from 0. */
  place: number;
  /** What stands around the number in its field: `rt=` in rt=$request_time. */
  before: string;
  after: string;
  meaning: Meaning;
}

/** The fields behind the user agent that are read, at most one of a kind, and how many there are in all. */
export interface LoggedFields {
  fields: number;
  read: readonly LoggedField[];
}

const USER_AGENT = /"(?:\$http_user_agent|%\{user-agent\}i)"/i;
const FIELD = /(?:[^\s"]|"[^"]*")+/g;

// nginx ngx_http_log_module: seconds with milliseconds. Apache mod_log_config: %D microseconds, %T seconds, %{unit}T; %{remote}p.
const VARIABLES: readonly (readonly [variable: RegExp, meaning: Meaning])[] = [
  [/\$request_time\b/, { kind: 'duration', msPerUnit: 1000 }],
  [/%[<>]?D/, { kind: 'duration', msPerUnit: 1e-3 }],
  [/%[<>]?\{us\}T/, { kind: 'duration', msPerUnit: 1e-3 }],
  [/%[<>]?\{ms\}T/, { kind: 'duration', msPerUnit: 1 }],
  [/%[<>]?(?:\{s\})?T/, { kind: 'duration', msPerUnit: 1000 }],
  [/\$remote_port\b/, { kind: 'port' }],
  [/%[<>]?\{remote\}p/, { kind: 'port' }],
];

/** What is read behind the user agent of a format; undefined when it has no such field. Escaped quotes are those of a configuration file. */
export function loggedFields(logFormat: string): LoggedFields | undefined {
  const format = logFormat.replaceAll('\\"', '"');
  const agent = USER_AGENT.exec(format);
  if (agent === null) return undefined;
  const rest = format.slice(agent.index + agent[0].length);
  const fields = rest.match(FIELD) ?? [];
  if (rest.replaceAll(FIELD, '').includes('"')) return undefined;
  const read: LoggedField[] = [];
  for (const [place, field] of fields.entries()) {
    const found = VARIABLES.map(([variable, meaning]) => ({ match: variable.exec(field), meaning })).find(
      ({ match }) => match !== null,
    );
    if (found?.match == null || read.some(({ meaning }) => meaning.kind === found.meaning.kind)) continue;
    const { match, meaning } = found;
    const after = field.slice(match.index + match[0].length);
    read.push({ place, before: field.slice(0, match.index), after, meaning });
  }
  return read.length === 0 ? undefined : { fields: fields.length, read };
}
