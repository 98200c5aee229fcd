/** Pages of items and the search over pretended plays. */
import type { HistoryRow } from '#contract/history.ts';
import { ItemRecord, KeyStatistics } from '#contract/items.ts';
import { LiveItem, LiveRows, LiveSearchResults, LiveShelves } from '#contract/live.ts';
import { SearchResults } from '#contract/search.ts';

type Item = HistoryRow['item'];

/** The film with this title was removed from Plex. */
export const GONE_TITLE = 'Night Ferry to Aalborg';

const record = ({ item, server }: HistoryRow): ItemRecord => ({
  ...item,
  itemId: item.id,
  playedItemId: item.id,
  level: 'self',
  server,
  machineIdentifier: 'pretend',
  guid: `plex://${item.mediaType}/${item.id}`,
  library: { id: 1, name: item.libraryName ?? 'Library', type: 'movie' },
  studio: 'Pretend Pictures',
  summary: item.summary ?? `What ${item.title} is about, in a sentence or two, as its server tells it. `.repeat(6),
  tagline: null,
  rating: 7.4,
  audienceRating: null,
  originallyAvailableAt: '2019-03-01',
  addedAt: null,
  directors: ['Ada Finch'],
  writers: [],
  actors: ['Bo Reed', 'Cleo Marsh'],
  channelThumb: null,
  isPlaceholder: false,
  parts: [],
});

const live = (item: Item): LiveItem => ({
  ...item,
  guid: `plex://${item.mediaType}/${item.id}`,
  sectionId: 1,
  studio: 'Pretend Pictures',
  summary: `What ${item.title} is about, in a sentence or two, as its server tells it. `.repeat(6),
  tagline: null,
  rating: 7.4,
  audienceRating: 8.1,
  userRating: null,
  ratingImage: 'imdb://image.rating',
  audienceRatingImage: 'rottentomatoes://image.rating.upright',
  originallyAvailableAt: '2019-03-01',
  addedAt: '2024-05-06T10:00:00.000Z',
  updatedAt: null,
  directors: ['Ada Finch'],
  writers: [],
  actors: ['Bo Reed', 'Cleo Marsh'],
  labels: [],
  collections: [],
  externalIds: [],
  childCount: null,
  isSmart: false,
  subType: null,
  channelThumb: null,
  versions: [
    {
      ...{ container: 'mkv', bitrateKbps: 12_000, durationMs: item.durationMs, width: 1920, height: 1080 },
      ...{ videoCodec: 'hevc', videoResolution: '1080', audioCodec: 'eac3', audioChannels: 6 },
      ...{ isOptimized: false, title: null, aspectRatio: '1.78', frameRate: '24p' },
      files: [{ path: `/media/${item.title}.mkv`, bytes: 8_400_000_000, container: 'mkv', tracks: [] }],
    },
  ],
});

const row = (item: Item): LiveRows['rows'][number] => ({
  ...{ ratingKey: item.ratingKey, mediaType: item.mediaType, title: item.title, year: item.year },
  ...{ parentTitle: null, grandparentTitle: null, mediaIndex: null, parentMediaIndex: null },
  ...{ durationMs: item.durationMs, summary: null, addedAt: null, thumb: item.poster, childCount: null },
  ...{ originallyAvailableAt: null, sectionId: 1 },
});

const amounts = { plays: 3, groups: 2, watchedMs: 9_000_000 };
const statistics = (ratingKey: string, { user }: HistoryRow): KeyStatistics => ({
  ratingKey,
  windows: [
    { days: 1, plays: 0, groups: 0, watchedMs: 0 },
    { days: 7, plays: 1, groups: 1, watchedMs: 3_000_000 },
    { days: 30, ...amounts },
    { days: null, ...amounts },
  ],
  people: [{ id: user.id, name: user.name, avatar: user.avatar, plays: 3, watchedMs: 9_000_000 }],
});

const has = (text: string, words: string): boolean => text.toLowerCase().includes(words.toLowerCase());

function search(all: readonly HistoryRow[], q: string): SearchResults {
  const rows = all.filter(({ item }) => has(item.title, q));
  const people = new Map(all.filter(({ user }) => has(user.name, q)).map(({ user }) => [user.id, user]));
  return {
    titles: rows.map(({ item, server }) => ({
      ...item,
      ...{ itemId: item.id, serverId: server.id, thumb: item.poster },
    })),
    people: [...people.values()],
    libraries: has('Movies', q) ? [{ id: 1, name: 'Movies', type: 'movie' }] : [],
  };
}

/** One play of each item. */
const distinct = (rows: readonly HistoryRow[]): HistoryRow[] => [
  ...new Map(rows.map((one) => [one.item.id, one])).values(),
];

/** The answer of an address of items or of the search; undefined for another address, null for what is not there. */
export function items(rows: readonly HistoryRow[], path: string, query: URLSearchParams): unknown {
  const all = distinct(rows);
  if (path === '/search') return SearchResults.parse(search(all, query.get('q') ?? ''));
  if (/^\/servers\/\d+\/search$/.test(path)) {
    const found = all.filter(({ item }) => item.mediaType === 'movie' && has(item.title, query.get('query') ?? ''));
    const movies = found.filter(({ item }) => item.title !== GONE_TITLE).map(({ item }) => live(item));
    return LiveSearchResults.parse({ groups: movies.length === 0 ? [] : [{ mediaType: 'movie', items: movies }] });
  }
  const [, id, ofId] = /^\/items\/(\d+)(?:\/(\w+))?$/.exec(path) ?? [];
  const [, key, ofKey] = /^\/servers\/\d+\/items\/(\d+)(?:\/(\w+))?$/.exec(path) ?? [];
  if (id === undefined && key === undefined) return undefined;
  const found = all.find(({ item }) => (id === undefined ? item.ratingKey === key : String(item.id) === id));
  if (found === undefined) return null;
  switch (id === undefined ? (ofKey ?? 'live') : (ofId ?? 'record')) {
    case 'record':
      return ItemRecord.parse(record(found));
    case 'statistics':
      return KeyStatistics.parse(statistics(found.item.ratingKey ?? '', found));
    case 'live':
      return found.item.title === GONE_TITLE ? null : LiveItem.parse(live(found.item));
    case 'related':
      return LiveShelves.parse({
        shelves: [{ title: 'The Tides', rows: all.slice(0, 5).map(({ item }) => row(item)) }],
      });
    case 'rematch':
      return { plays: 2, from: key, to: '1001' };
    default:
      return LiveRows.parse({ rows: [] });
  }
}
