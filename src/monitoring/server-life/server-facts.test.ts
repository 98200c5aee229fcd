import { expect, test } from 'vitest';
import type { ServerId } from '#contract/ids.ts';
import { channelOf, serverAnnouncement, tokenTag, updateFacts } from './server-facts.ts';

test.each([
  ['plex', '8', 'beta'],
  ['plex', '16', 'public'],
  ['plex', null, 'public'],
  ['public', '8', 'public'],
  ['beta', '16', 'beta'],
] as const)('setting %s on a server that follows %s', (setting, own, expected) => {
  expect(channelOf(setting, own)).toBe(expected);
});

test('a token is known by the beginning of its hash', () => {
  expect(tokenTag('adminTok3nFixture000')).toMatch(/^[0-9a-f]{10}$/);
  expect(tokenTag('')).toBe('e3b0c44298');
});

test('facts go by the names of the parameters', () => {
  const facts = updateFacts({
    isNewer: true,
    platform: 'Linux',
    releaseDate: 1_735_600_000,
    version: '1.41.4.9463-0c0c0c0c0',
    requirements: 'A supported release',
    extraInfo: null,
    added: '(Server) A new thing',
    fixed: '(Server) A crash on start',
    label: 'Ubuntu',
    distribution: 'debian',
    build: 'linux-x86_64',
    downloadUrl: 'https://downloads.example.net/debian',
  });
  const news = { trigger: 'on_pmsupdate', at: 5, serverId: 1 as ServerId, channel: 'beta', facts, tag: 'v' } as const;
  expect(serverAnnouncement(news)).toEqual({
    kind: 'server',
    trigger: 'on_pmsupdate',
    at: 5,
    serverId: 1,
    tag: 'v',
    facts: {
      update_channel: 'Beta',
      update_version: '1.41.4.9463-0c0c0c0c0',
      update_url: 'https://downloads.example.net/debian',
      update_release_date: 1_735_600_000,
      update_platform: 'Linux',
      update_distro: 'debian',
      update_distro_build: 'linux-x86_64',
      update_requirements: 'A supported release',
      update_extra_info: '',
      update_changelog_added: '(Server) A new thing',
      update_changelog_fixed: '(Server) A crash on start',
    },
  });
});
