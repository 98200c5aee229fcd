import { libraryIdOf } from '#catalogue/libraries.ts';
import { mainServer } from '#catalogue/main-server.ts';
import {
  type Scope,
  type Watched,
  type Window,
  watchTime,
  watchTimeByPlayer,
  watchTimeByUser,
} from '#statistics/watch-time.ts';
import { displayName, userIdOf } from '#users/people.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json } from '../json.ts';
import { secondsOf } from './items-presented.ts';
import { avatarOf, userNumber } from './users-presented.ts';
import { platformIcon, platformTitle } from './watch-time-platforms.ts';

const DEFAULT_DAYS: readonly number[] = [1, 7, 30, 0];

type Found = (id: number | null, context: CommandContext) => Promise<Scope | null>;

const ofUser: Found = async (id, { db }) => {
  const userId = id === null ? null : await userIdOf(db, id);
  return userId === null ? null : { kind: 'user', userId };
};

const ofLibrary: Found = async (id, { db }) => {
  const libraryId = id === null ? null : await libraryIdOf(db, await mainServer(db), id);
  return libraryId === null ? null : { kind: 'library', libraryId };
};

const ofItem: Found = async (id) => (id === null ? null : { kind: 'item', ratingKey: String(id) });

const windowOf = (days: number | null): Window =>
  days === null || days === 0 ? { kind: 'always' } : { kind: 'days', days };

/** A sum of nothing makes the plays nothing too (API notes 12). */
const shownTime = ({ plays, watchedMs }: Watched, days: number | null): Json => {
  const total_time = secondsOf(watchedMs);
  return { query_days: days ?? 0, total_time, total_plays: total_time === 0 ? 0 : plays };
};

interface Asked {
  readonly grouping: boolean | undefined;
  readonly query_days: readonly (number | null)[] | undefined;
}

/** Watch time in windows of days. A number that is none is answered with nothing, one nobody has with zeros. */
async function timesOf(id: number | null, find: Found, asked: Asked, context: CommandContext): Promise<Json> {
  if (id === null) return [];
  const { db, settings, now } = context;
  const isEmpty = asked.query_days === undefined || asked.query_days.length === 0;
  const days = isEmpty ? DEFAULT_DAYS : (asked.query_days ?? DEFAULT_DAYS);
  const scope = await find(id, context);
  const times =
    scope === null
      ? days.map(() => ({ plays: 0, watchedMs: 0 }))
      : await watchTime(db, {
          scope,
          isGrouped: asked.grouping ?? settings.groupHistory,
          windows: days.map(windowOf),
          now: now(),
        });
  return times.map((time, index) => shownTime(time, days[index] ?? 0));
}

/** Who watched it. */
async function usersOf(
  id: number | null,
  find: Found,
  grouping: boolean | undefined,
  context: CommandContext,
): Promise<Json> {
  const scope = await find(id, context);
  if (scope === null) return [];
  const rows = await watchTimeByUser(context.db, scope, grouping ?? context.settings.groupHistory);
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
  const rows = await watchTimeByPlayer(context.db, userId, grouping ?? context.settings.groupHistory);
  return rows.map((row, result_id) => {
    const platform = platformTitle(row.platform ?? '');
    return {
      player_name: row.name,
      platform,
      platform_name: platformIcon(String(platform)),
      total_plays: row.plays,
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
    handle: (params, context) => timesOf(params.user_id, ofUser, params, context),
  }),
  defineCommand({
    name: 'get_library_watch_time_stats',
    summary: 'How much of a library was watched in the last days',
    params: { section_id: { kind: 'id', required: true }, ...WINDOWS },
    handle: (params, context) => timesOf(params.section_id, ofLibrary, params, context),
  }),
  defineCommand({
    name: 'get_item_watch_time_stats',
    summary: 'How much of an item was watched in the last days',
    params: { rating_key: { kind: 'id', required: true }, media_type: { kind: 'text' }, ...WINDOWS },
    handle: (params, context) => timesOf(params.rating_key, ofItem, params, context),
  }),
  defineCommand({
    name: 'get_user_player_stats',
    summary: 'The players a user watches on',
    params: { user_id: { kind: 'id', required: true }, grouping: { kind: 'boolean' } },
    handle: ({ user_id, grouping }, context) => playersOf(user_id, grouping, context),
  }),
  defineCommand({
    name: 'get_library_user_stats',
    summary: 'Who plays from a library',
    params: { section_id: { kind: 'id', required: true }, grouping: { kind: 'boolean' } },
    handle: ({ section_id, grouping }, context) => usersOf(section_id, ofLibrary, grouping, context),
  }),
  defineCommand({
    name: 'get_item_user_stats',
    summary: 'Who watched an item',
    params: { rating_key: { kind: 'id', required: true }, media_type: { kind: 'text' }, grouping: { kind: 'boolean' } },
    handle: ({ rating_key, grouping }, context) => usersOf(rating_key, ofItem, grouping, context),
  }),
];
