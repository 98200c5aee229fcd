import { z } from 'zod';
import type { Clock } from '#clock';
import { type Db, isDatabaseDown, type Tx } from '#db/pool.ts';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import type { Limits, SettingGroup, SettingValue } from './definition.ts';
import { putSettings, removeSetting, settingRows } from './queries.ts';
import type { SecretBox } from './secret-box.ts';
import { checkChanges, refuseLocked, type SettingChanges, settingNamed } from './setting-changes.ts';
import {
  definitionOf,
  isSecretName,
  readSettings,
  SECRET_NAMES,
  SETTING_NAMES,
  type SecretName,
  type SettingName,
  type SettingOverrides,
  type Settings,
} from './settings.ts';
import { SECRET_SETTINGS } from './settings-secret.ts';

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
  /** The environment has decided, and nobody can change it here. */
  readonly locked: 'environment' | null;
  /** The variable it is locked by. */
  readonly variable: string | null;
}

/** The settings in the database. What is read is at most a few seconds old, whichever process changed it. */
export interface SettingsStore {
  /** The settings now. While the database is down, the last known ones. Rejects when there are none yet. */
  current(): Promise<Settings>;
  /** One secret in the clear; `''` when there is none. */
  secret(name: SecretName): Promise<string>;
  list(): Promise<readonly SettingEntry[]>;
  /**
   * Stores all changes or none, and resolves to the settings then. Of two at the same time both are kept, and for a
   * key that both change, the later.
   * @throws Problem `invalid` for an unknown key or a value that does not fit, `refused` for a locked key; in words
   * that name key, limit or variable, and no value.
   */
  update(changes: SettingChanges): Promise<Settings>;
  /** The same within a transaction of the caller, who calls `refresh` when it is committed. */
  updateWithin(tx: Tx, changes: SettingChanges): Promise<void>;
  /** Names the environment has decided. */
  locked(): ReadonlySet<string>;
  /** Forgets what was stored for a key, so that its default holds. @throws Problem like `update`. */
  reset(key: string): Promise<Settings>;
  /** Somebody has changed settings: the next read asks the database. */
  refresh(): void;
}

export interface SettingsStoreDeps {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly overrides: SettingOverrides;
  readonly clock: Clock;
  readonly log: Log;
}

const MAX_AGE_MS = 3_000;

const SealedValue = z.object({ sealed: z.string() });

interface Snapshot {
  readonly settings: Settings;
  readonly secrets: ReadonlyMap<SecretName, string>;
  readonly storedKeys: ReadonlySet<string>;
}

/** Opens what was sealed; undefined when it cannot be read. */
function openSecret(box: SecretBox, name: SecretName, stored: unknown): string | undefined {
  const parsed = SealedValue.safeParse(stored);
  const opened = parsed.success ? openOrNothing(box, parsed.data.sealed) : undefined;
  return SECRET_SETTINGS[name].schema.safeParse(opened).data;
}

function openOrNothing(box: SecretBox, sealed: string): string | undefined {
  try {
    return box.open(sealed);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

async function readSnapshot(deps: SettingsStoreDeps, db: Db | Tx, onBad: (key: string) => void): Promise<Snapshot> {
  const rows = await settingRows(db);
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  const secrets = SECRET_NAMES.map((name): [SecretName, string] => {
    const override = deps.overrides[name];
    if (override !== undefined) return [name, String(override.value)];
    if (!stored.has(name)) return [name, ''];
    const opened = openSecret(deps.secretBox, name, stored.get(name));
    if (opened === undefined) onBad(name);
    return [name, opened ?? ''];
  });
  return {
    settings: readSettings(rows, onBad, deps.overrides),
    secrets: new Map(secrets),
    storedKeys: new Set(stored.keys()),
  };
}

/** Says once for each key that its stored value does not fit, and again after it had fitted. */
function faultReporter(log: Log): { begin(): (key: string) => void } {
  let known = new Set<string>();
  return {
    begin() {
      const before = known;
      const now = new Set<string>();
      known = now;
      return (key) => {
        now.add(key);
        if (!before.has(key)) log.warn({ setting: key }, 'a stored setting does not fit; its default is used');
      };
    },
  };
}

/** Keeps the last reading; one is under way at a time, and one that began before a `refresh` is not kept for later. */
function createCache(deps: SettingsStoreDeps): { get(): Promise<Snapshot>; refresh(): void } {
  const faults = faultReporter(deps.log);
  let last: { snapshot: Snapshot; readAt: number } | undefined;
  let reading: Promise<Snapshot> | undefined;
  let generation = 0;
  let isStale = true;

  const read = async (mine: number): Promise<Snapshot> => {
    const startedAt = deps.clock.monotonic();
    try {
      const snapshot = await readSnapshot(deps, deps.db, faults.begin());
      if (mine === generation) {
        last = { snapshot, readAt: startedAt };
        isStale = false;
      }
      return snapshot;
    } catch (error) {
      if (last === undefined || !isDatabaseDown(error)) throw error;
      deps.log.warn({ reason: describeError(error) }, 'settings cannot be read; the last known ones are used');
      return last.snapshot;
    } finally {
      if (mine === generation) reading = undefined;
    }
  };

  return {
    get() {
      if (last !== undefined && !isStale && deps.clock.monotonic() - last.readAt < MAX_AGE_MS) {
        return Promise.resolve(last.snapshot);
      }
      reading ??= read(generation);
      return reading;
    },
    refresh() {
      generation += 1;
      isStale = true;
      reading = undefined;
    },
  };
}

function entryOf(
  name: SettingName,
  { settings, secrets, storedKeys }: Snapshot,
  overrides: SettingOverrides,
): SettingEntry {
  const { group, description, limits, default: preset } = definitionOf(name);
  const variable = overrides[name]?.variable ?? null;
  const common = { key: name, group, description, limits, variable } as const;
  const locked = variable === null ? null : 'environment';
  if (isSecretName(name)) {
    return { ...common, locked, value: null, default: null, isSecret: true, isSet: secrets.get(name) !== '' };
  }
  const isSet = locked !== null || storedKeys.has(name);
  return { ...common, locked, value: settings[name], default: preset, isSecret: false, isSet };
}

/** The settings of this installation; `overrides` are what `readEnvironment` found (they win and cannot be changed). */
export function createSettingsStore(deps: SettingsStoreDeps): SettingsStore {
  const cache = createCache(deps);
  const current = async (): Promise<Settings> => (await cache.get()).settings;
  const afterChange = (): Promise<Settings> => {
    cache.refresh();
    return current();
  };
  const store = (db: Db | Tx, changes: SettingChanges): Promise<void> => {
    const rows = checkChanges(changes, deps.overrides).map(({ key, value }) => ({
      key,
      value: isSecretName(key) ? { sealed: deps.secretBox.seal(String(value)) } : value,
    }));
    return putSettings(db, rows);
  };
  return {
    current,
    secret: async (name) => (await cache.get()).secrets.get(name) ?? '',
    async list() {
      const snapshot = await cache.get();
      return SETTING_NAMES.map((name) => entryOf(name, snapshot, deps.overrides));
    },
    async update(changes) {
      await store(deps.db, changes);
      return afterChange();
    },
    updateWithin: store,
    locked: () => new Set(Object.keys(deps.overrides)),
    async reset(key) {
      const name = settingNamed(key);
      refuseLocked([name], deps.overrides);
      await removeSetting(deps.db, name);
      return afterChange();
    },
    refresh: cache.refresh,
  };
}
