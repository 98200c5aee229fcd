/** SQL of what there is to narrow plays by. */
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import type { Bounds } from '#users/visible.ts';

interface Named extends Record<string, unknown> {
  readonly id: number;
  readonly name: string;
}

const MOST = 500;

/** Plays that somebody may know of; undefined for all. */
function seen({ userId, serverId }: Bounds): SQL | undefined {
  if (userId !== null) return sql`p.user_id = ${userId}`;
  return serverId === null ? undefined : sql`p.server_id = ${serverId}`;
}

/** What people are called here is between those who look after it. */
const GIVEN_NAME = sql`coalesce(nullif(trim(u.friendly_name), ''), u.username)`;

/** People with plays, by name. */
export async function peopleWithPlays(db: Db, { userId }: Bounds): Promise<readonly Named[]> {
  const { rows } = await db.execute<Named>(sql`select u.id, ${userId === null ? GIVEN_NAME : sql`u.username`} as name
    from user_totals t join users u on u.id = t.user_id
    where t.play_count > 0 and ${userId === null ? sql`true` : sql`u.id = ${userId}`} order by lower(u.username)`);
  return rows;
}

/** Libraries with plays, by name. */
export async function librariesWithPlays(db: Db, { userId, serverId }: Bounds) {
  const { rows } = await db.execute<Named & { readonly type: string }>(sql`select l.id, l.name, l.type from libraries l
    where ${serverId === null ? sql`true` : sql`l.server_id = ${serverId}`}
      and exists (select from library_user_totals t where t.library_id = l.id
        and ${userId === null ? sql`true` : sql`t.user_id = ${userId}`})
    order by lower(l.name), l.id`);
  return rows;
}

export async function serversWithPlays(db: Db, { serverId }: Bounds): Promise<readonly Named[]> {
  const { rows } = await db.execute<Named>(sql`select id, name from servers
    where ${serverId === null ? sql`true` : sql`id = ${serverId}`} order by lower(name), id`);
  return rows;
}

const DEVICE_COLUMNS = { platforms: sql`platform`, products: sql`product`, players: sql`title` };

/** What devices are called, by name. */
export async function deviceNames(db: Db, bounds: Bounds, what: keyof typeof DEVICE_COLUMNS): Promise<string[]> {
  const column = DEVICE_COLUMNS[what];
  const of = seen(bounds);
  const { rows } = await db.execute<{ name: string }>(sql`select name from (
      select distinct ${column} as name from players
      where ${of === undefined ? sql`true` : sql`id in (select p.player_id from plays p where ${of})`}) found
    where name <> '' order by lower(name), name limit ${MOST}`);
  return rows.map(({ name }) => name);
}

/** Resolutions that were delivered. */
export async function resolutions(db: Db, bounds: Bounds): Promise<string[]> {
  const of = seen(bounds);
  const { rows } = await db.execute<{ name: string }>(sql`select name from (
      select distinct delivered_video_full_resolution as name from stream_snapshots
      where ${of === undefined ? sql`true` : sql`id in (select p.stream_snapshot_id from plays p where ${of})`}) found
    where name <> '' order by lower(name) limit ${MOST}`);
  return rows.map(({ name }) => name);
}
