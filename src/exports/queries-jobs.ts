/** All SQL of exports that are made, downloaded and deleted. */
import { and, eq, inArray, ne } from 'drizzle-orm';
import type { ServerId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { metadataExports as exports, serverAccess, users } from '#db/schema/index.ts';

type Row = typeof exports.$inferInsert;

/** What is known of an export when it starts. */
export type NewExport = Omit<
  Row,
  'id' | 'state' | 'fileSizeBytes' | 'exportedItems' | 'totalItems' | 'importId' | 'importedValues'
>;

/** @returns its number */
export async function insertExport(db: Db, row: NewExport): Promise<number> {
  const [made] = await db
    .insert(exports)
    .values({ ...row, state: 'running', fileSizeBytes: 0, exportedItems: 0, totalItems: 0 })
    .returning({ id: exports.id });
  if (made === undefined) throw new Error('an export was not stored');
  return made.id;
}

export async function updateProgress(
  db: Db,
  id: number,
  progress: { readonly exportedItems: number; readonly totalItems: number },
): Promise<void> {
  await db.update(exports).set(progress).where(eq(exports.id, id));
}

/** How an export ended; the levels are those of what was really written. */
export type ExportEnding = Pick<
  Row,
  | 'fileSizeBytes'
  | 'exportedItems'
  | 'totalItems'
  | 'thumbLevel'
  | 'artLevel'
  | 'logoLevel'
  | 'squareArtLevel'
  | 'themeLevel'
>;

export async function finishExport(db: Db, id: number, ending: ExportEnding): Promise<void> {
  await db
    .update(exports)
    .set({ ...ending, state: 'done' })
    .where(eq(exports.id, id));
}

/** Those of the exports that were still running have failed. */
export async function failExports(db: Db, ids: readonly number[], failure: string): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(exports)
    .set({ state: 'failed', failure })
    .where(and(inArray(exports.id, [...ids]), eq(exports.state, 'running')));
}

const STORED = {
  id: exports.id,
  title: exports.title,
  fileFormat: exports.fileFormat,
  individualFiles: exports.individualFiles,
  startedAt: exports.startedAt,
  state: exports.state,
  thumbLevel: exports.thumbLevel,
  artLevel: exports.artLevel,
  logoLevel: exports.logoLevel,
  squareArtLevel: exports.squareArtLevel,
  themeLevel: exports.themeLevel,
};

/** What is needed to find the files of an export. */
export type StoredExport = Awaited<ReturnType<typeof finishedRows>>[number];

const finishedRows = (db: Db) => db.select(STORED).from(exports).where(ne(exports.state, 'running'));

export async function exportById(db: Db, id: number): Promise<StoredExport | null> {
  const [row] = await db.select(STORED).from(exports).where(eq(exports.id, id));
  return row ?? null;
}

/** All that are not being written. */
export const endedExports = (db: Db): Promise<StoredExport[]> => finishedRows(db);

export async function deleteExports(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await db.delete(exports).where(inArray(exports.id, [...ids]));
}

/** A person and the token that person has on a server, sealed; null when nobody has this number. */
export async function personRow(
  db: Db,
  serverId: ServerId,
  plexUserId: number,
): Promise<{ readonly id: UserId; readonly username: string; readonly tokenSealed: string | null } | null> {
  const [row] = await db
    .select({ id: users.id, username: users.username, tokenSealed: serverAccess.tokenSealed })
    .from(users)
    .leftJoin(serverAccess, and(eq(serverAccess.userId, users.id), eq(serverAccess.serverId, serverId)))
    .where(eq(users.plexUserId, plexUserId));
  return row ?? null;
}
