import { expect, test } from 'vitest';
import { isImagePath } from './image-path.ts';

test.each([
  '/library/metadata/101/thumb/1733000400',
  '/library/metadata/101/art/1733000400',
  '/library/collections/5/composite/1733000400',
  '/playlists/7/composite/1733000400',
  '/:/resources/movie.png',
  '/library/parts/12/indexes/sd/3000',
  '/library/metadata/101/file?url=metadata'.split('?')[0]!,
  'https://plex.tv/users/0123456789abcdef/avatar?c=1700000000',
  'https://metadata-static.plex.tv/a/people/b.jpg',
  'https://provider-static.plex.tv/epg/channel/one.png',
  'https://image.tmdb.org/t/p/original/x.jpg',
])('asked of Plex: %s', (path) => {
  expect(isImagePath(path)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['the root', '/'],
  ['no path', 'library/metadata/1/thumb/1'],
  ['another host', '//evil.example/x.jpg'],
  ['an empty part', '/library//metadata'],
  ['a parent', '/library/../status/sessions'],
  ['an escaped parent', '/library/%2e%2E/status'],
  ['an escaped slash', '/library/%2f/status'],
  ['an escaped NUL', '/library/%00'],
  ['a backslash', '/library\\metadata'],
  ['a query', '/library/metadata/1/thumb?X-Plex-Token=x'],
  ['a fragment', '/library/metadata/1/thumb#x'],
  ['a space', '/library/meta data'],
  ['a line break', '/library/metadata\r\nHost: x'],
  ['a control character', '/library/\u0000'],
  ['too long', `/${'a'.repeat(1_000)}`],
  ['plain http', 'http://plex.tv/users/x/avatar'],
  ['an unknown host', 'https://evil.example/users/x/avatar'],
  ['a host that begins like a known one', 'https://plex.tv.evil.example/users/x/avatar'],
  ['a name before a known host', 'https://plex.tv@evil.example/users/x/avatar'],
  ['a user at a known host', 'https://me:pw@plex.tv/users/x/avatar'],
  ['another port', 'https://plex.tv:444/users/x/avatar'],
  ['another part of plex.tv', 'https://plex.tv/api/v2/user'],
  ['a parent on plex.tv', 'https://plex.tv/users/../api/v2/user'],
  ['an escaped parent on plex.tv', 'https://plex.tv/users/%2e%2e/api/v2/user'],
  ['a local address', 'https://127.0.0.1/users/x'],
  ['a file', 'file:///etc/passwd'],
  ['an upload', 'upload://posters/abc'],
])('never asked: %s', (_name, path) => {
  expect(isImagePath(path)).toBe(false);
});
