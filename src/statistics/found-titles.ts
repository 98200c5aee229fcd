/** Descriptions in which words were found -> the titles that are meant. Pure. */
import type { MediaType } from '#contract/enums.ts';
import type { ServerId } from '#contract/ids.ts';
import type { FoundTitle } from '#contract/search.ts';
import type { FoundRow } from './queries-found.ts';

/** Without the address of its picture. */
export type Titled = Omit<FoundTitle, 'thumb' | 'serverId'> & {
  readonly serverId: ServerId;
  readonly thumbPath: string | null;
};

const folded = (text: string | null): string => (text ?? '').toLocaleLowerCase();

const hasAll = (words: readonly string[], ...texts: readonly (string | null)[]): boolean => {
  const text = texts.map(folded).join('\n');
  return words.every((word) => text.includes(word));
};
const hasAny = (words: readonly string[], ...texts: readonly (string | null)[]): boolean =>
  words.some((word) => hasAll([word], ...texts));

const NO_NUMBERS = { year: null, mediaIndex: null, parentMediaIndex: null } as const;

function showOf(row: FoundRow, words: readonly string[]): Titled | null {
  const kinds: Readonly<Partial<Record<MediaType, MediaType>>> = { episode: 'show', track: 'artist' };
  const mediaType = kinds[row.mediaType];
  const { grandparentTitle, grandparentRatingKey } = row;
  if (mediaType === undefined || row.isLive || grandparentTitle === null || grandparentRatingKey === null) return null;
  if (!hasAll(words, grandparentTitle)) return null;
  return {
    ...NO_NUMBERS,
    itemId: null,
    serverId: row.serverId,
    ratingKey: grandparentRatingKey,
    mediaType,
    title: grandparentTitle,
    parentTitle: null,
    grandparentTitle: null,
    libraryName: row.libraryName,
    thumbPath: row.grandparentThumb,
  };
}

function albumOf(row: FoundRow, words: readonly string[]): Titled | null {
  const { parentTitle, parentRatingKey, grandparentTitle } = row;
  if (row.mediaType !== 'track' || parentTitle === null || parentRatingKey === null) return null;
  if (!hasAll(words, grandparentTitle, parentTitle) || !hasAny(words, parentTitle)) return null;
  return {
    ...NO_NUMBERS,
    itemId: null,
    serverId: row.serverId,
    ratingKey: parentRatingKey,
    mediaType: 'album',
    title: parentTitle,
    parentTitle: grandparentTitle,
    grandparentTitle: null,
    libraryName: row.libraryName,
    thumbPath: row.parentThumb ?? row.grandparentThumb,
  };
}

function itemOf(row: FoundRow, words: readonly string[]): Titled | null {
  if (!hasAny(words, row.title, row.originalTitle)) return null;
  const { mediaType } = row;
  const thumbPath =
    mediaType === 'episode'
      ? (row.grandparentThumb ?? row.parentThumb ?? row.thumb)
      : mediaType === 'track'
        ? (row.parentThumb ?? row.thumb)
        : row.thumb;
  return {
    itemId: row.itemId,
    serverId: row.serverId,
    ratingKey: row.ratingKey,
    mediaType,
    title: row.title,
    parentTitle: row.parentTitle,
    grandparentTitle: row.grandparentTitle,
    year: row.year,
    mediaIndex: row.mediaIndex,
    parentMediaIndex: row.parentMediaIndex,
    libraryName: row.libraryName,
    thumbPath,
  };
}

const keyOf = ({ itemId, serverId, ratingKey }: Titled): string =>
  itemId === null ? `${serverId} ${ratingKey}` : String(itemId);

/** In the order of the kinds: what people look for most comes first. */
const KINDS: readonly MediaType[] = ['movie', 'show', 'episode', 'artist', 'album', 'track', 'clip', 'photo'];

/** Each title once, at most `limit` of a kind, kind by kind, the order of the descriptions kept. */
export function titlesOf(rows: readonly FoundRow[], words: readonly string[], limit: number): Titled[] {
  const known = words.map(folded);
  const all = rows.flatMap((row) => [showOf(row, known), albumOf(row, known), itemOf(row, known)]);
  const byKey = new Map<string, Titled>();
  for (const one of all) if (one !== null && !byKey.has(keyOf(one))) byKey.set(keyOf(one), one);
  const titles = [...byKey.values()];
  return KINDS.flatMap((kind) => titles.filter(({ mediaType }) => mediaType === kind).slice(0, limit));
}
