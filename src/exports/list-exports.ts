import type { ListPage, ListQuery } from '#db/list-sql.ts';
import type { Db } from '#db/pool.ts';
import { type ExportBounds, type ExportColumn, type ExportFilter, type ExportRow, exportPage } from './queries.ts';

export type { ExportBounds, ExportColumn, ExportFilter, ExportRow } from './queries.ts';

/** For whoever sees every export. */
export const EVERY_EXPORT: ExportBounds = { userId: null, serverId: null };

/** A page of the exports that were made. */
export const listExports = (
  db: Db,
  bounds: ExportBounds,
  filter: ExportFilter,
  query: ListQuery<ExportColumn>,
): Promise<ListPage<ExportRow>> => exportPage(db, bounds, filter, query);
