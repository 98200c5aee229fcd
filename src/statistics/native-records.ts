/** What was recorded of items, for the native API. */
import { type ImageUrlOf, itemNames } from '#catalogue/views.ts';
import type { MediaType } from '#contract/enums.ts';
import type { ItemId, RatingKey, ServerId } from '#contract/ids.ts';
import type { ItemRecord, KeyStatistics, RecordedPart } from '#contract/items.ts';
import type { ItemLevel } from '#contract/statistics.ts';
import type { Db } from '#db/pool.ts';
import { Problem } from '#problem';
import type { Visible } from '#users/visible.ts';
import { type PeopleDeps, watchersOf, windowsOf } from './native-people.ts';
import {
  type DescribedRow,
  describedItem,
  describedUnderKey,
  type PlayedPart,
  playedParts,
} from './queries-records.ts';

export interface RecordDeps {
  /** To whom it is told. */
  readonly visible: Visible;
  readonly db: Db;
  readonly imageUrl: ImageUrlOf;
}

type Signed = (path: string | null) => string | null;

/** What something belongs to, by what it is. */
const PARENTS: Readonly<Partial<Record<MediaType, MediaType>>> = {
  episode: 'season',
  track: 'album',
  photo: 'photo_album',
  clip: 'photo_album',
};
const GRANDPARENTS: Readonly<Partial<Record<MediaType, MediaType>>> = { episode: 'show', track: 'artist' };

const numberOf = (text: string | number | null): number | null => (text === null ? null : Number(text));

const OF_ITEM_ONLY = {
  originalTitle: null,
  editionTitle: null,
  year: null,
  durationMs: null,
  summary: null,
  tagline: null,
  rating: null,
  audienceRating: null,
  originallyAvailableAt: null,
  addedAt: null,
  channelTitle: null,
  channelThumb: null,
} as const;

/** The item itself. */
const ownPart = ({ item }: DescribedRow, signed: Signed) => ({
  itemId: item.itemId,
  mediaType: item.mediaType,
  ratingKey: item.ratingKey,
  parentRatingKey: item.parentRatingKey,
  grandparentRatingKey: item.grandparentRatingKey,
  guid: item.guid,
  ...itemNames(item),
  summary: item.summary,
  tagline: item.tagline,
  rating: numberOf(item.rating),
  audienceRating: numberOf(item.audienceRating),
  originallyAvailableAt: item.originallyAvailableOn,
  addedAt: item.addedAt?.toISOString() ?? null,
  poster: signed(item.thumb ?? item.parentThumb ?? item.grandparentThumb),
  channelTitle: item.channelTitle,
  channelThumb: signed(item.channelThumb),
  directors: item.directors,
  writers: item.writers,
});

/** The season, album or folder of an item, as far as the item said something of it. */
const parentPart = ({ item }: DescribedRow, signed: Signed) => ({
  ...OF_ITEM_ONLY,
  itemId: null,
  directors: [],
  writers: [],
  mediaType: PARENTS[item.mediaType] ?? item.mediaType,
  ratingKey: item.parentRatingKey,
  parentRatingKey: item.grandparentRatingKey,
  grandparentRatingKey: null,
  guid: item.parentGuid,
  title: item.parentTitle ?? '',
  parentTitle: item.grandparentTitle,
  grandparentTitle: null,
  fullTitle: [item.grandparentTitle, item.parentTitle].filter((part) => part !== null).join(' - '),
  mediaIndex: item.mediaType === 'episode' ? item.parentMediaIndex : null,
  parentMediaIndex: null,
  poster: signed(item.parentThumb ?? item.grandparentThumb),
});

/** The show or artist of an item. */
const grandparentPart = ({ item }: DescribedRow, signed: Signed) => ({
  ...OF_ITEM_ONLY,
  itemId: null,
  directors: [],
  writers: [],
  mediaType: GRANDPARENTS[item.mediaType] ?? item.mediaType,
  ratingKey: item.grandparentRatingKey,
  parentRatingKey: null,
  grandparentRatingKey: null,
  guid: item.grandparentGuid,
  title: item.grandparentTitle ?? '',
  parentTitle: null,
  grandparentTitle: null,
  fullTitle: item.grandparentTitle ?? '',
  mediaIndex: null,
  parentMediaIndex: null,
  poster: signed(item.grandparentThumb),
});

