/** SQL of people who come in by their Plex account. */
import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { AccountId, UserId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import {
  accountIdentities,
  accountSessions,
  accounts,
  serverAccess,
  serverAccounts,
  servers,
  users,
} from '#db/schema/index.ts';

/** Every server calls its owner by this number. */
const OWNER_NUMBER = 1;

/** A server that is watched with its owner's token. */
const isConfigured = (serverId: SQL): SQL =>
  sql`exists (select from ${servers} where ${servers.id} = ${serverId} and ${isNotNull(servers.tokenSealed)})`;

/** The owner of a server, as plex.tv named them when it was asked with that server's token. */
const ownsServer = sql<boolean>`exists (select from ${serverAccounts} where ${serverAccounts.userId} = ${users.id}
  and ${serverAccounts.accountId} = ${OWNER_NUMBER} and ${isConfigured(sql`${serverAccounts.serverId}`)})`;

const usesServer = sql<boolean>`exists (select from ${serverAccess} where ${serverAccess.userId} = ${users.id}
  and ${serverAccess.tokenSealed} is not null and ${isConfigured(sql`${serverAccess.serverId}`)})`;

export interface PlexPersonRow {
  readonly id: UserId;
  readonly username: string;
  readonly isDeleted: boolean;
  readonly allowsGuest: boolean;
  /** Of a server that is watched. */
  readonly isOwner: boolean;
  /** A server that is watched is shared with them, or is theirs. */
  readonly usesServer: boolean;
}

/** The person of plex.tv's number, when the people of a server were read and they were among them. */
export async function plexPerson(db: Db | Tx, plexUserId: number): Promise<PlexPersonRow | null> {
  const [row] = await db
    .select({
      id: users.id,
      username: users.username,
      isDeleted: users.isDeleted,
      allowsGuest: users.allowsGuest,
      isOwner: sql<boolean>`${users.isOwner} and ${ownsServer}`,
      usesServer,
    })
    .from(users)
    .where(and(eq(users.plexUserId, plexUserId), eq(users.isPlaceholder, false)));
  return row ?? null;
}

/** Plex's identifiers of the servers that are watched. */
export async function watchedServers(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ machineIdentifier: servers.machineIdentifier })
    .from(servers)
    .where(isNotNull(servers.tokenSealed));
  return new Set(rows.flatMap(({ machineIdentifier }) => (machineIdentifier === null ? [] : [machineIdentifier])));
}

/**
 * Guests by their Plex account who are signed in and may not be: all of them when `mayCome` is false, otherwise those whose person
 * is gone, hidden, not allowed, or has no server of ours any more.
 */
export async function guestsWhoMayNot(
  db: Db | Tx,
  { mayCome, only }: { readonly mayCome: boolean; readonly only?: AccountId },
): Promise<{ readonly id: AccountId; readonly username: string }[]> {
  const isWelcome = sql`exists (select from ${users} where ${users.id} = ${accounts.userId}
    and not ${users.isDeleted} and not ${users.isPlaceholder} and ${users.allowsGuest} and ${usesServer})`;
  const byPlex = sql`exists (select from ${accountIdentities} where ${accountIdentities.accountId} = ${accounts.id}
    and ${accountIdentities.provider} = 'plex')`;
  const isIn = sql`exists (select from ${accountSessions} where ${accountSessions.accountId} = ${accounts.id})`;
  return db
    .select({ id: accounts.id, username: accounts.username })
    .from(accounts)
    .where(
      and(
        eq(accounts.role, 'guest'),
        byPlex,
        isIn,
        only === undefined ? undefined : eq(accounts.id, only),
        mayCome ? sql`not ${isWelcome}` : undefined,
      ),
    );
}
