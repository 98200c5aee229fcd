import { libraryIdOf } from '#catalogue/libraries.ts';
import { mainServer } from '#catalogue/main-server.ts';
import type { RatingKey } from '#contract/ids.ts';
import {
  type Amount,
  type Scope,
  type Window,
  watchTime,
  watchTimeByPlayer,
  watchTimeByUser,
} from '#statistics/watch-time.ts';
import { displayName, userIdOf } from '#users/people.ts';
import { SEES_ALL } from '#users/visible.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json } from '../json.ts';
import { secondsOf } from './items-presented.ts';
import { avatarOf, userNumber } from './users-presented.ts';
import { platformIcon, platformTitle } from './watch-time-platforms.ts';

const DEFAULT_DAYS: readonly number[] = [1, 7, 30, 0];

type Found<S extends Scope> = (id: number | null, context: CommandContext) => Promise<S | null>;
type UserScope = Extract<Scope, { readonly kind: 'user' }>;
type LibraryScope = Extract<Scope, { readonly kind: 'library' }>;
type ItemScope = Extract<Scope, { readonly kind: 'item' }>;

const ofUser: Found<UserScope> = async (id, { db }) => {
  const userId = id === null ? null : await userIdOf(db, id);
  return userId === null ? null : { kind: 'user', userId };
};

const ofLibrary: Found<LibraryScope> = async (id, { db }) => {
  const libraryId = id === null ? null : await libraryIdOf(db, await mainServer(db), id);
  return libraryId === null ? null : { kind: 'library', libraryId };
};

const ofItem: Found<ItemScope> = async (id, { db }) => {
  const serverId = id === null ? null : await mainServer(db);
  return serverId === null ? null : { kind: 'item', serverId, ratingKey: String(id) as RatingKey };
};

const windowOf = (days: number | null): Window =>
  days === null || days === 0 ? { kind: 'always' } : { kind: 'days', days };

/** A sum of nothing makes the plays nothing too (API notes 12). */
function shownTime({ plays, groups, watchedMs }: Amount, days: number | null, isGrouped: boolean): Json {
  const total_time = secondsOf(watchedMs);
  const total_plays = isGrouped ? groups : plays;
  return { query_days: days ?? 0, total_time, total_plays: total_time === 0 ? 0 : total_plays };
}

interface Asked {
  readonly grouping: boolean | undefined;
  readonly query_days: readonly (number | null)[] | undefined;
}

/** Watch time in windows of days. A number that is none is answered with nothing, one nobody has with zeros. */
async function timesOf(id: number | null, find: Found<Scope>, asked: Asked, context: CommandContext): Promise<Json> {
  if (id === null) return [];
  const { db, settings, now } = context;
  const { grouping = settings.groupHistory, query_days = [] } = asked;
  const days = query_days.length === 0 ? DEFAULT_DAYS : query_days;
  const scope = await find(id, context);
  const query = { windows: days.map(windowOf), now: now() };
  const { amounts, untilMs } =
    scope === null ? { amounts: [], untilMs: Infinity } : await watchTime(db, { visible: SEES_ALL, scope, ...query });
  context.holdsUntil(untilMs);
  return days.map((one, index) => shownTime(amounts[index] ?? NOTHING, one, grouping));
}

const NOTHING: Amount = { plays: 0, groups: 0, watchedMs: 0 };

/** Who watched it. */
async function usersOf(
  id: number | null,
  find: Found<LibraryScope | ItemScope>,
  grouping: boolean | undefined,
  context: CommandContext,
): Promise<Json> {
  const scope = await find(id, context);
  if (scope === null) return [];
  const rows = await watchTimeByUser(context.db, SEES_ALL, scope, grouping ?? context.settings.groupHistory);
  return rows.map((row) => ({
    friendly_name: displayName(row),
    user_id: userNumber(row.plexUserId),
    user_thumb: avatarOf({ custom_avatar_url: row.customThumb, thumb: row.thumb }),
    username: row.username,
    total_plays: row.plays,
    total_time: secondsOf(row.watchedMs),
  }));
}

async function playersOf(id: number | null, grouping: boolean | undefined, context: CommandContext): Promise<Json> {
  const userId = id === null ? null : await userIdOf(context.db, id);
  if (userId === null) return [];
  const isGrouped = grouping ?? context.settings.groupHistory;
  const rows = await watchTimeByPlayer(context.db, SEES_ALL, userId, isGrouped);
  return rows.map((row, result_id) => {
    const platform = platformTitle(row.platform ?? '');
    return {
      player_name: row.name,
      platform,
      platform_name: platformIcon(String(platform)),
      total_plays: isGrouped ? row.groups : row.plays,
      total_time: secondsOf(row.watchedMs),
      result_id,
    };
  });
}

const WINDOWS = { grouping: { kind: 'boolean' }, query_days: { kind: 'ids' } } as const;

/** How much was watched, by whom and on what (API notes 12). */
export const watchTimeCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_user_watch_time_stats',
    summary: 'How much a user watched in the last days',
    params: { user_id: { kind: 'id', required: true }, ...WINDOWS },
    madeOf: 'records',
    handle: (params, context) => timesOf(params.user_id, ofUser, params, context),
  }),
  defineCommand({
    name: 'get_library_watch_time_stats',
    summary: 'How much of a library was watched in the last days',
    params: { section_id: { kind: 'id', required: true }, ...WINDOWS },
    madeOf: 'records',
    handle: (params, context) => timesOf(params.section_id, ofLibrary, params, context),
  }),
  defineCommand({
    name: 'get_item_watch_time_stats',
    summary: 'How much of an item was watched in the last days',
    params: { rating_key: { kind: 'id', required: true }, media_type: { kind: 'text' }, ...WINDOWS },
    madeOf: 'records',
    handle: (params, context) => timesOf(params.rating_key, ofItem, params, context),
  }),
  defineCommand({
    name: 'get_user_player_stats',
    summary: 'The players a user watches on',
    params: { user_id: { kind: 'id', required: true }, grouping: { kind: 'boolean' } },
    madeOf: 'records',
    handle: ({ user_id, grouping }, context) => playersOf(user_id, grouping, context),
  }),
  defineCommand({
    name: 'get_library_user_stats',
    summary: 'Who plays from a library',
    params: { section_id: { kind: 'id', required: true }, grouping: { kind: 'boolean' } },
    madeOf: 'records',
    handle: ({ section_id, grouping }, context) => usersOf(section_id, ofLibrary, grouping, context),
  }),
  defineCommand({
    name: 'get_item_user_stats',
    summary: 'Who watched an item',
    params: { rating_key: { kind: 'id', required: true }, media_type: { kind: 'text' }, grouping: { kind: 'boolean' } },
    madeOf: 'records',
    handle: ({ rating_key, grouping }, context) => usersOf(rating_key, ofItem, grouping, context),
  }),
];
