import type { SecretBox } from '#config/secret-box.ts';
import type { ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import type { MappedServer } from './config-ini/map-places.ts';
import {
  commonIdentifier,
  completeServer,
  insertServer,
  type NewServer,
  serverAlike,
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
 * The server of the file. A name given by the person decides, and a new name means a new server; else Plex's identifier
 * from config.ini or, without one, the identifier most libraries carry. A server that is known but has not told its
 * identifier yet is found by the address or the name in config.ini, and so is the server of a file without an identifier,
 * which else belongs to the one that an earlier file was imported for.
 */
export async function chooseServer(
  db: Db,
  box: SecretBox,
  named: string | null,
  config: MappedServer | null,
): Promise<ChosenServer> {
  const machineIdentifier = config?.machineIdentifier ?? (await commonIdentifier(db));
  const existing = named === null ? await serverOf(db, machineIdentifier, config) : await serverByName(db, named);
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

async function serverOf(db: Db, identifier: string | null, config: MappedServer | null): Promise<TargetServer | null> {
  const known = identifier === null ? await serverOfEarlierImport(db) : await serverByIdentifier(db, identifier);
  const alike = { url: config?.url ?? null, name: config?.name ?? null, isIdentified: identifier !== null };
  return known ?? (await serverAlike(db, alike));
}

/** Makes the server or completes what we know of it. Answers its id and the identifier its libraries carry in the file. */
export async function settleServer(
  tx: Tx,
  { existing, values }: ChosenServer,
): Promise<{ readonly id: ServerId; readonly machineIdentifier: string | null }> {
  const { machineIdentifier } = values;
  const holder = machineIdentifier === null ? null : await serverByIdentifier(tx, machineIdentifier);
  const isOwn = holder === null || holder.id === existing?.id;
  const isOther = existing !== null && (existing.machineIdentifier ?? machineIdentifier) !== machineIdentifier;
  // A server chosen by name keeps its own address, and two servers never claim to be the same one; the libraries of the
  // file become the chosen one's all the same.
  const own = isOwn && !isOther ? values : { ...values, machineIdentifier: null, url: null, tokenSealed: null };
  if (existing === null) return { id: await insertServer(tx, own), machineIdentifier };
  await completeServer(tx, existing.id, own);
  return { id: existing.id, machineIdentifier };
}
