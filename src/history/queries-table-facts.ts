/** What the history table must know before it asks: how new the plays are, and what is odd about some of them. */
import { sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import { addressNumber } from './blocks/queries-packed.ts';

/**
 * Tells states of the history apart: nothing that was kept for another one may be used as it is. The totals of people say
 * the same as all plays do, and are true in every transaction that changes them.
 */
export interface HistoryVersion {
  readonly lastPlayId: number;
  readonly plays: number;
  readonly watchedMs: number;
  /** The sum of the numbers of people over all plays: whose they are. */
  readonly people: number;
  /** Changes with every row of the totals that is written. */
  readonly mark: number;
  readonly lastImportId: number;
  readonly lastItemId: number;
  readonly lastPlayerId: number;
}

export async function historyVersion(db: Db): Promise<HistoryVersion> {
  const { rows } = await db.execute<HistoryVersion & Record<string, unknown>>(sql`
    select (select coalesce(max(id), 0) from plays) as "lastPlayId", t.*,
      (select coalesce(max(id), 0) from imports) as "lastImportId",
      (select coalesce(max(id), 0) from item_snapshots) as "lastItemId",
      (select coalesce(max(id), 0) from players) as "lastPlayerId"
    from (select coalesce(sum(play_count), 0)::bigint as plays, coalesce(sum(user_id::bigint * play_count), 0)::bigint as people,
      coalesce(sum(watched_ms), 0)::bigint as "watchedMs", coalesce(sum(xmin::text::bigint), 0)::bigint as mark from user_totals) t`);
  const [version] = rows;
  if (version === undefined) throw new Error('the history has no version');
  return version;
}

/** Whether plays that were recorded since are all that tells a version from another one before it. */
export async function isOnlyGrown(db: Db, now: HistoryVersion, before: HistoryVersion): Promise<boolean> {
  const { rows } = await db.execute<{ plays: number; ms: number; people: number }>(sql`
    select count(*)::int as plays, coalesce(sum(watched_ms), 0)::bigint as ms, coalesce(sum(user_id), 0)::bigint as people
    from plays where id > ${before.lastPlayId}::int and id <= ${now.lastPlayId}::int`);
  const { plays = 0, ms = 0, people = 0 } = rows[0] ?? {};
  const { plays: allPlays, watchedMs, people: allPeople } = before;
  return allPlays + plays === now.plays && watchedMs + ms === now.watchedMs && allPeople + people === now.people;
}

/** A play of which an import kept another address than ours. */
export interface OtherAddress {
  readonly playId: number;
  /** Null when it had none. */
  readonly text: string | null;
  readonly isBesideOurs: boolean;
}

/** What only imports bring about; plays recorded here are regular. */
export interface Irregularities {
  /** Descriptions that stand for unknown ones. */
  readonly unknownItems: readonly number[];
  readonly unknownStreams: readonly number[];
  /** Groups whose totals are not those of the table: some of their plays are not shown, or lack an end. */
  readonly groups: readonly number[];
  /** When plays began that are never shown, in milliseconds. */
  readonly unshownStarts: readonly number[];
  /** Source columns of which imports kept another value than that of the play's description. */
  readonly overridden: ReadonlySet<string>;
  readonly addresses: readonly OtherAddress[];
  /** Streams whose decision is another word than ours. */
  readonly hasOtherDecisions: boolean;
}

/** Kept values that say the same as our columns do to this table. */
const HARMLESS = sql`'{paused_counter,view_offset,stopped,started,bandwidth}'::text[]`;

interface OddRow extends Record<string, unknown> {
  id: number;
  group_id: number;
  is_odd: boolean;
  is_unshown: boolean;
  started: number;
  kept: Readonly<Record<string, unknown>> | null;
  has_address: boolean;
}

export async function readIrregularities(db: Db): Promise<Irregularities> {
  const [items, streams, decisions] = await Promise.all([
    db.execute<{ id: number }>(sql`select id from item_snapshots where is_placeholder`),
    db.execute<{ id: number }>(sql`select id from stream_snapshots where is_placeholder`),
    db.execute(sql`select from stream_snapshots where imported_values ? 'transcode_decision' limit 1`),
  ]);
  const unknownItems = items.rows.map(({ id }) => id);
  const unknownStreams = streams.rows.map(({ id }) => id);
  const isUnshown = sql`(p.item_snapshot_id = any(${sql.param(unknownItems)}::int[])
    or p.stream_snapshot_id = any(${sql.param(unknownStreams)}::int[]))`;
  // The inner conditions cost nothing, and the planner knows how few rows they leave.
  const { rows } = await db.execute<OddRow>(sql`select * from (
      select p.id, p.watch_group_id as group_id, ${isUnshown} as is_unshown,
        ${isUnshown} or coalesce('no_stop' = any(p.anomalies), false) or p.stopped_at <= 'epoch' as is_odd,
        (extract(epoch from p.started_at) * 1000)::bigint as started,
        p.imported_values - ${HARMLESS} as kept, p.ip_address is not null as has_address
      from plays p where p.anomalies is not null or p.imported_values is not null or ${isUnshown} offset 0) odd
    where is_odd or kept <> '{}'`);
  return {
    unknownItems,
    unknownStreams,
    groups: [...new Set(rows.filter((row) => row.is_odd).map((row) => row.group_id))],
    unshownStarts: rows.filter((row) => row.is_unshown).map(({ started }) => started),
    overridden: new Set(rows.flatMap(({ kept }) => Object.keys(kept ?? {}))),
    addresses: rows.flatMap(otherAddress),
    hasOtherDecisions: decisions.rows.length > 0,
  };
}

function otherAddress({ id, kept, has_address }: OddRow): OtherAddress[] {
  if (kept === null || !Object.hasOwn(kept, 'ip_address')) return [];
  const { ip_address: text } = kept;
  return [{ playId: id, text: text === null ? null : String(text), isBesideOurs: has_address }];
}

/** The addresses that plays with higher ids than `after` came from, with the numbers that stand for them. */
export async function addressesAfter(db: Db, after: number): Promise<(readonly [address: string, number: number])[]> {
  const { rows } = await db.execute<{ address: string; number: number }>(
    sql`select host(ip_address) as address, ${sql.raw(addressNumber('ip_address'))} as number
      from (select distinct ip_address from plays where id > ${after}::int and ip_address is not null) a`,
  );
  return rows.map(({ address, number }) => [address, number]);
}

/** Changes when somebody is called differently. */
export async function namesOfPeople(db: Db): Promise<string> {
  const { rows } = await db.execute<{ names: string | null }>(
    sql`select md5(string_agg(concat_ws('/', id, username, friendly_name, is_placeholder, thumb, custom_thumb), ',' order by id)) as names from users`,
  );
  return rows[0]?.names ?? '';
}
