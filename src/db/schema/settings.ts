import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, pk } from './columns.ts';

/** Values that can be changed at run time; each key's type is checked where it is read (config/settings.ts). */
export const settings = pgTable(
  'settings',
  {
    key: text().notNull(),
    value: jsonb().notNull(),
    updatedAt: createdAt('updated_at'),
  },
  (t) => [pk('settings', t.key)],
);
