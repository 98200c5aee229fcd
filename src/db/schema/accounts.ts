import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { ROLES, WORK_STATES } from '#contract/enums.ts';
import type { AccountId, ImportId, ServerId, UserId } from '#contract/ids.ts';
import { bytes, createdAt, fk, importedValues, instant, ipAddress, literals, pk } from './columns.ts';
import { imports } from './imports.ts';
import { servers, users } from './servers.ts';

/** Somebody who may sign in. */
export const accounts = pgTable(
  'accounts',
  {
    id: integer().generatedByDefaultAsIdentity().$type<AccountId>(),
    username: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    /** In PHC form; null when only other ways lead in. */
    passwordHash: text('password_hash'),
    /** The person whose history is theirs. */
    userId: integer('user_id').$type<UserId>(),
    totpSecretSealed: text('totp_secret_sealed'),
    /** Number of the latest half minute whose code was used; no code serves twice. */
    totpUsedStep: integer('totp_used_step'),
    isEnabled: boolean('is_enabled').notNull().default(true),
    passwordChangedAt: instant('password_changed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    pk('accounts', t.id),
    fk('accounts', t.userId, users.id, 'set null'),

    uniqueIndex('uq_accounts_username').on(sql`lower(${t.username})`),
    index('ix_accounts_user_id').on(t.userId),
    check('ck_accounts_role', sql`${t.role} in (${literals(ROLES)})`),
  ],
);

/** How else an account signs in: Plex, an OpenID provider. */
export const accountIdentities = pgTable(
  'account_identities',
  {
    provider: text().notNull(),
    subject: text().notNull(),
    accountId: integer('account_id').notNull().$type<AccountId>(),
    createdAt: createdAt(),
  },
  (t) => [
    fk('account_identities', t.accountId, accounts.id, 'cascade'),

    primaryKey({ name: 'pk_account_identities', columns: [t.provider, t.subject] }),
    index('ix_account_identities_account_id').on(t.accountId),
  ],
);

/** Passkeys of an account. */
export const passkeys = pgTable(
  'passkeys',
  {
    credentialId: text('credential_id').notNull(),
    accountId: integer('account_id').notNull().$type<AccountId>(),
    name: text().notNull(),
    publicKey: bytes('public_key').notNull(),
    counter: bigint({ mode: 'number' }).notNull(),
    transports: text().array().notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at'),
  },
  (t) => [
    pk('passkeys', t.credentialId),
    fk('passkeys', t.accountId, accounts.id, 'cascade'),

    index('ix_passkeys_account_id').on(t.accountId),
  ],
);

/** What serves once instead of a code from the app. Deleted when it is used. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    accountId: integer('account_id').notNull().$type<AccountId>(),
    /** Keyed with the secret key: the codes are short. */
    codeHash: text('code_hash').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    fk('recovery_codes', t.accountId, accounts.id, 'cascade'),

    primaryKey({ name: 'pk_recovery_codes', columns: [t.accountId, t.codeHash] }),
  ],
);

/** What was begun and is to be finished within minutes: the step after a password, a passkey, a visit to a provider. */
export const signInSteps = pgTable(
  'sign_in_steps',
  {
    /** Only a hash of what the browser was given. */
    tokenHash: text('token_hash').notNull(),
    /** A token is good for what it was made for only. */
    kind: text().notNull(),
    /** Whose step it is; null while nobody knows. */
    accountId: integer('account_id').$type<AccountId>(),
    /** What the second half needs to know of the first, as sealed JSON. */
    valueSealed: text('value_sealed').notNull(),
    tries: integer().notNull().default(0),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    pk('sign_in_steps', t.tokenHash),
    fk('sign_in_steps', t.accountId, accounts.id, 'cascade'),

    index('ix_sign_in_steps_account_id').on(t.accountId),
    index('ix_sign_in_steps_expires_at').on(t.expiresAt),
  ],
);

