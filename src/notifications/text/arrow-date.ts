/** How instants are written: tokens between which everything else stays as it is (notification notes 2.8). */
import { floatText } from './float-digits.ts';
import type { DateValue } from './values.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const US_PER_SECOND = 1_000_000;
const US_PER_MINUTE = 60 * US_PER_SECOND;

interface Moment {
  readonly local: Temporal.PlainDateTime;
  readonly date: DateValue;
}

type Writer = (moment: Moment) => string;

const padded = (value: number, length: number): string => value.toString().padStart(length, '0');

const twelveHour = (hour: number): number => (hour % 12 === 0 ? 12 : hour % 12);

const microsecondsOf = ({ date }: Moment): number => ((date.epochUs % US_PER_SECOND) + US_PER_SECOND) % US_PER_SECOND;

const fraction =
  (digits: number): Writer =>
  (moment) =>
    padded(Math.floor(microsecondsOf(moment) / 10 ** (6 - digits)), digits);

function ordinal(day: number): string {
  const teen = day % 100 >= 11 && day % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

const offset =
  (separator: string): Writer =>
  ({ date: { offsetMinutes } }) => {
    const minutes = Math.abs(offsetMinutes);
    const sign = offsetMinutes < 0 ? '-' : '+';
    return `${sign}${padded(Math.floor(minutes / 60), 2)}${separator}${padded(minutes % 60, 2)}`;
  };

const isoWeek: Writer = ({ local }) => `${local.yearOfWeek}-W${padded(local.weekOfYear ?? 0, 2)}-${local.dayOfWeek}`;

const TOKENS: Readonly<Record<string, Writer>> = {
  YYYY: ({ local }) => padded(local.year, 4),
  YY: ({ local }) => padded(local.year, 4).slice(2),
  MMMM: ({ local }) => MONTHS[local.month - 1] ?? '',
  MMM: ({ local }) => MONTHS[local.month - 1]?.slice(0, 3) ?? '',
  MM: ({ local }) => padded(local.month, 2),
  M: ({ local }) => `${local.month}`,
  DDDD: ({ local }) => padded(local.dayOfYear, 3),
  DDD: ({ local }) => `${local.dayOfYear}`,
  DD: ({ local }) => padded(local.day, 2),
  D: ({ local }) => `${local.day}`,
  Do: ({ local }) => ordinal(local.day),
  dddd: ({ local }) => WEEKDAYS[local.dayOfWeek - 1] ?? '',
  ddd: ({ local }) => WEEKDAYS[local.dayOfWeek - 1]?.slice(0, 3) ?? '',
  d: ({ local }) => `${local.dayOfWeek}`,
  HH: ({ local }) => padded(local.hour, 2),
  H: ({ local }) => `${local.hour}`,
  hh: ({ local }) => padded(twelveHour(local.hour), 2),
  h: ({ local }) => `${twelveHour(local.hour)}`,
  mm: ({ local }) => padded(local.minute, 2),
  m: ({ local }) => `${local.minute}`,
  ss: ({ local }) => padded(local.second, 2),
  s: ({ local }) => `${local.second}`,
  SSSSSS: fraction(6),
  SSSSS: fraction(5),
  SSSS: fraction(4),
  SSS: fraction(3),
  SS: fraction(2),
  S: fraction(1),
  X: ({ date }) => floatText(date.epochUs / US_PER_SECOND),
  x: ({ date }) => `${date.epochUs}`,
  ZZZ: ({ date }) => date.zoneName,
  ZZ: offset(':'),
  Z: offset(''),
  a: ({ local }) => (local.hour < 12 ? 'am' : 'pm'),
  A: ({ local }) => (local.hour < 12 ? 'AM' : 'PM'),
  W: isoWeek,
};

/** What counts as a token; some of them (`YYY`, `dd`) stand for nothing. */
const TOKEN = /\[[^\]]*\]|YYY?Y?|MM?M?M?|Do|DD?D?D?|d?dd?d?|HH?|hh?|mm?|ss?|SS?S?S?S?S?|ZZ?Z?|a|A|X|x|W/g;

/** Writes an instant in its own zone. */
export function formatDate(date: DateValue, format: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(
    Math.floor((date.epochUs + date.offsetMinutes * US_PER_MINUTE) / 1000),
  )
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime();
  const moment = { local, date };
  return format.replace(TOKEN, (token) =>
    token.startsWith('[') ? token.slice(1, -1) : (TOKENS[token]?.(moment) ?? ''),
  );
}
