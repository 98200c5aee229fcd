/** The history by film, show and artist for the native API. */
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { HistoryRow, HistoryShows, HistoryShowsQuery } from '#contract/history.ts';
import type { PlayColumns } from '#history/blocks/columns.ts';
import { Numbering } from '#history/blocks/numbering.ts';
import { EVER, readPlays } from '#history/blocks/read-plays.ts';
import { readFilter } from '#history/native-filter.ts';
import { placesIn, placesOf } from '#history/rows/table-rows.ts';
import { chooseNative, filterColumns, lookedUp } from './native-narrow.ts';
import type { StatisticsDeps } from './native-narrowed.ts';

export interface ShowsDeps extends StatisticsDeps {
  readonly imageUrl: ImageUrlOf;
  /** Rows of plays by their numbers. */
  playRows(ids: readonly number[]): Promise<HistoryRow[]>;
}

interface Show {
  latestId: number;
  latestS: number;
  plays: number;
  groups: number;
  people: number;
  watchedMs: number;
}

const ORDER: Readonly<Record<HistoryShowsQuery['sort'], (show: Show) => number>> = {
  latest: (show) => show.latestS,
  plays: (show) => show.plays,
  watched: (show) => show.watchedMs,
};

/**
 * A page of what was played, each film, show and artist once, with the play of it that began last.
 * @throws Problem `invalid` for a filter that contradicts itself.
 */
export async function historyShows(deps: ShowsDeps, query: HistoryShowsQuery): Promise<HistoryShows> {
  const { visible, db, context, settings } = deps;
  const filter = readFilter(visible, query, context);
  const looked = await lookedUp(db, filter, settings);
  const names = ['ids', 'titles', 'items', 'users', 'watchGroups', 'watchedMs', 'startedS'] as const;
  const columns = [...new Set([...filterColumns(filter, settings), ...names])];
  const plays = await readPlays(db, columns, filter.fromMs === null ? EVER : Math.floor(filter.fromMs / 1000));
  const shows = showsOf(plays, chooseNative(plays, filter, looked, { rule: settings, isNoStopIncluded: true }));
  const by = ORDER[query.sort];
  shows.sort((a, b) => by(b) - by(a) || b.latestId - a.latestId);
  const page = shows.slice(query.offset, query.offset + query.limit);
  const rows = await deps.playRows(page.map(({ latestId }) => latestId));
  const rowOf = new Map(rows.map((row) => [row.playId, row]));
  return {
    total: shows.length,
    rows: page.flatMap(({ latestId, latestS: _, watchedMs, ...amounts }) => {
      const latest = rowOf.get(latestId);
      return latest === undefined ? [] : [{ latest, ...amounts, watchedMs: Math.max(0, watchedMs) }];
    }),
  };
}

/** Adds plays up by title; what has none that is counted stands for itself. Pure. */
export function showsOf(plays: PlayColumns, chosen: Int32Array): Show[] {
  const titles = new Numbering(1024);
  const watchers = new Numbering(1024);
  const groups = placesOf(plays.watchGroups);
  const places = placesIn(plays, groups);
  const seen = new Uint8Array(groups.count);
  const shows: Show[] = [];
  let pairs = 0;
  for (let at = 0; at < chosen.length; at++) {
    const index = chosen[at] ?? 0;
    const number = titles.numberOf(plays.titles[index] || OWN - (plays.items[index] ?? 0));
    let show = shows[number];
    if (show === undefined) {
      show = { latestId: 0, latestS: Number.NEGATIVE_INFINITY, plays: 0, groups: 0, people: 0, watchedMs: 0 };
      shows.push(show);
    }
    const startedS = plays.startedS[index] ?? 0;
    if (startedS >= show.latestS) {
      show.latestS = startedS;
      show.latestId = plays.ids[index] ?? 0;
    }
    show.plays += 1;
    show.watchedMs += plays.watchedMs[index] ?? 0;
    const place = (places[index] ?? 0) - groups.lowest;
    show.groups += seen[place] === 0 ? 1 : 0;
    seen[place] = 1;
    const pair = watchers.numberOf(number * PEOPLE + (plays.users[index] ?? 0));
    if (pair === pairs) {
      show.people += 1;
      pairs += 1;
    }
  }
  return shows;
}

/** Titles are positive and smaller than 2 ^ 52: what has none is told apart by its description above that. */
const OWN = 2 ** 53;
/** More people than there are. */
const PEOPLE = 2 ** 22;
