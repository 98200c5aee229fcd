/** Graphs of plays over time and of the ten busiest (API notes 11). */
import { concurrentStreams } from '#statistics/concurrent-streams.ts';
import { playersByPlay, presentLibraryTypes, resolutionsByPlay, usersById } from '#statistics/graph-names.ts';
import { BY_DELIVERY, BY_MEDIA, type Series } from '#statistics/graph-series.ts';
import { type GraphQuery, type TopEntry, type TopKind, timeGraph, topGraph } from '#statistics/graphs.ts';
import type { TimeScale } from '#statistics/time-scale.ts';
import { displayName, userIdOf } from '#users/people.ts';
import { PLAYER_COLUMNS } from '../../legacy-rows/play-columns.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json, JsonObject } from '../json.ts';
import { dayNames, hourNames, monthNames, weekdayNames, weekOrder } from './graph-names.ts';
import { legacyRow, secondsOf } from './items-presented.ts';
import { platformTitle } from './watch-time-platforms.ts';

const PARAMS = {
  time_range: { kind: 'integer', default: 0 },
  y_axis: { kind: 'text', default: 'plays' },
  user_id: { kind: 'ids' },
  grouping: { kind: 'boolean' },
} as const;

interface Asked {
  readonly time_range: number;
  readonly y_axis: string;
  readonly user_id?: readonly (number | null)[] | undefined;
  readonly grouping?: boolean | undefined;
}

const DAYS = 30;
const MONTHS = 12;
const MOST_ENTRIES = 10;

/** Whose plays count. A list with something in it that is no number is ignored altogether. */
async function peopleOf(user_id: Asked['user_id'], { db }: CommandContext) {
  if (user_id === undefined || user_id.length === 0) return {};
  const found = [];
  for (const number of user_id) {
    if (number === null) return {};
    const id = await userIdOf(db, number);
    if (id !== null) found.push(id);
  }
  return { userIds: found };
}

async function queryOf(asked: Asked, series: Series, preset: number, context: CommandContext): Promise<GraphQuery> {
  return {
    now: context.now(),
    timeZone: context.timeZone,
    range: asked.time_range === 0 ? preset : asked.time_range,
    unit: (asked.grouping ?? context.settings.groupHistory) ? 'group' : 'play',
    by: asked.y_axis === 'plays' ? 'plays' : 'watchedMs',
    series,
    ...(await peopleOf(asked.user_id, context)),
  };
}

interface Line {
  readonly name: string;
  readonly data: readonly number[];
}

/** Lines of media appear when there is a library of their kind. */
const MEDIA_LINES = [
  { name: 'TV', type: 'show' },
  { name: 'Movies', type: 'movie' },
  { name: 'Music', type: 'artist' },
  { name: 'Live TV', type: 'live' },
] as const;

const DELIVERY_LINES = ['Direct Play', 'Direct Stream', 'Transcode'] as const;

/** Plays, or whole seconds. */
const shown = (values: readonly number[], by: GraphQuery['by']): number[] =>
  by === 'plays' ? [...values] : values.map(secondsOf);

/** `values` by series. */
async function linesOf(values: readonly (readonly number[])[], query: GraphQuery, context: CommandContext) {
  const data = (index: number): number[] => shown(values[index] ?? [], query.by);
  if (query.series.kind === 'delivery') return DELIVERY_LINES.map((name, index): Line => ({ name, data: data(index) }));
  const types = await presentLibraryTypes(context.db);
  return MEDIA_LINES.flatMap(({ name, type }, index): Line[] => (types.has(type) ? [{ name, data: data(index) }] : []));
}

const graph = (categories: readonly Json[], series: readonly Line[]): JsonObject => ({
  categories,
  series: series.map(({ name, data }) => ({ name, data })),
});

/** Sums over the lines; none where there is nothing to add up. */
function totalOf(lines: readonly Line[]): Line[] {
  const [first] = lines;
  if (first === undefined) return [];
  return [
    { name: 'Total', data: first.data.map((_none, at) => lines.reduce((sum, { data }) => sum + (data[at] ?? 0), 0)) },
  ];
}

interface TimeCommand {
  readonly name: string;
  readonly summary: string;
  readonly scale: TimeScale;
  readonly series: Series;
  readonly hasTotal: boolean;
}

/** Names of the buckets from the first on. */
function namesOf(scale: TimeScale, first: number, count: number, startsOnMonday: boolean): string[] {
  switch (scale) {
    case 'day':
      return dayNames(first, count);
    case 'weekday':
      return weekdayNames(startsOnMonday);
    case 'hour':
      return hourNames();
    case 'month':
      return monthNames(first, count);
  }
}

const timeCommand = ({ name, summary, scale, series, hasTotal }: TimeCommand): ReadyCommand =>
  defineCommand({
    name,
    summary,
    params: PARAMS,
    madeOf: 'records',
    async handle(asked, context) {
      const query = await queryOf(asked, series, scale === 'month' ? MONTHS : DAYS, context);
      const { first, values, untilMs } = await timeGraph(context.db, scale, query);
      context.holdsUntil(untilMs);
      const monday = context.settings.weekStartsOnMonday;
      const ordered = scale === 'weekday' ? values.map((line) => weekOrder(line, monday)) : values;
      const lines = await linesOf(ordered, query, context);
      const names = namesOf(scale, first, values[0]?.length ?? 0, monday);
      return graph(names, hasTotal ? [...lines, ...totalOf(lines)] : lines);
    },
  });

