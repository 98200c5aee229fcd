/** How a play or a viewing is shown as a row of the history. */
import { type ImageUrlOf, itemView, playerView, userView } from '#catalogue/views.ts';
import type { Settings } from '#config/settings.ts';
import type { HistoryRow } from '#contract/history.ts';
import { shownTo, type Visible } from '#users/visible.ts';
import type { DescribedPlay } from './queries.ts';
import { isWatched } from './watched.ts';

/** What the totals of a row cover: the whole group, or one play. */
export type Span = Pick<HistoryRow, 'playCount' | 'watchedMs' | 'pausedMs' | 'percentComplete'> & {
  readonly startedAt: Date;
  readonly stoppedAt: Date;
};

export const ofPlay = ({ play }: DescribedPlay): Span => ({ ...play, playCount: 1 });

/** How rows are shown, and to whom. */
export interface Showing {
  readonly visible: Visible;
  readonly settings: Settings;
  readonly imageUrl: ImageUrlOf;
}

export function toRow(described: DescribedPlay, span: Span, { visible, settings, imageUrl }: Showing): HistoryRow {
  const { play, server, item, stream } = described;
  const credits = { firstMs: item.creditsFirstMs, finalMs: item.creditsFinalMs };
  return {
    playId: play.id,
    groupId: play.watchGroupId,
    playCount: span.playCount,
    server: { id: server.id, name: server.name },
    user: userView(shownTo(visible, described.user), server.id, imageUrl),
    item: itemView(item, server.id, imageUrl),
    player: playerView(described.player),
    decision: stream.decision,
    resolution: stream.deliveredVideoFullResolution,
    network: {
      ipAddress: play.ipAddress,
      location: play.location,
      isRelayed: play.isRelayed ?? false,
      isSecure: play.isSecure,
      bandwidthKbps: play.bandwidthKbps,
    },
    startedAt: span.startedAt.toISOString(),
    stoppedAt: span.stoppedAt.toISOString(),
    // Imports know plays that ended before they began.
    watchedMs: Math.max(0, span.watchedMs),
    pausedMs: Math.max(0, span.pausedMs),
    percentComplete: span.percentComplete,
    isWatched:
      play.isLive ||
      isWatched({ ...play, mediaType: item.mediaType, viewOffsetMs: play.viewOffsetMs ?? 0, credits }, settings),
    endedReason: play.endedReason,
  };
}
