/** Pages of the history that nobody recorded figures for: any order, any filter, far from the beginning. */
import type { Asked } from './api-load.ts';

const ORDERS = [
  ...[
    'date',
    'started',
    'stopped',
    'friendly_name',
    'ip_address',
    'platform',
    'product',
    'player',
    'full_title',
    'year',
  ],
  ...['play_duration', 'paused_counter', 'percent_complete', 'media_type', 'transcode_decision', 'group_count'],
];

const FILTERS: readonly Readonly<Record<string, string>>[] = [
  { media_type: 'episode' },
  { media_type: 'movie' },
  { media_type: 'live' },
  { transcode_decision: 'transcode' },
  { transcode_decision: 'copy' },
  { section_id: '2' },
  { user_id: '1045001' },
  { before: '2026-01-01' },
  { after: '2020-01-01' },
  { after: '2025-01-01', before: '2025-06-01' },
  { guid: 'plex://episode' },
  { search: 'the' },
  { search: 'plex' },
  { search: 'android' },
  { search: 'zzzz' },
  { media_type: 'episode', transcode_decision: 'transcode' },
  { media_type: 'episode', search: 'the' },
  { user_id: '1045001', search: 'the' },
  { media_type: 'movie,episode', order_column: 'full_title', order_dir: 'asc' },
  { transcode_decision: 'transcode', order_column: 'friendly_name' },
  { search: 'the', order_column: 'full_title' },
  { grouping: '0', media_type: 'episode' },
  { grouping: '0', search: 'the' },
  { grouping: '0', order_column: 'full_title' },
];

/** With `plays` the depth of pages that lie far away. */
export const historyPages = (plays: number): Asked[] =>
  [
    ...ORDERS.flatMap((order_column) => ['desc', 'asc'].map((order_dir) => ({ order_column, order_dir }))),
    ...FILTERS,
    { start: String(Math.floor(plays / 3)) },
    { media_type: 'episode', start: String(Math.floor(plays / 10)) },
    { order_column: 'full_title', order_dir: 'asc', start: String(Math.floor(plays / 3)) },
  ].map((params) => ({ name: `history, ${textOf(params)}`, cmd: 'get_history', params }));

const textOf = (params: Readonly<Record<string, string>>): string =>
  Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
