/** What is written of an item: values by field. Every format writes the same. Pure. */
import { Decimal, type Scalar } from '#plex/export-scalars.ts';

export interface ExportNode {
  /** The type of the item it is or belongs to. */
  readonly type: string;
  readonly values: ReadonlyMap<string, ExportValue>;
}

/** An entry of a list. */
export type ExportEntry = string | ExportNode;

export type ExportValue = Scalar | ExportNode | readonly ExportEntry[];

export const isList = (value: ExportValue): value is readonly ExportEntry[] => Array.isArray(value);

export const isScalar = (value: ExportValue): value is Scalar =>
  value === null || typeof value !== 'object' || value instanceof Decimal;

/** As values are written where there are only texts: nothing is empty, true is `True`. */
export function scalarText(value: Scalar): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return value instanceof Decimal ? value.text : String(value);
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The fields of a node in the order in which they are written: lists last, otherwise by name. */
export const inOrder = (node: ExportNode): readonly (readonly [string, ExportValue])[] =>
  [...node.values].toSorted(
    ([nameA, a], [nameB, b]) => Number(isList(a)) - Number(isList(b)) || byCodePoint(nameA, nameB),
  );
