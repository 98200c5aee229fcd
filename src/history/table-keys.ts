/** Which rows a stretch of the history table has: the way that reads least is chosen by how many rows there are. */
import type { Understood } from './plan-table.ts';
import { type MainOrigin, type Stretch, tableKeys } from './queries-table.ts';
import {
  type Direction,
  groupsBefore,
  keysFrom,
  liveStarts,
  newestGroups,
  startsFrom,
  type TimeOrigin,
} from './queries-table-walk.ts';
import type { Anchor } from './table-cache.ts';

/** So many rows are sorted in no time. */
const FEW_ROWS = 3_000;
/** Rows further away are not walked to one by one. */
const FAR = 2_000;
/** Keys of a costly order that are kept together. */
const BLOCK = 1_000;

interface Amounts {
  readonly over: number;
  readonly running: number;
}

/** The keys of a stretch of the table, in order. */
export async function readKeys(understood: Understood, amounts: Amounts, stretch: Stretch): Promise<readonly number[]> {
  if (stretch.limit === 0 || amounts.over + amounts.running === 0) return [];
  if (!understood.isInMemory || isReadOffAnIndex(understood, stretch))
    return keysOfDatabase(understood, amounts, stretch);
  const hasRunning = amounts.running > 0;
  const read = async (places: Stretch): Promise<readonly number[]> => {
    const table = await understood.memory();
    return table?.keysIn(places, hasRunning) ?? collectedKeys(understood, hasRunning, places);
  };
  return hasRunning ? read(stretch) : keptKeys(understood, stretch, read);
}

/** The rows of everybody, or of some people, in the order of time. */
const isReadOffAnIndex = (understood: Understood, { offset }: Stretch): boolean =>
  timeDirection(understood) !== null &&
  understood.plan.where.peopleOnly !== null &&
  understood.plan.search === null &&
  (offset <= FAR || isUnlimited(understood));

const originOf = ({ plan, isOfStoredGroups }: Understood): MainOrigin =>
  plan.unit === 'play' ? 'plays' : isOfStoredGroups ? 'stored' : 'groups';

const collectedKeys = (understood: Understood, hasLive: boolean, stretch: Stretch): Promise<readonly number[]> =>
  tableKeys(understood.db, understood.plan, originOf(understood), { reading: 'collected', hasLive, stretch });

function keysOfDatabase(understood: Understood, amounts: Amounts, stretch: Stretch): Promise<readonly number[]> {
  const { db, plan } = understood;
  const hasLive = amounts.running > 0;
  const origin = originOf(understood);
  const direction = timeDirection(understood);
  const collected = (): Promise<readonly number[]> =>
    hasLive
      ? collectedKeys(understood, hasLive, stretch)
      : keptKeys(understood, stretch, (places) => collectedKeys(understood, hasLive, places));
  if (amounts.over <= FEW_ROWS) return collected();
  if (direction !== null && origin !== 'groups') {
    if (stretch.offset <= FAR) return tableKeys(db, plan, origin, { reading: 'followed', hasLive, stretch });
    return isUnlimited(understood) ? farKeys(understood, origin, direction, amounts, stretch) : collected();
  }
  if (direction === 'desc' && plan.search === null && stretch.offset + stretch.limit <= FAR)
    return walkedKeys(understood, amounts, stretch);
  return collected();
}

/** The direction when the table is in the order of time and nothing else. */
function timeDirection({ query: { order, unit } }: Understood): Direction | null {
  const [first, ...others] = order;
  if (first === undefined) return 'desc';
  const isTime = first.column === 'lastStartedAt' || (unit === 'play' && first.column === 'startedAt');
  return isTime && others.length === 0 ? first.dir : null;
}

/** Every row of the table is meant, and those that are not shown are few. */
const isUnlimited = ({ plan: { where, search, oddGroups }, odd }: Understood): boolean =>
  where.peopleOnly === 'everybody' && search === null && oddGroups.length <= FAR && odd.unshownStarts.length <= FAR;

