import { and, eq, type SQL } from 'drizzle-orm';
import { plays } from '#db/schema/index.ts';
import { boundsOf, type Visible } from '#users/visible.ts';

/** Plays of which something may be told; undefined for all. */
export function seenBy(visible: Visible): SQL | undefined {
  const { userId, serverId } = boundsOf(visible);
  return and(
    userId === null ? undefined : eq(plays.userId, userId),
    serverId === null ? undefined : eq(plays.serverId, serverId),
  );
}
