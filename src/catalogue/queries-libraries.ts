import { and, asc, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { LibraryId, ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { libraries, servers } from '#db/schema/index.ts';

type Executor = Db | Tx;

const LIBRARY = { ...getTableColumns(libraries), machineIdentifier: servers.machineIdentifier };

/** Libraries that are or were listed by a server, in the order in which they came. */
export const listedLibraries = (db: Executor, where?: SQL) =>
  db
    .select(LIBRARY)
    .from(libraries)
    .innerJoin(servers, eq(servers.id, libraries.serverId))
    .where(and(eq(libraries.isPlaceholder, false), where))
    .orderBy(asc(libraries.id));

export const inServer = (serverId: ServerId, sectionId: number): SQL | undefined =>
  and(eq(libraries.serverId, serverId), eq(libraries.sectionId, sectionId));

export const numbered = (id: LibraryId): SQL => eq(libraries.id, id);

export const notDeleted = (): SQL => eq(libraries.isDeleted, false);

/** The library of that number; the given server's before those of others. */
export async function libraryWithSection(
  db: Executor,
  serverId: ServerId | null,
  sectionId: number,
): Promise<LibraryId | null> {
  const [row] = await db
    .select({ id: libraries.id })
    .from(libraries)
    .where(eq(libraries.sectionId, sectionId))
    .orderBy(desc(sql`${libraries.serverId} is not distinct from ${serverId}::int`), asc(libraries.id))
    .limit(1);
  return row?.id ?? null;
}
