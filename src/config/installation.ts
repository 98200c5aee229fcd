import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '#db/pool.ts';
import { putSettings, settingRows, settleSetting } from './queries.ts';
import { readSettings, type SettingOverrides, type Settings } from './settings.ts';

/** The identifier under which Plex lists this installation as a device; made once and kept (Plex protocol notes 1.2). */
export const clientIdentifier = async (db: Db): Promise<string> =>
  String(await settleSetting(db, 'plexClientIdentifier', randomUUID()));

/** Goes on under the identifier of an installation that this one replaces: Plex then sees the same device. */
export const keepClientIdentifier = (db: Db | Tx, id: string): Promise<void> =>
  putSettings(db, [{ key: 'plexClientIdentifier', value: id }]);

/**
 * The settings as stored now, in the sight of a transaction; what is pinned wins. Values that do not fit
 * are passed to `onBad` and replaced by their default. Outside a transaction the settings store is cheaper.
 */
export const loadSettings = async (
  db: Db | Tx,
  onBad: (key: string) => void,
  overrides: SettingOverrides = {},
): Promise<Settings> => readSettings(await settingRows(db), onBad, overrides);
