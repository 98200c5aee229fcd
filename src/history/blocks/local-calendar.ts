/** Days, hours and months of a zone for many moments at once. Pure. */

const DAY_S = 86_400;
const HOUR_S = 3_600;
const MS = 1_000;
/** 1970-01-01 was a Thursday; weeks are counted from Sunday. */
const FIRST_WEEKDAY = 4;

/** A calendar day, as the number of days from 1970-01-01 to it. */
export type DayNumber = number;
/** A calendar month, as the number of months from January of the year 0 to it. */
export type MonthNumber = number;

/** The wall clock of a zone. All moments are epoch seconds. */
export interface LocalCalendar {
  dayOf(epochS: number): DayNumber;
  /** 0 to 23; an hour that happens twice is one hour. */
  hourOf(epochS: number): number;
  monthOf(epochS: number): MonthNumber;
}

/** How far the wall clock is ahead of UTC from a moment on. */
interface Period {
  readonly fromS: number;
  readonly untilS: number;
  readonly aheadS: number;
}

const at = (epochS: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(epochS * MS).toZonedDateTimeISO(timeZone);

function periodAt(epochS: number, timeZone: string): Period {
  const moment = at(epochS, timeZone);
  const next = moment.getTimeZoneTransition('next');
  // A change at this very moment begins the period.
  const before = at(epochS + 1, timeZone).getTimeZoneTransition('previous');
  return {
    fromS: before === null ? -Infinity : before.epochMilliseconds / MS,
    untilS: next === null ? Infinity : next.epochMilliseconds / MS,
    aheadS: moment.offsetNanoseconds / 1e9,
  };
}

/** The calendar of an IANA zone. Clock changes are looked up once each; moments near one another are quick. */
export function localCalendar(timeZone: string): LocalCalendar {
  const known: Period[] = [];
  let current = periodAt(0, timeZone);
  const isIn = (period: Period, epochS: number): boolean => epochS >= period.fromS && epochS < period.untilS;
  const local = (epochS: number): number => {
    if (!isIn(current, epochS)) {
      const found = known.find((period) => isIn(period, epochS));
      current = found ?? periodAt(epochS, timeZone);
      if (found === undefined) known.push(current);
    }
    return epochS + current.aheadS;
  };
  const dayOf = (epochS: number): DayNumber => Math.floor(local(epochS) / DAY_S);
  const months = new Map<DayNumber, MonthNumber>();
  return {
    dayOf,
    hourOf(epochS) {
      const second = local(epochS);
      return Math.floor((second - Math.floor(second / DAY_S) * DAY_S) / HOUR_S);
    },
    monthOf(epochS) {
      const day = dayOf(epochS);
      const known = months.get(day);
      if (known !== undefined) return known;
      const month = monthOfDay(day);
      months.set(day, month);
      return month;
    },
  };
}

const utc = (day: DayNumber): Date => new Date(day * DAY_S * MS);

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: DayNumber): number => (((day + FIRST_WEEKDAY) % 7) + 7) % 7;

export const monthOfDay = (day: DayNumber): MonthNumber => utc(day).getUTCFullYear() * 12 + utc(day).getUTCMonth();

/** `2026-03-10`. */
export const dayText = (day: DayNumber): string => utc(day).toISOString().slice(0, 10);

/** The number of a day that is written like that. */
export const dayNumber = (text: string): DayNumber => Date.parse(`${text}T00:00:00Z`) / (DAY_S * MS);

/** When a month begins in UTC, in epoch seconds. */
export const monthStartUtc = (month: MonthNumber): number => Date.UTC(Math.floor(month / 12), month % 12) / MS;
