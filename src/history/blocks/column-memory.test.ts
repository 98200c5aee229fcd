import { describe, expect, test } from 'vitest';
import { ColumnMemory, type Piece } from './column-memory.ts';

const ids = (...values: number[]): Piece['bytes'] => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeInt32BE(value, index * 4);
  return new Map([['ids', bytes]]);
};
const NOTHING: Piece['bytes'] = new Map();
const block = (key: string, ...values: number[]): Piece => ({ key, count: values.length, bytes: ids(...values) });
const held = (key: string, count: number): Piece => ({ key, count, bytes: NOTHING });
const loose = (...values: number[]): Piece => ({ key: null, count: values.length, bytes: ids(...values) });

const read = async (memory: ColumnMemory, ...pieces: Piece[]) => {
  const columns = await memory.columnsOf(pieces, ['ids']);
  return columns === null ? null : [...columns.ids];
};

describe('columns of pieces', () => {
  test('stand behind one another, in the order of the machine', async () => {
    const bytes: Piece['bytes'] = new Map([
      ['ids', Buffer.from('00000102fffffffe', 'hex')],
      ['traits', Buffer.from('0105fffe', 'hex')],
      ['watchedMs', Buffer.from('3ff8000000000000c059000000000000', 'hex')],
    ]);
    const columns = await new ColumnMemory().columnsOf([{ key: 'a', count: 2, bytes }], ['ids', 'traits', 'watchedMs']);
    expect(columns?.count).toBe(2);
    expect([...(columns?.ids ?? [])]).toEqual([258, -2]);
    expect([...(columns?.traits ?? [])]).toEqual([261, -2]);
    expect([...(columns?.watchedMs ?? [])]).toEqual([1.5, -100]);
    expect(columns?.users.length).toBe(0);
  });

  test('no pieces are no plays', async () => {
    expect(await read(new ColumnMemory())).toEqual([]);
    expect(await read(new ColumnMemory(), { key: null, count: 0, bytes: NOTHING })).toEqual([]);
  });

  test('bytes that are missing or too few are noticed', async () => {
    expect(await read(new ColumnMemory(), held('a', 2))).toBeNull();
    expect(await read(new ColumnMemory(), { key: 'a', count: 3, bytes: ids(1, 2) })).toBeNull();
  });

  test('what did not come along is read, some pieces at a time', async () => {
    const asked: (readonly string[])[] = [];
    const pieces = Array.from({ length: 70 }, (_none, index) => held(`k${index}`, 1));
    const memory = new ColumnMemory();
    const columns = await memory.columnsOf([...pieces, loose(70)], ['ids'], async (names, keys) => {
      asked.push([...names, String(keys.length)]);
      return new Map(keys.map((key) => [key, ids(Number(key.slice(1)))]));
    });
    expect([...(columns?.ids ?? [])]).toEqual(Array.from({ length: 71 }, (_none, index) => index));
    expect(asked).toEqual([
      ['ids', '32'],
      ['ids', '32'],
      ['ids', '6'],
    ]);
    expect(await read(memory, ...pieces.slice(60), loose(70))).toHaveLength(11);
  });

  test('a column is read only where another one is held already', async () => {
    const memory = new ColumnMemory();
    await read(memory, block('a', 1, 2));
    const asked: string[] = [];
    await memory.columnsOf([held('a', 2)], ['ids', 'users'], async (names) => {
      asked.push(...names);
      return new Map([['a', new Map([['users', Buffer.alloc(8)]])]]);
    });
    expect(asked).toEqual(['users']);
  });
});

