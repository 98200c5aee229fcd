import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '#config/settings.ts';
import type { TableRow } from '#history/read-table.ts';
import { presentRow, watchedStatus } from './history-row.ts';

type Over = Extract<TableRow, { kind: 'over' }>;

const PLAY = {
  id: 12,
  watchGroupId: 10,
  userName: null,
  isLive: false,
  viewOffsetMs: 3_000_000,
  durationMs: 6_000_000,
  ipAddress: '192.0.2.7',
  location: 'wan',
  isSecure: true,
  isRelayed: null,
  bandwidthKbps: null,
  importedValues: null,
} as Over['described']['play'];

const DESCRIBED: Over['described'] = {
  play: PLAY,
  item: {
    ratingKey: '101',
    parentRatingKey: '100',
    grandparentRatingKey: 'ab',
    mediaType: 'episode',
    title: 'One',
    parentTitle: 'Season 1',
    grandparentTitle: 'Show',
    originalTitle: null,
    fullTitle: 'Show - One',
    year: null,
    mediaIndex: 1,
    parentMediaIndex: 0,
    thumb: '/t',
    parentThumb: null,
    grandparentThumb: '/g',
    originallyAvailableOn: '2020-02-29',
    guid: 'plex://episode/1',
    creditsFirstMs: null,
    creditsFinalMs: null,
    importedValues: null,
  } as unknown as Over['described']['item'],
  stream: { decision: 'direct play', importedValues: null },
  player: {
    title: 'TV',
    platform: 'osx',
    product: null,
    machineId: 'm',
    importedValues: { product: null },
  } as unknown as Over['described']['player'],
  user: {
    plexUserId: 7,
    username: 'ann',
    friendlyName: '  ',
    thumb: 'https://a',
    customThumb: null,
    isPlaceholder: false,
  },
};

interface Change {
  readonly play?: Partial<Over['described']['play']>;
  readonly item?: Partial<Over['described']['item']>;
  readonly user?: Partial<Over['described']['user']>;
  readonly totals?: Partial<Over['totals']>;
}

const row = ({ play, item, user, totals }: Change = {}): Over => ({
  kind: 'over',
  totals: {
    key: 10,
    bestId: 12,
    startedAt: new Date(1_000_000),
    lastStartedAt: new Date(5_000_999),
    stoppedAt: new Date(9_000_000),
    watchedMs: 61_999,
    pausedMs: 1_500,
    percent: 50,
    playIds: [10, 12],
    ...totals,
  },
  described: {
    ...DESCRIBED,
    play: { ...PLAY, ...play },
    item: { ...DESCRIBED.item, ...item },
    user: { ...DESCRIBED.user, ...user },
  },
});

test('a row as clients know it', () => {
  expect(presentRow(row(), DEFAULT_SETTINGS)).toEqual({
    reference_id: 10,
    row_id: 12,
    id: 12,
    date: 5_000,
    started: 1_000,
    stopped: 9_000,
    duration: 61,
    play_duration: 61,
    paused_counter: 1,
    user_id: 7,
    user: 'ann',
    friendly_name: 'ann',
    user_thumb: 'https://a',
    platform: 'macOS',
    product: null,
    player: 'TV',
    machine_id: 'm',
    ip_address: '192.0.2.7',
    location: 'wan',
    secure: 1,
    relayed: null,
    live: 0,
    media_type: 'episode',
    rating_key: 101,
    parent_rating_key: 100,
    grandparent_rating_key: 'ab',
    full_title: 'Show - One',
    title: 'One',
    parent_title: 'Season 1',
    grandparent_title: 'Show',
    original_title: '',
    year: '',
    media_index: 1,
    parent_media_index: 0,
    thumb: '/g',
    originally_available_at: '2020-02-29',
    guid: 'plex://episode/1',
    transcode_decision: 'direct play',
    percent_complete: 50,
    watched_status: 0.5,
    group_count: 2,
    group_ids: '10,12',
    state: null,
    session_key: null,
  });
});

