import type { LogQuery, NotificationLogPage } from '#contract/logs.ts';
import type { Db } from '#db/pool.ts';
import type { Visible } from '#users/visible.ts';
import { readNotificationLog } from './notification-log.ts';

/** A page of what was sent, for the native API. */
export async function nativeNotificationLog(
  db: Db,
  visible: Visible,
  { search, order, offset, limit }: LogQuery,
): Promise<NotificationLogPage> {
  const page = await readNotificationLog(db, visible, {
    search,
    searchIn: ['agentName', 'action', 'subject', 'body'],
    order: [{ column: 'sentAt', dir: order }],
    slice: () => ({ offset, limit }),
  });
  return {
    ...page,
    rows: page.rows.map(({ sentAt, state, attempts, problem, notBefore, importedValues: _kept, ...row }) => ({
      ...row,
      at: sentAt.toISOString(),
      delivery:
        state === null
          ? null
          : {
              state,
              attempts: attempts ?? 0,
              problem,
              nextTryAt: state === 'waiting' ? (notBefore?.toISOString() ?? null) : null,
            },
    })),
  };
}
