import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Problem } from '#problem';
import type { ForeignNames } from './foreign-names.ts';
import { readSettingsFile } from './settings-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'spyglass-settings-file-'));
afterAll(() => rmSync(dir, { recursive: true }));
writeFileSync(join(dir, 'key'), 'sesame\n');

const PATH = join(dir, 'settings.json');

/** Another program that calls two settings differently, and has one that means nothing here. */
const foreign: ForeignNames = {
  names: ['tv_percent', 'tmdb_key', 'threads'],
  find(name) {
    if (name === 'tv_percent')
      return { setting: 'tvWatchedPercent', read: (raw) => (raw === '' ? undefined : Number(raw)) };
    if (name === 'tmdb_key') return { setting: 'tmdbApiKey', read: String };
    return name === 'threads' ? { setting: null, reason: 'is about threads' } : undefined;
  },
};

const read = (content: unknown) => readSettingsFile(JSON.stringify(content), PATH, foreign);
const valuesOf = (content: unknown) =>
  Object.fromEntries(Object.entries(read(content).overrides).map(([name, { value }]) => [name, value]));

describe('what a settings file pins', () => {
  test.each<[string, unknown, unknown]>([
    ['our names', { tvWatchedPercent: 70, groupHistory: false }, { tvWatchedPercent: 70, groupHistory: false }],
    ['the names of another program', { tv_percent: '70' }, { tvWatchedPercent: 70 }],
    ['what stands under "settings"', { name: 'x', settings: { tvWatchedPercent: 70 } }, { tvWatchedPercent: 70 }],
    [
      'switches as numbers and words',
      { groupHistory: 0, cacheImages: 'on' },
      { groupHistory: false, cacheImages: true },
    ],
    ['numbers as text', { tvWatchedPercent: '70' }, { tvWatchedPercent: 70 }],
    ['lists of numbers', { homeLibraryCards: [3, '1'] }, { homeLibraryCards: ['3', '1'] }],
    ['lists as text', { homeLibraryCards: '3, 1' }, { homeLibraryCards: ['3', '1'] }],
    ['nothing for a key that is null', { tvWatchedPercent: null }, {}],
    ['a secret', { tmdbApiKey: 'sesame' }, { tmdbApiKey: 'sesame' }],
    ['a secret of a file beside it', { tmdbApiKey_FILE: 'key' }, { tmdbApiKey: 'sesame' }],
    ['a secret of a file, by another name', { tmdb_key_file: join(dir, 'key') }, { tmdbApiKey: 'sesame' }],
    ['less than a form allows', { recentlyAddedDelaySeconds: 3 }, { recentlyAddedDelaySeconds: 3 }],
  ])('%s', (_what, content, values) => {
    expect(valuesOf(content)).toEqual(values);
  });

  test('where a value came from is kept, and what has no effect is named', () => {
    expect(read({ tv_percent: 70, threads: 3 })).toEqual({
      overrides: { tvWatchedPercent: { value: 70, origin: { kind: 'file', path: PATH, key: 'tv_percent' } } },
      ignored: [{ key: 'threads', reason: 'is about threads' }],
    });
  });

  test.each<[string, unknown, string]>([
    ['a misspelt name', { tvWatchdPercent: 1 }, 'tvWatchdPercent is not a setting. Did you mean tvWatchedPercent?'],
    ['a misspelt name of another program', { tv_prcent: 1 }, 'tv_prcent is not a setting. Did you mean tv_percent?'],
    ['a name nothing resembles', { constructor: 1 }, 'constructor is not a setting'],
    ['more than anything allows', { tvWatchedPercent: 101 }, 'tvWatchedPercent must be a whole number from 1 to 100'],
    ['another type', { tv_percent: {} }, 'tv_percent must be a whole number from 1 to 100'],
    ['a word that is no switch', { groupHistory: 'maybe' }, 'groupHistory must be on or off (true or false, 1 or 0)'],
    [
      'two keys for one setting',
      { tvWatchedPercent: 70, tv_percent: 70 },
      'tvWatchedPercent and tv_percent decide the same setting',
    ],
    ['a secret that is not there', { tmdbApiKey_FILE: 'none' }, 'tmdbApiKey_FILE: the file none cannot be read'],
    [
      'several at once',
      { a1: 1, groupHistory: 7 },
      'a1 is not a setting; groupHistory must be on or off (true or false, 1 or 0)',
    ],
    ['a list', [], 'it must be an object of settings'],
    ['settings that are none', { settings: 1 }, '"settings" must be an object of settings'],
  ])('%s is refused', (_what, content, message) => {
    expect(() => read(content)).toThrow(new Problem('invalid', message));
  });

  test('what is no JSON is refused with its place, and without what stands there', () => {
    expect(() => readSettingsFile('{\n "tmdbApiKey": "sesame" oops}', PATH, foreign)).toThrow(
      /^it is not JSON \(line 2 column \d+\)$/,
    );
    expect(() => readSettingsFile('', PATH, foreign)).toThrow(/^it is not JSON/);
  });
});
