/** SQL of how accounts like to look at pages. */
import { and, asc, eq, sql } from 'drizzle-orm';
import type { AccountId } from '#contract/ids.ts';
import type { ViewPage } from '#contract/views.ts';
import type { Db, Tx } from '#db/pool.ts';
import { savedViews } from '#db/schema/index.ts';

const COLUMNS = {
  id: savedViews.id,
  page: savedViews.page,
  name: savedViews.name,
  isDefault: savedViews.isDefault,
  look: savedViews.look,
};

export const viewsOf = (db: Db | Tx, accountId: AccountId, page?: ViewPage) =>
  db
    .select(COLUMNS)
    .from(savedViews)
    .where(and(eq(savedViews.accountId, accountId), page === undefined ? undefined : eq(savedViews.page, page)))
    .orderBy(asc(savedViews.page), sql`lower(${savedViews.name})`, asc(savedViews.id));

export const countViews = (tx: Tx, accountId: AccountId) => tx.$count(savedViews, eq(savedViews.accountId, accountId));

/** None of the page's views is its default afterwards. */
export async function clearDefault(tx: Tx, accountId: AccountId, page: ViewPage): Promise<void> {
  await tx
    .update(savedViews)
    .set({ isDefault: false })
    .where(and(eq(savedViews.accountId, accountId), eq(savedViews.page, page), savedViews.isDefault));
}

type NewView = Pick<typeof savedViews.$inferInsert, 'page' | 'name' | 'isDefault' | 'look'>;

export async function insertView(tx: Tx, accountId: AccountId, view: NewView) {
  const [row] = await tx
    .insert(savedViews)
    .values({ ...view, accountId })
    .returning(COLUMNS);
  if (row === undefined) throw new Error('inserting a view returned nothing');
  return row;
}

/** Null when it is not theirs, or not there. */
export async function updateView(tx: Tx, accountId: AccountId, id: number, view: NewView) {
  const [row] = await tx
    .update(savedViews)
    .set(view)
    .where(and(eq(savedViews.id, id), eq(savedViews.accountId, accountId)))
    .returning(COLUMNS);
  return row ?? null;
}

/** Whether there was one of theirs. */
export async function deleteView(db: Db, accountId: AccountId, id: number): Promise<boolean> {
  const { rowCount } = await db
    .delete(savedViews)
    .where(and(eq(savedViews.id, id), eq(savedViews.accountId, accountId)));
  return (rowCount ?? 0) > 0;
}
