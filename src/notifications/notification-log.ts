import type { ListPage, ListQuery } from '#db/list-sql.ts';
import type { Db } from '#db/pool.ts';
import type { Visible } from '#users/visible.ts';
import { emptyLog, type LogColumn, type LogRow, logPage } from './queries-log.ts';

export type { LogColumn, LogRow } from './queries-log.ts';

/** A page of what was sent and may be told of. */
export const readNotificationLog = (db: Db, visible: Visible, query: ListQuery<LogColumn>): Promise<ListPage<LogRow>> =>
  logPage(db, visible, query);

/** Deletes what is known about notifications that were sent; what has still to be sent stays. */
export const clearNotificationLog = (db: Db): Promise<void> => emptyLog(db);
