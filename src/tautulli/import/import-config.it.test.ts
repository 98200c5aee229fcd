import { createHash, pbkdf2Sync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import { readEnvironment } from '#config/environment.ts';
import { pinnedFor } from '#config/pinned-settings.ts';
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

const storeOf = (env: Readonly<Record<string, string>> = {}) =>
  createSettingsStore({
    db: database.db,
    secretBox: testBox,
    pinned: pinnedFor(readEnvironment({ SPYGLASS_DATA_DIR: folder.at('data'), ...env }).settingOverrides),
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

describe('an import with a config.ini', () => {
  let report: ImportReport;
  let settings: ReturnType<typeof storeOf>;
  beforeAll(async () => {
    database = await createTestDatabase();
    settings = storeOf({ SPYGLASS_SETTING_TV_WATCHED_PERCENT: '90' });
    const before = await checksums(database);
    const dry = await run({ deps: { settings }, isDryRun: true });
    expect(await checksums(database)).toEqual(before);
    report = await run({ deps: { settings } });
    expect(report.config).toEqual(dry.config);
  });
  afterAll(() => database.drop());

  test('stores the settings; those the environment decides are not stored, and are named', async () => {
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

  test('gives the server its address and the sealed token', async () => {
    expect(report.server).toEqual({ name: 'Harbor', isNew: true });
    const [server] = await ask<{ token_sealed: string }>(
      database,
      `select name, url, version, token_sealed from servers where machine_identifier like 'a1b2%'`,
    );
    expect(server).toMatchObject({ name: 'Harbor', url: 'https://plex.example:32400', version: '1.41.0' });
    expect(testBox.open(server!.token_sealed)).toBe(TOKEN);
  });

  test('makes the owner', async () => {
    const [owner] = await ask<{ password_hash: string }>(
      database,
      'select username, role, password_hash from accounts',
    );
    expect(owner).toMatchObject({ username: 'captain', role: 'owner' });
    expect(await verifyLegacyPassword(owner!.password_hash, 'correct horse')).toBe(true);
    expect(await verifyLegacyPassword(owner!.password_hash, 'wrong horse')).toBe(false);
  });

  test('knows the key of the API by its hash', async () => {
    expect(await ask(database, 'select name, key_hash, scope, is_enabled from api_keys')).toEqual([
      {
        ...{ name: 'Tautulli', scope: 'admin', is_enabled: true },
        key_hash: createHash('sha256').update(API_KEY).digest('hex'),
      },
    ]);
  });

  test('leaves no secret in the clear, and each can be opened', async () => {
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
  ])('that %s is a %s', async (_what, code, where) => {
    const before = await checksums(database);
    await expect(run({ configPath: where() })).rejects.toMatchObject({ code });
    expect(await checksums(database)).toEqual(before);
  });

  test('is another import when the settings changed; account and key are not made twice', async () => {
    expect(await run({ overwrite: true })).toMatchObject({ outcome: 'unchanged' });
    writeFileSync(folder.at('other.ini'), CONFIG.replace('= 70', '= 71').replace('captain', 'somebody else'));
    const again = await run({ configPath: folder.at('other.ini'), overwrite: true, deps: { settings } });
    expect(again).toMatchObject({ outcome: 'imported' });
    expect(await settings.current()).toMatchObject({ movieWatchedPercent: 71 });
    expect(await ask(database, 'select username from accounts')).toEqual([{ username: 'captain' }]);
    expect(await ask(database, 'select count(*)::int as n from api_keys')).toEqual([{ n: 1 }]);
  });
});

describe('an import with a poor config.ini', () => {
  beforeEach(async () => {
    database = await createTestDatabase();
    return () => database.drop();
  });

  test('with a plain password makes no account, and the report says why', async () => {
    const plain = CONFIG.replace(HASH, 'plain-password').replace('hashed_password = 1', 'hashed_password = 0');
    writeFileSync(folder.at('plain.ini'), plain.replace('version = 22', 'version = 18'));
    const report = await run({ configPath: folder.at('plain.ini') });
    expect(await ask(database, 'select 1 from accounts')).toEqual([]);
    expect(report.config?.warnings).toContain('The password is stored in the clear there: choose a new one here');
    expect(await everything()).not.toContain('plain-password');
  });

  test('of nonsense is reported and changes no setting', async () => {
    writeFileSync(folder.at('nonsense.ini'), Buffer.from([0, 255, 61, 10, 91, 10, 61, 61, 10]));
    const report = await run({ configPath: folder.at('nonsense.ini') });
    expect(report.outcome).toBe('imported');
    expect(report.config).toMatchObject({ kept: [], locked: [] });
  });
});
