/** When servers could not be heard, for the native API. */

import { isChosen } from '#contract/lists.ts';
import type { Outages, OutagesQuery } from '#contract/statistics-network.ts';
import { boundsOf } from '#users/visible.ts';
import { isoOf, periodOf, type StatisticsDeps } from './native-narrowed.ts';
import { gapsBetween } from './queries-network.ts';

/**
 * The gaps in what was recorded that reach into a period. They are of servers, not of people: everybody may know when
 * theirs was away.
 * @throws Problem `invalid` for a filter that contradicts itself.
 */
export async function outages({ visible, db, context }: StatisticsDeps, query: OutagesQuery): Promise<Outages> {
  const { fromMs, untilMs } = periodOf(query, context);
  const { serverId } = boundsOf(visible);
  const gaps = await gapsBetween(db, new Date(fromMs), new Date(untilMs));
  const seen = gaps.filter(
    (gap) => (serverId === null || gap.serverId === serverId) && isChosen<number>(query.server, gap.serverId),
  );
  return {
    from: isoOf(fromMs),
    until: isoOf(untilMs),
    outages: seen.map((gap) => {
      const until = gap.endedAt?.getTime() ?? context.now;
      return {
        id: gap.id,
        server: { id: gap.serverId, name: gap.serverName },
        reason: gap.reason,
        from: gap.startedAt.toISOString(),
        until: gap.endedAt?.toISOString() ?? null,
        lengthMs: Math.max(0, Math.min(until, untilMs) - Math.max(gap.startedAt.getTime(), fromMs)),
      };
    }),
  };
}
