/** Which days a page is about. Days are texts such as `2026-03-10`; pure. */

export const RANGES = ['today', '7d', '30d', '90d', '12m', 'year', 'all'] as const;
export type RangeName = (typeof RANGES)[number];

/** Unless the address says otherwise. */
export const PRESET_RANGE: RangeName = '30d';

const DAYS: Readonly<Partial<Record<RangeName, number>>> = { today: 1, '7d': 7, '30d': 30, '90d': 90, '12m': 365 };

/** Days from the first to the last; null is open: everything before, or up to now. */
export interface DaySpan {
  readonly from: string | null;
  readonly to: string | null;
}

/** What the address says about time. */
export interface RangeSearch {
  readonly range?: RangeName;
  readonly from?: string;
  readonly to?: string;
}

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The day so many days later. */
export const addDays = (day: string, days: number): string =>
  new Date(msOf(day) + days * DAY_MS).toISOString().slice(0, 10);

/** How many days there are, first and last included. */
export const daysBetween = (from: string, to: string): number => Math.round((msOf(to) - msOf(from)) / DAY_MS) + 1;

const two = (number: number): string => String(number).padStart(2, '0');

/** The day of a moment in the person's time zone. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A day as a moment, its noon in the person's time zone, to be written as a date. */
export const momentOf = (day: string): number => new Date(`${day}T12:00:00`).getTime();

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(msOf(value));

/** Reads the time out of an address; days that are told win over a name. */
export function readRange(raw: Readonly<Record<string, unknown>>): RangeSearch {
  const days = { ...(isDay(raw.from) && { from: raw.from }), ...(isDay(raw.to) && { to: raw.to }) };
  if (Object.keys(days).length > 0) {
    // Told the wrong way round, they mean the same.
    const { from, to } = days;
    return from !== undefined && to !== undefined && from > to ? { from: to, to: from } : days;
  }
  const range = RANGES.find((known) => known === raw.range);
  return range === undefined || range === PRESET_RANGE ? {} : { range };
}

/** The name of the range; null for days that are told. */
export const rangeName = ({ range, from, to }: RangeSearch): RangeName | null =>
  from === undefined && to === undefined ? (range ?? PRESET_RANGE) : null;

/** The days a range means today. */
export function spanOf(search: RangeSearch, today: string): DaySpan {
  const name = rangeName(search);
  if (name === null) return { from: search.from ?? null, to: search.to ?? null };
  if (name === 'all') return { from: null, to: null };
  if (name === 'year') return { from: `${today.slice(0, 4)}-01-01`, to: null };
  return { from: addDays(today, 1 - (DAYS[name] ?? 1)), to: null };
}

/** How many days a span has; null when it has no beginning. */
export const lengthOf = ({ from, to }: DaySpan, today: string): number | null =>
  from === null ? null : daysBetween(from, to ?? today);

/** The days before, as many; null when there is no beginning. */
export function spanBefore(span: DaySpan, today: string): { readonly from: string; readonly to: string } | null {
  const length = lengthOf(span, today);
  return length === null || span.from === null
    ? null
    : { from: addDays(span.from, -length), to: addDays(span.from, -1) };
}

/** Steps to the time before (-1) or after (1), equally long; null when there is no such step. */
export function stepped(search: RangeSearch, step: 1 | -1, today: string): RangeSearch | null {
  const span = spanOf(search, today);
  if (rangeName(search) === 'year' || isWholeYear(search)) return steppedYear(span, step, today);
  const length = lengthOf(span, today);
  if (span.from === null || length === null) return null;
  const from = addDays(span.from, step * length);
  const to = addDays(from, length - 1);
  if (from > today) return null;
  if (to < today) return { from, to };
  const name = RANGES.find((known) => DAYS[known] === length);
  return name === undefined ? { from: addDays(today, 1 - length) } : readRange({ range: name });
}

const isWholeYear = ({ from, to }: RangeSearch): boolean =>
  from?.endsWith('-01-01') === true && to === `${from.slice(0, 4)}-12-31`;

function steppedYear({ from }: DaySpan, step: 1 | -1, today: string): RangeSearch | null {
  const year = Number((from ?? today).slice(0, 4)) + step;
  const now = Number(today.slice(0, 4));
  if (year > now) return null;
  return year === now ? { range: 'year' } : { from: `${year}-01-01`, to: `${year}-12-31` };
}
