import { hex } from '../random.ts';
import { type Library, sectionOf, tagsOf } from '../world/library.ts';
import type { Item, MediaVersion, Section, TagKind } from '../world/types.ts';
import { type Attributes, type Element, el } from './element.ts';
import { artPath, elementTag, itemAttributes } from './item-attributes.ts';

/** What a request asks of an item beyond the short list form. */
export interface ItemDetail {
  /** The long form a single-item request gets. */
  readonly detail?: boolean;
  readonly guids?: boolean;
  readonly markers?: boolean;
  readonly chapters?: boolean;
  readonly media?: boolean;
  readonly section?: boolean;
  readonly checkFiles?: boolean;
  readonly extra?: Attributes;
}

const LIST_TAGS = 2;
const LIST_ACTORS = 3;
const BLUR = { topLeft: '4c2a1d', topRight: '1b2a35', bottomRight: '10202b', bottomLeft: '3a1c12' };

export const streamElement = (stream: Attributes, extra: Attributes = {}): Element =>
  el('Stream', { ...stream, ...extra });

/** A stored version; streams are listed only in the long form. */
export function mediaElement(media: MediaVersion, streams: boolean, extra: Attributes = {}): Element {
  const parts = media.parts.map((part) =>
    el('Part', { ...part.attrs, ...extra }, streams ? part.streams.map((stream) => streamElement(stream)) : []),
  );
  return el('Media', media.attrs, parts);
}

type PersonKind = 'director' | 'writer' | 'actor' | 'producer';

/** Two of three people have a portrait. */
const personAttributes = (kind: PersonKind, id: number): Attributes => ({
  tagKey: `5d7768${hex(id * 99_991, 18)}`,
  thumb: id % 3 ? `https://metadata-static.plex.tv/people/${kind}-${id}.jpg` : undefined,
});

interface TagElements {
  readonly name: string;
  readonly kind: TagKind;
  readonly person?: PersonKind;
}

/** In the order a server writes them; the identifiers stand between countries and collections. */
const TAGS_BEFORE_GUIDS: readonly TagElements[] = [
  { name: 'Genre', kind: 'genre' },
  { name: 'Country', kind: 'country' },
];
const TAGS_AFTER_GUIDS: readonly TagElements[] = [
  { name: 'Collection', kind: 'collection' },
  { name: 'Director', kind: 'director', person: 'director' },
  { name: 'Writer', kind: 'writer', person: 'writer' },
  { name: 'Role', kind: 'actor', person: 'actor' },
  { name: 'Producer', kind: 'producer', person: 'producer' },
  { name: 'Label', kind: 'label' },
  { name: 'Tag', kind: 'tag' },
];

function tagLimit(kind: TagKind, item: Item, detail: boolean): number {
  if (detail) return Number.POSITIVE_INFINITY;
  if (kind === 'producer') return 0;
  if (kind === 'label') return item.kind === 'collection' ? LIST_TAGS : 0;
  return kind === 'actor' ? LIST_ACTORS : LIST_TAGS;
}

/** The tag elements of an item: all of them in the long form, the first few in lists. */
function tagElements(library: Library, item: Item, detail: boolean, which: readonly TagElements[]): Element[] {
  return which.flatMap(({ name, kind, person }) =>
    tagsOf(item, kind)
      .slice(0, tagLimit(kind, item, detail))
      .map(({ tag, role }) => {
        const id = library.tagId(kind, tag);
        const more = detail && person !== undefined ? personAttributes(person, id) : {};
        return el(name, { id, filter: `${kind}=${id}`, tag, role, ...more });
      }),
  );
}

/** Tags as a session shows them: all kinds, without identifiers. */
export const sessionTags = (library: Library, item: Item): Element[] => [
  ...tagElements(library, item, true, TAGS_BEFORE_GUIDS),
  ...ratingElements(item),
  ...tagElements(library, item, true, TAGS_AFTER_GUIDS),
];

