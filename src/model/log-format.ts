// Where a line of an access log tells how long its request took, by the format that its server was given. nginx log_format, Apache LogFormat.

/** A field behind the user agent. Fields are parted by blanks that stand in no quotes. */
export interface LoggedDuration {
  /** Which of them, from 0, and how many there are. */
  place: number;
  fields: number;
  /** What stands around the number in its field: `rt=` in rt=$request_time. */
  before: string;
  after: string;
  msPerUnit: number;
}

const USER_AGENT = /"(?:\$http_user_agent|%\{user-agent\}i)"/i;
const FIELD = /(?:[^\s"]|"[^"]*")+/g;

// nginx ngx_http_log_module: seconds with milliseconds. Apache mod_log_config: %D microseconds, %T seconds, %{unit}T.
const VARIABLES: readonly (readonly [variable: RegExp, msPerUnit: number])[] = [
  [/\$request_time\b/, 1000],
  [/%[<>]?D/, 1e-3],
  [/%[<>]?\{us\}T/, 1e-3],
  [/%[<>]?\{ms\}T/, 1],
  [/%[<>]?(?:\{s\})?T/, 1000],
];

/** The first duration behind the user agent of a format; undefined when it has no such field. Escaped quotes are those of a configuration file. */
export function loggedDuration(logFormat: string): LoggedDuration | undefined {
  const format = logFormat.replaceAll('\\"', '"');
  const agent = USER_AGENT.exec(format);
  if (agent === null) return undefined;
  const rest = format.slice(agent.index + agent[0].length);
  const fields = rest.match(FIELD) ?? [];
  if (rest.replaceAll(FIELD, '').includes('"')) return undefined;
  for (const [place, field] of fields.entries())
    for (const [variable, msPerUnit] of VARIABLES) {
      const match = variable.exec(field);
      if (match === null) continue;
      const after = field.slice(match.index + match[0].length);
      return { place, fields: fields.length, before: field.slice(0, match.index), after, msPerUnit };
    }
  return undefined;
}
