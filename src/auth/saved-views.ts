/** How accounts like to look at pages. Each knows and changes its own only. */
import type { AccountId } from '#contract/ids.ts';
import { SavedView, type SavedViewBody, type SavedViews, type ViewPage } from '#contract/views.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import { Problem } from '#problem';
import type { Actor } from './actor.ts';
import { clearDefault, countViews, deleteView, insertView, updateView, viewsOf } from './queries-views.ts';

/** Nobody looks through more. */
const MOST = 100;

function accountOf(actor: Actor): AccountId {
  if (actor.kind === 'account') return actor.accountId;
  throw new Problem('forbidden', 'Views belong to accounts; keys have none');
}

const missing = (id: number): Problem => new Problem('not_found', `There is no view with the number ${id}`);

/** The views of whoever asks, by name; a key has none. */
export async function savedViews(db: Db, actor: Actor, page: ViewPage | undefined): Promise<SavedViews> {
  if (actor.kind !== 'account') return { views: [] };
  const rows = await viewsOf(db, actor.accountId, page);
  // What an older program stored and this one does not understand is left out.
  return {
    views: rows.flatMap((row) => {
      const read = SavedView.safeParse(row);
      return read.success ? [read.data] : [];
    }),
  };
}

/** @throws Problem `forbidden` for a key, `conflict` when there are too many. */
export function addView(db: Db, actor: Actor, view: SavedViewBody): Promise<SavedView> {
  const accountId = accountOf(actor);
  return inTransaction(db, async (tx) => {
    if ((await countViews(tx, accountId)) >= MOST)
      throw new Problem('conflict', `There are ${MOST} views already`, { hint: 'Delete one that is not needed' });
    if (view.isDefault) await clearDefault(tx, accountId, view.page);
    return SavedView.parse(await insertView(tx, accountId, view));
  });
}

/** @throws Problem `not_found` for what is not theirs; nothing is a key's. */
export async function changeView(db: Db, actor: Actor, id: number, view: SavedViewBody): Promise<SavedView> {
  if (actor.kind !== 'account') throw missing(id);
  const { accountId } = actor;
  return inTransaction(db, async (tx) => {
    if (view.isDefault) await clearDefault(tx, accountId, view.page);
    const row = await updateView(tx, accountId, id, view);
    if (row === null) throw missing(id);
    return SavedView.parse(row);
  });
}

/** @throws Problem `not_found` for what is not theirs; nothing is a key's. */
export async function removeView(db: Db, actor: Actor, id: number): Promise<void> {
  if (actor.kind !== 'account' || !(await deleteView(db, actor.accountId, id))) throw missing(id);
}
