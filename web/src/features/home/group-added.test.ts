import { expect, test } from 'vitest';
import { type Added, groupAdded } from './group-added.ts';

const row = (ratingKey: string, day: number, more: Partial<Added['row']> = {}): Added['row'] => ({
  serverId: 1,
  ratingKey,
  mediaType: 'movie',
  title: ratingKey,
  parentTitle: null,
  grandparentTitle: null,
  year: null,
  mediaIndex: null,
  parentMediaIndex: null,
  durationMs: null,
  summary: null,
  addedAt: `2026-11-${day}T10:00:00.000Z`,
  thumb: null,
  childCount: null,
  originallyAvailableAt: null,
  sectionId: 1,
  ...more,
});

test('episodes of one season that came together are one, the newest stands for them', () => {
  const episode = { mediaType: 'episode', grandparentTitle: 'Show', parentMediaIndex: 2 };
  const rows = [
    row('1', 20),
    row('5', 22, episode),
    row('6', 23, episode),
    row('9', 21, { ...episode, parentMediaIndex: 1 }),
  ];
  expect(groupAdded(rows).map(({ row: { ratingKey }, count }) => [ratingKey, count])).toEqual([
    ['6', 2],
    ['9', 1],
    ['1', 1],
  ]);
});

test('films with one key on two servers are two', () => {
  expect(groupAdded([row('1', 20), row('1', 20, { serverId: 2 })])).toHaveLength(2);
});
