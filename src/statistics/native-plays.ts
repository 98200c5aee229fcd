/** Plays over time for the native API. */
import { DECISIONS } from '#contract/enums.ts';
import type { PlayFilterQuery } from '#contract/filter.ts';
import type {
  Concurrency,
  ConcurrencyQuery,
  Metric,
  PlaysSeries,
  PlaysSeriesQuery,
  SeriesLine,
} from '#contract/statistics.ts';
import type { ColumnName, PlayColumns } from '#history/blocks/columns.ts';
import { readPlays } from '#history/blocks/read-plays.ts';
import { readFilter } from '#history/native-filter.ts';
import { peaksOf } from './concurrency.ts';
import { finishedColumns, finishedViewings } from './finished.ts';
import { type Buckets, bucketsOf } from './native-buckets.ts';
import { chooseNative, filterColumns, lookedUp } from './native-narrow.ts';
import type { StatisticsDeps } from './native-narrowed.ts';
import { SPLIT_RULES } from './native-split.ts';
import { addTo, type Line, Lines, valuesOf } from './series-lines.ts';
import { TIME_SCALES, type TimeScale } from './time-scale.ts';
import { type Viewings, viewingsOf } from './viewings.ts';

/** The plays of a filter, and into which bucket each falls. */
interface Narrowed {
  readonly plays: PlayColumns;
  readonly chosen: Int32Array;
  readonly buckets: Buckets;
  bucketOf(index: number): number;
}

async function narrowed(
  { visible, db, context, settings }: StatisticsDeps,
  query: PlayFilterQuery,
  by: TimeScale,
  columns: readonly ColumnName[],
): Promise<Narrowed> {
  const asked = readFilter(visible, query, context);
  const buckets = bucketsOf(by, { span: asked, isRolling: query.days !== undefined, ...context });
  const filter = { ...asked, fromMs: buckets.fromMs, untilMs: buckets.untilMs };
  const looked = await lookedUp(db, filter, settings);
  const names = [...new Set([...filterColumns(filter, settings), ...columns])];
  const plays = await readPlays(db, names, buckets.fromS);
  const bucketOf = TIME_SCALES[by](plays, buckets, context.timeZone);
  const chosen = chooseNative(plays, filter, looked, { rule: settings }).filter(
    (index) => bucketOf(index) < buckets.buckets,
  );
  return { plays, chosen, buckets, bucketOf };
}

/** The columns a metric is made of, beside those of viewings. */
function metricColumns(metric: Metric, settings: StatisticsDeps['settings']): readonly ColumnName[] {
  if (metric === 'finished') return finishedColumns(settings);
  return metric === 'people' ? ['users'] : [];
}

/** What a viewing adds. Of people it is who watched that counts. */
function amountsOf(
  metric: Metric,
  { plays, chosen }: Narrowed,
  viewings: Viewings,
  settings: StatisticsDeps['settings'],
): (viewing: number) => number {
  if (metric === 'watched') return (viewing) => viewings.watchedMs[viewing] ?? 0;
  if (metric !== 'finished') return () => 1;
  const finished = finishedViewings(plays, chosen, viewings, settings);
  return (viewing) => finished[viewing] ?? 0;
}

/**
 * Viewings, watched time, finished viewings or people by bucket and by what the split tells apart. A viewing whose plays
 * begin in several buckets counts in each of them, with what was watched in it (API notes 11).
 * @throws Problem `invalid` for a filter that contradicts itself, and for too many buckets.
 */
export async function playsSeries(deps: StatisticsDeps, query: PlaysSeriesQuery): Promise<PlaysSeries> {
  const { by, split, metric, limit } = query;
  const { settings } = deps;
  const rule = SPLIT_RULES[split];
  const columns = [...rule.columns, ...metricColumns(metric, settings)];
  const narrow = await narrowed(deps, query, by, ['watchGroups', 'watchedMs', ...columns]);
  const { plays, chosen, buckets, bucketOf } = narrow;
  const unit = (query.grouped ?? settings.groupHistory) ? 'group' : 'play';
  const viewings = viewingsOf(plays, chosen, unit, bucketOf);
  const amountOf = amountsOf(metric, narrow, viewings, settings);
  const lines = new Lines(buckets.buckets, metric === 'people');
  const keyOf = rule.keyOf(plays);
  for (let viewing = 0; viewing < viewings.count; viewing++) {
    const index = viewings.first[viewing] ?? 0;
    const line = lines.lineOf(keyOf(index), plays.ids[index] ?? 0);
    addTo(line, viewings.bucket[viewing] ?? 0, amountOf(viewing), plays.users[index] ?? 0);
  }
  const named = await withNames(deps, lines.all, rule.name, buckets.buckets);
  const rest = named.slice(limit);
  return {
    ...{ by, split, metric },
    from: new Date(buckets.fromMs).toISOString(),
    until: new Date(buckets.untilMs).toISOString(),
    buckets: [...buckets.names],
    lines: named.slice(0, limit).map(({ line }) => line),
    others: rest.length === 0 ? null : othersOf(rest, buckets.buckets),
  };
}

interface NamedLine {
  readonly line: SeriesLine;
  /** What it was made of. */
  readonly parts: readonly Line[];
}

function othersOf(rest: readonly NamedLine[], buckets: number) {
  const parts = rest.flatMap((one) => one.parts);
  const { total, values } = valuesOf(parts, buckets);
  return { lines: rest.length, total, values: [...values] };
}

/** Lines with their names, the busiest first; lines of the same name are one. */
async function withNames(
  deps: StatisticsDeps,
  lines: readonly Line[],
  name: (typeof SPLIT_RULES)[keyof typeof SPLIT_RULES]['name'],
  buckets: number,
): Promise<NamedLine[]> {
  const names = await name(deps, lines);
  const nameOf = ({ key }: Line) => names.get(key) ?? { id: null, name: null };
  const merged = Map.groupBy(lines, (line) => JSON.stringify([nameOf(line).id, nameOf(line).name]));
  return [...merged.values()]
    .flatMap((parts): NamedLine[] => {
      const [first] = parts;
      if (first === undefined) return [];
      const { total, values } = valuesOf(parts, buckets);
      return [{ line: { ...nameOf(first), total, values: [...values] }, parts }];
    })
    .sort(({ line: a }, { line: b }) => b.total - a.total || (a.name ?? '').localeCompare(b.name ?? ''));
}

/**
 * The most streams at the same time, day by day.
 * @throws Problem `invalid` as `playsSeries`.
 */
export async function concurrencySeries(deps: StatisticsDeps, query: ConcurrencyQuery): Promise<Concurrency> {
  const { plays, chosen, buckets, bucketOf } = await narrowed(deps, query, 'day', []);
  const days = buckets.names.map((): number[] => []);
  for (const index of chosen) days[bucketOf(index)]?.push(index);
  const peaks = days.map((day) => peaksOf(plays, Int32Array.from(day)));
  return {
    from: new Date(buckets.fromMs).toISOString(),
    until: new Date(buckets.untilMs).toISOString(),
    days: [...buckets.names],
    all: peaks.map(({ any }) => any?.count ?? 0),
    byDecision: DECISIONS.map((decision) => ({ decision, values: peaks.map((day) => day[decision]?.count ?? 0) })),
  };
}
