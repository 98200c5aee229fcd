import type { ReactNode } from 'react';
import type { MessageId } from '../../lib/i18n.ts';

/** A column of a table, and of the file that can be made of it. The first one of a table always stays. */
export interface Column<Row> {
  readonly id: string;
  readonly label: MessageId;
  /** Width in rem, unless the person chose another. The first column takes what is left. */
  readonly width: number;
  /** Figures stand at the end. */
  readonly isEnd?: boolean;
  /** Shown only to whoever chose it. */
  readonly isOptional?: boolean;
  /** What the server calls the order by this column, and which direction comes first. */
  readonly sort?: { readonly by: string; readonly first: SortOrder };
  readonly cell: (row: Row) => ReactNode;
  /** For the file; null is empty. Without it the column is not in the file. */
  readonly text?: (row: Row) => string | number | null;
}

export type SortOrder = 'asc' | 'desc';

/** How the rows are sorted, in the server's words. */
export interface Sort {
  readonly by: string;
  readonly order: SortOrder;
}

/** What pressing a column's head asks for: its first direction, then the other one. */
export function nextSort(column: Pick<Column<never>, 'sort'>, now: Sort): Sort {
  if (column.sort === undefined) return now;
  const { by, first } = column.sort;
  if (now.by !== by) return { by, order: first };
  return { by, order: now.order === 'asc' ? 'desc' : 'asc' };
}

/** Which columns somebody wants to see, and how wide. */
export interface ColumnChoice {
  /** Of those usually shown. */
  readonly hidden: readonly string[];
  /** Of the optional ones. */
  readonly shown: readonly string[];
  /** In rem. */
  readonly widths: Readonly<Record<string, number>>;
}

/** Bounds of a column's width, in rem. */
export const MIN_WIDTH = 4;
export const MAX_WIDTH = 40;

const names = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((part): part is string => typeof part === 'string') : [];

/** A width within the bounds. */
export const boundedWidth = (rem: number): number => Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.round(rem * 4) / 4));

function widthsOf(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {};
  const known = Object.entries(value).filter((entry): entry is [string, number] => Number.isFinite(entry[1]));
  return Object.fromEntries(known.map(([id, rem]) => [id, boundedWidth(rem)]));
}

/** Makes a choice of whatever was kept. */
export function columnChoice(kept: unknown): ColumnChoice {
  const { hidden, shown, widths } = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  return { hidden: names(hidden), shown: names(shown), widths: widthsOf(widths) };
}

/** Whether a column is shown; `at` is its place among all of them. */
export const isShown = (column: Pick<Column<never>, 'id' | 'isOptional'>, at: number, choice: ColumnChoice): boolean =>
  at === 0 || (column.isOptional === true ? choice.shown.includes(column.id) : !choice.hidden.includes(column.id));

/** The choice after a column was shown or hidden. */
export function withColumn(
  choice: ColumnChoice,
  { id, isOptional = false }: Pick<Column<never>, 'id' | 'isOptional'>,
  show: boolean,
): ColumnChoice {
  const list = (isOptional ? choice.shown : choice.hidden).filter((known) => known !== id);
  const next = show === isOptional ? [...list, id] : list;
  return isOptional ? { ...choice, shown: next } : { ...choice, hidden: next };
}

/** The widths of the shown columns as CSS grid tracks, and their sum in rem. */
export function tracks(columns: ReadonlyArray<Pick<Column<never>, 'id' | 'width'>>, choice: ColumnChoice) {
  const widths = columns.map(({ id, width }) => choice.widths[id] ?? width);
  const css = widths.map((rem, at) => (at === 0 ? `minmax(${rem}rem, 1fr)` : `${rem}rem`)).join(' ');
  return { css, sum: widths.reduce((sum, rem) => sum + rem, 0) };
}
