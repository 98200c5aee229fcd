/** When it is that people watch, for the native API. */
import type { HeatMap, HeatMapQuery } from '#contract/statistics-lists.ts';
import { ORIGIN_S } from '#history/blocks/columns.ts';
import { localCalendar, weekdayOf } from '#history/blocks/local-calendar.ts';
import { finishedColumns, finishedViewings } from './finished.ts';
import { isoOf, periodOf, playsOfPeriod, type StatisticsDeps } from './native-narrowed.ts';
import { amountOf, tallyOf } from './tally.ts';
import { viewingsOf } from './viewings.ts';

const DAYS = 7;
const HOURS = 24;

/**
 * Amounts by the weekday and the hour in which plays began, in the time zone of the installation. A viewing that was
 * resumed in another hour counts in both.
 * @throws Problem `invalid` for a filter that contradicts itself.
 */
export async function heatMap(deps: StatisticsDeps, query: HeatMapQuery): Promise<HeatMap> {
  const { context, settings } = deps;
  const { metric } = query;
  const period = periodOf(query, context);
  const isFinished = metric === 'finished';
  const { plays, chosen } = await playsOfPeriod(deps, query, period, [
    'watchGroups',
    'watchedMs',
    ...(metric === 'people' ? (['users'] as const) : []),
    ...(isFinished ? finishedColumns(settings) : []),
  ]);
  const { dayOf, hourOf } = localCalendar(context.timeZone);
  const viewings = viewingsOf(plays, chosen, (query.grouped ?? settings.groupHistory) ? 'group' : 'play', (index) => {
    const started = (plays.startedS[index] ?? 0) + ORIGIN_S;
    return weekdayOf(dayOf(started)) * HOURS + hourOf(started);
  });
  const counted = {
    ...{ plays, viewings, countsPeople: metric === 'people' },
    finished: isFinished ? finishedViewings(plays, chosen, viewings, settings) : null,
  };
  const cells = Array.from({ length: DAYS }, () => new Array<number>(HOURS).fill(0));
  for (const line of tallyOf(counted, (_index, viewing) => viewings.bucket[viewing] ?? 0)) {
    const row = cells[Math.floor(line.key / HOURS)];
    if (row !== undefined) row[line.key % HOURS] = amountOf(line, metric);
  }
  return {
    metric,
    from: isoOf(period.fromMs),
    until: isoOf(period.untilMs),
    cells,
    total: totalOf(cells, counted, metric),
  };
}

/** Of people, how many different ones; otherwise what the cells add up to. */
function totalOf(
  cells: readonly (readonly number[])[],
  counted: Parameters<typeof tallyOf>[0],
  metric: HeatMap['metric'],
) {
  if (metric === 'people') return tallyOf(counted, () => 0)[0]?.people ?? 0;
  return cells.flat().reduce((sum, value) => sum + value, 0);
}
