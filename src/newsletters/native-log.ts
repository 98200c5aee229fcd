import type { LogQuery, NewsletterLogPage } from '#contract/logs.ts';
import type { Db } from '#db/pool.ts';
import { readNewsletterLog } from './newsletters.ts';

/** A page of the issues that were sent, for the native API. They are the installation's: who sees a part of it sees none. */
export async function nativeNewsletterLog(
  db: Db,
  sees: 'everything' | 'a part',
  { search, order, offset, limit }: LogQuery,
): Promise<NewsletterLogPage> {
  if (sees === 'a part') return { total: 0, found: 0, rows: [] };
  const page = await readNewsletterLog(db, {
    search,
    searchIn: ['agentName', 'action', 'subject', 'body', 'uuid'],
    order: [{ column: 'sentAt', dir: order }],
    slice: () => ({ offset, limit }),
  });
  return {
    ...page,
    rows: page.rows.map(({ sentAt, importedValues: _kept, ...row }) => ({ ...row, at: sentAt.toISOString() })),
  };
}
