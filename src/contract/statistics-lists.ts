/** What was played most, when, and how much in all, narrowed by the one grammar. Without a time it is the last 30 days. */
import { z } from 'zod';
import { DurationMs, Id, ImageUrl, Instant } from './common.ts';
import { MEDIA_TYPES } from './enums.ts';
import { PlayFilterQuery } from './filter.ts';
import { Grouped, METRICS, MetricField } from './statistics.ts';

export const HeatMapQuery = PlayFilterQuery.extend({ metric: MetricField, grouped: Grouped });
export type HeatMapQuery = z.output<typeof HeatMapQuery>;

/** Days of the week by hours of the day, in the time zone of the server. */
export const HeatMap = z.object({
  metric: z.enum(METRICS),
  from: Instant,
  until: Instant,
  /** Seven rows from Sunday to Saturday, of 24 hours each. */
  cells: z.array(z.array(z.number().int())),
  /** Of people: how many different ones there were in all. */
  total: z.number().int(),
});
export type HeatMap = z.output<typeof HeatMap>;

/** What can be ranked. */
export const TOP_KINDS = [
  'movie',
  'show',
  'artist',
  'album',
  'person',
  'platform',
  'player',
  'product',
  'library',
  'sourceResolution',
  'deliveredResolution',
  'videoCodec',
  'audioCodec',
  'decision',
  'reason',
  'location',
] as const;
export type TopKind = (typeof TOP_KINDS)[number];

/**
 * Why a stream was not played directly: what had to be converted. `container` means that only the packaging changed,
 * `subtitles` that they were burned in. `none` was played directly.
 */
export const REASONS = ['none', 'container', 'video', 'audio', 'video and audio', 'subtitles'] as const;
export type Reason = (typeof REASONS)[number];

export const TopQuery = PlayFilterQuery.extend({
  by: z.enum(TOP_KINDS).default('movie').meta({ description: 'What is ranked.' }),
  metric: MetricField,
  compare: z.enum(['none', 'before']).default('none').meta({ description: 'Also tell the time before, equally long.' }),
  grouped: Grouped,
  skip: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(250).default(10),
});
export type TopQuery = z.output<typeof TopQuery>;

const Amounts = z.object({
  /** Viewings where the settings group the history. */
  plays: z.number().int(),
  watchedMs: DurationMs,
  finished: z.number().int(),
  people: z.number().int(),
});

export const TopLine = Amounts.extend({
  /** From 1; equal amounts have ranks of their own. */
  rank: z.number().int(),
  /** Our number of the person or the library; null for everything else. */
  id: Id.nullable(),
  /** The title, or what it is called; null for what is not known. */
  name: z.string().nullable(),
  /** The artist of an album; null for everything else. */
  byline: z.string().nullable(),
  year: z.number().int().nullable(),
  /** What stands for it: of a show its newest play. Null for everything that is no title. */
  item: z
    .object({
      playId: Id,
      itemId: Id,
      mediaType: z.enum(MEDIA_TYPES),
      serverId: Id,
      /** Of the film, show, artist or album itself. */
      ratingKey: z.string().nullable(),
      poster: ImageUrl.nullable(),
    })
    .nullable(),
  /** Picture of a person. */
  avatar: ImageUrl.nullable(),
  lastPlayedAt: Instant,
  /** The same in the time before; null when it was not there, or nothing was to be compared. */
  before: Amounts.extend({ rank: z.number().int() }).nullable(),
});
export type TopLine = z.output<typeof TopLine>;

export const TopList = z.object({
  by: z.enum(TOP_KINDS),
  metric: z.enum(METRICS),
  from: Instant,
  until: Instant,
  /** Begin of the time before, which ends at `from`; null when nothing was to be compared. */
  comparedFrom: Instant.nullable(),
  /** How many lines there are in all. */
  found: z.number().int(),
  /** The amount of all lines, of which bars are parts; of people the most of any line. */
  total: z.number().int(),
  lines: z.array(TopLine),
});
export type TopList = z.output<typeof TopList>;

export const KeyNumbersQuery = PlayFilterQuery.extend({ grouped: Grouped });
export type KeyNumbersQuery = z.output<typeof KeyNumbersQuery>;

export const KeyNumbersOf = Amounts.extend({
  /** Different films, shows and artists. */
  titles: z.number().int(),
  /** The most streams at the same time; null without streams. */
  peak: z.object({ streams: z.number().int(), from: Instant, until: Instant }).nullable(),
  /** Streams (not viewings) by how they were delivered. */
  decisions: z.object({
    directPlay: z.number().int(),
    directStream: z.number().int(),
    transcode: z.number().int(),
    unknown: z.number().int(),
  }),
});
export type KeyNumbersOf = z.output<typeof KeyNumbersOf>;

export const KeyNumbers = z.object({
  from: Instant,
  until: Instant,
  comparedFrom: Instant,
  now: KeyNumbersOf,
  /** The time before, equally long. */
  before: KeyNumbersOf,
});
export type KeyNumbers = z.output<typeof KeyNumbers>;
