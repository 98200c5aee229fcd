/** Lists of the busiest, for the native API. */

import type { Metric } from '#contract/statistics.ts';
import type { TopLine, TopList, TopQuery } from '#contract/statistics-lists.ts';
import type { PlayColumns } from '#history/blocks/columns.ts';
import { finishedColumns, finishedViewings } from './finished.ts';
import {
  inPeriod,
  isoOf,
  isoOfColumn,
  periodOf,
  playsOfPeriod,
  type StatisticsDeps,
  timeBefore,
} from './native-narrowed.ts';
import { amountOf, shownAmounts, type Tally, tallyOf } from './tally.ts';
import { type KeyOf, TOP_RULES, type TopDeps, type TopFacts } from './top-kinds.ts';
import { viewingsOf } from './viewings.ts';

const NO_FACTS = { id: null, name: null, byline: null, year: null, item: null, avatar: null };

/** The busiest first; of equals the one played last, then the one with the newest number. */
export const byAmount =
  (plays: PlayColumns, metric: Metric) =>
  (a: Tally, b: Tally): number =>
    amountOf(b, metric) - amountOf(a, metric) ||
    (plays.startedS[b.shown] ?? 0) - (plays.startedS[a.shown] ?? 0) ||
    (plays.ids[b.shown] ?? 0) - (plays.ids[a.shown] ?? 0);

/**
 * The busiest of a kind in a period, with the time before where that is asked for.
 * @throws Problem `invalid` for a filter that contradicts itself.
 */
export async function topList(deps: StatisticsDeps & TopDeps, query: TopQuery): Promise<TopList> {
  const { settings, context } = deps;
  const { by, metric, skip, limit } = query;
  const rule = TOP_RULES[by];
  const period = periodOf(query, context);
  const before = query.compare === 'before' ? timeBefore(period) : null;
  const whole = { fromMs: (before ?? period).fromMs, untilMs: period.untilMs };
  const columns = ['watchGroups', 'watchedMs', 'users', ...rule.columns, ...finishedColumns(settings)] as const;
  const narrowed = await playsOfPeriod(deps, query, whole, columns);
  const { plays } = narrowed;
  const keyOf = await rule.keyOf(plays, narrowed.chosen, deps.db);
  const unit = (query.grouped ?? settings.groupHistory) ? 'group' : 'play';
  const ranked = (chosen: Int32Array): Tally[] =>
    tallied(plays, chosen, { unit, keyOf, settings }).sort(byAmount(plays, metric));
  const lines = ranked(inPeriod(narrowed, period));
  const earlier = new Map(
    (before === null ? [] : ranked(inPeriod(narrowed, before))).map((line, at) => [line.key, { line, rank: at + 1 }]),
  );
  const shown = lines.slice(skip, skip + limit);
  const facts = await rule.facts(
    deps,
    shown.map((line) => ({ key: line.key, playId: plays.ids[line.shown] ?? 0 })),
  );
  const amounts = lines.map((line) => amountOf(line, metric));
  return {
    ...{ by, metric },
    from: isoOf(period.fromMs),
    until: isoOf(period.untilMs),
    comparedFrom: before === null ? null : isoOf(before.fromMs),
    found: lines.length,
    total: metric === 'people' ? (amounts[0] ?? 0) : amounts.reduce((sum, amount) => sum + amount, 0),
    lines: shown.map((line, at) => topLine(plays, line, skip + at + 1, facts[at] ?? {}, earlier.get(line.key))),
  };
}

interface Tallied {
  readonly unit: 'group' | 'play';
  readonly keyOf: KeyOf;
  readonly settings: StatisticsDeps['settings'];
}

function tallied(plays: PlayColumns, chosen: Int32Array, { unit, keyOf, settings }: Tallied): Tally[] {
  const viewings = viewingsOf(plays, chosen, unit);
  const finished = finishedViewings(plays, chosen, viewings, settings);
  return tallyOf({ plays, viewings, finished, countsPeople: true }, keyOf);
}

function topLine(
  plays: PlayColumns,
  line: Tally,
  rank: number,
  facts: TopFacts,
  before: { readonly line: Tally; readonly rank: number } | undefined,
): TopLine {
  return {
    ...NO_FACTS,
    ...facts,
    ...shownAmounts(line),
    rank,
    lastPlayedAt: isoOfColumn(plays.startedS[line.shown] ?? 0),
    before: before === undefined ? null : { ...shownAmounts(before.line), rank: before.rank },
  };
}
