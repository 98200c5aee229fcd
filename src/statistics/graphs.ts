/** Plays over time, and of the ten busiest platforms, people and resolutions (API notes 11). */
import type { EpochMs } from '#clock';
import type { UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { type ColumnName, mediaCode, type PlayColumns } from '#history/blocks/columns.ts';
import { Numbering } from '#history/blocks/numbering.ts';
import { readPlays } from '#history/blocks/read-plays.ts';
import { OUT, type Series, seriesColumns, seriesOf } from './graph-series.ts';
import type { RankedBy } from './ranking.ts';
import { graphHoldsUntil, TIME_SCALES, type TimeScale, windowOf } from './time-scale.ts';
import { choosePlays, type PlayChoice, type Viewings, type ViewingUnit, viewingsOf } from './viewings.ts';

export interface GraphQuery {
  readonly now: EpochMs;
  /** IANA name of the zone whose days, hours and months are meant. */
  readonly timeZone: string;
  /** How many days, or months where the graph has months. */
  readonly range: number;
  readonly unit: ViewingUnit;
  readonly by: RankedBy;
  readonly series: Series;
  /** Plays of these people; everybody's when absent. */
  readonly userIds?: readonly UserId[];
}

const NARROW: readonly ColumnName[] = ['ids', 'watchGroups', 'stoppedS', 'watchedMs'];

const columnsOf = (query: GraphQuery, ...others: readonly ColumnName[]): ColumnName[] => [
  ...new Set([...NARROW, ...seriesColumns, ...others, ...(query.userIds === undefined ? [] : (['users'] as const))]),
];

const choiceOf = ({ userIds }: GraphQuery, fromS: number): PlayChoice => ({
  fromS,
  ...(userIds === undefined ? {} : { users: new Set<number>(userIds) }),
});

/** What a viewing adds to its series. */
const addedBy = (viewings: Viewings, viewing: number, by: RankedBy): number =>
  by === 'plays' ? 1 : (viewings.watchedMs[viewing] ?? 0);

/** Values by series, then by bucket: numbers of viewings, or milliseconds. */
export interface TimeGraph {
  /** Day or month number of the first bucket; 0 for hours and weekdays. */
  readonly first: number;
  readonly values: readonly (readonly number[])[];
  /** If nothing changes but the time. */
  readonly untilMs: EpochMs;
}

/**
 * Plays over time. A viewing whose plays begin in several buckets counts in each of them, with what was watched in it
 * (API notes 11).
 */
export async function timeGraph(db: Db, scale: TimeScale, query: GraphQuery): Promise<TimeGraph> {
  const window = windowOf(scale, query);
  const plays = await readPlays(db, columnsOf(query, 'startedS'), window.fromS);
  const bucketOf = TIME_SCALES[scale](plays, window, query.timeZone);
  const viewings = viewingsOf(plays, choosePlays(plays, choiceOf(query, window.fromS)), query.unit, bucketOf);
  const seriesIndex = seriesOf(query.series, plays);
  const values = query.series.names.map(() => new Array<number>(window.buckets).fill(0));
  for (let viewing = 0; viewing < viewings.count; viewing++) {
    const series = values[seriesIndex(viewings.first[viewing] ?? 0)];
    const bucket = viewings.bucket[viewing] ?? 0;
    if (series !== undefined && bucket < window.buckets)
      series[bucket] = (series[bucket] ?? 0) + addedBy(viewings, viewing, query.by);
  }
  return { first: window.first, values, untilMs: graphHoldsUntil(scale, query, window.fromS, plays) };
}

/** What the ten busiest are looked for among. */
export type TopKind = 'platforms' | 'users' | 'sourceResolutions' | 'deliveredResolutions';

/** Only what has a picture has a resolution. */
const FILMS_AND_EPISODES = [mediaCode('movie'), mediaCode('episode')];

const isResolution = (kind: TopKind): boolean => kind === 'sourceResolutions' || kind === 'deliveredResolutions';

export interface TopEntry {
  /** Our number of the person; of everything else a number without a meaning. */
  readonly key: number;
  /** A play of it, which says what it is called. */
  readonly playId: number;
  readonly total: number;
  /** By series. */
  readonly values: readonly number[];
}

export interface TopGraph {
  /** All of them, the busiest first. */
  readonly entries: readonly TopEntry[];
  /** If nothing changes but the time. */
  readonly untilMs: EpochMs;
}

export async function topGraph(db: Db, kind: TopKind, query: GraphQuery): Promise<TopGraph> {
  const { fromS } = windowOf('day', query);
  const plays = await readPlays(db, columnsOf(query, kind), fromS);
  const media = isResolution(kind) ? { media: FILMS_AND_EPISODES } : {};
  const chosen = choosePlays(plays, { ...choiceOf(query, fromS), ...media });
  return {
    entries: topEntries(plays, viewingsOf(plays, chosen, query.unit), kind, query),
    untilMs: graphHoldsUntil('day', query, fromS, plays),
  };
}

const SHIFT = 2 ** 31;

/** Counts viewings by a column and orders them: by the total, then by the newest id. Pure. */
export function topEntries(
  plays: PlayColumns,
  viewings: Viewings,
  kind: TopKind,
  { by, series }: Pick<GraphQuery, 'by' | 'series'>,
): TopEntry[] {
  const numbering = new Numbering(64);
  const column = plays[kind];
  const seriesIndex = seriesOf(series, plays);
  const entries: { key: number; playId: number; total: number; values: number[] }[] = [];
  for (let viewing = 0; viewing < viewings.count; viewing++) {
    const index = viewings.first[viewing] ?? 0;
    const own = seriesIndex(index);
    if (own === OUT) continue;
    const key = column[index] ?? 0;
    const number = numbering.numberOf(key + SHIFT);
    let entry = entries[number];
    if (entry === undefined) {
      entry = { key, playId: 0, total: 0, values: series.names.map(() => 0) };
      entries.push(entry);
    }
    const value = addedBy(viewings, viewing, by);
    entry.playId = plays.ids[index] ?? 0;
    entry.total += value;
    if (own < entry.values.length) entry.values[own] = (entry.values[own] ?? 0) + value;
  }
  return entries.sort((a, b) => b.total - a.total || b.playId - a.playId);
}
