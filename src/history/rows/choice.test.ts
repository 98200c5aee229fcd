import { describe, expect, test } from 'vitest';
import { columnsOf } from '../blocks/columns-testing.ts';
import { dayNumber } from '../blocks/local-calendar.ts';
import {
  choosePlays,
  columnsOfChoice,
  columnsOfSearch,
  type PlayChoice,
  type SearchChoice,
  searchRows,
} from './choice.ts';

const at = (text: string): number => Date.parse(text) / 1000;

const plays = columnsOf([
  { users: 1, items: 10, players: 5, libraries: 1, addresses: 77, start: at('2026-03-01T12:00:00Z') },
  {
    users: 2,
    items: 11,
    players: 5,
    libraries: 0,
    addresses: 0,
    decision: 'transcode',
    start: at('2026-03-02T04:59:59Z'),
  },
  { users: 2, items: 12, players: 6, libraries: 2, addresses: 77, decision: null, start: at('2026-03-02T05:00:00Z') },
  { users: 3, items: 10, players: 6, libraries: 1, addresses: 78, decision: 'copy', start: at('2026-03-09T12:00:00Z') },
  { users: 1, items: 10, isDescribed: false },
  { users: 1, items: 10, isStreamDescribed: false },
]);

const some = (...ids: number[]) => ({ ids, areLeftOut: false });
const allBut = (...ids: number[]) => ({ ids, areLeftOut: true });
const timeZone = 'America/New_York';

describe('plays are chosen', () => {
  test.each<[string, PlayChoice, number[]]>([
    ['all that are described', {}, [0, 1, 2, 3]],
    ['by people', { users: some(1, 3, 999) }, [0, 3]],
    ['by nobody', { users: some() }, []],
    ['by all but nobody', { items: allBut() }, [0, 1, 2, 3]],
    ['by items that are left out', { items: allBut(10, 4) }, [1, 2]],
    ['by libraries', { libraries: some(1) }, [0, 3]],
    ['by decisions', { decisions: [0, 1] }, [0, 3]],
    ['without a decision', { decisions: [-1] }, [2]],
    ['by several things', { users: some(2, 3), items: some(10, 12), decisions: [-1, 2] }, [2]],
    ['from a day on', { days: { timeZone, first: dayNumber('2026-03-02') } }, [2, 3]],
    ['up to a day', { days: { timeZone, last: dayNumber('2026-03-01') } }, [0, 1]],
    ['on some days', { days: { timeZone, oneOf: ['2026-03-01', '2026-03-09'].map(dayNumber) } }, [0, 1, 3]],
    ['on no day', { days: { timeZone, oneOf: [] } }, []],
  ])('%s', (_name, choice, chosen) => {
    expect([...choosePlays(plays, choice)]).toEqual(chosen);
  });

  test('and only what is looked at is read', () => {
    expect(columnsOfChoice({})).toEqual(['traits']);
    expect(columnsOfChoice({ users: some(1), days: { timeZone } })).toEqual(['traits', 'users', 'startedS']);
  });
});

const NOWHERE: SearchChoice = { users: [], players: [], items: null, addresses: [], withOtherAddress: [], plays: [] };

describe('a term is found', () => {
  const rows = Int32Array.of(0, 1, 2, 3);
  test.each<[string, Partial<SearchChoice>, number[]]>([
    ['nowhere', {}, []],
    ['in people', { users: [2] }, [1, 2]],
    ['in devices or items', { players: [6], items: some(11) }, [1, 2, 3]],
    ['in nearly all items', { items: allBut(10) }, [1, 2]],
    ['in addresses', { addresses: [77] }, [0, 2]],
    ['in addresses that are not those of a play', { addresses: [77], withOtherAddress: [3] }, [0]],
    ['in single plays', { plays: [4] }, [3]],
  ])('%s', (_name, search, found) => {
    expect([...searchRows(plays, { rows, best: null }, { ...NOWHERE, ...search })]).toEqual(found);
  });

  test('in the play that stands for a row', () => {
    // Row 7 is that of the play with the index 2.
    const best = Int32Array.from({ length: 8 }, (_none, row) => (row === 7 ? 3 : 0));
    const inBest = (users: number[]) => [...searchRows(plays, { rows: Int32Array.of(7), best }, { ...NOWHERE, users })];
    expect([inBest([2]), inBest([1])]).toEqual([[7], []]);
  });

  test('and only what is looked at is read', () => {
    expect(columnsOfSearch(NOWHERE)).toEqual([]);
    expect(columnsOfSearch({ ...NOWHERE, items: some(1), plays: [4] })).toEqual(['items', 'ids']);
  });
});
