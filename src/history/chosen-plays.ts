/** The plays that somebody chose in the history: one by one, viewing by viewing, or all that a filter lets through. */
import type { Settings } from '#config/settings.ts';
import type { PlaySelection } from '#contract/history-edits.ts';
import type { PlayId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { Visible } from '#users/visible.ts';
import { type FilterContext, readFilter } from './native-filter.ts';
import { matchingPlays } from './native-matching.ts';
import { existingPlays, playsOfGroups } from './queries-edit.ts';
import { lookUp } from './queries-native.ts';
import { groupKeys } from './queries-native-pages.ts';

export interface ChoosingDeps {
  readonly db: Db;
  readonly visible: Visible;
  readonly context: FilterContext;
  readonly settings: Settings;
}

/** More rows than any history has. */
const ALL = 100_000_000;

/** Plays that are not there, or may not be seen, are no mistake. @throws Problem `invalid` for a filter that contradicts itself. */
export async function chosenPlays(deps: ChoosingDeps, { playIds, groupIds, filter }: PlaySelection): Promise<PlayId[]> {
  const { db, visible, context, settings } = deps;
  if (playIds !== undefined) return existingPlays(db, visible, playIds);
  if (groupIds !== undefined) return playsOfGroups(db, visible, groupIds);
  const asked = readFilter(visible, filter ?? {}, context);
  if (filter?.view === 'plays') return [...(await matchingPlays(db, asked, settings))] as PlayId[];
  const keys = await groupKeys(db, await lookUp(db, asked, settings), null, ALL);
  return playsOfGroups(
    db,
    visible,
    keys.map(({ id }) => id),
  );
}
