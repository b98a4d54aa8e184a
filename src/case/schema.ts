// The keys of incident.yaml with their types and defaults, as a strict schema. docs/incident-file.md describes every key.

import { z } from 'zod';
import { ACTIVITY_CLASSES } from '../model/billing.ts';
import type { Incident } from '../model/incident.ts';
import * as words from '../model/incident.ts';
import { readStatedTime, type StatedTime, type TimeProblem, type ZoneClock } from '../model/stated-time.ts';
import * as scalar from './scalars.ts';
import {
  camelKeys,
  definedOnly,
  isBefore,
  type JsonSchema,
  pathsOf,
  type SchemaContext,
  type SchemaIssue,
} from './schema-shapes.ts';

export type { SchemaContext, SchemaIssue } from './schema-shapes.ts';

function block<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, { error: 'keys with values' });
}

function camelBlock<S extends z.ZodRawShape>(shape: S) {
  return block(shape).transform(camelKeys);
}

function listOf<S extends z.ZodType>(item: S) {
  return z.array(item, { error: 'a list (lines that begin with "- ")' }).default([]);
}

/** A check over several keys; `message` finishes the sentence "... needs ...". */
function needs(message: string) {
  return { message, params: { problem: 'incomplete' } };
}

function leaf<T>(kind: scalar.Scalar<T>) {
  return z.string({ error: kind.expected }).transform((text, context): T => {
    const value = kind.read(text);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: kind.expected, input: text });
    return z.NEVER;
  });
}

function oneOf<const T extends string>(allowed: readonly T[]) {
  return leaf(scalar.oneOf(allowed));
}

/** One of several words, or '' when nothing is stated. */
function oneOfOrNone<const T extends string>(allowed: readonly T[]) {
  const kind = scalar.oneOf(allowed);
  const read = (written: string): T | '' | undefined => (written === '' ? '' : kind.read(written));
  return leaf<T | ''>({ expected: kind.expected, read }).default('');
}

const text = z.string({ error: 'a text' });
const stated = text.default('');
const required = leaf(scalar.REQUIRED_TEXT);
const yesNo = leaf(scalar.YES_NO);
const zoneName = leaf(scalar.ZONE);
const currencyCode = leaf(scalar.CURRENCY);
const prefix = leaf(scalar.PREFIX);
const price = leaf(scalar.PRICE);
const personKeys = { name: stated, role: stated, organisation: stated, email: stated, phone: stated };

function timeIn(zone: ZoneClock | undefined) {
  return z
    .string({ error: 'a time like 2026-05-17T03:02:10+02:00' })
    .transform((written, context): StatedTime => {
      const { time, problem } = readStatedTime(written, zone);
      if (time !== undefined) return time;
      context.issues.push({
        code: 'custom',
        message: problem.message,
        input: written,
        params: { problem: problem.kind },
      });
      return z.NEVER;
    });
}

const rounding = block({
  mode: oneOf(['none', 'nearest', 'up', 'down']).default('none'),
  minutes: leaf(scalar.whole(1, 480, 'minutes')).optional(),
  scope: oneOf(words.ROUNDING_SCOPES).default('entry'),
})
  .refine(
    (value) => (value.mode === 'none') === (value.minutes === undefined),
    needs('both "mode" (nearest, up or down) and "minutes", or neither'),
  )
  .transform(({ mode, minutes, scope }) => ({ mode, stepSeconds: (minutes ?? 0) * 60, scope }));

const factor = leaf(scalar.thousandths(1, 10, 'a factor'));
const timeOfDay = leaf(scalar.TIME_OF_DAY);

const afterHours = block({
  weekday_from: timeOfDay.optional(),
  weekday_to: timeOfDay.optional(),
  factor: factor.default(1000),
  weekend_factor: factor.optional(),
})
  .refine(
    (value) => (value.weekday_from === undefined) === (value.weekday_to === undefined),
    needs('both "weekday_from" and "weekday_to", or neither'),
  )
  .transform(({ weekday_from: fromSec, weekday_to: toSec, ...value }) => ({
    window: fromSec === undefined || toSec === undefined ? undefined : { fromSec, toSec },
    factorMilli: value.factor,
    weekendFactorMilli: value.weekend_factor ?? value.factor,
  }));

