/** A mark for each of some ids, from the lowest on. Ids are numbers of rows in one table, so they do not lie far apart. */
export interface IdMarks {
  readonly lowest: number;
  readonly marks: Uint8Array;
  has(id: number): boolean;
}

export function idMarks(ids: readonly number[]): IdMarks {
  if (ids.length === 0) return { lowest: 0, marks: new Uint8Array(0), has: () => false };
  const lowest = ids.reduce((least, id) => Math.min(least, id), Infinity);
  const highest = ids.reduce((most, id) => Math.max(most, id), -Infinity);
  const marks = new Uint8Array(highest - lowest + 1);
  for (const id of ids) marks[id - lowest] = 1;
  return { lowest, marks, has: (id) => marks[id - lowest] === 1 };
}
