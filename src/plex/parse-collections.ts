/** Collections and playlists, as a client that shows them wants them (Plex protocol notes 6). */
import { z } from 'zod';
import { epochSeconds, flag, integer, milliseconds, text } from './attributes.ts';
import type { ParseResult } from './parse-metadata.ts';
import { mapped, parseContainer } from './parse-rows.ts';
import type { Question } from './question.ts';
import { childrenNamed } from './xml.ts';

const count = milliseconds;

const CollectionAttributes = z.object({
  ratingKey: integer,
  librarySectionID: integer,
  librarySectionTitle: text,
  guid: text,
  type: text,
  subtype: text,
  title: text,
  titleSort: text,
  summary: z.string().optional(),
  contentRating: text,
  thumb: text,
  art: text,
  childCount: count,
  collectionMode: integer,
  collectionSort: integer,
  collectionPublished: flag,
  smart: flag,
  minYear: integer,
  maxYear: integer,
  addedAt: epochSeconds,
  updatedAt: epochSeconds,
});

/** Moments are epoch seconds; `summary` is undefined when the server says none, and may be empty. */
export type CollectionFacts = z.infer<typeof CollectionAttributes>;

const PlaylistAttributes = z.object({
  ratingKey: integer,
  guid: text,
  type: text,
  playlistType: text,
  title: text,
  summary: z.string().optional(),
  composite: text,
  leafCount: count,
  duration: milliseconds,
  smart: flag,
  addedAt: epochSeconds,
  updatedAt: epochSeconds,
});

export type PlaylistFacts = z.infer<typeof PlaylistAttributes>;

/** One page of a listing; `total` is how many there are in all. */
export interface Listing<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

export const parseCollections = (body: string): ParseResult<Listing<CollectionFacts>> =>
  mapped(parseContainer(body), (container) => {
    // The library stands in the container; its name in a row only.
    const librarySectionID = container.attributes.librarySectionID ?? '';
    const rows = childrenNamed(container, 'Directory')
      .map(({ attributes }) => CollectionAttributes.parse({ librarySectionID, ...attributes }))
      .filter(({ type }) => type === 'collection');
    return { total: integer.parse(container.attributes.totalSize) ?? rows.length, rows };
  });

export const parsePlaylists = (body: string): ParseResult<Listing<PlaylistFacts>> =>
  mapped(parseContainer(body), (container) => {
    const rows = childrenNamed(container, 'Playlist').map(({ attributes }) => PlaylistAttributes.parse(attributes));
    return { total: integer.parse(container.attributes.totalSize) ?? rows.length, rows };
  });

const paged = (start: number) => `X-Plex-Container-Start=${start}&X-Plex-Container-Size=100`;

export const collectionsOf = (sectionId: number, start: number): Question<Listing<CollectionFacts>> => ({
  path: `library/sections/${sectionId}/all?includeGuids=1&type=18&${paged(start)}`,
  parse: parseCollections,
});

export const playlistsOf = (
  sectionId: number,
  playlistType: string,
  start: number,
): Question<Listing<PlaylistFacts>> => ({
  path: `playlists?playlistType=${playlistType}&sectionID=${sectionId}&${paged(start)}`,
  parse: parsePlaylists,
});

/** Of whoever the token belongs to. */
export const allPlaylists = (start: number): Question<Listing<PlaylistFacts>> => ({
  path: `playlists?${paged(start)}`,
  parse: parsePlaylists,
});
