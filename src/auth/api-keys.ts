/** Keys of programs: making, changing and taking them away. People do that; a key makes no keys. */
import { randomBytes } from 'node:crypto';
import type { ApiKeyChangeBody, ApiKeyView, KeyScope, NewApiKey, NewApiKeyBody } from '#contract/api-keys.ts';
import type { ServerId } from '#contract/ids.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { Problem } from '#problem';
import { audit, type By } from './audit.ts';
import {
  deleteKey,
  insertKey,
  type KeyChange,
  type KeyRow,
  lockKey,
  type ShownKey,
  serverOfId,
  shownKeys,
  updateKey,
} from './queries-keys.ts';
import { announceRevoked } from './revocations.ts';
import { type AccountActor, demand, demandAccount } from './rights.ts';
import { hashOfToken } from './sessions.ts';
import type { SignInDeps } from './sign-in.ts';

/** Makes 32 characters, which is what clients of the compatible API are used to. */
const KEY_BYTES = 24;

/** @throws Problem `forbidden`. */
export async function listKeys(db: Db, { actor }: Pick<By, 'actor'>): Promise<ApiKeyView[]> {
  demand(actor, 'admin');
  return (await shownKeys(db)).map(keyView);
}

/** The only time the key is told. @throws Problem `invalid`, `forbidden`. */
export async function createKey({ db, clock }: SignInDeps, by: By, body: NewApiKeyBody): Promise<NewApiKey> {
  const { accountId } = keyMaker(by);
  const { name, scope } = body;
  const key = randomBytes(KEY_BYTES).toString('base64url');
  const now = clock.now();
  const expiresAt = futureOf(body.expiresAt, now);
  return inTransaction(db, async (tx) => {
    const serverId = await knownServer(tx, body.serverId);
    demandPossible(scope, serverId);
    const createdAt = new Date(now);
    const id = await insertKey(tx, {
      name,
      keyHash: hashOfToken(key),
      scope,
      serverId,
      accountId,
      createdAt,
      expiresAt,
    });
    await audit(tx, by, { action: 'api-key.created', subject: name, details: { scope, serverId, expiresAt } });
    return { key, view: await viewOf(tx, id) };
  });
}

/** @throws Problem `invalid`, `forbidden`, `not_found`. */
export async function changeKey(
  { db, clock }: SignInDeps,
  by: By,
  id: number,
  body: ApiKeyChangeBody,
): Promise<ApiKeyView> {
  return inTransaction(db, async (tx) => {
    const key = await changeable(tx, by, id);
    const serverId = body.serverId === undefined ? key.serverId : await knownServer(tx, body.serverId);
    demandPossible(body.scope ?? key.scope, serverId);
    const change: KeyChange = {
      ...(body.name === undefined ? {} : { name: body.name }),
      ...(body.scope === undefined ? {} : { scope: body.scope }),
      ...(body.isEnabled === undefined ? {} : { isEnabled: body.isEnabled }),
      ...(body.expiresAt === undefined ? {} : { expiresAt: futureOf(body.expiresAt, clock.now()) }),
      ...(body.serverId === undefined ? {} : { serverId }),
    };
    if (Object.keys(change).length > 0) {
      await updateKey(tx, id, change);
      await announceRevoked(tx, { keys: [id] });
      await audit(tx, by, { action: 'api-key.changed', subject: key.name, details: { ...change } });
    }
    return viewOf(tx, id);
  });
}

/** @throws Problem `forbidden`, `not_found`. */
export async function revokeKey(db: Db, by: By, id: number): Promise<void> {
  await inTransaction(db, async (tx) => {
    const key = await changeable(tx, by, id);
    await deleteKey(tx, id);
    await announceRevoked(tx, { keys: [id] });
    await audit(tx, by, { action: 'api-key.revoked', subject: key.name });
  });
}

function keyMaker({ actor }: By): AccountActor {
  demand(actor, 'admin');
  return demandAccount(actor);
}

/** Owners change all keys, administrators their own and those nobody owns. */
async function changeable(tx: Tx, by: By, id: number): Promise<KeyRow> {
  const { accountId, role } = keyMaker(by);
  const key = await lockKey(tx, id);
  if (key === null) throw new Problem('not_found', `There is no key with the number ${id}`);
  if (role !== 'owner' && key.accountId !== null && key.accountId !== accountId)
    throw new Problem('forbidden', 'Only an owner changes keys of others');
  return key;
}

async function knownServer(tx: Tx, id: number | null): Promise<ServerId | null> {
  if (id === null) return null;
  const known = await serverOfId(tx, id);
  if (known === null) throw new Problem('invalid', `There is no server with the number ${id}`);
  return known;
}

function demandPossible(scope: KeyScope, serverId: ServerId | null): void {
  if (scope === 'admin' && serverId !== null)
    throw new Problem('invalid', 'A key for one server cannot administer the installation', {
      hint: 'Choose the scope write, or all servers',
    });
}

function futureOf(instant: string | null, now: number): Date | null {
  if (instant === null) return null;
  const date = new Date(instant);
  if (date.getTime() <= now) throw new Problem('invalid', 'A key must expire in the future');
  return date;
}

async function viewOf(tx: Tx, id: number): Promise<ApiKeyView> {
  const [row] = await shownKeys(tx, id);
  if (row === undefined) throw new Problem('not_found', `There is no key with the number ${id}`);
  return keyView(row);
}

const keyView = ({ createdAt, lastUsedAt, expiresAt, ...row }: ShownKey): ApiKeyView => ({
  ...row,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
});