test.each<[string, Change, string, unknown]>([
  ['nobody knows the person', { user: { isPlaceholder: true } }, 'friendly_name', null],
  ['no picture', { user: { thumb: null } }, 'user_thumb', 'interfaces/default/images/gravatar-default-80x80.png'],
  ['a picture chosen here', { user: { customThumb: 'https://c' } }, 'user_thumb', 'https://c'],
  ['another name then', { play: { userName: 'anna' } }, 'user', 'anna'],
  ['no end', { totals: { stoppedAt: null } }, 'stopped', null],
  [
    'an address that is none',
    { play: { ipAddress: null, importedValues: { ip_address: 'N/A' } } },
    'ip_address',
    'N/A',
  ],
  ['a play with a key of its own', { play: { importedValues: { rating_key: 55 } } }, 'rating_key', 55],
  ['a film has its own picture', { item: { mediaType: 'movie' } }, 'thumb', '/t'],
  ['half a percent goes to the even one', { totals: { percent: 62.5 } }, 'percent_complete', 62],
  ['beyond the end', { totals: { percent: 100.6 } }, 'percent_complete', 101],
  ['live', { play: { isLive: true }, totals: { percent: 3 } }, 'percent_complete', 100],
])('%s', (_name, change, column, value) => {
  expect(presentRow(row(change), DEFAULT_SETTINGS)[column]).toEqual(value);
});

describe('watched status', () => {
  const at = (viewOffsetMs: number, change: Change = {}): Over =>
    row({ ...change, play: { viewOffsetMs, ...change.play }, totals: { percent: (viewOffsetMs / 6_000_000) * 100 } });
  const with_ = (changes: Partial<Settings>): Settings => ({ ...DEFAULT_SETTINGS, ...changes });

  test.each<[string, TableRow, Settings, number]>([
    ['nothing', at(0), DEFAULT_SETTINGS, 0],
    ['just before a quarter', at(1_274_999), DEFAULT_SETTINGS, 0],
    ['a quarter', at(1_275_000), DEFAULT_SETTINGS, 0.25],
    ['a half', at(2_550_000), DEFAULT_SETTINGS, 0.5],
    // In doubles 3825000 of 6000000 is a little less than 63.75 percent.
    ['three quarters, almost', at(3_825_000), DEFAULT_SETTINGS, 0.5],
    ['three quarters', at(3_825_001), DEFAULT_SETTINGS, 0.75],
    ['a millisecond too early', at(5_099_999), DEFAULT_SETTINGS, 0.75],
    ['watched', at(5_100_000), DEFAULT_SETTINGS, 1],
    ['live', at(0, { play: { isLive: true, viewOffsetMs: 0 } }), DEFAULT_SETTINGS, 1],
    ['another limit', at(3_000_000), with_({ tvWatchedPercent: 50 }), 1],
    ['clips are like episodes', at(3_000_000, { item: { mediaType: 'clip' } }), with_({ tvWatchedPercent: 50 }), 1],
    ['photos have no limit', at(0, { item: { mediaType: 'photo' } }), DEFAULT_SETTINGS, 0.75],
    ['credits come first', at(4_000_000, { item: { creditsFirstMs: 4_000_000 } }), DEFAULT_SETTINGS, 1],
    ['credits at the very beginning are none', at(1, { item: { creditsFirstMs: 0 } }), DEFAULT_SETTINGS, 0],
    [
      'only the percentage counts',
      at(4_000_000, { item: { creditsFirstMs: 4_000_000 } }),
      with_({ watchedMarker: 'percent' }),
      0.75,
    ],
    [
      'only credits count',
      at(5_200_000, { item: { creditsFinalMs: 5_300_000 } }),
      with_({ watchedMarker: 'final_credits' }),
      0.75,
    ],
  ])('%s', (_name, one, settings, status) => {
    expect(watchedStatus(one, settings)).toBe(status);
  });
});
