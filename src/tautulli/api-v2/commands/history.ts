import type { Settings } from '#config/settings.ts';
import type { PlayFilter, TableColumn, TableQuery } from '#history/play-filter.ts';
import { type HistoryTable, readHistoryTable } from '#history/read-table.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json } from '../json.ts';
import { type ParamValues, readId } from '../params.ts';
import { readTable, sliceOf, tableParams } from '../table.ts';
import { durationText } from './duration-text.ts';
import { inTurn } from './history-order.ts';
import { presentRow } from './history-row.ts';

export const HISTORY_PARAMS = {
  grouping: { kind: 'boolean' },
  include_activity: { kind: 'boolean' },
  user: { kind: 'list' },
  user_id: { kind: 'ids' },
  rating_key: { kind: 'list' },
  parent_rating_key: { kind: 'list' },
  grandparent_rating_key: { kind: 'list' },
  start_date: { kind: 'list' },
  before: { kind: 'text' },
  after: { kind: 'text' },
  reference_id: { kind: 'ids' },
  section_id: { kind: 'ids' },
  media_type: { kind: 'list' },
  transcode_decision: { kind: 'list' },
  guid: { kind: 'list' },
  ...tableParams('date'),
} as const;

type HistoryParams = ParamValues<typeof HISTORY_PARAMS>;

/** The columns by the names clients know. */
const COLUMNS: Readonly<Record<string, TableColumn>> = {
  reference_id: 'groupId',
  row_id: 'playId',
  id: 'playId',
  date: 'lastStartedAt',
  started: 'startedAt',
  stopped: 'stoppedAt',
  // Not what the column shows: the length of the item (data notes 6).
  duration: 'mediaDuration',
  play_duration: 'watched',
  paused_counter: 'paused',
  user_id: 'plexUserId',
  user: 'userName',
  friendly_name: 'friendlyName',
  user_thumb: 'userThumb',
  platform: 'platform',
  product: 'product',
  player: 'player',
  ip_address: 'ipAddress',
  live: 'isLive',
  machine_id: 'machineId',
  location: 'location',
  secure: 'isSecure',
  relayed: 'isRelayed',
  media_type: 'mediaType',
  rating_key: 'ratingKey',
  parent_rating_key: 'parentRatingKey',
  grandparent_rating_key: 'grandparentRatingKey',
  full_title: 'fullTitle',
  title: 'title',
  parent_title: 'parentTitle',
  grandparent_title: 'grandparentTitle',
  original_title: 'originalTitle',
  year: 'year',
  media_index: 'mediaIndex',
  parent_media_index: 'parentMediaIndex',
  thumb: 'thumb',
  originally_available_at: 'releasedOn',
  guid: 'guid',
  transcode_decision: 'decision',
  percent_complete: 'percent',
  group_count: 'playCount',
  group_ids: 'playIds',
  state: 'state',
  session_key: 'sessionKey',
};

/** Where a search looks unless the request says it (API notes 6). */
const SEARCHED: readonly TableColumn[] = ['friendlyName', 'ipAddress', 'platform', 'product', 'player', 'fullTitle'];

const columnOf = (name: string): TableColumn[] => {
  const column = Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined;
  return column === undefined ? [] : [column];
};

/** An empty list filters nothing. */
const some = <T>(values: readonly T[] | undefined): readonly T[] | undefined =>
  values === undefined || values.length === 0 ? undefined : values;

/** `all` among the values switches a filter off. */
const unlessAll = (values: readonly string[] | undefined): readonly string[] | undefined =>
  values?.includes('all') ? undefined : some(values);

const known = (ids: readonly (number | null)[] | undefined): readonly number[] | undefined =>
  some(ids)?.filter((id) => id !== null);

/** Keys are numbers to the replaced program: `0101` is `101`. */
const keys = (values: readonly string[] | undefined): readonly string[] | undefined =>
  some(values)?.map((value) => String(readId(value) ?? value));

const given = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/** API notes 9.6. */
export function filterOf(params: HistoryParams): PlayFilter {
  const plexUserIds = known(params.user_id);
  const filter: { readonly [K in keyof PlayFilter]: PlayFilter[K] | undefined } = {
    plexUserIds,
    userNames: plexUserIds === undefined ? some(params.user) : undefined,
    ratingKeys: keys(params.rating_key),
    parentRatingKeys: keys(params.parent_rating_key),
    grandparentRatingKeys: keys(params.grandparent_rating_key),
    groupIds: known(params.reference_id),
    sectionIds: known(params.section_id),
    kinds: unlessAll(params.media_type),
    decisions: unlessAll(params.transcode_decision),
    guidStarts: some(params.guid)?.map((guid) => guid.split('?', 1)[0] ?? ''),
    days: some(params.start_date),
    firstDay: given(params.after),
    lastDay: given(params.before),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function queryOf(params: HistoryParams, { settings, timeZone }: CommandContext): TableQuery | null {
  const table = readTable(params);
  if (table === null) return null;
  return {
    filter: filterOf(params),
    unit: (params.grouping ?? settings.groupHistory) ? 'group' : 'play',
    isLiveIncluded: params.include_activity ?? settings.historyShowsActivity,
    search: table.search,
    searchIn: table.searchable?.flatMap(columnOf) ?? SEARCHED,
    order: table.order.flatMap(({ column, dir }) => columnOf(column).map((known) => ({ column: known, dir }))),
    timeZone,
  };
}

/** Nothing, in the form of an answer that failed inside (API notes 6). */
const FAILED_INSIDE: Json = {
  recordsFiltered: 0,
  recordsTotal: 0,
  draw: 0,
  data: [],
  filter_duration: '0',
  total_duration: '0',
};

const TIMES: ReadonlySet<TableColumn> = new Set(['lastStartedAt', 'startedAt']);

/** Whether the table stands in the order of time, which it does unless another one is asked for. */
const isByTime = ({ order: [first] }: TableQuery): boolean => first === undefined || TIMES.has(first.column);

function present(table: HistoryTable, query: TableQuery, draw: number, settings: Settings): Json {
  const ordered = isByTime(query) ? inTurn(table.rows) : table.rows;
  const rows = ordered.map((row) => presentRow(row, settings));
  const shownMs = table.rows.reduce((sum, { totals }) => sum + totals.watchedMs, 0);
  return {
    recordsFiltered: table.found,
    recordsTotal: table.plays,
    data: rows,
    draw,
    filter_duration: durationText(Math.floor(shownMs / 1000)),
    total_duration: durationText(Math.floor(table.watchedMs / 1000)),
  };
}

/** The table of the history (API notes 9). */
export const historyCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_history',
    summary: 'Plays, newest first, one row a viewing or one a play',
    params: HISTORY_PARAMS,
    madeOf: 'records and streams',
    async handle(params, context) {
      const request = readTable(params);
      const query = queryOf(params, context);
      if (request === null || query === null) return FAILED_INSIDE;
      const table = await readHistoryTable(context.db, query, (found) => sliceOf(found, request));
      return present(table, query, request.draw, context.settings);
    },
  }),
];
