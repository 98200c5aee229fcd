/** Everything about one recorded play. */
import { type ImageUrlOf, streamView } from '#catalogue/views.ts';
import type { Settings } from '#config/settings.ts';
import type { PlayDetail } from '#contract/history.ts';
import type { PlayId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { Problem } from '#problem';
import type { Visible } from '#users/visible.ts';
import { ofPlay, toRow } from './history-row.ts';
import { type DescribedPlay, groupById, playById, playsOfGroup } from './queries.ts';
import { noteOf } from './queries-edit.ts';
import { changesOf } from './queries-stream.ts';

interface DetailDeps {
  readonly db: Db;
  readonly visible: Visible;
  readonly imageUrl: ImageUrlOf;
  settings(): Promise<Settings>;
}

/** @throws Problem `not_found`, also for a play of which nothing may be told. */
export async function playDetail({ db, visible, imageUrl, settings }: DetailDeps, playId: number): Promise<PlayDetail> {
  const described = await playById(db, visible, playId as PlayId);
  if (described === null) throw new Problem('not_found', `There is no play with the number ${playId}`);
  const { play, stream } = described;
  const [group, segments, changes, note, current] = await Promise.all([
    groupById(db, play.watchGroupId),
    playsOfGroup(db, visible, play.watchGroupId),
    changesOf(db, play.id),
    visible.kind === 'all' ? noteOf(db, play.id) : null,
    settings(),
  ]);
  return {
    row: toRow(described, group ?? ofPlay(described), { visible, settings: current, imageUrl }),
    stream: streamView(stream),
    viewOffsetMs: play.viewOffsetMs ?? 0,
    play: timesOf(play),
    streamChanges: changes,
    note,
    isImported: play.importId !== null,
    segments: segments.map(({ play: segment, playerTitle }) => ({
      playId: segment.id,
      ...timesOf(segment),
      percentComplete: segment.percentComplete,
      endedReason: segment.endedReason,
      playerTitle,
    })),
  };
}

const timesOf = ({ startedAt, stoppedAt, watchedMs, pausedMs }: DescribedPlay['play']) => ({
  startedAt: startedAt.toISOString(),
  stoppedAt: stoppedAt.toISOString(),
  // Imports know plays that ended before they began.
  watchedMs: Math.max(0, watchedMs),
  pausedMs: Math.max(0, pausedMs),
});