function imageElements(item: Item): Element[] {
  if (!item.thumb || item.kind === 'playlist' || item.kind === 'collection') return [];
  const type = item.kind === 'episode' || item.kind === 'clip' ? 'snapshot' : 'coverPoster';
  const art = artPath(item);
  return [
    el('Image', { alt: item.title, type, url: item.thumb }),
    ...(art === undefined ? [] : [el('Image', { alt: item.title, type: 'background', url: art })]),
    el('UltraBlurColors', BLUR),
  ];
}

function ratingElements(item: Item): Element[] {
  const out: Element[] = [];
  if (item.rating && item.ratingImage) {
    out.push(el('Rating', { image: item.ratingImage, value: item.rating, type: 'critic' }));
  }
  if (item.audienceRating && item.audienceRatingImage) {
    out.push(el('Rating', { image: item.audienceRatingImage, value: item.audienceRating, type: 'audience' }));
  }
  return out;
}

const isFolder = (item: Item): boolean =>
  item.children !== null && item.parent === null && item.kind !== 'photo_album' && item.section !== null;

const chapterElements = (item: Item): Element[] =>
  item.chapters.map((chapter) =>
    el('Chapter', {
      id: chapter.id,
      filter: `thumb=${chapter.id}`,
      tag: chapter.tag,
      index: chapter.index,
      startTimeOffset: chapter.startTimeOffset,
      endTimeOffset: chapter.endTimeOffset,
      thumb: `/library/media/${item.media[0]?.attrs.id ?? 0}/chapterImages/${chapter.index}`,
    }),
  );

const markerElements = (item: Item): Element[] =>
  item.markers.map((marker) =>
    el(
      'Marker',
      {
        id: marker.id,
        type: marker.type,
        startTimeOffset: marker.startTimeOffset,
        endTimeOffset: marker.endTimeOffset,
        final: marker.final ? true : undefined,
      },
      [el('Attributes', { id: marker.id, version: marker.type === 'credits' ? 4 : 5 })],
    ),
  );

const ownSection = ({ section }: Item): Attributes =>
  section === null
    ? {}
    : {
        librarySectionTitle: section.title,
        librarySectionID: section.id,
        librarySectionKey: `/library/sections/${section.id}`,
      };

/** One item, in the short list form unless `want` asks for more. */
export function itemElement(library: Library, item: Item, want: ItemDetail = {}): Element {
  const { detail = false, guids = detail, media = true } = want;
  const checked = want.checkFiles ? { accessible: true, exists: true } : {};
  const attrs = {
    ...itemAttributes(item),
    network: detail && item.kind === 'show' ? item.network : undefined,
    ...(want.section ? ownSection(item) : {}),
    ...want.extra,
  };
  return el(elementTag(item), attrs, [
    ...(media ? item.media.map((version) => mediaElement(version, detail, checked)) : []),
    ...(detail ? imageElements(item) : []),
    ...tagElements(library, item, detail, TAGS_BEFORE_GUIDS),
    ...(guids ? item.guids.map((id) => el('Guid', { id })) : []),
    ...(detail ? ratingElements(item) : []),
    ...tagElements(library, item, detail, TAGS_AFTER_GUIDS),
    detail && isFolder(item) && el('Location', { path: `${item.section?.folder ?? ''}/${item.title}` }),
    ...(want.chapters ? chapterElements(item) : []),
    ...(want.markers ? markerElements(item) : []),
  ]);
}

/** What a container says about the library it lists. */
export const sectionAttributes = (section: Section): Attributes => ({
  librarySectionID: section.id,
  librarySectionTitle: section.title,
  librarySectionUUID: section.uuid,
});

/** The same for the library an item is in; nothing for items outside every library. */
export function containerSection(item: Item): Attributes {
  const section = sectionOf(item);
  return section === null ? {} : sectionAttributes(section);
}

export const CONTAINER = {
  identifier: 'com.plexapp.plugins.library',
  mediaTagPrefix: '/system/bundle/media/flags/',
  mediaTagVersion: 1_717_000_000,
} as const;
