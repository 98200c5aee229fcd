import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { LINK_STATES } from '#contract/enums.ts';
import type { LibraryId, ServerId, UserId } from '#contract/ids.ts';
import { createdAt, fk, instant, literals, pk } from './columns.ts';

/** A Plex server we watch. The link columns are what was known last, so that a page can be shown before Plex answers. */
export const servers = pgTable(
  'servers',
  {
    id: integer().generatedByDefaultAsIdentity().$type<ServerId>(),
    /** Plex's own identifier; unknown until the server answered once. */
    machineIdentifier: text('machine_identifier'),
    name: text().notNull(),
    url: text().notNull(),
    /** The owner's token, sealed with the installation's key (config/secret-box.ts). */
    tokenSealed: text('token_sealed').notNull(),
    version: text(),
    platform: text(),
    /** Declared by the environment: the web app cannot change it. */
    isPinned: boolean('is_pinned').notNull().default(false),
    linkState: text('link_state', { enum: LINK_STATES }).notNull().default('connecting'),
    linkSince: instant('link_since'),
    linkProblem: text('link_problem'),
    linkRetryAt: instant('link_retry_at'),
    /** Last moment the server was heard; tells after a restart how long we were away. */
    lastHeardAt: instant('last_heard_at'),
    createdAt: createdAt(),
  },
  (t) => [
    pk('servers', t.id),

    unique('uq_servers_machine_identifier').on(t.machineIdentifier),
    check('ck_servers_link_state', sql`${t.linkState} in (${literals(LINK_STATES)})`),
  ],
);

/** A person, across servers. Identified by their plex.tv id; people a server knows but plex.tv does not have none. */
export const users = pgTable(
  'users',
  {
    id: integer().generatedByDefaultAsIdentity().$type<UserId>(),
    plexUserId: bigint('plex_user_id', { mode: 'number' }),
    username: text().notNull(),
    /** Chosen here; wins over everything plex.tv says. */
    friendlyName: text('friendly_name'),
    title: text(),
    email: text(),
    thumb: text(),
    isOwner: boolean('is_owner').notNull().default(false),
    isHomeUser: boolean('is_home_user').notNull().default(false),
    isRestricted: boolean('is_restricted').notNull().default(false),
    isActive: boolean('is_active').notNull().default(true),
    keepHistory: boolean('keep_history').notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    pk('users', t.id),
    unique('uq_users_plex_user_id').on(t.plexUserId),
    index('ix_users_username').on(sql`lower(${t.username})`),
  ],
);

/** How one server numbers a person (1 is always its owner), so that a session finds its person without asking plex.tv. */
export const serverAccounts = pgTable(
  'server_accounts',
  {
    serverId: integer('server_id').notNull().$type<ServerId>(),
    accountId: bigint('account_id', { mode: 'number' }).notNull(),
    userId: integer('user_id').notNull().$type<UserId>(),
  },
  (t) => [
    fk('server_accounts', t.serverId, servers.id, 'cascade'),
    fk('server_accounts', t.userId, users.id),

    primaryKey({ name: 'pk_server_accounts', columns: [t.serverId, t.accountId] }),
    index('ix_server_accounts_user_id').on(t.userId),
  ],
);

/** A library of a server. */
export const libraries = pgTable(
  'libraries',
  {
    id: integer().generatedByDefaultAsIdentity().$type<LibraryId>(),
    serverId: integer('server_id').notNull().$type<ServerId>(),
    sectionId: integer('section_id').notNull(),
    name: text().notNull(),
    type: text({ enum: ['movie', 'show', 'artist', 'photo', 'live'] }).notNull(),
    agent: text(),
    thumb: text(),
    art: text(),
    isActive: boolean('is_active').notNull().default(true),
    keepHistory: boolean('keep_history').notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    pk('libraries', t.id),
    fk('libraries', t.serverId, servers.id, 'cascade'),

    unique('uq_libraries_server_id_section_id').on(t.serverId, t.sectionId),
    check('ck_libraries_type', sql`${t.type} in ('movie', 'show', 'artist', 'photo', 'live')`),
  ],
);

/** Times in which we could not hear a server: plays in them may be missing, and no play is stretched over them. */
export const serverGaps = pgTable(
  'server_gaps',
  {
    id: integer().generatedByDefaultAsIdentity(),
    serverId: integer('server_id').notNull().$type<ServerId>(),
    startedAt: instant('started_at').notNull(),
    /** Null while it lasts. */
    endedAt: instant('ended_at'),
    reason: text({ enum: ['link_lost', 'not_running'] }).notNull(),
  },
  (t) => [
    pk('server_gaps', t.id),
    fk('server_gaps', t.serverId, servers.id, 'cascade'),

    index('ix_server_gaps_server_id_started_at').on(t.serverId, t.startedAt),
    check('ck_server_gaps_reason', sql`${t.reason} in ('link_lost', 'not_running')`),
    check('ck_server_gaps_order', sql`${t.endedAt} >= ${t.startedAt}`),
  ],
);
