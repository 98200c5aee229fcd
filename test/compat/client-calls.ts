/** The calls of published programs and what they need from each (API notes, clients). */
import { z } from 'zod';
import * as shapes from './client-shapes.ts';

/** Things of the sample that calls are about. */
export interface Subjects {
  readonly userId: string;
  readonly ratingKey: string;
  readonly rowId: string;
}

export interface Call {
  readonly client: string;
  readonly cmd: string;
  readonly params?: Readonly<Record<string, string>> | ((subjects: Subjects) => Readonly<Record<string, string>>);
  /** What `response.data` must be. */
  readonly data: z.ZodType;
}

const { int } = shapes;
const VIEWS = { order_column: 'date', order_dir: 'desc' };
const text = z.string();

const homeAssistant: readonly Omit<Call, 'client'>[] = [
  { cmd: 'get_server_info', data: shapes.ServerInfo },
  { cmd: 'get_users', data: z.array(shapes.User).min(1) },
  { cmd: 'get_home_stats', data: z.array(shapes.AnyCard).min(1) },
  // No server answers here, which they show as a connection that is down.
  { cmd: 'get_activity', data: shapes.Nothing },
];

const tautulliRemote: readonly Omit<Call, 'client'>[] = [
  { cmd: 'get_history', params: { grouping: '1', include_activity: '0', ...VIEWS }, data: shapes.HistoryTable },
  { cmd: 'get_users_table', params: { length: '25', order_column: 'friendly_name' }, data: shapes.UsersTable },
  { cmd: 'get_libraries_table', params: { grouping: '1' }, data: shapes.LibrariesTable },
  { cmd: 'get_plays_by_date', params: { time_range: '30', y_axis: 'plays' }, data: shapes.Graph },
  { cmd: 'get_notifiers', data: z.array(shapes.Notifier).min(1) },
  { cmd: 'get_notifier_config', params: { notifier_id: '1' }, data: shapes.NotifierConfig },
  { cmd: 'get_notifier_parameters', data: z.array(z.strictObject({ name: text, type: text, value: text })).min(300) },
  { cmd: 'get_notification_log', params: { length: '50' }, data: shapes.NotificationLog },
  { cmd: 'get_exports_table', params: { section_id: '1' }, data: shapes.ExportsTable },
  {
    cmd: 'get_server_id',
    params: { hostname: '127.0.0.1', port: '18249' },
    data: z.strictObject({ identifier: text }),
  },
  { cmd: 'get_plex_log', params: { window: '50' }, data: z.strictObject({ data: z.array(z.unknown()) }) },
  { cmd: 'get_stream_data', params: ({ rowId }) => ({ row_id: rowId, session_key: '' }), data: shapes.StreamData },
  { cmd: 'get_metadata', params: { rating_key: '999999999' }, data: shapes.Nothing },
  { cmd: 'get_settings', params: { key: 'General' }, data: z.looseObject({ api_key: text, date_format: text }) },
];

const seerr: readonly Omit<Call, 'client'>[] = [
  { cmd: 'get_tautulli_info', data: shapes.TautulliInfo },
  {
    cmd: 'get_item_watch_time_stats',
    params: ({ ratingKey }) => ({ rating_key: ratingKey, grouping: '1' }),
    data: shapes.WatchTime,
  },
  {
    cmd: 'get_item_user_stats',
    params: ({ ratingKey }) => ({ rating_key: ratingKey, grouping: '1' }),
    data: shapes.UserStats,
  },
  {
    cmd: 'get_user_watch_time_stats',
    params: ({ userId }) => ({ user_id: userId, query_days: '0', grouping: '1' }),
    data: z.tuple([z.looseObject({ query_days: z.literal(0), total_plays: int })]),
  },
  {
    cmd: 'get_history',
    params: ({ userId }) => ({ grouping: '1', ...VIEWS, user_id: userId, media_type: 'movie,episode', length: '100' }),
    data: shapes.HistoryTable,
  },
];

const maintainerr: readonly Omit<Call, 'client'>[] = [
  { cmd: 'get_tautulli_info', data: shapes.TautulliInfo },
  { cmd: 'get_users', data: z.array(shapes.User) },
  {
    cmd: 'get_history',
    params: ({ ratingKey }) => ({ rating_key: ratingKey, length: '100' }),
    data: shapes.HistoryTable,
  },
  { cmd: 'get_history', params: { rating_key: '', guid: '', start_date: '2026-01-01' }, data: shapes.HistoryTable },
];

const others: readonly Call[] = [
  { client: 'homepage', cmd: 'get_activity', data: shapes.Nothing },
  { client: 'Tracearr', cmd: 'arnold', data: text },
  { client: 'Tracearr', cmd: 'get_users', data: z.array(shapes.User) },
  {
    client: 'Tracearr',
    cmd: 'get_history',
    params: { length: '5000', start: '0', ...VIEWS },
    data: shapes.HistoryTable,
  },
  { client: 'Tracearr', cmd: 'get_stream_data', params: { row_id: '99999999' }, data: shapes.Nothing },
  { client: 'Kometa', cmd: 'get_library_names', data: z.array(shapes.LibraryName).min(1) },
  ...['top_movies', 'popular_movies', 'top_tv', 'popular_tv'].map((stat_id) => ({
    client: 'Kometa',
    cmd: 'get_home_stats',
    params: { stat_id, time_range: '365', stats_count: '10' },
    data: shapes.MediaCard,
  })),
  { client: 'Wrapperr', cmd: 'status', data: shapes.Nothing },
  {
    client: 'Wrapperr',
    cmd: 'get_history',
    params: {
      ...VIEWS,
      include_activity: '0',
      grouping: '0',
      section_id: '1',
      length: '50000',
      start_date: '2026-01-01',
    },
    data: shapes.HistoryTable,
  },
  { client: 'Organizr', cmd: 'get_home_stats', params: { grouping: '1' }, data: z.array(shapes.AnyCard) },
  { client: 'Organizr', cmd: 'get_libraries_table', data: shapes.LibrariesTable },
  { client: 'Notifiarr', cmd: 'get_tautulli_info', data: shapes.TautulliInfo },
  { client: 'Deleterr', cmd: 'status', data: shapes.Nothing },
  {
    client: 'Deleterr',
    cmd: 'get_history',
    params: { section_id: '1', order_column: 'date', order_dir: 'asc', length: '300', include_activity: '1' },
    data: shapes.HistoryTable,
  },
  { client: 'scripts', cmd: 'get_user_names', data: z.array(z.looseObject({ user_id: int, friendly_name: text })) },
  {
    client: 'scripts',
    cmd: 'get_history',
    params: { length: '10', after: '1767225600', order_column: 'started', order: 'desc' },
    data: shapes.HistoryTable,
  },
  {
    client: 'scripts',
    cmd: 'get_plays_by_date',
    params: { time_range: '7', cache_buster: '1773196200' },
    data: shapes.Graph,
  },
];

const of = (client: string, calls: readonly Omit<Call, 'client'>[]): Call[] =>
  calls.map((call) => ({ ...call, client }));

export const CALLS: readonly Call[] = [
  ...of('Home Assistant', homeAssistant),
  ...of('Tautulli Remote', tautulliRemote),
  ...of('seerr', seerr),
  ...of('Maintainerr', maintainerr),
  ...others,
];
