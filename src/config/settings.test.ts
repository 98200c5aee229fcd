import { describe, expect, test } from 'vitest';
import { Problem } from '#problem';
import { ruleOf, SETTING_GROUPS } from './definition.ts';
import { readEnvironment } from './environment.ts';
import { checkChanges } from './setting-changes.ts';
import { SETTING_VARIABLES, variableOf } from './setting-variables.ts';
import {
  DEFAULT_SETTINGS,
  definitionOf,
  isSettingName,
  PLAIN_NAMES,
  readSettings,
  SETTING_NAMES,
  SETTINGS,
} from './settings.ts';

describe('the definitions', () => {
  test.each(SETTING_NAMES)('%s has a default within its limits, a group and one sentence', (name) => {
    const definition = definitionOf(name);
    expect(definition.schema.safeParse(definition.default).success).toBe(true);
    expect(SETTING_GROUPS).toContain(definition.group);
    expect(definition.description).toMatch(/^[A-Z][^.]*.*\.$/);
    expect(ruleOf(definition)).toMatch(/^must be /);
  });

  test('every group has a setting, and every name tells its unit', () => {
    expect(new Set(SETTING_NAMES.map((name) => definitionOf(name).group))).toEqual(new Set(SETTING_GROUPS));
    expect(SETTING_NAMES.filter((name) => /(Interval|Timeout|Delay|Wait)$/.test(name))).toEqual([]);
    expect(isSettingName('plexClientIdentifier')).toBe(false);
    expect(isSettingName('constructor')).toBe(false);
  });

  test.each(PLAIN_NAMES.filter((name) => SETTINGS[name].limits.kind === 'number'))('%s keeps its limits', (name) => {
    const { limits, schema } = definitionOf(name);
    if (limits.kind !== 'number') throw new TypeError('no number');
    const fits = (value: unknown): boolean => schema.safeParse(value).success;
    expect([limits.min, limits.max].every(fits)).toBe(true);
    expect([limits.min - 1, limits.max + 1, limits.min + 0.5, String(limits.min), null].some(fits)).toBe(false);
  });

  test('no variable looks like the file of another, and all are different', () => {
    expect(SETTING_VARIABLES.filter((name) => name.endsWith('_FILE'))).toEqual([]);
    expect(new Set(SETTING_VARIABLES).size).toBe(SETTING_NAMES.length);
    expect(variableOf('ignoreIntervalSeconds')).toBe('SPYGLASS_SETTING_IGNORE_INTERVAL_SECONDS');
    expect(variableOf('concurrentIpv6PrefixLength')).toBe('SPYGLASS_SETTING_CONCURRENT_IPV6_PREFIX_LENGTH');
  });
});

