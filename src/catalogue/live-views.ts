/** What a server says -> the views of the native API. Pure. */
import type { ServerId } from '#contract/ids.ts';
import type { LiveItem, LiveRow, LiveVersion } from '#contract/live.ts';
import type { DescribedItem, ItemFacts, MediaVersion } from '#plex/facts.ts';
import type { ListedRow } from '#plex/parse-rows.ts';
import type { ImageUrlOf } from './views.ts';

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
});

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
  files: version.parts.map(({ file, sizeBytes }) => ({ path: file, bytes: sizeBytes })),
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
  mediaType: item.mediaType,
  guid: item.guid,
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
  sectionId: item.sectionId,
  libraryName: item.libraryName,
  contentRating: item.contentRating,
  studio: item.studio,
  summary: item.summary,
  tagline: item.tagline,
  rating: decimal(item.rating),
  audienceRating: decimal(item.audienceRating),
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
  versions: media.map(versionView),
});
