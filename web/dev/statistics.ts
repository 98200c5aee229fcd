/** Statistics of the pretend server: simple sums over its invented plays, in UTC. */
import { DECISIONS } from '#contract/enums.ts';
import { type FilterTime, PlayFilterQuery } from '#contract/filter.ts';
import type { HistoryRow } from '#contract/history.ts';
import { isChosen } from '#contract/lists.ts';
import { Concurrency, type Metric, PlaysSeries, PlaysSeriesQuery, type Split } from '#contract/statistics.ts';
import {
  HeatMap,
  HeatMapQuery,
  KeyNumbers,
  type KeyNumbersOf,
  type TopKind,
  TopList,
  TopQuery,
} from '#contract/statistics-lists.ts';
import type { PastPlay } from './history.ts';

const DAY_MS = 86_400_000;
const EPOCH = new Date(0).toISOString();

const startOf = (time: FilterTime): number => (time.kind === 'day' ? Date.parse(time.day) : time.epochMs);

function matches({ row }: PastPlay, query: PlayFilterQuery): boolean {
  const at = Date.parse(row.startedAt);
  return (
    (query.from === undefined || at >= startOf(query.from)) &&
    (query.to === undefined || at < startOf(query.to) + DAY_MS) &&
    (query.live === undefined || row.item.isLive === query.live) &&
    (query.watched === undefined || row.isWatched === query.watched) &&
    isChosen(query.user, row.user.id) &&
    isChosen(query.server, row.server.id) &&
    isChosen(query.mediaType, row.item.mediaType) &&
    isChosen(query.decision, row.decision) &&
    isChosen(query.platform, row.player.platform)
  );
}

const rowsOf = (plays: readonly PastPlay[], query: PlayFilterQuery): HistoryRow[] =>
  plays.filter((play) => matches(play, query)).map(({ row }) => row);

function amountsOf(rows: readonly HistoryRow[]) {
  return {
    plays: rows.length,
    watchedMs: rows.reduce((sum, { watchedMs }) => sum + watchedMs, 0),
    finished: rows.filter(({ isWatched }) => isWatched).length,
    people: new Set(rows.map(({ user }) => user.id)).size,
  };
}

function measured(rows: readonly HistoryRow[], metric: Metric): number {
  const { plays, watchedMs, finished, people } = amountsOf(rows);
  return { plays, watched: watchedMs, finished, people }[metric];
}

const BUCKET = {
  day: (at: string) => at.slice(0, 10),
  month: (at: string) => at.slice(0, 7),
  weekday: (at: string) => String(new Date(at).getUTCDay()),
  hour: (at: string) => String(new Date(at).getUTCHours()),
} as const;

function bucketsOf(query: PlaysSeriesQuery, rows: readonly HistoryRow[]): string[] {
  if (query.by === 'weekday') return Array.from({ length: 7 }, (_, day) => String(day));
  if (query.by === 'hour') return Array.from({ length: 24 }, (_, hour) => String(hour));
  const first = query.from === undefined ? Date.now() - 30 * DAY_MS : startOf(query.from);
  const oldest = Math.min(...rows.map(({ startedAt }) => Date.parse(startedAt)), Date.now());
  const last = query.to === undefined ? Date.now() : startOf(query.to);
  const days: string[] = [];
  for (let at = Math.max(first, oldest - DAY_MS); at <= last; at += DAY_MS) days.push(new Date(at).toISOString());
  return [...new Set(days.map(BUCKET[query.by]))];
}

const NAME: Readonly<Record<Split, (row: HistoryRow) => string | null>> = {
  none: () => null,
  mediaType: ({ item }) => (item.isLive ? 'live' : item.mediaType),
  decision: ({ decision }) => decision,
  platform: ({ player }) => player.platform,
  user: ({ user }) => user.name,
  library: () => 'Films',
  sourceResolution: ({ resolution }) => resolution,
  deliveredResolution: ({ resolution }) => resolution,
};

/** Rows by what they are called, the most first. */
function byName(rows: readonly HistoryRow[], nameOf: (row: HistoryRow) => string | null, metric: Metric) {
  const groups = Map.groupBy(rows, nameOf);
  return [...groups]
    .map(([name, own]) => ({ name, own, total: measured(own, metric) }))
    .sort((a, b) => b.total - a.total);
}

function series(plays: readonly PastPlay[], raw: unknown): PlaysSeries {
  const query = PlaysSeriesQuery.parse(raw);
  const { by, split, metric, limit } = query;
  const rows = rowsOf(plays, query);
  const buckets = bucketsOf(query, rows);
  const lines = byName(rows, NAME[split], metric).map(({ name, own, total }) => ({
    id: split === 'user' ? (own[0]?.user.id ?? null) : split === 'library' ? 1 : null,
    name,
    total,
    values: buckets.map((bucket) =>
      measured(
        own.filter(({ startedAt }) => BUCKET[by](startedAt) === bucket),
        metric,
      ),
    ),
  }));
  const rest = lines.slice(limit);
  const others = {
    lines: rest.length,
    total: rest.reduce((sum, { total }) => sum + total, 0),
    values: buckets.map((_, index) => rest.reduce((sum, { values }) => sum + (values[index] ?? 0), 0)),
  };
  const until = new Date().toISOString();
  const shown = lines.slice(0, limit);
  return { by, split, metric, from: EPOCH, until, buckets, lines: shown, others: rest.length > 0 ? others : null };
}

