/** `[0]`, `[1:3]`, `[:2]`, `[-2:]`, `[:]`: a part of a list that was written with commas (notification notes 2.7). */
import { brokenTemplate, FormatMismatch } from './failures.ts';
import { isTruthy, type PythonValue, textOf } from './python-values.ts';

const SLICE = /^\[(?:(?<index>-?\d+)|(?<start>-?\d+)?:(?<end>-?\d+)?)\]$/;

export const isSliceFormat = (format: string): boolean => format.startsWith('[') && format.endsWith(']');

/**
 * The part of the list. One index counts as the slice up to the next one, so `[-1]` is nothing.
 * @throws TemplateFailure for `[]`
 * @throws FormatMismatch when the brackets hold something else, so that the value stays as it is
 */
export function sliceList(value: PythonValue, format: string): string {
  if (format === '[]') throw brokenTemplate('the brackets of a list are empty');
  if (!isTruthy(value)) return '';
  const match = SLICE.exec(format);
  if (match === null) throw new FormatMismatch(`${format} is not a part of a list`);
  const { index, start, end } = match.groups ?? {};
  const items = textOf(value)
    .split(',')
    .map((item) => item.trim());
  const part =
    index === undefined
      ? items.slice(Number(start ?? 0), end === undefined ? items.length : Number(end))
      : items.slice(Number(index), Number(index) + 1);
  return part.join(', ');
}
