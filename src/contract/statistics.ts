/** Numbers made of what was played. */
import { z } from 'zod';
import { DurationMs, Id, ImageUrl, Instant } from './common.ts';
import { DECISIONS, MEDIA_TYPES } from './enums.ts';
import { PLACE_FIELDS, PlayFilterQuery, TIME_FIELDS } from './filter.ts';

/** How time is divided: days and months of the time zone of the server, or days of the week and hours of the day. */
export const TIME_SCALES = ['day', 'weekday', 'hour', 'month'] as const;
export type TimeScaleName = (typeof TIME_SCALES)[number];

/** What the lines of a series tell apart. */
export const SPLITS = [
  'none',
  'mediaType',
  'decision',
  'platform',
  'user',
  'library',
  'sourceResolution',
  'deliveredResolution',
] as const;
export type Split = (typeof SPLITS)[number];

/** What is counted: viewings or plays, the time they were watched, viewings that were finished, or different people. */
export const METRICS = ['plays', 'watched', 'finished', 'people'] as const;
export type Metric = (typeof METRICS)[number];

export const Grouped = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional()
  .meta({ description: 'Whether a viewing that was resumed counts once; as the settings say when it is absent.' });

export const MetricField = z.enum(METRICS).default('plays').meta({
  description: 'Count plays, milliseconds watched, viewings that were finished, or different people.',
});

export const PlaysSeriesQuery = PlayFilterQuery.extend({
  by: z.enum(TIME_SCALES).default('day').meta({ description: 'How time is divided.' }),
  split: z.enum(SPLITS).default('none').meta({ description: 'What the lines tell apart.' }),
  metric: MetricField,
  grouped: Grouped,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(10)
    .meta({ description: 'The busiest so many lines are told apart; the others are added up.' }),
});
export type PlaysSeriesQuery = z.output<typeof PlaysSeriesQuery>;

/** One line; `values` belong to the buckets. */
export const SeriesLine = z.object({
  /** Our number of the person or the library; null for everything else. */
  id: Id.nullable(),
  /** Null for what is not known. */
  name: z.string().nullable(),
  total: z.number().int(),
  values: z.array(z.number().int()),
});
export type SeriesLine = z.output<typeof SeriesLine>;

export const PlaysSeries = z.object({
  by: z.enum(TIME_SCALES),
  split: z.enum(SPLITS),
  metric: z.enum(METRICS),
  /** What is counted began in this time. */
  from: Instant,
  until: Instant,
  /** `2026-03-10`, `2026-03`, a weekday from 0 (Sunday) to 6, or an hour from 0 to 23. */
  buckets: z.array(z.string()),
  /** The busiest first. */
  lines: z.array(SeriesLine),
  /** All lines that are not among the busiest; null when there are none. */
  others: z.object({ lines: z.number().int(), total: z.number().int(), values: z.array(z.number().int()) }).nullable(),
});
export type PlaysSeries = z.output<typeof PlaysSeries>;

export const ConcurrencyQuery = PlayFilterQuery;
export type ConcurrencyQuery = PlayFilterQuery;

/** The most streams at the same time, day by day; streams meet those that began on the same day. */
export const Concurrency = z.object({
  from: Instant,
  until: Instant,
  days: z.array(z.string()),
  all: z.array(z.number().int()),
  byDecision: z.array(z.object({ decision: z.enum(DECISIONS), values: z.array(z.number().int()) })),
});
export type Concurrency = z.output<typeof Concurrency>;

export const RANKING_CARDS = [
  'top_movies',
  'popular_movies',
  'top_tv',
  'popular_tv',
  'top_music',
  'popular_music',
  'top_libraries',
  'top_users',
  'top_platforms',
] as const;
export const CARDS = [...RANKING_CARDS, 'last_watched', 'most_concurrent'] as const;

const CardList = z
  .string()
  .max(300)
  .transform((text, context) => {
    const names = text.split(',').map((name) => name.trim());
    const known = names.flatMap((name) => CARDS.find((card) => card === name) ?? []);
    if (known.length < names.length)
      context.addIssue({ code: 'custom', message: `must be a list of some of ${CARDS.join(', ')}` });
    return known;
  })
  .meta({ description: `Which cards, in their order: ${CARDS.join(', ')}.`, example: 'top_movies,last_watched' });

