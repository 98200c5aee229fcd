/** The settings as one reading of the database found them, and the cache that keeps the last reading. */
import { z } from 'zod';
import type { Clock } from '#clock';
import { type Db, isDatabaseDown } from '#db/pool.ts';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import type { PinnedSettings } from './pinned-settings.ts';
import { settingRows } from './queries.ts';
import type { SecretBox } from './secret-box.ts';
import { readSettings, SECRET_NAMES, type SecretName, type SettingOverrides, type Settings } from './settings.ts';
import { SECRET_SETTINGS } from './settings-secret.ts';

export interface SnapshotDeps {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly pinned: Pick<PinnedSettings, 'current'>;
  readonly clock: Clock;
  readonly log: Log;
}

const MAX_AGE_MS = 3_000;

const SealedValue = z.object({ sealed: z.string() });

export interface Snapshot {
  readonly settings: Settings;
  readonly secrets: ReadonlyMap<SecretName, string>;
  /** When what is stored was stored, by its key. */
  readonly storedAt: ReadonlyMap<string, Date>;
  /** What was pinned at the time of the reading. */
  readonly overrides: SettingOverrides;
}

/** Runs after a reading that is kept. */
export type OnKept = (now: Snapshot, before: Snapshot | undefined) => void;

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

async function readSnapshot(deps: SnapshotDeps, onBad: (key: string) => void): Promise<Snapshot> {
  const rows = await settingRows(deps.db);
  const overrides = deps.pinned.current();
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  const secrets = SECRET_NAMES.map((name): [SecretName, string] => {
    const override = overrides[name];
    if (override !== undefined) return [name, String(override.value)];
    if (!stored.has(name)) return [name, ''];
    const opened = openSecret(deps.secretBox, name, stored.get(name));
    if (opened === undefined) onBad(name);
    return [name, opened ?? ''];
  });
  return {
    settings: readSettings(rows, onBad, overrides),
    secrets: new Map(secrets),
    storedAt: new Map(rows.map((row) => [row.key, row.updatedAt])),
    overrides,
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
export function createSnapshotCache(deps: SnapshotDeps, onKept: OnKept): { get(): Promise<Snapshot>; refresh(): void } {
  const faults = faultReporter(deps.log);
  let last: { snapshot: Snapshot; readAt: number } | undefined;
  let reading: Promise<Snapshot> | undefined;
  let generation = 0;
  let isStale = true;

  const read = async (mine: number): Promise<Snapshot> => {
    const startedAt = deps.clock.monotonic();
    try {
      const snapshot = await readSnapshot(deps, faults.begin());
      if (mine === generation) {
        const before = last?.snapshot;
        last = { snapshot, readAt: startedAt };
        isStale = false;
        onKept(snapshot, before);
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
