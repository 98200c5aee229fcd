import type { ItemView } from '#contract/media.ts';
import { t } from '../../lib/i18n.ts';

/** The two lines that name an item. */
export interface Titles {
  readonly title: string;
  /** Empty when there is nothing to add. */
  readonly subtitle: string;
}

const two = (index: number): string => String(index).padStart(2, '0');

const episode = (item: ItemView): string =>
  [
    item.parentMediaIndex !== null && t('item.season', { n: two(item.parentMediaIndex) }),
    item.mediaIndex !== null && t('item.episode', { n: two(item.mediaIndex) }),
    item.title,
  ]
    .filter(Boolean)
    .join(t('separator'));

const joined = (...parts: ReadonlyArray<string | number | null>): string =>
  parts.filter((part) => part !== null && part !== '').join(t('separator'));

/** Movie and year; show and episode; track and artist; programme and channel. */
export function itemTitles(item: ItemView): Titles {
  if (item.isLive) {
    const title = item.grandparentTitle ?? item.title;
    return { title, subtitle: joined(item.channelTitle, title === item.title ? null : item.title) };
  }
  if (item.mediaType === 'episode') return { title: item.grandparentTitle ?? item.title, subtitle: episode(item) };
  if (item.mediaType === 'track') {
    const artist = item.originalTitle ?? item.grandparentTitle;
    const album = item.parentTitle;
    return {
      title: item.title,
      subtitle: artist !== null && album !== null ? t('item.track', { artist, album }) : joined(artist, album),
    };
  }
  return { title: item.title, subtitle: joined(item.year, item.editionTitle) };
}