const holidays = block({ dates: listOf(leaf(scalar.DATE)), factor: factor.default(1000) })
  .refine(
    (value) => value.dates.length > 0 === value.factor > 1000,
    needs('both "dates" and a "factor" above 1, or neither'),
  )
  .transform(({ dates, factor }) => ({ dates, factorMilli: factor }));

const callOut = block({
  minimum_minutes: leaf(scalar.whole(0, 1440, 'minutes')).default(0),
  gap_minutes: leaf(scalar.whole(0, 1440, 'minutes')).default(0),
}).transform((value) => ({
  minimumSeconds: value.minimum_minutes * 60,
  gapSeconds: value.gap_minutes * 60,
}));

function workLogIn({ zoneId, currency }: SchemaContext) {
  const rate = leaf(scalar.money(currency));
  const percent = leaf(scalar.thousandths(0, 100, 'a percentage')).default(0);
  const classes = Object.fromEntries(ACTIVITY_CLASSES.map((name) => [name, rate.optional()]));
  const rates = camelBlock({
    default: rate.optional(),
    by_person: z.record(text, rate, { error: 'names with hourly rates' }).default({}),
    by_role: z.record(text, rate, { error: 'roles with hourly rates' }).default({}),
    by_class: block(classes).default({}),
  });
  return block({
    files: listOf(required),
    date_format: oneOfOrNone(words.DATE_FORMATS),
    person_by_file: z.record(text, required, { error: 'file names with persons' }).default({}),
    roles: z.record(text, required, { error: 'names with roles' }).default({}),
    zone: zoneName.default(zoneId),
    currency: currencyCode.default(''),
    rates: rates.prefault({}),
    minimum_minutes: leaf(scalar.whole(0, 1440, 'minutes')).default(0),
    rounding: rounding.prefault({}),
    after_hours: afterHours.prefault({}),
    holidays: holidays.prefault({}),
    call_out: callOut.prefault({}),
    not_to_exceed: rate.optional(),
    ...{ tax_percent: percent, discount_percent: percent },
    expenses: listOf(
      camelBlock({ date: leaf(scalar.DATE), item: required, receipt: stated, amount: rate }).transform(
        ({ amount, ...rest }) => ({ ...rest, amountMinor: amount }),
      ),
    ),
  })
    .refine(
      ({ expenses, files }) => expenses.length === 0 || files.length > 0,
      needs('"files" beside its "expenses"'),
    )
    .refine(
      (value) =>
        value.currency !== '' ||
        (value.rates.default === undefined &&
          value.not_to_exceed === undefined &&
          value.expenses.length === 0 &&
          Object.keys({ ...value.rates.byPerson, ...value.rates.byRole, ...value.rates.byClass }).length ===
            0),
      needs('"currency", such as EUR, beside its rates and expenses'),
    )
    .refine(
      (value) =>
        value.call_out.minimumSeconds === 0 ||
        Math.max(
          value.after_hours.factorMilli,
          value.after_hours.weekendFactorMilli,
          value.holidays.factorMilli,
        ) > 1000,
      needs('"after_hours" or "holidays" with a factor above 1 beside its "call_out"'),
    )
    .transform(({ minimum_minutes, tax_percent, discount_percent, not_to_exceed, rates, ...rest }) => ({
      ...camelKeys(rest),
      rates: {
        ...rates,
        byClass: definedOnly(rates.byClass),
      },
      minimumSeconds: minimum_minutes * 60,
      capMinor: not_to_exceed,
      taxMilliPercent: tax_percent,
      discountMilliPercent: discount_percent,
    }));
}

const LEFT_OUT_OF_LOSS: readonly string[] = ['investigation_support', 'report_writing', 'hardening'];

