import { formatLocale, t } from './i18n.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const two = (value: number): string => String(value).padStart(2, '0');

/** A length as players show it: `1:12:05` or `4:07`. */
export function playerTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A length in words: `1 h 12 min`, `45 min`, `30 s`; long sums are whole hours. */
export function duration(ms: number): string {
  if (ms < MINUTE) return t('duration.seconds', { s: Math.round(ms / SECOND) });
  const minutes = Math.round(ms / MINUTE);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return t('duration.minutes', { min: minutes });
  if (hours >= 100) return t('duration.hours', { h: number(hours) });
  if (minutes % 60 === 0) return t('duration.hours', { h: hours });
  return t('duration.both', { h: hours, min: minutes % 60 });
}

/** A figure with the person's separators. */
export const number = (value: number, digits = 0): string =>
  formatter('number', digits, () => new Intl.NumberFormat(formatLocale(), { maximumFractionDigits: digits })).format(
    value,
  );

/** A rate: `640 kbps`, `27.4 Mbps`; null is unknown. */
export function bitrate(kbps: number | null): string {
  if (kbps === null) return t('unknown');
  return kbps < SECOND ? t('rate.kbps', { n: kbps }) : t('rate.mbps', { n: megabits(kbps) });
}

/** The figure of a rate in Mbps, one decimal: `27.4`. */
export const megabits = (kbps: number): string => number(kbps / 1000, 1);

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** A size in decimal units: `640 kB`, `38.5 GB`; null is unknown. */
export function fileSize(bytes: number | null): string {
  if (bytes === null) return t('unknown');
  const step = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** step;
  const digits = step > 1 && value < 100 ? 1 : 0;
  const unit = SIZES[step] ?? 'byte';
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits } as const;
  return formatter('size', `${unit} ${digits}`, () => new Intl.NumberFormat(formatLocale(), options)).format(value);
}

const cache = new Map<string, unknown>();

function formatter<T>(kind: string, variant: string | number, make: () => T): T {
  const key = `${formatLocale()} ${kind} ${variant}`;
  const known = cache.get(key) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

const dateFormat = (kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  formatter('date', kind, () => new Intl.DateTimeFormat(formatLocale(), options));

/** `22:41` on the person's clock. */
export const timeOfDay = (at: number): string => dateFormat('time', { timeStyle: 'short' }).format(at);

/** `14:02:11`, for moments that are seconds ago. */
export const exactTime = (at: number): string => dateFormat('exact', { timeStyle: 'medium' }).format(at);

/** The whole moment: `Tuesday, 24 November 2026 at 16:05`. */
export const fullMoment = (at: number): string =>
  dateFormat('full', { dateStyle: 'full', timeStyle: 'short' }).format(at);

/** `24 Nov 2026`, for ranges. */
export const shortDay = (at: number): string => dateFormat('short-day', { dateStyle: 'medium' }).format(at);

/** A month such as `2026-03` in words: `March 2026`. */
export const monthName = (month: string): string =>
  dateFormat('month', { month: 'long', year: 'numeric' }).format(new Date(`${month}-15T12:00:00`));

/** `Tuesday`. */
export const weekday = (at: number): string => dateFormat('weekday', { weekday: 'long' }).format(at);

/** `Tuesday, 24 November`. */
export const weekdayAndDay = (at: number): string =>
  dateFormat('weekday-day', { weekday: 'long', day: 'numeric', month: 'long' }).format(at);

/** The day alone as a key for grouping; in the person's time zone. */
export const dayKey = (at: number): string => dateFormat('day-key', { dateStyle: 'short' }).format(at);

/** The beginning of the person's day, epoch milliseconds. */
export const midnightBefore = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** A day as a heading: `Today`, `Yesterday`, `Sunday, 22 November`, with the year when it is another one. */
export function dayName(at: number, now: number): string {
  if (dayKey(at) === dayKey(now)) return t('day.today');
  if (dayKey(at) === dayKey(midnightBefore(now) - 1)) return t('day.yesterday');
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
  return dateFormat(`day ${isThisYear}`, isThisYear ? options : { ...options, year: 'numeric' }).format(at);
}

/** Relative under 24 hours (`12 min ago`), else day and time. */
export function ago(at: number, now: number): string {
  const passed = now - at;
  if (passed < MINUTE) return t('ago.now');
  if (passed < HOUR) return t('ago.minutes', { n: Math.floor(passed / MINUTE) });
  if (passed < DAY) return t('ago.hours', { n: Math.floor(passed / HOUR) });
  return dateFormat('day-time', { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(at);
}

/** A moment that is today by its time, an older one by day and time. */
export const since = (at: number, now: number): string => (now - at < DAY / 2 ? timeOfDay(at) : ago(at, now));
