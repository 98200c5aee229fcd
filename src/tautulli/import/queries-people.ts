/** From the staging area to people, what is shared with them, and libraries. Set-based; one statement a step. */
import { sql } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { OWNER_ACCOUNT } from '#users/resolve-user.ts';
import { LIVE_SECTION } from './loads/libraries.ts';
import { MAX_ID } from './loads/row-id.ts';
import { staged } from './queries-staging.ts';

const count = async (tx: Tx, statement: ReturnType<typeof sql>): Promise<number> =>
  (await tx.execute(statement)).rowCount ?? 0;

/** Columns of a person that the file decides; downloads of it lack the tokens, so those only fill in. */
const PERSON = [
  'username',
  'friendly_name',
  'title',
  'email',
  'thumb',
  'custom_thumb',
  'is_home_user',
  'is_restricted',
  'is_active',
  'allows_sync',
  'keep_history',
  'notifies',
  'allows_guest',
  'is_deleted',
  'imported_values',
];

const LIBRARY = [
  'name',
  'type',
  'agent',
  'thumb',
  'custom_thumb',
  'art',
  'custom_art',
  'item_count',
  'parent_count',
  'child_count',
  'is_active',
  'keep_history',
  'notifies',
  'notifies_added',
  'is_deleted',
  'imported_values',
];

const names = (columns: readonly string[], prefix = '') => sql.raw(columns.map((name) => prefix + name).join(', '));
const assignments = (columns: readonly string[]) => sql.raw(columns.map((name) => `${name} = s.${name}`).join(', '));

/** The id of the staged row `s` while it is possible and free, else one behind all others. */
const freeId = (table: string, stage: string) => {
  const isPossible = sql.raw(`between 1 and ${MAX_ID}`);
  return sql`case when s.id ${isPossible} and not exists (select from ${sql.identifier(table)} t where t.id = s.id) then s.id
    else greatest((select max(id) from ${sql.identifier(table)}), (select max(id) from ${staged(stage)} where id ${isPossible}), 0)
      + row_number() over (order by s.id) end`;
};

/**
 * People are found by their plex.tv id; new ones keep their row id while it is free (migration notes 8.3). Who owns
 * another server is an owner whatever this file says.
 */
export async function transformUsers(
  tx: Tx,
  serverId: ServerId,
): Promise<{ readonly added: number; readonly renewed: number }> {
  const ownsAnother = sql`exists (select from server_accounts a
    where a.user_id = u.id and a.account_id = ${OWNER_ACCOUNT} and a.server_id <> ${serverId})`;
  const renewed = await count(
    tx,
    sql`update users u set ${assignments(PERSON)}, is_owner = s.is_owner or ${ownsAnother},
        token_sealed = coalesce(s.token_sealed, u.token_sealed), is_placeholder = false
      from ${staged('users')} s where s.plex_user_id = u.plex_user_id`,
  );
  const added = await count(
    tx,
    sql`insert into users (id, plex_user_id, is_owner, token_sealed, ${names(PERSON)})
      select ${freeId('users', 'users')}, s.plex_user_id, s.is_owner, s.token_sealed, ${names(PERSON, 's.')}
      from ${staged('users')} s
      where not exists (select from users u where u.plex_user_id = s.plex_user_id)`,
  );
  await tx.execute(sql`insert into users (id, plex_user_id, username)
    select coalesce((select max(id) from users), 0) + 1, 0, 'Local'
    where not exists (select from users where plex_user_id = 0)`);
  return { added, renewed };
}

/** Whoever played or signed in and is in no list of people any more: a deleted person of that name. */
export const addMissingUsers = (tx: Tx): Promise<number> =>
  count(
    tx,
    sql`with named as (
        select plex_user_id, user_name, id as at from ${staged('plays')}
        union all select plex_user_id, user_name, 0 from ${staged('running_streams')}
        union all select plex_user_id, user_name, 0 from ${staged('notification_log')}
        union all select plex_user_id, user_name, 0 from ${staged('sign_ins')}
        union all select plex_user_id, null, 0 from ${staged('continued_streams')}
        union all select plex_user_id, null, 0 from ${staged('exports')}),
      missing as (
        select plex_user_id, (array_agg(nullif(user_name, '') order by user_name is null, at desc))[1] as user_name
        from named n where plex_user_id is not null
          and not exists (select from users u where u.plex_user_id = n.plex_user_id)
        group by 1)
      insert into users (id, plex_user_id, username, is_active, is_deleted, is_placeholder, notifies)
      select (select coalesce(max(id), 0) from users) + row_number() over (order by plex_user_id), plex_user_id,
        coalesce(user_name, 'User ' || plex_user_id), false, true, true, false
      from missing`,
  );

/** The server calls its owner by a number of its own; who that is, is known here unless the server has told already. */
export async function linkOwner(tx: Tx, serverId: ServerId): Promise<void> {
  await tx.execute(sql`insert into server_accounts (server_id, account_id, user_id)
    select ${serverId}::int, ${OWNER_ACCOUNT}::int, u.id from ${staged('users')} s join users u on u.plex_user_id = s.plex_user_id
    where s.is_owner order by s.is_active desc, s.id limit 1
    on conflict (server_id, account_id) do nothing`);
}