describe('what is kept', () => {
  test('is not read again', async () => {
    const memory = new ColumnMemory();
    await read(memory, block('a', 1, 2), block('b', 3), loose(4));
    expect(await read(memory, held('a', 2), held('b', 1), loose(4))).toEqual([1, 2, 3, 4]);
    expect(await read(memory, held('b', 1), loose(4))).toEqual([3, 4]);
  });

  test('plays that are new or different are those of the database', async () => {
    const memory = new ColumnMemory();
    await read(memory, block('a', 1, 2), block('b', 3), loose(4));
    expect(await read(memory, held('a', 2), held('b', 1), loose(4, 5))).toEqual([1, 2, 3, 4, 5]);
    expect(await read(memory, held('a', 2), held('b', 1), loose(5))).toEqual([1, 2, 3, 5]);
    expect(await read(memory, held('a', 2), held('b', 1))).toEqual([1, 2, 3]);
    expect(await read(memory, held('a', 2), block('b again', 3, 4))).toEqual([1, 2, 3, 4]);
    expect(await read(memory, held('a', 2), held('b', 1))).toBeNull();
  });

  test('a shorter window does not make a longer one forgotten', async () => {
    const memory = new ColumnMemory();
    await read(memory, block('a', 1, 2), block('b', 3), loose(4));
    expect(await read(memory, held('b', 1), loose(5))).toEqual([3, 5]);
    expect(await read(memory, held('a', 2), held('b', 1), loose(5))).toEqual([1, 2, 3, 5]);
  });

  test('a longer window takes what is there', async () => {
    const memory = new ColumnMemory();
    await read(memory, block('b', 3), loose(4));
    expect(await read(memory, block('a', 1, 2), held('b', 1), loose(4))).toEqual([1, 2, 3, 4]);
  });

  test('columns that were given away stay as they are, whatever comes behind them', async () => {
    const memory = new ColumnMemory();
    const given = [
      await memory.columnsOf([block('a', 1), loose(2)], ['ids']),
      await memory.columnsOf([held('a', 1), loose(2, 3)], ['ids']),
      await memory.columnsOf([held('a', 1), loose(3, 4)], ['ids']),
      await memory.columnsOf([held('a', 1), loose(3, 4, 5)], ['ids']),
      await memory.columnsOf([held('a', 1), block('b', 6), loose(7)], ['ids']),
    ];
    expect(given.map((columns) => [...(columns?.ids ?? [])])).toEqual([
      [1, 2],
      [1, 2, 3],
      [1, 3, 4],
      [1, 3, 4, 5],
      [1, 6, 7],
    ]);
    expect(given[1]?.ids.buffer).toBe(given[0]?.ids.buffer);
    expect(given[2]?.ids.buffer).not.toBe(given[1]?.ids.buffer);
  });

  test('two at the same time do not write over one another', async () => {
    const memory = new ColumnMemory();
    await read(memory, block('a', 1), loose(2));
    const both = await Promise.all([read(memory, held('a', 1), loose(2, 3)), read(memory, held('a', 1), loose(2, 4))]);
    expect(both).toEqual([
      [1, 2, 3],
      [1, 2, 4],
    ]);
  });

  test('what takes too much is forgotten, the longest unused first', async () => {
    const memory = new ColumnMemory(3 * 4_200 * 4);
    const all: Piece = {
      key: 'a',
      count: 1,
      bytes: new Map([...ids(1), ['users', Buffer.alloc(4)], ['items', Buffer.alloc(4)]]),
    };
    await memory.columnsOf([all], ['ids']);
    await memory.columnsOf([all], ['users']);
    await read(memory, held('a', 1));
    await memory.columnsOf([all], ['items']);
    await memory.columnsOf([all], ['items', 'ids']);
    const isHeld = async (name: 'ids' | 'users' | 'items') => (await memory.columnsOf([held('a', 1)], [name])) !== null;
    expect([await isHeld('ids'), await isHeld('items'), await isHeld('users')]).toEqual([true, true, true]);
    const many: Piece = { key: 'b', count: 4_000, bytes: new Map([['players', Buffer.alloc(16_000)]]) };
    await memory.columnsOf([many], ['players']);
    expect([await isHeld('users'), await isHeld('items'), await isHeld('ids')]).toEqual([true, false, false]);
  });
});
