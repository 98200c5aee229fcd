import type { SqlValue } from './load.ts';

/**
 * Told the kind of a value that could not be taken as it is. Converters return the bare value and report through this
 * function instead of returning a pair, because they run tens of millions of times in one import.
 */
export type Note = (issue: string) => void;

/** A column as it comes: absent columns are undefined. */
export type Raw = SqlValue | undefined;

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const WHOLE = /^([+-]?\d{1,40})(?:\.0*)?$/;
/** 2100-01-01T00:00:00Z in epoch seconds; whatever is later was written in milliseconds or is wrong. */
const LAST_CREDIBLE_SECOND = 4_102_444_800;
const LAST_BIGINT = 2n ** 63n - 1n;
const FIRST_BIGINT = -(2n ** 63n);

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Text as it stands; only NULL and absent columns are null. Numbers are written out, blobs are read as UTF-8 with
 * replacement characters. Never an issue.
 */
export function rawText(value: Raw): string | null {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') return decoder.decode(value);
  return String(value);
}

/** Text in which empty means unknown (migration notes 3): '' and NULL are both null. Blanks are kept. */
export function text(value: Raw): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  const written = rawText(value);
  return written === '' ? null : written;
}

/**
 * A whole number of at most 53 bits: 5, 5.0, '5.0' and ' 7 ' are numbers, '' is null. Anything else is null with the
 * issue `not_an_integer`; a larger whole number is null with `integer_too_large` (take `bigInteger` for those).
 */
export function integer(value: Raw, note: Note): number | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  const whole = bigInteger(value, note);
  if (whole === null || typeof whole === 'number') return whole;
  note('integer_too_large');
  return null;
}

/**
 * A whole number of at most 64 bits, exact: a number while it is safe, else a bigint. The rules of `integer`; text is
 * never taken through floating point.
 */
export function bigInteger(value: Raw, note: Note): number | bigint | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return fit64(value, note);
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return fit64(BigInt(value), note);
    note('not_an_integer');
    return null;
  }
  const trimmed = (rawText(value) ?? '').trim();
  if (trimmed === '') return null;
  const digits = WHOLE.exec(trimmed)?.[1];
  if (digits !== undefined) {
    const quick = digits.length < 16 ? Number(digits) : Number.NaN;
    return Number.isSafeInteger(quick) ? quick : fit64(BigInt(digits.replace('+', '')), note);
  }
  note('not_an_integer');
  return null;
}

function fit64(value: bigint, note: Note): number | bigint | null {
  if (value > LAST_BIGINT || value < FIRST_BIGINT) {
    note('integer_too_large');
    return null;
  }
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  t: true,
  yes: true,
  y: true,
  on: true,
  false: false,
  f: false,
  no: false,
  n: false,
  off: false,
};

/** A 0/1 column: numbers, their text, and the words true/false, yes/no, on/off. '' is null, the rest `not_a_boolean`. */
export function boolean01(value: Raw, note: Note): boolean | null {
  if (value === 1 || value === '1') return true;
  if (value === 0 || value === '0') return false;
  if (value === null || value === undefined || value === '') return null;
  const trimmed = (rawText(value) ?? '').trim().toLowerCase();
  if (trimmed === '') return null;
  const word = Object.hasOwn(WORDS, trimmed) ? WORDS[trimmed] : undefined;
  if (word !== undefined) return word;
  const figure = DECIMAL.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (figure === 1 || figure === 0) return figure === 1;
  note('not_a_boolean');
  return null;
}

/**
 * A moment in whole epoch seconds (migration notes 3). Later than 2100: divided by 1000 when that is credible, with the
 * issue `milliseconds`. Negative or still too late: null with `impossible_time`; not a number: null with `not_a_time`.
 * Zero stays zero, what it means is the caller's business. Every result fits a PostgreSQL timestamptz.
 */
export function epochSeconds(value: Raw, note: Note): number | null {
  if (value === null || value === undefined || value === '') return null;
  const seconds = typeof value === 'number' ? value : looseNumber(value);
  if (seconds === null) return null;
  if (Number.isNaN(seconds)) {
    note('not_a_time');
    return null;
  }
  if (seconds >= 0 && seconds <= LAST_CREDIBLE_SECOND) return Math.floor(seconds);
  if (seconds > 0 && seconds / 1000 <= LAST_CREDIBLE_SECOND) {
    note('milliseconds');
    return Math.floor(seconds / 1000);
  }
  note('impossible_time');
  return null;
}

/** Null when there is nothing, NaN when it is not a number. */
function looseNumber(value: SqlValue): number | null {
  if (typeof value === 'bigint') return Number(value);
  const trimmed = (rawText(value) ?? '').trim();
  if (trimmed === '') return null;
  return DECIMAL.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/** A decimal number as text with the digits it was written with ('7.80' stays); else null with `not_a_number`. */
export function decimalText(value: Raw, note: Note): string | null {
  if (value === null || value === undefined || value === '') return null;
  const trimmed = (rawText(value) ?? '').trim();
  if (trimmed === '') return null;
  if (DECIMAL.test(trimmed)) return trimmed;
  note('not_a_number');
  return null;
}

/** The parts of a separated list, trimmed, without empty ones; NULL and '' are the empty list. */
export function list(value: Raw, separator: string): readonly string[] {
  const written = rawText(value);
  if (written === null || written === '') return [];
  return written
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Parsed JSON; '' is null, and what cannot be parsed is null with the issue `invalid_json`. */
export function json(value: Raw, note: Note): unknown {
  const written = (rawText(value) ?? '').trim();
  if (written === '') return null;
  try {
    return JSON.parse(written);
  } catch {
    note('invalid_json');
    return null;
  }
}

/**
 * The digits of a numeric rating key, or null. A key that is not a positive whole number of 64 bits gives the issue
 * `rating_key_not_numeric`; the caller keeps the original text (migration notes 3).
 */
export function ratingKey(value: Raw, note: Note): string | null {
  if (typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)) return String(value);
  if (value === null || value === undefined || value === '') return null;
  let refused = false;
  const key = bigInteger(value, () => {
    refused = true;
  });
  if (key !== null && key >= 0) return String(key);
  if (key !== null || refused) note('rating_key_not_numeric');
  return null;
}
