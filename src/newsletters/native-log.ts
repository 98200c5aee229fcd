import type { LogQuery, NewsletterLogPage } from '#contract/logs.ts';
import type { Db } from '#db/pool.ts';
import { readNewsletterLog } from './newsletters.ts';

/** A page of the issues that were sent, for the native API. */
export async function nativeNewsletterLog(
  db: Db,
  { search, order, offset, limit }: LogQuery,
): Promise<NewsletterLogPage> {
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
