/** How the reference writes what a server says: numbers as texts, nothing as an empty text (derived-fields notes 1). */

type Value = string | number | null | undefined;

/** Numbers are texts here, and what nobody said is an empty one. */
export const asText = (value: Value): string => (value === null || value === undefined ? '' : String(value));

/** A text of each member. */
export const asTexts = (row: Readonly<Record<string, Value>>): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asText(value)]));

export const flag01 = (flag: boolean): 0 | 1 => (flag ? 1 : 0);

/** To the nearest whole number; halves to the even one, as Python does. */
export function halfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  const isUp = rest > 0.5 || (rest === 0.5 && below % 2 !== 0);
  // The sum makes no negative zero.
  return (isUp ? below + 1 : below) + 0;
}

/** One decimal, rounded on the exact binary value, halves to the even digit: 0.25 -> `0.2`, 0.35 -> `0.3`. */
export function oneDecimal(value: number): string {
  // Only odd multiples of a quarter lie exactly between two digits.
  const isTie = Number.isInteger(value * 4) && !Number.isInteger(value * 2);
  return isTie ? (halfToEven(value * 10) / 10).toFixed(1) : value.toFixed(1);
}

/** 0 where either is nothing; may exceed 100. */
export const percent = (part: number, whole: number): number =>
  part === 0 || whole === 0 ? 0 : halfToEven((part / whole) * 100);
