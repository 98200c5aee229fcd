/** How many rows a query of the history table has and how long they lasted: counted once, then kept true play by play. */
import type { Understood } from './plan-table.ts';
import { countPlays, countRows, groupsWithPlaysAfter, type Scope, watchedIn } from './queries-table.ts';
import { type HistoryVersion, historyVersion, isTailSame } from './queries-table-facts.ts';
import { isSameVersion } from './table-cache.ts';

/** After so many new plays it is easier to count anew. */
const MOST_NEW = 2_000;

interface Counting {
  count(): Promise<number>;
  /** What plays add that were recorded since. */
  growth(recent: Required<Pick<Scope, 'after' | 'until'>>): Promise<number>;
}

const isGrown = (now: HistoryVersion, before: HistoryVersion): boolean =>
  now.lastImportId === before.lastImportId &&
  now.lastPlayId >= before.lastPlayId &&
  now.lastPlayId - before.lastPlayId <= MOST_NEW;

async function amountOf(
  { db, kept, cache: { version } }: Understood,
  key: string,
  counting: Counting,
): Promise<number> {
  const known = kept.amounts.get(key);
  if (known !== undefined && isSameVersion(known.version, version)) return known.amount;
  if (known !== undefined && isGrown(version, known.version) && (await isTailSame(db, known.version))) {
    const recent = { after: known.version.lastPlayId, until: version.lastPlayId };
    const amount = known.amount + (await counting.growth(recent));
    kept.amounts.set(key, { version, amount });
    return amount;
  }
  const amount = await counting.count();
  // A play that was recorded meanwhile may be among those counted, or not.
  if (isSameVersion(version, await historyVersion(db))) kept.amounts.set(key, { version, amount });
  return amount;
}

/** All plays there are. */
export const allPlays = (understood: Understood): Promise<number> =>
  amountOf(understood, 'plays', {
    count: () => countPlays(understood.db),
    growth: (recent) => countPlays(understood.db, recent),
  });

/** How long everything lasted that the filter lets through, in milliseconds. */
export function watchedMs(understood: Understood): Promise<number> {
  const { db, plan, filterKey } = understood;
  const isStored = plan.where.peopleOnly !== null && plan.unit === 'group' && understood.isOfStoredGroups;
  return amountOf(understood, `watched ${filterKey}`, {
    count: async () => {
      if (!isStored) return watchedIn(db, plan, 'plays');
      const stored = await watchedIn(db, plan, 'stored');
      return plan.oddGroups.length === 0
        ? stored
        : stored + (await watchedIn(db, plan, 'plays', { groupIds: plan.oddGroups }));
    },
    growth: (recent) => watchedIn(db, plan, 'plays', recent),
  });
}

async function countGroups({ db, plan, isOfStoredGroups }: Understood): Promise<number> {
  if (!isOfStoredGroups) return countRows(db, plan, 'groups');
  const stored = await countRows(db, plan, 'stored');
  if (plan.oddGroups.length === 0) return stored;
  return stored + (await countRows(db, plan, 'groups', { groupIds: plan.oddGroups }));
}

/** A group that got a play may match now, or not any more. */
async function groupGrowth(
  { db, plan }: Understood,
  recent: Required<Pick<Scope, 'after' | 'until'>>,
): Promise<number> {
  const groupIds = await groupsWithPlaysAfter(db, recent.after);
  if (groupIds.length === 0) return 0;
  const now = await countRows(db, plan, 'groups', { groupIds, until: recent.until });
  return now - (await countRows(db, plan, 'groups', { groupIds, until: recent.after }));
}

/** Rows after filter and search, without running streams. */
export function foundRows(understood: Understood): Promise<number> {
  const { db, plan, filterKey, searchKey } = understood;
  return amountOf(understood, `found ${plan.unit} ${filterKey} ${searchKey}`, {
    count: () => (plan.unit === 'play' ? countRows(db, plan, 'plays') : countGroups(understood)),
    growth: (recent) => (plan.unit === 'play' ? countRows(db, plan, 'plays', recent) : groupGrowth(understood, recent)),
  });
}
