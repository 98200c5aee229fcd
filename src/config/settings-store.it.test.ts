import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import { settings } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { readEnvironment } from './environment.ts';
import { pinnedFor } from './pinned-settings.ts';
import { createSecretBox } from './secret-box.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { createSettingsStore, type SettingsStoreDeps } from './settings-store.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await createTestDatabase();
});
afterEach(() => t.db.delete(settings));
afterAll(() => t.drop());

const box = createSecretBox('a root key of some length');
const make = (over: Partial<SettingsStoreDeps> = {}) =>
  createSettingsStore({
    db: t.db,
    secretBox: box,
    pinned: pinnedFor({}),
    clock: manualClock(),
    log: silentLog,
    ...over,
  });

const stored = async (): Promise<Record<string, unknown>> =>
  Object.fromEntries((await t.db.select().from(settings)).map((row) => [row.key, row.value]));

test('defaults hold until something is stored, and again after a reset', async () => {
  const store = make();
  expect(await store.current()).toEqual(DEFAULT_SETTINGS);
  const changed = await store.update({ movieWatchedPercent: 90, homeStatsCards: ['top_users', 'top_tv'] });
  expect(changed).toEqual({ ...DEFAULT_SETTINGS, movieWatchedPercent: 90, homeStatsCards: ['top_users', 'top_tv'] });
  expect(await make().current()).toEqual(changed);
  expect((await store.reset('movieWatchedPercent')).movieWatchedPercent).toBe(85);
  expect(await stored()).toEqual({ homeStatsCards: ['top_users', 'top_tv'] });
});

test('one change that does not fit keeps all from being stored', async () => {
  const store = make();
  await expect(store.update({ movieWatchedPercent: 90, tvWatchedPercent: 10 })).rejects.toThrow(
    'tvWatchedPercent must be a whole number from 50 to 95',
  );
  await expect(store.update({ movieWatchedPercent: 90, nonsense: 1 })).rejects.toThrow('nonsense is not a setting');
  await expect(store.reset('nonsense')).rejects.toThrow('nonsense is not a setting');
  expect(await stored()).toEqual({});
});

test('a secret is sealed in the database, opened for who asks, and never listed', async () => {
  const store = make();
  await store.update({ tmdbApiKey: 'open-sesame-42' });
  const { rows } = await t.pool.query('select key, value::text, settings::text as whole from settings');
  expect(JSON.stringify(rows)).not.toContain('open-sesame-42');
  expect(await stored()).toEqual({ tmdbApiKey: { sealed: expect.stringMatching(/^v1:/) } });
  expect(await store.secret('tmdbApiKey')).toBe('open-sesame-42');
  expect(await make().secret('tmdbApiKey')).toBe('open-sesame-42');
  expect(await store.secret('imgurClientId')).toBe('');

  const list = await store.list();
  expect(JSON.stringify(list)).not.toContain('open-sesame-42');
  expect(JSON.stringify(await store.current())).not.toContain('open-sesame-42');
  const entry = (key: string) => list.find((one) => one.key === key);
  expect(entry('tmdbApiKey')).toMatchObject({ value: null, default: null, isSecret: true, isSet: true, origin: null });
  expect(entry('imgurClientId')).toMatchObject({ value: null, isSecret: true, isSet: false });
  expect(entry('tvWatchedPercent')).toMatchObject({ value: 85, default: 85, isSet: false, group: 'monitoring' });
  await store.update({ tmdbApiKey: '' });
  expect((await store.list()).find((one) => one.key === 'tmdbApiKey')?.isSet).toBe(false);
});

