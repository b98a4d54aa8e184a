// The keys of incident.yaml with their types and defaults, as a strict schema. docs/incident-file.md describes every key.

import type { Incident } from '../model/incident.ts';
import * as words from '../model/incident.ts';
import { loggedFields } from '../model/log-format.ts';
import type { TimeProblem } from '../model/stated-time.ts';
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
  personKeys,
  prefix,
  price,
  required,
  stated,
  text,
  timeIn,
  yesNo,
  z,
  zoneName,
} from './schema-parts.ts';
import {
  camelKeys,
  definedOnly,
  isBefore,
  type JsonSchema,
  pathsOf,
  type SchemaContext,
  type SchemaIssue,
} from './schema-shapes.ts';
import { workLogIn } from './schema-work-log.ts';

export type { SchemaContext, SchemaIssue } from './schema-shapes.ts';

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
        clock_offset_method: stated,
        host: stated,
        host_role: stated,
        collected_by: stated,
        collected_at: time.optional(),
        collection_command: stated,
        log_format: stated.refine((value) => value === '' || loggedFields(value) !== undefined, {
          message:
            'a log format with a duration ($request_time, %D, %T, %{ms}T) or a port ($remote_port, %{remote}p) behind "$http_user_agent" or "%{User-Agent}i"',
        }),
        notes: stated,
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
        by: stated,
        to: stated,
        place: stated,
        method: stated,
        note: stated,
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
        note: stated,
        witness: stated,
        payment: stated,
        translation: stated,
        translator: stated,
        other_recipients: stated,
        prior_contact: stated,
        dispute_context: stated,
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
      id: stated,
      title: stated,
      exercise: yesNo.default(false),
      police_reference: stated,
      prepared_for: stated,
      version: stated,
      originals_kept: stated,
      tlp: oneOfOrNone(words.TLP_MARKS),
      discovered_at: timeIn(context.zone).optional(),
    }).prefault({}),
    victim: camelBlock({
      name: stated,
      address: stated,
      sector: stated,
      size: stated,
      protection: stated,
      country: leaf(scalar.COUNTRY).default(''),
      contact: camelBlock(personKeys).prefault({}),
    }).prefault({}),
    preparer: camelBlock({ ...personKeys, authority: stated, qualification: stated }).prefault({}),
    contacts: listOf(camelBlock(personKeys)),
    provider: camelBlock({
      name: stated,
      ticket: stated,
      server: stated,
      email: stated,
      phone: stated,
    }).prefault({}),
    client: camelBlock({ name: stated, address: stated, contract: stated, invoice: stated }).prefault({}),
    insurer: camelBlock({
      name: stated,
      policy: stated,
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
