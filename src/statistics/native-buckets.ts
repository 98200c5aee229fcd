/** The buckets of a series in the native API. Pure. */
import type { EpochMs } from '#clock';
import type { TimeScaleName } from '#contract/statistics.ts';
import { dayText, localCalendar, type MonthNumber } from '#history/blocks/local-calendar.ts';
import type { TimeSpan } from '#history/native-filter.ts';
import { Problem } from '#problem';
import type { GraphWindow } from './time-scale.ts';

const DAY_MS = 86_400_000;
const PRESET_DAYS = 30;
const PRESET_MONTHS = 12;
/** Ten years of days. */
const MAX_BUCKETS = 3_660;

export interface Buckets extends GraphWindow {
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly names: readonly string[];
}

const monthText = (month: MonthNumber): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

const beginOfDay = (day: string, timeZone: string): EpochMs =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;

interface Asked {
  readonly span: TimeSpan;
  /** True when the span counts days back from now: then that many calendar days are shown, today included. */
  readonly isRolling: boolean;
  readonly now: EpochMs;
  readonly timeZone: string;
}

/**
 * The buckets of a span. An open end is now, an open beginning the last thirty days, or twelve months where months are
 * shown.
 * @throws Problem `invalid` when there would be too many.
 */
export function bucketsOf(by: TimeScaleName, { span, isRolling, now, timeZone }: Asked): Buckets {
  const untilMs = span.untilMs ?? now;
  const { dayOf, monthOf } = localCalendar(timeZone);
  const seconds = (ms: EpochMs): number => Math.floor(ms / 1000);
  const last = seconds(Math.max(untilMs - 1, span.fromMs ?? 0));
  const fromMs =
    span.fromMs ??
    (by === 'month'
      ? beginOfDay(`${monthText(monthOf(last) - PRESET_MONTHS + 1)}-01`, timeZone)
      : untilMs - PRESET_DAYS * DAY_MS);
  const isCalendar = isRolling || span.fromMs === null;
  const times = { fromMs, untilMs, fromS: seconds(fromMs) };
  switch (by) {
    case 'day': {
      if (!isCalendar) return named(times, dayOf(times.fromS), dayOf(last), dayText);
      // Thirty times 24 hours touch thirty-one days, of the first of which only a part.
      const first = dayOf(last) - Math.round((untilMs - fromMs) / DAY_MS) + 1;
      const beginMs = beginOfDay(dayText(first), timeZone);
      return named({ fromMs: beginMs, untilMs, fromS: seconds(beginMs) }, first, dayOf(last), dayText);
    }
    case 'month':
      return named(times, monthOf(seconds(fromMs)), monthOf(last), monthText);
    case 'weekday':
      return named(times, 0, 6, String);
    case 'hour':
      return named(times, 0, 23, String);
  }
}

function named(
  times: Pick<Buckets, 'fromMs' | 'untilMs' | 'fromS'>,
  first: number,
  last: number,
  text: (number: number) => string,
): Buckets {
  const buckets = Math.max(0, last - first + 1);
  if (buckets > MAX_BUCKETS)
    throw new Problem('invalid', `The time has ${buckets} parts, more than ${MAX_BUCKETS}`, {
      hint: 'Choose a shorter time, or months',
    });
  return { ...times, first, buckets, names: Array.from({ length: buckets }, (_, at) => text(first + at)) };
}
