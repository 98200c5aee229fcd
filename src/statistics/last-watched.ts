/** What was watched to its end lately. */
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import { isDescribed, mediaCode, type PlayColumns } from '#history/blocks/columns.ts';
import { those } from '#history/blocks/selection.ts';
import { isWatched, watchedPercent } from '#history/watched.ts';
import { type ShownPlay, shownPlays } from './shown-plays.ts';
import { choosePlays, type PlayChoice, type ViewingUnit, viewingsOf } from './viewings.ts';

const WATCHED_MEDIA = [mediaCode('movie'), mediaCode('episode')];
/** Most plays are watched to the end, so three times as many as are wanted are enough nearly always. */
const READ_AHEAD = 3;
/** So many plays are described at once at most. */
const MOST_AT_ONCE = 1_000;
/** A few plays are sorted as quickly as one. */
const A_FEW = 16;

/** Indexes of the latest play of every viewing of films and episodes. */
export function latestPlays(plays: PlayColumns, choice: PlayChoice, unit: ViewingUnit): Int32Array {
  const { last } = viewingsOf(plays, choosePlays(plays, { ...choice, media: WATCHED_MEDIA }), unit);
  return those(last, (index) => isDescribed(plays.traits[index] ?? 0));
}

/**
 * The ids of the `count` plays among `indexes` with the newest starts, the newest first; equal ones by their ids. All are
 * looked at, but only those that may be among them are sorted.
 */
export function newestPlays(plays: PlayColumns, indexes: Int32Array, count: number): number[] {
  const start = (index: number): number => plays.startedS[index] ?? 0;
  const id = (index: number): number => plays.ids[index] ?? 0;
  const byStart = (a: number, b: number): number => start(b) - start(a) || id(b) - id(a);
  let newest: number[] = [];
  let oldest = -Infinity;
  for (const index of indexes) {
    if (start(index) < oldest) continue;
    newest.push(index);
    if (newest.length < 2 * count + A_FEW) continue;
    newest = newest.sort(byStart).slice(0, count);
    oldest = start(newest.at(-1) ?? index);
  }
  return newest.sort(byStart).slice(0, count).map(id);
}

/** Goes through plays, the newest start first, until `count` watched ones behind the first `skip` are found. */
export async function firstWatched(
  db: Db,
  newest: (count: number) => readonly number[],
  page: { readonly skip: number; readonly count: number },
  settings: Settings,
): Promise<ShownPlay[]> {
  const wanted = page.skip + page.count;
  const found: ShownPlay[] = [];
  let seen = 0;
  while (found.length < wanted) {
    const likely = Math.min(MOST_AT_ONCE, READ_AHEAD * (wanted - found.length + 1));
    const ids = newest(seen + likely).slice(seen);
    if (ids.length === 0) break;
    seen += ids.length;
    const shown = await shownPlays(db, ids);
    found.push(...ids.flatMap((id) => shown.get(id) ?? []).filter((one) => countsAsWatched(one, settings)));
  }
  return found.slice(page.skip, wanted);
}

/** As everywhere, but what has no length, such as Live TV, counts as watched (API notes 10). */
export function countsAsWatched({ play, item }: Pick<ShownPlay, 'play' | 'item'>, settings: Settings): boolean {
  const { durationMs } = play;
  const limit = watchedPercent(item.mediaType, settings);
  if (limit > 0 && (durationMs === null || durationMs === 0)) return true;
  return isWatched(
    {
      mediaType: item.mediaType,
      viewOffsetMs: play.viewOffsetMs ?? 0,
      durationMs,
      credits: { firstMs: item.creditsFirstMs, finalMs: item.creditsFinalMs },
    },
    settings,
  );
}
