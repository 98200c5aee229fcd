import type { MediaType } from '#contract/enums.ts';
import { compact } from '../../lib/address.ts';
import { clock } from '../../lib/clock.ts';
import { apiFilterOf, type PlayFilter, readPlayFilter } from '../../lib/play-filter.ts';
import type { FilterSearch } from '../filter/filter-search.ts';
import { dayOf, RANGES, type RangeName, rangeName, spanOf } from '../filter/range.ts';

/** The kinds of item that are played. */
export const HISTORY_TYPES = ['movie', 'episode', 'track', 'clip', 'photo'] as const satisfies readonly MediaType[];
export const HISTORY_VIEWS = ['groups', 'plays', 'shows'] as const;
/** `groups`: one row a viewing, resumed or not; `plays`: one row from start to stop; `shows`: one row a film, show or artist. */
export type HistoryView = (typeof HISTORY_VIEWS)[number];
/** Rows of which each has a play. */
export type RowView = Exclude<HistoryView, 'shows'>;

export const SHOW_SORTS = ['latest', 'plays', 'watched'] as const;
export type ShowSort = (typeof SHOW_SORTS)[number];

/** The history in the address: the filter, how rows are made, and where the list begins. */
export interface HistorySearch extends PlayFilter {
  /** A time by its name, instead of `from` and `to`; absent is always. */
  readonly range?: Exclude<RangeName, 'all'>;
  readonly view?: Exclude<HistoryView, 'groups'>;
  /** The list begins with this day. */
  readonly start?: string;
  readonly sort?: Exclude<ShowSort, 'latest'>;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Addresses that were kept from before the grammar of filters: one type and one decision. */
const ofOld = (raw: Record<string, unknown>): Record<string, unknown> =>
  raw.type === undefined || raw.mediaType !== undefined ? raw : { ...raw, mediaType: raw.type };

/** Reads the address; what it does not understand it leaves out. */
export function historySearch(raw: Record<string, unknown>): HistorySearch {
  const filter = readPlayFilter(ofOld(raw));
  const hasTime = filter.from !== undefined || filter.to !== undefined;
  return {
    ...filter,
    ...compact({
      range: hasTime
        ? undefined
        : (RANGES.find((known) => known !== 'all' && known === raw.range) as HistorySearch['range']),
      view: HISTORY_VIEWS.find((known) => known !== 'groups' && known === raw.view) as HistorySearch['view'],
      start: typeof raw.start === 'string' && DAY.test(raw.start) ? raw.start : undefined,
      sort: SHOW_SORTS.find((known) => known !== 'latest' && known === raw.sort) as HistorySearch['sort'],
    }),
  };
}

/** Without how rows are made and where the list begins: these are ways to look, not filters. */
export function filterOf({ view: _view, start: _start, sort: _sort, ...filter }: HistorySearch): HistorySearch {
  return filter;
}

export const isFiltered = (search: HistorySearch): boolean => Object.keys(filterOf(search)).length > 0;

/** What stays when the filter is taken away. */
export const withoutFilter = ({ view, sort }: HistorySearch): HistorySearch => compact({ view, sort });

/** The filter as the bar of filters takes it: there, absent is another time. */
export function barFilter({ range, from, to, ...filter }: HistorySearch): FilterSearch {
  const days = { ...(from !== undefined && { from: String(from) }), ...(to !== undefined && { to: String(to) }) };
  const { view: _view, start: _start, sort: _sort, ...rest } = filter;
  return Object.keys(days).length > 0 ? { ...rest, ...days } : { ...rest, range: range ?? 'all' };
}

/** What the bar says, as the history says it. */
export function ofBar({ range: _range, from, to, ...filter }: FilterSearch, now: HistorySearch): HistorySearch {
  const name = rangeName({ ...(_range && { range: _range }), ...(from && { from }), ...(to && { to }) });
  return historySearch({ ...withoutFilter(now), ...filter, from, to, range: name ?? undefined });
}

/** The filter as the API takes it. */
export function apiSearch({ range, ...search }: HistorySearch): Record<string, string> {
  const { from } = range === undefined ? { from: null } : spanOf({ range }, dayOf(clock.now()));
  return { ...apiFilterOf(search), ...(from !== null && { from }) };
}
