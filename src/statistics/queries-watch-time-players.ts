/** On what a person watches. */
import { eq, sql } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, items, players } from '#db/schema/index.ts';
import type { KnownDevice } from './device-use.ts';
import type { KnownPlayer } from './player-amounts.ts';

/** All devices. A name that was unknown and one that was blank are two names. */
export async function knownPlayers(db: Db): Promise<KnownPlayer[]> {
  const { rows } = await db.execute<{ [K in keyof KnownPlayer]: KnownPlayer[K] }>(sql`select id, platform, name,
      min(id) over (partition by name) as "nameId", (dense_rank() over (order by name))::int as place
    from (select id, platform, case when imported_values ? 'player' then imported_values ->> 'player' else title end as name
      from ${players}) named`);
  return rows;
}

/** The descriptions of what one server has. */
export async function descriptionsOfServer(db: Db, serverId: ServerId): Promise<number[]> {
  const rows = await db
    .select({ id: itemSnapshots.id })
    .from(itemSnapshots)
    .innerJoin(items, eq(items.id, itemSnapshots.itemId))
    .where(eq(items.serverId, serverId));
  return rows.map(({ id }) => id);
}

/** All devices as they called themselves. */
export const knownDevices = (db: Db): Promise<KnownDevice[]> =>
  db
    .select({ id: players.id, title: players.title, platform: players.platform, product: players.product })
    .from(players);
