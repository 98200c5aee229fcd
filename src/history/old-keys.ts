/** The keys under which the history knows the parts of a show or an artist. */
import type { ItemSnapshotRow } from '#catalogue/views.ts';
import type { Db } from '#db/pool.ts';
import { describedUnder, type KeyLevel } from './queries-old-keys.ts';

export type KnownItem = Pick<
  ItemSnapshotRow,
  | 'ratingKey'
  | 'parentRatingKey'
  | 'grandparentRatingKey'
  | 'title'
  | 'parentTitle'
  | 'grandparentTitle'
  | 'mediaIndex'
  | 'parentMediaIndex'
  | 'importedValues'
>;

/** Where the key of a media type stands in what was played. */
const LEVELS: Readonly<Record<string, KeyLevel>> = {
  movie: 'ratingKey',
  episode: 'ratingKey',
  track: 'ratingKey',
  season: 'parentRatingKey',
  album: 'parentRatingKey',
  show: 'grandparentRatingKey',
  artist: 'grandparentRatingKey',
};

/**
 * Everything that was played of the film, show or artist that has something with this key, oldest description first;
 * empty for a key or a media type nobody knows.
 */
export async function playedUnderKey(db: Db, mediaType: string, ratingKey: string): Promise<readonly KnownItem[]> {
  const level = Object.hasOwn(LEVELS, mediaType) ? LEVELS[mediaType] : undefined;
  if (level === undefined) return [];
  const found = await describedUnder(db, level, [ratingKey]);
  if (mediaType === 'movie' || level === 'grandparentRatingKey') return found;
  const roots = found.map(({ grandparentRatingKey }) => grandparentRatingKey).filter((key) => key !== null);
  return describedUnder(db, 'grandparentRatingKey', [...new Set(roots)]);
}
