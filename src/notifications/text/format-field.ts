/** A value as its field wants it: converted, then formatted (notification notes 2.6, 2.7). */
import { formatDate } from './arrow-date.ts';
import { brokenTemplate, FormatMismatch } from './failures.ts';
import { formatFloat, formatInteger } from './format-number.ts';
import { formatText } from './format-spec.ts';
import { titleCase } from './letter-case.ts';
import { isSliceFormat, sliceList } from './list-slice.ts';
import { notationOf, type PythonValue, textOf } from './python-values.ts';

/** A converted value is a text; a letter that means nothing changes nothing. */
export function convert(value: PythonValue, conversion: string | null): PythonValue {
  switch (conversion) {
    case 'u':
      return textOf(value).toUpperCase();
    case 'l':
      return textOf(value).toLowerCase();
    case 'c':
      return titleCase(textOf(value));
    case 's':
      return textOf(value);
    case 'r':
      return notationOf(value);
    default:
      return value;
  }
}

/**
 * The text of a value; a blank format is the default one.
 * @throws TemplateFailure when the format does not fit a value that is no text
 */
export function formatField(value: PythonValue, format: string): string {
  if (format === '') return textOf(value);
  const isDate = value !== null && typeof value === 'object' && value.kind === 'date';
  const isSlice = isSliceFormat(format);
  try {
    if (isSlice) return sliceList(value, format);
    return isDate ? formatDate(value, format) : formatPlain(value, format);
  } catch (error) {
    if (!(error instanceof FormatMismatch)) throw error;
    if (typeof value === 'string' || (isSlice && !isDate)) return textOf(value);
    throw brokenTemplate(error.message);
  }
}

function formatPlain(value: PythonValue, format: string): string {
  switch (typeof value) {
    case 'string':
      return formatText(value, format);
    case 'number':
      return formatFloat(value, format);
    case 'bigint':
      return formatInteger(value, format);
    case 'boolean':
      return formatInteger(value ? 1n : 0n, format);
    default:
      throw new FormatMismatch('a value of this kind has no formats');
  }
}
