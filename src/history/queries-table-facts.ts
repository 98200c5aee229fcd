/** What the history table must know before it asks: how new the plays are, and what is odd about some of them. */
import { sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';

/** Tells states of the history apart. Nothing that was cached for another one may be used as it is. */
export interface HistoryVersion {
  readonly lastPlayId: number;
  /** How many of the last ids are taken: a play that was committed after one with a higher id changes it. */
  readonly tail: number;
  readonly lastImportId: number;
  readonly lastItemId: number;
  readonly lastPlayerId: number;
}

/** Ids that may still be taken when a higher one is: as many plays are never recorded at the same time. */
const TAIL = 64;

export async function historyVersion(db: Db): Promise<HistoryVersion> {
  const { rows } = await db.execute<{ play: number; tail: number; import: number; item: number; player: number }>(sql`
    select play, (select count(*)::int from plays where id > play - ${TAIL}::int) as tail,
      (select coalesce(max(id), 0) from imports) as import, (select coalesce(max(id), 0) from item_snapshots) as item,
      (select coalesce(max(id), 0) from players) as player
    from (select coalesce(max(id), 0) as play from plays) newest`);
  const [row] = rows;
  if (row === undefined) throw new Error('the history has no version');
  return {
    lastPlayId: row.play,
    tail: row.tail,
    lastImportId: row.import,
    lastItemId: row.item,
    lastPlayerId: row.player,
  };
}

/** Whether the plays of a version are all there still, and no others with ids between theirs. */
export async function isTailSame(db: Db, { lastPlayId, tail }: HistoryVersion): Promise<boolean> {
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from plays where id > ${lastPlayId - TAIL}::int and id <= ${lastPlayId}::int`,
  );
  return rows[0]?.n === tail;
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
  const [items, streams] = await Promise.all([
    db.execute<{ id: number }>(sql`select id from item_snapshots where is_placeholder`),
    db.execute<{ id: number }>(sql`select id from stream_snapshots where is_placeholder`),
  ]);
  const unknownItems = items.rows.map(({ id }) => id);
  const unknownStreams = streams.rows.map(({ id }) => id);
  const isUnshown = sql`(p.item_snapshot_id = any(${sql.param(unknownItems)}::int[])
    or p.stream_snapshot_id = any(${sql.param(unknownStreams)}::int[]))`;
  const isOdd = sql`(${isUnshown} or 'no_stop' = any(p.anomalies) or p.stopped_at <= 'epoch')`;
  const { rows } = await db.execute<OddRow>(sql`select p.id, p.watch_group_id as group_id,
      coalesce(${isOdd}, false) as is_odd, ${isUnshown} as is_unshown, (extract(epoch from p.started_at) * 1000)::bigint as started,
      p.imported_values - ${HARMLESS} as kept, p.ip_address is not null as has_address
    from plays p where ${isOdd} or (p.imported_values - ${HARMLESS}) <> '{}'`);
  return {
    unknownItems,
    unknownStreams,
    groups: [...new Set(rows.filter((row) => row.is_odd).map((row) => row.group_id))],
    unshownStarts: rows.filter((row) => row.is_unshown).map(({ started }) => started),
    overridden: new Set(rows.flatMap(({ kept }) => Object.keys(kept ?? {}))),
    addresses: rows.flatMap(otherAddress),
  };
}

function otherAddress({ id, kept, has_address }: OddRow): OtherAddress[] {
  if (kept === null || !Object.hasOwn(kept, 'ip_address')) return [];
  const { ip_address: text } = kept;
  return [{ playId: id, text: text === null ? null : String(text), isBesideOurs: has_address }];
}

/** The addresses that plays with higher ids than `after` came from. */
export async function addressesAfter(db: Db, after: number): Promise<string[]> {
  const { rows } = await db.execute<{ address: string }>(
    sql`select host(ip_address) as address from (select distinct ip_address from plays where id > ${after}::int and ip_address is not null) a`,
  );
  return rows.map(({ address }) => address);
}

/** Changes when somebody is called differently. */
export async function namesOfPeople(db: Db): Promise<string> {
  const { rows } = await db.execute<{ names: string | null }>(
    sql`select md5(string_agg(concat_ws('/', id, username, friendly_name, is_placeholder, thumb, custom_thumb), ',' order by id)) as names from users`,
  );
  return rows[0]?.names ?? '';
}