const PARTS_OF_LEVEL: Readonly<Record<ItemLevel, typeof ownPart | typeof parentPart | typeof grandparentPart>> = {
  self: ownPart,
  parent: parentPart,
  grandparent: grandparentPart,
};

const partView = (part: PlayedPart, signed: Signed): RecordedPart => ({
  itemId: part.itemId,
  ratingKey: part.ratingKey,
  mediaType: part.mediaType,
  title: part.title,
  mediaIndex: part.mediaIndex,
  thumb: signed(part.thumb),
});

/** The seasons or albums that the parts belong to. */
function branchesOf(parts: readonly PlayedPart[], signed: Signed): RecordedPart[] {
  const branches = new Map(parts.map((part) => [part.parentRatingKey ?? part.parentTitle, part]));
  return [...branches.values()].map((part) => ({
    itemId: null,
    ratingKey: part.parentRatingKey,
    mediaType: PARENTS[part.mediaType] ?? part.mediaType,
    title: part.parentTitle ?? '',
    mediaIndex: part.mediaType === 'episode' ? part.parentMediaIndex : null,
    thumb: signed(part.parentThumb),
  }));
}

async function partsOf({ db, visible }: RecordDeps, { item, server }: DescribedRow, level: ItemLevel, signed: Signed) {
  if (level === 'self') return [];
  const key = level === 'parent' ? item.parentRatingKey : item.grandparentRatingKey;
  if (key === null) return [];
  const parts = await playedParts(db, visible, { serverId: server.id, key, column: level });
  return level === 'parent' ? parts.map((part) => partView(part, signed)) : branchesOf(parts, signed);
}

async function recordView(deps: RecordDeps, row: DescribedRow, level: ItemLevel): Promise<ItemRecord> {
  const { item, server, library } = row;
  const signed: Signed = (path) => (path === null ? null : deps.imageUrl(server.id, path));
  return {
    level,
    playedItemId: item.itemId,
    server: { id: server.id, name: server.name },
    machineIdentifier: server.machineIdentifier,
    isLive: item.isLive,
    ...PARTS_OF_LEVEL[level](row, signed),
    library: library === null ? null : { id: library.id, name: library.name, type: library.type },
    libraryName: item.libraryName,
    contentRating: item.contentRating,
    studio: item.studio,
    genres: item.genres,
    actors: item.actors,
    backdrop: signed(item.art),
    isPlaceholder: item.isPlaceholder,
    parts: await partsOf(deps, row, level, signed),
  };
}

/** @throws Problem `not_found`, also for an item of which nothing may be told. */
export async function itemRecord(deps: RecordDeps, itemId: number): Promise<ItemRecord> {
  const row = await describedItem(deps.db, deps.visible, itemId as ItemId);
  if (row === null) throw new Problem('not_found', `There is no item with the number ${itemId}`);
  return recordView(deps, row, 'self');
}

function levelOf({ item }: DescribedRow, key: string): ItemLevel {
  if (item.ratingKey === key) return 'self';
  return item.parentRatingKey === key ? 'parent' : 'grandparent';
}

/** @throws Problem `not_found` when nothing was played under the key, or nothing may be told of it. */
export async function keyRecord(deps: RecordDeps, serverId: number, key: string): Promise<ItemRecord> {
  const row = await describedUnderKey(deps.db, deps.visible, serverId as ServerId, key as RatingKey);
  if (row === null) throw new Problem('not_found', `Nothing was played under the key ${key}`);
  return recordView(deps, row, levelOf(row, key));
}

/**
 * How much was watched under a key and by whom: of the item itself, or of everything that belongs to it. Nothing for
 * what was never played. A person's own plays are theirs to know, wherever they lie.
 */
export async function keyStatistics(deps: PeopleDeps, serverId: number, key: string): Promise<KeyStatistics> {
  const scope = { kind: 'item', serverId: serverId as ServerId, ratingKey: key as RatingKey } as const;
  const [windows, people] = await Promise.all([windowsOf(deps, scope), watchersOf(deps, scope)]);
  return { ratingKey: key, windows, people };
}
