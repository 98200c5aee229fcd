/** A live session as the columns of its row. */
import type { ServerId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import type { FactCache } from '#history/fact-cache.ts';
import { storeDelivery, storeDescriptions } from '#history/store-descriptions.ts';
import type { ListedSession } from '#plex/facts.ts';
import type { SessionInsert } from './queries.ts';
import type { Delivery, LiveSession } from './session.ts';

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** The columns that change while somebody watches. */
export const movingColumns = (session: LiveSession) => ({
  state: session.state,
  startedAt: new Date(session.startedAt),
  lastSeenAt: new Date(session.lastSeenAt),
  viewOffsetMs: session.viewOffsetMs,
  viewOffsetAt: new Date(session.viewOffsetAt),
  durationMs: session.durationMs,
  watchedMs: Math.round(session.watchedMs),
  pausedMs: Math.round(session.pausedMs),
  pausedSince: date(session.pausedSince),
  bufferCount: session.bufferCount,
  bufferWarnedAt: date(session.bufferWarnedAt),
  isWatched: session.isWatched,
  marker: session.marker,
  confirmedAt: new Date(session.confirmed.at),
  confirmedState: session.confirmed.state,
  confirmedOffsetMs: session.confirmed.viewOffsetMs,
  confirmedWatchedMs: Math.round(session.confirmed.watchedMs),
  confirmedPausedMs: Math.round(session.confirmed.pausedMs),
  transcodeId: session.transcodeId,
});

/** All columns but the description as a whole, with the descriptions they point at stored. */
export async function allColumns(
  tx: Tx,
  cache: FactCache,
  serverId: ServerId,
  session: LiveSession,
  listed: ListedSession,
): Promise<SessionInsert> {
  return {
    ...movingColumns(session),
    ...(await storeDescriptions(tx, cache, serverId, listed, session.lastSeenAt)),
    serverId,
    sessionKey: session.sessionKey,
    plexSessionId: listed.plexSessionId,
    ratingKey: session.ratingKey,
    liveUuid: session.liveUuid,
    mediaType: listed.item.mediaType,
    isLive: listed.item.isLive,
    ipAddress: listed.ipAddress,
    location: listed.location,
    isRelayed: listed.isRelayed,
    isSecure: listed.isSecure,
    bandwidthKbps: listed.bandwidthKbps,
    transcodeSpeed: listed.transcoder?.speed ?? null,
    transcodeProgress: listed.transcoder?.progressPercent ?? null,
    isTranscodeThrottled: listed.transcoder?.isThrottled ?? false,
    transcodeAvailableToMs: listed.transcoder?.availableToMs ?? null,
    streamChanges: await storeChanges(tx, cache, session.deliveries),
  };
}

/** The deliveries as pairs of time and stored description; null while there is one. */
async function storeChanges(
  tx: Tx,
  cache: FactCache,
  deliveries: readonly Delivery[],
): Promise<readonly (readonly [number, number])[] | null> {
  if (deliveries.length < 2) return null;
  const changes: (readonly [number, number])[] = [];
  for (const { atMs, stream } of deliveries)
    changes.push([atMs, typeof stream === 'number' ? stream : await storeDelivery(tx, cache, stream)]);
  return changes;
}
