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

const read = (memory: ColumnMemory, ...pieces: Piece[]) => {
  const columns = memory.columnsOf(pieces, ['ids']);
  return columns === null ? null : [...columns.ids];
};

describe('columns of pieces', () => {
  test('stand behind one another, in the order of the machine', () => {
    const bytes: Piece['bytes'] = new Map([
      ['ids', Buffer.from('00000102fffffffe', 'hex')],
      ['traits', Buffer.from('0105fffe', 'hex')],
      ['watchedMs', Buffer.from('3ff8000000000000c059000000000000', 'hex')],
    ]);
    const columns = new ColumnMemory().columnsOf([{ key: 'a', count: 2, bytes }], ['ids', 'traits', 'watchedMs']);
    expect(columns?.count).toBe(2);
    expect([...(columns?.ids ?? [])]).toEqual([258, -2]);
    expect([...(columns?.traits ?? [])]).toEqual([261, -2]);
    expect([...(columns?.watchedMs ?? [])]).toEqual([1.5, -100]);
    expect(columns?.users.length).toBe(0);
  });

  test('no pieces are no plays', () => {
    expect(read(new ColumnMemory())).toEqual([]);
    expect(read(new ColumnMemory(), { key: null, count: 0, bytes: NOTHING })).toEqual([]);
  });

  test('bytes that are missing or too few are noticed', () => {
    expect(read(new ColumnMemory(), held('a', 2))).toBeNull();
    expect(read(new ColumnMemory(), { key: 'a', count: 3, bytes: ids(1, 2) })).toBeNull();
  });
});

describe('what is kept', () => {
  test('is not read again', () => {
    const memory = new ColumnMemory();
    read(memory, block('a', 1, 2), block('b', 3), loose(4));
    expect([memory.has('ids', 'a'), memory.has('ids', 'c'), memory.has('users', 'a')]).toEqual([true, false, false]);
    expect(read(memory, held('a', 2), held('b', 1), loose(4))).toEqual([1, 2, 3, 4]);
    expect(read(memory, held('b', 1), loose(4))).toEqual([3, 4]);
  });

  test('plays that are new or different are those of the database', () => {
    const memory = new ColumnMemory();
    read(memory, block('a', 1, 2), block('b', 3), loose(4));
    expect(read(memory, held('a', 2), held('b', 1), loose(4, 5))).toEqual([1, 2, 3, 4, 5]);
    expect(read(memory, held('a', 2), held('b', 1), loose(5))).toEqual([1, 2, 3, 5]);
    expect(read(memory, held('a', 2), held('b', 1))).toEqual([1, 2, 3]);
    expect(read(memory, held('a', 2), block('b again', 3, 4))).toEqual([1, 2, 3, 4]);
    expect(read(memory, held('a', 2), held('b', 1))).toBeNull();
  });

  test('a shorter window does not make a longer one forgotten', () => {
    const memory = new ColumnMemory();
    read(memory, block('a', 1, 2), block('b', 3), loose(4));
    expect(read(memory, held('b', 1), loose(5))).toEqual([3, 5]);
    expect(read(memory, held('a', 2), held('b', 1), loose(5))).toEqual([1, 2, 3, 5]);
  });

  test('a longer window takes what is there', () => {
    const memory = new ColumnMemory();
    read(memory, block('b', 3), loose(4));
    expect(read(memory, block('a', 1, 2), held('b', 1), loose(4))).toEqual([1, 2, 3, 4]);
  });

  test('arrays that were given away stay as they are', () => {
    const memory = new ColumnMemory();
    const before = memory.columnsOf([block('a', 1), loose(2)], ['ids']);
    read(memory, held('a', 1), loose(3, 4));
    expect([...(before?.ids ?? [])]).toEqual([1, 2]);
  });

  test('very many plays are not kept', () => {
    const memory = new ColumnMemory();
    const many: Piece = { key: 'a', count: 400_001, bytes: new Map([['ids', Buffer.alloc(400_001 * 4)]]) };
    expect(read(memory, many)?.length).toBe(400_001);
    expect(memory.has('ids', 'a')).toBe(false);
  });
});
