// `afterflood block`: one blocklist from a finished case, and how much of the attack its rules would have stopped.

import { findSpecialPurpose, SPECIAL_PURPOSE } from '../aggregate/geo/special-purpose.ts';
import { type OpenCase, openCase } from '../explain/open-case.ts';
import { addressText, parseAddress } from '../model/address.ts';
import { InputError } from '../model/diagnostic.ts';
import { aggregate, listHeader, TAKE_FROM_DUMPS } from '../report/provider/blocklist.ts';
import {
  BLOCKLIST_FORMATS,
  type BlocklistFormat,
  blocklistText,
} from '../report/provider/blocklist-formats.ts';
import {
  addOne,
  countsText,
  FROM_DUMPS_ALONE,
  fromDumpsAlone,
  Protected,
} from '../report/provider/gather.ts';
import { count, counted, percent } from '../report/units.ts';
import type { CommandResult } from './inspect.ts';

const FORMAT_IDS: readonly string[] = BLOCKLIST_FORMATS.map((format) => format.id);

/** As given on the command line. */
export interface BlockOptions {
  case: string;
  format: string;
  atLeast?: string;
  cover?: string;
  fromDumps?: boolean;
}

interface Row extends Record<string, bigint | number | string> {
  hi: bigint;
  lo: bigint;
  internal: number;
  requests: number;
  packets: number;
  sockets: number;
}

/** What a list is measured in: the first of these that the proven sources have. */
type Measure = 'requests' | 'packets' | 'sockets';
const MEASURES: readonly Measure[] = ['requests', 'packets', 'sockets'];

function formatOf(id: string): BlocklistFormat {
  const format = BLOCKLIST_FORMATS.find((each) => each.id === id);
  if (format !== undefined) return format;
  throw new InputError(
    'input/blocklist-format',
    `--format: expected one of ${FORMAT_IDS.join(', ')}, found ${JSON.stringify(id)}`,
  );
}

function numberOf(option: string, text: string | undefined, most: number, unit: string): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value <= most) return value;
  throw new InputError(
    'input/blocklist-number',
    `${option}: expected a number of ${unit} above 0${most === Infinity ? '' : ` and up to ${most}`}, found ${JSON.stringify(text)}`,
  );
}

/** The proven sources that may be blocked, most active first, and those left out by reason. */
async function provenOf(
  { facts, store }: OpenCase,
  measure: Measure,
  withDumps: boolean,
): Promise<{ rows: (Row & { address: string })[]; leftOut: Map<string, number> }> {
  const found = await store.query<Row>(
    `SELECT src_hi AS hi, src_lo AS lo, internal::INTEGER AS internal, requests::DOUBLE AS requests, packets::DOUBLE AS packets, sockets::DOUBLE AS sockets
     FROM source_rows WHERE verdict = 0 ORDER BY ${measure} DESC, n`,
  );
  const guard = new Protected(facts);
  const words = new Uint32Array(4);
  const rows: (Row & { address: string })[] = [];
  const leftOut = new Map<string, number>();
  for (const row of found) {
    const address = addressText(row.hi, row.lo);
    parseAddress(address, words, 0);
    const special = SPECIAL_PURPOSE[findSpecialPurpose(words, 0)]?.name ?? '';
    const known = { verdict: 'proven', requests: row.requests, packets: row.packets } as const;
    const reason =
      guard.reason(address, special, row.internal > 0) ||
      (!withDumps && fromDumpsAlone(known) ? FROM_DUMPS_ALONE : '');
    if (reason === '') rows.push({ ...row, address });
    else addOne(leftOut, reason);
  }
  return { rows, leftOut };
}

async function totalsOf({
  store,
}: OpenCase): Promise<{ proven: Record<Measure, number>; all: Record<Measure, number>; others: number }> {
  const sums = (filter: string, prefix: string): string =>
    MEASURES.map((each) => `coalesce(sum(${each})${filter}, 0)::DOUBLE AS ${prefix}_${each}`).join(', ');
  const [row] = await store.query<Record<string, number>>(
    `SELECT ${sums(' FILTER (verdict = 0)', 'proven')}, ${sums('', 'all')}, count(*) FILTER (verdict <> 0)::DOUBLE AS others FROM source_rows`,
  );
  const pick = (prefix: string): Record<Measure, number> => ({
    requests: row[`${prefix}_requests`],
    packets: row[`${prefix}_packets`],
    sockets: row[`${prefix}_sockets`],
  });
  return { proven: pick('proven'), all: pick('all'), others: row.others };
}

/** Runs the command: the list on stdout, what it would have stopped on stderr. */
export async function block(options: BlockOptions): Promise<CommandResult> {
  const format = formatOf(options.format);
  const atLeast = numberOf('--at-least', options.atLeast, Infinity, 'requests or packets');
  const cover = numberOf('--cover', options.cover, 100, 'percent');
  const open = await openCase(options.case);
  try {
    const totals = await totalsOf(open);
    const measure =
      MEASURES.find((each) => totals.proven[each] > 0) ??
      MEASURES.find((each) => totals.all[each] > 0) ??
      'requests';
    const { rows, leftOut } = await provenOf(open, measure, options.fromDumps ?? false);
    const total = totals.all[measure];
    const wanted = cover === undefined ? Infinity : (total * cover) / 100;
    const taken: string[] = [];
    let stopped = 0;
    for (const row of rows) {
      if (stopped >= wanted || row[measure] < (atLeast ?? 0)) break;
      if (!format.families.includes(row.address.includes(':') ? 6 : 4)) continue;
      taken.push(row.address);
      stopped += row[measure];
    }
    const { facts } = open;
    const blocks = aggregate(taken);
    const outcome = `${counted(blocks.length, 'rule')} for ${counted(taken.length, 'address', 'addresses')} would have stopped ${count(stopped)} of ${count(total)} ${measure} of the attack (${percent(total === 0 ? 0 : stopped / total)})`;
    const reason = countsText(leftOut);
    const messages = [outcome];
    if (cover !== undefined && stopped < wanted)
      messages.push(
        `${cover} % cannot be reached with proven sources${atLeast === undefined ? '' : ` of at least ${atLeast} ${measure}`}; this list is all of them`,
      );
    messages.push(
      `not in the list: ${count(totals.others)} sources that are not proven${reason === '' ? '' : `; of the proven ${reason}`}`,
    );
    if (leftOut.has(FROM_DUMPS_ALONE)) messages.push(TAKE_FROM_DUMPS);
    const filter = [
      `Taken: proven sources only${atLeast === undefined ? '' : `, at least ${atLeast} ${measure} each`}${cover === undefined ? '' : `, the busiest that reach ${cover} %`}`,
      outcome,
      `Left out of the proven: ${reason === '' ? 'none' : reason}`,
      ...(options.fromDumps
        ? [
            'Sources known from socket dumps alone are in it: make sure that no proxy or delivery network of yours is.',
          ]
        : []),
    ];
    return {
      out: blocklistText(format, blocks, listHeader(facts, blocks, taken.length, filter)),
      messages,
      exitCode: 0,
    };
  } finally {
    await open.close();
  }
}
