import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import { SettingsAnswer } from '#contract/settings.ts';
import { settings } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { Problem } from '#problem';
import { readEnvironment } from './environment.ts';
import { pinnedFor } from './pinned-settings.ts';
import { createSecretBox } from './secret-box.ts';
import { SETTING_NAMES, type SettingOverrides } from './settings.ts';
import { createSettingsDesk, type NotedChange } from './settings-desk.ts';
import { createSettingsStore } from './settings-store.ts';

const SECRET = 'open-sesame-42';

let t: TestDatabase;
let noted: NotedChange[] = [];
beforeAll(async () => {
  t = await createTestDatabase();
});
afterEach(async () => {
  await t.db.delete(settings);
  noted = [];
});
afterAll(() => t.drop());

function desk(overrides: SettingOverrides = {}, note = async (change: NotedChange) => void noted.push(change)) {
  const store = createSettingsStore({
    db: t.db,
    secretBox: createSecretBox('a root key of some length'),
    pinned: pinnedFor(overrides),
    clock: manualClock(),
    log: silentLog,
  });
  return createSettingsDesk<string>({ db: () => t.db, store: () => store, note: (_tx, _by, change) => note(change) });
}

const find = ({ settings: all }: SettingsAnswer, key: string) => all.find((one) => one.key === key);
const keysStored = async () => (await t.db.select({ key: settings.key }).from(settings)).map(({ key }) => key).sort();

test('every setting is shown with all that a form needs', async () => {
  const answer = SettingsAnswer.parse(await desk().list());
  expect(answer.settings.map(({ key }) => key)).toEqual(SETTING_NAMES);
  expect(find(answer, 'movieWatchedPercent')).toEqual({
    key: 'movieWatchedPercent',
    group: 'monitoring',
    help: 'Percentage of a movie after which it counts as watched.',
    limits: { kind: 'number', min: 50, max: 95, unit: 'percent' },
    isAdvanced: false,
    isSecret: false,
    value: 85,
    default: 85,
    isSet: false,
    origin: 'default',
    changedAt: null,
    lock: null,
  });
  expect(find(answer, 'websocketRetrySeconds')).toMatchObject({ isAdvanced: true, limits: { unit: 'seconds' } });
  expect(find(answer, 'bufferThreshold')).toMatchObject({ limits: { unit: null } });
});

test('several changes are stored together and noted, a secret without its value', async () => {
  const changed = await desk().change('keeper', { movieWatchedPercent: 90, tmdbApiKey: SECRET });
  expect(find(changed, 'movieWatchedPercent')).toMatchObject({ value: 90, isSet: true, origin: 'stored' });
  expect(find(changed, 'tmdbApiKey')).toMatchObject({ value: null, isSecret: true, isSet: true });
  expect(find(changed, 'tmdbApiKey')?.changedAt).toMatch(/^\d{4}-/);
  expect(noted).toEqual([
    { key: 'movieWatchedPercent', details: { isSecret: false, to: 90 } },
    { key: 'tmdbApiKey', details: { isSecret: true, isSet: true } },
  ]);
  expect(JSON.stringify([changed, noted, await desk().list()])).not.toContain(SECRET);
});

test('null brings the default back and takes a secret away', async () => {
  await desk().change('keeper', { movieWatchedPercent: 90, tmdbApiKey: SECRET });
  const changed = await desk().change('keeper', { movieWatchedPercent: null, tmdbApiKey: null });
  expect(find(changed, 'movieWatchedPercent')).toMatchObject({ value: 85, isSet: false, changedAt: null });
  expect(find(changed, 'tmdbApiKey')).toMatchObject({ isSet: false });
  expect(noted.slice(2)).toEqual([
    { key: 'movieWatchedPercent', details: { isSecret: false, to: null } },
    { key: 'tmdbApiKey', details: { isSecret: true, isSet: false } },
  ]);
  expect(await keysStored()).toEqual([]);
});

test.each<[string, Record<string, unknown>, string]>([
  ['a value that does not fit', { tvWatchedPercent: 1, movieWatchedPercent: 90 }, 'from 50 to 95'],
  ['a key nobody knows', { tvWatchedPercnt: 80 }, 'Did you mean tvWatchedPercent?'],
  ['a locked key', { tvWatchedPercent: 80, movieWatchedPercent: 90 }, 'SPYGLASS_SETTING_TV_WATCHED_PERCENT'],
  ['a locked key that is to be forgotten', { tvWatchedPercent: null }, 'SPYGLASS_SETTING_TV_WATCHED_PERCENT'],
  ['a secret of another type', { tmdbApiKey: { sealed: 'x' } }, 'tmdbApiKey must be'],
])('%s keeps all from being stored', async (name, changes, sentence) => {
  const { settingOverrides } = readEnvironment({ SPYGLASS_SETTING_TV_WATCHED_PERCENT: '70' });
  const overrides = name.includes('locked') ? settingOverrides : {};
  const change = desk(overrides).change('keeper', changes);
  await expect(change).rejects.toBeInstanceOf(Problem);
  await expect(change).rejects.toThrow(sentence);
  expect([await keysStored(), noted]).toEqual([[], []]);
});

test('a locked secret is shown by the name of its variable only', async () => {
  const { settingOverrides } = readEnvironment({ SPYGLASS_SETTING_TMDB_API_KEY: SECRET });
  const answer = await desk(settingOverrides).list();
  expect(find(answer, 'tmdbApiKey')).toMatchObject({
    value: null,
    isSet: true,
    origin: 'environment',
    lock: { kind: 'environment', variable: 'SPYGLASS_SETTING_TMDB_API_KEY' },
  });
  expect(JSON.stringify(answer)).not.toContain(SECRET);
});

test('what cannot be noted is not changed', async () => {
  const failing = desk({}, () => Promise.reject(new Error('the record is full')));
  await expect(failing.change('keeper', { movieWatchedPercent: 90 })).rejects.toThrow('the record is full');
  expect(await keysStored()).toEqual([]);
});

test('changes at the same time are all kept, whichever way round their keys are', async () => {
  const keys = ['movieWatchedPercent', 'tvWatchedPercent', 'musicWatchedPercent'];
  await Promise.all(
    Array.from({ length: 12 }, (_, n) => {
      const pairs: [string, unknown][] = keys.map((key, at) => [key, (n + at) % 4 === 0 ? null : 60 + n]);
      return desk().change('keeper', Object.fromEntries(n % 2 === 0 ? pairs : pairs.toReversed()));
    }),
  );
  expect(noted).toHaveLength(36);
  const answer = await desk().list();
  for (const key of keys)
    expect([85, ...Array.from({ length: 12 }, (_, n) => 60 + n)]).toContain(find(answer, key)?.value);
});
