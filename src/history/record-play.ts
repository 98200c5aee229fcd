import type { Settings } from '#config/settings.ts';
import type { PlayId, WatchGroupId } from '#contract/ids.ts';
import { forgetPlayBlocks } from '#db/play-blocks.ts';
import type { Tx } from '#db/pool.ts';
import type { PlayToRecord } from './play-to-record.ts';
import {
  insertPlay,
  insertStreamChanges,
  joinGroup,
  latestLivePlay,
  latestPlayOfItem,
  nextPlayId,
  openGroup,
  placeOf,
} from './queries-record.ts';
import { addToSummaries } from './summaries.ts';
import { groupOf } from './watch-group.ts';
import { percentOf } from './watched.ts';

export interface RecordedPlay {
  readonly playId: PlayId;
  readonly groupId: WatchGroupId;
}

/** Live programmes have no end to be near to (monitoring notes 7.3). */
export const percentComplete = (play: Pick<PlayToRecord, 'isLive' | 'viewOffsetMs' | 'durationMs'>): number =>
  play.isLive ? 100 : percentOf(play.viewOffsetMs, play.durationMs);

const MAX_LENGTH_MS = 2_147_483_647;

/** Positions and lengths are stored in 32 bits: 24 days. Nothing that is played is longer, but a player may say so. */
const lengths = ({ viewOffsetMs, durationMs }: PlayToRecord) => ({
  viewOffsetMs: Math.min(viewOffsetMs, MAX_LENGTH_MS),
  durationMs: durationMs === null ? null : Math.min(durationMs, MAX_LENGTH_MS),
});

/**
 * Records a play and brings its watch group and the summaries up to date, in the caller's transaction. Plays of one
 * person must be recorded one after another (the caller holds the person's row or is the only writer), or two could open
 * a group each.
 */
export async function recordPlay(tx: Tx, play: PlayToRecord, settings: Settings): Promise<RecordedPlay> {
  const { guid, libraryId } = await placeOf(tx, play);
  const before = play.isLive ? await latestLivePlay(tx, play) : await latestPlayOfItem(tx, play);
  const rule = { ...play, guid, startedAtMs: play.startedAt.getTime() };
  const joined = groupOf(rule, before, settings);
  const percent = percentComplete(play);
  // The group points at its latest play and every play at its group, so the id of a new play is taken first.
  const playId = await nextPlayId(tx);
  const groupId =
    joined === null ? await openGroup(tx, play, playId, percent) : await joinGroup(tx, joined, play, playId, percent);
  await addToSummaries(tx, { ...play, id: playId, watchGroupId: groupId, libraryId });
  await insertPlay(tx, {
    ...play,
    ...lengths(play),
    id: playId,
    watchGroupId: groupId,
    libraryId,
    percentComplete: percent,
  });
  await forgetPlayBlocks(tx, [playId]);
  return { playId, groupId };
}

/** Remembers in which ways a play was delivered, as milliseconds after its start and stored descriptions, in turn. */
export async function recordStreamChanges(
  tx: Tx,
  playId: PlayId,
  changes: readonly (readonly [number, number])[],
): Promise<void> {
  if (changes.length > 0)
    await insertStreamChanges(
      tx,
      changes.map(([atMs, streamSnapshotId]) => ({ playId, atMs, streamSnapshotId })),
    );
}
