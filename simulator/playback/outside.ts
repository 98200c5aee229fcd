import type { OutsideItem } from '../actions.ts';
import { type Attributes, type Element, el } from '../wire/element.ts';
import { mediaElement } from '../wire/item-element.ts';
import { makeItem } from '../world/library.ts';
import type { MediaMaker } from '../world/media.ts';
import type { Item } from '../world/types.ts';

const DEFAULT_DURATION_MS = 30_000;
const ADDED_AT = 1_700_000_000;

const KINDS = { clip: 'clip', track: 'track', movie: 'movie', episode: 'episode' } as const;

/** Something playable that is in no library, as an item with one version. */
export function outsideItem(def: OutsideItem, media: MediaMaker): Item {
  const duration = def.duration ?? DEFAULT_DURATION_MS;
  return makeItem({
    kind: KINDS[def.type ?? 'clip'],
    ratingKey: Number(def.rating_key ?? 0),
    key: `outside/${def.title}`,
    title: def.title,
    guid: def.guid ?? '',
    subtype: def.subtype,
    duration,
    addedAt: ADDED_AT,
    thumb: def.thumb ?? '',
    media: [
      media.video(def.media ?? 'hd-720', {
        durationMs: duration,
        folder: '/data/other',
        file: def.title,
        indexes: false,
      }),
    ],
  });
}

/** The rating key as it goes over the wire: blank when the item has none. */
export const outsideKey = (def: OutsideItem): string => String(def.rating_key ?? '');

export const outsidePath = (def: OutsideItem): string => def.key ?? `/library/metadata/${outsideKey(def)}`;

/** What such an item says about itself. */
export const outsideAttributes = (item: Item, def: OutsideItem): Attributes => ({
  ratingKey: outsideKey(def),
  key: outsidePath(def),
  guid: item.guid,
  type: item.kind,
  subtype: item.subtype,
  title: item.title,
  duration: item.duration,
  thumb: item.thumb,
  addedAt: item.addedAt,
  updatedAt: item.updatedAt,
  extraType: def.extraType,
  sourceTitle: def.sourceTitle,
  sourceIcon: def.sourceIcon,
  year: def.year,
  index: def.index,
});

export const outsideTag = (item: Item): string => (item.kind === 'track' ? 'Track' : 'Video');

/** `/library/metadata/{rating key}` of such an item. */
export const outsideElement = (item: Item, def: OutsideItem): Element =>
  el(
    outsideTag(item),
    outsideAttributes(item, def),
    item.media.map((version) => mediaElement(version, true)),
  );
