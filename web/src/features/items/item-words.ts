import { duration, shortDay } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import type { Shown } from './shown.ts';

const KINDS: Readonly<Record<string, MessageId>> = {
  movie: 'item.kind.movie',
  show: 'item.kind.show',
  season: 'item.kind.season',
  episode: 'item.kind.episode',
  artist: 'item.kind.artist',
  album: 'item.kind.album',
  track: 'item.kind.track',
  photo: 'item.kind.photo',
  photo_album: 'item.kind.photo_album',
  clip: 'item.kind.clip',
  collection: 'item.kind.collection',
  playlist: 'item.kind.playlist',
};

/** What something is: `Movie`; a programme is Live TV, whatever the guide calls it. */
export const kindWords = (mediaType: string | null, isLive = false): string =>
  t(isLive ? 'item.kind.live' : (KINDS[mediaType ?? ''] ?? 'item.kind.other'));

const two = (index: number): string => String(index).padStart(2, '0');

/** `S02 · E05`, or as much of it as is known. */
export const episodeNumber = (season: number | null, episode: number | null): string =>
  [season !== null && t('item.season', { n: two(season) }), episode !== null && t('item.episode', { n: two(episode) })]
    .filter(Boolean)
    .join(t('separator'));

/** A day such as `2019-03-01` in the person's words; null for none, and for what is no day. */
export function dayWords(day: string | null): string | null {
  const at = day === null ? Number.NaN : Date.parse(`${day.slice(0, 10)}T12:00:00`);
  return Number.isNaN(at) ? null : shortDay(at);
}

const DATED: ReadonlySet<string> = new Set(['episode', 'clip', 'album']);

/** The line below the title: number, day or year, length, rating for ages. */
export function headLine(shown: Shown): string[] {
  const { mediaType, isLive, year, durationMs, contentRating, editionTitle, mediaIndex, parentMediaIndex } = shown;
  const day = dayWords(shown.originallyAvailableAt);
  const when = (DATED.has(mediaType) || isLive) && day !== null ? day : year;
  const place =
    mediaType === 'episode'
      ? episodeNumber(parentMediaIndex, mediaIndex)
      : mediaType === 'track' && mediaIndex !== null
        ? t('item.trackNumber', { n: mediaIndex })
        : '';
  const parts = [
    kindWords(mediaType, isLive),
    place,
    when,
    editionTitle,
    durationMs === null || mediaType === 'show' ? null : duration(durationMs),
    contentRating,
    isLive ? shown.channelTitle : null,
  ];
  return parts.filter((part) => part !== null && part !== '').map(String);
}
