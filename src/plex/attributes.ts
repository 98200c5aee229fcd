/**
 * The kinds of attribute values, as schemas: text in, a fact or `null` out (Plex protocol notes 1.4). A missing and an
 * empty attribute are the same, and a value that cannot be read is treated as not said, except where it is required.
 * Numbers are kept within what can be stored, so that a strange value never stops a whole session from being saved.
 */
import { z } from 'zod';

const MAX_INT = 2_147_483_647;
/** The last second of the year 9999. */
const MAX_EPOCH_SECONDS = 253_402_300_799;

const raw = z.string().default('');

/** PostgreSQL cannot store the character 0, and nothing good ever contained it. */
const clean = (value: string): string => (value.includes('\u0000') ? value.replaceAll('\u0000', '') : value);

const whole = (value: string, min: number, max: number): number | null => {
  if (!/^[+-]?\d{1,16}$/.test(value.trim())) return null;
  const number = Number(value);
  return number >= min && number <= max ? number : null;
};

const isDay = (value: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).year > 0;
  } catch {
    return false;
  }
};

export const text = raw.transform((value) => clean(value) || null);
export const requiredText = raw.transform(clean).pipe(z.string().min(1, 'is missing'));
/** Digits only, kept as text: keys that Plex may one day let grow beyond a number. */
export const digits = raw.transform((value) => (/^\d{1,32}$/.test(value) ? value : null));
export const requiredDigits = raw.pipe(z.string().regex(/^\d{1,32}$/, 'is missing or not a number'));
export const integer = raw.transform((value) => whole(value, -MAX_INT, MAX_INT));
/** A whole number of milliseconds, never negative. */
export const milliseconds = raw.transform((value) => whole(value, 0, Number.MAX_SAFE_INTEGER));
/** A whole number that may be larger than a column takes, as the size of a file. */
export const wholeNumber = milliseconds;
export const epochSeconds = raw.transform((value) => whole(value, 0, MAX_EPOCH_SECONDS));
export const decimal = raw.transform((value) => {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return Math.abs(number) <= 1e9 ? number : null;
});
/** A decimal number, kept with its digits: `8.0` stays `8.0`. */
export const decimalText = raw.transform((value) => (/^[+-]?\d{1,9}(?:\.\d{1,20})?$/.test(value) ? value : null));
/** True only when the text is exactly `1`. */
export const flag = raw.transform((value) => value === '1');
/** As `flag`, but null when not said. */
export const optionalFlag = raw.transform((value) => (value === '' ? null : value === '1'));
/** `YYYY-MM-DD`, a day that exists. */
export const day = raw.transform((value) => (isDay(value.slice(0, 10)) ? value.slice(0, 10) : null));

/** One sentence of what is wrong with an element's attributes. */
export const describeIssues = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'it'} ${issue.message}`).join(', ');