function lossIn({ currency }: SchemaContext) {
  return block({
    item: required,
    category: oneOf(words.LOSS_CATEGORIES).default('other'),
    amount: text.optional(),
    per_gigabyte: price.optional(),
    per_gibibyte: price.optional(),
    of: oneOf(words.TRAFFIC_DIRECTIONS).optional(),
    currency: currencyCode.default(currency),
    method: stated,
    included: yesNo.optional(),
  })
    .refine(
      ({ amount, per_gigabyte, per_gibibyte }) =>
        [amount, per_gigabyte, per_gibibyte].filter((each) => each !== undefined).length === 1,
      needs('one of "amount", "per_gigabyte" and "per_gibibyte"'),
    )
    .refine(
      ({ amount, of }) => (amount === undefined) === (of !== undefined),
      needs('"of" (received or sent) beside "per_gigabyte" or "per_gibibyte", and only there'),
    )
    .transform(({ amount, per_gigabyte, per_gibibyte, of, included, ...rest }, context) => {
      const kind = scalar.money(rest.currency);
      const amountMinor = amount === undefined ? undefined : kind.read(amount);
      const priceBillionths = per_gigabyte ?? per_gibibyte;
      const unit = per_gigabyte === undefined ? ('GiB' as const) : ('GB' as const);
      const tariff =
        priceBillionths === undefined || of === undefined ? undefined : { priceBillionths, unit, of };
      if (rest.currency === '')
        context.issues.push({ code: 'custom', input: amount, ...needs('"currency", here or in work_log') });
      else if (amountMinor === undefined && tariff === undefined)
        context.issues.push({ code: 'custom', input: amount, path: ['amount'], message: kind.expected });
      else
        return {
          ...rest,
          amountMinor,
          tariff,
          included: included ?? !LEFT_OUT_OF_LOSS.includes(rest.category),
        };
      return z.NEVER;
    });
}

function listsIn(context: SchemaContext) {
  const time = timeIn(context.zone);
  return {
    own_addresses: listOf(prefix),
    trusted_proxies: listOf(prefix),
    abuse_contacts: stated,
    mail_servers: listOf(leaf(scalar.MAIL_SERVER)),
    allow_list: listOf(
      camelBlock({ prefix, label: oneOf(words.ALLOW_LABELS).default('other'), note: stated }),
    ),
    evidence: listOf(
      camelBlock({
        file: required,
        zone: zoneName.default(''),
        clock_offset_ms: leaf(scalar.whole(-1e12, 1e12, 'milliseconds')).optional(),
        ...{ clock_offset_method: stated, host: stated, host_role: stated, collected_by: stated },
        ...{ collected_at: time.optional(), collection_command: stated, notes: stated },
        packets_dropped: leaf(scalar.whole(0, 1e15 - 1, 'packets')).optional(),
        sampling_rate: leaf(scalar.whole(1, 1e9, 'packets')).optional(),
        complete: oneOf(['yes', 'no', 'unknown']).default('unknown'),
      }),
    ),
    custody: listOf(
      block({
        file: required,
        action: oneOf(words.CUSTODY_ACTIONS).default('other'),
        at: time.optional(),
        until: time.optional(),
        ...{ by: stated, to: stated, place: stated, method: stated, note: stated },
        sha256: leaf(scalar.SHA256).default(''),
      })
        .refine((value) => value.at === undefined || !isBefore(value.until, value.at), {
          path: ['until'],
          message: 'a time not before "at"',
        })
        .transform(camelKeys),
    ),
    services: listOf(
      camelBlock({
        name: required,
        host: stated,
        address: leaf(scalar.ADDRESS).default(''),
        port: leaf(scalar.whole(1, 65535, 'a port')).optional(),
        url: stated,
      }),
    ),
    outages: listOf(
      block({ service: required, from: time, to: time.optional(), how_measured: stated })
        .refine((value) => !isBefore(value.to, value.from), {
          path: ['to'],
          message: 'a time not before "from"',
        })
        .transform(camelKeys),
    ),
    demands: listOf(
      block({
        file: stated,
        received_at: time.optional(),
        channel: oneOf(words.DEMAND_CHANNELS).default('other'),
        paid: oneOfOrNone(words.PAID),
        replied: oneOfOrNone(words.REPLIED),
        ...{ note: stated, witness: stated, payment: stated, translation: stated, translator: stated },
        ...{ other_recipients: stated, prior_contact: stated, dispute_context: stated },
      })
        .refine(
          (value) => value.file !== '' || value.received_at !== undefined,
          needs('"file" or "received_at"'),
        )
        .transform(camelKeys),
    ),
    actions: listOf(
      block({
        at: time,
        until: time.optional(),
        by: stated,
        what: required,
        kind: oneOf(words.ACTION_KINDS).default('other'),
      })
        .refine((value) => !isBefore(value.until, value.at), {
          path: ['until'],
          message: 'a time not before "at"',
        })
        .transform(camelKeys),
    ),
    losses: listOf(lossIn(context)),
  };
}

