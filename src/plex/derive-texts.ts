/** Numbers as texts that say them (derived-fields notes 1 and 19). */
import { halfToEven } from './tables/rounding.ts';

const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] as const;

/** `700.00 MB`; below one kilobyte `1023.0 B`. */
export function fileSizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes.toFixed(1)} B`;
  let size = bytes / 1024;
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toFixed(2)} ${UNITS[unit] ?? ''}`;
}

/** Whole seconds, cut off; what is below zero counts as nothing. */
export const secondsOf = (ms: number): number => (ms < 0 ? 0 : Math.floor(ms / 1000));

/** Whole minutes, halves to the even one; what is below zero counts as nothing. */
export const minutesOf = (ms: number): number => (ms < 0 ? 0 : halfToEven(ms / 60_000));

/**
 * Numbers with at least so many digits, neighbours as ranges: `1-3,5`. A number that is there twice is told apart:
 * `2,2-3`. None is 0.
 */
export function numberRanges(numbers: readonly number[], digits: number): string {
  const text = (number: number): string => String(number).padStart(digits, '0');
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range !== undefined && number === range[1] + 1) range[1] = number;
    else ranges.push([number, number]);
  }
  if (ranges.length === 0) return text(0);
  return ranges.map(([first, last]) => (first === last ? text(first) : `${text(first)}-${text(last)}`)).join(',');
}
