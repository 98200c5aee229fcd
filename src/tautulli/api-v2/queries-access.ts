/** Keys of programs and of paired devices. */
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import { apiKeys, devices } from '#db/schema/index.ts';
import type { ApiKeyGrant } from './access.ts';

const NOTE_USE_EVERY_MS = 60_000;

/** The key of this hash (SHA-256, hexadecimal) that may be used at `at`. Notes that it was. */
export async function grantOfHash(db: Db, keyHash: string, at: Date): Promise<ApiKeyGrant | null> {
  const [key] = await db
    .select({ id: apiKeys.id, name: apiKeys.name, scope: apiKeys.scope, lastUsedAt: apiKeys.lastUsedAt })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.keyHash, keyHash),
        eq(apiKeys.isEnabled, true),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, at)),
      ),
    );
  if (key !== undefined) {
    // One write a minute is enough to know.
    if (key.lastUsedAt === null || at.getTime() - key.lastUsedAt.getTime() > NOTE_USE_EVERY_MS)
      await db.update(apiKeys).set({ lastUsedAt: at }).where(eq(apiKeys.id, key.id));
    return { name: key.name, kind: 'key', scope: key.scope };
  }
  const [device] = await db.select({ name: devices.name }).from(devices).where(eq(devices.tokenHash, keyHash)).limit(1);
  return device === undefined ? null : { name: device.name ?? 'device', kind: 'device', scope: 'admin' };
}

/** `off` when there are keys and all of them are switched off. */
export async function stateOfKeys(db: Db): Promise<'on' | 'off' | 'no-key'> {
  const [row] = await db
    .select({ all: sql<number>`count(*)::int`, enabled: sql<number>`(count(*) filter (where is_enabled))::int` })
    .from(apiKeys);
  if (row === undefined || row.all === 0) return 'no-key';
  return row.enabled > 0 ? 'on' : 'off';
}