test('the environment wins, is shown as the lock, and cannot be changed', async () => {
  await make().update({ tvWatchedPercent: 60, movieWatchedPercent: 60, newsletterPassword: 'stored' });
  const dir = await mkdtemp(join(tmpdir(), 'spyglass-settings-'));
  const file = join(dir, 'password');
  writeFileSync(file, 'from the file\n');
  const { settingOverrides: overrides } = readEnvironment({
    SPYGLASS_SETTING_TV_WATCHED_PERCENT: '70',
    SPYGLASS_SETTING_NEWSLETTER_PASSWORD_FILE: file,
  });
  await rm(dir, { recursive: true });

  const store = make({ pinned: pinnedFor(overrides) });
  expect(await store.current()).toMatchObject({ tvWatchedPercent: 70, movieWatchedPercent: 60 });
  expect(await store.secret('newsletterPassword')).toBe('from the file');
  expect((await store.list()).filter((one) => one.origin !== null)).toMatchObject([
    { key: 'tvWatchedPercent', value: 70, isSet: true, origin: { variable: 'SPYGLASS_SETTING_TV_WATCHED_PERCENT' } },
    {
      key: 'newsletterPassword',
      value: null,
      isSet: true,
      origin: { variable: 'SPYGLASS_SETTING_NEWSLETTER_PASSWORD_FILE' },
    },
  ]);
  const sentence = 'tvWatchedPercent is set by the environment variable SPYGLASS_SETTING_TV_WATCHED_PERCENT';
  await expect(store.update({ movieWatchedPercent: 55, tvWatchedPercent: 80 })).rejects.toThrow(sentence);
  await expect(store.reset('tvWatchedPercent')).rejects.toThrow(sentence);
  expect(await stored()).toMatchObject({ tvWatchedPercent: 60, movieWatchedPercent: 60 });
});

test('updates at the same time are all kept; a key that all change has one whole value', async () => {
  const stores = [make(), make(), make(), make()];
  const keys = ['movieWatchedPercent', 'tvWatchedPercent', 'musicWatchedPercent', 'bufferThreshold'];
  const rounds = Array.from({ length: 8 }, (_, round) =>
    stores.map((store, i) => {
      // Opposite orders of keys, which would lock rows crosswise if they were not sorted.
      const pairs: [string, unknown][] = [
        [keys[i]!, i === 3 ? round : 60 + round],
        ['dateFormat', `Y${i}`],
        ['timeFormat', `H${i}`],
      ];
      return store.update(Object.fromEntries(i % 2 === 0 ? pairs : pairs.reverse()));
    }),
  );
  await Promise.all(rounds.flat());
  const end = await make().current();
  expect(end).toMatchObject({ movieWatchedPercent: expect.any(Number), bufferThreshold: expect.any(Number) });
  expect(Object.keys(await stored()).sort()).toEqual([...keys, 'dateFormat', 'timeFormat'].sort());
  expect(end.dateFormat.slice(1)).toBe(end.timeFormat.slice(1));
});

test('what another process stored is seen after seconds, or at once after a wake', async () => {
  const clock = manualClock();
  const [mine, other] = [make({ clock }), make()];
  await mine.current();
  await other.update({ movieWatchedPercent: 90 });
  expect((await mine.current()).movieWatchedPercent).toBe(85);
  await clock.advance(3_000);
  expect((await mine.current()).movieWatchedPercent).toBe(90);
  await other.update({ movieWatchedPercent: 91 });
  mine.refresh();
  expect((await mine.current()).movieWatchedPercent).toBe(91);
});

test('a reading that began before a change is not kept for later', async () => {
  const store = make();
  const early = store.current();
  await store.update({ movieWatchedPercent: 90 });
  await early;
  expect((await store.current()).movieWatchedPercent).toBe(90);
});

test('stored values that do not fit are reported once and replaced by their defaults', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  await t.db.insert(settings).values([
    { key: 'tvWatchedPercent', value: 'many' },
    { key: 'movieWatchedPercent', value: 90 },
    { key: 'tmdbApiKey', value: 'in the clear' },
    { key: 'imgurClientId', value: { sealed: createSecretBox('another root key').seal('x') } },
    { key: 'of another release', value: 1 },
  ]);
  const clock = manualClock();
  const store = make({ log, clock });
  expect(await store.current()).toEqual({ ...DEFAULT_SETTINGS, movieWatchedPercent: 90 });
  expect(await store.secret('tmdbApiKey')).toBe('');
  expect(await store.secret('imgurClientId')).toBe('');
  await clock.advance(5_000);
  await store.current();
  const reported = lines.map((line) => String(JSON.parse(line).setting));
  expect(reported.sort()).toEqual(['imgurClientId', 'tmdbApiKey', 'tvWatchedPercent']);
  expect(lines.join()).not.toContain('in the clear');
});

test('while the database is away the last known settings hold, and a store that knows none says so', async () => {
  const gone = await createTestDatabase();
  const clock = manualClock();
  const store = make({ db: gone.db, clock });
  await store.update({ movieWatchedPercent: 90 });
  await gone.drop();
  await clock.advance(5_000);
  expect((await store.current()).movieWatchedPercent).toBe(90);
  await expect(make({ db: gone.db }).current()).rejects.toThrow();
});
