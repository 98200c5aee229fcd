/** Tokens of paired devices, and whether programs may come in at all. */
import { and, eq, isNotNull, ne, or, sql } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { apiKeys, devices, ratingKeyTotals, servers } from '#db/schema/index.ts';
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

/** Whether there are servers beside one that are watched, or whose plays were recorded. */
export async function hasOtherServers(db: Db, id: ServerId): Promise<boolean> {
  const isPlayedFrom = sql`exists (select from ${ratingKeyTotals} t where t.server_id = ${servers.id})`;
  const rows = await db
    .select({ id: servers.id })
    .from(servers)
    .where(and(ne(servers.id, id), or(isNotNull(servers.tokenSealed), isPlayedFrom)))
    .limit(1);
  return rows.length > 0;
}

/** `off` when there are keys and all of them are switched off. */
export async function stateOfKeys(db: Db): Promise<'on' | 'off' | 'no-key'> {
  const [row] = await db
    .select({ all: sql<number>`count(*)::int`, enabled: sql<number>`(count(*) filter (where is_enabled))::int` })
    .from(apiKeys);
  if (row === undefined || row.all === 0) return 'no-key';
  return row.enabled > 0 ? 'on' : 'off';
}
