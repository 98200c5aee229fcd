import { mainServer } from '#catalogue/main-server.ts';
import { lastSeen, userTotals } from '#statistics/watch-time-tables.ts';
import { allPeople, type Person, personOf, presentPeople } from '#users/people.ts';
import { SEES_ALL } from '#users/visible.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json } from '../json.ts';
import { tableParams } from '../table.ts';
import { epochSeconds, firstText, pick } from './items-presented.ts';
import { avatarOf, NO_AVATAR, plainName, sharedLibraries, userRow } from './users-presented.ts';
import { usersTable } from './users-table.ts';

const FLAGS = ['is_active', 'is_admin', 'is_home_user', 'is_allow_sync', 'is_restricted', 'do_notify', 'keep_history'];
const FILTERS = ['filter_all', 'filter_movies', 'filter_tv', 'filter_music', 'filter_photos'];

/** Answered for a number nobody has (API notes, get_user), and for viewers that plex.tv does not know. */
export const NOBODY = {
  row_id: 0,
  user_id: 0,
  username: 'Local',
  friendly_name: 'Local',
  user_thumb: NO_AVATAR,
  email: '',
  is_active: 1,
  is_admin: '',
  is_home_user: 0,
  is_allow_sync: 0,
  is_restricted: 0,
  do_notify: 0,
  keep_history: 1,
  allow_guest: 0,
  deleted_user: 0,
  shared_libraries: [],
  last_seen: null,
} as const;

/** The same when the last play was asked for: then the reference finds an empty row. */
const NOBODY_SEEN = {
  ...Object.fromEntries(Object.keys(NOBODY).map((name) => [name, null])),
  user_thumb: NO_AVATAR,
  shared_libraries: [],
};

async function oneUser(plexUserId: number | null, withLastSeen: boolean, { db }: CommandContext): Promise<Json> {
  const person = plexUserId === null ? null : await personOf(db, await mainServer(db), plexUserId);
  if (person === null) return withLastSeen ? NOBODY_SEEN : NOBODY;
  const row = userRow(person);
  return {
    ...pick(row, ['row_id', 'user_id', 'username', 'email', ...FLAGS, 'deleted_user', 'allow_guest']),
    friendly_name: plainName(person),
    user_thumb: avatarOf(row),
    shared_libraries: sharedLibraries(person),
    last_seen: withLastSeen ? epochSeconds(await lastSeen(db, person.id)) : null,
  };
}

function listedUser(person: Person): Json {
  const row = userRow(person);
  return {
    ...pick(row, ['row_id', 'user_id', 'username', 'email', ...FLAGS, 'allow_guest', ...FILTERS]),
    friendly_name: plainName(person),
    thumb: firstText(row.custom_avatar_url ?? null) ?? row.thumb ?? null,
    shared_libraries: sharedLibraries(person),
  };
}

/** People and what they played (API notes 12). */
export const usersCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_user',
    summary: 'One user',
    params: { user_id: { kind: 'id', required: true }, include_last_seen: { kind: 'boolean', default: false } },
    handle: ({ user_id, include_last_seen }, context) => oneUser(user_id, include_last_seen, context),
  }),
  defineCommand({
    name: 'get_users',
    summary: 'All users as plex.tv describes them',
    params: {},
    handle: async (_params, { db }) => (await presentPeople(db, await mainServer(db))).map(listedUser),
  }),
  defineCommand({
    name: 'get_user_names',
    summary: 'Names and ids of all users',
    params: {},
    handle: async (_params, { db }) =>
      (await presentPeople(db, null)).map((person) => pick(userRow(person), ['user_id', 'friendly_name'])),
  }),
  defineCommand({
    name: 'get_users_table',
    summary: 'All users with what they played last',
    params: { grouping: { kind: 'boolean' }, user_id: { kind: 'id' }, ...tableParams('friendly_name') },
    madeOf: 'records',
    handle: async (params, { db, settings, sent }) => {
      const [people, totals] = await Promise.all([allPeople(db, null), userTotals(db, SEES_ALL)]);
      return usersTable(params, { people, totals, isGrouped: params.grouping ?? settings.groupHistory, sent });
    },
  }),
];
