import { expect, test } from 'vitest';
import { columnsOf } from '#history/blocks/columns-testing.ts';
import { idMarks } from '#history/rows/id-marks.ts';
import { deviceUse } from './device-use.ts';

const MINUTE = 60_000;
const DEVICES = [
  { id: 1, title: 'Tablet', platform: 'iOS', product: 'Plex for iOS' },
  { id: 2, title: 'Tablet', platform: 'iOS', product: 'Plexamp' },
  { id: 3, title: 'Tablet', platform: 'iOS', product: 'Plex for iOS' },
];
const plays = columnsOf([
  { ids: 11, users: 7, players: 1, watchGroups: 11, start: 1_700_000_200, watchedMs: MINUTE, addresses: 5, items: 1 },
  {
    ids: 12,
    users: 7,
    players: 3,
    watchGroups: 11,
    start: 1_700_000_100,
    watchedMs: MINUTE,
    addresses: 6,
    items: 1,
    decision: 'transcode',
  },
  { ids: 13, users: 7, players: 2, watchGroups: 13, start: 1_700_000_300, watchedMs: MINUTE, addresses: 0, items: 2 },
  {
    ids: 14,
    users: 8,
    players: 1,
    watchGroups: 14,
    start: 1_700_000_400,
    watchedMs: 9 * MINUTE,
    addresses: 7,
    items: 1,
  },
]);

test('a device is its name, platform and app, whatever rows it has; the busiest first', () => {
  const [tablet, amp, ...none] = deviceUse(plays, { userId: 7, items: null }, DEVICES);
  expect(none).toEqual([]);
  expect(tablet).toMatchObject({ plays: 2, groups: 1, watchedMs: 2 * MINUTE, addresses: 2, lastPlayId: 11 });
  expect(tablet?.decisions).toEqual([
    { decision: 'direct play', plays: 1 },
    { decision: 'transcode', plays: 1 },
  ]);
  expect(Number(tablet?.lastS) - Number(tablet?.firstS)).toBe(100);
  expect(amp).toMatchObject({ device: { product: 'Plexamp' }, plays: 1, addresses: 0 });
});

test('only plays of some items count where only they may be told', () => {
  expect(deviceUse(plays, { userId: 7, items: idMarks([2]) }, DEVICES).map(({ plays: n }) => n)).toEqual([1]);
  expect(deviceUse(plays, { userId: 9, items: null }, DEVICES)).toEqual([]);
});
