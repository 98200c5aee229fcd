import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '#clock';
import { settings } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { followSettings } from './follow-settings.ts';
import type { PinnedSettings } from './pinned-settings.ts';
import { createSecretBox } from './secret-box.ts';
import type { SettingOverrides } from './settings.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';

let t: TestDatabase;
let overrides: SettingOverrides;
let tellPinned: () => void;
let mine: SettingsStore;
let other: SettingsStore;
let following: { readonly stop: () => Promise<void> };

const pinned: Pick<PinnedSettings, 'current' | 'onChange'> = {
  current: () => overrides,
  onChange(listener) {
    tellPinned = listener;
    return () => undefined;
  },
};

beforeEach(async () => {
  t = await createTestDatabase();
  overrides = {};
  const common = { db: t.db, secretBox: createSecretBox('a root key of some length'), clock: systemClock() };
  mine = createSettingsStore({ ...common, pinned, log: silentLog });
  other = createSettingsStore({ ...common, pinned, log: silentLog });
  await mine.current();
  const { clock } = common;
  following = await followSettings({ store: mine, pinned, connection: t.connection, clock, log: silentLog });
});
afterEach(async () => {
  await following.stop();
  await t.drop();
});

test('what another process stores is told to whoever wants to act on it', async () => {
  const seen: unknown[] = [];
  const forget = mine.onChange((now, before) => seen.push([before.tvWatchedPercent, now.tvWatchedPercent]));
  await other.update({ tvWatchedPercent: 90 });
  await vi.waitFor(() => expect(seen).toEqual([[85, 90]]));
  await other.reset('tvWatchedPercent');
  await vi.waitFor(() => expect(seen.at(-1)).toEqual([90, 85]));
  forget();
  await other.update({ tvWatchedPercent: 60 });
  await vi.waitFor(async () => expect((await mine.current()).tvWatchedPercent).toBe(60), { timeout: 1_000 });
  expect(seen).toHaveLength(2);
});

test('so is what becomes pinned, and nothing when a change changes nothing', async () => {
  const listener = vi.fn();
  mine.onChange(listener);
  overrides = { tvWatchedPercent: { value: 99, origin: { kind: 'environment', variable: 'V' } } };
  tellPinned();
  await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1));
  expect(listener.mock.calls[0]?.[0]).toMatchObject({ tvWatchedPercent: 99 });
  await t.db.insert(settings).values({ key: 'tvWatchedPercent', value: 60 });
  mine.refresh();
  await mine.current();
  expect(listener).toHaveBeenCalledTimes(1);
});
