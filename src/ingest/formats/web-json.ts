// Access logs with a JSON object a line, under the names that nginx's variables, Caddy and Traefik have. nginx ngx_http_log_module
// (escape=json), Caddy log encoder json, Traefik accessLog format json.

import { REQUEST_SHAPE, type RequestBatch } from '../../model/batch.ts';
import { Diagnostics } from '../../model/diagnostic.ts';
import { bareContext, type Decoder, type DecoderContext, type EvidenceFormat } from '../format.ts';
import { notText } from '../lines.ts';
import { writeRequestLine } from './web-combined-fields.ts';
import { jsonTime } from './web-json-time.ts';
import {
  firstRequests,
  LINE,
  MOST_PORT,
  type Outcome,
  portStart,
  RequestDecoder,
  type RequestDialect,
  writeClient,
} from './web-lines.ts';

const BRACE = 0x7b;
const BEYOND_BYTES = /[^\0-\xff]/g;

type Names = readonly (readonly string[])[];

// Each as a path into the object, the first that is there counts. The client is that of the connection: what a header says is not read.
const CLIENT = names(
  'remote_addr',
  'request.remote_ip',
  'request.remote_addr',
  'ClientHost',
  'remote_ip',
  'ClientAddr',
);
const PORT = names('remote_port', 'request.remote_port', 'ClientPort');
const TIME = names('time_iso8601', 'StartUTC', 'ts', 'time_local', 'msec', '@timestamp', 'timestamp', 'time');
const REQUEST = names('request');
const METHOD = names('request_method', 'request.method', 'RequestMethod', 'method');
const TARGET = names('request_uri', 'request.uri', 'RequestPath', 'uri');
const QUERY = names('args', 'query_string');
const PROTOCOL = names('server_protocol', 'request.proto', 'RequestProtocol', 'protocol');
const STATUS = names('status', 'DownstreamStatus');
const BYTES = names('body_bytes_sent', 'bytes_sent', 'size', 'DownstreamContentSize');
const HOST = names('host', 'http_host', 'request.host', 'RequestHost', 'server_name');
const REFERER = names(
  'http_referer',
  'request.headers.Referer.0',
  'request_Referer',
  'http_referrer',
  'referer',
  'referrer',
);
const AGENT = names('http_user_agent', 'request.headers.User-Agent.0', 'request_User-Agent', 'user_agent');
// nginx and Caddy count seconds, Traefik nanoseconds.
const SECONDS = names('request_time', 'duration');
const NANOSECONDS = names('Duration');

export const webJson: EvidenceFormat = {
  id: 'web-json',
  title: 'Web server access log in JSON (nginx, Caddy, Traefik)',
  spec: 'https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format',
  kind: 'requests',
  sniff,
  createDecoder: (context: DecoderContext): Decoder =>
    new RequestDecoder(context.diagnostics, new JsonDialect(context)),
};

function sniff(head: Uint8Array): string | undefined {
  const reason = notText(head);
  if (reason !== undefined) return reason;
  const { batch, misfits } = firstRequests(head, new JsonDialect(bareContext(new Diagnostics())));
  if (batch.rows === 0)
    return 'no line with a JSON object that holds client, time, request and status under the names of nginx, Caddy or Traefik';
  return batch.rows < misfits
    ? `only ${batch.rows} of the first ${batch.rows + misfits} lines are requests in JSON`
    : undefined;
}

class JsonDialect implements RequestDialect {
  readonly writesTexts = true;
  readonly #assumedOffsetMin: DecoderContext['assumedOffsetMin'];

  constructor({ assumedOffsetMin }: DecoderContext) {
    this.#assumedOffsetMin = assumedOffsetMin;
  }

