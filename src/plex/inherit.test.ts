import { expect, test } from 'vitest';
import type { ItemFacts } from './facts.ts';
import { inherit, relativeKeys } from './inherit.ts';
import { parseMetadata } from './parse-metadata.ts';
import { fixtureText } from './testing.ts';

function itemOf(key: string): ItemFacts {
  const parsed = parseMetadata(fixtureText(`pms/metadata-${key}.xml`));
  const item = parsed.ok ? parsed.value.values[0]?.item : undefined;
  if (item === undefined) throw new Error(`no item ${key}`);
  return item;
}

test.each([
  ['211', ['201']],
  ['221', ['211', '201']],
  ['261', ['251']],
  ['311', ['301']],
  ['321', ['311', '301']],
  ['411', ['401']],
  ['101', []],
  ['201', []],
  ['501', []],
])('item %s inherits from %j', (key, relatives) => {
  expect(relativeKeys(itemOf(key))).toEqual(relatives);
});

test('an item that inherits nothing stays as it is', () => {
  const item = itemOf('101');
  expect(inherit(item, { parent: itemOf('201'), grandparent: itemOf('201') })).toBe(item);
});

test('what only a show can tell is not known without it', () => {
  const own = { ...itemOf('221'), studio: 'Its own', genres: ['Its own'], parentThumb: null };
  const alone = inherit(own, { parent: null, grandparent: null });
  expect(alone).toMatchObject({ studio: null, genres: [], actors: [], parentThumb: null, hasAncestor: false });
  const show = { ...itemOf('201'), thumb: null };
  expect(inherit(own, { parent: null, grandparent: show })).toMatchObject({
    ...{ studio: 'Channel Nine Bells', parentThumb: null, hasAncestor: true, parentYear: null },
    ...{ grandparentYear: 2016, grandparentExternalIds: show.externalIds },
  });
});
