// What the schema of incident.yaml is put together from: blocks, lists, words, numbers and times, each with the words for what was expected. The only importer of zod.

import { z } from 'zod';
import { readStatedTime, type StatedTime, type ZoneClock } from '../model/stated-time.ts';
import * as scalar from './scalars.ts';
import { type CamelKeys, camelKeys } from './schema-shapes.ts';

export { z };

/** A text of the file, read as T. */
export type Leaf<T> = z.ZodPipe<z.ZodString, z.ZodTransform<Awaited<T>, string>>;
type Block<S extends z.ZodRawShape> = z.ZodObject<S, z.core.$strict>;
type CamelBlock<S extends z.ZodRawShape> = z.ZodPipe<
  Block<S>,
  z.ZodTransform<CamelKeys<z.output<Block<S>>>, z.output<Block<S>>>
>;
/** A text that may be left out; '' then. */
export type Stated = z.ZodDefault<z.ZodString>;

export function block<S extends z.ZodRawShape>(shape: S): Block<S> {
  return z.strictObject(shape, { error: 'keys with values' });
}

export function camelBlock<S extends z.ZodRawShape>(shape: S): CamelBlock<S> {
  return block(shape).transform(camelKeys);
}

export function listOf<S extends z.ZodType>(item: S): z.ZodDefault<z.ZodArray<S>> {
  return z.array(item, { error: 'a list (lines that begin with "- ")' }).default([]);
}

/** A check over several keys; `message` finishes the sentence "... needs ...". */
export function needs(message: string): { message: string; params: { problem: 'incomplete' } } {
  return { message, params: { problem: 'incomplete' } };
}

export function leaf<T>(kind: scalar.Scalar<T>): Leaf<T> {
  return z.string({ error: kind.expected }).transform((text, context): T => {
    const value = kind.read(text);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: kind.expected, input: text });
    return z.NEVER;
  });
}

export function oneOf<const T extends string>(allowed: readonly T[]): Leaf<T> {
  return leaf(scalar.oneOf(allowed));
}

/** One of several words, or '' when nothing is stated. */
export function oneOfOrNone<const T extends string>(allowed: readonly T[]): z.ZodDefault<Leaf<T | ''>> {
  const kind = scalar.oneOf(allowed);
  const read = (written: string): T | '' | undefined => (written === '' ? '' : kind.read(written));
  return leaf<T | ''>({ expected: kind.expected, read }).default('');
}

export const text: z.ZodString = z.string({ error: 'a text' });
export const stated: Stated = text.default('');
export const required: Leaf<string> = leaf(scalar.REQUIRED_TEXT);
export const yesNo: Leaf<boolean> = leaf(scalar.YES_NO);
export const zoneName: Leaf<string> = leaf(scalar.ZONE);
export const currencyCode: Leaf<string> = leaf(scalar.CURRENCY);
export const prefix: Leaf<string> = leaf(scalar.PREFIX);
export const price: Leaf<number> = leaf(scalar.PRICE);
export const personKeys: Record<'name' | 'role' | 'organisation' | 'email' | 'phone', Stated> = {
  name: stated,
  role: stated,
  organisation: stated,
  email: stated,
  phone: stated,
};

export function timeIn(zone: ZoneClock | undefined): Leaf<StatedTime> {
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
