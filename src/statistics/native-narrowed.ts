/** The plays of a filter, for statistics that are made of all of them at once. */
import type { EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { PlayFilterQuery } from '#contract/filter.ts';
import type { Db } from '#db/pool.ts';
import { type ColumnName, ORIGIN_S, type PlayColumns } from '#history/blocks/columns.ts';
import { readPlays } from '#history/blocks/read-plays.ts';
import { those } from '#history/blocks/selection.ts';
import { type FilterContext, readFilter, timeSpan } from '#history/native-filter.ts';
import type { Visible } from '#users/visible.ts';
import { chooseNative, filterColumns, lookedUp } from './native-narrow.ts';

export interface StatisticsDeps {
  /** To whom it is told: everything is made of plays they may see. */
  readonly visible: Visible;
  readonly db: Db;
  readonly context: FilterContext;
  readonly settings: Settings;
}

/** From its first moment up to, but without, its last. */
export interface Period {
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
}

export interface PlaysOfPeriod {
  readonly plays: PlayColumns;
  /** Indexes of the plays, in the order of their ids. */
  readonly chosen: Int32Array;
}

const DAY_MS = 86_400_000;
const PRESET_DAYS = 30;

/**
 * The time a query means: an open end is now, an open beginning thirty days before it.
 * @throws Problem `invalid` when its parts contradict each other.
 */
export function periodOf(query: Pick<PlayFilterQuery, 'from' | 'to' | 'days'>, context: FilterContext): Period {
  const span = timeSpan(query, context);
  const untilMs = Math.max(span.untilMs ?? context.now, span.fromMs ?? 0);
  return { fromMs: span.fromMs ?? untilMs - PRESET_DAYS * DAY_MS, untilMs };
}

/** The time before a period, equally long. */
export const timeBefore = ({ fromMs, untilMs }: Period): Period => ({
  fromMs: fromMs - (untilMs - fromMs),
  untilMs: fromMs,
});

/** The plays of a filter that began in a period, whatever time the filter itself says. */
export async function playsOfPeriod(
  { visible, db, context, settings }: StatisticsDeps,
  query: PlayFilterQuery,
  { fromMs, untilMs }: Period,
  columns: readonly ColumnName[],
): Promise<PlaysOfPeriod> {
  const filter = { ...readFilter(visible, query, context), fromMs, untilMs };
  const looked = await lookedUp(db, filter, settings);
  const names = [...new Set([...filterColumns(filter, settings), ...columns])];
  const plays = await readPlays(db, names, Math.floor(fromMs / 1000));
  return { plays, chosen: chooseNative(plays, filter, looked, { rule: settings }) };
}

/** Those of some plays that began in a period. */
export function inPeriod({ plays, chosen }: PlaysOfPeriod, { fromMs, untilMs }: Period): Int32Array {
  const first = Math.floor(fromMs / 1000) - ORIGIN_S;
  const end = untilMs / 1000 - ORIGIN_S;
  return those(chosen, (index) => {
    const started = plays.startedS[index] ?? 0;
    return started >= first && started < end;
  });
}

export const isoOf = (ms: EpochMs): string => new Date(ms).toISOString();

/** A moment of a column. */
export const isoOfColumn = (seconds: number): string => isoOf((seconds + ORIGIN_S) * 1000);