export const HomeQuery = z.object({
  cards: CardList.optional(),
  days: TIME_FIELDS.days.default(30).meta({ description: 'Plays that ended in the last so many times 24 hours.' }),
  user: PLACE_FIELDS.user.optional(),
  library: PLACE_FIELDS.library.optional(),
  metric: z.enum(['plays', 'watched']).default('plays').meta({ description: 'Count plays, or milliseconds watched.' }),
  grouped: Grouped,
  skip: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(10),
});
export type HomeQuery = z.output<typeof HomeQuery>;

/** A play that stands for a line of a card. */
export const ShownPlayView = z.object({
  playId: Id,
  startedAt: Instant,
  user: z.object({ id: Id, name: z.string() }),
  player: z.object({ title: z.string(), platform: z.string().nullable() }),
  library: z.object({ id: Id, name: z.string() }).nullable(),
  serverId: Id,
  item: z.object({
    id: Id,
    mediaType: z.enum(MEDIA_TYPES),
    isLive: z.boolean(),
    ratingKey: z.string().nullable(),
    parentRatingKey: z.string().nullable(),
    grandparentRatingKey: z.string().nullable(),
    fullTitle: z.string(),
    title: z.string(),
    grandparentTitle: z.string().nullable(),
    year: z.number().int().nullable(),
    mediaIndex: z.number().int().nullable(),
    parentMediaIndex: z.number().int().nullable(),
    contentRating: z.string().nullable(),
    poster: ImageUrl.nullable(),
  }),
});
export type ShownPlayView = z.output<typeof ShownPlayView>;

export const HomeCard = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ranking'),
    name: z.enum(RANKING_CARDS),
    lines: z.array(
      z.object({
        /** The film, show, artist, library, person or platform; null when it is not known. */
        title: z.string().nullable(),
        plays: z.number().int(),
        watchedMs: z.number().int(),
        /** How many people; null where the card does not go by that. */
        people: z.number().int().nullable(),
        shown: ShownPlayView,
      }),
    ),
  }),
  z.object({ kind: z.literal('last_watched'), name: z.literal('last_watched'), plays: z.array(ShownPlayView) }),
  z.object({
    kind: z.literal('most_concurrent'),
    name: z.literal('most_concurrent'),
    /** Nothing for ways of delivery nobody used. Everybody's streams, whatever the filter. */
    peaks: z.array(
      z.object({
        decision: z.enum(DECISIONS).nullable(),
        streams: z.number().int(),
        from: Instant,
        until: Instant,
      }),
    ),
  }),
]);
export type HomeCard = z.output<typeof HomeCard>;

export const HomeCards = z.object({ cards: z.array(HomeCard) });
export type HomeCards = z.output<typeof HomeCards>;

/** How much was watched: plays, viewings (a viewing that was resumed is one) and the time. */
export const WatchAmount = z.object({ plays: z.number().int(), groups: z.number().int(), watchedMs: DurationMs });
export type WatchAmount = z.output<typeof WatchAmount>;

/** How much was watched in the last so many times 24 hours; `days` is null for always. */
export const WatchWindow = WatchAmount.extend({ days: z.number().int().nullable() });
export type WatchWindow = z.output<typeof WatchWindow>;

/** How much somebody watched. */
export const WatcherView = z.object({
  id: Id,
  name: z.string(),
  avatar: ImageUrl.nullable(),
  /** Viewings where the settings group the history. */
  plays: z.number().int(),
  watchedMs: DurationMs,
});
export type WatcherView = z.output<typeof WatcherView>;

/** The item itself, its season or album, or its show or artist. */
export const ITEM_LEVELS = ['self', 'parent', 'grandparent'] as const;
export type ItemLevel = (typeof ITEM_LEVELS)[number];

/** What is known about the plays of an item, or of a show with all its episodes. */
export const ItemStatistics = z.object({
  itemId: Id,
  level: z.enum(ITEM_LEVELS),
  ratingKey: z.string().nullable(),
  windows: z.array(WatchWindow),
  people: z.array(WatcherView),
});
export type ItemStatistics = z.output<typeof ItemStatistics>;