  readLine(b: Buffer, start: number, end: number, batch: RequestBatch): Outcome {
    const record = b[start] === BRACE ? parsed(b.toString('latin1', start, end)) : undefined;
    if (record === undefined) return LINE.unparsable;
    const client = textOf(record, CLIENT);
    const request = requestLine(record);
    // What a server says of itself stands between its requests.
    if (client === '' || request === undefined) return LINE.noRequest;
    const status = numberOf(record, STATUS);
    if (!Number.isInteger(status) || status > 999) return LINE.unparsable;
    const row = batch.rows;
    batch.shape[row] = 0;
    if (!this.#writeTime(valueAt(record, TIME), batch)) return LINE.noTime;
    // Nothing is kept of a line that turns out to be none.
    const textUsed = batch.textUsed;
    const arena = Buffer.from(batch.text.buffer, batch.text.byteOffset, batch.text.length);
    const [from, to] = write(arena, batch, client);
    if (/[\s,]/.test(client) || !writeClient(arena, from, to, batch, 0)) {
      batch.textUsed = textUsed;
      return LINE.unparsable;
    }
    const [requestStart, requestEnd] = write(arena, batch, request);
    writeRequestLine(arena, requestStart, requestEnd, batch, 0);
    const [hostStart, hostEnd] = write(arena, batch, dashless(textOf(record, HOST)));
    batch.hostStart[row] = hostStart;
    batch.hostEnd[row] = portStart(arena, hostStart, hostEnd);
    [batch.refererStart[row], batch.refererEnd[row]] = write(arena, batch, dashless(textOf(record, REFERER)));
    [batch.userAgentStart[row], batch.userAgentEnd[row]] = write(
      arena,
      batch,
      dashless(textOf(record, AGENT)),
    );
    batch.status[row] = status;
    writeNumbers(record, batch);
    return LINE.row;
  }

  #writeTime(value: unknown, batch: RequestBatch): boolean {
    const time = jsonTime(value);
    if (time === undefined) return false;
    const row = batch.rows;
    let { offsetMin } = time;
    if (offsetMin === undefined) {
      offsetMin = this.#assumedOffsetMin?.(time.localSec);
      batch.shape[row] |= offsetMin === undefined ? REQUEST_SHAPE.zoneAssumed : REQUEST_SHAPE.zoneStated;
    }
    batch.utcOffsetMin[row] = offsetMin ?? 0;
    batch.timeSec[row] = time.localSec - 60 * (offsetMin ?? 0);
    batch.timeNsec[row] = time.nsec;
    return true;
  }
}

function names(...paths: string[]): Names {
  return paths.map((path) => path.split('.'));
}

function parsed(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function valueAt(record: object, fields: Names): unknown {
  for (const path of fields) {
    let value: unknown = record;
    for (const key of path)
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined;
    if (typeof value === 'string' || typeof value === 'number') return value;
  }
  return undefined;
}

function textOf(record: object, fields: Names): string {
  const value = valueAt(record, fields);
  return typeof value === 'string' ? value : '';
}

// nginx puts numbers in quotes; NaN for what is none or below 0.
function numberOf(record: object, fields: Names): number {
  const text = String(valueAt(record, fields) ?? '');
  const value = text === '' ? Number.NaN : Number(text);
  return value >= 0 && value < Number.POSITIVE_INFINITY ? value : Number.NaN;
}

// "-" is what nginx and Traefik write for what there is none of.
function dashless(text: string): string {
  return text === '-' ? '' : text;
}

/** The request line, empty where the client sent none; put together where its parts stand apart. */
function requestLine(record: object): string | undefined {
  const whole = valueAt(record, REQUEST);
  if (typeof whole === 'string') return whole;
  const method = textOf(record, METHOD);
  const target = textOf(record, TARGET);
  if (method === '' || target === '') return undefined;
  const query = dashless(textOf(record, QUERY));
  const asked = query === '' || target.includes('?') ? target : `${target}?${query}`;
  return `${method} ${asked} ${textOf(record, PROTOCOL) || 'HTTP/1.1'}`;
}

// Byte by byte as logged, so that a text is never longer than its line, for which there is room. Escapes beyond a byte are what servers write
// for what was no UTF-8.
function write(arena: Buffer, batch: RequestBatch, text: string): [start: number, end: number] {
  const start = batch.textUsed;
  batch.textUsed += arena.write(text.replaceAll(BEYOND_BYTES, '?'), start, 'latin1');
  return [start, batch.textUsed];
}

function writeNumbers(record: object, batch: RequestBatch): void {
  const row = batch.rows;
  const port = numberOf(record, PORT);
  if (Number.isInteger(port) && port <= MOST_PORT) batch.clientPort[row] = port;
  const size = numberOf(record, BYTES);
  batch.bytes[row] = size || 0;
  if (size >= 0) batch.shape[row] |= REQUEST_SHAPE.hasBytes;
  const seconds = numberOf(record, SECONDS);
  const milliseconds = seconds >= 0 ? 1000 * seconds : numberOf(record, NANOSECONDS) / 1e6;
  batch.durationMs[row] = milliseconds || 0;
  if (milliseconds >= 0) batch.shape[row] |= REQUEST_SHAPE.hasDuration;
}
