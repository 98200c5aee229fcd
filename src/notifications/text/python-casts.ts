/** Numbers out of values that may be anything (notification notes 2.12 and 3.2). */
import type { PythonValue } from './python-values.ts';

const WHOLE = /^[-+]?\d+(?:_\d+)*$/;
const FRACTION = /^[-+]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][-+]?\d+(?:_\d+)*)?$/;
const SPECIAL = /^([-+])?(inf|infinity|nan)$/i;
/** More digits than Python is willing to read. */
const MAX_DIGITS = 4_300;

/** The whole number a value says; fractions are cut off, and what is no number is null. */
export function asWhole(value: PythonValue): bigint | null {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.trunc(value)) : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (!WHOLE.test(text) || text.length > MAX_DIGITS) return null;
  const digits = text.replace(/^\+/, '').replaceAll('_', '');
  return digits.startsWith('-') ? -BigInt(digits.slice(1)) : BigInt(digits);
}

/** The number a value says, perhaps infinite or none at all (`nan`); null when it says no number. */
export function asFraction(value: PythonValue): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const special = SPECIAL.exec(text);
  if (special !== null) {
    if (special[2]?.toLowerCase() === 'nan') return Number.NaN;
    return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return FRACTION.test(text) ? Number(text.replaceAll('_', '')) : null;
}
