/** Whose rows the calls of `roles-examples.ts` are about. */
import { sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';

/** Numbers of rows of a person, and of rows that are none of their business. */
export interface Ids {
  readonly user: number;
  readonly play: number;
  readonly item: number;
  readonly library: number;
  readonly session: number;
  readonly title: string;
}
export interface Scene {
  readonly own: Ids;
  readonly others: Ids;
}

export interface Example {
  /** Below the address of the route; its path with numbers nobody has when left out. */
  url?(scene: Scene): string;
  readonly body?: unknown;
  /** What those who may call it are answered; anything but a refusal when left out. */
  readonly all?: number;
  /** What whoever sees only their own is answered, where that is something else. */
  readonly own?: number;
  /** Says what answers look like, and nothing of anybody. */
  readonly isDescription?: true;
  /** Not called by those who may: it would end the test. */
  readonly isRefusedOnly?: true;
}

interface IdsRow extends Record<string, unknown>, Omit<Ids, 'library'> {
  readonly library: number | null;
}

/** Rows to ask for: the person's own, and of others what they have nothing to do with, in a library they may not use. */
export async function sceneOf(db: Db, userId: number, usable: ReadonlySet<number>): Promise<Scene> {
  const may = sql`${sql.param([...usable])}::int[]`;
  const rowOf = async (whose: ReturnType<typeof sql>): Promise<Ids> => {
    const { rows } =
      await db.execute<IdsRow>(sql`select p.user_id as user, p.id as play, i.item_id as item, p.library_id as library,
        i.full_title as title, s.id as session
      from plays p join item_snapshots i on i.id = p.item_snapshot_id join stream_snapshots d on d.id = p.stream_snapshot_id
        join sessions s on s.user_id = p.user_id join users u on u.id = p.user_id
      where ${whose} and not i.is_placeholder and not d.is_placeholder and not u.is_placeholder and i.rating_key is not null
      order by p.id desc limit 1`);
    const [row] = rows;
    if (row === undefined || row.library === null) throw new Error('the sample has no such play');
    return { ...row, library: row.library };
  };
  return {
    own: await rowOf(sql`p.user_id = ${userId} and p.library_id = any(${may})`),
    others: await rowOf(sql`p.user_id <> ${userId} and p.library_id <> all(${may})
      and not exists (select from watch_groups g where g.user_id = ${userId} and g.item_id = i.item_id)
      and not exists (select from item_snapshots o join libraries l on l.server_id = p.server_id and l.section_id = o.section_id
        where o.item_id = i.item_id and l.id = any(${may}))`),
  };
}
