/** From a table request to a page of a room, and back. */
import type { ListPage, ListQuery } from '#db/list-sql.ts';
import type { Json, JsonObject } from '../json.ts';
import { sliceOf, type TableRequest } from '../table.ts';

/** What is answered when the request cannot be understood (API notes 6, internal failure). */
export const BROKEN_TABLE: JsonObject = { recordsFiltered: 0, recordsTotal: 0, draw: 0, data: [] };

/** A client's columns by the names it knows, in the words of the room; others are dropped. */
export function listQuery<C extends string>(
  request: TableRequest,
  columns: Readonly<Record<string, { readonly column: C; readonly isSearched: boolean }>>,
): ListQuery<C> {
  const known = (name: string) => (Object.hasOwn(columns, name) ? columns[name] : undefined);
  const names = request.searchable ?? Object.keys(columns);
  return {
    search: request.search,
    searchIn: names.flatMap((name) => {
      const found = known(name);
      return found?.isSearched ? [found.column] : [];
    }),
    order: request.order.flatMap(({ column, dir }) => {
      const found = known(column);
      return found === undefined ? [] : [{ column: found.column, dir }];
    }),
    slice: (total) => sliceOf(total, request),
  };
}

/** The answer of a table command. */
export const tableAnswer = <T>(
  { total, found, rows }: ListPage<T>,
  request: TableRequest,
  present: (row: T) => Json,
): JsonObject => ({
  recordsFiltered: found,
  recordsTotal: total,
  draw: request.draw,
  data: rows.map(present),
});
