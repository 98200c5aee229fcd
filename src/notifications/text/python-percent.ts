/** `"%dh %02dm" % (2, 5)`: texts with places for values (notification notes 2.12). */
import { ExpressionRefused, FormatMismatch } from './failures.ts';
import { formatFloat, formatInteger } from './format-number.ts';
import { formatText } from './format-spec.ts';
import { asFraction } from './python-casts.ts';
import { notationOf, type PythonValue, textOf } from './python-values.ts';

const PLACE =
  /%(?:\((?<key>[^)]*)\))?(?<flags>[-+ #0]*)(?<width>\d+|\*)?(?:\.(?<precision>\d+|\*)?)?[hlL]?(?<type>[\s\S])?/gu;

interface Place {
  readonly flags: string;
  readonly width: number;
  /** -1: at the left. */
  readonly isLeft: boolean;
  readonly precision: number | null;
}

/**
 * The text with the values in their places.
 * @throws ExpressionRefused when places and values do not fit together
 */
export function formatPercent(text: string, values: PythonValue): string {
  const isTuple = values !== null && typeof values === 'object' && values.kind === 'tuple';
  const queue = isTuple ? [...values.items] : [values];
  const next = (): PythonValue => {
    const value = queue.shift();
    if (value === undefined) throw new ExpressionRefused('there are more places than values');
    return value;
  };
  const result = text.replace(PLACE, (whole, ...rest) => {
    const groups: Record<string, string | undefined> = rest.at(-1);
    if (groups.type === '%') return '%';
    if (groups.key !== undefined || groups.type === undefined) throw new ExpressionRefused(`${whole} is no place`);
    return fill(groups, next, /\./.test(whole));
  });
  const isUnused = queue.length > 0 && (isTuple || !isMapping(values));
  if (isUnused) throw new ExpressionRefused('there are more values than places');
  return result;
}

/** Values that may be left over, as they could have been asked by name. */
const isMapping = (value: PythonValue): boolean =>
  value !== null && typeof value === 'object' && (value.kind === 'object' || value.kind === 'list');

function fill(groups: Record<string, string | undefined>, next: () => PythonValue, hasPoint: boolean): string {
  const width = sizeOf(groups.width, next) ?? 0;
  const precision = hasPoint ? (sizeOf(groups.precision, next) ?? 0) : null;
  const flags = groups.flags ?? '';
  const isLeft = flags.includes('-') || width < 0;
  const place = { flags, width: Math.abs(width), isLeft, precision };
  try {
    return write(groups.type ?? '', next(), place);
  } catch (error) {
    if (error instanceof FormatMismatch) throw new ExpressionRefused(error.message);
    throw error;
  }
}

function sizeOf(text: string | undefined, next: () => PythonValue): number | null {
  if (text !== '*') return text === undefined ? null : Number(text);
  const value = next();
  if (typeof value !== 'bigint') throw new ExpressionRefused('a width is no whole number');
  return Number(value);
}

function write(type: string, value: PythonValue, place: Place): string {
  switch (type) {
    case 's':
      return writeText(textOf(value), place);
    case 'r':
    case 'a':
      return writeText(notationOf(value), place);
    case 'c':
      return writeText(character(value), { ...place, precision: null });
    case 'd':
    case 'i':
    case 'u':
      return writeWhole(wholeOf(value), 'd', place);
    case 'o':
    case 'x':
    case 'X':
      if (typeof value === 'number') throw new ExpressionRefused('a fraction has no digits of that kind');
      return writeWhole(wholeOf(value), type, place);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return formatFloat(fractionOf(value), `${numberFormat(place)}${precisionFormat(place)}${type}`);
    default:
      throw new ExpressionRefused(`%${type} is no place`);
  }
}

const precisionFormat = ({ precision }: Place): string => (precision === null ? '' : `.${precision}`);

const writeText = (text: string, place: Place): string =>
  formatText(text, `${place.isLeft ? '<' : '>'}${place.width}${precisionFormat(place)}`);

/** Alignment, sign and width the way the mini-language spells them. */
function numberFormat({ flags, isLeft, width }: Place): string {
  const align = isLeft ? ' <' : flags.includes('0') ? '0=' : ' >';
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return `${align}${sign}${flags.includes('#') ? '#' : ''}${width}`;
}

function writeWhole(value: bigint, type: string, place: Place): string {
  if (place.precision === null) return formatInteger(value, `${numberFormat(place)}${type}`);
  const { flags } = place;
  const sign = value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const mark = formatInteger(0n, `${flags.includes('#') ? '#' : ''}${type}`).slice(0, -1);
  const digits = formatInteger(value < 0n ? -value : value, `0=${place.precision}${type}`);
  const body = sign + mark + digits;
  return formatText(body, `${place.isLeft ? ' <' : flags.includes('0') ? ' >' : ' >'}${place.width}`);
}

function wholeOf(value: PythonValue): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ExpressionRefused('the value is no number');
  return BigInt(Math.trunc(value));
}

function fractionOf(value: PythonValue): number {
  const number = typeof value === 'string' ? null : asFraction(value);
  if (number === null) throw new ExpressionRefused('the value is no number');
  return number;
}

function character(value: PythonValue): string {
  if (typeof value === 'string' && [...value].length === 1) return value;
  if (typeof value !== 'bigint' || value < 0n || value > 0x10ffffn) throw new ExpressionRefused('this is no character');
  return String.fromCodePoint(Number(value));
}
