/** On what a person watches. */
import { sql } from 'drizzle-orm';
import type { UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { players, plays } from '#db/schema/index.ts';
import { boundsOf, type Visible } from '#users/visible.ts';

/** A player by its name, with the platform of its first play. */
export type PlayerAmount = {
  readonly name: string | null;
  readonly platform: string | null;
  readonly plays: number;
  readonly groups: number;
  readonly watchedMs: number;
};

/**
 * The players of a person, the busiest by viewings or by plays first. Players of one name count as one, under the lowest
 * of their ids, because numbers are told apart much faster than texts. A name that was unknown and one that was blank
 * are two names.
 */
export async function watchedByPlayer(
  db: Db,
  visible: Visible,
  userId: UserId,
  isGrouped: boolean,
): Promise<PlayerAmount[]> {
  const bounds = boundsOf(visible);
  const isOther = bounds.userId !== null && bounds.userId !== userId;
  const onServer = bounds.serverId === null ? sql`true` : sql`p.server_id = ${bounds.serverId}`;
  const busiest = sql.raw(isGrouped ? 'groups' : 'plays');
  const { rows } = await db.execute<PlayerAmount>(sql`with named as (
      select id, platform, case when imported_values ? 'player' then imported_values ->> 'player' else title end as name
      from ${players}),
    numbered as (select id, min(id) over (partition by name) as first_id from named),
    amount as (
      select n.first_id, count(*)::int as plays, count(distinct p.watch_group_id)::int as groups,
        sum(p.watched_ms)::bigint as watched_ms, min(p.id) as first_play_id
      from ${plays} p join numbered n on n.id = p.player_id where p.user_id = ${userId} and ${isOther ? sql`false` : onServer} group by n.first_id)
    select m.name, f.platform, a.plays, a.groups, a.watched_ms as "watchedMs"
    from amount a join named m on m.id = a.first_id
      join ${plays} first_play on first_play.id = a.first_play_id join named f on f.id = first_play.player_id
    order by a.${busiest} desc, a.watched_ms desc, m.name`);
  return rows;
}
