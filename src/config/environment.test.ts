import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Problem } from '#problem';
import { readEnvironment } from './environment.ts';
import { createSecretBox, loadKeyFile } from './secret-box.ts';
import { DEFAULT_SETTINGS, readSettings } from './settings.ts';

const dir = mkdtempSync(join(tmpdir(), 'spyglass-config-'));
afterAll(() => rmSync(dir, { recursive: true }));

const secretFile = join(dir, 'token');
writeFileSync(secretFile, 'from-a-file\n');

describe('the environment', () => {
  test('nothing set is a working configuration', () => {
    expect(readEnvironment({})).toMatchObject({
      host: '0.0.0.0',
      port: 8181,
      basePath: '',
      databaseUrl: undefined,
      autoMigrate: false,
      plex: undefined,
      plexTvUrl: 'https://plex.tv',
      logLevel: 'info',
    });
  });

  test('what is set is read, trimmed and completed', () => {
    const config = readEnvironment({
      SPYGLASS_PORT: '9000',
      SPYGLASS_BASE_PATH: '/watch/',
      SPYGLASS_PLEX_URL: 'http://plex:32400/',
      SPYGLASS_PLEX_TOKEN_FILE: secretFile,
      SPYGLASS_AUTO_MIGRATE: '1',
      DATABASE_URL: 'postgresql://a@b/c',
      TZ: 'Europe/Berlin',
      HOME: '/somewhere',
    });
    expect(config).toMatchObject({
      port: 9000,
      basePath: '/watch',
      plex: { url: 'http://plex:32400', token: 'from-a-file' },
      autoMigrate: true,
      databaseUrl: 'postgresql://a@b/c',
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a misspelt name',
      { SPYGLASS_PROT: '1' },
      /SPYGLASS_PROT is not a setting of Spyglass\. Did you mean SPYGLASS_PORT\?/,
    ],
    [
      'a name nothing resembles',
      { SPYGLASS_COLOUR_OF_THE_SEA: 'blue' },
      /SPYGLASS_COLOUR_OF_THE_SEA is not a setting of Spyglass$/,
    ],
    ['a port that is no number', { SPYGLASS_PORT: 'http' }, /SPYGLASS_PORT must be a number/],
    ['a port out of range', { SPYGLASS_PORT: '70000' }, /SPYGLASS_PORT/],
    [
      'a misspelt time zone',
      { TZ: 'Amercia/Denver' },
      /TZ=Amercia\/Denver is not an IANA time zone\. Did you mean America\/Denver\?/,
    ],
    [
      'an address without a scheme',
      { SPYGLASS_PLEX_URL: '192.168.1.2:32400', SPYGLASS_PLEX_TOKEN: 'x' },
      /SPYGLASS_PLEX_URL must be an address like/,
    ],
    ['half a server', { SPYGLASS_PLEX_URL: 'http://plex:32400' }, /belong together/],
    ['another kind of database', { DATABASE_URL: 'mysql://x' }, /DATABASE_URL must start with/],
    ['a secret given twice', { SPYGLASS_PLEX_TOKEN: 'x', SPYGLASS_PLEX_TOKEN_FILE: secretFile }, /both set/],
    ['a secret file that is not there', { SPYGLASS_PLEX_TOKEN_FILE: join(dir, 'none') }, /cannot be read/],
    ['a short secret key', { SPYGLASS_SECRET_KEY: 'short' }, /at least 16 characters/],
    ['a log level nobody knows', { SPYGLASS_LOG_LEVEL: 'loud' }, /SPYGLASS_LOG_LEVEL must be one of/],
    ['a relative base path', { SPYGLASS_BASE_PATH: 'spyglass' }, /must be a path like/],
  ])('%s is refused with one sentence', (_name, env, message) => {
    expect(() => readEnvironment(env)).toThrow(message);
    expect(() => readEnvironment(env)).toThrow(Problem);
  });
});

describe('the secret box', () => {
  const box = createSecretBox('a root key of some length');

  test('opens what it sealed, and nothing looks alike', () => {
    expect(box.open(box.seal('tökén'))).toBe('tökén');
    expect(box.seal('x')).not.toBe(box.seal('x'));
  });

  test.each<[string, (sealed: string) => string]>([
    ['changed', (sealed) => `${sealed.slice(0, -3)}AA=`],
    ['cut', (sealed) => sealed.slice(0, 12)],
    ['something else', () => 'plain text'],
  ])('a sealed text that was %s is a clear problem', (_name, spoil) => {
    expect(() => box.open(spoil(box.seal('a longer secret text')))).toThrow(
      'cannot be read with the present secret key',
    );
  });

  test('another key does not open it', () => {
    expect(() => createSecretBox('another root key').open(box.seal('x'))).toThrow(Problem);
  });

  test('keys for different purposes differ and stay', () => {
    expect(box.derive('images')).toEqual(createSecretBox('a root key of some length').derive('images'));
    expect(box.derive('images')).not.toEqual(box.derive('cookies'));
  });

  test('the key file is made once, for its owner only', () => {
    const key = loadKeyFile(dir);
    expect(loadKeyFile(dir)).toBe(key);
    expect(statSync(join(dir, 'secret.key')).mode & 0o777).toBe(0o600);
  });
});

describe('stored settings', () => {
  test('values that do not fit any more fall back to the default, one by one', () => {
    const bad: string[] = [];
    const read = readSettings(
      [
        { key: 'movieWatchedPercent', value: 90 },
        { key: 'tvWatchedPercent', value: 'many' },
        { key: 'of another release', value: 1 },
      ],
      (key) => bad.push(key),
    );
    expect(read).toEqual({ ...DEFAULT_SETTINGS, movieWatchedPercent: 90 });
    expect(bad).toEqual(['tvWatchedPercent']);
  });
});
