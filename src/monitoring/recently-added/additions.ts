/** Which items of a library are new, and what of them is announced for all (monitoring notes 10). Pure. */
import type { RatingKey } from '#contract/ids.ts';
import type { TimelineChange } from '#plex/facts.ts';

export type AddedType = 'movie' | 'show' | 'season' | 'episode' | 'artist' | 'album' | 'track';

export interface Addition {
  readonly ratingKey: RatingKey;
  /** Season or album of an episode or track. */
  readonly parentRatingKey: RatingKey | null;
  /** Movie, show or artist: what belongs to it is announced together. */
  readonly topRatingKey: RatingKey;
  readonly mediaType: AddedType;
  readonly sectionId: number;
}

/** Plex's type numbers (Plex protocol notes 2) of what is announced; everything else is not. */
const TYPES: ReadonlyMap<number, AddedType> = new Map<number, AddedType>([
  [1, 'movie'],
  [2, 'show'],
  [3, 'season'],
  [4, 'episode'],
  [8, 'artist'],
  [9, 'album'],
  [10, 'track'],
]);

const CREATED = 0;
const DELETED = 9;

/** The new item a change tells of; null when it tells of something else. */
export function additionOf(change: TimelineChange): Addition | null {
  const mediaType = TYPES.get(change.typeNumber);
  if (mediaType === undefined || change.sectionId <= 0) return null;
  if (change.state !== CREATED || change.metadataState !== 'created') return null;
  const { ratingKey, sectionId, parentRatingKey, rootRatingKey } = change;
  const common = { ratingKey, mediaType, sectionId };
  switch (mediaType) {
    case 'movie':
    case 'show':
    case 'artist':
      return { ...common, parentRatingKey: null, topRatingKey: ratingKey };
    case 'season':
    case 'album':
      return { ...common, parentRatingKey: null, topRatingKey: parentRatingKey ?? rootRatingKey ?? ratingKey };
    case 'episode':
    case 'track':
      return { ...common, parentRatingKey, topRatingKey: rootRatingKey ?? parentRatingKey ?? ratingKey };
  }
}

/** Whether an item is gone: it and what belongs to it is not announced any more. */
export const isDeletion = (change: TimelineChange): boolean =>
  change.state === DELETED && change.metadataState === 'deleted';

export interface Grouping {
  /** Several new seasons or albums are one show or artist. */
  readonly byShow: boolean;
  /** Several new episodes or tracks are one season or album. */
  readonly bySeason: boolean;
}

export interface Planned {
  readonly ratingKey: RatingKey;
  /** Keys of the new items that this one stands for; empty when it is announced itself. */
  readonly childKeys: readonly RatingKey[];
}

/** What is announced of everything that was added below one top. */
export function planAnnouncements(added: readonly Addition[], { byShow, bySeason }: Grouping): readonly Planned[] {
  const [first] = added;
  if (first === undefined) return [];
  const seasons = new Map<RatingKey, RatingKey[]>();
  for (const { ratingKey, parentRatingKey, topRatingKey } of added) {
    if (ratingKey === topRatingKey) continue;
    const season = parentRatingKey ?? ratingKey;
    const episodes = seasons.get(season) ?? [];
    seasons.set(season, episodes);
    if (season !== ratingKey) episodes.push(ratingKey);
  }
  if (seasons.size === 0) return [{ ratingKey: first.topRatingKey, childKeys: [] }];
  if (byShow && seasons.size > 1) return [{ ratingKey: first.topRatingKey, childKeys: [...seasons.keys()] }];
  return [...seasons].flatMap(([season, episodes]): Planned[] => {
    if (episodes.length === 0) return [{ ratingKey: season, childKeys: [] }];
    if (bySeason && episodes.length > 1) return [{ ratingKey: season, childKeys: episodes }];
    return episodes.map((ratingKey) => ({ ratingKey, childKeys: [] }));
  });
}
