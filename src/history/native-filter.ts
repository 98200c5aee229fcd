/** The filter of a request -> what it means at this moment in this place. Pure. */
import type { EpochMs } from '#clock';
import type { Decision, Location, MediaType } from '#contract/enums.ts';
import type { FilterTime, PlayFilterQuery } from '#contract/filter.ts';
import type { HistoryQuery } from '#contract/history.ts';
import type { Choice } from '#contract/lists.ts';
import { Problem } from '#problem';
import { boundsOf, type Visible } from '#users/visible.ts';

/** A stretch of time: from its first moment up to, but without, its last. Null is open. */
export interface TimeSpan {
  readonly fromMs: EpochMs | null;
  readonly untilMs: EpochMs | null;
}

/** The parts of a query of the history that narrow it. */
export type HistoryFilter = PlayFilterQuery & Pick<HistoryQuery, 'userId' | 'serverId'>;

/** What plays have to satisfy; absent is everything. */
export interface NativeFilter extends TimeSpan {
  readonly users: readonly Choice<number>[];
  readonly servers: readonly Choice<number>[];
  readonly libraries?: Choice<number>;
  readonly mediaTypes?: Choice<MediaType>;
  readonly decisions?: Choice<Decision>;
  readonly locations?: Choice<Location>;
  readonly platforms?: Choice<string>;
  readonly players?: Choice<string>;
  readonly products?: Choice<string>;
  readonly resolutions?: Choice<string>;
  /** Items, and items whose season or album, or whose show or artist, is meant. */
  readonly items?: Choice<number>;
  readonly seasons?: Choice<number>;
  readonly shows?: Choice<number>;
  /** Of what was watched: from so much up to, but without, so much. */
  readonly atLeastMs?: number;
  readonly belowMs?: number;
  readonly isWatched?: boolean;
  readonly isLive?: boolean;
  /** Each must occur somewhere a person would look for it. */
  readonly words: readonly string[];
}

/** When and where a filter is asked for. */
export interface FilterContext {
  readonly now: EpochMs;
  /** IANA zone of the days in a filter. */
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MAX_WORDS = 8;

/** When a day begins in a zone; of clocks that are set at midnight, its first moment. */
export function beginOfDay(day: string, daysLater: number, timeZone: string): EpochMs {
  return Temporal.PlainDate.from(day).add({ days: daysLater }).toZonedDateTime(timeZone).epochMilliseconds;
}

const momentOf = (time: FilterTime, daysLater: number, timeZone: string): EpochMs =>
  time.kind === 'moment' ? time.epochMs : beginOfDay(time.day, daysLater, timeZone);

/**
 * The time a filter means. A day in `to` is included.
 * @throws Problem `invalid` when its parts contradict each other.
 */
export function timeSpan(
  { from, to, days }: Pick<PlayFilterQuery, 'from' | 'to' | 'days'>,
  { now, timeZone }: FilterContext,
): TimeSpan {
  if (days !== undefined) {
    if (from !== undefined || to !== undefined)
      throw new Problem('invalid', 'days cannot be combined with from or to', { hint: 'Leave one of them out' });
    return { fromMs: now - days * DAY_MS, untilMs: null };
  }
  const span = {
    fromMs: from === undefined ? null : momentOf(from, 0, timeZone),
    untilMs: to === undefined ? null : momentOf(to, 1, timeZone),
  };
  if (span.fromMs !== null && span.untilMs !== null && span.fromMs > span.untilMs)
    throw new Problem('invalid', 'from lies behind to', { hint: 'Exchange them' });
  return span;
}

/** Leaves out what is undefined. */
function present<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const choices = <T>(...all: readonly (Choice<T> | undefined)[]): Choice<T>[] =>
  all.filter((choice) => choice !== undefined);

const only = (id: number | null | undefined): Choice<number> | undefined =>
  id === undefined || id === null ? undefined : { values: [id], isExcluded: false };

/**
 * What a query means to somebody: what they may see is one condition more, so naming others finds nothing.
 * @throws Problem `invalid` as `timeSpan`.
 */
export function readFilter(visible: Visible, query: HistoryFilter, context: FilterContext): NativeFilter {
  const { userId, serverId } = boundsOf(visible);
  return {
    ...timeSpan(query, context),
    users: choices(query.user, only(query.userId), only(userId)),
    servers: choices(query.server, only(query.serverId), only(serverId)),
    words: (query.search ?? '')
      .split(/\s+/)
      .filter((word) => word !== '')
      .slice(0, MAX_WORDS),
    ...present({
      libraries: query.library,
      mediaTypes: query.mediaType,
      decisions: query.decision,
      locations: query.location,
      platforms: query.platform,
      players: query.player,
      products: query.product,
      resolutions: query.resolution,
      items: query.item,
      seasons: query.season,
      shows: query.show,
      atLeastMs: query.minMinutes === undefined ? undefined : query.minMinutes * MINUTE_MS,
      belowMs: query.maxMinutes === undefined ? undefined : query.maxMinutes * MINUTE_MS,
      isWatched: query.watched,
      isLive: query.live,
    }),
  };
}
