/** Totals of everything a filter of the history lets through. */
import type { HistoryTotals } from '#contract/history.ts';
import type { PlayColumns } from '#history/blocks/columns.ts';
import { EVER, readPlays } from '#history/blocks/read-plays.ts';
import { type HistoryFilter, readFilter } from '#history/native-filter.ts';
import { filteredTotals } from '#history/native-matching.ts';
import { placesIn, placesOf } from '#history/rows/table-rows.ts';
import { chooseNative, filterColumns, lookedUp, needsPlays } from './native-narrow.ts';
import type { StatisticsDeps } from './native-narrowed.ts';

/**
 * Totals of a filter. Plays laid out by column tell them sooner than a million rows do, where the columns say what the
 * filter asks; those of everything are kept anyway.
 * @throws Problem `invalid` for a filter that contradicts itself.
 */
export async function historyTotals(
  { visible, db, context, settings }: StatisticsDeps,
  query: HistoryFilter,
): Promise<HistoryTotals> {
  const filter = readFilter(visible, query, context);
  const { fromMs, untilMs, users, libraries, mediaTypes, decisions, isLive, words, players, platforms, products } =
    filter;
  const { locations, isWatched } = filter;
  const isEverything =
    users.length + words.length === 0 &&
    [libraries, mediaTypes, decisions, isLive, players, platforms, products, locations, isWatched].every(
      (part) => part === undefined,
    );
  if (needsPlays(filter) || (isEverything && fromMs === null && untilMs === null))
    return filteredTotals(db, filter, settings);
  const looked = await lookedUp(db, filter, settings);
  const columns = [...new Set([...filterColumns(filter, settings), 'watchGroups', 'users', 'watchedMs'] as const)];
  const plays = await readPlays(db, columns, fromMs === null ? EVER : Math.floor(fromMs / 1000));
  return totalsOf(plays, chooseNative(plays, filter, looked, { rule: settings, isNoStopIncluded: true }));
}

function totalsOf(plays: PlayColumns, chosen: Int32Array): HistoryTotals {
  const grouping = placesOf(plays.watchGroups);
  const { lowest, count } = grouping;
  const places = placesIn(plays, grouping);
  const seen = new Uint8Array(count);
  const people = new Set<number>();
  let groups = 0;
  let watchedMs = 0;
  for (let at = 0; at < chosen.length; at++) {
    const index = chosen[at] ?? 0;
    const place = (places[index] ?? 0) - lowest;
    if (seen[place] === 0) {
      seen[place] = 1;
      groups += 1;
    }
    people.add(plays.users[index] ?? 0);
    watchedMs += plays.watchedMs[index] ?? 0;
  }
  return { groups, plays: chosen.length, watchedMs: Math.max(0, watchedMs), people: people.size };
}
