import type { EndedReason, Location, MediaType } from '#contract/enums.ts';
import type { ItemId, ServerId, UserId } from '#contract/ids.ts';

/** A finished play whose descriptions are stored already. */
export interface PlayToRecord {
  readonly serverId: ServerId;
  readonly userId: UserId;
  readonly itemId: ItemId;
  readonly itemSnapshotId: number;
  readonly streamSnapshotId: number;
  readonly playerId: number;
  readonly mediaType: MediaType;
  readonly isLive: boolean;
  readonly startedAt: Date;
  readonly stoppedAt: Date;
  readonly lastSeenAt: Date;
  readonly watchedMs: number;
  readonly pausedMs: number;
  readonly viewOffsetMs: number;
  readonly durationMs: number | null;
  readonly endedReason: EndedReason;
  readonly ipAddress: string | null;
  readonly location: Location;
  readonly isRelayed: boolean;
  readonly isSecure: boolean | null;
  readonly bandwidthKbps: number | null;
}
