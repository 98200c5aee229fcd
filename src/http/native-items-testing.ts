/** Items of a native API that always answers the same, for tests of the web side. */
import type { ItemRecord } from '#contract/items.ts';
import type { WatcherView, WatchWindow } from '#contract/statistics.ts';
import type { NativeItems } from './native-items.ts';

const aRecord: ItemRecord = {
  itemId: 3,
  playedItemId: 3,
  level: 'self',
  server: { id: 1, name: 'Harbour' },
  machineIdentifier: 'abc',
  ratingKey: '101',
  parentRatingKey: null,
  grandparentRatingKey: null,
  guid: 'plex://movie/1',
  mediaType: 'movie',
  isLive: false,
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
  library: { id: 2, name: 'Movies', type: 'movie' },
  libraryName: 'Movies',
  contentRating: 'PG',
  studio: null,
  summary: 'A tide that is long.',
  tagline: null,
  rating: 7.5,
  audienceRating: null,
  originallyAvailableAt: '2019-03-01',
  addedAt: null,
  poster: null,
  backdrop: null,
  genres: ['Drama'],
  directors: [],
  writers: [],
  actors: [],
  channelTitle: null,
  channelThumb: null,
  isPlaceholder: false,
  parts: [],
};

/** Knows one film. */
export const aNativeItems = (windows: WatchWindow[], people: WatcherView[]): NativeItems => ({
  itemRecord: async () => aRecord,
  keyRecord: async () => aRecord,
  keyStatistics: async (_visible, _serverId, ratingKey) => ({ ratingKey, windows, people }),
  rematchItem: async (_visible, _serverId, from, { ratingKey }) => ({ plays: 2, from, to: ratingKey }),
  announceItem: async () => ({ title: 'The Long Tide' }),
  search: async () => ({ titles: [], people: [], libraries: [] }),
});
