/** Python's format mini-language, as far as templates can spell it (notification notes 2.7). */
import { FormatMismatch } from './failures.ts';

type Align = '<' | '>' | '^' | '=';

export interface FormatSpec {
  readonly fill: string;
  readonly align: Align;
  /** What a number that is not negative begins with. */
  readonly plus: '' | '+' | ' ';
  readonly hasSign: boolean;
  /** `#`: with a mark of the base, or with a point that would be left out. */
  readonly isAlternate: boolean;
  readonly width: number;
  readonly grouping: '' | ',' | '_';
  readonly precision: number | null;
  /** One character; blank without one. */
  readonly type: string;
}

const SPEC =
  /^(?:(?<fill>.)(?=[<>^=]))?(?<align>[<>^=])?(?<sign>[-+ ])?(?<alternate>#)?(?<zero>0)?(?<width>\d+)?(?<grouping>[,_])?(?:\.(?<precision>\d+))?(?<type>.)?$/su;

/** Longer results are of no use and would only cost memory. */
const MAX_LENGTH = 10_000;

const ALIGNS: Readonly<Record<string, Align>> = { '<': '<', '>': '>', '^': '^', '=': '=' };

/**
 * Reads a format; numbers align right by default, texts left.
 * @throws FormatMismatch when it is none
 */
export function parseSpec(format: string, defaultAlign: '<' | '>'): FormatSpec {
  const groups = SPEC.exec(format)?.groups;
  if (groups === undefined) throw new FormatMismatch(`${format} is not a format`);
  const { fill, align, sign, alternate, zero, width, grouping, precision, type } = groups;
  const isZeroFilled = zero !== undefined && fill === undefined;
  return {
    fill: fill ?? (isZeroFilled ? '0' : ' '),
    align: ALIGNS[align ?? ''] ?? (isZeroFilled && defaultAlign === '>' ? '=' : defaultAlign),
    plus: sign === '+' || sign === ' ' ? sign : '',
    hasSign: sign !== undefined,
    isAlternate: alternate !== undefined,
    width: bounded(width ?? '0'),
    grouping: grouping === ',' || grouping === '_' ? grouping : '',
    precision: precision === undefined ? null : bounded(precision),
    type: type ?? '',
  };
}

function bounded(digits: string): number {
  const number = Number(digits);
  if (number > MAX_LENGTH) throw new FormatMismatch(`${digits} is too long`);
  return number;
}

/** Fills up to the width; `head` is what stays before the filling when it goes inside (a sign, the mark of a base). */
export function pad(head: string, body: string, { fill, align, width }: FormatSpec): string {
  const missing = Math.max(0, width - [...head].length - [...body].length);
  const left = align === '^' ? Math.floor(missing / 2) : align === '<' ? 0 : missing;
  const before = fill.repeat(left);
  const after = fill.repeat(missing - left);
  return align === '=' ? head + before + body : before + head + body + after;
}

/** A text: width, filling and the number of its first characters. */
export function formatText(text: string, format: string): string {
  const spec = parseSpec(format, '<');
  const isPlain = !spec.hasSign && !spec.isAlternate && spec.align !== '=' && spec.grouping === '';
  if (!isPlain || (spec.type !== '' && spec.type !== 's')) throw new FormatMismatch(`${format} is not for texts`);
  return pad('', spec.precision === null ? text : [...text].slice(0, spec.precision).join(''), spec);
}
