/** Instants as parameters, with the formats of the settings (notification notes 2.8). */
import type { DateValue } from '../text/values.ts';

const US_PER_SECOND = 1_000_000;
const US_PER_MS = 1000;
const NS_PER_MINUTE = 60_000_000_000;
/** A year that no calendar has to do with; instants beyond would not be written. */
const MAX_SECONDS = 253_402_300_799;

/** Zones have their usual names in some languages only. */
const NAMING_LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IN', 'en-NZ'];

/** The formats of the settings without what the writing of dates does not know. */
export interface DateFormats {
  readonly date: string;
  readonly time: string;
  /** For lengths of time, which have no half of a day. */
  readonly length: string;
}

/** For events of streams and items. */
export function mediaFormats(dateFormat: string, timeFormat: string): DateFormats {
  const time = withoutOrdinals(timeFormat);
  return { date: withoutOrdinals(dateFormat), time, length: time.replace(/a/gi, '') };
}

/** For events of servers, which lose less. */
export function serverFormats(dateFormat: string, timeFormat: string): DateFormats {
  const time = timeFormat.replaceAll('Do', '');
  return { date: dateFormat.replaceAll('Do', ''), time, length: time };
}

const withoutOrdinals = (format: string): string =>
  format.replaceAll('Mo', '').replaceAll('DDDo', '').replaceAll('do', '');

/** Epoch seconds, written in UTC; blank for what is no instant. */
export function utcDate(epochSeconds: number | null, defaultFormat: string): DateValue | '' {
  if (epochSeconds === null || Math.abs(epochSeconds) > MAX_SECONDS) return '';
  return {
    kind: 'date',
    epochUs: epochSeconds * US_PER_SECOND,
    offsetMinutes: 0,
    zoneName: 'UTC',
    defaultFormat,
  };
}

/** Midnight of a day written as `2024-03-05`, whatever stands behind; blank for anything else. */
export function dayDate(day: string, defaultFormat: string): DateValue | '' {
  const [, date] = /^(\d{4}-\d{2}-\d{2})(?:$|[ T])/.exec(day) ?? [];
  const epochMs = date === undefined ? Number.NaN : Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(epochMs) ? '' : utcDate(epochMs / 1000, defaultFormat);
}

/** A moment in the zone people live in, in whole seconds. */
export function localDate(local: Temporal.ZonedDateTime, defaultFormat: string): DateValue {
  return {
    kind: 'date',
    epochUs: Math.floor(local.epochMilliseconds / 1000) * US_PER_SECOND,
    offsetMinutes: local.offsetNanoseconds / NS_PER_MINUTE,
    zoneName: zoneName(local),
    defaultFormat,
  };
}

/** `EST`, `CET`, or the offset where a zone has no such name. */
function zoneName({ timeZoneId, epochMilliseconds }: Temporal.ZonedDateTime): string {
  const nameIn = (locale: string): string => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: timeZoneId, timeZoneName: 'short' });
    return format.formatToParts(epochMilliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  };
  const named = NAMING_LOCALES.find((locale) => /^[A-Z]+$/.test(nameIn(locale)));
  return nameIn(named ?? 'en-US');
}

/** The moment in UTC as texts name it: ISO without a zone, with microseconds unless there are none. */
export function utcText(epochMs: number): string {
  const us = Math.round(epochMs * US_PER_MS);
  const iso = Temporal.Instant.fromEpochMilliseconds(Math.floor(us / US_PER_MS)).toString({
    fractionalSecondDigits: 0,
  });
  const fraction = ((us % US_PER_SECOND) + US_PER_SECOND) % US_PER_SECOND;
  return iso.replace('Z', '') + (fraction === 0 ? '' : `.${fraction.toString().padStart(6, '0')}`);
}
