import { expect, test } from 'vitest';
import type { ItemRecord } from '#contract/items.ts';
import type { LiveItem } from '#contract/live.ts';
import { isSameThing, playsOf, raterOf, shownOf } from './shown.ts';

const common = {
  ratingKey: '101',
  parentRatingKey: null,
  grandparentRatingKey: null,
  guid: 'plex://movie/1',
  mediaType: 'movie',
  isLive: false,
  title: 'Low Water',
  parentTitle: null,
  grandparentTitle: null,
  originalTitle: null,
  editionTitle: null,
  fullTitle: 'Low Water',
  year: 2019,
  mediaIndex: null,
  parentMediaIndex: null,
  durationMs: 6_000_000,
  libraryName: 'Films',
  contentRating: 'PG',
  studio: null,
  summary: 'Recorded.',
  tagline: 'Once.',
  rating: 7,
  audienceRating: null,
  originallyAvailableAt: null,
  addedAt: null,
  poster: '/old',
  backdrop: null,
  genres: ['Drama'],
  directors: [],
  writers: [],
  actors: [],
  channelTitle: null,
  channelThumb: null,
} as const;

const record: ItemRecord = {
  ...common,
  genres: [...common.genres],
  ...{ directors: [], writers: [], actors: [], parts: [] },
  itemId: 3,
  playedItemId: 3,
  level: 'self',
  server: { id: 1, name: 'Harbour' },
  machineIdentifier: 'm',
  library: { id: 2, name: 'Films', type: 'movie' },
  isPlaceholder: false,
};
const live: LiveItem = {
  ...common,
  ...{ genres: [], directors: ['Ada'], writers: [], actors: [], labels: [], collections: [], externalIds: [] },
  sectionId: 1,
  summary: 'Corrected.',
  tagline: null,
  userRating: null,
  ratingImage: 'imdb://image.rating',
  audienceRatingImage: null,
  updatedAt: null,
  poster: '/new',
  childCount: null,
  isSmart: false,
  subType: null,
  versions: [],
};

test('the server corrects and completes what is recorded, and hides nothing of it', () => {
  expect(shownOf(1, record, live)).toMatchObject({
    ...{ itemId: 3, serverName: 'Harbour', summary: 'Corrected.', tagline: 'Once.', poster: '/new' },
    ...{ genres: ['Drama'], directors: ['Ada'], ratingImage: 'imdb://image.rating', library: { id: 2 } },
  });
  expect(shownOf(1, record, null)).toMatchObject({ summary: 'Recorded.', poster: '/old', versions: [] });
  expect(shownOf(1, null, live)).toMatchObject({ itemId: null, summary: 'Corrected.', library: null });
  expect(shownOf(1, null, null)).toBeNull();
});

test.each([
  [{}, true],
  [{ guid: 'plex://movie/2' }, true],
  [{ guid: 'plex://movie/2', title: 'Spring' }, false],
  [{ guid: null, title: 'Spring' }, true],
])('under the same key %o is the same thing: %s', (changes, isSame) => {
  expect(isSameThing(record, { ...live, ...changes })).toBe(isSame);
});

test('what was played of it is a filter of the history', () => {
  expect(playsOf(record)).toEqual({ item: 3 });
  expect(playsOf({ ...record, level: 'grandparent', playedItemId: 9 })).toEqual({ show: 9 });
  expect(playsOf({ ...record, level: 'parent', playedItemId: 9 })).toEqual({ season: 9 });
  expect(playsOf(null)).toBeNull();
});

test.each([
  ['imdb://image.rating', 'imdb'],
  ['themoviedb://image.rating', 'tmdb'],
  ['thetvdb://image.rating', 'tvdb'],
  ['rottentomatoes://image.rating.ripe', 'tomatoes'],
  ['igdb://x', null],
  [null, null],
])('%s is a rating of %s', (image, rater) => expect(raterOf(image)).toBe(rater));
