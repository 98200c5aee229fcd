import { leavesOf, tagsOf } from '../world/library.ts';
import type { Item, ItemKind } from '../world/types.ts';
import type { Attributes } from './element.ts';

/** The numbers a server uses for item types (Plex protocol notes 2). */
const TYPE_NUMBERS: Readonly<Record<ItemKind, number>> = {
  movie: 1,
  show: 2,
  season: 3,
  episode: 4,
  artist: 8,
  album: 9,
  track: 10,
  clip: 12,
  photo: 13,
  photo_album: 14,
  playlist: 15,
  collection: 18,
};

const ELEMENT_TAGS: Readonly<Record<ItemKind, string>> = {
  movie: 'Video',
  episode: 'Video',
  clip: 'Video',
  show: 'Directory',
  season: 'Directory',
  artist: 'Directory',
  album: 'Directory',
  photo_album: 'Directory',
  collection: 'Directory',
  track: 'Track',
  photo: 'Photo',
  playlist: 'Playlist',
};

export const typeNumber = (item: Item): number => TYPE_NUMBERS[item.kind];
export const elementTag = (item: Item): string => ELEMENT_TAGS[item.kind];
/** What stands in `type`: photo albums are called photos there. */
export const wireType = (item: Item): string => (item.kind === 'photo_album' ? 'photo' : item.kind);

export const itemPath = (item: Item): string => `/library/metadata/${item.ratingKey}`;
export const artPath = (item: Item | null): string | undefined =>
  item?.hasArt ? `${itemPath(item)}/art/${item.updatedAt}` : undefined;
export const themePath = (item: Item | null): string | undefined =>
  item?.hasTheme ? `${itemPath(item)}/theme/${item.updatedAt}` : undefined;
export const collectionThumb = (item: Item): string =>
  `/library/collections/${item.ratingKey}/composite/${item.updatedAt}?width=400&height=600`;
export const playlistComposite = (item: Item): string => `/playlists/${item.ratingKey}/composite/${item.updatedAt}`;

/** The address under which an item is opened. */
export function itemKey(item: Item): string {
  if (item.kind === 'collection') return `/library/collections/${item.ratingKey}/children`;
  if (item.kind === 'playlist') return `/playlists/${item.ratingKey}/items`;
  return item.children === null ? itemPath(item) : `${itemPath(item)}/children`;
}

const viewed = (items: readonly Item[]): number => items.filter((item) => item.viewCount).length;
const thumbOf = (item: Item | null): string | undefined => item?.thumb ?? undefined;

/** What every item says about itself. */
const common = (item: Item): Attributes => ({
  ratingKey: String(item.ratingKey),
  key: itemKey(item),
  guid: item.guid,
  type: wireType(item),
  title: item.title,
  titleSort: item.titleSort,
  summary: item.summary,
  thumb: thumbOf(item),
  viewCount: item.viewCount,
  lastViewedAt: item.lastViewedAt,
  addedAt: item.addedAt,
  updatedAt: item.updatedAt,
});

const parentOf = ({ parent }: Item): Attributes =>
  parent === null
    ? {}
    : {
        parentRatingKey: String(parent.ratingKey),
        parentGuid: parent.guid,
        parentKey: itemPath(parent),
        parentTitle: parent.title,
        parentThumb: thumbOf(parent),
      };

function grandparentOf(item: Item): Attributes {
  const grandparent = item.parent?.parent ?? null;
  if (grandparent === null) return {};
  return {
    art: artPath(grandparent),
    grandparentRatingKey: String(grandparent.ratingKey),
    grandparentGuid: grandparent.guid,
    grandparentKey: itemPath(grandparent),
    grandparentTitle: grandparent.title,
    grandparentThumb: thumbOf(grandparent),
    grandparentArt: artPath(grandparent),
  };
}

const ratings = (item: Item): Attributes => ({
  rating: item.rating,
  audienceRating: item.audienceRating,
  audienceRatingImage: item.audienceRatingImage,
});

function movie(item: Item): Attributes {
  const [extra] = item.extras;
  return {
    ...common(item),
    ...ratings(item),
    slug: item.slug,
    editionTitle: item.editionTitle,
    studio: item.studio,
    originalTitle: item.originalTitle,
    contentRating: item.contentRating,
    userRating: item.userRating,
    year: item.year,
    tagline: item.tagline,
    art: artPath(item),
    duration: item.duration,
    originallyAvailableAt: item.originallyAvailableAt,
    chapterSource: item.chapters.length > 0 ? 'media' : undefined,
    hasPremiumPrimaryExtra: extra === undefined ? undefined : true,
    primaryExtraKey: extra === undefined ? undefined : itemPath(extra),
    ratingImage: item.ratingImage,
  };
}