export async function transformAccess(tx: Tx, serverId: ServerId): Promise<void> {
  await tx.execute(sql`insert into server_access (server_id, user_id, token_sealed, section_ids,
      filter_all, filter_movies, filter_tv, filter_music, filter_photos)
    select ${serverId}, u.id, s.server_token_sealed,
      s.section_ids::int[],
      s.filter_all, s.filter_movies, s.filter_tv, s.filter_music, s.filter_photos
    from ${staged('users')} s join users u on u.plex_user_id = s.plex_user_id
    on conflict (server_id, user_id) do update set token_sealed = coalesce(excluded.token_sealed, server_access.token_sealed),
      section_ids = excluded.section_ids, filter_all = excluded.filter_all, filter_movies = excluded.filter_movies,
      filter_tv = excluded.filter_tv, filter_music = excluded.filter_music, filter_photos = excluded.filter_photos`);
}

/** Servers of which only leftovers are known get rows too, so that their libraries have a home. */
export async function mapServers(tx: Tx, serverId: ServerId, machineIdentifier: string | null): Promise<void> {
  const named = sql`select machine_identifier from ${staged('libraries')} where machine_identifier is not null
    union select machine_identifier from ${staged('recently_added')} where machine_identifier is not null`;
  await tx.execute(sql`insert into servers (machine_identifier, name)
    select machine_identifier, 'Former server ' || left(machine_identifier, 8) from (${named}) s
    where machine_identifier is distinct from ${machineIdentifier}
    on conflict (machine_identifier) do nothing`);
  await tx.execute(sql`create unlogged table ${staged('server_map')} as
    select s.machine_identifier, case when s.machine_identifier = ${machineIdentifier} then ${serverId}::int else v.id end as server_id
    from (${named}) s left join servers v on v.machine_identifier = s.machine_identifier`);
  await tx.execute(sql`create unlogged table ${staged('library_of')} as
    select s.id, coalesce(m.server_id, ${serverId}::int) as server_id
    from ${staged('libraries')} s left join ${staged('server_map')} m on m.machine_identifier = s.machine_identifier`);
}

/** Libraries are found by server and section number; new ones keep their row id while it is free. */
export async function transformLibraries(tx: Tx): Promise<{ readonly added: number; readonly renewed: number }> {
  const source = sql`${staged('libraries')} s join ${staged('library_of')} o on o.id = s.id`;
  const renewed = await count(
    tx,
    sql`update libraries l set ${assignments(LIBRARY)}, is_placeholder = false from ${source}
      where l.server_id = o.server_id and l.section_id = s.section_id`,
  );
  const added = await count(
    tx,
    sql`insert into libraries (id, server_id, section_id, ${names(LIBRARY)})
      select ${freeId('libraries', 'libraries')}, o.server_id, s.section_id, ${names(LIBRARY, 's.')}
      from ${source}
      where not exists (select from libraries l where l.server_id = o.server_id and l.section_id = s.section_id)
      order by s.machine_identifier is null, s.id
      on conflict (server_id, section_id) do nothing`,
  );
  return { added, renewed };
}

/** The number of a play's library: before v2.7 it stood with the item. */
const sectionsInUse = sql`select coalesce(p.section_id, i.section_id) as section_id, min(p.media_type) as media_type
  from ${staged('plays')} p left join ${staged('item_of_play')} i on i.id = p.id group by 1`;

/** A section that is in no list of libraries any more becomes a deleted library of that number. */
export const addMissingLibraries = (tx: Tx, serverId: ServerId): Promise<number> =>
  count(
    tx,
    sql`with missing as (select * from (${sectionsInUse}) x where section_id between 0 and 2147483647
          and not exists (select from libraries l where l.section_id = x.section_id
            and (l.server_id = ${serverId} or l.server_id in (select server_id from ${staged('library_of')}))))
      insert into libraries (id, server_id, section_id, name, type, is_active, is_deleted, is_placeholder)
      select (select coalesce(max(id), 0) from libraries) + row_number() over (order by section_id), ${serverId}, section_id,
        'Library ' || section_id, case when section_id = ${LIVE_SECTION} then 'live' when media_type = 'episode' then 'show'
          when media_type = 'track' then 'artist' when media_type = 'photo' then 'photo' else 'movie' end, false, true, true
      from missing`,
  );

/** Section number -> library: the server's own first, then another's of which the file has leftovers. */
export async function mapSections(tx: Tx, serverId: ServerId): Promise<void> {
  await tx.execute(sql`create unlogged table ${staged('section_map')} as
    select distinct on (section_id) section_id::bigint, id as library_id from libraries
    where server_id = ${serverId} or server_id in (select server_id from ${staged('library_of')})
    order by section_id, (server_id = ${serverId}) desc, id`);
}
