/** The settings in the database, under what operators have pinned. */
import type { Cancel } from '#clock';
import { notify } from '#db/listen.ts';
import { inTransaction, type Tx } from '#db/pool.ts';
import { describeError } from '#problem';
import type { Limits, SettingGroup, SettingValue } from './definition.ts';
import { putSettings, removeSettings } from './queries.ts';
import { type CheckedChange, checkChanges, type SettingChanges } from './setting-changes.ts';
import {
  definitionOf,
  isSecretName,
  type Origin,
  SETTING_NAMES,
  type SecretName,
  type SettingName,
  type Settings,
} from './settings.ts';
import { createSnapshotCache, type Snapshot, type SnapshotDeps } from './settings-snapshot.ts';

/** One setting as people see it. */
export interface SettingEntry {
  readonly key: SettingName;
  readonly group: SettingGroup;
  readonly description: string;
  readonly limits: Limits;
  /** null for a secret: it is never shown again. */
  readonly value: SettingValue | null;
  readonly default: SettingValue | null;
  readonly isSecret: boolean;
  /** Whether something was stored or decided for it; for a secret: whether there is one. */
  readonly isSet: boolean;
  /** When it was stored; null for what never was, and for what an operator has pinned. */
  readonly changedAt: Date | null;
  /** Whoever runs the program has pinned it, and nobody can change it here. */
  readonly origin: Origin | null;
}

/** The settings now, and before. */
export type SettingsListener = (now: Settings, before: Settings) => void;

/**
 * The settings of this installation. What is read is at most a few seconds old, whichever process changed it, and up
 * to date where somebody follows the changes (`followSettings`).
 */
export interface SettingsStore {
  /** The settings now. While the database is down, the last known ones. Rejects when there are none yet. */
  current(): Promise<Settings>;
  /** One secret in the clear; `''` when there is none. */
  secret(name: SecretName): Promise<string>;
  list(): Promise<readonly SettingEntry[]>;
  /**
   * Stores all changes or none, and resolves to the settings then; null forgets what was stored. Of two at the same time
   * both are kept, and for a key that both change, the later.
   * @throws Problem `invalid` for an unknown key or a value that does not fit, `refused` for a locked key; in words
   * that name key, limit or variable, and no value.
   */
  update(changes: SettingChanges): Promise<Settings>;
  /** The same within a transaction of the caller, who calls `refresh` when it is committed; answers what was changed. */
  updateWithin(tx: Tx, changes: SettingChanges): Promise<readonly CheckedChange[]>;
  /** Names that are pinned. */
  locked(): ReadonlySet<string>;
  /** Forgets what was stored for a key, so that its default holds. @throws Problem like `update`. */
  reset(key: string): Promise<Settings>;
  /** Somebody has changed settings: the next read asks the database, and listeners are told what is different. */
  refresh(): void;
  /** Runs `listener` after each change that somebody has seen; for what has to act and not only to read. */
  onChange(listener: SettingsListener): Cancel;
}

export type SettingsStoreDeps = SnapshotDeps;

/** On which changes of settings are announced between processes; a message only says that there was one. */
export const SETTINGS_CHANNEL = 'spyglass_settings';

function entryOf(name: SettingName, { settings, secrets, storedAt, overrides }: Snapshot): SettingEntry {
  const { group, description, limits, default: preset } = definitionOf(name);
  const origin = overrides[name]?.origin ?? null;
  const changedAt = origin === null ? (storedAt.get(name) ?? null) : null;
  const common = { key: name, group, description, limits, origin, changedAt } as const;
  if (isSecretName(name)) {
    return { ...common, value: null, default: null, isSecret: true, isSet: secrets.get(name) !== '' };
  }
  const isSet = origin !== null || storedAt.has(name);
  return { ...common, value: settings[name], default: preset, isSecret: false, isSet };
}

const isForgotten = ({ value }: CheckedChange): boolean => value === null;
const isSame = (a: Settings, b: Settings): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The settings of this installation; what is pinned wins and cannot be changed. */
export function createSettingsStore(deps: SettingsStoreDeps): SettingsStore {
  const { pinned, secretBox, log } = deps;
  const listeners = new Set<SettingsListener>();
  const cache = createSnapshotCache(deps, ({ settings: now }, before) => {
    if (before === undefined || isSame(now, before.settings)) return;
    for (const listener of listeners) listener(now, before.settings);
  });
  const current = async (): Promise<Settings> => (await cache.get()).settings;
  const refresh = (): void => {
    cache.refresh();
    if (listeners.size === 0) return;
    cache
      .get()
      .catch((error: unknown) => log.warn({ reason: describeError(error) }, 'changed settings cannot be read yet'));
  };
  const updateWithin = async (tx: Tx, changes: SettingChanges): Promise<readonly CheckedChange[]> => {
    const checked = checkChanges(changes, pinned.current());
    const stored = ({ key, value }: CheckedChange): unknown =>
      isSecretName(key) ? { sealed: secretBox.seal(String(value)) } : value;
    const [forgotten, kept] = [checked.filter(isForgotten), checked.filter((change) => !isForgotten(change))];
    await removeSettings(
      tx,
      forgotten.map(({ key }) => key),
    );
    await putSettings(
      tx,
      kept.map((change) => ({ key: change.key, value: stored(change) })),
    );
    await notify(tx, SETTINGS_CHANNEL, null);
    return checked;
  };
  const update = async (changes: SettingChanges): Promise<Settings> => {
    await inTransaction(deps.db, (tx) => updateWithin(tx, changes));
    cache.refresh();
    return current();
  };
  return {
    current,
    secret: async (name) => (await cache.get()).secrets.get(name) ?? '',
    async list() {
      const snapshot = await cache.get();
      return SETTING_NAMES.map((name) => entryOf(name, snapshot));
    },
    update,
    updateWithin,
    locked: () => new Set(Object.keys(pinned.current())),
    reset: (key) => update({ [key]: null }),
    refresh,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
