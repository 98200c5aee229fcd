import { boolean, date, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { ImportId } from '#contract/ids.ts';
import { createdAt, fk, importedValues, instant, pk } from './columns.ts';
import { imports } from './imports.ts';

/** A newsletter that is written on a schedule. */
export const newsletters = pgTable(
  'newsletters',
  {
    id: integer().generatedByDefaultAsIdentity(),
    agentId: integer('agent_id').notNull(),
    agentName: text('agent_name').notNull(),
    agentLabel: text('agent_label').notNull(),
    /** Name in the address of its latest issue; empty for none. */
    idName: text('id_name').notNull(),
    friendlyName: text('friendly_name'),
    config: jsonb().notNull(),
    /** Addresses and a mail server's credentials as JSON, sealed. */
    emailConfigSealed: text('email_config_sealed'),
    subject: text(),
    body: text(),
    message: text(),
    /** Five fields, as imported; weekdays as the program that wrote it counted them. */
    cron: text().notNull(),
    isActive: boolean('is_active').notNull(),
    importId: integer('import_id').$type<ImportId>(),
    importedValues: importedValues(),
    createdAt: createdAt(),
  },
  (t) => [pk('newsletters', t.id), fk('newsletters', t.importId, imports.id, 'set null')],
);

/** An issue that was sent. */
export const newsletterLog = pgTable(
  'newsletter_log',
  {
    id: integer().generatedByDefaultAsIdentity(),
    newsletterId: integer('newsletter_id'),
    agentId: integer('agent_id'),
    agentName: text('agent_name'),
    action: text().notNull(),
    sentAt: instant('sent_at').notNull(),
    isSuccess: boolean('is_success').notNull(),
    subject: text(),
    body: text(),
    message: text(),
    startDate: date('start_date', { mode: 'string' }),
    endDate: date('end_date', { mode: 'string' }),
    startAt: instant('start_at'),
    endAt: instant('end_at'),
    uuid: text(),
    /** In the folder of rendered newsletters. */
    fileName: text('file_name'),
    emailMessageId: text('email_message_id'),
    importId: integer('import_id').$type<ImportId>(),
    importedValues: importedValues(),
  },
  (t) => [
    pk('newsletter_log', t.id),
    fk('newsletter_log', t.importId, imports.id, 'set null'),
    fk('newsletter_log', t.newsletterId, newsletters.id, 'set null'),

    unique('uq_newsletter_log_uuid').on(t.uuid),
    index('ix_newsletter_log_sent_at_id').on(t.sentAt.desc(), t.id.desc()),
    index('ix_newsletter_log_newsletter_id_sent_at').on(t.newsletterId, t.sentAt.desc()),
  ],
);
