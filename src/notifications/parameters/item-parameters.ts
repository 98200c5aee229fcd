/** About the item and its file (notification notes 4.2). */
import type { ParameterValue } from '../text/values.ts';
import { type DateFormats, dayDate, utcDate } from './date-values.ts';
import { fileSize } from './file-size.ts';
import type { Poster } from './poster.ts';
import { listOf, type RawRecord, textOf, wholeOf } from './raw-record.ts';
import { halfToEven } from './rounding.ts';
import type { ParameterContext } from './types.ts';

type Values = Readonly<Record<string, ParameterValue>>;

const LISTS = ['directors', 'writers', 'actors', 'genres', 'labels', 'collections'];

/** Raters whose numbers are shown in percent. */
const ROTTEN_TOMATOES = 'rottentomatoes://';
const IN_PERCENT = [ROTTEN_TOMATOES, 'themoviedb://'];

const EXTRA_TYPES: Readonly<Record<string, string>> = {
  1: 'trailer',
  2: 'deleted scene',
  3: 'interview',
  5: 'behind the scenes',
  6: 'scene',
  10: 'featurette',
  11: 'short',
  12: 'other',
};

const percentOfTen = (rating: string): number | '' => {
  const number = Number(rating);
  return rating.trim() === '' || !Number.isFinite(number) ? '' : halfToEven((number / 10) * 100);
};

function ratings(record: RawRecord): Values {
  const rating = textOf(record, 'rating');
  const audience = textOf(record, 'audience_rating');
  const isRated = (name: string, raters: readonly string[]): boolean =>
    raters.some((rater) => textOf(record, name).startsWith(rater));
  return {
    rating: rating || audience,
    critic_rating: isRated('rating_image', [ROTTEN_TOMATOES]) ? percentOfTen(rating) : '',
    audience_rating: isRated('audience_rating_image', IN_PERCENT) ? percentOfTen(audience) : audience,
  };
}

function dates(record: RawRecord, formats: DateFormats): Values {
  const released = dayDate(textOf(record, 'originally_available_at'), formats.date);
  const day = (name: string): ParameterValue => utcDate(wholeOf(record, name), formats.date);
  return {
    release_date: released,
    air_date: released,
    added_date: day('added_at'),
    updated_date: day('updated_at'),
    last_viewed_date: day('last_viewed_at'),
  };
}

const lastPart = (path: string): string => path.split(/[/\\]/).at(-1) ?? '';

/** Titles, ratings, dates, lists and the file. */
export function itemParameters(record: RawRecord, formats: DateFormats): Values {
  const extra = textOf(record, 'media_type') === 'clip' ? (EXTRA_TYPES[textOf(record, 'extra_type')] ?? '') : '';
  return {
    title: textOf(record, 'full_title'),
    extra_type: extra,
    extra_text: extra,
    preroll: textOf(record, 'guid').includes('prerolls://') ? 1 : 0,
    track_artist: textOf(record, 'original_title') || textOf(record, 'grandparent_title'),
    ...dates(record, formats),
    ...Object.fromEntries(LISTS.map((name) => [name, listOf(record, name).join(', ')])),
    ...ratings(record),
    filename: lastPart(textOf(record, 'file')),
    file_size: fileSize(textOf(record, 'file_size')),
  };
}

const WATCH_PATHS: Readonly<Record<string, string>> = { movie: 'movie', show: 'show', season: 'show', episode: 'show' };

/** Where the item is found on Plex's pages. A track is found with its album. */
export function plexAddresses(record: RawRecord, { slug }: Poster, { settings, server }: ParameterContext): Values {
  const mediaType = textOf(record, 'media_type');
  const ratingKey = textOf(record, mediaType === 'track' ? 'parent_rating_key' : 'rating_key');
  const machine = server?.machineIdentifier ?? '';
  const watchPath = WATCH_PATHS[mediaType];
  return {
    plex_url: `${settings.plexWebUrl}#!/server/${machine}/details?key=%2Flibrary%2Fmetadata%2F${ratingKey}`,
    plex_slug: slug,
    plex_watch_url: watchPath === undefined ? '' : `https://watch.plex.tv/${watchPath}/${slug}`,
  };
}
