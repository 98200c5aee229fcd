import { type PlayFilter, readPlayFilter } from '../../lib/play-filter.ts';
import { type RangeSearch, readRange } from './range.ts';

/** A filter with its time, as an address says it. */
export type FilterSearch = Omit<PlayFilter, 'from' | 'to'> & RangeSearch;

/** Reads a filter with its time; what it does not understand it leaves out. */
export function readFilterSearch(raw: Readonly<Record<string, unknown>>): FilterSearch {
  const { from: _from, to: _to, ...filter } = readPlayFilter(raw);
  return { ...filter, ...readRange(raw) };
}

/** The filter alone. */
export function withoutTime({ range: _range, from: _from, to: _to, ...filter }: FilterSearch): PlayFilter {
  return filter;
}
