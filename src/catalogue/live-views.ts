/** What a server says -> the views of the native API. Pure. */
import type { ServerId } from '#contract/ids.ts';
import type { LiveItem, LiveRow, LiveTrack, LiveVersion } from '#contract/live.ts';
import type { DescribedItem, ItemFacts, MediaTrack, MediaVersion } from '#plex/facts.ts';
import type { ListedRow } from '#plex/parse-rows.ts';
import { type ImageUrlOf, itemNames } from './views.ts';

/** Makes the signed address of a picture; null for what has none. */
export const signing =
  (serverId: ServerId, imageUrl: ImageUrlOf) =>
  (path: string | null): string | null =>
    path === null ? null : imageUrl(serverId, path);
type Signed = ReturnType<typeof signing>;

/** A whole number that the text says; null for anything else. */
export const wholeNumber = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;

const LAST_SECOND = 253_402_300_799;

/** ISO 8601 from epoch seconds. */
export const instantOf = (seconds: number | null): string | null =>
  seconds === null || seconds > LAST_SECOND ? null : new Date(seconds * 1_000).toISOString();

export const rowView = (row: ListedRow, signed: Signed): LiveRow => ({
  ratingKey: row.ratingKey,
  mediaType: row.type,
  title: row.title ?? '',
  parentTitle: row.parentTitle,
  grandparentTitle: row.grandparentTitle,
  year: wholeNumber(row.year),
  mediaIndex: wholeNumber(row.index),
  parentMediaIndex: wholeNumber(row.parentIndex),
  durationMs: wholeNumber(row.duration),
  summary: row.summary,
  addedAt: instantOf(wholeNumber(row.addedAt)),
  thumb: signed(row.thumb),
  childCount: wholeNumber(row.childCount),
  originallyAvailableAt: row.originallyAvailableAt,
  sectionId: wholeNumber(row.librarySectionID),
});

const NO_TRACK = {
  profile: null,
  width: null,
  height: null,
  frameRate: null,
  bitDepth: null,
  dynamicRange: null,
  channels: null,
  channelLayout: null,
  isForced: false,
  isExternal: false,
} as const;

function trackView(track: MediaTrack): LiveTrack {
  const { kind, codec, language, bitrateKbps } = track;
  const common = { ...NO_TRACK, kind, codec, language, bitrateKbps };
  switch (track.kind) {
    case 'video': {
      const { profile, width, height, frameRate, bitDepth, dynamicRange } = track;
      return { ...common, profile, width, height, frameRate, bitDepth, dynamicRange };
    }
    case 'audio': {
      const { profile, channels, channelLayout } = track;
      return { ...common, profile, channels, channelLayout };
    }
    case 'subtitle':
      return { ...common, isForced: track.isForced, isExternal: track.isExternal };
  }
}

const versionView = (version: MediaVersion): LiveVersion => ({
  container: version.container,
  bitrateKbps: version.bitrateKbps,
  durationMs: version.durationMs,
  width: version.width,
  height: version.height,
  videoCodec: version.videoCodec,
  videoResolution: version.videoResolution,
  audioCodec: version.audioCodec,
  audioChannels: version.audioChannels,
  isOptimized: version.isOptimized,
  title: version.title,
  aspectRatio: version.aspectRatio,
  frameRate: version.videoFrameRate,
  files: version.parts.map(({ file, sizeBytes, container, tracks }) => ({
    path: file,
    bytes: sizeBytes,
    container,
    tracks: tracks.map(trackView),
  })),
});

const decimal = (text: string | null): number | null => {
  const number = Number(text ?? Number.NaN);
  return Number.isFinite(number) ? number : null;
};

/** What the item has of its own; a picture it lacks is that of what it belongs to. */
const picturesOf = (item: ItemFacts, signed: Signed) => ({
  poster: signed(item.thumb ?? item.parentThumb ?? item.grandparentThumb),
  backdrop: signed(item.art),
});

export const liveItemView = ({ item, media }: DescribedItem, signed: Signed): LiveItem => ({
  ratingKey: item.ratingKey,
  parentRatingKey: item.parentRatingKey,
  grandparentRatingKey: item.grandparentRatingKey,
  mediaType: item.mediaType,
  guid: item.guid,
  isLive: item.isLive,
  ...itemNames(item),
  sectionId: item.sectionId,
  libraryName: item.libraryName,
  contentRating: item.contentRating,
  studio: item.studio,
  summary: item.summary,
  tagline: item.tagline,
  rating: decimal(item.rating),
  audienceRating: decimal(item.audienceRating),
  userRating: decimal(item.userRating),
  ratingImage: item.ratingImage,
  audienceRatingImage: item.audienceRatingImage,
  originallyAvailableAt: item.originallyAvailableAt,
  addedAt: instantOf(item.addedAt),
  updatedAt: instantOf(item.updatedAt),
  ...picturesOf(item, signed),
  genres: [...item.genres],
  directors: [...item.directors],
  writers: [...item.writers],
  actors: [...item.actors],
  labels: [...item.labels],
  collections: [...item.collections],
  externalIds: [...item.externalIds],
  childCount: item.childCount,
  isSmart: item.isSmart,
  subType: item.subType,
  channelTitle: item.channelTitle,
  channelThumb: signed(item.channelThumb),
  versions: media.map(versionView),
});
