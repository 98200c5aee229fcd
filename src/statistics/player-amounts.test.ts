import { describe, expect, test } from 'vitest';
import { columnsOf } from '#history/blocks/columns-testing.ts';
import { idMarks } from '#history/rows/id-marks.ts';
import { playerAmounts } from './player-amounts.ts';

const MINUTE = 60_000;
const device = (id: number, nameId: number, name: string | null, platform: string, place: number) => ({
  id,
  nameId,
  name,
  platform,
  place,
});
const DEVICES = [
  device(1, 1, 'Tablet', 'iOS', 2),
  device(2, 2, 'Box', 'Roku', 1),
  device(3, 1, 'Tablet', 'Android', 2),
  device(4, 4, null, 'tvOS', 3),
];

const plays = columnsOf([
  { users: 7, players: 3, watchGroups: 1, watchedMs: MINUTE, items: 10 },
  { users: 7, players: 1, watchGroups: 1, watchedMs: MINUTE, items: 10 },
  { users: 7, players: 2, watchGroups: 3, watchedMs: MINUTE, items: 11 },
  { users: 8, players: 2, watchGroups: 4, watchedMs: 9 * MINUTE, items: 10 },
  { users: 7, players: 4, watchGroups: 5, watchedMs: MINUTE, items: 11 },
]);

const amounts = (items: readonly number[] | null, isGrouped: boolean) =>
  playerAmounts(plays, { userId: 7, items: items === null ? null : idMarks(items) }, DEVICES, isGrouped);

describe('devices of a person', () => {
  test('of one name are one, with the platform of the first play; the busiest first', () => {
    expect(amounts(null, false)).toEqual([
      { name: 'Tablet', platform: 'Android', plays: 2, groups: 1, watchedMs: 2 * MINUTE },
      { name: 'Box', platform: 'Roku', plays: 1, groups: 1, watchedMs: MINUTE },
      { name: null, platform: 'tvOS', plays: 1, groups: 1, watchedMs: MINUTE },
    ]);
  });

  test('are as busy as there were viewings, then by time, then by name', () => {
    expect(amounts(null, true).map(({ name }) => name)).toEqual(['Tablet', 'Box', null]);
  });

  test('count what was played of some items only', () => {
    expect(amounts([11], false).map(({ name }) => name)).toEqual(['Box', null]);
    expect(amounts([], false)).toEqual([]);
  });
});