function concurrency(plays: readonly PastPlay[], raw: unknown): Concurrency {
  const rows = rowsOf(plays, PlayFilterQuery.parse(raw));
  const days = bucketsOf(PlaysSeriesQuery.parse({ ...(raw as object), by: 'day' }), rows);
  const on = (day: string, own: readonly HistoryRow[]): number =>
    Math.min(4, own.filter(({ startedAt }) => startedAt.startsWith(day)).length);
  const of = (own: readonly HistoryRow[]): number[] => days.map((day) => on(day, own));
  return {
    from: EPOCH,
    until: new Date().toISOString(),
    days,
    all: of(rows),
    byDecision: DECISIONS.map((decision) => ({
      decision,
      values: of(rows.filter((row) => row.decision === decision)),
    })),
  };
}

function topName(by: TopKind, row: HistoryRow): string | null {
  const { item, player, user } = row;
  switch (by) {
    case 'movie':
      return item.mediaType === 'movie' ? item.title : null;
    case 'show':
      return item.mediaType === 'episode' ? item.grandparentTitle : null;
    case 'artist':
      return item.mediaType === 'track' ? item.grandparentTitle : null;
    case 'person':
      return user.name;
    case 'platform':
      return player.platform;
    case 'player':
      return player.title;
    case 'reason':
      return row.decision === 'transcode' ? 'video' : 'none';
    default:
      return row.decision;
  }
}

function top(plays: readonly PastPlay[], raw: unknown): TopList {
  const query = TopQuery.parse(raw);
  const { by, metric, limit } = query;
  const found = byName(rowsOf(plays, query), (row) => topName(by, row), metric).filter(({ name }) => name !== null);
  const lines = found.slice(0, limit).map(({ name, own }, index) => ({
    ...amountsOf(own),
    rank: index + 1,
    id: by === 'person' ? (own[0]?.user.id ?? null) : null,
    name,
    byline: null,
    year: by === 'movie' ? (own[0]?.item.year ?? null) : null,
    item: null,
    avatar: null,
    lastPlayedAt: own[0]?.startedAt ?? EPOCH,
    before: query.compare === 'before' && index > 0 ? { ...amountsOf(own), rank: index } : null,
  }));
  const total = found.reduce((sum, one) => sum + one.total, 0);
  const times = { from: EPOCH, until: EPOCH, comparedFrom: query.compare === 'before' ? EPOCH : null };
  return { by, metric, ...times, found: found.length, total, lines };
}

function heatMap(plays: readonly PastPlay[], raw: unknown): HeatMap {
  const query = HeatMapQuery.parse(raw);
  const rows = rowsOf(plays, query);
  const cells = Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour) =>
      measured(
        rows.filter(({ startedAt: at }) => BUCKET.weekday(at) === String(day) && BUCKET.hour(at) === String(hour)),
        query.metric,
      ),
    ),
  );
  return { metric: query.metric, from: EPOCH, until: EPOCH, cells, total: measured(rows, query.metric) };
}

function keyNumbersOf(rows: readonly HistoryRow[]): KeyNumbersOf {
  const how = (decision: string | null): number => rows.filter((row) => row.decision === decision).length;
  return {
    ...amountsOf(rows),
    titles: new Set(rows.map(({ item }) => item.grandparentTitle ?? item.title)).size,
    peak: rows.length > 0 ? { streams: 3, from: EPOCH, until: EPOCH } : null,
    decisions: {
      directPlay: how('direct play'),
      directStream: how('copy'),
      transcode: how('transcode'),
      unknown: how(null),
    },
  };
}

function keyNumbers(plays: readonly PastPlay[], raw: unknown): KeyNumbers {
  const rows = rowsOf(plays, PlayFilterQuery.parse(raw));
  const times = { from: EPOCH, until: EPOCH, comparedFrom: EPOCH };
  return { ...times, now: keyNumbersOf(rows), before: keyNumbersOf(rows.slice(0, rows.length / 2)) };
}

const ANSWERS: Readonly<Record<string, (plays: readonly PastPlay[], raw: unknown) => unknown>> = {
  plays: (plays, raw) => PlaysSeries.parse(series(plays, raw)),
  concurrency: (plays, raw) => Concurrency.parse(concurrency(plays, raw)),
  top: (plays, raw) => TopList.parse(top(plays, raw)),
  'heat-map': (plays, raw) => HeatMap.parse(heatMap(plays, raw)),
  'key-numbers': (plays, raw) => KeyNumbers.parse(keyNumbers(plays, raw)),
  outages: () => ({ from: EPOCH, until: EPOCH, outages: [] }),
};

/** Answers `/statistics/NAME`; undefined for what the pretend server does not tell. */
export const statistics = (plays: readonly PastPlay[], name: string, query: URLSearchParams): unknown =>
  ANSWERS[name]?.(plays, Object.fromEntries(query));
