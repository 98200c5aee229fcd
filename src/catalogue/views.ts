/** Rows of the snapshot tables -> the views of the native API. Pure. */
import type { InferSelectModel } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import type { ITEM_NAMES, ItemView, MediaSideView, PlayerView, StreamView, UserView } from '#contract/media.ts';
import type { itemSnapshots, players, streamSnapshots, users } from '#db/schema/index.ts';

export type ItemSnapshotRow = InferSelectModel<typeof itemSnapshots>;
export type StreamSnapshotRow = InferSelectModel<typeof streamSnapshots>;
export type PlayerRow = InferSelectModel<typeof players>;

/** Makes the signed address of a Plex image of one server (images/sign.ts). */
export type ImageUrlOf = (serverId: ServerId, plexPath: string) => string;

/** The picture people recognise it by: the show's poster for episodes, the album's cover for tracks. */
function posterPath(row: ItemSnapshotRow): string | null {
  if (row.mediaType === 'episode') return row.grandparentThumb ?? row.parentThumb ?? row.thumb;
  if (row.mediaType === 'track') return row.parentThumb ?? row.thumb ?? row.grandparentThumb;
  return row.thumb ?? row.parentThumb;
}

/** What an item is called, where it belongs and how long it is. */
export const itemNames = (item: Pick<ItemView, keyof typeof ITEM_NAMES>) => ({
  title: item.title,
  parentTitle: item.parentTitle,
  grandparentTitle: item.grandparentTitle,
  originalTitle: item.originalTitle,
  editionTitle: item.editionTitle,
  fullTitle: item.fullTitle,
  year: item.year,
  mediaIndex: item.mediaIndex,
  parentMediaIndex: item.parentMediaIndex,
  durationMs: item.durationMs,
});

export function itemView(row: ItemSnapshotRow, serverId: ServerId, imageUrl: ImageUrlOf): ItemView {
  const signed = (path: string | null): string | null => (path === null ? null : imageUrl(serverId, path));
  return {
    id: row.itemId,
    mediaType: row.mediaType,
    isLive: row.isLive,
    ratingKey: row.ratingKey,
    parentRatingKey: row.parentRatingKey,
    grandparentRatingKey: row.grandparentRatingKey,
    ...itemNames(row),
    libraryName: row.libraryName,
    contentRating: row.contentRating,
    summary: row.summary,
    genres: row.genres,
    channelTitle: row.channelTitle,
    poster: signed(posterPath(row)),
    backdrop: signed(row.art),
  };
}

const SIDE_KEYS = [
  'container',
  'bitrateKbps',
  'videoCodec',
  'videoProfile',
  'videoBitrateKbps',
  'videoBitDepth',
  'videoWidth',
  'videoHeight',
  'videoFullResolution',
  'videoFrameRate',
  'videoDynamicRange',
  'audioCodec',
  'audioBitrateKbps',
  'audioChannels',
  'audioChannelLayout',
  'audioLanguage',
  'subtitleCodec',
  'subtitleLanguage',
  'subtitleIsForced',
] as const satisfies readonly (keyof MediaSideView)[];

function sideView(row: StreamSnapshotRow, prefix: 'source' | 'delivered'): MediaSideView {
  const side: Record<string, unknown> = {};
  for (const key of SIDE_KEYS)
    side[key] = row[`${prefix}${key.charAt(0).toUpperCase()}${key.slice(1)}` as keyof StreamSnapshotRow];
  return side as MediaSideView;
}

export const streamView = (row: StreamSnapshotRow): StreamView => ({
  decision: row.decision,
  containerDecision: row.containerDecision,
  videoDecision: row.videoDecision,
  audioDecision: row.audioDecision,
  subtitleDecision: row.subtitleDecision,
  qualityProfile: row.qualityProfile,
  isSourceKnown: row.isSourceKnown,
  source: sideView(row, 'source'),
  delivered: sideView(row, 'delivered'),
  transcodeProtocol: row.transcodeProtocol,
  isHwDecoding: row.isHwDecoding,
  isHwEncoding: row.isHwEncoding,
  hwDecodeTitle: row.hwDecodeTitle,
  hwEncodeTitle: row.hwEncodeTitle,
  hasSubtitles: row.hasSubtitles,
  isOptimizedVersion: row.isOptimizedVersion,
});

export const playerView = (row: PlayerRow): PlayerView => ({
  title: row.title,
  device: row.device,
  platform: row.platform,
  platformVersion: row.platformVersion,
  product: row.product,
  productVersion: row.productVersion,
});

export const userView = (row: InferSelectModel<typeof users>, serverId: ServerId, imageUrl: ImageUrlOf): UserView => ({
  id: row.id,
  name: row.friendlyName ?? row.title ?? row.username,
  username: row.username,
  avatar: row.thumb === null ? null : imageUrl(serverId, row.thumb),
});
