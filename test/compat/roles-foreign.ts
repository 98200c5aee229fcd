/** What belongs to other people, and whether an answer tells any of it. */
import { sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';

/** What is told of somebody to themselves, and what of others must not be. */
export interface Owned {
  readonly userId: number;
  readonly plexUserId: number;
  readonly plays: ReadonlySet<number>;
  readonly groups: ReadonlySet<number>;
  readonly sessions: ReadonlySet<number>;
  /** Names, addresses, devices and titles of others alone. */
  readonly foreign: ReadonlySet<string>;
  /** Of them, those that must not be a part of any text. */
  readonly foreignNames: readonly string[];
}

const column = async (db: Db, query: ReturnType<typeof sql>): Promise<string[]> =>
  (await db.execute<{ value: string | null }>(query)).rows.flatMap(({ value }) => (value === null ? [] : [value]));

const TEXTS = sql`(values (i.full_title), (i.title), (i.parent_title), (i.grandparent_title), (i.original_title), (i.summary),
  (host(p.ip_address)), (d.title)) t (value)`;

/** Texts of the plays and the streams of some people. */
const played = (db: Db, whose: ReturnType<typeof sql>) =>
  column(
    db,
    sql`select distinct t.value from (select user_id, item_snapshot_id, player_id, ip_address from plays
        union all select user_id, item_snapshot_id, player_id, ip_address from sessions) p join item_snapshots i on i.id = p.item_snapshot_id
      join players d on d.id = p.player_id cross join lateral ${TEXTS} where ${whose} and t.value <> ''`,
  );

const named = (db: Db, whose: ReturnType<typeof sql>) =>
  column(
    db,
    sql`select distinct t.value from users u cross join lateral
      (values (u.username), (u.friendly_name), (u.title), (u.email)) t (value) where ${whose} and length(t.value) > 2`,
  );

/** Words that are nobody's: of the vocabulary of the API, of libraries and servers. */
const common = (db: Db) =>
  column(
    db,
    sql`select name as value from libraries union select name from servers union select platform from players
      union select product from players union select device from players
      union select unnest(array['movie', 'episode', 'track', 'clip', 'photo', 'live', 'show', 'artist', 'viewer', 'guest', 'admin', 'owner'])`,
  );

export async function ownedBy(db: Db, userId: number): Promise<Owned> {
  const ids = async (query: ReturnType<typeof sql>) => new Set((await column(db, query)).map(Number));
  const mine = new Set([
    ...(await played(db, sql`p.user_id = ${userId}`)),
    // What they are called here is told to those who look after it.
    ...(await column(
      db,
      sql`select username as value from users where id = ${userId} union select title from users where id = ${userId}`,
    )),
    ...(await column(
      db,
      sql`select distinct unnest(i.actors || i.directors || i.writers || i.genres) as value from plays p
        join item_snapshots i on i.id = p.item_snapshot_id where p.user_id = ${userId}`,
    )),
    ...(await common(db)),
  ]);
  const nickname = await column(db, sql`select friendly_name as value from users where id = ${userId}`);
  const others = [...nickname, ...(await named(db, sql`u.id <> ${userId}`))];
  const theirs = [...others, ...(await played(db, sql`p.user_id <> ${userId}`))].filter((text) => !mine.has(text));
  const [plexUserId = 0] = await ids(sql`select plex_user_id as value from users where id = ${userId}`);
  const isPartOfMine = (name: string): boolean => [...mine].some((text) => text.includes(name));
  return {
    ...{ userId, plexUserId, foreign: new Set(theirs) },
    plays: await ids(sql`select id as value from plays where user_id = ${userId}`),
    groups: await ids(sql`select id as value from watch_groups where user_id = ${userId}`),
    sessions: await ids(sql`select id as value from sessions where user_id = ${userId}`),
    foreignNames: others.filter((name) => name.length > 4 && !mine.has(name) && !isPartOfMine(name)),
  };
}

type Rule = (owned: Owned, value: unknown) => boolean;

const idIn = (owned: Owned, value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  !('id' in value) ||
  typeof value.id !== 'number' ||
  value.id === owned.userId;

/** Numbers that lead to somebody, by the name of the field. */
const RULES: Readonly<Record<string, Rule>> = {
  playId: ({ plays }, id) => id === null || plays.has(Number(id)),
  groupId: ({ groups }, id) => groups.has(Number(id)),
  sessionId: ({ sessions }, id) => sessions.has(Number(id)),
  plexUserId: ({ plexUserId }, id) => id === null || id === plexUserId,
  user: idIn,
  person: idIn,
  people: (owned, value) => !Array.isArray(value) || value.every((one) => idIn(owned, one)),
  sessions: ({ sessions }, value) =>
    !Array.isArray(value) || value.every((one) => !('sessionKey' in one) || sessions.has(one.id)),
};

/** Everything in an answer that is somebody else's, as `field: value`. */
export function tellsOfOthers(owned: Owned, body: string): string[] {
  const found: string[] = owned.foreignNames.filter((name) => body.includes(name)).map((name) => `text: ${name}`);
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'string' && owned.foreign.has(value)) found.push(`${name}: ${value}`);
    if (RULES[name]?.(owned, value) === false) found.push(`${name}: ${JSON.stringify(value).slice(0, 100)}`);
    if (Array.isArray(value)) for (const one of value) walk(one, name === 'people' ? 'one' : '');
    else if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value)) walk(part, key);
  };
  if (body.startsWith('{') || body.startsWith('[')) walk(JSON.parse(body), '');
  return found;
}
