import { describe, expect, test } from 'vitest';
import { climb } from './ladder.ts';
import type { IniValue } from './parse-ini.ts';

const from = (version: number | null, values: Record<string, IniValue>) =>
  climb(new Map(Object.entries(version === null ? values : { ...values, CONFIG_VERSION: String(version) })));

describe('the ladder of older files', () => {
  test.each<[number, string, IniValue, IniValue]>([
    [1, 'HOME_STATS_CARDS', 'watch_statistics, top_tv, top_users', ['top_tv', 'top_libraries', 'top_users']],
    [1, 'HOME_LIBRARY_CARDS', 'library_statistics, 1, 12', ['1', '12']],
    [1, 'HOME_LIBRARY_CARDS', ['library_statistics_first'], []],
    [3, 'HTTP_ROOT', '/', ''],
    [3, 'HTTP_ROOT', '/tautulli', '/tautulli'],
    [5, 'MONITOR_PMS_UPDATES', '1', '0'],
    [9, 'PMS_UPDATE_CHANNEL', 'plexpass', 'beta'],
    [9, 'PMS_UPDATE_CHANNEL', 'public', 'public'],
    [12, 'BUFFER_THRESHOLD', '3', '10'],
    [12, 'BUFFER_THRESHOLD', '12', '12'],
    [12, 'BUFFER_THRESHOLD', 'many', 'many'],
    [17, 'HOME_STATS_CARDS', ['top_tv', 'top_users'], ['top_tv', 'top_libraries', 'top_users']],
    [17, 'HOME_STATS_CARDS', ['top_libraries', 'top_libraries', 'top_users'], ['top_libraries', 'top_users']],
    [17, 'HOME_STATS_CARDS', ['top_tv'], ['top_tv']],
    [17, 'HOME_STATS_CARDS', [], []],
    [18, 'CHECK_GITHUB_INTERVAL', '360', '6'],
    [18, 'CHECK_GITHUB_INTERVAL', '361', '7'],
    [18, 'CHECK_GITHUB_INTERVAL', '24', '24'],
  ])('up to version %i: %s %j becomes %j', (version, key, value, expected) => {
    expect(from(version, { [key]: value }).values.get(key)).toEqual(expected);
    const isChanged = JSON.stringify(expected) !== JSON.stringify(value);
    expect(
      from(version, { [key]: value })
        .steps.map((step) => step.key)
        .includes(key),
    ).toBe(isChanged);
    expect(from(22, { [key]: value }).values.get(key)).toEqual(value);
  });

  test.each([
    ['MONITOR_PMS_UPDATES', '1', 5],
    ['BUFFER_THRESHOLD', '3', 12],
    ['CHECK_GITHUB_INTERVAL', '360', 18],
  ])('%s is touched by its step and not above it', (key, value, last) => {
    expect(from(last, { [key]: value }).steps).toEqual([{ from: last, key }]);
    expect(from(last + 1, { [key]: value }).steps).toEqual([]);
  });

  test('a file that does not say its version counts as the oldest; keys are not invented', () => {
    expect(from(null, { BUFFER_THRESHOLD: '3' })).toMatchObject({ version: null, steps: [{ from: 12 }] });
    expect(from(null, { CONFIG_VERSION: 'new' }).version).toBeNull();
    expect([...from(1, {}).values.keys()]).toEqual(['CONFIG_VERSION']);
    expect(from(20, { PMS_UUID: 'x', FIRST_RUN_COMPLETE: '0' }).values.get('FIRST_RUN_COMPLETE')).toBe('1');
  });

  test.each<[number | null, Record<string, string>, boolean]>([
    [19, { HTTP_HASHED_PASSWORD: '0' }, true],
    [19, {}, true],
    [null, {}, true],
    [19, { HTTP_HASHED_PASSWORD: '1' }, false],
    [20, { HTTP_HASHED_PASSWORD: '0' }, false],
    [22, {}, false],
  ])('version %s with %j: the password may be in the clear: %s', (version, values, expected) => {
    expect(from(version, values).hasPlainPassword).toBe(expected);
  });
});
