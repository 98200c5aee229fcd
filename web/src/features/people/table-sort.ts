import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Sort } from '../../ui/table/column.ts';

/** How a table is sorted, as the address says it; absent is as the table prefers. */
export interface SortSearch {
  readonly sort?: string;
  readonly order?: 'asc' | 'desc';
}

/** Reads the order out of an address. */
export function sortSearch(raw: Readonly<Record<string, unknown>>): SortSearch {
  const sort = typeof raw.sort === 'string' && /^\w{1,30}$/.test(raw.sort) ? raw.sort : undefined;
  const order = raw.order === 'asc' || raw.order === 'desc' ? raw.order : undefined;
  return { ...(sort !== undefined && { sort }), ...(order !== undefined && { order }) };
}

/** The order in the address, among those that are `known`, and how to choose another. */
export function useTableSort(preset: Sort, known: readonly string[]): readonly [Sort, (sort: Sort) => void] {
  const { sort, order } = sortSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const isKnown = sort !== undefined && known.includes(sort);
  const now = isKnown ? { by: sort, order: order ?? preset.order } : preset;
  const choose = ({ by, order: next }: Sort): void =>
    void navigate({
      to: '.',
      search: (old: Record<string, unknown>) => ({ ...old, sort: by, order: next }),
      replace: true,
      resetScroll: false,
    });
  return [now, choose];
}
