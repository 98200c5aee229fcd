import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { TRIGGERS } from '#contract/enums.ts';
import type { ImportId, NotifierId, ServerId, UserId } from '#contract/ids.ts';
import { createdAt, fk, importedValues, instant, literals, pk } from './columns.ts';
import { imports } from './imports.ts';
import { servers, users } from './servers.ts';

/** A configured notification agent. */
export const notifiers = pgTable(
  'notifiers',
  {
    id: integer().generatedByDefaultAsIdentity().$type<NotifierId>(),
    agentId: integer('agent_id').notNull(),
    agentName: text('agent_name').notNull(),
    agentLabel: text('agent_label').notNull(),
    friendlyName: text('friendly_name'),
    /** The agent's settings as JSON, sealed as a whole: most agents' settings are secrets. */
    configSealed: text('config_sealed').notNull(),
    conditions: jsonb(),
    conditionsLogic: text('conditions_logic'),
    /** A paused one sends nothing; imported ones wait like this until somebody looked at them. */
    isPaused: boolean('is_paused').notNull().default(false),
    importId: integer('import_id').$type<ImportId>(),
    importedValues: importedValues(),
    createdAt: createdAt(),
  },
  (t) => [pk('notifiers', t.id), fk('notifiers', t.importId, imports.id, 'set null')],
);

/** What an agent is sent for and with which texts; a missing text means the trigger's default. */
export const notifierTriggers = pgTable(
  'notifier_triggers',
  {
    notifierId: integer('notifier_id').notNull().$type<NotifierId>(),
    trigger: text({ enum: TRIGGERS }).notNull(),
    isEnabled: boolean('is_enabled').notNull().default(false),
    subject: text(),
    body: text(),
  },
  (t) => [
    fk('notifier_triggers', t.notifierId, notifiers.id, 'cascade'),

    primaryKey({ name: 'pk_notifier_triggers', columns: [t.notifierId, t.trigger] }),
    index('ix_notifier_triggers_trigger').on(t.trigger).where(sql`${t.isEnabled}`),
    check('ck_notifier_triggers_trigger', sql`${t.trigger} in (${literals(TRIGGERS)})`),
  ],
);

const OUTBOX_STATES = ['waiting', 'sending', 'sent', 'failed', 'dropped'] as const;

/** What has to be sent; written in the transaction that caused it, so that nothing announced is lost. */
export const notificationOutbox = pgTable(
  'notification_outbox',
  {
    id: bigint({ mode: 'number' }).generatedByDefaultAsIdentity(),
    serverId: integer('server_id').$type<ServerId>(),
    /** Null until the event was matched with the agents that want it. */
    notifierId: integer('notifier_id').$type<NotifierId>(),
    trigger: text().notNull(),
    payload: jsonb().notNull(),
    state: text({ enum: OUTBOX_STATES }).notNull().default('waiting'),
    attempts: integer().notNull().default(0),
    /** When it is due; while it is being sent, when whoever sends it has to be done. */
    notBefore: instant('not_before').notNull().default(sql`now()`),
    problem: text(),
    createdAt: createdAt(),
    /** Deliveries with the same key to the same agent leave in their order. */
    orderKey: text('order_key'),
    /** Its entry in the log; null for an event. */
    logId: integer('log_id'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    pk('notification_outbox', t.id),
    fk('notification_outbox', t.serverId, servers.id, 'cascade'),
    fk('notification_outbox', t.notifierId, notifiers.id, 'cascade'),
    fk('notification_outbox', t.logId, notificationLog.id, 'set null'),

    index('ix_notification_outbox_not_before').on(t.notBefore).where(sql`${t.state} in ('waiting', 'sending')`),
    index('ix_notification_outbox_notifier_id_order_key')
      .on(t.notifierId, t.orderKey)
      .where(sql`${t.state} in ('waiting', 'sending')`),
    index('ix_notification_outbox_log_id').on(t.logId),
    check('ck_notification_outbox_state', sql`${t.state} in (${literals(OUTBOX_STATES)})`),
  ],
);

/** What was sent. Agents may be gone; their kind stays. */
export const notificationLog = pgTable(
  'notification_log',
  {
    id: integer().generatedByDefaultAsIdentity(),
    serverId: integer('server_id').$type<ServerId>(),
    notifierId: integer('notifier_id').$type<NotifierId>(),
    agentId: integer('agent_id'),
    agentName: text('agent_name'),
    /** A trigger, `test` or `api`; very old entries lack the `on_`. */
    action: text().notNull(),
    sentAt: instant('sent_at').notNull(),
    isSuccess: boolean('is_success').notNull(),
    userId: integer('user_id').$type<UserId>(),
    userName: text('user_name'),
    sessionKey: text('session_key'),
    ratingKey: text('rating_key'),
    parentRatingKey: text('parent_rating_key'),
    grandparentRatingKey: text('grandparent_rating_key'),
    subject: text(),
    body: text(),
    scriptArguments: text('script_arguments'),
    /** A version or a token's fingerprint: announced once. */
    tag: text(),
    posterUrl: text('poster_url'),
    importId: integer('import_id').$type<ImportId>(),
    importedValues: importedValues(),
  },
  (t) => [
    pk('notification_log', t.id),
    fk('notification_log', t.importId, imports.id, 'set null'),
    fk('notification_log', t.serverId, servers.id, 'cascade'),
    fk('notification_log', t.notifierId, notifiers.id, 'set null'),
    fk('notification_log', t.userId, users.id, 'set null'),

    index('ix_notification_log_sent_at').on(t.sentAt.desc()),
    index('ix_notification_log_notifier_id_sent_at').on(t.notifierId, t.sentAt.desc()),
    index('ix_notification_log_user_id').on(t.userId),
    index('ix_notification_log_action_tag').on(t.action, t.tag).where(sql`${t.tag} is not null`),
  ],
);
