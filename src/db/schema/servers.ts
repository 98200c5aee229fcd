import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { LINK_STATES } from '#contract/enums.ts';
import type { LibraryId, ServerId, UserId } from '#contract/ids.ts';
import { createdAt, fk, importedValues, instant, literals, pk } from './columns.ts';

/** A Plex server we watch. The link columns are what was known last, so that a page can be shown before Plex answers. */
export const servers = pgTable(
  'servers',
  {
    id: integer().generatedByDefaultAsIdentity().$type<ServerId>(),
    /** Plex's own identifier; unknown until the server answered once. */
    machineIdentifier: text('machine_identifier'),
    name: text().notNull(),
    /** Null for a server that is known from imported history only. */
    url: text(),
    /** The owner's token, sealed with the installation's key (config/secret-box.ts); without one it is not watched. */
    tokenSealed: text('token_sealed'),
    version: text(),
    platform: text(),
    hasPlexPass: boolean('has_plex_pass'),
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
    /** A picture chosen here; wins over plex.tv's. */
    customThumb: text('custom_thumb'),
    /** The person's own plex.tv token, sealed. */
    tokenSealed: text('token_sealed'),
    isOwner: boolean('is_owner').notNull().default(false),
    isHomeUser: boolean('is_home_user').notNull().default(false),
    isRestricted: boolean('is_restricted').notNull().default(false),
    isActive: boolean('is_active').notNull().default(true),
    allowsSync: boolean('allows_sync').notNull().default(false),
    keepHistory: boolean('keep_history').notNull().default(true),
    notifies: boolean().notNull().default(true),
    /** May sign in as a guest and see the own history. */
    allowsGuest: boolean('allows_guest').notNull().default(false),
    isDeleted: boolean('is_deleted').notNull().default(false),
    /** Made for imported history whose person was not known any more. */
    isPlaceholder: boolean('is_placeholder').notNull().default(false),
    /** What administrators want to remember about them; nobody else sees it. */
    note: text(),
    noteChangedAt: instant('note_changed_at'),
    importedValues: importedValues(),
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

/** What a server shares with a person. */
export const serverAccess = pgTable(
  'server_access',
  {
    serverId: integer('server_id').notNull().$type<ServerId>(),
    userId: integer('user_id').notNull().$type<UserId>(),
    /** The token this person has on this server, sealed. */
    tokenSealed: text('token_sealed'),
    /** Plex's numbers of the shared libraries. */
    sectionIds: integer('section_ids').array().notNull().default(sql`'{}'`),
    filterAll: text('filter_all'),
    filterMovies: text('filter_movies'),
    filterTv: text('filter_tv'),
    filterMusic: text('filter_music'),
    filterPhotos: text('filter_photos'),
  },
  (t) => [
    fk('server_access', t.serverId, servers.id, 'cascade'),
    fk('server_access', t.userId, users.id, 'cascade'),

    primaryKey({ name: 'pk_server_access', columns: [t.serverId, t.userId] }),
    index('ix_server_access_user_id').on(t.userId),
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
    customThumb: text('custom_thumb'),
    art: text(),
    customArt: text('custom_art'),
    /** Movies, shows, artists or albums; then seasons and episodes, albums and tracks, or photos. */
    itemCount: integer('item_count'),
    parentCount: integer('parent_count'),
    childCount: integer('child_count'),
    isActive: boolean('is_active').notNull().default(true),
    keepHistory: boolean('keep_history').notNull().default(true),
    notifies: boolean().notNull().default(true),
    notifiesAdded: boolean('notifies_added').notNull().default(true),
    isDeleted: boolean('is_deleted').notNull().default(false),
    /** Made for imported history whose library was not known any more. */
    isPlaceholder: boolean('is_placeholder').notNull().default(false),
    importedValues: importedValues(),
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
