import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { LibraryId, ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { libraries, servers } from '#db/schema/index.ts';

/** What may be chosen here about a library, with the names imports keep old values of it under. */
const KEPT_AS = {
  customThumb: 'custom_thumb_url',
  customArt: 'custom_art_url',
  notifies: 'do_notify',
  notifiesAdded: 'do_notify_created',
  keepHistory: 'keep_history',
  isDeleted: 'deleted_section',
} as const;

type Column = keyof typeof KEPT_AS;
export type LibraryChanges = { readonly [C in Column]?: (typeof libraries.$inferInsert)[C] };

const isColumn = (name: string): name is Column => Object.hasOwn(KEPT_AS, name);

/** Changes libraries that were listed; answers which. A value that is chosen now replaces what an import kept of it. */
export async function changeLibraries(
  db: Db | Tx,
  which: SQL | undefined,
  changes: LibraryChanges,
): Promise<LibraryId[]> {
  const replaced = Object.keys(changes).flatMap((name) => (isColumn(name) ? [KEPT_AS[name]] : []));
  const rows = await db
    .update(libraries)
    .set({
      ...changes,
      importedValues: sql`nullif(${libraries.importedValues} - ${sql.param(replaced)}::text[], '{}'::jsonb)`,
    })
    .where(and(which, eq(libraries.isPlaceholder, false)))
    .returning({ id: libraries.id });
  return rows.map(({ id }) => id);
}

export const byIds = (ids: readonly LibraryId[]): SQL => inArray(libraries.id, [...ids]);
export const bySection = (serverId: ServerId, sectionId: number): SQL | undefined =>
  and(eq(libraries.serverId, serverId), eq(libraries.sectionId, sectionId));
export const byName = (serverId: ServerId, name: string): SQL | undefined =>
  and(eq(libraries.serverId, serverId), eq(libraries.name, name));

/** Libraries with the server each is of. */
export const librariesWithin = (db: Db | Tx, which: SQL | undefined) =>
  db.select({ id: libraries.id, serverId: libraries.serverId }).from(libraries).where(which);

export const ofMachine = (machineIdentifier: string, sectionId: number): SQL | undefined =>
  and(
    eq(libraries.sectionId, sectionId),
    sql`${libraries.serverId} in (select ${servers.id} from ${servers} where ${servers.machineIdentifier} = ${machineIdentifier})`,
  );
