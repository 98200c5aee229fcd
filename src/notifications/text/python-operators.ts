/** What Python's operators do with our values, within limits of size (notification notes 2.12). */
import type { BinaryOperator } from './expression-types.ts';
import { brokenTemplate, ExpressionRefused } from './failures.ts';
import { formatPercent } from './python-percent.ts';
import type { PythonList, PythonValue } from './python-values.ts';

/** Longer texts and lists are not made, so that no expression can eat the memory. */
const MAX_ITEMS = 20_000;
/** Python does not write larger numbers either. */
const MAX_BITS = 14_000;

type Num = bigint | number;

/** A number, with True as 1; null for anything else. */
export function numberOf(value: PythonValue): Num | null {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'bigint' || typeof value === 'number' ? value : null;
}

const isList = (value: PythonValue): value is PythonList =>
  value !== null && typeof value === 'object' && (value.kind === 'list' || value.kind === 'tuple');

/**
 * The result of an operator between two values.
 * @throws ExpressionRefused when the kinds do not fit, or the result would be too large
 * @throws TemplateFailure for a division by zero and for a number that no float can hold
 */
export function applyOperator(operator: BinaryOperator, left: PythonValue, right: PythonValue): PythonValue {
  if (operator === '%' && typeof left === 'string') return formatPercent(left, right);
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== null && b !== null) return calculate(operator, a, b);
  if (operator === '+') return joined(left, right);
  if (operator === '*') return a === null ? repeated(left, b) : repeated(right, a);
  throw new ExpressionRefused(`${operator} does not work between these values`);
}

function joined(left: PythonValue, right: PythonValue): PythonValue {
  if (typeof left === 'string' && typeof right === 'string') return left + guarded(left.length + right.length, right);
  if (!isList(left) || !isList(right) || left.kind !== right.kind)
    throw new ExpressionRefused('+ does not work between these values');
  guarded(left.items.length + right.items.length, null);
  return { kind: left.kind, items: [...left.items, ...right.items] };
}

function repeated(value: PythonValue, times: Num | null): PythonValue {
  if (typeof times !== 'bigint') throw new ExpressionRefused('* does not work between these values');
  const count = times < 0n ? 0 : Number(times);
  if (typeof value === 'string') return value.repeat(guarded(value.length * count, value === '' ? 0 : count));
  if (!isList(value)) throw new ExpressionRefused('* does not work between these values');
  if (value.items.length === 0) return value;
  guarded(value.items.length * count, null);
  return { kind: value.kind, items: Array.from({ length: count }, () => value.items).flat() };
}

function guarded<T>(size: number, value: T): T {
  if (size > MAX_ITEMS) throw new ExpressionRefused('the result would be too long');
  return value;
}

function calculate(operator: BinaryOperator, a: Num, b: Num): Num {
  if (operator === '**') return power(a, b);
  if (operator === '/') return divide(a, b);
  if (typeof a === 'bigint' && typeof b === 'bigint') return whole(operator, a, b);
  return fraction(operator, floatOf(a), floatOf(b));
}

/** A whole number as a float. @throws TemplateFailure when none is large enough */
function floatOf(value: Num): number {
  const float = Number(value);
  if (typeof value === 'bigint' && !Number.isFinite(float)) throw brokenTemplate('the number is too large');
  return float;
}

const bitsOf = (value: bigint): number => (value < 0n ? -value : value).toString(16).length * 4;

function divide(a: Num, b: Num): number {
  if (Number(b) === 0) throw brokenTemplate('division by zero');
  return floatOf(a) / floatOf(b);
}

function whole(operator: BinaryOperator, a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      if (bitsOf(a) + bitsOf(b) > MAX_BITS) throw new ExpressionRefused('the number would be too large');
      return a * b;
    case '//':
      return floorDivide(a, b).quotient;
    case '%':
      return floorDivide(a, b).remainder;
    case '|':
      return a | b;
    case '&':
      return a & b;
    case '^':
      return a ^ b;
    case '<<':
      if (b < 0n || b + BigInt(bitsOf(a)) > MAX_BITS) throw new ExpressionRefused('the number would be too large');
      return a << b;
    case '>>':
      if (b < 0n) throw new ExpressionRefused('a number is not shifted by less than nothing');
      return b > MAX_BITS ? (a < 0n ? -1n : 0n) : a >> b;
    default:
      throw new ExpressionRefused(`${operator} does not work between whole numbers`);
  }
}

function floorDivide(a: bigint, b: bigint): { quotient: bigint; remainder: bigint } {
  if (b === 0n) throw brokenTemplate('division by zero');
  const remainder = a % b;
  const isBelow = remainder !== 0n && remainder < 0n !== b < 0n;
  return isBelow ? { quotient: a / b - 1n, remainder: remainder + b } : { quotient: a / b, remainder };
}

function fraction(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '//':
      return floorDivideFraction(a, b).quotient;
    case '%':
      return floorDivideFraction(a, b).remainder;
    default:
      throw new ExpressionRefused(`${operator} does not work with fractions`);
  }
}

function floorDivideFraction(a: number, b: number): { quotient: number; remainder: number } {
  if (b === 0) throw brokenTemplate('division by zero');
  let remainder = a % b;
  let quotient = (a - remainder) / b;
  if (remainder !== 0 && remainder < 0 !== b < 0) {
    remainder += b;
    quotient -= 1;
  } else if (remainder === 0) remainder = b < 0 ? -0 : 0;
  const floor = Math.floor(quotient);
  return { quotient: quotient - floor > 0.5 ? floor + 1 : floor, remainder };
}

/** Quotient and remainder together, as Python's `divmod` gives them. */
export function divideWithRest(a: Num, b: Num): PythonList {
  const { quotient, remainder } =
    typeof a === 'bigint' && typeof b === 'bigint' ? floorDivide(a, b) : floorDivideFraction(floatOf(a), floatOf(b));
  return { kind: 'tuple', items: [quotient, remainder] };
}

function power(a: Num, b: Num): Num {
  if (typeof a === 'bigint' && typeof b === 'bigint' && b >= 0n) {
    const isSmall = a >= -1n && a <= 1n;
    if (!isSmall && BigInt(bitsOf(a)) * b > MAX_BITS) throw new ExpressionRefused('the number would be too large');
    return isSmall ? a ** (b % 2n === 0n && b > 0n ? 2n : b > 0n ? 1n : 0n) : a ** b;
  }
  const base = floatOf(a);
  const exponent = floatOf(b);
  if (base === 0 && exponent < 0) throw brokenTemplate('division by zero');
  const result = base ** exponent;
  if (base === 1 || exponent === 0) return 1;
  if (Number.isNaN(result) && !Number.isNaN(base) && !Number.isNaN(exponent))
    throw new ExpressionRefused('the result is not a real number');
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(exponent))
    throw brokenTemplate('the number is too large');
  return result;
}
