/** Single values of an export: what an attribute says, in the kind of value that it is (export notes 3). Pure. */

/** A decimal number as it is written: `8.0` stays `8.0` in every format. */
export class Decimal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Scalar = string | number | boolean | Decimal | null;

/** How the text of an attribute is read. */
export type Cast = 'text' | 'integer' | 'decimal' | 'flag' | 'moment' | 'day';

/** A decimal as programs write it: at least one digit behind the point. */
export function decimalOf(value: number): Decimal {
  const text = String(value);
  return new Decimal(/^-?\d+$/.test(text) ? `${text}.0` : text);
}

function integer(text: string): Scalar {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) return text;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value + 0 : text.trim();
}

function decimal(text: string): Scalar {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? decimalOf(value) : text;
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);

/** Epoch seconds as date and time of a zone, without offset: `2023-07-22T05:56:40`. */
function moment(text: string, timeZone: string): Scalar {
  const seconds = /^-?\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 253_402_300_799) return null;
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1_000)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
}

function day(text: string): Scalar {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text.trim())) return null;
  try {
    return Temporal.PlainDate.from(text.trim(), { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/**
 * The value of an attribute; null when it is not there. What does not fit its kind stays the text that it is, so that
 * nothing is lost, but a moment or a day that cannot be one is null.
 */
export function castValue(text: string | undefined, cast: Cast, timeZone: string): Scalar {
  if (text === undefined) return null;
  switch (cast) {
    case 'text':
      return text;
    case 'integer':
      return integer(text);
    case 'decimal':
      return decimal(text);
    case 'flag':
      return FLAGS.get(text) ?? text;
    case 'moment':
      return moment(text, timeZone);
    case 'day':
      return day(text);
  }
}
