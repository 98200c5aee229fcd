/** Staging tables and the values that go into them. */
import type { CopyValue, StageTable, StageType } from '../source/load.ts';

export type StageTypes = Readonly<Record<string, StageType>>;

export const stage = (name: string, ...columns: readonly StageTypes[]): StageTable => ({
  name,
  columns: Object.assign({}, ...columns) as StageTypes,
});

/** A value of ours as COPY takes it: moments as epoch seconds. */
export function copyValue(value: unknown): CopyValue {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value === undefined) return null;
  return value as CopyValue;
}

export const jsonOrNull = (value: unknown): CopyValue =>
  value === null || value === undefined ? null : { json: value };