describe('settings from the environment', () => {
  const read = (name: string, text: string) => readEnvironment({ [`SPYGLASS_SETTING_${name}`]: text }).settingOverrides;

  test.each<[string, string, string, unknown]>([
    ['TV_WATCHED_PERCENT', ' 70 ', 'tvWatchedPercent', 70],
    ['GROUP_HISTORY', 'Off', 'groupHistory', false],
    ['GROUP_HISTORY', '1', 'groupHistory', true],
    ['WATCHED_MARKER', 'percent', 'watchedMarker', 'percent'],
    ['HOME_SECTIONS', 'watch_stats, current_activity,', 'homeSections', ['watch_stats', 'current_activity']],
    ['HOME_SECTIONS', ',', 'homeSections', []],
    ['DATE_FORMAT', 'DD.MM.YYYY', 'dateFormat', 'DD.MM.YYYY'],
    ['TMDB_API_KEY', 'sesame', 'tmdbApiKey', 'sesame'],
  ])('%s=%s', (variable, text, name, value) => {
    expect(read(variable, text)).toEqual({
      [name]: { value, origin: { kind: 'environment', variable: `SPYGLASS_SETTING_${variable}` } },
    });
  });

  test.each<[string, string, RegExp]>([
    ['TV_WATCHED_PERCENT', '101', /^SPYGLASS_SETTING_TV_WATCHED_PERCENT must be a whole number from 1 to 100$/],
    ['TV_WATCHED_PERCENT', '7e1', /must be a whole number/],
    ['GROUP_HISTORY', 'maybe', /SPYGLASS_SETTING_GROUP_HISTORY must be on or off/],
    ['GROUP_HISTORY', 'constructor', /SPYGLASS_SETTING_GROUP_HISTORY must be on or off/],
    ['IMAGE_HOST', 'floppy', /must be one of none, imgur, self_hosted, cloudinary/],
    ['HOME_SECTIONS', 'watch_stats,watch_stats', /must be a list of different names out of/],
    ['PUBLIC_URL', 'spyglass.example', /must be empty or an address like https:/],
    ['TV_WATCHD_PERCENT', '80', /is not a setting of Spyglass\. Did you mean SPYGLASS_SETTING_TV_WATCHED_PERCENT\?/],
    ['TMDB_API_KEY', 'x'.repeat(1_001), /^SPYGLASS_SETTING_TMDB_API_KEY must be a text, at most 1000 characters long$/],
  ])('%s=%s is refused with one sentence', (variable, text, message) => {
    expect(() => read(variable, text)).toThrow(message);
    expect(() => read(variable, text)).toThrow(Problem);
  });

  test('an empty value counts as not given', () => {
    expect(read('TV_WATCHED_PERCENT', '')).toEqual({});
  });

  test('the variables of the program we replace are passed on, and nothing else of the environment', () => {
    expect(readEnvironment({ TAUTULLI_HTTP_ROOT: '/t', TAUTULLI_NIX: '', PATH: '/bin' }).tautulliVariables).toEqual({
      TAUTULLI_HTTP_ROOT: '/t',
    });
  });
});

describe('reading and changing', () => {
  test('the environment wins over what is stored, and what it says is not judged again', () => {
    const rows = [
      { key: 'tvWatchedPercent', value: 'rubbish' },
      { key: 'movieWatchedPercent', value: 60 },
    ];
    const overrides = { tvWatchedPercent: { value: 70, origin: { kind: 'environment', variable: 'V' } } } as const;
    const bad: string[] = [];
    const read = readSettings(rows, (key) => bad.push(key), overrides);
    expect(read).toEqual({ ...DEFAULT_SETTINGS, tvWatchedPercent: 70, movieWatchedPercent: 60 });
    expect(bad).toEqual([]);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ tvWatchedPercent: 101 }, 'tvWatchedPercent must be a whole number from 50 to 95'],
    [{ tvWatchedPercent: '80' }, 'tvWatchedPercent must be a whole number from 50 to 95'],
    [{ tvWatchedPercnt: 80 }, 'tvWatchedPercnt is not a setting. Did you mean tvWatchedPercent?'],
    [{ toString: 1 }, 'toString is not a setting'],
    [{ dateFormat: '  ' }, 'dateFormat must be a text that is not empty, at most 500 characters long'],
    [{ dateFormat: 'a\0' }, 'dateFormat must be a text that is not empty, at most 500 characters long'],
    [{ dateFormat: '\ud800' }, 'dateFormat must be a text that is not empty, at most 500 characters long'],
    [{ homeLibraryCards: ['1', '1'] }, 'homeLibraryCards must be a list of at most 1000 different names'],
    [
      { groupHistory: 1, signInAttempts: 0 },
      'groupHistory must be on or off (true or false, 1 or 0); signInAttempts must be a whole number from 1 to 1000',
    ],
  ])('%j is refused: %s', (changes, message) => {
    expect(() => checkChanges(changes, {})).toThrow(new Problem('invalid', message));
  });

  test('what the environment decided is refused by the name of the variable', () => {
    const overrides = {
      tmdbApiKey: { value: 'hidden', origin: { kind: 'environment', variable: 'SPYGLASS_SETTING_TMDB_API_KEY_FILE' } },
    } as const;
    expect(() => checkChanges({ tmdbApiKey: 'x' }, overrides)).toThrow(
      expect.objectContaining({
        code: 'refused',
        message: 'tmdbApiKey is set by the environment variable SPYGLASS_SETTING_TMDB_API_KEY_FILE',
      }),
    );
  });
});
