/** Collections and playlists as the reference's tables show them: Plex's own names, local times as text. */
import type { CollectionFacts, PlaylistFacts } from '#plex/parse-collections.ts';
import type { JsonObject } from './json.ts';

/** `2023-08-13T23:56:40` in the zone of the installation; null when it is not known. */
export function localTime(epochSeconds: number | null, timeZone: string): string | null {
  if (epochSeconds === null) return null;
  return Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1_000)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
}

/** What the modes and orders of a collection are called; they are sorted and searched by that. */
const MODES: Readonly<Record<number, string>> = {
  [-1]: 'Library default',
  0: 'Hide collection',
  1: 'Hide items in this collection',
  2: 'Show this collection and its items',
};
const ORDERS: Readonly<Record<number, string>> = { 0: 'Release date', 1: 'Alphabetical', 2: 'Custom' };

export const modeOf = ({ collectionMode }: CollectionFacts): number => collectionMode ?? -1;
export const orderOf = ({ collectionSort }: CollectionFacts): number => collectionSort ?? 0;
export const modeName = (collection: CollectionFacts): string => MODES[modeOf(collection)] ?? '';
export const orderName = (collection: CollectionFacts): string => ORDERS[orderOf(collection)] ?? '';

export const presentCollection = (collection: CollectionFacts, timeZone: string): JsonObject => ({
  addedAt: localTime(collection.addedAt, timeZone),
  art: collection.art,
  childCount: collection.childCount,
  collectionMode: modeOf(collection),
  collectionPublished: collection.collectionPublished,
  collectionSort: orderOf(collection),
  contentRating: collection.contentRating,
  guid: collection.guid,
  librarySectionID: collection.librarySectionID,
  librarySectionTitle: collection.librarySectionTitle,
  maxYear: collection.maxYear,
  minYear: collection.minYear,
  ratingKey: collection.ratingKey,
  smart: collection.smart,
  subtype: collection.subtype,
  summary: collection.summary ?? null,
  thumb: collection.thumb,
  title: collection.title,
  titleSort: collection.titleSort ?? collection.title,
  type: collection.type,
  updatedAt: localTime(collection.updatedAt, timeZone),
});

/** Whose playlists these are: the parameters as they were sent. */
export interface PlaylistsOf {
  readonly librarySectionID: string | null;
  readonly userID: string | null;
}

export const presentPlaylist = (playlist: PlaylistFacts, of: PlaylistsOf, timeZone: string): JsonObject => ({
  addedAt: localTime(playlist.addedAt, timeZone),
  composite: playlist.composite,
  duration: playlist.duration,
  guid: playlist.guid,
  leafCount: playlist.leafCount,
  librarySectionID: of.librarySectionID,
  playlistType: playlist.playlistType,
  ratingKey: playlist.ratingKey,
  smart: playlist.smart,
  summary: playlist.summary ?? null,
  title: playlist.title,
  type: playlist.type,
  updatedAt: localTime(playlist.updatedAt, timeZone),
  userID: of.userID,
});
