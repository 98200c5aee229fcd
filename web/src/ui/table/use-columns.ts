import { useMemo } from 'react';
import { useKept } from '../../lib/account-preferences.ts';
import { boundedWidth, type Column, type ColumnChoice, columnChoice, isShown, tracks, withColumn } from './column.ts';

/** The columns of a table as a person wants them, and how to change that. */
export interface Columns<Row> {
  readonly all: ReadonlyArray<Column<Row>>;
  readonly shown: ReadonlyArray<Column<Row>>;
  readonly choice: ColumnChoice;
  /** CSS grid tracks, and the least width of a row in rem. */
  readonly tracks: { readonly css: string; readonly sum: number };
  show(column: Column<Row>, isShown: boolean): void;
  /** Sets the width of a column, in rem. */
  widen(id: string, rem: number): void;
  reset(): void;
}

/** The columns of the table called `name`, as the account remembers them on every device. */
export function useColumns<Row>(name: string, all: ReadonlyArray<Column<Row>>): Columns<Row> {
  const [choice, choose] = useKept(`table.${name}`, columnChoice);
  return useMemo(() => {
    const shown = all.filter((column, at) => isShown(column, at, choice));
    return {
      ...{ all, shown, choice, tracks: tracks(shown, choice) },
      show: (column, show) => choose(withColumn(choice, column, show)),
      widen: (id, rem) => choose({ ...choice, widths: { ...choice.widths, [id]: boundedWidth(rem) } }),
      reset: () => choose({ hidden: [], shown: [], widths: {} }),
    };
  }, [all, choice, choose]);
}
