/** Statistics that always answer the same, for tests of the web side. */
import type { NativeStatistics } from './native-statistics.ts';

const AT = '2026-11-24T16:05:16.000Z';
const from = '2026-10-25T16:05:16.000Z';
const until = AT;

const amounts = { plays: 3, watchedMs: 7_000_000, finished: 2, people: 1 };
const key = {
  ...amounts,
  titles: 2,
  peak: { streams: 2, from, until },
  decisions: { directPlay: 2, directStream: 0, transcode: 1, unknown: 0 },
};
const title = {
  ...amounts,
  name: 'The Long Tide',
  byline: null,
  year: 2021,
  item: { playId: 5, itemId: 3, mediaType: 'movie', serverId: 1, ratingKey: '77', poster: null },
  lastPlayedAt: AT,
} as const;
const nowhere = { plays: 0, watchedMs: 0, people: 0, addresses: 0, lastPlayedAt: null };
const flow = { average: [800], max: [4_000], p95: [3_000] };
const whole = { average: 800, max: 4_000, maxAt: AT, p95: 3_000, megabytes: 900 };
const sum = { plays: 3, watchedMs: 7_000_000 };
const moment = { playId: 5, title: 'The Long Tide', at: AT };

export const aNativeStatistics: NativeStatistics = {
  heatMap: async (_visible, { metric }) => ({
    ...{ metric, from, until, total: 3 },
    cells: Array.from({ length: 7 }, (_, day) =>
      Array.from({ length: 24 }, (__, hour) => (day === 5 && hour > 20 ? 1 : 0)),
    ),
  }),
  topList: async (_visible, { by, metric, compare }) => ({
    ...{ by, metric, from, until, found: 1, total: 3 },
    comparedFrom: compare === 'none' ? null : '2026-09-25T16:05:16.000Z',
    lines: [{ ...title, rank: 1, id: null, avatar: null, before: compare === 'none' ? null : { ...amounts, rank: 2 } }],
  }),
  keyNumbers: async () => ({ from, until, comparedFrom: '2026-09-25T16:05:16.000Z', now: key, before: key }),
  bandwidth: async (_visible, { by }) => ({
    ...{ by, from, until, buckets: [from], streams: 3, unknown: 0 },
    lines: (['all', 'lan', 'wan'] as const).map((network) => ({ network, ...flow, whole })),
  }),
  outages: async () => ({
    ...{ from, until },
    outages: [
      {
        id: 1,
        server: { id: 1, name: 'Attic' },
        reason: 'link_lost',
        from: '2026-11-01T10:00:00.000Z',
        until: '2026-11-01T10:20:00.000Z',
        lengthMs: 1_200_000,
      },
    ],
  }),
  places: async () => ({
    ...{ from, until, unknown: nowhere, pending: nowhere },
    places: [
      {
        ...{ city: 'Vík', region: 'South', country: 'Iceland', code: 'IS', latitude: 63.42, longitude: -19.01 },
        ...{ plays: 1, watchedMs: 3_000_000, people: 1, addresses: 1, lastPlayedAt: AT },
      },
    ],
    home: { plays: 2, watchedMs: 4_000_000, people: 1, addresses: 1, lastPlayedAt: AT },
  }),
  yearReview: async (_visible, { year, user }) => ({
    ...{ year, years: [2026, 2025], from: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' },
    person: user === undefined ? null : { id: user, name: 'Ada' },
    totals: { ...amounts, movies: 1, shows: 1, episodes: 2, artists: 0, tracks: 0, days: 2 },
    before: sum,
    months: Array.from({ length: 12 }, () => sum),
    weekdays: Array.from({ length: 7 }, () => sum),
    hours: Array.from({ length: 24 }, () => sum),
    busiestDay: { ...sum, day: '2026-11-24' },
    longestStreak: { days: 2, from: '2026-11-23', to: '2026-11-24' },
    ...{ firstPlay: moment, lastPlay: moment },
    ...{ topMovies: [title], topShows: [], topArtists: [] },
    topPeople: [{ id: 7, name: 'Ada', ...sum }],
    devices: [{ name: 'Android', ...sum }],
    rewatched: [{ title, times: 2 }],
    discoveries: { found: 1, titles: [title] },
    records: {
      longest: { ...moment, watchedMs: 3_000_000 },
      binge: { title: 'Harbour', day: '2026-11-24', episodes: 2, playId: 6 },
      peak: { streams: 2, from, until },
    },
  }),
};
