import { createHash, pbkdf2Sync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import { readEnvironment } from '#config/environment.ts';
import { createSettingsStore } from '#config/settings-store.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { verifyLegacyPassword } from './config-ini/legacy-password.ts';
import { ask, checksums, readOld, runImport, testBox, unpackSmall } from './import-testing.ts';
import { Folder } from './source/source-testing.ts';
import type { ImportReport } from './types.ts';

const API_KEY = '0123456789abcdef0123456789abcdef';
const TOKEN = 'plex-token-that-nobody-may-see';
const salt = Buffer.from('some salt').toString('base64');
const HASH = `PBKDF2$sha256$1000$${salt}$${pbkdf2Sync('correct horse', salt, 1_000, 32, 'sha256').toString('base64')}`;

const CONFIG = `[General]
http_username = captain
http_password = ${HASH}
http_hashed_password = 1
api_key = ${API_KEY}
api_enabled = 1
date_format = DD.MM.YYYY
themoviedb_apikey = tmdb-key-that-nobody-may-see
log_dir = /var/log/tautulli
config_version = 22
[Advanced]
cache_images = 1
[Monitoring]
movie_watched_percent = 70
tv_watched_percent = 60
music_watched_percent = 5000
logging_ignore_interval = 42
[Newsletter]
newsletter_password = newsletter-password-that-nobody-may-see
[PMS]
pms_identifier = a1b2c3d4e5f60718293a4b5c6d7e8f9001122334
pms_name = Harbor
pms_url = https://plex.example:32400/
pms_token = ${TOKEN}
pms_version = 1.41.0
`;

let folder: Folder;
let path: string;
let config: string;
beforeAll(() => {
  folder = new Folder();
  path = unpackSmall(folder.at('tautulli.db'));
  config = folder.at('elsewhere.ini');
  writeFileSync(config, CONFIG);
});
afterAll(() => folder[Symbol.dispose]());

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  return () => database.drop();
});

const storeOf = (env: Readonly<Record<string, string>> = {}) =>
  createSettingsStore({
    db: database.db,
    secretBox: testBox,
    overrides: readEnvironment({ SPYGLASS_DATA_DIR: folder.at('data'), ...env }).settingOverrides,
    clock: manualClock(),
    log: silentLog,
  });

const run = (options: Parameters<typeof runImport>[2] = {}): Promise<ImportReport> =>
  runImport(database, path, { configPath: config, ...options });

/** Every value of every table, as text. */
async function everything(): Promise<string> {
  const tables = Object.keys(await checksums(database));
  const rows = await Promise.all(
    tables.map((table) => ask<{ t: string }>(database, `select t::text as t from "${table}" t`)),
  );
  return rows
    .flat()
    .map(({ t }) => t)
    .join('\n');
}

describe('settings', () => {
  test('are stored; those the environment decides are not, and are named', async () => {
    const settings = storeOf({ SPYGLASS_SETTING_TV_WATCHED_PERCENT: '90' });
    const report = await run({ deps: { settings } });
    expect(await settings.current()).toMatchObject({
      ...{ movieWatchedPercent: 70, tvWatchedPercent: 90, dateFormat: 'DD.MM.YYYY', ignoreIntervalSeconds: 42 },
    });
    expect(report.config?.locked).toEqual(['tvWatchedPercent']);
    expect(report.config?.clamped).toEqual([
      expect.stringContaining('MUSIC_WATCHED_PERCENT -> setting.musicWatchedPercent'),
    ]);
    expect(report.config?.warnings).toContainEqual(expect.stringContaining('/var/log/tautulli'));
    expect(await settings.secret('newsletterPassword')).toBe('newsletter-password-that-nobody-may-see');
    expect(report.config?.dropped).toContainEqual(expect.stringMatching(/^THEMOVIEDB_APIKEY: /));
    expect(await ask(database, `select key from settings where key = 'tvWatchedPercent'`)).toEqual([]);
  });

  test('of a dry run are not stored', async () => {
    const before = await checksums(database);
    const report = await run({ deps: { settings: storeOf() }, isDryRun: true });
    expect(report.config?.kept).toContain('MOVIE_WATCHED_PERCENT -> setting.movieWatchedPercent');
    expect(await checksums(database)).toEqual(before);
  });

  test('that changed make the same history another import', async () => {
    await run();
    expect(await run({ overwrite: true })).toMatchObject({ outcome: 'unchanged' });
    writeFileSync(folder.at('other.ini'), CONFIG.replace('= 70', '= 71'));
    const settings = storeOf();
    const again = await run({ configPath: folder.at('other.ini'), overwrite: true, deps: { settings } });
    expect(again).toMatchObject({ outcome: 'imported' });
    expect(await settings.current()).toMatchObject({ movieWatchedPercent: 71 });
  });
});