interface Named {
  readonly entry: TopEntry;
  readonly name: Json;
}

const playOf = ({ playId }: TopEntry): number => playId;

/** Equally busy platforms come by their names, before some of them are given better ones. */
async function namedPlatforms(entries: readonly TopEntry[], db: CommandContext['db']): Promise<Named[]> {
  const players = await playersByPlay(db, entries.map(playOf));
  const platform = (entry: TopEntry): Json =>
    legacyRow(PLAYER_COLUMNS, players.get(entry.playId) ?? {}).platform ?? null;
  return entries
    .map((entry) => ({ entry, name: platform(entry) }))
    .sort((a, b) => b.entry.total - a.entry.total || (String(a.name) < String(b.name) ? -1 : 1))
    .map(({ entry, name }) => ({ entry, name: platformTitle(name) }));
}

/** The busiest with their names; people who were never listed are left out. */
async function named(kind: TopKind, entries: readonly TopEntry[], { db }: CommandContext): Promise<Named[]> {
  if (kind === 'users') {
    const users = await usersById(
      db,
      entries.map(({ key }) => key),
    );
    return entries.flatMap((entry) => {
      const user = users.get(entry.key);
      return user === undefined ? [] : [{ entry, name: displayName(user) }];
    });
  }
  if (kind === 'platforms') return namedPlatforms(entries, db);
  const most = entries.slice(0, MOST_ENTRIES);
  const resolutions = await resolutionsByPlay(db, kind, most.map(playOf));
  return most.map((entry) => ({ entry, name: resolutions.get(entry.playId) ?? null }));
}

const topCommand = (name: string, summary: string, kind: TopKind, series: Series): ReadyCommand =>
  defineCommand({
    name,
    summary,
    params: PARAMS,
    madeOf: 'records',
    async handle(asked, context) {
      const query = await queryOf(asked, series, DAYS, context);
      const { entries, untilMs } = await topGraph(context.db, kind, query);
      context.holdsUntil(untilMs);
      const most = (await named(kind, entries, context)).slice(0, MOST_ENTRIES);
      const values = series.names.map((_name, index) => most.map(({ entry }) => entry.values[index] ?? 0));
      return graph(
        most.map((one) => one.name),
        await linesOf(values, query, context),
      );
    },
  });

const CONCURRENCY_LINES = [
  { name: 'Direct Play', delivery: 'direct play' },
  { name: 'Direct Stream', delivery: 'copy' },
  { name: 'Transcode', delivery: 'transcode' },
  { name: 'Max. Concurrent Streams', delivery: 'any' },
] as const;

const concurrency = defineCommand({
  name: 'get_concurrent_streams_by_stream_type',
  summary: 'Most streams at the same time, day by day and by delivery',
  params: { time_range: PARAMS.time_range, user_id: PARAMS.user_id },
  madeOf: 'records',
  async handle({ time_range, user_id }, context) {
    const { first, values, untilMs } = await concurrentStreams(context.db, {
      now: context.now(),
      timeZone: context.timeZone,
      days: time_range === 0 ? DAYS : time_range,
      ...(await peopleOf(user_id, context)),
    });
    context.holdsUntil(untilMs);
    const lines = CONCURRENCY_LINES.map(({ name, delivery }): Line => ({ name, data: values[delivery] }));
    return graph(dayNames(first, values.any.length), lines);
  },
});

const media = (name: string, summary: string, scale: TimeScale): ReadyCommand =>
  timeCommand({ name, summary, scale, series: BY_MEDIA, hasTotal: scale === 'day' });

export const graphCommands: readonly ReadyCommand[] = [
  media('get_plays_by_date', 'Plays or hours, day by day', 'day'),
  media('get_plays_by_dayofweek', 'Plays or hours by day of the week', 'weekday'),
  media('get_plays_by_hourofday', 'Plays or hours by hour of the day', 'hour'),
  media('get_plays_per_month', 'Plays or hours, month by month', 'month'),
  timeCommand({
    name: 'get_plays_by_stream_type',
    summary: 'Plays or hours, day by day and by delivery',
    scale: 'day',
    series: BY_DELIVERY,
    hasTotal: false,
  }),
  concurrency,
  topCommand('get_plays_by_top_10_platforms', 'Plays or hours of the ten busiest platforms', 'platforms', BY_MEDIA),
  topCommand('get_plays_by_top_10_users', 'Plays or hours of the ten busiest users', 'users', BY_MEDIA),
  topCommand(
    'get_plays_by_source_resolution',
    'Plays or hours by resolution of the file',
    'sourceResolutions',
    BY_DELIVERY,
  ),
  topCommand(
    'get_plays_by_stream_resolution',
    'Plays or hours by resolution as delivered',
    'deliveredResolutions',
    BY_DELIVERY,
  ),
  topCommand('get_stream_type_by_top_10_platforms', 'Delivery on the ten busiest platforms', 'platforms', BY_DELIVERY),
  topCommand('get_stream_type_by_top_10_users', 'Delivery to the ten busiest users', 'users', BY_DELIVERY),
];
