/** What a server says, limited to the libraries that may be told of. */
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { recordedWorld } from '#plex/world-testing.ts';
import { type LiveDeps, serverItem, serverItemChildren, serverItemRelated, serverSearch } from './native-live.ts';

const { media, plexTv } = recordedWorld();

const deps = (sections: LiveDeps['sections']): LiveDeps => ({
  db: null as never,
  links: { mediaServer: () => media, plexTv: () => plexTv },
  imageUrl: (_server, path) => path,
  settings: DEFAULT_SETTINGS,
  timeZone: 'UTC',
  now: 0,
  sections,
});

/** A film of library 1. */
const FILM = '101';

test('an item of a library that may be told of comes without the paths of its files', async () => {
  const [all, some] = [await serverItem(deps(null), 1, FILM), await serverItem(deps(new Set([1])), 1, FILM)];
  const paths = (item: typeof all) => item.versions.flatMap(({ files }) => files.map(({ path }) => path));
  expect(paths(all).every((path) => path?.startsWith('/'))).toBe(true);
  expect(paths(all).length).toBeGreaterThan(0);
  expect(new Set(paths(some))).toEqual(new Set([null]));
  expect({ ...some, versions: [] }).toEqual({ ...all, versions: [] });
});

test('of another library nobody is told', async () => {
  const others = deps(new Set([2]));
  const calls = [serverItem, serverItemChildren, serverItemRelated];
  for (const ask of calls) await expect(ask(others, 1, FILM)).rejects.toThrow('no item with the key 101');
});

test('search finds only what may be told of', async () => {
  const found = async (sections: LiveDeps['sections']) => {
    const { groups } = await serverSearch(deps(sections), 1, { query: 'salt', limit: 10 });
    return groups.flatMap(({ items }) => items.map(({ sectionId }) => sectionId));
  };
  const all = await found(null);
  expect(all.length).toBeGreaterThan(0);
  expect(await found(new Set([1]))).toEqual(all.filter((sectionId) => sectionId === 1));
  expect(await found(new Set())).toEqual([]);
});
