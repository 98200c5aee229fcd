/** Which picture stands for an item (notification notes 4.2 and 10). */
import { createHash } from 'node:crypto';
import { type RawRecord, textOf } from './raw-record.ts';

export interface Poster {
  /** The server's path of the picture; blank when there is none. */
  readonly thumb: string;
  readonly ratingKey: string;
  readonly title: string;
  /** What plex.tv calls the film, show or artist. */
  readonly slug: string;
}

const NO_POSTER: Poster = { thumb: '', ratingKey: '', title: '', slug: '' };

/** The poster of an item; nothing of what has none. */
export function posterOf(record: RawRecord): Poster {
  const text = (name: string): string => textOf(record, name);
  const joined = (first: string, second: string): string => `${text(first)} - ${text(second)}`;
  const ratingKey = text('rating_key');
  switch (text('media_type')) {
    case 'movie':
    case 'show':
    case 'artist':
      return { thumb: text('thumb'), ratingKey, title: text('title'), slug: text('slug') };
    case 'season':
    case 'album':
      return {
        thumb: text('thumb') || text('parent_thumb'),
        ratingKey,
        title: joined('parent_title', 'title'),
        slug: text('parent_slug'),
      };
    case 'episode':
    case 'track':
      return {
        thumb: text('parent_thumb') || text('grandparent_thumb'),
        ratingKey: text('parent_rating_key'),
        title: joined('grandparent_title', 'parent_title'),
        slug: text('grandparent_slug'),
      };
    case 'clip':
      return { thumb: clipThumb(record), ratingKey, title: text('title'), slug: text('slug') };
    default:
      return NO_POSTER;
  }
}

/** A trailer looks like what it is about, and so does the beginning of a film. */
function clipThumb(record: RawRecord): string {
  if (textOf(record, 'extra_type') === '') return textOf(record, 'parent_thumb') || textOf(record, 'thumb');
  return textOf(record, 'art').replace('/art', '/thumb') || textOf(record, 'thumb');
}

/** How a picture is asked for; what is left out is the usual. */
export interface HostedImage {
  /** The number of this installation. */
  readonly installation: string;
  /** The server's path of the picture; blank when there is none. */
  readonly img: string;
  /** `poster`, `cover`, `art` ...: the picture that is shown when there is none. */
  readonly fallback: string;
  readonly width?: number;
  readonly height?: number;
  readonly opacity?: number;
  readonly background?: string;
  readonly blur?: number;
}

/** The path of a picture that belongs to an item, without the time behind it, which every new picture changes. */
const OF_ITEM = /^(?<path>\/[a-z]+\/metadata\/(?<ratingKey>\d+)\/[a-z]+)(?:\/|$)/i;

/** Under which name a picture is shown to everybody; the same picture always has the same. */
export function imageHash(image: HostedImage): string {
  const { installation, width = 750, height = 1000, opacity = 100, background = '000000', blur = 0 } = image;
  if (image.img === '') return image.fallback;
  const { path = image.img, ratingKey = 'None' } = OF_ITEM.exec(image.img)?.groups ?? {};
  // Which picture stands in makes no difference: addresses that are known already are made like this.
  const key = [installation, path, ratingKey, width, height, opacity, background, blur];
  return createHash('sha256').update(key.join('.')).digest('hex');
}
