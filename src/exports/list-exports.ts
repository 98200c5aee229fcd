import type { ListPage, ListQuery } from '#db/list-sql.ts';
import type { Db } from '#db/pool.ts';
import { type ExportColumn, type ExportFilter, type ExportRow, exportPage } from './queries.ts';

export type { ExportColumn, ExportFilter, ExportRow } from './queries.ts';

/** A page of the exports that were made. */
export const listExports = (
  db: Db,
  filter: ExportFilter,
  query: ListQuery<ExportColumn>,
): Promise<ListPage<ExportRow>> => exportPage(db, filter, query);
