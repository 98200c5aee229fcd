import { roundToWhole } from '../text/float-digits.ts';

const SECONDS_PER_MINUTE = 60;

/** To the nearest whole number, halves to the even one. */
export const halfToEven = (value: number): number => Number(roundToWhole(value));

/** Whole minutes of seconds; nothing for less than nothing. */
export const minutesOf = (seconds: number): number => (seconds < 0 ? 0 : halfToEven(seconds / SECONDS_PER_MINUTE));

/** How much of the whole a part is, in percent; 0 where either is nothing. */
export const percentOf = (part: number, whole: number): number =>
  part === 0 || whole === 0 ? 0 : halfToEven((part / whole) * 100);
