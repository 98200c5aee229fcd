/** Rounding as the recordings have it (derived-fields notes 1): on the exact binary value, halves to the even digit. */

export function halfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  const isUp = rest > 0.5 || (rest === 0.5 && below % 2 !== 0);
  // The sum makes no negative zero.
  return (isUp ? below + 1 : below) + 0;
}

/** One decimal: 0.25 -> `0.2`, 0.35 -> `0.3`, 2 -> `2.0`. */
export function oneDecimal(value: number): string {
  // Only odd multiples of a quarter lie exactly between two digits.
  const isTie = Number.isInteger(value * 4) && !Number.isInteger(value * 2);
  return isTie ? (halfToEven(value * 10) / 10).toFixed(1) : value.toFixed(1);
}

/** A whole percentage; 0 where either is nothing. May exceed 100. */
export const percent = (part: number, whole: number): number =>
  part === 0 || whole === 0 ? 0 : halfToEven((part / whole) * 100);
