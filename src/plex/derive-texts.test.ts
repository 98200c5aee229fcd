import { expect, test } from 'vitest';
import { externalIds, type IdentifiedItem } from './derive-external-ids.ts';
import { fileSizeText, minutesOf, numberRanges, secondsOf } from './derive-texts.ts';
import { percent } from './tables/rounding.ts';
import { shortSeason } from './tables/titles.ts';
import { derivedCases } from './testing.ts';

/** Facts are numbers: what is none never gets this far. */
const isWhole = (value: unknown): boolean => /^\d+$/.test(String(value));

test.each(derivedCases('percent'))('$value of $of', ({ value, of, result }) => {
  const number = (one: unknown): number => (one === '' || Number.isNaN(Number(one)) ? 0 : Number(one));
  expect(percent(number(value), number(of))).toBe(result);
});

test.each(derivedCases('seconds_and_minutes').filter(({ ms }) => isWhole(ms) || Number(ms) < 0))(
  '$ms milliseconds',
  ({ ms, seconds, minutes }) => {
    expect(secondsOf(Number(ms))).toBe(seconds);
    expect(minutesOf(Number(ms))).toBe(minutes);
  },
);

test.each(derivedCases('file_size').filter(({ bytes }) => isWhole(bytes)))('$bytes bytes', ({ bytes, text }) => {
  expect(fileSizeText(Number(bytes))).toBe(text);
});

test.each(derivedCases('group_index'))('numbers $numbers', ({ numbers, plain, padded }) => {
  expect(numberRanges(numbers as number[], 1)).toBe(plain);
  expect(numberRanges(numbers as number[], 2)).toBe(padded);
});

test.each(derivedCases('short_season'))('$title', ({ title, result }) => {
  expect(shortSeason(String(title))).toBe(result);
});

const NAMES = {
  plexId: 'plex_id',
  imdbId: 'imdb_id',
  imdbUrl: 'imdb_url',
  thetvdbId: 'thetvdb_id',
  thetvdbUrl: 'thetvdb_url',
  themoviedbId: 'themoviedb_id',
  themoviedbUrl: 'themoviedb_url',
  musicbrainzId: 'musicbrainz_id',
  musicbrainzUrl: 'musicbrainz_url',
  anidbId: 'anidb_id',
  anidbUrl: 'anidb_url',
  lastfmUrl: 'lastfm_url',
  traktUrl: 'trakt_url',
  simklUrl: 'simkl_url',
  plexWatchUrl: 'plex_watch_url',
} as const;

test.each(derivedCases('external_ids'))('$media_type $guid', (one) => {
  const [slug = null, parentSlug = null, grandparentSlug = null] = one.slugs as string[];
  const found = externalIds({
    mediaType: one.media_type,
    guid: one.guid,
    externalIds: one.guids,
    parentExternalIds: one.parent_guids,
    grandparentExternalIds: one.grandparent_guids,
    ...{ slug, parentSlug, grandparentSlug },
  } as IdentifiedItem);
  const said = Object.entries(NAMES).flatMap(([ours, theirs]) => {
    const value = found[ours as keyof typeof NAMES];
    return value === null ? [] : [[theirs, value]];
  });
  expect({ ...Object.fromEntries(said), preroll: found.isPreroll ? 1 : 0 }).toEqual(one.result);
});
