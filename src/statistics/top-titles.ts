/** How films, shows, artists and albums are shown in lists of the busiest. */
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { TopLine } from '#contract/statistics-lists.ts';
import type { Db } from '#db/pool.ts';
import { titlesOfPlays } from './queries-titles.ts';

/** `self` is what was played, whatever it was, `top` its film, show or artist. */
export type TitleKind = 'movie' | 'show' | 'artist' | 'album' | 'self' | 'top';
type Row = Awaited<ReturnType<typeof titlesOfPlays>>[number];
export type TitleFacts = Pick<TopLine, 'name' | 'byline' | 'year' | 'item'>;

interface Side {
  readonly name: string | null;
  readonly byline: string | null;
  readonly year: number | null;
  readonly ratingKey: string | null;
  readonly pictures: readonly (string | null)[];
}

const artistOf = (row: Row): string | null => row.originalTitle || row.grandparentTitle;

function sideOf(kind: Exclude<TitleKind, 'top'>, row: Row): Side {
  const plain = { byline: null, year: null };
  switch (kind) {
    case 'movie':
      return {
        name: row.title || row.fullTitle,
        byline: null,
        year: row.year,
        ratingKey: row.ratingKey,
        pictures: [row.thumb],
      };
    case 'self':
      return { ...plain, name: row.fullTitle, ratingKey: row.ratingKey, pictures: ownPictures(row) };
    case 'show':
      return {
        ...plain,
        name: row.grandparentTitle,
        ratingKey: row.grandparentRatingKey,
        pictures: [row.grandparentThumb, row.parentThumb, row.thumb],
      };
    case 'artist':
      return {
        ...plain,
        name: artistOf(row),
        ratingKey: row.grandparentRatingKey,
        pictures: [row.grandparentThumb, row.parentThumb, row.thumb],
      };
    case 'album':
      return {
        name: row.parentTitle,
        byline: row.grandparentTitle,
        year: row.year,
        ratingKey: row.parentRatingKey,
        pictures: [row.parentThumb, row.thumb, row.grandparentThumb],
      };
  }
}

/** The picture people recognise it by: the show's, the album's cover, or its own. */
function ownPictures({ mediaType, thumb, parentThumb, grandparentThumb }: Row): Side['pictures'] {
  if (mediaType === 'episode') return [grandparentThumb, parentThumb, thumb];
  return mediaType === 'track' ? [parentThumb, thumb, grandparentThumb] : [thumb];
}

/** Imports know names of pictures that are nowhere. */
const isPicture = (path: string | null): path is string => path !== null && /^(\/|https?:)/.test(path);

function kindOf(kind: TitleKind, { mediaType }: Row): Exclude<TitleKind, 'top'> {
  if (kind !== 'top') return kind;
  if (mediaType === 'episode') return 'show';
  return mediaType === 'track' ? 'artist' : 'movie';
}

function factsOf(asked: TitleKind, row: Row, imageUrl: ImageUrlOf): TitleFacts {
  const kind = kindOf(asked, row);
  const { name, byline, year, ratingKey, pictures } = sideOf(kind, row);
  const picture = pictures.find(isPicture);
  return {
    name: name || null,
    byline: byline || null,
    year,
    item: {
      playId: row.playId,
      itemId: row.itemId,
      mediaType: kind === 'self' ? row.mediaType : kind,
      serverId: row.serverId,
      ratingKey,
      poster: picture === undefined ? null : imageUrl(row.serverId, picture),
    },
  };
}

/** What the titles of some plays are, by the number of the play. */
export async function titleFacts(
  db: Db,
  kind: TitleKind,
  ids: readonly number[],
  imageUrl: ImageUrlOf,
): Promise<ReadonlyMap<number, TitleFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await titlesOfPlays(db, ids);
  return new Map(rows.map((row) => [Number(row.playId), factsOf(kind, row, imageUrl)]));
}

/** What single plays were of, as a sentence would say it, by the number of the play. */
export async function fullTitles(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await titlesOfPlays(db, ids);
  return new Map(rows.map(({ playId, fullTitle }) => [Number(playId), fullTitle]));
}
