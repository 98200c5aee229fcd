import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pinnedRules } from '#config/definition.ts';
import { definitionOf } from '#config/settings.ts';
import { readSettingsFile } from '#config/settings-file.ts';
import { TAUTULLI_NAMES } from './foreign-names.ts';
import { KEYS } from './keys.ts';

const values = (content: unknown): unknown =>
  Object.fromEntries(
    Object.entries(readSettingsFile(JSON.stringify(content), '/settings.json', TAUTULLI_NAMES).overrides).map(
      ([name, override]) => [name, override.value],
    ),
  );
const ignored = (content: unknown): unknown =>
  readSettingsFile(JSON.stringify(content), '/settings.json', TAUTULLI_NAMES).ignored.map(
    ({ key, reason }) => `${key} ${reason}`,
  );

describe("Tautulli's names in a settings file", () => {
  test('mean what they mean in config.ini, in small letters or in capitals', () => {
    expect(
      values({
        logging_ignore_interval: 4,
        WATCHED_MARKER: 3,
        notify_upload_posters: 0,
        notify_consecutive: 1,
        notify_concurrent_ipv6_cidr: '/56',
        notify_recently_added_delay: 3,
        home_library_cards: [2, 1],
        http_base_url: 'https://example.org',
        themoviedb_apikey: 'sesame',
        git_branch: 'beta',
      }),
    ).toEqual({
      ignoreIntervalSeconds: 4,
      watchedMarker: 'earlier_of_both',
      imageHost: 'none',
      notifyStopAfterWatched: true,
      concurrentIpv6PrefixLength: 56,
      recentlyAddedDelaySeconds: 3,
      homeLibraryCards: ['2', '1'],
      publicUrl: 'https://example.org',
      tmdbApiKey: 'sesame',
      releaseChannel: 'beta',
    });
  });

  test('without an effect here are accepted and explained', () => {
    expect(
      ignored({
        monitoring_interval: 60,
        pms_token: 'x',
        HTTP_PORT: 8181,
        backup_dir: '/b',
        notify_watched_percent: 85,
      }),
    ).toEqual([
      'monitoring_interval had no effect any more',
      'pms_token is about a server, which SPYGLASS_PLEX_URL and SPYGLASS_PLEX_TOKEN declare',
      'HTTP_PORT is decided by SPYGLASS_PORT now',
      'backup_dir is about a file or folder, and all of them are in SPYGLASS_DATA_DIR now',
      'notify_watched_percent belongs to older releases only',
    ]);
  });

  test.each([...KEYS.keys()])('%s is understood', (key) => {
    const meaning = TAUTULLI_NAMES.find(key);
    if (meaning?.setting == null) expect(meaning?.reason).toMatch(/^(is|had|belongs|describes|sent) /);
    else expect(pinnedRules(definitionOf(meaning.setting))).toBeDefined();
    expect(TAUTULLI_NAMES.find(key.toLowerCase())).toEqual(meaning);
  });

  test('without an effect are listed in the documentation', () => {
    const text = readFileSync(new URL('../../../../docs/operations.md', import.meta.url), 'utf8');
    const effectless = TAUTULLI_NAMES.names.filter((name) => TAUTULLI_NAMES.find(name)?.setting === null);
    expect(effectless.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  test('are not guessed', () => {
    expect(() => values({ Watched_Marker: 3 })).toThrow(
      'Watched_Marker is not a setting. Did you mean watched_marker?',
    );
    expect(() => values({ watched_marker: 4 })).toThrow('watched_marker must be one of percent, final_credits');
  });

  test('of the recorded profile are all known', () => {
    const read = readFileSync(new URL('../../../../test/fixtures/live/profiles/default.json', import.meta.url), 'utf8');
    const { overrides, ignored: without } = readSettingsFile(read, '/p.json', TAUTULLI_NAMES);
    expect(Object.keys(overrides)).toHaveLength(34);
    expect(without.map(({ key }) => key)).toEqual(['notify_recently_added_upgrade', 'monitoring_interval']);
  });
});
