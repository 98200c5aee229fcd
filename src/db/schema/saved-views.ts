import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AccountId } from '#contract/ids.ts';
import { accounts } from './accounts.ts';
import { createdAt, fk, pk } from './columns.ts';

/** How somebody likes to look at a page: a filter, an order, columns, under a name. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: integer().generatedByDefaultAsIdentity(),
    accountId: integer('account_id').notNull().$type<AccountId>(),
    /** The page it belongs to. */
    page: text().notNull(),
    name: text().notNull(),
    /** What the page opens with; at most one of each page. */
    isDefault: boolean('is_default').notNull().default(false),
    /** The parameters of the address, and what is shown. */
    look: jsonb().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    pk('saved_views', t.id),
    fk('saved_views', t.accountId, accounts.id, 'cascade'),

    index('ix_saved_views_account_id').on(t.accountId),
    uniqueIndex('uq_saved_views_account_id_page').on(t.accountId, t.page).where(sql`${t.isDefault}`),
  ],
);
