/** Totals of everything a filter of the history lets through. */
import type { HistoryTotals } from '#contract/history.ts';
import { NO_STOP, ORIGIN_S, type PlayColumns } from '#history/blocks/columns.ts';
import { Numbering } from '#history/blocks/numbering.ts';
import { readPlays } from '#history/blocks/read-plays.ts';
import { type HistoryFilter, readFilter } from '#history/native-filter.ts';
import { filteredTotals } from '#history/native-matching.ts';
import { chooseNative, filterColumns, needsPlays } from './native-narrow.ts';
import type { StatisticsDeps } from './native-plays.ts';

/** Before everything there is. */
const ALWAYS_S = ORIGIN_S + NO_STOP;
/** Ids may be negative; keys may not. */
const SHIFT = 2 ** 31;

/**
 * Totals of a filter. Plays laid out by column tell them sooner than a million rows do, where the columns say what the
 * filter asks; those of everything are kept anyway.
 * @throws Problem `invalid` for a filter that contradicts itself.
 */
export async function historyTotals(
  { db, context, settings }: StatisticsDeps,
  query: HistoryFilter,
): Promise<HistoryTotals> {
  const filter = readFilter(query, context);
  const { fromMs, untilMs, users, libraries, mediaTypes, decisions, isLive } = filter;
  const isEverything =
    users.length === 0 && [libraries, mediaTypes, decisions, isLive].every((part) => part === undefined);
  if (needsPlays(filter) || (isEverything && fromMs === null && untilMs === null))
    return filteredTotals(db, filter, settings);
  const columns = [...new Set([...filterColumns(filter), 'watchGroups', 'users', 'watchedMs'] as const)];
  const plays = await readPlays(db, columns, fromMs === null ? ALWAYS_S : Math.floor(fromMs / 1000));
  return totalsOf(plays, chooseNative(plays, filter, null, { isNoStopIncluded: true }));
}

function totalsOf(plays: PlayColumns, chosen: Int32Array): HistoryTotals {
  const groups = new Numbering(chosen.length);
  const people = new Numbering(64);
  let watchedMs = 0;
  for (let at = 0; at < chosen.length; at++) {
    const index = chosen[at] ?? 0;
    groups.numberOf((plays.watchGroups[index] ?? 0) + SHIFT);
    people.numberOf((plays.users[index] ?? 0) + SHIFT);
    watchedMs += plays.watchedMs[index] ?? 0;
  }
  return { groups: groups.size, plays: chosen.length, watchedMs: Math.max(0, watchedMs), people: people.size };
}
