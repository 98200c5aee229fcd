/** Texts in graphs as clients know them (API notes 11). Pure. */

import { type DayNumber, dayText, type MonthNumber } from '#history/blocks/local-calendar.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const HOURS = 24;

const from = <T>(first: number, count: number, text: (number: number) => T): T[] =>
  Array.from({ length: count }, (_none, index) => text(first + index));

/** `2026-03-10`, one for each day. */
export const dayNames = (first: DayNumber, count: number): string[] => from(first, count, dayText);

/** `Mar 2026`, one for each month. */
export const monthNames = (first: MonthNumber, count: number): string[] =>
  from(first, count, (month) => `${MONTHS[month % 12] ?? ''} ${Math.floor(month / 12)}`);

/** `00` to `23`. */
export const hourNames = (): string[] => from(0, HOURS, (hour) => String(hour).padStart(2, '0'));

/** Lists over the days of the week begin with the day on which weeks begin. */
export const weekOrder = <T>(values: readonly T[], startsOnMonday: boolean): T[] =>
  startsOnMonday ? [...values.slice(1), ...values.slice(0, 1)] : [...values];

export const weekdayNames = (startsOnMonday: boolean): string[] => weekOrder(WEEKDAYS, startsOnMonday);
