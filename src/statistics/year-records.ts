/** The first, the last and the longest of a year. */
import type { YearReview } from '#contract/statistics-year.ts';
import type { Db } from '#db/pool.ts';
import { ORIGIN_S, type PlayColumns } from '#history/blocks/columns.ts';
import { dayText } from '#history/blocks/local-calendar.ts';
import { isoOfColumn } from './native-narrowed.ts';
import { fullTitles, titleFacts } from './top-titles.ts';
import type { Viewings } from './viewings.ts';
import type { YearPlays } from './year-plays.ts';
import { binge, longestOf } from './year-titles.ts';

interface YearRecords {
  readonly moments: Pick<YearReview, 'firstPlay' | 'lastPlay'>;
  readonly records: Omit<YearReview['records'], 'peak'>;
}

/** The viewings that began first and last; null without any. */
function ends({ startedS }: PlayColumns, { first, count }: Viewings) {
  if (count === 0) return null;
  let [earliest, latest] = [first[0] ?? 0, first[0] ?? 0];
  for (let viewing = 1; viewing < count; viewing++) {
    const index = first[viewing] ?? 0;
    if ((startedS[index] ?? 0) < (startedS[earliest] ?? 0)) earliest = index;
    if ((startedS[index] ?? 0) > (startedS[latest] ?? 0)) latest = index;
  }
  return { earliest, latest };
}

/** The records of a year, with what they are called. */
export async function yearRecords({ db, imageUrl }: RecordDeps, year: YearPlays): Promise<YearRecords> {
  const { plays, viewings, calendar } = year;
  const span = ends(plays, viewings);
  const longest = longestOf(viewings);
  const most = binge(plays, viewings, calendar);
  const idOf = (index: number): number => plays.ids[index] ?? 0;
  const shown = [...(span === null ? [] : [span.earliest, span.latest]), ...(longest === null ? [] : [longest.shown])];
  const [titles, shows] = await Promise.all([
    fullTitles(db, shown.map(idOf)),
    titleFacts(db, 'show', most === null ? [] : [idOf(most.shown)], imageUrl),
  ]);
  const moment = (index: number) => ({
    playId: idOf(index),
    title: titles.get(idOf(index)) ?? '',
    at: isoOfColumn(plays.startedS[index] ?? 0),
  });
  return {
    moments: {
      firstPlay: span === null ? null : moment(span.earliest),
      lastPlay: span === null ? null : moment(span.latest),
    },
    records: {
      longest: longest === null ? null : { ...moment(longest.shown), watchedMs: Math.max(0, longest.watchedMs) },
      binge:
        most === null
          ? null
          : {
              title: shows.get(idOf(most.shown))?.name ?? '',
              day: dayText(calendar.dayOf((plays.startedS[most.shown] ?? 0) + ORIGIN_S)),
              episodes: most.times,
              playId: idOf(most.shown),
            },
    },
  };
}

interface RecordDeps {
  readonly db: Db;
  readonly imageUrl: Parameters<typeof titleFacts>[3];
}
