/** What orders of the table look at beside plays: how what is described elsewhere is ordered, and running streams. */
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import { decisionPlace } from './blocks/columns.ts';
import { addressNumber } from './blocks/queries-packed.ts';
import type { TableColumn } from './play-filter.ts';
import { rowsOf, type TablePlan } from './queries-table.ts';
import { orderKeys } from './queries-table-columns.ts';
import type { Described, RunningRow } from './rows/row-keys.ts';

const TABLES: Readonly<Record<Described, SQL>> = {
  users: sql`users u`,
  players: sql`players d`,
  items: sql`item_snapshots i`,
};

/** Ids, and where each stands in the ascending order of a column: four bytes each, the same number for what is equal. */
export async function ranksBy(db: Db, by: Described, column: TableColumn): Promise<{ ids: Buffer; ranks: Buffer }> {
  const order = sql.join(
    orderKeys(column).map((key) => sql`${key} nulls first`),
    sql`, `,
  );
  // What an import kept of single plays is looked at elsewhere, or such an order is not asked for here.
  const { rows } = await db.execute<{ ids: Buffer | null; ranks: Buffer | null }>(
    sql`select string_agg(int4send(id), ''::bytea order by id) as ids, string_agg(int4send(rank), ''::bytea order by id) as ranks
      from (select id, dense_rank() over (order by ${order})::int as rank
        from ${TABLES[by]} cross join (select null::jsonb as imported_values) x) ranked`,
  );
  return { ids: rows[0]?.ids ?? Buffer.alloc(0), ranks: rows[0]?.ranks ?? Buffer.alloc(0) };
}

interface Row extends Record<string, unknown> {
  readonly key: number;
  readonly user_id: number;
  readonly item_id: number;
  readonly player_id: number;
  readonly started: number;
  readonly stopped: number;
  readonly watched_ms: number;
  readonly paused_ms: number;
  readonly percent: number | null;
  readonly duration_ms: number | null;
  readonly is_live: boolean;
  readonly decision: string | null;
  readonly address: number;
}

const ms = (moment: string): SQL => sql.raw(`(extract(epoch from ${moment}) * 1000)::bigint`);

/** Running streams that filter and search let through. */
export async function runningRows(db: Db, plan: TablePlan): Promise<RunningRow[]> {
  const { rows } = await db.execute<Row>(sql`select g.key::int, x.user_id, x.item_snapshot_id as item_id, x.player_id,
      ${ms('x.started_at')} as started, ${ms('x.stopped_at')} as stopped, x.watched_ms::bigint, x.paused_ms::bigint, g.percent,
      x.duration_ms::bigint, x.is_live, s.decision, coalesce(${sql.raw(addressNumber('x.ip_address'))}, 0) as address
    ${rowsOf('live', plan, new Set(['x', 's']), {})}`);
  return rows.map((row) => ({
    key: row.key,
    userId: row.user_id,
    itemId: row.item_id,
    playerId: row.player_id,
    startedMs: row.started,
    stoppedMs: row.stopped,
    watchedMs: row.watched_ms,
    pausedMs: row.paused_ms,
    percent: row.percent,
    durationMs: row.duration_ms,
    isLive: row.is_live,
    decision: decisionPlace(row.decision),
    address: row.address,
  }));
}