/**
 * Far away: finds the start of a row a little before the stretch on a narrow index, and reads the table from there. Rows
 * that do not stand where the index has them are fewer than the distance kept.
 */
async function farKeys(
  understood: Understood,
  origin: TimeOrigin,
  direction: Direction,
  { running }: Amounts,
  { offset, limit }: Stretch,
): Promise<number[]> {
  const { db, plan, odd } = understood;
  const distance = running + (origin === 'stored' ? plan.oddGroups.length : odd.unshownStarts.length);
  const { before, at } = await placeOf(understood, origin, direction, Math.max(0, offset - distance));
  const isBefore = (start: number): boolean => (direction === 'desc' ? start > at : start < at);
  const elsewhere =
    origin === 'stored'
      ? await groupsBefore(db, plan.oddGroups, direction, at)
      : odd.unshownStarts.filter(isBefore).length;
  const stretch = { offset: offset - (before - elsewhere), limit };
  return keysFrom(db, plan, origin, { direction, at, hasLive: running > 0, stretch });
}

/** Rows with the same start that may stand together. */
const TOGETHER = 64;

/** The last place at or before a position whose start is another than that of the row before. */
async function placeOf(
  { db, cache }: Understood,
  origin: TimeOrigin,
  direction: Direction,
  position: number,
): Promise<Anchor> {
  const name = `${origin} ${direction}`;
  const anchors = cache.anchors.get(name) ?? [];
  const nearest = anchors.findLast(({ before }) => before <= position);
  const base = nearest?.before ?? 0;
  const offset = Math.max(0, position - base - TOGETHER);
  const limit = position - base - offset + 1;
  const starts = await startsFrom(db, origin, direction, nearest?.at ?? null, { offset, limit });
  const index = starts.findLastIndex((start, i) => (i === 0 ? offset === 0 : start !== starts[i - 1]));
  const at = starts[index];
  if (at === undefined) return nearest ?? { before: 0, at: direction === 'desc' ? LATEST : 0 };
  const place = { before: base + offset + index, at };
  if (anchors.length < MOST_ANCHORS)
    cache.anchors.set(
      name,
      [...anchors, place].sort((a, b) => a.before - b.before),
    );
  return place;
}

const MOST_ANCHORS = 500;

/** The year 9999. */
const LATEST = 253_370_764_800_000;

/** Groups of few people, or of one kind: the newest plays are walked until enough groups were met. */
async function walkedKeys(
  understood: Understood,
  { running }: Amounts,
  { offset, limit }: Stretch,
): Promise<readonly number[]> {
  const { db, plan } = understood;
  const wanted = offset + limit;
  const live = running === 0 ? [] : await liveStarts(db, plan);
  for (let plays = wanted * 2 + 50; ; plays *= 4) {
    const { groups, isAll } = await newestGroups(db, plan, plays);
    if (groups.length < wanted && !isAll) continue;
    const merged = [...groups, ...live].sort((a, b) => b.at - a.at || b.key - a.key);
    return merged.slice(offset, wanted).map(({ key }) => key);
  }
}

/** Orders that need all rows: a block of keys is read at once and kept for the pages that follow. */
async function keptKeys(
  { query, cache, filterKey, searchKey, orderKey }: Understood,
  { offset, limit }: Stretch,
  read: (stretch: Stretch) => Promise<readonly number[]>,
): Promise<readonly number[]> {
  const start = offset - (offset % BLOCK);
  if (offset + limit > start + BLOCK) return read({ offset, limit });
  const name = [query.unit, filterKey, searchKey, orderKey, start].join(' ');
  const keys = cache.keys.get(name) ?? (await read({ offset: start, limit: BLOCK }));
  cache.keys.set(name, keys);
  return keys.slice(offset - start, offset - start + limit);
}
