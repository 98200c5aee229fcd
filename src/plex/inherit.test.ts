import { expect, test } from 'vitest';
import type { ItemFacts } from './facts.ts';
import { ancestorKey, inherit } from './inherit.ts';
import { parseMetadata } from './parse-metadata.ts';
import { fixtureJson, fixtureText, said } from './testing.ts';

function itemOf(key: string): ItemFacts {
  const parsed = parseMetadata(fixtureText(`pms/metadata-${key}.xml`));
  const item = parsed.ok ? parsed.value.values[0]?.item : undefined;
  if (item === undefined) throw new Error(`no item ${key}`);
  return item;
}

test.each([
  ['211', '201'],
  ['212', '201'],
  ['221', '201'],
  ['311', '301'],
  ['321', '311'],
  ['322', '311'],
  ['411', '401'],
])('item %s has from %s what the recording says', (key, ancestor) => {
  const own = itemOf(key);
  expect(ancestorKey(own)).toBe(ancestor);
  const item = inherit(own, itemOf(ancestor));
  const recorded = (fixtureJson(`expected/metadata-${key}.json`) as { result: Record<string, unknown> }).result;
  const ours = {
    studio: item.studio,
    content_rating: item.contentRating,
    summary: item.summary,
    year: item.year,
    parent_thumb: item.parentThumb,
    directors: item.directors,
    writers: item.writers,
    actors: item.actors,
    genres: item.genres,
    labels: item.labels,
  };
  const texts = (row: Record<string, unknown>) => Object.keys(ours).map((name) => [name, said(row[name])]);
  expect(texts(ours)).toEqual(texts(recorded));
});

test.each(['101', '201', '301', '401', '501'])('item %s inherits nothing', (key) => {
  const item = itemOf(key);
  expect(ancestorKey(item)).toBeNull();
  expect(inherit(item, itemOf('102'))).toBe(item);
});
