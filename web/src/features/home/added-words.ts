import { t } from '../../lib/i18n.ts';
import type { Added } from './group-added.ts';

/** Title and second line of something new. */
export interface AddedWords {
  readonly title: string;
  readonly subtitle: string;
}

const joined = (...parts: ReadonlyArray<string | number | null | false>): string =>
  parts.filter((part) => part !== null && part !== false && part !== '').join(t('separator'));

const season = (index: number | null): string | null => (index === null ? null : t('item.season', { n: index }));

/** Show and season, show and episode, artist and album, film and year; several together with their number. */
export function addedWords({ row, count }: Added): AddedWords {
  const { mediaType, title, parentTitle, grandparentTitle, mediaIndex, parentMediaIndex, year, childCount } = row;
  switch (mediaType) {
    case 'episode':
      return {
        title: grandparentTitle ?? title,
        subtitle:
          count > 1
            ? joined(season(parentMediaIndex), t('added.episodes', { n: count }))
            : joined(season(parentMediaIndex), mediaIndex !== null && t('item.episode', { n: mediaIndex }), title),
      };
    case 'season':
      return {
        title: parentTitle ?? title,
        subtitle: joined(title, childCount !== null && t('added.episodes', { n: childCount })),
      };
    case 'show':
      return { title, subtitle: childCount === null ? joined(year) : t('added.seasons', { n: childCount }) };
    case 'album':
      return { title: parentTitle ?? title, subtitle: title };
    case 'artist':
      return { title, subtitle: childCount === null ? '' : t('added.albums', { n: childCount }) };
    case 'track':
      return {
        title: grandparentTitle ?? title,
        subtitle: count > 1 ? joined(parentTitle, t('added.tracks', { n: count })) : title,
      };
    default:
      return { title, subtitle: joined(year) };
  }
}