function schemaIn(context: SchemaContext) {
  const number = leaf(scalar.NUMBER);
  const thresholds =
    context.knownThresholds === undefined
      ? z.record(text, number, { error: 'names with numbers' }).default({})
      : block(Object.fromEntries(context.knownThresholds.map((name) => [name, number.optional()])))
          .transform(definedOnly)
          .prefault({});
  return camelBlock({
    zone: zoneName.default(''),
    case: camelBlock({
      ...{ id: stated, title: stated },
      exercise: yesNo.default(false),
      ...{ police_reference: stated, prepared_for: stated, version: stated, originals_kept: stated },
      tlp: oneOfOrNone(words.TLP_MARKS),
      discovered_at: timeIn(context.zone).optional(),
    }).prefault({}),
    victim: camelBlock({
      ...{ name: stated, address: stated, sector: stated, size: stated, protection: stated },
      country: leaf(scalar.COUNTRY).default(''),
      contact: camelBlock(personKeys).prefault({}),
    }).prefault({}),
    preparer: camelBlock({ ...personKeys, authority: stated, qualification: stated }).prefault({}),
    contacts: listOf(camelBlock(personKeys)),
    provider: camelBlock({
      ...{ name: stated, ticket: stated, server: stated, email: stated, phone: stated },
    }).prefault({}),
    client: camelBlock({ name: stated, address: stated, contract: stated, invoice: stated }).prefault({}),
    insurer: camelBlock({
      ...{ name: stated, policy: stated },
      notified_at: timeIn(context.zone).optional(),
      waiting_period_minutes: leaf(scalar.whole(0, 43_200, 'minutes')).optional(),
    }).prefault({}),
    ...listsIn(context),
    work_log: workLogIn(context).prefault({}),
    thresholds,
    report: camelBlock({
      paper: oneOf(['A4', 'Letter']).default('A4'),
      profile: oneOf(words.REPORT_PROFILES).default('law_enforcement'),
      language: oneOf(words.REPORT_LANGUAGES).default('en'),
      date_style: oneOf(words.DATE_STYLES).default('iso'),
      ledes: yesNo.default(false),
    }).prefault({}),
  });
}

/** The incident, or everything that is wrong with the values, in order of the schema. */
export function checkValues(
  value: unknown,
  context: SchemaContext,
): { incident: Incident } | { issues: SchemaIssue[] } {
  const result = schemaIn(context).safeParse(value ?? {});
  return result.success ? { incident: result.data } : { issues: result.error.issues.flatMap(plainIssue) };
}

function plainIssue(issue: z.core.$ZodIssue): SchemaIssue[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ kind: 'unknown-key', path, key }));
  const problem: unknown = issue.code === 'custom' ? issue.params?.problem : undefined;
  if (problem === 'incomplete') return [{ kind: 'incomplete', path, needs: issue.message }];
  if (typeof problem === 'string')
    return [{ kind: 'wrong-time', path, problem: problem as TimeProblem['kind'], message: issue.message }];
  return [{ kind: 'wrong-value', path, expected: issue.message }];
}

/** Every key of the file as a path: "case.id", "actions[].at". */
export function keyPaths(knownThresholds: readonly string[] | undefined): string[] {
  const schema = schemaIn({ zone: undefined, zoneId: '', currency: '', knownThresholds });
  return pathsOf(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema);
}