/** Signed-in browsers. The cookie is not stored, only its hash. */
export const accountSessions = pgTable(
  'account_sessions',
  {
    tokenHash: text('token_hash').notNull(),
    accountId: integer('account_id').notNull().$type<AccountId>(),
    ipAddress: ipAddress('ip_address'),
    userAgent: text('user_agent'),
    createdAt: createdAt(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    pk('account_sessions', t.tokenHash),
    fk('account_sessions', t.accountId, accounts.id, 'cascade'),

    index('ix_account_sessions_account_id').on(t.accountId),
    index('ix_account_sessions_expires_at').on(t.expiresAt),
  ],
);

/** What an account chose about how pages look, on every device it uses. */
export const accountPreferences = pgTable(
  'account_preferences',
  {
    accountId: integer('account_id').notNull().$type<AccountId>(),
    /** By the name of what was chosen. */
    values: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (t) => [pk('account_preferences', t.accountId), fk('account_preferences', t.accountId, accounts.id, 'cascade')],
);

/** Every try to sign in. */
export const signIns = pgTable(
  'sign_ins',
  {
    id: integer().generatedByDefaultAsIdentity(),
    at: instant('at').notNull(),
    isSuccess: boolean('is_success').notNull(),
    accountId: integer('account_id').$type<AccountId>(),
    userId: integer('user_id').$type<UserId>(),
    /** As it was typed or known at the time. */
    userName: text('user_name'),
    role: text(),
    ipAddress: ipAddress('ip_address'),
    host: text(),
    userAgent: text('user_agent'),
    expiresAt: instant('expires_at'),
    importId: integer('import_id').$type<ImportId>(),
    importedValues: importedValues(),
  },
  (t) => [
    pk('sign_ins', t.id),
    fk('sign_ins', t.importId, imports.id, 'set null'),
    fk('sign_ins', t.accountId, accounts.id, 'set null'),
    fk('sign_ins', t.userId, users.id, 'set null'),

    index('ix_sign_ins_at_id').on(t.at.desc(), t.id.desc()),
    index('ix_sign_ins_user_id').on(t.userId),
    index('ix_sign_ins_account_id').on(t.accountId),
  ],
);

const SCOPES = ['read', 'write', 'admin'] as const;

/** Keys of programs. Only a hash is stored. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: integer().generatedByDefaultAsIdentity(),
    name: text().notNull(),
    /** SHA-256 in hexadecimal; keys are long and random, so no slow hash is needed. */
    keyHash: text('key_hash').notNull(),
    scope: text({ enum: SCOPES }).notNull(),
    /** Limits the key to one server. */
    serverId: integer('server_id').$type<ServerId>(),
    accountId: integer('account_id').$type<AccountId>(),
    isEnabled: boolean('is_enabled').notNull().default(true),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at'),
    expiresAt: instant('expires_at'),
  },
  (t) => [
    pk('api_keys', t.id),
    fk('api_keys', t.serverId, servers.id, 'cascade'),
    fk('api_keys', t.accountId, accounts.id, 'cascade'),

    unique('uq_api_keys_key_hash').on(t.keyHash),
    check('ck_api_keys_scope', sql`${t.scope} in (${literals(SCOPES)})`),
  ],
);

/** Every change an administrator made. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigint({ mode: 'number' }).generatedByDefaultAsIdentity(),
    at: createdAt('at'),
    accountId: integer('account_id').$type<AccountId>(),
    /** Who it was, should the account be gone. */
    actor: text().notNull(),
    action: text().notNull(),
    subject: text(),
    details: jsonb(),
    ipAddress: ipAddress('ip_address'),
  },
  (t) => [
    pk('audit_log', t.id),
    fk('audit_log', t.accountId, accounts.id, 'set null'),

    index('ix_audit_log_at').on(t.at.desc()),
  ],
);

/** Runs of scheduled and started tasks. */
export const jobRuns = pgTable(
  'job_runs',
  {
    id: bigint({ mode: 'number' }).generatedByDefaultAsIdentity(),
    job: text().notNull(),
    state: text({ enum: WORK_STATES }).notNull(),
    startedAt: createdAt('started_at'),
    finishedAt: instant('finished_at'),
    progress: jsonb(),
    problem: text(),
  },
  (t) => [
    pk('job_runs', t.id),

    index('ix_job_runs_job_started_at').on(t.job, t.startedAt.desc()),
    check('ck_job_runs_state', sql`${t.state} in (${literals(WORK_STATES)})`),
  ],
);
