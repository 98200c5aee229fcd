/** A year in review, of a person or of everybody one may see. */
import { z } from 'zod';
import { DurationMs, Id, IdParameter, Instant } from './common.ts';
import { Grouped } from './statistics.ts';
import { TopLine } from './statistics-lists.ts';

export const YearQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100).meta({ description: 'The year of the time zone of this server.' }),
  user: IdParameter.optional().meta({ description: 'Our number of the person; everybody when it is absent.' }),
  metric: z.enum(['plays', 'watched']).default('watched').meta({ description: 'What lists are sorted by.' }),
  grouped: Grouped,
});
export type YearQuery = z.output<typeof YearQuery>;

const Sum = z.object({ plays: z.number().int(), watchedMs: DurationMs });
const Title = TopLine.omit({ before: true, rank: true, avatar: true, id: true });

const Moment = z.object({ playId: Id, title: z.string(), at: Instant });

export const YearReview = z.object({
  year: z.number().int(),
  /** All years in which something was played, the newest first. */
  years: z.array(z.number().int()),
  /** Null for everybody. */
  person: z.object({ id: Id, name: z.string() }).nullable(),
  from: Instant,
  until: Instant,
  totals: Sum.extend({
    finished: z.number().int(),
    people: z.number().int(),
    movies: z.number().int(),
    shows: z.number().int(),
    episodes: z.number().int(),
    artists: z.number().int(),
    tracks: z.number().int(),
    /** Days on which something was played. */
    days: z.number().int(),
  }),
  /** The year before in full; null when nothing was played in it. */
  before: Sum.nullable(),
  /** Twelve, from January. */
  months: z.array(Sum),
  /** Seven, from Sunday. */
  weekdays: z.array(Sum),
  /** Twenty-four. */
  hours: z.array(Sum),
  /** The day on which the most was watched; null for a year without plays. */
  busiestDay: Sum.extend({ day: z.string() }).nullable(),
  /** Days in a row on which something was played. */
  longestStreak: z.object({ days: z.number().int(), from: z.string(), to: z.string() }).nullable(),
  firstPlay: Moment.nullable(),
  lastPlay: Moment.nullable(),
  topMovies: z.array(Title),
  topShows: z.array(Title),
  topArtists: z.array(Title),
  /** Whoever watched most; empty for one person. */
  topPeople: z.array(z.object({ id: Id, name: z.string(), plays: z.number().int(), watchedMs: DurationMs })),
  devices: z.array(z.object({ name: z.string().nullable(), plays: z.number().int(), watchedMs: DurationMs })),
  /** Finished by the same person again and again. */
  rewatched: z.array(z.object({ title: Title, times: z.number().int() })),
  /** Films, shows and artists that were never played before this year, those that were watched most. */
  discoveries: z.object({ found: z.number().int(), titles: z.array(Title) }),
  records: z.object({
    /** The longest single viewing. */
    longest: Moment.extend({ watchedMs: DurationMs }).nullable(),
    /** The most episodes of one show by one person on one day. */
    binge: z.object({ title: z.string(), day: z.string(), episodes: z.number().int(), playId: Id }).nullable(),
    /** The most streams at the same time; null for one person. */
    peak: z.object({ streams: z.number().int(), from: Instant, until: Instant }).nullable(),
  }),
});
export type YearReview = z.output<typeof YearReview>;
