/** Plays over time for the native API. */
import type { Settings } from '#config/settings.ts';
import { DECISIONS } from '#contract/enums.ts';
import type { PlayFilterQuery } from '#contract/filter.ts';
import type { Concurrency, ConcurrencyQuery, PlaysSeries, PlaysSeriesQuery, SeriesLine } from '#contract/statistics.ts';
import type { Db } from '#db/pool.ts';
import type { ColumnName, PlayColumns } from '#history/blocks/columns.ts';
import { Numbering } from '#history/blocks/numbering.ts';
import { readPlays } from '#history/blocks/read-plays.ts';
import { type FilterContext, readFilter } from '#history/native-filter.ts';
import type { Visible } from '#users/visible.ts';
import { peaksOf } from './concurrency.ts';
import { type Buckets, bucketsOf } from './native-buckets.ts';
import { chooseNative, filterColumns, lookedUp } from './native-narrow.ts';
import { SPLIT_RULES, type UnnamedLine } from './native-split.ts';
import { TIME_SCALES, type TimeScale } from './time-scale.ts';
import { viewingsOf } from './viewings.ts';

export interface StatisticsDeps {
  /** To whom it is told: everything is made of plays they may see. */
  readonly visible: Visible;
  readonly db: Db;
  readonly context: FilterContext;
  readonly settings: Settings;
}

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
  const plays = await readPlays(db, [...new Set([...filterColumns(filter), ...columns])], buckets.fromS);
  const bucketOf = TIME_SCALES[by](plays, buckets, context.timeZone);
  const chosen = chooseNative(plays, filter, looked).filter((index) => bucketOf(index) < buckets.buckets);
  return { plays, chosen, buckets, bucketOf };
}

/**
 * Viewings or watched time by bucket and by what the split tells apart. A viewing whose plays begin in several buckets
 * counts in each of them, with what was watched in it (API notes 11).
 * @throws Problem `invalid` for a filter that contradicts itself, and for too many buckets.
 */
export async function playsSeries(deps: StatisticsDeps, query: PlaysSeriesQuery): Promise<PlaysSeries> {
  const { by, split, metric, limit } = query;
  const rule = SPLIT_RULES[split];
  const narrow = await narrowed(deps, query, by, ['watchGroups', 'watchedMs', ...rule.columns]);
  const { plays, chosen, buckets, bucketOf } = narrow;
  const unit = (query.grouped ?? deps.settings.groupHistory) ? 'group' : 'play';
  const viewings = viewingsOf(plays, chosen, unit, bucketOf);
  const lines = new Lines(buckets.buckets);
  const keyOf = rule.keyOf(plays);
  for (let viewing = 0; viewing < viewings.count; viewing++) {
    const index = viewings.first[viewing] ?? 0;
    const value = metric === 'plays' ? 1 : (viewings.watchedMs[viewing] ?? 0);
    lines.add(keyOf(index), plays.ids[index] ?? 0, viewings.bucket[viewing] ?? 0, value);
  }
  const named = await withNames(deps, lines.all, rule.name);
  const rest = named.slice(limit);
  return {
    ...{ by, split, metric },
    from: new Date(buckets.fromMs).toISOString(),
    until: new Date(buckets.untilMs).toISOString(),
    buckets: [...buckets.names],
    lines: named.slice(0, limit),
    others: rest.length === 0 ? null : { lines: rest.length, ...added(rest, buckets.buckets) },
  };
}

interface Line extends UnnamedLine {
  total: number;
  readonly values: number[];
}

/** Adds up by key. Keys may be negative. */
class Lines {
  readonly all: Line[] = [];
  private readonly numbering = new Numbering(64);
  private readonly buckets: number;

  constructor(buckets: number) {
    this.buckets = buckets;
  }

  add(key: number, playId: number, bucket: number, value: number): void {
    const number = this.numbering.numberOf(key + SHIFT);
    let line = this.all[number];
    if (line === undefined) {
      line = { key, playId, total: 0, values: new Array<number>(this.buckets).fill(0) };
      this.all.push(line);
    }
    line.total += value;
    line.values[bucket] = (line.values[bucket] ?? 0) + value;
  }
}

const SHIFT = 2 ** 31;

const added = (lines: readonly SeriesLine[], buckets: number) => ({
  total: lines.reduce((sum, { total }) => sum + total, 0),
  values: Array.from({ length: buckets }, (_, at) => lines.reduce((sum, { values }) => sum + (values[at] ?? 0), 0)),
});

/** Lines with their names, the busiest first; lines of the same name are one. */
async function withNames(
  deps: StatisticsDeps,
  lines: readonly Line[],
  name: (typeof SPLIT_RULES)[keyof typeof SPLIT_RULES]['name'],
): Promise<SeriesLine[]> {
  const names = await name(deps, lines);
  const merged = new Map<string, SeriesLine>();
  for (const { key, total, values } of lines) {
    const own = names.get(key) ?? { id: null, name: null };
    const same = JSON.stringify([own.id, own.name]);
    const before = merged.get(same);
    const sum = before === undefined ? { total, values } : added([before, { ...own, total, values }], values.length);
    merged.set(same, { ...own, ...sum });
  }
  return [...merged.values()].sort((a, b) => b.total - a.total || (a.name ?? '').localeCompare(b.name ?? ''));
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
