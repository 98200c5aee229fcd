/** How many rows a query of the history table has and how long they lasted: counted once, then kept true play by play. */
import type { Db } from '#db/pool.ts';
import type { Understood } from './plan-table.ts';
import {
  type Amounts,
  amountsIn,
  amountsOfPeople,
  groupsWithPlaysAfter,
  type Scope,
  type TablePlan,
} from './queries-table.ts';
import { type HistoryVersion, historyVersion, isOnlyGrown } from './queries-table-facts.ts';
import { isSameVersion } from './table-cache.ts';

/** After so many new plays it is easier to count anew. */
const MOST_NEW = 2_000;

type Recent = Required<Pick<Scope, 'after' | 'until'>>;

interface Counting {
  count(): Promise<Amounts>;
  /** What plays add that were recorded since. */
  growth(recent: Recent): Promise<Amounts>;
}

const mayBeGrown = (now: HistoryVersion, before: HistoryVersion): boolean =>
  now.lastImportId === before.lastImportId &&
  now.lastPlayId > before.lastPlayId &&
  now.lastPlayId - before.lastPlayId <= MOST_NEW;

const sum = (a: Amounts, b: Amounts): Amounts => ({ rows: a.rows + b.rows, watchedMs: a.watchedMs + b.watchedMs });

async function keptAmounts(
  { db, kept, cache: { version } }: Understood,
  key: string,
  counting: Counting,
): Promise<Amounts> {
  const { generation } = kept;
  const known = kept.amounts.get(key);
  if (known !== undefined && isSameVersion(known.version, version)) return known;
  if (
    known?.generation === generation &&
    mayBeGrown(version, known.version) &&
    (await isOnlyGrown(db, version, known.version))
  ) {
    const recent = { after: known.version.lastPlayId, until: version.lastPlayId };
    const amounts = sum(known, await counting.growth(recent));
    kept.amounts.set(key, { version, generation, ...amounts });
    return amounts;
  }
  const amounts = await counting.count();
  // A play that was recorded meanwhile may be among those counted, or not.
  if (isSameVersion(version, await historyVersion(db))) kept.amounts.set(key, { version, generation, ...amounts });
  return amounts;
}

/** Whom the filter lets through is known with their totals; only odd groups must be added up. */
async function countPeople({ db }: Understood, plan: TablePlan): Promise<Amounts> {
  const regular = await amountsOfPeople(db, plan);
  return plan.oddGroups.length === 0 ? regular : sum(regular, await countOdd(db, plan));
}

const countOdd = (db: Db, plan: TablePlan): Promise<Amounts> =>
  amountsIn(db, plan, plan.unit === 'play' ? 'plays' : 'groups', { groupIds: plan.oddGroups });

async function countGroups({ db, isOfStoredGroups }: Understood, plan: TablePlan): Promise<Amounts> {
  if (!isOfStoredGroups) return amountsIn(db, plan, 'groups');
  const stored = await amountsIn(db, plan, 'stored');
  return plan.oddGroups.length === 0 ? stored : sum(stored, await countOdd(db, plan));
}

/** A group that got a play may match now, or not any more; what it lasted grew in any case. */
async function groupGrowth({ db }: Understood, plan: TablePlan, recent: Recent): Promise<Amounts> {
  const groupIds = await groupsWithPlaysAfter(db, recent.after);
  if (groupIds.length === 0) return { rows: 0, watchedMs: 0 };
  const now = await amountsIn(db, plan, 'groups', { groupIds, until: recent.until });
  const before = await amountsIn(db, plan, 'groups', { groupIds, until: recent.after });
  return { rows: now.rows - before.rows, watchedMs: now.watchedMs - before.watchedMs };
}

/** In memory where that is possible, else by the database. */
async function countAnew(understood: Understood, plan: TablePlan): Promise<Amounts> {
  const table = await understood.memory();
  if (table !== null) return plan.search === null ? table.all() : { rows: table.found, watchedMs: 0 };
  return plan.unit === 'play' ? amountsIn(understood.db, plan, 'plays') : countGroups(understood, plan);
}

const matching = (understood: Understood, plan: TablePlan, key: string): Promise<Amounts> =>
  keptAmounts(understood, `${plan.unit} ${understood.filterKey} ${key}`, {
    count: () => countAnew(understood, plan),
    growth: (recent) =>
      plan.unit === 'play' ? amountsIn(understood.db, plan, 'plays', recent) : groupGrowth(understood, plan, recent),
  });

function matchingFilter(understood: Understood): Promise<Amounts> {
  const plan = { ...understood.plan, search: null };
  return plan.where.peopleOnly === null ? matching(understood, plan, '') : countPeople(understood, plan);
}

/**
 * The rows after filter and search, without running streams, and how long everything lasted that the filter lets through:
 * the search changes nothing about that.
 */
export async function tableAmounts(understood: Understood): Promise<Amounts> {
  const { plan, searchKey } = understood;
  const filtered = await matchingFilter(understood);
  if (plan.search === null) return filtered;
  const { rows } = await matching(understood, plan, searchKey);
  return { rows, watchedMs: filtered.watchedMs };
}
