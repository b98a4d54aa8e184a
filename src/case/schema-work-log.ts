// The keys of work_log in incident.yaml: files, rates, rounding, hours, caps and expenses.

import { ACTIVITY_CLASSES } from '../model/billing.ts';
import * as words from '../model/incident.ts';
import * as scalar from './scalars.ts';
import {
  block,
  camelBlock,
  currencyCode,
  leaf,
  listOf,
  needs,
  oneOf,
  oneOfOrNone,
  required,
  stated,
  text,
  z,
  zoneName,
} from './schema-parts.ts';
import { camelKeys, definedOnly, type SchemaContext } from './schema-shapes.ts';

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

/** The block `work_log`. */
export function workLogIn({ zoneId, currency }: SchemaContext): z.ZodType<words.WorkLog> {
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
    tax_percent: percent,
    discount_percent: percent,
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