test('the server has the address and the sealed token', async () => {
  const report = await run();
  expect(report.server).toEqual({ name: 'Harbor', isNew: true });
  const [server] = await ask<{ token_sealed: string }>(
    database,
    `select name, url, version, token_sealed from servers where machine_identifier like 'a1b2%'`,
  );
  expect(server).toMatchObject({ name: 'Harbor', url: 'https://plex.example:32400', version: '1.41.0' });
  expect(testBox.open(server!.token_sealed)).toBe(TOKEN);
});

describe('the account', () => {
  test('becomes the owner when there is none', async () => {
    await run();
    const [owner] = await ask<{ password_hash: string }>(
      database,
      'select username, role, password_hash from accounts',
    );
    expect(owner).toMatchObject({ username: 'captain', role: 'owner' });
    expect(await verifyLegacyPassword(owner!.password_hash, 'correct horse')).toBe(true);
    expect(await verifyLegacyPassword(owner!.password_hash, 'wrong horse')).toBe(false);
  });

  test('is left alone when there is one', async () => {
    await ask(database, `insert into accounts (username, role, password_hash) values ('somebody', 'owner', 'x')`);
    await run();
    expect(await ask(database, 'select username, password_hash from accounts')).toEqual([
      { username: 'somebody', password_hash: 'x' },
    ]);
  });

  test('of a file with a plain password is not made, and the report says why', async () => {
    writeFileSync(
      folder.at('plain.ini'),
      CONFIG.replace(HASH, 'plain-password')
        .replace('hashed_password = 1', 'hashed_password = 0')
        .replace('version = 22', 'version = 18'),
    );
    const report = await run({ configPath: folder.at('plain.ini') });
    expect(await ask(database, 'select 1 from accounts')).toEqual([]);
    expect(report.config?.warnings).toContain('The password is stored in the clear there: choose a new one here');
    expect(await everything()).not.toContain('plain-password');
  });
});

test('the key of the API is known by its hash', async () => {
  await run();
  await run({ overwrite: true, configPath: folder.at('elsewhere.ini') });
  expect(await ask(database, 'select name, key_hash, scope, is_enabled from api_keys')).toEqual([
    {
      ...{ name: 'Tautulli', scope: 'admin', is_enabled: true },
      key_hash: createHash('sha256').update(API_KEY).digest('hex'),
    },
  ]);
});

test('no secret stands anywhere in the clear, and each can be opened', async () => {
  await run({ deps: { settings: storeOf() } });
  const texts = await everything();
  const column = (table: string, name: string): string[] =>
    readOld(path, `SELECT "${name}" AS secret FROM "${table}" WHERE "${name}" <> ''`).map(({ secret }) =>
      String(secret),
    );
  const secrets = [
    ...[TOKEN, API_KEY, 'tmdb-key-that-nobody-may-see', 'newsletter-password-that-nobody-may-see', 'correct horse'],
    ...['fake-telegram-token', 'fake-password', 'webhooks/1/fake', 'services/fake', 'smtp.example.com', 'fake-key'],
    ...column('users', 'user_token'),
    ...column('users', 'server_token'),
    ...column('mobile_devices', 'device_token'),
    ...column('imgur_lookup', 'delete_hash'),
    ...column('user_login', 'jwt_token'),
  ];
  expect(secrets.length).toBeGreaterThan(100);
  expect(secrets.filter((secret) => texts.includes(secret))).toEqual([]);
  const [device] = await ask<{ token_sealed: string; token_hash: string }>(
    database,
    'select * from devices order by id',
  );
  const [token] = column('mobile_devices', 'device_token');
  expect(testBox.open(device!.token_sealed)).toBe(token);
  expect(device!.token_hash).toBe(createHash('sha256').update(token!).digest('hex'));
});

test.each([
  ['is missing', 'not_found', () => folder.at('nowhere.ini')],
  ['is a folder', 'not_found', () => folder.path],
])('a config.ini that %s is a %s', async (_what, code, where) => {
  const before = await checksums(database);
  await expect(run({ configPath: where() })).rejects.toMatchObject({ code });
  expect(await checksums(database)).toEqual(before);
});

test('a config.ini of nonsense is reported and changes no setting', async () => {
  writeFileSync(folder.at('nonsense.ini'), Buffer.from([0, 255, 61, 10, 91, 10, 61, 61, 10]));
  const report = await run({ configPath: folder.at('nonsense.ini') });
  expect(report.outcome).toBe('imported');
  expect(report.config).toMatchObject({ kept: [], locked: [] });
});
