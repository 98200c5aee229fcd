/** Tokens of paired devices, and whether programs may come in at all. */
import { eq, sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import { apiKeys, devices } from '#db/schema/index.ts';
import type { ApiKeyGrant } from './access.ts';

/** The paired device whose token has this hash (SHA-256, hexadecimal). */
export async function deviceOfHash(db: Db, tokenHash: string): Promise<ApiKeyGrant | null> {
  const [device] = await db
    .select({ name: devices.name })
    .from(devices)
    .where(eq(devices.tokenHash, tokenHash))
    .limit(1);
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