function show(item: Item): Attributes {
  const leaves = leavesOf(item);
  return {
    ...common(item),
    ...ratings(item),
    slug: item.slug,
    studio: item.studio,
    originalTitle: item.originalTitle,
    contentRating: item.contentRating,
    index: item.index,
    year: item.year,
    tagline: item.tagline,
    art: artPath(item),
    theme: themePath(item),
    duration: item.duration,
    originallyAvailableAt: item.originallyAvailableAt,
    leafCount: leaves.length,
    viewedLeafCount: viewed(leaves),
    childCount: item.children?.length ?? 0,
  };
}

function season(item: Item): Attributes {
  const children = item.children ?? [];
  return {
    ...common(item),
    ...parentOf(item),
    parentSlug: item.parent?.slug,
    parentStudio: item.parent?.studio,
    parentIndex: item.parent?.index,
    parentTheme: themePath(item.parent),
    parentYear: item.parent?.year,
    index: item.index,
    year: item.year,
    art: artPath(item.parent),
    leafCount: children.length,
    viewedLeafCount: viewed(children),
  };
}

const episode = (item: Item): Attributes => ({
  ...common(item),
  ...parentOf(item),
  ...grandparentOf(item),
  ...ratings(item),
  grandparentSlug: item.parent?.parent?.slug,
  grandparentTheme: themePath(item.parent?.parent ?? null),
  contentRating: item.contentRating,
  index: item.index,
  parentIndex: item.parent?.index,
  year: item.year,
  duration: item.duration,
  originallyAvailableAt: item.originallyAvailableAt,
});

const artist = (item: Item): Attributes => ({ ...common(item), index: item.index, art: artPath(item) });

function album(item: Item): Attributes {
  const children = item.children ?? [];
  return {
    ...common(item),
    ...parentOf(item),
    studio: item.studio,
    index: item.index,
    rating: item.rating,
    year: item.year,
    art: artPath(item.parent),
    originallyAvailableAt: item.originallyAvailableAt,
    leafCount: children.length,
    viewedLeafCount: viewed(children),
    loudnessAnalysisVersion: item.loudnessAnalysisVersion,
  };
}

/** A track shows the cover of its album. */
const track = (item: Item): Attributes => ({
  ...common(item),
  ...parentOf(item),
  ...grandparentOf(item),
  thumb: thumbOf(item.parent),
  originalTitle: item.originalTitle,
  index: item.index,
  parentIndex: item.discNumber,
  ratingCount: item.ratingCount,
  parentYear: item.parent?.year,
  parentStudio: item.parent?.studio,
  duration: item.duration,
  musicAnalysisVersion: item.musicAnalysisVersion,
});

const photo = (item: Item): Attributes => ({
  ...common(item),
  ...parentOf(item),
  index: item.index,
  parentIndex: item.parent?.index,
  year: item.year,
  originallyAvailableAt: item.originallyAvailableAt,
  createdAtAccuracy: item.createdAtAccuracy,
  createdAtTZOffset: item.createdAtTZOffset,
});

const photoAlbum = (item: Item): Attributes => ({
  ...common(item),
  index: item.index,
  composite: `${itemPath(item)}/composite/${item.updatedAt}`,
});

function clip(item: Item): Attributes {
  const { parentThumb, ...parent } = parentOf(item);
  void parentThumb;
  return {
    ...common(item),
    ...parent,
    index: item.index,
    year: item.year,
    art: artPath(item.extraOf),
    subtype: item.subtype,
    duration: item.duration,
    originallyAvailableAt: item.originallyAvailableAt,
    extraType: item.extraType,
  };
}

const collection = (item: Item): Attributes => ({
  ...common(item),
  subtype: item.subtype,
  contentRating: item.contentRating,
  smart: item.smart || undefined,
  content: item.content,
  index: item.index,
  thumb: collectionThumb(item),
  art: artPath(item),
  childCount: item.members.length,
  collectionMode: item.collectionMode,
  collectionSort: item.collectionSort,
  minYear: item.minYear,
  maxYear: item.maxYear,
});

const playlist = (item: Item): Attributes => ({
  ...common(item),
  smart: item.smart,
  playlistType: item.playlistType,
  composite: playlistComposite(item),
  duration:
    item.playlistType === 'photo' ? undefined : item.members.reduce((sum, member) => sum + (member.duration ?? 0), 0),
  leafCount: item.members.length,
});

const BY_KIND: Readonly<Record<ItemKind, (item: Item) => Attributes>> = {
  movie,
  show,
  season,
  episode,
  artist,
  album,
  track,
  photo,
  photo_album: photoAlbum,
  clip,
  collection,
  playlist,
};

/** The attributes of an item as lists, details and sessions show them (Plex protocol notes 3.3). */
export const itemAttributes = (item: Item): Attributes => BY_KIND[item.kind](item);

/** The collections an item is in, as they are in its section. */
export const collectionsOf = (item: Item): Item[] =>
  tagsOf(item, 'collection').flatMap(({ tag }) => item.section?.collections.filter(({ title }) => title === tag) ?? []);
