/** What was watched to its end lately. */
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import { isWatched, watchedPercent } from '#history/watched.ts';
import { isDescribed, mediaCode, type PlayColumns } from './blocks/columns.ts';
import { type ShownPlay, shownPlays } from './shown-plays.ts';
import { choosePlays, type PlayChoice, type ViewingUnit, viewingsOf } from './viewings.ts';

const WATCHED_MEDIA = new Set([mediaCode('movie'), mediaCode('episode')]);
/** Most plays are watched to the end, so twice as many as are wanted are enough nearly always. */
const READ_AHEAD = 2;

/** Ids of the latest play of every viewing of films and episodes, the newest start first. */
export function latestPlays(plays: PlayColumns, choice: PlayChoice, unit: ViewingUnit): number[] {
  const viewings = viewingsOf(plays, choosePlays(plays, { ...choice, media: WATCHED_MEDIA }), unit);
  const start = (index: number): number => plays.startedS[index] ?? 0;
  const id = (index: number): number => plays.ids[index] ?? 0;
  return [...viewings.last]
    .filter((index) => isDescribed(plays.traits[index] ?? 0))
    .sort((a, b) => start(b) - start(a) || id(b) - id(a))
    .map(id);
}

/** Goes through `ids` until `count` watched plays behind the first `skip` are found. */
export async function firstWatched(
  db: Db,
  ids: readonly number[],
  page: { readonly skip: number; readonly count: number },
  settings: Settings,
): Promise<ShownPlay[]> {
  const wanted = page.skip + page.count;
  const found: ShownPlay[] = [];
  for (let from = 0; from < ids.length && found.length < wanted; ) {
    const some = ids.slice(from, from + READ_AHEAD * (wanted - found.length) + READ_AHEAD);
    from += some.length;
    const shown = await shownPlays(db, some);
    found.push(...some.flatMap((id) => shown.get(id) ?? []).filter((one) => countsAsWatched(one, settings)));
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
