import type { ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { Visible } from '#users/visible.ts';
import { sectionsSeenBy } from './queries-visible.ts';

/** Plex's numbers of the libraries of a server of which something may be told; null for all. */
export const seenSections = (db: Db, visible: Visible, serverId: ServerId): Promise<ReadonlySet<number> | null> =>
  sectionsSeenBy(db, visible, serverId);
