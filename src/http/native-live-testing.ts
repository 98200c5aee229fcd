/** A server that always says the same, for tests of the web side. */
import type { LiveItem, LiveRow } from '#contract/live.ts';
import type { NativeLive } from './native-live.ts';

const AT = '2026-11-24T16:05:16.000Z';

const aRow: LiveRow = {
  ratingKey: '101',
  mediaType: 'movie',
  title: 'The Long Tide',
  parentTitle: null,
  grandparentTitle: null,
  year: 2019,
  mediaIndex: null,
  parentMediaIndex: null,
  durationMs: 6_600_000,
  summary: null,
  addedAt: AT,
  thumb: '/api/v3/images/1/x',
  childCount: null,
};

const anItem: LiveItem = {
  ratingKey: '101',
  mediaType: 'movie',
  guid: 'plex://movie/1',
  title: 'The Long Tide',
  parentTitle: null,
  grandparentTitle: null,
  originalTitle: null,
  editionTitle: null,
  fullTitle: 'The Long Tide',
  year: 2019,
  mediaIndex: null,
  parentMediaIndex: null,
  durationMs: 6_600_000,
  sectionId: 1,
  libraryName: 'Movies',
  contentRating: 'PG',
  studio: null,
  summary: null,
  tagline: null,
  rating: 7.5,
  audienceRating: null,
  originallyAvailableAt: '2019-03-01',
  addedAt: AT,
  updatedAt: AT,
  poster: null,
  backdrop: null,
  genres: ['Drama'],
  directors: [],
  writers: [],
  actors: [],
  labels: [],
  collections: [],
  externalIds: [],
  childCount: null,
  versions: [],
};

export const aNativeLive: NativeLive = {
  serverPing: async () => ({ answeredInMs: 12 }),
  serverDetails: async () => ({ machineIdentifier: 'abc', version: '1.41.3', name: 'Home', release: null }),
  serverItem: async () => anItem,
  serverItemChildren: async () => ({ rows: [aRow] }),
  serverSearch: async () => ({ groups: [{ mediaType: 'movie', items: [anItem] }] }),
  serverRecentlyAdded: async () => ({ rows: [aRow] }),
  libraryFiles: async () => ({ total: 0, found: 0, bytes: 0, totalBytes: 0, readAt: AT, rows: [] }),
};
