/** Decimal digits of floating point numbers: the exact binary value decides, and exact halves go to the even digit. */

const MANTISSA_BITS = 52;

interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The exact value of a finite number that is not negative. */
function exactly(value: number): Fraction {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponentBits = Number((bits >> BigInt(MANTISSA_BITS)) & 0x7ffn);
  const fractionBits = bits & ((1n << BigInt(MANTISSA_BITS)) - 1n);
  const mantissa = exponentBits === 0 ? fractionBits : fractionBits | (1n << BigInt(MANTISSA_BITS));
  const exponent = Math.max(exponentBits, 1) - 1023 - MANTISSA_BITS;
  return exponent >= 0
    ? { numerator: mantissa << BigInt(exponent), denominator: 1n }
    : { numerator: mantissa, denominator: 1n << BigInt(-exponent) };
}

/** The nearest whole number; halves to the even one. Both arguments are not negative. */
function roundHalfEven({ numerator, denominator }: Fraction): bigint {
  const whole = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const isUp = twice > denominator || (twice === denominator && whole % 2n === 1n);
  return isUp ? whole + 1n : whole;
}

const scaled = ({ numerator, denominator }: Fraction, powerOfTen: number): Fraction =>
  powerOfTen >= 0
    ? { numerator: numerator * 10n ** BigInt(powerOfTen), denominator }
    : { numerator, denominator: denominator * 10n ** BigInt(-powerOfTen) };

/** Digits and the power of ten of the first one: 0.0123 is `{ digits: '123', exponent: -2 }`. */
export interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** The number with `places` digits behind the point, e.g. `2.50`; finite and not negative. */
export function fixedDigits(value: number, places: number): string {
  const digits = roundHalfEven(scaled(exactly(value), places))
    .toString()
    .padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The first `count` significant digits, rounded; finite and not negative. */
export function significantDigits(value: number, count: number): Decimal {
  if (value === 0) return { digits: '0'.repeat(count), exponent: 0 };
  const exponent = shortestDigits(value).exponent;
  const digits = roundHalfEven(scaled(exactly(value), count - 1 - exponent)).toString();
  // 9.99 becomes 10.0, and the shortest form may already have been rounded up over a power of ten.
  if (digits.length > count) return { digits: digits.slice(0, count), exponent: exponent + 1 };
  if (digits.length < count) return significantBelow(value, count, exponent - 1);
  return { digits, exponent };
}

function significantBelow(value: number, count: number, exponent: number): Decimal {
  const digits = roundHalfEven(scaled(exactly(value), count - 1 - exponent)).toString();
  return digits.length > count ? { digits: digits.slice(0, count), exponent: exponent + 1 } : { digits, exponent };
}

/** The fewest digits that name this number and no other; finite and not negative. */
export function shortestDigits(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(exponent) };
}

/** A whole number rounded to a power of ten, or a fraction to `places` digits: what `round` gives. */
export function roundToPlaces(value: number, places: number): number {
  if (!Number.isFinite(value) || places > 323) return value;
  if (places < -308) return value * 0;
  const size = Math.abs(value);
  const rounded = roundHalfEven(scaled(exactly(size), places));
  const result = Number(`${rounded}e${-places}`);
  return value < 0 || Object.is(value, -0) ? -result : result;
}

/** The nearest whole number, halves to the even one. */
export const roundToWhole = (value: number): bigint =>
  value < 0 ? -roundHalfEven(exactly(-value)) : roundHalfEven(exactly(value));

/** A floating point number as Python writes it: always with a point or an exponent. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  const decimal = shortestDigits(Math.abs(value));
  const isPlain = decimal.exponent >= -4 && decimal.exponent < 16;
  return sign + (isPlain ? plainText(decimal, 1) : exponentText(decimal));
}

/** Digits without an exponent, with at least `minPlaces` digits behind the point. */
export function plainText({ digits, exponent }: Decimal, minPlaces: number): string {
  const whole = exponent < 0 ? '0' : digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const places = exponent < 0 ? '0'.repeat(-exponent - 1) + digits : digits.slice(exponent + 1);
  const padded = places.padEnd(minPlaces, '0');
  return padded === '' ? whole : `${whole}.${padded}`;
}

/** Digits with an exponent of at least two digits, e.g. `1.5e-07`. */
export function exponentText({ digits, exponent }: Decimal): string {
  const places = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const sign = exponent < 0 ? '-' : '+';
  return `${digits[0]}${places}e${sign}${Math.abs(exponent).toString().padStart(2, '0')}`;
}
