import type { SecretBox } from '#config/secret-box.ts';
import type { ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import type { MappedServer } from './config-ini/map-places.ts';
import {
  commonIdentifier,
  completeServer,
  insertServer,
  type NewServer,
  serverByIdentifier,
  serverByName,
  serverOfEarlierImport,
  type TargetServer,
} from './queries-server.ts';

/** Whose history the file is: a server we have, or one to be made. */
export interface ChosenServer {
  readonly existing: TargetServer | null;
  readonly values: NewServer;
}

/**
 * The server of the file. A name given by the person decides; else Plex's identifier from config.ini or, without one,
 * the identifier most libraries carry; a file without any belongs to the server an earlier one was imported for.
 */
export async function chooseServer(
  db: Db,
  box: SecretBox,
  named: string | null,
  config: MappedServer | null,
): Promise<ChosenServer> {
  const machineIdentifier = config?.machineIdentifier ?? (await commonIdentifier(db));
  const byName = named === null ? null : await serverByName(db, named);
  const existing = byName ?? (await findByIdentifier(db, named, machineIdentifier));
  const values = {
    machineIdentifier,
    name: named ?? config?.name ?? existing?.name ?? 'Plex Media Server',
    url: config?.url ?? null,
    tokenSealed: config?.token ? box.seal(config.token) : null,
    version: config?.version ?? null,
    platform: config?.platform ?? null,
    hasPlexPass: config?.hasPlexPass ?? null,
  };
  return { existing, values };
}

async function findByIdentifier(db: Db, named: string | null, identifier: string | null): Promise<TargetServer | null> {
  if (identifier !== null) return serverByIdentifier(db, identifier);
  // A new name means another server than the one that has none.
  return named === null ? serverOfEarlierImport(db) : null;
}

/** Makes the server or completes what we know of it. Answers its id and the identifier its libraries carry in the file. */
export async function settleServer(
  tx: Tx,
  { existing, values }: ChosenServer,
): Promise<{ readonly id: ServerId; readonly machineIdentifier: string | null }> {
  if (existing === null) return { id: await insertServer(tx, values), machineIdentifier: values.machineIdentifier };
  const isOther = existing.machineIdentifier !== null && existing.machineIdentifier !== values.machineIdentifier;
  // A server chosen by name keeps its own address and identifier; the file's libraries become its own.
  await completeServer(tx, existing.id, isOther ? { ...values, url: null, tokenSealed: null } : values);
  return { id: existing.id, machineIdentifier: values.machineIdentifier };
}
