import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '#db/pool.ts';
import { putSettings, settleSetting } from './queries.ts';

/** The identifier under which Plex lists this installation as a device; made once and kept (Plex protocol notes 1.2). */
export const clientIdentifier = async (db: Db): Promise<string> =>
  String(await settleSetting(db, 'plexClientIdentifier', randomUUID()));

/** Goes on under the identifier of an installation that this one replaces: Plex then sees the same device. */
export const keepClientIdentifier = (db: Db | Tx, id: string): Promise<void> =>
  putSettings(db, [{ key: 'plexClientIdentifier', value: id }]);
