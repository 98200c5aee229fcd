import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { UserId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { users } from '#db/schema/index.ts';
import { announcePeople } from './people-changed.ts';

/** What may be chosen here about a person, with the names imports keep old values of it under. */
const KEPT_AS = {
  friendlyName: 'friendly_name',
  customThumb: 'custom_avatar_url',
  notifies: 'do_notify',
  keepHistory: 'keep_history',
  allowsGuest: 'allow_guest',
  isDeleted: 'deleted_user',
} as const;

type Kept = keyof typeof KEPT_AS;
type Column = Kept | 'note' | 'noteChangedAt';
export type PersonChanges = { readonly [C in Column]?: (typeof users.$inferInsert)[C] };

const isColumn = (name: string): name is Kept => Object.hasOwn(KEPT_AS, name);

/** Changes people who were listed; answers whom. A value that is chosen now replaces what an import kept of it. */
export async function changePeople(db: Db | Tx, which: SQL, changes: PersonChanges): Promise<UserId[]> {
  const replaced = Object.keys(changes).flatMap((name) => (isColumn(name) ? [KEPT_AS[name]] : []));
  const rows = await db
    .update(users)
    .set({
      ...changes,
      importedValues: sql`nullif(${users.importedValues} - ${sql.param(replaced)}::text[], '{}'::jsonb)`,
    })
    .where(and(which, eq(users.isPlaceholder, false)))
    .returning({ id: users.id });
  if (rows.length > 0) await announcePeople(db);
  return rows.map(({ id }) => id);
}

export const byIds = (ids: readonly UserId[]): SQL => inArray(users.id, [...ids]);
export const byPlexId = (plexUserId: number): SQL => eq(users.plexUserId, plexUserId);
export const byUsername = (username: string): SQL => eq(users.username, username);

/** Of people who are known from plays only as well. */
export async function idsWithin(db: Db | Tx, which: SQL): Promise<UserId[]> {
  const rows = await db.select({ id: users.id }).from(users).where(which);
  return rows.map(({ id }) => id);
}
