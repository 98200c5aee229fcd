import type { EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import type { ListedSession } from '#plex/facts.ts';
import { createFactCache, eachCache, type FactCache } from './fact-cache.ts';
import { recordPlay } from './record-play.ts';
import { whyNotRecorded } from './recordable.ts';
import { storeDescriptions } from './store-descriptions.ts';

/** A play of the past with everything the server would have said about it. */
export interface PastPlay {
  readonly listed: ListedSession;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs;
  readonly pausedMs: number;
  readonly viewOffsetMs: number;
}

const PLAYS_PER_TRANSACTION = 250;

/** Records plays of the past, oldest first, through the same code that records live ones. Answers how many. */
export async function backFill(
  db: Db,
  serverId: ServerId,
  settings: Settings,
  past: Iterable<PastPlay>,
  onProgress: (recorded: number) => void,
): Promise<number> {
  const cache = createFactCache();
  let recorded = 0;
  let batch: PastPlay[] = [];
  const flush = async (): Promise<void> => {
    const plays = batch;
    batch = [];
    recorded += await inTransaction(db, async (tx) => {
      eachCache(cache, (one) => one.drop());
      let count = 0;
      for (const play of plays) if (await recordOne(tx, cache, serverId, settings, play)) count += 1;
      return count;
    });
    eachCache(cache, (one) => one.keep());
    onProgress(recorded);
  };
  for (const play of past) {
    batch.push(play);
    if (batch.length >= PLAYS_PER_TRANSACTION) await flush();
  }
  if (batch.length > 0) await flush();
  return recorded;
}

async function recordOne(
  tx: Tx,
  cache: FactCache,
  serverId: ServerId,
  settings: Settings,
  past: PastPlay,
): Promise<boolean> {
  const { listed, startedAt, stoppedAt, pausedMs, viewOffsetMs } = past;
  const { item } = listed;
  const watchedMs = Math.max(0, Math.round(stoppedAt - startedAt - pausedMs));
  if (
    whyNotRecorded(
      {
        mediaType: item.mediaType,
        ratingKey: item.ratingKey,
        durationMs: item.durationMs,
        watchedMs,
        keepsHistory: true,
      },
      settings,
    ) !== null
  )
    return false;
  const ids = await storeDescriptions(tx, cache, serverId, listed, startedAt);
  await recordPlay(
    tx,
    {
      serverId,
      ...ids,
      mediaType: item.mediaType,
      isLive: item.isLive,
      startedAt: new Date(startedAt),
      stoppedAt: new Date(stoppedAt),
      lastSeenAt: new Date(stoppedAt),
      watchedMs,
      pausedMs: Math.round(pausedMs),
      viewOffsetMs: Math.round(viewOffsetMs),
      durationMs: item.durationMs,
      endedReason: 'stopped',
      ipAddress: listed.ipAddress,
      location: listed.location,
      isRelayed: listed.isRelayed,
      isSecure: listed.isSecure,
      bandwidthKbps: listed.bandwidthKbps,
    },
    settings,
  );
  return true;
}
