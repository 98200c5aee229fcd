/** Pieces of SQL about local time; days, hours and months exist only in a zone. */
import { type SQL, sql } from 'drizzle-orm';

/** The wall clock of an IANA zone at a moment. */
export const localTime = (moment: SQL, timeZone: string): SQL => sql`(${moment} at time zone ${timeZone}::text)`;

/** The calendar date in a zone at a moment. */
export const localDate = (moment: SQL, timeZone: string): SQL => sql`${localTime(moment, timeZone)}::date`;
